import io
from datetime import datetime
from decimal import Decimal

import pytest
from PIL import Image

from inspector.files.sample.photo import SCENES, draw

SMALL = (320, 240)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_drawn_near_and_far_and_differs_by_variant(scene: str) -> None:
    near, far, other = draw(scene, 1, SMALL), draw(scene, 1, SMALL, far=True), draw(scene, 2, SMALL)
    assert opened(near).size == SMALL
    assert near == draw(scene, 1, SMALL)
    assert len({near, far, other}) == 3


def test_many_variants_are_different_pictures() -> None:
    pictures = {draw("bins", variant, SMALL) for variant in range(40)}
    assert len(pictures) == 40


def test_moment_and_place_are_written_as_a_camera_writes_them() -> None:
    taken = datetime(2031, 5, 6, 7, 8, 9)  # noqa: DTZ001 (cameras know no zone)
    place = (Decimal("83.04512"), Decimal("-39.5"))
    exif = opened(draw("hall", 3, SMALL, taken=taken, place=place)).getexif()
    gps = exif.get_ifd(0x8825)
    assert exif.get_ifd(0x8769)[0x9003] == "2031:05:06 07:08:09"
    assert (gps[1], gps[3]) == ("S", "E")
    assert tuple(float(part) for part in gps[2]) == (39.0, 30.0, 0.0)
    assert tuple(float(part) for part in gps[4]) == (83.0, 2.0, 42.43)


def test_without_moment_and_place_nothing_is_claimed() -> None:
    exif = opened(draw("wall", 1, SMALL)).getexif()
    assert not exif.get_ifd(0x8769)
    assert not exif.get_ifd(0x8825)
