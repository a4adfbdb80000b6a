"""Reading photos: what is known of one, and where it hangs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from peewee import JOIN

from inspector.domain.photo import Photo
from inspector.domain.site import Place
from inspector.domain.visit import PhotoUse
from inspector.store import tables
from inspector.store.log import chunks
from inspector.store.reading import read


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
    link, photo = tables.VisitPhoto, tables.Photo
    query: Any = (
        link.select(photo.longitude, photo.latitude)
        .join(photo, on=(photo.id == link.photo))
        .where(link.visit == visit, link.void == False)  # noqa: E712
        .where(photo.longitude.is_null(False), photo.latitude.is_null(False))
        .order_by(link.attached.desc(), link.id)
        .limit(1)
    )
    for row in query.dicts():
        return row["longitude"], row["latitude"]
    return None


def load_all() -> list[Photo]:
    """All photos of the workspace."""
    query: Any = tables.Photo.select(tables.Photo.id).order_by(tables.Photo.id)
    return list(load_photos(row["id"] for row in query.dicts()).values())
