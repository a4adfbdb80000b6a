"""How often in a row a subject is listed, and what follows."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from inspector.domain.board_rules import BoardRules
from inspector.domain.ladder import Past, listed
from inspector.domain.list_rules import Exemption, Line, ListKind, ListRule, Missed
from inspector.domain.listing import Entry
from inspector.domain.period import Period
from tests.domain.made_up_lists import WEEK, Scores, black, board, earlier, group, numbered, who

RUNGS = ("talk with the deputy", "talk with the head", "accountability")
LAST = replace(black(last=1), rungs=RUNGS)
RESET = replace(LAST, missed=Missed.RESET)
C_LAST = numbered("90", "80", "70")
B_LAST = numbered("90", "70", "80")
C_MISSED: Scores = {"a": "90", "b": "80", "c": None}


def entries(rules: BoardRules, *before: Scores) -> tuple[Entry, ...]:
    _groups, made = listed((group(C_LAST),), rules, WEEK, earlier(rules, *before))
    return made[0].entries


def counted(rule: ListRule, *before: Scores, look_back: int = 12) -> tuple[int, str, bool]:
    (entry,) = entries(board(rule, look_back=look_back), *before)
    return entry.times, entry.measure, entry.is_more


def test_jiangmen_goes_up_the_ladder_with_every_week_in_a_row() -> None:
    assert counted(LAST) == (1, RUNGS[0], False)
    assert counted(LAST, C_LAST) == (2, RUNGS[1], False)
    assert counted(LAST, C_LAST, C_LAST) == (3, RUNGS[2], False)
    assert counted(LAST, C_LAST, C_LAST, C_LAST, B_LAST, C_LAST) == (4, RUNGS[2], False)
    assert counted(LAST, B_LAST, C_LAST) == (1, RUNGS[0], False)


def test_a_missed_week_freezes_the_count_or_ends_it() -> None:
    assert counted(LAST, C_LAST, C_MISSED, C_LAST)[0] == 3
    assert counted(RESET, C_LAST, C_MISSED, C_LAST)[0] == 2
    assert counted(LAST, {}, C_LAST)[0] == 2


def test_a_week_in_which_it_was_exempt_is_missed() -> None:
    day = date(2026, 11, 11)
    exempt = (Exemption(who("c"), "flood", "Leader", first=day, last=day),)
    before = (C_LAST, C_LAST)
    assert entries(board(LAST, exempt=exempt), *before)[0].times == 2
    assert entries(board(RESET, exempt=exempt), *before)[0].times == 1


def test_it_looks_back_so_far_and_tells_that_there_may_be_more() -> None:
    assert counted(LAST, *[C_LAST] * 5, look_back=3) == (4, RUNGS[2], True)
    assert counted(LAST, *[C_LAST] * 3, look_back=0) == (1, RUNGS[0], False)


def test_it_looks_back_no_further_than_somebody_is_on_the_list() -> None:
    asked: list[Period] = []
    before = earlier(board(LAST), C_LAST, B_LAST, C_LAST)

    def counting(period: Period) -> Past:
        asked.append(period)
        return before(period)

    listed((group(C_LAST),), board(LAST), WEEK, counting)
    assert asked == [WEEK.previous, WEEK.previous.previous]


def test_a_rung_may_be_empty_and_grades_are_not_counted() -> None:
    third = replace(LAST, rungs=("", "", "talk"))
    assert counted(third, C_LAST)[1] == ""
    assert counted(third, C_LAST, C_LAST)[1] == "talk"
    assert counted(black(last=1), C_LAST)[1] == ""
    fit = ListRule(ListKind.GRADE, "fit", line=Line(first=9))
    assert {entry.times for entry in entries(board(fit), C_LAST)} == {1}


def test_rows_carry_what_the_lists_say() -> None:
    groups, made = listed((group(C_LAST),), board(LAST), WEEK, earlier(board(LAST), C_LAST))
    marks = {row.name: row.marks for row in groups[0].rows}
    assert marks == {"a": (), "b": (), "c": made[0].entries}
    assert marks["c"][0].times == 2
