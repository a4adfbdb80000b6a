"""Reading visits: one whole, a part of one, or a list of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from peewee import JOIN, fn

from inspector.domain.scheme import SchemeOrigin
from inspector.domain.score import Total, printed_score
from inspector.domain.visit import (
    Answer,
    Finding,
    LastVisit,
    Record,
    Visit,
    VisitLine,
    VisitPerson,
    VisitPhoto,
    VisitState,
    VisitUnit,
)
from inspector.errors import NotFound, Noun
from inspector.store import tables
from inspector.store.columns import from_milliseconds
from inspector.store.database import execute, rows
from inspector.store.log import chunks, uuid_of
from inspector.store.reading import maker, read, read_one, selected

_MOST_NOTES = 1_000
_NOTES = (
    "SELECT v.day, n.note FROM {} AS n JOIN visit AS v ON v.id = n.visit"
    " WHERE v.version = ? AND v.void = 0 AND n.item = ? AND n.note <> ''"
)
_ALL_NOTES = (
    f"SELECT note FROM ({_NOTES.format('finding')} AND n.void = 0 UNION ALL"
    f" {_NOTES.format('answer')}) AS said ORDER BY day DESC, note LIMIT {_MOST_NOTES}"
)
_SELECT_PLACE = (
    "SELECT v.state = 'open' AND v.void = 0, v.version, v.site_type,"
    f" {selected(Answer, tables.Answer, 'a')}, {selected(Finding, tables.Finding, 'f')}"
    " FROM visit AS v"
    " LEFT JOIN answer AS a ON a.visit = v.id AND a.item = ? AND a.state IS NOT NULL"
    " LEFT JOIN finding AS f ON f.visit = v.id AND f.item = ? AND f.void = 0"
    " WHERE v.id = ? ORDER BY f.clause, f.id"
)
_made_answer = maker(Answer, tables.Answer)
_made_finding = maker(Finding, tables.Finding)
_AT_ANSWER = 3
_AT_FINDING = _AT_ANSWER + len(Answer.__struct_fields__)
_LAST_VISITS = (
    "SELECT v.id, v.site, v.state, v.day, v.started, t.got, t.full_mark, t.bonus FROM visit AS v"
    " LEFT JOIN total AS t ON t.visit = v.id AND t.section = 0 WHERE v.id IN"
    " (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY site, state"
    " ORDER BY day DESC, started DESC, id) AS place FROM visit WHERE void = 0) AS ranked"
    " WHERE place = 1) ORDER BY v.day, v.started, v.id"
)
_SMALLEST, _LARGEST = "0" * 32, "f" * 32
_FEWEST_DIGITS = 4


class Place(Struct, frozen=True):
    """An item of a visit as whoever answers it needs it: little, because that is most often.

    `is_open` tells whether the visit takes answers; `findings` are without void ones.
    """

    is_open: bool
    version: UUID
    site_type: str
    answer: Answer | None
    findings: tuple[Finding, ...]


def load_visit(visit: UUID) -> Visit:
    """The head of a visit; raises NotFound."""
    head = read_one(Visit, tables.Visit, "id = ?", (visit,))
    if head is None:
        raise NotFound(Noun.VISIT, str(visit))
    return head


def load_record(visit: UUID) -> Record:
    """A whole visit as it stands, without what is void in it; raises NotFound."""
    findings = [each for each in load_findings(visit) if not each.void]
    kept = {None, *(finding.id for finding in findings)}
    return Record(
        load_visit(visit),
        tuple(unit for unit in load_units(visit) if not unit.void),
        tuple(person.person for person in load_persons(visit) if not person.void),
        load_answers(visit),
        tuple(findings),
        tuple(photo for photo in load_photos(visit) if not photo.void and photo.finding in kept),
    )


def load_units(visit: UUID) -> tuple[VisitUnit, ...]:
    """The units frozen with a visit, void ones too, items in order."""
    condition = "visit = ? ORDER BY item, role, unit"
    return tuple(read(VisitUnit, tables.VisitUnit, condition, (visit,)))


def load_persons(visit: UUID) -> tuple[VisitPerson, ...]:
    """Who took part in a visit, void ones too."""
    return tuple(read(VisitPerson, tables.VisitPerson, "visit = ? ORDER BY person", (visit,)))


def load_place(visit: UUID, item: int) -> Place:
    """What stands at one item of a visit; raises NotFound for an unknown visit."""
    found = execute(_SELECT_PLACE, (item, item, visit)).fetchall()
    if not found:
        raise NotFound(Noun.VISIT, str(visit))
    first = found[0]
    said = first[_AT_ANSWER:_AT_FINDING]
    findings: tuple[Finding, ...] = ()
    if first[_AT_FINDING] is not None:
        findings = tuple([_made_finding(row[_AT_FINDING:]) for row in found])
    return Place(
        bool(first[0]),
        uuid_of(first[1]),
        first[2],
        None if said[0] is None else _made_answer(said),
        findings,
    )


def load_answers(visit: UUID) -> tuple[Answer, ...]:
    """The answers of a visit, by item."""
    condition = "visit = ? AND state IS NOT NULL ORDER BY item"
    return tuple(read(Answer, tables.Answer, condition, (visit,)))


def load_findings(visit: UUID) -> tuple[Finding, ...]:
    """The findings of a visit, void ones too, by item."""
    condition = "visit = ? ORDER BY item, clause, id"
    return tuple(read(Finding, tables.Finding, condition, (visit,)))


def load_item_findings(visit: UUID, item: int) -> tuple[Finding, ...]:
    """The findings of one item of a visit, without void ones."""
    condition = "visit = ? AND item = ? AND void = 0 ORDER BY clause, id"
    return tuple(read(Finding, tables.Finding, condition, (visit, item)))


def load_photos(visit: UUID) -> tuple[VisitPhoto, ...]:
    """The photos put on a visit, void ones too, in the order in which they were put there."""
    condition = "visit = ? ORDER BY attached, id"
    return tuple(read(VisitPhoto, tables.VisitPhoto, condition, (visit,)))


def load_lines(
    *,
    first: date | None = None,
    last: date | None = None,
    site: UUID | None = None,
    state: VisitState | None = None,
    with_void: bool = False,
    ids: Iterable[UUID] | None = None,
    site_code: str | None = None,
) -> tuple[VisitLine, ...]:
    """Visits as list rows, newest day first; local days `first` to `last`, both included."""
    visit, place, version, total = (
        tables.Visit,
        tables.Site,
        tables.SchemeVersion,
        tables.Total,
    )
    query: Any = (
        visit.select(
            *(visit.id, visit.number, visit.day, visit.site, visit.site_type, visit.state),
            *(visit.void, visit.closed),
            *(place.code.alias("site_code"), place.name.alias("site_name")),
            *(version.title.alias("scheme_title"), total.got, total.full, total.bonus),
            total.unanswered,
        )
        .join(place, JOIN.LEFT_OUTER, on=(place.id == visit.site))
        .join(version, JOIN.LEFT_OUTER, on=(version.id == visit.version))
        .join(total, JOIN.LEFT_OUTER, on=((total.visit == visit.id) & (total.section == 0)))
    )
    for condition in (
        None if first is None else visit.day >= first,
        None if last is None else visit.day <= last,
        None if site is None else visit.site == site,
        None if state is None else visit.state == state,
        None if with_void else visit.void == False,  # noqa: E712
        None if ids is None else visit.id.in_(list(ids)),
        None if site_code is None else fn.lower(place.code) == site_code.lower(),
    ):
        query = query if condition is None else query.where(condition)
    found = list(query.order_by(visit.day.desc(), visit.number.desc(), visit.id).dicts())
    names = _person_names([row["id"] for row in found])
    return tuple(_line(row, names[row["id"]]) for row in found)


def load_last_visits() -> tuple[LastVisit, ...]:
    """The newest open and the newest closed visit to each site, without void ones."""
    return tuple(
        LastVisit(
            uuid_of(visit),
            uuid_of(site),
            VisitState(state),
            date.fromisoformat(day),
            from_milliseconds(started),
            printed_score(got, full, bonus) if full else None,
        )
        for visit, site, state, day, started, got, full, bonus in rows(_LAST_VISITS)
    )


def load_notes(version: UUID, item: int) -> tuple[str, ...]:
    """The notes on an item of a scheme version in all visits, the newest thousand."""
    return tuple(row[0] for row in rows(_ALL_NOTES, (version, item, version, item)))


def find_visits(text: str) -> tuple[UUID, ...]:
    """The visits with this number, whatever its case, or whose id begins with this text."""
    visit = tables.Visit
    named: Any = visit.select(visit.id).where(fn.lower(visit.number) == text.lower())
    if found := tuple(row["id"] for row in named.dicts()):
        return found
    digits = text.replace("-", "").lower()
    if (
        len(digits) < _FEWEST_DIGITS
        or len(digits) > len(_LARGEST)
        or set(digits) - set("0123456789abcdef")
    ):
        return ()
    low = UUID(digits + _SMALLEST[len(digits) :])
    high = UUID(digits + _LARGEST[len(digits) :])
    query: Any = visit.select(visit.id).where(visit.id >= low, visit.id <= high).order_by(visit.id)
    return tuple(row["id"] for row in query.dicts())


def newest_version() -> UUID | None:
    """The scheme version by which a visit is scored unless another is named."""
    table = tables.SchemeVersion
    query: Any = (
        table.select(table.id)
        .where(table.origin == SchemeOrigin.CRITERIA, table.void == False)  # noqa: E712
        .order_by(table.published.desc(), table.number.desc(), table.id)
        .limit(1)
    )
    return next((row["id"] for row in query.dicts()), None)


def last_number(short: str) -> int:
    """The highest running number among the visits that carry this device's short name."""
    prefix = f"{short}-"
    found = rows(
        "SELECT number FROM visit WHERE substr(number, 1, ?) = ?"
        " ORDER BY length(number) DESC, number DESC LIMIT 1",
        (len(prefix), prefix),
    )
    digits = found[0][0][len(prefix) :] if found else ""
    return int(digits) if digits.isdecimal() else 0


def _line(row: dict[str, Any], persons: tuple[str, ...]) -> VisitLine:
    unanswered = row.pop("unanswered")
    texts = {name: row[name] or "" for name in ("site_code", "site_name", "scheme_title")}
    return VisitLine(**{**_scored(row), **texts}, persons=persons, unanswered=unanswered or 0)


def _scored(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its printed score instead of the sums that it comes from."""
    got, full, bonus = row.pop("got"), row.pop("full"), row.pop("bonus")
    score = Total(0, got, full, bonus, 0, 0, 0, 0).printed_score if full else None
    return {**row, "score": score}


def _person_names(visits: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    names: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    link, person = tables.VisitPerson, tables.Person
    for some in chunks(visits):
        query: Any = (
            link.select(link.visit, person.name)
            .join(person, on=(person.id == link.person))
            .where(link.visit.in_(some))
            .where(link.void == False)  # noqa: E712
            .order_by(person.name)
        )
        for row in query.dicts():
            names[row["visit"]] += (row["name"],)
    return names
