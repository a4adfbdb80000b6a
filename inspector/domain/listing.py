"""What stands on the lists of a board: entries, who was kept off and why, why a list is empty."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from inspector.domain.list_rules import Flag, ListKind, ListRule, ManualEntry


class SparedKind(StrEnum):
    """Why somebody near the line is not listed."""

    SCORE = "score"
    TIE = "tie"
    UNDECIDED = "undecided"
    EXEMPT = "exempt"
    OPPOSED = "opposed"
    LENGTH = "length"
    ALL_EQUAL = "all_equal"


class EmptyKind(StrEnum):
    """Why nobody is listed."""

    NOBODY_RANKED = "nobody_ranked"
    NONE_BELOW = "none_below"
    NONE_REACHES = "none_reaches"
    ALL_SPARED = "all_spared"


class Entry(Struct, frozen=True):
    """A subject on a list, with what it has there.

    `equals` are the names of the others on the list with its place. `times` is how many periods in
    a row, this one included; `is_more` where it was not looked further back. `measure` is the rung
    of the ladder, empty where there is none. `manual` is set where a person put it there.
    """

    kind: ListKind
    name: str
    flag: Flag | None
    group: str
    subject: UUID
    subject_name: str
    rank: int | None
    score: Decimal | None
    previous_score: Decimal | None = None
    equals: tuple[str, ...] = ()
    times: int = 1
    is_more: bool = False
    measure: str = ""
    manual: ManualEntry | None = None


class Spared(Struct, frozen=True):
    """A subject that is not listed though its place or score is near, and why."""

    group: str
    subject: UUID
    subject_name: str
    rank: int | None
    score: Decimal | None
    why: SparedKind
    reason: str = ""
    approver: str = ""


class Empty(Struct, frozen=True):
    """Why a list is empty, with the subject nearest to its line and the line."""

    kind: EmptyKind
    nearest: str = ""
    score: Decimal | None = None
    line: Decimal | None = None


class MadeList(Struct, frozen=True):
    """What one rule, by its place from 1, made of a list of the board, or of all (`group` empty).

    Praise stands best first, what warns worst first. `empty` is set where nobody is listed.
    """

    number: int
    rule: ListRule
    group: str
    entries: tuple[Entry, ...] = ()
    spared: tuple[Spared, ...] = ()
    empty: Empty | None = None
