"""`inspector board lists`, from the words typed to the words read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_rank import Run, filled, run

__all__ = ["filled", "run"]
LISTS: dict[str, Any] = {
    "rules": [
        {"kind": "red", "line": {"first": 1, "at_least": 90}},
        {"kind": "black", "line": {"last": 1, "below": 95}, "rungs": ["talk"]},
        {"kind": "grade", "name": "good", "line": {"at_least": "70.5"}},
    ]
}


@pytest.fixture
def listed(filled: Run, tmp_path: Path) -> Run:
    """The streets with a red list, a black list and a grade."""
    rules = {"subjects": {"classes": ["street"]}, "lists": LISTS}
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(rules), encoding="utf8")
    assert filled("board", "add", "red and black", "--rules", file)[0] == 0
    return filled


def lists(run: Run, *words: object) -> Any:
    code, out, err = run("board", "lists", "red and black", "--period", "2026-W47", *words)
    assert (code, err) == (0, "")
    return json.loads(out) if "--json" in words else out


def test_lists_are_told_as_json(listed: Run) -> None:
    told = lists(listed, "--json")
    assert (told["board"], told["period"], told["faults"]) == ("red and black", "2026-W47", [])
    red, black, good = told["lists"]
    assert (red["entries"], red["kind"], red["group"]) == ([], "red", "street")
    assert "[bold]east" in red["empty"]
    (entry,) = black["entries"]
    assert (entry["subject"], entry["rank"], entry["times"], entry["measure"]) == (
        "[bold]east",
        1,
        1,
        "talk",
    )
    assert entry["reason"].endswith("Lost most for: [red]goods (m1); [red]goods (m1)")
    assert black["empty"] is None
    assert good["entries"][0]["score"] == entry["score"]


def test_lists_are_told_to_people(listed: Run) -> None:
    out = lists(listed)
    assert "[bold]east" in out
    assert "talk" in out


def test_rows_of_a_ranking_tell_their_lists(listed: Run) -> None:
    code, out, _err = listed("rank", "--board", "red and black", "--period", "2026-W47", "--json")
    assert code == 0
    marks = json.loads(out)["rows"][0]["marks"]
    assert [(one["kind"], one["times"]) for one in marks] == [("black", 1), ("grade", 1)]


def test_the_table_of_a_ranking_has_them_too(listed: Run) -> None:
    code, out, _err = listed("rank", "--board", "red and black", "--period", "2026-W47")
    assert code == 0
    (line,) = [line for line in out.splitlines() if "[bold]east" in line]
    assert line.rstrip(" │").endswith("good")


def test_a_board_without_lists_says_so(filled: Run) -> None:
    code, out, _err = filled("board", "lists", "streets", "--period", "2026-W47")
    assert code == 0
    assert len(out.strip().splitlines()) == 2


def test_mistakes_of_lists_are_refused_with_their_place(filled: Run) -> None:
    setting = 'lists.rules=[{"kind": "grade", "line": {"at_least": 101}}]'
    code, out, err = filled("board", "change", "streets", "--set", setting)
    assert code != 0
    assert "101" in out + err
