"""Workbooks in records (.xls, .xlsb) and in OpenDocument: structure, errors, and what is unread."""

from __future__ import annotations

import struct
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Comment, Merge, Sheet
from tests.files.reader import writers
from tests.files.reader.here import read_here
from tests.files.reader.writers import biff, record, wide_text

ROWS = [["项目", "分值"], ["绿化", 5], ["亮化", Decimal("2.5")], ["保洁", 1]]


def only(path: Path) -> Sheet:
    (sheet,) = read_here(path)
    return sheet


def refusal(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_here(path)
    return caught.value


def kinds(sheet: Sheet) -> list[ReadingNoteKind]:
    return [note.kind for note in sheet.notes]


def test_xls_tells_errors_hidden_rows_merges_and_comments(tmp_path: Path) -> None:
    note = "见附件".encode("utf-16-le")
    tail = (
        biff(0x0205, struct.pack("<HHHBB", 1, 2, 0, 0x2A, 1))
        + biff(0x0208, struct.pack("<HHHHHHHH", 2, 0, 2, 300, 0, 0, 0x20, 0))
        + biff(0x007D, struct.pack("<HHHHHH", 1, 1, 2000, 0, 1, 0))
        + biff(0x00E5, struct.pack("<HHHHH", 1, 1, 2, 0, 1))
        + biff(0x005D, struct.pack("<HHHHH", 0x15, 6, 0x19, 7, 0))
        + biff(0x01B6, bytes(18))
        + biff(0x003C, b"\x01" + note)
        + biff(0x001C, struct.pack("<HHHHH", 3, 1, 0, 7, 0))
    )
    sheet = only(writers.write_xls(tmp_path / "a.xls", ROWS, tail=tail))
    assert sheet.rows[1] == ("绿化", 5, "#N/A")
    assert sheet.hidden_rows == (2,)
    assert sheet.hidden_columns == (1,)
    assert sheet.merges == (Merge(1, 0, 2, 1),)
    assert sheet.comments == (Comment(3, 1, "见附件"),)
    assert sheet.unread == ()
    assert kinds(sheet) == []


def test_xls_formulas_without_a_value_are_told(tmp_path: Path) -> None:
    def formula(row: int, result: bytes, flags: int) -> bytes:
        return biff(
            0x0006, struct.pack("<HHH", row, 2, 0) + result + struct.pack("<HIH", flags, 0, 0)
        )

    tail = (
        formula(1, struct.pack("<d", 7.5), 0)
        + formula(2, b"\x03\0\0\0\0\0\xff\xff", 3)
        + formula(3, b"\x03\0\0\0\0\0\xff\xff", 0)
    )
    sheet = only(writers.write_xls(tmp_path / "a.xls", ROWS, tail=tail))
    assert [row[2] for row in sheet.rows] == [None, Decimal("7.5"), None, None]
    assert sheet.unread == (2,)


def test_xls_dates_from_1904_are_told(tmp_path: Path) -> None:
    head = biff(0x0022, b"\x01\0")
    assert kinds(only(writers.write_xls(tmp_path / "a.xls", ROWS, head=head))) == [
        ReadingNoteKind.DATES_FROM_1904
    ]


def test_xls_with_a_password_is_refused(tmp_path: Path) -> None:
    head = biff(0x002F, bytes(6))
    path = writers.write_xls(tmp_path / "a.xls", ROWS, head=head)
    assert refusal(path).fault is FileFault.PASSWORD
    locked = writers.ole(tmp_path / "b.xlsx", {"EncryptedPackage": b"x", "EncryptionInfo": b"x"})
    assert refusal(locked).fault is FileFault.PASSWORD
    other = writers.ole(tmp_path / "c.doc", {"WordDocument": b"x"})
    assert refusal(other).fault is FileFault.NOT_A_WORKBOOK


def test_xls_texts_over_several_records_are_read(tmp_path: Path) -> None:
    rows = [[f"{number:05d}" + "点" * (number % 90)] for number in range(900)]
    assert only(writers.write_xls(tmp_path / "a.xls", rows)).rows == tuple(map(tuple, rows))


def test_xls_stray_cell_is_refused_with_its_row(tmp_path: Path) -> None:
    tail = b"".join(
        biff(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))
        for row, column in ((65_535, 0), (0, 255))
    )
    told = refusal(writers.write_xls(tmp_path / "a.xls", ROWS, tail=tail))
    assert (told.fault, told.sheet, told.row) == (FileFault.TOO_LARGE, writers.TITLE, 65_536)


@pytest.mark.parametrize("part", range(1, 8))
def test_a_cut_xls_is_never_read_in_part(tmp_path: Path, part: int) -> None:
    path = writers.write_xls(tmp_path / "a.xls", ROWS * 200)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * part // 8])
    assert refusal(path).fault is FileFault.DAMAGED


