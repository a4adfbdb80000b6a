"""The child process that parses one foreign workbook and prints it as plain lines of JSON.

Hostile and merely huge workbooks hang, abort or fill the process that parses them; here that
is a process which may die. A sheet is one line with its facts and one line for each row; the
last line says that the output is whole.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from inspector.errors import FileFault, FileRefused
from inspector.files import workbook_scan
from inspector.files.reader_flag import FLAG as FLAG
from inspector.files.sheet_scan import SheetScan
from inspector.files.workbook_container import look_at_container

WHOLE = "whole"

# Excel shows and promises 15 digits; the file holds 17, so that 0.1 may stand there
# as 0.09999999999999998.
_DIGITS = ".15g"
_EXACT = 1e15


def main(arguments: Sequence[str]) -> int:
    """Read the workbook named first, within the seconds and megabytes named after it."""
    path = Path(arguments[0])
    _limit_process(int(arguments[1]), int(arguments[2]))
    out = sys.stdout.buffer
    encode = json.JSONEncoder(ensure_ascii=False).encode
    try:
        for line in _lines(path):
            out.write(encode(line).encode())
            out.write(b"\n")
    except FileRefused as refused:
        out.write(_fault_line(refused))
    except MemoryError:
        out.write(_fault_line(FileRefused(path, FileFault.TOO_LARGE)))
    except workbook_scan.FAULTS as error:
        out.write(_fault_line(FileRefused(path, FileFault.DAMAGED, detail=str(error))))
    out.flush()
    return 0


def _limit_process(seconds: int, memory_mb: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _fault_line(refused: FileRefused) -> bytes:
    facts = {
        "fault": refused.fault.value,
        "sheet": refused.sheet,
        "row": refused.row,
        "detail": refused.detail,
    }
    return b"\n" + json.dumps(facts).encode() + b"\n"


def _lines(path: Path) -> Iterator[object]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    look_at_container(path)
    scans = workbook_scan.scan_sheets(path)
    title = None
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            known = workbook.sheets_metadata
            if [sheet.name for sheet in known] != [name for name, _ in scans]:
                raise FileRefused(path, FileFault.DAMAGED, detail="the sheets differ")
            for number, (title, scan) in enumerate(scans):
                if scan is None:
                    continue
                sheet = workbook.get_sheet_by_index(number)
                values = sheet.to_python(skip_empty_area=False)
                if scan.value_counts and _is_blank(values):
                    raise FileRefused(path, FileFault.DAMAGED, title, detail="no value was found")
                is_visible = known[number].visible == SheetVisibleEnum.Visible
                merges = sheet.merged_cell_ranges or []
                yield _facts(title, is_visible, merges, scan, values)
                yield from _rows(scan, values)
    except PasswordError as error:
        raise FileRefused(path, FileFault.PASSWORD) from error
    except CalamineError as error:
        raise FileRefused(path, FileFault.DAMAGED, title, detail=str(error)) from error
    if not any(scan and scan.width for _, scan in scans):
        raise FileRefused(path, FileFault.EMPTY)
    yield WHOLE


def _is_blank(values: Sequence[Sequence[Any]]) -> bool:
    return all(value == "" for row in values for value in row)


def _facts(
    title: str,
    is_visible: bool,
    merges: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    scan: SheetScan,
    values: Sequence[Sequence[Any]],
) -> dict[str, object]:
    unread = set(scan.uncalculated_rows)
    for number in range(max(len(values), scan.height)):
        found = sum(value != "" for value in values[number]) if number < len(values) else 0
        if found != scan.value_counts.get(number, 0):
            unread.add(number)
    return {
        "title": title,
        "visible": is_visible,
        "height": max(scan.height, len(values)),
        "width": _width(scan, values),
        "merges": [[*first, *last] for first, last in merges],
        "unread": sorted(unread),
    }


def _width(scan: SheetScan, values: Sequence[Sequence[Any]]) -> int:
    return max(scan.width, max(map(len, values), default=0))


def _rows(scan: SheetScan, values: Sequence[Sequence[Any]]) -> Iterator[object]:
    width = _width(scan, values)
    with_errors = {row for row, _ in scan.errors}
    for number in range(max(scan.height, len(values))):
        cells = [_wire(value) for value in values[number]] if number < len(values) else []
        if number in with_errors:
            cells += [None] * (width - len(cells))
            for column in range(width):
                cells[column] = scan.errors.get((number, column), cells[column])
        # A blank row is a zero: a sheet may have a million of them.
        yield cells + [None] * (width - len(cells)) if any(c is not None for c in cells) else 0


def _wire(value: Any) -> object:
    """One value as JSON: numbers as numbers, moments as a list of their kind and text."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        if value.is_integer() and abs(value) < _EXACT:
            return int(value)
        if not math.isfinite(value):
            return str(value)
        short = float(format(value, _DIGITS))
        return int(short) if short.is_integer() else short
    if isinstance(value, datetime | date | time):
        return [type(value).__name__, value.isoformat()]
    if isinstance(value, timedelta):
        return ["timedelta", value.total_seconds()]
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
