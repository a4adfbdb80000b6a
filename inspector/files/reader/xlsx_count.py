"""Counting of the values of a large worksheet in the bytes of its XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import IO

from inspector.files.reader.second import MAX_COLUMNS, SecondReading
from inspector.files.reader.xlsx_cells import SheetHandler, column_number

_CHUNK = 1 << 18
_MOST_HEAD_BYTES = 1 << 20
_END = b"</sheetData>"
_SLASH = ord("/")
REFERENCE = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_ENCODING = re.compile(rb"encoding=[\"']([^\"']+)")
_CELLS = re.compile(rb"<sheetData\b[^>]*>")
_COLUMN = re.compile(rb"<col [^>]*>")
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]{1,7})"')
_HIDDEN_SIGNS = (b' hidden="1"', b' hidden="true"')
# Formulas, errors, empty values, phonetic texts, other quotes.
_NOT_PLAIN_SIGNS = (b"<f", b't="e"', b"></v>", b"></t>", b"<t/", b"<is/", b"<rPh", b"='")


class NotPlainError(Exception):
    """The XML is written in a way that only a parser understands."""


def count_rows(
    reopen: Callable[[], IO[bytes]], second: SecondReading, strings: Sequence[str]
) -> None:
    """Count the values of each row; ExpatError or ValueError where the part is damaged."""
    handler = SheetHandler(second, strings, {})
    try:
        with reopen() as part:
            _PlainRows(second, handler, "" in strings).read(part)
    except NotPlainError:
        second.value_counts.clear()
        second.uncalculated_rows.clear()
        second.instead.clear()
        with reopen() as part:
            SheetHandler(second, strings, {}).parse(part)


def head_and_rest(part: IO[bytes], second: SecondReading) -> tuple[bytes, bytes]:
    """What stands before the cells of a sheet, and what of its part was read with it."""
    head = b""
    while (cells := _CELLS.search(head)) is None:
        chunk = part.read(_CHUNK)
        if not chunk or len(head) > _MOST_HEAD_BYTES:
            raise NotPlainError
        head += chunk
    encoding = _ENCODING.search(head, 0, 200)
    is_utf8 = encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii")
    if b"<!" in head or not is_utf8:
        raise NotPlainError
    start = cells.start()
    handler = SheetHandler(second, (), {})
    for column in _COLUMN.findall(head, 0, start):
        handler.parse_piece(column if column.endswith(b"/>") else column[:-1] + b"/>")
    return head[:start], head[start:]


def tell_hidden_rows(piece: bytes, second: SecondReading) -> None:
    """The hidden ones among some rows."""
    if b" hidden=" in piece and any(sign in piece for sign in _HIDDEN_SIGNS):
        second.hidden_rows.update(int(each) - 1 for each in _HIDDEN_ROW.findall(piece))


def rows_counted(rows: bytes, strings: Sequence[str]) -> SecondReading:
    """The values of some whole rows, of which the first one tells its number."""
    second = SecondReading(cells=None)
    _PlainRows(second, SheetHandler(second, strings, {}), "" in strings).take(rows)
    return second


class _PlainRows:
    """Counts in the bytes what programs usually write; ten times as fast as parsing it.

    Whatever is not plain goes to the parser: a row with formulas, errors or empty texts by
    itself, XML with comments, prefixes or another encoding as a whole.
    """

    def __init__(
        self, second: SecondReading, handler: SheetHandler, has_empty_strings: bool
    ) -> None:
        self._second = second
        self._handler = handler
        self._signs = _NOT_PLAIN_SIGNS + ((b't="s"',) if has_empty_strings else ())

    def read(self, part: IO[bytes]) -> None:
        """Read the part to its end; raises NotPlainError."""
        _, buffer = head_and_rest(part, self._second)
        while chunk := part.read(_CHUNK):
            # A row that is longer than a chunk makes the search start again; few are.
            buffer = self.take(buffer) + chunk
            if b"<!" in buffer:
                raise NotPlainError
        buffer = self.take(buffer)
        if _END not in buffer and b"<sheetData/>" not in buffer:
            raise NotPlainError

    def take(self, buffer: bytes) -> bytes:
        """Count the whole rows; the rest of the buffer is returned."""
        at = 0
        while (start := buffer.find(b"<row", at)) >= 0:
            opened = buffer.find(b">", start)
            if opened < 0:
                break
            if buffer[opened - 1] == _SLASH:
                at = opened + 1
                self._handler.parse_piece(buffer[start:at])
                continue
            end = buffer.find(b"</row>", opened)
            if end < 0:
                break
            at = end + 6
            self._row(buffer[start:at])
        tell_hidden_rows(buffer[:at], self._second)
        return buffer[at:]

    def _row(self, row: bytes) -> None:
        last = row.rfind(b"<c ")
        reference = REFERENCE.match(row, last) if last >= 0 else None
        if reference is None or any(sign in row for sign in self._signs):
            self._handler.parse_piece(row)
            return
        number = int(reference[2]) - 1
        count = row.count(b"</v>") + row.count(b"</is>")
        if count:
            valued = row.rfind(b"<c ", 0, max(row.rfind(b"</v>"), row.rfind(b"</is>")))
            reference = REFERENCE.match(row, valued)
            if reference is None:
                self._handler.parse_piece(row)
                return
            width = column_number(reference[1].decode()) + 1
            if width > MAX_COLUMNS:
                raise ValueError(f"column outside the sheet: {reference[1].decode()}")
            self._second.count_row(number, count, width)
        self._handler.stand_at(number)
