"""The sheet of red and black lists (红黑榜): who is listed, why, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board import FootnoteKind, Loss, Ranking
from inspector.domain.list_rules import ListKind
from inspector.domain.listing import Entry, MadeList
from inspector.domain.publication import Publication
from inspector.files.sheets import board_page, fit, page, style
from inspector.files.sheets.grid import Book, Cell, Sheet
from inspector.files.sheets.style import Look
from inspector.wording import redblack as lists
from inspector.wording import redblack_sheet as words
from inspector.wording import sheet as sheet_words

_WIDTHS = (9.0, 10.0, 18.0, 7.0, 10.5, 51.0, 8.0, 12.0, 34.0)
_HEAD, _ROW, _EMPTY, _RULE = 32.0, 44.0, 32.0, 22.0
_LABEL_LINE = 24.0
_MOST_LOSSES = 2

_LABEL = Look(style.SONG, 16, bold=True, across="center", wrap=True)
_LABELS = {
    ListKind.RED: replace(_LABEL, colour="A8171C"),
    ListKind.BLACK: replace(_LABEL, colour="FFFFFF", fill="262626"),
}
_NAME = Look(style.HEI, 12, across="center", wrap=True)
_SCORE = Look(style.TIMES, 12.5, bold=True, across="right", format=style.POINTS)
_CHANGE = replace(style.FIGURE, format=style.SCORE_CHANGE)
_SAID = Look(style.FANG, 12, wrap=True)
_CENTRED = Look(style.TIMES, 12, across="center", format="0")
_RULE_LOOK = Look(style.FANG, 11, fill=style.GROUP_FILL, across="center", wrap=True)

_Losses = Mapping[tuple[str, UUID], tuple[Loss, ...]]


def add_redblack_sheet(book: Book, told: Publication) -> None:
    """Add the lists and flags of the board; grades stand with the ranks."""
    ranking = told.ranking
    sheet = book.sheet(words.redblack_sheet(), _WIDTHS)
    page.open_page(sheet, page.ranking_heading(ranking, words.redblack_title(ranking)))
    head = sheet.style(style.HEAD)
    sheet.row([(text, head) for text in words.redblack_heads(ranking)], _HEAD)
    leaf = board_page.Leaf(sheet)
    shown = [made for made in ranking.lists if made.rule.kind is not ListKind.GRADE]
    losses = _largest(told)
    for _number, parts in groupby(shown, key=lambda made: made.number):
        _write(sheet, leaf, list(parts), losses)
    if not shown:
        page.sentence_row(sheet, lists.no_lists())
    page.notes(sheet, _notes(ranking, shown))
    page.signatures(sheet)
    page.finish(sheet, page.Printing(3, "A4", page.ranking_footer(ranking)))
    page.spare_last_page(sheet)


def _largest(told: Publication) -> _Losses:
    """The largest losses of every subject, those that a reason names."""
    return {
        (one.row.group, one.row.subject): tuple(
            loss for loss in one.losses[:_MOST_LOSSES] if loss.exact > 0
        )
        for one in told.explanations
    }


def _write(sheet: Sheet, leaf: board_page.Leaf, parts: Sequence[MadeList], losses: _Losses) -> None:
    """Write what one rule made, list by list, under its name at the left."""
    rule = parts[0].rule
    name = lists.list_name(rule.kind, rule.name, rule.flag)
    look = _LABELS.get(rule.kind, _LABEL)
    rows: list[tuple[list[Cell], float, bool]] = []
    for made in parts:
        rows += [_entry(sheet, made, entry, losses) for entry in made.entries]
        if made.empty is not None:
            rows.append(_empty(sheet, made, lists.empty(made, made.empty)))
    label = _label(name)
    # A short list still has room for its name, a character a line.
    least = round((label.count("\n") + 1) * _LABEL_LINE / len(rows), 1) if rows else 0.0
    first = sheet.next_row
    for cells, height, is_empty in rows:
        if leaf.keep(max(height, least)):
            # The name stands again on the new page.
            _merge_label(sheet, first)
            first = sheet.next_row
        named: Cell = (label if sheet.next_row == first else "", sheet.style(look))
        row = sheet.row([named, *cells], max(height, least))
        if is_empty:
            sheet.merge(row, 3, sheet.columns)
    _merge_label(sheet, first)
    said = lists.rule_said(rule)
    width = sheet.span(1, sheet.columns)
    sheet.merged_row(said, _RULE_LOOK, fit.height([(said, width)], 11, _RULE))


def _merge_label(sheet: Sheet, first: int) -> None:
    sheet.merge(first, 1, 1, max(first, sheet.next_row - 1))


def _label(name: str) -> str:
    """A short Chinese name stands a character a line."""
    return name if name.isascii() or len(name) > 4 else "\n".join(name)


def _group(made: MadeList, key: str) -> str:
    return sheet_words.group(key or made.group) if key or made.group else words.all_groups()


def _entry(
    sheet: Sheet, made: MadeList, entry: Entry, losses: _Losses
) -> tuple[list[Cell], float, bool]:
    rule = made.rule
    own = losses.get((entry.group, entry.subject), ()) if rule.is_warning else ()
    reason = lists.reason(entry, rule, own)
    change = None
    if entry.score is not None and entry.previous_score is not None:
        change = entry.score - entry.previous_score
    cells: list[Cell] = [
        (_group(made, entry.group), sheet.style(style.WORD)),
        (entry.subject_name, sheet.style(_NAME)),
        (entry.rank or "—", sheet.style(_CENTRED)),
        board_page.points(sheet, entry.score, _SCORE),
        (reason, sheet.style(_SAID)),
        (lists.times(entry) if entry.is_more else entry.times, sheet.style(_CENTRED)),
        board_page.points(sheet, change, _CHANGE),
        (entry.measure, sheet.style(_SAID)),
    ]
    wrapped = [(entry.subject_name, _WIDTHS[2]), (reason, _WIDTHS[5]), (entry.measure, _WIDTHS[8])]
    return cells, fit.height(wrapped, 12, _ROW), False


def _empty(sheet: Sheet, made: MadeList, said: str) -> tuple[list[Cell], float, bool]:
    text = sheet.style(_SAID)
    cells: list[Cell] = [(_group(made, ""), sheet.style(style.WORD)), (said, text)]
    cells += [(None, text)] * (sheet.columns - 3)
    return cells, fit.height([(said, sheet.span(3, sheet.columns))], 12, _EMPTY), True


def _notes(ranking: Ranking, shown: Iterable[MadeList]) -> list[str]:
    made = list(shown)
    if not made:
        return []
    near = [lists.spared(one, each.rule) for each in made for one in each.spared]
    ladders = [
        lists.list_rule_note(note) for note in ranking.footnotes if note.kind is FootnoteKind.LADDER
    ]
    by_hand = any(entry.manual is not None for each in made for entry in each.entries)
    notes = [*(near or [words.nobody_near()]), *ladders]
    return notes if by_hand else [*notes, words.nobody_by_hand()]
