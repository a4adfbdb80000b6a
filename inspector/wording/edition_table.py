"""Editions as tables show them: the list of editions, their rows, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from inspector.domain.board import HASH_DIGITS, Board
from inspector.domain.edition import (
    Difference,
    EditionFault,
    EditionLine,
    EditionText,
    Verdict,
    VisitFate,
)
from inspector.domain.edition_row import EditionEntry
from inspector.wording.board import period_name
from inspector.wording.board_rules import board_name
from inspector.wording.catalogue import _
from inspector.wording.edition import list_name, rule_part, standing, times
from inspector.wording.group import group


def board_of(line: EditionLine) -> str:
    """The name of the board of an edition."""
    head = line.head
    return _("newer version") if head is None else board_name(Board(head.board, head.board_name))


def period_of(line: EditionLine) -> str:
    """The period of an edition."""
    return line.edition.period if line.head is None else period_name(line.head.period)


def number_of(line: EditionLine) -> str:
    """Which edition of its board and period it is, and whether a correction."""
    number = line.edition.number
    return str(number) if number == 1 else _("{number} (correction)").format(number=number)


def moment_of(line: EditionLine) -> str:
    """When an edition was sealed, in local time."""
    sealed = line.edition.sealed
    return "—" if sealed is None else f"{sealed.astimezone():%Y-%m-%d %H:%M}"


def person_of(line: EditionLine) -> str:
    """Who sealed an edition."""
    return "—" if line.head is None else line.head.sealed_by


def hash_of(line: EditionLine) -> str:
    """The first digits of its hash."""
    return line.sha256[:HASH_DIGITS] or "—"


def state_of(line: EditionLine) -> str:
    """Whether an edition is the latest one or was corrected."""
    return _("corrected later") if line.corrected_by else _("in force")


def verdict_word(value: Verdict | None) -> str:
    """What the last verification found, in a word or two."""
    if value is None:
        return _("not yet")
    if value.fault is EditionFault.NEWER:
        return _("newer version")
    return _("as sealed") if value.is_right else _("not as sealed")


class RankedLine(Struct, frozen=True):
    """A row of an edition in words, with what it is sorted by."""

    group: str
    rank: str
    place: int | None
    code: str
    name: str
    score: str
    points: Decimal | None
    before: str
    marks: str


class Changed(Struct, frozen=True):
    """Something that differs from an edition, in words."""

    what: str
    name: str
    before: str
    after: str


def ranked(text: EditionText) -> tuple[RankedLine, ...]:
    """The rows of an edition in words, with the lists and grades that name them."""
    marks: dict[tuple[str, UUID], list[str]] = {}
    for entry in text.lists:
        marks.setdefault((entry.group, entry.subject), []).append(_mark(entry))
    return tuple(
        RankedLine(
            group=group(row.group),
            rank="—" if row.rank is None else str(row.rank),
            place=row.rank,
            code=row.code,
            name=row.name,
            score="—" if row.score is None else format(row.score, "f"),
            points=row.score,
            before="—" if row.previous_rank is None else str(row.previous_rank),
            marks=_("; ").join(marks.get((row.group, row.subject), ())),
        )
        for row in text.rows
    )


def changed(value: Difference) -> tuple[Changed, ...]:
    """Everything that differs, in words: rows, visits, rules."""
    fates = {
        VisitFate.ADDED: _("was added"),
        VisitFate.GONE: _("no longer counts"),
        VisitFate.CHANGED: _("was changed"),
    }
    return (
        *(
            Changed(group(row.group), row.name, standing(row.before), standing(row.after))
            for row in value.rows
        ),
        *(
            Changed(_("Visit"), one.number or one.visit.hex[:8], "", fates[one.fate])
            for one in value.visits
        ),
        *(Changed(_("Rule"), rule_part(name), "", _("was changed")) for name in value.rules),
    )


def _mark(entry: EditionEntry) -> str:
    name = list_name(entry)
    if entry.times <= 1:
        return name
    return _("{list} ({times} in a row)").format(list=name, times=times(entry))


def standing_in(lines: Sequence[EditionLine]) -> str:
    """That a visit stands in editions, and what becomes of them; empty where it stands in none."""
    if not lines:
        return ""
    named = _(", ").join(
        _("{board}, {period}, edition {number}").format(
            board=board_of(one), period=period_of(one), number=one.edition.number
        )
        for one in lines
    )
    return _(
        "This visit stands in what is sealed: {editions}. The edition stays as it is, and the page "
        "of editions tells what would be different; only a correction changes what is published."
    ).format(editions=named)
