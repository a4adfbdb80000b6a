"""The header of any foreign table: one to three rows, merged or not, found by what it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from inspector.files.cell import cell_number, cell_text, letter
from inspector.files.reader import Cell, Merge, Sheet
from inspector.files.scheme.columns import squeezed

SEARCHED_ROWS = 30
MOST_LEVELS = 3
# A sentence is no heading.
_LONGEST_HEADING = 20
# Of so many cells that are filled at least one is the same where a header is printed again.
_TELLING = 3
# What stands between these is not compared.
_OPENING = "([【"
_BRACKETS = "()（）[]【】"
_SAID = re.compile("[:：]")
_COUNTS = re.compile(r"序号?|编号|no\.?|#")
_LETTERS = re.compile(r"[A-Z]{1,3}")


class Head(Struct, frozen=True):
    """A header: its rows (indexes, both included; -1 where there is none) and its headings.

    `paths` holds for every column the headings from the top level down to the innermost, those
    that stretch over several columns with each of them. `rows` are the header's own cells as they
    are compared, row by row.
    """

    first: int
    last: int
    paths: Mapping[int, tuple[str, ...]]
    rows: tuple[tuple[str, ...], ...] = ()

    def heading(self, column: int) -> str:
        """The innermost heading of a column; empty where it has none."""
        path = self.paths.get(column, ())
        return path[-1] if path else ""

    def column(self, name: str) -> int | None:
        """A column by its heading, by several levels of it (“一级指标/分值”), or by its letter."""
        wanted = squeezed(name)
        for column in self.paths:
            if wanted and squeezed(self.heading(column)) == wanted:
                return column
        for column, path in self.paths.items():
            if wanted and f"/{_joined(path)}".endswith(f"/{wanted}"):
                return column
        if _LETTERS.fullmatch(name.strip().upper()):
            for column in self.paths:
                if letter(column + 1) == name.strip().upper():
                    return column
        return None

    def is_repeated(self, cells: Sequence[Cell]) -> bool:
        """Whether a row says what one of the header's rows says, but for a heading or two."""
        filled = [(at, cell) for at, cell in enumerate(cells) if cell is not None]
        # Most rows of a long table say nothing in the first columns that a heading says.
        if not any(self._may_be(at, cell) for at, cell in filled[:_TELLING]):
            return False
        said = [squeezed(cell_text(cell)) for cell in cells]
        return any(_is_alike(said, row) for row in self.rows)

    def _may_be(self, column: int, cell: Cell) -> bool:
        if not isinstance(cell, str) or len(cell) > 4 * _LONGEST_HEADING:
            return False
        headings = [row[column] for row in self.rows if column < len(row)]
        first = squeezed(cell.lstrip()[:1])
        if first not in _OPENING and not any(each.startswith(first) for each in headings):
            return False
        return squeezed(cell) in headings


