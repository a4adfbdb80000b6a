"""The kinds of record: which table, which root, which registers (fields that change together).

Register names are wire names: they stand in changes for ever and are never used again for
anything else. The registers of a kind list all its columns but the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from inspector.domain.change import Edit, Key
from inspector.domain.wire import Wire
from inspector.store import tables
from inspector.store.columns import Column
from inspector.store.tables import Table

_Reader: TypeAlias = "tuple[str, Wire, Callable[[Any], Wire] | None]"
"""A column: its name, its wire value where nobody wrote, what makes its wire value."""


class Kind(Struct, frozen=True, dict=True):
    """A kind of record.

    `root` is the column with the id of the root ("id" for a root's principal record), `keys` the
    columns that name a part below it. `references` are the columns that point to other roots.
    A row of a kind that `can_be_empty` disappears when its registers are all at their defaults.
    """

    name: str
    table: type[Table]
    root: str
    keys: tuple[str, ...]
    registers: Mapping[str, tuple[str, ...]]
    references: tuple[str, ...] = ()
    is_immutable: bool = False
    can_be_empty: bool = False

    @cached_property
    def columns(self) -> dict[str, Column]:
        """The columns by name."""
        return {field.name: field for field in self.table._meta.sorted_fields}  # noqa: SLF001

    @cached_property
    def is_voidable(self) -> bool:
        """Whether a record of this kind can be taken back."""
        return "void" in self.registers

    @cached_property
    def defaults(self) -> dict[str, Wire]:
        """The wire values of the registers that nobody wrote yet."""
        return {
            register: [self._default(name) for name in columns]
            if len(columns) > 1
            else self._default(columns[0])
            for register, columns in self.registers.items()
        }

    def wire(self, record: Any, register: str) -> Wire:
        """The wire value of a register of a domain record: one value, or a list of several."""
        values = _wires(record, self.readers[register])
        return values[0] if len(values) == 1 else values

    def key_of(self, record: Any) -> Key:
        """The key of a record below its root."""
        return tuple(_wires(record, self._key_readers))  # type: ignore[arg-type]

    @cached_property
    def readers(self) -> dict[str, tuple[_Reader, ...]]:
        """What reads each register of a domain record."""
        return {
            register: tuple(map(self._reader, columns))
            for register, columns in self.registers.items()
        }

    @cached_property
    def _key_readers(self) -> tuple[_Reader, ...]:
        return tuple(map(self._reader, self.keys))

    def _reader(self, name: str) -> _Reader:
        column = self.columns[name]
        is_same = type(column).wire is Column.wire
        return name, self._default(name), None if is_same else column.wire

    def _default(self, name: str) -> Wire:
        column = self.columns[name]
        return None if column.default is None else column.wire(column.default)


_ABSENT = object()


def _wires(record: Any, readers: Iterable[_Reader]) -> list[Wire]:
    values: list[Wire] = []
    for name, default, encode in readers:
        value: Any = getattr(record, name, _ABSENT)
        if value is _ABSENT:
            value = default
        elif encode is not None and value is not None:
            value = encode(value)
        values.append(value)
    return values


def _each(*names: str) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in names}


_RESPONSIBILITY = {"who": ("unit", "role"), "valid": ("valid_from", "valid_to")}

_KINDS = (
    Kind("district", tables.District, "id", (), _each("name", "office", "is_sample")),
    Kind("person", tables.Person, "id", (), _each("name", "team", "void")),
    Kind("device", tables.Device, "id", (), _each("name", "short")),
    Kind(
        "unit",
        tables.Unit,
        "id",
        (),
        _each("code", "name", "unit_class", "leader", "phone", "note", "from_import", "void"),
    ),
    Kind(
        "unit_parent",
        tables.UnitParent,
        "unit",
        ("id",),
        {
            "who": ("parent", "role"),
            "valid": ("valid_from", "valid_to"),
            **_each("share", "void"),
        },
        references=("parent",),
    ),
    Kind("site_type", tables.SiteType, "id", (), _each("name", "weight", "void")),
    Kind(
        "site",
        tables.Site,
        "id",
        (),
        {
            "place": ("longitude", "latitude"),
            **_each("code", "name", "site_type", "address", "length_m", "leader", "note"),
            **_each("from_import", "void"),
        },
    ),
    Kind(
        "site_unit",
        tables.SiteUnit,
        "site",
        ("id",),
        {**_RESPONSIBILITY, **_each("share", "void")},
        references=("unit",),
    ),
    Kind(
        "scheme_draft",
        tables.SchemeDraft,
        "id",
        (),
        _each("scheme_id", "title", "content", "void"),
    ),
    Kind(
        "scheme_version",
        tables.SchemeVersion,
        "id",
        (),
        {
            "content": ("scheme_id", "number", "title", "published", "origin", "content"),
            **_each("void"),
        },
        is_immutable=True,
    ),
    Kind(
        "visit",
        tables.Visit,
        "id",
        (),
        {
            "subject": ("site", "site_type", "length_m"),
            "state": ("state", "closed"),
            **_each("version", "day", "started", "level", "mode", "method", "campaign", "plan"),
            **_each("number", "note", "void"),
        },
        references=("site", "version", "plan"),
    ),
    Kind(
        "visit_unit",
        tables.VisitUnit,
        "visit",
        ("unit", "role", "item"),
        _each("share", "void"),
        references=("unit",),
    ),
    Kind(
        "visit_person",
        tables.VisitPerson,
        "visit",
        ("person",),
        _each("void"),
        references=("person",),
    ),
    Kind(
        "answer",
        tables.Answer,
        "visit",
        ("item",),
        {"judged": ("state", "found", "points", "grade"), **_each("note", "sampled")},
        can_be_empty=True,
    ),
    Kind(
        "finding",
        tables.Finding,
        "visit",
        ("id",),
        {
            "loss": ("item", "clause", "occurrences", "points_each", "level", "fixed"),
            **_each("note", "void"),
        },
    ),
    Kind(
        "photo",
        tables.Photo,
        "id",
        (),
        {
            "content": (
                *("sha256", "format", "byte_size", "width", "height"),
                *("taken", "longitude", "latitude"),
            )
        },
    ),
    Kind(
        "visit_photo",
        tables.VisitPhoto,
        "visit",
        ("id",),
        {
            "subject": ("item", "finding"),
            "content": ("photo", "attached"),
            **_each("view", "void", "marks"),
        },
        references=("photo",),
    ),
    Kind(
        "problem",
        tables.Problem,
        "id",
        (),
        {
            "subject": ("visit", "finding", "site", "item"),
            "what": ("text", "clause", "deadline_class"),
            **_each("source", "level", "number", "void"),
        },
        references=("visit", "site"),
    ),
    Kind(
        "problem_unit",
        tables.ProblemUnit,
        "problem",
        ("unit", "role"),
        _each("share", "void"),
        references=("unit",),
    ),
    Kind(
        "problem_event",
        tables.ProblemEvent,
        "problem",
        ("id",),
        {
            "content": ("event", "moment", "person", "unit", "deadline", "note", "photos"),
            **_each("void"),
        },
        references=("person", "unit"),
    ),
    Kind("board", tables.Board, "id", (), _each("name", "kind", "rules", "void")),
    Kind(
        "edition",
        tables.Edition,
        "id",
        (),
        {
            "content": ("board", "period", "number", "corrects", "sealed", "content"),
            **_each("void"),
        },
        references=("board", "corrects"),
        is_immutable=True,
    ),
    Kind(
        "appeal",
        tables.Appeal,
        "id",
        (),
        {
            "filed": ("edition", "visit", "item", "unit", "filed", "text"),
            "decision": ("decision", "decided", "decided_by", "reason"),
            **_each("void"),
        },
        references=("edition", "visit", "unit", "decided_by"),
    ),
    Kind(
        "plan",
        tables.Plan,
        "id",
        (),
        {
            "days": ("first", "last"),
            "drawn": ("drawn", "drawn_by", "rule"),
            **_each("name", "campaign", "note", "void"),
        },
        references=("drawn_by",),
    ),
    Kind(
        "plan_site",
        tables.PlanSite,
        "plan",
        ("site",),
        {"meant": ("day", "person"), "why": ("chosen", "risk"), **_each("second", "void")},
        references=("site", "person", "second"),
    ),
    Kind("calendar", tables.Calendar, "id", (), _each("name")),
    Kind(
        "calendar_day",
        tables.CalendarDay,
        "calendar",
        ("day",),
        {"content": ("is_working", "name"), **_each("void")},
    ),
    Kind(
        "alias",
        tables.Alias,
        "id",
        (),
        {"subject": ("kind", "scheme", "name"), **_each("meant", "void")},
        references=("meant",),
    ),
    Kind("result_profile", tables.ResultProfile, "id", (), _each("name", "content", "void")),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _KINDS}


def creation(name: str, record: Any, root: UUID | None = None) -> list[Edit]:
    """The edits that create a record; `root` only where the record does not hold its root's id."""
    return difference(name, None, record, root)


def difference(name: str, old: Any, new: Any, root: UUID | None = None) -> list[Edit]:
    """The edits that turn one state of a record into another; None is a record not there.

    What is at its default when created is not written; without registers of its own a record is
    created by its first register.
    """
    kind = KINDS[name]
    record = old if new is None else new
    root = root or getattr(record, kind.root)
    key = kind.key_of(record)
    edits: list[Edit] = []
    for register, empty in kind.defaults.items():
        before = empty if old is None else kind.wire(old, register)
        after = empty if new is None else kind.wire(new, register)
        if before != after:
            edits.append(Edit(name, root, key, register, before, after))
    if not edits and old is None:
        register = next(iter(kind.registers))
        value = kind.wire(record, register)
        edits.append(Edit(name, root, key, register, kind.defaults[register], value))
    return edits
