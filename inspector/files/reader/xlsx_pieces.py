"""A large Open XML worksheet cut into pieces, which stand in small workbooks of their own.

One workbook is unpacked and cut while others are read, and calamine is spared a second walk
through all cells in search of merged ranges, which stand behind them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO

from msgspec import Struct

from inspector.files.reader.second import SecondReading
from inspector.files.reader.xlsx_count import (
    REFERENCE,
    NotPlainError,
    head_and_rest,
    tell_hidden_rows,
)

PIECE_BYTES = 4 << 20
# Shared texts are read again with each workbook, the cells of which are then to be many.
_TIMES_OF_SHARED = 4
_MOST_BYTES = 16 << 20
_LONGEST_ROW_BYTES = 16 << 20
_MOST_BEHIND_BYTES = 16 << 20
_START = b"<sheetData>"
_END = b"</sheetData>"
_ROW_END = b"</row>"
_FIRST_ROW = re.compile(rb'\s*<row(?: [^>]*?)? r="([0-9]{1,7})"')
_NO_MERGES = b"<mergeCells></mergeCells>"
_NOTHING_BEHIND = b"</sheetData></worksheet>"
_UNUSUAL = ((b"!", b"<!"), (b"?", b"<?"))
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
_RELATION = f'<Relationship Id="id{{}}" Type="{_OFFICE}/{{}}" Target="{{}}"/>'
_TOP = _RELATIONS.format(_RELATION.format(0, "officeDocument", "xl/workbook.xml"))
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_OFFICE}"><workbookPr date1904="{{}}"/><sheets>{{}}</sheets></workbook>'
)
_SHEET = '<sheet name="{0}" sheetId="{0}" r:id="id{0}"/>'


class Piece(Struct, frozen=True):
    """Whole rows of a sheet: their XML, and what is to stand before and behind it.

    `value_count` tells the cells that seem to have a value; rows count from 0. The last piece
    brings all that stands behind the cells.
    """

    before: bytes
    rows: bytes
    behind: bytes
    value_count: int
    first_row: int
    is_last: bool


class SheetPieces:
    """The pieces of one sheet, in order; NotPlainError where they cannot be told for sure.

    `open_part` opens its XML and `shared` are the parts that all sheets share, by the names under
    which calamine looks for them; None where they are too large for each piece to bring them
    along. Hidden rows and columns, and how far cells reach that have no value, are told to
    `second` on the way; `details` counts the values of whole rows one by one.
    """

    def __init__(
        self,
        open_part: Callable[[], IO[bytes]],
        shared: Mapping[str, bytes] | None,
        *,
        has_1904_dates: bool,
        details: Callable[[bytes], SecondReading],
    ) -> None:
        self.second = SecondReading(cells=None)
        self.details = details
        self.can_stand_alone = shared is not None
        self._open_part = open_part
        self._shared = shared or {}
        self._has_1904_dates = has_1904_dates

    def counted(self) -> SecondReading:
        """The second reading with the total of all pieces, much quicker than calamine reads them.

        Where calamine has as many values, every filled cell has one: there is neither an error
        nor a formula without a value among them.
        """
        with self._open_part() as part:
            self.second.total = sum(piece.value_count for piece in self._pieces(part))
        return self.second

    def together(self) -> Iterator[list[Piece]]:
        """The pieces that are to be read from one workbook."""
        shared_bytes = sum(map(len, self._shared.values()))
        wanted = min(_TIMES_OF_SHARED * shared_bytes, _MOST_BYTES)
        together: list[Piece] = []
        size = 0
        with self._open_part() as part:
            for piece in self._pieces(part):
                together.append(piece)
                size += len(piece.rows)
                if size >= wanted:
                    yield together
                    together, size = [], 0
        if together:
            yield together

    def workbook(self, pieces: Sequence[Piece]) -> io.BytesIO:
        """A workbook of which each sheet has the rows of one piece."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            for name, content in self._shared.items():
                package.writestr(name, content)
            sheets, relations = [], []
            for number, piece in enumerate(pieces, 1):
                name = f"worksheets/sheet{number}.xml"
                package.writestr(f"xl/{name}", piece.before + piece.rows + piece.behind)
                sheets.append(_SHEET.format(number))
                relations.append(_RELATION.format(number, "worksheet", name))
            text = _WORKBOOK.format(int(self._has_1904_dates), "".join(sheets))
            package.writestr("xl/workbook.xml", text)
            package.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format("".join(relations)))
            package.writestr("_rels/.rels", _TOP)
        made.seek(0)
        return made

    def _pieces(self, part: IO[bytes]) -> Iterator[Piece]:
        head, buffer = head_and_rest(part, self.second)
        if not buffer.startswith(_START):
            raise NotPlainError
        buffer = buffer[len(_START) :]
        while (end := buffer.find(_END)) < 0:
            cut = buffer.rfind(_ROW_END) + len(_ROW_END)
            if cut >= len(_ROW_END):
                yield self._piece(head + _NO_MERGES + _START, buffer[:cut], _NOTHING_BEHIND)
                buffer = buffer[cut:]
            elif len(buffer) > _LONGEST_ROW_BYTES:
                raise NotPlainError
            chunk = part.read(PIECE_BYTES)
            if not chunk:
                raise NotPlainError
            buffer += chunk
        behind = _read_behind(part, buffer[end:])
        yield self._piece(head + _START, buffer[:end], behind, is_last=True)

    def _piece(self, before: bytes, rows: bytes, behind: bytes, *, is_last: bool = False) -> Piece:
        """The piece of these rows; raises NotPlainError where calamine could misplace them."""
        # A single sign is found a dozen times as fast as two.
        if any(sign in rows and two in rows for sign, two in _UNUSUAL) or not _is_closed(rows):
            raise NotPlainError
        first_row = self.second.height
        if rows and not rows.isspace():
            first = _FIRST_ROW.match(rows)
            if first is None or int(first[1]) <= first_row:
                raise NotPlainError
            first_row = int(first[1]) - 1
            self._tell(rows)
        return Piece(before, rows, behind, rows.count(b"</c>"), first_row, is_last)

    def _tell(self, rows: bytes) -> None:
        tell_hidden_rows(rows, self.second)
        last = rows.rfind(b"<c ")
        if last >= 0:
            reference = REFERENCE.match(rows, last)
            if reference is None:
                raise NotPlainError
            self.second.stand_at(int(reference[2]) - 1)


def _is_closed(rows: bytes) -> bool:
    """Whether all tags are whole and no more elements end than begin.

    calamine sees the latter at the end of a sheet only.
    """
    tags = rows.count(b"<")
    if tags != rows.count(b">"):
        return False
    # A single sign is found much more quickly; of more ends than begins it would tell too.
    if tags == 2 * rows.count(b"/"):
        return True
    return tags == 2 * rows.count(b"</") + rows.count(b"/>")


def _read_behind(part: IO[bytes], begun: bytes) -> bytes:
    """What stands behind the cells; the part is read to its end, where its check sum is."""
    behind = begun
    while chunk := part.read(PIECE_BYTES):
        behind += chunk
        if len(behind) > _MOST_BEHIND_BYTES:
            raise NotPlainError
    if _ROW_END in behind:
        raise NotPlainError
    return behind
