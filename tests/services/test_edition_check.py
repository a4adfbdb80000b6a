from __future__ import annotations

from uuid import uuid4

from msgspec.structs import replace

from inspector.domain.appeal import Decision
from inspector.domain.check import CheckFinding
from inspector.services import appeal, edition
from inspector.services.check import check
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.edition import load_editions
from inspector.store.kind import creation
from inspector.wording.check import finding
from tests.services.test_appeal import Office, office

__all__ = ["office"]


def said(ws: Workspace) -> list[CheckFinding]:
    return [one for one in check(ws) if one.kind.startswith(("edition", "appeal"))]


def test_what_is_in_order_is_not_mentioned(office: Office) -> None:
    made = office.file()
    appeal.decide(office.ws, made.id.hex, Decision.UPHELD, "seen")
    assert said(office.ws) == []


def test_an_altered_edition_is_told(office: Office) -> None:
    content = dict(office.sealed.content)  # type: ignore[arg-type]
    with office.ws.database.transaction():
        tables.Edition.update(content={**content, "sha256": "0" * 64}).execute()
    (found,) = said(office.ws)
    assert (found.kind, found.record) == ("edition_damaged", office.sealed.id.hex[:8])
    assert found.record in finding(found)


def test_what_two_offices_sealed_apart_is_told(office: Office) -> None:
    with office.ws.write("edition.seal") as edits:
        edits += creation("edition", replace(office.sealed, id=uuid4()))
    with office.ws.read():
        ids = [one.id.hex[:8] for one in load_editions()]
    assert [(one.kind, one.record) for one in said(office.ws)] == [
        ("edition_twice", each) for each in ids
    ]
    assert "2026-W47" in finding(said(office.ws)[0])
    assert len(edition.list_(office.ws)) == 2


def test_a_decision_by_somebody_who_was_there_is_told(office: Office) -> None:
    made = office.file()
    appeal.decide(office.ws, made.id.hex, Decision.UPHELD, "seen")
    with office.ws.database.transaction():
        tables.VisitPerson.create(visit=office.visit, person=office.ws.person.id)
    (found,) = said(office.ws)
    assert (found.kind, found.facts) == ("appeal_own", {"name": office.ws.person.name})
    assert office.ws.person.name in finding(found)
