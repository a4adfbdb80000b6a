"""The sheet of losses (各单位失分明细): a block for each unit or site, most lost first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Explanation, Loss, Ranking
from inspector.domain.points import apportion
from inspector.files.sheets import fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look
from inspector.progress import Progress
from inspector.wording import detail_sheet as details
from inspector.wording import sheet as words
from inspector.wording.board_rules import term
from inspector.wording.loss import relapse_said
from inspector.wording.visit import remark

_WIDTHS = (6.5, 12.0, 27.0, 9.5, 47.0, 7.5, 9.5, 10.5, 10.5, 7.5, 15.0)
_TYPE, _PLACE, _CODE_AT, _SAID = 1, 2, 3, 4
_TYPE_MOST = 18.5
HEAD_HEIGHT = 30.0
_BLOCK, _ROW, _TOTAL = 19.0, 16.3, 17.0
_LARGEST = 10
_LOST_COLUMN = "H"
_ZERO = Decimal(0)

_TOTAL_NAME = Look(style.HEI, 11, across="center")
_TOTAL_SCORE = replace(style.LOSS, bold=True)
_SMALL = Look(style.FANG, 11, wrap=True)
_MOMENT = Look(style.TIMES, 11, across="center", format=style.MOMENT)
_DAY = replace(_MOMENT, format=style.MONTH_DAY)
_CODE = replace(style.CODE, wrap=True)


class Block(Struct, frozen=True):
    """The lines of one subject: the largest, the others together, the bonuses together.

    What else is in its score stands behind them, each for itself.
    """

    explanation: Explanation
    score: Decimal
    largest: tuple[Loss, ...]
    others: tuple[Loss, ...]
    bonuses: tuple[Loss, ...]

    @property
    def lines(self) -> list[Decimal]:
        """What is lost on every line, from the top."""
        summed = [_lost(part) for part in (self.others, self.bonuses) if part]
        terms = [one.lost for one in self.explanation.terms]
        return [*[loss.lost for loss in self.largest], *summed, *terms]


def add_losses_sheet(
    book: Book, ranking: Ranking, explanations: Sequence[Explanation], progress: Progress
) -> None:
    """Add the sheet of what every subject lost; subjects without a score have no block."""
    sheet = book.sheet(words.losses_sheet(ranking.kind), widths(explanations))
    top = page.open_page(sheet, page.ranking_heading(ranking, words.losses_title(ranking)))
    head = sheet.style(style.HEAD)
    last_head = sheet.row([(text, head) for text in details.losses_heads()], HEAD_HEIGHT)
    blocks = _blocks(explanations)
    if not blocks:
        page.sentence_row(sheet, details.nothing_lost_at_all())
    room = page.page_height(sheet, top + HEAD_HEIGHT)
    used = 0.0
    for number, block in enumerate(blocks, 1):
        progress.step(number, len(blocks), words.losses_sheet(ranking.kind))
        rows = block_rows(sheet, ranking, block)
        tall = _BLOCK + sum(height for _, height in rows) + _TOTAL
        if used and used + tall > room:
            page.break_before(sheet, sheet.next_row)
            used = 0.0
        used += tall
        write_block(sheet, block, rows)
    mark_large(sheet, last_head + 1)
    page.notes(sheet, details.losses_notes())
    page.signatures(sheet)
    footer = page.ranking_footer(ranking)
    page.finish(sheet, page.Printing(last_head, f"D{last_head + 1}", footer))


def widths(explanations: Sequence[Explanation]) -> list[float]:
    """The columns of every loss sheet, that of the site types as wide as they need."""
    names = {loss.site_type for one in explanations for loss in one.losses}
    longest = max((fit.text_width(name) for name in names), default=0)
    widths = list(_WIDTHS)
    widths[_TYPE] = min(_TYPE_MOST, max(_WIDTHS[_TYPE], longest * 1.1 + 0.9))
    return widths


def _blocks(explanations: Sequence[Explanation]) -> list[Block]:
    blocks = []
    for explanation in explanations:
        if explanation.row.score is None:
            continue
        lost = sorted(
            (loss for loss in explanation.losses if loss.exact >= 0), key=lambda loss: -loss.exact
        )
        bonuses = tuple(loss for loss in explanation.losses if loss.exact < 0)
        largest, others = tuple(lost[:_LARGEST]), tuple(lost[_LARGEST:])
        blocks.append(Block(explanation, explanation.row.score, largest, others, bonuses))
    return sorted(blocks, key=lambda block: block.score)


def _lost(losses: Sequence[Loss]) -> Decimal:
    return sum((loss.lost for loss in losses), _ZERO)


def write_block(sheet: Sheet, block: Block, rows: Sequence[tuple[list[Cell], float]]) -> None:
    """Write the head, the lines and the total of a block."""
    row = block.explanation.row
    said = details.block_head(row.rank, row.name, block.score)
    terms = [(term(one), one.lost) for one in block.explanation.terms]
    if block.bonuses or terms:
        items = _lost([*block.largest, *block.others])
        said += details.equation(items, -_lost(block.bonuses), terms)
    sheet.merged_row(said, style.GROUP, _BLOCK)
    for number, (cells, height) in enumerate(rows):
        written = sheet.row(cells, height)
        if number >= len(block.largest):
            sheet.merge(written, 2, 7)
    if not rows:
        sheet.merged_row(details.nothing_lost(), style.WORD, _ROW)
        return
    name, total = sheet.style(_TOTAL_NAME), sheet.style(_TOTAL_SCORE)
    lost = 100 - block.score
    summed = sheet.style(style.printed_as(_TOTAL_SCORE, lost))
    share: Cell = ("—", sheet.style(style.DASH))
    if lost:
        share = (Decimal("100.00"), total)
    last: list[Cell] = [(details.total_of(row.name), name), *[(None, name)] * 6]
    written = sheet.row([*last, (lost, summed), share, (None, name), (None, name)], _TOTAL)
    sheet.merge(written, 1, 7)


def block_rows(sheet: Sheet, ranking: Ranking, block: Block) -> list[tuple[list[Cell], float]]:
    """The lines of a block, each with its height."""
    shares = _shares(sheet, block)
    rows = [
        _loss_row(sheet, ranking, number, loss, shares[number - 1])
        for number, loss in enumerate(block.largest, 1)
    ]
    place = len(block.largest)
    if block.others:
        most = max(loss.lost for loss in block.others)
        said = details.other_losses(len(block.others), most)
        rows.append(_summed_row(sheet, "…", said, _lost(block.others), shares[place]))
        place += 1
    if block.bonuses:
        said = details.bonuses(len(block.bonuses))
        rows.append(_summed_row(sheet, "+", said, _lost(block.bonuses), shares[place]))
        place += 1
    for one, share in zip(block.explanation.terms, shares[place:], strict=True):
        rows.append(_summed_row(sheet, "·", term(one), one.lost, share))
    return rows


def _shares(sheet: Sheet, block: Block) -> list[Cell]:
    """Each line's part of the loss in percent, adding up to 100; a dash where nothing is lost."""
    lines, lost = block.lines, 100 - block.score
    if not lost:
        dash = sheet.style(style.DASH)
        return [("—", dash)] * len(lines)
    figure = sheet.style(style.LOSS)
    exact = [100 * Fraction(line) / Fraction(lost) for line in lines]
    return [(share, figure) for share in apportion(exact, Decimal(100))]


