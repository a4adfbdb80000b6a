import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from inspector.errors import Cancelled, FileFault, FileRefused
from inspector.files.sheets.grid import MOST_CHARACTERS, Book, Value, safe_text, serial
from inspector.files.sheets.style import FIGURE, TEXT, Look
from inspector.progress import SILENT


def written(path: Path, *values: Value, look: Look = TEXT) -> Path:
    book = Book("a title")
    sheet = book.sheet("First", [10.0] * len(values))
    sheet.row([(value, sheet.style(look)) for value in values], 15)
    return book.save(path, SILENT)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 371 0000",
        "-5",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "'quoted",
        "2026-11-20",
        "007",
    ],
)
def test_user_text_stays_text(tmp_path: Path, text: str) -> None:
    cell = load_workbook(written(tmp_path / "a.xlsx", text)).active["A1"]  # type: ignore[index]

    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@")


def test_characters_that_xml_cannot_hold_are_removed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", 'a\x00b\x0bc\ud800d\ufffee\r\nf<&>"g')

    assert load_workbook(path).active["A1"].value == 'abcde\nf<&>"g'  # type: ignore[index]


def test_text_that_looks_like_an_escape_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", "cable_x0041_")

    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() == [["cable_x0041_"]]


def test_text_beyond_the_limit_is_cut_and_says_so() -> None:
    cut = safe_text("a" * 40_000)

    assert len(cut) == MOST_CHARACTERS
    assert cut.endswith("(cut off)")


def test_the_limit_counts_as_excel_does() -> None:
    cut = safe_text("\N{ROUND PUSHPIN}" * 20_000)

    assert len(cut.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert cut.endswith("(cut off)")


@given(st.text(max_size=50))
def test_safe_text_is_what_a_cell_can_hold(text: str) -> None:
    safe = safe_text(text)

    assert safe == safe_text(safe)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", safe)


def test_values_keep_their_kind(tmp_path: Path) -> None:
    day, moment = date(2026, 11, 20), datetime.fromisoformat("2026-11-20T14:01")
    path = written(tmp_path / "a.xlsx", 7, Decimal("0.10"), None, "", look=FIGURE)
    dated = written(tmp_path / "b.xlsx", day, moment, look=Look(format="yyyy.mm.dd hh:mm"))

    assert [cell.value for cell in load_workbook(path).active[1]] == [7, 0.1, None, None]  # type: ignore[index]
    shown = [cell.value for cell in load_workbook(dated).active[1]]  # type: ignore[index]
    assert shown == [datetime.fromisoformat("2026-11-20"), moment]


def test_serials_are_those_of_excel() -> None:
    assert serial(date(2026, 11, 20)) == "46346"
    assert serial(datetime.fromisoformat("2026-11-20T12:00")) == "46346.5"


def test_the_normal_style_is_song_so_that_widths_mean_the_same(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path / "a.xlsx", "text"))

    assert (book._fonts[0].name, book._fonts[0].size) == ("宋体", 11)  # type: ignore[attr-defined]


def test_the_stated_size_is_right(tmp_path: Path) -> None:
    book = Book("a title")
    sheet = book.sheet("First", [10, 10])
    style = sheet.style(TEXT)
    rows = [([("a", style), ("b", style)], 15.0)] * 2_500
    sheet.rows(iter(rows), len(rows))
    path = book.save(tmp_path / "a.xlsx", SILENT)

    read = load_workbook(path, read_only=True)
    assert read.worksheets[0].calculate_dimension() == "A1:B2500"
    read.close()


def test_a_style_asked_for_while_rows_are_written_is_an_error(tmp_path: Path) -> None:
    book = Book("a title")
    sheet = book.sheet("First", [10])
    sheet.rows(([("a", sheet.style(FIGURE))] for _ in range(1)), 1)  # type: ignore[misc]

    with pytest.raises(LookupError):
        book.save(tmp_path / "a.xlsx", SILENT)


class Stopping:
    def step(self, done: int, total: int | None, what: str) -> None:
        raise Cancelled


def test_a_cancelled_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    book = Book("a title")
    sheet = book.sheet("First", [10])
    sheet.row([("a", sheet.style(TEXT))], 15)

    with pytest.raises(Cancelled):
        book.save(path, Stopping())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        written(tmp_path / "none" / "a.xlsx", "text")
    assert refused.value.fault is FileFault.FOLDER_MISSING
