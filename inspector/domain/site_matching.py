"""Matching the rows of a site workbook to what the workspace holds: by code, types by name.

A record that an earlier import made up is matched by its name and takes over the code. A list
without codes is matched by names (sites: and types), and what is new gets a code. A column that is
missing leaves its field alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.row_answer import Answers, Choice
from inspector.domain.site import Site
from inspector.domain.site_sheet import (
    Line,
    Link,
    RemarkKind,
    SiteFate,
    SiteRemark,
    SiteRowFate,
    SiteSheet,
    Step,
)
from inspector.domain.unit import Role, Unit
from inspector.errors import Ambiguous, CellFault, CellRefused, Noun

Make = Callable[[Line, str], Any]
"""Makes a record of a line and a code."""


class Ledger:
    """What an import has come to so far: the steps, and the fate of each row."""

    def __init__(self, sheet: SiteSheet, answers: Answers) -> None:
        self.path = sheet.path
        self.answers = answers
        self.pending = sheet.pending
        self.steps: list[Step] = []
        self.ended = 0
        self.made = 0
        self.coded = 0
        self.remarks = list(sheet.remarks)
        self.became: dict[tuple[str, int], str] = {}
        self._fates = {(fate.sheet, fate.row): fate for fate in sheet.fates}

    def tell(self, row: Line | Link, fate: SiteFate, repeats: int | None = None) -> None:
        """Give a row its fate; `repeats` is the earlier row that it says again."""
        for number in (row.row, *(row.more if isinstance(row, Line) else ())):
            told = SiteRowFate(row.sheet, number, fate, repeats=repeats)
            self._fates[row.sheet, number] = told

    def touch(self, row: Line | Link) -> None:
        """A link came or went with this row: it is no longer unchanged."""
        if self._fates[row.sheet, row.row].fate is SiteFate.UNCHANGED:
            self.tell(row, SiteFate.UPDATED)

    def refuse(
        self,
        row: Line | Link,
        column: str,
        fault: CellFault,
        value: str = "",
        other: Line | None = None,
    ) -> None:
        """Refuse the cell of a row under the heading of this field: raised, or kept.

        `other` is the row that has the same.
        """
        place = (other.sheet, other.row) if other is not None else None
        self.answers.refuse(self._refusal(row, column, fault, value, place))

    def _refusal(
        self,
        row: Line | Link,
        column: str,
        fault: CellFault,
        value: str,
        other: tuple[str, int] | None,
    ) -> CellRefused:
        heading = row.columns.get(column, column)
        return CellRefused(self.path, row.sheet, row.row, heading, fault, value, column, other)

    def fates(self, sheets: Sequence[str]) -> tuple[SiteRowFate, ...]:
        """The fate of every row in the order of the workbook."""
        order = {title: number for number, title in enumerate(sheets)}
        return tuple(sorted(self._fates.values(), key=lambda each: (order[each.sheet], each.row)))


class Matched:
    """The records of one kind by code (types: by name), held ones and those of the workbook."""

    def __init__(
        self, ledger: Ledger, kind: str, key: str, noun: Noun, held: Iterable[Any]
    ) -> None:
        self.of_line: dict[UUID, Line] = {}
        self._ledger, self._kind, self._key, self._noun = ledger, kind, key, noun
        self._by_key: dict[str, list[Any]] = defaultdict(list)
        self._by_name: dict[str, list[Any]] = defaultdict(list)
        self._taken: set[UUID] = set()
        self._held: set[UUID] = set()
        for record in held:
            self._add(record)
            self._held.add(record.id)

    def take(self, lines: Sequence[Line], make: Make, prefix: str = "") -> None:
        """Match each line to a record or make a new one; raises CellRefused and Ambiguous.

        New records without a code get one that begins with `prefix`.
        """
        codes = self.codes(prefix, lines)
        twins = _Twins(lines)
        seen: dict[str, Line] = {}
        taken: list[tuple[Any | None, Any]] = []
        for line in lines:
            key = line.values.get(self._key)
            if key in seen:
                self._ledger.refuse(line, self._key, CellFault.DOUBLED_CODE, key, seen[key])
                self._ledger.tell(line, SiteFate.REVIEW)
                continue
            if self._kind != "site_type" and not self._is_for_itself(line, key, twins):
                continue
            if key is None:
                old = self._named(line, is_alone=twins.is_alone(line))
            else:
                seen[key] = line
                old = self._match(key, line.values["name"])
            if old is None:
                self._ledger.coded += key is None
                new = make(line, next(codes) if key is None else key)
            else:
                self._taken.add(old.id)
                new = _changed(old, line)
            self._tell(line, old, new)
            taken.append((old, new))
        for old, new in taken:
            if old is not None:
                self._remove(old)
            self._add(new)

    def found(self, text: str) -> Sequence[Any]:
        """The records with this code, or else with this name."""
        return self._by_key.get(text) or self._by_name.get(text) or ()

    def all(self) -> list[Any]:
        """Every record that is not void."""
        return [record for same in self._by_key.values() for record in same]

    def is_held(self, record: Any) -> bool:
        """Whether the workspace has a record already."""
        return record.id in self._held

    def one(self, row: Line | Link, column: str, text: str, unknown: CellFault) -> Any | None:
        """The only record with this code, or else this name; None where there is none.

        That is refused, unless somebody said that the name is passed over, or the row that makes
        the record waits itself.
        """
        found = self.found(text)
        if len(found) == 1:
            return found[0]
        if not self.is_passed_over(row, text):
            fault = CellFault.AMBIGUOUS_NAME if found else unknown
            self._ledger.refuse(row, column, fault, text)
        return None

    def is_passed_over(self, row: Line | Link, text: str) -> bool:
        """Whether a name does not count here: somebody said so, or its own row waits."""
        if text in self._ledger.answers.names(row.sheet, row.row, Choice.WITHOUT):
            return True
        return not self.found(text) and text in self._ledger.pending

    def make(self, record: Any) -> None:
        """Add a record that no line holds but somebody wants, unless it is there."""
        if getattr(record, self._key) not in self._by_key:
            self._add(record)
            self._ledger.steps.append(Step(self._kind, None, record))
            self._ledger.made += 1

    def codes(self, prefix: str, lines: Iterable[Line] = ()) -> Iterator[str]:
        """Codes that neither a record nor one of the lines has: the prefix and a number."""
        told = (line.values.get(self._key, "") for line in lines)
        pattern = re.compile(rf"{prefix}(\d+)")
        matches = map(pattern.fullmatch, (*self._by_key, *told)) if prefix else ()
        numbers = [int(found[1]) for found in matches if found]
        return (f"{prefix}{number:04d}" for number in count(max(numbers, default=0) + 1))

    def _is_for_itself(self, line: Line, key: str | None, twins: _Twins) -> bool:
        """Whether a line is a record of its own; what is doubled is told with both rows."""
        ledger = self._ledger
        twin = twins.earlier(line)
        if twin is None:
            return True
        if key is None and twin.same is not None:
            ledger.tell(line, SiteFate.REVIEW, twin.same.row)
            return False
        is_kept = ledger.answers.names(line.sheet, line.row, Choice.KEEP)
        if key is not None or is_kept or twin.is_elsewhere:
            ledger.remarks.append(_same_name(line, twin.first))
            return True
        ledger.refuse(line, "name", CellFault.DOUBLED_NAME, line.values["name"], twin.first)
        ledger.tell(line, SiteFate.REVIEW)
        return False

    def _tell(self, line: Line, old: Any, new: Any) -> None:
        self.of_line[new.id] = line
        said = new.name if self._key == "name" else f"{new.code} {new.name}"
        for row in (line.row, *line.more):
            self._ledger.became[line.sheet, row] = said
        if old is None:
            self._ledger.tell(line, SiteFate.NEW)
        else:
            self._ledger.tell(line, SiteFate.UNCHANGED if new == old else SiteFate.UPDATED)
        if new != old:
            self._ledger.steps.append(Step(self._kind, old, new))

    def _match(self, key: str, name: str) -> Any | None:
        same = self._by_key.get(key, [])
        if len(same) > 1:
            raise Ambiguous(self._noun, key, tuple(record.name for record in same))
        if same:
            return same[0]
        made_up = [each for each in self._by_name.get(name, []) if _is_made_up(each)]
        return made_up[0] if len(made_up) == 1 else None

    def _named(self, line: Line, *, is_alone: bool) -> Any | None:
        """The record that a line without code means: that of its name and, for sites, type.

        Of several, and where several lines have the name, the address must be the same.
        """
        named = [each for each in self._by_name.get(line.values["name"], ())
                 if each.id not in self._taken]  # fmt: skip
        wanted = line.values.get("site_type")
        same = [each for each in named if wanted is None or each.site_type == wanted]
        if self._kind != "site":
            same = named
        if not same:
            same = [each for each in named if _is_made_up(each)]
        if len(same) == 1 and is_alone:
            return same[0]
        address = line.values.get("address", "")
        at = [each for each in same if getattr(each, "address", "") == address]
        return next(iter(at or (same if not address else ())), None)

    def _add(self, record: Any) -> None:
        self._by_key[getattr(record, self._key)].append(record)
        self._by_name[record.name].append(record)

    def _remove(self, record: Any) -> None:
        self._by_key[getattr(record, self._key)].remove(record)
        self._by_name[record.name].remove(record)


class _Twin(Struct, frozen=True):
    """What stands above of the same name: the first row, and the one that says all the same.

    `is_elsewhere` tells that none of them is at the same place.
    """

    first: Line
    same: Line | None
    is_elsewhere: bool


class _Twins:
    """Lines of the same name (sites: and type), as they come."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._counts = Counter(map(_known_as, lines))
        self._earlier: dict[tuple[str, Any], list[Line]] = defaultdict(list)
        self._same: dict[str, Line] = {}
        self._places: dict[tuple[object, str], set[object]] = defaultdict(set)
        self._placed: Counter[tuple[object, str]] = Counter()

    def is_alone(self, line: Line) -> bool:
        """Whether no other line has the name."""
        return self._counts[_known_as(line)] == 1

    def earlier(self, line: Line) -> _Twin | None:
        """What stands above of this name; the line is above the next one then."""
        if self.is_alone(line):
            return None
        known_as = _known_as(line)
        above = self._earlier[known_as]
        content = repr((sorted(line.values.items()), sorted(line.named.items()), line.duties))
        is_elsewhere = False
        for field, value in _places(line):
            key = (known_as, field)
            # What another row does not say cannot tell it from this one.
            is_elsewhere |= self._placed[key] == len(above) and value not in self._places[key]
            self._places[key].add(value)
            self._placed[key] += 1
        twin = _Twin(above[0], self._same.get(content), is_elsewhere) if above else None
        above.append(line)
        self._same.setdefault(content, line)
        return twin


def _known_as(line: Line) -> tuple[str, Any]:
    return line.values["name"], line.values.get("site_type")


def _places(line: Line) -> Iterator[tuple[str, object]]:
    """What a line says of where it is."""
    for field in ("address", "longitude", "latitude"):
        if line.values.get(field):
            yield field, line.values[field]
    if areas := line.named.get(Role.TERRITORIAL):
        yield "territorial", areas


def _same_name(line: Line, other: Line) -> SiteRemark:
    place = (other.sheet, other.row)
    return SiteRemark(RemarkKind.SAME_NAME, line.sheet, line.row, line.values["name"], other=place)


def _is_made_up(record: Any) -> bool:
    return isinstance(record, Unit | Site) and record.from_import


def _changed(old: Any, line: Line) -> Any:
    new = replace(old, **line.values)
    # Who corrects a record that an import made up has made it his own.
    return replace(new, from_import=False) if new != old and _is_made_up(old) else new
