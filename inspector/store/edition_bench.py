"""What the sheets of an edition tell beside its numbers: persons, photos, who answers for sites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias
from uuid import UUID

from peewee import JOIN

from inspector.domain.photo import Mark, PhotoFormat, PhotoView, photo_id
from inspector.store import tables
from inspector.store.edition import Frozen, insert_rows
from inspector.store.log import chunks
from inspector.store.workspace import DISTRICT_ID, District

PhotoLook: TypeAlias = "tuple[PhotoFormat, PhotoView, tuple[Mark, ...]]"
"""How a photo is kept, what it shows, and what is drawn over it."""
Looks: TypeAlias = "Mapping[tuple[str, int, str], PhotoLook]"
"""The look of a photo by visit, item and hash, in hex."""

_UNSEEN: PhotoLook = (PhotoFormat.JPEG, PhotoView.NEAR, ())
_WHOLE_VISIT = 0


def load_looks(frozen: Frozen) -> Looks:
    """How the photos of an edition look by what the workspace knows; only hashes are frozen."""
    visits = dict.fromkeys(UUID(hex=row[0]) for row in frozen["visit_photo"])
    link, photo = tables.VisitPhoto, tables.Photo
    found: dict[tuple[str, int, str], PhotoLook] = {}
    for some in chunks(visits):
        query: Any = (
            link.select(
                *(link.visit, link.item, link.view, link.marks),
                *(photo.sha256, photo.format),
            )
            .join(photo, JOIN.INNER, on=(photo.id == link.photo))
            .where(link.visit.in_(some), photo.format.is_null(False))
            .order_by(link.attached, link.id)
        )
        for row in query.dicts():
            key = (row["visit"].hex, row["item"], row["sha256"].hex())
            found.setdefault(key, (row["format"], row["view"], row["marks"]))
    return found


def fill_evidence(frozen: Frozen, looks: Looks, district: District) -> None:
    """Put persons, photos and heading beside what `fill` put into the open transaction.

    Who answers for a site is who answered for its visits. Raises what `fill` raises.
    """
    heading = (DISTRICT_ID.hex, district.name, district.office, district.is_sample)
    insert_rows(tables.District, ("id", "name", "office", "is_sample"), [heading])
    persons = {name: UUID(int=place).hex for place, name in enumerate(_names(frozen), 1)}
    insert_rows(tables.Person, ("id", "name"), ((key, name) for name, key in persons.items()))
    insert_rows(
        tables.VisitPerson,
        ("visit", "person"),
        ((visit, persons[name]) for visit, name in frozen["visit_person"]),
    )
    _fill_photos(frozen, looks)
    insert_rows(tables.SiteUnit, ("id", "site", "unit", "role", "share"), _duties(frozen))


def _names(frozen: Frozen) -> Iterable[str]:
    return sorted({name for _visit, name in frozen["visit_person"]})


def _fill_photos(frozen: Frozen, looks: Looks) -> None:
    photos, links = {}, []
    for place, (visit, item, sha256) in enumerate(frozen["visit_photo"]):
        kind, view, marks = looks.get((visit, item, sha256), _UNSEEN)
        photo = photo_id(bytes.fromhex(sha256)).hex
        photos[photo] = (photo, sha256, kind.value)
        drawn = tables.VisitPhoto.marks.wire(marks)
        links.append((UUID(int=place).hex, visit, photo, item, view.value, drawn))
    insert_rows(tables.Photo, ("id", "sha256", "format"), photos.values())
    insert_rows(tables.VisitPhoto, ("id", "visit", "photo", "item", "view", "marks"), links)


def _duties(frozen: Frozen) -> Iterable[Any]:
    sites = {row[0]: row[1] for row in frozen["visit"]}
    duties: dict[tuple[str, str, str], Any] = {}
    for visit, unit, role, item, share in frozen["visit_unit"]:
        if item == _WHOLE_VISIT:
            duties.setdefault((sites[visit], unit, role), share)
    for place, ((site, unit, role), share) in enumerate(duties.items()):
        yield UUID(int=place).hex, site, unit, role, share
