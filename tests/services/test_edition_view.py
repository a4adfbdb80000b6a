"""An edition read as cards: the same as in the workspace, and nothing of a broken one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.domain.redblack_view import Card, RedBlackView
from inspector.errors import ActionFault, ActionRefused, FileFault, FileRefused
from inspector.services import edition, edition_view, redblack_view
from inspector.store.database import execute
from tests.services.test_board import WEEK
from tests.ui.board_world import Office
from tests.ui.redblack_world import listed_office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = listed_office(tmp_path)
    yield made
    made.close()


@pytest.fixture
def file(desk: Office, tmp_path: Path) -> Path:
    """The edition of the week, as the office sends it."""
    out = tmp_path / "streets.edition"

    def write(_progress: object) -> None:
        sealed = edition.seal(desk.ws, "streets", WEEK)
        edition.export(desk.ws, sealed.id.hex, out)

    desk.call(write)
    return out


def told(view: RedBlackView) -> list[tuple[object, ...]]:
    def one(card: Card) -> tuple[object, ...]:
        photos = sorted(photo.sha256 for photo in card.photos)
        lost = [reason.lost for reason in card.reasons]
        entry = card.entry
        return entry.subject_name, entry.rank, entry.score, entry.times, entry.measure, lost, photos

    return [one(card) for card in view.cards]


def test_a_file_shows_the_same_cards_as_the_workspace(desk: Office, file: Path) -> None:
    live = desk.call(lambda _progress: redblack_view.look(desk.ws, period=WEEK))
    found = edition_view.open_file(file)
    assert told(found) == told(live.view)
    assert found.sealed is not None
    assert found.sealed.id == live.standing.id
    assert live.is_as_sealed
    assert found.ranking.district == "示例区"
    east, west = (found.trends[card.key] for card in found.cards)
    assert [str(one) for one in west] == ["100.00", "66.00"]
    assert len(east) == len(west)


def test_photos_are_shown_where_a_workspace_has_them(desk: Office, file: Path) -> None:
    alone = edition_view.open_file(file)
    assert alone.lacks_photos
    beside = desk.call(lambda _progress: edition_view.open_file(file, desk.ws))
    assert not beside.lacks_photos
    assert [one.photo.format for card in beside.cards for one in card.photos] == ["jpg", "jpg"]


def test_what_changed_since_is_told_and_the_edition_stays(desk: Office, file: Path) -> None:
    def change(_progress: object) -> None:
        with desk.ws.database.transaction():
            execute("UPDATE total SET got = got - 10000")

    desk.call(change)
    look = desk.call(lambda _progress: redblack_view.look(desk.ws, period=WEEK))
    assert look.standing is not None
    assert not look.is_as_sealed
    stored = desk.call(lambda _progress: edition_view.open_stored(desk.ws, look.standing.id))
    assert told(stored) == told(edition_view.open_file(file))
    assert told(stored) != told(look.view)


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (lambda data: data.replace(b"goods outside", b"goods inside."), FileFault.SEAL_BROKEN),
        (lambda data: data.replace(b'"score":"66.00"', b'"score":"86.00"'), FileFault.SEAL_BROKEN),
        (lambda data: data[:-65] + b"0" * 64 + b"\n", FileFault.SEAL_BROKEN),
        (lambda data: data[:1000], FileFault.NO_EDITION),
        (lambda _data: b"PK\x03\x04 something else", FileFault.NO_EDITION),
        (lambda _data: b"", FileFault.NO_EDITION),
    ],
)
def test_a_broken_file_is_refused(file: Path, broken, fault: FileFault) -> None:  # type: ignore[no-untyped-def]
    before = file.read_bytes()
    after = broken(before)
    assert after != before
    file.write_bytes(after)
    with pytest.raises(FileRefused) as refused:
        edition_view.open_file(file)
    assert refused.value.fault is fault


def test_numbers_that_do_not_come_out_are_refused_under_any_hash(file: Path) -> None:
    from inspector.domain.edition import as_file, digest, of_file

    data, _told = of_file(file.read_bytes())
    forged = data.replace(b'"score":"66.00"', b'"score":"86.00"')
    assert forged != data
    file.write_bytes(as_file(forged, digest(forged)))
    with pytest.raises(FileRefused) as refused:
        edition_view.open_file(file)
    assert refused.value.fault is FileFault.SEAL_BROKEN


def test_a_newer_edition_asks_for_a_newer_program(file: Path) -> None:
    from inspector.domain.edition import as_file, digest, of_file

    data, _told = of_file(file.read_bytes())
    newer = data.replace(b'"format":1,"frozen"', b'"format":2,"frozen"')
    assert newer != data
    file.write_bytes(as_file(newer, digest(newer)))
    with pytest.raises(FileRefused) as refused:
        edition_view.open_file(file)
    assert refused.value.fault is FileFault.EDITION_NEWER


def test_a_damaged_edition_of_the_workspace_is_refused(desk: Office, file: Path) -> None:
    look = desk.call(lambda _progress: redblack_view.look(desk.ws, period=WEEK))

    def damage(_progress: object) -> None:
        with desk.ws.database.transaction():
            execute('UPDATE edition SET content = replace(content, \'"text":"\', \'"text":"AAAA\')')

    desk.call(damage)
    with pytest.raises(ActionRefused) as refused:
        desk.call(lambda _progress: edition_view.open_stored(desk.ws, look.standing.id))
    assert refused.value.fault is ActionFault.EDITION_DAMAGED
    assert desk.call(lambda _p: redblack_view.look(desk.ws, period=WEEK)).standing is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        edition_view.open_file(tmp_path / "nowhere.edition")
    assert refused.value.fault is FileFault.MISSING
