"""Objections to sealed editions (复核): filing one, deciding it, telling what it leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from operator import itemgetter
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from inspector.domain import appeal as rules
from inspector.domain.appeal import Appeal, AppealLine, Decision, EditionLoss
from inspector.domain.calendar import CalendarDay
from inspector.domain.edition import Edition, EditionHead, EditionText
from inspector.domain.identity import begins
from inspector.domain.scheme_codec import from_wire
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun
from inspector.services import calendar, edition
from inspector.services.closing import needed
from inspector.services.workspace import Workspace
from inspector.store import appeal as store
from inspector.store import edition as editions
from inspector.store.kind import creation, difference
from inspector.store.workspace import Person, find_person, load_persons

_NOON = time(12)


def file(
    ws: Workspace,
    text: str,
    *,
    unit: str,
    visit: str,
    item: str,
    why: str,
    day: date | None = None,
) -> Appeal:
    """Enter the objection of a unit to a loss in an edition; unit, visit and item as it has them.

    `day` is when the unit objected, today unless given. Raises NotFound, Ambiguous, ActionRefused:
    REASON_MISSING, NOT_ANSWERING where the unit does not answer for it, NO_LOSS, APPEAL_LATE,
    APPEAL_STANDS, APPEAL_AHEAD, EDITION_DAMAGED, EDITION_NEWER.
    """
    said = needed(why)
    with ws.write("appeal.file") as edits:
        sealed = editions.find_edition(text)
        content = edition.read(sealed)
        frozen = content.frozen
        who = _found(Noun.UNIT, unit, frozen["unit"], 2, 1)
        where = _found(Noun.VISIT, visit, frozen["visit"], -1)
        number = _item(content, where, item)
        made = Appeal(ws.new_id(), sealed.id, where, number, who, _filed(ws, day), said)
        if not rules.answers_for(frozen, who, where, number):
            raise ActionRefused(ActionFault.NOT_ANSWERING, {"unit": unit})
        if not rules.is_lost(frozen, where, number):
            raise ActionRefused(ActionFault.NO_LOSS, {"item": item})
        _refuse_late(ws, content, made)
        _refuse_doubled(made, sealed)
        edits += creation("appeal", made)
    return made


def decide(ws: Workspace, text: str, decision: Decision, reason: str, *, by: str = "") -> Appeal:
    """Decide an objection, for a reason, by somebody who was not on the visit.

    `by` is the name of who decided, unless it is the person who enters it. Where the loss is
    amended or withdrawn, the visit is corrected next and then the edition.
    Raises NotFound, Ambiguous, ActionRefused (REASON_MISSING, APPEAL_DECIDED, OWN_VISIT).
    """
    with ws.write("appeal.decide", needed(reason)) as edits:
        old = store.find_appeal(text)
        if not old.is_open:
            raise ActionRefused(ActionFault.APPEAL_DECIDED, {"appeal": old.id.hex[:8]})
        judge = _judge(ws, by)
        if judge.name in _inspectors(old):
            raise ActionRefused(ActionFault.OWN_VISIT, {"name": judge.name})
        if judge.id != ws.person.id and judge.id not in load_persons():
            edits += creation("person", judge)
        new = replace(
            old,
            decision=decision.value,
            decided=ws.now(),
            decided_by=judge.id,
            reason=reason.strip(),
        )
        edits += difference("appeal", old, new)
    return new


def list_(ws: Workspace, *, only_open: bool = False) -> tuple[AppealLine, ...]:
    """The objections in the order in which they were filed, with the names in their editions."""
    with ws.read():
        found = [one for one in store.load_appeals() if one.is_open or not only_open]
        known = {one.id: one for one in editions.load_heads()}
        names = {person.id: person.name for person in load_persons().values()}
        answers = edition.answered(known.values())
        texts: dict[UUID, EditionText | None] = {}
        lines = []
        for one in found:
            sealed = known.get(one.edition) if one.edition else None
            if sealed is not None and sealed.id not in texts:
                texts[sealed.id] = _readable(editions.find_edition(sealed.id.hex))
            content = texts.get(sealed.id) if sealed is not None else None
            line = _line(ws, one, content)
            by = names.get(one.decided_by, "") if one.decided_by else ""
            lines.append(replace(line, decided_by=by, answered_by=answers.get(one.id)))
    return tuple(lines)


def find(ws: Workspace, text: str) -> AppealLine:
    """The objection whose id begins so; raises NotFound, Ambiguous."""
    with ws.read():
        wanted = store.find_appeal(text).id
        return next(line for line in list_(ws) if line.appeal.id == wanted)


def losses(ws: Workspace, text: str) -> tuple[EditionLoss, ...]:
    """The losses of an edition that can be objected to, by unit, site and item.

    Raises NotFound, Ambiguous, ActionRefused (EDITION_DAMAGED, EDITION_NEWER).
    """
    with ws.read():
        content = edition.read(editions.find_edition(text))
    return tuple(sorted(_losses(content), key=lambda one: (one.site, one.visit_number, one.item)))


def term(ws: Workspace, text: str) -> tuple[date, int]:
    """The last day for objections to an edition, and the working days left until then."""
    with ws.read():
        due = _due(ws, edition.read(editions.find_edition(text)).head)
        return due, _left(ws, due)


def inspectors(ws: Workspace, text: str) -> frozenset[str]:
    """Who was on the visit of an objection and so cannot decide it; raises NotFound, Ambiguous."""
    with ws.read():
        return _inspectors(store.find_appeal(text))


def _judge(ws: Workspace, name: str) -> Person:
    wanted = name.strip()
    return ws.person if wanted in ("", ws.person.name) else find_person(wanted)


def _losses(content: EditionText) -> Iterator[EditionLoss]:
    frozen, period = content.frozen, content.head.period
    sites = {row[0]: row[2] for row in frozen["site"]}
    names = {row[0]: row[2] for row in frozen["unit"]}
    # The period before is frozen too, but it is another edition's.
    heads = {
        row[0]: row
        for row in frozen["visit"]
        if period.first.isoformat() <= row[5] <= period.last.isoformat()
    }
    answering: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for link in frozen["visit_unit"]:
        answering[link[0]].append(link)
    schemes: dict[str, Any] = {}
    for visit, _plain, others in frozen["answer"]:
        head = heads.get(visit)
        if head is None:
            continue
        if head[4] not in schemes:
            schemes[head[4]] = _scheme(content, UUID(hex=visit))
        for answer in others:
            item = schemes[head[4]].item(answer[0])
            links = (link for link in answering[visit] if link[3] in (0, item.number))
            units = {(UUID(hex=link[1]), names.get(link[1], "")) for link in links}
            if units and rules.is_loss(answer, item.full_mark):
                yield EditionLoss(
                    visit=UUID(hex=visit),
                    visit_number=head[-1],
                    day=date.fromisoformat(head[5]),
                    site=sites.get(head[1], ""),
                    item=item.number,
                    code=item.code,
                    text=item.text,
                    units=tuple(sorted(units, key=itemgetter(1, 0))),
                )


def _line(ws: Workspace, one: Appeal, content: EditionText | None) -> AppealLine:
    if content is None or one.visit is None or one.unit is None:
        return AppealLine(one, "", "", "", "", "", None)
    frozen = content.frozen
    visit = _row(frozen["visit"], one.visit)
    site = _row(frozen["site"], UUID(hex=visit[1])) if visit else None
    unit = _row(frozen["unit"], one.unit)
    item = _scheme(content, one.visit).item(one.item)
    return AppealLine(
        appeal=one,
        unit=unit[2] if unit else "",
        visit_number=visit[-1] if visit else "",
        site=site[2] if site else "",
        code=item.code,
        text=item.text,
        due=(due := _due(ws, content.head)),
        left=_left(ws, due),
    )


def _readable(sealed: Edition) -> EditionText | None:
    try:
        return edition.read(sealed)
    except ActionRefused:
        return None


def _row(found: Sequence[Any], wanted: UUID) -> Any:
    return next((row for row in found if row[0] == wanted.hex), None)


def _found(noun: Noun, text: str, found: Sequence[Any], *columns: int) -> UUID:
    """The id of the frozen row that has this text in a column, or whose id begins so."""
    wanted = text.strip()
    ids = [UUID(hex=row[0]) for row in found if wanted in [row[column] for column in columns]]
    ids = ids or [each for row in found if begins(each := UUID(hex=row[0]), wanted)]
    if not wanted or not ids:
        raise NotFound(noun, text)
    if len(ids) > 1:
        raise Ambiguous(noun, text, tuple(each.hex[:8] for each in ids))
    return ids[0]


def _scheme(content: EditionText, visit: UUID) -> Any:
    version = _row(content.frozen["visit"], visit)[4]
    return from_wire(_row(content.frozen["scheme_version"], UUID(hex=version))[-1])


def _item(content: EditionText, visit: UUID, text: str) -> int:
    wanted = text.strip()
    items = _scheme(content, visit).items
    found = [item.number for item in items if item.code == wanted]
    found = found or [item.number for item in items if str(item.number) == wanted]
    if not found:
        raise NotFound(Noun.ITEM, text)
    if len(found) > 1:
        raise Ambiguous(Noun.ITEM, text, tuple(map(str, found)))
    return int(found[0])


def _filed(ws: Workspace, day: date | None) -> datetime:
    if day is None:
        return ws.now()
    if day > ws.today():
        raise ActionRefused(ActionFault.APPEAL_AHEAD, {"day": day.isoformat()})
    return ws.now() if day == ws.today() else datetime.combine(day, _NOON).astimezone()


def _due(ws: Workspace, head: EditionHead) -> date:
    sealed = head.sealed.astimezone().date()
    return rules.last_day(sealed, head.appeal_days, _differing(ws, sealed))


def _left(ws: Workspace, due: date) -> int:
    today = ws.today()
    return rules.days_left(today, due, _differing(ws, today)) if today < due else 0


def _differing(ws: Workspace, day: date) -> list[CalendarDay]:
    return [one for year in (day.year, day.year + 1) for one in calendar.days(ws, year)]


def _refuse_late(ws: Workspace, content: EditionText, made: Appeal) -> None:
    due = _due(ws, content.head)
    if made.filed is not None and made.filed.astimezone().date() > due:
        facts = {"day": due.isoformat(), "days": str(content.head.appeal_days)}
        raise ActionRefused(ActionFault.APPEAL_LATE, facts)


def _refuse_doubled(made: Appeal, sealed: Edition) -> None:
    for one in store.load_appeals_of(sealed.board, sealed.period):
        is_same = (one.visit, one.item, one.unit) == (made.visit, made.item, made.unit)
        if is_same and (one.is_open or one.edition == made.edition):
            raise ActionRefused(ActionFault.APPEAL_STANDS, {"appeal": one.id.hex[:8]})


def _inspectors(one: Appeal) -> frozenset[str]:
    """Who was on the visit, as sealed and as it is known now."""
    if one.visit is None or one.edition is None:
        return frozenset()
    content = edition.read(editions.find_edition(one.edition.hex))
    return rules.inspectors(content.frozen, one.visit) | store.load_participants(one.visit)
