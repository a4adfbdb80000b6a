"""One row of a criteria table: its cells by field, read as text, points, choices and names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from inspector.domain.points import plain, rounded_points
from inspector.errors import CellFault, CellRefused
from inspector.files.cell import cell_number, letter
from inspector.files.reader import Cell
from inspector.files.scheme.columns import ALL_TYPES, NO, YES, squeezed
from inspector.files.scheme.names import parted

# More than any single item is worth in the systems we know: 1,200 is a whole city's sum.
MOST_POINTS = Decimal(1000)

_Choice = TypeVar("_Choice")
_NUMBER = r"(\d+(?:\.\d+)?)"
# As people write points: “5分”, “（5）”, “满分5分”, “≤5”, “0-5分”.
_POINTS = re.compile(
    rf"[(\[]?(?:满分|共计?|计|最高|<=|≤|\+|0(?:\.0*)?分?[-~～—至到])?{_NUMBER}"
    r"(?:分?[-~～—至到]0(?:\.0*)?|分(?:以内|以下)?(?:[(\[][^)\]]*[)\]])?)?[分%]?[)\]]?"
)


def plain_text(cell: Cell) -> str:
    """The cell as trimmed text, line breaks kept."""
    if isinstance(cell, str):
        return _one_break(cell) if "\r" in cell else cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain(cell)
    return str(cell).strip()


def _one_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def points_or_none(cell: Cell) -> Decimal | None:
    """The points in a cell (“5”, 5, “满分5分”), None where it is empty; ValueError otherwise."""
    if isinstance(cell, str):
        found = _POINTS.fullmatch("".join(unicodedata.normalize("NFKC", cell).split()))
        cell = found[1] if found else cell
    number = cell_number(cell)
    return None if number is None else _storable(number)


def says_points(cell: Cell) -> bool:
    """Whether points stand in a cell that can be read as such."""
    try:
        return points_or_none(cell) is not None
    except ValueError:
        return False


def share_or_none(cell: Cell) -> Decimal | None:
    """The weight in a cell as it is printed (30, 0.3, “30%”, “30分”); None where it is none."""
    try:
        return points_or_none(cell.strip().rstrip("%％") if isinstance(cell, str) else cell)
    except ValueError:
        return None


def _storable(number: Decimal) -> Decimal:
    return number if number == rounded_points(number) else rounded_points(number)


class TableRow(Struct, frozen=True):
    """A row with the columns that hold its fields; `number` counts from 1, columns from 0."""

    path: Path
    sheet: str
    number: int
    cells: Sequence[Cell]
    columns: Mapping[str, int]
    headings: Mapping[int, str]

    def cell(self, field: str) -> Cell:
        """What stands in the field's column."""
        column = self.columns.get(field)
        return None if column is None else self.cells[column]

    def text(self, field: str, *, required: bool = False) -> str:
        """The field as text; CellRefused where it must not be empty."""
        column = self.columns.get(field)
        text = "" if column is None else plain_text(self.cells[column])
        if required and not text:
            raise self.refused(field, CellFault.REQUIRED)
        return text

    def points(self, field: str, most: Decimal | None = MOST_POINTS) -> Decimal | None:
        """The field as points from zero to `most`, None where it is empty; CellRefused else."""
        try:
            points = points_or_none(self.cell(field))
        except ValueError:
            raise self.refused(field, CellFault.POINTS_TEXT) from None
        if points is not None and points < 0:
            raise self.refused(field, CellFault.POINTS_NEGATIVE)
        if points is not None and most is not None and points > most:
            raise self.refused(field, CellFault.POINTS_ABOVE)
        return points

    def number_of(self, field: str) -> Decimal | None:
        """The field as a number that is not negative, None where it is empty."""
        try:
            number = cell_number(self.cell(field))
        except ValueError:
            raise self.refused(field, CellFault.NOT_A_NUMBER) from None
        if number is not None and number < 0:
            raise self.refused(field, CellFault.NOT_A_NUMBER)
        return None if number is None else _storable(number)

    def choice(self, field: str, words: Mapping[_Choice, Sequence[str]]) -> _Choice | None:
        """Which of these is named, by its own or one of its other words; None where it is empty."""
        said = squeezed(self.text(field))
        if not said:
            return None
        for choice, names in words.items():
            if said == str(choice) or said in (squeezed(name) for name in names):
                return choice
        raise self.refused(field, CellFault.UNKNOWN_VALUE)

    def is_yes(self, field: str) -> bool:
        """Whether the field says yes; empty is no."""
        said = squeezed(self.text(field))
        if said not in YES and said not in NO:
            raise self.refused(field, CellFault.UNKNOWN_VALUE)
        return said in YES

    def names(self, field: str, known: Collection[str] | None) -> tuple[str, ...]:
        """The site types named, none for all of them; CellRefused for one that is not known."""
        text = self.text(field)
        if squeezed(text) in ALL_TYPES:
            return ()
        names = parted(text)
        for name in names:
            if known is not None and name not in known:
                raise self.refused(field, CellFault.UNKNOWN_SITE_TYPE, name)
        return names

    def refused(self, field: str, fault: CellFault, value: str | None = None) -> CellRefused:
        """The refusal of the field's cell."""
        column = self.columns.get(field)
        named = "" if column is None else f"{letter(column + 1)} {self.headings.get(column, '')}"
        said = self.text(field) if value is None else value
        return CellRefused(self.path, self.sheet, self.number, named.strip(), fault, said, field)
