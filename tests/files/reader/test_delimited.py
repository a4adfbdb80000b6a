"""Plain text tables: encodings, separators, quotes; nothing is lost or turned into other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Sheet
from inspector.wording import choose_language
from inspector.wording.reading import reading_note
from tests.files.reader.here import read_here

LINES = "编号,名称,分值\n007,站前路,５\n008,菜市场,2.50\n"


def read(tmp_path: Path, content: bytes) -> Sheet:
    path = tmp_path / "results.xls"
    path.write_bytes(content)
    (sheet,) = read_here(path)
    return sheet


def refusal(tmp_path: Path, content: bytes) -> FileFault:
    with pytest.raises(FileRefused) as caught:
        read(tmp_path, content)
    return caught.value.fault


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LINES.encode(), "UTF-8"),
        (LINES.encode("utf-8-sig"), "UTF-8"),
        (LINES.encode("gb18030"), "GB18030"),
        (LINES.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + LINES.encode("utf-16-be"), "UTF-16"),
        (LINES.encode("utf-16-le"), "UTF-16"),
        (LINES.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_the_encoding_is_found_and_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    sheet = read(tmp_path, content)
    assert sheet.title == "results"
    assert sheet.rows == (
        ("编号", "名称", "分值"),
        ("007", "站前路", "５"),
        ("008", "菜市场", "2.50"),
    )
    assert [(note.kind, note.facts["encoding"]) for note in sheet.notes] == [
        (ReadingNoteKind.DELIMITED, encoding)
    ]


def test_how_a_text_was_read_is_worded(tmp_path: Path) -> None:
    (note,) = read(tmp_path, LINES.replace(",", "\t").encode("gb18030")).notes
    choose_language("en")
    assert reading_note(note) == "Read as GB18030, separated by tabs; all is text."


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_other_separators_inside_the_texts_do_not_matter(tmp_path: Path, separator: str) -> None:
    others = "".join(each for each in ",;\t|" if each != separator)
    lines = "".join(f"{row}{separator}路{others[:row]}口{separator}x\n" for row in range(4))
    assert {len(row) for row in read(tmp_path, lines.encode()).rows} == {3}


def test_quotes_hold_separators_quotes_and_line_breaks(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'a,b\r\n"x, ""y""\r\nz",2\r\n\r\n3\r\n')
    assert sheet.rows == (("a", "b"), ('x, "y"\r\nz', "2"), (None, None), ("3", None))


def test_a_quote_that_nobody_closes_swallows_no_row(tmp_path: Path) -> None:
    sheet = read(tmp_path, '名称,值\n"水管 5,1\n6" 管,2\n尾,3\n'.encode())
    assert sheet.rows[1:] == (('"水管 5', "1"), ('6" 管', "2"), ("尾", "3"))
    assert ReadingNoteKind.QUOTES_ARE_TEXT in {note.kind for note in sheet.notes}


def test_the_separator_that_excel_states_counts(tmp_path: Path) -> None:
    assert read(tmp_path, b"sep=;\r\na,b;c\r\n1,5;2\r\n").rows == (("a,b", "c"), ("1,5", "2"))


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    assert read(tmp_path, "站前路\n菜市场".encode()).rows == (("站前路",), ("菜市场",))


def test_a_text_cut_inside_a_letter_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, LINES.encode()[:19]) is FileFault.DAMAGED


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\n \n", FileFault.EMPTY),
        (b",,\n,,\n", FileFault.EMPTY),
        (b"%PDF-1.7 text", FileFault.NOT_A_WORKBOOK),
        (bytes(range(256)) * 4, FileFault.NOT_A_WORKBOOK),
        (b"name,caf\xe9 \xff\xff\n", FileFault.UNKNOWN_TEXT),
        (b"MIME-Version: 1.0\nX-Doc: 1\n\n<table>", FileFault.OLD_WORKBOOK),
        (b"<svg><text>x</text></svg>", FileFault.NOT_A_WORKBOOK),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", FileFault.OLD_WORKBOOK),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, fault: FileFault) -> None:
    assert refusal(tmp_path, content) is fault


def test_a_stray_cell_far_to_the_right_is_refused(tmp_path: Path) -> None:
    content = b"a,b\n" * 10_000 + b"," * 2_000 + b"x\n"
    assert refusal(tmp_path, content) is FileFault.TOO_LARGE


def test_control_characters_are_replaced_and_told(tmp_path: Path) -> None:
    sheet = read(tmp_path, LINES.replace("菜", "菜\0\x1b").encode())
    assert sheet.rows[2][1] == "菜��市场"
    assert ReadingNoteKind.CONTROL_CHARACTERS in {note.kind for note in sheet.notes}
