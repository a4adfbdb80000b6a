"""A second look at an OpenDocument spreadsheet beside calamine's, in the XML of its content."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.container import open_package
from inspector.files.reader.indentation import blanks_of
from inspector.files.reader.second import (
    MAX_AREA,
    MAX_COLUMNS,
    MAX_COMPARED,
    MAX_ROWS,
    PRESENT,
    Known,
    SecondReading,
)
from inspector.files.reader.xml_events import local_name, parse

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_MACRO_FOLDERS = ("Basic/", "Scripts/")
_NUMBERS = ("float", "percentage", "currency")
_HIDDEN = ("collapse", "filter")
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.,]+)S)?")
_DAY_ZERO = date(1899, 12, 30).toordinal()


class OdsBook:
    """The second reading of .ods."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._package = open_package(path, content)
        names = self._package.namelist()
        if _MANIFEST in names and b"encryption-data" in self._package.read(_MANIFEST):
            raise FileRefused(path, FileFault.PASSWORD)
        handler = _ContentHandler()
        with self._package.open(CONTENT) as part:
            parse(part, handler.start, handler.end, handler.characters)
        self._sheets = handler.sheets
        for title, second in self._sheets:
            # calamine makes every repeated cell as soon as it opens the file.
            if second.value_height * second.width > MAX_AREA:
                height, width = second.value_height, second.width
                detail = f"{height} x {width}"
                raise FileRefused(path, FileFault.TOO_LARGE, title, height, detail)
        self._has_macros = any(
            name.startswith(_MACRO_FOLDERS) and not name.endswith("/") for name in names
        )

    @property
    def is_worksheet(self) -> list[bool]:
        """All sheets are worksheets here."""
        return [True] * len(self._sheets)

    @property
    def names(self) -> list[str]:
        """What all sheets are called."""
        return [name for name, _ in self._sheets]

    @property
    def notes(self) -> list[ReadingNoteKind]:
        """What is to be known of the workbook as a whole."""
        return [ReadingNoteKind.MACROS_IGNORED] if self._has_macros else []

    def is_small(self, _number: int) -> bool:
        """The content is one part, which is read first."""
        return True

    def look(self, number: int) -> SecondReading:
        """The second reading of a sheet."""
        second = self._sheets[number][1]
        kind = ReadingNoteKind.TEXTS_ONLY_COUNTED
        second.notes.add(ReadingNoteKind.VALUES_ONLY_COUNTED if second.cells is None else kind)
        return second

    def pieces(self, _number: int) -> None:
        """It is read as a whole."""


class _ContentHandler:
    """Tells the cells of all sheets to a second reading each."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, SecondReading]] = []
        self._compared = 0
        self._style = ""
        self._indents: dict[str, int] = {}
        self._column_indents: dict[int, int] = {}
        self._row = 0
        self._row_count = 1
        self._column = 0
        self._definition_column = 0
        self._cell: dict[str, str] = {}
        self._has_paragraph = False
        self._text = ""
        self._comment = ""
        self._is_comment = self._is_read = False

    @property
    def _second(self) -> SecondReading:
        return self.sheets[-1][1]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local == "table":
            self._start_sheet(attributes.get("table:name", ""))
        elif local == "table-row":
            self._start_row(attributes)
        elif local == "table-column":
            self._start_column(attributes)
        elif local in ("table-cell", "covered-table-cell"):
            self._cell, self._text, self._comment = attributes, "", ""
            self._has_paragraph = False
        elif local == "annotation":
            self._is_comment = True
        elif local == "p":
            self._start_paragraph()
        elif local == "style":
            self._style = attributes.get("style:name", "")
        elif local == "paragraph-properties":
            self._indents[self._style] = blanks_of(attributes.get("fo:margin-left", ""))

    def end(self, name: str) -> None:
        local = local_name(name)
        if local == "table-row":
            self._row += self._row_count
        elif local in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif local == "annotation":
            self._is_comment = False
        elif local == "p":
            self._is_read = False

    def characters(self, text: str) -> None:
        if self._is_read and self._is_comment:
            self._comment += text
        elif self._is_read:
            self._text += text

    def _start_paragraph(self) -> None:
        self._is_read = True
        if not self._is_comment:
            self._has_paragraph = True
        elif self._comment:
            self._comment += "\n"

    def _start_sheet(self, title: str) -> None:
        second = SecondReading(merges=[])
        if self.sheets:
            self._compared += len(self._second.cells or ())
        if self._compared > MAX_COMPARED:
            second.cells = None
        self.sheets.append((title, second))
        self._row = self._definition_column = 0
        self._column_indents = {}

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_count = _repeats(attributes, "table:number-rows-repeated")
        self._column = 0
        if attributes.get("table:visibility") in _HIDDEN:
            last = min(self._row + self._row_count, MAX_ROWS)
            self._second.hidden_rows.update(range(self._row, last))

    def _start_column(self, attributes: dict[str, str]) -> None:
        count = _repeats(attributes, "table:number-columns-repeated")
        first = self._definition_column
        self._definition_column += count
        columns = range(first, min(first + count, MAX_COLUMNS))
        if attributes.get("table:visibility") in _HIDDEN:
            self._second.hidden_columns.update(columns)
        indent = self._indents.get(attributes.get("table:default-cell-style-name", ""), 0)
        if indent:
            self._column_indents.update(dict.fromkeys(columns, indent))

    def _end_cell(self) -> None:
        count = _repeats(self._cell, "table:number-columns-repeated")
        column, self._column = self._column, self._column + count
        if self._comment:
            self._second.comments.append((self._row, column, self._comment))
        rows = _repeats(self._cell, "table:number-rows-spanned")
        columns = _repeats(self._cell, "table:number-columns-spanned")
        if rows * columns > 1 and self._second.merges is not None:
            last = self._row + rows - 1, column + columns - 1
            self._second.merges.append((self._row, column, *last))
        self._tell_value(column, count)

    def _tell_value(self, column: int, count: int) -> None:
        cell, second = self._cell, self._second
        rows = range(self._row, self._row + self._row_count)
        columns = range(column, column + count)
        kind = cell.get("office:value-type", "")
        if cell.get("calcext:value-type") == "error":
            second.put_repeated(rows, columns, self._text)
        elif kind:
            value = _known(kind, cell, self._text)
            if isinstance(value, timedelta):
                second.put_repeated(rows, columns, ["timedelta", str(value.total_seconds())])
            elif value != "":
                own = cell.get("table:style-name")
                indent = (
                    self._column_indents.get(column, 0)
                    if own is None
                    else self._indents.get(own, 0)
                )
                second.add_repeated(rows, columns, value, indent)
        elif "table:formula" in cell and not self._has_paragraph:
            second.uncalculated_rows.update(rows)


def _repeats(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))


def _known(kind: str, cell: dict[str, str], text: str) -> Known | timedelta:
    if kind in _NUMBERS:
        return float(cell["office:value"])
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true"
    if kind == "date":
        moment = datetime.fromisoformat(cell["office:date-value"])
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return moment.toordinal() - _DAY_ZERO + seconds / 86_400
    if kind == "time":
        return _duration(cell["office:time-value"])
    return PRESENT if text or cell.get("office:string-value") else ""


def _duration(text: str) -> float | timedelta:
    """A time of day as a part of it; what is longer as the duration that it is."""
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(f"no duration: {text}")
    days, hours, minutes = (int(each or 0) for each in found.groups()[1:4])
    seconds = float((found[5] or "0").replace(",", "."))
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1] or length >= timedelta(days=1):
        return -length if found[1] else length
    return length / timedelta(days=1)
