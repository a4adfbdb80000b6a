"""Reading of photos: format, upright size, time and place, and whether the picture is whole."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.domain.photo import Photo, PhotoFormat
from inspector.errors import FileFault, FileRefused

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 200_000_000
UNNAMED = Path("photo")

ORIENTATION = 0x0112
EXIF_IFD = 0x8769
GPS_IFD = 0x8825
TAKEN = 0x9003

PICTURE_FAULTS = (
    ArithmeticError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
"""What Pillow and its plug-ins raise on pictures that are cut, damaged or made up."""

_PILLOW_NAMES = {
    PhotoFormat.JPEG: "JPEG",
    PhotoFormat.PNG: "PNG",
    PhotoFormat.WEBP: "WEBP",
    PhotoFormat.HEIC: "HEIF",
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_PNG_END = b"IEND\xaeB`\x82"
_JPEG_SCAN, _JPEG_END = b"\xff\xda", b"\xff\xd9"
_SIDEWAYS = frozenset({5, 6, 7, 8})
_PLACE_DIGITS = Decimal("0.000001")


def read_photo(source: Path | bytes, name: Path | None = None) -> Photo:
    """The facts of a photo, after decoding all of it; `name` is what a refusal calls bytes.

    Raises FileRefused: not one of the four formats, cut or damaged, or too many pixels.
    """
    name = name or (source if isinstance(source, Path) else UNNAMED)
    data = photo_bytes(source)
    kind, image = open_photo(data, name)
    facts = facts_of(data, kind, image, name)
    try:
        # The entropy-coded data are read to the end at any scale; the smallest is quickest.
        image.draft(None, (1, 1))
        image.load()
    except PICTURE_FAULTS as error:
        raise FileRefused(name, FileFault.CUT_PHOTO, detail=str(error)) from error
    return facts


def facts_of(data: bytes, kind: PhotoFormat, image: Image.Image, name: Path) -> Photo:
    """The facts of a photo that was opened and is still to be decoded, which tells if it is whole.

    Raises FileRefused where the end is missing.
    """
    if not _has_end(data, kind):
        raise FileRefused(name, FileFault.CUT_PHOTO, detail="the end is missing")
    width, height = image.size
    # Read before any draft: PNG and WebP may load the picture to find their EXIF.
    exif = exif_of(image)
    if exif.get(ORIENTATION) in _SIDEWAYS:
        width, height = height, width
    longitude, latitude = place_of(exif)
    return Photo(
        sha256=hashlib.sha256(data).digest(),
        format=kind,
        byte_size=len(data),
        width=width,
        height=height,
        taken=taken_of(exif),
        longitude=longitude,
        latitude=latitude,
    )


def photo_bytes(source: Path | bytes) -> bytes:
    """The original bytes; raises FileRefused where the file is missing or cannot be read."""
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except FileNotFoundError as error:
        raise FileRefused(source, FileFault.MISSING) from error
    except OSError as error:
        raise FileRefused(source, FileFault.UNREADABLE, detail=str(error)) from error


def open_photo(data: bytes, name: Path = UNNAMED) -> tuple[PhotoFormat, Image.Image]:
    """The format and the picture, opened but not decoded yet; raises FileRefused."""
    kind = _format(data)
    if kind is None:
        fault = FileFault.NOT_A_PHOTO if data else FileFault.EMPTY
        raise FileRefused(name, fault)
    pillow = _pillow(kind)
    try:
        image = pillow.open(io.BytesIO(data), formats=[_PILLOW_NAMES[kind]])
    except PICTURE_FAULTS as error:
        raise FileRefused(name, FileFault.CUT_PHOTO, detail=str(error)) from error
    if image.width * image.height > MAX_PIXELS:
        detail = f"{image.width} x {image.height}"
        raise FileRefused(name, FileFault.TOO_MANY_PIXELS, detail=detail)
    return kind, image


def exif_of(image: Image.Image) -> Image.Exif:
    """What the camera recorded; nothing where it is damaged, for the picture may be good."""
    from PIL import Image

    try:
        return image.getexif()
    except PICTURE_FAULTS:
        return Image.Exif()


def taken_of(exif: Image.Exif) -> datetime | None:
    """The wall clock of the camera; the time of the last change is not asked for on purpose."""
    text = _ifd(exif, EXIF_IFD).get(TAKEN)
    if isinstance(text, bytes):
        text = text.decode("ascii", "replace")
    if not isinstance(text, str):
        return None
    try:
        return datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def place_of(exif: Image.Exif) -> tuple[Decimal | None, Decimal | None]:
    """WGS-84 longitude and latitude in degrees, both or none."""
    recorded = _ifd(exif, GPS_IFD)
    latitude = _degrees(recorded.get(2), recorded.get(1), "S", 90)
    longitude = _degrees(recorded.get(4), recorded.get(3), "W", 180)
    # A camera without a fix writes zeros; that place is in the Gulf of Guinea.
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None, None
    return longitude, latitude


def _format(data: bytes) -> PhotoFormat | None:
    if data.startswith(b"\xff\xd8\xff"):
        return PhotoFormat.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PhotoFormat.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PhotoFormat.WEBP
    if data[4:8] == b"ftyp":
        box = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
        brands = {box[at : at + 4] for at in range(0, len(box), 4)}
        return PhotoFormat.HEIC if brands & _HEIC_BRANDS else None
    return None


def _has_end(data: bytes, kind: PhotoFormat) -> bool:
    """Whether the mark of the end is there; Pillow is content when the last pixel is."""
    if kind == PhotoFormat.PNG:
        return _PNG_END in data
    if kind == PhotoFormat.JPEG:
        return data.find(_JPEG_END, _first_scan(data)) >= 0
    return True


def _first_scan(jpeg: bytes) -> int:
    """Where the picture's own data begin, behind an embedded thumbnail with an end of its own."""
    at = 2
    while jpeg[at : at + 2] not in (_JPEG_SCAN, b"") and jpeg[at] == 0xFF:
        is_fill = jpeg[at + 1 : at + 2] == b"\xff"
        at += 1 if is_fill else 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return at


def _pillow(kind: PhotoFormat) -> Any:
    """Pillow's Image module, imported on first use and set up for pictures of strangers."""
    from PIL import Image

    # Our own limit holds in open_photo; Pillow's would only warn up to twice its figure.
    Image.MAX_IMAGE_PIXELS = None
    warnings.filterwarnings("ignore", module=r"PIL\.")
    if kind == PhotoFormat.HEIC:
        from pillow_heif import register_heif_opener

        register_heif_opener()
    return Image


def _ifd(exif: Image.Exif, tag: int) -> Mapping[int, Any]:
    """One block of what the camera recorded; nothing where it is damaged."""
    try:
        block: Mapping[int, Any] = exif.get_ifd(tag)
    except PICTURE_FAULTS:
        return {}
    return block


def _degrees(parts: Any, hemisphere: Any, negative: str, limit: int) -> Decimal | None:
    try:
        degrees, minutes, seconds = (Decimal(str(float(part))) for part in parts)
        value = (degrees + minutes / 60 + seconds / 3600).quantize(_PLACE_DIGITS)
    except PICTURE_FAULTS:
        return None
    if not abs(value) <= limit:
        return None
    return -value if str(hemisphere).strip("\0 ").upper() == negative else value
