"""A second look at an .xls workbook beside calamine's, in its records."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.excel_error import error_name, rk_number
from inspector.files.reader.ole import OleContainer
from inspector.files.reader.second import BLANKS_PER_LEVEL, PRESENT, SecondReading
from inspector.files.reader.xls_string import StringReader

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_FILE_PASS, _BOUND_SHEET, _DATE_MODE, _SST = 0x002F, 0x0085, 0x0022, 0x00FC
_FORMULA, _NOTE, _OBJECT, _TEXT_OBJECT = 0x0006, 0x001C, 0x005D, 0x01B6
_WORKSHEET, _VERSION_8 = 0, 0x0600
_RESULT_TEXT, _RESULT_BOOL, _RESULT_ERROR, _RESULT_EMPTY = 0, 1, 2, 3
_CALCULATE_LATER = 3
_ROW_HIDDEN = 0x20
_FORMAT, _FORMAT_INDENT = 0x00E0, 0x0F
_MACRO_STREAMS = {"_VBA_PROJECT_CUR", "Macros"}


class Record(Struct, frozen=True):
    """One record of the stream."""

    kind: int
    data: bytes


class _SheetPlace(Struct, frozen=True):
    offset: int
    kind: int
    name: str


class XlsBook:
    """The second reading of .xls, from Excel 5 on."""

    def __init__(self, path: Path, content: bytes) -> None:
        container = OleContainer(path, content)
        streams = container.names
        if "EncryptedPackage" in streams:
            raise FileRefused(path, FileFault.PASSWORD)
        stream = next((name for name in ("Workbook", "Book") if name in streams), None)
        if stream is None:
            raise FileRefused(path, FileFault.NOT_A_WORKBOOK)
        self._path = path
        self._content = container.stream(stream)
        self._has_macros = bool(_MACRO_STREAMS & streams)
        self._has_1904_dates = False
        self._is_version_8 = True
        self._strings: list[str] = []
        self._indents: list[int] = []
        self._sheets: list[_SheetPlace] = []
        self._read_globals()

    @property
    def is_worksheet(self) -> list[bool]:
        """Which of the sheets are worksheets, in the workbook's order."""
        return [sheet.kind == _WORKSHEET for sheet in self._sheets]

    @property
    def names(self) -> list[str] | None:
        """What all sheets are called, None before Excel 97."""
        return [sheet.name for sheet in self._sheets] if self._is_version_8 else None

    @property
    def notes(self) -> list[ReadingNoteKind]:
        """What is to be known of the workbook as a whole."""
        has_macros = self._has_macros or any(sheet.kind == 1 for sheet in self._sheets)
        found = [ReadingNoteKind.MACROS_IGNORED] if has_macros else []
        return [*found, ReadingNoteKind.DATES_FROM_1904] if self._has_1904_dates else found

    def is_small(self, _number: int) -> bool:
        """Records are always read first, for they tell of stray cells."""
        return True

    def look(self, number: int) -> SecondReading:
        """The second reading of a worksheet."""
        second = SecondReading(has_1904_dates=self._has_1904_dates)
        reading = _SheetRecords(second, self._strings, self._indents, self._is_version_8)
        reading.read(_records(self._content, self._sheets[number].offset))
        if second.cells is None:
            second.notes.add(ReadingNoteKind.VALUES_ONLY_COUNTED)
        elif not self._is_version_8:
            second.notes.add(ReadingNoteKind.TEXTS_ONLY_COUNTED)
        return second

    def pieces(self, _number: int) -> None:
        """It is read as a whole."""

    def _read_globals(self) -> None:
        string_parts: list[bytes] = []
        for record in _records(self._content, 0):
            if record.kind == _FILE_PASS:
                raise FileRefused(self._path, FileFault.PASSWORD)
            if record.kind == _BOF:
                self._is_version_8 = struct.unpack_from("<H", record.data)[0] >= _VERSION_8
            elif record.kind == _DATE_MODE:
                self._has_1904_dates = record.data[:1] == b"\x01"
            elif record.kind == _FORMAT:
                levels = record.data[8] & _FORMAT_INDENT if self._is_version_8 else 0
                self._indents.append(levels * BLANKS_PER_LEVEL)
            elif record.kind == _BOUND_SHEET:
                self._sheets.append(self._sheet_place(record.data))
            elif record.kind == _SST or (record.kind == _CONTINUE and string_parts):
                string_parts.append(record.data)
            elif string_parts and not self._strings:
                self._strings = StringReader(string_parts).shared_strings()
        if string_parts and not self._strings:
            self._strings = StringReader(string_parts).shared_strings()

    def _sheet_place(self, data: bytes) -> _SheetPlace:
        offset, _visible, kind, length = struct.unpack_from("<IBBB", data)
        if not self._is_version_8:
            return _SheetPlace(offset, kind, "")
        is_wide = data[7] & 1
        name = data[8 : 8 + length * (2 if is_wide else 1)]
        return _SheetPlace(offset, kind, name.decode("utf-16-le" if is_wide else "latin-1"))


