"""Sheets on paper: what a workbook would print, drawn page by page without a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from inspector.domain.paper import Box, Look, Paper, Picture
from ui.widgets.paper_chart import paint_chart

# Fonts are measured in whole units, so that a unit is a tenth of a point.
UNIT = 10
_A4, _A3 = QSizeF(842, 595), QSizeF(1191, 842)
_SIDE, _TOP, _BOTTOM = 36.0, 36.0, 40.0
_FOOT = 14.0
_INSIDE, _INDENT, _PICTURE = 3.0, 7.0, 4.0
_THIN, _MEDIUM = 0.5, 0.9
_LITTLE, _SHRUNK = 0.4, (1.0, 0.97, 0.94, 0.91, 0.88, 0.85)
_PICTURE_DOTS = 2.0
_FONTS = {
    "宋体": ("SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC"),
    "黑体": ("SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC"),
    "仿宋": ("FangSong", "仿宋", "Noto Serif CJK SC", "Source Han Serif SC"),
    "Times New Roman": ("Times New Roman", "Liberation Serif", "Noto Serif CJK SC"),
}
_ACROSS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_DOWN = {
    "top": Qt.AlignmentFlag.AlignTop,
    "center": Qt.AlignmentFlag.AlignVCenter,
    "bottom": Qt.AlignmentFlag.AlignBottom,
}


class _Page(Struct, frozen=True):
    """The rows of one page of a sheet, from 1, with the scale at which they are drawn."""

    sheet: int
    number: int
    rows: tuple[int, ...]
    scale: float


class SheetPaper:
    """The pages of some sheets one after the other; sizes are in points."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = papers
        self._boxes = [paper.by_row for paper in papers]
        self._pages: list[_Page] = []
        for sheet, paper in enumerate(papers):
            scale, rows = _divided(paper)
            self._pages += [_Page(sheet, n, each, scale) for n, each in enumerate(rows, 1)]

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def size(self, page: int) -> QSizeF:
        """The size of a page (from 0)."""
        return _size(self.papers[self._pages[page].sheet])

    def layout(self, page: int) -> QPageLayout:
        """How a printer is set for a page."""
        paper = self.papers[self._pages[page].sheet]
        kind = QPageSize.PageSizeId.A3 if paper.is_large else QPageSize.PageSizeId.A4
        portrait, landscape = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
        turned = portrait if paper.is_portrait else landscape
        return QPageLayout(QPageSize(kind), turned, QMarginsF())

    def rows(self, page: int) -> tuple[int, ...]:
        """The rows of its sheet that stand on a page, repeated ones first."""
        return self._pages[page].rows

    def sheet(self, page: int) -> int:
        """The place of the sheet of a page."""
        return self._pages[page].sheet

    def first_page(self, sheet: int) -> int:
        """The first page of a sheet by its place."""
        return next(place for place, one in enumerate(self._pages) if one.sheet == sheet)

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        """Draw a page into a rectangle of the shape of the paper."""
        shown = self._pages[page]
        paper, size = self.papers[shown.sheet], self.size(page)
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.fillRect(target, QColor("white"))
        painter.translate(target.topLeft())
        factor = target.width() / (size.width() * UNIT)
        painter.scale(factor, target.height() / (size.height() * UNIT))
        self._paint_foot(painter, shown, size)
        width = sum(paper.widths) * UNIT
        painter.translate((size.width() * UNIT - width * shown.scale) / 2, _TOP * UNIT)
        painter.scale(shown.scale, shown.scale)
        self._paint_rows(painter, shown)
        painter.restore()

    def _paint_foot(self, painter: QPainter, shown: _Page, size: QSizeF) -> None:
        paper = self.papers[shown.sheet]
        left, middle = paper.foot
        count = sum(one.sheet == shown.sheet for one in self._pages)
        box = QRectF(
            *(_SIDE * UNIT, (size.height() - _BOTTOM + 12) * UNIT),
            *((size.width() - 2 * _SIDE) * UNIT, _FOOT * UNIT),
        )
        painter.setPen(QColor("black"))
        painter.setFont(_font(Look("宋体", 8)))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, left)
        painter.setFont(_font(Look("宋体", 9)))
        said = middle.format(page=shown.number, count=count) if "{page}" in middle else middle
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_rows(self, painter: QPainter, shown: _Page) -> None:
        paper, boxes = self.papers[shown.sheet], self._boxes[shown.sheet]
        lefts = [0.0, *accumulate(width * UNIT for width in paper.widths)]
        tops: dict[int, float] = {}
        top = 0.0
        for row in shown.rows:
            tops[row] = top
            top += paper.heights[row - 1] * UNIT
        ends = {row: at + paper.heights[row - 1] * UNIT for row, at in tops.items()}
        for box in _on_page(boxes, tops):
            seen = [row for row in range(box.row, box.last_row + 1) if row in tops]
            x, y = lefts[box.column - 1], tops[seen[0]]
            area = QRectF(x, y, lefts[box.last_column] - x, ends[seen[-1]] - y)
            _paint_box(painter, area, box)
        for picture in paper.pictures:
            if picture.row in tops:
                x, y = lefts[picture.column - 1], tops[picture.row]
                area = QRectF(x, y, lefts[picture.column] - x, ends[picture.row] - y)
                _paint_picture(painter, area, picture)
        for chart in paper.charts:
            if chart.row in tops:
                y = tops[chart.row]
                area = QRectF(0, y, lefts[-1], ends[chart.row] - y)
                paint_chart(painter, area, chart, _font(Look("宋体", 9)))


