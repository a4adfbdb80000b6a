"""What reading criteria gave: the scheme, the fate of every row, sums, weights and proposals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from inspector.domain.scheme import Item, Rule, RuleKind, Scheme, Section


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


class RowReason(StrEnum):
    """Why a row has its fate, where the fate alone does not say it."""

    CONTINUES = "continues"
    CARRIED = "carried"
    LEVEL_ONLY = "level_only"
    NO_POINTS = "no_points"
    NO_TEXT = "no_text"
    REPEATED = "repeated"
    PART_TOTAL = "part_total"
    SHEET_NOT_READ = "sheet_not_read"
    CELL_NOT_READ = "cell_not_read"
    REFUSED = "refused"
    LEFT_OUT = "left_out"
    TOLD = "told"


class RowFate(Struct, frozen=True):
    """The fate of one row; rows count from 1."""

    sheet: str
    row: int
    fate: Fate
    reason: RowReason | None = None


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
    SECTION_MARK = "section_mark"
    WEIGHT = "weight"
    IGNORE = "ignore"


class MappedColumn(Struct, frozen=True):
    """A column of a foreign table and the field that it was read as.

    `levels` are the headings above its own, outermost first; `is_told` says that a person chose
    the field.
    """

    column: str
    heading: str
    field: SchemeField
    levels: tuple[str, ...] = ()
    is_told: bool = False


class SumKind(StrEnum):
    """What is added up: the items below, the points of the parts below, or weights."""

    ITEMS = "items"
    PARTS = "parts"
    WEIGHTS = "weights"


class StatedSum(Struct, frozen=True):
    """Points that a table states for a part and those that its items add up to.

    `section` is the part's section number, None where the part is none. `row` of `sheet` states
    the points, `parts` are the rows of what is added up. `is_whole` is the sum of a whole sheet.
    """

    section: int | None
    where: str
    stated: Decimal
    found: Decimal
    kind: SumKind = SumKind.ITEMS
    sheet: str = ""
    row: int | None = None
    parts: tuple[int, ...] = ()
    is_whole: bool = False

    @property
    def is_ok(self) -> bool:
        """Whether both agree."""
        return self.stated == self.found


class SectionWeight(Struct, frozen=True):
    """The weight of a section in per cent of what it is a part of."""

    section: int
    percent: Decimal


class RuleProposal(Struct, frozen=True):
    """A rule that the words of an item speak of, to be confirmed.

    `item` is the item's number, `key` the same for rules that are alike, `words` those that speak
    of it.
    """

    item: int
    sheet: str
    row: int
    rule: Rule
    key: str
    words: str
    is_taken: bool = False


class Weighing(Struct, frozen=True):
    """Weights that can be counted into the points, which add up to a hundred under each of them.

    `rows` state the weights, `is_taken` says that somebody wants them counted.
    """

    sheet: str
    rows: tuple[int, ...]
    is_taken: bool = False


class SheetLayout(Struct, frozen=True):
    """How one sheet was read.

    `is_alike` says that it is a further sheet with the same header, `is_repeating` that it holds
    mostly the same items as another one.
    """

    sheet: str
    mapping: tuple[MappedColumn, ...]
    is_alike: bool = False
    is_taken: bool = True
    is_repeating: bool = False


class SchemeSheet(Struct, frozen=True):
    """A criteria workbook as it was understood; `item_rows[i]` is the row of `scheme.items[i]`.

    `item_sheets` are their sheets. `sheet` and `mapping` are those of the main sheet, `layouts`
    of all sheets with the same header. `weights` are kept beside the scheme, which has no place
    for them: full marks stay those that are printed, unless `weighing` is taken.
    """

    scheme: Scheme
    sheet: str
    fates: tuple[RowFate, ...]
    sums: tuple[StatedSum, ...]
    item_rows: tuple[int, ...]
    mapping: tuple[MappedColumn, ...] = ()
    item_sheets: tuple[str, ...] = ()
    layouts: tuple[SheetLayout, ...] = ()
    weights: tuple[SectionWeight, ...] = ()
    proposals: tuple[RuleProposal, ...] = ()
    weighing: Weighing | None = None


def stated_sums(scheme: Scheme, whole: tuple[str, Decimal] | None = None) -> tuple[StatedSum, ...]:
    """Each section that states points against its items, then `whole` (its words and points).

    A bonus item stands outside the sums, except in a part that holds nothing else.
    """
    sums = [
        StatedSum(
            section.number,
            section.text or section.code,
            section.full_mark,
            _points_in(scheme, _inside(scheme, section)),
        )
        for section in scheme.sections
        if section.full_mark is not None
    ]
    if whole is not None:
        found = _points_in(scheme, None)
        sums.append(StatedSum(None, whole[0], whole[1], found, is_whole=True))
    return tuple(sums)


def _inside(scheme: Scheme, section: Section) -> frozenset[int]:
    """The numbers of a section and all sections below it; parents come before their children."""
    numbers = {section.number}
    for other in scheme.sections:
        if other.parent in numbers:
            numbers.add(other.number)
    return frozenset(numbers)


def _points_in(scheme: Scheme, sections: frozenset[int] | None) -> Decimal:
    inner = (item for item in scheme.items if sections is None or item.section in sections)
    return points_of(list(inner))


def points_of(items: Sequence[Item]) -> Decimal:
    """What items add up to; a bonus stands outside, except among nothing but its like."""
    counted = [item for item in items if item.rule.kind is not RuleKind.BONUS]
    return sum((item.full_mark for item in counted or items), Decimal(0))
