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
    """The first row that fits, as `read` gives it; the same row is not converted twice."""
    sql, converters = _plan(record, table, condition)  # type: ignore[arg-type]
    row = execute(sql, parameters).fetchone()
    return None if row is None else _made(record, converters, row)  # type: ignore[arg-type]


def selected(record: type[Any], table: type[Table], alias: str) -> str:
    """What a query of several tables selects for one of them, in the order that `made` takes."""
    return ", ".join(f'{alias}."{column.column_name}"' for column in _columns(record, table))


def made(record: type[Record], table: type[Table], row: tuple[Any, ...]) -> Record:
    """A record from the columns that `selected` names; the same row is not converted twice."""
    return _made(record, _converters_of(record, table), row)  # type: ignore[arg-type,no-any-return]


@lru_cache(maxsize=1024)
def _made(record: type[Any], converters: _Converters, row: tuple[Any, ...]) -> Any:
    return record(*[convert(value) for convert, value in zip(converters, row, strict=True)])


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
