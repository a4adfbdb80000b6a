"""Tables in plain text: cells between commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.frame import Frame
from inspector.files.reader.grid import Grid, grid_frames

_SEPARATORS = "\t,;|"
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 200_000
# A cell of Excel holds 32,767 characters; a longer one is a quote that nobody closed.
_CELL_CHARACTERS = 1_000_000
_STATED = "sep="


def delimited_frames(path: Path, text: str, encoding: str) -> Iterator[Frame]:
    """The one sheet of a text; every line is a row, but for line breaks inside quotes."""
    csv.field_size_limit(_CELL_CHARACTERS)
    stated, text = _stated_separator(text)
    separator = stated or _separator(text)
    kinds = [ReadingNoteKind.DELIMITED]
    try:
        rows = _rows(text, separator)
    except csv.Error:
        # A single quote inside a text would swallow all rows up to the next one.
        kinds.append(ReadingNoteKind.QUOTES_ARE_TEXT)
        try:
            rows = _rows(text, separator, csv.QUOTE_NONE)
        except csv.Error as error:
            raise FileRefused(path, FileFault.DAMAGED, detail=str(error)) from error
    facts: Mapping[str, str] = {"encoding": encoding, "separator": separator}
    grid = Grid(path.stem, rows, notes=[(kind, facts) for kind in kinds])
    return grid_frames(path, [grid])


def _stated_separator(text: str) -> tuple[str, str]:
    """What Excel's own first line says, and the text behind it."""
    first, _, rest = text.partition("\n")
    said = first.strip("\r").removeprefix(_STATED)
    is_stated = first.lower().startswith(_STATED) and len(said) == 1
    return (said, rest) if is_stated else ("", text)


def _rows(text: str, separator: str, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> list[list[Any]]:
    # Line ends inside quotes stay as they are only where nothing translates them.
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, quoting=quoting, strict=True)
    return list(reader)


def _separator(text: str) -> str:
    """The separator by which most lines fall into equally many cells, a comma where none does."""
    return max(_SEPARATORS, key=lambda each: (_share(text, each), each == ","))


def _share(text: str, separator: str) -> float:
    sample = io.StringIO(text[:_SAMPLE_CHARACTERS], newline="")
    rows = csv.reader(sample, delimiter=separator)
    try:
        counts = Counter(len(row) for row in islice(rows, _SAMPLE_LINES) if row)
    except csv.Error:
        return 0
    wide = [(often, width) for width, often in counts.items() if width > 1]
    often, width = max(wide, default=(0, 1))
    return often * (1 - 1 / width)
