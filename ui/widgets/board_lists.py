"""Red and black, grades and flags of a board as it is edited; who is entered or spared by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inspector.domain.list_rules import Exemption, Line, ListKind, ListRule, ManualEntry
from inspector.wording import _
from inspector.wording import list_editor as words
from ui.theme import Theme
from ui.widgets.board_additions import follow
from ui.widgets.board_choice import NOBODY, Choice, Named, Searched, SomeOf
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Count, Day, OpenDay, Text
from ui.widgets.board_list_rule import BoardListRule
from ui.widgets.board_part import BoardPart, BoardRow
from ui.widgets.board_rows import BoardRows


class BoardLists(BoardPart):
    """Entries by hand name the rules by their places, and follow them."""

    def __init__(self, theme: Theme, subjects: Named, today: date) -> None:
        self._rules = BoardRows(
            theme, lambda: BoardListRule(theme), self._next, _("Add a list, a grade or a flag")
        )
        self._entries = BoardRows(
            theme,
            lambda: _entry(theme, subjects),
            lambda: ManualEntry(1, NOBODY, today, "", ""),
            _("Enter somebody by hand"),
        )
        exempt = BoardRows(
            theme,
            lambda: _exemption(theme, subjects, today),
            lambda: Exemption(NOBODY, "", ""),
            _("Exempt somebody"),
        )
        look_back = BoardField(theme, _("Times in a row look back so many periods"), Count())
        super().__init__(
            {"lists.look_back": look_back},
            {
                "lists.rules": self._rules,
                "lists.entries": self._entries,
                "lists.exempt": exempt,
            },
        )
        self.lay_out(
            theme,
            _("Red and black, grades and flags"),
            (("lists.rules", 12),),
            (("lists.look_back", 6),),
            _("Entered by hand"),
            (("lists.entries", 12),),
            _("Exempt"),
            (("lists.exempt", 12),),
        )
        self._groups: Mapping[str, str] = {}
        self._rules.taken_away.connect(lambda place: follow(self._entries, "rule", place + 1))
        self._rules.changed.connect(self._offer)
        self._entries.changed.connect(self._offer)

    def offer_groups(self, groups: Mapping[str, str]) -> None:
        """Let rules name these lists of the board."""
        self._groups = groups
        self._offer()

    def _offer(self) -> None:
        for row in self._rules.rows:
            row.own["groups"].widget.offer(self._groups)
        kinds = words.list_kinds()
        names = {
            number: _("{number} · {name}").format(number=number, name=rule.name or kinds[rule.kind])
            for number, rule in enumerate(self._rules.value, start=1)
        }
        for row in self._entries.rows:
            row.own["rule"].widget.offer(names)

    def _next(self) -> ListRule:
        """The rule that a board lacks most: red, black, then grades."""
        have = {rule.kind for rule in self._rules.value}
        if ListKind.RED not in have:
            return ListRule(ListKind.RED, line=Line(first=3))
        if ListKind.BLACK not in have:
            return ListRule(ListKind.BLACK, line=Line(last=3))
        return ListRule(ListKind.GRADE)


def _entry(theme: Theme, subjects: Named) -> BoardRow:
    fields = {
        "rule": BoardField(theme, _("On which list"), Choice({})),
        "subject": BoardField(theme, _("Who"), Searched(subjects, _("Unit or site"))),
        "day": BoardField(theme, _("In the period of"), Day()),
        "reason": BoardField(theme, _("Reason"), Text()),
        "approver": BoardField(theme, _("Approved by"), Text()),
    }
    row = BoardRow(theme, _("Take this entry away"), fields)
    lines = (
        (("rule", 4), ("subject", 5), ("day", 3)),
        (("reason", 8), ("approver", 4)),
    )
    row.lay_out(theme, *lines)
    return row


def _exemption(theme: Theme, subjects: Named, today: date) -> BoardRow:
    inputs = {
        "subject": (_("Who"), Searched(subjects, _("Unit or site"))),
        "kinds": (_("Kept off"), SomeOf(theme, words.list_kinds(), _("Nothing"))),
        "first": (_("From"), OpenDay(_("From"), today)),
        "last": (_("Until"), OpenDay(_("Until"), today)),
        "reason": (_("Reason"), Text()),
        "approver": (_("Approved by"), Text()),
    }
    fields = {place: BoardField(theme, *one) for place, one in inputs.items()}
    row = BoardRow(theme, _("Take this exemption away"), fields)
    lines = (
        (("subject", 8), ("kinds", 4)),
        (("first", 4), ("last", 4), ("approver", 4)),
        (("reason", 12),),
    )
    row.lay_out(theme, *lines)
    return row
