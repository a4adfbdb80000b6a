"""A week of a district by command line: criteria, sites, scores, photos, ranking, sheet, proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspector.__main__ import main
from inspector.domain.period import week_of
from tests.files.pictures import field, saved

Run = Callable[..., dict[str, Any]]
DAY = date(2026, 11, 18)


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs `inspector … --json` on one workspace and gives the object; a refusal fails."""

    def act(*words: object) -> dict[str, Any]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main([*map(str, words), "--json", "-w", str(tmp_path / "district")])
        out, err = capfd.readouterr()
        assert (left.value.code, err) == (0, "")
        told = json.loads(out)
        assert isinstance(told, dict)
        return told

    return act


def criteria(folder: Path) -> Path:
    """A foreign criteria table, as an office might keep it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("示例区市场检查考核表", None, None, None),
        ("序号", "考核项目", "分值", "考核标准"),
        (None, "总分", 100, None),
        ("一、", "环境卫生", 60, None),
        (1, "地面", 40, "地面干净，无积水。"),
        (2, "垃圾桶", 20, "桶盖完好，不满溢。"),
        ("二、", "经营秩序", 40, None),
        (3, "占道经营", 40, "无占道摊点。"),
    ):
        sheet.append(row)
    path = folder / "criteria.xlsx"
    book.save(path)
    return path


def sites(folder: Path) -> Path:
    """Units, sites and types in our own form."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in {
        "单位": [
            ("编码", "名称", "类别"),
            ("J1", "东街街道", "街道"),
            ("J2", "西街街道", "街道"),
            ("S1", "东门社区", "社区"),
        ],
        "上级关系": [("单位", "上级单位", "角色"), ("S1", "J1", "属地")],
        "类型": [("名称", "权重"), ("农贸市场", 2)],
        "点位": [
            ("编码", "名称", "类型", "属地单位"),
            ("M1", "东门市场", "农贸市场", "S1"),
            ("M2", "西门市场", "农贸市场", "J2"),
        ],
    }.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "sites.xlsx"
    book.save(path)
    return path


def test_a_week_from_criteria_to_the_sheet_on_the_wall(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "district", "--district", "示例区")

    read = run("scheme", "import", criteria(tmp_path))
    assert [one["ok"] for one in read["sums"]] == [True, True, True]
    assert [row["fate"] for row in read["rows"]][:4] == ["title", "header", "total", "section"]
    run("scheme", "publish")
    assert run("site", "import", sites(tmp_path))["sites"] == 2
    again = run("site", "import", sites(tmp_path))
    assert {row["fate"] for row in again["rows"]} == {"header", "unchanged"}

    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(saved(field(), "JPEG"))
    for site, points in (("M1", (30, 20, 40)), ("M2", (40, 20, 20))):
        number = run("visit", "start", site, "--day", DAY)["number"]
        for item, given in enumerate(points, start=1):
            run("visit", "answer", number, item, "--points", given)
        run("visit", "photo", number, 1, photo)
        run("visit", "close", number)

    period = str(week_of(DAY))
    ranked = run("rank", "--board", "units", "--period", period, "--out", tmp_path / "week.xlsx")
    streets = [row for row in ranked["rows"] if row["group"] == "street"]
    assert [(row["rank"], row["subject"], row["score"]) for row in streets] == [
        (1, "东街街道", "90.00"),
        (2, "西街街道", "80.00"),
    ]
    why = run("rank", "--board", "units", "--period", period, "--explain", "东街街道")["explain"]
    assert sum(Decimal(line["lost"]) for line in why["lines"]) == 100 - Decimal(why["score"])

    book = openpyxl.load_workbook(tmp_path / "week.xlsx")
    assert len(book.worksheets) == 4
    shown = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert {"东街街道", "西街街道", "东门社区"} <= set(shown)
    assert run("check") == {"ok": True, "findings": []}

    run("undo")
    before = run("rank", "--board", "units", "--period", period)
    street = {row["subject"]: row["score"] for row in before["rows"] if row["group"] == "street"}
    assert street == {"东街街道": "90.00", "西街街道": None}


def test_next_week_knows_the_rank_of_this_one(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "district")
    run("scheme", "import", criteria(tmp_path))
    run("scheme", "publish")
    run("site", "import", sites(tmp_path))
    for days, full in ((0, "M1"), (7, "M2")):
        for site in ("M1", "M2"):
            day = DAY - timedelta(days=14) + timedelta(days=days)
            number = run("visit", "start", site, "--day", day)["number"]
            for item, most in enumerate((40, 20, 40), start=1):
                run("visit", "answer", number, item, "--points", most if site == full else most / 2)
            run("visit", "close", number)
    period = week_of(DAY - timedelta(days=7))
    ranked = run("rank", "--board", "units", "--period", period)["rows"]
    assert {
        row["subject"]: (row["rank"], row["previous_rank"])
        for row in ranked
        if row["group"] == "street"
    } == {"西街街道": (1, 2), "东街街道": (2, 1)}
