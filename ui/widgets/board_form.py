"""The rules of a board as a form of five sheets: who, what, in which order, additions, lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.board_fault import RuleFault, RuleFaultKind
from inspector.domain.board_rules import BoardRules
from inspector.domain.list_fault import group_keys
from inspector.services.board_choice import BoardChoices
from inspector.wording import _, board_rules
from inspector.wording.board_rules import metric_name
from inspector.wording.group import group
from ui.theme import Theme
from ui.widgets.board_additions import BoardAdditions
from ui.widgets.board_choice import Named
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Text
from ui.widgets.board_lists import BoardLists
from ui.widgets.board_metrics import BoardMetrics
from ui.widgets.board_order import BoardOrder
from ui.widgets.board_part import BoardPart, BoardRow
from ui.widgets.board_subjects import BoardSubjects
from ui.widgets.board_tabs import BoardTabs

# What such a mistake is about is what stands in the field, not what became of it.
_TYPED = frozenset(
    {
        RuleFaultKind.NOT_A_NUMBER,
        RuleFaultKind.UNKNOWN_SUBJECT,
        RuleFaultKind.REMOVED_ITEM,
        RuleFaultKind.NO_SUCH_LIST,
        RuleFaultKind.NO_SUCH_METRIC,
    }
)


class Mistake(Struct, frozen=True):
    """A mistake as it is told, with the place of the field that shows it, "" for none."""

    said: str
    place: str


class BoardForm(QWidget):
    """Gives `changed` while somebody types.

    `ask` is called with the list of one's own whose members are to be chosen.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        rules: BoardRules,
        choices: BoardChoices,
        today: date,
        ask: Callable[[BoardRow], None],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._base = rules
        self._types = frozenset(choices.site_types)
        self.name = Text()
        self.name.show_value(name)
        self._name = BoardField(theme, _("Name of the board"), self.name)
        units = tuple((unit.id, unit.name) for unit in choices.units)
        subjects, items = Named((*units, *choices.sites)), Named(choices.items)
        self._additions = BoardAdditions(theme, subjects, items, today)
        self._metrics = BoardMetrics(theme, choices)
        self._lists = BoardLists(theme, subjects, today)
        self.parts: dict[str, BoardPart] = {
            _("Who is ranked"): BoardSubjects(theme, choices, ask),
            _("Metrics"): self._metrics,
            _("Ranks"): BoardOrder(theme),
            _("Bonus and vetoes"): self._additions,
            _("Red and black"): self._lists,
        }
        self.tabs = BoardTabs(theme, tuple(self.parts))
        self._areas = QStackedWidget()
        self._lay_out()
        for part in self.parts.values():
            part.show_value(rules)
        self._suit()
        self.name.edited.connect(self.changed)
        self.tabs.currentChanged.connect(self._areas.setCurrentIndex)
        self._metrics.gone.connect(self._additions.forget_metric)
        for part in self.parts.values():
            part.changed.connect(self._on_changed)

    @property
    def rules(self) -> BoardRules:
        """The rules as they are typed."""
        rules = self._base
        for part in self.parts.values():
            rules = part.applied(rules)
        return rules

    def show_rules(self, rules: BoardRules) -> None:
        """Show rules in the place of what was typed."""
        for part in self.parts.values():
            part.show_value(rules)
        self._on_changed()

    @property
    def fields(self) -> dict[str, BoardField]:
        """All fields by their places in the rules."""
        return {place: one for part in self.parts.values() for place, one in part.fields.items()}

    def show_place(self, place: str) -> None:
        """Go to the field of a place."""
        for number, part in enumerate(self.parts.values()):
            field = part.fields.get(place)
            if field is not None:
                self.tabs.setCurrentIndex(number)
                field.widget.setFocus()
                area = self._areas.widget(number)
                assert isinstance(area, QScrollArea)
                area.ensureWidgetVisible(field)

    def tell_name(self, fault: str) -> None:
        """Show what is wrong with the name, "" for nothing."""
        self._name.tell([fault] if fault else ())

    def tell(self, faults: Iterable[RuleFault]) -> tuple[Mistake, ...]:
        """Show each mistake at its field and each sheet that has one."""
        said: dict[str, list[str]] = {}
        told = []
        shown = self._shown()
        for fault in faults:
            place = _nearest(fault.place, shown)
            if not place:
                told.append(Mistake(board_rules.fault_at(fault.place, fault.kind, fault.facts), ""))
                continue
            sentence = _sentence(fault, shown[place].widget)
            said.setdefault(place, []).append(sentence)
            where = self._where(place, shown[place].caption.text())
            told.append(Mistake(_("{place}: {said}").format(place=where, said=sentence), place))
        for number, part in enumerate(self.parts.values()):
            fields = part.fields
            for place, field in fields.items():
                field.tell(dict.fromkeys(said.get(place, ())))
            self.tabs.tell(number, sum(len(said.get(place, ())) for place in fields))
        return tuple(told)

    def _where(self, place: str, caption: str) -> str:
        """The sheet and the field of a place, and its row where that is not the first."""
        sheet = next(title for title, part in self.parts.items() if place in part.fields)
        row = re.search(r"\[(\d+)\]", place)
        if row is not None and int(row[1]):
            caption = _("{group} ({count})").format(group=caption, count=int(row[1]) + 1)
        return " › ".join(filter(None, (sheet, caption)))

    def _shown(self) -> dict[str, BoardField]:
        return {
            place: field
            for part in self.parts.values()
            for place, field in part.fields.items()
            if field.isVisibleTo(part)
        }

    def _on_changed(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        """Let parts name what others have, and let the keys follow the rows there are."""
        rules = self.rules
        keys = sorted(group_keys(rules, self._types))
        self._lists.offer_groups({key: group(key) for key in keys})
        self._additions.offer_metrics(
            {
                number: _("{number} · {name}").format(
                    number=number, name=metric_name(one.kind, one.name)
                )
                for number, one in enumerate(rules.metrics, start=1)
            }
        )
        stops = [self.name, self.tabs]
        stops += [stop for part in self.parts.values() for stop in part.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._areas, 1)
        for title, part in self.parts.items():
            self._areas.addWidget(_area(title, part))


def _area(title: str, part: BoardPart) -> QScrollArea:
    sheet = QWidget()
    sheet.setObjectName("page")
    within = QVBoxLayout(sheet)
    within.setContentsMargins(24, 12, 24, 24)
    within.addWidget(part)
    within.addStretch(1)
    area = QScrollArea()
    area.setWidget(sheet)
    area.setWidgetResizable(True)
    area.setAccessibleName(title)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _nearest(place: str, fields: Mapping[str, BoardField]) -> str:
    """The shown field of a place, of what lies in it, or of what it lies in; "" for none."""
    while place:
        if place in fields:
            return place
        for one in fields:
            if one.startswith((f"{place}.", f"{place}[")):
                return one
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return ""


def _sentence(fault: RuleFault, widget: QWidget) -> str:
    if fault.kind not in _TYPED:
        return board_rules.fault(fault.kind, fault.facts)
    typed = widget.currentText() if isinstance(widget, QComboBox) else ""
    if isinstance(widget, QLineEdit):
        typed = widget.text()
    if not typed.strip():
        return _("Fill this in.")
    return board_rules.fault(fault.kind, dict.fromkeys(fault.facts, typed.strip()))
