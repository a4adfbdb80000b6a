"""The sheets of a workbook as calamine reads them, checked against a second reading."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from inspector.domain.reading_note import ReadingNoteKind
from inspector.errors import FileFault, FileRefused
from inspector.files.reader.column import ColumnWriter
from inspector.files.reader.faults import FAULTS
from inspector.files.reader.frame import Block, Frame, SheetEnd, SheetStart
from inspector.files.reader.second import MAX_AREA, SecondReading, differing_rows

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

# Blocks that stay in the cache of the processor are turned into columns twice as fast.
BLOCK_ROWS = 1024


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
        """The second reading of a worksheet, of a large one perhaps with the total only."""

    def details(self, number: int) -> SecondReading:
        """The second reading of a worksheet with the values of each row."""


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
        """Start, blocks and end of the sheet."""
        sheet, second = self._both(workbook)
        has_values = bool(second.value_counts or second.total)
        if sheet.end is None and has_values:
            raise self._refused(FileFault.DAMAGED, detail="no value was found")
        height = 0 if sheet.end is None else sheet.end[0] + 1
        width = max(second.width, 0 if sheet.end is None else sheet.end[1] + 1)
        self._take_area(max(height, second.value_height), width)
        yield SheetStart(self._title, _is_visible(workbook, self._number))
        writer = ColumnWriter()
        if sheet.start is not None:
            rows = sheet.iter_rows()
            while block := list(islice(rows, BLOCK_ROWS)):
                yield Block(writer.columns(block, sheet.start[1]))
        if second.total is not None and second.total != writer.value_count:
            second = self._second(self._book.details)
        width = max(width, second.width)
        unread = second.uncalculated_rows | _differing(sheet, second)
        if has_values and writer.value_count == 0:
            raise self._refused(FileFault.DAMAGED, detail="no value was found")
        merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
        if writer.replaced_controls:
            second.notes.add(ReadingNoteKind.CONTROL_CHARACTERS)
        yield SheetEnd(
            height=max(height, second.height, second.value_height),
            width=width,
            merges=merges if second.merges is None else second.merges,
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
            second = self._second(self._book.look)
            # A stray cell is told by its row before calamine would need gigabytes for it.
            self._take_area(second.value_height, second.width, for_good=False)
            return workbook.get_sheet_by_index(self._number), second
        beside = _Beside(lambda: self._second(self._book.look))
        try:
            sheet = workbook.get_sheet_by_index(self._number)
        finally:
            beside.wait()
        return sheet, beside.result()

    def _second(self, look: Callable[[int], SecondReading]) -> SecondReading:
        try:
            return look(self._number)
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


class _Beside(Thread):
    """A call that runs while calamine reads, which leaves Python free meanwhile."""

    def __init__(self, call: Callable[[], SecondReading]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self._result: SecondReading | None = None
        self._error: Exception | None = None
        try:
            self.start()
        except RuntimeError:
            # Where there is no memory for a thread, one reading follows the other.
            self.run()

    def run(self) -> None:
        try:
            self._result = self._call()
        except (FileRefused, MemoryError) as error:
            self._error = error

    def wait(self) -> None:
        """Let the call end."""
        if self.ident is not None:
            self.join()

    def result(self) -> SecondReading:
        """What the call returned, or its error."""
        if self._result is None:
            raise self._error or MemoryError
        return self._result
