"""Where the lines stand that part red and black from the others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from inspector.domain.board import RankedGroup
from inspector.domain.cut_line import CutLines, cut_lines
from inspector.domain.ladder import listed
from inspector.domain.list_rules import ListRule, ManualEntry
from tests.domain.made_up_lists import WEEK, black, board, earlier, group, numbered, red, who

D = Decimal
SCORES = numbered("96", "94", "94", "90", "78", "75")


def made(*rules: ListRule, scores: dict[str, str] | None = None, **lists: object) -> RankedGroup:
    start = (group(scores or SCORES),)
    by = board(*rules, **lists)
    (one,), _lists = listed(start, by, WEEK, earlier(by))
    return one


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((red(first=2), black(last=2)), CutLines(2, 4)),
        ((red(first=1),), CutLines(0, None)),
        ((black(below=D(76)),), CutLines(None, 5)),
        ((red(at_least=D(99)), black(below=D(10))), CutLines()),
        ((red(at_least=D(1)),), CutLines(5, None)),
    ],
)
def test_red_ends_and_black_begins(rules: tuple[ListRule, ...], expected: CutLines) -> None:
    assert cut_lines(made(*rules)) == expected


def test_who_was_entered_by_hand_moves_no_line() -> None:
    entry = ManualEntry(1, who("d"), date(2026, 11, 18), "flood", "a leader")
    assert cut_lines(made(black(last=1), entries=(entry,))) == CutLines(None, 5)


def test_where_the_lists_cross_nothing_is_cut() -> None:
    listing = made(red(first=1), black(last=1))
    turned = RankedGroup(listing.key, tuple(reversed(listing.rows)), None, None)
    assert cut_lines(turned) == CutLines()
