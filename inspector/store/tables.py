"""All tables. A row's attributes have the names of the domain's fields.

`change` is the truth, every other table is its fold, or what is computed from the fold.
"""

from __future__ import annotations

from typing import Any

import peewee
from peewee import CompositeKey, Model

from inspector.domain.board import BoardKind
from inspector.domain.photo import PhotoFormat, PhotoView
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import AnswerState, Level, Method, Mode, VisitState
from inspector.store.columns import (
    BytesColumn,
    CountColumn,
    DayColumn,
    DecimalColumn,
    EnumColumn,
    FlagColumn,
    JsonColumn,
    MomentColumn,
    PointsColumn,
    SchemeColumn,
    TextColumn,
    UuidColumn,
    WallClockColumn,
)
from inspector.store.database import bound


class _BoundMetadata(peewee.Metadata):
    """Gives a table the database of the open transaction, and none outside of one."""

    @property
    def database(self) -> peewee.Database | None:
        return bound()

    @database.setter
    def database(self, value: Any) -> None:
        pass


class Table(Model):
    """Base of all tables: without a database of its own."""

    class Meta:
        model_metadata_class = _BoundMetadata
        legacy_table_names = False


class _ChangeColumns(Table):
    """What the hash of a change covers, as it travels."""

    id = UuidColumn(primary_key=True)
    format = CountColumn()
    device = UuidColumn()
    number = CountColumn()
    prev = UuidColumn(null=True)
    moment_ms = CountColumn()
    offset_minutes = CountColumn()
    person = UuidColumn()
    action = TextColumn()
    reason = TextColumn(null=True)
    needs = BytesColumn()
    body = BytesColumn()


class Change(_ChangeColumns):
    """One user action, append-only; its body is never rewritten, `needs` are ids end to end."""

    class Meta:
        indexes = ((("device", "number"), False), (("prev",), False))


class Waiting(_ChangeColumns):
    """A change that names something not here yet, or is of a newer format; never applied."""


class Touch(Table):
    """Which change touched which root; `last` is 1 for its heads."""

    root = UuidColumn()
    change = UuidColumn()
    last = FlagColumn()

    class Meta:
        primary_key = CompositeKey("root", "change")


class Conflict(Table):
    """A register with several live values, listed until a person decides."""

    root = UuidColumn()
    kind = TextColumn()
    key = TextColumn()
    register = TextColumn()
    clash = TextColumn()
    changes = JsonColumn()

    class Meta:
        primary_key = CompositeKey("root", "kind", "key", "register", "clash")


class District(Table):
    """What the workspace is about: the heading of every sheet."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    office = TextColumn(default="")
    is_sample = FlagColumn(default=False)


class Person(Table):
    """Somebody who writes changes."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    team = TextColumn(default="")
    void = FlagColumn(default=False)


class Device(Table):
    """A laptop, as one workspace knows it."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    short = TextColumn(default="")


class Unit(Table):
    """A responsible unit."""

    id = UuidColumn(primary_key=True)
    code = TextColumn(default="")
    name = TextColumn(default="")
    unit_class = EnumColumn(UnitClass, default=UnitClass.OTHER)
    leader = TextColumn(default="")
    phone = TextColumn(default="")
    note = TextColumn(default="")
    from_import = FlagColumn(default=False)
    void = FlagColumn(default=False)


class UnitParent(Table):
    """A superior of a unit; belongs to the unit."""

    id = UuidColumn(primary_key=True)
    unit = UuidColumn(index=True)
    parent = UuidColumn(null=True)
    role = EnumColumn(Role, default=Role.TERRITORIAL)
    share = PointsColumn(null=True)
    valid_from = DayColumn(null=True)
    valid_to = DayColumn(null=True)
    void = FlagColumn(default=False)


class SiteType(Table):
    """A kind of site with its weight."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    weight = PointsColumn(null=True)
    void = FlagColumn(default=False)


class Site(Table):
    """A place that is inspected."""

    id = UuidColumn(primary_key=True)
    code = TextColumn(default="", index=True)
    name = TextColumn(default="")
    site_type = TextColumn(default="")
    address = TextColumn(default="")
    longitude = DecimalColumn(null=True)
    latitude = DecimalColumn(null=True)
    length_m = PointsColumn(null=True)
    leader = TextColumn(default="")
    note = TextColumn(default="")
    from_import = FlagColumn(default=False)
    void = FlagColumn(default=False)


