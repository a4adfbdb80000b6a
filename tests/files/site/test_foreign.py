"""Lists of sites and units that no program made: what becomes of every row of them."""

import os
from decimal import Decimal
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.domain.site import Site, SiteType
from inspector.domain.site_plan import plan
from inspector.domain.site_sheet import Register, SiteFate
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.errors import ActionRefused, CellFault, CellRefused, FileRefused
from inspector.files.reader.parent import read_workbook
from inspector.files.site.workbook import understand
from tests.files import site_lists as lists


class Taken:
    """What a list becomes in a workspace."""

    def __init__(self, book, held=None, mapping=(), answers=None):
        ids = count(1000)
        self.held = held or Register()
        self.sheet = understand(book, answers, mapping)
        self.plan = plan(self.sheet, self.held, lambda: UUID(int=next(ids)), answers)
        records = {unit.id: unit for unit in (*self.held.units, *self.held.sites, *self.held.types)}
        self.new = []
        for step in self.plan.steps:
            self.new.append(step.new)
            records[step.new.id] = step.new
        self.sites = {each.name: each for each in self.new if isinstance(each, Site)}
        self.units = {each.name: each for each in self.new if isinstance(each, Unit)}
        self.links = {
            (records[step.new.site].name, step.new.role.value, records[step.new.unit].name)
            for step in self.plan.steps
            if step.kind == "site_unit" and not step.new.void
        }
        self.above = {
            records[step.new.unit].name: records[step.new.parent].name
            for step in self.plan.steps
            if step.kind == "unit_parent"
        }

    def types(self):
        return {name: site.site_type for name, site in self.sites.items()}

    def fates(self, sheet=None):
        wanted = sheet or self.plan.fates[0].sheet
        return [each.fate.value for each in self.plan.fates if each.sheet == wanted]

    def remarks(self):
        return [
            (each.kind.value, each.row, each.stated and int(each.stated),
             each.found and int(each.found)) for each in self.plan.remarks
        ]  # fmt: skip

    def fields(self, sheet=0):
        columns = self.sheet.tables[sheet].columns
        return [each.field.value if each.field else None for each in columns]

    def register(self):
        """What the workspace holds then."""
        kinds = {"unit": "units", "site": "sites", "site_type": "types"}
        kinds |= {"unit_parent": "parents", "site_unit": "links"}
        held = {name: {each.id: each for each in getattr(self.held, name)}
                for name in kinds.values()}  # fmt: skip
        for step in self.plan.steps:
            held[kinds[step.kind]][step.new.id] = step.new
        return Register(**{name: tuple(of.values()) for name, of in held.items()})


ALL = [name for name in vars(lists) if name.isupper()]


@pytest.mark.parametrize("name", ALL)
def test_every_row_of_every_list_has_one_fate_and_a_second_import_changes_nothing(name):
    book = getattr(lists, name)
    mapping = (("A", "name"), ("B", "site_type"), ("C", "territorial")) if name == "BARE" else ()
    first = Taken(book, mapping=mapping)
    rows = [(sheet.title, row) for sheet in book.sheets for row in range(1, len(sheet.rows) + 1)]
    assert [(each.sheet, each.row) for each in first.plan.fates] == rows
    again = Taken(book, first.register(), mapping)
    assert again.plan.steps == ()
    assert SiteFate.NEW not in {each.fate for each in again.plan.fates}


def test_sections_give_the_type_and_counts_are_held_against_the_rows():
    found = Taken(lists.SECTIONS)
    assert found.fields() == ["ignore", "name", "address", "territorial", "duty"]
    assert found.types() == {
        "东岗农贸市场": "农贸市场", "西河农贸市场": "农贸市场",
        "望湖公园": "公园广场", "西河广场": "公园广场",
    }  # fmt: skip
    assert found.fates() == [
        "title", "remark", "header", "section", "new", "new", "section", "new", "new", "total",
        "remark",
    ]  # fmt: skip
    assert found.remarks() == [("rows_differ", 7, 3, 2)]
    assert found.links >= {
        ("东岗农贸市场", "territorial", "东岗街道"),
        ("东岗农贸市场", "line", "商务局"),
        ("望湖公园", "line", "园林局"),
        ("望湖公园", "territorial", "西河街道"),
        ("西河广场", "territorial", "西河街道"),
    }
    assert {name: (unit.unit_class, unit.from_import) for name, unit in found.units.items()} == {
        "东岗街道": (UnitClass.STREET, True), "西河街道": (UnitClass.STREET, True),
        "商务局": (UnitClass.BUREAU, True), "园林局": (UnitClass.BUREAU, True),
    }  # fmt: skip
    assert (found.plan.coded, found.plan.made) == (4, 4 + 2)
    assert found.sites["东岗农贸市场"].code == "P0001"


