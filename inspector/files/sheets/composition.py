"""What stands beside a composite score on the sheet of rankings: metrics, bonus, penalty."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from inspector.domain.board import Ranking
from inspector.domain.composition import Composition
from inspector.domain.points import printed
from inspector.files.sheets import board_page, style
from inspector.files.sheets.grid import Cell, Sheet
from inspector.files.sheets.style import Look
from inspector.wording import sheet as words
from inspector.wording.board_rules import metric_name
from inspector.wording.ranking_column import metric_heads

_BONUS = replace(style.FIGURE, format=style.BONUS)


def made_heads(ranking: Ranking) -> list[str]:
    """The heads of what a score is made of; none where it is simply that of the visits."""
    made = next((row.composition for row in ranking.rows if row.composition is not None), None)
    if made is None:
        return []
    names = metric_heads(ranking) or [metric_name(one.kind, one.name) for one in made.metrics]
    return [*names, words.bonus_head(), words.penalty_head()]


def made_cells(sheet: Sheet, made: Composition | None, columns: int, decimals: int) -> list[Cell]:
    """What one score is made of, in so many columns; bonus and penalty are blank where none is."""
    dash: Cell = ("—", sheet.style(style.DASH))
    if made is None:
        return [dash] * columns

    def cell(value: Fraction, look: Look) -> Cell:
        return board_page.points(sheet, printed(value, decimals), look)

    cells = [dash if one.value is None else cell(one.value, style.SCORE) for one in made.metrics]
    taken: Fraction = made.penalty + made.taken
    return [*cells, cell(made.bonus, _BONUS), cell(-taken, _BONUS)]