def side_by_side(head: Head) -> int | None:
    """The column in which the header begins anew, where a second table stands beside the first.

    Groups of headings may name the same columns each; tables have a blank column between them, or
    count their rows each.
    """
    named = [(column, squeezed(path[-1])) for column, path in sorted(head.paths.items()) if path]
    words = [word for _column, word in named]
    for count in range(2, len(words) // 2 + 1):
        times, rest = divmod(len(words), count)
        if not rest and words == words[:count] * times:
            begin = named[count][0]
            is_apart = not head.paths.get(begin - 1)
            return begin if is_apart or _COUNTS.fullmatch(words[0]) else None
    return None


def headless(sheet: Sheet) -> Head:
    """What stands for the header of a sheet that has none: columns without headings."""
    return Head(-1, -1, dict.fromkeys(range(len(sheet.rows[0]) if sheet.rows else 0), ()))


def find_head(sheet: Sheet, is_known: Callable[[str], bool], least: int = 2) -> Head | None:
    """The header that names most of what is known, at least so many columns; None without one.

    `is_known` says of a heading as `squeezed` gives it whether the import knows it. The first
    rows of the sheet are searched; of several headers that name as much the first is taken.
    """
    search = _Search(sheet, is_known)
    best, most = None, least - 1
    for index in range(min(len(sheet.rows), SEARCHED_ROWS)):
        if not search.can_begin(index):
            continue
        head = search.head_at(index)
        known = sum(any(is_known(squeezed(text)) for text in path) for path in head.paths.values())
        if known > most:
            best, most = head, known
    return best


def repeated_until(sheet: Sheet, head: Head, index: int) -> int | None:
    """The last row (an index) of the header where it is printed again at `index`, else None."""
    if head.first < 0 or not head.is_repeated(sheet.rows[index]):
        return None
    last = max(
        (
            merge.last_row
            for merge in sheet.merges
            if merge.first_row == index and merge.last_row < index + MOST_LEVELS
        ),
        default=index,
    )
    while last + 1 < min(len(sheet.rows), index + len(head.rows)):
        filled = _filled(sheet.rows[last + 1])
        level = head.rows[last + 1 - index]
        if not filled or not all(level[column] for column in filled):
            break
        if not all(_is_heading(sheet.rows[last + 1][column]) for column in filled):
            break
        last += 1
    return last


class _Search:
    """Looks at the first rows of one sheet."""

    def __init__(self, sheet: Sheet, is_known: Callable[[str], bool]) -> None:
        self._rows = sheet.rows
        self._is_known = is_known
        until = SEARCHED_ROWS + MOST_LEVELS
        self._merges = [merge for merge in sheet.merges if merge.first_row < until]

    def known_in(self, index: int) -> int:
        """How many cells of a row are known headings."""
        texts = (squeezed(_heading_text(cell)) for cell in self._rows[index])
        return sum(self._is_known(text) for text in texts if text)

    def can_begin(self, index: int) -> bool:
        """Whether a row may be one of the header's: it says something of several columns."""
        return self.known_in(index) > 0 and len(_filled(self._rows[index])) > 1

    def head_at(self, index: int) -> Head:
        """The header of which this row is one."""
        first = last = index
        while last - first + 1 < MOST_LEVELS and self._is_above(first - 1, first):
            first -= 1
        merged = self._merged_down(first)
        last = max(last, merged)
        while last - first + 1 < MOST_LEVELS and self._is_below(last + 1, first, last):
            last += 1
        width = len(self._rows[index])
        return Head(
            first,
            last,
            {column: self._path(column, first, last) for column in range(width)},
            tuple(
                tuple(squeezed(cell_text(cell)) for cell in row)
                for row in self._rows[first : last + 1]
            ),
        )

    def _merged_down(self, first: int) -> int:
        lowest = min(first + MOST_LEVELS, len(self._rows)) - 1
        return max(
            (m.last_row for m in self._merges if m.first_row == first and m.last_row <= lowest),
            default=first,
        )

    def _is_above(self, index: int, first: int) -> bool:
        """Whether a row holds headings over those of the next: of several columns, but not all."""
        if index < 0:
            return False
        filled = _filled(self._rows[index])
        below = _filled(self._rows[first])
        is_worded = all(_is_heading(self._rows[index][column]) for column in filled)
        if len(filled) < 2 or not is_worded or len(below) < 2:
            return False
        # “填表单位：” is said of the table, not of its columns.
        if any(_SAID.search(cell_text(self._rows[index][column])) for column in filled):
            return False
        if self._merged_down(index) >= first:
            return True
        # A group stands over its first column, and leaves the others that it covers blank.
        return any(column in below for column in filled) and any(
            column not in filled and column > filled[0] for column in below
        )

    def _is_below(self, index: int, first: int, last: int) -> bool:
        """Whether a row holds more headings, under groups or under blanks."""
        if index >= len(self._rows):
            return False
        row = self._rows[index]
        filled = _filled(row)
        if not filled or not all(_is_heading(row[column]) for column in filled):
            return False
        if any(self._is_inside_merge(index, column) for column in filled):
            return False
        groups = self._grouped(first, last)
        if set(filled) <= groups and any(not cell_text(self._rows[last][c]) for c in filled):
            return len(filled) > 1 or self.known_in(index) > 0
        known = self.known_in(index)
        return 2 * known >= len(filled) and bool(groups & set(filled))

    def _is_inside_merge(self, index: int, column: int) -> bool:
        """Whether a cell begins what is merged down into the table, as first levels are."""
        return any(
            m.first_row == index and m.first_column == column and m.last_row >= index + MOST_LEVELS
            for m in self._merges
        )

    def _grouped(self, first: int, last: int) -> set[int]:
        """The columns under headings that stretch over several of them, down to row `last`."""
        row = self._rows[last]
        columns: set[int] = set()
        for start in _filled(row):
            end = start
            while end + 1 < len(row) and not cell_text(row[end + 1]):
                if self._is_covered(last, end + 1, first):
                    break
                end += 1
            if end > start:
                columns.update(range(start, end + 1))
        return columns

    def _is_covered(self, index: int, column: int, first: int) -> bool:
        """Whether a blank cell is the lower part of a heading merged downwards."""
        return any(
            m.first_row >= first
            and m.first_row < index <= m.last_row
            and m.first_column <= column <= m.last_column
            for m in self._merges
        )

    def _path(self, column: int, first: int, last: int) -> tuple[str, ...]:
        path: list[str] = []
        for index in range(first, last + 1):
            text = self._heading(index, column, first, last)
            if text and (not path or squeezed(path[-1]) != squeezed(text)):
                path.append(text)
        return tuple(path)

    def _heading(self, index: int, column: int, first: int, last: int) -> str:
        text = _heading_text(self._rows[index][column])
        if text or cell_text(self._rows[index][column]):
            return text
        merge = self._merge_over(index, column)
        if merge is not None and merge.first_row >= first:
            return _heading_text(self._rows[merge.first_row][merge.first_column])
        if merge is None and index < last and self._has_below(index, column, last):
            for left in range(column - 1, -1, -1):
                if cell_text(self._rows[index][left]):
                    has_parts = self._has_below(index, left, last)
                    return _heading_text(self._rows[index][left]) if has_parts else ""
        return ""

    def _has_below(self, index: int, column: int, last: int) -> bool:
        return any(cell_text(self._rows[below][column]) for below in range(index + 1, last + 1))

    def _merge_over(self, index: int, column: int) -> Merge | None:
        for merge in self._merges:
            if (
                merge.first_row <= index <= merge.last_row
                and merge.first_column <= column <= merge.last_column
            ):
                return merge
        return None


def _joined(path: tuple[str, ...]) -> str:
    return "/".join(map(squeezed, path))


def _filled(row: Sequence[Cell]) -> list[int]:
    return [column for column, cell in enumerate(row) if cell_text(cell)]


def _is_heading(cell: Cell) -> bool:
    """Whether a cell can be a heading: short, and no number."""
    text = cell_text(cell)
    if not isinstance(cell, str) or len(text) > _LONGEST_HEADING:
        return False
    try:
        return cell_number(text.strip(_BRACKETS).rstrip("%分")) is None
    except ValueError:
        return True


def _heading_text(cell: Cell) -> str:
    text = cell_text(cell)
    return text if len(text) <= _LONGEST_HEADING else ""


def _is_alike(said: Sequence[str], row: Sequence[str]) -> bool:
    wanted = [column for column, text in enumerate(row) if text]
    filled = [column for column, text in enumerate(said) if text]
    same = sum(said[column] == row[column] for column in wanted if column < len(said))
    if not same:
        return False
    return (same >= 2 or len(wanted) == len(filled) == 1) and 3 * same >= 2 * max(
        len(wanted), len(filled)
    )
