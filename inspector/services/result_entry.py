"""Writing somebody else's results: everything that is new in one batch, the rest as edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.alias import Alias
from inspector.domain.change import Edit
from inspector.domain.result_match import ResultMatch
from inspector.domain.result_plan import Made
from inspector.domain.scheme import SchemeVersion
from inspector.domain.stepping import Step, stepped
from inspector.domain.visit import Record, Visit, VisitPerson
from inspector.progress import Progress
from inspector.services.visit import numbers
from inspector.services.workspace import Workspace
from inspector.store import change, total
from inspector.store.alias import remember
from inspector.store.batch import Batch
from inspector.store.kind import creation, difference
from inspector.store.workspace import Person, load_persons
from inspector.wording import _

_ACTION = "result.import"
_VISITS_PER_STEP = 500


class _Steps:
    """Tells how far the writing is; how many steps it takes is known only roughly."""

    def __init__(self, progress: Progress, visits: int) -> None:
        self._progress = progress
        self._done, self._total = 0, 20 + visits // 40

    def step(self) -> None:
        """Tell that a part is behind; raises Cancelled."""
        self._progress.step(min(self._done, self._total - 1), self._total, _("Saving"))
        self._done += 1


def write(
    ws: Workspace,
    made: Made,
    version: SchemeVersion | None,
    matched: ResultMatch,
    aliases: Iterable[Alias],
    persons: Sequence[Person],
    progress: Progress,
) -> None:
    """Save what is new and what differs as one change; called inside of a transaction.

    Raises Cancelled, with nothing written once the transaction has ended.
    """
    steps = _Steps(progress, len(matched.new))
    edits = _edits(ws, matched, aliases)
    batch = Batch(steps.step)
    known = load_persons()
    batch.add("person", [one for one in persons if one is not ws.person and one.id not in known])
    batch.add("unit", made.units)
    batch.add("site_type", made.types)
    batch.add("site", made.sites)
    if version is not None:
        batch.add("scheme_version", (version,))
    visits = _add_visits(ws, batch, matched.new, steps.step)
    saved = change.save(ws.author(), _ACTION, edits, created=batch)
    for start in range(0, len(visits), _VISITS_PER_STEP):
        steps.step()
        total.recompute(visits[start : start + _VISITS_PER_STEP])
    ws.saved(saved, edits)
    ws.touched.update(batch.kinds)


def _edits(ws: Workspace, matched: ResultMatch, aliases: Iterable[Alias]) -> list[Edit]:
    edits = [] if ws.is_introduced else ws.introductions()
    for alias in aliases:
        edits += remember(alias)
    for old, new in matched.different:
        edits += _corrected(old, new)
    return edits


def _add_visits(ws: Workspace, batch: Batch, records: Sequence[Record], step: Step) -> list[UUID]:
    """Put visits into a batch, numbered; return their ids."""
    visits: list[Visit] = []
    parts: dict[str, tuple[list[Any], list[UUID]]] = {
        name: ([], []) for name in ("visit_unit", "visit_person", "answer")
    }
    each = stepped(records, step, _VISITS_PER_STEP)
    for record, number in zip(each, numbers(ws), strict=False):
        visit = replace(record.visit, number=number)
        visits.append(visit)
        for name, own in (
            ("visit_unit", record.units),
            ("visit_person", [VisitPerson(person) for person in record.persons]),
            ("answer", record.answers),
        ):
            parts[name][0].extend(own)
            parts[name][1].extend([visit.id] * len(own))
    batch.add("visit", visits)
    for name, (own, roots) in parts.items():
        batch.add(name, own, roots)
    return [visit.id for visit in visits]


def _corrected(old: Record, new: Record) -> list[Edit]:
    visit = old.visit.id
    edits = difference("visit", old.visit, replace(old.visit, version=new.visit.version))
    before = {answer.item: answer for answer in old.answers}
    after = {answer.item: answer for answer in new.answers}
    for item in sorted({*before, *after}):
        was, now = before.get(item), after.get(item)
        if was and now:
            now = replace(now, note=was.note)
        edits += difference("answer", was, now, visit)
    had = {(each.unit, each.role, each.item): each for each in old.units}
    has = {(each.unit, each.role, each.item): each for each in new.units}
    for key, unit in had.items():
        edits += difference("visit_unit", unit, replace(unit, void=key not in has), visit)
    for key, unit in has.items():
        if key not in had:
            edits += creation("visit_unit", unit, visit)
    return edits
