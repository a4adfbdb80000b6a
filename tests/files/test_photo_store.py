from pathlib import Path

import pytest

from inspector.domain.photo import Photo, PhotoFormat
from inspector.errors import FileFault, FileRefused
from inspector.files.photo import read_photo
from inspector.files.photo_store import (
    PhotoState,
    check_photo,
    keep_photo,
    photo_path,
    read_thumbnail,
    thumbnail_path,
)
from inspector.paths import WorkspacePaths
from tests.files.pictures import field, saved

DATA = saved(field(), "JPEG")


@pytest.fixture
def paths(tmp_path: Path) -> WorkspacePaths:
    return WorkspacePaths(tmp_path)


@pytest.fixture
def photo() -> Photo:
    return read_photo(DATA)


def state(paths: WorkspacePaths, photo: Photo) -> PhotoState:
    return check_photo(paths, photo.sha256, photo.format)


def test_the_original_lies_under_its_hash_once(paths: WorkspacePaths, photo: Photo) -> None:
    name = photo.sha256.hex()
    assert state(paths, photo) == PhotoState.MISSING
    assert keep_photo(paths, DATA, photo) is True
    assert keep_photo(paths, DATA, photo) is False
    kept = paths.folder / "photos" / name[:2] / f"{name}.jpg"
    assert photo_path(paths, photo.sha256, PhotoFormat.JPEG) == kept
    assert kept.read_bytes() == DATA
    assert list(kept.parent.iterdir()) == [kept]
    assert state(paths, photo) == PhotoState.WHOLE


def test_a_changed_original_is_found_and_healed(paths: WorkspacePaths, photo: Photo) -> None:
    keep_photo(paths, DATA, photo)
    kept = photo_path(paths, photo.sha256, photo.format)
    flipped = bytearray(DATA)
    flipped[len(flipped) // 2] ^= 1
    kept.write_bytes(flipped)
    assert state(paths, photo) == PhotoState.CHANGED
    assert keep_photo(paths, DATA, photo) is True
    assert state(paths, photo) == PhotoState.WHOLE


def test_the_thumbnail_can_be_deleted_and_comes_again(paths: WorkspacePaths, photo: Photo) -> None:
    keep_photo(paths, DATA, photo)
    made = read_thumbnail(paths, photo.sha256, photo.format)
    kept = thumbnail_path(paths, photo.sha256)
    name = photo.sha256.hex()
    assert kept == paths.folder / "derived" / name[:2] / f"{name}-320.jpg"
    assert kept.read_bytes() == made
    kept.unlink()
    assert read_thumbnail(paths, photo.sha256, photo.format) == made
    assert read_thumbnail(paths, photo.sha256, photo.format) == made


def test_the_thumbnail_of_a_missing_photo_is_refused(paths: WorkspacePaths, photo: Photo) -> None:
    with pytest.raises(FileRefused) as caught:
        read_thumbnail(paths, photo.sha256, photo.format)
    assert caught.value.fault == FileFault.MISSING
