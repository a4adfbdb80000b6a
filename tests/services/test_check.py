"""What the check finds when somebody has tampered with a workspace, each told in a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing as shut
from pathlib import Path

import pytest

from inspector.domain.visit import AnswerState
from inspector.files.photo_store import photo_path
from inspector.services import answer, check, photo, visit, workspace
from inspector.services.workspace import Workspace
from inspector.wording.check import finding
from tests.services import made_up
from tests.services.test_photo import picture

Tamper = Callable[..., set[str]]


@pytest.fixture
def tamper(tmp_path: Path) -> Tamper:
    """Runs SQL on a closed workspace with an answered visit; the kinds that are found then."""
    folder = tmp_path / "workspace"
    opened = workspace.create(folder)
    made_up.publish(opened)
    head = visit.start(opened, made_up.add_site(opened).id).visit.id
    answer.answer(opened, head, made_up.CONFORM, AnswerState.NOT_APPLICABLE)
    answer.deduct(opened, head, made_up.DEDUCT, "a")
    assert check.check(opened) == []
    opened.close()

    def act(*statements: str) -> set[str]:
        with shut(sqlite3.connect(folder / "workspace.db")) as database:
            for statement in statements:
                assert database.execute(statement).rowcount > 0
            database.commit()
        again = workspace.open_workspace(folder)
        found = check.check(again)
        again.close()
        assert all(finding(each) for each in found)
        return {each.kind for each in found}

    return act


def test_an_untouched_workspace_is_well(tamper: Tamper) -> None:
    assert tamper() == set()


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        ("UPDATE site SET name = 'elsewhere'", {"row_differs"}),
        ("UPDATE finding SET occurrences = 9", {"row_differs", "total"}),
        ("UPDATE answer SET state = 'conforming' WHERE item = 1", {"row_differs", "total"}),
        ("UPDATE total SET got = got + 1 WHERE section = 0", {"total"}),
        ("DELETE FROM total", {"total"}),
        ("UPDATE touch SET last = 0", {"heads_differ"}),
        ("UPDATE change SET reason = 'another' WHERE action = 'visit.deduct'", {"change_damaged"}),
        ("UPDATE change SET person = device", {"change_damaged"}),
    ],
)
def test_what_was_altered_behind_the_program_is_found(
    tamper: Tamper, statement: str, kinds: set[str]
) -> None:
    assert tamper(statement) == kinds


def test_a_change_that_is_gone_is_missed(tamper: Tamper) -> None:
    found = tamper("DELETE FROM change WHERE action = 'visit.answer'")
    assert {"change_missing", "touch_differs", "root_unreadable"} <= found


def test_a_row_that_no_change_made_is_found(tamper: Tamper) -> None:
    row = "INSERT INTO person (id, name, team, void) VALUES (x'00112233445566778899aabbccddeeff'"
    assert tamper(f"{row}, 'nobody', '', 0)") == {"row_unexplained"}


def test_photos_are_compared_with_their_hashes(ws: Workspace) -> None:
    made_up.publish(ws)
    head = visit.start(ws, made_up.add_site(ws).id).visit.id
    attached = [photo.attach(ws, head, made_up.CONFORM, picture(red)) for red in (10, 240)]
    files = [photo_path(ws.paths, each.photo.sha256, each.photo.format) for each in attached]
    files[0].unlink()
    files[1].write_bytes(picture(120))
    found = check.check(ws)
    assert {(each.kind, each.record) for each in found} == {
        ("photo_missing", files[0].name),
        ("photo_changed", files[1].name),
    }
    photo.keep(ws, picture(10))
    photo.keep(ws, picture(240))
    assert check.check(ws) == []
