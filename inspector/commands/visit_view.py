"""How visits are shown on the command line, to people and to machines."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rich.table import Table
from rich.text import Text

from inspector.commands.session import console, say
from inspector.domain.points import plain, plain_or_none
from inspector.domain.scheme import Item
from inspector.domain.visit import Answer, AnswerState, Finding, VisitLine
from inspector.services.visit import Standing
from inspector.wording import _
from inspector.wording import visit as words


def line_json(line: VisitLine) -> dict[str, Any]:
    """A visit of a list, as a machine reads it."""
    return {
        "id": str(line.id),
        "number": line.number,
        "day": line.day.isoformat(),
        "site": line.site_code,
        "name": line.site_name,
        "type": line.site_type,
        "scheme": line.scheme_title,
        "persons": list(line.persons),
        "state": line.state.value,
        "void": line.void,
        "score": None if line.score is None else str(line.score),
        "unanswered": line.unanswered,
    }


def standing_json(standing: Standing) -> dict[str, Any]:
    """Where a visit stands, as a machine reads it."""
    return {
        **line_json(standing.line),
        "items": [item_json(standing, result.item) for result in standing.results],
        "lines": [
            {"text": f"{line.code} {line.text}".strip(), "value": plain(line.points)}
            | {"lost": str(line.lost)}
            for line in standing.lines
        ],
        "missing": [
            {"code": each.code, "text": each.text, "kind": each.kind.value}
            for each in standing.missing
        ],
    }


def print_lines(lines: Iterable[VisitLine]) -> None:
    """Visits as a table; a sentence where there is none."""
    table = Table(
        *(_("Number"), _("Day"), _("Code"), _("Site"), _("Type"), _("Inspectors"), _("State")),
        _("Score"),
        box=None,
    )
    for line in lines:
        cells = (
            *(line.number, line.day.isoformat(), line.site_code, line.site_name, line.site_type),
            _("; ").join(line.persons),
            words.visit_state(line.state, line.void),
            _optional(line.score),
        )
        table.add_row(*map(Text, cells))
    if table.row_count:
        console().print(table)
    else:
        say(_("There are no such visits."))


def print_standing(standing: Standing) -> None:
    """A visit with its checklist, its score and what is missing."""
    line = standing.line
    state = words.visit_state(line.state, line.void)
    say(f"{line.number}  {line.site_code} {line.site_name} · {line.site_type}  {line.day}  {state}")
    table = Table(_("Item"), _("Standard"), _("State"), _("Full"), _("Lost"), _("Note"), box=None)
    answers = {answer.item: answer for answer in standing.record.answers}
    for result in standing.results:
        item = standing.scheme.item(result.item)
        answer = answers.get(result.item)
        cells = (
            item.code,
            item.text,
            words.answer_state(None if answer is None else answer.state),
            plain(result.full),
            _lost(result.loss, result.gain),
            _notes(standing, item, answer),
        )
        table.add_row(*map(Text, cells))
    console().print(table)
    total = standing.totals[0]
    rest = words.not_yet_looked_at(total.unanswered)
    score = _optional(total.printed_score)
    say(_("Score now: {score}; {rest}.").format(score=score, rest=rest))
    for each in standing.missing:
        say(words.remark(f"{each.code} {each.text}", words.missing(each.kind)))


def _notes(standing: Standing, item: Item, answer: Answer | None) -> str:
    findings = [each for each in standing.record.findings if each.item == item.number]
    photos = sum(photo.item == item.number for photo in standing.record.photos)
    parts = [
        *([answer.note] if answer and answer.note else []),
        *(f"{_named(finding)} × {finding.occurrences}" for finding in findings),
        *([words.photos(photos)] if photos else []),
    ]
    return _("; ").join(parts)


def _named(finding: Finding) -> str:
    return finding.note or finding.clause or f"−{plain(finding.points_each)}"


def item_json(standing: Standing, number: int) -> dict[str, Any]:
    """An item of a visit, as a machine reads it."""
    item = standing.scheme.item(number)
    result = next(each for each in standing.results if each.item == number)
    answer = next((each for each in standing.record.answers if each.item == number), None)
    said = answer or Answer(number, AnswerState.NOT_OBSERVED)
    return {
        "number": number,
        "code": item.code,
        "text": item.text,
        "kind": item.rule.kind.value,
        "state": None if answer is None else answer.state.value,
        "full_mark": plain(item.full_mark),
        "loss": plain_or_none(result.loss),
        "gain": plain(result.gain),
        "found": plain_or_none(said.found),
        "sampled": plain_or_none(said.sampled),
        "points": plain_or_none(said.points),
        "grade": said.grade,
        "note": said.note,
        "findings": [
            _finding_json(each) for each in standing.record.findings if each.item == number
        ],
        "photos": sum(photo.item == number for photo in standing.record.photos),
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "id": str(finding.id),
        "clause": finding.clause,
        "occurrences": finding.occurrences,
        "points_each": plain(finding.points_each),
        "level": finding.level,
        "fixed": finding.fixed,
        "note": finding.note,
    }


def _optional(value: Decimal | None) -> str:
    return "—" if value is None else str(value)


def _lost(loss: Decimal | None, gain: Decimal) -> str:
    if gain:
        return ("+" if gain > 0 else "") + plain(gain)
    return "" if loss is None or not loss else f"−{plain(loss)}"