def test_a_header_of_two_levels_merged_cells_and_coordinates_in_one():
    found = Taken(lists.TWO_LEVELS)
    assert found.fields() == [
        "site_type", "name", "territorial", "place", "length_km", "sponsor", "leader",
    ]  # fmt: skip
    road, river, hill, lane = found.sites.values()
    assert (road.longitude, road.latitude, road.length_m) == (
        Decimal("118.1"), Decimal("30.2"), 1250,
    )  # fmt: skip
    assert (river.longitude, river.latitude, river.length_m) == (
        Decimal("118.2"), Decimal("30.3"), 2000,
    )  # fmt: skip
    assert (hill.longitude, hill.length_m, hill.site_type) == (None, 800, "主干道")
    assert (lane.longitude, lane.latitude) == (Decimal("118.11"), Decimal("30.2"))
    assert ("西河路", "territorial", "东岗街道") in found.links
    assert ("西河路", "sponsor", "税务局") in found.links
    assert lane.leader == ""


def test_blanks_left_of_the_name_mean_what_stands_above():
    found = Taken(lists.BLANKS)
    assert set(found.types().values()) == {"居民小区"}
    territorial = {(name, unit) for name, _role, unit in found.links}
    assert {unit for name, unit in territorial if name == "松园二期"} == {"东岗街道", "松园社区"}
    assert {unit for name, unit in territorial if name == "柳园"} == {"东岗街道", "柳园社区"}
    assert {unit for name, unit in territorial if name == "临河苑"} == {"西河街道"}
    assert found.sites["松园一期"].leader == "张三 13800000001"


def test_each_sheet_may_be_of_one_type_and_one_may_be_no_list():
    found = Taken(lists.SHEETS)
    assert found.types() == {
        "东岗市场": "农贸市场", "西河市场": "农贸市场", "望湖公园": "城市公园",
    }  # fmt: skip
    assert found.fates("说明") == ["review", "review"]
    assert [table.is_understood for table in found.sheet.tables] == [True, True, False]


def test_repeated_headers_subtotals_and_codes():
    found = Taken(lists.PAGES)
    assert found.fates() == ["header", "new", "new", "total", "header", "new", "total", "total"]
    assert found.remarks() == [("rows_differ", 7, 2, 1)]
    assert [site.code for site in found.sites.values()] == ["S-001", "S-002", "S-003"]
    assert found.plan.coded == 0


def test_sections_within_sections_give_street_and_type():
    found = Taken(lists.NESTED)
    assert found.types() == {
        "东岗一路支行": "银行网点", "东岗二路支行": "银行网点", "东岗卫生院": "医院",
        "西河支行": "银行网点",
    }  # fmt: skip
    assert ("东岗卫生院", "territorial", "东岗街道") in found.links
    assert ("西河支行", "territorial", "西河镇") in found.links
    assert found.fates()[:3] == ["section", "header", "section"]


def test_a_name_that_stands_twice_is_told_with_both_rows():
    found = Taken(lists.NUMBERED)
    assert found.types()["东岗中转站"] == "垃圾中转站"
    assert [site.address for site in found.new if isinstance(site, Site)] == [
        "东岗路口", "西河桥头", "东岗路尾",
    ]  # fmt: skip
    assert [each.repeats for each in found.plan.fates if each.repeats] == [4]
    (told,) = found.plan.remarks
    assert (told.kind.value, told.row, told.other) == ("same_name", 4, ("公厕统计", 3))


def test_a_record_over_two_rows_is_one():
    found = Taken(lists.TWO_ROWS)
    assert list(found.sites) == ["火车站广场", "长途车站"]
    assert found.fates() == ["header", "new", "new", "new"]
    assert {unit for name, role, unit in found.links if role == "assisting"} == {
        "公安分局", "城管局",
    }  # fmt: skip


