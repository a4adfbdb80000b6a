"""How cells look: every look becomes one style of the workbook, built once and shared."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from inspector.domain.paper import Look as Look

if TYPE_CHECKING:
    from openpyxl import Workbook

SONG = "宋体"
HEI = "黑体"
FANG = "仿宋"
TIMES = "Times New Roman"

HEAD_FILL = "EDEDED"
GROUP_FILL = "F7F7F7"

_PLACES = "0.00"
POINTS = "0.00_ "
LOST = '0.00_ ;"−"0.00_ '
COUNT = "0_ "
RANK_CHANGE = '"▲"0;"▼"0;"—"'
BONUS = '+0.00_ ;"−"0.00_ ;'
SCORE_CHANGE = '"▲ "0.00_ ;"▼ "0.00_ ;"—"_ '
MOMENT = "mm.dd hh:mm"
DAY = "yyyy.mm.dd"
MONTH_DAY = "mm.dd"


class Style(NamedTuple):
    """The numbers of a look in the workbook: as it is, and for text that looks like a formula."""

    plain: int
    quoted: int


TEXT = Look(wrap=True)
WORD = replace(TEXT, across="center")
HEAD = Look(HEI, 11, fill=HEAD_FILL, across="center", wrap=True)
GROUP = Look(HEI, 10.5, fill=GROUP_FILL)
FIGURE = Look(TIMES, 11, across="right", format=COUNT)
SCORE = replace(FIGURE, format=POINTS)
LOSS = replace(FIGURE, format=LOST)
CODE = Look(TIMES, 11, across="center")
DASH = replace(CODE, format="General")
TITLE = Look(SONG, 24, bold=True, across="center", lines=False)
BESIDE = Look(SONG, 11, lines=False, shrink=True)
NOTE = Look(FANG, 10, lines=False, wrap=True)
SIGNATURE = Look(FANG, 11, lines=False, down="bottom")


def printed_as(look: Look, value: Decimal) -> Look:
    """A look of scores with the decimals that a printed value has."""
    places = max(0, -int(value.as_tuple().exponent))
    return replace(look, format=look.format.replace(_PLACES, f"{0:.{places}f}"))


class StyleBook:
    """Gives each look its number in a workbook; a look met before costs one look-up."""

    def __init__(self, workbook: Workbook) -> None:
        self._sheet = workbook.worksheets[0]
        self._styles: dict[Look, Style] = {}
        self._looks: dict[Style, Look] = {}
        self.is_written = False

    def __getitem__(self, look: Look) -> Style:
        """The style of a look, made on first use."""
        style = self._styles.get(look)
        if style is None and self.is_written:
            raise LookupError(f"asked for after the styles were written: {look}")
        if style is None:
            style = Style(self._number(look), self._number(replace(look, quoted=True)))
            self._styles[look] = style
            self._looks[style] = look
        return style

    def look(self, style: Style) -> Look:
        """The look that a style was made of."""
        return self._looks[style]

    def _number(self, look: Look) -> int:
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        # A cell that stands in no sheet: the workbook numbers the parts of its style all the same.
        cell = Cell(self._sheet, row=1, column=1)
        cell.font = Font(
            name=look.font,
            size=look.size,
            bold=look.bold,
            underline="single" if look.underlined else None,
            color=look.colour or None,
        )
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.lines:
            thin = Side("thin", color="000000")
            over = Side("medium", color=look.over) if look.over else thin
            under = Side("medium", color=look.under) if look.under else thin
            cell.border = Border(left=thin, right=thin, top=over, bottom=under)
        cell.alignment = Alignment(
            horizontal=look.across,
            vertical=look.down,
            wrap_text=look.wrap,
            shrink_to_fit=look.shrink,
            indent=look.indent,
        )
        cell.number_format = look.format
        cell.quotePrefix = look.quoted
        return cell.style_id
