"""Visits put straight into the tables, for the tests of totals and boards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from inspector.domain.scheme import Scheme, SchemeOrigin
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, Finding, VisitState, VisitUnit
from inspector.store import tables
from inspector.store.total import recompute

DAY = date(2026, 11, 18)
CLOSED = datetime.fromisoformat("2026-11-18T12:00").astimezone(UTC)


def publish(
    scheme: Scheme, scheme_id: UUID, number: int = 1, origin: SchemeOrigin = SchemeOrigin.CRITERIA
) -> UUID:
    version = uuid4()
    tables.SchemeVersion.create(
        id=version,
        scheme_id=scheme_id,
        number=number,
        title=scheme.title,
        published=CLOSED,
        origin=origin,
        content=scheme,
    )
    return version


def unit(name: str, unit_class: UnitClass, *, void: bool = False) -> UUID:
    identity = uuid4()
    tables.Unit.create(id=identity, code=name, name=name, unit_class=unit_class, void=void)
    return identity


def site(name: str, site_type: str) -> UUID:
    identity = uuid4()
    tables.Site.create(id=identity, code=name, name=name, site_type=site_type)
    return identity


def visit(
    version: UUID,
    place: UUID,
    site_type: str,
    units: Iterable[tuple[UUID, Role]] = (),
    answers: Iterable[Answer] = (),
    findings: Iterable[Finding] = (),
    *,
    item_units: Iterable[VisitUnit] = (),
    day: date = DAY,
    closed: datetime | None = CLOSED,
    void: bool = False,
    number: str = "",
) -> UUID:
    identity = uuid4()
    tables.Visit.create(
        id=identity,
        site=place,
        site_type=site_type,
        version=version,
        day=day,
        started=CLOSED,
        state=VisitState.OPEN if closed is None else VisitState.CLOSED,
        closed=closed,
        void=void,
        number=number,
        length_m=Decimal(420),
    )
    frozen = [*(VisitUnit(one, role) for one, role in units), *item_units]
    for one in frozen:
        tables.VisitUnit.create(
            visit=identity, unit=one.unit, role=one.role, item=one.item, share=one.share
        )
    for answer in answers:
        tables.Answer.create(
            visit=identity,
            item=answer.item,
            state=answer.state,
            found=answer.found,
            points=answer.points,
            grade=answer.grade,
            note=answer.note,
        )
    for finding in findings:
        tables.Finding.create(
            id=finding.id,
            visit=identity,
            item=finding.item,
            occurrences=finding.occurrences,
            points_each=finding.points_each,
            fixed=finding.fixed,
            note=finding.note,
            void=finding.void,
        )
    recompute([identity])
    return identity
