from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.result import ResultColumn, ResultTable
from inspector.domain.result_options import (
    NO_OPTIONS,
    Blank,
    Direction,
    Duplicates,
    ResultField,
    ResultOptions,
)
from inspector.domain.result_profile import ResultProfile, by_headings, combined, profile_of
from inspector.domain.wire import is_wire

marks = st.decimals(min_value=1, max_value=100, places=2)
pairs = st.dictionaries(st.text("甲乙abc", min_size=1, max_size=3), marks, max_size=3).map(
    lambda found: tuple(found.items())
)
asked = st.builds(
    ResultOptions,
    blank=st.sampled_from([None, *Blank]),
    duplicates=st.sampled_from(Duplicates),
    direction=st.sampled_from([None, *Direction]),
    full_mark=st.none() | marks,
    full_marks=pairs,
    grades=pairs,
)
columns = st.lists(
    st.tuples(st.text("甲乙丙", min_size=1), st.sampled_from([each.value for each in ResultField])),
    max_size=4,
).map(tuple)


@given(columns, asked)
def test_a_profile_says_again_what_was_told(mapping, options):
    profile = profile_of("月报", mapping, options)
    assert is_wire(profile.content)
    assert (profile.mapping, profile.options) == (mapping, options)


def test_one_name_is_one_profile_however_it_is_spaced():
    one, other = (profile_of(name, (), NO_OPTIONS) for name in ("月 报", "月报"))
    assert one.id == other.id


def test_what_a_newer_program_wrote_is_passed_over_and_not_half_understood():
    content = {
        "mapping": [["A", "place"], ["B", "hologram"], ["C"], 4],
        "options": {"blank": "sometimes", "full_mark": "many", "grades": [["A", "1"], ["B", 2]]},
    }
    profile = ResultProfile(profile_of("x", (), NO_OPTIONS).id, "x", content)
    assert profile.mapping == (("A", "place"),)
    assert profile.options == ResultOptions(grades=(("A", Decimal(1)),))
    assert ResultProfile(profile.id, "x", None).options == NO_OPTIONS


def test_what_is_told_now_goes_before_the_profile():
    kept = ResultOptions(blank=Blank.ZERO, full_mark=Decimal(10), grades=(("A", Decimal(1)),))
    profile = profile_of("x", (("点位", "place"), ("得分", "got")), kept)
    now = ResultOptions(blank=Blank.MISSING, grades=(("A", Decimal("0.9")), ("B", Decimal(0))))
    mapping, options = combined(profile, (("得分", "ignore"),), now)
    assert mapping == (("点位", "place"), ("得分", "ignore"))
    assert (options.blank, options.full_mark) == (Blank.MISSING, Decimal(10))
    assert dict(options.grades) == {"A": Decimal("0.9"), "B": Decimal(0)}


def test_letters_are_kept_as_the_headings_that_another_file_has_elsewhere():
    table = ResultTable(
        "表1",
        (
            ResultColumn("A", "点位", ResultField.PLACE),
            ResultColumn("B", "得分", ResultField.VALUE, levels=("环境",)),
            ResultColumn("C", "得分", ResultField.VALUE, levels=("秩序",)),
            ResultColumn("D", "", None),
        ),
    )
    told = (("A", "place"), ("b", "value"), ("D", "day"), ("备注", "ignore"))
    assert by_headings(told, (table,)) == (
        ("点位", "place"),
        ("环境/得分", "value"),
        ("D", "day"),
        ("备注", "ignore"),
    )
