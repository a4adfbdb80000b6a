"""Visits: starting one, correcting its head, seeing where it stands, listing, bulk entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import count
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain import answering, scoring
from inspector.domain.change import Edit
from inspector.domain.period import month_of, week_of
from inspector.domain.photo import Photo
from inspector.domain.rescoring import Scoring, rescore, score
from inspector.domain.scheme import Scheme
from inspector.domain.score import ItemResult, LossLine, Missing, Total
from inspector.domain.site import Site
from inspector.domain.visit import (
    Level,
    Method,
    Mode,
    Record,
    Visit,
    VisitLine,
    VisitPerson,
    VisitState,
    VisitUnit,
)
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun
from inspector.services.closing import needed
from inspector.services.item_place import ItemPlace
from inspector.services.photo import unknown_photos
from inspector.services.workspace import Workspace
from inspector.store.kind import creation, difference
from inspector.store.site import get_site, units_of
from inspector.store.total import load_scheme
from inspector.store.visit import (
    find_visits,
    last_number,
    load_lines,
    load_persons,
    load_record,
    load_units,
    load_visit,
    newest_version,
)
from inspector.store.workspace import find_person
from inspector.store.workspace import load_persons as load_everybody


class Started(Struct, frozen=True):
    """A visit that was started, and the other visits to its site in the same week or month."""

    visit: Visit
    others: tuple[VisitLine, ...]


class Standing(Struct, frozen=True):
    """How a visit stands: what was said, and the score that closing it now would give.

    `totals` begins with the whole visit (section 0); `missing` is what closing still asks for.
    """

    line: VisitLine
    record: Record
    scheme: Scheme
    site: Site
    results: tuple[ItemResult, ...]
    totals: tuple[Total, ...]
    missing: tuple[Missing, ...]

    @property
    def lines(self) -> tuple[LossLine, ...]:
        """What was lost where: adds up to 100 minus the printed score."""
        return scoring.explain(self.scheme, self.record)

    @property
    def is_open(self) -> bool:
        """Whether the visit takes answers now."""
        return self.line.state is VisitState.OPEN and not self.line.void


def start(
    ws: Workspace,
    site: UUID,
    version: UUID | None = None,
    *,
    level: Level = Level.DAILY_TEAM,
    mode: Mode = Mode.UNANNOUNCED,
    method: Method = Method.FIELD,
    campaign: str = "",
    persons: Sequence[str] = (),
    day: date | None = None,
    started: datetime | None = None,
) -> Started:
    """Start a visit: the scheme version (the newest unless given), the site's type and length and
    the units that answer for it on the day are frozen with it.

    `persons` are names, the person at the workspace unless given; a new name becomes known. `day`
    is the local day, `started` an aware moment. Raises NotFound for an unknown site or version,
    ActionRefused (NO_SCHEME) where nothing is published.
    """
    moment = ws.now() if started is None else started
    local = day or (ws.today() if started is None else started.astimezone().date())
    with ws.write("visit.start") as edits:
        place = _standing_site(site)
        frozen = version or newest_version()
        if frozen is None:
            raise ActionRefused(ActionFault.NO_SCHEME, {})
        load_scheme(frozen)
        visit = Visit(
            ws.new_id(),
            site,
            place.site_type,
            place.length_m,
            frozen,
            local,
            moment,
            level=level,
            mode=mode,
            method=method,
            campaign=campaign,
            number=_numbered(ws, last_number(ws.device.short) + 1),
        )
        edits += creation("visit", visit)
        for unit in _in_order(units_of(site, local)):
            edits += creation("visit_unit", unit, visit.id)
        edits += _people(ws, visit.id, persons or (ws.person.name,))
        others = _others(site, local)
    return Started(visit, others)


def move(ws: Workspace, visit: UUID, site: UUID, reason: str) -> Visit:
    """Move a visit to the site where it really was, for a reason.

    Site type, length and units are frozen anew as of the visit's day. Raises ActionRefused for a
    void visit, and for a closed one where the new site's type has another checklist.
    """
    with ws.write("visit.move", needed(reason)) as edits:
        old, place = load_visit(visit), _standing_site(site)
        if old.void:
            raise ActionRefused(ActionFault.VISIT_VOID, {})
        if old.state is VisitState.CLOSED and old.site_type != place.site_type:
            raise ActionRefused(ActionFault.VISIT_CLOSED, {})
        new = replace(old, site=site, site_type=place.site_type, length_m=place.length_m)
        edits += difference("visit", old, new)
        edits += _units_anew(new)
    return new


def set_day(ws: Workspace, visit: UUID, day: date, reason: str) -> Visit:
    """Correct the local day of a visit, for a reason; its units become those of that day."""
    with ws.write("visit.day", needed(reason)) as edits:
        old = load_visit(visit)
        if old.void:
            raise ActionRefused(ActionFault.VISIT_VOID, {})
        new = replace(old, day=day)
        edits += difference("visit", old, new)
        edits += _units_anew(new)
    return new


def add_persons(ws: Workspace, visit: UUID, names: Sequence[str]) -> tuple[str, ...]:
    """Add persons by name to an open visit and return the names of all who took part."""
    with ws.write("visit.persons") as edits:
        answering.check_open(load_visit(visit))
        edits += _people(ws, visit, names)
    with ws.read():
        return load_lines(ids=[visit], with_void=True)[0].persons


def list_(
    ws: Workspace,
    *,
    first: date | None = None,
    last: date | None = None,
    site: UUID | None = None,
    state: VisitState | None = None,
    with_void: bool = False,
) -> tuple[VisitLine, ...]:
    """Visits, newest day first; local days `first` to `last`, both included."""
    with ws.read():
        return load_lines(first=first, last=last, site=site, state=state, with_void=with_void)


def find(ws: Workspace, text: str) -> Visit:
    """The visit with this number, or whose id begins so, or of the site with this code.

    Of several visits to a site the only open one is meant, else the only one. Raises NotFound or
    Ambiguous (with the numbers).
    """
    with ws.read():
        found = load_lines(ids=find_visits(text.strip()), with_void=True)
        if not found:
            found = load_lines(site_code=text.strip())
            opened = tuple(line for line in found if line.state is VisitState.OPEN)
            found = opened or found
        if not found:
            raise NotFound(Noun.VISIT, text)
        if len(found) > 1:
            choices = tuple(f"{line.number} ({line.day}, {line.site_name})" for line in found)
            raise Ambiguous(Noun.VISIT, text, choices)
        return load_visit(found[0].id)


def load(ws: Workspace, visit: UUID) -> Record:
    """A whole visit as it stands, without what is void in it; raises NotFound."""
    with ws.read():
        return load_record(visit)


def show(ws: Workspace, visit: UUID) -> Standing:
    """How a visit stands, with its live score; raises NotFound."""
    with ws.read():
        record = load_record(visit)
        scheme = load_scheme(record.visit.version)
        line = load_lines(ids=[visit], with_void=True)[0]
        site = get_site(record.visit.site)
        return _standing(line, record, scheme, site, score(scheme, record))


def show_item(shown: Standing, place: ItemPlace) -> Standing:
    """How a visit stands with only this item of it otherwise."""
    record, item = shown.record, place.item.number
    answers = [each for each in record.answers if each.item != item]
    findings = [each for each in record.findings if each.item != item]
    if place.answer is not None:
        answers.append(place.answer)
    findings += place.findings
    kept = {None, *(each.id for each in findings)}
    answered = replace(
        record,
        answers=tuple(sorted(answers, key=lambda each: each.item)),
        findings=tuple(sorted(findings, key=lambda each: each.item)),
        photos=tuple(each for each in record.photos if each.finding in kept),
    )
    before = Scoring(shown.results, shown.totals, shown.missing)
    now = rescore(shown.scheme, answered, item, before)
    whole = now.totals[0]
    line = replace(shown.line, score=whole.printed_score, unanswered=whole.unanswered)
    return _standing(line, answered, shown.scheme, shown.site, now)


def _standing(
    line: VisitLine, record: Record, scheme: Scheme, site: Site, found: Scoring
) -> Standing:
    return Standing(line, record, scheme, site, found.results, found.totals, found.missing)


def record(
    ws: Workspace,
    records: Iterable[Record],
    action: str = "visit.record",
    photos: Iterable[Photo] = (),
) -> tuple[Visit, ...]:
    """Save whole visits as they are, many in one change; those without a number get one.

    `photos` describes the photos that hang on them (their bytes are kept already); those known
    here are left as they are. Meant for imports and samples: nothing is checked or frozen.
    """
    with ws.write(action) as edits:
        edits += unknown_photos(photos)
        saved, entered = entries(ws, records)
        edits += entered
    return saved


def entries(ws: Workspace, records: Iterable[Record]) -> tuple[tuple[Visit, ...], list[Edit]]:
    """The edits that enter whole visits, for a change that holds more than them.

    Visits without a number get one. To be called inside the transaction that saves the edits.
    """
    saved: list[Visit] = []
    edits: list[Edit] = []
    number = numbers(ws)
    for each in records:
        visit = each.visit
        if not visit.number:
            visit = replace(visit, number=next(number))
        saved.append(visit)
        edits += _whole(replace(each, visit=visit))
    return tuple(saved), edits


def _whole(each: Record) -> list[Edit]:
    visit = each.visit.id
    edits = creation("visit", each.visit)
    for name, parts in (
        ("visit_unit", each.units),
        ("visit_person", tuple(VisitPerson(person) for person in each.persons)),
        ("answer", each.answers),
        ("finding", each.findings),
        ("visit_photo", each.photos),
    ):
        for part in parts:
            edits += creation(name, part, visit)
    return edits


def numbers(ws: Workspace) -> Iterator[str]:
    """The numbers of the next visits made on this device."""
    return (_numbered(ws, number) for number in count(last_number(ws.device.short) + 1))


def _numbered(ws: Workspace, number: int) -> str:
    return f"{ws.device.short}-{number:04d}"


def _people(ws: Workspace, visit: UUID, names: Iterable[str]) -> list[Edit]:
    edits: list[Edit] = []
    present = {each.person: each for each in load_persons(visit)}
    everybody = load_everybody()
    for name in dict.fromkeys(name.strip() for name in names if name.strip()):
        person = ws.person if name == ws.person.name else find_person(name)
        if person.id not in everybody and person is not ws.person:
            edits += creation("person", person)
        old = present.get(person.id)
        if old is None:
            edits += creation("visit_person", VisitPerson(person.id), visit)
        elif old.void:
            edits += difference("visit_person", old, replace(old, void=False), visit)
    return edits


def _standing_site(site: UUID) -> Site:
    found = get_site(site)
    if found.void:
        raise NotFound(Noun.SITE, found.code or found.name)
    return found


def _others(site: UUID, day: date) -> tuple[VisitLine, ...]:
    week, month = week_of(day), month_of(day)
    first, last = min(week.first, month.first), max(week.last, month.last)
    return tuple(
        line
        for line in load_lines(site=site, first=first, last=last)
        if week.first <= line.day <= week.last or month.first <= line.day <= month.last
    )


def _units_anew(visit: Visit) -> list[Edit]:
    """Units of single items came with an import and belong to its rows: they stay."""
    old = {(unit.unit, unit.role): unit for unit in load_units(visit.id) if not unit.item}
    if not old and load_units(visit.id):
        return []
    units = _in_order(units_of(visit.site, visit.day))
    new = {(unit.unit, unit.role): unit for unit in units}
    edits: list[Edit] = []
    for key, unit in old.items():
        if key not in new:
            edits += difference("visit_unit", unit, replace(unit, void=True), visit.id)
    for key, unit in new.items():
        edits += difference("visit_unit", old.get(key), unit, visit.id)
    return edits


def _in_order(units: Iterable[VisitUnit]) -> list[VisitUnit]:
    """Always the same order, so that the same act makes the same change."""
    return sorted(units, key=lambda unit: (unit.role, unit.unit))
