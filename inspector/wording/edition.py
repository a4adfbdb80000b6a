"""Sentences for sealed editions: what one is, whether it is right, what changed since."""

from __future__ import annotations

from inspector.domain.board import Board
from inspector.domain.edition import (
    Difference,
    EditionFault,
    EditionHead,
    Verdict,
    VisitChange,
    VisitFate,
)
from inspector.domain.edition_row import RowChange, Standing
from inspector.wording.board import period_name
from inspector.wording.board_rules import board_name
from inspector.wording.catalogue import _, ngettext


def title(head: EditionHead) -> str:
    """What an edition is: board, period, and which correction it is."""
    board = board_name(Board(head.board, head.board_name))
    said = _("{board}, {period}").format(board=board, period=period_name(head.period))
    if head.number > 1:
        said += _(" (correction {number})").format(number=head.number - 1)
    return said


def verdict(value: Verdict) -> str:
    """Whether an edition is right, in one sentence."""
    if value.fault is EditionFault.NEWER:
        return _("A newer version sealed this edition. Update the program to verify it.")
    if value.fault is not None:
        return _("This is no edition that can be read: it was damaged or changed.")
    if value.told != value.found:
        return _("The edition was changed after it was sealed: its SHA-256 is another one.")
    if not value.is_same:
        return _("The results do not come out of what is frozen with them.")
    return _("The edition is as it was sealed, and its numbers come out again.")


def change(row: RowChange) -> str:
    """What became of one row: before and after."""
    return _("{name}: {before} → {after}").format(
        name=row.name, before=_standing(row.before), after=_standing(row.after)
    )


def visit_change(value: VisitChange) -> str:
    """What became of one visit."""
    said = {
        VisitFate.ADDED: _("visit {number} was added"),
        VisitFate.GONE: _("visit {number} no longer counts"),
        VisitFate.CHANGED: _("visit {number} was changed"),
    }[value.fate]
    return said.format(number=value.number or value.visit.hex[:8])


def since(value: Difference) -> str:
    """How much differs from an edition by what is known now."""
    if not value.is_any:
        return _("What is known now is what was sealed.")
    visits = ngettext("{count} visit", "{count} visits", len(value.visits))
    rows = ngettext("{count} row", "{count} rows", len(value.rows))
    return _("By what is known now {visits} and {rows} differ; the edition stays as it is.").format(
        visits=visits.format(count=len(value.visits)), rows=rows.format(count=len(value.rows))
    )


def lines(value: Difference) -> tuple[str, ...]:
    """Everything that differs, a line each."""
    rules = (_("rule changed: {name}").format(name=name) for name in value.rules)
    return (*map(change, value.rows), *map(visit_change, value.visits), *rules)


def _standing(value: Standing | None) -> str:
    if value is None:
        return _("not listed")
    score = "—" if value.score is None else str(value.score)
    if value.rank is None:
        return _("{score}, not ranked").format(score=score)
    return _("{score}, rank {rank}").format(score=score, rank=value.rank)
