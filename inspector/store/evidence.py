"""Whole visits by the hundred: the evidence from which the losses of a board are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from peewee import JOIN

from inspector.domain.explanation import Evidence
from inspector.domain.photo import PhotoView
from inspector.domain.points import from_units
from inspector.domain.unit import Role
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Finding,
    Record,
    Visit,
    VisitPhoto,
    VisitUnit,
)
from inspector.store import tables
from inspector.store.database import rows
from inspector.store.log import chunks, rows_in, uuid_of
from inspector.store.selection import Selection


def load_evidence(chosen: Selection, subject: UUID | None = None) -> Iterator[Evidence]:
    """The selected visits whole, in the order of day, start and number, without what is void.

    With a subject only the visits to this site or of this unit.
    """
    of_subject = (
        " AND (v.site = ? OR EXISTS (SELECT 1 FROM visit_unit l WHERE l.visit = v.id"
        " AND l.unit = ? AND l.void = 0))"
    )
    found = rows(
        f"SELECT v.id FROM visit v WHERE {chosen.sql}{'' if subject is None else of_subject}"
        " ORDER BY v.day, v.started, v.number, v.id",
        chosen.parameters if subject is None else (*chosen.parameters, subject, subject),
    )
    for visits in chunks(uuid_of(row[0]) for row in found):
        yield from _whole(visits)


def _whole(visits: Sequence[UUID]) -> Iterator[Evidence]:
    heads, places = _heads(visits)
    answers, findings = _answers(visits), _findings(visits)
    photos, units, persons = _photos(visits), _units(visits), _persons(visits)
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
        yield Evidence(record, code, name, tuple(persons[visit]), names, tuple(digests))


def _heads(visits: Sequence[UUID]) -> tuple[dict[UUID, Visit], dict[UUID, tuple[str, str]]]:
    visit, site = tables.Visit, tables.Site
    query: Any = (
        visit.select(visit, site.code.alias("site_code"), site.name.alias("site_name"))
        .join(site, JOIN.LEFT_OUTER, on=(site.id == visit.site))
        .where(visit.id.in_(list(visits)))
    )
    heads, places = {}, {}
    for row in query.dicts():
        places[row["id"]] = (row.pop("site_code") or "", row.pop("site_name") or "")
        heads[row["id"]] = Visit(**row)
    return heads, places


def _answers(visits: Sequence[UUID]) -> dict[UUID, list[Answer]]:
    found: dict[UUID, list[Answer]] = defaultdict(list)
    for visit, item, state, pieces, points, grade, note in rows_in(
        "SELECT visit, item, state, found, points, grade, note FROM answer"
        " WHERE state IS NOT NULL AND visit IN ({}) ORDER BY item",
        visits,
    ):
        judged = AnswerState(state)
        found[uuid_of(visit)].append(
            Answer(item, judged, _points(pieces), _points(points), grade, note)
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
