"""The ranking on paper: nothing lost between pages, print and PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.domain.board import RankedRow, Ranking
from tests.files.sheets import sample_ranking
from ui.dialogs.sheet_preview import SheetPreviewDialog
from ui.theme import Theme
from ui.widgets.ranking_paper import A3, A4, RankingPaper, pdf_of
from ui.widgets.ranking_picture import picture_of

WHITE = QColor("white").rgb()


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


def drawn(paper: RankingPaper, page: int) -> QImage:
    image = QImage(
        1404, round(1404 * paper.size.height() / paper.size.width()), QImage.Format.Format_RGB32
    )
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
    paper = RankingPaper(sample_ranking.ranking())
    assert (paper.page_count, paper.size) == (1, A4)
    image = drawn(paper, 0)
    width, height = image.width(), image.height()
    assert ink(image, (200, 60, width - 200, height // 2)) > 1000
    for margin in ((0, 0, width, 40), (0, 0, 40, height), (width - 40, 0, width, height)):
        assert ink(image, margin) == 0


def test_every_row_of_a_long_list_is_on_one_page(qapp: QApplication) -> None:
    paper = RankingPaper(long_list(100))
    rows = [block for page in paper._pages for block in page]
    notes = len(long_list(1).footnotes) + 1
    assert len(rows) == 1 + 100 + notes + 1
    for page in paper._pages:
        assert sum(block.height for block in page) <= paper._room(paper._scale)
    assert 4 <= paper.page_count <= 7
    assert ink(drawn(paper, paper.page_count - 1), (200, 60, 1204, 300)) > 100


@pytest.mark.parametrize("rows", range(12, 30, 3))
def test_the_signatures_never_stand_alone(qapp: QApplication, rows: int) -> None:
    paper = RankingPaper(long_list(rows))
    assert len(paper._pages[-1]) > 1


def test_many_site_types_take_the_larger_paper(qapp: QApplication) -> None:
    names = tuple(f"示例类型{number}" for number in range(16))
    paper = RankingPaper(replace(sample_ranking.ranking(), part_names=names))
    assert paper.size == A3


def test_an_empty_ranking_says_so(qapp: QApplication) -> None:
    paper = RankingPaper(replace(sample_ranking.ranking(), groups=()))
    assert paper.page_count == 1


def test_the_pdf_has_the_pages(qapp: QApplication) -> None:
    paper = RankingPaper(long_list(60))
    data = pdf_of(paper, "list")
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == paper.page_count


def test_printing_takes_the_pages_that_were_chosen(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    dialog = SheetPreviewDialog(RankingPaper(long_list(60)), "list", theme)
    qtbot.addWidget(dialog)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    layout = QPageLayout.Orientation.Landscape
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), layout, QMarginsF()))
    printer.setFromTo(2, 3)
    dialog._print_on(printer)
    assert (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page\n") == 2


def test_a_picture_grows_with_the_list(qapp: QApplication) -> None:
    short, long = (picture_of(one, one.groups[0]) for one in (long_list(3), long_list(9)))
    assert short.width() == long.width() == 1080
    assert long.height() - short.height() == 6 * 84
    assert all(isinstance(row, RankedRow) for row in long_list(3).rows)
