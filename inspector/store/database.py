"""Opening a database, on SQLite or PostgreSQL, and the transaction that binds the tables to it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import peewee
from msgspec import Struct

from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.store import outage

_PAGES_PER_STEP = 2_000
_INSTRUCTIONS_PER_STEP = 100_000
_WRAPPED = peewee.__exception_wrapper__  # type: ignore[attr-defined]


class _Bound(Struct):
    """What a thread's open transaction works on; `straight` is SQLite's own connection."""

    database: peewee.Database
    straight: sqlite3.Connection | None
    kept: dict[Any, Any]


class _Thread(threading.local):
    now: _Bound | None = None


_thread = _Thread()


def bound() -> peewee.Database | None:
    """The database of the transaction that is open on this thread, if there is one."""
    now = _thread.now
    return None if now is None else now.database


def _now() -> _Bound:
    now = _thread.now
    if now is None:
        raise peewee.InterfaceError("a query outside of a transaction")
    return now


def current() -> peewee.Database:
    """The database of the open transaction; raises where no transaction is open."""
    return _now().database


def kept() -> dict[Any, Any]:
    """What the only writer of a file may keep in mind from one transaction to the next.

    Forgotten where a transaction fails or the file came back; on PostgreSQL, where others write
    too, with the transaction.
    """
    return _now().kept


def is_sqlite() -> bool:
    """Whether the open transaction is one on SQLite."""
    return _now().straight is not None


class Database:
    """One open database; tables belong to it only inside `transaction`.

    `returns` counts how often its file went away and came back.
    """

    def __init__(self, inner: peewee.Database, path: Path | None = None) -> None:
        self.inner = inner
        self.returns = 0
        self._is_doubtful = False
        self._is_sqlite = isinstance(inner, peewee.SqliteDatabase)
        self._path = path
        self._name = str(path)
        self._file = outage.identity(path) if path else None
        self._kept: dict[Any, Any] = {}

    def transaction(self) -> Transaction:
        """Bind the tables and run all or nothing; nested calls are one transaction.

        Raises WorkspaceRefused where the disk is full, away or failing; nothing is saved then.
        """
        return Transaction(self)

    def bind(self, outer: _Bound | None) -> _Bound:
        """What a transaction that begins inside of `outer` works on.

        A new connection where the file was away, or is another one now.
        """
        if not self._is_sqlite:
            is_nested = outer is not None and outer.database is self.inner
            return _Bound(self.inner, None, outer.kept if outer and is_nested else {})
        straight: sqlite3.Connection = self.inner.connection()
        if self._path is not None and not straight.in_transaction:
            was_doubtful, self._is_doubtful = self._is_doubtful, True
            found = outage.identity(self._name)
            if was_doubtful or found != self._file:
                straight = self._connect_again(self._path, found)
            self._is_doubtful = False
        return _Bound(self.inner, straight, self._kept)

    def refusal(self, error: BaseException) -> WorkspaceRefused | None:
        """What the user is told of an error in a transaction, if it came from the disk."""
        if self._path is None or not isinstance(error, peewee.DatabaseError):
            return None
        told = outage.refusal(self._path, error)
        if told is not None:
            self._is_doubtful = told.fault in outage.LASTING
        return told

    def _connect_again(self, path: Path, found: tuple[int, int]) -> sqlite3.Connection:
        self._leave(found)
        self._kept.clear()
        self.inner = _connect(path)
        self._file, self.returns = found, self.returns + 1
        straight: sqlite3.Connection = self.inner.connection()
        return straight

    def _leave(self, found: tuple[int, int]) -> None:
        """Give up the connection to a file that is away or no longer this one."""
        if found != self._file:
            outage.abandon(self.inner.connection())
            return
        # What the log still holds cannot be lost: closing keeps it where it cannot be written.
        with suppress(peewee.DatabaseError, sqlite3.Error):
            self.inner.close()

    def close(self) -> None:
        """Close the connection of this thread."""
        if self.inner.is_closed():
            return
        if self._path is not None and not outage.is_same(self._path, self._file):
            outage.abandon(self.inner.connection())
        else:
            self.inner.close()


class Transaction:
    """All or nothing on one database: a class, for a generator costs every saved answer more.

    One that `joins` only reads: inside of another it has nothing to take back by itself.
    """

    __slots__ = ("_block", "_database", "_has_begun", "_is_outermost", "_joins", "_outer")

    def __init__(self, database: Database, *, joins: bool = False) -> None:
        self._database = database
        self._joins = joins

    def __enter__(self) -> object:
        self._outer = _thread.now
        _thread.now = now = self._database.bind(self._outer)
        self._block: Any = None
        self._has_begun = False
        self._is_outermost = now.straight is not None and not now.straight.in_transaction
        try:
            if now.straight is None:
                self._block = now.database.atomic()
                self._block.__enter__()
            elif self._is_outermost or not self._joins:
                # As peewee's own transaction, which costs a tenth of a saved answer.
                execute("BEGIN IMMEDIATE" if self._is_outermost else "SAVEPOINT inner")
                self._has_begun = True
        except BaseException as error:
            self._leave(error)
            raise
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._block is not None:
                self._block.__exit__(kind, error, trace)
            elif error is None and self._has_begun:
                execute("COMMIT" if self._is_outermost else "RELEASE inner")
        except BaseException as late:
            self._leave(late)
            raise
        if error is None:
            _thread.now = self._outer
        else:
            self._leave(error)

    def _leave(self, error: BaseException) -> None:
        """Take back what was done; raises what the user is told of an error of the disk."""
        now, _thread.now = _now(), self._outer
        if now.straight is not None and self._has_begun:
            # Where the disk fails SQLite has rolled back and this says so again.
            with suppress(sqlite3.Error):
                if self._is_outermost:
                    now.straight.rollback()
                else:
                    now.straight.execute("ROLLBACK TO inner")
                    now.straight.execute("RELEASE inner")
        now.kept.clear()
        told = self._database.refusal(error)
        if told is not None:
            raise told from error


def open_sqlite(path: Path, *, must_exist: bool = True) -> Database:
    """Open a workspace file: WAL, every commit flushed, foreign keys on, each of them checked.

    Raises WorkspaceRefused for a damaged file, a missing one, or a place where WAL cannot be.
    """
    if must_exist and not path.is_file():
        raise WorkspaceRefused(path.parent, WorkspaceFault.NOT_A_WORKSPACE)
    return Database(_connect(path), path)


def _connect(path: Path) -> peewee.SqliteDatabase:
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
        inner.close()
        told = outage.refusal(path, error)
        raise told or WorkspaceRefused(path.parent, WorkspaceFault.DAMAGED, str(error)) from error
    if found != {"journal_mode": "wal", "synchronous": 2} or foreign_keys != 1:
        inner.close()
        raise WorkspaceRefused(path.parent, WorkspaceFault.NETWORK)
    return inner


def open_postgresql(address: str) -> Database:
    """Open the office's database, `address` being a postgresql:// address."""
    inner = peewee.PostgresqlDatabase(address, prefer_psycopg3=True)
    inner.connect()
    return Database(inner)


