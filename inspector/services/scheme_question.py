"""What the preview of criteria tells and asks beside the fates of rows: rules, sums, sheets."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.import_preview import Offer, Problem, RowState
from inspector.domain.points import plain
from inspector.domain.row_answer import Choice, RowAnswer
from inspector.domain.scheme_draft import (
    Fate,
    RowFate,
    RowReason,
    RuleProposal,
    SchemeField,
    SchemeSheet,
)
from inspector.domain.scheme_weights import WEIGHTS
from inspector.files.cell import cell_text
from inspector.files.reader import Sheet
from inspector.services.import_sheet import first_text, leaving_out
from inspector.wording import import_preview as words
from inspector.wording import scheme_import as import_words

# As many of the differing words that speak of one rule are shown.
_MOST_WORDS = 3


def wrong_sums(read: SchemeSheet) -> list[Problem]:
    """Every sum that does not add up, with the row that states it."""
    return [
        Problem(
            RowState.UNKNOWN,
            each.sheet or read.sheet,
            each.row,
            None,
            each.where,
            import_words.sum_differs(each),
            rows=() if each.row is None else (each.row,),
        )
        for each in read.sums
        if not each.is_ok
    ]


def proposed_rules(read: SchemeSheet) -> list[Problem]:
    """The rules of which items speak, alike ones together; without an answer none is taken."""
    alike: dict[tuple[str, str], list[RuleProposal]] = {}
    for each in read.proposals:
        alike.setdefault((each.sheet, each.key), []).append(each)
    found = []
    for (sheet, key), group in alike.items():
        rows = tuple(each.row for each in group)
        said = tuple(dict.fromkeys(each.words for each in group))[:_MOST_WORDS]
        offers = (
            Offer(RowAnswer(Choice.RULED, key), import_words.take_rule()),
            Offer(RowAnswer(Choice.UNRULED, key), import_words.leave_points()),
        )
        found.append(
            Problem(
                RowState.ITEM,
                sheet,
                rows[0],
                None,
                import_words.rule(group[0].rule),
                import_words.rule_told(said, rows),
                rows=rows,
                offers=offers,
            )
        )
    return found


def weights(read: SchemeSheet) -> list[Problem]:
    """Whether the weights shall be counted into the points; without an answer they are not."""
    if read.weighing is None:
        return []
    rows = read.weighing.rows
    column = next((c for c in read.mapping if c.field is SchemeField.WEIGHT), None)
    return [
        Problem(
            RowState.SECTION,
            read.weighing.sheet,
            rows[0],
            None,
            column.heading if column else "",
            import_words.weights_told(_weights(read)),
            rows=rows,
            offers=(
                Offer(RowAnswer(Choice.RULED, WEIGHTS), import_words.count_weights()),
                Offer(RowAnswer(Choice.UNRULED, WEIGHTS), import_words.keep_points()),
            ),
        )
    ]


def _weights(read: SchemeSheet) -> list[str]:
    named = {section.number: section.text for section in read.scheme.sections}
    return [f"{named[each.section]} {plain(each.percent)}" for each in read.weights]


def bare_sections(sheet: Sheet, fates: Sequence[RowFate]) -> list[Problem]:
    """The sections of a sheet that have neither points nor items."""
    offers = (
        Offer(RowAnswer(Choice.ITEM), words.item_without_points()),
        leaving_out(),
    )
    return [
        Problem(
            RowState.SECTION,
            sheet.title,
            fate.row,
            None,
            _innermost(sheet, fate.row),
            import_words.bare_section(),
            rows=(fate.row,),
            offers=offers,
        )
        for fate in fates
        if fate.fate is Fate.SECTION
        and fate.reason is RowReason.NO_POINTS
        and first_text(sheet.rows[fate.row - 1])
    ]


def _innermost(sheet: Sheet, row: int) -> str:
    texts = [text for cell in sheet.rows[row - 1] if (text := cell_text(cell))]
    return texts[-1]


def sheets_alike(sheet: Sheet, read: SchemeSheet) -> list[Problem]:
    """Whether a further sheet with the same header shall be read, and how many rows it has."""
    layout = next((each for each in read.layouts if each.sheet == sheet.title), None)
    if layout is None or not layout.is_alike:
        return []
    rows = sum(bool(first_text(row)) for row in sheet.rows)
    if layout.is_taken and not layout.is_repeating:
        every = tuple(range(1, len(sheet.rows) + 1))
        text = import_words.taken_sheet()
        return [
            Problem(RowState.SECTION, sheet.title, None, None, sheet.title, text, rows=every,
                    offers=(leaving_out(),))
        ]  # fmt: skip
    take = Offer(RowAnswer(Choice.TAKEN), import_words.take_sheet())
    state = RowState.SECTION if layout.is_taken else RowState.UNREAD
    text = import_words.alike_sheet(rows)
    return [Problem(state, sheet.title, None, None, sheet.title, text, rows=(1,), offers=(take,))]


def facts(read: SchemeSheet) -> list[str]:
    """What the table says as a whole: its weights, and how many rules it speaks of."""
    found = []
    if read.weights:
        is_taken = read.weighing is not None and read.weighing.is_taken
        found.append(import_words.weights(_weights(read), is_taken=is_taken))
    if read.proposals:
        taken = sum(each.is_taken for each in read.proposals)
        found.append(import_words.rules_proposed(len(read.proposals), taken))
    return found
