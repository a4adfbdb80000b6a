"""Comparing what a criteria table states with what stands below it, and telling weights from sums.

A table of weights and points (权重 of the first level, 分值 of the second and third) prints points
that are worth their share of the weight above them. Such points are the full marks as they stand;
the weights stay with the sections in words and as numbers beside the scheme.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.scheme import Item, Scheme, Section
from inspector.domain.scheme_draft import (
    SchemeField,
    SectionWeight,
    StatedSum,
    SumKind,
    Weighing,
    points_of,
)
from inspector.files.scheme.assembly import Statement
from inspector.files.scheme.line import Line, Total
from inspector.files.scheme.mapping import Layout
from inspector.files.scheme.row import TableRow

_HUNDRED = Decimal(100)


class Part(Struct, frozen=True):
    """One sheet that was read: its header, lines and totals, and its section where it is one."""

    sheet: str
    layout: Layout
    lines: Sequence[Line]
    totals: Sequence[Total]
    whole: tuple[str, Decimal, int] | None
    section: int | None


class Balance(Struct, frozen=True):
    """The scheme with what its sections state, every sum, and the weights."""

    scheme: Scheme
    sums: tuple[StatedSum, ...]
    weights: tuple[SectionWeight, ...]
    weighing: Weighing | None


def balance(
    scheme: Scheme, rows: Sequence[TableRow], statements: Sequence[Statement], parts: Sequence[Part]
) -> Balance:
    """Settle what each section states; `rows` are those of the items."""
    work = _Balance(scheme, rows, statements, parts)
    return Balance(work.scheme, tuple(work.sums()), tuple(work.weights), work.weighing())


class _Balance:
    def __init__(
        self,
        scheme: Scheme,
        rows: Sequence[TableRow],
        statements: Sequence[Statement],
        parts: Sequence[Part],
    ) -> None:
        self.scheme = scheme
        self.weights: list[SectionWeight] = []
        self._rows = rows
        self._own: dict[int | None, list[tuple[Item, TableRow]]] = defaultdict(list)
        for item, row in zip(scheme.items, rows, strict=True):
            self._own[item.section].append((item, row))
        self._at = {(r.sheet, r.number): i for i, r in zip(scheme.items, rows, strict=True)}
        self._inner: dict[int | None, list[Section]] = defaultdict(list)
        for section in scheme.sections:
            self._inner[section.parent].append(section)
        self._parts = {part.sheet: part for part in parts}
        by_column: dict[tuple[str, int | None, bool], list[Statement]] = defaultdict(list)
        for each in statements:
            by_column[each.sheet, each.column, each.is_share].append(each)
        self._weighing = [
            each for column in by_column.values() if self._weighs(column) for each in column
        ]
        self._weighed = {each.section: each for each in self._weighing}
        columns = {(each.sheet, each.column) for each in self._weighing}
        self._stated = {
            each.section: each
            for each in statements
            if not each.is_share
            and (each.column is None or (each.sheet, each.column) not in columns)
        }
        self._settle_sections()

    def _weighs(self, column: list[Statement]) -> bool:
        """Whether a column holds weights: where they are the sums of their items they are points
        after all, unless a person said what they are. Weights of one are taken in per cent.
        """
        at, layout = column[0].column, self._parts[column[0].sheet].layout
        is_share = column[0].is_share
        if not is_share and (at is None or layout.fields[at] is not SchemeField.WEIGHT):
            return False
        sums = sum(each.value == self._points(each.section) for each in column)
        if 2 * sums > len(column) and at not in layout.told:
            return False
        is_of_one = not is_share and all(each.value <= 1 for each in column)
        factor = _HUNDRED if is_of_one else Decimal(1)
        self.weights += [SectionWeight(each.section, each.value * factor) for each in column]
        return True

    def _settle_sections(self) -> None:
        sections = []
        for section in self.scheme.sections:
            stated, weighed = self._stated.get(section.number), self._weighed.get(section.number)
            if stated is not None:
                section = replace(section, full_mark=stated.value)
            if weighed is not None and weighed.column is not None:
                heading = self._parts[weighed.sheet].layout.head.heading(weighed.column)
                said = f"{' '.join(heading.split())}：{weighed.printed}"
                section = replace(
                    section, guidance="\n".join(filter(None, (section.guidance, said)))
                )
            sections.append(section)
        self.scheme = replace(self.scheme, sections=tuple(sections))

    def sums(self) -> list[StatedSum]:
        """All sums: each section's, those of weights, then those of the totals."""
        found = [self._items_sum(each) for each in _in_order(self._stated.values())]
        found += self._part_sums()
        found += self._weight_sums()
        for part in self._parts.values():
            found += self._totals(part)
        return found

    def _items(self, section: int | None) -> list[tuple[Item, TableRow]]:
        """All items below a section (None: of the whole) with their rows, in reading order."""
        if section is None:
            return [*zip(self.scheme.items, self._rows, strict=True)]
        found = list(self._own[section])
        for child in self._inner[section]:
            found += self._items(child.number)
        return sorted(found, key=lambda pair: pair[0].number)

    def _points(self, section: int | None) -> Decimal:
        return points_of([item for item, _row in self._items(section)])

    def _items_sum(self, each: Statement) -> StatedSum:
        section = self.scheme.sections[each.section - 1]
        return StatedSum(
            each.section, _words(section), each.value, self._points(each.section),
            SumKind.ITEMS, each.sheet, each.row, self._item_rows(each.section),
        )  # fmt: skip

    def _item_rows(self, section: int | None) -> tuple[int, ...]:
        return tuple(row.number for _item, row in self._items(section))

    def _part_sums(self) -> list[StatedSum]:
        """Points of the parts against what the section states, told where they differ; under a
        weight against what most weights have under them, a hundred as a rule.
        """
        found = []
        for each in _in_order(self._stated.values()):
            parts = [self._stated.get(child.number) for child in self._inner[each.section]]
            given = [part for part in parts if part is not None]
            added = sum((part.value for part in given), Decimal(0))
            if len(given) == len(parts) > 0 and added != each.value:
                found.append(self._sum_of(each, each.value, given, SumKind.PARTS))
        below = [(each, self._below(each.section)) for each in _in_order(self._weighing)]
        usual = Counter(
            sum((part.value for part in parts), Decimal(0)) for _each, parts in below if parts
        ).most_common(1)
        for each, parts_below in below:
            whole = usual[0][0] if usual and usual[0][1] > 1 else _HUNDRED
            if parts_below:
                found.append(self._sum_of(each, whole, parts_below, SumKind.PARTS))
        return found

    def _below(self, section: int) -> list[Statement]:
        """What the parts of a weighted section state, else its items."""
        children = self._inner[section]
        if any(child.number in self._weighed for child in children):
            return []
        stated = [self._stated[c.number] for c in children if c.number in self._stated]
        direct = [
            Statement(section, row.sheet, row.number, None, item.full_mark, "")
            for item, row in self._own[section]
        ]
        return [*stated, *direct]

    def _sum_of(
        self, each: Statement, whole: Decimal, parts: Sequence[Statement], kind: SumKind
    ) -> StatedSum:
        return StatedSum(
            each.section,
            _words(self.scheme.sections[each.section - 1]),
            whole,
            sum((part.value for part in parts), Decimal(0)),
            kind,
            each.sheet,
            each.row,
            tuple(part.row for part in parts),
        )

    def _weight_sums(self) -> list[StatedSum]:
        """The weights of the parts of each section, or of the whole, against a hundred."""
        groups: dict[tuple[str, int | None, int | None], list[Statement]] = defaultdict(list)
        for each in _in_order(self._weighing):
            parent = self.scheme.sections[each.section - 1].parent
            groups[each.sheet, each.column, parent].append(each)
        percents = {each.section: each.percent for each in self.weights}
        found = []
        for (sheet, column, parent), group in groups.items():
            total = (
                self._weight_total(sheet, column)
                if parent in (None, self._parts[sheet].section)
                else None
            )
            whole = total.stated if total else _HUNDRED
            if whole <= 1:
                whole *= _HUNDRED
            added = sum((percents[each.section] for each in group), Decimal(0))
            if parent in percents and added == percents[parent]:
                whole = added
            heading = "" if column is None else self._parts[sheet].layout.head.heading(column)
            where = (
                _words(self.scheme.sections[parent - 1]) if parent else " ".join(heading.split())
            )
            row = total.row.number if total else group[0].row
            found.append(
                StatedSum(parent, where, whole, added, SumKind.WEIGHTS, sheet, row,
                          tuple(each.row for each in group))
            )  # fmt: skip
        return found

    def weighing(self) -> Weighing | None:
        """Where the weights stand, if most of what stands below each adds up to a hundred."""
        below = [sum((part.value for part in self._below(each.section)), Decimal(0))
                 for each in self._weighing]  # fmt: skip
        known = [added for added in below if added]
        if not known or 2 * known.count(_HUNDRED) <= len(known):
            return None
        return Weighing(self._weighing[0].sheet, tuple(each.row for each in self._weighing))

    def _weight_total(self, sheet: str, column: int | None) -> Total | None:
        totals = [each for each in self._parts[sheet].totals if each.column == column]
        return next((each for each in totals if column is not None and not each.is_part), None)

    def _totals(self, part: Part) -> list[StatedSum]:
        """The sums of parts and of the whole of one sheet, as its rows state them."""
        weighing = {each.column for each in self._weighing if each.sheet == part.sheet}
        totals = [
            each for each in part.totals if each.column is None or each.column not in weighing
        ]
        whole = whole_total(part.lines, totals)
        found = []
        begun = 0
        for each in totals:
            if each is whole:
                continue
            found.append(self._part_total(part, each, begun))
            begun = each.lines
        stated = (whole.words, whole.stated, whole.row.number) if whole else part.whole
        # Under weights the points of all items together are no part of a hundred.
        if stated is not None and not (weighing and stated[1] == _HUNDRED):
            found.append(
                StatedSum(
                    part.section, stated[0], stated[1], self._points(part.section),
                    SumKind.ITEMS, part.sheet, stated[2], self._item_rows(part.section), True,
                )
            )  # fmt: skip
        return found

    def _part_total(self, part: Part, total: Total, begun: int) -> StatedSum:
        """A sum of a part: of the lines since the last one, or of one of the open sections.

        One straight below the heading of a section is of what follows there.
        """
        spans = [(first, total.lines) for first in (begun, *self._begins(part, total))]
        if total.lines and part.lines[total.lines - 1].is_heading:
            spans.insert(0, (total.lines, _end_of(part.lines, total.lines - 1)))
        found: list[tuple[Decimal, tuple[int, ...]]] = []
        for first, last in spans:
            lines = part.lines[first:last]
            own = [line.row.number for line in lines if (part.sheet, line.row.number) in self._at]
            added = points_of([self._at[part.sheet, number] for number in own])
            found.append((added, tuple(own)))
        added, own_rows = next((each for each in found if each[0] == total.stated), found[0])
        where = total.words
        return StatedSum(
            None, where, total.stated, added, SumKind.ITEMS, part.sheet, total.row.number, own_rows
        )

    def _begins(self, part: Part, total: Total) -> list[int]:
        """Where the sections that are open at a sum began, the innermost first."""
        found = []
        lines = part.lines[: total.lines]
        for at in range(len(lines) - 1, -1, -1):
            is_begun = lines[at].is_heading or (at > 0 and lines[at].places != lines[at - 1].places)
            if is_begun or at == 0:
                found.append(at)
        return found


