"""The profile of a person on a laptop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inspector.errors import FileFault, FileRefused
from inspector.services import profile
from inspector.settings import Settings


@pytest.fixture
def profile_folder(request: pytest.FixtureRequest) -> Path:
    """The folder of this test's own profile."""
    folder: Path = request.getfixturevalue("profile")
    return folder


def test_a_profile_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("INSPECTOR_PROFILE", str(tmp_path / "file" / "profile"))
    with pytest.raises(FileRefused) as refused:
        profile.save(Settings())
    assert refused.value.fault is FileFault.UNWRITABLE
    assert refused.value.path.name == "profile"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Settings()),
        ("[]", Settings()),
        ('{"text_percent": "large", "role": 7, "person": "陈静"}', Settings(person="陈静")),
        ('{"text_percent": 125, "later": true}', Settings(text_percent=125)),
        ('{"seats": {"x": {"odd": 1}}}', Settings()),
    ],
)
def test_a_spoilt_profile_is_read_as_far_as_it_goes(
    profile_folder: Path, text: str, expected: Settings
) -> None:
    (profile_folder / "settings.json").write_text(text, encoding="utf-8")
    assert profile.load() == expected


def test_one_setting_is_changed_and_the_others_stay() -> None:
    profile.save(Settings(person="陈静", theme="dark"))
    profile.change(theme="light")
    assert profile.load() == Settings(person="陈静", theme="light")


@pytest.mark.parametrize("spoilt", [[], [1, 2, 3], [0, 0, 0, 600], [0, 0, "800", 600]])
def test_a_spoilt_place_of_the_window_is_not_known(
    profile_folder: Path, spoilt: list[object]
) -> None:
    text = json.dumps({"window": spoilt, "is_maximized": True})
    (profile_folder / "settings.json").write_text(text, encoding="utf-8")
    assert profile.window_place() == (None, True)


def test_the_place_of_the_window_is_kept() -> None:
    profile.keep_window((-8, 40, 1200, 700), is_maximized=False)
    assert profile.window_place() == ((-8, 40, 1200, 700), False)
    before = profile.load()
    profile.keep_window((-8, 40, 1200, 700), is_maximized=False)
    assert profile.load() == before
