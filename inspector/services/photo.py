"""Photos of a visit: taking one in, putting it on an item or a finding, taking it off again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain import answering
from inspector.domain.change import Edit
from inspector.domain.photo import Mark, Photo, PhotoFormat, PhotoState, PhotoView, photo_id
from inspector.domain.visit import PhotoUse, VisitPhoto
from inspector.errors import FileFault, FileRefused, NotFound, Noun
from inspector.files import photo_copy
from inspector.files.photo import photo_bytes, read_photo
from inspector.files.photo_store import check_photo, keep_photo, photo_path, read_thumbnail
from inspector.services.workspace import Workspace
from inspector.store.kind import creation, difference
from inspector.store.photo import load_photos, load_uses
from inspector.store.total import load_scheme
from inspector.store.visit import load_item_findings, load_record, load_visit
from inspector.store.visit import load_photos as load_links

SCREEN_PIXELS = 6000
_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"})


class Attached(Struct, frozen=True):
    """A photo that hangs on a visit; `uses` is where the same photo hung before."""

    link: VisitPhoto
    photo: Photo
    uses: tuple[PhotoUse, ...]


def attach(
    ws: Workspace,
    visit: UUID,
    item: int,
    source: Path | bytes,
    *,
    finding: UUID | None = None,
    view: PhotoView = PhotoView.NEAR,
) -> Attached:
    """Put one photo on an item, as `attach_all` does."""
    return attach_all(ws, visit, item, (source,), finding=finding, view=view)[0]


def attach_all(
    ws: Workspace,
    visit: UUID,
    item: int,
    sources: Sequence[Path | bytes],
    *,
    finding: UUID | None = None,
    view: PhotoView = PhotoView.NEAR,
) -> tuple[Attached, ...]:
    """Put photos on an item of an open visit (0: the visit itself) or on one of its findings.

    All of them or none, in one change; the original bytes are on the disk before it. The same
    photo is kept once; on the same place again it changes nothing. Raises FileRefused for what is
    no whole photo, NotFound and ActionRefused as for an answer.
    """
    with ws.read():
        _check(visit, item, finding)
    kept = [keep(ws, source) for source in sources]
    return attach_kept(ws, visit, item, kept, finding=finding, view=view)


def attach_kept(
    ws: Workspace,
    visit: UUID,
    item: int,
    kept: Sequence[Photo],
    *,
    finding: UUID | None = None,
    view: PhotoView = PhotoView.NEAR,
) -> tuple[Attached, ...]:
    """Put photos that `keep` has taken in on an item or a finding, as `attach_all` does."""
    with ws.write("visit.photo") as edits:
        _check(visit, item, finding)
        edits += unknown_photos(kept)
        place = (item, finding)
        hanging = {
            link.photo: link
            for link in load_links(visit)
            if (link.item, link.finding) == place and not link.void
        }
        attached: list[Attached] = []
        # What was hung in the same millisecond is listed by id: it shall be the order given.
        for identity, photo in zip(sorted(ws.new_id() for _ in kept), kept, strict=True):
            if photo.id not in hanging:
                link = VisitPhoto(identity, photo.id, item, finding, view, ws.now())
                edits += creation("visit_photo", link, visit)
                hanging[photo.id] = link
            attached.append(Attached(hanging[photo.id], photo, load_uses(photo.id)))
    return _with_repeats(ws, attached)


def remove(ws: Workspace, visit: UUID, link: UUID) -> None:
    """Take a photo off an open visit; its bytes stay, because another visit may show it."""
    _change(ws, "visit.photo.remove", visit, link, void=True)


def show_as(ws: Workspace, visit: UUID, link: UUID, view: PhotoView) -> None:
    """Say what a photo of an open visit shows; raises NotFound and ActionRefused."""
    _change(ws, "visit.photo.view", visit, link, view=view)


def mark(ws: Workspace, visit: UUID, link: UUID, marks: Sequence[Mark]) -> None:
    """Put these marks, and no others, over a photo of an open visit; the original stays.

    Raises NotFound and ActionRefused.
    """
    _change(ws, "visit.photo.mark", visit, link, marks=tuple(marks))


def load(ws: Workspace, ids: Iterable[UUID]) -> dict[UUID, Photo]:
    """What the bytes of these photos say, by id; without those not known here."""
    with ws.read():
        return load_photos(ids)


def uses(ws: Workspace, photo: UUID) -> tuple[PhotoUse, ...]:
    """Where a photo hangs, on visits that are not void, newest day first."""
    with ws.read():
        return load_uses(photo)


def thumbnail(ws: Workspace, sha256: bytes, kind: PhotoFormat) -> bytes:
    """A JPEG of 320 pixels on its long side, without the database; raises FileRefused."""
    return read_thumbnail(ws.paths, sha256, kind)


def state(ws: Workspace, photo: Photo) -> PhotoState:
    """Whether the original is still what its hash says, without the database."""
    return check_photo(ws.paths, photo.sha256, photo.format)


def pixels(ws: Workspace, photo: Photo, long_side: int = SCREEN_PIXELS) -> tuple[int, int, bytes]:
    """Width, height and RGB rows of the upright original for a screen; raises FileRefused.

    Needs no database. What is larger on its long side is made smaller.
    """
    return photo_copy.pixels(photo_path(ws.paths, photo.sha256, photo.format), long_side)


class Intake(Struct, frozen=True):
    """A photo that waits to be put somewhere: what its bytes say, and a small picture of it.

    `rows` are RGB, `width` pixels in each.
    """

    photo: Photo
    width: int
    height: int
    rows: bytes


def look_at(source: Path | bytes) -> Intake:
    """Read a photo to the end without keeping it; raises FileRefused as `keep` does."""
    facts, small = photo_copy.facts_and_pixels(source)
    return Intake(facts, *small)


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files among these and in the folders among them, by name, without hidden ones.

    In a folder only what is named as a photo counts. Raises FileRefused for a folder that cannot
    be read.
    """
    found: list[Path] = []
    for path in paths:
        found += _photos_below(path) if path.is_dir() else [path]
    return tuple(dict.fromkeys(found))


