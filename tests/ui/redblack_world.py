"""A small district whose board of streets has lists, for the tests of the Red & black page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from inspector.domain.board_rules import BoardRules, Subjects
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.unit import UnitClass
from inspector.services import board_book
from inspector.services.workspace import Workspace
from tests.ui.board_world import Office, office, two_weeks

D = Decimal
RED = ListRule(ListKind.RED, line=Line(first=1, at_least=D(90)), rungs=("praise",))
BLACK = ListRule(ListKind.BLACK, line=Line(last=1, below=D(80)), rungs=("talk", "statement"))
GOOD = ListRule(ListKind.GRADE, "good", line=Line(at_least=D(80)))


def streets(*rules: ListRule) -> BoardRules:
    """The board of streets with these lists."""
    return BoardRules(subjects=Subjects(classes=(UnitClass.STREET,)), lists=ListRules(rules))


def listed_office(folder: Path, *rules: ListRule) -> Office:
    """East is on the red list with two photos of its worst loss, west on the black list."""

    def fill(ws: Workspace) -> None:
        two_weeks(ws)
        board_book.change(ws, "streets", rules=streets(*(rules or (RED, BLACK, GOOD))))
        ws.take_touched()

    return office(folder, fill)