def test_units_with_superiors_leaders_and_phones():
    found = Taken(lists.UNITS)
    assert found.sheet.tables[0].is_of_units
    assert {name: unit.unit_class.value for name, unit in found.units.items()} == {
        "东岗街道办事处": "street", "松园社区居委会": "community", "城市管理局": "bureau",
        "西河镇人民政府": "township", "供水公司": "other",
    }  # fmt: skip
    assert found.above == {"松园社区居委会": "东岗街道办事处", "供水公司": "城市管理局"}
    garden = found.units["松园社区居委会"]
    assert (garden.leader, garden.phone, garden.note, garden.from_import) == (
        "李四", "13800000001", "新设", False,
    )  # fmt: skip


def test_sections_of_units_say_their_class():
    found = Taken(lists.UNIT_SECTIONS)
    assert [unit.unit_class.value for unit in found.units.values()] == [
        "street", "street", "bureau", "bureau",
    ]  # fmt: skip
    assert found.remarks() == [("rows_differ", 5, 3, 2)]


def test_superiors_that_no_row_lists_are_made_where_no_unit_was_there():
    found = Taken(lists.COMMUNITIES)
    assert found.above == {"松园社区": "东岗街道", "柳园社区": "东岗街道", "临河社区": "西河街道"}
    assert {name for name, unit in found.units.items() if unit.from_import} == {
        "东岗街道", "西河街道",
    }  # fmt: skip


def test_lengths_are_summed_up_and_the_heading_of_the_names_may_tell_the_type():
    found = Taken(lists.ROADS)
    assert set(found.types().values()) == {"路段"}
    assert found.remarks() == [("length_differs", 4, 2100, 2000)]
    assert found.sites["东岗路北段"].address == "一号桥—二号桥"
    assert ("东岗路南段", "chief_1", "城管局") in found.links


def test_odd_headings_and_values():
    found = Taken(lists.ODD)
    assert found.fates() == ["header", "new", "new", "empty", "empty"]
    assert list(found.sites) == ["望湖 公园", "西河广场"]
    assert found.sites["望湖 公园"].longitude == Decimal("118.123456")
    assert found.sites["西河广场"].longitude is None


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="no real data here")
def test_every_row_of_every_real_table_has_one_fate():
    for path in sorted(Path(os.environ["INSPECTOR_REAL_DATA"]).glob("*.xls*")):
        book = read_workbook(path)
        for mapping in ((), (("B", "name"), ("C", "note"))):
            found = Taken(book, mapping=mapping, answers=Answers(collects=True))
            rows = [(each.sheet, each.row) for each in found.plan.fates]
            assert rows == [
                (sheet.title, row) for sheet in book.sheets for row in range(1, len(sheet.rows) + 1)
            ]
            # None of them is a list of sites unless somebody says so.
            assert mapping or found.sheet.sites == ()


def test_a_list_without_header_needs_a_mapping():
    with pytest.raises(FileRefused):
        understand(lists.BARE)
    found = Taken(lists.BARE, mapping=(("A", "name"), ("B", "site_type"), ("C", "territorial")))
    assert found.types() == {"东岗市场": "市场", "西河市场": "市场"}
    assert ("西河市场", "territorial", "西河镇") in found.links


def test_a_mapping_names_columns_by_letter_heading_path_or_sheet():
    told = (
        ("类型", "ignore"), ("位置信息/所属街道", "duty"), ("G", "note"), ("点位!F", "lead"),
    )  # fmt: skip
    found = Taken(
        lists.TWO_LEVELS, Register(types=(SiteType(UUID(int=1), "路"),)), told, collecting()
    )
    assert found.fields() == [
        "ignore", "name", "duty", "place", "length_km", "lead", "note",
    ]  # fmt: skip
    assert found.sites["东岗路"].note == "张三"
    assert [each.is_told for each in found.sheet.tables[0].columns] == [
        True, False, True, False, False, True, True,
    ]  # fmt: skip
    for column in ("Z", "别处!A", "没有"):
        with pytest.raises(ActionRefused):
            understand(lists.TWO_LEVELS, mapping=((column, "name"),))


def test_a_mapping_makes_a_list_one_of_units_and_back():
    as_units = Taken(lists.BARE, mapping=(("A", "unit_name"), ("C", "superior")))
    assert set(as_units.units) == {"东岗市场", "西河市场", "东岗街道", "西河镇"}
    as_sites = Taken(lists.UNITS, mapping=(("B", "name"), ("C", "site_type")), answers=collecting())
    assert not as_sites.sheet.tables[0].is_of_units
    assert len(as_sites.sites) == 5


