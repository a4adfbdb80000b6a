"""Opening a database, on SQLite or PostgreSQL, and the transaction that binds the tables to it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import peewee

from inspector.errors import WorkspaceFault, WorkspaceRefused

_bound = threading.local()
_WRAPPED = peewee.__exception_wrapper__  # type: ignore[attr-defined]


def bound() -> peewee.Database | None:
    """The database of the transaction that is open on this thread, if there is one."""
    return getattr(_bound, "database", None)


def current() -> peewee.Database:
    """The database of the open transaction; raises where no transaction is open."""
    database = bound()
    if database is None:
        raise peewee.InterfaceError("a query outside of a transaction")
    return database


def is_sqlite() -> bool:
    """Whether the open transaction is one on SQLite."""
    return isinstance(current(), peewee.SqliteDatabase)


class Database:
    """One open database; tables belong to it only inside `transaction`."""

    def __init__(self, inner: peewee.Database) -> None:
        self.inner = inner
        self._is_sqlite = isinstance(inner, peewee.SqliteDatabase)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Bind the tables and run all or nothing; nested calls are one transaction."""
        before = bound(), getattr(_bound, "straight", None)
        straight = self.inner.connection() if self._is_sqlite else None
        _bound.database, _bound.straight = self.inner, straight
        try:
            if straight is None:
                with self.inner.atomic():
                    yield
            elif straight.in_transaction:
                with self.inner.savepoint():
                    yield
            else:
                # As peewee's own transaction, which costs a tenth of a saved answer.
                with _WRAPPED:
                    straight.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    with _WRAPPED:
                        straight.commit()
                except BaseException:
                    straight.rollback()
                    raise
        finally:
            _bound.database, _bound.straight = before

    def close(self) -> None:
        """Close the connection of this thread."""
        if not self.inner.is_closed():
            self.inner.close()


def open_sqlite(path: Path, *, must_exist: bool = True) -> Database:
    """Open a workspace file: WAL, every commit flushed, foreign keys on, each of them checked.

    Raises WorkspaceRefused for a damaged file, a missing one, or a place where WAL cannot be.
    """
    if must_exist and not path.is_file():
        raise WorkspaceRefused(path.parent, WorkspaceFault.NOT_A_WORKSPACE)
    inner = peewee.SqliteDatabase(
        str(path),
        pragmas={"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1},
        timeout=10,
        lock_type="immediate",
    )
    try:
        inner.connect()
        found = {name: inner.pragma(name) for name in ("journal_mode", "synchronous")}
        foreign_keys = inner.pragma("foreign_keys")
    except peewee.DatabaseError as error:
        raise WorkspaceRefused(path.parent, WorkspaceFault.DAMAGED, str(error)) from error
    if found != {"journal_mode": "wal", "synchronous": 2} or foreign_keys != 1:
        inner.close()
        raise WorkspaceRefused(path.parent, WorkspaceFault.NETWORK)
    return Database(inner)


def open_postgresql(address: str) -> Database:
    """Open the office's database, `address` being a postgresql:// address."""
    inner = peewee.PostgresqlDatabase(address, prefer_psycopg3=True)
    inner.connect()
    return Database(inner)


def back_up(source: Path, target: Path) -> None:
    """Copy a SQLite database while it may be in use; the copy is checked before it counts."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        target.unlink()
        raise WorkspaceRefused(source.parent, WorkspaceFault.DAMAGED, str(verdict))


def rows(sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All rows of a fixed query; `?` marks a parameter on both databases."""
    found: list[tuple[Any, ...]] = execute(sql, parameters).fetchall()
    return found


def execute(sql: str, parameters: tuple[Any, ...] = ()) -> Any:
    """Run fixed SQL on the open transaction; `?` marks a parameter on both databases."""
    straight = getattr(_bound, "straight", None)
    if straight is None:
        return current().execute_sql(sql.replace("?", "%s"), parameters)
    # Past peewee's own path, which costs as much again as a small statement.
    try:
        return straight.execute(sql, parameters)
    except sqlite3.Error:
        with _WRAPPED:
            raise


def integrity() -> list[str]:
    """What the database says of its own damage: broken pages, references to rows not there."""
    if not is_sqlite():
        return []
    broken = [str(row[0]) for row in rows("PRAGMA integrity_check") if row[0] != "ok"]
    astray = [f"{row[0]} → {row[2]}" for row in rows("PRAGMA foreign_key_check")]
    return broken + astray
