"""Fixtures for all tests: a profile of their own, a fresh workspace, the real inputs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from inspector import wording

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

try:
    import PySide6.QtWidgets  # noqa: F401
except ImportError as error:
    from ui.__main__ import missing_library

    pytest.exit(missing_library(error) or str(error), returncode=1)


@pytest.fixture(autouse=True)
def profile(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile folder that only this test uses, and English words."""
    folder = tmp_path_factory.mktemp("profile")
    monkeypatch.setenv("INSPECTOR_PROFILE", str(folder))
    monkeypatch.delenv("INSPECTOR_WORKSPACE", raising=False)
    monkeypatch.setenv("INSPECTOR_LANGUAGE", "en")
    wording.choose_language("en")
    return folder


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace of a made-up district, open."""
    from inspector.services import workspace

    opened = workspace.create(tmp_path / "workspace", district="示例区", office="示例区创文办")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real inputs, which are not part of the project."""
    folder = os.environ.get("INSPECTOR_REAL_DATA")
    if not folder:
        pytest.skip("INSPECTOR_REAL_DATA names no folder with the real inputs")
    return Path(folder)