def test_xlsb_tells_errors_and_merges(tmp_path: Path) -> None:
    instead = [
        record(0, struct.pack("<IIHBBBI", 4, 0, 300, 0, 0x10, 0, 0)),
        record(3, struct.pack("<IIB", 1, 0, 0x07)),
        record(8, struct.pack("<II", 0, 0) + wide_text("总分") + bytes(6)),
        record(146),
        record(177, struct.pack("<I", 1)),
        record(176, struct.pack("<4I", 1, 2, 0, 1)),
        record(178),
    ]
    sheet = only(writers.write_xlsb(tmp_path / "a.xlsb", ROWS, instead=instead))
    assert sheet.rows[4] == ("总分", "#DIV/0!")
    assert sheet.hidden_rows == (4,)
    assert sheet.merges == (Merge(1, 0, 2, 1),)
    assert sheet.unread == ()


def ods_with(tmp_path: Path, cells: str, before: str = "") -> Path:
    path = writers.write_ods(tmp_path / "a.ods", ROWS)
    end = "</table:table>"

    def change(name: str, part: bytes) -> bytes:
        if name != "content.xml":
            return part
        text = part.decode().replace(end, cells + end)
        return text.replace("<table:table-row>", before + "<table:table-row>", 1).encode()

    return writers.with_parts(path, change)


def test_ods_tells_structure_errors_and_durations(tmp_path: Path) -> None:
    sheet = only(
        ods_with(
            tmp_path,
            '<table:table-row table:visibility="collapse">'
            '<table:table-cell office:value-type="string" table:number-columns-spanned="2">'
            "<office:annotation><text:p>看</text:p></office:annotation><text:p>小计</text:p>"
            "</table:table-cell><table:covered-table-cell/></table:table-row>"
            "<table:table-row><table:table-cell table:formula='of:=1/0' "
            "office:value-type='string' office:string-value='' x:value-type='error' "
            "xmlns:x='urn:x'/></table:table-row>"
            '<table:table-row><table:table-cell office:value-type="time" '
            'office:time-value="PT30H00M00S"><text:p>30:00</text:p></table:table-cell>'
            "<table:table-cell table:formula='of:=1+1'/></table:table-row>"
            '<table:table-row table:number-rows-repeated="1048560">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
            '<table:table-column/><table:table-column table:visibility="collapse"/>',
        )
    )
    assert sheet.rows[:4] == tuple(map(tuple, ROWS))
    assert sheet.rows[4] == ("小计", None)
    assert sheet.rows[6] == (timedelta(hours=30), None)
    assert len(sheet.rows) == 7
    assert sheet.hidden_rows == (4,)
    assert sheet.hidden_columns == (1,)
    assert sheet.merges == (Merge(4, 0, 4, 1),)
    assert sheet.comments == (Comment(4, 0, "看"),)
    assert sheet.unread == (6,)
    assert kinds(sheet) == [ReadingNoteKind.TEXTS_ONLY_COUNTED]


def test_ods_repeated_cells_are_all_there(tmp_path: Path) -> None:
    cells = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'office:value-type="float" office:value="4" table:number-columns-repeated="2">'
        "<text:p>4</text:p></table:table-cell></table:table-row>"
    )
    assert only(ods_with(tmp_path, cells)).rows[4:] == ((4, 4),) * 3


def test_ods_repeated_without_end_is_refused(tmp_path: Path) -> None:
    cells = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'office:value-type="float" office:value="4" table:number-columns-repeated="16000">'
        "<text:p>4</text:p></table:table-cell></table:table-row>"
    )
    assert refusal(ods_with(tmp_path, cells)).fault is FileFault.TOO_LARGE


def test_ods_with_a_password_is_refused(tmp_path: Path) -> None:
    path = writers.write_ods(tmp_path / "a.ods", ROWS)
    old, new = b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
    locked = writers.with_parts(path, lambda _name, part: part.replace(old, new))
    assert refusal(locked).fault is FileFault.PASSWORD


def test_a_spreadsheet_of_2003_in_xml(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        '<?xml version="1.0" encoding="GB2312"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:x">'
        '<Worksheet ss:Name="点位"><Table><Column ss:Index="2" ss:Hidden="1"/>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell>'
        '<Cell><Data ss:Type="Number">0.1</Data></Cell></Row>'
        '<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="Error">#N/A</Data>'
        '<Comment><ss:Data>看</ss:Data></Comment></Cell><Cell ss:Formula="=1+1"/></Row>'
        '</Table></Worksheet><Worksheet ss:Name="b"><Table/><x:WorksheetOptions>'
        "<x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>",
        encoding="gb18030",
    )
    first, second = read_here(path)
    assert first.title == "点位"
    assert first.rows == (("标题", None, Decimal("0.1")), (None,) * 3, (None, "#N/A", None))
    assert first.merges == (Merge(0, 0, 0, 1),)
    assert first.hidden_rows == (2,)
    assert first.hidden_columns == (1,)
    assert first.comments == (Comment(2, 1, "看"),)
    assert first.unread == (2,)
    assert (second.title, second.is_visible, second.rows) == ("b", False, ())
