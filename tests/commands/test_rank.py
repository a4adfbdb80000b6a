"""`inspector rank`, from the words typed to the words read."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from inspector.__main__ import main
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState
from inspector.services import workspace
from tests.domain import scored_schemes
from tests.store import board_world

D = Decimal
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `inspector …` on a workspace that has no visit yet; exit code, output, errors."""
    folder = tmp_path / "workspace"
    workspace.create(folder, district="示例区").close()

    def act(*words: object) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main([*map(str, words), "-w", str(folder)])
        out, err = capfd.readouterr()
        code = left.value.code
        return (code if isinstance(code, int) else 0), out, err

    return act


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    """The same with two streets, a market visited and a name that looks like markup."""
    ws = workspace.open_workspace(tmp_path / "workspace")
    with ws.database.transaction():
        items = [scored_schemes.item(n, "10", scored_schemes.POINTS) for n in (1, 2)]
        version = board_world.publish(scored_schemes.scheme(*items), ws.new_id())
        east = board_world.unit("[bold]east", UnitClass.STREET)
        board_world.unit("west", UnitClass.STREET)
        place = board_world.site("m1", "market")
        for points in ("7.5", "8"):
            said = Answer(1, AnswerState.VALUED, points=D(points), note="[red]goods")
            units = [(east, Role.TERRITORIAL)]
            board_world.visit(version, place, "market", units, [said], number="A-1")
    ws.close()
    return run


def ranked(run: Run, *words: object) -> dict[str, Any]:
    code, out, err = run("rank", "--period", "2026-W47", *words, "--json")
    assert (code, err) == (0, "")
    told: dict[str, Any] = json.loads(out)
    return told


def test_a_board_as_a_machine_reads_it(filled: Run) -> None:
    told = ranked(filled, "--board", "units", "--explain", "[bold]east")
    first, last = told["rows"]
    assert len(first.pop("id")) == 36
    assert first == {
        "group": "street",
        "rank": 1,
        "subject": "[bold]east",
        "score": "77.50",
        "n": 2,
        "previous_rank": None,
    }
    assert (last["rank"], last["score"], last["n"]) == (None, None, 0)
    assert (told["board"], told["period"]) == ("units", "2026-W47")
    assert "Not tested in this period: west." in told["footnotes"]
    assert told["explain"] == {
        "subject": "[bold]east",
        "score": "77.50",
        "lines": [
            {"text": "m1 1.1 standard 1: [red]goods", "value": "2.5", "lost": "12.50"},
            {"text": "m1 1.1 standard 1: [red]goods", "value": "2", "lost": "10.00"},
        ],
        "lists": [],
        "change": None,
        "relapses": [],
        "notes": [],
    }
    assert "file" not in told


def test_an_explanation_is_written_as_a_sheet(filled: Run, tmp_path: Path) -> None:
    subject = ("--board", "units", "--explain", "[bold]east")
    told = ranked(filled, *subject, "--export", tmp_path / "why")
    assert told["explanation"] == str(tmp_path / "why.xlsx")
    sheet = load_workbook(told["explanation"]).worksheets[0]
    lost = [row[7].value for row in sheet if isinstance(row[0].value, int)]
    assert lost == [12.5, 10]
    assert any("[bold]east" in str(row[0].value) for row in sheet)
    code, _out, err = filled("rank", "--board", "units", "--export", tmp_path / "why.xlsx")
    assert code != 0
    assert "--explain" in err


def test_a_board_as_people_read_it(filled: Run, tmp_path: Path) -> None:
    words = ("rank", "--board", "units", "--period", "2026-W47", "--explain", "west")
    code, out, _err = filled(*words)
    assert code == 0
    assert "Ranking of units, 2026-W47, No. 47 (made up)" in out
    assert "[bold]east" in out
    assert "77.50" in out
    assert "Nothing was lost." in out
    assert "2. Ranks compare the printed two decimals" in out
    assert list(tmp_path.glob("**/*.xlsx")) == []


def test_the_workbook_is_written_where_it_was_asked_for(filled: Run, tmp_path: Path) -> None:
    told = ranked(filled, "--board", "sites", "--number", 3, "--out", tmp_path / "sites")
    assert told["file"] == str(tmp_path / "sites.xlsx")
    assert Path(told["file"]).stat().st_size > 0
    assert told["rows"][0]["group"] == "market"
    code, out, _err = filled(
        *("rank", "--board", "sites", "--period", "2026-11", "--out", tmp_path / "again.xlsx")
    )
    assert code == 0
    assert "again.xlsx" in out


def test_the_publication_is_written_beside_the_workbook(filled: Run, tmp_path: Path) -> None:
    whole = tmp_path / "all.xlsx"
    told = ranked(filled, "--board", "units", "--publication", whole)

    assert told["publication"] == str(whole)
    assert "file" not in told
    assert whole.stat().st_size > 0


