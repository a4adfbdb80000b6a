"""What names from elsewhere mean, remembered from one import to the next."""

from __future__ import annotations

from typing import Any

from peewee import SqliteDatabase

_TABLE = """
    CREATE TABLE "alias" (
        "id" {id} NOT NULL PRIMARY KEY,
        "kind" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "scheme" {id},
        "meant" {id},
        "void" {flag} NOT NULL
    )
"""


def up(_migrator: Any, database: Any) -> None:
    """Create the table."""
    is_sqlite = isinstance(database, SqliteDatabase)
    types = {"id": "BLOB", "flag": "INTEGER"} if is_sqlite else {"id": "UUID", "flag": "SMALLINT"}
    database.execute_sql(_TABLE.format(**types))
