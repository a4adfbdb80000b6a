"""Chooses the period of a board: week, month or days, with the ones before and after."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QWidget,
)

from inspector.domain.period import Period, PeriodKind, month_of, week_of
from inspector.wording import _
from inspector.wording.board import period_label
from ui.theme import Theme

_OFFERED = 12


class PeriodPicker(QWidget):
    """Shows a period and offers others; `chosen` has the one that was asked for."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._period: Period | None = None
        self.kind = QComboBox()
        for kind, word in (
            (PeriodKind.WEEK, _("Week")),
            (PeriodKind.MONTH, _("Month")),
            (PeriodKind.DAYS, _("Days")),
        ):
            self.kind.addItem(word, kind)
        self.kind.setAccessibleName(_("Kind of period"))
        self.kind.activated.connect(self._on_kind)
        self.before = self._arrow(theme, "caret-left", _("The period before (Alt+Left)"))
        self.after = self._arrow(theme, "caret-right", _("The period after (Alt+Right)"))
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.named = QToolButton()
        self.named.setAccessibleName(_("Period"))
        self.named.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.named.setMenu(QMenu(self.named))
        self.first, self.last = self._day(_("First day")), self._day(_("Last day"))
        steps = QFrame()
        steps.setObjectName("framed")
        steps.setFixedHeight(theme.scaled(32))
        within = QHBoxLayout(steps)
        within.setContentsMargins(2, 0, 2, 0)
        within.setSpacing(4)
        for button in (self.before, self.named, self.after):
            within.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.kind, steps, self.first, self.last):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.first.hide()
        self.last.hide()

    def show_period(self, period: Period) -> None:
        """Show a period, without telling that it was chosen."""
        self._period = period
        self.kind.setCurrentIndex(self.kind.findData(period.kind))
        is_days = period.kind is PeriodKind.DAYS
        self.named.setVisible(not is_days)
        self.first.setVisible(is_days)
        self.last.setVisible(is_days)
        for field, day in ((self.first, period.first), (self.last, period.last)):
            with QSignalBlocker(field):
                field.setDate(QDate(day.year, day.month, day.day))
        self.named.setText(period_label(period))
        self._offer(period)

    def step(self, by: int) -> None:
        """Choose the period before (-1) or after (1)."""
        if self._period is not None:
            self.chosen.emit(self._period.previous if by < 0 else self._period.following)

    def _offer(self, period: Period) -> None:
        menu = self.named.menu()
        menu.clear()
        one = period.following
        for _number in range(_OFFERED):
            action = menu.addAction(period_label(one))
            action.setCheckable(True)
            action.setChecked(one == period)
            action.triggered.connect(lambda _checked, chosen=one: self.chosen.emit(chosen))
            one = one.previous

    def _on_kind(self) -> None:
        # Qt hands the value back as a bare text.
        kind = PeriodKind(self.kind.currentData())
        period = self._period
        if period is None or kind is period.kind:
            return
        if kind is PeriodKind.DAYS:
            self.chosen.emit(Period(PeriodKind.DAYS, period.first, period.last))
        else:
            of_kind = week_of if kind is PeriodKind.WEEK else month_of
            self.chosen.emit(of_kind(period.last))

    def _on_days(self) -> None:
        first, last = _python(self.first.date()), _python(self.last.date())
        # Whoever sets a day beyond the other means to move both.
        if first > last:
            first = last = first if self.sender() is self.first else last
        self.chosen.emit(Period(PeriodKind.DAYS, first, last))

    def _day(self, name: str) -> QDateEdit:
        field = QDateEdit()
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy.MM.dd")
        field.setAccessibleName(name)
        field.setKeyboardTracking(False)
        field.dateChanged.connect(self._on_days)
        return field

    def _arrow(self, theme: Theme, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
