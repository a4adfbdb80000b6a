from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from inspector.domain.board_rules import BoardRules, Event, EventKind, Metric, Order
from inspector.domain.edition import (
    Difference,
    Edition,
    EditionFault,
    EditionText,
    VisitFate,
    canonical,
    digest,
    unwrapped,
    wrapped,
)
from inspector.domain.edition_row import Standing
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.ready_board import READY_BOARDS
from inspector.domain.visit import Answer
from inspector.errors import ActionFault, ActionRefused, NotFound, SealFault, SealRefused
from inspector.services import board_book, closing, edition, edition_proof, undo
from inspector.services.workspace import Workspace
from inspector.store import tables
from inspector.store.database import execute
from inspector.store.kind import creation
from inspector.store.total import load_scheme, recompute
from tests.services.test_board import WEEK, World, given, world

__all__ = ["world"]
D = Decimal


def seal(ws: Workspace, board: str = "units", **more: object) -> Edition:
    return edition.seal(ws, board, WEEK, **more)  # type: ignore[arg-type]


def judge(ws: Workspace, visit: UUID, answer: Answer) -> None:
    """Let an answer be another one, as a correction of the visit would leave it."""
    with ws.database.transaction():
        tables.Answer.update(points=answer.points).where(
            tables.Answer.visit == visit, tables.Answer.item == answer.item
        ).execute()
        recompute([visit])


def visit_of(ws: Workspace, number: str) -> UUID:
    with ws.database.transaction():
        return tables.Visit.get(tables.Visit.number == number).id  # type: ignore[no-any-return]


def test_a_sealed_board_comes_out_again_from_what_is_frozen(ws: Workspace, world: World) -> None:
    sealed = seal(ws)
    verdict = edition_proof.verify(sealed)
    assert (verdict.is_right, verdict.fault, verdict.rows) == (True, None, ())
    text = edition.read(sealed)
    assert [(row.name, row.rank, str(row.score), row.exact) for row in text.rows] == [
        ("east", 1, "95.00", "95/1"),
        ("west", 1 + 1, "66.00", "66/1"),
        ("trade", 1, "80.50", "161/2"),
    ]
    assert text.head.period == WEEK
    assert text.head.sealed_by == ws.person.name
    # Conforming items stand together, all others by themselves.
    assert all(len(row) == 3 for row in text.frozen["answer"])


def test_the_workspace_is_not_needed_to_verify(ws: Workspace, world: World, tmp_path: Path) -> None:
    sealed = seal(ws)
    out = edition.export(ws, sealed.id.hex, tmp_path / "east.edition")
    with ws.database.transaction():
        for table in ("answer", "finding", "total", "visit_unit"):
            execute(f"DELETE FROM {table}")
    assert edition_proof.verify(edition.find(ws, sealed.id.hex)).is_right
    assert edition_proof.verify_file(out).is_right
    told = edition.sha256_of(sealed)
    assert edition_proof.verify_file(out, told.upper()).is_right
    assert not edition_proof.verify_file(out, "0" * 64).is_right


def test_what_an_earlier_version_sealed_comes_out_again() -> None:
    # Never write this file anew: where it no longer comes out, a formula lost its number.
    golden = Path(__file__).parents[1] / "golden" / "edition-form-1.edition"
    verdict = edition_proof.verify_file(golden)
    assert (verdict.fault, verdict.rows, verdict.is_right) == (None, (), True)


