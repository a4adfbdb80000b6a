import json

import openpyxl
import pytest

from tests.commands.test_site import run as run
from tests.services.test_result import HEADER, ROWS


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    for row in (HEADER, *ROWS, ("7", "绿化1", "公园1", "many")):
        book.active.append(row)
    book.create_sheet("Sheet2")
    book.save(tmp_path / "third-party.xlsx")
    return tmp_path / "third-party.xlsx"


def test_an_import_as_json_has_every_row_and_the_rates(run, workbook):
    asked = ("result", "import", workbook, "--date", "2026-09-18", "--json")
    found = json.loads(run(*asked, "--dry-run"))
    assert found == json.loads(run(*asked))
    assert (found["rows"], found["taken"], found["review"], found["refused"]) == (6, 5, 0, 1)
    assert (found["blank"], found["sites"]) == (0, 3)
    assert found["rates"] == {"pooled": "66.00", "by_content": "63.33"}
    assert found["fates"][0] == {"sheet": "Sheet", "row": 1, "fate": "header", "note": ""}
    assert [row["note"] for row in found["fates"]][3:] == [
        "no area",
        "its number stands already in row 4, both count",
        "no area; no department; no unit at all: counts in the whole and for nobody",
        "“many” is no number of points",
    ]
    assert found["units"][0] == {
        "unit": "望湖街道",
        "role": "territorial",
        "n": 3,
        "pooled": "93.33",
        "by_content": "95.00",
        "rank": 1,
    }
    assert [own["rank"] for own in found["units"]] == [1, 1, 2]


def test_an_import_is_told_in_words_with_what_it_made(run, workbook):
    told = run("result", "import", workbook, "--date", "2026-09-18")
    assert "Rows: 5 taken, 0 for review, 1 refused; 0 blank." in told
    assert "Sheet, row 7: refused, “many” is no number of points" in told
    assert "Sheet, row 5: its number stands already in row 4, both count" in told
    assert "New, marked as from import: 3 units, 3 sites, 2 contents." in told
    assert "公园1（望湖街道）" in told
    assert "Imported." in told
    again = run("result", "import", workbook, "--date", "2026-09-18")
    assert "nothing was changed" in again


def test_without_a_day_the_command_is_used_wrongly(run, workbook):
    assert "--date" in run("result", "import", workbook, code=2)


def test_imported_results_are_ranked_by_their_rates(run, workbook):
    run("result", "import", workbook, "--date", "2026-09-18")
    ranked = json.loads(run("rank", "--board", "units", "--period", "2026-W38", "--json"))
    assert [(row["subject"], row["score"], row["n"]) for row in ranked["rows"]] == [
        ("望湖街道", "93.33", 3),
        ("城管局", "100.00", 1),
        ("园林局", "82.50", 4),
    ]
