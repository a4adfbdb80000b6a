"""The head of the Coverage page: which table, which weeks, which plan, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.board import Board
from inspector.domain.coverage import Needs
from inspector.domain.period import week_of
from inspector.domain.plan import Plan, PlanSheet
from inspector.wording import _
from inspector.wording import plan as words
from inspector.wording.board import period_label
from inspector.wording.board_rules import board_name
from inspector.wording.coverage import needs as needs_said
from ui.theme import Theme
from ui.widgets.chip import Chip, MenuChip
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.hairline import hairline
from ui.widgets.key_button import KeyButton
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.stepper import Stepper

VIEWS = ("units", "types", "sites", "inspectors", "plan")
PLAN = VIEWS.index("plan")
SITES, UNITS = VIEWS.index("sites"), VIEWS.index("units")
_HEAD, _TOOLS, _PLAN, _BOARD = 56, 44, 232, 144


class CoverageHead(QWidget):
    """Two rows of choices; `view_chosen` has the place of a view, `plan_chosen` a plan's id.

    `asked` tells that the minimum of visits was changed, `board_chosen` has the hex id of the
    board whose rules say what a unit needs.
    """

    view_chosen = Signal(int)
    plan_chosen = Signal(object)
    asked = Signal()
    board_chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        draw: QAction,
        export: QAction,
        void: QAction,
        chips: Sequence[Chip | MenuChip],
    ) -> None:
        super().__init__()
        self._theme = theme
        self.period = PeriodPicker(theme, has_campaigns=True, has_weeks=True)
        self.board = QComboBox()
        self.board.setAccessibleName(_("Needed to be ranked on"))
        self.board.setFixedWidth(theme.scaled(_BOARD))
        self.board.activated.connect(lambda: self.board_chosen.emit(self.board.currentData()))
        self.minimum = Stepper(theme, _("Visits needed"))
        self.minimum.changed.connect(lambda _value: self.asked.emit())
        self.facts = ElidedLabel(theme, "small", "text.secondary")
        self.plan_facts = ElidedLabel(theme, "small", "text.secondary")
        self.plans = QComboBox()
        self.plans.setAccessibleName(_("Plan of the week"))
        self.plans.setFixedWidth(theme.scaled(_PLAN))
        self.plans.activated.connect(lambda: self.plan_chosen.emit(self.plans.currentData()))
        self.draw = KeyButton(theme, draw, icon="plus", word=_("Draw a plan"), is_primary=True)
        self.export = KeyButton(theme, export, icon="export", word=_("Export"), is_flat=True)
        self.void = KeyButton(theme, void, icon="x", word=_("Void"), is_flat=True)
        self.views = [self._segment(word) for word in _view_words()]
        self.chips = chips
        self._lay_out()

    def show_view(self, place: int) -> None:
        """Show the choices that belong to a view."""
        self.views[place].setChecked(True)
        self._tools.setCurrentIndex(1 if place == PLAN else 0)
        for chip in self.chips:
            chip.setVisible(place == SITES)
        for widget in self._ranked:
            widget.setVisible(place == UNITS)

    def show_needs(self, boards: Sequence[Board], shown: Board, needs: Needs) -> None:
        """Offer the boards, and show what a unit needs to be ranked on the one that is chosen."""
        self.board.clear()
        for one in boards:
            if one.rules is not None:
                self.board.addItem(board_name(one), one.id.hex)
        self.board.setCurrentIndex(self.board.findData(shown.id.hex))
        self.board.setToolTip(needs_said(needs))
        self.minimum.show_value(Decimal(needs.visits))

    def show_plans(self, plans: Sequence[Plan], shown: PlanSheet | None) -> None:
        """Offer the plans there are and say what is known of the one that is shown."""
        self.plans.clear()
        for plan in plans:
            self.plans.addItem(period_label(week_of(plan.first)), plan.id)
        place = next((at for at, one in enumerate(plans) if shown and one.id == shown.plan.id), -1)
        self.plans.setCurrentIndex(place)
        for widget in (self.plans, self.void, self.export):
            widget.setVisible(bool(plans))
        said = [] if shown is None else [words.summary(shown), words.drawn(shown)]
        if shown is not None and shown.unconnected:
            said.append(words.connection(shown))
        self.plan_facts.setText(" · ".join(text for text in said if text))

    def _lay_out(self) -> None:
        title = QLabel(_("Coverage"))
        title.setFont(self._theme.font("page"))
        upper = self._row(_HEAD)
        upper.addWidget(title)
        upper.addSpacing(8)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        self._group = QButtonGroup(self)
        for place, button in enumerate(self.views):
            self._group.addButton(button, place)
            segments.addWidget(button)
        self._group.idClicked.connect(self.view_chosen)
        upper.addLayout(segments)
        upper.addStretch(1)
        upper.addWidget(self.draw)
        self._tools = QStackedWidget()
        self._tools.setFixedHeight(self._theme.scaled(_TOOLS))
        self._tools.addWidget(self._looking())
        self._tools.addWidget(self._planning())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(upper)
        layout.addWidget(hairline())
        layout.addWidget(self._tools)

    def _looking(self) -> QWidget:
        made = QWidget()
        row = self._row(_TOOLS, made)
        row.addWidget(self.period)
        row.addSpacing(8)
        self._ranked: tuple[QWidget, ...] = (
            self._label(_("Needed to be ranked on")),
            self.board,
            self.minimum,
            self._label(_("visits")),
        )
        for widget in self._ranked:
            row.addWidget(widget)
        row.addSpacing(8)
        for chip in self.chips:
            row.addWidget(chip)
        row.addWidget(self.facts, 1)
        return made

    def _planning(self) -> QWidget:
        made = QWidget()
        row = self._row(_TOOLS, made)
        row.addWidget(self.plans)
        row.addWidget(self.plan_facts, 1)
        row.addWidget(self.void)
        row.addWidget(self.export)
        return made

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("role", "secondary")
        label.setFont(self._theme.font("small"))
        return label

    def _segment(self, word: str) -> QPushButton:
        button = QPushButton(word)
        button.setCheckable(True)
        button.setProperty("segment", True)
        return button

    def _row(self, height: int, parent: QWidget | None = None) -> QHBoxLayout:
        row = QHBoxLayout()
        if parent is not None:
            parent.setLayout(row)
        spare = self._theme.scaled(height - 32) // 2
        row.setContentsMargins(24, spare, 16, spare)
        row.setSpacing(8)
        return row


def _view_words() -> Sequence[str]:
    return (_("Units"), _("Types"), _("Sites"), _("Inspectors"), _("Plan"))