def whole_total(lines: Sequence[Line], totals: Sequence[Total]) -> Total | None:
    """The row that sums up the whole: above all items, or below all of them."""
    candidates = [each for each in totals if not each.is_part]
    items = [at for at, line in enumerate(lines) if line.is_item]
    for each in candidates:
        if not items or each.lines <= items[0]:
            return each
    last = next((each for each in reversed(candidates) if each.lines > items[-1]), None)
    return None if last is None or _is_of_its_own(lines, candidates, last) else last


def _is_of_its_own(lines: Sequence[Line], totals: Sequence[Total], last: Total) -> bool:
    """Whether a sum is that of the last of several tables that stand below each other."""
    above = [each for each in totals if each.lines < last.lines]
    if not above:
        return False
    own, whole = _added(lines[above[-1].lines : last.lines]), _added(lines)
    return own == last.stated != whole or last.stated < max(each.stated for each in above)


def _added(lines: Iterable[Line]) -> Decimal:
    return sum((line.full_mark or Decimal(0) for line in lines if line.is_item), Decimal(0))


def _end_of(lines: Sequence[Line], heading: int) -> int:
    """Where the section ends that a heading begins."""
    after = range(heading + 1, len(lines))
    ends = (at for at in after if lines[at].is_heading and lines[at].rank <= lines[heading].rank)
    return next(ends, len(lines))


def _in_order(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda each: each.section)


def _words(section: Section) -> str:
    return section.text or section.code
