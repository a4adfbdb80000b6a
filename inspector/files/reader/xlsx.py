"""A second look at an Open XML workbook beside calamine's, in the XML of its parts."""

from __future__ import annotations

import re
from functools import cached_property, partial
from pathlib import Path
from typing import IO

from inspector.domain.reading_note import ReadingNoteKind
from inspector.files.reader.container import open_package
from inspector.files.reader.package_relation import (
    beside,
    check_named_parts,
    has_macros,
    relations,
)
from inspector.files.reader.second import BLANKS_PER_LEVEL, SecondReading
from inspector.files.reader.xlsx_cells import SheetHandler, cell_position
from inspector.files.reader.xlsx_count import count_rows, rows_counted
from inspector.files.reader.xlsx_pieces import SheetPieces
from inspector.files.reader.xml_events import local_name, parse

WORKBOOK = "xl/workbook.xml"
_NAMED = {"styles": "xl/styles.xml", "sharedStrings": "xl/sharedStrings.xml"}
_TRUE = ("1", "true")
_LEVEL = re.compile("[1-9][0-9]{0,2}")
# Below it a sheet is read twice before anything else, above it in pieces.
_SMALL_BYTES = 8_000_000
# Above it pieces would take more memory than the whole, and hardly less time.
_MOST_SHARED_BYTES = 12_000_000


