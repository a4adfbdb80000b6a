"""Sealed editions, what is frozen with them, and the database in which they are computed again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

import peewee
from msgspec import Struct

from inspector.domain.edition import Edition
from inspector.domain.identity import begins
from inspector.domain.wire import Wire
from inspector.errors import Ambiguous, NotFound, Noun
from inspector.store import tables
from inspector.store.bulk import execute_many, stored_ids
from inspector.store.columns import Column, UuidColumn, to_milliseconds
from inspector.store.database import Database, is_sqlite, rows
from inspector.store.log import chunks, uuid_of
from inspector.store.reading import read
from inspector.store.schema import upgrade
from inspector.store.selection import Selection
from inspector.store.tables import Table
from inspector.store.total import forget_schemes, recompute

Frozen: TypeAlias = "dict[str, list[Any]]"
"""Rows by table as they are sealed."""

# The columns of form 1: they are never renamed here, and a visit's number stays the last.
_FORM: dict[str, tuple[type[Table], tuple[str, ...]]] = {
    "site_type": (tables.SiteType, ("id", "name", "weight")),
    "unit": (tables.Unit, ("id", "code", "name", "unit_class")),
    "site": (tables.Site, ("id", "code", "name", "site_type", "length_m")),
    "scheme_version": (
        tables.SchemeVersion,
        ("id", "scheme_id", "number", "title", "published", "origin", "content"),
    ),
    "visit": (
        tables.Visit,
        (
            *("id", "site", "site_type", "length_m", "version", "day", "started", "state"),
            *("closed", "level", "mode", "method", "campaign", "number"),
        ),
    ),
    "visit_unit": (tables.VisitUnit, ("visit", "unit", "role", "item", "share")),
    "finding": (
        tables.Finding,
        (
            *("visit", "id", "item", "clause", "occurrences"),
            *("points_each", "level", "fixed", "note"),
        ),
    ),
}
_ANSWER = ("visit", "item", "state", "found", "points", "grade", "note")
_PLAIN = "state = 'conforming' AND found IS NULL AND points IS NULL AND grade IS NULL AND note = ''"
_CHUNK = 400


class FrozenSpan(Struct, frozen=True):
    """Which visits are frozen: of these scheme versions and local days, closed by the cut-off."""

    first: date
    last: date
    cutoff: datetime
    versions: tuple[UUID, ...]


def load_editions() -> tuple[Edition, ...]:
    """All editions, void ones too, in the order in which they were sealed."""
    return tuple(read(Edition, tables.Edition, "1 = 1 ORDER BY sealed, number, id", ()))


def load_heads() -> tuple[Edition, ...]:
    """All editions that are not void, as `load_editions`, but with the head of what was sealed.

    The text is far longer and is left in the database.
    """
    table = tables.Edition
    names = ("id", "board", "period", "number", "corrects", "sealed")
    part = "json_extract(content, '$.{}')" if is_sqlite() else "(content::json -> '{}')::text"
    parts = ", ".join(part.format(name) for name in ("format", "sha256", "head"))
    found = rows(
        f"SELECT {', '.join(names)}, {parts} FROM edition"
        " WHERE void = 0 ORDER BY sealed, number, id"
    )
    columns = _columns(table, names)
    heads = []
    for *values, form, sha256, head in found:
        known = {
            column.name: column.python_value(value)
            for column, value in zip(columns, values, strict=True)
        }
        content = None if head is None else _head_alone(form, sha256, head)
        heads.append(Edition(**known, content=content))
    return tuple(heads)


def _head_alone(form: Any, sha256: Any, head: str) -> Wire:
    """The parts of a content; PostgreSQL quotes what SQLite gives as plain values."""
    if is_sqlite():
        return {"format": form, "sha256": sha256, "head": json.loads(head)}
    return {"format": json.loads(form), "sha256": json.loads(sha256), "head": json.loads(head)}


def load_editions_of(board: UUID | None, period: str) -> tuple[Edition, ...]:
    """The editions of a board and period that are not void."""
    condition = "board = ? AND period = ? AND void = 0 ORDER BY number, sealed, id"
    return tuple(read(Edition, tables.Edition, condition, (board, period)))


def find_edition(text: str) -> Edition:
    """The edition whose id begins so; raises NotFound, Ambiguous."""
    known = [uuid_of(row[0]) for row in rows("SELECT id FROM edition ORDER BY sealed, id")]
    found = [each for each in known if begins(each, text)]
    if not found:
        raise NotFound(Noun.EDITION, text)
    if len(found) > 1:
        raise Ambiguous(Noun.EDITION, text, tuple(each.hex[:8] for each in found))
    return read(Edition, tables.Edition, "id = ?", (found[0],))[0]


def count_contradicting(span: FrozenSpan) -> int:
    """How many visits of the span have entries that contradict each other."""
    condition, given = _visits(span)
    sql = (
        "SELECT COUNT(DISTINCT c.root) FROM conflict c JOIN visit v ON v.id = c.root"
        f" WHERE {condition}"
    )
    return int(rows(sql, given)[0][0])


def count_closed(chosen: Selection) -> int:
    """How many closed visits are selected."""
    return int(rows(f"SELECT COUNT(*) FROM visit v WHERE {chosen.sql}", chosen.parameters)[0][0])


def freeze(span: FrozenSpan) -> Frozen:
    """All rows that the numbers of the span come from, by table, sorted.

    Conforming answers stand as ranges of items: [visit, [[first, last], …], [other answers]]. Of
    visits that are open, or closed after the cut-off, there is only the head.
    """
    condition, given = _visits(span)
    frozen = {
        "site_type": _read("site_type", "t.void = 0"),
        "unit": _read("unit", "t.void = 0"),
        "scheme_version": _in("scheme_version", "t.id IN ({})", span.versions),
        "visit": _read("visit", condition.replace("v.", "t."), given),
    }
    sql = f"t.void = 0 OR t.id IN (SELECT v.site FROM visit v WHERE {condition})"
    frozen["site"] = _read("site", sql, given)
    closed = [row[0] for row in rows(_closed(condition), (*given, to_milliseconds(span.cutoff)))]
    ids = sorted(map(uuid_of, closed))
    frozen["visit_unit"] = _in("visit_unit", "t.visit IN ({}) AND t.void = 0", ids)
    frozen["finding"] = _findings(ids)
    frozen["answer"] = _answers(ids)
    frozen["visit_person"] = _persons(ids)
    frozen["visit_photo"] = _photos(ids)
    return frozen


def open_bench() -> Database:
    """An empty database in memory with all tables, in which an edition is computed again."""
    # What is frozen names records that are not, such as plans: references are not asked for.
    inner = peewee.SqliteDatabase(":memory:", pragmas={"foreign_keys": 0})
    inner.connect()
    database = Database(inner)
    upgrade(database, Path(), lambda: None)
    return database


def fill(frozen: Frozen) -> None:
    """Put frozen rows into the empty database of the open transaction, and add the visits up.

    Raises ValueError, LookupError or TypeError for rows that are none of form 1.
    """
    forget_schemes()
    try:
        for name, (table, columns) in _FORM.items():
            given = _with_ids(frozen[name]) if name == "finding" else frozen[name]
            insert_rows(table, columns, given)
        insert_rows(tables.Answer, _ANSWER, _plain_answers(frozen["answer"]))
        recompute(uuid_of(row[0]) for row in rows("SELECT id FROM visit WHERE state = 'closed'"))
    except (peewee.DatabaseError, sqlite3.Error) as error:
        raise ValueError(str(error)) from error


def _visits(span: FrozenSpan) -> tuple[str, tuple[Any, ...]]:
    places = ", ".join("?" * len(span.versions)) or "NULL"
    return (
        f"v.void = 0 AND v.day BETWEEN ? AND ? AND v.version IN ({places})",
        (span.first.isoformat(), span.last.isoformat(), *span.versions),
    )


def _closed(condition: str) -> str:
    return f"SELECT v.id FROM visit v WHERE {condition} AND v.state = 'closed' AND v.closed <= ?"


def _columns(table: type[Table], names: Iterable[str]) -> list[Column]:
    fields = table._meta.fields  # noqa: SLF001
    return [fields[name] for name in names]


def _select(name: str, condition: str) -> tuple[str, list[Column]]:
    table, names = _FORM[name]
    columns = _columns(table, names)
    listed = ", ".join(f't."{column.column_name}"' for column in columns)
    return f'SELECT {listed} FROM "{name}" t WHERE {condition}', columns


def _read(name: str, condition: str, given: tuple[Any, ...] = ()) -> list[Any]:
    sql, columns = _select(name, condition)
    return _wired(columns, rows(sql, given))


def _in(name: str, condition: str, ids: Iterable[UUID]) -> list[Any]:
    sql, columns = _select(name, condition)
    found: list[tuple[Any, ...]] = []
    for some in chunks(ids, _CHUNK):
        found += rows(sql.format(", ".join("?" * len(some))), tuple(stored_ids(some)))
    return _wired(columns, found)


def _wired(columns: Sequence[Column], found: Iterable[tuple[Any, ...]]) -> list[Any]:
    """Rows in wire form, sorted by their first columns, which tell them apart."""
    turned = [
        (place, bytes.hex if is_sqlite() and isinstance(one, UuidColumn) else one.read)
        for place, one in enumerate(columns)
        if type(one).read is not Column.read
    ]
    wired = []
    # Sorted as they are read, which is the order of their ids on both databases.
    for row in sorted(found):
        values = list(row)
        for place, turn in turned:
            if values[place] is not None:
                values[place] = turn(values[place])
        wired.append(values)
    return wired


def _answers(ids: Sequence[UUID]) -> list[Any]:
    """The answers of visits in their order, one row each."""
    listed = ", ".join(_ANSWER)
    joined = "group_concat(item)" if is_sqlite() else "string_agg(item::text, ',')"
    made: list[Any] = []
    for some in chunks(ids, _CHUNK):
        places = f"visit IN ({', '.join('?' * len(some))})"
        given = tuple(stored_ids(some))
        # Most answers are plain: fetched one by one they would take as long as all the rest.
        plain = rows(
            f"SELECT visit, {joined} FROM answer WHERE {places} AND {_PLAIN} GROUP BY visit", given
        )
        others = rows(
            f"SELECT {listed} FROM answer WHERE {places} AND state IS NOT NULL AND NOT ({_PLAIN})",
            given,
        )
        by_visit: dict[Any, list[Any]] = {
            stored: [visit.hex, [], []] for stored, visit in zip(given, some, strict=True)
        }
        for visit, items in plain:
            by_visit[visit][1] = _ranges(sorted(map(int, items.split(","))))
        for visit, *answer in others:
            by_visit[visit][2].append(answer)
        for row in by_visit.values():
            if row[1] or row[2]:
                row[2].sort()
                made.append(row)
    return made


def _ranges(items: Sequence[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    last = -2
    for item in items:
        if item == last + 1:
            ranges[-1][1] = item
        else:
            ranges.append([item, item])
        last = item
    return ranges


def _plain_answers(grouped: Iterable[Any]) -> Iterable[Any]:
    for visit, ranges, others in grouped:
        for first, last in ranges:
            for item in range(first, last + 1):
                yield [visit, item, "conforming", None, None, None, ""]
        for other in others:
            yield [visit, *other]


def _findings(ids: Sequence[UUID]) -> list[Any]:
    """The findings of visits in the order of their ids, which say nothing and are left out."""
    found = _in("finding", "t.visit IN ({}) AND t.void = 0", ids)
    for row in found:
        del row[1]
    return found


def _with_ids(findings: Iterable[Any]) -> Iterable[Any]:
    for number, row in enumerate(findings):
        yield [row[0], UUID(int=number).hex, *row[1:]]


def _persons(ids: Sequence[UUID]) -> list[Any]:
    """Who took part in which visit, by name: that is how persons are known to each other."""
    found: list[Any] = []
    for some in chunks(ids, _CHUNK):
        sql = (
            "SELECT l.visit, p.name FROM visit_person l JOIN person p ON p.id = l.person"
            f" WHERE l.void = 0 AND l.visit IN ({', '.join('?' * len(some))})"
        )
        found += [[uuid_of(one).hex, name] for one, name in rows(sql, tuple(stored_ids(some)))]
    return sorted(found)


def _photos(ids: Sequence[UUID]) -> list[Any]:
    """The photos of the visits by their hash."""
    found: list[Any] = []
    for some in chunks(ids, _CHUNK):
        sql = (
            "SELECT l.visit, l.item, p.sha256 FROM visit_photo l JOIN photo p ON p.id = l.photo"
            f" WHERE l.void = 0 AND p.sha256 IS NOT NULL"
            f" AND l.visit IN ({', '.join('?' * len(some))})"
        )
        found += [
            [uuid_of(one).hex, item, bytes(sha256).hex()]
            for one, item, sha256 in rows(sql, tuple(stored_ids(some)))
        ]
    return sorted(found)


def insert_rows(table: type[Table], names: Sequence[str], wires: Iterable[Any]) -> None:
    """Insert rows of some columns; the others are as if nobody had written them."""
    given = _columns(table, names)
    rest = [one for one in table._meta.sorted_fields if one.name not in names]  # noqa: SLF001
    empty = [None if one.default is None else one.stored(one.wire(one.default)) for one in rest]
    listed = ", ".join(f'"{one.column_name}"' for one in (*given, *rest))
    places = ", ".join("?" * (len(given) + len(rest)))
    name = table._meta.table_name  # noqa: SLF001
    execute_many(
        f'INSERT INTO "{name}" ({listed}) VALUES ({places})',
        (
            (
                *(
                    None if value is None else column.stored(value)
                    for column, value in zip(given, row, strict=True)
                ),
                *empty,
            )
            for row in wires
        ),
    )
