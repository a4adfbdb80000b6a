from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import peewee
import pytest
from msgspec.structs import replace

from inspector.domain.change import Author, Change, Edit, unpack
from inspector.domain.wire import Wire
from inspector.errors import ActionFault, ActionRefused, NotFound, Stale
from inspector.store import change
from inspector.store.database import Database, execute, open_postgresql, open_sqlite, rows
from inspector.store.kind import KINDS
from inspector.store.log import heads_of
from inspector.store.merge import merge
from inspector.store.schema import upgrade

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
OPEN: list[Wire] = [None, None, None, None]
CONFORMING: list[Wire] = ["conforming", None, None, None]


def _author(minutes: int = 0) -> Author:
    return Author(UUID(int=1), UUID(int=2), NOW + timedelta(minutes=minutes), 480)


def _edit(kind: str, root: UUID, register: str, after: Wire, key: tuple = (), **seen: Wire) -> Edit:
    before = seen.get("seen", KINDS[kind].defaults[register])
    return Edit(kind, root, key, register, before, after)


def _visit(root: UUID, note: str = "雨") -> Change:
    return change.save(_author(), "visit.start", [_edit("visit", root, "note", note)])


def _answers() -> list[tuple]:
    return rows('SELECT "item", "state", "note" FROM "answer" ORDER BY "item"')


@pytest.fixture
def open_database(database: Database) -> Iterator[Database]:
    with database.transaction():
        yield database


@pytest.mark.usefixtures("open_database")
def test_a_saved_action_is_one_change_its_rows_and_its_heads() -> None:
    root = uuid4()
    first = _visit(root)
    edits = [
        _edit("answer", root, "judged", CONFORMING, (3,)),
        _edit("answer", root, "note", "n", (3,)),
    ]
    second = change.save(_author(1), "visit.answer", edits, reason="because")
    assert _answers() == [(3, "conforming", "n")]
    assert heads_of([root]) == {root: [second.id]}
    assert unpack(second)[0].heads == (first.id,)
    assert (second.number, second.prev) == (2, first.id)
    assert change.load(second.id) == second
    assert change.history(root) == [first, second]
    assert change.recent(5) == [second, first]
    assert change.recent(1, UUID(int=1)) == [second]
    assert change.recent(1, UUID(int=9)) == []
    assert change.holds(first.id)
    assert not change.holds(uuid4())
    with pytest.raises(NotFound):
        change.load(uuid4())


@pytest.mark.usefixtures("open_database")
@pytest.mark.parametrize("count", [1, 20])
def test_a_stale_edit_writes_nothing_and_shows_both_values(count: int) -> None:
    root = uuid4()
    made = _visit(root)
    change.save(_author(), "x", [_edit("answer", root, "judged", CONFORMING, (7,))])
    before = change.recent(9)
    edits = [_edit("answer", root, "note", "n", (item,)) for item in range(10, 10 + count)]
    with pytest.raises(Stale) as caught:
        change.save(_author(), "x", [*edits, _edit("answer", root, "judged", OPEN, (7,))])
    assert (caught.value.seen, caught.value.found) == (OPEN, CONFORMING)
    assert (caught.value.root, caught.value.key) == (root, (7,))
    assert change.recent(9) == before
    assert made.id not in heads_of([root])[root]
    assert len(heads_of([root])[root]) == 1
    change.save(_author(), "x", edits)
    assert len(_answers()) == count + 1


@pytest.mark.usefixtures("open_database")
def test_an_answer_with_nothing_recorded_has_no_row() -> None:
    root = uuid4()
    _visit(root)
    first = change.save(_author(), "x", [_edit("answer", root, "judged", CONFORMING, (1,))])
    noted = change.save(_author(), "x", [_edit("answer", root, "note", "n", (1,))])
    change.undo(_author(), first.id)
    assert _answers() == [(1, None, "n")]
    change.undo(_author(), noted.id)
    assert _answers() == []
    assert change.check_fold() == []