class XlsxBook:
    """The second reading of .xlsx and .xlsm, Strict Open XML among them."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._package = open_package(path, content)
        self._relations = dict(relations(self._package, beside(WORKBOOK), "/xl"))
        self._has_1904_dates = False
        self._sheets: list[tuple[str, str]] = []
        with self._package.open(WORKBOOK) as part:
            parse(part, self._workbook_element)
        check_named_parts(self._package, self._relations.values(), _NAMED)

    @property
    def is_worksheet(self) -> list[bool]:
        """Which of the sheets are worksheets, in the workbook's order."""
        return [bool(self._part(at)) for at in range(len(self._sheets))]

    @property
    def names(self) -> list[str]:
        """What all sheets are called, charts too."""
        return [title for title, _ in self._sheets]

    @property
    def notes(self) -> list[ReadingNoteKind]:
        """What is to be known of the workbook as a whole."""
        found = [ReadingNoteKind.MACROS_IGNORED] if has_macros(self._relations.values()) else []
        return [*found, ReadingNoteKind.DATES_FROM_1904] if self._has_1904_dates else found

    def is_small(self, number: int) -> bool:
        """Whether a full second reading costs next to nothing."""
        strings = self._strings_part
        parts = [self._part(number), *([strings] if strings else [])]
        return sum(self._package.getinfo(part).file_size for part in parts) <= _SMALL_BYTES

    def look(self, number: int) -> SecondReading:
        """The second reading of a worksheet, of a large one counted row by row."""
        second = SecondReading(has_1904_dates=self._has_1904_dates)
        open_part = partial(self._package.open, self._part(number))
        if self.is_small(number):
            with open_part() as part:
                SheetHandler(second, self._strings, self._indents).parse(part)
        else:
            count_rows(open_part, second, self._strings)
        second.comments = self._comments(number)
        if second.cells is None:
            second.notes.add(ReadingNoteKind.VALUES_ONLY_COUNTED)
        return second

    def pieces(self, number: int) -> SheetPieces | None:
        """A large worksheet in pieces, None for a small one."""
        if self.is_small(number):
            return None
        shared = {
            expected: name
            for expected in _NAMED.values()
            for name in self._package.namelist()
            if name.lower() == expected.lower()
        }
        sizes = (self._package.getinfo(name).file_size for name in shared.values())
        is_cheap = sum(sizes) <= _MOST_SHARED_BYTES
        pieces = SheetPieces(
            partial(self._package.open, self._part(number)),
            {expected: self._package.read(name) for expected, name in shared.items()}
            if is_cheap
            else None,
            has_1904_dates=self._has_1904_dates,
            details=lambda rows: rows_counted(rows, self._strings),
        )
        pieces.second.comments = self._comments(number)
        pieces.second.notes.add(ReadingNoteKind.VALUES_ONLY_COUNTED)
        return pieces

    def _workbook_element(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local == "sheet":
            relation = [value for key, value in attributes.items() if key.endswith(":id")]
            self._sheets.append((attributes["name"], relation[0] if relation else ""))
        elif local == "workbookPr":
            self._has_1904_dates = attributes.get("date1904") in _TRUE

    def _part(self, number: int) -> str:
        relation = self._relations.get(self._sheets[number][1])
        return relation.target if relation and relation.kind == "worksheet" else ""

    @property
    def _strings_part(self) -> str:
        return self._part_of_kind("sharedStrings")

    def _part_of_kind(self, kind: str) -> str:
        names = [each.target for each in self._relations.values() if each.kind == kind]
        return names[0] if names else ""

    @cached_property
    def _indents(self) -> dict[str, int]:
        styles = self._part_of_kind("styles")
        if not styles or self._package.getinfo(styles).file_size > _SMALL_BYTES:
            return {}
        return cell_indents(self._package.open(styles))

    @cached_property
    def _strings(self) -> list[str]:
        return shared_strings(self._package.open(self._strings_part)) if self._strings_part else []

    def _comments(self, number: int) -> list[tuple[int, int, str]]:
        part_name = self._part(number)
        if beside(part_name) not in self._package.namelist():
            return []
        found: list[tuple[int, int, str]] = []
        folder = "/" + part_name.rpartition("/")[0]
        for _, relation in relations(self._package, beside(part_name), folder):
            if relation.kind == "comments":
                with self._package.open(relation.target) as part:
                    found += comments(part)
        return sorted(found)


def shared_strings(part: IO[bytes]) -> list[str]:
    """The texts that cells refer to by their number, without the sound of Japanese ones."""
    handler = _TextHandler(("si",))
    with part:
        parse(part, handler.start, handler.end, handler.text)
    return [text for _, text in handler.found]


def cell_indents(part: IO[bytes]) -> dict[str, int]:
    """By the number of each format of cells that indents them: how many blanks."""
    found: dict[str, int] = {}
    count = 0
    is_of_cells = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, is_of_cells
        local = local_name(name)
        if local == "cellXfs":
            is_of_cells = True
        elif local == "xf":
            count += is_of_cells
        elif local == "alignment" and is_of_cells:
            level = _LEVEL.fullmatch(attributes.get("indent", ""))
            if level is not None:
                found[str(count - 1)] = BLANKS_PER_LEVEL * int(level[0])

    def end(name: str) -> None:
        nonlocal is_of_cells
        if local_name(name) == "cellXfs":
            is_of_cells = False

    with part:
        parse(part, start, end)
    return found


def comments(part: IO[bytes]) -> list[tuple[int, int, str]]:
    """The (row, column, text) of each comment."""
    handler = _TextHandler(("comment",))
    parse(part, handler.start, handler.end, handler.text)
    return [(*cell_position(attributes["ref"]), text) for attributes, text in handler.found]


class _TextHandler:
    """Collects the texts inside certain elements, with the attributes of these."""

    def __init__(self, elements: tuple[str, ...]) -> None:
        self.found: list[tuple[dict[str, str], str]] = []
        self._elements = elements
        self._attributes: dict[str, str] = {}
        self._texts: list[str] = []
        self._is_text = False
        self._is_phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local in self._elements:
            self._attributes = attributes
            self._texts = []
        elif local == "rPh":
            self._is_phonetic = True
        elif local == "t":
            self._is_text = not self._is_phonetic

    def end(self, name: str) -> None:
        local = local_name(name)
        if local in self._elements:
            self.found.append((self._attributes, "".join(self._texts)))
        elif local == "rPh":
            self._is_phonetic = False
        elif local == "t":
            self._is_text = False

    def text(self, text: str) -> None:
        if self._is_text:
            self._texts.append(text)