def test_results_and_criteria_are_no_lists():
    header = ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2")
    book = lists.one("Sheet1", [header, (1, "卫生", "公园", 0.1, 0.9, "东岗街道", "园林局")])
    with pytest.raises(FileRefused):
        understand(book)


def collecting(**said):
    given = {("Sheet1", row): [answer] for row, answer in said.get("rows", {}).items()}
    return Answers(given, collects=True)


HEADER = ("点位名称", "类型", "地址", "街道")
STREET = Unit(UUID(int=1), "S1", "东岗街道", UnitClass.STREET)
MARKET = SiteType(UUID(int=2), "市场")
HELD = Register(units=(STREET,), types=(MARKET,))


def refused(*rows, held=HELD, answers=None):
    answers = answers or collecting()
    found = Taken(lists.one("Sheet1", [HEADER, *rows]), held, answers=answers)
    return found, {
        row: (each.fault, each.field, each.value, each.other)
        for (_sheet, row), each in answers.refusals.items()
    }


def test_names_that_nobody_knows_wait_where_the_workspace_has_its_own():
    rows = (("甲市场", "市场", None, "西岗街道"), ("乙市场", "集市", None, "东岗街道"))
    found, faults = refused(*rows)
    assert faults == {
        2: (CellFault.UNKNOWN_UNIT, "territorial", "西岗街道", None),
        3: (CellFault.UNKNOWN_SITE_TYPE, "site_type", "集市", None),
    }
    assert found.units == {}
    with pytest.raises(CellRefused):
        Taken(lists.one("Sheet1", [HEADER, *rows]), HELD)


def test_without_a_type_a_new_site_is_refused_and_a_known_one_is_not():
    known = Site(UUID(int=5), "P0001", "甲市场", "市场")
    held = Register(units=(STREET,), types=(MARKET,), sites=(known,))
    found, faults = refused(
        ("甲市场", None, "一号", None), ("乙市场", None, "二号", None), held=held
    )
    assert faults == {3: (CellFault.REQUIRED, "site_type", "", None)}
    assert found.new[0] == Site(UUID(int=5), "P0001", "甲市场", "市场", "一号")
    said = {3: RowAnswer(Choice.CREATE, "市场")}
    again, faults = refused(
        ("甲市场", None, "一号", None), ("乙市场", None, "二号", None), held=held,
        answers=collecting(rows=said),
    )  # fmt: skip
    assert faults == {}
    assert again.types()["乙市场"] == "市场"


def test_doubled_names_are_refused_unless_something_tells_them_apart():
    rows = (
        ("公厕", "市场", None, "东岗街道"),
        ("公厕", "市场", "西桥", None),
        ("公厕", "市场", None, None),
    )
    found, faults = refused(*rows)
    assert faults == {
        3: (CellFault.DOUBLED_NAME, "name", "公厕", ("Sheet1", 2)),
        4: (CellFault.DOUBLED_NAME, "name", "公厕", ("Sheet1", 2)),
    }
    kept = RowAnswer(Choice.KEEP)
    found, faults = refused(*rows, answers=collecting(rows={3: kept, 4: kept}))
    assert faults == {}
    assert [site.code for site in found.new if isinstance(site, Site)] == [
        "P0001", "P0002", "P0003",
    ]  # fmt: skip


def test_doubled_codes_are_refused_with_both_rows():
    header = ("点位编号", "点位名称", "类型")
    book = lists.one("Sheet1", [header, ("A1", "甲", "市场"), ("A1", "乙", "市场")])
    with pytest.raises(CellRefused) as caught:
        Taken(book)
    error = caught.value
    assert (error.fault, error.row, error.column, error.other) == (
        CellFault.DOUBLED_CODE, 3, "A 点位编号", ("Sheet1", 2),
    )  # fmt: skip


def test_a_blank_cell_of_a_list_leaves_what_is_there_and_a_new_unit_replaces_its_like():
    found = Taken(lists.SECTIONS)
    held = found.register()
    changed = lists.one(
        "Sheet1",
        [
            ("点位名称", "点位类型", "详细地址", "责任单位"),
            ("东岗农贸市场", "农贸市场", None, "园林局"),
        ],
    )
    again = Taken(changed, held)
    assert again.sites == {}
    (made, ended) = (step.new for step in again.plan.steps)
    assert (made.role, made.void, ended.role, ended.void) == (Role.LINE, False, Role.LINE, True)
    assert again.fates() == ["header", "updated"]