@pytest.mark.usefixtures("open_database")
def test_creating_is_undone_by_void_and_done_again_by_undoing_that() -> None:
    root = uuid4()
    made = _visit(root)
    undone = change.undo(_author(), made.id)
    assert rows('SELECT "void", "note" FROM "visit"') == [(1, "雨")]
    assert (undone.change.action, undone.change.reason) == ("undo", str(made.id))
    change.undo(_author(), undone.change.id)
    assert rows('SELECT "void" FROM "visit"') == [(0,)]
    change.undo(_author(), made.id)
    assert rows('SELECT "void" FROM "visit"') == [(1,)]


@pytest.mark.usefixtures("open_database")
def test_undo_leaves_what_others_wrote_since_and_names_them() -> None:
    root = uuid4()
    made = _visit(root)
    both = [
        _edit("visit", root, "note", "晴", seen="雨"),
        _edit("visit", root, "mode", "announced"),
    ]
    twice = change.save(_author(), "x", both)
    later = change.save(_author(), "x", [_edit("visit", root, "note", "阴", seen="晴")])
    undone = change.undo(_author(), twice.id)
    assert [edit.register for edit in undone.edits] == ["mode"]
    assert [(write.register, write.change) for write in undone.kept] == [("note", later.id)]
    with pytest.raises(ActionRefused) as caught:
        change.undo(_author(), made.id)
    assert caught.value.fault is ActionFault.NOTHING_TO_UNDO
    assert str(later.id) in caught.value.facts["by"]


@pytest.mark.usefixtures("open_database")
def test_an_edit_below_a_void_record_brings_it_back() -> None:
    root = uuid4()
    _visit(root)
    change.save(_author(), "visit.void", [_edit("visit", root, "void", True)])
    made = change.save(_author(), "x", [_edit("answer", root, "judged", CONFORMING, (1,))])
    assert rows('SELECT "void" FROM "visit"') == [(0,)]
    edits = {(edit.kind, edit.register): edit.after for edit in unpack(made)[0].edits()}
    assert edits == {("answer", "judged"): CONFORMING, ("visit", "void"): False}


@pytest.mark.usefixtures("open_database")
def test_a_change_needs_a_head_of_what_it_newly_points_to() -> None:
    site, unit, person, visit = uuid4(), uuid4(), uuid4(), uuid4()
    heads = [
        change.save(_author(), "x", [_edit("site", site, "code", "0317")]).id,
        change.save(_author(), "x", [_edit("unit", unit, "code", "U1")]).id,
    ]
    made = change.save(
        _author(),
        "visit.start",
        [
            _edit("visit", visit, "subject", [site.hex, "market", None]),
            _edit("visit_unit", visit, "share", 10000, (unit.hex, "territorial", 0)),
            _edit("person", person, "name", "测试员"),
            _edit("visit_person", visit, "void", False, (person.hex,)),
        ],
    )
    assert made.needs == tuple(sorted(heads))
    again = [_edit("visit_unit", visit, "share", 5000, (unit.hex, "territorial", 0), seen=10000)]
    assert change.save(_author(), "x", again).needs == ()


@pytest.mark.usefixtures("open_database")
def test_an_import_of_thousands_of_roots_is_one_change() -> None:
    roots = [uuid4() for _ in range(2000)]
    made = change.save(
        _author(),
        "site.import",
        [_edit("site", root, "code", f"{place:04}") for place, root in enumerate(roots)],
    )
    changed = change.save(
        _author(),
        "site.import",
        [
            _edit("site", root, "code", f"A{place:04}", seen=f"{place:04}")
            for place, root in enumerate(roots)
        ],
    )
    assert len(unpack(changed)) == 2000
    assert heads_of(roots) == {root: [changed.id] for root in roots}
    change.undo(_author(), changed.id)
    assert rows('SELECT min("code"), max("code") FROM "site"') == [("0000", "1999")]
    change.undo(_author(), made.id)
    assert rows('SELECT sum("void") FROM "site"') == [(2000,)]


