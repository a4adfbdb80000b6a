"""Sentences for sealed editions: what one is, whether it is right, what changed since."""

from __future__ import annotations

from collections.abc import Mapping

from inspector.domain.board import HASH_DIGITS, Board
from inspector.domain.edition import (
    Difference,
    EditionFault,
    EditionHead,
    Verdict,
    VisitChange,
    VisitFate,
)
from inspector.domain.edition_row import EditionEntry, RowChange, Standing
from inspector.domain.list_rules import Flag, ListKind
from inspector.errors import SealFault
from inspector.wording import redblack
from inspector.wording.board import period_name
from inspector.wording.board_rules import board_name
from inspector.wording.catalogue import _, ngettext
from inspector.wording.refusal import SEAL


def title(head: EditionHead) -> str:
    """What an edition is: board, period, and which correction it is."""
    board = board_name(Board(head.board, head.board_name))
    said = _("{board}, {period}").format(board=board, period=period_name(head.period))
    if head.number > 1:
        said += _(" (correction {number})").format(number=head.number - 1)
    return said


def sealed_as(head: EditionHead | None, sha256: str) -> str:
    """As what a ranking is sealed, when, by whom and under which hash."""
    if head is None:
        return _("Sealed by a newer version of the program")
    return _("Sealed as edition {number} on {moment} by {person} · SHA-256 {sha256}").format(
        number=head.number,
        moment=f"{head.sealed.astimezone():%Y-%m-%d %H:%M}",
        person=head.sealed_by,
        sha256=sha256[:HASH_DIGITS],
    )


def prospect(visits: int, late: int, still_open: int) -> str:
    """What sealing would freeze, and which visits are left out."""
    said = [
        ngettext(
            "{count} visit will be frozen with all that its numbers come from.",
            "{count} visits will be frozen with all that their numbers come from.",
            visits,
        ).format(count=visits)
    ]
    if still_open:
        said.append(
            ngettext(
                "{count} visit is still open and is left out.",
                "{count} visits are still open and are left out.",
                still_open,
            ).format(count=still_open)
        )
    if late:
        said.append(
            ngettext(
                "{count} visit was closed after the cut-off and is left out.",
                "{count} visits were closed after the cut-off and are left out.",
                late,
            ).format(count=late)
        )
    return "\n".join(said)


def seal_fault(kind: SealFault, facts: Mapping[str, str]) -> str:
    """What keeps a board from being sealed, in one sentence."""
    return _(SEAL[kind]).format(**facts)


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


def list_name(entry: EditionEntry) -> str:
    """What the list, grade or flag of an entry is called."""
    flag = None if entry.flag is None else Flag(entry.flag)
    return redblack.list_name(ListKind(entry.kind), entry.name, flag)


def times(entry: EditionEntry) -> str:
    """How often in a row an entry stands there, a dash for a grade."""
    if entry.kind == ListKind.GRADE:
        return "—"
    return f"{entry.times}+" if entry.is_more else str(entry.times)


def by_hand(entry: EditionEntry) -> str:
    """Why and by whom somebody was put on a list by hand, empty for all others."""
    if not entry.approver:
        return ""
    return _("{reason} (approved by {approver})").format(
        reason=entry.reason, approver=entry.approver
    )


def change(row: RowChange) -> str:
    """What became of one row: before and after."""
    return _("{name}: {before} → {after}").format(
        name=row.name, before=standing(row.before), after=standing(row.after)
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
    rules = (_("rule changed: {name}").format(name=rule_part(name)) for name in value.rules)
    return (*map(change, value.rows), *map(visit_change, value.visits), *rules)


def standing(value: Standing | None) -> str:
    """Where a row stood: its score and rank."""
    if value is None:
        return _("not listed")
    score = "—" if value.score is None else str(value.score)
    if value.rank is None:
        return _("{score}, not ranked").format(score=score)
    return _("{score}, rank {rank}").format(score=score, rank=value.rank)


def rule_part(name: str) -> str:
    """The part of the rules of a board that has this name in an edition."""
    return {
        "subjects": _("who is ranked"),
        "metrics": _("metrics"),
        "minimum": _("minimum sample"),
        "order": _("order and precision"),
        "additions": _("bonus, penalty and vetoes"),
        "lists": _("red and black lists"),
        "period": _("period"),
        "duty": _("several responsible units"),
    }.get(name, name)
