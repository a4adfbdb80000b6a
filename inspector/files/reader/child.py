"""The child process that reads one foreign file and tells it in frames.

Hostile and merely huge files hang, abort or fill the process that parses them; here that is a
process which may die.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.errors import FileFault, FileRefused
from inspector.files.reader.faults import FAULTS
from inspector.files.reader.frame import Frame, Refusal, SheetEnd, Whole, write_frame
from inspector.files.reader.kind import Kind, TextKind, binary_kind, text_kind
from inspector.files.reader.process_limits import limit_process

if TYPE_CHECKING:
    from inspector.files.reader.calamine_sheets import Book


def main(arguments: Sequence[str]) -> int:
    """Read the file named first, within the seconds and megabytes named after it."""
    path = Path(arguments[0])
    limit_process(int(arguments[1]), int(arguments[2]))
    # Nothing that is made here is let go before the end.
    gc.disable()
    out = sys.stdout.buffer
    for frame in frames(path):
        write_frame(out, frame)
    out.flush()
    return 0


def frames(path: Path) -> Iterator[Frame]:
    """Everything that is told of the file, a refusal too."""
    try:
        is_empty = True
        for frame in _frames_of_content(path, path.read_bytes()):
            yield frame
            is_empty = is_empty and not (isinstance(frame, SheetEnd) and frame.width)
        yield _refusal(FileRefused(path, FileFault.EMPTY)) if is_empty else Whole()
    except FileRefused as refused:
        yield _refusal(refused)
    except MemoryError:
        yield _refusal(FileRefused(path, FileFault.TOO_LARGE))
    except FAULTS as error:
        yield _refusal(FileRefused(path, FileFault.DAMAGED, detail=str(error)))


def _refusal(refused: FileRefused) -> Refusal:
    return Refusal(refused.fault.value, refused.sheet, refused.row, refused.detail)


def _frames_of_content(path: Path, content: bytes) -> Iterator[Frame]:
    kind = binary_kind(path, content)
    if kind is None:
        return _frames_of_text(path, content)
    from inspector.files.reader.calamine_sheets import calamine_frames

    return calamine_frames(path, content, _book(kind, path, content))


def _book(kind: Kind, path: Path, content: bytes) -> Book:
    """The second reading; what reads another kind is not loaded."""
    match kind:
        case Kind.XLSX:
            from inspector.files.reader.xlsx import XlsxBook

            return XlsxBook(path, content)
        case Kind.XLS:
            from inspector.files.reader.xls import XlsBook

            return XlsBook(path, content)
        case Kind.XLSB:
            from inspector.files.reader.xlsb import XlsbBook

            return XlsbBook(path, content)
        case Kind.ODS:
            from inspector.files.reader.ods import OdsBook

            return OdsBook(path, content)


def _frames_of_text(path: Path, content: bytes) -> Iterator[Frame]:
    from inspector.files.reader.text import decoded

    text, encoding = decoded(path, content)
    match text_kind(path, text):
        case TextKind.DELIMITED:
            from inspector.files.reader.delimited import delimited_frames

            return delimited_frames(path, text, encoding)
        case TextKind.WEB_PAGE:
            from inspector.files.reader.web_page import web_page_frames

            return web_page_frames(path, text)
        case TextKind.OLD_XML:
            from inspector.files.reader.old_xml import old_xml_frames

            return old_xml_frames(path, text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