def test_the_bad_cells_of_a_list_are_refused_with_their_column():
    header = ("名称", "类型", "经纬度", "长度", "经度")
    rows = [
        ("甲", "市场", "东边", None, None), ("乙", "市场", None, "很长", None),
        ("丙", "市场", None, None, 200), ("丁", "市场", "118.1", None, None),
        (None, "市场", "118.1,30.1", None, None),
    ]  # fmt: skip
    answers = collecting()
    Taken(lists.one("Sheet1", [header, *rows]), answers=answers)
    told = [(key[1], each.fault, each.column) for key, each in answers.refusals.items()]
    assert told == [
        (2, CellFault.NOT_A_NUMBER, "C 经纬度"), (3, CellFault.NOT_A_NUMBER, "D 长度"),
        (4, CellFault.OUT_OF_RANGE, "E 经度"), (5, CellFault.NOT_A_NUMBER, "C 经纬度"),
        (6, CellFault.REQUIRED, "A 名称"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind"),
    [("农贸市场", "农贸市场"), ("3、宾馆点位清单", "宾馆"), ("城市公园（12个）", "城市公园")],
)
def test_one_sheet_may_be_called_by_its_type(title, kind):
    found = Taken(lists.one(title, [("序号", "名称"), (1, "甲"), (2, "乙")]))
    assert set(found.types().values()) == {kind}


@pytest.mark.parametrize("title", ["Sheet1", "表1", "名单", "示例区", "2026年点位清单", "最终版"])
def test_other_titles_are_no_type(title):
    answers = collecting()
    Taken(lists.one(title, [("序号", "名称"), (1, "甲"), (2, "乙")]), answers=answers)
    assert {each.fault for each in answers.refusals.values()} == {CellFault.REQUIRED}


def test_running_numbers_are_no_codes_but_numbers_of_another_order_are():
    def book(*numbers):
        rows = [(number, f"点{at}", "市场") for at, number in enumerate(numbers)]
        return lists.one("Sheet1", [("编号", "名称", "类型"), *rows])

    assert Taken(book(1, 2, 3)).fields()[0] == "ignore"
    assert Taken(book(1, 2, 1)).fields()[0] == "ignore"
    assert Taken(book(7, 12, 3)).fields()[0] == "code"
    assert Taken(book("001", "002", "003")).fields()[0] == "code"


CELLS = st.one_of(
    st.none(),
    st.sampled_from([
        *("点位名称", "名称", "单位名称", "类型", "地址", "所属街道", "责任单位", "经纬度"),
        *("长度（公里）", "序号", "编号", "上级单位", "电话", "一、农贸市场（2个）"),
        *("（一）东岗街道", "合计", "小计", "合计：3个", "注：说明", "东岗街道", "东岗市场"),
        *("118.1,30.2", "/", "无", "12", "共3处", "二", "", " ", "0.5公里"),
    ]),
    st.integers(0, 30), st.decimals(-200, 200, places=2), st.booleans(),
    st.text(max_size=6), st.dates(),
)  # fmt: skip


@st.composite
def grids(draw):
    width = draw(st.integers(1, 6))
    rows = draw(st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=12))
    corners = st.tuples(st.integers(0, len(rows) - 1), st.integers(0, width - 1))
    merges = []
    for (top, left), (bottom, right) in draw(st.lists(st.tuples(corners, corners), max_size=3)):
        if top <= bottom and left <= right:
            merges.append((top, left, bottom, right))
    title = draw(st.sampled_from(["Sheet1", "农贸市场", "点位", "责任单位", "东岗街道"]))
    unread = tuple(draw(st.sets(st.integers(0, len(rows) - 1), max_size=1)))
    return lists.sheet(title, rows, merges, unread=unread)


@given(grids(), st.sampled_from([(), (("A", "name"),), (("A", "unit_name"),)]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_stands_in_a_sheet_every_row_has_one_fate(sheet, mapping):
    book = lists.workbook(sheet)
    try:
        found = Taken(book, HELD, mapping, Answers(collects=True))
    except (ActionRefused, FileRefused):
        return
    fates = [(each.sheet, each.row) for each in found.plan.fates]
    assert fates == [(sheet.title, row) for row in range(1, len(sheet.rows) + 1)]
