"""The profile of a person on a laptop."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.errors import FileFault, FileRefused
from inspector.services import profile
from inspector.settings import Settings


def test_a_profile_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("INSPECTOR_PROFILE", str(tmp_path / "file" / "profile"))
    with pytest.raises(FileRefused) as refused:
        profile.save(Settings())
    assert refused.value.fault is FileFault.UNWRITABLE
    assert refused.value.path.name == "profile"
