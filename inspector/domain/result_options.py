"""How results from elsewhere are to be read: fields of columns, what blanks and grades mean."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from msgspec import Struct

from inspector.domain.points import plain
from inspector.errors import ActionFault, ActionRefused


class ResultField(StrEnum):
    """What a column of results holds.

    VALUE is a column of its own for each content, TOTAL the points of a whole row. VISIT names
    the visit that rows belong to.
    """

    NUMBER = "number"
    CONTENT = "content"
    PLACE = "place"
    DAY = "day"
    LOST = "lost"
    GOT = "got"
    FULL_MARK = "full_mark"
    GRADE = "grade"
    VALUE = "value"
    TOTAL = "total"
    AREA = "area"
    DEPARTMENT = "department"
    INSPECTOR = "inspector"
    VISIT = "visit"
    IGNORE = "ignore"


REPEATABLE = frozenset(
    {ResultField.VALUE, ResultField.DEPARTMENT, ResultField.INSPECTOR, ResultField.IGNORE}
)
"""Fields that several columns may hold."""


class Blank(StrEnum):
    """What a blank cell of points means."""

    MISSING = "missing"
    ZERO = "zero"


class Duplicates(StrEnum):
    """What becomes of a row that says in every cell the same as one above it."""

    KEEP = "keep"
    DROP = "drop"


class Direction(StrEnum):
    """Whether points are what was gained, or what was lost: then lower is better."""

    GAINED = "gained"
    LOST = "lost"


class ResultOptions(Struct, frozen=True):
    """How results are to be read; None lets the table decide.

    A blank that means zero is no loss where losses are told and no points elsewhere. `day` is that
    of rows without one, `full_mark` that of contents without one in the table or in `full_marks`
    (by content). `grades` are (word, factor of the full mark from 0 to 1). `names` are (name in the
    table, name or code of what it means); `creates_names` makes all others that nobody knows.
    """

    blank: Blank | None = None
    duplicates: Duplicates = Duplicates.KEEP
    direction: Direction | None = None
    day: date | None = None
    full_mark: Decimal | None = None
    full_marks: tuple[tuple[str, Decimal], ...] = ()
    grades: tuple[tuple[str, Decimal], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    creates_names: bool = False


NO_OPTIONS = ResultOptions()

_PARTS = re.compile("[,，;；]")
_SIGNS = str.maketrans("０１２３４５６７８９．％＝", "0123456789.%=")
_LARGEST_MARK = Decimal(100_000)


def parse_grades(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Grades as told, “A=1,B=0.8” or “优=100%”; ActionRefused (BAD_GRADES) for what is none."""
    return _pairs(text, ActionFault.BAD_GRADES, Decimal(1))


def parse_full_marks(text: str) -> tuple[Decimal | None, tuple[tuple[str, Decimal], ...]]:
    """A full mark for all and those of contents, “10” or “绿化=10,秩序=20,5”.

    Raises ActionRefused (BAD_FULL_MARKS).
    """
    parts = [part for part in _PARTS.split(text) if part.strip()]
    named = ",".join(part for part in parts if "=" in part.translate(_SIGNS))
    bare = [_number(part) for part in parts if "=" not in part.translate(_SIGNS)]
    if len(bare) > 1 or any(mark is None or not 0 < mark <= _LARGEST_MARK for mark in bare):
        raise ActionRefused(ActionFault.BAD_FULL_MARKS, {"part": text})
    marks = _pairs(named, ActionFault.BAD_FULL_MARKS, _LARGEST_MARK)
    if any(mark == 0 for _name, mark in marks):
        raise ActionRefused(ActionFault.BAD_FULL_MARKS, {"part": text})
    return next(iter(bare), None), marks


def parse_names(text: str) -> tuple[tuple[str, str], ...]:
    """What names mean as told, “name=name or code”; ActionRefused (BAD_NAMES) for what is none."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in _PARTS.split(text))):
        name, _sign, meaning = (word.strip() for word in part.partition("="))
        if not name or not meaning:
            raise ActionRefused(ActionFault.BAD_NAMES, {"part": part})
        found[name] = meaning
    return tuple(found.items())


def pairs_text(pairs: tuple[tuple[str, Decimal], ...]) -> str:
    """Grades or full marks as they are told."""
    return ",".join(f"{name}={plain(value)}" for name, value in pairs)


def _pairs(text: str, fault: ActionFault, most: Decimal) -> tuple[tuple[str, Decimal], ...]:
    found: dict[str, Decimal] = {}
    for part in filter(None, (part.strip() for part in _PARTS.split(text))):
        name, sign, value = part.translate(_SIGNS).rpartition("=")
        number = _number(value)
        if not sign or not name.strip() or number is None or not 0 <= number <= most:
            raise ActionRefused(fault, {"part": part})
        found[name.strip()] = number
    return tuple(found.items())


def _number(text: str) -> Decimal | None:
    written = text.translate(_SIGNS).strip()
    try:
        number = Decimal(written.rstrip("%"))
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return number / 100 if written.endswith("%") else number
