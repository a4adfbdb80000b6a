from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from inspector.domain.import_preview import ImportKind, ImportRequest, RowState
from inspector.domain.result_match import SameDay
from inspector.domain.scheme_draft import SchemeField
from inspector.errors import ActionFault, ActionRefused, FileRefused
from inspector.services import import_preview, scheme, site, undo
from inspector.wording.import_preview import refusal

DAY = date(2026, 9, 18)
RESULTS = (
    ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2"),
    ("1", "绿化1", "公园1", 0.2, None, "望湖街道", "园林局"),
    ("1", "秩序1", "公园1", None, None, "望湖街道", None),
    ("3", "绿化1", "公园2", None, 0.5, None, "园林局"),
    ("4", "绿化1", "公园3", 0.3, 0.8, "望湖街道", "园林局"),
    ("5", "绿化1", "公园3", "无", None, "望湖街道", "园林局"),
    ("6", "绿化1", "公园3", 4, None, "望湖街道", "园林局"),
)
CRITERIA = (
    ("示例镇评分细则",),
    ("序号", "检查项目", "分值", "评分标准"),
    ("一", "环境", 10, None),
    ("1", "路面没有垃圾", 6, "每处扣 0.5 分"),
    ("2", "井盖没有破损", 3, "每处扣 1 分"),
    (None, "看一看", None, "听一听"),
    ("合计", None, 9, None),
)


@pytest.fixture
def write(tmp_path):
    def made(*sheets, name="made-up.xlsx", merges=()):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets, 1):
            sheet = book.create_sheet(f"表{number}")
            for row in rows:
                sheet.append(row)
        for merge in merges:
            book.worksheets[0].merge_cells(merge)
        book.save(tmp_path / name)
        return tmp_path / name

    return made


def results(path, **more):
    return ImportRequest(ImportKind.RESULT, path, day=DAY, **more)


def criteria(path, **more):
    return ImportRequest(ImportKind.SCHEME, path, **more)


def test_results_are_balanced_row_by_row_and_point_by_point(ws, write):
    found = import_preview.preview(ws, results(write(RESULTS, ())))
    sheet = found.sheets[0]
    states = [state.value for state in sheet.states]
    assert states == ["header", "new", "new", "new", "unknown", "refused", "refused"]
    assert sum(sheet.counts.values()) == len(sheet.cells) == 7
    assert sheet.points is not None
    assert (sheet.points.read, sheet.points.left) == (Decimal("0.7"), Decimal("4.3"))
    assert sheet.points.whole == sheet.points.read + sheet.points.left
    assert [each.field for each in sheet.columns][2:5] == ["place", "lost", "got"]
    assert found.written == 3
    told = [(each.state.value, each.row, each.column) for each in found.problems]
    assert told[:2] == [("duplicate", 3, 0), ("unknown", 5, 4)]
    assert {(6, 3), (7, 3)} <= {place[1:] for place in told}
    assert found.problems[-1].text == "In 1 row: 4"


def test_results_that_are_there_are_told_as_such_and_corrections_show_the_old_value(ws, write):
    path = write(RESULTS[:4])
    done = import_preview.import_(ws, results(path))
    assert done.text == "3 rows were imported."
    assert ws.last_change is not None
    assert done.change == ws.last_change.id
    again = import_preview.preview(ws, results(path))
    assert (again.is_changed, again.written) == (False, 0)
    assert import_preview.import_(ws, results(path)).change is None

    other = write(
        (RESULTS[0], ("1", "绿化1", "公园1", 0.9, None, "望湖街道", "园林局"), RESULTS[2])
    )
    found = import_preview.preview(ws, results(other))
    assert [state.value for state in found.sheets[0].states] == ["header", "updated", "unchanged"]
    assert found.sheets[0].was == {(1, 3): "0.2"}
    assert found.differing == 1
    with pytest.raises(ActionRefused) as caught:
        import_preview.import_(ws, results(other))
    assert caught.value.fault is ActionFault.RESULTS_DIFFER
    assert "at the right" in refusal(caught.value)
    corrected = import_preview.import_(ws, results(other, same_day=SameDay.CORRECT))
    assert corrected.text == "1 row was imported."


def test_a_day_ahead_is_refused_over_the_sheet(ws, write):
    request = ImportRequest(ImportKind.RESULT, write(RESULTS), day=date(2999, 1, 1))
    found = import_preview.preview(ws, request)
    assert isinstance(found.refusal, ActionRefused)
    assert found.sheets[0].counts[RowState.UNREAD] == 7
    assert "still to come" in refusal(found.refusal)