def keep(ws: Workspace, source: Path | bytes) -> Photo:
    """Keep the original bytes of a photo under their hash, synced, and say what they hold.

    Raises FileRefused for what is no whole photo, or cannot be read or kept.
    """
    data = photo_bytes(source)
    photo = read_photo(data, source if isinstance(source, Path) else None)
    keep_photo(ws.paths, data, photo)
    return photo


def find(ws: Workspace, visit: UUID, item: int, source: Path) -> VisitPhoto:
    """Where the photo in a file hangs on an item of a visit (0: on the visit itself).

    Raises NotFound where it does not, and FileRefused for a file that cannot be read.
    """
    photo = photo_id(sha256(photo_bytes(source)).digest())
    with ws.read():
        for link in load_record(visit).photos:
            if (link.item, link.photo) == (item, photo):
                return link
    raise NotFound(Noun.PHOTO, source.name)


def _with_repeats(ws: Workspace, attached: Sequence[Attached]) -> tuple[Attached, ...]:
    """The same, with the use that the same photo got earlier in the same act."""
    told: list[Attached] = []
    seen: set[UUID] = set()
    with ws.read():
        for each in attached:
            repeated = each.photo.id in seen and not each.uses
            told.append(replace(each, uses=load_uses(each.photo.id)) if repeated else each)
            seen.add(each.photo.id)
    return tuple(told)


def unknown_photos(photos: Iterable[Photo]) -> list[Edit]:
    """The edits that make photos known that are not; inside a transaction."""
    given = {photo.id: photo for photo in photos}
    known = load_photos(given)
    return [
        edit
        for identity, photo in given.items()
        if identity not in known
        for edit in creation("photo", photo)
    ]


def _change(ws: Workspace, action: str, visit: UUID, link: UUID, **fields: Any) -> None:
    with ws.write(action) as edits:
        answering.check_open(load_visit(visit))
        for old in load_links(visit):
            if old.id == link and not old.void:
                edits += difference("visit_photo", old, replace(old, **fields), visit)
                return
        raise NotFound(Noun.PHOTO, str(link))


def _photos_below(folder: Path) -> list[Path]:
    try:
        return sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
        )
    except OSError as error:
        raise FileRefused(folder, FileFault.UNREADABLE, detail=str(error)) from error


def _check(visit: UUID, item: int, finding: UUID | None) -> None:
    head = load_visit(visit)
    answering.check_open(head)
    if item:
        answering.item_of(load_scheme(head.version), head.site_type, item)
    if finding is None:
        return
    if finding not in {each.id for each in load_item_findings(visit, item)}:
        raise NotFound(Noun.FINDING, str(finding))
