"""The sheet of rankings (周排名表): all lists of a board under one header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import BoardKind, RankedGroup, RankedRow, Ranking
from inspector.domain.cut_line import CutLines, cut_lines
from inspector.domain.list_rules import ListKind
from inspector.domain.points import printed
from inspector.files.cell import letter
from inspector.files.sheets import board_page, composition, fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet, Value
from inspector.files.sheets.style import Look, Style
from inspector.wording import sheet as words
from inspector.wording.ranking_column import grade, has_grades, without_grade
from inspector.wording.redblack import list_name

_ROW = 21.8
_NARROW_ABOVE = 8
_A3_ABOVE = 14
_LEFT = 5
_MADE, _GRADE = 9.5, 8.0
_NAME_LEAST, _NAME_MOST, _NAME_ALONE = 15.0, 27.0, 44.0
_REMARK_LEAST, _REMARK_MOST = 21.5, 52.0
_PAGE_CHARACTERS = 140.0
_HEADS = (19.0, 28.0)
_ONE_HEAD = 34.0

_RANK = Look(style.TIMES, 11, bold=True, across="center")
_NAME = Look(style.HEI, 11, wrap=True, indent=1)
_CENTRED = Look(style.TIMES, 11, across="center", format="0")
_CHANGE = Look(style.TIMES, 11, across="center", format=style.RANK_CHANGE)
_SCORE = Look(style.TIMES, 11.5, bold=True, across="right", format=style.POINTS)
_NO_SCORE = Look(style.TIMES, 11.5, bold=True, across="center")
_REMARK = Look(style.FANG, 9.5, wrap=True)
_RED_LINE, _BLACK_LINE = "A8171C", "000000"


class _Styles(Struct, frozen=True):
    rank: Style
    name: Style
    centred: Style
    change: Style
    word: Style
    no_score: Style
    count: Style
    remark: Style


def add_ranking_sheet(book: Book, ranking: Ranking, notes: Sequence[str]) -> None:
    """Add the sheet of all lists of a ranking."""
    widths = _widths(ranking)
    sheet = book.sheet(words.ranking_sheet(ranking.period), widths)
    paper = page.PAPER_A3 if len(_parts(ranking)) > _A3_ABOVE else page.PAPER_A4
    page.open_page(sheet, page.ranking_heading(ranking, words.ranking_title(ranking)), paper)
    last_head = _write_heads(sheet, ranking)
    _write_groups(sheet, ranking)
    _mark_black(sheet, ranking, last_head + 1)
    page.notes(sheet, notes)
    page.signatures(sheet)
    footer = page.ranking_footer(ranking)
    page.finish(sheet, page.Printing(last_head, f"C{last_head + 1}", footer, paper=paper))
    page.spare_last_page(sheet, paper)


def _parts(ranking: Ranking) -> tuple[str, ...]:
    is_plain = ranking.kind is not BoardKind.UNITS or ranking.is_result
    return () if is_plain else ranking.part_names


def _has_sites(ranking: Ranking) -> bool:
    return ranking.kind is BoardKind.UNITS and not ranking.is_result


def _widths(ranking: Ranking) -> list[float]:
    parts = _parts(ranking)
    longest = max((fit.text_width(row.name) for row in ranking.rows), default=0)
    most = _NAME_MOST if parts else _NAME_ALONE
    name = min(most, max(_NAME_LEAST, longest * 1.1 + 3))
    each = 8.5 if len(parts) > _NARROW_ABOVE else 9.5
    counts = [7.5, 7.5] if _has_sites(ranking) else [9.5]
    left = [6.5, name, 6.5, 7.0, 10.0]
    if not parts:
        left = [8.0, name, 9.0, 9.0, 12.0]
    left += [_MADE] * len(composition.made_heads(ranking))
    if has_grades(ranking):
        counts.append(_GRADE)
    taken = sum(left) + each * len(parts) + sum(counts)
    remark = min(_REMARK_MOST, max(_REMARK_LEAST, _PAGE_CHARACTERS - taken))
    return [*left, *[each] * len(parts), *counts, remark]


def _write_heads(sheet: Sheet, ranking: Ranking) -> int:
    head = sheet.style(style.HEAD)
    counts = [words.sites_head()] if _has_sites(ranking) else []
    counts.append(words.visits_head(ranking.is_result))
    if has_grades(ranking):
        counts.append(words.grade_head())
    counts.append(words.remark_head())
    left = words.ranking_heads(ranking)
    spans = [
        (over, names)
        for over, names in (
            (words.made_head(), composition.made_heads(ranking)),
            (words.parts_head(), list(_parts(ranking))),
        )
        if names
    ]
    if not spans:
        return sheet.row([(text, head) for text in [*left, *counts]], _ONE_HEAD)
    above: list[Value] = []
    below: list[str] = []
    for over, names in spans:
        above += [over, *[None] * (len(names) - 1)]
        below += names
    first = sheet.row([(text, head) for text in [*left, *above, *counts]], _HEADS[0])
    wrapped = list(zip(below, sheet.widths[_LEFT:], strict=False))
    cells: list[Cell] = [(None, head)] * _LEFT
    cells += [*[(name, head) for name in below], *[(None, head)] * len(counts)]
    last = sheet.row(cells, fit.height(wrapped, 11, _HEADS[1]))
    column = _LEFT + 1
    for _over, names in spans:
        sheet.merge(first, column, column + len(names) - 1)
        column += len(names)
    for place in [*range(1, _LEFT + 1), *range(column, sheet.columns + 1)]:
        sheet.merge(first, place, place, last)
    return last


def _write_groups(sheet: Sheet, ranking: Ranking) -> None:
    if not ranking.rows:
        page.sentence_row(sheet, words.nothing_ranked())
        return
    styles = _styles(sheet)
    knows_before = any(row.previous_rank is not None for row in ranking.rows)
    for number, group in enumerate(ranking.groups, 1):
        sheet.merged_row(words.group_row(number, group), style.GROUP, 23)
        if not group.rows:
            page.sentence_row(sheet, words.nobody_in_group())
            continue
        cuts = cut_lines(group)
        rows = _rows(sheet, ranking, group, styles, knows_before)
        for place, (cells, height) in enumerate(rows):
            sheet.row(_cut(sheet, cells, cuts, place), height)


def _cut(sheet: Sheet, cells: list[Cell], cuts: CutLines, place: int) -> list[Cell]:
    """The cells of a row with the cut lines at its edges, which both rows at a line have."""
    drawn = {}
    if cuts.first_black is not None and place in (cuts.first_black - 1, cuts.first_black):
        drawn["over" if place == cuts.first_black else "under"] = _BLACK_LINE
    if cuts.last_red is not None and place in (cuts.last_red, cuts.last_red + 1):
        edge = "under" if place == cuts.last_red else "over"
        # Where red meets black each row keeps its own.
        if edge == "under" or place != cuts.first_black:
            drawn[edge] = _RED_LINE
    if not drawn:
        return cells
    looks = sheet.book.styles
    return [(value, sheet.style(replace(looks.look(one), **drawn))) for value, one in cells]


def _mark_black(sheet: Sheet, ranking: Ranking, first: int) -> None:
    """Rows whose remark names a black list are grey, wherever they are sorted to."""
    names = [
        list_name(rule.kind, rule.name)
        for rule in ranking.rules.lists.rules
        if rule.kind is ListKind.BLACK
    ]
    if not names:
        return
    last = letter(sheet.columns)
    quoted = (name.replace('"', '""') for name in dict.fromkeys(names))
    found = ",".join(f'ISNUMBER(SEARCH("{name}",${last}{first}))' for name in quoted)
    board_page.mark(sheet, f"A{first}:{last}{max(first, sheet.next_row - 1)}", f"OR({found})")


def _styles(sheet: Sheet) -> _Styles:
    return _Styles(
        rank=sheet.style(_RANK),
        name=sheet.style(_NAME),
        centred=sheet.style(_CENTRED),
        change=sheet.style(_CHANGE),
        word=sheet.style(replace(style.WORD, wrap=False)),
        no_score=sheet.style(_NO_SCORE),
        count=sheet.style(style.FIGURE),
        remark=sheet.style(_REMARK),
    )


def _rows(
    sheet: Sheet, ranking: Ranking, group: RankedGroup, styles: _Styles, knows_before: bool
) -> Iterator[tuple[list[Cell], float]]:
    shared = {rank for rank, count in Counter(row.rank for row in group.rows).items() if count > 1}
    parts = _parts(ranking)
    made = len(composition.made_heads(ranking))
    is_graded = has_grades(ranking)
    decimals = ranking.rules.order.decimals
    name_width, remark_width = sheet.widths[1] - 2, sheet.widths[-1]
    for row in group.rows:
        told = without_grade(row) if is_graded else row
        remark = words.row_remark(told, is_shared=row.rank in shared)
        cells: list[Cell] = [
            (row.rank, styles.rank) if row.rank is not None else ("—", styles.rank),
            (row.name, styles.name),
            (row.previous_rank or "—", styles.centred),
            _change(row, styles, knows_before),
            ("—", styles.no_score)
            if row.score is None
            else board_page.points(sheet, row.score, _SCORE),
        ]
        if made:
            cells += composition.made_cells(sheet, row.composition, made, decimals)
        by_type = {part.name: part.score for part in row.parts}
        for name in parts:
            part = by_type.get(name)
            cells.append(
                board_page.points(sheet, None if part is None else printed(part, decimals))
            )
        if _has_sites(ranking):
            cells.append((row.sites, styles.count))
        cells.append((row.n, styles.count))
        if is_graded:
            cells.append((grade(row), styles.word))
        cells.append((remark, styles.remark))
        tall = max(
            fit.height([(row.name, name_width)], 11, _ROW),
            fit.height([(remark, remark_width)], 9.5, _ROW),
        )
        yield cells, tall


def _change(row: RankedRow, styles: _Styles, knows_before: bool) -> Cell:
    if row.rank is None or not knows_before:
        return "—", styles.change
    if row.is_new or row.previous_rank is None:
        return words.newcomer(), styles.word
    return row.previous_rank - row.rank, styles.change