def back_up(source: Path, target: Path, step: Callable[[], None] = lambda: None) -> None:
    """Copy a SQLite database while it may be in use; the copy is checked before it counts.

    `step` is called now and then; where it raises no copy is left.
    """
    stopped: list[BaseException] = []

    def is_stopped(*_left: int) -> bool:
        try:
            step()
        except BaseException as error:
            stopped.append(error)
            raise
        return False

    try:
        with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
            original.backup(copy, pages=_PAGES_PER_STEP, progress=is_stopped)
            copy.set_progress_handler(is_stopped, _INSTRUCTIONS_PER_STEP)
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    except BaseException as error:
        target.unlink(missing_ok=True)
        if stopped:
            raise stopped[0] from None
        told = outage.refusal(source, error) if isinstance(error, sqlite3.Error) else None
        raise told or error from error
    if verdict != "ok":
        target.unlink()
        raise WorkspaceRefused(source.parent, WorkspaceFault.DAMAGED, str(verdict))


def rows(sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """All rows of a fixed query; `?` marks a parameter on both databases."""
    found: list[tuple[Any, ...]] = execute(sql, parameters).fetchall()
    return found


def execute(sql: str, parameters: tuple[Any, ...] = ()) -> Any:
    """Run fixed SQL on the open transaction; `?` marks a parameter on both databases."""
    now = _thread.now
    if now is None or now.straight is None:
        return _now().database.execute_sql(sql.replace("?", "%s"), parameters)
    # Past peewee's own path, which costs as much again as a small statement.
    try:
        return now.straight.execute(sql, parameters)
    except sqlite3.Error:
        with _WRAPPED:
            raise


def revision() -> tuple[int, ...] | None:
    """What differs once anything was written to a file, by this connection or by another one.

    None on PostgreSQL, where nothing tells it.
    """
    straight = _now().straight
    if straight is None:
        return None
    return id(straight), straight.total_changes, rows("PRAGMA data_version")[0][0]


def integrity() -> list[str]:
    """What the database says of its own damage: broken pages, references to rows not there."""
    if not is_sqlite():
        return []
    broken = [str(row[0]) for row in rows("PRAGMA integrity_check") if row[0] != "ok"]
    astray = [f"{row[0]} → {row[2]}" for row in rows("PRAGMA foreign_key_check")]
    return broken + astray
