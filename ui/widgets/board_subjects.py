"""Who is ranked on a board as it is edited: a class of units, sites, lists of one's own."""

from __future__ import annotations

from collections.abc import Callable

from typing_extensions import override

from inspector.domain.board_rules import SubjectGroup, SubjectKind
from inspector.domain.unit import Role, UnitClass
from inspector.services.board_choice import BoardChoices
from inspector.wording import _, site
from inspector.wording import board_editor as words
from inspector.wording import sheet as sheet_words
from ui.theme import Theme
from ui.widgets.board_choice import Choice, Members, SomeOf
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Text
from ui.widgets.board_part import BoardPart, BoardRow
from ui.widgets.board_rows import BoardRows


class BoardSubjects(BoardPart):
    """`ask` is called with the list of one's own whose members are to be chosen."""

    def __init__(
        self, theme: Theme, choices: BoardChoices, ask: Callable[[BoardRow], None]
    ) -> None:
        classes = SomeOf(theme, {one: sheet_words.group(one) for one in UnitClass})
        types = SomeOf(theme, {one: one for one in choices.site_types})
        roles = SomeOf(theme, {one: site.role(one) for one in Role}, _("As the class is ranked"))
        fields = {
            "subjects.kind": BoardField(theme, _("In the rows"), Choice(words.subject_kinds())),
            "subjects.classes": BoardField(theme, _("Classes of units"), classes),
            "subjects.site_types": BoardField(theme, _("Types of sites"), types),
            "subjects.roles": BoardField(theme, _("Who answers for a visit"), roles),
            "duty": BoardField(theme, _("Loss of several units"), Choice(words.duties())),
        }
        groups = BoardRows(
            theme,
            lambda: _group(theme, ask),
            lambda: SubjectGroup(""),
            _("Add a list of your own"),
        )
        super().__init__(fields, {"subjects.groups": groups})
        self.lay_out(
            theme,
            (("subjects.kind", 6), ("subjects.classes", 6)),
            (("subjects.site_types", 6),),
            (("subjects.roles", 6), ("duty", 6)),
            _("Lists of your own"),
            (("subjects.groups", 12),),
        )

    @override
    def suit(self) -> None:
        """Offer what the rows of this kind have; lists of one's own say themselves who it is."""
        kind = self.own["subjects.kind"].widget.value
        is_units = kind is SubjectKind.UNITS
        has_groups = bool(self.rows["subjects.groups"].rows)
        self.own["subjects.classes"].setVisible(is_units and not has_groups)
        self.own["subjects.roles"].setVisible(is_units)
        self.own["duty"].setVisible(is_units)
        self.own["subjects.site_types"].setVisible(not is_units)
        self.rows["subjects.groups"].setVisible(kind is not SubjectKind.TYPES or has_groups)


def _group(theme: Theme, ask: Callable[[BoardRow], None]) -> BoardRow:
    """A list of one's own: its name and who stands on it."""
    members = Members()
    fields = {
        "name": BoardField(theme, _("Name of the list"), Text()),
        "members": BoardField(theme, _("On the list"), members),
    }
    row = BoardRow(theme, _("Take this list away"), fields)
    row.lay_out(theme, (("name", 8), ("members", 4)))
    members.asked.connect(lambda: ask(row))
    return row
