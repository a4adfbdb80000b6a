from __future__ import annotations

import json
from pathlib import Path

from inspector.domain.board_rules import BoardRules, Minimum, Order, to_json
from tests.commands.test_rank import Run, filled, run

__all__ = ["filled", "run"]
WORDS = ("rank", "--board", "units", "--period", "2026-W47")


def test_other_rules_are_tried_and_nothing_is_stored(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_bytes(to_json(BoardRules(minimum=Minimum(visits=3), order=Order(decimals=1))))
    code, out, err = filled(*WORDS, "--what-if", path, "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    east = told["rows"][0]
    assert (east["before"], east["after"]) == (
        {"rank": 1, "score": "77.50"},
        {"rank": None, "score": "77.5"},
    )
    assert east["listed"]
    assert "Ranked is who has at least 3 visits." in told["footnotes"]
    boards = json.loads(filled("board", "list", "--json")[1])["boards"]
    assert len(boards) == 8
    code, out, _err = filled(*WORDS, "--what-if", path)
    assert code == 0
    assert "1 of 2 ranks would be another." in out
    assert "not ranked" in out
    assert "Nothing was stored." in out


def test_rules_with_mistakes_are_told_and_what_is_no_rules_too(filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_bytes(to_json(BoardRules(order=Order(decimals=9))))
    code, _out, err = filled(*WORDS, "--what-if", path)
    assert code == 1
    assert "9 decimals" in err
    path.write_text('{"metric": []}', encoding="utf-8")
    assert filled(*WORDS, "--what-if", path)[0] == 1
