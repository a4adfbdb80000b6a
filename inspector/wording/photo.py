"""Words for photos: captions, what a photo's bytes say, and what became of the original."""

from __future__ import annotations

from inspector.domain.photo import MarkKind, Photo, PhotoState, PhotoView
from inspector.domain.visit import PhotoUse
from inspector.wording.catalogue import _, ngettext

_SMALL = 100_000


def caption(view: PhotoView, photo: Photo | None) -> str:
    """What stands on a thumbnail: what it shows, and when it was taken where that is known."""
    taken = photo.taken if photo else None
    text = {
        PhotoView.NEAR: _("near {time}"),
        PhotoView.FAR: _("far {time}"),
        PhotoView.DOOR: _("door {time}"),
    }[view]
    return text.format(time=f"{taken:%H:%M}" if taken else "").strip()


def taken(photo: Photo) -> str:
    """When a photo was taken, or that nobody knows."""
    return f"{photo.taken:%Y-%m-%d %H:%M:%S}" if photo.taken else _("time not recorded")


def place(photo: Photo) -> str:
    """Where a photo was taken, or that nobody knows."""
    if photo.longitude is None or photo.latitude is None:
        return _("place not recorded")
    return _("{longitude}° E, {latitude}° N").format(
        longitude=f"{photo.longitude:.5f}", latitude=f"{photo.latitude:.5f}"
    )


def size(photo: Photo) -> str:
    """How large a photo is, in pixels and megabytes, small ones in kilobytes."""
    size = f"{photo.byte_size / 1e6:.1f} MB"
    if photo.byte_size < _SMALL:
        size = f"{max(1, round(photo.byte_size / 1e3))} kB"
    return _("{width} × {height} pixels, {size}").format(
        width=photo.width, height=photo.height, size=size
    )


def use(value: PhotoUse) -> str:
    """Where a photo hangs: the visit, its site and its day."""
    return _("{number} · {site} · {day}").format(
        number=value.visit_number, site=value.site_name, day=value.day.isoformat()
    )


def state(value: PhotoState) -> str:
    """Whether the original is what was taken in."""
    return {
        PhotoState.WHOLE: _("original verified"),
        PhotoState.MISSING: _("the original is missing"),
        PhotoState.CHANGED: _("the original was changed"),
    }[value]


def mark(kind: MarkKind) -> str:
    """The word for what is drawn over a photo."""
    return {
        MarkKind.ARROW: _("Arrow"),
        MarkKind.CIRCLE: _("Circle"),
        MarkKind.TEXT: _("Text mark"),
    }[kind]


def put_in_place(count: int) -> str:
    """How many photos of the tray hang on an item by now."""
    return ngettext("{count} put in place", "{count} put in place", count).format(count=count)


def left(count: int) -> str:
    """How many photos of the tray still wait."""
    return ngettext("{count} photo left", "{count} photos left", count).format(count=count)


def skipped(count: int) -> str:
    """How many photos of the tray were left out."""
    return ngettext("{count} skipped", "{count} skipped", count).format(count=count)


def refused(count: int) -> str:
    """How many photos of the tray cannot be taken."""
    return ngettext("{count} cannot be taken", "{count} cannot be taken", count).format(count=count)
