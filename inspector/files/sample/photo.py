"""Photos for the sample district, drawn by code: the same scene and variant, the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from inspector.files.sample import indoor, street, yard
from inspector.files.sample.brush import Brush

if TYPE_CHECKING:
    from PIL import Image

SCENES: dict[str, Callable[[Brush, bool], None]] = {
    "bicycles": street.bicycles,
    "bins": street.bins,
    "busstop": street.busstop,
    "crossing": street.crossing,
    "exit": indoor.exit_door,
    "facade": yard.facade,
    "firelane": street.firelane,
    "goods": street.goods,
    "greenery": yard.greenery,
    "hall": indoor.hall,
    "kitchen": indoor.kitchen,
    "litter": street.litter,
    "market": indoor.market,
    "notice": yard.notice,
    "parking": street.parking,
    "pavement": street.pavement,
    "people": yard.people,
    "queue": indoor.queue,
    "rubble": yard.rubble,
    "scale": indoor.scale,
    "school": yard.school,
    "stairwell": indoor.stairwell,
    "stalls": street.stalls,
    "toilet": indoor.toilet,
    "wall": yard.wall,
    "wires": yard.wires,
}
"""What can be drawn; resources/sample names these scenes beside its problems."""

_QUALITY = 80
_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _SOFTWARE = 0x9003, 0x0131
_NORTH, _LATITUDE, _EAST, _LONGITUDE = 1, 2, 3, 4


def draw(
    scene: str,
    variant: int,
    size: tuple[int, int] = (1280, 960),
    *,
    far: bool = False,
    taken: datetime | None = None,
    place: tuple[Decimal, Decimal] | None = None,
) -> bytes:
    """A JPEG of one of SCENES, near or far; variants differ in colours and places.

    `taken` (local, without a zone) and `place` (longitude, latitude in WGS-84 degrees) are
    written as EXIF, the moment also into the corner. Raises KeyError for an unknown scene.
    """
    brush = Brush(size, f"{scene}/{variant}")
    SCENES[scene](brush, far)
    if taken is not None:
        brush.stamp(taken.strftime("%m-%d %H:%M"))
    out = io.BytesIO()
    exif = _exif(taken, place)
    brush.image.save(out, "JPEG", quality=_QUALITY, exif=exif)
    return out.getvalue()


def _exif(taken: datetime | None, place: tuple[Decimal, Decimal] | None) -> Image.Exif:
    from PIL import Image

    exif = Image.Exif()
    exif[_SOFTWARE] = "inspector sample"
    if taken is not None:
        exif.get_ifd(_EXIF)[_TAKEN] = taken.strftime("%Y:%m:%d %H:%M:%S")
    if place is not None:
        longitude, latitude = place
        exif.get_ifd(_GPS).update(
            {
                _NORTH: "N" if latitude >= 0 else "S",
                _LATITUDE: _sexagesimal(latitude),
                _EAST: "E" if longitude >= 0 else "W",
                _LONGITUDE: _sexagesimal(longitude),
            }
        )
    return exif


def _sexagesimal(degrees: Decimal) -> tuple[Fraction, Fraction, Fraction]:
    """Degrees, minutes and seconds, the seconds in hundredths as cameras write them."""
    hundredths = round(abs(degrees) * 360_000)
    whole, rest = divmod(hundredths, 360_000)
    minutes, seconds = divmod(rest, 6_000)
    return Fraction(whole), Fraction(minutes), Fraction(seconds, 100)
