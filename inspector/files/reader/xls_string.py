"""The shared strings of an .xls workbook, which run on over several records."""

from __future__ import annotations

import struct

_IS_WIDE, _HAS_PHONETIC, _HAS_RUNS = 1, 4, 8


class StringReader:
    """Reads texts from parts; a text that is cut says anew how wide its characters are."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._number = 0
        self._at = 0

    def shared_strings(self) -> list[str]:
        """All strings of the table; ValueError or struct.error where it is damaged."""
        _, count = struct.unpack("<II", self._take(8))
        # Each takes three bytes at least, whatever the table says of their number.
        if count * 3 > sum(map(len, self._parts)):
            raise ValueError("more strings are stated than there can be")
        return [self._string() for _ in range(count)]

    def _string(self) -> str:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & _HAS_RUNS else 0
        phonetic = struct.unpack("<I", self._take(4))[0] if flags & _HAS_PHONETIC else 0
        text = self._characters(length, bool(flags & _IS_WIDE))
        self._take(runs * 4 + phonetic)
        return text

    def _characters(self, length: int, is_wide: bool) -> str:
        pieces = []
        while length:
            if self._at == len(self._parts[self._number]):
                self._next_part()
                is_wide = bool(self._take(1)[0] & _IS_WIDE)
            width = 2 if is_wide else 1
            here = min(length, (len(self._parts[self._number]) - self._at) // width)
            if not here:
                raise ValueError("a character is cut in two")
            piece = self._take(here * width)
            pieces.append(piece.decode("utf-16-le" if is_wide else "latin-1", "surrogatepass"))
            length -= here
        return "".join(pieces)

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            if self._at == len(self._parts[self._number]):
                self._next_part()
            part = self._parts[self._number]
            piece = part[self._at : self._at + size - len(taken)]
            self._at += len(piece)
            taken += piece
        return taken

    def _next_part(self) -> None:
        self._number += 1
        self._at = 0
        if self._number == len(self._parts):
            raise ValueError("the shared strings are cut off")
