"""Reading photos: what is known of one, and where it hangs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from peewee import JOIN

from inspector.domain.photo import Photo
from inspector.domain.site import Place
from inspector.domain.visit import PhotoUse
from inspector.store import tables
from inspector.store.database import rows
from inspector.store.log import chunks
from inspector.store.reading import read

_LAST_PLACE = (
    "SELECT p.longitude, p.latitude FROM visit_photo AS l JOIN photo AS p ON p.id = l.photo"
    " WHERE l.visit = ? AND l.void = 0 AND p.longitude IS NOT NULL AND p.latitude IS NOT NULL"
    " ORDER BY l.attached DESC, l.id LIMIT 1"
)


def load_photos(ids: Iterable[UUID]) -> dict[UUID, Photo]:
    """The photos that are known here, by id."""
    found: dict[UUID, Photo] = {}
    for some in chunks(ids):
        places = ", ".join("?" * len(some))
        for photo in read(Photo, tables.Photo, f"id IN ({places})", some):
            found[photo.id] = photo
    return found


def load_uses(photo: UUID) -> tuple[PhotoUse, ...]:
    """Where a photo hangs, on visits that are not void, newest day first."""
    link, visit, site = tables.VisitPhoto, tables.Visit, tables.Site
    query: Any = (
        link.select(link.visit, link.item, visit.number, visit.day, site.name)
        .join(visit, on=(visit.id == link.visit))
        .join(site, JOIN.LEFT_OUTER, on=(site.id == visit.site))
        .where(link.photo == photo)
        .where(link.void == False, visit.void == False)  # noqa: E712
        .order_by(visit.day.desc(), visit.number, link.item)
    )
    return tuple(
        PhotoUse(row["visit"], row["number"], row["name"] or "", row["day"], row["item"])
        for row in query.dicts()
    )


def load_last_place(visit: UUID) -> Place | None:
    """Where the photo was taken that was hung on a visit last, of those that know their place."""
    found = rows(_LAST_PLACE, (visit,))
    return (Decimal(found[0][0]), Decimal(found[0][1])) if found else None


def load_all() -> list[Photo]:
    """All photos of the workspace."""
    query: Any = tables.Photo.select(tables.Photo.id).order_by(tables.Photo.id)
    return list(load_photos(row["id"] for row in query.dicts()).values())