def test_every_flipped_byte_is_found(ws: Workspace, world: World, tmp_path: Path) -> None:
    out = edition.export(ws, seal(ws).id.hex, tmp_path / "x.edition")
    content = out.read_bytes()
    for place in range(0, len(content) - 1, max(1, len(content) // 40)):
        out.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert not edition_proof.verify_file(out).is_right, place


def test_every_changed_letter_of_a_stored_edition_is_found(ws: Workspace, world: World) -> None:
    sealed = seal(ws)
    stored = json.dumps(sealed.content)
    for place in range(3, len(stored), len(stored) // 60):
        if stored[place] in '"\\{}:, ':
            continue
        other = "A" if stored[place] != "A" else "B"
        try:
            content = json.loads(stored[:place] + other + stored[place + 1 :])
        except json.JSONDecodeError:
            continue
        assert not edition_proof.verify(replace(sealed, content=content)).is_right, place


def test_a_better_score_under_a_new_hash_is_found(ws: Workspace, world: World) -> None:
    sealed = seal(ws)
    text = edition.read(sealed)
    better = replace(text.rows[1], score=D("99.00"), exact="99/1", rank=1)
    data = canonical(replace(text, rows=(text.rows[0], better, *text.rows[2:])))
    verdict = edition_proof.verify(replace(sealed, content=wrapped(text.head, data)))
    assert (verdict.told, verdict.is_same) == (verdict.found, False)
    (row,) = verdict.rows
    assert (row.name, row.before, row.after) == (
        "west",
        Standing(1, D("99.00"), "99/1"),
        Standing(2, D("66.00"), "66/1"),
    )


def test_what_is_stored_beside_the_text_is_proved_too(ws: Workspace, world: World) -> None:
    sealed = seal(ws)
    text = edition.read(sealed)
    data = unwrapped(sealed.content)[0]
    other = wrapped(replace(text.head, sealed_by="somebody else"), data)
    assert not edition_proof.verify(replace(sealed, content=other)).is_right


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, EditionFault.DAMAGED),
        ({"format": 1}, EditionFault.DAMAGED),
        ({"format": 2, "sha256": "", "text": ""}, EditionFault.NEWER),
        ({"format": 1, "sha256": "", "text": "no base64!"}, EditionFault.DAMAGED),
    ],
)
def test_what_cannot_be_read_is_told(
    ws: Workspace, world: World, content: object, fault: EditionFault
) -> None:
    broken = replace(seal(ws), content=content)
    assert edition_proof.verify(broken).fault is fault
    with pytest.raises(ActionRefused) as refused:
        edition.read(broken)
    assert refused.value.fault.value == f"edition_{fault.value}"


def test_all_that_stands_against_sealing_is_told_at_once(ws: Workspace, world: World) -> None:
    weighed = BoardRules(metrics=(Metric(weight=D("0.6")),))
    with ws.write("board.change") as edits:
        # The service refuses such rules, but they may come from another laptop.
        edits += creation("board", replace(READY_BOARDS["streets"], rules=weighed))
    with pytest.raises(SealRefused) as refused:
        edition.seal(ws, "streets", WEEK.following, cutoff=ws.now() + timedelta(days=400))
    assert [place for place, _kind, _facts in refused.value.rules] == ["metrics"]
    kinds = [fault for fault, _facts in refused.value.faults]
    assert kinds == [SealFault.CUTOFF_AHEAD, SealFault.NO_SCORES]
    assert edition.list_(ws) == ()


def test_a_period_is_sealed_once_and_then_corrected(ws: Workspace, world: World) -> None:
    first = seal(ws)
    with pytest.raises(SealRefused) as refused:
        seal(ws)
    assert refused.value.faults == ((SealFault.SEALED_BEFORE, {"edition": first.id.hex[:8]}),)
    with pytest.raises(ActionRefused) as unchanged:
        edition.correct(ws, first.id.hex, "nothing new")
    assert unchanged.value.fault is ActionFault.NOTHING_CHANGED

    judge(ws, visit_of(ws, "A-3"), given("5"))
    second = edition.correct(ws, first.id.hex, "the form was misread")
    text = edition.read(second)
    assert (second.number, second.corrects, text.head.reason) == (
        2,
        first.id,
        "the form was misread",
    )
    assert [row.name for row in text.changes.rows] == ["trade", "west"]
    assert text.changes.rows[1].before == Standing(2, D("66.00"), "66/1")
    assert [(one.number, one.fate) for one in text.changes.visits] == [("A-3", VisitFate.CHANGED)]
    # The old one is as it was; both come out again.
    kept = edition.find(ws, first.id.hex)
    assert edition.read(kept) == edition.read(first)
    assert edition_proof.verify(kept).is_right
    assert edition_proof.verify(second).is_right
    assert [one.corrected_by for one in edition.list_(ws)] == [second.id, None]
    with pytest.raises(ActionRefused) as late:
        edition.correct(ws, first.id.hex, "again")
    assert late.value.facts == {"edition": second.id.hex[:8]}


def test_a_corrected_visit_leaves_the_edition_and_is_told(ws: Workspace, world: World) -> None:
    sealed = seal(ws)
    assert edition.compare(ws, sealed.id.hex) == Difference()
    with ws.database.transaction():
        gone = visit_of(ws, "A-2")
        tables.Visit.update(void=True).where(tables.Visit.id == gone).execute()
        world.visit(world.road, given("4"), street=world.west, number="A-9")
    now = edition.compare(ws, sealed.id.hex)
    assert [(one.number, one.fate) for one in now.visits] == [
        ("A-2", VisitFate.GONE),
        ("A-9", VisitFate.ADDED),
    ]
    assert {row.name for row in now.rows} == {"east", "west", "trade"}
    assert edition.find(ws, sealed.id.hex).content == sealed.content


