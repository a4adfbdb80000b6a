"""What a person says about single rows of an import, and the cells that wait for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from inspector.errors import CellRefused

RowKey = tuple[str, int]
"""A row of a workbook: the title of its sheet and its number, from 1."""


class Choice(StrEnum):
    """What can be said about a row."""

    ITEM = "item"
    SECTION = "section"
    CONTINUE = "continue"
    BLANK = "blank"
    WITHOUT = "without"
    CREATE = "create"
    KEEP = "keep"
    LEAVE_OUT = "leave_out"
    VALUE = "value"
    NAMED = "named"
    CREATED = "created"
    RULED = "ruled"
    UNRULED = "unruled"
    TAKEN = "taken"


class RowAnswer(Struct, frozen=True):
    """One answer about a row.

    `about` is the letter of the column that is taken as blank or as another value, or the name that
    is passed over, made or meant; empty where the answer is about the row as a whole. `value` is
    what should stand in the cell (VALUE), or the id of the record that the name means (NAMED).
    """

    choice: Choice
    about: str = ""
    value: str = ""

    @property
    def is_to_type(self) -> bool:
        """Whether it offers that a value be typed, and none was."""
        return self.choice is Choice.VALUE and not self.value


class Answers:
    """The answers to rows, and what reading by them came to.

    Readers ask it row by row. It takes in cells that cannot be read: the first one is raised, or,
    where it `collects`, kept in `refusals` with one refusal a row. `passed` are the rows that are
    left out because somebody said so.
    """

    def __init__(
        self, given: Mapping[RowKey, Sequence[RowAnswer]] | None = None, *, collects: bool = False
    ) -> None:
        self._given = given or {}
        self.collects = collects
        self.refusals: dict[RowKey, CellRefused] = {}
        self.passed: set[RowKey] = set()

    def leaves_out(self, sheet: str, row: int) -> bool:
        """Whether a row is left out; it is counted as passed then."""
        if not any(each.choice is Choice.LEAVE_OUT for each in self._given.get((sheet, row), ())):
            return False
        self.passed.add((sheet, row))
        return True

    def kind(self, sheet: str, row: int) -> Choice | None:
        """What a row of criteria is said to be: an item, a section or more of the row above."""
        said = [each.choice for each in self._given.get((sheet, row), ())]
        return next((each for each in reversed(said) if each in _KINDS), None)

    def names(self, sheet: str, row: int, choice: Choice) -> frozenset[str]:
        """The names in a row that are passed over (WITHOUT) or made (CREATE)."""
        said = self._given.get((sheet, row), ())
        return frozenset(each.about for each in said if each.choice is choice)

    def blanks(self) -> dict[RowKey, frozenset[str]]:
        """The letters of the columns that are taken as blank, by row."""
        found = {key: self.names(*key, Choice.BLANK) for key in self._given}
        return {key: letters for key, letters in found.items() if letters}

    def values(self) -> dict[RowKey, dict[str, str]]:
        """What is taken to stand in cells, by row and by the letter of the column."""
        found = {
            key: {each.about: each.value for each in said if each.choice is Choice.VALUE}
            for key, said in self._given.items()
        }
        return {key: values for key, values in found.items() if values}

    def of_names(self) -> tuple[RowAnswer, ...]:
        """What was said that names mean, or that they are new: the same for all rows."""
        said = (each for every in self._given.values() for each in every)
        return tuple(dict.fromkeys(each for each in said if each.choice in _OF_NAMES))

    def is_ruled(self, sheet: str, row: int, key: str) -> bool | None:
        """What was said last about a rule that is proposed for a row; None where nothing was."""
        said = [
            each.choice is Choice.RULED
            for each in self._given.get((sheet, row), ())
            if each.choice in _OF_RULES and each.about == key
        ]
        return said[-1] if said else None

    def takes(self, sheet: str) -> bool:
        """Whether a sheet that is left by itself shall be read too; said of its first row."""
        return any(each.choice is Choice.TAKEN for each in self._given.get((sheet, 1), ()))

    def refuse(self, error: CellRefused) -> None:
        """Keep the refusal of a cell; raises it where nothing is collected."""
        if not self.collects:
            raise error
        self.refusals.setdefault((error.sheet, error.row), error)


_KINDS = frozenset({Choice.ITEM, Choice.SECTION, Choice.CONTINUE})
_OF_RULES = frozenset({Choice.RULED, Choice.UNRULED})
_OF_NAMES = frozenset({Choice.NAMED, Choice.CREATED})
