"""Column types: how a value of the domain is stored, and how it travels in a change.

Four forms meet here: the domain's value, its wire form (JSON, in changes), what the database is
given, and what it gives back. Numbers are whole numbers in the database, so no float ever appears.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from peewee import Field
from typing_extensions import override

from inspector.domain import scheme_codec
from inspector.domain.photo import Mark, MarkKind
from inspector.domain.points import from_units, to_units
from inspector.domain.scheme import Scheme
from inspector.domain.wire import Wire

if TYPE_CHECKING:
    from inspector.domain.board_rules import BoardRules

sqlite3.register_adapter(UUID, attrgetter("bytes"))


class Column(Field):
    """A column whose domain value, wire form and stored form are the same: text."""

    field_type = "TEXT"
    wire_type: type = str

    def takes(self, wire: Wire) -> bool:
        """Whether a wire form from elsewhere can be stored here and read again."""
        if wire is None:
            return bool(self.null)
        if type(wire) is not self.wire_type:
            return False
        try:
            return bool(self.wire(self.unwire(wire)) == wire)
        except (ValueError, ArithmeticError, OSError):
            return False

    def wire(self, value: Any) -> Wire:
        """The wire form of a domain value that is not None."""
        return value  # type: ignore[no-any-return]

    def unwire(self, wire: Any) -> Any:
        """The domain value of a wire form that is not None."""
        return wire

    def stored(self, wire: Any) -> Any:
        """What the database is given for a wire form that is not None."""
        return wire

    def read(self, stored: Any) -> Wire:
        """The wire form of what the database gave."""
        return stored  # type: ignore[no-any-return]

    @override
    def db_value(self, value: Any) -> Any:
        """peewee: from the domain to the database."""
        return None if value is None else self.stored(self.wire(value))

    @override
    def python_value(self, value: Any) -> Any:
        """peewee: from the database to the domain."""
        return None if value is None else self.unwire(self.read(value))


class TextColumn(Column):
    """Text, empty unless given."""


class CountColumn(Column):
    """A whole number."""

    field_type = "BIGINT"
    wire_type = int


class FlagColumn(Column):
    """Yes or no, stored as 1 or 0 so that the same SQL serves both databases."""

    field_type = "SMALLINT"
    wire_type = bool

    @override
    def stored(self, wire: Any) -> int:
        return int(wire)

    @override
    def read(self, stored: Any) -> bool:
        return bool(stored)


class PointsColumn(Column):
    """Decimals of at most four places, stored and sent as whole numbers of 1/10,000."""

    field_type = "BIGINT"
    wire_type = int

    @override
    def wire(self, value: Decimal) -> int:
        return to_units(value)

    @override
    def unwire(self, wire: int) -> Decimal:
        return from_units(wire)


class DecimalColumn(Column):
    """Decimals of any precision (coordinates), as their text."""

    @override
    def wire(self, value: Decimal) -> str:
        return format(value, "f")

    @override
    def unwire(self, wire: str) -> Decimal:
        return Decimal(wire)


class MomentColumn(Column):
    """A moment in UTC, as milliseconds since 1970."""

    field_type = "BIGINT"
    wire_type = int

    @override
    def wire(self, value: datetime) -> int:
        return to_milliseconds(value)

    @override
    def unwire(self, wire: int) -> datetime:
        return from_milliseconds(wire)


class DayColumn(Column):
    """A local day, as ISO text."""

    @override
    def wire(self, value: date) -> str:
        return value.isoformat()

    @override
    def unwire(self, wire: str) -> date:
        return date.fromisoformat(wire)


class WallClockColumn(Column):
    """A local date and time without a zone (what a camera recorded), as ISO text."""

    @override
    def wire(self, value: datetime) -> str:
        return value.isoformat()

    @override
    def unwire(self, wire: str) -> datetime:
        return datetime.fromisoformat(wire)


class UuidColumn(Column):
    """A record id: 16 bytes on SQLite, uuid on PostgreSQL, hex on the wire."""

    field_type = "UUID"

    @override
    def wire(self, value: UUID) -> str:
        return value.hex

    @override
    def unwire(self, wire: str) -> UUID:
        return UUID(hex=wire)

    @override
    def stored(self, wire: str) -> UUID:
        return UUID(hex=wire)

    @override
    def read(self, stored: Any) -> str:
        return stored.hex if isinstance(stored, UUID) else bytes(stored).hex()

    @override
    def db_value(self, value: UUID | None) -> UUID | None:
        return value

    @override
    def python_value(self, value: Any) -> UUID | None:
        if value is None or isinstance(value, UUID):
            return value
        return UUID(bytes=bytes(value))


class BytesColumn(Column):
    """Bytes as they are, hex on the wire."""

    field_type = "BLOB"

    @override
    def wire(self, value: bytes) -> str:
        return value.hex()

    @override
    def unwire(self, wire: str) -> bytes:
        return bytes.fromhex(wire)

    @override
    def stored(self, wire: str) -> bytes:
        return bytes.fromhex(wire)

    @override
    def read(self, stored: Any) -> str:
        return bytes(stored).hex()


class EnumColumn(Column):
    """One of the values of an enum, as its text."""

    def __init__(self, kind: type[StrEnum], **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    @override
    def wire(self, value: StrEnum) -> str:
        return str.__str__(value)

    @override
    def unwire(self, wire: str) -> StrEnum:
        return self.kind(wire)


class JsonColumn(Column):
    """A JSON value, as compact text."""

    @override
    def takes(self, wire: Wire) -> bool:
        """JSON takes everything that travels."""
        return True

    @override
    def stored(self, wire: Any) -> str:
        return json.dumps(wire, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @override
    def read(self, stored: Any) -> Wire:
        return json.loads(stored)  # type: ignore[no-any-return]


class SchemeColumn(JsonColumn):
    """A whole scheme."""

    @override
    def takes(self, wire: Wire) -> bool:
        """A scheme of a newer program, or none at all, is not taken."""
        try:
            return wire is None or bool(self.unwire(wire))
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            return False

    @override
    def wire(self, value: Scheme) -> Wire:
        return scheme_codec.to_wire(value)

    @override
    def unwire(self, wire: Any) -> Scheme:
        return scheme_codec.from_wire(wire)


class RulesColumn(JsonColumn):
    """The rules of a board; their models are loaded where a board is read first."""

    @override
    def takes(self, wire: Wire) -> bool:
        """Rules of a newer program, or none at all, are not taken."""
        try:
            return wire is None or bool(self.unwire(wire))
        except ValueError:
            return False

    @override
    def wire(self, value: BoardRules) -> Wire:
        from inspector.domain.board_rules import to_wire

        return to_wire(value)

    @override
    def unwire(self, wire: Any) -> BoardRules:
        from inspector.domain.board_rules import from_wire

        return from_wire(wire)


class MarksColumn(JsonColumn):
    """What is drawn over a photo, as lists of kind, four whole 1/10,000 of the sides, and text."""

    @override
    def takes(self, wire: Wire) -> bool:
        """Marks of a newer program, or none at all, are not taken."""
        try:
            return wire is not None and bool(self.wire(self.unwire(wire)) == wire)
        except (ValueError, ArithmeticError, TypeError, AttributeError):
            return False

    @override
    def wire(self, value: Sequence[Mark]) -> Wire:
        return [
            [mark.kind.value, *map(to_units, (mark.x0, mark.y0, mark.x1, mark.y1)), mark.text]
            for mark in value
        ]

    @override
    def unwire(self, wire: Any) -> tuple[Mark, ...]:
        return tuple(
            Mark(MarkKind(kind), x0, y0, x1, y1, str(text))
            for kind, *units, text in wire
            for x0, y0, x1, y1 in [map(from_units, units)]
        )


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware moment, rounded down."""
    seconds = int(moment.replace(microsecond=0).timestamp())
    return seconds * 1000 + moment.microsecond // 1000


def from_milliseconds(milliseconds: int) -> datetime:
    """The UTC moment of a stored number of milliseconds."""
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return moment.replace(microsecond=milliseconds % 1000 * 1000)
