"""The sheet of a ranking on paper: the columns and notes of the workbook, drawn page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter, QPen

from inspector.domain.board import BoardKind, RankedGroup, RankedRow, Ranking
from inspector.domain.points import printed
from inspector.wording import sheet as words
from inspector.wording.board import rank_change
from inspector.wording.ranking_note import ranking_notes

# Fonts are measured in whole units, so that a unit is a tenth of a point.
UNIT = 10
A4, A3 = QSizeF(842 * UNIT, 595 * UNIT), QSizeF(1191 * UNIT, 842 * UNIT)
_A3_ABOVE = 14
_SIDE, _TOP, _BOTTOM = 36 * UNIT, 36 * UNIT, 44 * UNIT
_ROW, _GROUP, _HEAD, _HEADS, _PADDING, _TIGHT = 218, 230, 340, (190, 290), 40, 10
_LITTLE, _SHRUNK = 0.4, (0.97, 0.94, 0.91, 0.88, 0.85)
_INK, _GREY, _PALE = QColor("#000000"), QColor("#EDEDED"), QColor("#F7F7F7")
_FONTS = {
    "song": ("SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC"),
    "hei": ("SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC"),
    "fang": ("FangSong", "仿宋", "Noto Serif CJK SC", "Source Han Serif SC"),
    "times": ("Times New Roman", "Liberation Serif", "Noto Serif CJK SC"),
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class _Text(Struct, frozen=True):
    """A text of a cell and how it looks."""

    text: str
    font: QFont
    align: Qt.AlignmentFlag = _CENTRE


class _Block(Struct, frozen=True):
    """A piece of the page with its height; `draw` gets the painter and the box.

    `with_next` where it must not be the last of a page.
    """

    height: float
    draw: Callable[[QPainter, QRectF], None]
    with_next: bool = False


class RankingPaper:
    """A ranking laid out on landscape pages; `size` is that of a page in units."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking
        is_plain = ranking.kind is BoardKind.SITES or ranking.is_result
        self._parts = () if is_plain else ranking.part_names
        self._has_sites = not is_plain
        self.size = A3 if len(self._parts) > _A3_ABOVE else A4
        self._widths = self._column_widths()
        natural = sum(self._widths)
        self._scale = min(1.0, (self.size.width() - 2 * _SIDE) / natural)
        self._heads = (self._title(), self._beside(), *self._head_rows())
        blocks = [*self._list_rows(), *self._notes(), self._signatures()]
        self._pages = self._paged(blocks)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        """Draw a page (from 0) into a rectangle of the shape of the paper."""
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.fillRect(target, QColor("white"))
        painter.translate(target.topLeft())
        painter.scale(target.width() / self.size.width(), target.height() / self.size.height())
        self._paint_foot(painter, page)
        width = sum(self._widths)
        painter.translate((self.size.width() - width * self._scale) / 2, _TOP)
        painter.scale(self._scale, self._scale)
        top = 0.0
        for block in (*self._heads, *self._pages[page]):
            block.draw(painter, QRectF(0, top, width, block.height))
            top += block.height
        painter.restore()

    def _paged(self, blocks: Sequence[_Block]) -> list[list[_Block]]:
        pages = self._divided(blocks, self._scale)
        last = sum(block.height for block in pages[-1])
        if len(pages) > 1 and last <= _LITTLE * self._room(self._scale):
            # Little more than notes would stand on the last page.
            for shrunk in _SHRUNK:
                fewer = self._divided(blocks, self._scale * shrunk)
                if len(fewer) < len(pages):
                    self._scale *= shrunk
                    return fewer
        return pages

    def _room(self, scale: float) -> float:
        """The height of a page below the heads."""
        head = sum(block.height for block in self._heads)
        return (self.size.height() - _TOP - _BOTTOM) / scale - head

    def _divided(self, blocks: Sequence[_Block], scale: float) -> list[list[_Block]]:
        pages: list[list[_Block]] = [[]]
        left = first = self._room(scale)
        for place, block in enumerate(blocks):
            needed = block.height
            if block.with_next and place + 1 < len(blocks):
                needed += blocks[place + 1].height
            if needed > left and pages[-1]:
                pages.append([])
                left = first
            pages[-1].append(block)
            left -= block.height
        return pages

    def _column_widths(self) -> list[float]:
        """Widths of the workbook's columns: a character is 5.25 points."""
        name = _font("hei", 11)
        longest = max((_width(row.name, name) for row in self._ranking.rows), default=0.0)
        most = 1450.0 if self._parts else 2400.0
        widths = [340.0, min(most, max(800.0, longest + 160)), 340.0, 370.0, 530.0]
        if not self._parts:
            widths = [420.0, widths[1], 470.0, 470.0, 630.0]
        widths += [460.0 if len(self._parts) > 8 else 500.0] * len(self._parts)
        widths += [390.0, 390.0] if self._has_sites else [500.0]
        return [*widths, max(1130.0, 7400.0 - sum(widths))]

    def _title(self) -> _Block:
        return self._line(words.ranking_title(self._ranking), "song", 24, _CENTRE, bold=True)

    def _beside(self) -> _Block:
        ranking, font = self._ranking, _font("song", 11)
        left = [words.issue(ranking.number)]
        if ranking.is_sample:
            left.append(words.sample_mark())
        right = [ranking.office]
        if ranking.printed_on is not None:
            right.append(words.day(ranking.printed_on))
        right.append(words.unit_of_points())

        def draw(painter: QPainter, box: QRectF) -> None:
            _write(painter, box, _Text("  ".join(left), font, _LEFT))
            _write(painter, box, _Text(words.period(ranking.period), font))
            _write(painter, box, _Text("  ".join(one for one in right if one), font, _RIGHT))

        return _Block(200, draw)

    def _head_rows(self) -> tuple[_Block, ...]:
        ranking, parts = self._ranking, self._parts
        font, narrow = _font("hei", 11), _font("hei", 10)
        left = words.ranking_heads(ranking)
        counts = [words.sites_head()] if self._has_sites else []
        counts += [words.visits_head(ranking.is_result), words.remark_head()]
        if not parts:
            cells = [_Text(text, font) for text in (*left, *counts)]
            return (self._cells(cells, _HEAD, _GREY),)
        boxes = self._boxes()
        first, last = len(left), len(left) + len(parts)
        upper, part_width = _HEADS[0], self._widths[first] + 2 * (_PADDING - _TIGHT)
        height = upper + max(_HEADS[1], *(_wrapped(one, narrow, part_width) + 40 for one in parts))

        def draw(painter: QPainter, box: QRectF) -> None:
            for place, (x, width) in enumerate(boxes):
                is_part = first <= place < last
                above = upper if is_part else 0
                cell = QRectF(x, box.top() + above, width, height - above)
                if is_part:
                    text = parts[place - first]
                else:
                    text = left[place] if place < first else counts[place - last]
                _frame(painter, cell, _GREY)
                grown = cell.adjusted(_TIGHT - _PADDING, 0, _PADDING - _TIGHT, 0)
                _write(painter, grown, _Text(text, narrow if is_part else font), wrap=True)
            across = boxes[last][0] - boxes[first][0]
            above_all = QRectF(boxes[first][0], box.top(), across, upper)
            _frame(painter, above_all, _GREY)
            _write(painter, above_all, _Text(words.parts_head(), font))

        return (_Block(height, draw),)

    def _list_rows(self) -> list[_Block]:
        ranking = self._ranking
        if not ranking.rows:
            return [self._framed(words.nothing_ranked(), "fang", 12, None)]
        blocks: list[_Block] = []
        has_before = any(row.previous_rank is not None for row in ranking.rows)
        for number, group in enumerate(ranking.groups, 1):
            blocks.append(self._framed(words.group_row(number, group), "hei", 10.5, _PALE))
            if not group.rows:
                blocks.append(self._framed(words.nobody_in_group(), "fang", 12, None))
            blocks += self._rows(group, has_before=has_before)
        return blocks

    def _rows(self, group: RankedGroup, *, has_before: bool) -> list[_Block]:
        ranks = Counter(row.rank for row in group.rows)
        name, figure, score = _font("hei", 11), _font("times", 11), _font("times", 11.5, bold=True)
        remark = _font("fang", 9.5)
        blocks = []
        for row in group.rows:
            change = rank_change(
                row.previous_rank, row.rank, is_new=row.is_new, has_before=has_before
            )
            said = words.row_remark(row, is_shared=ranks[row.rank] > 1)
            cells = [
                _Text(_dashed(row.rank), score),
                _Text(row.name, name, _LEFT),
                _Text(_dashed(row.previous_rank), figure),
                _Text(change, figure),
                _Text(_dashed(row.score), score, _RIGHT),
                *(_Text(_part(row, one), figure, _RIGHT) for one in self._parts),
            ]
            if self._has_sites:
                cells.append(_Text(str(row.sites), figure, _RIGHT))
            cells += [_Text(str(row.n), figure, _RIGHT), _Text(said, remark, _LEFT)]
            blocks.append(self._cells(cells, self._row_height(row.name, name, said, remark), None))
        return blocks

    def _row_height(self, name: str, name_font: QFont, said: str, remark_font: QFont) -> float:
        return max(
            _ROW,
            _wrapped(name, name_font, self._widths[1]) + 40,
            _wrapped(said, remark_font, self._widths[-1]) + 40,
        )

    def _notes(self) -> list[_Block]:
        said = ranking_notes(self._ranking)
        font, lead = _font("fang", 10), words.notes_lead()
        indent = _width(lead, font)
        blocks = []
        for number, sentence in enumerate(said, 1):
            text = words.note(number, sentence)
            height = max(150.0, _wrapped(text, font, sum(self._widths) - indent) + 10)

            def draw(
                painter: QPainter, box: QRectF, number: int = number, text: str = text
            ) -> None:
                if number == 1:
                    _write(painter, box, _Text(lead, font, _LEFT))
                inner = box.adjusted(indent, 0, 0, 0)
                _write(painter, inner, _Text(text, font, _LEFT), wrap=True)

            # The signatures do not stand alone on a page.
            blocks.append(_Block(height, draw, with_next=number == len(said)))
        return blocks

    def _signatures(self) -> _Block:
        font = _font("fang", 11)

        def draw(painter: QPainter, box: QRectF) -> None:
            for place, text in enumerate(words.signatures()):
                third = box.adjusted(place * box.width() / 3, 60, 0, 0)
                _write(painter, third, _Text(text, font, _LEFT))

        return _Block(320, draw)

    def _paint_foot(self, painter: QPainter, page: int) -> None:
        box = QRectF(_SIDE, self.size.height() - _BOTTOM + 60, self.size.width() - 2 * _SIDE, 160)
        said = words.footer(self._ranking, self._ranking.cutoff.astimezone())
        _write(painter, box, _Text(said, _font("song", 8), _LEFT))
        counted = words.page_of_pages().replace("&P", str(page + 1))
        counted = counted.replace("&N", str(self.page_count))
        _write(painter, box, _Text(counted, _font("song", 9)))

    def _line(
        self, text: str, name: str, size: float, align: Qt.AlignmentFlag, *, bold: bool
    ) -> _Block:
        font = _font(name, size / self._scale, bold=bold)
        while _width(text, font) > sum(self._widths) and font.pixelSize() > 100:
            font.setPixelSize(font.pixelSize() - 10)
        height = QFontMetricsF(font).height() * 1.15

        def draw(painter: QPainter, box: QRectF) -> None:
            _write(painter, box, _Text(text, font, align))

        return _Block(height, draw)

    def _framed(self, text: str, name: str, size: float, fill: QColor | None) -> _Block:
        font = _font(name, size)

        def draw(painter: QPainter, box: QRectF) -> None:
            _frame(painter, box, fill)
            _write(painter, box, _Text(text, font, _LEFT))

        return _Block(_GROUP, draw, with_next=True)

    def _cells(self, cells: Sequence[_Text], height: float, fill: QColor | None) -> _Block:
        boxes = self._boxes()

        def draw(painter: QPainter, box: QRectF) -> None:
            for (x, width), cell in zip(boxes, cells, strict=True):
                area = QRectF(x, box.top(), width, height)
                _frame(painter, area, fill)
                _write(painter, area, cell, wrap=True)

        return _Block(height, draw)

    def _boxes(self) -> list[tuple[float, float]]:
        boxes, x = [], 0.0
        for width in self._widths:
            boxes.append((x, width))
            x += width
        return boxes