class SiteUnit(Table):
    """A unit that answers for a site; belongs to the site."""

    id = UuidColumn(primary_key=True)
    site = UuidColumn(index=True)
    unit = UuidColumn(null=True)
    role = EnumColumn(Role, default=Role.TERRITORIAL)
    share = PointsColumn(null=True)
    valid_from = DayColumn(null=True)
    valid_to = DayColumn(null=True)
    void = FlagColumn(default=False)


class SchemeDraft(Table):
    """A scheme that is not published yet, whole."""

    id = UuidColumn(primary_key=True)
    scheme_id = UuidColumn(null=True)
    title = TextColumn(default="")
    content = SchemeColumn(null=True)
    void = FlagColumn(default=False)


class SchemeVersion(Table):
    """A published scheme, whole and immutable."""

    id = UuidColumn(primary_key=True)
    scheme_id = UuidColumn(null=True, index=True)
    number = CountColumn(default=0)
    title = TextColumn(default="")
    published = MomentColumn(null=True)
    origin = EnumColumn(SchemeOrigin, default=SchemeOrigin.CRITERIA)
    content = SchemeColumn(null=True)
    void = FlagColumn(default=False)


class Visit(Table):
    """The head of a visit with what was frozen at its start."""

    id = UuidColumn(primary_key=True)
    site = UuidColumn(null=True, index=True)
    site_type = TextColumn(default="")
    length_m = PointsColumn(null=True)
    version = UuidColumn(null=True)
    day = DayColumn(null=True, index=True)
    started = MomentColumn(null=True)
    state = EnumColumn(VisitState, default=VisitState.OPEN)
    closed = MomentColumn(null=True)
    level = EnumColumn(Level, default=Level.DAILY_TEAM)
    mode = EnumColumn(Mode, default=Mode.UNANNOUNCED)
    method = EnumColumn(Method, default=Method.FIELD)
    campaign = TextColumn(default="")
    plan = UuidColumn(null=True)
    number = TextColumn(default="")
    note = TextColumn(default="")
    void = FlagColumn(default=False)


class VisitUnit(Table):
    """A unit that answers for a visit, or for one of its items; frozen at the start."""

    visit = UuidColumn()
    unit = UuidColumn()
    role = EnumColumn(Role)
    item = CountColumn()
    share = PointsColumn(null=True)
    void = FlagColumn(default=False)

    class Meta:
        primary_key = CompositeKey("visit", "unit", "role", "item")


class VisitPerson(Table):
    """A person who took part in a visit."""

    visit = UuidColumn()
    person = UuidColumn()
    void = FlagColumn(default=False)

    class Meta:
        primary_key = CompositeKey("visit", "person")


class Answer(Table):
    """The judgement on one item; no row means unanswered."""

    visit = UuidColumn()
    item = CountColumn()
    state = EnumColumn(AnswerState, null=True)
    found = PointsColumn(null=True)
    points = PointsColumn(null=True)
    grade = TextColumn(null=True)
    note = TextColumn(default="")

    class Meta:
        primary_key = CompositeKey("visit", "item")


class Finding(Table):
    """A loss on an item of a visit."""

    id = UuidColumn(primary_key=True)
    visit = UuidColumn(index=True)
    item = CountColumn(default=0)
    clause = TextColumn(default="")
    occurrences = CountColumn(default=1)
    points_each = PointsColumn(null=True)
    level = TextColumn(default="")
    fixed = FlagColumn(default=False)
    note = TextColumn(default="")
    void = FlagColumn(default=False)


class Photo(Table):
    """What a photo's bytes say; a root of its own whose id follows from the hash."""

    id = UuidColumn(primary_key=True)
    sha256 = BytesColumn(null=True)
    format = EnumColumn(PhotoFormat, null=True)
    byte_size = CountColumn(default=0)
    width = CountColumn(default=0)
    height = CountColumn(default=0)
    taken = WallClockColumn(null=True)
    longitude = DecimalColumn(null=True)
    latitude = DecimalColumn(null=True)


class VisitPhoto(Table):
    """A photo put on an item or a finding of a visit."""

    id = UuidColumn(primary_key=True)
    visit = UuidColumn(index=True)
    photo = UuidColumn(null=True, index=True)
    item = CountColumn(default=0)
    finding = UuidColumn(null=True)
    view = EnumColumn(PhotoView, default=PhotoView.NEAR)
    attached = MomentColumn(null=True)
    void = FlagColumn(default=False)


