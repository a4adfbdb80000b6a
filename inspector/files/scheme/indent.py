"""Levels that a criteria table shows by indentation alone, in blanks or in a format."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from inspector.domain.scheme_draft import SchemeField
from inspector.files.reader import Cell, Sheet
from inspector.files.scheme.mapping import Layout
from inspector.files.scheme.marker import is_part_total, is_total
from inspector.files.scheme.row import plain_text, points_or_none

_WIDTHS = {" ": 1, "\u00a0": 1, "\u3000": 2, "\t": 4}


def indents(sheet: Sheet, layout: Layout) -> Mapping[int, tuple[int, bool]]:
    """By row index how far its text is indented, and whether deeper ones stand below it.

    Nothing where the blanks show no levels: where sections have columns of their own, or where
    rows above deeper ones have points that are not the sum of what stands below them.
    """
    text = layout.column(SchemeField.TEXT)
    if text is None or layout.columns(SchemeField.SECTION):
        return {}
    widths: dict[int, int] = {}
    for index in range(layout.head.last + 1, len(sheet.rows)):
        words = plain_text(sheet.rows[index][text])
        if words and not is_total(words) and not is_part_total(words):
            widths[index] = _width(sheet.rows[index][text]) + sheet.indents.get((index, text), 0)
    order = list(widths)
    found = {
        index: (widths[index], at + 1 < len(order) and widths[order[at + 1]] > widths[index])
        for at, index in enumerate(order)
    }
    parents = [index for index, (_deep, is_parent) in found.items() if is_parent]
    sound = [index for index in parents if _adds_up(sheet, layout, widths, index)]
    return found if parents and 2 * len(sound) > len(parents) else {}


def _width(cell: Cell) -> int:
    width = 0
    for sign in cell if isinstance(cell, str) else "":
        if sign not in _WIDTHS:
            break
        width += _WIDTHS[sign]
    return width


def _adds_up(sheet: Sheet, layout: Layout, widths: Mapping[int, int], parent: int) -> bool:
    mark = layout.column(SchemeField.FULL_MARK)
    if mark is None:
        return True
    stated = _points(sheet.rows[parent][mark])
    if stated is None:
        return True
    below: dict[int, Decimal] = {}
    for index, width in widths.items():
        if index <= parent:
            continue
        if width <= widths[parent]:
            break
        below[width] = below.get(width, Decimal(0)) + (_points(sheet.rows[index][mark]) or 0)
    return stated in below.values()


def _points(cell: Cell) -> Decimal | None:
    try:
        return points_or_none(cell)
    except ValueError:
        return None
