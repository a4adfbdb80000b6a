"""Photos of a visit: taking one in, putting it on an item or a finding, taking it off again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from inspector.domain import answering
from inspector.domain.change import Edit
from inspector.domain.photo import Photo, PhotoView
from inspector.domain.visit import PhotoUse, VisitPhoto
from inspector.errors import NotFound, Noun
from inspector.files.photo import photo_bytes, read_photo
from inspector.files.photo_store import keep_photo
from inspector.services.workspace import Workspace
from inspector.store.kind import creation, difference
from inspector.store.photo import load_photos, load_uses
from inspector.store.total import load_scheme
from inspector.store.visit import load_item_findings, load_visit
from inspector.store.visit import load_photos as load_links


@dataclass(frozen=True, slots=True)
class Attached:
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
    """Put a photo on an item of an open visit (0: the visit itself) or on one of its findings.

    The original bytes are on the disk before the change that names them. The same photo is kept
    once; on the same place again it changes nothing. Raises FileRefused for what is no whole
    photo, NotFound and ActionRefused as for an answer.
    """
    with ws.read():
        _check(visit, item, finding)
    photo = keep(ws, source)
    with ws.write("visit.photo") as edits:
        _check(visit, item, finding)
        uses = load_uses(photo.id)
        for link in load_links(visit):
            if (link.photo, link.item, link.finding) == (photo.id, item, finding) and not link.void:
                return Attached(link, photo, uses)
        edits += unknown_photos((photo,))
        link = VisitPhoto(ws.new_id(), photo.id, item, finding, view, ws.now())
        edits += creation("visit_photo", link, visit)
    return Attached(link, photo, uses)


def remove(ws: Workspace, visit: UUID, link: UUID) -> None:
    """Take a photo off an open visit; its bytes stay, because another visit may show it."""
    with ws.write("visit.photo.remove") as edits:
        answering.check_open(load_visit(visit))
        for old in load_links(visit):
            if old.id == link and not old.void:
                edits += difference("visit_photo", old, replace(old, void=True), visit)
                return
        raise NotFound(Noun.PHOTO, str(link))


def keep(ws: Workspace, source: Path | bytes) -> Photo:
    """Keep the original bytes of a photo under their hash, synced, and say what they hold.

    Raises FileRefused for what is no whole photo, or cannot be read or kept.
    """
    data = photo_bytes(source)
    photo = read_photo(data, source if isinstance(source, Path) else None)
    keep_photo(ws.paths, data, photo)
    return photo


def bytes_of(source: Path) -> bytes:
    """The bytes of a photo that hangs somewhere; raises FileRefused where it cannot be read."""
    return photo_bytes(source)


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


def _check(visit: UUID, item: int, finding: UUID | None) -> None:
    head = load_visit(visit)
    answering.check_open(head)
    if item:
        answering.item_of(load_scheme(head.version), head.site_type, item)
    if finding is None:
        return
    if finding not in {each.id for each in load_item_findings(visit, item)}:
        raise NotFound(Noun.FINDING, str(finding))
