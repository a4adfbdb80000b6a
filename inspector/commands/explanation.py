"""The explanation of a score on the terminal and as values: what `rank --explain` tells."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from inspector.commands.session import console, say
from inspector.domain.board import Explanation, Loss, RankedRow
from inspector.domain.line_distance import LineDistance
from inspector.domain.points import plain, printed
from inspector.domain.why_card import History, ItemChange, WhyCard
from inspector.wording import board as words
from inspector.wording import board_rules as rule_words
from inspector.wording import why_card as card_words
from inspector.wording.loss import relapse_said
from inspector.wording.redblack import list_name
from inspector.wording.visit import remark


def card_object(card: WhyCard) -> dict[str, Any]:
    """A why card as values; what the lines lost adds up to 100 minus the score."""
    explanation = card.why.explanation
    row = explanation.row
    return {
        "subject": row.name,
        "score": _score(row),
        "lines": _lines(explanation),
        "lists": [_line_object(one) for one in card.lines],
        "change": _change_object(row, card.history),
        "relapses": [
            {"text": _line_text(one), "times": one.relapses, "last": one.relapsed.isoformat()}
            for one in card.relapses
            if one.relapsed is not None
        ],
        "notes": [words.footnote(note) for note in row.notes],
        **_made_object(row),
    }


def show_card(card: WhyCard) -> None:
    """Print a why card: its lines, then what else it tells."""
    explanation = card.why.explanation
    row = explanation.row
    say(words.explanation_title(row.name, _score(row) or "—"))
    if explanation.losses or explanation.terms:
        console().print(_table(explanation))
    else:
        say(words.nothing_lost())
    for said in card_words.facts(card):
        say(said)


def _table(explanation: Explanation) -> Table:
    table = Table()
    for place, head in enumerate(words.explanation_columns()):
        table.add_column(Text(head), justify="right" if place > 2 else "left")
    for loss in explanation.losses:
        text = remark(loss.text, loss.note) if loss.note else loss.text
        again = relapse_said(loss)
        said = remark(text, again) if again else text
        cells = (loss.site_name, loss.code, said, plain(loss.points), format(loss.lost, "f"))
        table.add_row(*(Text(cell) for cell in cells))
    for term in explanation.terms:
        cells = ("", "", rule_words.term(term), "", format(term.lost, "f"))
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _lines(explanation: Explanation) -> list[dict[str, Any]]:
    losses = [
        {
            "text": _line_text(loss),
            "value": plain(loss.points),
            "lost": format(loss.lost, "f"),
            **({"relapses": loss.relapses} if loss.relapses else {}),
        }
        for loss in explanation.losses
    ]
    terms = [
        {"text": rule_words.term(term), "value": "", "lost": format(term.lost, "f")}
        for term in explanation.terms
    ]
    return losses + terms


def _line_object(one: LineDistance) -> dict[str, Any]:
    return {
        "list": list_name(one.rule.kind, one.rule.name, one.rule.flag),
        "kind": one.rule.kind.value,
        "on": one.is_on,
        "lacks" if one.is_lacking else "room": (
            None if one.points is None else format(one.points, "f")
        ),
        "places": one.places,
    }


def _change_object(row: RankedRow, history: History | None) -> dict[str, Any] | None:
    if row.previous_score is None:
        return None
    told: dict[str, Any] = {
        "previous_rank": row.previous_rank,
        "previous_score": format(row.previous_score, "f"),
        "score": None if row.score is None else format(row.score - row.previous_score, "f"),
    }
    if history is not None:
        told["types"] = [
            {"type": one.name, "before": _text(one.before), "now": _text(one.now)}
            for one in history.types
        ]
        told["worse"] = [_item_object(one) for one in history.worse]
        told["better"] = [_item_object(one) for one in history.better]
    return told


def _item_object(one: ItemChange) -> dict[str, str]:
    return {
        "code": one.code,
        "text": one.text,
        "lost_before": format(printed(one.before), "f"),
        "lost": format(printed(one.now), "f"),
    }


def _made_object(row: RankedRow) -> dict[str, Any]:
    """What was added and taken, with reasons; nothing where the score is that of the visits."""
    made = row.composition
    if made is None:
        return {}
    return {
        "events": [
            {
                "kind": one.kind.value,
                "day": one.day.isoformat(),
                "points": plain(one.points),
                "reason": one.reason,
                "approver": one.approver,
            }
            for one in made.events
        ],
        "vetoes": [
            {"effect": one.effect.value, "reason": one.reason, "times": one.times}
            for one in made.vetoes
        ],
    }


def _text(score: object) -> str | None:
    return None if score is None else str(score)


def _score(row: RankedRow) -> str | None:
    return None if row.score is None else format(row.score, "f")


def _line_text(loss: Loss) -> str:
    said = " ".join(text for text in (loss.site_name, loss.code, loss.text) if text)
    return remark(said, loss.note) if loss.note else said