class Total(Table):
    """Sums of a visit, per section (0: the whole); recomputed with every answer."""

    visit = UuidColumn()
    section = CountColumn()
    got = PointsColumn()
    full = PointsColumn(column_name="full_mark")
    bonus = PointsColumn()
    observed = CountColumn()
    not_observed = CountColumn()
    not_applicable = CountColumn()
    unanswered = CountColumn()

    class Meta:
        primary_key = CompositeKey("visit", "section")


class Problem(Table):
    """A finding that units must rectify; its state follows from its events."""

    id = UuidColumn(primary_key=True)
    visit = UuidColumn(null=True, index=True)
    finding = UuidColumn(null=True)
    site = UuidColumn(null=True)
    item = CountColumn(default=0)
    source = TextColumn(default="")
    level = TextColumn(default="")
    text = TextColumn(default="")
    clause = TextColumn(default="")
    deadline_class = TextColumn(default="")
    number = TextColumn(default="")
    void = FlagColumn(default=False)


class ProblemUnit(Table):
    """A unit that answers for a problem."""

    problem = UuidColumn()
    unit = UuidColumn()
    role = EnumColumn(Role)
    share = PointsColumn(null=True)
    void = FlagColumn(default=False)

    class Meta:
        primary_key = CompositeKey("problem", "unit", "role")


class ProblemEvent(Table):
    """One step of a problem on its way to being closed."""

    id = UuidColumn(primary_key=True)
    problem = UuidColumn(index=True)
    event = TextColumn(default="")
    moment = MomentColumn(null=True)
    person = UuidColumn(null=True)
    unit = UuidColumn(null=True)
    deadline = MomentColumn(null=True)
    note = TextColumn(default="")
    photos = JsonColumn(null=True)
    void = FlagColumn(default=False)


class Board(Table):
    """The rules under which a list is ranked and published."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    kind = EnumColumn(BoardKind, default=BoardKind.UNITS)
    rules = JsonColumn(null=True)
    void = FlagColumn(default=False)


class Edition(Table):
    """A sealed ranking, whole and immutable; a correction is a new edition that names the old."""

    id = UuidColumn(primary_key=True)
    board = UuidColumn(null=True)
    period = TextColumn(default="")
    number = CountColumn(default=1)
    corrects = UuidColumn(null=True)
    sealed = MomentColumn(null=True)
    content = JsonColumn(null=True)
    void = FlagColumn(default=False)


class Appeal(Table):
    """An objection of a unit to a visit or an edition, and how it was decided."""

    id = UuidColumn(primary_key=True)
    edition = UuidColumn(null=True)
    visit = UuidColumn(null=True)
    item = CountColumn(default=0)
    unit = UuidColumn(null=True)
    filed = MomentColumn(null=True)
    text = TextColumn(default="")
    decision = TextColumn(default="")
    decided = MomentColumn(null=True)
    decided_by = UuidColumn(null=True)
    reason = TextColumn(default="")
    void = FlagColumn(default=False)


class Plan(Table):
    """Which sites are to be visited in a time."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")
    campaign = TextColumn(default="")
    first = DayColumn(null=True)
    last = DayColumn(null=True)
    note = TextColumn(default="")
    void = FlagColumn(default=False)


class PlanSite(Table):
    """A site of a plan, with the day and person meant for it."""

    plan = UuidColumn()
    site = UuidColumn()
    day = DayColumn(null=True)
    person = UuidColumn(null=True)
    void = FlagColumn(default=False)

    class Meta:
        primary_key = CompositeKey("plan", "site")


class Calendar(Table):
    """The working calendar of the district."""

    id = UuidColumn(primary_key=True)
    name = TextColumn(default="")


class CalendarDay(Table):
    """A day that differs from its weekday: a holiday, or a working weekend."""

    calendar = UuidColumn()
    day = DayColumn()
    is_working = FlagColumn(default=False)
    name = TextColumn(default="")
    void = FlagColumn(default=False)

    class Meta:
        primary_key = CompositeKey("calendar", "day")


TABLES: tuple[type[Table], ...] = (
    Change,
    Waiting,
    *(table for table in Table.__subclasses__() if table is not _ChangeColumns),
)
