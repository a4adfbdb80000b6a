"""The sheet of the course of scores: the last periods side by side, with a chart of lines."""

from __future__ import annotations

from msgspec.structs import replace

from inspector.domain.publication import CourseLine, Publication
from inspector.files.cell import letter
from inspector.files.sheets import board_page, chart, fit, page, style
from inspector.files.sheets.board_page import Frame
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.wording import publication_sheet as words
from inspector.wording import sheet as sheet_words

_NAME = 30.0
_EACH_LEAST, _EACH_MOST, _PAGE = 13.0, 24.0, 130.0
_FOOT = 60.0
_MEAN_NAME = replace(style.GROUP, size=11, wrap=True)


def add_course_sheet(book: Book, told: Publication) -> None:
    """Add the scores of the last periods, the mean of each list above its subjects."""
    ranking = told.ranking
    heads = [words.short_period(period) for period in told.periods]
    each = max(_EACH_LEAST, min(_EACH_MOST, (_PAGE - _NAME) / len(heads)))
    frame = Frame(
        name=words.course_sheet(),
        widths=(_NAME, *[each] * len(heads)),
        heads=(words.holder_head(ranking.kind), *heads),
        freeze="B",
    )
    sheet = board_page.begin(book, ranking, frame)
    leaf = board_page.Leaf(sheet)
    lines: list[tuple[CourseLine, chart.Line]] = []
    for line in told.courses:
        leaf.keep(board_page.ROW)
        row = _write(sheet, line)
        cells = f"$B${row}:${letter(sheet.columns)}${row}"
        lines.append((line, chart.Line(_name(line), cells, line.scores)))
    if not lines:
        page.sentence_row(sheet, sheet_words.nothing_ranked())
    _draw(sheet, leaf, lines, tuple(heads))
    board_page.end(sheet, ranking, frame, [words.course_note(), words.course_rules_note()])


def _name(line: CourseLine) -> str:
    return words.mean_of(sheet_words.group(line.group)) if line.name is None else line.name


def _write(sheet: Sheet, line: CourseLine) -> int:
    is_mean = line.name is None
    name = _name(line)
    look = board_page.TOTAL_SCORE if is_mean else style.SCORE
    cells: list[Cell] = [(name, sheet.style(_MEAN_NAME if is_mean else board_page.NAME))]
    cells += [
        (None, sheet.style(look)) if score is None else board_page.points(sheet, score, look)
        for score in line.scores
    ]
    return sheet.row(cells, fit.height([(name, _NAME - 2)], 11, board_page.ROW))


def _draw(
    sheet: Sheet,
    leaf: board_page.Leaf,
    lines: list[tuple[CourseLine, chart.Line]],
    heads: tuple[str, ...],
) -> None:
    """Draw the means of the lists; of a single short list its subjects."""
    means = [drawn for line, drawn in lines if line.name is None]
    subjects = [drawn for line, drawn in lines if line.name is not None]
    is_means = len(means) > 1 or len(subjects) >= chart.MOST_LINES
    chosen = [
        drawn
        for drawn in (means if is_means else subjects)
        if any(score is not None for score in drawn.values)
    ][: chart.MOST_LINES]
    if chosen:
        leaf.keep(chart.HEIGHT + _FOOT)
        axis = chart.Axis(f"$B$3:${letter(sheet.columns)}$3", heads)
        chart.add_lines(sheet, words.course_chart(is_means=is_means), axis, chosen)
