"""The cells of a worksheet as its XML has them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import IO

from inspector.files.reader.second import MAX_COLUMNS, PRESENT, Known, SecondReading
from inspector.files.reader.xml_events import local_name, parse

TRUE = ("1", "true")
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAY_ZERO = date(1899, 12, 30).toordinal()


class SheetHandler:
    """Tells the cells of one sheet to a second reading."""

    def __init__(
        self, second: SecondReading, strings: Sequence[str], indents: Mapping[str, int]
    ) -> None:
        self._second = second
        self._strings = strings
        self._indents = indents
        self._indent = 0
        self._row = -1
        self._column = -1
        self._type = "n"
        self._text = ""
        self._is_value = False
        self._has_formula = False
        self._is_phonetic = False

    def parse(self, part: IO[bytes]) -> None:
        """Read the part to its end; ExpatError or ValueError where it is damaged."""
        parse(part, self._start, self._end, self._characters)

    def parse_piece(self, piece: bytes) -> None:
        """Read one element cut out of its sheet."""
        parse(io.BytesIO(piece), self._start, self._end, self._characters)

    def stand_at(self, row: int) -> None:
        """Go on as if a row with cells, counted elsewhere, had just been read."""
        self._row = row
        self._second.stand_at(row)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name if ":" not in name else local_name(name)
        if local == "c":
            self._start_cell(attributes)
        elif local in ("v", "t"):
            self._is_value = not self._is_phonetic
        elif local == "row":
            self._start_row(attributes)
        elif local == "f":
            self._has_formula = True
        elif local == "rPh":
            self._is_phonetic = True
        elif local == "col":
            self._start_columns(attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
        self._column = -1
        if attributes.get("hidden") in TRUE:
            self._second.hidden_rows.add(self._row)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE:
            last = min(int(attributes["max"]), MAX_COLUMNS)
            self._second.hidden_columns.update(range(int(attributes["min"]) - 1, last))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = cell_position(reference)
        self._second.stand_at(self._row)
        self._type = attributes.get("t", "n")
        self._indent = self._indents.get(attributes.get("s", ""), 0)
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
        if self._type == "e":
            self._second.put(self._row, self._column, self._text)
            return
        value = _known(self._type, self._text, self._strings)
        if value != "":
            self._second.add(self._row, self._column, value, self._indent)
        elif self._has_formula and self._type != "str":
            # A formula may well have an empty text as its result, but never no result.
            self._second.uncalculated_rows.add(self._row)


def _known(kind: str, text: str, strings: Sequence[str]) -> Known:
    if not text:
        return ""
    if kind == "s":
        number = int(text)
        return strings[number] if 0 <= number < len(strings) else PRESENT
    if kind == "b":
        return text.strip() in TRUE
    if kind == "n":
        return float(text)
    return _day(text) if kind == "d" else text


def _day(text: str) -> Known:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return PRESENT
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() - _DAY_ZERO + seconds / 86_400


def cell_position(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as B7, from 0; ValueError where it is none."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise ValueError(f"no cell reference: {reference}")
    return int(match[2]) - 1, column_number(match[1])


def column_number(letters: str) -> int:
    """The column of some letters, from 0; ValueError outside a sheet."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if column > MAX_COLUMNS:
        raise ValueError(f"column outside the sheet: {letters}")
    return column - 1
