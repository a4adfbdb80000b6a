"""Counting of the cells of a sheet in its XML, to see what a quicker reader would leave out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import IO

from msgspec import Struct, field

from inspector.files.xml_events import local_name, parse

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_CHUNK = 1 << 20
_SLASH = ord("/")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_ENCODING = re.compile(rb"encoding=[\"']([^\"']+)")
# Formulas, errors, empty values, phonetic texts, other quotes.
_NOT_PLAIN_SIGNS = (b"<f", b't="e"', b"></v>", b"></t>", b"<t/", b"<is/", b"<rPh", b"='")


class SheetScan(Struct):
    """What the XML of one sheet holds; rows and columns count from 0."""

    height: int = 0
    width: int = 0
    value_counts: dict[int, int] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated_rows: set[int] = field(default_factory=set)

    def clear(self) -> None:
        """Forget what was counted."""
        self.height = self.width = 0
        self.value_counts.clear()
        self.errors.clear()
        self.uncalculated_rows.clear()


def scan_sheet(
    reopen: Callable[[], IO[bytes]], scan: SheetScan, empty_strings: frozenset[str]
) -> None:
    """Fill `scan` from the part that `reopen` opens; ExpatError or ValueError where damaged.

    `empty_strings` are the numbers of shared strings without text.
    """
    handler = _SheetHandler(scan, empty_strings)
    try:
        with reopen() as part:
            _PlainRows(scan, handler, bool(empty_strings)).read(part)
    except _NotPlainError:
        scan.clear()
        with reopen() as part:
            _SheetHandler(scan, empty_strings).parse(part)


class _NotPlainError(Exception):
    """The XML is written in a way that only a parser understands."""


class _PlainRows:
    """Counts in the bytes what programs usually write; ten times as fast as parsing it.

    Whatever is not plain goes to the parser: a row with formulas, errors or empty texts by
    itself, XML with comments, prefixes or another encoding as a whole.
    """

    def __init__(self, scan: SheetScan, handler: _SheetHandler, has_empty_strings: bool) -> None:
        self._scan = scan
        self._handler = handler
        self._signs = _NOT_PLAIN_SIGNS + ((b't="s"',) if has_empty_strings else ())

    def read(self, part: IO[bytes]) -> None:
        """Read the part to its end; raises _NotPlainError."""
        buffer = self._head(part)
        while chunk := part.read(_CHUNK):
            # A row that is longer than a chunk makes the search start again; few are.
            buffer = self._rows(buffer) + chunk
            if b"<!" in buffer:
                raise _NotPlainError
        buffer = self._rows(buffer)
        if b"</sheetData>" not in buffer and b"<sheetData/>" not in buffer:
            raise _NotPlainError

    def _head(self, part: IO[bytes]) -> bytes:
        head = part.read(_CHUNK)
        encoding = _ENCODING.search(head, 0, 200)
        is_utf8 = encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii")
        if b"<sheetData" not in head or b"<!" in head or not is_utf8:
            raise _NotPlainError
        return head[head.index(b"<sheetData") :]

    def _rows(self, buffer: bytes) -> bytes:
        """Count the whole rows; the rest of the buffer is returned."""
        at = 0
        while (start := buffer.find(b"<row", at)) >= 0:
            opened = buffer.find(b">", start)
            if opened < 0:
                break
            if buffer[opened - 1] == _SLASH:
                at = opened + 1
                self._handler.parse_row(buffer[start:at])
                continue
            end = buffer.find(b"</row>", opened)
            if end < 0:
                break
            at = end + 6
            self._row(buffer[start:at])
        return buffer[at:]

    def _row(self, row: bytes) -> None:
        last = row.rfind(b"<c ")
        reference = _REFERENCE.match(row, last) if last >= 0 else None
        if reference is None or any(sign in row for sign in self._signs):
            self._handler.parse_row(row)
            return
        number = int(reference[2]) - 1
        count = row.count(b"</v>") + row.count(b"</is>")
        if count:
            valued = row.rfind(b"<c ", 0, max(row.rfind(b"</v>"), row.rfind(b"</is>")))
            reference = _REFERENCE.match(row, valued)
            if reference is None:
                self._handler.parse_row(row)
                return
            self._scan.value_counts[number] = count
            self._scan.width = max(self._scan.width, _column(reference[1].decode()) + 1)
        self._handler.stand_at(number)


class _SheetHandler:
    """Counts the cells of one sheet that hold a value."""

    def __init__(self, scan: SheetScan, empty_strings: frozenset[str]) -> None:
        self._scan = scan
        self._empty = empty_strings
        self._row = -1
        self._column = -1
        self._type = "n"
        self._text = ""
        self._is_value = False
        self._has_formula = False
        self._is_phonetic = False

    def parse(self, part: IO[bytes]) -> None:
        """Read the part to its end."""
        parse(part, self._start, self._end, self._characters)

    def parse_row(self, row: bytes) -> None:
        """Read one row cut out of its sheet."""
        parse(io.BytesIO(row), self._start, self._end, self._characters)

    def stand_at(self, row: int) -> None:
        """Go on as if a row with cells, counted elsewhere, had just been read."""
        if not 0 <= row < MAX_ROWS:
            raise ValueError(f"row outside the sheet: {row + 1}")
        self._row = row
        self._scan.height = max(self._scan.height, row + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name if ":" not in name else local_name(name)
        if local == "c":
            self._start_cell(attributes)
        elif local in ("v", "t"):
            self._is_value = not self._is_phonetic
        elif local == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif local == "f":
            self._has_formula = True
        elif local == "rPh":
            self._is_phonetic = True

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = _position(reference)
        self.stand_at(self._row)
        self._type = attributes.get("t", "n")
        self._text = ""
        self._has_formula = False

    def _characters(self, text: str) -> None:
        if self._is_value:
            self._text += text

    def _end(self, name: str) -> None:
        local = name if ":" not in name else local_name(name)
        if local in ("v", "t"):
            self._is_value = False
        elif local == "c":
            self._end_cell()
        elif local == "rPh":
            self._is_phonetic = False

    def _end_cell(self) -> None:
        scan, row = self._scan, self._row
        if self._type == "e":
            scan.errors[row, self._column] = self._text
        elif self._text and not (self._type == "s" and self._text.strip() in self._empty):
            scan.value_counts[row] = scan.value_counts.get(row, 0) + 1
        else:
            # A formula may well have an empty text as its result, but never no result.
            if self._has_formula and self._type != "str":
                scan.uncalculated_rows.add(row)
            return
        scan.width = max(scan.width, self._column + 1)


def _position(reference: str) -> tuple[int, int]:
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(f"no cell reference: {reference}")
    return int(match[2]) - 1, _column(match[1])


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if column > MAX_COLUMNS:
        raise ValueError(f"column outside the sheet: {letters}")
    return column - 1
