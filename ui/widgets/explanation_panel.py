"""Why a row stands where it stands: lists, changes, its score by type, each loss with its photo."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)
from typing_extensions import override

from inspector.domain.board import Loss, PartLoss, RankedRow, SiteLoss, Why
from inspector.services.workspace import Workspace
from inspector.wording import _, ngettext
from inspector.wording.board import before, nothing_lost, other_sites, signed_loss, why_title
from ui.jobs import Jobs
from ui.models.loss_list import LossList
from ui.theme import Theme
from ui.widgets.loss_delegate import LossDelegate
from ui.widgets.sparkline import Sparkline
from ui.widgets.thumbnails import Thumbnails
from ui.widgets.why_facts import WhyFacts

if TYPE_CHECKING:
    from inspector.domain.why_card import WhyCard

_LEAST_PARTS = 5
_PART_HEIGHT = 28


class LineView(QListView):
    """A list of parts or losses; `opened` by a click or Enter."""

    opened = Signal(QModelIndex)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self.opened)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            # Left to whoever shows the list.
            event.ignore()
        else:
            super().keyPressEvent(event)


class ExplanationPanel(QFrame):
    """Explains one row; choosing a site type leaves its losses, whose sum stands above them.

    `photos_asked` has a loss, `site_asked` the id of a site of which only the sum is told; `copied`
    asks for the explanation as text, `sheet_asked` as a sheet, `closed` to go away.
    """

    photos_asked = Signal(object)
    site_asked = Signal(object)
    copied = Signal()
    sheet_asked = Signal()
    closed = Signal()

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.card: WhyCard | None = None
        self._theme = theme
        self._thumbnails = Thumbnails(ws, jobs)
        self._thumbnails.ready.connect(self._on_thumbnail)
        self._name_labels()
        self._name_lists()
        self._lay_out()

    def show_waiting(self, row: RankedRow, trend: Sequence[Decimal | None]) -> None:
        """Show what the ranking tells of a row while the losses are collected."""
        self.card = None
        self._title.setText(why_title(row))
        self._name.setText(row.name)
        self._name.setToolTip(row.name)
        self.score.setText("—" if row.score is None else str(row.score))
        self._before.setText(before(row))
        self._course.set_values(trend)
        self._parts_model.show(())
        self._losses_model.show(())
        self._parts.setFixedHeight(0)
        self._sum.setText(_("Collecting the losses …"))
        self.facts.show_lines(())
        self._set_offered(offered=False)

    def show_trend(self, trend: Sequence[Decimal | None]) -> None:
        """Show the course of the score."""
        self._course.set_values(trend)

    @property
    def why(self) -> Why | None:
        """The explanation that is shown."""
        return None if self.card is None else self.card.why

    def show_card(self, card: WhyCard) -> None:
        """Show what a card tells of a row."""
        why = self._take(card)
        self._delegate.has_heads = any(part.mean is not None for part in why.parts)
        lost = sum((part.lost for part in why.parts), Decimal(0))
        whole = PartLoss(_("All types"), None, None, 0, 0, len(why.explanation.losses), lost)
        self._parts_model.show((whole, *why.parts))
        height = self._theme.scaled(_PART_HEIGHT)
        # The losses below need room, too.
        shown = min(len(why.parts) + 1, max(_LEAST_PARTS, self.height() // 4 // height))
        self._parts.setFixedHeight(shown * height + 2)
        self._parts.setCurrentIndex(self._parts_model.index(0))
        self._show_part(0)
        self._set_offered(offered=True)

    def show_more(self, card: WhyCard) -> None:
        """Show more of the same row, and leave what is chosen and where the lists stand."""
        self._take(card)
        bar, current = self.losses.verticalScrollBar(), self.losses.currentIndex().row()
        place = bar.value()
        self._show_part(max(0, self._parts.currentIndex().row()))
        self.losses.setCurrentIndex(self._losses_model.index(current))
        bar.setValue(place)

    def _take(self, card: WhyCard) -> Why:
        from inspector.wording.why_card import facts

        self.card = card
        self._delegate.formats = card.why.formats
        self.facts.show_lines(facts(card))
        return card.why

    def _set_offered(self, *, offered: bool) -> None:
        self._copy.setEnabled(offered)
        self._sheet.setEnabled(offered)

    def _name_labels(self) -> None:
        theme = self._theme
        self._title, self._name, self.score, self._before, self._sum, self.sum_of = (
            self._label(*look)
            for look in (
                ("title", ""),
                ("body", "secondary"),
                ("large", ""),
                ("small", "tertiary"),
                ("strong", ""),
                ("small", "secondary"),
            )
        )
        self.score.setAccessibleName(_("Score"))
        self._before.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._course = Sparkline(theme)
        self.facts = WhyFacts(theme)
        self._copy = QPushButton(_("Copy"))
        self._copy.setProperty("flat", True)
        self._copy.setIcon(theme.icon("copy"))
        self._copy.setToolTip(_("Copy the explanation as text (Ctrl+C)"))
        self._copy.setShortcut("Ctrl+C")
        self._copy.clicked.connect(self.copied)
        self._sheet = QToolButton()
        self._sheet.setIcon(theme.icon("export"))
        self._sheet.setIconSize(QSize(16, 16))
        self._sheet.setToolTip(_("Write the explanation as a sheet …"))
        self._sheet.setAccessibleName(_("Write the explanation as a sheet …"))
        self._sheet.clicked.connect(self.sheet_asked)
        self._close = QToolButton()
        self._close.setIcon(theme.icon("x"))
        self._close.setIconSize(QSize(16, 16))
        self._close.setToolTip(_("Close the explanation (Esc)"))
        self._close.setAccessibleName(_("Close the explanation (Esc)"))
        self._close.clicked.connect(self.closed)

    def _name_lists(self) -> None:
        self._parts_model, self._losses_model = LossList(self), LossList(self)
        self._delegate = LossDelegate(self._theme, self._thumbnails, self)
        self._parts = LineView(_("Losses by site type"))
        self._parts.setModel(self._parts_model)
        self.losses = LineView(_("What was lost for"))
        self.losses.setModel(self._losses_model)
        for view in (self._parts, self.losses):
            view.setItemDelegate(self._delegate)
        self.losses.opened.connect(self._on_opened)
        self._parts.selectionModel().currentChanged.connect(self._on_part)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        head.addWidget(self._sheet)
        head.addWidget(self._close)
        figures = QHBoxLayout()
        figures.setSpacing(16)
        figures.addWidget(self.score)
        figures.addWidget(self._course)
        figures.addWidget(self._before, 1)
        sums = QHBoxLayout()
        sums.addWidget(self._sum)
        sums.addWidget(self.sum_of, 1, Qt.AlignmentFlag.AlignRight)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 12, 16, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._name)
        layout.addLayout(figures)
        layout.addWidget(self.facts)
        layout.addWidget(line)
        layout.addWidget(self._parts)
        layout.addSpacing(8)
        layout.addLayout(sums)
        layout.addWidget(self.losses, 1)

    def _label(self, font: str, role: str) -> QLabel:
        label = QLabel()
        label.setFont(self._theme.font(font))
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _on_part(self, current: QModelIndex) -> None:
        if self.card is not None and current.isValid():
            self._show_part(current.row())

    def _show_part(self, place: int) -> None:
        """Show the losses of a part, those of all at place 0, then the sites told in one sum."""
        assert self.why is not None
        part = self._parts_model.line(place)
        assert isinstance(part, PartLoss)
        told = self.why.explanation
        losses: tuple[Loss, ...] = told.losses
        sites: tuple[SiteLoss, ...] = told.rest
        if place > 0:
            losses = tuple(loss for loss in losses if loss.site_type == part.name)
            sites = tuple(site for site in sites if site.site_type == part.name)
        self._losses_model.show((*losses, *sites))
        if not losses and not sites:
            self._sum.setText(nothing_lost() if told.row.score is not None else "")
            self.sum_of.setText("")
            return
        said = [ngettext("{count} loss", "{count} losses", len(losses)).format(count=len(losses))]
        if sites:
            said.append(other_sites(sites))
        self._sum.setText(" · ".join([*said, signed_loss(part.lost)]))
        equation = f"100 \N{MINUS SIGN} {part.lost:.2f} = {told.row.score}"
        self.sum_of.setText(equation if place == 0 else part.name)

    def _on_opened(self, index: QModelIndex) -> None:
        loss = self._losses_model.line(index.row())
        if isinstance(loss, Loss) and loss.photos:
            self.photos_asked.emit(loss)
        elif isinstance(loss, SiteLoss):
            self.site_asked.emit(loss.site)

    def _on_thumbnail(self, digest: bytes) -> None:
        for row in self._losses_model.showing(digest):
            self.losses.update(self._losses_model.index(row))
