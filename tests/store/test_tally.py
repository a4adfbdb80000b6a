"""Adding up by what each answer changes comes to what the rules say for the whole."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.scheme import Scheme
from inspector.domain.visit import AnswerState
from inspector.store.tally import AnswerRow, FindingRow, Tally
from tests.services import made_up

PLAIN = made_up.scheme()
CAPPED = replace(PLAIN, parameters=replace(PLAIN.parameters, bonus_cap=Decimal(1)))
TALLIES: dict[tuple[bool, str], Tally] = {}

answer_rows = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.sampled_from([state.value for state in AnswerState]),
        st.one_of(st.none(), st.integers(0, 50_000)),
        st.one_of(st.none(), st.integers(-30_000, 80_000)),
        st.sampled_from([None, "A", "B", "Z"]),
    ),
    unique_by=lambda row: row[0],
)
finding_rows = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.integers(1, 5),
        st.one_of(st.none(), st.integers(0, 20_000)),
        st.sampled_from(["", "serious"]),
        st.integers(0, 1),
    ),
    max_size=6,
)


def kept(is_capped: bool, site_type: str) -> Tally:
    """The same tally for all examples, so that what it remembers is tried too."""
    scheme: Scheme = CAPPED if is_capped else PLAIN
    return TALLIES.setdefault((is_capped, site_type), Tally(scheme, site_type, Decimal(350)))


def found_by_item(findings: list[FindingRow]) -> dict[int, tuple[FindingRow, ...]]:
    """The findings of each item."""
    by_item: dict[int, tuple[FindingRow, ...]] = {}
    for row in findings:
        by_item[row[0]] = (*by_item.get(row[0], ()), row)
    return by_item


@given(
    st.booleans(), st.sampled_from([made_up.MARKET, made_up.STREET_SIDE]), answer_rows, finding_rows
)
def test_steps_add_up_to_the_whole(
    is_capped: bool, site_type: str, answers: list[AnswerRow], findings: list[FindingRow]
) -> None:
    tally = kept(is_capped, site_type)
    by_item = found_by_item(findings)
    assert tally.add_up(answers, by_item) == tally.prove(answers, by_item)


@given(
    st.sampled_from([made_up.MARKET, made_up.STREET_SIDE]),
    answer_rows,
    finding_rows,
    answer_rows,
    finding_rows,
)
def test_an_item_changes_the_sums_by_what_is_said_of_it(
    site_type: str,
    answers: list[AnswerRow],
    findings: list[FindingRow],
    other_answers: list[AnswerRow],
    other_findings: list[FindingRow],
) -> None:
    tally = kept(False, site_type)
    said = {row[0]: row for row in answers}
    instead = {row[0]: row for row in other_answers}
    item = min((*said, *instead), default=1)
    by_item = found_by_item(findings)
    others = found_by_item(other_findings).get(item, ())
    sums = tally.prove(said.values(), by_item)
    change = tally.change(
        (said.get(item), by_item.get(item, ())),
        (instead.get(item), others),
    )
    assert change is not None
    for by, sections in change.items():
        for section in sections:
            sums[section] = tuple(a + b for a, b in zip(sums[section], by, strict=True))
    said.pop(item, None)
    if item in instead:
        said[item] = instead[item]
    assert sums == tally.prove(said.values(), by_item | {item: others})


def test_only_the_whole_visit_tells_what_a_capped_bonus_changes() -> None:
    answered = (6, "valued", None, 5, None)
    assert kept(True, made_up.MARKET).change((None, ()), (answered, ())) is None
