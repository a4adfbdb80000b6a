"""Asks for what a plan is drawn from: the week, the inspectors, how many visits, the seed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.period import Period
from inspector.domain.plan import LOT_PERCENT, PER_DAY
from inspector.wording import _, ngettext
from inspector.wording.board import period_label
from ui.theme import Theme
from ui.widgets.stepper import Stepper

_WIDTH, _LIST = 440, 176
_MOST_A_DAY, _ALL, _STEP = Decimal(40), Decimal(100), Decimal(10)
_LAST_SEED = 2**31 - 1


class PlanDrawDialog(QDialog):
    """The button works once an inspector is chosen; names that nobody bears yet can be added."""

    def __init__(
        self,
        theme: Theme,
        weeks: Sequence[Period],
        names: Sequence[str],
        chosen: Collection[str],
        seed: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Draw a plan"))
        self.setMinimumWidth(theme.scaled(_WIDTH))
        self._weeks = weeks
        self.week = QComboBox()
        for week in weeks:
            self.week.addItem(period_label(week))
        self.week.setCurrentIndex(min(1, len(weeks) - 1))
        self.people = QListWidget()
        self.people.setAccessibleName(_("Inspectors"))
        self.people.setObjectName("framed")
        self.people.setFixedHeight(theme.scaled(_LIST))
        for name in names:
            self._add(name, is_chosen=name in chosen)
        self.people.itemChanged.connect(lambda _item: self._tell())
        self.another = QLineEdit()
        self.another.setPlaceholderText(_("Another name, then Enter"))
        self.another.setAccessibleName(_("Another inspector"))
        self.another.returnPressed.connect(self._on_another)
        self.per_day = Stepper(theme, _("Visits a day"))
        self.per_day.show_value(Decimal(PER_DAY), low=Decimal(1), high=_MOST_A_DAY)
        self.per_day.changed.connect(lambda _value: self._tell())
        self.lot = Stepper(theme, _("Part by lot, in per cent"))
        self.lot.show_value(Decimal(LOT_PERCENT), high=_ALL, step=_STEP)
        self.seed = QLineEdit(str(seed))
        self.seed.setValidator(QIntValidator(0, _LAST_SEED, self))
        self.seed.setAccessibleName(_("Seed"))
        self.seed.setToolTip(_("Whoever takes the same seed over the same data draws this plan."))
        self.seed.textChanged.connect(lambda _text: self._tell())
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setProperty("role", "secondary")
        self.draw = QPushButton(_("Draw"))
        self.draw.setProperty("primary", True)
        self.draw.clicked.connect(self.accept)
        self._lay_out()
        self._tell()

    @property
    def chosen_week(self) -> Period:
        """The week that is planned."""
        return self._weeks[self.week.currentIndex()]

    @property
    def inspectors(self) -> tuple[str, ...]:
        """The names that are ticked."""
        items = (self.people.item(row) for row in range(self.people.count()))
        return tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)

    @property
    def options(self) -> dict[str, int]:
        """The numbers by which the plan is drawn."""
        return {
            "seed": int(self.seed.text() or 0),
            "per_day": int(self.per_day.value or 1),
            "lot_percent": int(self.lot.value or 0),
        }

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(_("Week"), self.week)
        form.addRow(_("Inspectors"), self.people)
        form.addRow("", self.another)
        for word, stepper in ((_("Visits a day"), self.per_day), (_("By lot, %"), self.lot)):
            row = QHBoxLayout()
            row.addWidget(stepper)
            row.addStretch(1)
            form.addRow(word, row)
        form.addRow(_("Seed"), self.seed)
        back = QPushButton(_("Cancel"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        # Enter in the field of names adds the name.
        self.draw.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.draw)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self._said)
        layout.addLayout(buttons)

    def _add(self, name: str, *, is_chosen: bool) -> None:
        item = QListWidgetItem(name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self.people.addItem(item)

    def _on_another(self) -> None:
        name = self.another.text().strip()
        self.another.clear()
        known = self.people.findItems(name, Qt.MatchFlag.MatchExactly) if name else []
        if known:
            known[0].setCheckState(Qt.CheckState.Checked)
        elif name:
            self._add(name, is_chosen=True)
            self.people.scrollToBottom()
            self._tell()

    def _tell(self) -> None:
        people = len(self.inspectors)
        self.draw.setEnabled(people > 0 and self.seed.hasAcceptableInput())
        if not people:
            self._said.setText(_("Tick the inspectors who go out in this week."))
            return
        visits = people * int(self.per_day.value or 1)
        self._said.setText(
            ngettext(
                "{people} inspector, up to {visits} visits on each working day.",
                "{people} inspectors, up to {visits} visits on each working day.",
                people,
            ).format(people=people, visits=visits)
        )
