from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from inspector.domain.rescoring import rescore, score
from inspector.domain.scheme import Scheme
from inspector.domain.visit import Record
from tests.domain.test_scoring import scored


def _with_item_of(record: Record, other: Record, item: int) -> Record:
    """The record with everything that stands at an item in the other."""
    return replace(
        record,
        **{
            part: (
                *(each for each in getattr(record, part) if each.item != item),
                *(each for each in getattr(other, part) if each.item == item),
            )
            for part in ("answers", "findings", "photos")
        },
    )


@given(scored(), scored(), st.integers(1, 8), st.booleans())
def test_an_item_said_otherwise_moves_the_points_as_adding_up_anew_does(
    case: tuple[Scheme, Record], other: tuple[Scheme, Record], item: int, is_capped: bool
) -> None:
    scheme, record = case
    if not is_capped:
        scheme = replace(scheme, parameters=replace(scheme.parameters, bonus_cap=None))
    record = replace(record, visit=other[1].visit)
    after = _with_item_of(record, other[1], item)
    assert rescore(scheme, after, item, score(scheme, record)) == score(scheme, after)