def test_a_visit_that_is_open_for_now_is_not_left_out_by_a_correction(
    ws: Workspace, world: World
) -> None:
    sealed = seal(ws)
    closing.reopen(ws, visit_of(ws, "A-3"), "misread")
    assert [(one.number, one.fate) for one in edition.compare(ws, sealed.id.hex).visits] == [
        ("A-3", VisitFate.CHANGED)
    ]
    with pytest.raises(SealRefused) as refused:
        edition.correct(ws, sealed.id.hex, "misread")
    assert refused.value.faults == ((SealFault.REOPENED, {"visit": "A-3"}),)
    closing.void(ws, visit_of(ws, "A-3"), "wrong site")
    text = edition.read(edition.correct(ws, sealed.id.hex, "wrong site"))
    assert [(one.number, one.fate) for one in text.changes.visits] == [("A-3", VisitFate.GONE)]


def test_a_correction_goes_by_the_sealed_rules_unless_new_ones_are_asked_for(
    ws: Workspace, world: World
) -> None:
    sealed = seal(ws)
    event = Event(world.west, WEEK.first, EventKind.BONUS, "praised", "leader", D(2))
    new = BoardRules(order=Order(decimals=1))
    new = replace(new, additions=replace(new.additions, events=(event,)))
    board_book.change(ws, "units", rules=new)
    assert edition.compare(ws, sealed.id.hex).rules == ("additions",)
    second = edition.correct(ws, sealed.id.hex, "bonus approved late")
    assert [str(row.score) for row in edition.read(second).rows] == ["95.00", "68.00", "80.50"]
    third = edition.correct(ws, second.id.hex, "one decimal", with_new_rules=True)
    assert [str(row.score) for row in edition.read(third).rows] == ["95.0", "68.0", "80.5"]
    assert edition.read(third).changes.rules == ("order",)
    assert all(edition_proof.verify(one).is_right for one in (second, third))


def test_lists_come_out_again_with_how_often_in_a_row(ws: Workspace, world: World) -> None:
    with ws.database.transaction():
        for weeks in (1, 2, 3, 5):
            world.visit(world.market, given("1"), day=-7 * weeks)
            world.visit(world.road, given("9"), day=-7 * weeks, street=world.west)
        world.visit(world.market, given("0"), given("0", 2))
        world.visit(world.market, given("0"), given("0", 2))
        world.visit(world.hall, given("0"), given("0", 2))
    last = ListRule(ListKind.BLACK, line=Line(last=1), groups=("street",), rungs=("a", "b", "c"))
    strict = BoardRules(lists=ListRules(rules=(last,)))
    board_book.change(ws, "units", rules=strict)
    sealed = seal(ws)
    text = edition.read(sealed)
    assert [(one.subject, one.measure) for one in text.lists] == [(world.east, "c")]
    assert text.lists[0].times > 3
    assert edition_proof.verify(sealed).is_right
    fewer = replace(text, lists=(replace(text.lists[0], times=1),))
    data = canonical(fewer)
    assert not edition_proof.verify_text(data, digest(data)).is_right


@pytest.mark.parametrize("board", ["sites", "segments", "streets"])
def test_every_kind_of_board_comes_out_again(ws: Workspace, world: World, board: str) -> None:
    assert edition_proof.verify(seal(ws, board)).is_right


def test_nothing_that_was_sealed_is_taken_back(ws: Workspace, world: World) -> None:
    sealed = seal(ws)
    with pytest.raises(ActionRefused) as refused:
        undo.undo(ws)
    assert refused.value.fault is ActionFault.EDITION_SEALED
    assert edition.find(ws, sealed.id.hex) == sealed
    with pytest.raises(NotFound):
        edition.find(ws, "ffff")


def test_a_foreign_edition_leaves_no_schemes_behind(ws: Workspace, world: World) -> None:
    sealed = seal(ws)
    text = edition.read(sealed)
    foreign = _with_full_mark_of(text, "40")
    data = canonical(foreign)
    verdict = edition_proof.verify_text(data, digest(data))
    assert not verdict.is_right
    assert verdict.rows
    with ws.read():
        assert load_scheme(world.version).item(1).full_mark == D(10)


def _with_full_mark_of(text: EditionText, full_mark: str) -> EditionText:
    """The edition with the first item of its scheme worth something else."""
    (row,) = json.loads(json.dumps(text.frozen["scheme_version"]))
    row[-1][6][0][4] = full_mark
    return replace(text, frozen={**text.frozen, "scheme_version": [row]})
