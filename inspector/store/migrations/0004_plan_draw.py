"""How a plan was drawn, and why, and by whom besides, each of its sites is visited."""

from __future__ import annotations

from typing import Any

from peewee import SqliteDatabase

_COLUMNS = """
    ALTER TABLE "plan" ADD COLUMN "drawn" {int};
    ALTER TABLE "plan" ADD COLUMN "drawn_by" {id};
    ALTER TABLE "plan" ADD COLUMN "rule" TEXT NOT NULL DEFAULT '';
    ALTER TABLE "plan_site" ADD COLUMN "second" {id};
    ALTER TABLE "plan_site" ADD COLUMN "chosen" TEXT;
    ALTER TABLE "plan_site" ADD COLUMN "risk" {int}
"""


def up(_migrator: Any, database: Any) -> None:
    """Add the columns."""
    is_sqlite = isinstance(database, SqliteDatabase)
    types = {"id": "BLOB", "int": "INTEGER"} if is_sqlite else {"id": "UUID", "int": "BIGINT"}
    for statement in _COLUMNS.format(**types).split(";"):
        database.execute_sql(statement)
