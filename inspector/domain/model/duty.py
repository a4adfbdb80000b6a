"""M12, several responsible units (domain 8.1): what of a loss each of them bears."""

from __future__ import annotations

from enum import StrEnum

from inspector.domain.points import UNITS_PER_POINT


class DutyRule(StrEnum):
    """Whether a loss counts whole for each unit that answers, or by the share of each."""

    FULL = "full"
    SPLIT = "split"


def borne(full: int, most: int, got: int, share: int) -> tuple[int, int]:
    """Full mark and points earned with the part of the loss that a unit of this share bears (M12).

    `most` is what `got` could be over some visits of the same full mark. All are whole numbers of
    1/10,000; the results are 10,000 times finer, so that nothing is rounded.
    """
    return full * UNITS_PER_POINT, most * UNITS_PER_POINT - share * (most - got)
