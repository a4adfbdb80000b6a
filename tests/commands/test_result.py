import json

import openpyxl
import pytest

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
    assert found["fates"][0] == {
        "sheet": "Sheet",
        "row": 1,
        "fate": "header",
        "note": "",
        "reasons": [],
        "column": "",
    }
    assert [row["note"] for row in found["fates"]][3:] == [
        "no area",
        "its number stands already in row 4, both count",
        "no area; no department; no unit at all: counts in the whole and for nobody",
        "“many” is no number of points and no known grade",
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
    assert "Sheet, row 7: refused, “many” is no number of points and no known grade" in told
    assert "Sheet, row 5: its number stands already in row 4, both count" in told
    assert "New, marked as from import: 3 units, 3 sites, 2 contents." in told
    assert "公园1（望湖街道）" in told
    assert "Imported." in told
    again = run("result", "import", workbook, "--date", "2026-09-18")
    assert "nothing was changed" in again


def test_rows_without_a_day_ask_for_one(run, workbook):
    assert "--day" in run("result", "import", workbook, code=1)


WIDE = (
    ("点位", "日期", "环境（10分）", "秩序（20分）", "备注"),
    ("东市", "2026.9.17", 8, "优", None),
    ("西市", "9月18日", None, 15, "雨"),
    ("西市", "9月18日", None, 15, "雨"),
    ("合计", None, 8, 30, None),
)


@pytest.fixture
def wide(tmp_path):
    book = openpyxl.Workbook()
    for row in WIDE:
        book.active.append(row)
    book.save(tmp_path / "wide.xlsx")
    return tmp_path / "wide.xlsx"


def test_a_wide_table_accounts_for_every_row_and_tells_how_it_was_read(run, wide):
    asked = ("result", "import", wide, "--day", "2026-09-20", "--json")
    found = json.loads(run(*asked, "--duplicates", "drop", "--blank", "zero"))
    assert sum(found["counts"].values()) == len(found["fates"]) == 5
    assert (found["taken"], found["dropped"], found["counts"]["total"]) == (2, 1, 1)
    assert found["fates"][3]["reasons"][0] == "doubled_row"
    assert found["observations"] == {"valued": 4, "missing": 0, "not_applicable": 0}
    assert found["days"] == ["2026-09-17", "2026-09-18"]
    (table,) = found["tables"]
    assert [column["field"] for column in table["columns"]] == [
        "place", "day", "value", "value", "ignore",
    ]  # fmt: skip
    assert table["columns"][3]["full_mark"] == "20"
    assert table["grades"] == {"优": "1"}
    assert found["visits"] == {"new": 2, "corrected": 0, "unchanged": 0}
    assert found["rates"]["pooled"] == "63.75"


def test_columns_and_options_are_told_and_kept_in_a_profile(run, wide, workbook):
    options = ("--lower-is-better", "--grades", "优=90%", "--map", "E=inspector,C=value")
    kept = ("--save-profile", "街道月报", "--day", "2026-09-20", "--json")
    trial = json.loads(run("result", "import", wide, *options, *kept, "--dry-run"))
    assert json.loads(run("result", "profiles", "--json")) == {"profiles": []}
    first = json.loads(run("result", "import", wide, *options, *kept))
    assert first["visits"]["new"] == trial["visits"]["new"] == 3
    (profile,) = json.loads(run("result", "profiles", "--json"))["profiles"]
    assert profile["name"] == "街道月报"
    assert profile["mapping"] == [
        {"column": "备注", "field": "inspector"},
        {"column": "环境（10分）", "field": "value"},
    ]
    assert profile["options"] == "--lower-is-better --grades 优=0.9"
    again = ("result", "import", wide, "--profile", "街道月报", "--json")
    found = json.loads(run(*again))
    assert found["visits"] == {"new": 0, "corrected": 0, "unchanged": 3}
    assert found["tables"][0]["lower_is_better"] is True
    told = run("result", "import", workbook, "--profile", "街道月报", code=1)
    assert "备注" in told
    assert "街道月报" in told
    assert "街道月报" in run("result", "profiles")
    run("result", "profiles", "--remove", "街道月报")
    assert "街道月报" in run(*again, code=1)


def test_names_and_marks_that_are_told_wrongly_are_refused_before_anything_is_read(run, tmp_path):
    missing = tmp_path / "missing.xlsx"
    assert "grade" in run("result", "import", missing, "--grades", "A", code=1)
    assert "full mark" in run("result", "import", missing, "--full-mark", "x", code=1)
    assert "name" in run("result", "import", missing, "--names", "甲", code=1)
    assert "--map" in run("result", "import", missing, "--map", "A=nothing", code=1)


def test_imported_results_are_ranked_by_their_rates(run, workbook):
    run("result", "import", workbook, "--date", "2026-09-18")
    ranked = json.loads(run("rank", "--board", "units", "--period", "2026-W38", "--json"))
    assert [(row["subject"], row["score"], row["n"]) for row in ranked["rows"]] == [
        ("望湖街道", "93.33", 3),
        ("城管局", "100.00", 1),
        ("园林局", "82.50", 4),
    ]


def test_the_day_that_stands_above_the_table_is_that_of_its_rows(run, tmp_path):
    book = openpyxl.Workbook()
    for row in (("检查日期：2026年9月17日", None), ("点位", "得分"), ("东市", 90), ("西市", 80)):
        book.active.append(row)
    book.save(tmp_path / "stated.xlsx")
    found = json.loads(run("result", "import", tmp_path / "stated.xlsx", "--json"))
    assert found["tables"][0]["stated_day"] == "2026-09-17"
    assert found["points"] == {"got": "170", "full": "200"}
    told = run("result", "import", tmp_path / "stated.xlsx", "--day", "2026-09-18")
    assert "The day that stands above the table: 2026-09-17." in told
    ranked = json.loads(run("visit", "list", "--json"))
    assert sorted(line["day"] for line in ranked["visits"]) == [
        *["2026-09-17"] * 2,
        *["2026-09-18"] * 2,
    ]


def test_a_hidden_sheet_is_read_and_told(run, workbook, tmp_path):
    book = openpyxl.load_workbook(workbook)
    book["Sheet2"].append(HEADER)
    book["Sheet2"].append(ROWS[0])
    book["Sheet2"].sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    asked = ("result", "import", tmp_path / "hidden.xlsx", "--date", "2026-09-18", "--dry-run")
    assert "“Sheet2” is hidden in the file" in " ".join(run(*asked).split())
    tables = json.loads(run(*asked, "--json"))["tables"]
    assert [(one["sheet"], one["hidden"]) for one in tables] == [("Sheet", False), ("Sheet2", True)]