def test_a_folder_that_is_not_there_is_told_in_one_sentence(filled: Run, tmp_path: Path) -> None:
    out_file = tmp_path / "nowhere" / "sites.xlsx"
    words = ("rank", "--board", "sites", "--period", "2026-W47", "--out", out_file, "--json")
    code, out, err = filled(*words)
    assert (code, out) == (1, "")
    assert "sites.xlsx" in err


def test_the_cut_off_is_a_local_moment_or_the_end_of_a_day(filled: Run) -> None:
    words = ("--board", "units", "--cutoff")
    assert ranked(filled, *words, "2026-11-18")["rows"][0]["n"] == 2
    assert ranked(filled, *words, "20261118")["rows"][0]["n"] == 2
    assert ranked(filled, *words, "2026-11-17")["rows"][0]["n"] == 0
    late = ranked(filled, *words, "2026-11-17T12:00")
    assert "2 visits of the period were closed later and are not counted." in late["footnotes"]
    code, out, err = filled("rank", "--period", "2026-W47", *words, "yesterday")
    assert (code, out) == (2, "")
    assert "yesterday" in err


def test_what_cannot_be_ranked_is_refused_with_a_sentence(run: Run) -> None:
    code, out, err = run("rank", "--board", "units", "--period", "2026-W47", "--json")
    assert (code, out) == (1, "")
    assert "2026-W47" in err
    code, out, err = run("rank", "--board", "units", "--period", "soon")
    assert (code, out) == (1, "")
    assert "soon" in err


def test_a_subject_that_is_not_on_the_board_is_refused(filled: Run) -> None:
    words = ("rank", "--board", "units", "--period", "2026-W47", "--explain", "south", "--json")
    code, out, err = filled(*words)
    assert (code, out) == (1, "")
    assert "south" in err


def test_a_third_partys_sheet_is_ranked_to_its_published_numbers(
    run: Run, real_data: Path, tmp_path: Path
) -> None:
    source = real_data / "suzhou-2016-inspection.xlsx"
    assert run("result", "import", source, "--date", "2016-09-18")[0] == 0
    words = ("rank", "--board", "units", "--period", "2016-W37", "--json", "--pooling")
    boards = [json.loads(run(*words, pooling)[1]) for pooling in ("pooled", "by_content")]
    ranked_lists = [
        [(row["group"], row["rank"], row["score"], row["n"]) for row in told["rows"]]
        for told in boards
    ]
    others = [("bureau", 1, "100.00", n) for n in (1, 2, 3, 5, 6, 6, 6, 9, 24)]
    expected = [
        [
            ("street", 1, "93.90", 172),
            ("bureau", 10, "99.29", 14),
            ("bureau", 11, "98.06", 62),
            ("bureau", 12, "96.67", 12),
            ("bureau", 13, "96.00", 5),
            ("bureau", 14, "87.50", 8),
        ],
        [
            ("street", 1, "93.45", 172),
            ("bureau", 10, "99.17", 14),
            ("bureau", 11, "97.82", 62),
            ("bureau", 12, "97.50", 5),
            ("bureau", 13, "96.67", 12),
            ("bureau", 14, "87.50", 8),
        ],
    ]
    assert [sorted(rows) for rows in ranked_lists] == [sorted(rows + others) for rows in expected]
    note = "All 228 observations: 94.96 pooled, 94.03 by content."
    assert all(note in told["footnotes"][0] for told in boards)
    street = boards[1]["rows"][0]["subject"]
    explained = run(*words, "by_content", "--explain", street, "--out", tmp_path / "board")[1]
    told = json.loads(explained)
    assert sum(Decimal(line["lost"]) for line in told["explain"]["lines"]) == D("6.55")
    assert Path(told["file"]).is_file()


def test_metrics_additions_and_lists_have_columns_on_the_terminal(
    filled: Run, tmp_path: Path
) -> None:
    rules = {
        "format": 1,
        "subjects": {"classes": ["street"]},
        "metrics": [
            {"name": "on site", "weight": "0.8"},
            {"kind": "rectification", "name": "closed", "weight": "0.2"},
        ],
        "lists": {"rules": [{"kind": "red", "line": {"first": 1}}]},
    }
    file = tmp_path / "rules.json"
    file.write_text(json.dumps(rules), encoding="utf-8")
    filled("board", "add", "Listed", "--rules", file)
    code, out, _err = filled("rank", "--board", "Listed", "--period", "2026-W47")
    assert code == 0
    assert "on site" in out
    assert "closed" in out
    row = next(line for line in out.splitlines() if "east" in line)
    assert "—" in row
    assert "red list" in row
