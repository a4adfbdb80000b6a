"""Pictures made from a photo: the thumbnail, the copy for a sheet, the copy that leaves home."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.domain.photo import Mark, Photo
from inspector.errors import FileFault, FileRefused
from inspector.files import photo
from inspector.files.photo_marks import draw_marks

if TYPE_CHECKING:
    from PIL import Image

THUMBNAIL_PIXELS = 320
SHEET_PIXELS = 480
THUMBNAIL_QUALITY = 80
SHEET_QUALITY = 85
EXPORT_QUALITY = 92

_MAX_PROFILE_BYTES = 20_000


def thumbnail(source: Path | bytes) -> bytes:
    """A JPEG of 320 pixels on its long side, upright, without EXIF; raises FileRefused."""
    image = _upright(source, THUMBNAIL_PIXELS)[0]
    return _jpeg(image, THUMBNAIL_QUALITY)


def facts_and_pixels(
    source: Path | bytes, name: Path | None = None
) -> tuple[Photo, tuple[int, int, bytes]]:
    """What `read_photo` says, and the upright picture, as `pixels` gives one, small.

    By one decoding; raises FileRefused.
    """
    name = name or (source if isinstance(source, Path) else photo.UNNAMED)
    data = photo.photo_bytes(source)
    kind, image = photo.open_photo(data, name)
    facts = photo.facts_of(data, kind, image, name)
    small = _turned_copy(image, photo.exif_of(image), THUMBNAIL_PIXELS, name)
    return facts, _rows(small)


def sheet_copy(source: Path | bytes, marks: Sequence[Mark] = ()) -> bytes:
    """A JPEG of 480 pixels on its long side, its marks drawn in, for a cell of a sheet.

    Raises FileRefused.
    """
    image = _upright(source, SHEET_PIXELS)[0]
    if marks:
        kept, image = image.info, image.convert("RGB")
        image.info = kept
        draw_marks(image, marks)
    return _jpeg(image, SHEET_QUALITY)


def pixels(source: Path | bytes, long_side: int) -> tuple[int, int, bytes]:
    """Width, height and RGB rows of the upright picture for a screen; raises FileRefused."""
    return _rows(_upright(source, long_side)[0])


def exported_copy(
    source: Path | bytes, long_side: int | None = None, keep_place: bool = False
) -> bytes:
    """An upright JPEG that says when it was taken, and where only if `keep_place`.

    Serial numbers, maker notes, XMP, comments and embedded previews never go along: what is
    kept is listed, all else is left out. Raises FileRefused.
    """
    image, recorded = _upright(source, long_side)
    return _jpeg(image, EXPORT_QUALITY, _exif_to_share(recorded, keep_place))


def _upright(source: Path | bytes, long_side: int | None) -> tuple[Image.Image, Image.Exif]:
    """The picture in RGB or grey, turned, at most `long_side`, with nothing but its colours."""
    name = source if isinstance(source, Path) else photo.UNNAMED
    _kind, image = photo.open_photo(photo.photo_bytes(source), name)
    exif = photo.exif_of(image)
    return _turned_copy(image, exif, long_side, name), exif


def _turned_copy(
    image: Image.Image, exif: Image.Exif, long_side: int | None, name: Path
) -> Image.Image:
    box = _box(image.size, long_side)
    try:
        # The box must have the picture's own shape, or the scaled decoding does not happen.
        image.draft("RGB", box)
        profile = image.info.get("icc_profile", b"")
        plain = _plain(image)
        if plain.size != box:
            plain = plain.resize(box, _bicubic())
        plain = _turned(plain, exif.get(photo.ORIENTATION))
    except photo.PICTURE_FAULTS as error:
        raise FileRefused(name, FileFault.CUT_PHOTO, detail=str(error)) from error
    is_fitting = plain.mode == "RGB" and profile[16:20] == b"RGB "
    is_small = len(profile) <= _MAX_PROFILE_BYTES
    plain.info = {"icc_profile": profile} if is_fitting and is_small else {}
    return plain


def _rows(image: Image.Image) -> tuple[int, int, bytes]:
    plain = image if image.mode == "RGB" else image.convert("RGB")
    return plain.width, plain.height, plain.tobytes()


def _box(size: tuple[int, int], long_side: int | None) -> tuple[int, int]:
    longest = max(size)
    if long_side is None or longest <= long_side:
        return size
    width, height = (max(1, round(side * long_side / longest)) for side in size)
    return width, height


def _plain(image: Image.Image) -> Image.Image:
    """Decoded as RGB or grey; what is transparent becomes white."""
    from PIL import Image

    image.load()
    if image.mode in ("RGB", "L"):
        return image
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode == "I":
        return image.point(lambda value: value / 257).convert("L")
    if image.has_transparency_data:
        covered = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(covered, mask=covered.getchannel("A"))
        return white
    return image.convert("RGB")


def _turned(image: Image.Image, orientation: object) -> Image.Image:
    from PIL import Image

    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation if isinstance(orientation, int) else 1)
    return image if turn is None else image.transpose(turn)


def _bicubic() -> Image.Resampling:
    from PIL import Image

    return Image.Resampling.BICUBIC


def _exif_to_share(recorded: Image.Exif, keep_place: bool) -> bytes:
    """Written anew from what was understood, so that nothing unknown slips along."""
    from PIL import Image

    shared = Image.Exif()
    is_told = False
    taken = photo.taken_of(recorded)
    longitude, latitude = photo.place_of(recorded)
    if taken is not None:
        is_told = True
        shared.get_ifd(photo.EXIF_IFD)[photo.TAKEN] = taken.strftime("%Y:%m:%d %H:%M:%S")
    if keep_place and longitude is not None and latitude is not None:
        is_told = True
        shared.get_ifd(photo.GPS_IFD).update(
            {
                1: "S" if latitude < 0 else "N",
                2: _sexagesimal(latitude),
                3: "W" if longitude < 0 else "E",
                4: _sexagesimal(longitude),
            }
        )
    return shared.tobytes() if is_told else b""


def _sexagesimal(degrees: Decimal) -> tuple[float, float, float]:
    minutes, seconds = divmod(abs(degrees) * 3600, 60)
    whole, minutes = divmod(minutes, 60)
    return float(whole), float(minutes), float(seconds)


def _jpeg(image: Image.Image, quality: int, exif: bytes = b"") -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, exif=exif, icc_profile=image.info.get("icc_profile"))
    return out.getvalue()
