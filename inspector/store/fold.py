"""Records as rows: fixed SQL made once for each kind, and the fold of the log into the tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from inspector.domain.change import Edit, Key, Part
from inspector.domain.merge import Conflict, Folded, Rules, fold, is_empty
from inspector.domain.wire import Wire
from inspector.store.bulk import execute_many, run
from inspector.store.columns import Column
from inspector.store.database import execute
from inspector.store.kind import KINDS, Kind
from inspector.store.log import rows_in, uuid_of

Place: TypeAlias = "tuple[str, UUID, Key]"

RULES = Rules(
    immutable=frozenset(name for name, kind in KINDS.items() if kind.is_immutable),
    closing=frozenset({("visit", "state")}),
    voidable=frozenset(name for name, kind in KINDS.items() if kind.is_voidable),
    defaults={name: kind.defaults for name, kind in KINDS.items() if kind.can_be_empty},
)


class _Layout(Struct, frozen=True):
    """A kind as SQL sees it: quoted names, and what stands in columns that nobody wrote."""

    table: str
    place: tuple[str, ...]
    target: str
    steps: tuple[Callable[[Any], Any] | None, ...]
    columns: dict[str, tuple[str, ...]]
    encoders: dict[str, tuple[Callable[[Any], Any] | None, ...]]
    defaults: dict[str, tuple[Any, ...]]
    empty: dict[str, Wire]


@cache
def _layout(name: str) -> _Layout:
    kind = KINDS[name]
    names = {column: f'"{field.column_name}"' for column, field in kind.columns.items()}
    place = tuple(names[column] for column in (kind.root, *kind.keys))
    encoders = {
        register: tuple(_encoder(kind.columns[column]) for column in columns)
        for register, columns in kind.registers.items()
    }
    empty = kind.defaults
    return _Layout(
        table=f'"{kind.table._meta.table_name}"',  # noqa: SLF001
        place=place,
        target=names["id"] if kind.keys == ("id",) else ", ".join(place),
        steps=tuple(_encoder(kind.columns[column]) for column in kind.keys),
        columns={
            register: tuple(names[column] for column in columns)
            for register, columns in kind.registers.items()
        },
        encoders=encoders,
        defaults={register: _stored(encoders[register], empty[register]) for register in empty},
        empty=empty,
    )


def _encoder(column: Column) -> Callable[[Any], Any] | None:
    """Give what turns a wire value into a stored one, or nothing where they are the same."""
    return None if type(column).stored is Column.stored else column.stored


def table_name(name: str) -> str:
    """The table of a kind, quoted for SQL."""
    return _layout(name).table


def root_column(name: str) -> str:
    """The column of a kind with the id of its root, quoted for SQL."""
    return _layout(name).place[0]


def principal_of(name: str) -> str:
    """The kind of the root that records of this kind belong to."""
    kind = KINDS[name]
    return name if kind.root == "id" and not kind.keys else kind.root


def _stored(encoders: tuple[Callable[[Any], Any] | None, ...], wire: Any) -> tuple[Any, ...]:
    values = (wire,) if len(encoders) == 1 else wire
    if not any(encoders):
        return tuple(values)
    return tuple(
        [
            value if encode is None or value is None else encode(value)
            for encode, value in zip(encoders, values, strict=True)
        ]
    )


def _stored_steps(name: str, key: Key) -> tuple[Any, ...]:
    encoders = _layout(name).steps
    if encoders == (None,):
        return key
    return tuple(
        [
            step if encode is None else encode(step)
            for encode, step in zip(encoders, key, strict=True)
        ]
    )


@cache
def _upsert_sql(name: str, registers: tuple[str, ...]) -> str:
    layout = _layout(name)
    columns = [column for each in KINDS[name].registers for column in layout.columns[each]]
    names = (*layout.place, *columns)
    changed = [column for register in registers for column in layout.columns[register]]
    assignments = ", ".join(f"{column} = excluded.{column}" for column in changed)
    sql = (
        f"INSERT INTO {layout.table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        f" ON CONFLICT ({layout.target}) DO UPDATE SET {assignments}"
    )
    if layout.target not in (layout.place[0], ", ".join(layout.place)):
        # A record keeps its root, whatever a forged change says about its id.
        sql += f" WHERE {layout.table}.{layout.place[0]} = excluded.{layout.place[0]}"
    return sql


def _upsert_row(kind: Kind, root: UUID, key: Key, registers: Mapping[str, Wire]) -> tuple[Any, ...]:
    layout = _layout(kind.name)
    row = [root, *_stored_steps(kind.name, key)]
    for register, encoders in layout.encoders.items():
        if register in registers:
            row += _stored(encoders, registers[register])
        else:
            row += layout.defaults[register]
    return tuple(row)


@cache
def _delete_sql(name: str) -> str:
    """Delete a row where nothing is recorded."""
    layout = _layout(name)
    conditions = [f"{column} = ?" for column in layout.place]
    for register, columns in layout.columns.items():
        for column, value in zip(columns, layout.defaults[register], strict=True):
            conditions.append(f"{column} IS NULL" if value is None else f"{column} = '{value}'")
    return f"DELETE FROM {layout.table} WHERE {' AND '.join(conditions)}"


@cache
def _select_roots_sql(name: str, registers: tuple[str, ...]) -> str:
    layout = _layout(name)
    columns = [column for register in registers for column in layout.columns[register]]
    names = ", ".join((*layout.place, *columns))
    return f"SELECT {names} FROM {layout.table} WHERE {layout.place[0]} IN ({{}})"


@cache
def _select_record_sql(name: str, registers: tuple[str, ...]) -> str:
    layout = _layout(name)
    names = ", ".join(column for register in registers for column in layout.columns[register])
    place = " AND ".join(f"{column} = ?" for column in layout.place)
    return f"SELECT {names} FROM {layout.table} WHERE {place}"


@cache
def _decoders(
    name: str, registers: tuple[str, ...]
) -> tuple[tuple[str, tuple[Callable[[Any], Wire] | None, ...]], ...]:
    """Give for each register what turns its columns into wire values, nothing where equal."""
    kind = KINDS[name]
    return tuple(
        (register, tuple(_decoder(kind.columns[column]) for column in kind.registers[register]))
        for register in registers
    )


def _decoder(column: Column) -> Callable[[Any], Wire] | None:
    return None if type(column).read is Column.read else column.read


def _read(name: str, registers: tuple[str, ...], row: tuple[Any, ...], at: int) -> dict[str, Wire]:
    """Give the registers by name, as wire values, from the columns that begin at `at`."""
    found: dict[str, Wire] = {}
    for register, decoders in _decoders(name, registers):
        end = at + len(decoders)
        values = list(row[at:end])
        if any(decoders):
            values = [
                value if decode is None or value is None else decode(value)
                for decode, value in zip(decoders, values, strict=True)
            ]
        at = end
        found[register] = values if len(values) > 1 else values[0]
    return found


def read_record(
    name: str, registers: tuple[str, ...], root: UUID, key: Key
) -> dict[str, Wire] | None:
    """Read registers of one record, or nothing where it has no row."""
    sql = _select_record_sql(name, registers)
    row = execute(sql, (root, *_stored_steps(name, key))).fetchone()
    return None if row is None else _read(name, registers, row, 0)


class Headed(Struct, frozen=True):
    """A record with the heads of its root, as stored, and whether a conflict is open there.

    `registers` are None where the record has no row; `is_void` tells of the principal record
    above it.
    """

    heads: list[Any]
    is_contested: bool
    is_void: bool
    registers: dict[str, Wire] | None


@cache
def _select_headed_sql(name: str, registers: tuple[str, ...]) -> str:
    layout = _layout(name)
    principal = principal_of(name)
    root, *keys = layout.place
    names = [column for register in registers for column in layout.columns[register]]
    conditions = [f'r.{root} = t."root"', *(f"r.{key} = ?" for key in keys)]
    void, above = "NULL", ""
    if principal != name and principal in RULES.voidable:
        void = 'p."void"'
        above = f'LEFT JOIN {table_name(principal)} AS p ON p."id" = t."root"'
    return (
        'SELECT t."change", EXISTS (SELECT 1 FROM "conflict" AS c WHERE c."root" = t."root"),'
        f" {void}, {', '.join(f'r.{column}' for column in (root, *names))}"
        f' FROM "touch" AS t {above} LEFT JOIN {layout.table} AS r ON {" AND ".join(conditions)}'
        ' WHERE t."last" = 1 AND t."root" = ?'
    )


def read_headed(name: str, registers: tuple[str, ...], root: UUID, key: Key) -> Headed | None:
    """Read registers of one record together with the heads of its root; nothing without heads."""
    sql = _select_headed_sql(name, registers)
    found = execute(sql, (*_stored_steps(name, key), root)).fetchall()
    if not found:
        return None
    first = found[0]
    heads = [first[0]] if len(found) == 1 else [row[0] for row in found]
    return Headed(
        heads,
        bool(first[1]),
        bool(first[2]),
        None if first[3] is None else _read(name, registers, first, 4),
    )


def read_roots(
    name: str, registers: tuple[str, ...], roots: Iterable[UUID]
) -> dict[tuple[UUID, Key], dict[str, Wire]]:
    """Read registers of all records of one kind under some roots, by (root, key)."""
    columns = [KINDS[name].columns[column] for column in KINDS[name].keys]
    at = 1 + len(columns)
    records: dict[tuple[UUID, Key], dict[str, Wire]] = {}
    for row in rows_in(_select_roots_sql(name, registers), roots):
        steps = zip(columns, row[1:at], strict=True)
        key: Any = tuple(column.read(value) for column, value in steps)
        records[uuid_of(row[0]), key] = _read(name, registers, row, at)
    return records


def write_register(edit: Edit) -> None:
    """Write one register of a record, which is what is saved most often."""
    name, register, registers = edit.kind, edit.register, {edit.register: edit.after}
    row = _upsert_row(KINDS[name], edit.root, edit.key, registers)
    execute(_upsert_sql(name, (register,)), row)
    if is_empty(name, registers, RULES):
        execute(_delete_sql(name), row[: 1 + len(edit.key)])


def write_records(records: Mapping[Place, Mapping[str, Wire]], *, are_whole: bool = False) -> None:
    """Write registers of records; the other registers of a record already there stay.

    Of whole records the registers that are not named get back their default.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
    emptied: dict[str, list[tuple[Any, ...]]] = {}
    for (name, root, key), registers in records.items():
        kind = KINDS[name]
        row = _upsert_row(kind, root, key, registers)
        named = tuple(kind.registers if are_whole else registers)
        groups.setdefault((name, named), []).append(row)
        if is_empty(name, registers, RULES):
            emptied.setdefault(name, []).append(row[: 1 + len(key)])
    for (name, named), written in groups.items():
        run(_upsert_sql(name, named), written)
    for name, places in emptied.items():
        run(_delete_sql(name), places)


