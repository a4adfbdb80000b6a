"""Sheets as streams of rows: openpyxl makes the workbook around them, rows are written straight.

openpyxl spends a millisecond on ten styled cells; a row that is put together from style numbers
costs a fraction, so that the sheet of every row behind the numbers stays cheap.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import quoteattr

from inspector.domain.paper import Chart, Picture
from inspector.files.atomic import write_atomically
from inspector.files.cell import letter
from inspector.files.sheets.fit import column_pixels
from inspector.files.sheets.style import SONG, Look, Style, StyleBook
from inspector.progress import Progress
from inspector.wording.sheet import text_cut_off

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | date | datetime | None
Cell = tuple[Value, Style]

MOST_CHARACTERS = 32_767
_ROWS_AT_ONCE = 1_000
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones
_FORMULA = ("=", "+", "-", "@")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_EMPTY_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_PICTURES = (".jpeg", ".jpg", ".png")
_MARGINS = re.compile(rb"<printOptions|<pageMargins")


def safe_text(text: str) -> str:
    """Text that a cell can hold: no control characters, not above 32,767 characters."""
    if len(text) > MOST_CHARACTERS // 2 and len(text.encode("utf-16-le", "replace")) > 65_534:
        text = _shortened(text)
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _shortened(text: str) -> str:
    word = text_cut_off()
    room = 2 * (MOST_CHARACTERS - len(word))
    return text.encode("utf-16-le", "replace")[:room].decode("utf-16-le", "ignore") + word


def _text_xml(text: str) -> str:
    if not text.isprintable() or len(text) > MOST_CHARACTERS // 2:
        text = safe_text(text)
    if "_x" in text:
        text = _ESCAPED.sub("_x005F_", text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def serial(moment: date) -> str:
    """A day or a local moment as the number that a sheet stores."""
    if not isinstance(moment, datetime):
        return str((moment - _EPOCH.date()).days)
    passed = moment.replace(tzinfo=None) - _EPOCH
    return f"{passed.days + passed.seconds / 86_400:.10f}".rstrip("0").rstrip(".")


def _cell_xml(reference: str, value: Value, style: Style) -> str:
    if value is None or value == "":
        return f'<c r="{reference}" s="{style.plain}"/>'
    if isinstance(value, str):
        number = style.quoted if value.startswith(_FORMULA) else style.plain
        return (
            f'<c r="{reference}" s="{number}" t="inlineStr">'
            f'<is><t xml:space="preserve">{_text_xml(value)}</t></is></c>'
        )
    if isinstance(value, date):
        return f'<c r="{reference}" s="{style.plain}"><v>{serial(value)}</v></c>'
    number_text = format(value, "f") if isinstance(value, Decimal) else value
    return f'<c r="{reference}" s="{style.plain}"><v>{number_text}</v></c>'


class Sheet:
    """One sheet under construction; rows are appended from the top, columns count from 1.

    `height` is the sum of the rows in points, without those that are made while it is written. For
    a book that is drawn, `kept` are its rows, `pictures` and `charts` what stands over them.
    """

    def __init__(self, book: Book, worksheet: Worksheet, widths: Sequence[float]) -> None:
        self.book = book
        self.worksheet = worksheet
        self.widths = tuple(widths)
        self.next_row = 1
        self.height = 0.0
        self.is_kept = book.is_drawn
        self.kept: list[tuple[Sequence[Cell], float]] = []
        self.pictures: list[Picture] = []
        self.charts: list[Chart] = []
        self._parts: list[Iterable[str]] = []
        self._links: list[str] = []
        self._letters = [letter(column) for column in range(1, len(widths) + 1)]
        for name, width in zip(self._letters, widths, strict=True):
            worksheet.column_dimensions[name].width = width
        worksheet.sheet_view.showGridLines = False

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.widths)

    @property
    def pixels(self) -> int:
        """The width of all columns."""
        return sum(column_pixels(width) for width in self.widths)

    def style(self, look: Look) -> Style:
        """The style of a look in this workbook."""
        return self.book.styles[look]

    def row(self, cells: Sequence[Cell], height: float) -> int:
        """Append a row (height in points) and return its number."""
        number = self.next_row
        self.next_row += 1
        self.height += height
        if self.is_kept:
            self.kept.append((cells, height))
        else:
            self._parts.append((self._row_xml(number, cells, height),))
        return number

    def rows(self, rows: Iterable[tuple[Sequence[Cell], float]], count: int) -> int:
        """Append `count` rows that are made only while the file is written; the first number.

        A sheet with such rows is too long to be drawn.
        """
        self.is_kept = False
        first = self.next_row
        self.next_row += count
        self._parts.append(self._stream(first, rows))
        return first

    def merged_row(self, value: Value, look: Look, height: float) -> int:
        """Append a row whose cells are merged into one."""
        style = self.style(look)
        number = self.row([(value, style), *[(None, style)] * (self.columns - 1)], height)
        self.merge(number, 1, self.columns)
        return number

    def merge(self, row: int, first: int, last: int, to_row: int | None = None) -> None:
        """Merge the columns `first` to `last` of a row, or of the rows down to `to_row`."""
        if first != last or (to_row or row) != row:
            corner = f"{self._letters[last - 1]}{to_row or row}"
            self.worksheet.merged_cells.add(f"{self._letters[first - 1]}{row}:{corner}")

    def link(self, row: int, column: int, target: Sheet) -> None:
        """Let a click on a cell lead to the first cell of another sheet."""
        name = target.worksheet.title.replace("'", "''")
        location = quoteattr(f"'{name}'!A1")
        reference = f"{self._letters[column - 1]}{row}"
        self._links.append(f'<hyperlink ref="{reference}" location={location}/>')

    @property
    def links(self) -> bytes:
        """The links as they stand in the file; openpyxl forgets those of cells it has not."""
        if not self._links:
            return b""
        return f"<hyperlinks>{''.join(self._links)}</hyperlinks>".encode()

    def span(self, first: int, last: int) -> float:
        """The width of the columns `first` to `last` in characters."""
        return sum(self.widths[first - 1 : last])

    @property
    def area(self) -> str:
        """The cells that are used."""
        return f"A1:{self._letters[-1]}{max(1, self.next_row - 1)}"

    def chunks(self) -> Iterator[str]:
        """The rows as text, some hundred kilobytes at a time."""
        every = (xml for part in self._parts for xml in part)
        while chunk := "".join(islice(every, _ROWS_AT_ONCE)):
            yield chunk

    def _stream(self, first: int, rows: Iterable[tuple[Sequence[Cell], float]]) -> Iterator[str]:
        for number, (cells, height) in enumerate(rows, first):
            yield self._row_xml(number, cells, height)

    def _row_xml(self, number: int, cells: Sequence[Cell], height: float) -> str:
        body = "".join(
            [
                _cell_xml(f"{name}{number}", value, style)
                for name, (value, style) in zip(self._letters, cells, strict=True)
            ]
        )
        return f'<row r="{number}" ht="{height:g}" customHeight="1">{body}</row>'


class Book:
    """A workbook under construction, with 宋体 11 as its normal style.

    One that `is_drawn` keeps its rows to be drawn and is not saved.
    """

    def __init__(self, title: str, *, is_drawn: bool = False) -> None:
        from openpyxl import Workbook
        from openpyxl.styles import Font
        from openpyxl.utils.indexed_list import IndexedList

        self.workbook = Workbook()
        # Column widths are counted in the normal style's font, which openpyxl makes Calibri.
        normal = Font(name=SONG, size=11)
        unlocked: Any = self.workbook
        unlocked._fonts = IndexedList([normal])  # noqa: SLF001 - there is no public way
        unlocked._named_styles["Normal"].font = normal  # noqa: SLF001
        self.workbook.properties.title = safe_text(title)
        self.workbook.properties.creator = "inspector"
        self.is_drawn = is_drawn
        self.styles = StyleBook(self.workbook)
        self.sheets: list[Sheet] = []

    def sheet(self, title: str, widths: Sequence[float]) -> Sheet:
        """Add a sheet with these column widths (characters)."""
        worksheet = self.workbook.worksheets[0]
        if self.sheets:
            worksheet = self.workbook.create_sheet()
        worksheet.title = title
        made = Sheet(self, worksheet, widths)
        self.sheets.append(made)
        return made

    def save(self, path: Path, progress: Progress) -> Path:
        """Write the workbook whole or not at all; raises FileRefused."""
        skeleton = BytesIO()
        self.workbook.save(skeleton)
        self.styles.is_written = True
        write_atomically(path, lambda file: self._fill(skeleton, file, progress), check_workbook)
        return path

    def _fill(self, skeleton: BytesIO, file: BinaryIO, progress: Progress) -> None:
        by_member = {
            f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(self.sheets, 1)
        }
        with (
            zipfile.ZipFile(skeleton) as source,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                sheet = by_member.get(name)
                if sheet is not None:
                    with target.open(name, "w") as member:
                        _write_sheet(member, source.read(name), sheet, progress)
                elif name.endswith(_PICTURES):
                    target.writestr(name, source.read(name), zipfile.ZIP_STORED)
                else:
                    target.writestr(name, source.read(name))


def _write_sheet(member: IO[bytes], xml: bytes, sheet: Sheet, progress: Progress) -> None:
    xml = _DIMENSION.sub(f'<dimension ref="{sheet.area}"/>'.encode(), xml, count=1)
    before, after = _EMPTY_DATA.split(xml, maxsplit=1)
    after = _MARGINS.sub(lambda found: sheet.links + found[0], after, count=1)
    member.write(before + b"<sheetData>")
    done = 0
    for chunk in sheet.chunks():
        member.write(chunk.encode())
        done = min(done + _ROWS_AT_ONCE, sheet.next_row - 1)
        progress.step(done, sheet.next_row - 1, str(sheet.worksheet.title))
    member.write(b"</sheetData>" + after)


def check_workbook(part: Path) -> None:
    """Read a written workbook again; raises OSError where it is not what was written."""
    with zipfile.ZipFile(part) as written:
        broken = written.testzip()
    if broken is not None:
        raise OSError(f"read back differently: {broken}")
