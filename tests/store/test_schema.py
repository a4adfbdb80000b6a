"""The migrations and the tables agree, and a newer database is refused."""

from __future__ import annotations

from pathlib import Path

import peewee
import pytest
from playhouse.schema_diff import diff_models

from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.store import tables
from inspector.store.database import Database, execute, open_sqlite
from inspector.store.kind import KINDS
from inspector.store.schema import upgrade


def test_migrations_make_the_tables(database: Database) -> None:
    with database.transaction():
        assert str(diff_models(database.inner, list(tables.TABLES))) == ""


def test_a_second_upgrade_changes_nothing(database: Database, tmp_path: Path) -> None:
    called: list[int] = []
    upgrade(database, tmp_path, lambda: called.append(1))
    assert called == []


def test_a_newer_database_is_refused(database: Database, tmp_path: Path) -> None:
    with database.transaction():
        execute(
            "INSERT INTO schema_migration (name, applied) VALUES (?, ?)",
            ("0999_future", "2030-01-01 00:00:00"),
        )
    with pytest.raises(WorkspaceRefused) as refusal:
        upgrade(database, tmp_path, lambda: None)
    assert refusal.value.fault is WorkspaceFault.NEWER
    assert refusal.value.detail == "0999_future"


def test_tables_have_no_database_outside_of_a_transaction(database: Database) -> None:
    with pytest.raises(peewee.InterfaceError):
        tables.Site.select().count()
    with database.transaction():
        assert tables.Site.select().count() == 0
    with pytest.raises(peewee.InterfaceError):
        tables.Site.select().count()


def test_sqlite_flushes_every_commit(tmp_path: Path) -> None:
    opened = open_sqlite(tmp_path / "workspace.db", must_exist=False)
    inner = opened.inner
    assert isinstance(inner, peewee.SqliteDatabase)
    assert (inner.journal_mode, inner.synchronous, inner.foreign_keys) == ("wal", 2, 1)
    opened.close()


def test_every_column_belongs_to_one_register_or_key() -> None:
    for kind in KINDS.values():
        named = [column for columns in kind.registers.values() for column in columns]
        named += [kind.root, *kind.keys]
        assert sorted(set(named)) == sorted(kind.columns), kind.name
        assert len(named) == len(set(named)), kind.name
