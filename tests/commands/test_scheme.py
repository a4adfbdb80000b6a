from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector.__main__ import main
from inspector.services import workspace

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `inspector scheme …` on a workspace; exit code, output, errors."""
    folder = tmp_path / "workspace"
    workspace.create(folder).close()

    def act(*words: object) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["scheme", *map(str, words), "-w", str(folder)])
        out, err = capfd.readouterr()
        code = left.value.code
        return (code if isinstance(code, int) else 0), out, err

    return act


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A foreign table whose sum is wrong."""
    book = openpyxl.Workbook()
    for line in (
        ["某区检查表"],
        ["序号", "检查项目", "分值", "评分标准"],
        ["一、", "环境", 9, None],
        [1, "路面整洁", 5, "每处扣1分"],
        [2, "河道清洁", 3.5, None],
        ["二、", "奖励分", 2, None],
        ["负责人", "李某", None, None],
    ):
        book.worksheets[0].append(line)
    path = tmp_path / "table.xlsx"
    book.save(path)
    return path


def _told(result: tuple[int, str, str]) -> dict[str, Any]:
    code, out, err = result
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


def test_the_machine_reads_what_an_import_would_do(run: Run, table: Path) -> None:
    told = _told(run("import", table, "--dry-run", "--json"))
    assert told["title"] == "某区检查表"
    assert told["items"] == [
        {"sheet": "Sheet", "row": 4, "code": "1", "path": ["环境"], "text": "路面整洁",
         "full_mark": "5", "kind": "points"},
        {"sheet": "Sheet", "row": 5, "code": "2", "path": ["环境"], "text": "河道清洁",
         "full_mark": "3.5", "kind": "points"},
        {"sheet": "Sheet", "row": 6, "code": "二", "path": ["奖励分"], "text": "奖励分",
         "full_mark": "2", "kind": "bonus"},
    ]  # fmt: skip
    fates = ["title", "header", "section", "item", "item", "item", "unknown"]
    assert told["rows"] == [
        {"sheet": "Sheet", "row": row, "fate": fate, "reason": reason}
        for row, (fate, reason) in enumerate(zip(fates, [*[None] * 6, "no_points"], strict=True), 1)
    ]
    assert told["sums"] == [
        {"kind": "items", "where": "环境", "sheet": "Sheet", "row": 3, "rows": [4, 5],
         "stated": "9", "found": "8.5", "ok": False},
        {"kind": "items", "where": "奖励分", "sheet": "Sheet", "row": 6, "rows": [6],
         "stated": "2", "found": "2", "ok": True},
    ]  # fmt: skip
    assert (told["weights"], [each["taken"] for each in told["rules"]]) == ([], [False])
    assert told["mapping"][1] == {"column": "B", "heading": "检查项目", "field": "text"}
    assert _told(run("list", "--json")) == {"schemes": []}


def test_from_the_table_to_the_published_version_and_out_again(
    run: Run, table: Path, tmp_path: Path
) -> None:
    code, out, err = run("import", table)
    assert (code, err) == (0, "")
    out = " ".join(out.split())
    for said in (
        "full mark",
        "环境 (row 3): 9 points are stated, the items add up to 8.5. Added up are rows 4-5.",
        "奖励分 (row 6): 2 points, as stated.",
        "Sheet, row 7: not understood, please look at it. Has no points.",
        "The words of 1 item speak of a rule; it is taken for 0.",
        "Give --rules",
        "2 sections, 3 items",
        "“某区检查表” is a draft now.",
    ):
        assert said in out
    version = _told(run("publish", "--json"))
    assert (version["title"], version["version"]) == ("某区检查表", 1)
    assert _told(run("list", "--json"))["schemes"][0]["items"] == 3
    assert "Version 1" in run("list")[1]
    assert "河道清洁" in run("show")[1]
    assert [each["code"] for each in _told(run("show", "某区检查表", "--json"))["items"]] == [
        "1", "2", "二"
    ]  # fmt: skip
    out_file = tmp_path / "out"
    assert "out.xlsx" in run("export", out_file)[1]
    again = _told(run("import", out_file.with_suffix(".xlsx"), "--json"))
    assert (again["changed"], again["follows"]) == (False, 1)
    assert "Nothing was imported" in run("import", table)[1]


