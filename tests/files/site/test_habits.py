"""Made-up lists of sites and units with habits of offices that were misread once."""

import pytest

from inspector.domain.row_answer import Answers
from inspector.errors import CellRefused, FileFault, FileRefused
from inspector.files.site.workbook import understand
from tests.files import site_lists as lists
from tests.files.site.test_foreign import Taken


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("示例区公交站点一览表", "公交站"),
        ("2026年示例市农贸市场点位清单", ""),
        ("农贸市场名单", "农贸市场"),
        ("示例县居民小区台账", "居民小区"),
    ],
)
def test_the_title_gives_the_type_where_no_column_does(title, kind):
    rows = [(title,), ("序号", "点位", "所在道路"), (1, "站前", "站前路"), ("第2页",)]
    read = understand(lists.one("Sheet1", rows, [(0, 0, 0, 2)]), Answers())
    assert [line.values.get("site_type", "") for line in read.sites] == [kind]
    assert [line.values["address"] for line in read.sites] == ["站前路"]
    assert [fate.fate.value for fate in read.fates] == ["title", "header", "remark"]


def test_a_site_without_a_type_is_refused_in_words():
    with pytest.raises(CellRefused) as refused:
        Taken(lists.one("Sheet1", [("点位", "联系人"), ("东门", "张三")]))
    assert refused.value.column == "site type"


def test_lists_side_by_side_are_refused_unless_columns_are_told():
    head = ("序号", "小区名称", "街道")
    rows = [(*head, None, *head), (1, "甲园", "东岗街道", None, 2, "乙园", "西河街道")]
    with pytest.raises(FileRefused) as refused:
        Taken(lists.one("Sheet1", rows))
    assert (refused.value.fault, refused.value.sheet) == (FileFault.SIDE_BY_SIDE, "Sheet1")
    told = Taken(lists.one("Sheet1", rows), mapping=(("B", "name"), ("G", "ignore")))
    assert set(told.sites) == {"甲园"}
    assert set(told.units) == {"东岗街道"}


@pytest.mark.parametrize(
    ("head", "row", "kind"),
    [
        (("路段名称", "道路等级", "责任单位"), ("东岗路", "主干道", "城管局"), "主干道"),
        (("项目点", "属性", "归口管理部门"), ("东岗书店", "实体书店", "宣传部"), "实体书店"),
        (("窗口名称", "类别", "主管部门"), ("政务大厅", "窗口", "审批局"), "窗口"),
        (("乡镇", "行政村", "自然村"), ("南山镇", "上村", "上湾"), "自然村"),
    ],
)
def test_headings_of_sites(head, row, kind):
    found = Taken(lists.one("Sheet1", [head, row]))
    assert list(found.types().values()) == [kind]


def test_headings_of_units():
    head = ("序号", "单位全称", "简称", "单位性质", "主管领导")
    rows = [head, (1, "示例区城市管理局", "城管局", "区直部门", "张三")]
    assert set(Taken(lists.one("Sheet1", rows)).units) == {"示例区城市管理局"}
