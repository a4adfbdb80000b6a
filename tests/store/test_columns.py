"""Wire forms from elsewhere are taken only where they can be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inspector.domain.photo import Mark, MarkKind
from inspector.store.columns import MarksColumn


def test_marks_travel_as_whole_numbers() -> None:
    mark = Mark(MarkKind.CIRCLE, Decimal("0.1"), Decimal(0), Decimal("0.25"), Decimal(1), "桶")
    wire = MarksColumn().wire((mark,))
    assert wire == [["circle", 1000, 0, 2500, 10000, "桶"]]
    assert MarksColumn().takes(wire)
    assert MarksColumn().unwire(wire) == (mark,)


@pytest.mark.parametrize(
    "wire",
    [
        *(None, 3, "arrow", [1], [["arrow", 1, 2, 3]], [["star", 1, 2, 3, 4, ""]]),
        *([["arrow", 1.5, 2, 3, 4, ""]], [["arrow", "1", 2, 3, 4, ""]]),
        [["arrow", 1, 2, 3, 4, 5]],
    ],
)
def test_marks_of_a_newer_program_are_not_taken(wire: object) -> None:
    assert not MarksColumn().takes(wire)  # type: ignore[arg-type]
