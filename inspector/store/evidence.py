"""Whole visits by the hundred: the evidence from which the losses of a board are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.explanation import Evidence
from inspector.domain.photo import PhotoView
from inspector.domain.points import from_units
from inspector.domain.unit import Role
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Finding,
    Level,
    Method,
    Mode,
    Record,
    Visit,
    VisitPhoto,
    VisitState,
    VisitUnit,
)
from inspector.store.columns import from_milliseconds
from inspector.store.database import is_sqlite, rows
from inspector.store.log import chunks, rows_in, uuid_of
from inspector.store.selection import Selection

_OF_SUBJECT = (
    "(v.site = ? OR EXISTS (SELECT 1 FROM visit_unit l WHERE l.visit = v.id"
    " AND l.unit = ? AND l.void = 0))"
)
# Points may be given with any state, and a bonus is such points.
_LOST = "(state <> 'conforming' OR points IS NOT NULL)"
_NO_POINTS = Decimal(0)
# A look-up costs a quarter of a call of the enum.
_STATES = {state.value: state for state in AnswerState}


def load_evidence(chosen: Selection) -> Iterator[Evidence]:
    """The selected visits whole, in the order of day, start and number, without what is void."""
    for visits in _chosen(chosen, "", ()):
        yield from _evidence(visits, _persons(visits))


def load_lost_evidence(
    chosen: Selection, subject: UUID | None = None, sites: Collection[UUID] | None = None
) -> Iterator[Evidence]:
    """What lost or gained anything, or does not apply, on the visits to a site or of a unit.

    In the same order, without who inspected. With `sites` only visits to these, without a subject
    whoever answers for them.
    """
    condition = "" if subject is None else f" AND {_OF_SUBJECT}"
    values: tuple[UUID, ...] = () if subject is None else (subject, subject)
    if sites is None:
        found = _chosen(chosen, condition, values)
    else:
        # Sites are few against the days: the index of sites is the shorter way for SQLite.
        by_site = replace(chosen, is_most=is_sqlite())
        found = (
            visits
            for some in chunks(sorted(sites))
            for visits in _chosen(
                by_site,
                f"{condition} AND v.site IN ({', '.join('?' * len(some))})",
                (*values, *some),
            )
        )
    for visits in found:
        yield from _evidence(visits, {}, f" AND {_LOST}")


def _chosen(chosen: Selection, condition: str, values: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    found = rows(
        f"SELECT v.id FROM visit v WHERE {chosen.sql}{condition}"
        " ORDER BY v.day, v.started, v.number, v.id",
        (*chosen.parameters, *values),
    )
    return chunks(uuid_of(row[0]) for row in found)


def _evidence(
    visits: Sequence[UUID], persons: Mapping[UUID, Sequence[str]], only: str = ""
) -> Iterator[Evidence]:
    heads, places = _heads(visits)
    answers, findings, full = _answers(visits, only), _findings(visits), _full_marks(visits)
    photos, units = _photos(visits), _units(visits)
    for visit in visits:
        digests, links = [], []
        for link, digest in photos[visit]:
            links.append(link)
            digests.append(digest)
        record = Record(
            heads[visit],
            tuple(one for one, _name in units[visit]),
            (),
            tuple(answers[visit]),
            tuple(findings[visit]),
            tuple(links),
        )
        code, name = places[visit]
        names = {one.unit: unit_name for one, unit_name in units[visit]}
        yield Evidence(
            record,
            code,
            name,
            tuple(persons.get(visit, ())),
            names,
            tuple(digests),
            full.get(visit, _NO_POINTS),
        )


def _heads(visits: Sequence[UUID]) -> tuple[dict[UUID, Visit], dict[UUID, tuple[str, str]]]:
    heads, places = {}, {}
    for row in rows_in(
        "SELECT v.id, v.site, v.site_type, v.length_m, v.version, v.day, v.started, v.level,"
        " v.mode, v.method, v.campaign, v.number, s.code, s.name FROM visit v"
        " LEFT JOIN site s ON s.id = v.site WHERE v.id IN ({})",
        visits,
    ):
        visit = uuid_of(row[0])
        heads[visit] = _head(visit, *row[1:12])
        places[visit] = (row[12] or "", row[13] or "")
    return heads, places


def _head(
    visit: UUID,
    site: Any,
    site_type: str,
    length: int | None,
    version: Any,
    day: str,
    started: int,
    level: str,
    mode: str,
    method: str,
    campaign: str,
    number: str,
) -> Visit:
    return Visit(
        id=visit,
        site=uuid_of(site),
        site_type=site_type,
        length_m=_points(length),
        version=uuid_of(version),
        day=date.fromisoformat(day),
        started=from_milliseconds(started),
        state=VisitState.CLOSED,
        level=Level(level),
        mode=Mode(mode),
        method=Method(method),
        campaign=campaign,
        number=number,
    )


def _full_marks(visits: Sequence[UUID]) -> dict[UUID, Decimal]:
    sql = "SELECT visit, full_mark FROM total WHERE section = 0 AND visit IN ({})"
    return {uuid_of(visit): from_units(full) for visit, full in rows_in(sql, visits)}


def _answers(visits: Sequence[UUID], only: str) -> dict[UUID, list[Answer]]:
    found: dict[UUID, list[Answer]] = defaultdict(list)
    for visit, item, state, pieces, points, grade, note in rows_in(
        "SELECT visit, item, state, found, points, grade, note FROM answer"
        f" WHERE state IS NOT NULL{only} AND visit IN ({{}}) ORDER BY item",
        visits,
    ):
        found[uuid_of(visit)].append(
            Answer(item, _STATES[state], _points(pieces), _points(points), grade, note)
        )
    return found


def _findings(visits: Sequence[UUID]) -> dict[UUID, list[Finding]]:
    found: dict[UUID, list[Finding]] = defaultdict(list)
    for visit, identity, item, clause, occurrences, each, level, fixed, note in rows_in(
        "SELECT visit, id, item, clause, occurrences, points_each, level, fixed, note"
        " FROM finding WHERE void = 0 AND visit IN ({}) ORDER BY item, clause, id",
        visits,
    ):
        points = from_units(each or 0)
        found[uuid_of(visit)].append(
            Finding(uuid_of(identity), item, clause, occurrences, points, level, bool(fixed), note)
        )
    return found


def _photos(visits: Sequence[UUID]) -> dict[UUID, list[tuple[VisitPhoto, bytes]]]:
    found: dict[UUID, list[tuple[VisitPhoto, bytes]]] = defaultdict(list)
    for visit, identity, photo, item, finding, view, digest in rows_in(
        "SELECT l.visit, l.id, l.photo, l.item, l.finding, l.view, p.sha256 FROM visit_photo l"
        " JOIN photo p ON p.id = l.photo LEFT JOIN finding f ON f.id = l.finding"
        " WHERE l.void = 0 AND p.sha256 IS NOT NULL AND (f.id IS NULL OR f.void = 0)"
        " AND l.visit IN ({}) ORDER BY l.attached, l.id",
        visits,
    ):
        of_finding = None if finding is None else uuid_of(finding)
        link = VisitPhoto(uuid_of(identity), uuid_of(photo), item, of_finding, PhotoView(view))
        found[uuid_of(visit)].append((link, bytes(digest)))
    return found


def _units(visits: Sequence[UUID]) -> dict[UUID, list[tuple[VisitUnit, str]]]:
    found: dict[UUID, list[tuple[VisitUnit, str]]] = defaultdict(list)
    for visit, unit, role, item, share, name in rows_in(
        "SELECT l.visit, l.unit, l.role, l.item, l.share, u.name FROM visit_unit l"
        " JOIN unit u ON u.id = l.unit WHERE l.void = 0 AND l.visit IN ({})"
        " ORDER BY l.item, u.code, u.name, l.unit",
        visits,
    ):
        borne = Decimal(1) if share is None else from_units(share)
        found[uuid_of(visit)].append((VisitUnit(uuid_of(unit), Role(role), item, borne), name))
    return found


def _persons(visits: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for visit, name in rows_in(
        "SELECT l.visit, p.name FROM visit_person l JOIN person p ON p.id = l.person"
        " WHERE l.void = 0 AND l.visit IN ({}) ORDER BY p.name, l.person",
        visits,
    ):
        found[uuid_of(visit)].append(name)
    return found


def _points(units: int | None) -> Decimal | None:
    return None if units is None else from_units(units)
