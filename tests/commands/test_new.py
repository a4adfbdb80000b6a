"""Where a new workspace is made."""

import json

import pytest

from inspector.__main__ import main
from inspector.services import workspace


@pytest.fixture
def told(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)

    def command(*words, code=0):
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([*map(str, words)])
        out, err = capfdbinary.readouterr()
        assert ended.value.code == code, err.decode()
        return (err if code else out).decode()

    return command


def test_the_folder_of_the_option_serves_where_none_is_told(told, tmp_path):
    said = json.loads(told("-w", tmp_path / "district", "new", "--json"))
    assert said == {"folder": str(tmp_path / "district")}
    assert workspace.is_workspace(tmp_path / "district")


def test_the_folder_told_goes_before_that_of_the_option(told, tmp_path):
    told("-w", tmp_path / "one", "new", tmp_path / "other")
    assert workspace.is_workspace(tmp_path / "other")
    assert not (tmp_path / "one").exists()


def test_without_a_folder_it_says_how_to_name_one(told):
    assert "inspector new" in told("new", code=2)


def test_the_sample_is_where_the_option_says(told, tmp_path):
    told("-w", tmp_path / "sample", "demo", "--no-window", "--json")
    assert workspace.is_workspace(tmp_path / "sample")
    assert not (tmp_path / "demo").exists()