def test_criteria_show_sections_items_sums_and_what_is_not_understood(ws, write):
    path = write(CRITERIA, (("另一张表",),), merges=("A1:D1",))
    found = import_preview.preview(ws, criteria(path))
    sheet, other = found.sheets
    assert [state.value for state in sheet.states] == [
        "title", "header", "section", "item", "item", "unknown", "total",
    ]  # fmt: skip
    assert other.states == (RowState.UNREAD,)
    assert sheet.can_map
    assert sheet.spans[0].columns == 4
    assert [each.field for each in sheet.columns] == ["code", "text", "full_mark", "guidance"]
    assert sheet.points is not None
    assert (sheet.points.whole, sheet.points.read) == (Decimal(9), Decimal(9))
    assert [(each.title, each.row) for each in found.problems] == [
        ("看一看", 6), ("环境", 3), ("0.5 off for each", 4), ("1 off for each", 5), ("表2", None),
    ]  # fmt: skip
    assert found.facts[0] == "New criteria: “示例镇评分细则”."

    mapped = import_preview.preview(
        ws, criteria(path, mapping=(("D", SchemeField.METHOD),), sheet="表1")
    )
    assert [each.field for each in mapped.sheets[0].columns][3] == "method"

    done = import_preview.import_(ws, criteria(path))
    assert "示例镇评分细则" in done.text
    assert not import_preview.preview(ws, criteria(path)).is_changed


def test_a_table_without_header_can_be_mapped_by_hand(ws, write):
    path = write((("甲", 5), ("乙", 6)))
    bare = import_preview.preview(ws, criteria(path))
    assert isinstance(bare.refusal, FileRefused)
    assert "Choose above the columns" in refusal(bare.refusal)
    assert bare.sheets[0].can_map
    half = import_preview.preview(ws, criteria(path, mapping=(("B", SchemeField.FULL_MARK),)))
    assert isinstance(half.refusal, ActionRefused)
    assert "holds the text" in refusal(half.refusal)
    assert [each.field for each in half.sheets[0].columns] == ["", "full_mark"]
    told = (("A", SchemeField.TEXT), ("B", SchemeField.FULL_MARK))
    whole = import_preview.preview(ws, criteria(path, mapping=told))
    assert whole.refusal is None
    assert whole.sheets[0].counts[RowState.ITEM] == 2


def test_a_refused_cell_is_shown_in_its_sheet(ws, write):
    wrong = (*CRITERIA[:4], ("2", "井盖没有破损", "很多", ""))
    found = import_preview.preview(ws, criteria(write(wrong)))
    assert found.refusal is None
    problem = next(each for each in found.problems if each.state is RowState.REFUSED)
    assert (problem.sheet, problem.row, problem.column) == ("表1", 5, 2)
    assert found.sheets[0].states[4] is RowState.REFUSED
    assert problem.title == "很多"


def test_what_is_no_workbook_is_refused_at_once(ws, tmp_path):
    with pytest.raises(FileRefused):
        import_preview.preview(ws, criteria(tmp_path / "missing.xlsx"))


def test_sites_show_every_sheet(ws, write, tmp_path):
    units = (("代码", "名称", "类别"), ("J1", "望湖街道", "街道"))
    types = (("类型", "权重"), ("公园", 1))
    sites = (
        ("代码", "名称", "类型", "属地单位"),
        ("P1", "望湖公园", "公园", "望湖街道"),
        ("以上共一处",),
        (None,),
    )
    path = write(units, types, sites)
    request = ImportRequest(ImportKind.SITE, path)
    found = import_preview.preview(ws, request)
    assert found.refusal is None
    assert [state.value for state in found.sheets[2].states][:3] == ["header", "new", "unknown"]
    assert [each.field for each in found.sheets[2].columns] == ["Code", "Name", "Type", "Territory"]
    assert found.problems[0].title == "以上共一处"
    assert found.written == 3
    done = import_preview.import_(ws, request)
    assert done.text == "3 rows were imported."
    assert [line.site.code for line in site.list_(ws)] == ["P1"]
    unknown = import_preview.preview(
        ws,
        ImportRequest(ImportKind.SITE, write(units, types, (*sites[:1], ("P2", "二", "湖", "")))),
    )
    assert unknown.problems[0].column == 2
    assert unknown.refused == 1
    foreign = import_preview.preview(ws, ImportRequest(ImportKind.SITE, write(RESULTS)))
    assert foreign.refusal is not None
    assert "which one holds the names" in refusal(foreign.refusal)


def test_an_import_is_taken_back_by_its_change_whatever_was_done_since(ws, write):
    done = import_preview.import_(ws, criteria(write(CRITERIA)))
    types = (("类型", "权重"), ("公园", 1))
    sites = (("代码", "名称", "类型"), ("P1", "望湖公园", "公园"))
    import_preview.import_(ws, ImportRequest(ImportKind.SITE, write(types, sites)))
    assert done.change is not None
    assert undo.undo(ws, done.change).change.action == "scheme.import"
    assert scheme.list_(ws) == ()
    assert [line.site.code for line in site.list_(ws)] == ["P1"]
