"""Bringing a database to the schema of this program, and refusing one from a newer program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playhouse.migrations import Runner

from inspector.errors import WorkspaceFault, WorkspaceRefused
from inspector.store.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(database: Database, folder: Path, before: Callable[[], None]) -> None:
    """Apply the scripts that are new to this database; `before` runs first if there are any.

    Raises WorkspaceRefused (NEWER) when the database has seen a script that is not here.
    """
    runner = Runner(database.inner, str(_SCRIPTS))
    status = runner.status()
    unknown = [migration.name for migration in status if migration.path is None]
    if unknown:
        raise WorkspaceRefused(folder, WorkspaceFault.NEWER, unknown[-1])
    if any(migration.applied is None for migration in status):
        before()
        runner.up()
