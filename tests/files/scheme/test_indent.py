"""Criteria tables whose levels are shown by the indentation of cells, as Excel formats them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from inspector.domain.scheme_draft import SchemeSheet
from inspector.files.reader import Cell
from tests.files.criteria import fates, items, understood, wrong
from tests.files.reader.here import read_here

Indented = tuple[int, str, Cell]


def read_back(
    path: Path,
    rows: Sequence[Indented],
    head: Sequence[Cell] = ("检查标准", "分值"),
    merges: Sequence[str] = (),
    mapping: str = "",
) -> SchemeSheet:
    """A table of indented texts and their points, written and understood."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(head))
    text_column = head.index("检查标准") + 1
    for number, (levels, text, points) in enumerate(rows, 2):
        cell = sheet.cell(number, text_column, text)
        cell.alignment = Alignment(horizontal="left", indent=levels)
        sheet.cell(number, text_column + 1, points)
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return understood(*read_here(path), mapping=mapping)


WHOLE = ["市容/道路/路面干净=10", "市容/道路/井盖平整=5", "秩序/车辆入位=4"]


def test_levels_by_the_format_alone(tmp_path: Path) -> None:
    rows = (
        (0, "市容", 15),
        (1, "道路", None),
        (2, "路面干净", 10),
        (2, "井盖平整", 5),
        (0, "秩序", None),
        (1, "车辆入位", 4),
    )
    read = read_back(tmp_path / "a.xlsx", rows)
    assert items(read) == WHOLE
    assert fates(read) == "hssiisi"
    assert wrong(read) == []


def test_a_level_by_the_format_and_one_by_blanks(tmp_path: Path) -> None:
    rows = (
        (0, "市容", None),
        (1, "道路", None),
        (1, "  路面干净", 10),
        (1, "  井盖平整", 5),
        (0, "秩序", None),
        (0, "  车辆入位", 4),
    )
    read = read_back(tmp_path / "a.xlsx", rows)
    assert items(read) == WHOLE
    assert fates(read) == "hssiisi"


def test_levels_by_the_format_under_merged_headings(tmp_path: Path) -> None:
    """The first level stands across the table, the second and third are indented."""
    rows = (
        (0, "一、市容", None),
        (0, "道路", 15),
        (1, "路面干净", 10),
        (1, "井盖平整", 5),
        (0, "二、秩序", None),
        (0, "停车", None),
        (1, "车辆入位", 4),
    )
    read = read_back(tmp_path / "a.xlsx", rows, merges=("A2:B2", "A6:B6"))
    assert items(read) == ["市容/道路/路面干净=10", "市容/道路/井盖平整=5", "秩序/停车/车辆入位=4"]
    assert fates(read) == "hssiissi"
    assert wrong(read) == []


def test_texts_merged_down_keep_their_indentation(tmp_path: Path) -> None:
    rows = (
        (0, "市容", None),
        (1, "路面干净", 10),
        (1, "", None),
        (1, "井盖平整", 5),
    )
    read = read_back(tmp_path / "a.xlsx", rows, merges=("A3:A4", "B3:B4"))
    assert items(read) == ["市容/路面干净=10", "市容/井盖平整=5"]
    assert fates(read) == "hsiii"


def test_a_sum_below_that_differs_is_told(tmp_path: Path) -> None:
    rows = (
        (0, "市容", 15),
        (1, "路面干净", 10),
        (1, "井盖平整", 5),
        (0, "秩序", 9),
        (1, "车辆入位", 4),
        (1, "通道畅通", 5),
        (0, "绿化", 8),
        (1, "草坪完整", 7),
    )
    read = read_back(tmp_path / "a.xlsx", rows)
    assert wrong(read) == ["items 绿化 8 7 8"]


@pytest.mark.parametrize("levels", [0, 1, 3])
def test_one_indentation_for_all_shows_no_level(tmp_path: Path, levels: int) -> None:
    rows = [(levels, "路面干净", 10), (levels, "井盖平整", 5)]
    read = read_back(tmp_path / "a.xlsx", rows)
    assert items(read) == ["路面干净=10", "井盖平整=5"]


def test_indented_items_whose_points_stand_alone_are_items(tmp_path: Path) -> None:
    """A deeper row below one with points of its own, which are no sum, is no part of it."""
    rows = [(0, "路面干净", 10), (1, "井盖平整", 5), (0, "车辆入位", 4)]
    read = read_back(tmp_path / "a.xlsx", rows)
    assert items(read) == ["路面干净=10", "井盖平整=5", "车辆入位=4"]
