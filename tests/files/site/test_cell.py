from decimal import Decimal

import pytest

from inspector.domain.unit import UnitClass
from inspector.domain.unit_naming import class_by_name
from inspector.errors import CellFault
from inspector.files.site.cell import degrees_in, length_in, names_in, place_in
from inspector.files.site.section import kind_of_sheet, plain_kind, section_in, without_count


@pytest.mark.parametrize(
    "cell",
    [
        "118.5,30.25", "118.5，30.25", "30.25, 118.5", "118.5 30.25", "E118.5°，N30.25°",
        "东经118.5 北纬30.25", "118°30′0″,30°15′0″", "１１８．５、３０．２５", "(118.5;30.25)",
    ],
)  # fmt: skip
def test_longitude_and_latitude_in_one_cell(cell):
    assert place_in(cell) == (Decimal("118.5"), Decimal("30.25"))


@pytest.mark.parametrize("cell", ["", "118.5", "1,2,3", "河边", "118.5,200.5"])
def test_no_place(cell):
    with pytest.raises(ValueError):  # noqa: PT011 - the fault stands in it or not
        place_in(cell)


@pytest.mark.parametrize(
    ("cell", "metres"),
    [
        (420, 420), ("420米", 420), ("0.42公里", 420), ("1,200", 1200), ("约３００ｍ", 300),
        ("1.5 km", 1500), (Decimal("0.5"), Decimal("0.5")),
    ],
)  # fmt: skip
def test_lengths(cell, metres):
    assert length_in(1)(cell) == metres


def test_a_plain_number_is_in_the_unit_of_the_heading():
    assert length_in(1000)(Decimal("1.2")) == 1200
    assert length_in(1000)("800米") == 800
    for cell in ("很长", "-5", 0, "9" * 40):
        with pytest.raises(ValueError) as caught:  # noqa: PT011
            length_in(1)(cell)
        assert caught.value.args[0] in (CellFault.NOT_A_NUMBER, CellFault.OUT_OF_RANGE)


def test_degrees_with_signs():
    assert degrees_in(180)("东经113°37′12″") == Decimal("113.62")
    assert degrees_in(90)(Decimal("34.1234567890")) == Decimal("34.1234568")


def test_names_of_units_are_parted_and_dashes_are_none():
    assert names_in("商务局/消防大队、城管局") == ("商务局", "消防大队", "城管局")
    assert names_in("—") == names_in("无") == names_in(None) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("东岗街道", UnitClass.STREET), ("东岗街道办", UnitClass.STREET),
        ("东岗办事处", UnitClass.STREET), ("西河镇", UnitClass.TOWNSHIP),
        ("西河镇人民政府", UnitClass.TOWNSHIP), ("松园社区", UnitClass.COMMUNITY),
        ("松园社区居民委员会", UnitClass.COMMUNITY), ("临河村委会", UnitClass.COMMUNITY),
        ("城市管理局", UnitClass.BUREAU), ("卫生健康委员会", UnitClass.BUREAU),
        ("交警大队", UnitClass.BUREAU), ("背街小巷专项指挥部", UnitClass.HQ),
        ("区创文办", UnitClass.OFFICE), ("张副区长", UnitClass.LEADER),
        ("城管局（二大队）", UnitClass.BUREAU), ("供水公司", None), ("社区", None), ("街道", None),
    ],
)  # fmt: skip
def test_the_end_of_a_name_tells_the_class(name, kind):
    assert class_by_name(name) is kind


@pytest.mark.parametrize(
    ("text", "body", "stated"),
    [
        ("农贸市场（12个）", "农贸市场", 12), ("公园(共 3 处)", "公园", 3),
        ("宾馆【5家】", "宾馆", 5),
        ("合计：36个", "合计", 36), ("共12个", "", 12), ("东岗路3段", "东岗路3段", None),
        ("第一中学", "第一中学", None), ("8处", "", 8),
    ],
)  # fmt: skip
def test_counts_at_the_end_of_a_text(text, body, stated):
    assert without_count(text) == (body, stated)


def test_what_is_a_section_and_what_is_none():
    assert section_in({0: "一、农贸市场（2个）"}, is_marked=False).text == "农贸市场"
    assert section_in({0: "二", 1: "公园", 4: "3个"}, is_marked=False).stated == 3
    assert section_in({1: "商场超市："}, is_marked=False).is_guessed
    assert section_in({1: "东岗市场"}, is_marked=False) is None
    assert section_in({1: "东岗市场", 2: "一号"}, is_marked=True) is None
    assert section_in({0: "一、以下各点位由街道自查，每月报送一次。"}, is_marked=True) is None
    assert plain_kind("（三）宾馆饭店类点位（5个）：") == "宾馆饭店"


def test_what_the_title_of_a_sheet_says():
    assert kind_of_sheet("东岗街道", is_one_of_several=False) == "东岗街道"
    assert kind_of_sheet("邻里中心", is_one_of_several=False) == "邻里中心"
    assert kind_of_sheet("邻里", is_one_of_several=False) == ""
    assert kind_of_sheet("邻里", is_one_of_several=True) == "邻里"
    assert kind_of_sheet("Sheet2", is_one_of_several=True) == ""
