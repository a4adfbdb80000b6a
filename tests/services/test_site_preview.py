"""Somebody else's lists in the import of sites: shown, mapped, answered, written and remembered."""

import openpyxl
import pytest

from inspector.domain.import_preview import ImportKind
from inspector.domain.row_answer import Choice
from inspector.domain.site import SiteType
from inspector.errors import CellRefused, FileFault
from inspector.services import alias, site, undo, unit
from inspector.store.kind import creation
from tests.services.made_up import add_site, add_units
from tests.services.test_import_answers import Reading

LIST = (
    ("示例区点位一览表（3个）",),
    ("序号", "点位名称", "点位类型", "地址", "所属街道", "经纬度"),
    (1, "东岗市场", "农贸市场", "东岗路1号", "望湖街道办事处", "118.1,30.2"),
    (2, "西河市场", "农贸市场", "西河路8号", "望湖街道办事处", "在河边"),
    ("合计", 3),
)


@pytest.fixture
def write(tmp_path):
    def made(*rows, name="list.xlsx", title="Sheet1"):
        book = openpyxl.Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return made


def reading(ws, path):
    return Reading(ws, ImportKind.SITE, path)


def add_types(ws, *names):
    with ws.write("site.import") as edits:
        for name in names:
            edits += creation("site_type", SiteType(ws.new_id(), name))


def named(shown):
    return [(each.letter, each.field, each.is_told) for each in shown.sheets[0].columns]


def test_a_list_is_shown_with_its_columns_and_everything_it_says_wrong(ws, write):
    look = reading(ws, write(*LIST))
    assert look.states() == ["title", "header", "new", "refused", "total"]
    assert [field for _letter, field, _told in named(look.shown)] == [
        "ignore", "name", "site_type", "address", "territorial", "place",
    ]  # fmt: skip
    told = {(each.state.value, each.row): each for each in look.shown.problems}
    assert told["remark", 1].text == "3 rows are stated, the count is 2."
    assert told["remark", 5].text == "3 rows are stated, the count is 2."
    assert look.words(4) == ["As a blank cell", "Leave out"]
    assert look.shown.facts[1:] == (
        "2 units and site types are made of their names.",
        "1 record has no code in the file and gets one.",
    )
    assert look.shown.sheets[0].became == {3: "P0001 东岗市场"}
    look.say(4, Choice.BLANK)
    assert look.shown.written == 2
    look.write()
    assert [line.site.name for line in site.list_(ws)] == ["东岗市场", "西河市场"]
    made = {line.unit.name: line.unit.from_import for line in unit.list_(ws)}
    assert made == {"望湖街道办事处": True}
    assert reading(ws, look.request.path).states()[2] == "unchanged"
    undo.undo(ws)
    assert site.list_(ws) == ()
    assert unit.list_(ws) == ()


def test_a_column_that_is_told_is_read_so_and_offers_are_those_of_its_kind(ws, write):
    look = reading(ws, write(*LIST))
    look.request = type(look.request)(
        ImportKind.SITE, look.request.path, mapping=(("F", "note"), ("Sheet1!D", "ignore"))
    )
    look.look()
    assert named(look.shown)[3:] == [
        ("D", "ignore", True), ("E", "territorial", False), ("F", "note", True),
    ]  # fmt: skip
    assert look.states()[3] == "new"
    offered = {each.name for each in look.shown.sheets[0].fields}
    assert {"name", "place", "unit_name"} <= offered
    assert "superior" not in offered
    assert "superior" in {each.name for each in look.shown.fields}


def test_a_name_that_may_be_meant_is_asked_once_and_remembered(ws, write):
    add_units(ws, add_site(ws, "0101", "公园"))
    add_types(ws, "公园")
    path = write(*LIST[1:3], (2, "西河市场", "公园", "", "望湖街道办事处", ""))
    look = reading(ws, path)
    assert look.states() == ["header", "refused", "refused"]
    assert look.words(2)[0] == "Add the type “农贸市场”"
    look.say(2, Choice.CREATE)
    assert look.words(2)[0].startswith("It is “望湖街道")
    assert look.choices(2)[-3:] == ["created", "without", "leave_out"]
    with pytest.raises(CellRefused):
        look.write()
    assert next(each for each in look.shown.problems if each.is_open).rows == (2, 3)
    look.say(2, Choice.NAMED)
    assert look.states() == ["header", "new", "new"]
    look.write()
    assert [line.meaning for line in alias.list_(ws)] == ["望湖街道"]
    duties = {line.site.name: [duty.unit for duty in line.duties] for line in site.list_(ws)}
    assert duties["西河市场"] == ["望湖街道"]
    again = reading(ws, write(*LIST[1:3], name="again.xlsx"))
    assert again.states() == ["header", "unchanged"]
    assert "1 name is known from before." in again.shown.facts


def test_sites_without_a_type_are_asked_for_it_at_once(ws, write):
    add_types(ws, "公园")
    look = reading(ws, write(("序号", "点位名称"), (1, "东岗"), (2, "西河"), title="邻里"))
    assert look.words(2)[:3] == ["Of type “邻里”", "Of type “公园”", "Of type “unclassified”"]
    look.say(2, Choice.CREATE)
    assert look.states() == ["header", "new", "new"]
    look.write()
    assert {line.site.site_type for line in site.list_(ws)} == {"邻里"}


def test_a_table_without_names_waits_for_a_mapping(ws, write):
    look = reading(ws, write(("东岗", "市场"), ("西河", "市场")))
    assert look.shown.refusal.fault is FileFault.NO_SITE_HEADER
    assert look.shown.sheets[0].can_map
    look.request = type(look.request)(
        ImportKind.SITE, look.request.path, mapping=(("A", "name"), ("B", "site_type"))
    )
    look.look()
    assert look.shown.refusal is None
    assert look.states() == ["new", "new"]


def test_doubled_names_may_be_kept_apart(ws, write):
    header = ("点位名称", "类型", "备注")
    look = reading(ws, write(header, ("公厕", "公厕", "一"), ("公厕", "公厕", "二")))
    assert look.states() == ["header", "new", "refused"]
    assert look.shown.problems[0].text.endswith("It is in row 2 too.")
    look.say(3, Choice.KEEP)
    look.write()
    assert [line.site.code for line in site.list_(ws)] == ["P0001", "P0002"]
    assert reading(ws, look.request.path).states()[2] == "refused"


def test_a_list_as_text_in_gb18030_comes_in_too(ws, tmp_path):
    path = tmp_path / "名单.csv"
    text = "单位名称,上级单位,电话\n东岗街道,,1\n松园社区,东岗街道,013800000001\n"
    path.write_bytes(text.encode("gb18030"))
    look = reading(ws, path)
    assert look.states() == ["header", "new", "new"]
    look.write()
    units = {line.unit.name: line for line in unit.list_(ws)}
    assert units["松园社区"].superiors == ("东岗街道",)
    assert units["松园社区"].unit.phone == "013800000001"