def pdf_of(paper: SheetPaper, title: str) -> bytes:
    """The pages as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageLayout(paper.layout(0))
    painter = QPainter(writer)
    for page in range(paper.page_count):
        if page:
            writer.setPageLayout(paper.layout(page))
            writer.newPage()
        paper.paint(painter, page, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    return bytes(buffer.data().data())


def image_of(paper: SheetPaper, page: int) -> QImage:
    """A page as a picture that is read on a screen."""
    size = (paper.size(page) * _PICTURE_DOTS).toSize()
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paper.paint(painter, page, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def _size(paper: Paper) -> QSizeF:
    size = _A3 if paper.is_large else _A4
    return size.transposed() if paper.is_portrait else size


def _divided(paper: Paper) -> tuple[float, list[tuple[int, ...]]]:
    """The scale at which a sheet is drawn, and the rows of each page."""
    size = _size(paper)
    across, down = size.width() - 2 * _SIDE, size.height() - _TOP - _BOTTOM
    natural = min(1.0, across / sum(paper.widths))
    whole = sum(paper.heights)
    if paper.is_one_page and whole:
        return min(natural, down / whole), [tuple(range(1, len(paper.heights) + 1))]
    pages = _paged(paper, down / natural)
    used = sum(paper.heights[row - 1] for row in pages[-1])
    if len(pages) > 1 and used <= _LITTLE * down / natural:
        # Little more than notes would stand on the last page.
        for shrunk in _SHRUNK:
            fewer = _paged(paper, down / (natural * shrunk))
            if len(fewer) < len(pages):
                return natural * shrunk, fewer
    return natural, pages


def _paged(paper: Paper, room: float) -> list[tuple[int, ...]]:
    first, last = paper.repeated
    again = tuple(range(first, last + 1))
    head = sum(paper.heights[row - 1] for row in again)
    # A merged label keeps its rows together no more than a spreadsheet does.
    pages: list[list[int]] = [[]]
    left = room
    for row, height in enumerate(paper.heights, 1):
        is_head = row <= last
        if not is_head and pages[-1] and (row in paper.breaks or height > left):
            pages.append(list(again))
            left = room - head
        pages[-1].append(row)
        left -= height
    if len(pages) > 1 and len(pages[-1]) == len(again) + 1:
        # Signatures do not stand alone on a page.
        pages[-1].insert(len(again), pages[-2].pop())
    return [tuple(page) for page in pages]


def _on_page(boxes: Mapping[int, Sequence[Box]], tops: Mapping[int, float]) -> Iterator[Box]:
    """The boxes that begin on a page, and those that reach into it from the one before."""
    for row, found in boxes.items():
        for box in found:
            if row in tops or any(one in tops for one in range(row, box.last_row + 1)):
                yield box


def _font(look: Look) -> QFont:
    font = QFont(list(_FONTS.get(look.font, _FONTS["宋体"])))
    font.setPixelSize(max(1, round(look.size * UNIT)))
    font.setBold(look.bold)
    font.setUnderline(look.underlined)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _paint_box(painter: QPainter, area: QRectF, box: Box) -> None:
    look = box.look
    if look.fill:
        painter.fillRect(area, QColor(f"#{look.fill}"))
    if look.lines:
        painter.setPen(QPen(QColor("black"), _THIN * UNIT))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
    # Each inside its cell, so that both are seen where red meets black.
    thick = _MEDIUM * UNIT
    if look.over:
        over = QRectF(area.left(), area.top(), area.width(), thick)
        painter.fillRect(over, QColor(f"#{look.over}"))
    if look.under:
        under = QRectF(area.left(), area.bottom() - thick, area.width(), thick)
        painter.fillRect(under, QColor(f"#{look.under}"))
    if not box.text:
        return
    inner = area.adjusted(_INSIDE * UNIT, 0, -_INSIDE * UNIT, 0)
    if look.indent:
        inner.adjust(look.indent * _INDENT * UNIT, 0, 0, 0)
    flags = int(_ACROSS.get(look.across, _ACROSS["left"]) | _DOWN.get(look.down, _DOWN["center"]))
    if look.wrap:
        flags |= int(Qt.TextFlag.TextWordWrap)
    font = _fitted(_font(look), box.text, inner, flags)
    painter.setFont(font)
    painter.setPen(QColor(f"#{look.colour}" if look.colour else "black"))
    painter.drawText(inner, flags, box.text)


def _fitted(font: QFont, text: str, room: QRectF, flags: int) -> QFont:
    """The font, smaller where the text has no room in it."""
    endless = QRectF(0, 0, room.width() if flags & int(Qt.TextFlag.TextWordWrap) else 1e6, 1e6)
    for _step in range(12):
        needed = QFontMetricsF(font).boundingRect(endless, flags, text)
        fits_down = needed.height() <= room.height() or (
            "\n" not in text and not (flags & int(Qt.TextFlag.TextWordWrap))
        )
        if needed.width() <= room.width() + 1 and fits_down:
            break
        font.setPixelSize(max(1, round(font.pixelSize() * 0.94)))
    return font


def _paint_picture(painter: QPainter, area: QRectF, picture: Picture) -> None:
    image = QImage.fromData(picture.data)
    if image.isNull():
        return
    inside = _PICTURE * UNIT
    room = area.adjusted(inside, inside, -inside, -inside)
    size = QSizeF(image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0, 0, size.width(), size.height())
    target.moveCenter(room.center())
    painter.drawImage(target, image)
