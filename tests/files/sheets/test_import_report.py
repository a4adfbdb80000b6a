"""The workbook of a report accounts for every row of the file that was imported."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from inspector.domain.import_preview import ImportKind, RowState
from inspector.domain.import_report import ImportReport, ReportColumn, ReportRow
from inspector.files.sheets.import_report import write_report
from inspector.progress import SILENT
from tests.files.sheets.reading import Written, row_that_says, rows, texts

STATES = (RowState.HEADER, RowState.NEW, RowState.NEW, RowState.REFUSED, RowState.BLANK)


def report(*states: RowState) -> ImportReport:
    told = tuple(
        ReportRow("表1", at, state, "=因为", "", "湖", "长" * 400)
        for at, state in enumerate(states, 1)
    )
    columns = (
        ReportColumn("表1", "A", "名称", "name", True),
        ReportColumn("表1", "B", "备注", ""),
    )
    moment = datetime(2026, 3, 2, 4, 5, tzinfo=UTC)
    return ImportReport(
        ImportKind.SITE, "点位.xlsx", 1234, moment, "甲", "laptop", "2 rows were imported.", True,
        ("Known before: 3",), columns, told,
    )  # fmt: skip


def test_sums_reasons_and_all_rows_stand_in_it(tmp_path: Path) -> None:
    path = write_report(tmp_path / "report.xlsx", report(*STATES), "示例区", SILENT)
    book = Written(path)
    assert book.names == ["Import report", "Rows not taken", "All rows"]
    sums = book["Import report"]
    assert "2 of 5 rows imported" in texts(sums)
    counted = {row[0]: row[1] for row in rows(sums)[row_that_says(sums, "Fate") :]}
    fates = [counted[each] for each in ("Added", "Refused", "Header", "Blank")]
    assert fates == [2, 1, 1, 1]
    assert counted["All rows of the file"] == sum(fates)
    assert "a person" in texts(sums)
    assert len(rows(book["All rows"])) == 1 + len(STATES)
    (left,) = rows(book["Rows not taken"])[1:]
    assert left[:6] == ["表1", 4, "Refused", "=因为", None, "湖"]
    assert len(left[6]) == 301


def test_without_a_row_left_behind_there_is_no_sheet_of_them(tmp_path: Path) -> None:
    path = write_report(tmp_path / "report.xlsx", report(RowState.NEW), "示例区", SILENT)
    assert Written(path).names == ["Import report", "All rows"]
