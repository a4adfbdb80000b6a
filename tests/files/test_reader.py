import os
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from inspector.errors import Cancelled, FileFault, FileRefused
from inspector.files.reader import Limits, Merge, Sheet, Workbook
from inspector.files.reader.parent import read_workbook
from inspector.services import reader_child
from inspector.wording.error import sentence

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "点位"
    sheet.append(["code", "points", "note"])
    sheet.append(["007", 1, "  two  spaces  "])
    sheet.append(["=not a formula", 0.1, "a\nb"])
    sheet["A3"].data_type = "s"
    path = tmp_path / "sites.xlsx"
    book.save(path)
    return path


def saved(tmp_path: Path, fill: Callable[[openpyxl.Workbook], object]) -> Workbook:
    book = openpyxl.Workbook()
    fill(book)
    path = tmp_path / "made.xlsx"
    book.save(path)
    return read_workbook(path)


def with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy of the workbook in which one part is changed."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == part else content)
    return changed


def refusal(path: Path, **limits: int) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_workbook(path, Limits(**limits))
    assert caught.value.path == path
    assert path.name in sentence(caught.value)
    return caught.value


def test_texts_and_numbers_come_as_they_stand(workbook: Path) -> None:
    read = read_workbook(workbook)
    assert read.path == workbook
    assert read.sheets == (
        Sheet(
            title="点位",
            is_visible=True,
            rows=(
                ("code", "points", "note"),
                ("007", 1, "  two  spaces  "),
                ("=not a formula", Decimal("0.1"), "a\nb"),
            ),
        ),
    )


def test_a_small_workbook_is_there_in_half_a_second(workbook: Path) -> None:
    read_workbook(workbook)
    durations = []
    for _ in range(5):
        start = time.perf_counter()
        read_workbook(workbook)
        durations.append(time.perf_counter() - start)
    assert min(durations) < 0.5


def test_numbers_have_the_digits_that_excel_shows(tmp_path: Path) -> None:
    values = [1 - 0.9, 2.0, 0.5, -0.0, 1e20, True, 12345678.9, 1 / 3]
    read = saved(tmp_path, lambda book: book.active.append(values))
    row = read.sheets[0].rows[0]
    third = Decimal("0.333333333333333")
    expected = (Decimal("0.1"), 2, Decimal("0.5"), 0, 10**20, True, Decimal("12345678.9"), third)
    assert row == expected
    assert [type(value) for value in row] == [type(value) for value in expected]


def test_a_sheet_of_zeros_is_not_blank(tmp_path: Path) -> None:
    read = saved(tmp_path, lambda book: book.active.append([0, False]))
    assert read.sheets[0].rows == ((0, False),)


def test_moments_come_as_moments(tmp_path: Path) -> None:
    values = [
        date(2026, 11, 20),
        datetime(2026, 11, 20, 8, 30),  # noqa: DTZ001 - a sheet knows no zone
        time_of_day(8, 30),
        timedelta(hours=30),
    ]
    read = saved(tmp_path, lambda book: book.active.append(values))
    assert read.sheets[0].rows == (tuple(values),)


