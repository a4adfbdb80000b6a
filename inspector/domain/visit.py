"""A visit (检查) to a site: what was frozen at its start, its answers, findings and photos."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from inspector.domain.photo import Mark, PhotoView
from inspector.domain.unit import Role


class VisitState(StrEnum):
    """Open while it is scored, closed when handed in; void is apart."""

    OPEN = "open"
    CLOSED = "closed"


class Level(StrEnum):
    """Who inspects."""

    LEADER = "leader"
    DAILY_TEAM = "daily_team"
    JOINT = "joint"
    HIGHER = "higher"
    SELF_CHECK = "self_check"
    CITIZEN = "citizen"
    THIRD_PARTY = "third_party"


class Mode(StrEnum):
    """Whether the site knew of the visit."""

    UNANNOUNCED = "unannounced"
    ANNOUNCED = "announced"


class Method(StrEnum):
    """How the facts are collected."""

    FIELD = "field"
    FILING = "filing"
    SURVEY = "survey"


class VisitUnit(Struct, frozen=True):
    """A unit that answers, frozen at the start; `item` 0 is the whole visit, else an item number.

    A street above a site's community is frozen beside it with the same role.
    """

    unit: UUID
    role: Role
    item: int = 0
    share: Decimal = Decimal(1)
    void: bool = False


class VisitPerson(Struct, frozen=True):
    """A person who took part in a visit."""

    person: UUID
    void: bool = False


class Visit(Struct, frozen=True):
    """The head of a visit; `day` is its local day, moments are UTC.

    `site_type` and `length_m` are the site's as they were at the start.
    """

    id: UUID
    site: UUID
    site_type: str
    length_m: Decimal | None
    version: UUID
    day: date
    started: datetime
    state: VisitState = VisitState.OPEN
    closed: datetime | None = None
    level: Level = Level.DAILY_TEAM
    mode: Mode = Mode.UNANNOUNCED
    method: Method = Method.FIELD
    campaign: str = ""
    plan: UUID | None = None
    number: str = ""
    note: str = ""
    void: bool = False


class AnswerState(StrEnum):
    """What an item was found to be; an item without an answer is unanswered."""

    CONFORMING = "conforming"
    DEDUCTED = "deducted"
    VALUED = "valued"
    NOT_APPLICABLE = "not_applicable"
    NOT_OBSERVED = "not_observed"


class Answer(Struct, frozen=True):
    """The judgement on one item; number found, points given and grade mean something only for
    the rules that use them.

    Of a sample `found` pieces passed of `sampled` that were looked at.
    """

    item: int
    state: AnswerState
    found: Decimal | None = None
    points: Decimal | None = None
    grade: str | None = None
    note: str = ""
    sampled: Decimal | None = None


class Finding(Struct, frozen=True):
    """One loss on an item: occurrences times points each, weighed by level and by `fixed`.

    `fixed` says that it was put right on the spot; the scheme's factors tell what that means.
    """

    id: UUID
    item: int
    clause: str = ""
    occurrences: int = 1
    points_each: Decimal = Decimal(0)
    level: str = ""
    fixed: bool = False
    note: str = ""
    void: bool = False


class VisitPhoto(Struct, frozen=True):
    """A photo put on an item (0: the visit itself) or one of its findings; marks lie over it."""

    id: UUID
    photo: UUID
    item: int = 0
    finding: UUID | None = None
    view: PhotoView = PhotoView.NEAR
    attached: datetime | None = None
    void: bool = False
    marks: tuple[Mark, ...] = ()


class Record(Struct, frozen=True):
    """A whole visit as it stands: what scoring, explaining and printing need."""

    visit: Visit
    units: tuple[VisitUnit, ...] = ()
    persons: tuple[UUID, ...] = ()
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()
    photos: tuple[VisitPhoto, ...] = ()


class VisitLine(Struct, frozen=True):
    """A visit in a list: what is shown of it without opening it.

    `score` is printed (two places), None where nothing counts yet; `unanswered` counts the items
    not yet looked at.
    """

    id: UUID
    number: str
    day: date
    site: UUID
    site_code: str
    site_name: str
    site_type: str
    scheme_title: str
    persons: tuple[str, ...]
    state: VisitState
    void: bool
    score: Decimal | None
    unanswered: int
    closed: datetime | None = None


class LastVisit(Struct, frozen=True):
    """The newest visit of a state to a site; `score` is printed, None where nothing counts."""

    id: UUID
    site: UUID
    state: VisitState
    day: date
    started: datetime
    score: Decimal | None


class PhotoUse(Struct, frozen=True):
    """Where a photo hangs: the visit, its site and day, and the item (0: the visit itself)."""

    visit: UUID
    visit_number: str
    site_name: str
    day: date
    item: int
