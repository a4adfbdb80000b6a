"""Who is on red and black, who has which grade and flag: the rules that cities publish."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.board_rules import Numbering, Order
from inspector.domain.list_rules import (
    Exemption,
    Flag,
    Joined,
    Line,
    ListKind,
    ListRule,
    ManualEntry,
    Scope,
    Ties,
)
from inspector.domain.listing import EmptyKind, MadeList, SparedKind
from inspector.domain.redblack import made_lists, with_marks
from tests.domain.made_up_lists import WEEK, black, board, group, made, names, numbered, red, who

D = Decimal
DENSE = Order(numbering=Numbering.DENSE)


def spared(one: MadeList) -> list[tuple[str, SparedKind]]:
    return [(each.subject_name, each.why) for each in one.spared]


def flag(colour: Flag, name: str = "", **line: object) -> ListRule:
    return ListRule(ListKind.FLAG, name, colour, line=Line(**line))  # type: ignore[arg-type]


def grade(name: str, **line: object) -> ListRule:
    return ListRule(ListKind.GRADE, name, line=Line(**line))  # type: ignore[arg-type]


def test_jiangmen_lists_all_that_are_level_with_the_first_five_and_the_last_three() -> None:
    bureaus = numbered("100", "100", "99", "98", "97", "97", "90", "80", "70", "70", "60")
    districts = {"x": "95", "y": "90", "z": "90"}
    groups = [group(bureaus, "bureau"), group(districts, "township")]
    rules = board(
        red(("bureau",), first=5),
        black(("bureau",), last=3),
        red(("township",), first=1),
        black(("township",), last=1),
    )
    lists = made(groups, rules)
    assert [names(one) for one in lists] == [
        ["a", "b", "c", "d", "e", "f"],
        ["k", "i", "j"],
        ["x"],
        ["y", "z"],
    ]
    assert lists[0].entries[4].equals == ("f",)
    assert [one.group for one in lists] == ["bureau", "bureau", "township", "township"]


def test_taishan_has_no_black_list_where_all_are_above_85_and_says_so() -> None:
    rules = board(black(below=D(85)))
    (none,) = made(numbered("92.5", "85", "88.1"), rules)
    assert none.entries == ()
    assert none.empty is not None
    assert (none.empty.kind, none.empty.nearest) == (EmptyKind.NONE_BELOW, "b")
    assert (none.empty.score, none.empty.line) == (D("85.00"), D(85))
    (two,) = made(numbered("92.5", "84.99", "80", "84.996"), rules)
    assert names(two) == ["c", "b"]


FEIDONG = board(
    red(("first", "second"), first=1, at_least=D(90)),
    red(("third",), first=2, at_least=D(90)),
    black(("first", "second"), last=1, below=D(80)),
    black(("third",), last=3, below=D(80)),
)


def test_feidong_in_march_has_red_and_black_in_groups_of_their_own() -> None:
    first = numbered("92.73", "91", "88", "86", "85", "82", "77.47")
    second = numbered("96.50", "95", "93", "90", "88", "85", "81.67")
    third = numbered("94", "91.2", "91.1", *(str(90 - n) for n in range(10)), "79.9", "78", "75")
    groups = [group(first, "first"), group(second, "second"), group(third, "third")]
    found = {(one.rule.kind.value, one.group): one for one in made(groups, FEIDONG)}
    assert {key: names(one) for key, one in found.items()} == {
        ("red", "first"): ["a"],
        ("red", "second"): ["a"],
        ("red", "third"): ["a", "b"],
        ("black", "first"): ["g"],
        ("black", "second"): [],
        ("black", "third"): ["p", "o", "n"],
    }
    not_black = found["black", "second"]
    assert spared(not_black) == [("g", SparedKind.SCORE)]
    assert not_black.empty is not None
    assert (not_black.empty.nearest, not_black.empty.score) == ("g", D("81.67"))


def test_feidong_in_may_has_no_red_where_the_first_does_not_reach_90() -> None:
    first = numbered("84.25", "80", "74.50")
    third = numbered("85.50", "84", "83", "82")
    found = {
        (one.rule.kind.value, one.group): one
        for one in made([group(first, "first"), group(third, "third")], FEIDONG)
    }
    assert names(found["black", "first"]) == ["c"]
    for key, best in ((("red", "first"), "84.25"), (("red", "third"), "85.50")):
        empty = found[key].empty
        assert empty is not None
        assert (empty.kind, empty.nearest) == (EmptyKind.NONE_REACHES, "a")
        assert empty.score == D(best)


def test_xixiu_gives_the_flag_to_who_is_first_and_reaches_90() -> None:
    rules = board(flag(Flag.RED, "travelling red flag", first=1, at_least=D(90)))
    lists = made([group(numbered("90", "89"), "street"), group(numbered("89.99"), "bureau")], rules)
    assert [names(one) for one in lists] == [["a"], []]
    assert lists[0].entries[0].flag is Flag.RED


def test_zhanjiang_has_eight_firsts_and_then_a_second() -> None:
    scores = numbered(*["100"] * 8, "99", "98.58", "97")
    (first,) = made(scores, board(red(first=1), order=DENSE))
    (first_two,) = made(scores, board(red(first=2), order=DENSE))
    (last_two,) = made(scores, board(black(last=2), order=DENSE))
    assert names(first) == list("abcdefgh")
    assert names(first_two) == list("abcdefghi")
    assert names(last_two) == ["k", "j"]
    (competition,) = made(scores, board(red(first=2)))
    assert names(competition) == list("abcdefgh")


def test_wuhan_gives_a_red_flag_to_the_first_and_a_yellow_one_to_the_last_of_each_group() -> None:
    rules = board(flag(Flag.RED, first=1), flag(Flag.YELLOW, last=1))
    groups = [group(numbered("96", "95", "90"), "inner"), group({"x": "88", "y": "80"}, "outer")]
    marked = with_marks(groups, made(groups, rules))
    assert {row.name: row.marks[0].flag for one in marked for row in one.rows if row.marks} == {
        "a": Flag.RED,
        "c": Flag.YELLOW,
        "x": Flag.RED,
        "y": Flag.YELLOW,
    }


def test_jiaozuo_has_other_numbers_in_each_class() -> None:
    rules = board(
        replace(flag(Flag.RED, first=2)),
        replace(flag(Flag.BLUE, last=1), groups=("district",)),
        replace(flag(Flag.BLUE, last=2), groups=("street",)),
    )
    groups = [
        group(numbered("9", "8", "7", "6", "5"), "district"),
        group(numbered("9", "8", "7", "6", "5"), "street"),
    ]
    found = {(one.number, one.group): names(one) for one in made(groups, rules)}
    assert found == {
        (1, "district"): ["a", "b"],
        (1, "street"): ["a", "b"],
        (2, "district"): ["e"],
        (3, "street"): ["e", "d"],
    }


def test_qingdao_names_ten_best_and_ten_worst_and_gives_the_last_three_a_yellow_card() -> None:
    scores = {f"street {n:02}": str(99 - n) for n in range(1, 52)}
    rules = board(
        replace(red(first=10), name="ten best"),
        replace(black(last=10), name="ten worst"),
        flag(Flag.YELLOW, "yellow card", last=3),
    )
    best, worst, cards = made(scores, rules)
    assert names(best) == [f"street {n:02}" for n in range(1, 11)]
    assert names(worst) == [f"street {n}" for n in range(51, 41, -1)]
    assert names(cards) == ["street 51", "street 50", "street 49"]


def test_a_grade_may_go_by_place_before_it_goes_by_score() -> None:
    rules = board(grade("best of all", first=1), grade("good", at_least=D(80)))
    groups = [group(numbered("96", "90", "70"))]
    (marked,) = with_marks(groups, made(groups, rules))
    assert {row.name: [one.name for one in row.marks] for row in marked.rows} == {
        "a": ["best of all"],
        "b": ["good"],
        "c": [],
    }


def test_grades_are_bands_of_the_score_and_nobody_has_two() -> None:
    rules = board(
        grade("excellent", at_least=D(90)),
        grade("good", at_least=D(80), below=D(90)),
        grade("fit", at_least=D(60), below=D(80)),
        grade("unfit", below=D(60)),
        grade("leftover", below=D(100)),
    )
    scores = {**numbered("90", "89.994", "80", "60", "59.99"), "z": None}
    groups = [group(scores)]
    (marked,) = with_marks(groups, made_lists(groups, rules, WEEK))
    assert {row.name: [one.name for one in row.marks] for row in marked.rows} == {
        "a": ["excellent"],
        "b": ["good"],
        "c": ["good"],
        "d": ["fit"],
        "e": ["unfit"],
        "z": [],
    }


def test_the_printed_score_makes_the_line_unless_the_exact_one_does() -> None:
    scores = numbered("89.995", "89.994")
    (printed,) = made(scores, board(red(at_least=D(90))))
    assert names(printed) == ["a"]
    (exact,) = made(scores, board(red(at_least=D(90)), order=Order(by_exact=True)))
    assert names(exact) == []


@pytest.mark.parametrize(
    ("ties", "listed", "why"),
    [
        (Ties.LISTED, ["a", "b", "c"], []),
        (Ties.LEFT_OUT, ["a"], [("b", SparedKind.TIE), ("c", SparedKind.TIE)]),
        (Ties.DECIDED, ["a"], [("b", SparedKind.UNDECIDED), ("c", SparedKind.UNDECIDED)]),
    ],
)
def test_who_is_level_across_the_line_goes_by_the_rule(
    ties: Ties, listed: list[str], why: list[object]
) -> None:
    (one,) = made(numbered("90", "80", "80", "70"), board(red(first=2, ties=ties)))
    assert names(one) == listed
    assert spared(one) == why


def test_equals_that_all_have_room_are_no_tie_across_the_line() -> None:
    for ties in Ties:
        (one,) = made(numbered("90", "80", "80", "70"), board(black(last=3, ties=ties)))
        assert names(one) == ["d", "b", "c"]


def test_place_or_score_is_enough_where_either_is_asked() -> None:
    rules = board(black(last=1, below=D(60), joined=Joined.EITHER))
    (one,) = made(numbered("90", "55", "50", "40"), rules)
    assert names(one) == ["d", "c", "b"]
    (one,) = made(numbered("90", "80"), rules)
    assert names(one) == ["b"]


def test_places_can_be_counted_over_all_lists_of_the_board() -> None:
    groups = [
        group({"a": "90", "b": "50"}, "street"),
        group({"x": "80", "y": "70"}, "township"),
    ]
    rules = board(red(first=2, scope=Scope.WHOLE), black(last=1, scope=Scope.WHOLE))
    top, bottom = made(groups, rules)
    assert [(one.subject_name, one.group, one.rank) for one in top.entries] == [
        ("a", "street", 1),
        ("x", "township", 2),
    ]
    assert (top.group, names(bottom), bottom.entries[0].rank) == ("", ["b"], 4)


def test_a_list_at_its_greatest_length_leaves_out_equals_that_have_no_room() -> None:
    (one,) = made(numbered("90", "80", "80", "70"), board(red(at_least=D(60), longest=2)))
    assert names(one) == ["a"]
    assert spared(one) == [(name, SparedKind.LENGTH) for name in "bcd"]


def test_nobody_is_on_red_and_black_at_once() -> None:
    rules = board(red(first=3), black(last=3))
    top, bottom = made(numbered("90", "80", "70", "60"), rules)
    assert (names(top), names(bottom)) == (["a", "b", "c"], ["d"])
    assert spared(bottom) == [("b", SparedKind.OPPOSED), ("c", SparedKind.OPPOSED)]
    top, bottom = made(numbered("84", "80"), board(red(first=1), black(below=D(85))))
    assert (names(top), names(bottom)) == ([], ["b", "a"])
    assert spared(top) == [("a", SparedKind.OPPOSED)]


def test_who_is_first_with_all_is_not_last() -> None:
    (one,) = made(numbered("100", "100"), board(black(last=1)))
    assert spared(one) == [("a", SparedKind.ALL_EQUAL), ("b", SparedKind.ALL_EQUAL)]
    assert one.empty is not None
    assert one.empty.kind is EmptyKind.ALL_SPARED
    (one,) = made(numbered("70"), board(black(last=1, below=D(80))))
    assert names(one) == ["a"]


def test_an_exempt_subject_is_off_the_list_and_nobody_takes_its_place() -> None:
    exempt = Exemption(who("c"), "roadworks", "Leader", first=date(2026, 11, 22))
    scores = numbered("90", "80", "70")
    (one,) = made(scores, board(black(last=1), exempt=(exempt,)))
    assert names(one) == []
    assert [(each.subject_name, each.why, each.reason) for each in one.spared] == [
        ("c", SparedKind.EXEMPT, "roadworks")
    ]
    (later,) = made(scores, board(black(last=1), exempt=(exempt,)), WEEK.previous)
    assert names(later) == ["c"]
    over = replace(exempt, first=None, last=date(2026, 11, 15))
    (one,) = made(scores, board(black(last=1), exempt=(over,)))
    assert names(one) == ["c"]
    (best,) = made({"c": "90"}, board(red(first=1), exempt=(exempt,)))
    assert names(best) == ["c"]


def test_a_person_can_enter_even_who_was_not_ranked_and_against_the_red_list() -> None:
    by_hand = tuple(
        ManualEntry(2, who(name), date(2026, 11, 17), "an accident", "Leader") for name in "az"
    )
    rules = board(red(first=1), black(last=1), entries=by_hand)
    top, bottom = made({**numbered("90", "80"), "z": None}, rules)
    assert (names(top), names(bottom)) == ([], ["b", "a", "z"])
    assert bottom.entries[1].manual == by_hand[0]
    assert bottom.entries[2].rank is None
    _top, before = made({**numbered("90", "80"), "z": None}, rules, WEEK.previous)
    assert names(before) == ["b"]


def test_nobody_ranked_is_said() -> None:
    (one,) = made({"a": None}, board(red(first=1)))
    assert one.empty is not None
    assert one.empty.kind is EmptyKind.NOBODY_RANKED


SCORES = st.dictionaries(
    st.sampled_from("abcdefghij"),
    st.integers(min_value=0, max_value=20).map(lambda n: str(D(n) * 5)),
    max_size=10,
)
LINES = st.builds(
    Line,
    first=st.none() | st.integers(0, 4),
    last=st.none() | st.integers(0, 4),
    at_least=st.none() | st.integers(0, 100).map(D),
    below=st.none() | st.integers(0, 100).map(D),
    joined=st.sampled_from(Joined),
    ties=st.sampled_from(Ties),
    scope=st.sampled_from(Scope),
    longest=st.none() | st.integers(0, 4),
)
ORDERS = st.builds(Order, numbering=st.sampled_from(Numbering), by_exact=st.booleans())


@given(SCORES, LINES, LINES, ORDERS, st.randoms())
def test_the_order_of_input_never_matters(
    scores: dict[str, str], first: Line, second: Line, order: Order, chance: object
) -> None:
    rules = board(
        ListRule(ListKind.RED, line=first), ListRule(ListKind.BLACK, line=second), order=order
    )
    mixed = list(scores.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert made(scores, rules) == made(dict(mixed), rules)


@given(SCORES, LINES, LINES, ORDERS)
def test_equal_scores_stand_together_and_nobody_on_both(
    scores: dict[str, str], first: Line, second: Line, order: Order
) -> None:
    rules = board(
        ListRule(ListKind.RED, line=first), ListRule(ListKind.BLACK, line=second), order=order
    )
    on = [set(names(one)) for one in made(scores, rules)]
    for listed in on:
        values = {scores[name] for name in listed}
        assert listed == {name for name, value in scores.items() if value in values}
    assert not on[0] & on[1]


@given(SCORES, st.integers(0, 5), st.sampled_from(Numbering))
def test_a_better_score_is_never_taken_off_red(
    scores: dict[str, str], count: int, numbering: Numbering
) -> None:
    (one,) = made(scores, board(red(first=count), order=Order(numbering=numbering)))
    worst = min((D(scores[name]) for name in names(one)), default=None)
    if worst is not None:
        assert set(names(one)) == {name for name, value in scores.items() if D(value) >= worst}
