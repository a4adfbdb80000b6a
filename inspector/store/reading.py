"""Reading domain records by fixed SQL: quick enough to stand before every saved answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from inspector.store.database import rows
from inspector.store.tables import Table

Record = TypeVar("Record")


def read(
    record: type[Record], table: type[Table], condition: str, parameters: tuple[Any, ...]
) -> list[Record]:
    """The rows of a table that fit, as records of a dataclass with fields named as its columns.

    `condition` is fixed SQL after WHERE, with `?` for each parameter.
    """
    select, converters = _plan(record, table)  # type: ignore[arg-type]
    found = rows(f"{select} WHERE {condition}", parameters)
    return [
        record(*[convert(value) for convert, value in zip(converters, row, strict=True)])
        for row in found
    ]


@cache
def _plan(record: type[Any], table: type[Table]) -> tuple[str, tuple[Callable[[Any], Any], ...]]:
    columns = [table._meta.fields[field.name] for field in fields(record)]  # noqa: SLF001
    named = ", ".join(f'"{column.column_name}"' for column in columns)
    name = table._meta.table_name  # noqa: SLF001
    return f'SELECT {named} FROM "{name}"', tuple(column.python_value for column in columns)
