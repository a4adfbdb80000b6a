"""The frame of a sheet of a publication: its name, the head above, notes and foot below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from inspector.domain.board import Ranking
from inspector.domain.points import printed
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet, Value
from inspector.files.sheets.style import Look, Style
from inspector.wording import publication_sheet as words

_MOST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_GREY = "E6E6E6"

NAME = Look(style.HEI, 11, wrap=True, indent=1)
RANK = Look(style.TIMES, 11, bold=True, across="center", format="0")
TOTAL = Look(style.HEI, 11, fill=style.GROUP_FILL, across="center", wrap=True)
TOTAL_COUNT = Look(
    style.TIMES, 11, bold=True, fill=style.GROUP_FILL, across="right", format=style.COUNT
)
TOTAL_SCORE = Look(
    style.TIMES, 11, bold=True, fill=style.GROUP_FILL, across="right", format=style.POINTS
)
ROW = 19.0
HEAD = 32.0


class Frame(Struct, frozen=True):
    """How a sheet of the publication begins: its name, columns, heads, and the column to freeze."""

    name: str
    widths: tuple[float, ...]
    heads: tuple[str, ...]
    freeze: str = "C"
    repeat: int = 3


class Leaf:
    """Keeps rows together on a page: rows that a page cannot hold any more begin the next."""

    def __init__(self, sheet: Sheet, repeated: float = 0) -> None:
        self._sheet = sheet
        self._start = sheet.height
        self._room = page.page_height(sheet, repeated or sheet.height)

    def keep(self, height: float) -> bool:
        """Begin a new page where so many points have no room below what was written.

        Whether it did.
        """
        used = self._sheet.height - self._start
        is_full = used > 0 and used + height > self._room
        if is_full:
            page.break_before(self._sheet, self._sheet.next_row)
            self._start = self._sheet.height
        return is_full


def safe_name(book: Book, text: str) -> str:
    """A name that a sheet may have and that no other of the book has."""
    wanted = _FORBIDDEN.sub(" ", text).strip()[:_MOST_NAME] or "-"
    taken = {sheet.worksheet.title.casefold() for sheet in book.sheets}
    name, number = wanted, 2
    while name.casefold() in taken:
        tail = f" {number}"
        name, number = wanted[: _MOST_NAME - len(tail)] + tail, number + 1
    return name


def begin(book: Book, ranking: Ranking, frame: Frame) -> Sheet:
    """Add a sheet with its title, the line below it and its heads."""
    sheet = book.sheet(safe_name(book, frame.name), frame.widths)
    heading = page.ranking_heading(ranking, words.title(ranking, frame.name))
    page.open_page(sheet, heading)
    head = sheet.style(style.HEAD)
    wrapped = list(zip(frame.heads, frame.widths, strict=True))
    sheet.row([(text, head) for text in frame.heads], fit.height(wrapped, 11, HEAD))
    return sheet


def end(sheet: Sheet, ranking: Ranking, frame: Frame, notes: Sequence[str]) -> None:
    """Write notes and signatures below the table, and set the page up for print."""
    page.notes(sheet, notes)
    page.signatures(sheet)
    printing = page.Printing(frame.repeat, f"{frame.freeze}4", page.ranking_footer(ranking))
    page.finish(sheet, printing)
    page.spare_last_page(sheet)


def figure(sheet: Sheet, value: Fraction | None, look: Look = style.SCORE) -> Cell:
    """A derived number printed at two places, a dash where there is none."""
    if value is None:
        return "—", sheet.style(style.DASH)
    return printed(value), sheet.style(look)


def points(sheet: Sheet, value: Decimal | None, look: Look = style.SCORE) -> Cell:
    """A score with the decimals that it was printed at, a dash where there is none."""
    if value is None:
        return "—", sheet.style(style.DASH)
    return value, sheet.style(style.printed_as(look, value))


def blank(values: Sequence[Value], made: Style) -> list[Cell]:
    """Cells of one style."""
    return [(value, made) for value in values]


def mark(sheet: Sheet, cells: str, formula: str) -> None:
    """Cells that the formula picks are bold on grey, which reads in black and white."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    look = DifferentialStyle(font=Font(bold=True), fill=PatternFill(bgColor=_GREY))
    rule = Rule(type="expression", dxf=look, formula=[formula])
    sheet.worksheet.conditional_formatting.add(cells, rule)
