"""The sheet of the ten largest losses (十大失分照片), with their pictures in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from inspector.domain.board import PhotoLoss, Ranking
from inspector.domain.paper import Picture
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet, safe_text
from inspector.files.sheets.style import Look
from inspector.progress import Progress
from inspector.wording import detail_sheet as details
from inspector.wording import sheet as words

if TYPE_CHECKING:
    from openpyxl.drawing.picture import PictureFrame

_WIDTHS = (6, 12, 25, 28, 26, 26, 7, 9, 10, 16)
_HEAD, _ROW = 32.0, 96.0
_A_PAGE = 5
_NEAR, _FAR = 5, 6
_INSIDE = 4
# Kept free so that a row filter, which shrinks the cell to nothing, hides the picture too.
_SPARE = 3
_EMU = 9525

_NUMBER = Look(style.TIMES, 14, bold=True, across="center", format="0")
_UNIT = Look(style.HEI, 11, across="center", wrap=True)
_LOST = Look(style.TIMES, 12, bold=True, across="right", format=style.POINTS)


def add_photos_sheet(
    book: Book, ranking: Ranking, photo_losses: Sequence[PhotoLoss], progress: Progress
) -> None:
    """Add the sheet of the largest losses, five a page; a missing picture says so."""
    sheet = book.sheet(words.photos_sheet(), _WIDTHS)
    page.open_page(sheet, page.ranking_heading(ranking, words.photos_title(ranking)))
    head = sheet.style(style.HEAD)
    last_head = sheet.row([(text, head) for text in details.photos_heads()], _HEAD)
    if not photo_losses:
        page.sentence_row(sheet, details.no_photo_losses())
    for number, photo_loss in enumerate(photo_losses, 1):
        progress.step(number, len(photo_losses), words.photos_sheet())
        if number > 1 and number % _A_PAGE == 1:
            page.break_before(sheet, sheet.next_row)
        _write_row(sheet, ranking, number, photo_loss)
    page.notes(sheet, details.photos_notes())
    page.signatures(sheet)
    footer = page.ranking_footer(ranking)
    page.finish(sheet, page.Printing(last_head, f"A{last_head + 1}", footer))


def _write_row(sheet: Sheet, ranking: Ranking, number: int, photo_loss: PhotoLoss) -> None:
    loss = photo_loss.loss
    word, text = sheet.style(style.WORD), sheet.style(style.TEXT)
    moment = details.moment_short(loss.visited.astimezone())
    if ranking.is_result:
        moment = details.day_short(loss.day)
    units = "\n".join(photo_loss.units)
    place = f"{loss.site_name}\n{moment}"
    problem = "\n".join(part for part in (loss.note or loss.text, loss.code) if part)
    pictures = (photo_loss.near, photo_loss.far)
    near, far = (None if picture else details.no_photo() for picture in pictures)
    cells: list[Cell] = [
        (number, sheet.style(_NUMBER)),
        (units, sheet.style(_UNIT)),
        (place, word),
        (problem, text),
        (near, word),
        (far, word),
        (loss.occurrences or None, sheet.style(replace(style.FIGURE, across="center"))),
        (loss.points, sheet.style(style.SCORE)),
        (loss.lost, sheet.style(style.printed_as(_LOST, loss.lost))),
        (None, word),
    ]
    height = fit.height([(units, 12), (place, 25), (problem, 28)], 11, 0.0)
    height = max(_ROW, height)
    row = sheet.row(cells, height)
    told = f"{loss.site_name}, {moment}: {loss.note or loss.text}"
    for column, picture in ((_NEAR, photo_loss.near), (_FAR, photo_loss.far)):
        if picture:
            _put_picture(sheet, picture, (row, column), height, told)


def _put_picture(
    sheet: Sheet, picture: bytes, cell: tuple[int, int], height: float, told: str
) -> None:
    from openpyxl.drawing.image import Image
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    row, column = cell
    sheet.pictures.append(Picture(picture, row, column))
    image = Image(BytesIO(picture))
    width = fit.column_pixels(sheet.widths[column - 1])
    tall = int(height * fit.PIXELS_PER_POINT)
    room = (width - 2 * _INSIDE - _SPARE, tall - 2 * _INSIDE - _SPARE)
    ratio = min(room[0] / image.width, room[1] / image.height)
    size = (int(image.width * ratio), int(image.height * ratio))
    left, top = (width - size[0]) // 2, (tall - size[1]) // 2
    anchor = TwoCellAnchor(editAs="twoCell")
    anchor._from = AnchorMarker(column - 1, left * _EMU, row - 1, top * _EMU)  # noqa: SLF001
    anchor.to = AnchorMarker(column - 1, (left + size[0]) * _EMU, row - 1, (top + size[1]) * _EMU)
    anchor.pic = _frame(10 * row + column, told)
    image.anchor = anchor
    sheet.worksheet.add_image(image)


def _frame(number: int, told: str) -> PictureFrame:
    """The picture's frame with its alternative text, which openpyxl would call “Picture”."""
    from openpyxl.drawing.fill import Blip
    from openpyxl.drawing.geometry import PresetGeometry2D
    from openpyxl.drawing.picture import PictureFrame

    frame = PictureFrame()
    properties = frame.nvPicPr.cNvPr
    properties.id, properties.name = number, f"Image {number}"
    properties.descr = safe_text(told).replace("\n", " ")
    frame.blipFill.blip = Blip()
    frame.blipFill.blip.cstate = "print"
    frame.spPr.prstGeom = PresetGeometry2D(prst="rect")
    frame.spPr.ln = None
    return frame
