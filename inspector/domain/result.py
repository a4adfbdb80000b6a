"""Somebody else's scores (third-party results) and their rates (model M2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class ResultFate(StrEnum):
    """What became of a row of a result sheet."""

    HEADER = "header"
    TAKEN = "taken"
    REVIEW = "review"
    REFUSED = "refused"
    EMPTY = "empty"


class ResultNote(StrEnum):
    """What is told about a row that is taken, or why it is not."""

    DOUBLED_NUMBER = "doubled_number"
    NO_AREA = "no_area"
    NO_DEPARTMENT = "no_department"
    NO_UNIT = "no_unit"
    NO_CONTENT = "no_content"
    NO_PLACE = "no_place"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row that was taken: one observation of a content at a place, 1 point minus what it lost."""

    sheet: str
    row: int
    number: str
    content: str
    place: str
    lost: Decimal
    area: str = ""
    departments: tuple[str, ...] = ()

    @property
    def got(self) -> Decimal:
        """What the observation earned of its 1 point."""
        return 1 - self.lost


@dataclass(frozen=True, slots=True)
class ResultRowFate:
    """What became of one row, with what is told about it."""

    sheet: str
    row: int
    fate: ResultFate
    notes: tuple[ResultNote, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """Everything read from a result workbook; every row of every sheet has one fate."""

    rows: tuple[ResultRow, ...]
    fates: tuple[ResultRowFate, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """Model M2 in both poolings, as fractions of 1 (None without observations)."""

    n: int
    pooled: Fraction | None
    by_content: Fraction | None


def rates(observations: Iterable[tuple[str, Decimal]]) -> Rates:
    """Rates of (content, got of 1 point) pairs: pooled sum over n, and mean of content means (M2).

    >>> rates([("a", Decimal(1)), ("a", Decimal(0)), ("b", Decimal(1))]).by_content
    Fraction(3, 4)
    """
    by_content: dict[str, list[Fraction]] = defaultdict(list)
    for content, got in observations:
        by_content[content].append(Fraction(got))
    n = sum(len(group) for group in by_content.values())
    if not n:
        return Rates(0, None, None)
    total = sum((sum(group) for group in by_content.values()), Fraction(0))
    means = [sum(group) / len(group) for group in by_content.values()]
    return Rates(n, total / n, sum(means, Fraction(0)) / len(means))
