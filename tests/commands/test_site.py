import json

import pytest

from inspector.files.site.template import write_sites
from tests.files.register import register


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "site.xlsx"
    write_sites(path, register())
    return path


def test_an_import_tells_the_fate_of_every_row_as_json(run, workbook):
    previewed = json.loads(run("site", "import", workbook, "--dry-run", "--json"))
    imported = json.loads(run("site", "import", workbook, "--json"))
    assert previewed == imported
    counts = {"units", "sites", "types", "made", "coded"}
    assert imported.keys() == {"rows", "remarks", "columns", *counts}
    assert (imported["units"], imported["sites"], imported["types"]) == (3, 2, 2)
    assert imported["rows"][0] == {"sheet": "责任单位", "row": 1, "fate": "header"}
    assert [row["fate"] for row in imported["rows"]].count("new") == 11
    again = json.loads(run("site", "import", workbook, "--json"))
    assert {row["fate"] for row in again["rows"]} == {"header", "unchanged"}


def test_an_import_is_told_in_words(run, workbook):
    assert "nothing was written" in run("site", "import", workbook, "--dry-run")
    told = run("site", "import", workbook)
    assert "In the workbook: 3 units, 2 site types, 2 sites." in told
    assert "inspector undo" in told
    assert "nothing was changed" in run("site", "import", workbook)


def test_lists_are_for_people_and_for_machines(run, workbook):
    assert "no sites yet" in run("site", "list")
    assert "no units yet" in run("unit", "list")
    run("site", "import", workbook)
    assert "东岗路" in run("site", "list")
    assert "松园社区" in run("unit", "list")
    road = json.loads(run("site", "list", "--json"))["sites"][0]
    assert (road["code"], road["longitude"], road["length_m"]) == ("0001", "113.6254311", "420.5")
    assert {"unit": "城管局", "role": "line"} in road["units"]
    units = json.loads(run("unit", "list", "--json"))["units"]
    assert {each["name"]: each["class"] for each in units}["城管局"] == "bureau"


def test_an_export_comes_back_unchanged(run, workbook, tmp_path):
    run("site", "import", workbook)
    assert "out.xlsx" in run("site", "export", tmp_path / "out")
    again = json.loads(run("site", "import", tmp_path / "out.xlsx", "--dry-run", "--json"))
    assert {row["fate"] for row in again["rows"]} == {"header", "unchanged"}


def test_a_refusal_is_one_sentence_and_nothing_else(run, tmp_path):
    assert "missing.xlsx" in run("site", "import", tmp_path / "missing.xlsx", code=1)
    odd = register()
    path = tmp_path / "site.xlsx"
    write_sites(path, type(odd)(odd.units, (), (), odd.sites, ()))
    told = run("site", "import", path, "--json", code=1)
    assert told == (
        "site.xlsx, sheet 点位, row 2, column 类型: the site type “次干道” is unknown. "
        "Add it to the sheet of types.\n"
    )


def test_any_list_comes_in_with_its_columns_told_and_its_names_made(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("甲,东岗市场,市场,东岗街道\n乙,西河市场,集市,西河镇\n", encoding="utf-8")
    assert "list.csv" in run("site", "import", path, code=1)
    told = "--map", "B=name,C=site_type,D=territorial"
    found = json.loads(run("site", "import", path, *told, "--json"))
    assert (found["sites"], found["made"], found["coded"]) == (2, 4, 2)
    assert [each["field"] for each in found["columns"]] == [
        None, "name", "site_type", "territorial",
    ]  # fmt: skip
    more = tmp_path / "more.csv"
    more.write_text("a,南山公园,公园,南山街道办\n合计：3个\n", encoding="utf-8")
    assert "公园" in run("site", "import", more, *told, code=1)
    text = run("site", "import", more, *told, "--create-names", "--names", "南山街道办=东岗街道")
    assert "more, row 2, 合计：3个: 3 rows are stated, the count is 1." in text
    assert "1 unit or site type is made of its name." in text
    sites = {each["name"]: each for each in json.loads(run("site", "list", "--json"))["sites"]}
    assert sites["南山公园"]["units"] == [{"unit": "东岗街道", "role": "territorial"}]
    assert "unit_name" in run("site", "import", more, "--map", "B=unit", code=1)
