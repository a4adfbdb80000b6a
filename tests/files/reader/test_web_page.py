"""Tables of web pages named .xls, as systems export them."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Comment, Merge, Sheet
from inspector.files.reader.parent import read_workbook
from tests.files.reader.here import read_here


def read(tmp_path: Path, page: str, codec: str = "utf-8") -> tuple[Sheet, ...]:
    path = tmp_path / "export.xls"
    path.write_bytes(page.encode(codec))
    return read_here(path)


def refusal(tmp_path: Path, page: str) -> FileFault:
    with pytest.raises(FileRefused) as caught:
        read(tmp_path, page)
    return caught.value.fault


def test_merged_cells_stand_where_they_are_shown(tmp_path: Path) -> None:
    (sheet,) = read(
        tmp_path,
        "<table><caption>x</caption><thead><tr><th rowspan=2>区<th colspan='2'>得分</tr>"
        "<tr><th>一月<th>二月</thead><tbody><tr><td rowspan=3>东&nbsp;区<td>1<td>2"
        "<tr><td>3<td>4</tbody></table>",
    )
    assert sheet.rows == (
        ("区", "得分", None),
        (None, "一月", "二月"),
        ("东 区", "1", "2"),
        (None, "3", "4"),
    )
    assert sheet.merges == (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2), Merge(2, 0, 3, 0))


def test_lines_hidden_rows_and_comments(tmp_path: Path) -> None:
    (sheet,) = read(
        tmp_path,
        "<html><body><table><tr><td>a<br>b <i>c</i></td><td><p>d</p><p>e</p></td></tr>"
        "<tr style='DISPLAY : none'><td>x</td><td><comment>see file</comment>y</td></tr>"
        "</table></body></html>",
    )
    assert sheet.rows == (("a\nb c", "d\ne"), ("x", "y"))
    assert sheet.hidden_rows == (1,)
    assert sheet.comments == (Comment(1, 1, "see file"),)
    assert [note.kind for note in sheet.notes] == [ReadingNoteKind.WEB_PAGE]


def test_tables_in_tables_and_words_beside_them_are_not_lost(tmp_path: Path) -> None:
    outer, inner = read(
        tmp_path,
        "<html><body><h1>第47周</h1><table><tr><td>left<table><tr><td>1</td><td>2</td></tr></table>"
        "</td><td>right</td></tr></table></body></html>",
    )
    assert (outer.title, inner.title) == ("export 1", "export 2")
    assert outer.rows == (("left", "right"),)
    assert inner.rows == (("1", "2"),)
    told = {note.kind: note.facts for note in outer.notes}
    assert told[ReadingNoteKind.TEXT_OUTSIDE] == {"text": "第47周"}


def test_a_page_states_its_encoding_or_not(tmp_path: Path) -> None:
    page = "<html><head><meta charset={}></head><table><tr><td>绿化养护</td></tr></table></html>"
    for codec, stated in (("gb18030", "gb2312"), ("utf-8", "gb2312"), ("gb18030", "utf-8")):
        assert read(tmp_path, page.format(stated), codec)[0].rows == (("绿化养护",),)
    assert read(tmp_path, page.format("big5").replace("绿化养护", "綠化"), "big5")[0].rows == (
        ("綠化",),
    )


def test_words_in_scripts_and_remarks_are_no_cells(tmp_path: Path) -> None:
    (sheet,) = read(
        tmp_path,
        "<html><script>var x = '<td>no</td>';</script><!-- <td>no</td> -->"
        "<table><tr><td>yes</td></tr></table></html>",
    )
    assert sheet.rows == (("yes",),)


def test_a_page_that_would_lose_a_cell_is_refused(tmp_path: Path) -> None:
    table = "<html><table><tr><td>1</td></tr></table>"
    assert refusal(tmp_path, table + "<td>stray</td></html>") is FileFault.DAMAGED


def test_a_page_of_frames_names_the_way_out(tmp_path: Path) -> None:
    page = "<html><frameset><frame src='table_files/sheet001.htm'></frameset></html>"
    assert refusal(tmp_path, page) is FileFault.NO_TABLE


def test_a_very_deep_page_is_read_or_refused(tmp_path: Path) -> None:
    deep = "<html>" + "<div>" * 5_000 + "<table><tr><td>x</td></tr></table></html>"
    try:
        assert read(tmp_path, deep)[0].rows == (("x",),)
    except FileRefused as refused:
        assert refused.fault in (FileFault.DAMAGED, FileFault.NO_TABLE)  # noqa: PT017


def test_nothing_outside_is_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        place = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        path = tmp_path / "page.xls"
        path.write_text(
            f'<!DOCTYPE html SYSTEM "{place}"><html><head><link rel=stylesheet href="{place}">'
            f'</head><body><img src="{place}"><iframe src="{place}"></iframe>'
            f"<table background='{place}'><tr><td>x</td></tr></table></body></html>",
            encoding="utf-8",
        )
        assert read_workbook(path).sheets[0].rows == (("x",),)
        with pytest.raises(TimeoutError):
            server.accept()
