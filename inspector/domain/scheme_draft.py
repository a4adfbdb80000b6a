"""What reading criteria gave: the scheme, the fate of every row, and whether the sums add up."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from inspector.domain.scheme import RuleKind, Scheme, Section


class Fate(StrEnum):
    """What became of a row of a criteria workbook."""

    TITLE = "title"
    HEADER = "header"
    SECTION = "section"
    ITEM = "item"
    TOTAL = "total"
    REMARK = "remark"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class RowFate(Struct, frozen=True):
    """The fate of one row; rows count from 1."""

    sheet: str
    row: int
    fate: Fate


class SchemeField(StrEnum):
    """What a column of a foreign table can hold."""

    CODE = "code"
    SECTION = "section"
    TEXT = "text"
    GUIDANCE = "guidance"
    EXCEPTIONS = "exceptions"
    METHOD = "method"
    FULL_MARK = "full_mark"
    ASPECT = "aspect"
    SITE_TYPES = "site_types"
    DEADLINE_CLASS = "deadline_class"
    UNIT = "unit"
    IGNORE = "ignore"


class MappedColumn(Struct, frozen=True):
    """A column of a foreign table and the field that it was read as."""

    column: str
    heading: str
    field: SchemeField


class StatedSum(Struct, frozen=True):
    """Points that a table states for a part and those that its items add up to.

    `section` is the part's section number, None for the whole.
    """

    section: int | None
    where: str
    stated: Decimal
    found: Decimal

    @property
    def is_ok(self) -> bool:
        """Whether both agree."""
        return self.stated == self.found


class SchemeSheet(Struct, frozen=True):
    """A criteria workbook as it was understood; `item_rows[i]` is the row of `scheme.items[i]`."""

    scheme: Scheme
    sheet: str
    fates: tuple[RowFate, ...]
    sums: tuple[StatedSum, ...]
    item_rows: tuple[int, ...]
    mapping: tuple[MappedColumn, ...] = ()


def stated_sums(scheme: Scheme, whole: tuple[str, Decimal] | None = None) -> tuple[StatedSum, ...]:
    """Each section that states points against its items, then `whole` (its words and points).

    A bonus item stands outside the sums, except in a part that holds nothing else.
    """
    sums = [
        StatedSum(
            section.number,
            section.text or section.code,
            section.full_mark,
            _points(scheme, _inside(scheme, section)),
        )
        for section in scheme.sections
        if section.full_mark is not None
    ]
    if whole is not None:
        sums.append(StatedSum(None, whole[0], whole[1], _points(scheme, None)))
    return tuple(sums)


def _inside(scheme: Scheme, section: Section) -> frozenset[int]:
    """The numbers of a section and all sections below it; parents come before their children."""
    inside = {section.number}
    for other in scheme.sections:
        if other.parent in inside:
            inside.add(other.number)
    return frozenset(inside)


def _points(scheme: Scheme, sections: frozenset[int] | None) -> Decimal:
    items = [item for item in scheme.items if sections is None or item.section in sections]
    counted = [item for item in items if item.rule.kind is not RuleKind.BONUS]
    return sum((item.full_mark for item in counted or items), Decimal(0))
