"""What an inspector says about an item of a visit: its answer and the findings behind it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from inspector.domain import answering
from inspector.domain.change import Edit
from inspector.domain.scheme import Item, RuleKind
from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.errors import ActionFault, ActionRefused, NotFound, Noun
from inspector.services.item_place import ItemPlace
from inspector.services.workspace import Workspace
from inspector.store.kind import creation, difference
from inspector.store.total import load_scheme
from inspector.store.visit import load_findings, load_place, load_visit


def answer(
    ws: Workspace,
    visit: UUID,
    item: int,
    state: AnswerState,
    *,
    found: Decimal | None = None,
    points: Decimal | None = None,
    grade: str | None = None,
    note: str | None = None,
    sampled: Decimal | None = None,
    place: ItemPlace | None = None,
) -> Answer:
    """Answer an item (by its number) of an open visit; without a note the old one stays.

    Every state but deducted takes the item's findings back in the same change. Points have at
    most four places. `place` is what was just read there in this transaction. Raises
    ActionRefused where the visit, the checklist, the rule or a range forbids it (NO_FINDING for a
    deduct item without findings), NotFound for an unknown item.
    """
    with ws.write("visit.answer") as edits:
        place = place or _place(visit, item)
        note = place.note if note is None else note
        said = Answer(item, state, found, points, grade, note, sampled)
        said = answering.checked_answer(place.item, said)
        if state is not AnswerState.DEDUCTED:
            if place.findings:
                edits += _taken_back(visit, place.findings)
        elif place.item.rule.kind is RuleKind.DEDUCT and not place.findings:
            raise ActionRefused(ActionFault.NO_FINDING, {"item": place.item.code})
        edits += difference("answer", place.answer, said, visit)
        findings = place.findings if state is AnswerState.DEDUCTED else ()
        _foretell(ws, place, said, findings)
    return said


def clear(ws: Workspace, visit: UUID, item: int) -> None:
    """Make an item of an open visit unanswered again; its findings are taken back."""
    with ws.write("visit.clear") as edits:
        place = _place(visit, item)
        edits += _taken_back(visit, place.findings)
        if place.answer is not None:
            edits += difference("answer", place.answer, None, visit)
        _foretell(ws, place, None, ())


def deduct(
    ws: Workspace,
    visit: UUID,
    item: int,
    clause: str = "",
    *,
    occurrences: int = 1,
    points: Decimal | None = None,
    level: str = "",
    fixed: bool = False,
    note: str = "",
    place: ItemPlace | None = None,
) -> Finding:
    """Add a finding to an item of an open visit, which is deducted by the same change.

    `points` is what each occurrence loses, by default what the clause or the rule says; `place`
    is what was just read there in this transaction. Raises ActionRefused or NotFound as
    `answering.checked_finding` does, POINTS_NEEDED where the scheme leaves the points to the
    inspector.
    """
    with ws.write("visit.deduct") as edits:
        place = place or _place(visit, item)
        if points is None and place.item.rule.kind in answering.JUDGED:
            points = answering.points_of_clause(place.item, clause)
        finding = answering.checked_finding(
            place.item,
            place.scheme.parameters,
            Finding(
                ws.new_id(), item, clause, occurrences, points or Decimal(0), level, fixed, note
            ),
        )
        edits += creation("finding", finding, visit)
        deducted = Answer(item, AnswerState.DEDUCTED, note=place.note)
        edits += difference("answer", place.answer, deducted, visit)
        _foretell(ws, place, deducted, (*place.findings, finding))
    return finding


def change_finding(
    ws: Workspace,
    visit: UUID,
    finding: UUID,
    *,
    clause: str | None = None,
    occurrences: int | None = None,
    points: Decimal | None = None,
    level: str | None = None,
    fixed: bool | None = None,
    note: str | None = None,
) -> Finding:
    """Change a finding of an open visit; what is None stays as it is.

    A new clause brings its own points unless `points` are given. Raises as `deduct` does.
    """
    given: dict[str, Any] = {
        "clause": clause,
        "occurrences": occurrences,
        "points_each": points,
        "level": level,
        "fixed": fixed,
        "note": note,
    }
    with ws.write("visit.finding.change") as edits:
        old = _finding(visit, finding)
        place = _place(visit, old.item)
        if points is None and clause is not None and clause != old.clause:
            given["points_each"] = answering.points_of_clause(place.item, clause)
        new = replace(old, **{name: value for name, value in given.items() if value is not None})
        new = answering.checked_finding(place.item, place.scheme.parameters, new)
        edits += difference("finding", old, new, visit)
        others = (each for each in place.findings if each.id != finding)
        _foretell(ws, place, place.answer, (*others, new))
    return new


def remove_finding(ws: Workspace, visit: UUID, finding: UUID) -> None:
    """Take a finding of an open visit back; with the last one its item is unanswered again."""
    with ws.write("visit.finding.remove") as edits:
        old = _finding(visit, finding)
        place = _place(visit, old.item)
        edits += _taken_back(visit, (old,))
        others = tuple(each for each in place.findings if each.id != finding)
        said = place.answer if others else None
        if place.answer is not None and said is None:
            edits += difference("answer", place.answer, None, visit)
        _foretell(ws, place, said, others)


def place(ws: Workspace, visit: UUID, item: int) -> ItemPlace:
    """What stands at an item of an open visit; raises ActionRefused or NotFound."""
    with ws.read():
        return _place(visit, item)


def find_item(ws: Workspace, visit: UUID, text: str) -> Item:
    """The item of a visit's checklist with this code or number, as `answering.find_item`."""
    with ws.read():
        head = load_visit(visit)
        return answering.find_item(load_scheme(head.version), head.site_type, text)


def _place(visit: UUID, item: int) -> ItemPlace:
    place = load_place(visit, item)
    if not place.is_open:
        answering.check_open(load_visit(visit))
    scheme = load_scheme(place.version)
    found = answering.item_of(scheme, place.site_type, item)
    return ItemPlace(scheme, found, place.answer, place.findings)


def _foretell(
    ws: Workspace, place: ItemPlace, said: Answer | None, findings: Iterable[Finding]
) -> None:
    if ws.foretell is not None:
        ordered = sorted(findings, key=lambda each: (each.clause, each.id))
        ws.foretell(replace(place, answer=said, findings=tuple(ordered)))


def _finding(visit: UUID, finding: UUID) -> Finding:
    for each in load_findings(visit):
        if each.id == finding and not each.void:
            return each
    raise NotFound(Noun.FINDING, str(finding))


def _taken_back(visit: UUID, findings: Iterable[Finding]) -> list[Edit]:
    return [
        edit
        for finding in findings
        for edit in difference("finding", finding, replace(finding, void=True), visit)
    ]
