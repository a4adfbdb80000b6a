"""What cards and slides say in the cases that a small district does not have."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.board import Loss, RankedRow
from inspector.domain.list_rules import Flag, Line, ListKind, ListRule, ManualEntry
from inspector.domain.listing import Entry, MadeList
from inspector.domain.period import PeriodKind, parse_period
from inspector.domain.photo import Photo, PhotoFormat
from inspector.domain.redblack_view import Card, CardList, CardPhoto
from inspector.domain.term import Term, TermKind
from inspector.wording import redblack_view as words

D = Decimal
WHO = UUID(int=1)
BLACK = ListRule(ListKind.BLACK, line=Line(last=3, below=D(80)))
RED = ListRule(ListKind.RED, line=Line(first=3, at_least=D(90)))
ENTRY = Entry(ListKind.BLACK, "", None, "street", WHO, "west", 12, D("75.28"))
ROW = RankedRow(
    *("street", WHO, "S12", "west", 12, D("75.28"), Fraction(7528, 100)),
    *(9, D("81.40"), (), 4, 9),
)
CARD = Card(ENTRY, ROW, 12)
LOSS = Loss(
    *(WHO, "street", UUID(int=2), "A-1", "M1", "west market", "market"),
    *(datetime(2026, 11, 18, 4, tzinfo=UTC), date(2026, 11, 18), 1, "2.1", "no rubbish"),
    *("bins overflow", 2, D(1), Fraction(2), D("2.24")),
)


def test_change_and_distance_are_said_with_their_figures() -> None:
    assert words.change(CARD) == "−6.12"
    assert words.before(CARD) == "before 81.40  ▼ 6.12"
    assert words.to_line(CARD, BLACK) == "4.72 below the line 80"
    good = replace(ENTRY, score=D("91.50"))
    assert words.to_line(replace(CARD, entry=good), RED) == "1.50 above the line 90"
    assert words.to_line(replace(CARD, entry=good), BLACK) == ""
    assert words.to_line(replace(CARD, entry=replace(ENTRY, score=None)), BLACK) == ""
    assert words.place(CARD) == "rank 12 of 12"


def test_what_is_not_known_is_said_too() -> None:
    new = replace(CARD, row=replace(ROW, previous_score=None))
    assert (words.change(new), words.before(new)) == ("", "no score the period before")
    same = replace(CARD, row=replace(ROW, previous_score=ROW.score))
    assert words.before(same) == "before 75.28  —"
    assert words.place(replace(CARD, entry=replace(ENTRY, rank=None))) == "without a rank"


@pytest.mark.parametrize(
    ("kind", "times", "is_more", "said"),
    [
        (PeriodKind.WEEK, 1, False, "1 week in a row"),
        (PeriodKind.WEEK, 4, False, "4 weeks in a row"),
        (PeriodKind.MONTH, 2, False, "2 months in a row"),
        (PeriodKind.QUARTER, 13, True, "13+ periods in a row"),
    ],
)
def test_times_in_a_row_name_the_period(
    kind: PeriodKind, times: int, is_more: bool, said: str
) -> None:
    entry = replace(ENTRY, times=times, is_more=is_more)
    assert words.in_a_row(entry, kind) == said
    first = "not listed the period before"
    assert words.since(entry, kind) == (said if times > 1 else first)


def test_reasons_are_the_losses_unless_a_person_entered_somebody() -> None:
    term = Term(TermKind.PENALTY, "", Fraction(1), D("1.00"))
    card = replace(CARD, reasons=(LOSS, term))
    said = words.reasons(card, BLACK)
    assert said == "Lost most for: bins overflow (west market) −2.24; penalty −1.00"
    by_hand = ManualEntry(1, WHO, date(2026, 11, 18), "false report", "Deputy head")
    entered = replace(card, entry=replace(ENTRY, manual=by_hand))
    assert "false report" in words.reasons(entered, BLACK)
    assert "Deputy head" in words.reasons(entered, BLACK)
    assert words.reasons(CARD, BLACK) == "rank 12; 75.28, below 80"


def test_flags_and_grades_are_told_by_name() -> None:
    rule = ListRule(ListKind.FLAG, flag=Flag.YELLOW)
    twice = replace(ENTRY, kind=ListKind.FLAG, flag=Flag.YELLOW, times=2)
    made = MadeList(1, rule, "", (twice, replace(twice, subject_name="north", times=1)))
    assert words.named(CardList(made)) == "yellow flag: west (2 in a row), north"
    assert words.named(CardList(MadeList(1, rule, "street"))) == "yellow flag, Streets: —"
    marked = replace(CARD, row=replace(ROW, marks=(ENTRY, twice)))
    assert words.other_marks(marked) == "yellow flag (2 in a row)"
    assert words.tied(replace(CARD, entry=replace(ENTRY, equals=("north",)))) == "tied"


def test_a_photo_says_when_it_was_taken() -> None:
    unknown = CardPhoto(b"x" * 32, LOSS)
    assert words.photo_moment(unknown) == "11.18"
    assert words.photo_place(unknown) == "west market: bins overflow"
    taken = datetime(2026, 11, 18, 9, 24)  # noqa: DTZ001
    facts = Photo(b"x" * 32, PhotoFormat.JPEG, 1, 4, 3, taken)
    assert words.photo_moment(replace(unknown, photo=facts)) == "11.18 09:24"


def test_periods_stand_with_their_year() -> None:
    assert words.period_title(parse_period("2026-W47")) == "Week 47 of 2026"
    assert words.period_title(parse_period("2026-11")) == "2026-11"
    assert words.period_title(parse_period("2026-11-14..2026-11-20")) == "2026-11-14..2026-11-20"
    assert words.course_title(8, PeriodKind.WEEK) == "the last 8 weeks"
    assert words.course_title(2, PeriodKind.MONTH) == "the last 2 periods"
