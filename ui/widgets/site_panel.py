"""The file of one site (一点一档): who answers for it, its visits with their scores, its photos."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.site import DatedDuty, SiteRow
from inspector.domain.visit import VisitLine, VisitState
from inspector.services.site import SiteFile
from inspector.wording import _, ngettext
from inspector.wording.sheet import signed
from inspector.wording.site import duty_dates, role
from inspector.wording.visit import visit_state
from ui.models.site_columns import NO_SCORE
from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.hairline import hairline
from ui.widgets.key_button import KeyButton
from ui.widgets.photo_wall import PhotoWall
from ui.widgets.sparkline import Sparkline
from ui.widgets.table import Table
from ui.widgets.table_delegate import MARGIN
from ui.widgets.thumbnails import Thumbnails

_MARGIN = 16
_MOST_VISITS = 8


class SitePanel(QScrollArea):
    """Shows one site; `photo_opened` has the place of a photo that was chosen."""

    photo_opened = Signal(int)

    def __init__(self, theme: Theme, thumbnails: Thumbnails, inspect: QAction) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("pane")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(theme.scaled(320))
        self.setAccessibleName(_("One site"))
        self.name = ElidedLabel(theme, "title")
        self._facts = ElidedLabel(theme, "body", "text.secondary")
        self._address = ElidedLabel(theme, "small", "text.tertiary")
        self.inspect = KeyButton(theme, inspect, icon="visit", key="Enter", is_primary=True)
        self._inside = QWidget()
        self._labels: list[tuple[QLabel, str]] = []
        self._score = self._label("large")
        self._change = self._label("body", "secondary")
        self._line = Sparkline(theme, 104, 24)
        self._duties = QGridLayout()
        self._visits = TableModel(_visit_columns(), self)
        self.visits = Table(theme, self._visits, lambda line: line.id, _("Visits"), MARGIN)
        self.visits.set_widths({0: 92, 1: 60, 3: 84}, stretched=2, least=64)
        self.photos = PhotoWall(theme, thumbnails)
        self.photos.opened.connect(self.photo_opened)
        self._visits_head = self._section_head("")
        self._photos_head = self._section_head(_("Photos"))
        self._lay_out()
        theme.changed.connect(self._on_theme)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no site is chosen."""
        self._inside.hide()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_row(self, row: SiteRow) -> None:
        """Show at once what the table knows of a site."""
        self._inside.show()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.name.setText(row.name)
        self._facts.setText(" · ".join(part for part in (row.code, row.site_type) if part))
        self._score.setText(NO_SCORE if row.score is None else str(row.score))
        self._score.setAccessibleName(_("Last score") + f" {self._score.text()}")
        before = row.scores[-2:-1]
        moved = row.score is not None and bool(before)
        self._change.setText(signed(row.scores[-1] - before[0]) if moved else "")
        self._change.setToolTip(_("Since the visit before"))
        self._line.set_values(row.scores)
        self._line.setVisible(len(row.scores) > 1)

    def show_file(self, file: SiteFile) -> None:
        """Show all that is known of it."""
        self._address.setText(file.site.address)
        self._address.setVisible(bool(file.site.address))
        self._show_duties(file.duties)
        self._show_visits(file.visits)
        self._photos_head.setVisible(bool(file.photos))
        self.photos.set_photos([each.photo for each in file.photos])

    def _lay_out(self) -> None:
        inside = self._inside
        inside.setObjectName("pane")
        across = QVBoxLayout(inside)
        across.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        across.setSpacing(0)
        across.addLayout(self._head())
        across.addWidget(hairline())
        across.addWidget(self._section_head(_("Who answers for it")))
        self._duties.setHorizontalSpacing(12)
        self._duties.setVerticalSpacing(4)
        self._duties.setColumnStretch(1, 1)
        across.addLayout(self._duties)
        across.addSpacing(_MARGIN)
        across.addWidget(hairline())
        across.addWidget(self._visits_head)
        across.addWidget(self.visits)
        across.addWidget(self._photos_head)
        across.addWidget(self.photos)
        across.addStretch(1)
        self.setWidget(inside)

    def _head(self) -> QVBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        for label in (self.name, self._facts, self._address):
            names.addWidget(label)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addLayout(names, 1)
        top.addWidget(self.inspect, 0, Qt.AlignmentFlag.AlignTop)
        figures = QHBoxLayout()
        figures.setSpacing(8)
        figures.addWidget(self._score)
        figures.addWidget(self._change, 0, Qt.AlignmentFlag.AlignBottom)
        self._change.setContentsMargins(0, 0, 0, 6)
        figures.addStretch(1)
        figures.addWidget(self._line, 0, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setSpacing(8)
        head.addLayout(top)
        head.addLayout(figures)
        head.setContentsMargins(0, 0, 0, 12)
        return head

    def _section_head(self, word: str) -> QLabel:
        label = self._label("small", "tertiary")
        label.setText(word)
        label.setContentsMargins(0, 12, 0, 8)
        return label

    def _label(self, font: str, ink: str = "") -> QLabel:
        # Qt forgets the font of a label that got it inside of a scroll area before it was shown.
        label = QLabel()
        label.setFont(self._theme.font(font))
        label.setProperty("role", ink)
        self._labels.append((label, font))
        return label

    def _show_duties(self, duties: Sequence[DatedDuty]) -> None:
        while item := self._duties.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if not duties:
            nobody = ElidedLabel(self._theme, "body", "text.tertiary")
            nobody.setText(_("No unit is named."))
            self._duties.addWidget(nobody, 0, 0, 1, 2)
        for place, duty in enumerate(duties):
            how = QLabel(role(duty.role))
            how.setFont(self._theme.font("small"))
            how.setProperty("role", "tertiary")
            unit = ElidedLabel(self._theme)
            unit.setText(duty.unit)
            dates = QLabel(duty_dates(duty.valid_from, duty.valid_to))
            dates.setFont(self._theme.font("small"))
            dates.setProperty("role", "tertiary")
            for column, label in enumerate((how, unit, dates)):
                self._duties.addWidget(label, place, column)

    def _show_visits(self, visits: Sequence[VisitLine]) -> None:
        self._visits.set_rows(visits)
        count = len(visits)
        text = ngettext("{n} visit", "{n} visits", count).format(n=count)
        self._visits_head.setText(text if visits else _("Not visited yet"))
        self.visits.setVisible(bool(visits))
        rows = min(count, _MOST_VISITS) + 1
        self.visits.setFixedHeight(rows * self._theme.scaled(32) + 2)

    def _on_theme(self) -> None:
        for label, font in self._labels:
            label.setFont(self._theme.font(font))


def _visit_columns() -> tuple[Column, ...]:
    return (
        Column(_("Day"), lambda line: line.day.isoformat()),
        Column(
            _("Score"),
            lambda line: NO_SCORE if line.score is None else str(line.score),
            is_number=True,
            ink=lambda line: None if line.state is VisitState.CLOSED else "text.tertiary",
        ),
        Column(
            _("Persons"), lambda line: "、".join(line.persons), ink=lambda _line: "text.secondary"
        ),
        Column(
            _("State"),
            lambda line: visit_state(line.state, line.void),
            glyph=lambda line: "done" if line.state is VisitState.CLOSED else "running",
            ink=lambda _line: "text.secondary",
        ),
    )