def _records(content: bytes, start: int) -> Iterator[Record]:
    """The records of one substream; those of embedded charts are passed over."""
    at, depth = start, 0
    while True:
        kind, length = struct.unpack_from("<HH", content, at)
        at += 4 + length
        if at > len(content):
            raise ValueError("a record is cut off")
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield Record(kind, content[at - length : at])


class _SheetRecords:
    """Tells the records of one sheet to a second reading."""

    def __init__(
        self, second: SecondReading, strings: list[str], indents: list[int], is_version_8: bool
    ) -> None:
        self._second = second
        self._strings = strings
        self._indents = indents
        self._is_version_8 = is_version_8
        self._object = 0
        self._waits_for_text = False
        self._texts: dict[int, str] = {}
        self._notes: list[tuple[int, int, int]] = []
        self._take: dict[int, Callable[[bytes], None]] = {
            0x0203: self._number,
            0x027E: self._packed,
            0x00BD: self._packed_several,
            0x00FD: self._shared_text,
            0x0204: self._text,
            0x00D6: self._text,
            0x0205: self._bool_or_error,
            _FORMULA: self._formula,
            0x0201: self._blank,
            0x00BE: self._blank,
            0x0208: self._row,
            0x007D: self._columns,
            _NOTE: self._note,
            _OBJECT: self._begin_object,
            _TEXT_OBJECT: self._begin_text,
            _CONTINUE: self._go_on,
        }

    def read(self, records: Iterator[Record]) -> None:
        """Take all records; ValueError or struct.error where they are damaged."""
        for record in records:
            take = self._take.get(record.kind)
            if take is not None:
                take(record.data)
        if self._is_version_8:
            self._second.comments = sorted(
                (row, column, self._texts.get(number, "")) for row, column, number in self._notes
            )

    def _place(self, data: bytes) -> tuple[int, int]:
        row, column = struct.unpack_from("<HH", data)
        self._second.stand_at(row)
        return row, column

    def _indent(self, data: bytes) -> int:
        number = struct.unpack_from("<H", data, 4)[0]
        return self._indents[number] if number < len(self._indents) else 0

    def _number(self, data: bytes) -> None:
        self._second.add(*self._place(data), struct.unpack_from("<d", data, 6)[0])

    def _packed(self, data: bytes) -> None:
        self._second.add(*self._place(data), rk_number(struct.unpack_from("<I", data, 6)[0]))

    def _packed_several(self, data: bytes) -> None:
        row, first = self._place(data)
        for at in range((len(data) - 6) // 6):
            packed = struct.unpack_from("<I", data, 6 + at * 6)[0]
            self._second.add(row, first + at, rk_number(packed))

    def _shared_text(self, data: bytes) -> None:
        place = self._place(data)
        text = self._strings[struct.unpack_from("<I", data, 6)[0]]
        if text:
            self._second.add(*place, text, self._indent(data))

    def _text(self, data: bytes) -> None:
        place = self._place(data)
        if struct.unpack_from("<H", data, 6)[0]:
            self._second.add(*place, PRESENT, self._indent(data))

    def _bool_or_error(self, data: bytes) -> None:
        place = self._place(data)
        value, is_error = data[6], data[7]
        if is_error:
            self._second.put(*place, error_name(value))
        else:
            self._second.add(*place, bool(value))

    def _formula(self, data: bytes) -> None:
        place = self._place(data)
        result = data[6:14]
        if result[6:] != b"\xff\xff":
            self._second.add(*place, struct.unpack("<d", result)[0])
        elif result[0] == _RESULT_BOOL:
            self._second.add(*place, bool(result[2]))
        elif result[0] == _RESULT_ERROR:
            self._second.put(*place, error_name(result[2]))
        elif result[0] == _RESULT_TEXT:
            self._second.add(*place, PRESENT, self._indent(data))
        elif struct.unpack_from("<H", data, 14)[0] & _CALCULATE_LATER:
            # Programs that cannot calculate leave an empty text and ask Excel to do it.
            self._second.uncalculated_rows.add(place[0])

    def _blank(self, data: bytes) -> None:
        self._place(data)

    def _row(self, data: bytes) -> None:
        row, flags = struct.unpack_from("<H10xH", data)
        if flags & _ROW_HIDDEN:
            self._second.hidden_rows.add(row)

    def _columns(self, data: bytes) -> None:
        first, last, flags = struct.unpack_from("<HH4xH", data)
        if flags & 1:
            self._second.hidden_columns.update(range(first, min(last, 255) + 1))

    def _note(self, data: bytes) -> None:
        if self._is_version_8:
            row, column, number = struct.unpack_from("<HH2xH", data)
            self._notes.append((row, column, number))

    def _begin_object(self, data: bytes) -> None:
        self._object = struct.unpack_from("<H", data, 6)[0] if len(data) >= 8 else 0

    def _begin_text(self, _data: bytes) -> None:
        self._waits_for_text = True

    def _go_on(self, data: bytes) -> None:
        if self._waits_for_text and len(data) > 1:
            self._waits_for_text = False
            text = data[1:].decode("utf-16-le" if data[0] & 1 else "latin-1", "replace")
            self._texts[self._object] = text
