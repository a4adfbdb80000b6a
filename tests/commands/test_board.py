"""`inspector board` and ranking by a stored board, from the words typed to the words read."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from inspector.domain.board_rules import BoardRules, to_json
from tests.commands.test_rank import Run, filled, run

__all__ = ["filled", "run"]


def told(run: Run, *words: object) -> dict[str, Any]:
    code, out, err = run(*words, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_the_ready_made_boards_are_there_from_the_start(run: Run) -> None:
    boards = told(run, "board", "list")["boards"]
    assert [one["key"] for one in boards] == [
        *("units", "streets", "townships", "bureaus"),
        *("communities", "segments", "sites", "types"),
    ]
    code, out, _err = run("board", "list")
    assert code == 0
    assert "Road segments" in out


def test_a_board_is_added_ranked_changed_and_taken_back(filled: Run) -> None:
    added = told(
        *(filled, "board", "add", "Streets in 4 decimals", "--like", "streets"),
        *("--set", "order.decimals=4", "--set", "minimum.visits=3"),
    )
    assert added["rules"]["order"]["decimals"] == 4
    assert added["rules"]["subjects"]["classes"] == ["street"]
    words = ("rank", "--board", "Streets in 4 decimals", "--period", "2026-W47")
    ranking = told(filled, *words, "--explain", "[bold]east")
    assert ranking["board"] == "Streets in 4 decimals"
    assert (ranking["rows"][0]["score"], ranking["rows"][0]["rank"]) == ("77.5000", None)
    assert "Ranked is who has at least 3 visits." in ranking["footnotes"]
    changed = ("board", "change", "Streets in 4 decimals", "--set", "minimum.visits=0")
    assert filled(*changed, "--name", "Streets")[0] == 1
    assert told(filled, *changed, "--name", "Renamed")["name"] == "Renamed"
    assert filled(*words)[0] == 1
    renamed = told(filled, "rank", "--board", added["id"][:8], "--period", "2026-W47")
    assert renamed["rows"][0]["rank"] == 1


def test_a_composite_is_shown_with_its_metrics_and_explained_with_its_terms(filled: Run) -> None:
    metrics = '[{"weight": 0.75}, {"kind": "ledger", "name": "ledger", "weight": 0.25}]'
    east = told(filled, "rank", "--board", "units", "--period", "2026-W47")["rows"][0]["id"]
    event = {
        "subject": east,
        "day": "2026-11-18",
        "kind": "penalty",
        "reason": "late",
        "approver": "Wen",
        "points": 2,
    }
    events = f"additions.events=[{json.dumps(event)}]"
    told(filled, "board", "add", "mixed", "--set", f"metrics={metrics}", "--set", events)
    words = ("rank", "--board", "mixed", "--period", "2026-W47", "--explain", "[bold]east")
    ranking = told(filled, *words)
    first = ranking["rows"][0]
    assert (first["score"], first["penalty"]) == ("81.13", "2.00")
    assert [one["value"] for one in first["metrics"]] == ["77.50", "100.00"]
    assert "Penalty 2: late (approved by Wen)." in first["notes"]
    lines = ranking["explain"]["lines"]
    assert sum(Decimal(line["lost"]) for line in lines) == 100 - Decimal("81.13")
    assert {"text": "penalty", "value": "", "lost": "2.00"} in lines
    code, out, _err = filled(*words)
    assert code == 0
    assert "Composite score: site inspection × 0.75 + ledger × 0.25." in out


def test_rules_come_from_a_file_and_mistakes_are_told_where_they_stand(
    filled: Run, tmp_path: Path
) -> None:
    path = tmp_path / "rules.json"
    path.write_bytes(to_json(BoardRules()))
    assert told(filled, "board", "add", "from a file", "--rules", path)["faults"] == []
    wrong = ("board", "change", "from a file", "--set", "metrics[0].weight=0.9")
    code, out, err = filled(*wrong, "--set", "additions.bonus_cap=200")
    assert (code, out) == (1, "")
    assert "metrics: The weights add up to 0.9, not to 1." in err
    assert "additions › bonus cap: 200 is above the full mark 100." in err
    path.write_text('{"metrics": [{"wieght": 1}]}', encoding="utf-8")
    code, _out, err = filled("board", "add", "misread", "--rules", path)
    assert code == 1
    assert "wieght" in err
    path.write_text('{"format": 9}', encoding="utf-8")
    assert "newer version" in filled("board", "add", "newer", "--rules", path)[2]
    for setting in ("order.decimals", "metrics[4].weight=1", "metrics[x]=1"):
        code, _out, err = filled("board", "add", "odd", "--set", setting)
        assert (code, setting in err) == (2, True)
    code, _out, err = filled("board", "add", "streets")
    assert (code, "already" in err) == (1, True)
    assert filled("board", "add", " ")[0] == 1


def test_a_ready_made_board_is_changed_and_then_as_it_was(filled: Run) -> None:
    words = ("rank", "--board", "units", "--period", "2026-W47")
    before = told(filled, *words)
    told(filled, "board", "change", "units", "--set", "order.decimals=1", "--reason", "asked for")
    assert told(filled, *words)["rows"][0]["score"] == "77.5"
    assert filled("board", "remove", "units")[1].strip() == "“All units” is as it was at first."
    assert told(filled, *words) == before
    told(filled, "board", "change", "units", "--set", "order.decimals=3")
    assert told(filled, *words)["rows"][0]["score"] == "77.500"
    told(filled, "board", "add", "gone soon")
    assert "no board any more" in filled("board", "remove", "gone soon")[1]
    assert filled("board", "show", "gone soon")[0] == 1
    code, out, _err = filled("board", "show", "units")
    assert code == 0
    assert "Ranks compare the score as printed, with 3 decimals." in out


def test_the_period_is_that_of_the_campaign_or_the_last_of_the_board(filled: Run) -> None:
    code, _out, err = filled("rank", "--board", "units", "--campaign", "Spring")
    assert (code, "Spring" in err) == (1, True)
    assert told(filled, "rank", "--board", "units")["period"] == "2026-W47"
    told(filled, "board", "add", "monthly", "--set", "period.kind=month")
    assert told(filled, "rank", "--board", "monthly")["period"] == "2026-11"