@pytest.mark.usefixtures("open_database")
def test_what_is_immutable_keeps_its_first_content() -> None:
    root = uuid4()
    default = KINDS["edition"].defaults["content"]
    assert isinstance(default, list)
    content = [*default[:-1], {"rows": []}]
    made = change.save(_author(), "seal", [_edit("edition", root, "content", content)])
    other = [*default[:-1], {"rows": [1]}]
    change.save(_author(), "x", [_edit("edition", root, "content", other, seen=content)])
    assert rows('SELECT "content" FROM "edition"') == [('{"rows":[]}',)]
    assert rows('SELECT "clash" FROM "conflict"') == [("immutable",)]
    change.undo(_author(), made.id)
    assert rows('SELECT "void", "content" FROM "edition"') == [(1, '{"rows":[]}')]


@pytest.mark.usefixtures("open_database")
def test_what_a_receiver_lacks_is_what_its_chain_tips_do_not_reach() -> None:
    root = uuid4()
    made = [_visit(root)]
    for note in "abcd":
        seen = "雨" if note == "a" else chr(ord(note) - 1)
        edit = _edit("visit", root, "note", note, seen=seen)
        made.append(change.save(_author(), "x", [edit]))
    assert change.missing_from([]) == made
    assert change.missing_from([made[2].id]) == made[3:]
    assert change.missing_from([made[2].id, uuid4()]) == made[3:]
    assert change.missing_from(change.chain_tips()) == []


def test_a_restored_backup_forks_the_chain_and_nothing_is_left_behind(
    database: Database, tmp_path: Path
) -> None:
    """The restored copy uses numbers again that the office already has."""
    restored = open_sqlite(tmp_path / "restored.db", must_exist=False)
    upgrade(restored, tmp_path, lambda: None)
    root, other = uuid4(), uuid4()
    with database.transaction():
        made = [_visit(root), _visit(other)]
    with restored.transaction():
        merge(made[:1])
        again = change.save(_author(9), "x", [_edit("visit", root, "mode", "announced")])
        assert again.number == made[1].number
    with database.transaction():
        tips = change.chain_tips()
        merge([again])
        assert {each.id for each in change.missing_from(tips)} == {again.id}
        assert {each.id for each in change.missing_from([again.id])} == {made[1].id}
        assert set(change.chain_tips()) == {made[1].id, again.id}
        (finding,) = change.check_chain()
        assert finding.kind == "device_copied"
        assert finding.facts == {"device": str(UUID(int=1)), "number": "1"}
    restored.close()


def _noted(root: UUID, note: str, seen: str) -> Change:
    return change.save(_author(), "x", [_edit("visit", root, "note", note, seen=seen)])


def _fail_after_saving(database: Database, root: UUID) -> None:
    with database.transaction():
        _noted(root, "雪", "雨")
        raise ZeroDivisionError


def test_numbers_go_on_after_what_was_taken_back(database: Database) -> None:
    root = uuid4()
    with database.transaction():
        first = _visit(root)
    with pytest.raises(ZeroDivisionError):
        _fail_after_saving(database, root)
    with database.transaction():
        with pytest.raises(ZeroDivisionError):
            _fail_after_saving(database, root)
        second = _noted(root, "阴", "雨")
        with database.transaction():
            third = _noted(root, "晴", "阴")
        fourth = _noted(root, "雾", "晴")
        assert change.check_chain() == []
    made = (first, second, third, fourth)
    assert [each.number for each in made] == [1, 2, 3, 4]
    assert [each.prev for each in made] == [None, first.id, second.id, third.id]


def test_numbers_go_on_after_what_came_back_from_elsewhere(
    database: Database, tmp_path: Path
) -> None:
    root = uuid4()
    elsewhere = open_sqlite(tmp_path / "elsewhere.db", must_exist=False)
    upgrade(elsewhere, tmp_path, lambda: None)
    with database.transaction():
        first = _visit(root)
    with elsewhere.transaction():
        merge([first])
        later = _noted(root, "阴", "雨")
    elsewhere.close()
    with database.transaction():
        merge([later])
        last = _noted(root, "晴", "阴")
        assert change.check_chain() == []
    assert (last.prev, last.number) == (later.id, 3)


