"""A second look at an .xlsb workbook beside calamine's, in the records of its parts."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from inspector.domain.reading_note import ReadingNoteKind
from inspector.files.reader.container import open_package
from inspector.files.reader.excel_error import error_name, rk_number
from inspector.files.reader.package_relation import (
    Relation,
    beside,
    check_named_parts,
    has_macros,
    relations,
)
from inspector.files.reader.second import BLANKS_PER_LEVEL, Known, SecondReading

WORKBOOK = "xl/workbook.bin"
_NAMED = {"styles": "xl/styles.bin", "sharedStrings": "xl/sharedStrings.bin"}
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED_TEXT = range(8)
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR = range(8, 12)
_SHARED_ITEM, _COLUMNS, _WORKBOOK_PROPERTIES, _BUNDLED_SHEET, _MERGE = 19, 60, 153, 156, 176
_COMMENT, _COMMENT_TEXT = 635, 637
_FORMAT, _CELL_FORMATS, _CELL_FORMATS_END = 47, 617, 618
_FORMAT_NUMBER = 0xFFFFFF
_CELLS = range(_BLANK, _FORMULA_ERROR + 1)
_ROW_HIDDEN = 0x10


class XlsbBook:
    """The second reading of .xlsb."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._package = open_package(path, content)
        self._relations = dict(relations(self._package, beside(WORKBOOK), "/xl"))
        check_named_parts(self._package, self._relations.values(), _NAMED)
        self._has_1904_dates = False
        self._sheets: list[tuple[str, str]] = []
        for kind, data in _records(self._package.read(WORKBOOK)):
            if kind == _WORKBOOK_PROPERTIES:
                self._has_1904_dates = bool(data[0] & 1)
            elif kind == _BUNDLED_SHEET:
                relation, end = _wide_text(data, 8)
                self._sheets.append((_wide_text(data, end)[0], relation))

    @property
    def is_worksheet(self) -> list[bool]:
        """Which of the sheets are worksheets, in the workbook's order."""
        return [self._relation(at).kind == "worksheet" for at in range(len(self._sheets))]

    @property
    def names(self) -> list[str]:
        """What all sheets are called."""
        return [name for name, _ in self._sheets]

    @property
    def notes(self) -> list[ReadingNoteKind]:
        """What is to be known of the workbook as a whole."""
        found = [ReadingNoteKind.MACROS_IGNORED] if has_macros(self._relations.values()) else []
        return [*found, ReadingNoteKind.DATES_FROM_1904] if self._has_1904_dates else found

    def is_small(self, _number: int) -> bool:
        """Records are always read first, for they tell of stray cells."""
        return True

    def look(self, number: int) -> SecondReading:
        """The second reading of a worksheet."""
        second = SecondReading(has_1904_dates=self._has_1904_dates, merges=[])
        row = 0
        for kind, data in _records(self._package.read(self._relation(number).target)):
            if kind == _ROW:
                row = struct.unpack_from("<I", data)[0]
                if data[11] & _ROW_HIDDEN:
                    second.hidden_rows.add(row)
            elif kind in _CELLS:
                self._take_cell(second, row, kind, data)
            elif kind == _COLUMNS:
                first, last, flags = struct.unpack_from("<II8xH", data)
                if flags & 1:
                    second.hidden_columns.update(range(first, min(last, 16_383) + 1))
            elif kind == _MERGE and second.merges is not None:
                first_row, last_row, first, last = struct.unpack_from("<4I", data)
                second.merges.append((first_row, first, last_row, last))
        second.comments = self._comments(number)
        if second.cells is None:
            second.notes.add(ReadingNoteKind.VALUES_ONLY_COUNTED)
        return second

    def pieces(self, _number: int) -> None:
        """It is read as a whole."""

    def _take_cell(self, second: SecondReading, row: int, kind: int, data: bytes) -> None:
        column = struct.unpack_from("<I", data)[0]
        second.stand_at(row)
        if kind in (_ERROR, _FORMULA_ERROR):
            second.put(row, column, error_name(data[8]))
        elif kind != _BLANK:
            value = self._value(kind, data)
            if value != "":
                number = struct.unpack_from("<I", data, 4)[0] & _FORMAT_NUMBER
                second.add(row, column, value, self._indents.get(number, 0))

    def _value(self, kind: int, data: bytes) -> Known:
        if kind == _RK:
            return rk_number(struct.unpack_from("<I", data, 8)[0])
        if kind in (_REAL, _FORMULA_NUMBER):
            return float(struct.unpack_from("<d", data, 8)[0])
        if kind in (_BOOL, _FORMULA_BOOL):
            return bool(data[8])
        if kind == _SHARED_TEXT:
            number: int = struct.unpack_from("<I", data, 8)[0]
            return self._strings[number]
        return _wide_text(data, 8)[0]

    def _relation(self, number: int) -> Relation:
        return self._relations.get(self._sheets[number][1], Relation("", ""))

    @cached_property
    def _strings(self) -> list[str]:
        records = self._records_of_kind("sharedStrings")
        return [_wide_text(data, 1)[0] for kind, data in records if kind == _SHARED_ITEM]

    @cached_property
    def _indents(self) -> dict[int, int]:
        """By the number of each format of cells that indents them: how many blanks."""
        levels: list[int] = []
        is_of_cells = False
        for kind, data in self._records_of_kind("styles"):
            if kind in (_CELL_FORMATS, _CELL_FORMATS_END):
                is_of_cells = kind == _CELL_FORMATS
            elif kind == _FORMAT and is_of_cells:
                levels.append(data[11])
        return {number: BLANKS_PER_LEVEL * level for number, level in enumerate(levels) if level}

    def _records_of_kind(self, kind: str) -> Iterator[tuple[int, bytes]]:
        targets = [each.target for each in self._relations.values() if each.kind == kind]
        return _records(self._package.read(targets[0]) if targets else b"")

    def _comments(self, number: int) -> list[tuple[int, int, str]]:
        part = self._relation(number).target
        if beside(part) not in self._package.namelist():
            return []
        found = []
        place = 0, 0
        for _, relation in relations(self._package, beside(part), "/" + part.rpartition("/")[0]):
            if relation.kind == "comments":
                for kind, data in _records(self._package.read(relation.target)):
                    if kind == _COMMENT:
                        place = struct.unpack_from("<4xI4xI", data)
                    elif kind == _COMMENT_TEXT:
                        found.append((*place, _wide_text(data, 1)[0]))
        return sorted(found)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and data of each record; ValueError where one is cut off."""
    at = 0
    while at < len(content):
        kind, at = _packed_number(content, at, 2)
        size, at = _packed_number(content, at, 4)
        at += size
        if at > len(content):
            raise ValueError("a record is cut off")
        yield kind, content[at - size : at]


def _packed_number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, for kinds with the mark of going on kept in them."""
    number = 0
    for place in range(most):
        byte = content[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most


def _wide_text(data: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", data, at)[0]
    end = at + 4 + 2 * length
    if end > len(data):
        raise ValueError("a text is cut off")
    return data[at + 4 : end].decode("utf-16-le", "surrogatepass"), end
