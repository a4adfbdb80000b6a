"""What all printed sheets share: title, line below it, notes, signatures, print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Ranking
from inspector.files.sheets import fit, style
from inspector.files.sheets.grid import Sheet, safe_text
from inspector.wording import sheet as words

PAPER_A3 = "8"
PAPER_A4 = "9"
_LONG_EDGE = {PAPER_A4: 11.69, PAPER_A3: 16.54}
_SHORT_EDGE = {PAPER_A4: 8.27, PAPER_A3: 11.69}
_SIDE = 0.5
_TOP = 0.5
_BOTTOM = 0.55
_TITLE_HEIGHT = 38.0
_PRINTED_TITLE = 20
_MOST_FOOTER = 120
_LITTLE_MORE = 1.2


class Heading(Struct, frozen=True):
    """The texts above a table: title, and the line below it in three parts."""

    title: str
    left: str
    centre: str
    right: str


class Printing(Struct, frozen=True):
    """How a sheet is printed: rows `first` to `last` repeat, `freeze` is the first free cell."""

    last: int
    freeze: str
    footer: str
    first: int = 1
    portrait: bool = False
    paper: str = PAPER_A4


def ranking_heading(ranking: Ranking, title: str) -> Heading:
    """The texts above every sheet of a ranking."""
    left = [words.issue(ranking.number)]
    if ranking.is_sample:
        left.append(words.sample_mark())
    right = [ranking.office]
    if ranking.printed_on is not None:
        right.append(words.day(ranking.printed_on))
    right.append(words.unit_of_points())
    centre = words.period(ranking.period)
    return Heading(title, "  ".join(left), centre, "  ".join(text for text in right if text))


def ranking_footer(ranking: Ranking) -> str:
    """The left foot of every sheet of a ranking; the cut-off in the zone of this computer."""
    return words.footer(ranking, ranking.cutoff.astimezone())


def scale(sheet: Sheet, paper: str = PAPER_A4, portrait: bool = False) -> float:
    """By how much a sheet shrinks when it is fitted to the width of the page."""
    edge = _SHORT_EDGE[paper] if portrait else _LONG_EDGE[paper]
    return min(1.0, (edge - 2 * _SIDE) * 96 / sheet.pixels)


def page_height(sheet: Sheet, repeated: float, paper: str = PAPER_A4) -> float:
    """Points of rows that a landscape page holds beside the repeated ones, with 5 % to spare."""
    printable = (_SHORT_EDGE[paper] - _TOP - _BOTTOM) * 72
    return 0.95 * printable / scale(sheet, paper) - repeated


def open_page(
    sheet: Sheet, heading: Heading, paper: str = PAPER_A4, portrait: bool = False
) -> float:
    """Write rows 1 and 2; their height in points."""
    printed = scale(sheet, paper, portrait)
    size = max(22.0, min(34.0, round(_PRINTED_TITLE / printed)))
    room = fit.column_pixels(sheet.span(1, sheet.columns))
    fitting = room / max(1, fit.text_width(heading.title)) * 2 / fit.PIXELS_PER_POINT
    look = replace(style.TITLE, size=max(12.0, min(size, float(int(fitting)))))
    height = max(_TITLE_HEIGHT, round(size * 1.5, 1))
    sheet.merged_row(heading.title, look, height)
    parts = ((heading.left, "left"), (heading.centre, "center"), (heading.right, "right"))
    below = max(20.0, round(11 * 1.35 + 5, 1))
    _three_parts(sheet, [text for text, _ in parts], below, style.BESIDE, [a for _, a in parts])
    return height + below


def thirds(sheet: Sheet) -> list[tuple[int, int]]:
    """The columns of three parts of about equal width; fewer parts where columns are few."""
    if sheet.columns < 3:
        return [(column, column) for column in range(1, sheet.columns + 1)]
    whole = sheet.span(1, sheet.columns)
    first = min(range(1, sheet.columns - 1), key=lambda last: abs(sheet.span(1, last) - whole / 3))
    second = min(
        range(first + 1, sheet.columns), key=lambda last: abs(sheet.span(1, last) - 2 * whole / 3)
    )
    return [(1, first), (first + 1, second), (second + 1, sheet.columns)]


def notes(sheet: Sheet, sentences: Sequence[str]) -> None:
    """Write the numbered notes below a table, each merged over all columns."""
    width = sheet.span(1, sheet.columns)
    lead = words.notes_lead()
    for number, sentence in enumerate(sentences, 1):
        text = words.note(number, sentence)
        # The following notes are indented to stand below the first one's number.
        text = lead + text if number == 1 else " " * fit.text_width(lead) + text
        height = fit.height([(text, width)], style.NOTE.size, 15.0, margin=2)
        sheet.merged_row(text, style.NOTE, height)


def signatures(sheet: Sheet) -> None:
    """Write the line of those who made, checked and issued the sheet."""
    _three_parts(sheet, words.signatures(), 26, style.SIGNATURE, ["left", "left", "left"])


def sentence_row(sheet: Sheet, sentence: str) -> None:
    """Write the one row that says in words why a table is empty."""
    look = replace(style.WORD, size=12)
    width = sheet.span(1, sheet.columns)
    sheet.merged_row(sentence, look, fit.height([(sentence, width)], 12, 32))


def finish(sheet: Sheet, printing: Printing) -> None:
    """Set the print area, paper, margins, repeated rows, frozen panes and footer."""
    from openpyxl.worksheet.properties import PageSetupProperties

    worksheet = sheet.worksheet
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.orientation = "portrait" if printing.portrait else "landscape"
    worksheet.page_setup.paperSize = printing.paper
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.print_options.horizontalCentered = True
    margins = worksheet.page_margins
    margins.left = margins.right = _SIDE
    margins.top, margins.bottom = _TOP, _BOTTOM
    margins.header = margins.footer = 0.3
    worksheet.print_area = sheet.area
    worksheet.print_title_rows = f"{printing.first}:{printing.last}"
    worksheet.freeze_panes = printing.freeze
    # A page number needs no more than this; a size code is parted from the text by a space.
    worksheet.HeaderFooter.scaleWithDoc = False
    footer: Any = worksheet.oddFooter
    footer.left.text = safe_text(printing.footer)[:_MOST_FOOTER].replace("&", "&&")
    footer.left.font, footer.left.size = style.SONG, 8
    footer.center.text = words.page_of_pages()
    footer.center.font, footer.center.size = style.SONG, 9


def spare_last_page(sheet: Sheet, paper: str = PAPER_A4) -> None:
    """Fit a landscape sheet to one page where little more than notes would stand on a second."""
    whole = page_height(sheet, 0, paper)
    # A break that was set would stay, and the sheet be made tiny to obey both.
    if not sheet.worksheet.row_breaks.brk and whole < sheet.height <= _LITTLE_MORE * whole:
        sheet.worksheet.page_setup.fitToHeight = 1


def break_before(sheet: Sheet, row: int) -> None:
    """Begin a new page with this row."""
    from openpyxl.worksheet.pagebreak import Break

    sheet.worksheet.row_breaks.append(Break(id=row - 1))


def _three_parts(
    sheet: Sheet, texts: Sequence[str], height: float, look: style.Look, across: Sequence[str]
) -> None:
    cells: list[tuple[str | None, style.Style]] = []
    spans = thirds(sheet)
    for (first, last), text, side in zip(spans, texts, across, strict=False):
        made = sheet.style(replace(look, across=side))
        cells += [(text, made), *[(None, made)] * (last - first)]
    row = sheet.row(cells, height)
    for first, last in spans:
        sheet.merge(row, first, last)
