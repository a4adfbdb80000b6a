"""A value that is typed for a refused cell is read as if it stood there, and is in the report."""

from datetime import date
from decimal import Decimal

import openpyxl
from msgspec.structs import replace

from inspector.domain.import_answer import answer
from inspector.domain.import_preview import ImportKind, ImportRequest, RowState
from inspector.domain.row_answer import Choice, RowAnswer
from inspector.services import import_preview, import_report, visit

ROWS = (
    ("序号", "项目", "考察点位", "扣分", "得分", "区域", "责任单位2"),
    ("1", "绿化1", "公园1", "很多", None, "望湖街道", "园林局"),
    ("2", "秩序1", "公园1", 7, None, "望湖街道", "城管局"),
)


def written(path):
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    return path


def offer_to_type(problem):
    return next(each.answer for each in problem.offers if each.answer.is_to_type)


def test_what_is_typed_counts_is_shown_and_is_reported(ws, tmp_path):
    path = written(tmp_path / "r.xlsx")
    request = ImportRequest(ImportKind.RESULT, path, day=date(2026, 9, 18))
    shown = import_preview.preview(ws, request)
    first, second = (each for each in shown.problems if each.offers)
    to_type = offer_to_type(first)
    assert to_type.about == "D"

    still = answer(request, first, replace(to_type, value="八"))
    shown = import_preview.preview(ws, still)
    assert shown.sheets[0].states[1] is RowState.REFUSED
    retyped = next(each for each in shown.problems if each.is_open and 2 in each.rows)
    assert retyped.title == "八"
    request = answer(still, retyped, replace(to_type, value="0.5"))
    assert len(request.answered) == 1

    request = answer(request, second, RowAnswer(Choice.LEAVE_OUT))
    file = import_preview.read(path)
    shown = import_preview.preview(ws, request, file=file)
    sheet = shown.sheets[0]
    assert sheet.states == (RowState.HEADER, RowState.NEW, RowState.LEFT_OUT)
    assert (sheet.cells[1][3], sheet.was[1, 3]) == ("0.5", "很多")
    done = import_preview.import_(ws, request, file=file)
    report = import_report.report_of(ws, shown, done.text, is_written=True)
    assert [row.answer for row in report.rows] == ["", "It should be… 0.5", "Leave out"]
    assert all(row.reason for row in report.rows[1:])
    assert [row.became for row in report.rows] == ["", "公园1 · 2026-09-18", ""]
    assert (report.written, len(report.missing)) == (1, 1)
    path = import_report.save(ws, report)
    assert path.parent == ws.paths.exports
    assert path.exists()

    (line,) = visit.list_(ws)
    (found,) = visit.load(ws, line.id).answers
    assert found.points == Decimal("0.5")
