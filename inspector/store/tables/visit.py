"""Visits with answers, findings, photos and totals."""

from __future__ import annotations

from peewee import CompositeKey

from inspector.domain.photo import PhotoFormat, PhotoView
from inspector.domain.unit import Role
from inspector.domain.visit import AnswerState, Level, Method, Mode, VisitState
from inspector.store.columns import (
    BytesColumn,
    CountColumn,
    DayColumn,
    DecimalColumn,
    EnumColumn,
    FlagColumn,
    MarksColumn,
    MomentColumn,
    PointsColumn,
    TextColumn,
    UuidColumn,
    WallClockColumn,
)
from inspector.store.tables.table import Table


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
    sampled = PointsColumn(null=True)

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
    marks = MarksColumn(default=())


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
