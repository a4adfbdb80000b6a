"""Workbooks in the one XML file that Excel wrote in 2003 ("XML spreadsheet")."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.frame import Frame
from inspector.files.reader.grid import Grid, grid_frames
from inspector.files.reader.second import BLANKS_PER_LEVEL, MAX_AREA, MAX_COLUMNS, MAX_ROWS
from inspector.files.reader.xml_events import local_name, parse

_TRUE = ("1", "true")
_LEVELS = re.compile("[1-9][0-9]{0,2}")
_FIRST_DAY = date(1899, 12, 31)


def old_xml_frames(path: Path, text: str) -> Iterator[Frame]:
    """The frames of all worksheets; ExpatError or ValueError where the file is damaged."""
    handler = _Handler(path)
    content = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    parse(content, handler.start, handler.end, handler.characters, "utf-8")
    return grid_frames(path, [sheet.grid() for sheet in handler.sheets])


class _SheetCells:
    """The cells of one worksheet by row and column."""

    def __init__(self, title: str) -> None:
        self.described = Grid(title, [], notes=[(ReadingNoteKind.OLD_XML, {})])
        self.cells: dict[tuple[int, int], Any] = {}
        self.height = 0
        self.width = 0

    def grid(self) -> Grid:
        """The sheet as a table."""
        rows: list[list[Any]] = [[""] * self.width for _ in range(self.height)]
        for (row, column), value in self.cells.items():
            rows[row][column] = value
        self.described.rows = rows
        return self.described


class _Handler:
    """Collects the cells of all sheets; attributes have any prefix, so only their end counts."""

    def __init__(self, path: Path) -> None:
        self.sheets: list[_SheetCells] = []
        self._path = path
        self._row = self._column = -1
        self._definition_column = self._across = 0
        self._kind = ""
        self._text = ""
        self._has_formula = self._has_value = False
        self._is_comment = self._is_read = False
        self._style = self._style_of_row = self._style_of_cell = ""
        self._style_of_column: dict[int, str] = {}
        self._indents: dict[str, int] = {}

    def start(self, name: str, given: dict[str, str]) -> None:
        local = local_name(name)
        attributes = {local_name(key): value for key, value in given.items()}
        if local == "Worksheet":
            self.sheets.append(_SheetCells(attributes.get("Name", "")))
            self._row, self._definition_column = -1, 0
            self._style_of_column = {}
        elif local == "Column":
            self._start_column(attributes)
        elif local == "Row":
            self._start_row(attributes)
        elif local == "Cell":
            self._start_cell(attributes)
        elif local == "Comment":
            self._is_comment = True
        elif local == "Style":
            self._style = attributes.get("ID", "")
            self._indents[self._style] = self._indents.get(attributes.get("Parent", ""), 0)
        elif local == "Alignment":
            self._align(attributes)
        elif local == "Data":
            self._kind, self._text, self._is_read = attributes.get("Type", "String"), "", True
        elif local == "Visible":
            self._text, self._is_read = "", True

    def end(self, name: str) -> None:
        local = local_name(name)
        if local == "Data" and self._is_comment:
            comment = self._row, self._column, self._text
            self.sheets[-1].described.comments.append(comment)
        elif local == "Data":
            self._put()
        elif local == "Comment":
            self._is_comment = False
        elif local == "Visible":
            self.sheets[-1].described.is_visible = self._text == "SheetVisible"
        elif local == "Cell" and self._has_formula and not self._has_value:
            self.sheets[-1].described.unread.append(self._row)
        if local in ("Data", "Visible"):
            self._is_read = False

    def characters(self, text: str) -> None:
        if self._is_read:
            self._text += text

    def _align(self, attributes: dict[str, str]) -> None:
        levels = _LEVELS.fullmatch(attributes.get("Indent", ""))
        if levels is not None:
            self._indents[self._style] = BLANKS_PER_LEVEL * int(levels[0])

    def _start_column(self, attributes: dict[str, str]) -> None:
        first = int(attributes.get("Index", self._definition_column + 1)) - 1
        last = first + int(attributes.get("Span", 0))
        self._definition_column = last + 1
        if "StyleID" in attributes:
            styled = range(first, min(last + 1, MAX_COLUMNS))
            self._style_of_column.update(dict.fromkeys(styled, attributes["StyleID"]))
        if attributes.get("Hidden") in _TRUE:
            hidden = range(first, min(last + 1, MAX_COLUMNS))
            self.sheets[-1].described.hidden_columns.extend(hidden)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["Index"]) - 1 if "Index" in attributes else self._row + 1
        self._column, self._across = -1, 0
        self._style_of_row = attributes.get("StyleID", "")
        sheet = self.sheets[-1]
        if attributes.get("Hidden") in _TRUE:
            sheet.described.hidden_rows.append(self._row)
        self._check()

    def _start_cell(self, attributes: dict[str, str]) -> None:
        before = self._column + self._across + 1
        self._column = int(attributes["Index"]) - 1 if "Index" in attributes else before
        self._has_formula, self._has_value = "Formula" in attributes, False
        of_column = self._style_of_column.get(self._column, "")
        self._style_of_cell = attributes.get("StyleID", self._style_of_row or of_column)
        sheet = self.sheets[-1]
        sheet.height = max(sheet.height, self._row + 1)
        self._check()
        across, down = int(attributes.get("MergeAcross", 0)), int(attributes.get("MergeDown", 0))
        if across or down:
            last = self._row + down, self._column + across
            sheet.described.merges.append((self._row, self._column, *last))
        self._across = across

    def _put(self) -> None:
        self._has_value = True
        sheet = self.sheets[-1]
        value = _value(self._kind, self._text)
        if value != "":
            sheet.cells[self._row, self._column] = value
            sheet.width = max(sheet.width, self._column + 1)
            blanks = self._indents.get(self._style_of_cell, 0)
            if blanks and isinstance(value, str):
                sheet.described.indents.append((self._row, self._column, blanks))
        self._check()

    def _check(self) -> None:
        if not (-1 <= self._row < MAX_ROWS and -1 <= self._column < MAX_COLUMNS):
            raise ValueError(f"outside the sheet: row {self._row + 1}, column {self._column + 1}")
        sheet = self.sheets[-1]
        if sheet.height * sheet.width > MAX_AREA:
            title, detail = sheet.described.title, f"{sheet.height} x {sheet.width}"
            raise FileRefused(self._path, FileFault.TOO_LARGE, title, sheet.height, detail)


def _value(kind: str, text: str) -> str | float | bool | date | time:
    if not text:
        return ""
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() in _TRUE
    if kind == "DateTime":
        moment = datetime.fromisoformat(text)
        if moment.date() == _FIRST_DAY:
            return moment.time()
        is_day = not (moment.hour or moment.minute or moment.second or moment.microsecond)
        return moment.date() if is_day else moment
    return text
