"""Bringing a database to the schema of this program, and refusing one from a newer program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.store.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"
_HISTORY = "schema_migration"


def upgrade(database: Database, folder: Path, before: Callable[[], None]) -> None:
    """Apply the scripts that are new to this database; `before` runs first if there are any.

    Raises WorkspaceRefused (NEWER) when the database has seen a script that is not here.
    """
    if _applied(database) == {script.stem for script in _SCRIPTS.glob("[0-9]*.py")}:
        return
    # Imported here because it takes as long as opening the database, and is rarely needed.
    from playhouse.migrations import Runner

    runner = Runner(database.inner, str(_SCRIPTS))
    status = runner.status()
    unknown = [migration.name for migration in status if migration.path is None]
    if unknown:
        raise WorkspaceRefused(folder, WorkspaceFault.NEWER, unknown[-1])
    if any(migration.applied is None for migration in status):
        before()
        runner.up()


def _applied(database: Database) -> set[str]:
    if not database.inner.table_exists(_HISTORY):
        return set()
    return {name for (name,) in database.inner.execute_sql(f"SELECT name FROM {_HISTORY}")}
