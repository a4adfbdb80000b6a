"""One list of a ranking as a picture that is read on a phone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from inspector.domain.board import RankedGroup, RankedRow, Ranking
from inspector.domain.cut_line import cut_lines
from inspector.domain.list_rules import Flag, ListKind
from inspector.wording import _
from inspector.wording import sheet as words
from inspector.wording.board import period_label, rank_change
from inspector.wording.redblack import list_name
from ui.theme import FAMILIES

_WIDTH, _SIDE, _ROW, _CUT = 1080, 48, 84, 5
_NAME_LEFT, _NAME_WIDTH = 170, 510
_RED, _INK, _QUIET, _LINE, _DOWN = (
    QColor(value) for value in ("#9F1D21", "#1C1B19", "#6A665F", "#E5E3DE", "#96500A")
)
_UP = QColor("#2A6A4A")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def picture_of(ranking: Ranking, group: RankedGroup) -> QImage:
    """The heading and one list, 1,080 pixels wide and as high as it needs to be."""
    title_font = _font(46, bold=True)
    room = QRectF(0, 0, _WIDTH - 2 * _SIDE, 1000)
    wrap = int(Qt.TextFlag.TextWordWrap)
    title = words.ranking_title(ranking)
    title_height = QFontMetricsF(title_font).boundingRect(room, wrap, title).height()
    height = round(48 + title_height + 150 + _ROW * (len(group.rows) + 1) + 120)
    image = QImage(_WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _write(painter, room.translated(_SIDE, 48), title, title_font, _INK, Qt.AlignmentFlag(wrap))
    top = _paint_heading(painter, ranking, group, 48 + title_height)
    top = _paint_rows(painter, ranking, group, top)
    said = f"{ranking.office}  {_cutoff(ranking)}".strip()
    box = QRectF(_SIDE, top + 24, room.width(), 40)
    _write(painter, box, said, _font(28), _QUIET, _LEFT)
    if ranking.is_sample:
        sample = words.sample_mark()
        _write(painter, box.translated(0, 40), sample, _font(28), _QUIET, _LEFT)
    painter.end()
    return image


def _paint_heading(painter: QPainter, ranking: Ranking, group: RankedGroup, top: float) -> float:
    painter.fillRect(QRectF(_SIDE, top + 16, _WIDTH - 2 * _SIDE, 6), _RED)
    painter.fillRect(QRectF(_SIDE, top + 26, _WIDTH - 2 * _SIDE, 2), _RED)
    box = QRectF(_SIDE, top + 40, _WIDTH - 2 * _SIDE, 48)
    _write(painter, box, period_label(ranking.period), _font(34), _INK, _LEFT)
    tested = sum(row.score is not None for row in group.rows)
    mean = "" if group.mean is None else _("mean {mean}").format(mean=group.mean)
    parts = (words.group(group.key), f"{tested}/{len(group.rows)}", mean)
    said = " · ".join(part for part in parts if part)
    _write(painter, box.translated(0, 48), said, _font(30), _QUIET, _LEFT)
    return top + 150


def _paint_rows(painter: QPainter, ranking: Ranking, group: RankedGroup, top: float) -> float:
    has_before = any(row.previous_rank is not None for row in ranking.rows)
    heads = (_("Rank"), words.ranking_heads(ranking)[1], _("Score"), _("Change"))
    _paint_cells(painter, top, heads, _font(28), (_QUIET,) * 4)
    cuts = cut_lines(group)
    for place, row in enumerate(group.rows):
        top += _ROW
        painter.fillRect(QRectF(_SIDE, top, _WIDTH - 2 * _SIDE, 2), _LINE)
        if cuts.first_black == place:
            painter.fillRect(QRectF(_SIDE, top, _WIDTH - 2 * _SIDE, _CUT), _INK)
        if cuts.last_red == place:
            end = top + _ROW - _CUT
            painter.fillRect(QRectF(_SIDE, end, _WIDTH - 2 * _SIDE, _CUT), _RED)
        change = rank_change(row.previous_rank, row.rank, is_new=row.is_new, has_before=has_before)
        ink = {"▲": _UP, "▼": _DOWN}.get(change[:1], _QUIET)
        taken = _paint_marks(painter, top, row)
        cells = (
            "—" if row.rank is None else str(row.rank),
            row.name,
            "—" if row.score is None else str(row.score),
            change,
        )
        inks = (_INK, _INK, _INK, ink)
        _paint_cells(painter, top, cells, _font(36), inks, is_row=True, taken=taken)
    return top + _ROW


def _paint_marks(painter: QPainter, top: float, row: RankedRow) -> float:
    """Name the lists of a row at the end of its name's room; how much of the room they take."""
    font = _font(28, bold=True)
    right = float(_NAME_LEFT + _NAME_WIDTH)
    for entry in reversed([one for one in row.marks if one.kind is not ListKind.GRADE]):
        word = list_name(entry.kind, entry.name, entry.flag)
        width = QFontMetricsF(font).horizontalAdvance(word) + 4
        right -= width
        ink = _RED if entry.kind is ListKind.RED or entry.flag is Flag.RED else _INK
        _write(painter, QRectF(right, top, width, _ROW), word, font, ink, _LEFT)
        right -= 16
    return _NAME_LEFT + _NAME_WIDTH - right


def _paint_cells(
    painter: QPainter,
    top: float,
    cells: tuple[str, str, str, str],
    font: QFont,
    inks: tuple[QColor, ...],
    *,
    is_row: bool = False,
    taken: float = 0,
) -> None:
    strong = _font(font.pixelSize(), bold=is_row)
    boxes = (
        (_SIDE, 110, strong),
        (_NAME_LEFT, _NAME_WIDTH - taken, font),
        (690, 170, strong),
        (880, 152, font),
    )
    aligns = (Qt.AlignmentFlag.AlignCenter, _LEFT, _RIGHT, _RIGHT)
    for (x, width, one), text, ink, align in zip(boxes, cells, inks, aligns, strict=True):
        fitting = QFontMetricsF(one).elidedText(text, Qt.TextElideMode.ElideMiddle, width)
        _write(painter, QRectF(x, top, width, _ROW), fitting, one, ink, align)


def _write(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    ink: QColor,
    align: Qt.AlignmentFlag,
) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(box, int(align), text)


def _cutoff(ranking: Ranking) -> str:
    moment = f"{ranking.cutoff.astimezone():%Y-%m-%d %H:%M}"
    return _("data up to {moment}").format(moment=moment)


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
