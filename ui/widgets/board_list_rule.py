"""One red or black list, grade or flag of a board as it is edited, as an expression."""

from __future__ import annotations

from typing_extensions import override

from inspector.domain.list_rules import Line, ListKind
from inspector.wording import _
from inspector.wording import list_editor as words
from inspector.wording.redblack import list_name, rule_said
from ui.theme import Theme
from ui.widgets.board_choice import Choice, SomeOf
from ui.widgets.board_field import BoardField
from ui.widgets.board_input import Count, Lines, Number, Text
from ui.widgets.board_part import BoardRow
from ui.widgets.wrapping_label import WrappingLabel


class BoardListRule(BoardRow):
    """Says in a sentence whom the rule names as it is typed."""

    def __init__(self, theme: Theme) -> None:
        hint = _("One a line: for the first time, for twice in a row and so on")
        inputs = {
            "kind": (_("Kind"), Choice(words.list_kinds())),
            "name": (_("Called"), Text()),
            "flag": (_("Colour"), Choice(words.flags())),
            "groups": (_("Of the lists"), SomeOf(theme, {})),
            "line.first": (_("The first"), Count(is_optional=True)),
            "line.last": (_("The last"), Count(is_optional=True)),
            "line.at_least": (_("Score at least"), Number(is_optional=True)),
            "line.below": (_("Score below"), Number(is_optional=True)),
            "line.joined": (_("Place and score"), Choice(words.joins())),
            "line.ties": (_("Equals across the line"), Choice(words.ties())),
            "line.scope": (_("Places count"), Choice(words.scopes())),
            "line.longest": (_("At most so many"), Count(is_optional=True)),
            "rungs": (_("Measures for times in a row"), Lines(hint)),
            "missed": (_("A period without a rank"), Choice(words.missed())),
        }
        super().__init__(
            theme,
            _("Take this rule away"),
            {place: BoardField(theme, *one) for place, one in inputs.items()},
        )
        self.lay_out(
            theme,
            (("kind", 3), ("name", 3), ("groups", 3), ("flag", 3)),
            (("line.first", 3), ("line.last", 3), ("line.at_least", 3), ("line.below", 3)),
            (("line.longest", 3), ("line.ties", 3), ("line.scope", 3), ("line.joined", 3)),
            (("rungs", 9), ("missed", 3)),
        )
        self.said = WrappingLabel()
        self.said.setProperty("role", "secondary")
        self.add_below(self.said)

    @override
    def suit(self) -> None:
        """Show what a kind and a line like this can have, and what they come to."""
        rule = self.value
        line: Line = rule.line
        self.own["flag"].setVisible(rule.kind is ListKind.FLAG)
        self.own["line.joined"].setVisible(line.asks_place and line.asks_score)
        for place in ("line.ties", "line.scope"):
            self.own[place].setVisible(line.asks_place)
        is_grade = rule.kind is ListKind.GRADE
        self.own["rungs"].setVisible(not is_grade)
        self.own["line.longest"].setVisible(not is_grade or line.longest is not None)
        self.own["missed"].setVisible(len(rule.rungs) > 1)
        self.own["name"].widget.setPlaceholderText(list_name(rule.kind, "", rule.flag))
        scores = (line.at_least, line.below)
        is_said = (line.asks_place or line.asks_score) and all(
            score is None or score.is_finite() for score in scores
        )
        self.said.setVisible(is_said)
        self.said.setText(rule_said(rule) if is_said else "")
