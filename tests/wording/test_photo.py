"""Words for photos."""

from __future__ import annotations

import pytest

from inspector.domain.photo import Photo, PhotoFormat
from inspector.wording.photo import size


@pytest.mark.parametrize(
    ("byte_size", "told"),
    [
        (40, "1 kB"),
        (61_400, "61 kB"),
        (99_400, "99 kB"),
        (100_000, "0.1 MB"),
        (4_260_000, "4.3 MB"),
    ],
)
def test_the_size_of_a_photo_is_never_nothing(byte_size: int, told: str) -> None:
    photo = Photo(b"\0" * 32, PhotoFormat.JPEG, byte_size, 4000, 3000)
    assert size(photo).endswith(f"4000 × 3000 pixels, {told}")
