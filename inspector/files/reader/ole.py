"""Streams of an OLE container, which workbooks before 2007 are, and protected ones since."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from inspector.errors import FileFault, FileRefused

_END_OF_CHAIN = 0xFFFFFFFA
_ENTRY_BYTES = 128
_HEADER_BYTES = 512
_STREAM = 2


class OleContainer:
    """The directory of a container and what its streams hold."""

    def __init__(self, path: Path, content: bytes) -> None:
        if len(content) < _HEADER_BYTES:
            raise FileRefused(path, FileFault.DAMAGED, detail="the header is cut off")
        self._path = path
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise FileRefused(path, FileFault.DAMAGED, detail="the sectors have no known size")
        self._sector_bytes = 1 << shift
        self._mini_bytes = 1 << mini_shift
        first, self._small_below, first_mini = struct.unpack_from("<I4xII", content, 48)
        self._next = self._numbers(b"".join(map(self._sector, self._table_sectors())))
        self._next_mini = self._numbers(self._chained(first_mini))
        self._entries = list(self._read_entries(self._chained(first)))
        root = self._entries[0] if self._entries else ("", 0, 0, 0)
        self._mini_content = self._chained(root[2])

    @property
    def names(self) -> set[str]:
        """What the streams and storages are called."""
        return {entry[0] for entry in self._entries}

    def stream(self, name: str) -> bytes:
        """The content of a stream; KeyError where there is none, FileRefused where it is cut."""
        for each, kind, first, size in self._entries:
            if each == name and kind == _STREAM:
                whole = self._mini(first) if size < self._small_below else self._chained(first)
                if len(whole) < size:
                    raise FileRefused(self._path, FileFault.DAMAGED, detail=f"{name} is cut off")
                return whole[:size]
        raise KeyError(name)

    def _table_sectors(self) -> Iterator[int]:
        """The sectors of the table that links the sectors."""
        for number in struct.unpack_from("<109I", self._content, 76):
            if number < _END_OF_CHAIN:
                yield number
        following, count = struct.unpack_from("<II", self._content, 68)
        # More than there are sectors can only be a circle.
        for _ in range(min(count, len(self._content) // self._sector_bytes)):
            if following >= _END_OF_CHAIN:
                return
            *numbers, following = self._numbers(self._sector(following))
            yield from (number for number in numbers if number < _END_OF_CHAIN)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        sector = self._content[start : start + self._sector_bytes]
        if not sector:
            raise FileRefused(self._path, FileFault.DAMAGED, detail=f"sector {number} is missing")
        return sector

    def _chain(self, first: int, following: tuple[int, ...]) -> Iterator[int]:
        number = first
        for _ in range(len(following)):
            if number >= _END_OF_CHAIN:
                return
            yield number
            number = following[number]
        if number < _END_OF_CHAIN:
            raise FileRefused(self._path, FileFault.DAMAGED, detail="sectors form a circle")

    def _chained(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first, self._next)))

    def _mini(self, first: int) -> bytes:
        size = self._mini_bytes
        return b"".join(
            self._mini_content[number * size : (number + 1) * size]
            for number in self._chain(first, self._next_mini)
        )

    @staticmethod
    def _numbers(content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])

    @staticmethod
    def _read_entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
        """(name, kind, first sector, size) of each entry."""
        for start in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", directory, start + 64)
            if kind:
                name = directory[start : start + max(0, min(length, 64) - 2)]
                first, size = struct.unpack_from("<II", directory, start + 116)
                yield name.decode("utf-16-le", "replace"), kind, first, size
