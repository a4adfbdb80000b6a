"""Many rows at once: executemany on the driver's own connection, past peewee's query building."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from inspector.store.database import current, execute, is_sqlite


def execute_many(sql: str, parameters: Iterable[tuple[Any, ...]]) -> None:
    """Run one fixed statement for many rows; `?` marks a parameter on both databases."""
    if not is_sqlite():
        sql = sql.replace("?", "%s")
    cursor = current().connection().cursor()
    try:
        cursor.executemany(sql, parameters)
    finally:
        cursor.close()


def run(sql: str, parameters: Sequence[tuple[Any, ...]]) -> None:
    """Run one fixed statement for some rows, by the quickest way where it is a single one."""
    if len(parameters) == 1:
        execute(sql, parameters[0])
    else:
        execute_many(sql, parameters)


def stored_ids(ids: Iterable[UUID | None]) -> list[Any]:
    """Ids as the driver takes them straight: asked for each of thousands it takes far longer."""
    if not is_sqlite():
        return list(ids)
    return [None if each is None else each.int.to_bytes(16, "big") for each in ids]
