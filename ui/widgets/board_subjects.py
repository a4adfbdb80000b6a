"""Who is ranked on a board as it is edited: a class of units, sites, lists of one's own."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.domain.board_rules import BoardRules, SubjectGroup, SubjectKind
from inspector.domain.model.duty import DutyRule
from inspector.domain.unit import Role, UnitClass
from inspector.services.board_choice import BoardChoices
from inspector.wording import _, site
from inspector.wording import board_editor as words
from inspector.wording import sheet as sheet_words
from ui.theme import Theme
from ui.widgets.board_field import BoardField, Choice, SomeOf, row_of, told_changes
from ui.widgets.board_group import BoardGroup
from ui.widgets.board_rows import BoardRows


class BoardSubjects(QWidget):
    """Gives `changed`, and `members_asked` with the list whose members are to be chosen."""

    changed = Signal()
    members_asked = Signal(object)

    def __init__(self, theme: Theme, rules: BoardRules, choices: BoardChoices) -> None:
        super().__init__()
        self.kind: Choice[SubjectKind] = Choice(words.subject_kinds())
        self.classes = SomeOf(theme, {one: sheet_words.group(one) for one in UnitClass})
        self.types = SomeOf(theme, {one: one for one in choices.site_types})
        self.roles = SomeOf(
            theme, {one: site.role(one) for one in Role}, _("As the class is ranked")
        )
        self.duty: Choice[DutyRule] = Choice(words.duties())
        self.groups = BoardRows(
            theme,
            lambda group: BoardGroup(theme, group),
            lambda: SubjectGroup(""),
            _("Add a list of your own"),
        )
        self.groups.added.connect(self._on_added)
        self._own = {
            "subjects.kind": BoardField(theme, _("In the rows"), self.kind),
            "subjects.classes": BoardField(theme, _("Classes of units"), self.classes),
            "subjects.site_types": BoardField(theme, _("Types of sites"), self.types),
            "subjects.roles": BoardField(theme, _("Who answers for a visit"), self.roles),
            "duty": BoardField(theme, _("Loss of several units"), self.duty),
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row_of(*((field, 1) for field in self._own.values())))
        layout.addWidget(self.groups)
        self._show(rules)
        for field in self._own.values():
            told_changes(field.widget, self._on_changed)
        self.groups.changed.connect(self._on_changed)

    @property
    def fields(self) -> dict[str, BoardField]:
        """The fields by their place in the rules."""
        return {**self._own, **self.groups.fields("subjects.groups")}

    def applied(self, rules: BoardRules) -> BoardRules:
        """The rules with what is typed here."""
        subjects = replace(
            rules.subjects,
            kind=self.kind.value,
            classes=self.classes.chosen,
            site_types=self.types.chosen,
            roles=self.roles.chosen,
            groups=tuple(row.group for row in self.groups.rows),
        )
        return replace(rules, subjects=subjects, duty=self.duty.value)

    @property
    def is_units(self) -> bool:
        """Whether units stand in the rows."""
        return self.kind.value is SubjectKind.UNITS

    def _show(self, rules: BoardRules) -> None:
        subjects = rules.subjects
        self.kind.show_value(subjects.kind)
        self.classes.show_chosen(subjects.classes)
        self.types.show_chosen(subjects.site_types)
        self.roles.show_chosen(subjects.roles)
        self.duty.show_value(rules.duty)
        self.groups.show_values(subjects.groups)
        self._suit()

    def _on_added(self, row: BoardGroup) -> None:
        row.members_asked.connect(lambda: self.members_asked.emit(row))

    def _on_changed(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        """Offer what the rows of this kind have; lists of one's own say themselves who it is."""
        has_groups = bool(self.groups.rows)
        self._offer(("subjects.classes",), offered=self.is_units and not has_groups)
        self._offer(("subjects.roles", "duty"), offered=self.is_units)
        self._offer(("subjects.site_types",), offered=not self.is_units)

    def _offer(self, places: Iterable[str], *, offered: bool) -> None:
        for place in places:
            self._own[place].setVisible(offered)
