"""Words for red and black, grades and flags."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from itertools import product
from uuid import UUID

import pytest

from inspector.domain.board import FootnoteKind
from inspector.domain.list_note import ladder_note, list_notes
from inspector.domain.list_rules import (
    Flag,
    Joined,
    Line,
    ListKind,
    ListRule,
    ListRules,
    ManualEntry,
    Missed,
    Scope,
    Ties,
)
from inspector.domain.listing import Empty, EmptyKind, Entry, MadeList, Spared, SparedKind
from inspector.wording import redblack as words
from inspector.wording.board import footnote

D = Decimal
OF_LISTS = {FootnoteKind.LIST, FootnoteKind.GRADES, FootnoteKind.LADDER}
WHO = UUID(int=1)
BLACK = ListRule(ListKind.BLACK, line=Line(last=3, below=D(80)))
ENTRY = Entry(ListKind.BLACK, "", None, "street", WHO, "East", 9, D("75.28"), times=2)


def sentence(said: str) -> str:
    assert not re.search(r"[{}\n|]", said)
    assert said.endswith(".")
    return said


def test_lists_flags_and_grades_have_names() -> None:
    names = [words.list_name(ListKind.FLAG, "", flag) for flag in Flag]
    names += [words.list_name(kind) for kind in ListKind]
    assert len(set(names)) == len(names)
    assert words.list_name(ListKind.GRADE, "excellent") == "excellent"


def test_a_rule_is_said_in_one_sentence() -> None:
    assert sentence(words.rule_said(BLACK)) == (
        "black list: the last 3, and only below 80; who is level on the line is listed."
    )
    whole = Line(first=1, at_least=D(90), joined=Joined.EITHER, scope=Scope.WHOLE, longest=5)
    assert sentence(words.rule_said(ListRule(ListKind.RED, groups=("street",), line=whole))) == (
        "red list (Streets): the first, or from 90; places count over all lists together; who is "
        "level on the line is listed; at most 5."
    )
    for ties, first, last in product(Ties, (None, 2), (None, 1)):
        sentence(words.rule_said(ListRule(ListKind.RED, line=Line(first, last, ties=ties))))
    band = Line(at_least=D(80), below=D(90))
    assert sentence(words.rule_said(ListRule(ListKind.GRADE, "good", line=band))) == (
        "good: from 80 and below 90."
    )


def test_lists_ladders_and_grades_are_declared_below_a_board() -> None:
    grades = (
        ListRule(ListKind.GRADE, "good", line=Line(at_least=D(80))),
        ListRule(ListKind.GRADE, "bad", line=Line(below=D(80))),
    )
    ladder = ListRule(ListKind.BLACK, line=BLACK.line, rungs=("talk", ""))
    said = [sentence(footnote(note)) for note in list_notes(ListRules((ladder, *grades)))]
    assert said[1:] == [
        "black list: 1 in a row: talk; 2 in a row: —; a period without a rank does not count and "
        "does not break the row; looked at are 12 periods before.",
        "Grades: good from 80; bad below 80.",
    ]
    always = ListRule(ListKind.RED, rungs=("praise",))
    assert footnote(ladder_note(always, 12)) == "Who is named for the red list: praise."
    reset = ListRule(ListKind.BLACK, rungs=("talk", "statement"), missed=Missed.RESET)
    assert "breaks the row; looked at is 1 period" in footnote(ladder_note(reset, 1))


def test_a_mark_tells_how_often_in_a_row() -> None:
    assert words.mark(ENTRY) == "black list (2 in a row)"
    first = Entry(ListKind.FLAG, "", Flag.RED, "street", WHO, "East", 1, D(96))
    assert words.mark(first) == "red flag"
    longer = Entry(ListKind.RED, "", None, "", WHO, "", 1, D(1), times=13, is_more=True)
    assert words.times(longer) == "13+"
    assert words.times(Entry(ListKind.GRADE, "good", None, "", WHO, "", 1, D(1))) == "—"


def test_the_reason_tells_place_score_line_and_equals() -> None:
    assert words.reason(ENTRY, BLACK) == "rank 9; 75.28, below 80"
    level = Entry(ListKind.RED, "", None, "", WHO, "East", 1, D("96"), equals=("West", "South"))
    rule = ListRule(ListKind.RED, line=Line(first=1, at_least=D(90)))
    assert words.reason(level, rule) == "rank 1; 96, not below 90; level with West, South"
    plain = ListRule(ListKind.RED, line=Line(first=1))
    assert words.reason(level, plain).startswith("rank 1; 96 points")
    band = ListRule(ListKind.GRADE, "good", line=Line(at_least=D(80), below=D(97)))
    assert words.reason(level, band) == "96, from 80 and below 97; level with West, South"
    by_hand = ManualEntry(1, WHO, date(2026, 11, 18), "an accident", "Wen")
    entry = Entry(ListKind.BLACK, "", None, "", WHO, "East", None, None, manual=by_hand)
    assert words.reason(entry, BLACK) == "an accident (entered by hand, approved by Wen)"


def test_the_reason_names_no_more_equals_than_can_be_read() -> None:
    rule = ListRule(ListKind.RED, line=Line(first=1))
    entry = Entry(ListKind.RED, "", None, "", WHO, "East", 1, D("96"), equals=(*"ABC", "D", "E"))
    assert words.reason(entry, rule).endswith("level with A, B, C and 2 others")


@pytest.mark.parametrize("why", SparedKind)
def test_who_is_not_listed_is_told_why(why: SparedKind) -> None:
    one = Spared("street", WHO, "East", 3, D("84.01"), why, "roadworks", "Wen")
    assert "East" in sentence(words.spared(one, BLACK))


@pytest.mark.parametrize("kind", EmptyKind)
def test_an_empty_list_is_told_in_words(kind: EmptyKind) -> None:
    made = MadeList(1, BLACK, "street")
    assert "black list" in sentence(words.empty(made, Empty(kind, "East", D("84.60"), D(80))))
    told = words.empty_said(made, Empty(EmptyKind.NOBODY_RANKED))
    assert told.startswith("black list, Streets: Nobody")
    assert words.made_title(made) == "black list, Streets"
    assert words.made_title(MadeList(1, BLACK, "")) == "black list"
