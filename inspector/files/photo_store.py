"""Photos on the disk of a workspace: originals under their hash, thumbnails beside them."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from inspector.domain.photo import Photo, PhotoFormat, PhotoState
from inspector.errors import FileRefused, WorkspaceFault, WorkspaceRefused
from inspector.files import atomic, photo_copy
from inspector.paths import WorkspacePaths


def photo_path(paths: WorkspacePaths, sha256: bytes, kind: PhotoFormat) -> Path:
    """Where the original lies: photos/ab/abcd….jpg."""
    name = sha256.hex()
    return paths.photos / name[:2] / f"{name}.{kind.value}"


def thumbnail_path(paths: WorkspacePaths, sha256: bytes) -> Path:
    """Where the thumbnail lies: derived/ab/abcd…-320.jpg."""
    name = sha256.hex()
    return paths.derived / name[:2] / f"{name}-{photo_copy.THUMBNAIL_PIXELS}.jpg"


def keep_photo(paths: WorkspacePaths, data: bytes, photo: Photo) -> bool:
    """Store the original, on the disk when this returns; False where it was there already.

    A stored file that is missing or no longer what its name says is written again.
    Raises FileRefused, and WorkspaceRefused where the workspace is away: it is not made anew.
    """
    if not paths.folder.is_dir():
        raise WorkspaceRefused(paths.folder, WorkspaceFault.GONE)
    if check_photo(paths, photo.sha256, photo.format) == PhotoState.WHOLE:
        return False
    atomic.keep_bytes(photo_path(paths, photo.sha256, photo.format), data)
    return True


def read_thumbnail(paths: WorkspacePaths, sha256: bytes, kind: PhotoFormat) -> bytes:
    """The thumbnail's JPEG, made where it is not there, and kept if it can be.

    Raises FileRefused where the original cannot be read.
    """
    kept = thumbnail_path(paths, sha256)
    # Not made yet, or not to be read: either way it can be made again.
    with suppress(OSError):
        if data := kept.read_bytes():
            return data
    data = photo_copy.thumbnail(photo_path(paths, sha256, kind))
    # A full or read-only disk is no reason not to show the photo.
    with suppress(FileRefused):
        atomic.keep_bytes(kept, data)
    return data


def check_photo(paths: WorkspacePaths, sha256: bytes, kind: PhotoFormat) -> PhotoState:
    """Compare the stored original with its hash."""
    try:
        with photo_path(paths, sha256, kind).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").digest()
    except FileNotFoundError:
        return PhotoState.MISSING
    except OSError:
        # A block that the disk cannot read is damage of the same kind.
        return PhotoState.CHANGED
    return PhotoState.WHOLE if found == sha256 else PhotoState.CHANGED