def test_rules_in_words_are_taken_on_demand(run: Run, table: Path) -> None:
    told = _told(run("import", table, "--dry-run", "--json", "--rules"))
    assert told["rules"] == [
        {"sheet": "Sheet", "row": 4, "kind": "deduct", "each": "1", "cap": None, "required": None,
         "per_length": None, "clauses": [], "words": "每处扣1分", "taken": True},
    ]  # fmt: skip
    assert [each["kind"] for each in told["items"]] == ["deduct", "points", "bonus"]
    assert "it is taken for 1." in " ".join(run("import", table, "--rules")[1].split())


def test_weights_are_noted_and_count_on_demand(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (
        ["一级指标", "权重", "二级指标", "分值", "三级指标", "分值"],
        ["市容", "60%", "道路", 100, "路面干净", 100],
        ["秩序", "40%", "停车", 100, "车辆入位", 100],
        [None, None, "绿化", None, None, None],
    ):
        book.worksheets[0].append(line)
    path = tmp_path / "weights.xlsx"
    book.save(path)
    told = _told(run("import", path, "--dry-run", "--json"))
    assert told["weights"] == [
        {"where": "市容", "percent": "60"}, {"where": "秩序", "percent": "40"},
    ]  # fmt: skip
    assert (told["weighted"], [each["full_mark"] for each in told["items"]]) == (
        False, ["100", "100"],
    )  # fmt: skip
    out = " ".join(run("import", path, "--dry-run")[1].split())
    assert "权重 (row 2): the weights add up to 100." in out
    assert "市容 (row 2): its parts state 100 points together." in out
    assert "each item counts the points that are printed. Give --weights" in out
    assert "Sheet, row 4: names a section, but has no points" in out
    told = _told(run("import", path, "--dry-run", "--json", "--weights"))
    assert (told["weighted"], [each["full_mark"] for each in told["items"]]) == (
        True, ["60", "40"],
    )  # fmt: skip
    assert "multiplied by these weights." in run("import", path, "--weights")[1]


def test_a_draft_of_the_next_version_is_told(run: Run, table: Path) -> None:
    run("import", table)
    assert "Version 1" in run("publish")[1]
    code, out, _err = run("import", table, "--map", "D=text,B=section", "--scheme", "某区检查表")
    assert (code, "draft of version 2" in " ".join(out.split())) == (0, True)


def test_columns_and_sheet_can_be_told(run: Run, table: Path) -> None:
    told = _told(run("import", table, "--dry-run", "--json", "--map", "分值=ignore"))
    assert {item["full_mark"] for item in told["items"]} == {"1"}
    code, out, err = run("import", table, "--sheet", "表9", "--json")
    assert (code, out) == (1, "")
    assert err.strip() == "table.xlsx has no sheet “表9”. It has Sheet."
    code, _out, err = run("import", table, "--map", "B=colour")
    assert code == 1
    assert err.startswith("“B=colour” in --map is not understood.")


def test_a_wrong_cell_is_one_sentence_and_nothing_is_written(run: Run, table: Path) -> None:
    book = openpyxl.load_workbook(table)
    book.worksheets[0]["C4"] = "五分"
    book.save(table)
    code, out, err = run("import", table, "--json")
    assert (code, out) == (1, "")
    assert err.strip() == (
        "table.xlsx, sheet Sheet, row 4, column C 分值: "
        "“五分” is no number of points. Enter a number."
    )
    assert _told(run("list", "--json")) == {"schemes": []}


def test_nothing_to_publish_or_show(run: Run) -> None:
    assert run("publish")[0] == 1
    assert run("show", "没有")[0] == 1
    assert run("show")[2].strip() == "No scheme is published yet. Import and publish one first."
    assert "There is no scheme yet" in run("list")[1]


def test_the_empty_template(run: Run, tmp_path: Path) -> None:
    assert _told(run("export", tmp_path / "t.xlsx", "--template", "--json")) == {
        "path": str(tmp_path / "t.xlsx")
    }
    code, _out, err = run("import", tmp_path / "t.xlsx")
    assert (code, err.strip()) == (1, "t.xlsx: no row was understood. Nothing was imported.")


def test_only_so_many_items_of_a_long_table_are_printed(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["序号", "检查项目", "分值"])
    for number in range(1, 1003):
        book.worksheets[0].append([number, f"项目{number}", 1])
    path = tmp_path / "long.xlsx"
    book.save(path)
    code, out, _err = run("import", path, "--dry-run")
    assert code == 0
    assert "项目500 " in out
    assert "项目501" not in out
    assert "first 500 of 1002" in out
    assert len(_told(run("import", path, "--dry-run", "--json"))["items"]) == 1002
