"""A large sheet that is cut into pieces tells what it tells as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Merge, Sheet, xlsx, xlsx_count, xlsx_pieces
from inspector.files.reader.frame import Block, SheetStart
from tests.files.reader import writers
from tests.files.reader.here import read_here, told

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Rows of several widths with gaps between them, something hidden, something merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (3, 4, 5, 9, 10, 40):
        sheet.cell(row, 2, f"点位{row}")
        sheet.cell(row, 3, row / 8)
    sheet.cell(9, 6, True)
    sheet.cell(44, 1).number_format = "0.00"
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.merge_cells("A1:D2")
    sheet["A1"] = "标题"
    other = book.create_sheet("其他")
    other.append(["另一页", 1])
    path = tmp_path / "table.xlsx"
    book.save(path)
    return path


def cut(monkeypatch: pytest.MonkeyPatch, size: int, most_shared: int | None = None) -> None:
    monkeypatch.setattr(xlsx, "_SMALL_BYTES", 0)
    monkeypatch.setattr(xlsx_count, "_CHUNK", size)
    monkeypatch.setattr(xlsx_pieces, "PIECE_BYTES", size)
    monkeypatch.setattr(xlsx_pieces, "_TIMES_OF_SHARED", 0 if most_shared is None else 1)
    monkeypatch.setattr(xlsx_pieces, "_MOST_BYTES", most_shared or size)


def without_notes(sheets: tuple[Sheet, ...]) -> list[Sheet]:
    """Notes tell whether values were compared or only counted."""
    return [
        Sheet(
            each.title,
            each.is_visible,
            each.rows,
            each.merges,
            each.unread,
            each.hidden_rows,
            each.hidden_columns,
        )
        for each in sheets
    ]


@pytest.mark.parametrize("together", [None, 150, 100_000])
@pytest.mark.parametrize("size", [1, 64, 200, 100_000])
def test_pieces_of_any_size_tell_the_same(
    table: Path, monkeypatch: pytest.MonkeyPatch, size: int, together: int | None
) -> None:
    whole = read_here(table)
    cut(monkeypatch, size, together)
    frames = list(told(table))
    assert sum(isinstance(frame, SheetStart) for frame in frames) == len(whole)
    assert without_notes(read_here(table)) == without_notes(whole)
    assert whole[0].merges == (Merge(0, 0, 1, 3),)
    assert (len(whole[0].rows), whole[0].hidden_rows, whole[0].hidden_columns) == (44, (8,), (2,))


def test_small_pieces_are_several(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut(monkeypatch, 64)
    frames = list(told(table))
    assert sum(isinstance(frame, Block) and len(frame.columns) > 1 for frame in frames) >= 7


def test_rows_on_lines_of_their_own_are_cut_too(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(name: str, xml: bytes) -> bytes:
        if name != SHEET:
            return xml
        return xml.replace(b"<row", b"\n  <row").replace(b"</sheetData>", b"\n </sheetData>")

    path = writers.with_parts(table, change)
    whole = read_here(path)
    for size in (1, 64, 100_000):
        cut(monkeypatch, size)
        assert without_notes(read_here(path)) == without_notes(whole)
        assert sum(isinstance(frame, SheetStart) for frame in told(path)) == len(whole)


def numberless(xml: bytes) -> bytes:
    return re.sub(rb'<row r="\d+"', b"<row", re.sub(rb'<c r="[A-Z]+\d+"', b"<c", xml))


def turned_round(xml: bytes) -> bytes:
    before, cells = xml.split(b"<sheetData>")
    cells, behind = cells.split(b"</sheetData>")
    rows = re.findall(rb"<row.*?</row>", cells)
    return before + b"<sheetData>" + b"".join(reversed(rows)) + b"</sheetData>" + behind


def with_comment(xml: bytes) -> bytes:
    return xml.replace(b"</row>", b"</row><!-- </row><c></c> -->")


def with_instruction(xml: bytes) -> bytes:
    return xml.replace(b"</row>", b"</row><?other </row>?>")


def with_prefix(xml: bytes) -> bytes:
    named = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml)
    return named.replace(b" xmlns=", b" xmlns:x=", 1)


def with_other_quotes(xml: bytes) -> bytes:
    return re.sub(rb'<c r="([A-Z]+\d+)"', rb"<c r='\1'", xml)


ODD: list[Callable[[bytes], bytes]] = [
    numberless,
    turned_round,
    with_comment,
    with_instruction,
    with_prefix,
    with_other_quotes,
]


@pytest.mark.parametrize("change", ODD)
def test_what_cannot_be_cut_for_sure_is_read_as_a_whole(
    table: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    path = writers.with_parts(table, lambda name, xml: change(xml) if name == SHEET else xml)
    whole = read_here(path)
    cut(monkeypatch, 64)
    assert without_notes(read_here(path)) == without_notes(whole)
    starts = [frame for frame in told(path) if isinstance(frame, SheetStart)]
    assert [start.title for start in starts].count("Sheet") == 2


@pytest.mark.parametrize(("good", "bad"), [(b"</row>", b"</c></row>"), (b"</c><c", b"</c <c")])
def test_elements_that_do_not_match_are_refused(
    table: Path, monkeypatch: pytest.MonkeyPatch, good: bytes, bad: bytes
) -> None:
    def change(name: str, xml: bytes) -> bytes:
        if name != SHEET:
            return xml
        assert good in xml
        return re.sub(b"<mergeCells.*</mergeCells>", b"", xml).replace(good, bad, 1)

    path = writers.with_parts(table, change)
    cut(monkeypatch, 64)
    with pytest.raises(FileRefused) as caught:
        read_here(path)
    assert caught.value.fault is FileFault.DAMAGED


def test_only_the_rows_that_differ_are_told(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def change(name: str, xml: bytes) -> bytes:
        if name != SHEET:
            return xml
        xml = re.sub(rb'<c r="C4"[^>]*>.*?</c>', b'<c r="C4"><f>B4*2</f></c>', xml)
        return re.sub(
            rb'<c r="C10"[^>]*>.*?</c>', b'<c r="C10" t="e"><f>1/0</f><v>#DIV/0!</v></c>', xml
        )

    path = writers.with_parts(table, change)
    whole = read_here(path)
    cut(monkeypatch, 64)
    sheets = read_here(path)
    assert without_notes(sheets) == without_notes(whole)
    assert sheets[0].unread == (3,)
    assert sheets[0].rows[9][:3] == (None, "点位10", "#DIV/0!")
    assert sum(isinstance(frame, SheetStart) for frame in told(path)) == 2


def test_a_second_table_of_cells_is_not_lost(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = b'</sheetData><sheetData><row r="50"><c r="A50"><v>5</v></c></row></sheetData>'
    path = writers.with_parts(
        table,
        lambda name, xml: xml.replace(b"</sheetData>", more) if name == SHEET else xml,
    )
    cut(monkeypatch, 64)
    assert read_here(path)[0].unread == (49,)


def test_damage_that_only_the_end_shows_is_refused(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bytearray(table.read_bytes())
    # The check sum of the part, where it stands in the file and in the directory.
    content[content.find(SHEET.encode()) - 30 + 14] ^= 1
    content[content.rfind(SHEET.encode()) - 46 + 16] ^= 1
    path = table.with_name("damaged.xlsx")
    path.write_bytes(content)
    cut(monkeypatch, 64)
    with pytest.raises(FileRefused) as caught:
        read_here(path)
    assert caught.value.fault is FileFault.DAMAGED
