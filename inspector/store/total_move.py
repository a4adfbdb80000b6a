"""Moving the stored totals of a visit by what was just saved of one of its items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from inspector.domain.change import Edit
from inspector.domain.visit import AnswerState
from inspector.store.database import execute, rows
from inspector.store.log import uuid_of
from inspector.store.tally import FindingRow, Said
from inspector.store.total import COLUMNS, recompute, tally_of

_MOVE = (
    "UPDATE total SET "
    + ", ".join(f"{name} = {name} + ?" for name in COLUMNS.split(", "))
    + " WHERE visit = ? AND section IN "
)
_SELECT_FINDINGS = (
    "SELECT id, item, clause, occurrences, points_each, level, fixed, void FROM finding"
    " WHERE visit = ? AND item = ? AND (void = 0 OR id IN (NULL"
)
_SCORED = frozenset({"visit", "answer", "finding"})
_UNSCORED = frozenset({"note", "sampled"})
_LOSS, _VOID = slice(0, 6), 6

_Findings = dict[UUID, list[Any]]


def follow(edits: Iterable[Edit]) -> None:
    """Bring the stored totals up to edits that were just saved.

    Where they say one item otherwise, its totals move by what that changes; `check_totals` would
    tell if that ever led astray. Otherwise the visits are added up anew.
    """
    scored = []
    for edit in edits:
        if edit.kind in _SCORED and edit.register not in _UNSCORED:
            scored.append(edit)
    if not _is_moved(scored):
        recompute({edit.root for edit in scored})


def _is_moved(scored: Sequence[Edit]) -> bool:
    """Move the totals by one answer with its findings, and tell whether that was possible."""
    answers = [edit for edit in scored if edit.kind == "answer"]
    if len(answers) != 1:
        return False
    visit = answers[0].root
    findings = [edit for edit in scored if edit.kind == "finding" and edit.root == visit]
    tally = tally_of(visit)
    if tally is None or len(findings) + 1 != len(scored):
        return False
    said = _said(answers[0], findings)
    change = None if said is None else tally.change(*said)
    if change is None:
        return False
    for by, sections in change.items():
        moved = execute(_move_sql(len(sections)), (*by, visit, *sections))
        if moved.rowcount != len(sections):
            return False
    return True


def _said(answer: Edit, edits: Sequence[Edit]) -> tuple[Said, Said] | None:
    """What was said of an item before its edits and after; None where another item is in them."""
    # The wire form of a register has the values that are stored.
    item: Any = answer.key[0]
    before: Any = answer.before
    after: Any = answer.after
    had: tuple[FindingRow, ...] = ()
    has: tuple[FindingRow, ...] = ()
    # Findings count below a deducted item only.
    if edits or AnswerState.DEDUCTED in (before[0], after[0]):
        written = [UUID(str(edit.key[0])) for edit in edits]
        findings = _findings(answer.root, item, written)
        has = _counted(item, findings)
        for finding, edit in zip(written, edits, strict=True):
            if finding not in findings:
                return None
            _take_back(findings[finding], edit)
        had = _counted(item, findings)
    return (
        (None if before[0] is None else (item, *before), had),
        (None if after[0] is None else (item, *after), has),
    )


def _findings(visit: UUID, item: int, written: Sequence[UUID]) -> _Findings:
    """The findings of an item that count now, and those just written whether they count or not."""
    found = rows(f"{_SELECT_FINDINGS}{', ?' * len(written)}))", (visit, item, *written))
    return {uuid_of(row[0]): list(row[1:]) for row in found}


def _take_back(finding: list[Any], edit: Edit) -> None:
    before: Any = edit.before
    if edit.register == "loss":
        finding[_LOSS] = before
    elif edit.register == "void":
        finding[_VOID] = before


def _counted(item: int, findings: _Findings) -> tuple[FindingRow, ...]:
    return tuple(
        (item, occurrences, each, level, int(fixed))
        for at, _clause, occurrences, each, level, fixed, void in findings.values()
        if at == item and not void
    )


@cache
def _move_sql(sections: int) -> str:
    return f"{_MOVE}({', '.join('?' * sections)})"
