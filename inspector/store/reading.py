"""Reading domain records by fixed SQL: quick enough to stand before every saved answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, TypeAlias, TypeVar

from inspector.store.database import execute, rows
from inspector.store.tables import Table

Record = TypeVar("Record")
_Converters: TypeAlias = "tuple[Callable[[Any], Any], ...]"


def read(
    record: type[Record], table: type[Table], condition: str, parameters: tuple[Any, ...]
) -> list[Record]:
    """The rows of a table that fit, as records of a class with fields named as its columns.

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
    """The first row that fits, as `read` gives it."""
    sql, converters = _plan(record, table, condition)  # type: ignore[arg-type]
    row = execute(sql, parameters).fetchone()
    if row is None:
        return None
    return record(*[convert(value) for convert, value in zip(converters, row, strict=True)])


def selected(record: type[Any], table: type[Table], alias: str) -> str:
    """What a query of several tables selects for one of them, in the order that a `maker` takes."""
    return ", ".join(f'{alias}."{column.column_name}"' for column in _columns(record, table))


def maker(record: type[Record], table: type[Table]) -> Callable[[tuple[Any, ...]], Record]:
    """Make records from the columns that `selected` names; the same row is not converted twice."""
    converters = _converters_of(record, table)  # type: ignore[arg-type]

    @lru_cache(maxsize=1024)
    def made(row: tuple[Any, ...]) -> Record:
        return record(*[convert(value) for convert, value in zip(converters, row, strict=True)])

    return made


@cache
def _plan(record: type[Any], table: type[Table], condition: str) -> tuple[str, _Converters]:
    columns = _columns(record, table)
    named = ", ".join(f'"{column.column_name}"' for column in columns)
    name = table._meta.table_name  # noqa: SLF001
    sql = f'SELECT {named} FROM "{name}" WHERE {condition}'
    return sql, _converters_of(record, table)  # type: ignore[arg-type]


def _columns(record: type[Any], table: type[Table]) -> list[Any]:
    return [table._meta.fields[field] for field in record.__struct_fields__]  # noqa: SLF001


@cache
def _converters_of(record: type[Any], table: type[Table]) -> _Converters:
    return tuple(column.python_value for column in _columns(record, table))
