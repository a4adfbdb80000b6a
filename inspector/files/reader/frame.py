"""What the child tells its parent: frames of msgpack, each behind its length in four bytes.

A sheet is a start, blocks of rows turned into columns, and an end; columns carry one kind of
value mostly, so that almost nothing is done for each cell by itself.
"""

from __future__ import annotations

from typing import BinaryIO

import msgspec
from msgspec import Struct

LENGTH_BYTES = 4

PlainCell = str | int | float | bool | list[str] | None
"""A cell on the wire: a list is (kind, text) of what msgpack has no word for."""


class SheetStart(Struct, frozen=True, tag=1, array_like=True):
    """A worksheet begins."""

    title: str
    is_visible: bool


class Values(Struct, frozen=True, tag=1, array_like=True):
    """A column of a block: each cell by itself; a float stands as the file has it."""

    cells: list[PlainCell]


class Table(Struct, frozen=True, tag=2, array_like=True):
    """A column of a block: its different cells once, and which of them stands in each row."""

    cells: list[PlainCell]
    rows: list[int]


class Numbers(Struct, frozen=True, tag=3, array_like=True):
    """A column of a block: numbers and blanks only, as a JSON array."""

    text: bytes


Column = Values | Table | Numbers


class Block(Struct, frozen=True, tag=2, array_like=True):
    """The next rows of the sheet, as columns of equal length."""

    columns: list[Column]


class SheetEnd(Struct, frozen=True, tag=3, array_like=True):
    """A worksheet ends: its size, its structure, and cells that stand instead of the read ones.

    `merges` hold first row, first column, last row, last column; `comments`, `instead`
    and `indents` begin with row and column.
    """

    height: int
    width: int
    merges: list[tuple[int, int, int, int]] = []
    unread: list[int] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    comments: list[tuple[int, int, str]] = []
    instead: list[tuple[int, int, PlainCell]] = []
    notes: list[tuple[str, dict[str, str]]] = []
    indents: list[tuple[int, int, int]] = []


class Refusal(Struct, frozen=True, tag=4, array_like=True):
    """The file is refused; nothing follows."""

    fault: str
    sheet: str | None
    row: int | None
    detail: str


class Whole(Struct, frozen=True, tag=5, array_like=True):
    """All sheets were told; nothing follows."""


Frame = SheetStart | Block | SheetEnd | Refusal | Whole

_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Frame] = msgspec.msgpack.Decoder(Frame)


def write_frame(out: BinaryIO, frame: Frame) -> None:
    """Append one frame."""
    content = _ENCODER.encode(frame)
    out.write(len(content).to_bytes(LENGTH_BYTES, "little"))
    out.write(content)


def read_frame(content: bytes) -> Frame:
    """The frame that was written; raises msgspec.DecodeError."""
    return _DECODER.decode(content)