def _loss_row(
    sheet: Sheet, ranking: Ranking, number: int, loss: Loss, share: Cell
) -> tuple[list[Cell], float]:
    text, count, score = (sheet.style(look) for look in (_SMALL, style.FIGURE, style.LOSS))
    said = loss.note or loss.text
    if again := relapse_said(loss):
        said = remark(said, again)
    moment: Cell = (loss.visited.astimezone().replace(tzinfo=None), sheet.style(_MOMENT))
    if ranking.is_result:
        moment = (loss.day, sheet.style(_DAY))
    cells: list[Cell] = [
        (number, sheet.style(replace(style.CODE, format="0"))),
        (loss.site_type, sheet.style(style.WORD)),
        (loss.site_name, text),
        (loss.code, sheet.style(_CODE)),
        (said, text),
        (loss.occurrences or None, count),
        (loss.points, score),
        (loss.lost, sheet.style(style.printed_as(style.LOSS, loss.lost))),
        share,
        (len(loss.photos) or None, count),
        moment,
    ]
    widths = sheet.widths
    wrapped = [
        (loss.site_type, widths[_TYPE]),
        (loss.site_name, widths[_PLACE]),
        (loss.code, widths[_CODE_AT]),
        (said, widths[_SAID]),
    ]
    return cells, fit.height(wrapped, 11, _ROW, margin=3)


def _summed_row(
    sheet: Sheet, mark: str, said: str, lost: Decimal, share: Cell
) -> tuple[list[Cell], float]:
    text, score = sheet.style(_SMALL), sheet.style(style.printed_as(style.LOSS, lost))
    cells: list[Cell] = [(mark, sheet.style(style.CODE)), (said, text), *[(None, text)] * 5]
    return [*cells, (lost, score), share, (None, text), (None, text)], _ROW


def mark_large(sheet: Sheet, first: int) -> None:
    """Let losses of a point and more stand bold, also after somebody sorted or edited them."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font
    from openpyxl.styles.differential import DifferentialStyle

    last = max(first, sheet.next_row - 1)
    formula = f"AND(ISNUMBER($A{first}),${_LOST_COLUMN}{first}>=1)"
    bold = DifferentialStyle(font=Font(bold=True))
    rule = Rule(type="expression", dxf=bold, formula=[formula])
    cells = f"{_LOST_COLUMN}{first}:{_LOST_COLUMN}{last}"
    sheet.worksheet.conditional_formatting.add(cells, rule)
