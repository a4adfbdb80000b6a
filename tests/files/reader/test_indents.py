"""How far the formats of cells indent their texts, in every kind of workbook that tells it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from inspector.files.reader import Cell, Sheet
from inspector.files.reader.second import MAX_COMPARED
from tests.files.reader import writers
from tests.files.reader.here import read_here

ROWS: list[list[Cell]] = [["道路", None, 3], ["路面", "目测", 4]]


def only(path: Path) -> Sheet:
    (sheet,) = read_here(path)
    return sheet


def with_part(path: Path, part: str, *changes: tuple[bytes, bytes]) -> Path:
    def changed(name: str, content: bytes) -> bytes:
        for old, new in changes if name == part else ():
            assert old in content
            content = content.replace(old, new)
        return content

    return writers.with_parts(path, changed)


def test_xlsx(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, cells in enumerate(ROWS, 1):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value).alignment = Alignment(indent=row * column - 1)
    book.save(tmp_path / "a.xlsx")
    # C1 and C2 are numbers, B1 is blank.
    assert only(tmp_path / "a.xlsx").indents == {(1, 0): 3, (1, 1): 9}


def test_formats_of_styles_are_no_formats_of_cells(tmp_path: Path) -> None:
    path = writers.write_shared_xlsx(tmp_path / "a.xlsx", [["道路"], ["路面"]])
    with_part(
        path,
        "xl/styles.xml",
        (b'<xf numFmtId="0"/>', b'<xf numFmtId="0"><alignment indent="5"/></xf>'),
        (b'applyNumberFormat="1"/>', b'applyNumberFormat="1"><alignment indent="2"/></xf>'),
    )
    with_part(path, "xl/worksheets/sheet1.xml", (b'<c r="A2"', b'<c r="A2" s="1"'))
    assert only(path).indents == {(1, 0): 6}


def test_xls(tmp_path: Path) -> None:
    formats = b"".join(
        writers.biff(0x00E0, struct.pack("<HHH2xB", 0, 0, 0, levels) + bytes(11))
        for levels in (0, 0x42)
    )
    label = writers.biff(0x0204, struct.pack("<HHHHB", 2, 1, 1, 1, 0) + b"x")
    path = writers.write_xls(tmp_path / "a.xls", ROWS, head=formats, tail=label)
    assert only(path).indents == {(2, 1): 6}


def test_xlsb(tmp_path: Path) -> None:
    def text(row: int, column: int, style: int) -> bytes:
        head = struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0)
        cell = struct.pack("<II", column, style) + writers.wide_text("路面")
        return writers.record(0, head) + writers.record(6, cell)

    path = writers.write_xlsb(tmp_path / "a.xlsb", ROWS, instead=[text(2, 1, 1), text(3, 1, 0)])
    old = struct.pack("<HHHHHBBHH", 0, 14, 0, 0, 0, 0, 0, 0, 0)
    new = struct.pack("<HHHHHBBHH", 0, 14, 0, 0, 0, 0, 1, 0, 0)
    with_part(path, "xl/styles.bin", (old, new))
    assert only(path).indents == {(2, 1): 3}


@pytest.mark.parametrize(
    ("length", "blanks"), [("10pt", 3), ("0.706cm", 6), ("3.53mm", 3), ("0.139in", 3), ("?", 0)]
)
def test_ods(tmp_path: Path, length: str, blanks: int) -> None:
    path = writers.write_ods(tmp_path / "a.ods", ROWS)
    text = b'<table:table-cell office:value-type="string" office:string-value='
    styles = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
        ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
        f'<style:style style:name="c1"><style:paragraph-properties fo:margin-left="{length}"/>'
        '</style:style><style:style style:name="c2"/></office:automatic-styles><office:body>'
    )
    with_part(
        path,
        "content.xml",
        (b"<office:body>", styles.encode()),
        # The second column is indented as a whole, but for what has a style of its own.
        (
            b"<table:table-row>",
            b"<table:table-column/>"
            b'<table:table-column table:default-cell-style-name="c1"/><table:table-row>',
        ),
        (
            text + '"道路"'.encode(),
            text.replace(b"cell ", b'cell table:style-name="c1" ') + '"道路"'.encode(),
        ),
    )
    sheet = only(path)
    assert [list(row) for row in sheet.rows] == ROWS
    assert sheet.indents == ({(0, 0): blanks, (1, 1): blanks} if blanks else {})


@pytest.mark.parametrize(
    ("row", "cell", "blanks"),
    [
        ("", ' ss:StyleID="two"', 6),
        ("", ' ss:StyleID="own"', 6),
        ("", ' ss:StyleID="one"', 3),
        (' ss:StyleID="one"', "", 3),
        (' ss:StyleID="one"', ' ss:StyleID="plain"', 0),
        ("", "", 12),
    ],
)
def test_old_xml(tmp_path: Path, row: str, cell: str, blanks: int) -> None:
    def style(name: str, alignment: str, parent: str = "") -> str:
        return f'<Style ss:ID="{name}"{parent}><Alignment {alignment}/></Style>'

    styles = (
        style("plain", 'ss:Vertical="Center"')
        + style("one", 'ss:Indent="1"')
        + style("two", 'ss:Indent="2"')
        + style("own", 'ss:WrapText="1"', ' ss:Parent="two"')
        + style("column", 'ss:Indent="4"')
    )
    path = writers.write_old_xml(tmp_path / "a.xml", ROWS)
    text = path.read_text("utf-8")
    text = text.replace("<Worksheet", f"<Styles>{styles}</Styles><Worksheet", 1)
    text = text.replace("<Table>", '<Table><Column ss:StyleID="column"/>', 1)
    path.write_text(text.replace("<Row><Cell>", f"<Row{row}><Cell{cell}>", 1), "utf-8")
    sheet = only(path)
    assert [list(cells) for cells in sheet.rows] == ROWS
    expected = {(0, 0): blanks, (1, 0): 12}
    assert sheet.indents == {place: each for place, each in expected.items() if each}


@pytest.mark.parametrize(
    ("format_", "blanks"),
    [
        ('class="xl65"', 6),
        ('class="other xl65"', 6),
        ('class="xl65" style="mso-char-indent-count:1"', 3),
        ('style="padding-left:20px"', 4),
        ('style="Padding-Left: 10PT; color:red"', 3),
        ('style="text-indent:2em"', 4),
        ('style="padding:1px 2px 3px 40px"', 9),
        ('style="padding-left:3%"', 0),
        ('style="padding-left:1px"', 0),
        ("", 0),
    ],
)
def test_web_page(tmp_path: Path, format_: str, blanks: int) -> None:
    path = writers.write_page(tmp_path / "a.xls", ROWS)
    rules = (
        "<style><!-- td {padding-left:1px} /* td {padding-left:99px} */"
        " .font0, .xl65 {padding-left:18pt; mso-char-indent-count:2;}"
        " .xl65 p {padding-left:50px} tr {padding-left:60px} --></style></head>"
    )
    text = path.read_text("utf-8").replace("</head>", rules)
    path.write_text(text.replace("<td>道路", f"<td {format_}>道路"), "utf-8")
    sheet = only(path)
    assert [list(cells)[:2] for cells in sheet.rows] == [cells[:2] for cells in ROWS]
    assert sheet.indents == ({(0, 0): blanks} if blanks else {})


def _large_page(path: Path, count: int) -> Path:
    writers.write_page(path, [["路面"] * 10 for _ in range(count // 10)])
    text = path.read_text("utf-8")
    path.write_text(text.replace("<td>", '<td style="padding-left:10pt">'), "utf-8")
    return path


def _large_xlsx(path: Path, count: int) -> Path:
    rows: list[list[Cell]] = [["路面"] * 10 for _ in range(count // 10)]
    writers.write_shared_xlsx(path, rows)
    with_part(
        path,
        "xl/styles.xml",
        (b'applyNumberFormat="1"/>', b'applyNumberFormat="1"><alignment indent="1"/></xf>'),
    )
    return with_part(path, "xl/worksheets/sheet1.xml", (b' t="s"', b' s="1" t="s"'))


def _large_xls(path: Path, count: int) -> Path:
    rows: list[list[Cell]] = [["路面"] * 10 for _ in range(count // 10)]
    indented = writers.biff(0x00E0, struct.pack("<HHH2xB", 0, 0, 0, 1) + bytes(11))
    return writers.write_xls(path, rows, head=indented)


@pytest.mark.parametrize("write", [_large_xlsx, _large_xls, _large_page])
def test_a_sheet_that_is_only_counted_tells_none(
    tmp_path: Path, write: Callable[[Path, int], Path]
) -> None:
    below, above = MAX_COMPARED, MAX_COMPARED + 10
    assert len(only(write(tmp_path / "a", below)).indents) == below
    assert only(write(tmp_path / "b", above)).indents == {}


@pytest.mark.parametrize("said", ["x", "-1", "1.5", "0", "9" * 5000, ""])
def test_an_indentation_that_is_none_is_passed_over(tmp_path: Path, said: str) -> None:
    path = writers.write_shared_xlsx(tmp_path / "a.xlsx", [["道路"]])
    indented = f'applyNumberFormat="1"><alignment indent="{said}"/></xf>'
    with_part(path, "xl/styles.xml", (b'applyNumberFormat="1"/>', indented.encode()))
    with_part(path, "xl/worksheets/sheet1.xml", (b" t=", b' s="1" t='))
    assert only(path).rows == (("道路",),)
    assert only(path).indents == {}
