"""What an item lost when the site was visited before, to be seen beside what is found now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from inspector.domain import scoring
from inspector.domain.photo import Photo
from inspector.domain.visit import Record, VisitPhoto, VisitState
from inspector.services.workspace import Workspace
from inspector.store.photo import load_photos
from inspector.store.total import load_scheme
from inspector.store.visit import load_lines, load_record

_VISITS = 12


class Earlier(Struct, frozen=True):
    """The last loss of an item at a site: points on the form, and how often it was found.

    `occurrences` is 0 where a value was given; `cover` is the first of its `photos`.
    """

    day: date
    points: Decimal
    occurrences: int
    photos: tuple[VisitPhoto, ...] = ()
    cover: Photo | None = None


def losses(ws: Workspace, visit: UUID) -> Mapping[int, Earlier]:
    """The last loss of each item of a visit at its site, by the item's number in the visit.

    Counted are the twelve closed visits before it that are not void, also those by another version
    of the scheme; an item without a loss in them is not there. Raises NotFound.
    """
    with ws.read():
        record = load_record(visit)
        now = record.visit
        numbers = {item.id: item.number for item in load_scheme(now.version).items}
        lines = load_lines(site=now.site, state=VisitState.CLOSED, last=now.day)
        found: dict[int, Earlier] = {}
        for line in [each for each in lines if each.id != visit][:_VISITS]:
            before = load_record(line.id)
            if before.visit.started < now.started:
                for item, loss in _losses(before).items():
                    if item in numbers:
                        found.setdefault(numbers[item], loss)
        return _covered(found)


def _losses(record: Record) -> dict[UUID, Earlier]:
    scheme = load_scheme(record.visit.version)
    found: dict[UUID, Earlier] = {}
    for result in scoring.record_results(scheme, record):
        if result.loss:
            times = [each.occurrences for each in record.findings if each.item == result.item]
            photos = tuple(each for each in record.photos if each.item == result.item)
            loss = Earlier(record.visit.day, result.loss, sum(times), photos)
            found[scheme.item(result.item).id] = loss
    return found


def _covered(found: Mapping[int, Earlier]) -> Mapping[int, Earlier]:
    photos = load_photos(each.photos[0].photo for each in found.values() if each.photos)
    return {
        item: Earlier(
            each.day,
            each.points,
            each.occurrences,
            each.photos,
            photos.get(each.photos[0].photo) if each.photos else None,
        )
        for item, each in found.items()
    }
