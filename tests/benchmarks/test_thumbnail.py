import io

import pytest
from PIL import Image
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.files.photo_copy import THUMBNAIL_QUALITY, thumbnail
from tests.benchmarks.report import Rival, report

SIZE = (4000, 3000)
BOX = (320, 240)
ROUNDS = 15


@pytest.fixture(scope="module")
def photo() -> bytes:
    """A JPEG of 12 megapixels with as much detail as a camera's."""
    noise = Image.effect_noise((1000, 750), 40).resize(SIZE, Image.Resampling.BICUBIC)
    flipped = noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    turned = noise.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    out = io.BytesIO()
    Image.merge("RGB", (noise, flipped, turned)).save(out, "JPEG", quality=88)
    return out.getvalue()


def encoded(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=THUMBNAIL_QUALITY)
    return out.getvalue()


def test_thumbnail_of_12_megapixels(benchmark: BenchmarkFixture, photo: bytes) -> None:
    def without_draft() -> bytes:
        with Image.open(io.BytesIO(photo)) as image:
            return encoded(image.resize(BOX, Image.Resampling.BICUBIC))

    def scaled_decode_and_encode() -> bytes:
        with Image.open(io.BytesIO(photo)) as image:
            image.draft("RGB", BOX)
            image.load()
            return encoded(image)

    peer, limit = Rival(without_draft), Rival(scaled_decode_and_encode)

    def rivals() -> None:
        peer.run()
        limit.run()

    made = benchmark.pedantic(
        thumbnail, setup=lambda: (rivals(), ((photo,), {}))[1], rounds=ROUNDS, warmup_rounds=0
    )
    with Image.open(io.BytesIO(made)) as ours, Image.open(io.BytesIO(without_draft())) as plain:
        assert ours.size == BOX
        differences = [abs(a - b) for a, b in zip(ours.tobytes(), plain.tobytes(), strict=True)]
        assert sum(differences) / len(differences) < 6
    ours_s = benchmark.stats.stats.median
    report("thumbnail of a 12 MP JPEG", peer.seconds, ours_s, limit.seconds)
    assert ours_s <= 1.15 * limit.seconds
