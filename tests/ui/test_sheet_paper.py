"""Sheets on paper: nothing lost between pages, print, PDF and pictures of every sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.board import RankedRow, Ranking
from inspector.files.sheets.publication import draw_publication
from inspector.files.sheets.workbook import draw_ranking
from tests.files.sheets import sample_publication, sample_ranking
from tests.ui.board_world import office, two_weeks
from tests.ui.test_board import opened
from ui.dialogs.sheet_preview import SheetPreviewDialog
from ui.theme import Theme
from ui.widgets.ranking_picture import picture_of
from ui.widgets.sheet_paper import SheetPaper, image_of, pdf_of

WHITE = QColor("white").rgb()
A4, A3 = QSizeF(842, 595), QSizeF(1191, 842)


def long_list(rows: int) -> Ranking:
    """One list with this many rows."""
    made = sample_ranking.ranking()
    first = made.groups[0].rows[0]
    many = tuple(
        replace(
            first, subject=sample_ranking.uuid(1000 + number), name=f"示例街道{number}", rank=number
        )
        for number in range(1, rows + 1)
    )
    return replace(made, groups=(replace(made.groups[0], rows=many),))


def of(ranking: Ranking) -> SheetPaper:
    return SheetPaper(draw_ranking(ranking))


def drawn(paper: SheetPaper, page: int) -> QImage:
    size = paper.size(page)
    image = QImage(1404, round(1404 * size.height() / size.width()), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paper.paint(painter, page, QRectF(image.rect()))
    painter.end()
    return image


def ink(image: QImage, box: tuple[int, int, int, int]) -> int:
    """How many points of a box are not white, every other one looked at."""
    left, top, right, bottom = box
    return sum(
        image.pixel(x, y) != WHITE for y in range(top, bottom, 2) for x in range(left, right, 2)
    )


def test_a_short_ranking_is_one_page_with_margins(qapp: QApplication) -> None:
    paper = of(sample_ranking.ranking())
    assert (paper.page_count, paper.size(0)) == (1, A4)
    image = drawn(paper, 0)
    width, height = image.width(), image.height()
    assert ink(image, (200, 60, width - 200, height // 2)) > 1000
    for margin in ((0, 0, width, 40), (0, 0, 40, height), (width - 40, 0, width, height)):
        assert ink(image, margin) == 0


def test_every_row_of_a_long_list_is_on_one_page_below_the_heads(qapp: QApplication) -> None:
    paper = of(long_list(100))
    (sheet,) = paper.papers
    first, last = sheet.repeated
    assert (first, last) == (1, 4)
    pages = [paper.rows(page) for page in range(paper.page_count)]
    assert 4 <= len(pages) <= 7
    bodies = [row for rows in pages for row in rows if row > last]
    assert bodies == list(range(last + 1, len(sheet.heights) + 1))
    assert all(rows[:last] == (1, 2, 3, 4) for rows in pages)
    assert ink(drawn(paper, paper.page_count - 1), (200, 60, 1204, 300)) > 100


@pytest.mark.parametrize("rows", range(12, 30, 3))
def test_the_signatures_never_stand_alone(qapp: QApplication, rows: int) -> None:
    paper = of(long_list(rows))
    _first, last = paper.papers[0].repeated
    assert sum(row > last for row in paper.rows(paper.page_count - 1)) > 1


def test_many_site_types_take_the_larger_paper(qapp: QApplication) -> None:
    names = tuple(f"示例类型{number}" for number in range(16))
    assert of(replace(sample_ranking.ranking(), part_names=names)).size(0) == A3


def test_an_empty_ranking_says_so(qapp: QApplication) -> None:
    paper = of(replace(sample_ranking.ranking(), groups=()))
    assert paper.page_count == 1
    assert any("nothing is ranked" in box.text for box in paper.papers[0].boxes)


def test_the_cut_lines_are_on_paper(qapp: QApplication) -> None:
    paper = draw_ranking(sample_ranking.listed())[0]
    assert {box.look.under for box in paper.boxes} >= {"A8171C", "000000"}
    image = image_of(SheetPaper([paper]), 0)
    reds = [image.pixelColor(image.width() // 2, y).name() for y in range(image.height())]
    assert "#a8171c" in reds


def test_the_pdf_has_the_pages(qapp: QApplication) -> None:
    paper = of(long_list(60))
    data = pdf_of(paper, "list")
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == paper.page_count


def test_printing_takes_the_pages_that_were_chosen(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    dialog = SheetPreviewDialog(of(long_list(60)), "list", theme)
    qtbot.addWidget(dialog)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 3)
    dialog._print_on(printer)
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page\n") == 2


def test_every_sheet_of_a_publication_is_shown_printed_and_copied(
    qtbot: QtBot, theme: Theme
) -> None:
    paper = SheetPaper(draw_publication(sample_publication.publication()))
    names = [one.name for one in paper.papers]
    assert len(names) == len(set(names)) > 8
    assert pdf_of(paper, "all").count(b"/Type /Page\n") == paper.page_count
    dialog = SheetPreviewDialog(paper, "all", theme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [dialog.sheets.itemText(place) for place in range(len(names))] == names
    dialog.sheets.setFocus()
    qtbot.keyClick(dialog.sheets, Qt.Key.Key_Down)
    assert dialog._preview.page == paper.first_page(1)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert not QGuiApplication.clipboard().image().isNull()
    assert names[1] in dialog.said.text()


def test_pictures_and_charts_are_drawn(qapp: QApplication) -> None:
    papers = draw_publication(sample_publication.publication())
    found = [one for one in papers if one.pictures or one.charts]
    assert len(found) >= 2
    for one in found:
        full, bare = SheetPaper([one]), SheetPaper([replace(one, pictures=(), charts=())])
        rows = [each.row for each in one.pictures] + [each.row for each in one.charts]
        page = next(place for place in range(full.page_count) if rows[0] in full.rows(place))
        assert image_of(full, page) != image_of(bare, page)


def test_a_picture_grows_with_the_list(qapp: QApplication) -> None:
    short, long = (picture_of(one, one.groups[0]) for one in (long_list(3), long_list(9)))
    assert short.width() == long.width() == 1080
    assert long.height() - short.height() == 6 * 84
    assert all(isinstance(row, RankedRow) for row in long_list(3).rows)


def test_all_sheets_of_the_ranking_that_is_shown_are_previewed(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    desk = office(tmp_path, two_weeks)
    page = opened(qtbot, desk, theme)
    action = next(one for one in page.page_actions() if one.text() == "Preview of all sheets …")
    action.trigger()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SheetPreviewDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SheetPreviewDialog)
    assert dialog.sheets.isVisible()
    assert dialog.sheets.findText("Weekly ranking") == 1
    dialog.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    desk.close()


def test_the_picture_of_a_list_is_cut_and_names_the_lists(qapp: QApplication) -> None:
    plain, listed = sample_ranking.ranking(), sample_ranking.listed()
    image = picture_of(listed, listed.groups[0])
    bare = picture_of(plain, plain.groups[0])
    x = image.width() // 2
    height = range(image.height())
    lines = [(image.pixelColor(x, y).name(), bare.pixelColor(x, y).name()) for y in height]
    changed = {now for now, before in lines if now != before}
    assert {"#9f1d21", "#1c1b19"} <= changed
