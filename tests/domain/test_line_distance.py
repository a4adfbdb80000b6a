from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.board import BoardKind, RankedRow, Ranking
from inspector.domain.board_rules import BoardRules, Numbering, Order
from inspector.domain.ladder import listed
from inspector.domain.line_distance import LineDistance, line_distances
from inspector.domain.list_rules import (
    Exemption,
    Flag,
    Joined,
    Line,
    ListKind,
    ListRule,
    ListRules,
    ManualEntry,
    Scope,
    Ties,
)
from tests.domain.made_up_lists import (
    WEEK,
    Scores,
    black,
    board,
    earlier,
    group,
    numbered,
    red,
    who,
)

D = Decimal
Told = tuple[bool, str | None, int | None]


def ranking(rules: BoardRules, **groups: Scores) -> Ranking:
    made = tuple(group(scores, key, rules.order) for key, scores in groups.items())
    marked, lists = listed(made, rules, WEEK, earlier(rules))
    return Ranking(
        kind=BoardKind.UNITS,
        period=WEEK,
        cutoff=datetime(2026, 11, 23, tzinfo=UTC),
        number=47,
        scheme_title="",
        is_result=False,
        part_names=(),
        groups=marked,
        footnotes=(),
        rules=rules,
        lists=lists,
    )


def row(made: Ranking, name: str) -> RankedRow:
    return next(one for one in made.rows if one.name == name)


def told(made: Ranking, name: str) -> list[Told]:
    return [_told(one) for one in line_distances(made, row(made, name))]


def _told(one: LineDistance) -> Told:
    return one.is_lacking, None if one.points is None else str(one.points), one.places


SCORES = numbered("95", "92.5", "90", "84.60", "79")


def test_what_is_lacking_to_red_and_what_is_left_to_black() -> None:
    rules = board(red(first=2, at_least=D(90)), black(last=1, below=D(80)))
    made = ranking(rules, street=SCORES)
    # Level with the second is red, too; who is last and below 80 is black.
    assert told(made, "a") == [(False, "5.00", 2), (False, "15.99", 3)]
    assert told(made, "c") == [(True, "2.50", 1), (False, "10.99", 1)]
    assert told(made, "d") == [(True, "7.90", 2), (False, "5.59", 0)]
    assert told(made, "e") == [(True, "13.50", 3), (True, "1.00", 0)]


def test_scores_alone_have_no_places() -> None:
    made = ranking(board(black(below=D("84.6"))), street=SCORES)
    assert told(made, "d") == [(False, "0.00", None)]
    assert told(made, "e") == [(True, "5.60", None)]


def test_there_is_no_distance_without_lists_without_a_rank_and_in_other_groups() -> None:
    assert told(ranking(board(), street=SCORES), "a") == []
    rules = board(red(groups=("township",), first=1))
    assert told(ranking(rules, street=SCORES), "a") == []
    untested = ranking(board(red(first=1)), street={"a": "90", "b": None})
    assert told(untested, "b") == []
    assert told(untested, "a") == [(False, None, None)]


def test_what_a_person_decided_has_no_distance_in_points() -> None:
    lists = ListRules(
        (red(first=1), black(last=1)),
        (ManualEntry(1, who("c"), WEEK.first, "helped", "Wen"),),
        (Exemption(who("e"), "flood", "Wen"),),
    )
    made = ranking(replace(board(), lists=lists), street=SCORES)
    assert told(made, "c")[0] == (False, None, None)
    assert told(made, "e")[1] == (False, None, None)


def test_a_flag_between_two_scores_and_a_grade_have_no_one_line() -> None:
    between = Line(at_least=D(60), below=D(90))
    flag = ListRule(ListKind.FLAG, flag=Flag.YELLOW, line=between)
    grade = ListRule(ListKind.GRADE, "good", line=Line(at_least=D(80)))
    assert told(ranking(board(flag, grade), street=SCORES), "d") == [(True, None, None)]


def test_places_over_all_lists_count_all_rows() -> None:
    rules = board(red(first=1, scope=Scope.WHOLE))
    made = ranking(rules, street=numbered("90", "80"), town={"x": "95"})
    assert told(made, "a") == [(True, "5.00", 1)]
    assert told(made, "x") == [(False, "5.00", 1)]


ends = st.none() | st.integers(1, 4)
marks = st.none() | st.integers(970, 1010).map(lambda n: D(n) / 100)
lines = st.builds(
    Line,
    joined=st.sampled_from(Joined),
    ties=st.sampled_from(Ties),
    first=ends,
    at_least=marks,
)
scores_of_some = st.lists(
    st.integers(980, 1000).map(lambda n: f"{n / 100:.2f}"), min_size=1, max_size=7
)


def is_on(rules: BoardRules, scores: Scores) -> bool:
    return bool(row(ranking(rules, street=scores), "a").marks)


@pytest.mark.parametrize("is_praise", [True, False])
@given(line=lines, values=scores_of_some, numbering=st.sampled_from(Numbering))
def test_so_many_points_and_not_one_less_lead_across_the_line(
    is_praise: bool, line: Line, values: list[str], numbering: Numbering
) -> None:
    if not is_praise:
        line = replace(line, first=None, last=line.first, at_least=None, below=line.at_least)
    rule = ListRule(ListKind.RED if is_praise else ListKind.BLACK, line=line)
    rules = board(rule, order=Order(numbering=numbering))
    scores = numbered(*values)
    made = ranking(rules, street=scores)
    (found,) = line_distances(made, row(made, "a"))
    assert found.is_on == is_on(rules, scores)
    step = D("0.01")
    sign = 1 if found.is_lacking else -1
    if found.points is None:
        for far in (D(1), D(3), D(9)):
            assert is_on(rules, {**scores, "a": str(D(values[0]) + sign * far)}) == found.is_on
        return
    crossing = found.points if found.is_lacking else found.points + step
    assert is_on(rules, {**scores, "a": str(D(values[0]) + sign * crossing)}) != found.is_on
    staying = crossing - step
    assert is_on(rules, {**scores, "a": str(D(values[0]) + sign * staying)}) == found.is_on
