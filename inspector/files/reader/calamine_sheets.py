"""The sheets of a workbook as calamine reads them, checked against a second reading."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.ahead import Ahead
from inspector.files.reader.column import BLOCK_ROWS, ColumnWriter
from inspector.files.reader.faults import FAULTS
from inspector.files.reader.frame import Block, Frame, SheetEnd, SheetStart
from inspector.files.reader.in_pieces import PiecesReading, merges_of
from inspector.files.reader.second import MAX_AREA, SecondReading, differing_rows
from inspector.files.reader.xlsx_count import NotPlainError
from inspector.files.reader.xlsx_pieces import SheetPieces

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


class Book(Protocol):
    """The second reading of one kind of workbook."""

    @property
    def is_worksheet(self) -> Sequence[bool]:
        """Which of the sheets are worksheets, in the workbook's order."""

    @property
    def names(self) -> list[str] | None:
        """What all sheets are called, None where only calamine can tell."""

    @property
    def notes(self) -> Sequence[ReadingNoteKind]:
        """What is to be known of the workbook as a whole."""

    def is_small(self, number: int, /) -> bool:
        """Whether a full second reading costs next to nothing."""

    def look(self, number: int) -> SecondReading:
        """The second reading of a worksheet."""

    def pieces(self, number: int, /) -> SheetPieces | None:
        """A large worksheet in pieces, None where it is small or cannot be cut."""


def calamine_frames(path: Path, content: bytes, book: Book) -> Iterator[Frame]:
    """The frames of all worksheets; FileRefused where the two readings cannot be one."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    title = None
    area = 0
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            names = workbook.sheet_names
            if book.names not in (None, names) or len(book.is_worksheet) != len(names):
                raise FileRefused(path, FileFault.DAMAGED, detail="the sheets differ")
            for number, title in enumerate(names):
                if book.is_worksheet[number]:
                    reading = _SheetReading(path, title, book, number, area)
                    yield from reading.frames(workbook)
                    area = reading.area
    except PasswordError as error:
        raise FileRefused(path, FileFault.PASSWORD) from error
    except CalamineError as error:
        raise FileRefused(path, FileFault.DAMAGED, title, detail=str(error)) from error


class _SheetReading:
    """One worksheet, read by both readers."""

    def __init__(self, path: Path, title: str, book: Book, number: int, area: int) -> None:
        self.area = area
        self._path = path
        self._title = title
        self._book = book
        self._number = number

    def frames(self, workbook: CalamineWorkbook) -> Iterator[Frame]:
        """Start, blocks and end of the sheet; it may start again, and then only that counts."""
        from python_calamine import CalamineError

        start = SheetStart(self._title, _is_visible(workbook, self._number))
        pieces = self._book.pieces(self._number)
        if pieces is not None and pieces.can_stand_alone:
            yield start
            try:
                yield from self._frames_in_pieces(pieces)
            except (NotPlainError, CalamineError, *FAULTS):
                # The whole tells what is wrong with it, or that nothing is.
                pass
            else:
                return
        yield start
        yield from self._frames_as_a_whole(workbook)

    def _frames_in_pieces(self, pieces: SheetPieces) -> Iterator[Frame]:
        reading = PiecesReading(pieces, partial(self._take_area, for_good=False))
        yield from reading.blocks()
        second = reading.second
        second.merges = reading.merges
        self._take_area(max(reading.height, second.height), reading.width)
        yield self._end(reading.writer, second, reading.height, reading.width, reading.unread)

    def _frames_as_a_whole(self, workbook: CalamineWorkbook) -> Iterator[Frame]:
        sheet, second = self._both(workbook)
        if sheet.end is None and (second.value_counts or second.total):
            raise self._refused(FileFault.DAMAGED, detail="no value was found")
        height = 0 if sheet.end is None else sheet.end[0] + 1
        width = max(second.width, 0 if sheet.end is None else sheet.end[1] + 1)
        self._take_area(max(height, second.value_height), width)
        writer = ColumnWriter()
        if sheet.start is not None:
            rows = sheet.iter_rows()
            while block := list(islice(rows, BLOCK_ROWS)):
                yield Block(writer.columns(block, sheet.start[1]))
        if second.total not in (None, writer.value_count):
            second = self._second()
            width = max(width, second.width)
        unread = second.uncalculated_rows | _differing(sheet, second)
        if second.merges is None:
            second.merges = merges_of(sheet)
        yield self._end(writer, second, height, width, unread)

    def _end(
        self, writer: ColumnWriter, second: SecondReading, height: int, width: int, unread: set[int]
    ) -> SheetEnd:
        if second.value_counts and writer.value_count == 0:
            raise self._refused(FileFault.DAMAGED, detail="no value was found")
        if writer.replaced_controls:
            second.notes.add(ReadingNoteKind.CONTROL_CHARACTERS)
        return SheetEnd(
            height=max(height, second.height, second.value_height),
            width=width,
            merges=second.merges or [],
            unread=sorted(unread),
            hidden_rows=sorted(second.hidden_rows),
            hidden_columns=sorted(second.hidden_columns),
            comments=second.comments,
            instead=second.instead,
            notes=[(kind.value, {}) for kind in (*self._book.notes, *sorted(second.notes))],
            indents=[] if second.cells is None else _places(second.indents),
        )

    def _both(self, workbook: CalamineWorkbook) -> tuple[CalamineSheet, SecondReading]:
        if self._book.is_small(self._number):
            second = self._second()
            # A stray cell is told by its row before calamine would need gigabytes for it.
            self._take_area(second.value_height, second.width, for_good=False)
            return workbook.get_sheet_by_index(self._number), second
        second_reading = Ahead(self._counted)
        try:
            sheet = workbook.get_sheet_by_index(self._number)
        finally:
            second_reading.wait()
        return sheet, second_reading.result()

    def _counted(self) -> SecondReading:
        pieces = self._book.pieces(self._number)
        if pieces is not None:
            with suppress(NotPlainError, *FAULTS):
                return pieces.counted()
        return self._second()

    def _second(self) -> SecondReading:
        try:
            return self._book.look(self._number)
        except FAULTS as error:
            raise self._refused(FileFault.DAMAGED, detail=str(error)) from error

    def _take_area(self, height: int, width: int, *, for_good: bool = True) -> None:
        area = self.area + height * width
        if area > MAX_AREA:
            detail = f"{height} x {width}"
            raise FileRefused(self._path, FileFault.TOO_LARGE, self._title, height, detail)
        if for_good:
            self.area = area

    def _refused(self, fault: FileFault, detail: str) -> FileRefused:
        return FileRefused(self._path, fault, self._title, detail=detail)


def _places(indents: Mapping[tuple[int, int], int]) -> list[tuple[int, int, int]]:
    return [(row, column, blanks) for (row, column), blanks in sorted(indents.items())]


def _is_visible(workbook: CalamineWorkbook, number: int) -> bool:
    from python_calamine import SheetVisibleEnum

    return workbook.sheets_metadata[number].visible == SheetVisibleEnum.Visible


def _differing(sheet: CalamineSheet, second: SecondReading) -> set[int]:
    """The rows on which the readings differ; none where the totals are the same."""
    if second.total is not None:
        return set()
    found: set[int] = set()
    height = 0
    if sheet.start is not None:
        before: list[Any] = [""] * sheet.start[1]
        rows = (before + row for row in sheet.iter_rows())
        found.update(differing_rows(0, rows, second))
        height = sheet.start[0] + sheet.height
    return found | {row for row in second.value_counts if row >= height}
