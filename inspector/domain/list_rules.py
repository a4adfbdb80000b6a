"""The rules by which a ranked list has red and black, grades and flags."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class ListKind(StrEnum):
    """What a rule gives to whom it names."""

    RED = "red"
    BLACK = "black"
    GRADE = "grade"
    FLAG = "flag"


class Flag(StrEnum):
    """The colours of flags and cards."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    BLACK = "black"
    GREEN = "green"


PRAISING = frozenset({Flag.RED, Flag.GREEN})
"""The flags that praise; the others warn."""


class Joined(StrEnum):
    """Whether place and score must both be met, or either."""

    BOTH = "both"
    EITHER = "either"


class Ties(StrEnum):
    """What becomes of equals across the line: all listed, none, or somebody must decide."""

    LISTED = "listed"
    LEFT_OUT = "left_out"
    DECIDED = "decided"


class Scope(StrEnum):
    """Whether places are counted in each list of the board, or over all its lists."""

    EACH = "each"
    WHOLE = "whole"


class Missed(StrEnum):
    """What a period in which a subject was not ranked does to its count: nothing, or end it."""

    FREEZE = "freeze"
    RESET = "reset"


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is named (domain 8.2): the first or last so many, the scores from and below.

    `at_least` belongs to the line, `below` does not. Of place and score what is None asks nothing;
    a line that asks nothing names nobody.
    """

    first: int | None = None
    last: int | None = None
    at_least: Decimal | None = None
    below: Decimal | None = None
    joined: Joined = Joined.BOTH
    ties: Ties = Ties.LISTED
    scope: Scope = Scope.EACH
    longest: int | None = None

    @property
    def asks_place(self) -> bool:
        """Whether it names by place."""
        return self.first is not None or self.last is not None

    @property
    def asks_score(self) -> bool:
        """Whether it names by score."""
        return self.at_least is not None or self.below is not None


class ListRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One red or black list, one grade, one flag.

    `groups` are the keys of the lists of the board for which it holds, none: all. `rungs` are the
    measures of the escalation ladder: the first for the first time, the last for that and every
    further time in a row.
    """

    kind: ListKind
    name: str = ""
    flag: Flag | None = None
    groups: tuple[str, ...] = ()
    line: Line = Line()
    rungs: tuple[str, ...] = ()
    missed: Missed = Missed.FREEZE

    @property
    def is_praise(self) -> bool:
        """Whether it is an honour to be named."""
        return self.kind is ListKind.RED or self.flag in PRAISING

    @property
    def is_warning(self) -> bool:
        """Whether it is a black list or a flag that warns."""
        return not self.is_praise and self.kind is not ListKind.GRADE

    def holds_for(self, group: str) -> bool:
        """Whether it holds for a list of the board."""
        return not self.groups or group in self.groups


class ManualEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A subject that a leader puts on a list, by its place from 1, in the period of a day."""

    rule: int
    subject: UUID
    day: date
    reason: str
    approver: str


class Exemption(Struct, frozen=True, forbid_unknown_fields=True):
    """A subject that no rule names in the periods that have one of these days.

    `kinds` are the lists that it is kept off; None is an open end.
    """

    subject: UUID
    reason: str
    approver: str
    kinds: tuple[ListKind, ...] = (ListKind.BLACK,)
    first: date | None = None
    last: date | None = None


class ListRules(Struct, frozen=True, forbid_unknown_fields=True):
    """What the lists of a board are made by; nothing here is no lists.

    Times in a row are counted over at most `look_back` periods before the one that is ranked.
    """

    rules: tuple[ListRule, ...] = ()
    entries: tuple[ManualEntry, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    look_back: int = 12