def pdf_of(paper: RankingPaper, title: str) -> bytes:
    """The pages as a PDF."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    points = paper.size / UNIT
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    for page in range(paper.page_count):
        if page:
            writer.newPage()
        paper.paint(painter, page, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()
    return bytes(buffer.data().data())


def _font(name: str, size: float, *, bold: bool = False) -> QFont:
    font = QFont(list(_FONTS[name]))
    font.setPixelSize(round(size * UNIT))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _wrapped(text: str, font: QFont, width: float) -> float:
    """The height of a text that is wrapped in a column."""
    room = QRectF(0, 0, width - 2 * _PADDING, 100_000)
    return QFontMetricsF(font).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


def _frame(painter: QPainter, box: QRectF, fill: QColor | None) -> None:
    if fill is not None:
        painter.fillRect(box, fill)
    painter.setPen(QPen(_INK, 5))
    painter.drawRect(box)


def _write(painter: QPainter, box: QRectF, cell: _Text, *, wrap: bool = False) -> None:
    painter.setPen(_INK)
    painter.setFont(cell.font)
    flags = int(cell.align) | (int(Qt.TextFlag.TextWordWrap) if wrap else 0)
    painter.drawText(box.adjusted(_PADDING, 0, -_PADDING, 0), flags, cell.text)


def _dashed(value: object) -> str:
    return "—" if value is None else str(value)


def _part(row: RankedRow, name: str) -> str:
    score = next((part.score for part in row.parts if part.name == name), None)
    return "—" if score is None else str(printed(score))
