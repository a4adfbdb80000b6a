"""Open XML workbooks as other programs write them: read right, or refused with the reason."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.comments import Comment as Pinned
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from inspector.domain.reading_note import ReadingNoteKind
from inspector.files.reader import (
    Comment,
    Merge,
    Sheet,
    xlsx,
    xlsx_count,
    xlsx_pieces,
)
from inspector.files.reader.parent import read_workbook
from inspector.files.reader.second import SecondReading, differing_rows
from tests.files.reader import writers
from tests.files.reader.here import read_here
from tests.files.reader.test_grids import Grid, grids, trimmed

SHEET = "xl/worksheets/sheet1.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def made(tmp_path: Path, fill: Callable[[openpyxl.Workbook], object]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    path = tmp_path / "made.xlsx"
    book.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    return writers.with_parts(path, lambda name, xml: change(xml) if name == part else xml)


def kinds(sheet: Sheet) -> set[ReadingNoteKind]:
    return {note.kind for note in sheet.notes}


def count_only(patch: pytest.MonkeyPatch) -> None:
    """Let every sheet be taken for a large one."""
    patch.setattr(xlsx, "_SMALL_BYTES", 0)


def cut_small(patch: pytest.MonkeyPatch, size: int = 64) -> None:
    """Let every sheet be cut into pieces of a row or a few."""
    count_only(patch)
    patch.setattr(xlsx_count, "_CHUNK", size)
    patch.setattr(xlsx_pieces, "PIECE_BYTES", size)
    patch.setattr(xlsx_pieces, "_TIMES_OF_SHARED", 0)


def read_uncut(patch: pytest.MonkeyPatch) -> None:
    """Let every sheet be large and bring too much along to be cut."""
    count_only(patch)
    patch.setattr(xlsx, "_MOST_SHARED_BYTES", 0)


WAYS = {
    "compared": lambda _patch: None,
    "counted": count_only,
    "cut": cut_small,
    "uncut": read_uncut,
}


@pytest.fixture(params=WAYS)
def reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every oddity is met by all ways of reading."""
    WAYS[request.param](monkeypatch)
    return str(request.param)


@settings(max_examples=60, deadline=None)
@given(grid=grids())
def test_counting_sees_what_comparing_sees(
    tmp_path_factory: pytest.TempPathFactory, grid: Grid
) -> None:
    folder = tmp_path_factory.mktemp("counted")
    for write in (writers.write_xlsx, writers.write_shared_xlsx):
        path = write(folder / "table.xlsx", grid)
        compared = read_here(path)
        for way in (count_only, cut_small, read_uncut):
            with pytest.MonkeyPatch.context() as patch:
                way(patch)
                counted = read_here(path)
            assert [sheet.rows for sheet in counted] == [sheet.rows for sheet in compared]
            assert [sheet.unread for sheet in counted] == [()]
            assert trimmed([list(row) for row in counted[0].rows]) == trimmed(grid)


