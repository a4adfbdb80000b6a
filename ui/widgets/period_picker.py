"""Chooses the period of a board: of a kind, of a campaign or free, with the ones beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

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

from inspector.domain.period import Campaign, Period, PeriodKind, period_of
from inspector.wording import _
from inspector.wording.board import period_days, period_label
from ui.theme import Theme
from ui.widgets.stepper import Stepper

_OFFERED, _NAME, _DAY = 12, 240, 112
_CAMPAIGN, _WEEKS = "campaign", "weeks"
_USUAL_WEEKS, _MOST_WEEKS = 4, Decimal(104)


class PeriodPicker(QWidget):
    """Shows a period and offers others; `chosen` has the one that was asked for.

    `campaign_chosen` has the name of a campaign, empty for the latest, `weeks_chosen` how many
    weeks up to today; they are offered only where the picker `has_campaigns`, `has_weeks`. The
    fields of free `days` can stand apart, where whoever has the picker puts them.
    """

    chosen = Signal(object)
    campaign_chosen = Signal(str)
    weeks_chosen = Signal(int)

    def __init__(
        self,
        theme: Theme,
        *,
        has_campaigns: bool = False,
        has_weeks: bool = False,
        are_days_apart: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._period: Period | None = None
        self._weeks: int | None = None
        self._campaign: Campaign | None = None
        self._campaigns: Sequence[Campaign] = ()
        self.kind = self._kinds(has_campaigns=has_campaigns, has_weeks=has_weeks)
        self.before = self._arrow(theme, "caret-left", _("The period before (Alt+Left)"))
        self.after = self._arrow(theme, "caret-right", _("The period after (Alt+Right)"))
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.named = QToolButton()
        self.named.setAccessibleName(_("Period"))
        self.named.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.named.setMenu(QMenu(self.named))
        self.first, self.last = self._day(_("First day")), self._day(_("Last day"))
        self.days = QWidget()
        beside = QHBoxLayout(self.days)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for field in (self.first, self.last):
            beside.addWidget(field)
        self.weeks = Stepper(theme, _("Weeks"))
        self.weeks.changed.connect(lambda weeks: self.weeks_chosen.emit(int(weeks)))
        self._steps = QFrame()
        self._steps.setObjectName("framed")
        self._steps.setFixedHeight(theme.scaled(32))
        within = QHBoxLayout(self._steps)
        within.setContentsMargins(2, 0, 2, 0)
        within.setSpacing(4)
        for button in (self.before, self.named, self.after):
            within.addWidget(button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.kind, self.weeks, self._steps):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        if not are_days_apart:
            layout.addWidget(self.days, 0, Qt.AlignmentFlag.AlignVCenter)
        for hidden in (self.weeks, self.days):
            hidden.hide()

    @property
    def campaign(self) -> Campaign | None:
        """The campaign that is shown."""
        return self._campaign

    def show_period(
        self,
        period: Period,
        campaign: Campaign | None = None,
        campaigns: Sequence[Campaign] = (),
    ) -> None:
        """Show a period or a campaign, without telling that it was chosen."""
        self._period, self._campaign, self._campaigns = period, campaign, campaigns
        self._weeks = None
        self.weeks.hide()
        self._steps.show()
        kind = _CAMPAIGN if campaign is not None else period.kind.value
        self.kind.setCurrentIndex(self.kind.findData(kind))
        is_free = campaign is None and period.kind is PeriodKind.DAYS
        self.named.setVisible(not is_free)
        self.days.setVisible(is_free)
        for field, day in ((self.first, period.first), (self.last, period.last)):
            with QSignalBlocker(field):
                field.setDate(QDate(day.year, day.month, day.day))
        if campaign is not None:
            self._name(_campaign_label(campaign))
            self._offer_campaigns(campaign)
        else:
            self._name(period_label(period))
            self._offer(period)

    def show_weeks(self, weeks: int, period: Period) -> None:
        """Show that the last so many weeks are looked at, which make this period."""
        self.show_period(period)
        self._weeks = weeks
        self.kind.setCurrentIndex(self.kind.findData(_WEEKS))
        self.weeks.show_value(Decimal(weeks), low=Decimal(1), high=_MOST_WEEKS)
        self.weeks.show()
        for widget in (self._steps, self.days):
            widget.hide()

    def step(self, by: int) -> None:
        """Choose the period before (-1) or after (1), or the campaign."""
        if self._campaign is not None:
            place = self._campaigns.index(self._campaign) - by
            if 0 <= place < len(self._campaigns):
                self.campaign_chosen.emit(self._campaigns[place].name)
        elif self._period is not None:
            self.chosen.emit(self._period.previous if by < 0 else self._period.following)

    def _kinds(self, *, has_campaigns: bool, has_weeks: bool) -> QComboBox:
        made = QComboBox()
        if has_weeks:
            made.addItem(_("Last weeks"), _WEEKS)
        for kind, word in (
            (PeriodKind.WEEK, _("Week")),
            (PeriodKind.MONTH, _("Month")),
            (PeriodKind.QUARTER, _("Quarter")),
            (PeriodKind.YEAR, _("Year")),
            (PeriodKind.DAYS, _("From – to")),
        ):
            made.addItem(word, kind.value)
        if has_campaigns:
            made.addItem(_("A campaign"), _CAMPAIGN)
        made.setAccessibleName(_("Kind of period"))
        made.activated.connect(self._on_kind)
        return made

    def _name(self, text: str) -> None:
        """Name what is shown; a campaign may have a long name."""
        room = self._theme.scaled(_NAME)
        elide = Qt.TextElideMode.ElideMiddle
        self.named.setText(self.named.fontMetrics().elidedText(text, elide, room))
        self.named.setToolTip(text)

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

    def _offer_campaigns(self, shown: Campaign) -> None:
        menu = self.named.menu()
        menu.clear()
        for one in self._campaigns:
            action = menu.addAction(_campaign_label(one))
            action.setCheckable(True)
            action.setChecked(one == shown)
            action.triggered.connect(
                lambda _checked, name=one.name: self.campaign_chosen.emit(name)
            )

    def _on_kind(self) -> None:
        wanted, period = self.kind.currentData(), self._period
        if wanted == _CAMPAIGN:
            if self._campaign is None:
                self.campaign_chosen.emit("")
            return
        if wanted == _WEEKS:
            if self._weeks is None:
                self.weeks_chosen.emit(int(self.weeks.value or _USUAL_WEEKS))
            return
        kind = PeriodKind(wanted)
        is_shown = self._campaign is None and self._weeks is None
        if period is None or (kind is period.kind and is_shown):
            return
        if kind is PeriodKind.DAYS:
            self.chosen.emit(Period(kind, period.first, period.last))
        else:
            self.chosen.emit(period_of(kind, period.last))

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
        field.setMinimumWidth(self._theme.scaled(_DAY))
        field.dateChanged.connect(self._on_days)
        return field

    def _arrow(self, theme: Theme, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button


def _campaign_label(campaign: Campaign) -> str:
    return f"{campaign.name}  {period_days(campaign.period)}"


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
