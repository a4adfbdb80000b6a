import hashlib
import os
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image

from inspector.domain.photo import PhotoFormat
from inspector.errors import FileFault, FileRefused
from inspector.files import photo
from inspector.files.photo import read_photo
from inspector.wording.error import sentence
from tests.files.pictures import STORED, camera_exif, field, saved

KINDS = {
    "JPEG": PhotoFormat.JPEG,
    "PNG": PhotoFormat.PNG,
    "WEBP": PhotoFormat.WEBP,
    "HEIF": PhotoFormat.HEIC,
}


def refusal(data: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_photo(data, Path("market.jpg"))
    assert sentence(caught.value).startswith("market.jpg")
    return caught.value


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_tells_its_facts(kind: str) -> None:
    data = saved(field(), kind, exif=camera_exif())
    read = read_photo(data)
    assert read.format == KINDS[kind]
    assert read.sha256 == hashlib.sha256(data).digest()
    assert read.byte_size == len(data)
    assert (read.width, read.height) == (640, 480)
    assert read.taken == datetime(2026, 11, 18, 9, 41, 7)  # noqa: DTZ001 - as the camera has it
    assert read.latitude == Decimal("-33.858750")
    assert read.longitude == Decimal("151.211181")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_size_is_that_of_the_upright_picture(kind: str, orientation: int) -> None:
    turn = STORED[orientation]
    stored = field() if turn is None else field().transpose(turn)
    read = read_photo(saved(stored, kind, exif=camera_exif(orientation)))
    assert (read.width, read.height) == (640, 480)


def test_a_path_gives_the_same_as_its_bytes(tmp_path: Path) -> None:
    data = saved(field(), "JPEG", exif=camera_exif())
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    assert read_photo(path) == read_photo(data)


def test_no_time_means_unknown_whatever_the_file_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0132] = "2026:11:19 20:00:00"
    read = read_photo(saved(field(), "JPEG", exif=exif))
    assert read.taken is None
    assert (read.longitude, read.latitude) == (None, None)


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "", "yesterday"])
def test_a_time_that_is_none_is_unknown(text: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = text
    assert read_photo(saved(field(), "JPEG", exif=exif)).taken is None


@pytest.mark.parametrize(
    "block",
    [
        {2: (10.0, 0.0, 0.0)},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
        {1: "N", 2: (91.0, 0.0, 0.0), 3: "E", 4: (10.0, 0.0, 0.0)},
        {1: "N", 2: (1.0, 2.0), 3: "E", 4: (10.0, 0.0, 0.0)},
        {1: "N", 2: (1.0, 0.0, 0.0), 3: "E", 4: (181.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_is_none_is_unknown(block: dict[int, object]) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update(block)
    read = read_photo(saved(field(), "JPEG", exif=exif))
    assert (read.longitude, read.latitude) == (None, None)


def test_damaged_exif_does_not_refuse_a_good_picture() -> None:
    good = saved(field(), "JPEG", exif=camera_exif())
    start = good.index(b"Exif\0\0") + 6
    damaged = good[:start] + b"\xff" * 40 + good[start + 40 :]
    read = read_photo(damaged)
    assert (read.width, read.height, read.taken) == (640, 480, None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"lossless": True}])
def test_a_cut_photo_is_told_wherever_it_is_cut(kind: str, options: dict[str, bool]) -> None:
    noise = Image.effect_noise((120, 90), 60).convert("RGB")
    data = saved(noise, kind, **options)
    some = {*range(16, 300, 41), *range(300, len(data), len(data) // 25)}
    for length in {*some, len(data) - 2, len(data) - 1}:
        told = refusal(data[:length])
        # Of a HEIC so short that its brands are gone nobody can tell what it was.
        assert told.fault == FileFault.CUT_PHOTO or kind == "HEIF"


def test_the_end_of_an_embedded_thumbnail_is_not_that_of_the_photo() -> None:
    exif = camera_exif()
    exif[0x9286] = b"\xff\xd8\xff\xda a thumbnail \xff\xd9"
    whole = saved(field(), "JPEG", exif=exif)
    assert read_photo(whole).format == PhotoFormat.JPEG
    assert refusal(whole[:-2]).fault == FileFault.CUT_PHOTO


def test_what_a_phone_appends_after_the_picture_is_left_alone() -> None:
    whole = saved(field(), "JPEG")
    assert read_photo(whole + b"\xff\xda a film").format == PhotoFormat.JPEG


@pytest.mark.parametrize(
    "data",
    [
        b"a text",
        b"GIF89a" + bytes(40),
        b"\0\0\0\x1cftypavif" + bytes(20),
        b"\0\0\0\x18ftypmp42" + bytes(200),
        b"RIFF\0\0\0\0WAVE",
        saved(field(32, 32), "BMP"),
        saved(field(32, 32), "TIFF"),
    ],
)
def test_other_files_are_no_photos(data: bytes) -> None:
    assert refusal(data).fault == FileFault.NOT_A_PHOTO


def test_an_empty_and_a_missing_file_are_named(tmp_path: Path) -> None:
    assert refusal(b"").fault == FileFault.EMPTY
    with pytest.raises(FileRefused) as caught:
        read_photo(tmp_path / "none.jpg")
    assert caught.value.fault == FileFault.MISSING
    with pytest.raises(FileRefused) as caught:
        read_photo(tmp_path)
    assert caught.value.fault == FileFault.UNREADABLE


def test_too_many_pixels_are_refused_before_they_are_decoded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    huge = bytearray(saved(Image.new("L", (8, 8)), "PNG"))
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    assert refusal(bytes(huge)).fault in (FileFault.TOO_MANY_PIXELS, FileFault.CUT_PHOTO)
    monkeypatch.setattr(photo, "MAX_PIXELS", 640 * 480 - 1)
    assert refusal(saved(field(), "JPEG")).fault == FileFault.TOO_MANY_PIXELS


def test_a_picture_of_more_pixels_than_pillow_likes_is_taken() -> None:
    data = saved(Image.new("L", (12_000, 9_000)), "JPEG", quality=10)
    assert read_photo(data).width == 12_000


def test_a_jpeg_with_a_second_picture_is_a_jpeg() -> None:
    data = saved(field(), "MPO", save_all=True, append_images=[field(320, 240)])
    read = read_photo(data)
    assert (read.format, read.width) == (PhotoFormat.JPEG, 640)


@pytest.mark.skipif("INSPECTOR_REAL_DATA" not in os.environ, reason="no real data here")
def test_the_real_photos() -> None:
    folder = Path(os.environ["INSPECTOR_REAL_DATA"]) / "photos"
    located = read_photo(folder / "with-location.jpg")
    assert (located.width, located.height) == (640, 480)
    assert located.taken == datetime(2008, 10, 22, 16, 28, 39)  # noqa: DTZ001
    assert (located.longitude, located.latitude) == (Decimal("11.885127"), Decimal("43.467448"))
    rotated = read_photo(folder / "rotated.jpg")
    assert (rotated.width, rotated.height, rotated.taken) == (450, 600, None)
    phone = read_photo(folder / "phone.heic")
    assert (phone.format, phone.width, phone.height) == (PhotoFormat.HEIC, 640, 426)