def test_every_row_is_there_blank_ones_too(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet["B3"] = "first"
        sheet["C5"] = "last"
        sheet["D9"].number_format = "0.00"
        book.create_sheet("empty")

    first, empty = saved(tmp_path, fill).sheets
    assert len(first.rows) == 9
    assert {len(row) for row in first.rows} == {3}
    assert first.rows[2] == (None, "first", None)
    assert first.rows[4] == (None, None, "last")
    assert [n for n, row in enumerate(first.rows) if any(row)] == [2, 4]
    assert empty.rows == ()


def test_merges_and_hidden_sheets_are_told(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"] = "title"
        book.active.merge_cells("A1:C2")
        book.create_chartsheet("chart")
        book.create_sheet("hidden").sheet_state = "hidden"
        book.create_sheet("very hidden").sheet_state = "veryHidden"

    read = saved(tmp_path, fill)
    assert [(sheet.title, sheet.is_visible) for sheet in read.sheets] == [
        ("Sheet", True),
        ("hidden", False),
        ("very hidden", False),
    ]
    assert read.sheets[0].merges == (Merge(0, 0, 1, 2),)


def test_errors_and_formulas_never_calculated_are_not_lost(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["a", "b"])
        book.active.append([1, "=A1+1"])
        book.active.append([2, "#N/A"])
        book.active.append([None, None, "#REF!"])

    sheet = saved(tmp_path, fill).sheets[0]
    assert sheet.rows == (
        ("a", "b", None),
        (1, None, None),
        (2, "#N/A", None),
        (None, None, "#REF!"),
    )
    assert sheet.unread == (1,)


def test_a_shared_string_without_text_is_a_blank_cell(workbook: Path) -> None:
    cells = b'<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" t="s"><v>0</v></c></row></sheetData>'
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<si><t></t></si><si><r><t xml:space="preserve">bold </t></r><r><t>text</t></r>'
        b"<rPh><t>sound</t></rPh></si></sst>"
    )
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = b'<Relationship Id="x" Target="sharedStrings.xml" Type="' + kind + b'"/>'
    end = b"</Relationships>"
    path = with_part(workbook, SHEET, lambda xml: xml.replace(b"</sheetData>", cells))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/sharedStrings.xml", strings)
    path.replace(workbook)
    rels = "xl/_rels/workbook.xml.rels"
    sheet = read_workbook(
        with_part(workbook, rels, lambda xml: xml.replace(end, relation + end))
    ).sheets[0]
    assert sheet.rows[3] == ("bold text", None, None)
    assert sheet.unread == ()


def test_plain_and_unusual_xml_are_read_alike(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(400):
        sheet.append([f"点位 {number}", number / 8, None, number % 3 == 0, "  ", "x < y & z"])
    sheet["A7"] = "=1+1"
    sheet["C9"] = "#DIV/0!"
    sheet["H11"].number_format = "0.0"
    sheet["G420"].number_format = "0.0"
    sheet["C13"] = ""
    path = tmp_path / "plain.xlsx"
    book.save(path)
    plain = read_workbook(path).sheets
    assert (len(plain[0].rows), len(plain[0].rows[0]), plain[0].unread) == (420, 6, (6,))
    assert plain[0].rows[8][2] == "#DIV/0!"
    head = b"<sheetData><!-- unusual -->"
    unusual = with_part(path, SHEET, lambda xml: xml.replace(b"<sheetData>", head))
    assert read_workbook(unusual).sheets == plain
    quoted = with_part(path, SHEET, lambda xml: xml.replace(b' t="n"', b" t='n'"))
    assert read_workbook(quoted).sheets == plain


def test_what_one_of_two_readers_does_not_see_is_refused(workbook: Path) -> None:
    path = with_part(workbook, SHEET, lambda xml: xml.decode().encode("utf-16"))
    told = refusal(path)
    assert (told.fault, told.sheet) == (FileFault.DAMAGED, "点位")


def test_a_wrong_stated_size_loses_nothing(workbook: Path) -> None:
    path = with_part(workbook, SHEET, lambda xml: xml.replace(b'ref="A1:C3"', b'ref="A1"'))
    assert read_workbook(path).sheets == read_workbook(workbook).sheets


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    def made(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal(tmp_path / "none.xlsx").fault == FileFault.MISSING
    assert refusal(tmp_path).fault == FileFault.NOT_A_WORKBOOK
    assert refusal(made("a.xlsx", b"")).fault == FileFault.EMPTY
    assert refusal(made("b.xlsx", bytes(range(256)))).fault == FileFault.NOT_A_WORKBOOK
    assert refusal(made("c.xls", ole)).fault == FileFault.DAMAGED
    with zipfile.ZipFile(tmp_path / "f.zip", "w") as package:
        package.writestr("notes.txt", "hello")
    assert refusal(tmp_path / "f.zip").fault == FileFault.NOT_A_WORKBOOK
    with zipfile.ZipFile(tmp_path / "g.ods", "w") as package:
        package.writestr("content.xml", "<x/>")
    assert refusal(tmp_path / "g.ods").fault == FileFault.NOT_A_WORKBOOK


def test_a_workbook_without_any_value_is_refused_as_empty(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as caught:
        saved(tmp_path, lambda book: book.create_sheet("second"))
    assert caught.value.fault == FileFault.EMPTY


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(workbook: Path) -> None:
    workbook.chmod(0)
    assert refusal(workbook).fault == FileFault.UNREADABLE


def test_a_workbook_cut_anywhere_is_refused_or_read_whole(workbook: Path) -> None:
    whole = workbook.read_bytes()
    cut = workbook.with_name("cut.xlsx")
    for part in range(1, 10):
        cut.write_bytes(whole[: len(whole) * part // 10])
        assert refusal(cut).fault == FileFault.DAMAGED


def test_a_damaged_sheet_is_named(workbook: Path) -> None:
    half = with_part(workbook, SHEET, lambda xml: xml[: len(xml) // 2])
    told = refusal(half)
    assert (told.fault, told.sheet) == (FileFault.DAMAGED, "点位")
    assert "点位" in sentence(told)
    far = with_part(workbook, SHEET, lambda xml: xml.replace(b'r="C2"', b'r="ZZZ2"'))
    assert refusal(far).fault == FileFault.DAMAGED
    doctype = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
    entity = with_part(workbook, SHEET, lambda xml: xml.replace(b"<worksheet", doctype, 1))
    assert refusal(entity).fault == FileFault.DAMAGED


def test_a_stray_cell_at_the_far_end_is_refused_with_its_row(workbook: Path) -> None:
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = with_part(workbook, SHEET, lambda xml: xml.replace(b"</sheetData>", stray))
    told = refusal(path)
    assert (told.fault, told.row) == (FileFault.TOO_LARGE, 1_048_576)


def test_a_merge_over_the_whole_sheet_costs_nothing(workbook: Path) -> None:
    merge = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = with_part(workbook, SHEET, lambda xml: xml.replace(b"</sheetData>", merge))
    sheet = read_workbook(path).sheets[0]
    assert len(sheet.rows) == 3
    assert sheet.merges == (Merge(0, 0, 1_048_575, 16_383),)


def test_what_is_packed_too_tightly_is_refused(workbook: Path) -> None:
    bomb = b" " * 60_000_000 + b"</sheetData>"
    path = with_part(workbook, SHEET, lambda xml: xml.replace(b"</sheetData>", bomb))
    assert refusal(path).fault == FileFault.TOO_LARGE


def test_a_directory_that_states_too_many_parts_is_refused(workbook: Path) -> None:
    content = bytearray(workbook.read_bytes())
    at = content.rfind(b"PK\x05\x06")
    content[at + 10 : at + 12] = struct.pack("<H", 60_000)
    workbook.write_bytes(content)
    assert refusal(workbook).fault == FileFault.TOO_LARGE


@pytest.mark.skipif(os.name != "posix", reason="limits of memory are set on POSIX only")
def test_too_little_memory_is_a_refusal(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("wide")
    for row in range(1_000):
        sheet.append([f"text {row} {column} " * 200 for column in range(20)])
    path = tmp_path / "wide.xlsx"
    book.save(path)
    assert refusal(path, memory_mb=60).fault == FileFault.TOO_LARGE


def test_too_little_time_is_a_refusal(workbook: Path) -> None:
    start = time.perf_counter()
    assert refusal(workbook, seconds=0).fault == FileFault.TOO_SLOW
    assert time.perf_counter() - start < 2


def test_stopping_ends_the_child(workbook: Path) -> None:
    class Stop:
        def step(self, done: int, total: int | None, what: str) -> None:
            assert workbook.name in what
            raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(workbook, progress=Stop())


def test_it_reads_from_any_current_folder(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a foreign module was imported')")
    monkeypatch.chdir(tmp_path)
    assert read_workbook(Path(workbook.name)).sheets[0].title == "点位"


def test_a_frozen_program_starts_itself(
    workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name != "posix":
        pytest.skip("needs a script that can be started")
    program = tmp_path / "frozen"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nfrom inspector.services import reader_child\n"
        f"assert sys.argv[1] == {reader_child.FLAG!r}\n"
        "sys.exit(reader_child.main(sys.argv[2:]))\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert read_workbook(workbook).sheets[0].title == "点位"


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="no real data here")
def test_the_real_workbooks_come_whole() -> None:
    folder = Path(os.environ["INSPECTOR_REAL_DATA"])
    expected = {
        "suzhou-2016-inspection.xlsx": [247, 0, 0],
        "shicheng-2018-township-criteria.xlsx": [32],
        "appraisal-three-levels.xlsx": [44],
    }
    for name, heights in expected.items():
        read = read_workbook(folder / name)
        assert [len(sheet.rows) for sheet in read.sheets] == heights
        for sheet, other in zip(read.sheets, openpyxl.load_workbook(folder / name), strict=True):
            assert sheet.unread == ()
            mine = {
                (row, column): value
                for row, cells in enumerate(sheet.rows, 1)
                for column, value in enumerate(cells, 1)
                if value is not None
            }
            theirs = {
                (cell.row, cell.column): cell.value
                for cells in other.iter_rows()
                for cell in cells
                if cell.value is not None
            }
            assert mine.keys() == theirs.keys()
            for where, value in mine.items():
                assert value == theirs[where] or float(value) == theirs[where]  # type: ignore[arg-type]


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="no real data here")
def test_the_real_old_workbook_is_read_alike_twice() -> None:
    (sheet,) = read_workbook(
        Path(os.environ["INSPECTOR_REAL_DATA"]) / "appraisal-three-levels-2.xls"
    ).sheets
    assert sheet.unread == ()
    assert sheet.notes == ()
    assert len(sheet.rows) == 61
    assert sheet.rows[3][:4] == ("预算绩效", 50, "预算管理", 75)
