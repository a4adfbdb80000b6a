"""Reading domain records by fixed SQL: quick enough to stand before every saved answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache, lru_cache
from typing import Any, TypeAlias, TypeVar

from inspector.store.database import execute, rows
from inspector.store.tables import Table

Record = TypeVar("Record")
_Converters: TypeAlias = "tuple[Callable[[Any], Any], ...]"


def read(
    record: type[Record], table: type[Table], condition: str, parameters: tuple[Any, ...]
) -> list[Record]:
    """The rows of a table that fit, as records of a dataclass with fields named as its columns.

    `condition` is fixed SQL after WHERE, with `?` for each parameter.
    """
    sql, converters = _plan(record, table, condition)  # type: ignore[arg-type]
    found = rows(sql, parameters)
    return [
        record(*[convert(value) for convert, value in zip(converters, row, strict=True)])
        for row in found
    ]


def read_one(
    record: type[Record], table: type[Table], condition: str, parameters: tuple[Any, ...]
) -> Record | None:
    """The first row that fits, as `read` gives it; the same row is not converted twice."""
    sql, converters = _plan(record, table, condition)  # type: ignore[arg-type]
    row = execute(sql, parameters).fetchone()
    return None if row is None else _made(record, converters, row)  # type: ignore[arg-type]


def read_joined(
    tables: tuple[tuple[str, type[Any], type[Table]], ...],
    joined: str,
    parameters: tuple[Any, ...],
) -> list[tuple[Any, ...]]:
    """The rows of tables joined by fixed SQL after FROM, each as one record of every table.

    `tables` are (alias, record, table); None stands where the record's first column is null.
    """
    sql, plan = _joined_plan(tables, joined)
    return [
        tuple(
            [
                None if row[first] is None else _made(record, converters, row[first:end])  # type: ignore[arg-type]
                for first, end, record, converters in plan
            ]
        )
        for row in rows(sql, parameters)
    ]


@cache
def _joined_plan(
    tables: tuple[tuple[str, type[Any], type[Table]], ...], joined: str
) -> tuple[str, tuple[tuple[int, int, type[Any], _Converters], ...]]:
    names: list[str] = []
    plan: list[tuple[int, int, type[Any], _Converters]] = []
    for alias, record, table in tables:
        columns = _columns(record, table)
        plan.append((len(names), len(names) + len(columns), record, _converters(columns)))
        names += [f'{alias}."{column.column_name}"' for column in columns]
    return f"SELECT {', '.join(names)} FROM {joined}", tuple(plan)


@lru_cache(maxsize=1024)
def _made(record: type[Any], converters: _Converters, row: tuple[Any, ...]) -> Any:
    return record(*[convert(value) for convert, value in zip(converters, row, strict=True)])


@cache
def _plan(record: type[Any], table: type[Table], condition: str) -> tuple[str, _Converters]:
    columns = _columns(record, table)
    named = ", ".join(f'"{column.column_name}"' for column in columns)
    name = table._meta.table_name  # noqa: SLF001
    sql = f'SELECT {named} FROM "{name}" WHERE {condition}'
    return sql, _converters(columns)


def _columns(record: type[Any], table: type[Table]) -> list[Any]:
    return [table._meta.fields[field.name] for field in fields(record)]  # noqa: SLF001


def _converters(columns: Iterable[Any]) -> _Converters:
    return tuple(column.python_value for column in columns)
