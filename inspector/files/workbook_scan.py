"""A second look at a workbook beside calamine's: where values stand in the XML of its sheets.

calamine gives values quickly, but leaves out error values, formulas that were never calculated
and blank rows at the end; counting the cells in the XML itself shows what would be lost.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from inspector.errors import FileFault, FileRefused
from inspector.files.sheet_scan import SheetScan, scan_sheet
from inspector.files.xml_events import XmlDamaged, local_name, parse

MAX_AREA = 8_000_000

FAULTS = (
    zipfile.BadZipFile,
    XmlDamaged,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged or made-up package raises."""


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
                scan_sheet(partial(package.open, target), scan, empty)
            except FAULTS as error:
                raise FileRefused(path, FileFault.DAMAGED, title, detail=str(error)) from error
            _refuse_stray_cell(path, title, scan)
            scans.append((title, scan))
        return scans


def _refuse_stray_cell(path: Path, title: str, scan: SheetScan) -> None:
    # A reader that keeps the whole rectangle would need gigabytes for one cell at its far end.
    rows = 1 + max(scan.value_counts, default=-1)
    if rows * scan.width > MAX_AREA:
        raise FileRefused(path, FileFault.TOO_LARGE, title, rows, f"{rows} x {scan.width}")


def _relations(package: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """Relation id to (kind of part, its name in the package)."""
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

    with package.open("xl/_rels/workbook.xml.rels") as part:
        parse(part, start)
    return found


def _sheet_names(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The (title, relation id) of each sheet."""
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "sheet":
            relation = [value for key, value in attributes.items() if key.endswith(":id")]
            found.append((attributes["name"], relation[0] if relation else ""))

    with package.open("xl/workbook.xml") as part:
        parse(part, start)
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
        parse(part, handler.start, handler.end, handler.text)
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
        local = local_name(name)
        if local == "si":
            self._number += 1
            self._holds_text = False
        elif local == "rPh":
            self._is_phonetic = True
        elif local == "t":
            self._is_text = not self._is_phonetic

    def end(self, name: str) -> None:
        local = local_name(name)
        if local == "si" and not self._holds_text:
            self.empty.add(str(self._number))
        elif local == "rPh":
            self._is_phonetic = False
        elif local == "t":
            self._is_text = False

    def text(self, _text: str) -> None:
        if self._is_text:
            self._holds_text = True