@pytest.mark.usefixtures("reading")
def test_hidden_rows_columns_and_comments_are_told(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in range(1, 8):
            sheet.append([row, f"点位{row}", "x", "y"])
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[7].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet["B2"].comment = Pinned("搬走了\n见附页", "office")

    (sheet,) = read_here(made(tmp_path, fill))
    assert sheet.hidden_rows == (2, 6)
    assert sheet.hidden_columns == (2,)
    assert sheet.comments == (Comment(1, 1, "搬走了\n见附页"),)
    assert sheet.rows[2] == (3, "点位3", "x", "y")


@pytest.mark.usefixtures("reading")
def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    path = made(tmp_path, lambda book: book.active.append(["项目", 1, date(2026, 11, 20)]))
    before = read_here(path)

    def strict(_name: str, part: bytes) -> bytes:
        part = part.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return part.replace(KINDS, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    assert read_here(writers.with_parts(path, strict)) == before


@pytest.mark.parametrize("stated", [b'<dimension ref="A1"/>', b"", b'<dimension ref="A1:XFD9"/>'])
def test_a_wrong_or_missing_size_loses_none_of_100000_rows(tmp_path: Path, stated: bytes) -> None:
    path = tmp_path / "long.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("long")
    for row in range(100_000):
        sheet.append([f"点位{row}", row / 8])
    book.save(path)
    head = b"<sheetViews"
    path = changed(path, SHEET, lambda xml: xml.replace(head, stated + head, 1))
    (read,) = read_workbook(path).sheets
    assert len(read.rows) == 100_000
    assert read.rows[99_999] == ("点位99999", Decimal("12499.875"))
    assert read.unread == ()
    assert kinds(read) == {ReadingNoteKind.VALUES_ONLY_COUNTED}


@pytest.mark.usefixtures("reading")
def test_dates_that_count_from_1904_are_the_same_dates(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.active.append([date(2026, 11, 20), datetime(2026, 11, 20, 8, 30), 0.5])  # noqa: DTZ001

    (sheet,) = read_here(made(tmp_path, fill))
    assert sheet.rows == ((date(2026, 11, 20), datetime(2026, 11, 20, 8, 30), Decimal("0.5")),)  # noqa: DTZ001
    assert ReadingNoteKind.DATES_FROM_1904 in kinds(sheet)
    assert sheet.unread == ()


@pytest.mark.usefixtures("reading")
def test_errors_stay_and_formulas_without_a_value_are_never_zero(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (["a", "b", "c"], [1, "=A2+1", "#N/A"], [2, 3, "#DIV/0!"], [4, "=A4", 5]):
            sheet.append(row)

    path = made(tmp_path, fill)
    told = b'<c r="B4"><f>A4</f><v>4</v></c>'
    path = changed(path, SHEET, lambda xml: re.sub(rb'<c r="B4">.*?</c>', told, xml))
    (sheet,) = read_here(path)
    assert sheet.rows == (("a", "b", "c"), (1, None, "#N/A"), (2, 3, "#DIV/0!"), (4, 4, 5))
    assert sheet.unread == (1,)


def test_full_width_digits_stay_as_they_stand(tmp_path: Path) -> None:
    (sheet,) = read_here(made(tmp_path, lambda book: book.active.append(["１２．５", "００７"])))
    assert sheet.rows == (("１２．５", "００７"),)


@pytest.mark.usefixtures("reading")
def test_50000_merges_are_told(tmp_path: Path) -> None:
    path = made(tmp_path, lambda book: book.active.append(["title", 1]))
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, 50_001))
    end = b"</sheetData>"
    path = changed(
        path,
        SHEET,
        lambda xml: xml.replace(end, end + b"<mergeCells>" + merges + b"</mergeCells>"),
    )
    (sheet,) = read_workbook(path).sheets
    assert len(sheet.merges) == 50_000
    assert sheet.merges[-1] == Merge(49_999, 0, 49_999, 1)


@pytest.mark.usefixtures("reading")
def test_macros_are_ignored_and_told(tmp_path: Path) -> None:
    path = made(tmp_path, lambda book: book.active.append([1]))
    macro = b'<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'  # noqa: E501
    end = b"</Relationships>"
    path = changed(path, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(end, macro + end))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\0" * 100)
    (sheet,) = read_here(path)
    assert sheet.rows == ((1,),)
    assert ReadingNoteKind.MACROS_IGNORED in kinds(sheet)


def test_rows_on_which_two_readings_differ_are_told() -> None:
    second = SecondReading()
    days = float((date(2026, 11, 20) - date(1899, 12, 30)).days)
    for row, value in enumerate(["a\r\nb", 0.1, True, days, 0.5, "1", 1.0]):
        second.stand_at(row)
        second.add(row, 0, value)
    same = [["a\nb"], [0.1], [True], [date(2026, 11, 20)], [time(12)], ["1"], [1]]
    assert list(differing_rows(0, same, second)) == []
    other = [["a b"], [0.2], [False], [date(2026, 11, 21)], [time(13)], [1.0], ["1"]]
    assert list(differing_rows(0, other, second)) == list(range(7))
    assert list(differing_rows(0, [[""], [0.1, 2.0]], second)) == [0, 1]


@pytest.mark.usefixtures("reading")
def test_control_characters_are_replaced_and_told(tmp_path: Path) -> None:
    path = made(tmp_path, lambda book: book.active.append(["bell", "tab\there", "x"]))
    path = changed(path, SHEET, lambda xml: xml.replace(b"bell", b"be_x0007_ll"))
    (sheet,) = read_here(path)
    assert sheet.rows == (("be�ll", "tab\there", "x"),)
    assert ReadingNoteKind.CONTROL_CHARACTERS in kinds(sheet)
    assert sheet.unread == ()


@pytest.mark.usefixtures("reading")
def test_a_row_that_calamine_does_not_see_is_not_lost(tmp_path: Path) -> None:
    path = made(tmp_path, lambda book: [book.active.append([row, "x"]) for row in range(4)])
    missing = b'</sheetData><sheetData><row r="5"><c r="A5"><v>5</v></c></row></sheetData>'
    path = changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", missing))
    (sheet,) = read_here(path)
    assert sheet.rows[3:] == ((3, "x"), (None, None))
    assert sheet.unread == (4,)
