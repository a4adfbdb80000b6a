"""Pictures made for the tests: a field of four colours, so that every turn can be told."""

import io
from typing import Any

from PIL import Image

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 30), (30, 30, 220), (250, 250, 250)

# What a camera stores for an upright picture, by EXIF orientation.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def field(width: int = 640, height: int = 480) -> Image.Image:
    """Red, green, blue and white quarters, clockwise from the top left: red, green, white, blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture's bytes in one of Pillow's formats."""
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
        # Only from bytes does the writer take the turn and note it as HEIC files do.
        if "exif" in options:
            options["exif"] = options["exif"].tobytes()
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def camera_exif(orientation: int = 1) -> Image.Exif:
    """EXIF as a telling phone writes it: time, place, serial, maker note, names."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Made Up Phones"
    exif[0x0132] = "2026:11:19 20:00:00"
    exif[0x013B] = "A. Person"
    block = exif.get_ifd(0x8769)
    block[0x9003] = "2026:11:18 09:41:07"
    block[0x927C] = b"maker note secret"
    block[0xA431] = "SERIAL-0042"
    exif.get_ifd(0x8825).update(
        {1: "S", 2: (33.0, 51.0, 31.5), 3: "E", 4: (151.0, 12.0, 40.25), 29: "2026:11:18"}
    )
    return exif


def quarters(data: bytes) -> tuple[str, ...]:
    """The colour names of the four quarters, clockwise from the top left, as any viewer shows."""
    with Image.open(io.BytesIO(data)) as image:
        shown = image.convert("RGB")
    width, height = shown.size
    places = [(1, 1), (3, 1), (3, 3), (1, 3)]
    return tuple(
        _name(shown.getpixel((width * x // 4, height * y // 4)))  # type: ignore[arg-type]
        for x, y in places
    )


def _name(colour: tuple[int, int, int]) -> str:
    known = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    return min(
        known, key=lambda name: sum(abs(a - b) for a, b in zip(known[name], colour, strict=True))
    )
