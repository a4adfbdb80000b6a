"""A second look at a workbook beside calamine's: what its parts declare and where values stand.

calamine gives values quickly, but leaves out error values, formulas that were never calculated
and blank rows at the end; counting the cells in the XML itself shows what would be lost.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from inspector.errors import FileFault, FileRefused

MAX_PARTS = 10_000
MAX_DIRECTORY_BYTES = 4_000_000
MAX_UNPACKED_BYTES = 1_000_000_000
MAX_RATIO = 300
RATIO_FREE_BYTES = 50_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_AREA = 8_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_END_OF_DIRECTORY = b"PK\x05\x06"
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_CHUNK = 1 << 20


@dataclass(slots=True)
class SheetScan:
    """What the XML of one sheet holds; rows and columns count from 0."""

    height: int = 0
    width: int = 0
    value_counts: dict[int, int] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated_rows: set[int] = field(default_factory=set)


def look_at_container(path: Path) -> None:
    """Refuse what is no .xlsx, and what is too large or packed too tightly to be opened."""
    with path.open("rb") as file:
        magic = file.read(8)
        if magic == _OLE:
            raise FileRefused(path, _ole_fault(file.read()))
        if not magic.startswith(_ZIP):
            raise FileRefused(path, FileFault.NOT_A_WORKBOOK)
        _look_at_directory_size(path, file)
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            old = "xl/workbook.bin" in names or "content.xml" in names
            fault = FileFault.OLD_WORKBOOK if old else FileFault.NOT_A_WORKBOOK
            raise FileRefused(path, fault)
        if any(part.flag_bits & 1 for part in parts):
            raise FileRefused(path, FileFault.PASSWORD)
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts) or 1
        tight = unpacked > RATIO_FREE_BYTES and unpacked / packed > MAX_RATIO
        if unpacked > MAX_UNPACKED_BYTES or tight:
            raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{unpacked} bytes unpacked")


def scan_sheets(path: Path) -> list[tuple[str, SheetScan | None]]:
    """The sheets in the workbook's order; None for a sheet that is no worksheet."""
    with zipfile.ZipFile(path) as package:
        targets = _relations(package)
        empty = _empty_shared_strings(package, targets)
        scans: list[tuple[str, SheetScan | None]] = []
        for title, relation in _sheet_names(package):
            kind, target = targets.get(relation, ("", ""))
            if kind != "worksheet":
                scans.append((title, None))
                continue
            scan = SheetScan()
            try:
                with package.open(target) as part:
                    _SheetHandler(scan, empty).parse(part)
            except FAULTS as error:
                raise FileRefused(path, FileFault.DAMAGED, title, detail=str(error)) from error
            _refuse_stray_cell(path, title, scan)
            scans.append((title, scan))
        return scans


class _EntityDeclared(ValueError):
    """An XML part declares an entity, which no spreadsheet program does."""


FAULTS = (
    zipfile.BadZipFile,
    expat.ExpatError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged or made-up package raises."""


def _ole_fault(content: bytes) -> FileFault:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileFault.PASSWORD
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return FileFault.OLD_WORKBOOK
    return FileFault.NOT_A_WORKBOOK


def _look_at_directory_size(path: Path, file: IO[bytes]) -> None:
    """Read the counts by hand, because zipfile would first load a directory of any size."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or at + 20 > len(tail):
        raise FileRefused(path, FileFault.DAMAGED, detail="the zip directory is missing")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if count > MAX_PARTS or length > MAX_DIRECTORY_BYTES:
        raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{count} parts")


def _refuse_stray_cell(path: Path, title: str, scan: SheetScan) -> None:
    # A reader that keeps the whole rectangle would need gigabytes for one cell at its far end.
    rows = 1 + max(scan.value_counts, default=-1)
    if rows * scan.width > MAX_AREA:
        raise FileRefused(path, FileFault.TOO_LARGE, title, rows, f"{rows} x {scan.width}")


def _parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    def refuse(*_: object) -> None:
        raise _EntityDeclared("an entity is declared")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _relations(package: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """Relation id to (kind of part, its name in the package)."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

    with package.open("xl/_rels/workbook.xml.rels") as part:
        _parse(part, start)
    return found


def _sheet_names(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The (title, relation id) of each sheet."""
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet":
            relation = [value for key, value in attributes.items() if key.endswith(":id")]
            found.append((attributes["name"], relation[0] if relation else ""))

    with package.open("xl/workbook.xml") as part:
        _parse(part, start)
    return found


def _empty_shared_strings(
    package: zipfile.ZipFile, targets: Mapping[str, tuple[str, str]]
) -> frozenset[str]:
    """The numbers of shared strings without a character: cells that point there are blank."""
    names = [target for kind, target in targets.values() if kind == "sharedStrings"]
    if not names or names[0] not in package.namelist():
        return frozenset()
    handler = _SharedStringHandler()
    with package.open(names[0]) as part:
        _parse(part, handler.start, handler.end, handler.text)
    return frozenset(handler.empty)


class _SharedStringHandler:
    """Collects which entries of the shared strings hold no text."""

    def __init__(self) -> None:
        self.empty: set[str] = set()
        self._number = -1
        self._holds_text = False
        self._is_text = False
        self._is_phonetic = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "si":
            self._number += 1
            self._holds_text = False
        elif local == "rPh":
            self._is_phonetic = True
        elif local == "t":
            self._is_text = not self._is_phonetic

    def end(self, name: str) -> None:
        local = _local(name)
        if local == "si" and not self._holds_text:
            self.empty.add(str(self._number))
        elif local == "rPh":
            self._is_phonetic = False
        elif local == "t":
            self._is_text = False

    def text(self, _text: str) -> None:
        if self._is_text:
            self._holds_text = True


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
        _parse(part, self._start, self._end, self._characters)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name if ":" not in name else _local(name)
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
        if not (0 <= self._row < MAX_ROWS and 0 <= self._column < MAX_COLUMNS):
            raise ValueError(f"cell outside the sheet: {reference}")
        self._type = attributes.get("t", "n")
        self._text = ""
        self._has_formula = False
        self._scan.height = max(self._scan.height, self._row + 1)

    def _characters(self, text: str) -> None:
        if self._is_value:
            self._text += text

    def _end(self, name: str) -> None:
        local = name if ":" not in name else _local(name)
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
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
