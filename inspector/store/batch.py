"""New roots by the thousand, with all that is below them: column by column, not edit by edit.

What they come to is what `kind.creation` of each record would come to, byte for byte; tests
compare the two. One value of a column is converted once, for most of them are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID

from inspector.domain.change import Records, Registers
from inspector.domain.wire import Wire, is_wire
from inspector.store.bulk import execute_many, stored_ids
from inspector.store.columns import Column, UuidColumn
from inspector.store.kind import KINDS, Kind

_Pair: TypeAlias = "tuple[Wire, Wire] | None"

_ROWS_PER_STEP = 2_000
_ABSENT = object()


class Batch:
    """New roots, each with its records; to be made in the transaction that saves it.

    `step` is called now and then; what it raises ends the work.
    """

    def __init__(self, step: Callable[[], None] = lambda: None) -> None:
        self.roots: dict[UUID, Records] = {}
        self.pointed: set[UUID] = set()
        self.kinds: dict[str, None] = {}
        self.step = step
        self._rows: list[tuple[str, list[tuple[Any, ...]]]] = []

    def add(self, name: str, records: Sequence[Any], roots: Sequence[UUID] | None = None) -> None:
        """Add records of a kind, all new; `roots` only where they do not hold their root's id."""
        for start in range(0, len(records), _ROWS_PER_STEP):
            self.step()
            some = slice(start, start + _ROWS_PER_STEP)
            self._add(KINDS[name], records[some], roots[some] if roots else None)

    def write(self) -> None:
        """Write the rows; nothing of their roots may be there."""
        for sql, rows in self._rows:
            self.step()
            execute_many(sql, rows)

    def _add(self, kind: Kind, records: Sequence[Any], roots: Sequence[UUID] | None) -> None:
        self.kinds[kind.name] = None
        ids = roots or [getattr(record, kind.root) for record in records]
        columns = {name: _Values(column, records) for name, column in kind.columns.items()}
        for name in kind.references:
            found = {id(wire): wire for wire in columns[name].wires if wire is not None}
            self.pointed.update(UUID(hex=wire) for wire in found.values())
        keys = [columns[name].wires for name in kind.keys]
        places = zip(*keys, strict=True) if keys else [()] * len(records)
        written = _written(kind, columns, len(records))
        last, own = None, {}
        for root, key, registers in zip(ids, places, written, strict=True):
            if root is not last:
                last, own = root, self.roots.setdefault(root, {})
            own[kind.name, key] = registers
        stored = [stored_ids(ids), *(columns[name].stored for name in _below(kind))]
        self._rows.append((_insert(kind), list(zip(*stored, strict=True))))


class _Values:
    """One column of records: its wire values, and what the database is given for them."""

    def __init__(self, column: Column, records: Sequence[Any]) -> None:
        self._column = column
        self._values: list[Any] = [getattr(each, column.name, _ABSENT) for each in records]

    @cached_property
    def wires(self) -> list[Any]:
        """The wire values; raises ValueError for what cannot be sent."""
        default = self._column.default
        absent = None if default is None else self._column.wire(default)
        return _converted(
            lambda value: absent if value is _ABSENT else _sent(self._column, value), self._values
        )

    @property
    def stored(self) -> list[Any]:
        """What the database is given."""
        if isinstance(self._column, UuidColumn) and _ABSENT not in self._values:
            return stored_ids(self._values)
        if type(self._column).stored is Column.stored:
            return self.wires
        return _converted(self._column.stored, self.wires)


def _sent(column: Column, value: Any) -> Wire:
    wire = column.wire(value)
    if not is_wire(wire):
        raise ValueError(f"no wire value: {wire}")
    return wire


def _converted(convert: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """Convert values, those that are one object once; what is None stays None."""
    if values and values[0] is values[-1] and values.count(values[0]) == len(values):
        return [None if values[0] is None else convert(values[0])] * len(values)
    known: dict[int, Any] = {id(None): None}
    found: list[Any] = []
    for value in values:
        place = id(value)
        if place not in known:
            known[place] = convert(value)
        found.append(known[place])
    return found


def _written(kind: Kind, columns: Mapping[str, _Values], count: int) -> Iterator[Registers]:
    """What is written of each record; what is alike in several of them is one object."""
    pairs: dict[str, list[_Pair]] = {}
    for name, named in kind.registers.items():
        found = _pairs(kind.defaults[name], [columns[each].wires for each in named])
        if found.count(None) < len(found):
            pairs[name] = found
    first = next(iter(kind.registers))
    nothing: Registers = {first: (kind.defaults[first], kind.defaults[first])}
    names = tuple(pairs)
    alike: dict[tuple[int, ...], Registers] = {}
    for own in zip(*pairs.values(), strict=True) if pairs else [()] * count:
        place = tuple(map(id, own))
        registers = alike.get(place)
        if registers is None:
            told = zip(names, own, strict=True)
            registers = {name: pair for name, pair in told if pair is not None} or nothing
            alike[place] = registers
        yield registers


def _pairs(default: Wire, columns: Sequence[list[Any]]) -> list[_Pair]:
    """What each record writes into a register: default and value, or nothing where equal."""
    known: dict[Any, _Pair] = {}

    def pair(value: Any) -> _Pair:
        wire: Wire = value if len(columns) == 1 else list(value)
        return None if wire == default else (default, wire)

    found: list[_Pair] = []
    for value in columns[0] if len(columns) == 1 else zip(*columns, strict=True):
        try:
            found.append(known[value])
        except KeyError:
            known[value] = pair(value)
            found.append(known[value])
        except TypeError:
            found.append(pair(value))
    return found


def _below(kind: Kind) -> list[str]:
    return [*kind.keys, *(name for names in kind.registers.values() for name in names)]


def _insert(kind: Kind) -> str:
    names = [f'"{kind.columns[name].column_name}"' for name in (kind.root, *_below(kind))]
    table = kind.table._meta.table_name  # noqa: SLF001
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'
