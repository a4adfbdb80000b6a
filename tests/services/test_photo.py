"""Photos put on a visit."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from inspector.domain.photo import Mark, MarkKind, PhotoState, PhotoView
from inspector.domain.visit import AnswerState
from inspector.errors import ActionRefused, FileFault, FileRefused, NotFound
from inspector.files.photo_store import photo_path
from inspector.services import answer, closing, photo, undo, visit
from inspector.services.workspace import Workspace
from tests.services import made_up
from tests.services.made_up import CONFORM, DEDUCT


def picture(red: int = 200) -> bytes:
    """A small JPEG of one colour."""
    held = io.BytesIO()
    Image.new("RGB", (80, 60), (red, 90, 40)).save(held, "JPEG")
    return held.getvalue()


@pytest.fixture
def head(ws: Workspace) -> UUID:
    made_up.publish(ws)
    return visit.start(ws, made_up.add_site(ws).id).visit.id


def test_the_original_is_kept_and_linked(ws: Workspace, head: UUID, tmp_path: Path) -> None:
    file = tmp_path / "here.jpg"
    file.write_bytes(picture())
    attached = photo.attach(ws, head, CONFORM, file, view=PhotoView.FAR)
    stored = photo_path(ws.paths, attached.photo.sha256, attached.photo.format)
    assert stored.read_bytes() == picture()
    assert (attached.photo.width, attached.photo.height, attached.photo.taken) == (80, 60, None)
    assert visit.load(ws, head).photos == (attached.link,)
    assert attached.link.view is PhotoView.FAR
    assert attached.uses == ()


def test_the_same_photo_is_kept_once_and_told(ws: Workspace, head: UUID) -> None:
    first = photo.attach(ws, head, CONFORM, picture())
    before = ws.last_change
    again = photo.attach(ws, head, CONFORM, picture())
    assert again.link == first.link
    assert [use.item for use in again.uses] == [CONFORM]
    assert ws.last_change is before
    other = visit.start(ws, made_up.add_site(ws, "0102").id).visit
    elsewhere = photo.attach(ws, other.id, DEDUCT, picture())
    assert [(use.visit, use.item) for use in elsewhere.uses] == [(head, CONFORM)]
    assert len(list(ws.paths.photos.rglob("*.jpg"))) == 1


def test_a_photo_of_a_finding_goes_with_it(ws: Workspace, head: UUID) -> None:
    finding = answer.deduct(ws, head, DEDUCT, "a")
    attached = photo.attach(ws, head, DEDUCT, picture(), finding=finding.id)
    assert visit.load(ws, head).photos == (attached.link,)
    answer.answer(ws, head, DEDUCT, AnswerState.CONFORMING)
    assert visit.load(ws, head).photos == ()
    with pytest.raises(NotFound):
        photo.attach(ws, head, DEDUCT, picture(), finding=finding.id)


def test_a_photo_is_taken_off_and_its_bytes_stay(ws: Workspace, head: UUID) -> None:
    attached = photo.attach(ws, head, CONFORM, picture())
    photo.remove(ws, head, attached.link.id)
    assert visit.load(ws, head).photos == ()
    assert photo_path(ws.paths, attached.photo.sha256, attached.photo.format).is_file()
    with pytest.raises(NotFound):
        photo.remove(ws, head, attached.link.id)
    assert photo.attach(ws, head, CONFORM, picture()).link != attached.link


@pytest.mark.parametrize(
    ("data", "fault"),
    [(b"no picture", FileFault.NOT_A_PHOTO), (picture()[:400], FileFault.CUT_PHOTO)],
)
def test_what_is_no_whole_photo_is_refused(
    ws: Workspace, head: UUID, data: bytes, fault: FileFault
) -> None:
    with pytest.raises(FileRefused) as refusal:
        photo.attach(ws, head, CONFORM, data)
    assert refusal.value.fault is fault
    assert visit.load(ws, head).photos == ()
    assert not list(ws.paths.photos.rglob("*.*"))


def test_nothing_is_kept_for_a_visit_that_takes_none(ws: Workspace, head: UUID) -> None:
    closing.void(ws, head, "by mistake")
    with pytest.raises(ActionRefused):
        photo.attach(ws, head, CONFORM, picture())
    with pytest.raises(NotFound):
        photo.attach(ws, ws.new_id(), 0, picture())
    assert not list(ws.paths.photos.rglob("*.*"))


def test_a_photo_is_found_by_its_file(ws: Workspace, head: UUID, tmp_path: Path) -> None:
    file = tmp_path / "here.jpg"
    file.write_bytes(picture())
    attached = photo.attach(ws, head, CONFORM, file)
    assert photo.find(ws, head, CONFORM, file) == attached.link
    for item, source in ((DEDUCT, picture()), (CONFORM, picture(90))):
        file.write_bytes(source)
        with pytest.raises(NotFound):
            photo.find(ws, head, item, file)
    photo.remove(ws, head, attached.link.id)
    file.write_bytes(picture())
    with pytest.raises(NotFound):
        photo.find(ws, head, CONFORM, file)


def test_marks_lie_over_the_photo_and_are_undone(ws: Workspace, head: UUID) -> None:
    attached = photo.attach(ws, head, CONFORM, picture())
    drawn = (
        Mark(MarkKind.ARROW, Decimal("0.1"), Decimal("0.2"), Decimal("0.5"), Decimal("0.75")),
        Mark(MarkKind.TEXT, Decimal(0), Decimal(0), Decimal(1), Decimal(1), "油污 ← 看这里"),
    )
    photo.mark(ws, head, attached.link.id, drawn)
    assert visit.load(ws, head).photos[0].marks == drawn
    photo.mark(ws, head, attached.link.id, drawn[:1])
    assert visit.load(ws, head).photos[0].marks == drawn[:1]
    undo.undo(ws)
    assert visit.load(ws, head).photos[0].marks == drawn
    assert photo.state(ws, attached.photo) is PhotoState.WHOLE
    with pytest.raises(NotFound):
        photo.mark(ws, head, ws.new_id(), drawn)


def test_a_photo_says_what_it_shows(ws: Workspace, head: UUID) -> None:
    attached = photo.attach(ws, head, CONFORM, picture())
    photo.show_as(ws, head, attached.link.id, PhotoView.DOOR)
    assert visit.load(ws, head).photos[0].view is PhotoView.DOOR


def test_a_photo_is_looked_at_before_it_is_kept(ws: Workspace, head: UUID, tmp_path: Path) -> None:
    card = tmp_path / "card" / "DCIM"
    card.mkdir(parents=True)
    (card / "b.JPG").write_bytes(picture(10))
    (card / "a.jpg").write_bytes(picture(20))
    (card / "index.txt").write_text("no photo")
    (card / ".hidden.jpg").write_bytes(picture(30))
    loose = tmp_path / "loose.heic"
    loose.write_bytes(b"cut")
    found = photo.files_in((card.parent, loose, loose))
    assert [path.name for path in found] == ["a.jpg", "b.JPG", "loose.heic"]
    seen = photo.look_at(found[0])
    assert (seen.photo.width, seen.photo.height) == (80, 60)
    assert len(seen.rows) == 3 * seen.width * seen.height
    assert max(seen.width, seen.height) == 80
    with pytest.raises(FileRefused):
        photo.look_at(loose)
    assert not list(ws.paths.photos.rglob("*.*"))
    kept = photo.keep(ws, found[0])
    attached = photo.attach_kept(ws, head, CONFORM, (kept,))
    assert attached[0].photo == kept == photo.load(ws, (kept.id,))[kept.id]
    assert photo.uses(ws, kept.id)[0].item == CONFORM
    assert photo.thumbnail(ws, kept.sha256, kept.format).startswith(b"\xff\xd8")
    width, height, rows = photo.pixels(ws, kept)
    assert (width, height, len(rows)) == (80, 60, 80 * 60 * 3)


def test_a_photo_that_is_gone_or_other_is_told(ws: Workspace, head: UUID) -> None:
    kept = photo.attach(ws, head, CONFORM, picture()).photo
    original = photo_path(ws.paths, kept.sha256, kept.format)
    original.write_bytes(picture(90))
    assert photo.state(ws, kept) is PhotoState.CHANGED
    original.unlink()
    assert photo.state(ws, kept) is PhotoState.MISSING
    with pytest.raises(FileRefused):
        photo.pixels(ws, kept)
