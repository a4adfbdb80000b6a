"""Reading in this process, where a child for each of many files would cost too much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from inspector.errors import FileFault, FileRefused
from inspector.files.reader import Sheet, child, parent
from inspector.files.reader.frame import (
    LENGTH_BYTES,
    Frame,
    Refusal,
    Whole,
    read_frame,
    write_frame,
)


class _Pipe:
    """Keeps the frames that were written, one after the other."""

    def __init__(self) -> None:
        self.content = b""

    def write(self, piece: bytes) -> None:
        self.content += piece


def told(path: Path) -> Iterator[Frame]:
    """What the child tells of a file, as it comes out of the pipe; raises FileRefused."""
    for frame in child.frames(path):
        pipe = _Pipe()
        write_frame(pipe, frame)  # type: ignore[arg-type]
        back = read_frame(pipe.content[LENGTH_BYTES:])
        assert back == frame
        if isinstance(back, Refusal):
            fault = FileFault(back.fault)
            raise FileRefused(path, fault, back.sheet, back.row, back.detail)
        yield back
    assert isinstance(back, Whole)


def read_here(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a file; raises FileRefused."""
    return tuple(parent._sheets(told(path)))
