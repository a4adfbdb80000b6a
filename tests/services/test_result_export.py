from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from msgspec.structs import replace

from inspector.domain.board import BoardKind, Pooling
from inspector.domain.period import parse_period
from inspector.domain.result_options import Blank, ResultOptions
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound
from inspector.files.result.workbook import read_results
from inspector.services import board, result, result_export, undo, workspace
from inspector.services.import_told import Told
from tests.services.test_result import DAY, ROWS
from tests.services.test_result import write as write

WIDE = (
    ("点位", "区域", "日期", "检查人员", "环境（10分）", "秩序（20分）"),
    ("东市", "望湖街道", "2026-09-17", "张三、李四", 8, 18),
    ("东市", "望湖街道", "2026-09-17", "王五", None, 20),
    ("西市", "望湖街道", "2026-09-18", None, "不涉及", Decimal("12.5")),
    ("北市", None, "2026-09-18", None, 10, 0),
)


@pytest.fixture
def other(tmp_path):
    opened = workspace.create(tmp_path / "other", district="示例区", office="示例区创文办")
    yield opened
    opened.close()


@pytest.fixture
def wide(tmp_path):
    book = openpyxl.Workbook()
    for row in WIDE:
        book.active.append(row)
    book.save(tmp_path / "wide.xlsx")
    return tmp_path / "wide.xlsx"


def ranks(ws):
    period = parse_period("2026-09-01..2026-09-30")
    found = [board.rank(ws, BoardKind.UNITS, period, pooling=pooling) for pooling in Pooling]
    return [[(row.name, row.score, row.n) for row in ranking.rows] for ranking in found]


def bare(path):
    return [replace(row, sheet="", row=0) for row in read_results(path).rows]


def test_results_come_out_as_the_sheet_of_the_office_and_in_again_equal(ws, other, write, tmp_path):
    result.import_(ws, write(*ROWS), DAY)
    path = result_export.export(ws, tmp_path / "out")
    assert path.name == "out.xlsx"
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[1]] == [
        *("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2", "责任单位3")
    ]
    assert sheet.freeze_panes == "A2"
    points = [tuple(cell.value for cell in row[3:5]) for row in sheet.iter_rows(min_row=2)]
    assert sorted(points, key=str) == [(0.2, 0.8), (0.5, 0.5), (1, 0), (None, 1), (None, 1)]
    again = result.import_(ws, path, DAY)
    assert (again.new, again.corrected, again.unchanged) == (0, 0, 4)
    assert result.import_(other, path, DAY, title="third-party").new == 4
    assert ranks(other) == ranks(ws)
    second = result_export.export(other, tmp_path / "second.xlsx")
    assert bare(second) == bare(path)


def test_days_full_marks_inspectors_and_visits_come_out_where_they_differ(
    ws, other, wide, tmp_path
):
    found = result.import_(ws, wide, DAY)
    assert found.new == 4
    path = result_export.export(ws, tmp_path / "out.xlsx")
    heads = [cell.value for cell in openpyxl.load_workbook(path).active[1]]
    assert heads[8:] == ["分值", "日期", "检查人", "检查批次"]
    again = result.import_(ws, path, DAY)
    assert (again.new, again.corrected, again.unchanged) == (0, 0, 4)
    assert result.import_(other, path, DAY).new == 4
    assert ranks(other) == ranks(ws)
    second = result_export.export(other, tmp_path / "second.xlsx")
    assert bare(second) == bare(path)
    assert {row.inspectors for row in read_results(second).rows} >= {("张三", "李四"), ("王五",)}


def test_a_blank_of_the_sheet_is_zero_and_may_be_said_to_be_missing(ws, write):
    path = write(*ROWS)
    told = Told(options=ResultOptions(blank=Blank.MISSING))
    assert result.preview(ws, path, DAY, told=told).rates.n == 3
    assert result.preview(ws, path, DAY).rates.n == 5


def test_days_and_schemes_are_chosen_and_what_is_not_there_is_told(ws, write, tmp_path):
    out = tmp_path / "out.xlsx"
    with pytest.raises(ActionRefused) as refused:
        result_export.export(ws, out)
    assert refused.value.fault is ActionFault.NO_RESULTS
    result.import_(ws, write(*ROWS), DAY)
    result.import_(ws, write(*ROWS[:2]), date(2026, 9, 25))
    assert len(bare(result_export.export(ws, out, first=date(2026, 9, 20)))) == 2
    with pytest.raises(ActionRefused):
        result_export.export(ws, out, last=date(2026, 9, 1))
    with pytest.raises(NotFound):
        result_export.export(ws, out, "另一方")
    result.import_(ws, write(*ROWS, name="b.xlsx"), DAY, title="另一方")
    with pytest.raises(Ambiguous):
        result_export.export(ws, out)
    undo.undo(ws)
    assert len(bare(result_export.export(ws, out))) == 7
