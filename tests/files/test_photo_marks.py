"""What somebody marked on a photo is seen in its copy for a sheet, and the original stays."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image

from inspector.domain.photo import Mark, MarkKind
from inspector.files import photo_marks
from inspector.files.photo_copy import sheet_copy
from tests.files.pictures import saved

INK, SHADE = (242, 193, 78), (20, 20, 18)


def mark(kind: MarkKind, *places: str, text: str = "") -> Mark:
    return Mark(kind, *(Decimal(place) for place in places), text)


def copied(*marks: Mark, mode: str = "RGB") -> Image.Image:
    original = saved(Image.new("RGB", (960, 720), "white").convert(mode), "PNG")
    return Image.open(io.BytesIO(sheet_copy(original, marks))).convert("RGB")


def is_like(image: Image.Image, x: float, y: float, colour: tuple[int, int, int]) -> bool:
    found = image.getpixel((round(x * image.width), round(y * image.height)))
    assert isinstance(found, tuple)
    return all(abs(one - other) < 40 for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_circle_and_an_arrow_are_drawn_where_they_were_put(mode: str) -> None:
    circle = mark(MarkKind.CIRCLE, "0.9", "0.9", "0.5", "0.5")
    arrow = mark(MarkKind.ARROW, "0.1", "0.2", "0.4", "0.2")
    made = copied(circle, arrow, mode=mode)
    assert made.size == (480, 360)
    for x, y in ((0.5, 0.7), (0.9, 0.7), (0.7, 0.5), (0.7, 0.9), (0.2, 0.2), (0.36, 0.2)):
        assert is_like(made, x, y, INK)
    for x, y in ((0.7, 0.7), (0.2, 0.5), (0.45, 0.2)):
        assert is_like(made, x, y, (255, 255, 255))
    assert is_like(made, 0.2, 0.2 + 5.5 / 360, SHADE)


def test_words_stand_on_a_dark_ground() -> None:
    made = copied(mark(MarkKind.TEXT, "0.1", "0.1", "0", "0", text="BBB"))
    assert is_like(made, 0.1 + 3 / 480, 0.1 + 12 / 360, SHADE)
    inside = [(x / 480, y / 360) for x in range(48, 160) for y in range(36, 90)]
    assert sum(is_like(made, x, y, INK) for x, y in inside) > 50


def test_words_that_no_font_has_are_left_out_and_the_other_marks_stay() -> None:
    unknown = mark(MarkKind.TEXT, "0.1", "0.1", "0", "0", text="\U0010fffd")
    circle = mark(MarkKind.CIRCLE, "0.5", "0.5", "0.9", "0.9")
    assert copied(unknown, circle).tobytes() == copied(circle).tobytes()


def test_without_marks_the_copy_is_the_plain_one() -> None:
    plain = saved(Image.new("RGB", (960, 720), "white"), "PNG")
    assert sheet_copy(plain) == sheet_copy(plain, ())


def test_a_computer_without_any_of_the_fonts_draws_what_it_can(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photo_marks, "_FONTS", (("no-such-font.ttf", 0),))
    photo_marks._fonts.cache_clear()
    plain = copied(mark(MarkKind.TEXT, "0.1", "0.1", "0", "0", text="B 3"))
    assert is_like(plain, 0.1 + 3 / 480, 0.1 + 12 / 360, SHADE)
    chinese = copied(mark(MarkKind.TEXT, "0.1", "0.1", "0", "0", text="垃圾"))
    assert chinese.getextrema() == ((255, 255), (255, 255), (255, 255))
    photo_marks._fonts.cache_clear()
