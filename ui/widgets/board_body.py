"""The table of a ranking with what stands below it, or what to do where nothing is ranked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.board import BoardView, RankedRow
from inspector.domain.period import Period, PeriodKind, month_of, week_of
from inspector.wording import _
from inspector.wording import sheet as words
from inspector.wording.board import footnote, period_label
from ui.models.ranking_table import Field
from ui.theme import Theme
from ui.widgets.distribution import Distribution
from ui.widgets.empty_page import EmptyPage
from ui.widgets.ranking_view import RankingView

_MARGIN = 8


class BoardBody(QStackedWidget):
    """Shows a board; where it is empty the signals that ask say how it gets filled."""

    period_asked = Signal(object)
    rules_asked = Signal()
    page_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.has_parts = False
        self.table = RankingView(theme)
        self.distribution = Distribution(theme)
        self.notes = QLabel()
        self.notes.setWordWrap(True)
        self.notes.setObjectName("pane")
        self.notes.setFont(theme.font("small"))
        self.notes.setProperty("role", "secondary")
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notes.setContentsMargins(24, _MARGIN, 16, _MARGIN)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        filling = QAction(self)
        filling.triggered.connect(lambda: self._on_fill())
        self._on_fill: Callable[[], None] = lambda: None
        self._notes_area = QScrollArea()
        self._empty = EmptyPage(theme, "board", "", filling)
        self.fill = self._empty.button
        self.addWidget(self._filled())
        self.addWidget(self._empty)

    def show_board(self, view: BoardView, group: str | None) -> None:
        """Show a list of a board, or all of them."""
        ranking = view.ranking
        self.table.show_ranking(ranking, group)
        self.has_parts = self.table.table.field_place(Field.PART) >= 0
        lists = ranking.rules.lists if ranking is not None else None
        self.distribution.show_rows(self.table.table.rows(), lists)
        self.show_current(self.table.row)
        notes = [footnote(one) for one in ranking.footnotes] if ranking is not None else []
        said = " ".join(words.note(number, one) for number, one in enumerate(notes, 1))
        self.notes.setText(words.notes_lead() + said)
        self._fit_notes()
        is_ranked = ranking is not None and any(row.n for row in ranking.rows)
        self.setCurrentIndex(0 if is_ranked else 1)
        if not is_ranked:
            self._show_empty(view)

    def show_current(self, row: RankedRow | None) -> None:
        """Mark the current row where the scores lie."""
        self.distribution.show_current(row)

    def set_roomy(self, roomy: bool) -> None:
        """Leave out where the scores lie if there is little height."""
        self.distribution.setVisible(roomy)
        self._fit_notes()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_notes()

    def _fit_notes(self) -> None:
        """All notes where the table leaves room for them, else whole lines of them to move in."""
        needed = max(0, self.notes.heightForWidth(self.width()))
        spare = self.height() - self.table.needed_height - 1
        if not self.distribution.isHidden():
            spare -= self.distribution.sizeHint().height()
        most = max(spare, self.height() // 4)
        if needed > most:
            line = self.notes.fontMetrics().lineSpacing()
            needed = _MARGIN + max(2, (most - _MARGIN) // line) * line
        self._notes_area.setFixedHeight(needed)

    def _show_empty(self, view: BoardView) -> None:
        if not view.schemes:
            self._offer(
                _("A ranking needs criteria, sites and closed visits, or imported results."),
                _("Go to the scheme"),
                lambda: self.page_asked.emit("scheme"),
            )
        elif view.latest is None:
            self._offer(
                _("No visit is closed yet, so nothing is ranked."),
                _("Inspect a site"),
                lambda: self.page_asked.emit("visit"),
            )
        elif view.ranking is not None and not view.ranking.rows:
            self._offer(
                _("Nobody stands on this board in this period."),
                _("Rules of the board …"),
                self.rules_asked.emit,
            )
        else:
            of_kind = month_of if view.period.kind is PeriodKind.MONTH else week_of
            latest: Period = of_kind(view.latest)
            self._offer(
                words.nothing_ranked(),
                _("Show {period}").format(period=period_label(latest)),
                lambda: self.period_asked.emit(latest),
            )

    def _offer(self, text: str, action: str, act: Callable[[], None]) -> None:
        self._empty.say(text, action)
        self._on_fill = act

    def _filled(self) -> QWidget:
        area = self._notes_area
        area.setWidget(self.notes)
        area.setWidgetResizable(True)
        area.setAccessibleName(_("Notes below the ranking"))
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        filled = QWidget()
        layout = QVBoxLayout(filled)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        for widget in (self.distribution, line, area):
            layout.addWidget(widget)
        return filled
