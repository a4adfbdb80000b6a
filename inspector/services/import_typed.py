"""Values that are typed for cells of an import: offered where a cell is refused, and shown."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.import_answer import answers_of
from inspector.domain.import_preview import (
    OPEN,
    ImportRequest,
    Offer,
    Problem,
    SheetPreview,
)
from inspector.domain.points import plain
from inspector.domain.row_answer import Answers, Choice, RowAnswer
from inspector.wording import import_preview as words


def with_typing(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, those about a cell with the offer to say what should stand there."""
    return tuple(_typable(each) for each in problems)


def _typable(problem: Problem) -> Problem:
    is_cell = bool(problem.letter and problem.rows and problem.offers)
    if not is_cell or problem.state not in OPEN:
        return problem
    if any(each.answer.is_to_type for each in problem.offers):
        return problem
    typed = Offer(RowAnswer(Choice.VALUE, problem.letter), words.offer(Choice.VALUE))
    # Leaving out stays the last of them.
    others = [each for each in problem.offers if each.answer.choice is not Choice.LEAVE_OUT]
    out = [each for each in problem.offers if each.answer.choice is Choice.LEAVE_OUT]
    return replace(problem, offers=(*others, typed, *out))


def with_values(sheets: Iterable[SheetPreview], request: ImportRequest) -> tuple[SheetPreview, ...]:
    """The sheets with what was typed in place of what stands in the file, which it replaces."""
    typed = Answers(answers_of(request)).values()
    return tuple(_with_values(sheet, typed) for sheet in sheets)


def _with_values(sheet: SheetPreview, typed: dict[tuple[str, int], dict[str, str]]) -> SheetPreview:
    own = {row: values for (title, row), values in typed.items() if title == sheet.title}
    if not own:
        return sheet
    letters = {column.letter: at for at, column in enumerate(sheet.columns)}
    cells, was = list(sheet.cells), dict(sheet.was)
    for row, values in own.items():
        if not 1 <= row <= len(cells):
            continue
        shown = list(cells[row - 1])
        for letter, value in values.items():
            at = letters.get(letter)
            if at is not None:
                was[row - 1, at] = _text(shown[at])
                shown[at] = value
        cells[row - 1] = tuple(shown)
    return replace(sheet, cells=tuple(cells), was=was)


def _text(cell: str | Decimal) -> str:
    return plain(cell) if isinstance(cell, Decimal) else cell