def complete(name: str, registers: Mapping[str, Wire]) -> dict[str, Wire]:
    """All registers of a record, those that nobody wrote at their default."""
    return {**_layout(name).empty, **registers}


def fold_roots(parts: Mapping[UUID, Iterable[Part]]) -> dict[UUID, Folded]:
    """Fold several roots from all that was done to each."""
    return {root: fold(steps, RULES) for root, steps in parts.items()}


def write_folds(folds: Mapping[UUID, Folded]) -> None:
    """Make the rows and the listed conflicts of roots equal to their fold."""
    records = {
        (name, root, key): registers
        for root, folded in folds.items()
        for (name, key), registers in folded.rows.items()
    }
    write_records(records, are_whole=True)
    execute_many('DELETE FROM "conflict" WHERE "root" = ?', [(root,) for root in folds])
    listed = [
        (root, *conflict_row(conflict))
        for root, folded in folds.items()
        for conflict in folded.conflicts
    ]
    execute_many(_INSERT_CONFLICT, listed)


def takes(part: Part) -> bool:
    """Tell whether this program knows the kinds, registers and values of a part."""
    return all(_takes_entry(*entry) for entry in part.entries)


def _takes_entry(
    name: str, keys: Iterable[Key], registers: Mapping[str, tuple[Wire, Wire]]
) -> bool:
    kind = KINDS.get(name)
    if kind is None or not registers.keys() <= kind.registers.keys():
        return False
    known_keys = all(
        len(key) == len(kind.keys)
        and all(
            kind.columns[column].takes(step) for column, step in zip(kind.keys, key, strict=True)
        )
        for key in keys
    )
    return known_keys and all(
        _takes_value(kind, register, value)
        for register, values in registers.items()
        for value in values
    )


def _takes_value(kind: Kind, register: str, wire: Wire) -> bool:
    columns = kind.registers[register]
    if len(columns) == 1:
        return kind.columns[columns[0]].takes(wire)
    return (
        isinstance(wire, list)
        and len(wire) == len(columns)
        and all(
            kind.columns[column].takes(value) for column, value in zip(columns, wire, strict=True)
        )
    )


_INSERT_CONFLICT = (
    'INSERT INTO "conflict" ("root", "kind", "key", "register", "clash", "changes")'
    " VALUES (?, ?, ?, ?, ?, ?)"
)


def conflict_row(conflict: Conflict) -> tuple[str, str, str, str, str]:
    """A conflict as its row stands in the table, without the root."""
    changes = {
        "writes": [[write.change.hex, write.value] for write in conflict.writes],
        "against": [
            [write.change.hex, write.value, write.kind, list(write.key), write.register]
            for write in conflict.against
        ],
    }
    return (
        conflict.kind,
        _json(list(conflict.key)),
        conflict.register,
        str(conflict.clash),
        _json(changes),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
