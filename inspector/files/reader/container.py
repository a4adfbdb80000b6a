"""A look at the container of a workbook before anything in it is opened."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from inspector.errors import FileFault, FileRefused

MAX_PARTS = 10_000
MAX_DIRECTORY_BYTES = 4_000_000
MAX_UNPACKED_BYTES = 1_000_000_000
MAX_RATIO = 300
RATIO_FREE_BYTES = 50_000_000

_END_OF_DIRECTORY = b"PK\x05\x06"
_TAIL_BYTES = 66_000


def open_package(path: Path, content: bytes) -> zipfile.ZipFile:
    """The zip package of a workbook; what is too large or packed too tightly is refused."""
    _look_at_directory_size(path, content)
    package = zipfile.ZipFile(io.BytesIO(content))
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(path, FileFault.PASSWORD)
    if len({part.filename for part in parts}) < len(parts):
        raise FileRefused(path, FileFault.DAMAGED, detail="a part stands twice")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    tight = unpacked > RATIO_FREE_BYTES and unpacked / packed > MAX_RATIO
    if unpacked > MAX_UNPACKED_BYTES or tight:
        raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{unpacked} bytes unpacked")
    return package


def _look_at_directory_size(path: Path, content: bytes) -> None:
    """Read the counts by hand, because zipfile would first load a directory of any size."""
    tail = content[-_TAIL_BYTES:]
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or at + 20 > len(tail):
        raise FileRefused(path, FileFault.DAMAGED, detail="the zip directory is missing")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if count > MAX_PARTS or length > MAX_DIRECTORY_BYTES:
        raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{count} parts")
