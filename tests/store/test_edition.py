from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

from msgspec.structs import replace

from inspector.domain.board_rules import Additions, BoardRules, Metric, VetoItem
from inspector.domain.edition import canonical, digest
from inspector.domain.model.compliance import Pooling
from inspector.domain.model.deduction import NaRule
from inspector.domain.period import week_of
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState, Finding, VisitUnit
from inspector.files.lock import Lock
from inspector.paths import WorkspacePaths
from inspector.services import board_book, edition, edition_proof
from inspector.services.workspace import Workspace
from inspector.store import change, tables
from inspector.store.database import Database, rows
from inspector.store.edition import (
    FrozenSpan,
    fill,
    freeze,
    load_editions,
    load_heads,
    open_bench,
)
from inspector.store.merge import merge
from inspector.store.workspace import Device, Person
from tests.domain import scored_schemes
from tests.store import board_world
from tests.store.board_world import DAY

D = Decimal
NOW = datetime(2026, 12, 1, tzinfo=UTC)
WEEK = week_of(DAY)


def workspace_of(database: Database, folder: Path) -> Workspace:
    return Workspace(
        WorkspacePaths(folder),
        database,
        Device(uuid4(), "laptop", "L1"),
        Person(uuid4(), "office"),
        Lock(folder / "lock"),
        lambda: NOW,
    )


def district(origin: SchemeOrigin = SchemeOrigin.CRITERIA) -> UUID:
    """Two weeks of visits by every way of answering, also open, late and void ones."""
    items = [
        scored_schemes.item(1, "10", scored_schemes.POINTS, section=None),
        scored_schemes.item(2, "10", scored_schemes.deduct("0.5"), section=None),
        scored_schemes.item(3, "20", scored_schemes.deduct("1"), section=None),
        scored_schemes.item(4, "5", scored_schemes.BONUS, section=None),
    ]
    version = board_world.publish(scored_schemes.scheme(*items), uuid4(), origin=origin)
    streets = [board_world.unit(name, UnitClass.STREET) for name in ("b street", "A street")]
    bureau = board_world.unit("商务局", UnitClass.BUREAU)
    tables.SiteType.create(id=uuid4(), name="market", weight=D("0.4"))
    sites = [board_world.site(f"s{n}", ("market", "road")[n % 2]) for n in range(6)]
    for n in range(24):
        answers = [
            Answer(1, AnswerState.VALUED, points=D(n % 11) / 2),
            Answer(2, AnswerState.DEDUCTED if n % 3 else AnswerState.CONFORMING),
            Answer(3, AnswerState.NOT_APPLICABLE if n % 5 == 0 else AnswerState.CONFORMING),
        ]
        findings = [Finding(uuid4(), 2, occurrences=n % 4, points_each=D("0.5"))] if n % 3 else []
        board_world.visit(
            version,
            sites[n % 6],
            ("market", "road")[n % 2],
            [(streets[n % 2], Role.TERRITORIAL), (bureau, Role.LINE)],
            answers,
            findings,
            item_units=[VisitUnit(bureau, Role.LEAD, 2, D("0.5"))] if n % 4 == 0 else [],
            day=DAY - timedelta(days=n % 9),
            closed=None if n == 7 else NOW + timedelta(days=3) if n == 8 else board_world.CLOSED,
            void=n == 9,
            number=f"L1-{n}",
        )
    return version


def test_what_is_sealed_comes_out_again_of_either_database(
    database: Database, tmp_path: Path
) -> None:
    ws = workspace_of(database, tmp_path)
    with database.transaction():
        district()
    for board in ("units", "streets", "bureaus", "sites"):
        sealed = edition.seal(ws, board, WEEK)
        verdict = edition_proof.verify(edition.find(ws, sealed.id.hex))
        assert (verdict.is_right, verdict.rows) == (True, ()), board
    with database.transaction():
        assert change.check_chain() == []
        said = [one for one in change.check_fold() if one.facts.get("kind") == "edition"]
        assert said == []


def test_rules_with_all_that_reads_answers_come_out_again(
    database: Database, tmp_path: Path
) -> None:
    ws = workspace_of(database, tmp_path)
    with database.transaction():
        version = district()
        item = tables.SchemeVersion.get(tables.SchemeVersion.id == version).content.items[1].id
    strict = BoardRules(
        metrics=(
            Metric(weight=D("0.5"), na_rule=NaRule.FULL),
            Metric(weight=D("0.5"), na_rule=NaRule.ZERO),
        ),
        additions=Additions(veto_items=(VetoItem(item, points=D("0.25")),)),
    )
    board_book.add(ws, "strict", strict)
    sealed = edition.seal(ws, "strict", WEEK)
    text = edition.read(sealed)
    assert any(row.made is not None and row.made.vetoes for row in text.rows)
    assert edition_proof.verify(sealed).is_right


def test_imported_results_come_out_again(database: Database, tmp_path: Path) -> None:
    ws = workspace_of(database, tmp_path)
    with database.transaction():
        district(SchemeOrigin.RESULT)
    board_book.add(ws, "by content", BoardRules(metrics=(Metric(pooling=Pooling.BY_CONTENT),)))
    for board in ("units", "by content"):
        assert edition_proof.verify(edition.seal(ws, board, WEEK)).is_right


def test_the_same_district_is_the_same_bytes_in_either_database_in_any_order(
    database: Database, tmp_path: Path
) -> None:
    with database.transaction():
        version = district()
        span = FrozenSpan(DAY - timedelta(days=30), DAY, NOW, (version,))
        frozen = freeze(span)
        assert rows("SELECT COUNT(*) FROM visit WHERE void = 0")[0][0] == len(frozen["visit"])
    bench = open_bench()
    with bench.transaction():
        # Findings of one visit stay in their order: they have nothing else to be told apart by.
        turned = {name: found[::-1] for name, found in frozen.items() if name != "finding"}
        fill({**frozen, **turned})
        again = freeze(span)
        assert {name: again[name] for name in ("visit_person", "visit_photo")} == {
            "visit_person": [],
            "visit_photo": [],
        }
        assert again == frozen
        # Totals are not frozen: they follow from the answers.
        assert rows("SELECT COUNT(*) FROM total")[0][0] > 0
    bench.close()


def test_a_merge_in_any_order_leaves_the_same_edition(database: Database, tmp_path: Path) -> None:
    ws = workspace_of(database, tmp_path)
    with database.transaction():
        district()
    sealed = edition.seal(ws, "units", WEEK)
    data = canonical(edition.read(sealed))
    bench = open_bench()
    with database.transaction():
        changes = change.missing_from([])
    with bench.transaction():
        merge(changes[::-1])
        merge(changes)
    other = workspace_of(bench, tmp_path)
    found = edition.find(other, sealed.id.hex)
    assert canonical(edition.read(found)) == data
    assert edition.sha256_of(found) == digest(data)
    assert edition_proof.verify(found).is_right
    bench.close()


def test_the_heads_are_read_without_the_text(database: Database, tmp_path: Path) -> None:
    ws = workspace_of(database, tmp_path)
    with database.transaction():
        district()
    edition.seal(ws, "units", WEEK)
    edition.seal(ws, "sites", WEEK)
    with database.transaction():
        whole, heads = load_editions(), load_heads()
    assert all(set(one.content) == {"format", "sha256", "head"} for one in heads)  # type: ignore[arg-type]
    bare = [{**one.content, "text": None} for one in whole]  # type: ignore[dict-item]
    assert [{**one.content, "text": None} for one in heads] == bare  # type: ignore[dict-item]
    assert [replace(one, content=None) for one in heads] == [
        replace(one, content=None) for one in whole
    ]