def test_eight_users_write_one_record_and_one_head_stays(
    database: Database, postgresql: str
) -> None:
    if isinstance(database.inner, peewee.SqliteDatabase):
        pytest.skip("SQLite has one writer")
    root = uuid4()
    with database.transaction():
        _visit(root)
        (name,) = rows("SELECT current_database()")[0]
    address = postgresql.replace("/postgres?", f"/{name}?")
    failed: list[BaseException] = []

    def work(user: int) -> None:
        own = open_postgresql(address)
        author = replace(_author(), device=UUID(int=100 + user))
        try:
            for item in range(10):
                edit = _edit("answer", root, "judged", CONFORMING, (user * 100 + item,))
                with own.transaction():
                    change.save(author, "x", [edit])
        except BaseException as error:
            failed.append(error)
        finally:
            own.close()

    threads = [threading.Thread(target=work, args=(user,)) for user in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with database.transaction():
        assert len(heads_of([root])[root]) == 1
        assert len(_answers()) == 80
        assert change.check_fold() == []
        assert rows('SELECT count(*) FROM "conflict"') == [(0,)]


@pytest.mark.usefixtures("open_database")
def test_nothing_is_saved_on_a_root_whose_heads_are_lost() -> None:
    root = uuid4()
    _visit(root)
    execute('UPDATE "touch" SET "last" = 0')
    with pytest.raises(RuntimeError, match=str(root)):
        change.save(_author(), "x", [_edit("answer", root, "judged", CONFORMING, (1,))])
    change.refold()
    change.save(_author(), "x", [_edit("answer", root, "judged", CONFORMING, (1,))])


@pytest.mark.usefixtures("open_database")
def test_a_refold_makes_every_table_anew() -> None:
    root, site = uuid4(), uuid4()
    _visit(root)
    change.save(_author(), "x", [_edit("site", site, "code", "0317")])
    change.save(_author(), "x", [_edit("answer", root, "judged", CONFORMING, (1,))])
    tables = ("visit", "site", "answer", "touch", "conflict")
    before = [sorted(rows(f'SELECT * FROM "{table}"'), key=str) for table in tables]
    execute('DELETE FROM "answer"')
    execute('UPDATE "site" SET "code" = \'wrong\'')
    execute('UPDATE "touch" SET "last" = 0')
    change.refold()
    assert [sorted(rows(f'SELECT * FROM "{table}"'), key=str) for table in tables] == before


@pytest.mark.usefixtures("open_database")
@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ('UPDATE "visit" SET "note" = \'other\'', "row_differs"),
        ('DELETE FROM "answer"', "row_differs"),
        ('UPDATE "touch" SET "last" = 1', "heads_differ"),
        ('UPDATE "touch" SET "last" = 0', "heads_differ"),
    ],
)
def test_the_check_finds_rows_that_the_log_does_not_explain(statement: str, kind: str) -> None:
    root = uuid4()
    _visit(root)
    change.save(_author(), "x", [_edit("answer", root, "judged", CONFORMING, (1,))])
    assert change.check_fold() == []
    execute(statement)
    (finding,) = change.check_fold()
    assert (finding.kind, finding.record) == (kind, str(root))


@pytest.mark.usefixtures("open_database")
def test_the_check_finds_a_row_without_any_change() -> None:
    root = uuid4()
    execute('INSERT INTO "calendar" ("id", "name") VALUES (?, ?)', (root, "x"))
    (finding,) = change.check_fold()
    assert (finding.kind, finding.record) == ("row_unexplained", str(root))


@pytest.mark.usefixtures("open_database")
def test_the_check_finds_a_change_that_was_rewritten_or_removed() -> None:
    root = uuid4()
    first = _visit(root)
    second = change.save(_author(), "x", [_edit("visit", root, "mode", "announced")])
    assert change.check_chain() == []
    execute('UPDATE "change" SET "person" = ? WHERE "id" = ?', (uuid4(), second.id))
    (finding,) = change.check_chain()
    assert (finding.kind, finding.record) == ("change_damaged", str(second.id))
    assert finding.facts == {"detail": "hash"}
    execute('UPDATE "change" SET "person" = ? WHERE "id" = ?', (UUID(int=2), second.id))
    execute('DELETE FROM "change" WHERE "id" = ?', (first.id,))
    found = change.check_chain()
    assert {each.kind for each in found} == {"change_missing"}
    assert {each.kind for each in change.check_fold()} >= {"touch_differs"}
