"""The holidays of a year as a table, with a line below it to enter a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.calendar import CalendarDay, DayOrigin
from inspector.wording import _, ngettext
from inspector.wording import calendar as words
from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.table import Table


class CalendarTable(QWidget):
    """Shows a year; `year_chosen`, `entered` (day, is_working, name) and `withdrawn` (day) ask."""

    year_chosen = Signal(int)
    entered = Signal(object, bool, str)
    withdrawn = Signal(object)

    def __init__(self, theme: Theme, year: int) -> None:
        super().__init__()
        self._theme = theme
        self.year = year
        self._model = TableModel(
            (
                Column(_("Day"), lambda one: one.day.isoformat()),
                Column(_("Weekday"), lambda one: _weekday(one.day)),
                Column(_("Free or worked"), words.day_kind),
                Column(_("Occasion"), words.day_name),
                Column(_("Known from"), lambda one: words.day_origin(one.origin), ink=_ink),
            ),
            self,
        )
        self.table = Table(theme, self._model, lambda one: one.day, _("Holidays"))
        self.table.set_widths({0: 120, 1: 100, 2: 120, 4: 140}, 3)
        self.table.current_changed.connect(self._on_current)
        self.note = QLabel()
        self.note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._years())
        layout.addWidget(self.note)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._entry())
        self._on_current(None)

    def show_days(self, days: Sequence[CalendarDay]) -> None:
        """Show the days of the year, and say so where they are only calculated."""
        self._model.set_rows(days)
        self._year.setText(str(self.year))
        free = sum(not one.is_working for one in days)
        said = ngettext("{n} free day", "{n} free days", free).format(n=free)
        is_calculated = any(one.origin is DayOrigin.CALCULATED for one in days)
        if is_calculated:
            said = _(
                "▲ {year} has not been announced yet: {free} by law, calculated, without moved "
                "weekends. Enter what the notice says when it comes."
            ).format(year=self.year, free=said)
        self.note.setText(said)
        self.note.setProperty("role", "deducted" if is_calculated else "tertiary")
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)

    def _years(self) -> QHBoxLayout:
        self._year = QLabel(str(self.year))
        self._year.setFont(self._theme.font("title"))
        self.older = self._step("caret-left", _("Previous year"), -1)
        self.newer = self._step("caret-right", _("Next year"), 1)
        across = QHBoxLayout()
        for widget in (self.older, self._year, self.newer):
            across.addWidget(widget)
        across.addStretch(1)
        return across

    def _step(self, icon: str, name: str, years: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(icon))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self._go(years))
        return button

    def _entry(self) -> QHBoxLayout:
        self.day = QDateEdit(QDate(self.year, 1, 1))
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(_("Day"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Occasion"))
        self.name.setAccessibleName(_("Occasion"))
        self.free = QPushButton(_("Enter as free"))
        self.free.clicked.connect(lambda: self._enter(is_working=False))
        self.worked = QPushButton(_("Enter as worked"))
        self.worked.clicked.connect(lambda: self._enter(is_working=True))
        self.back = QPushButton(_("Take the entry back"))
        self.back.clicked.connect(lambda: self.withdrawn.emit(self._chosen()))
        across = QHBoxLayout()
        across.addWidget(self.day)
        across.addWidget(self.name, 1)
        for button in (self.free, self.worked, self.back):
            across.addWidget(button)
        return across

    def _go(self, step: int) -> None:
        self.year += step
        self._year.setText(str(self.year))
        self.day.setDate(QDate(self.year, 1, 1))
        self.year_chosen.emit(self.year)

    def _enter(self, *, is_working: bool) -> None:
        self.entered.emit(self._chosen(), is_working, self.name.text().strip())

    def _chosen(self) -> date:
        shown = self.day.date()
        return date(shown.year(), shown.month(), shown.day())

    def _on_current(self, one: CalendarDay | None) -> None:
        self.back.setEnabled(one is not None and one.origin is DayOrigin.ENTERED)
        if one is not None:
            self.day.setDate(QDate(one.day.year, one.day.month, one.day.day))
            self.name.setText(one.name)


def _ink(one: CalendarDay) -> str | None:
    return "state.deducted" if one.origin is DayOrigin.CALCULATED else None


def _weekday(day: date) -> str:
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]
