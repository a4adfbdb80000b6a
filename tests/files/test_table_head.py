from __future__ import annotations

import pytest

from inspector.files.reader import Cell, Merge, Sheet
from inspector.files.table_head import find_head, headless, repeated_until

KNOWN = {"编号", "事项", "大类", "小类", "要点", "分数", "权重", "依据", "单位", "日期"}


def _sheet(*rows: tuple[Cell, ...], merges: tuple[Merge, ...] = ()) -> Sheet:
    width = max(map(len, rows))
    return Sheet("表", True, tuple((*row, *[None] * (width - len(row))) for row in rows), merges)


def _is_known(heading: str) -> bool:
    return heading in KNOWN


def test_one_row_below_a_title_and_a_line_of_remarks() -> None:
    head = find_head(
        _sheet(
            ("某镇巡查表",),
            ("填表单位：某镇", None, None, "日期：三月"),
            ("编号", "事项", "分 数", "依据"),
            (1, "道路", 5, "目测"),
        ),
        _is_known,
    )
    assert head is not None
    assert (head.first, head.last) == (2, 2)
    assert [head.heading(column) for column in range(4)] == ["编号", "事项", "分 数", "依据"]
    assert [head.column(name) for name in ("分数", "d", "D", "事项", "没有", "Z", "")] == [
        2, 3, 3, 1, None, None, None,
    ]  # fmt: skip


def test_groups_carry_their_heading_with_merges_and_without() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("编号", "大类", None, "小类", None, "备考"),
        (None, "事项", "权重", "事项", "分数", None),
        (1, "环境", 30, "道路", 5, None),
    )
    merges = (
        Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(0, 3, 0, 4), Merge(0, 5, 1, 5),
    )  # fmt: skip
    for sheet in (_sheet(*rows, merges=merges), _sheet(*rows)):
        head = find_head(sheet, _is_known)
        assert head is not None
        assert (head.first, head.last) == (0, 1)
        assert dict(head.paths) == {
            0: ("编号",),
            1: ("大类", "事项"),
            2: ("大类", "权重"),
            3: ("小类", "事项"),
            4: ("小类", "分数"),
            5: ("备考",),
        }
        assert head.column("小类/事项") == 3
        assert head.column("小类／分数") == 4


def test_three_levels_and_groups_that_nobody_knows() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("基本情况", None, "检查情况", None, None),
        ("编号", "事项", "标准", None, "结果"),
        (None, None, "要点", "分数", "日期"),
        (1, "道路", "整洁", 5, None),
    )
    merges = (
        Merge(0, 0, 0, 1), Merge(0, 2, 0, 4), Merge(1, 0, 2, 0), Merge(1, 1, 2, 1),
        Merge(1, 2, 1, 3),
    )  # fmt: skip
    for sheet in (_sheet(*rows, merges=merges), _sheet(*rows)):
        head = find_head(sheet, _is_known)
        assert head is not None
        assert (head.first, head.last) == (0, 2)
        assert head.paths[3] == ("检查情况", "标准", "分数")
        assert head.paths[1] == ("基本情况", "事项")


def test_a_first_row_of_words_is_no_header() -> None:
    sheet = _sheet(
        ("编号", "事项", "分数"),
        ("一", "环境", None),
        ("1", "道路", "5分"),
    )
    head = find_head(sheet, _is_known)
    assert head is not None
    assert head.last == 0


def test_a_title_that_says_what_a_heading_says_is_no_header() -> None:
    for title in ("事项", "全镇的事项和它们的分数都在这一张很长的表里写着"):
        sheet = _sheet(
            (title, None, None), ("编号", "事项", "分数"), ("1", "道路", 5),
            merges=(Merge(0, 0, 0, 2),),
        )  # fmt: skip
        head = find_head(sheet, lambda heading: _is_known(heading) or "事项" in heading)
        assert head is not None
        assert (head.first, head.last) == (1, 1)


def test_a_header_that_is_printed_again_is_found_with_all_its_rows() -> None:
    head_rows: tuple[tuple[Cell, ...], ...] = (
        ("编号", "大类", None, "备考"),
        (None, "事项", "分数", None),
    )
    sheet = _sheet(
        *head_rows, (1, "道路", 5, None), ("编 号", "大类", None, None), head_rows[1],
        (2, "河道", 4, None),
    )  # fmt: skip
    head = find_head(sheet, _is_known)
    assert head is not None
    assert [repeated_until(sheet, head, index) for index in (2, 3, 5)] == [None, 4, None]
    assert head.is_repeated(sheet.rows[3])
    assert not head.is_repeated(sheet.rows[5])


@pytest.mark.parametrize("rows", [(("道路", 5),), (("编号", "道路"),), ((None,),)])
def test_too_little_that_is_known_is_no_header(rows: tuple[tuple[Cell, ...], ...]) -> None:
    assert find_head(_sheet(*rows), _is_known) is None


def test_columns_without_headings_are_found_by_letter() -> None:
    head = headless(_sheet(("道路", 5)))
    assert (head.first, head.last, head.column("b"), head.heading(0)) == (-1, -1, 1, "")
    assert not head.is_repeated(("道路", 5))
    assert headless(Sheet("空", True, ())).column("A") is None


def test_a_header_below_many_rows_is_not_looked_for() -> None:
    rows: list[tuple[Cell, ...]] = [("说明", None)] * 30
    assert find_head(_sheet(*rows, ("编号", "事项")), _is_known) is None
    assert find_head(_sheet(*rows[1:], ("编号", "事项")), _is_known) is not None
