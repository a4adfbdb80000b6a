import io
import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inspector.errors import FileFault, FileRefused
from inspector.files.photo import read_photo
from inspector.files.photo_copy import (
    THUMBNAIL_PIXELS,
    exported_copy,
    facts_and_pixels,
    pixels,
    sheet_copy,
    thumbnail,
)
from tests.files.pictures import STORED, camera_exif, field, quarters, saved

UPRIGHT = ("red", "green", "white", "blue")
SECRETS = (b"SERIAL-0042", b"maker note secret", b"A. Person", b"xmp secret", b"a comment")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_copies_are_upright_and_keep_the_shape(kind: str, orientation: int) -> None:
    turn = STORED[orientation]
    stored = field(1600, 1200) if turn is None else field(1600, 1200).transpose(turn)
    data = saved(stored, kind, exif=camera_exif(orientation))
    for made, size in [
        (thumbnail(data), (320, 240)),
        (sheet_copy(data), (480, 360)),
        (exported_copy(data, long_side=800), (800, 600)),
        (exported_copy(data), (1600, 1200)),
    ]:
        with Image.open(io.BytesIO(made)) as image:
            assert (image.format, image.size) == ("JPEG", size)
        assert quarters(made) == UPRIGHT


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_facts_and_pixels_come_from_one_decoding(kind: str) -> None:
    data = saved(field(1600, 1200), kind, exif=camera_exif(6))
    assert facts_and_pixels(data) == (read_photo(data), pixels(data, THUMBNAIL_PIXELS))
    for length in (0, 40, len(data) // 2, len(data) - 8):
        with pytest.raises(FileRefused) as together:
            facts_and_pixels(data[:length], Path("here.jpg"))
        with pytest.raises(FileRefused) as alone:
            read_photo(data[:length], Path("here.jpg"))
        assert together.value.fault is alone.value.fault
        assert together.value.path == Path("here.jpg")


def test_a_tall_and_a_tiny_picture_keep_their_shape() -> None:
    def size(data: bytes) -> tuple[int, int]:
        read = read_photo(thumbnail(data))
        return read.width, read.height

    assert size(saved(field(900, 1600), "JPEG")) == (180, 320)
    assert size(saved(field(100, 60), "JPEG")) == (100, 60)
    assert size(saved(field(4000, 4), "JPEG")) == (320, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_nothing_but_time_leaves_home(kind: str) -> None:
    options: dict[str, Any] = {"exif": camera_exif(), "xmp": b"<x>xmp secret</x>"}
    if kind == "JPEG":
        options["comment"] = b"a comment"
    data = saved(field(), kind, **options)
    assert any(secret in data for secret in SECRETS) or kind == "PNG"
    for made in (thumbnail(data), sheet_copy(data)):
        assert b"Exif" not in made
        assert not any(secret in made for secret in SECRETS)
    home = read_photo(data)
    shared = exported_copy(data)
    read = read_photo(shared)
    assert read.taken == home.taken
    assert (read.longitude, read.latitude) == (None, None)
    assert not any(secret in shared for secret in (*SECRETS, b"Made Up Phones"))
    with_place = exported_copy(data, keep_place=True)
    read = read_photo(with_place)
    assert (read.longitude, read.latitude) == (home.longitude, home.latitude)
    assert not any(secret in with_place for secret in SECRETS)


def test_the_preview_inside_the_photo_does_not_leave_home() -> None:
    preview = saved(field(160, 120), "JPEG")
    body = camera_exif().tobytes()
    exif = Image.Exif()
    exif.load(body)
    data = saved(field(), "MPO", save_all=True, append_images=[field(160, 120)], exif=exif)
    assert data.count(b"\xff\xd8\xff") == 2
    assert exported_copy(data).count(b"\xff\xd8\xff") == 1
    assert preview[-200:] not in exported_copy(data, keep_place=True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK", "YCbCr"])
def test_every_kind_of_colour_becomes_a_jpeg(mode: str) -> None:
    picture = field(64, 64)
    if mode == "I;16":
        picture = Image.new("I;16", (64, 64), 0x8000)
    else:
        picture = picture.convert(mode)
    data = saved(picture, "JPEG" if mode in ("CMYK", "YCbCr") else "PNG")
    with Image.open(io.BytesIO(thumbnail(data))) as image:
        assert image.mode in ("L", "RGB")
        if mode == "I;16":
            assert image.getpixel((32, 32)) == pytest.approx(0x80, abs=2)
    if mode in ("P", "RGBA", "CMYK", "YCbCr"):
        assert quarters(thumbnail(data)) == UPRIGHT


def test_what_is_transparent_becomes_white() -> None:
    data = saved(Image.new("RGBA", (64, 64), (0, 0, 0, 0)), "PNG")
    assert quarters(thumbnail(data)) == ("white",) * 4


def test_a_cut_and_a_foreign_file_are_refused() -> None:
    data = saved(field(), "JPEG")
    with pytest.raises(FileRefused) as caught:
        thumbnail(data[: len(data) // 2])
    assert caught.value.fault == FileFault.CUT_PHOTO
    with pytest.raises(FileRefused) as caught:
        exported_copy(b"a text")
    assert caught.value.fault == FileFault.NOT_A_PHOTO


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="no real data here")
@pytest.mark.parametrize("name", ["with-location.jpg", "rotated.jpg", "phone.heic"])
def test_the_real_photos_lose_place_and_serial(name: str) -> None:
    path = Path(os.environ["INSPECTOR_REAL_DATA"]) / "photos" / name
    home = read_photo(path)
    shared = exported_copy(path)
    read = read_photo(shared)
    assert (read.width, read.height, read.taken) == (home.width, home.height, home.taken)
    assert (read.longitude, read.latitude) == (None, None)
    assert b"NIKON" not in shared
    small = read_photo(thumbnail(path))
    assert max(small.width, small.height) == 320
    assert small.width / small.height == pytest.approx(home.width / home.height, rel=0.01)
