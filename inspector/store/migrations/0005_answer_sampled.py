"""How many pieces of a sample were looked at, beside how many passed."""

from __future__ import annotations

from typing import Any

from peewee import SqliteDatabase


def up(_migrator: Any, database: Any) -> None:
    """Add the column."""
    kind = "INTEGER" if isinstance(database, SqliteDatabase) else "BIGINT"
    database.execute_sql(f'ALTER TABLE "answer" ADD COLUMN "sampled" {kind}')
