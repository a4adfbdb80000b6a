"""The sheets of a workbook under construction as papers, to be drawn without a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from inspector.domain.paper import Box, Paper
from inspector.domain.points import printed
from inspector.files.sheets import fit, page
from inspector.files.sheets.grid import Book, Sheet, Value

_PIECES = re.compile(r'"([^"]*)"|_.|\\(.)|(#,##0|0)(\.0+)?|(.)')
_DAYS = {
    "mm.dd hh:mm": "%m.%d %H:%M",
    "yyyy.mm.dd": "%Y.%m.%d",
    "mm.dd": "%m.%d",
    "yyyy-mm-dd": "%Y-%m-%d",
}


def papers(book: Book) -> tuple[Paper, ...]:
    """The sheets whose rows were kept, in order; those that are made while written have none."""
    return tuple(_paper(sheet) for sheet in book.sheets if sheet.is_kept)


def shown(value: Value, code: str) -> str:
    """A value as a cell of this number format shows it."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return value.strftime(_DAYS.get(code, "%Y-%m-%d"))
    number = Decimal(value)
    if code == "General":
        return format(number, "f")
    return _numbered(number, code)


def _numbered(number: Decimal, code: str) -> str:
    sections = _sections(code)
    if number < 0 and len(sections) > 1:
        return _filled(-number, sections[1])
    if number == 0 and len(sections) > 2:
        return _filled(number, sections[2])
    sign = "\N{MINUS SIGN}" if number < 0 else ""
    return sign + _filled(abs(number), sections[0])


def _sections(code: str) -> list[str]:
    """The parts of a format for what is above, below and at zero."""
    parts = [""]
    is_quoted = False
    for one in code:
        is_quoted ^= one == '"'
        if one == ";" and not is_quoted:
            parts.append("")
        else:
            parts[-1] += one
    return parts


def _filled(number: Decimal, section: str) -> str:
    said = []
    for quoted, escaped, digits, places, other in _PIECES.findall(section):
        if digits:
            rounded = printed(Fraction(number), max(0, len(places) - 1))
            said.append(f"{rounded:,f}" if "," in digits else f"{rounded:f}")
        else:
            said.append(quoted or escaped or other)
    return "".join(said)


def _paper(sheet: Sheet) -> Paper:
    worksheet = sheet.worksheet
    repeated = [int(one) for one in re.findall(r"\d+", worksheet.print_title_rows or "")]
    foot: Any = worksheet.oddFooter
    middle = (foot.center.text or "").replace("&P", "{page}").replace("&N", "{count}")
    return Paper(
        name=worksheet.title,
        widths=tuple(fit.column_pixels(one) / fit.PIXELS_PER_POINT for one in sheet.widths),
        heights=tuple(height for _cells, height in sheet.kept),
        boxes=tuple(_boxes(sheet)),
        pictures=tuple(sheet.pictures),
        charts=tuple(sheet.charts),
        repeated=(repeated[0], repeated[1]) if len(repeated) == 2 else (1, 0),
        breaks=frozenset(one.id + 1 for one in worksheet.row_breaks.brk),
        is_portrait=worksheet.page_setup.orientation == "portrait",
        is_large=str(worksheet.page_setup.paperSize) == page.PAPER_A3,
        is_one_page=worksheet.page_setup.fitToHeight == 1,
        foot=((foot.left.text or "").replace("&&", "&"), middle),
    )


def _boxes(sheet: Sheet) -> Iterator[Box]:
    looks = sheet.book.styles
    merged = {
        (area.min_row, area.min_col): (area.max_row, area.max_col)
        for area in sheet.worksheet.merged_cells.ranges
    }
    covered = {
        (row, column)
        for (first, left), (last, right) in merged.items()
        for row in range(first, last + 1)
        for column in range(left, right + 1)
        if (row, column) != (first, left)
    }
    for row, (cells, _height) in enumerate(sheet.kept, 1):
        for column, (value, style) in enumerate(cells, 1):
            if (row, column) in covered:
                continue
            look = looks.look(style)
            last_row, last_column = merged.get((row, column), (row, column))
            yield Box(shown(value, look.format), look, row, column, last_row, last_column)
