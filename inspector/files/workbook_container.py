"""A look at the container of a workbook before anything in it is opened."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO

from inspector.errors import FileFault, FileRefused

MAX_PARTS = 10_000
MAX_DIRECTORY_BYTES = 4_000_000
MAX_UNPACKED_BYTES = 1_000_000_000
MAX_RATIO = 300
RATIO_FREE_BYTES = 50_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_END_OF_DIRECTORY = b"PK\x05\x06"


def look_at_container(path: Path) -> None:
    """Refuse what is no .xlsx, and what is too large or packed too tightly to be opened."""
    with path.open("rb") as file:
        magic = file.read(8)
        if magic == _OLE:
            raise FileRefused(path, _ole_fault(file.read()))
        if not magic.startswith(_ZIP):
            raise FileRefused(path, FileFault.NOT_A_WORKBOOK)
        _look_at_directory_size(path, file)
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            old = "xl/workbook.bin" in names or "content.xml" in names
            fault = FileFault.OLD_WORKBOOK if old else FileFault.NOT_A_WORKBOOK
            raise FileRefused(path, fault)
        if any(part.flag_bits & 1 for part in parts):
            raise FileRefused(path, FileFault.PASSWORD)
        unpacked = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts) or 1
        tight = unpacked > RATIO_FREE_BYTES and unpacked / packed > MAX_RATIO
        if unpacked > MAX_UNPACKED_BYTES or tight:
            raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{unpacked} bytes unpacked")


def _ole_fault(content: bytes) -> FileFault:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileFault.PASSWORD
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return FileFault.OLD_WORKBOOK
    return FileFault.NOT_A_WORKBOOK


def _look_at_directory_size(path: Path, file: IO[bytes]) -> None:
    """Read the counts by hand, because zipfile would first load a directory of any size."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or at + 20 > len(tail):
        raise FileRefused(path, FileFault.DAMAGED, detail="the zip directory is missing")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    if count > MAX_PARTS or length > MAX_DIRECTORY_BYTES:
        raise FileRefused(path, FileFault.TOO_LARGE, detail=f"{count} parts")
