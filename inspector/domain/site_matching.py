"""Matching the rows of a site workbook to what the workspace holds: by code, types by name.

A record that an earlier import made up is matched by its name and takes over the code. A column
that is missing leaves its field alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.row_answer import Answers, Choice
from inspector.domain.site import Site
from inspector.domain.site_sheet import Line, Link, SiteFate, SiteRowFate, SiteSheet, Step
from inspector.domain.unit import Unit
from inspector.errors import Ambiguous, CellFault, CellRefused, Noun


class Ledger:
    """What an import has come to so far: the steps, and the fate of each row."""

    def __init__(self, sheet: SiteSheet, answers: Answers) -> None:
        self.path = sheet.path
        self.answers = answers
        self.pending = sheet.pending
        self.steps: list[Step] = []
        self.ended = 0
        self._fates = {(fate.sheet, fate.row): fate for fate in sheet.fates}

    def tell(self, row: Line | Link, fate: SiteFate, repeats: int | None = None) -> None:
        """Give a row its fate; `repeats` is the earlier row that it says again."""
        told = SiteRowFate(row.sheet, row.row, fate, repeats=repeats)
        self._fates[row.sheet, row.row] = told

    def touch(self, row: Line | Link) -> None:
        """A link came or went with this row: it is no longer unchanged."""
        if self._fates[row.sheet, row.row].fate is SiteFate.UNCHANGED:
            self.tell(row, SiteFate.UPDATED)

    def refuse(self, row: Line | Link, column: str, fault: CellFault, value: str = "") -> None:
        """Refuse the cell of a row under the heading of this field: raised, or kept."""
        self.answers.refuse(self._refusal(row, column, fault, value))

    def _refusal(self, row: Line | Link, column: str, fault: CellFault, value: str) -> CellRefused:
        heading = row.columns.get(column, column)
        return CellRefused(self.path, row.sheet, row.row, heading, fault, value, column)

    def fates(self, sheets: Sequence[str]) -> tuple[SiteRowFate, ...]:
        """The fates in the order of the workbook."""
        order = {title: at for at, title in enumerate(sheets)}
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
        for record in held:
            self._add(record)

    def take(self, lines: Iterable[Line], make: Callable[[Line], Any]) -> None:
        """Match each line to a record or make a new one; raises CellRefused and Ambiguous."""
        seen: set[str] = set()
        taken: list[tuple[Any | None, Any]] = []
        for line in lines:
            key = line.values[self._key]
            if key in seen:
                self._ledger.refuse(line, self._key, CellFault.DOUBLED_CODE, key)
                self._ledger.tell(line, SiteFate.REVIEW)
                continue
            seen.add(key)
            old = self._match(key, line.values["name"])
            new = make(line) if old is None else _changed(old, line)
            self._tell(line, old, new)
            taken.append((old, new))
        for old, new in taken:
            if old is not None:
                self._remove(old)
            self._add(new)

    def one(self, row: Line | Link, column: str, text: str, unknown: CellFault) -> Any | None:
        """The only record with this code, or else this name; None where there is none.

        That is refused, unless somebody said that the name is passed over, or the row that makes
        the record waits itself.
        """
        found = self._by_key.get(text) or self._by_name.get(text)
        if found and len(found) == 1:
            return found[0]
        if text in self._ledger.answers.names(row.sheet, row.row, Choice.WITHOUT):
            return None
        if found:
            self._ledger.refuse(row, column, CellFault.AMBIGUOUS_NAME, text)
        elif text not in self._ledger.pending:
            self._ledger.refuse(row, column, unknown, text)
        return None

    def make(self, record: Any) -> None:
        """Add a record that no line holds but somebody wants, unless it is there."""
        if getattr(record, self._key) not in self._by_key:
            self._add(record)
            self._ledger.steps.append(Step(self._kind, None, record))

    def _tell(self, line: Line, old: Any | None, new: Any) -> None:
        self.of_line[new.id] = line
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

    def _add(self, record: Any) -> None:
        self._by_key[getattr(record, self._key)].append(record)
        self._by_name[record.name].append(record)

    def _remove(self, record: Any) -> None:
        self._by_key[getattr(record, self._key)].remove(record)
        self._by_name[record.name].remove(record)


def _is_made_up(record: Any) -> bool:
    return isinstance(record, Unit | Site) and record.from_import


def _changed(old: Any, line: Line) -> Any:
    new = replace(old, **line.values)
    # Who corrects a record that an import made up has made it his own.
    return replace(new, from_import=False) if new != old and _is_made_up(old) else new
