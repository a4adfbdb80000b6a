"""How tables of one sender are read (导入方案): columns and options under a name, for next time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid5

from msgspec import Struct

from inspector.domain.import_mapping import ColumnMapping
from inspector.domain.name_match import squeezed
from inspector.domain.points import plain, plain_or_none
from inspector.domain.result import ResultTable
from inspector.domain.result_options import (
    NO_OPTIONS,
    Blank,
    Direction,
    Duplicates,
    ResultField,
    ResultOptions,
)
from inspector.domain.wire import Wire

_NAMES = UUID("b7c4f6d2-53f1-4f0a-8e83-6e7a1d0c9b55")
_FIELDS = frozenset(each.value for each in ResultField)


class ResultProfile(Struct, frozen=True):
    """A profile as it is kept; `content` is a wire value, read by `mapping` and `options`.

    The id follows from the name: two offices that save the same name write the same record.
    """

    id: UUID
    name: str
    content: Wire
    void: bool = False

    @property
    def mapping(self) -> ColumnMapping:
        """What columns hold; what a newer program wrote and this one does not know is left out."""
        told = self._content.get("mapping")
        pairs = told if isinstance(told, list) else []
        return tuple((each[0], each[1]) for each in pairs if _is_mapped(each))

    @property
    def options(self) -> ResultOptions:
        """How the points are read; what this program does not know is as without a profile."""
        told = self._content.get("options")
        return _options(told if isinstance(told, dict) else {})

    @property
    def _content(self) -> Mapping[str, Any]:
        return self.content if isinstance(self.content, dict) else {}


def profile_of(name: str, mapping: ColumnMapping, options: ResultOptions) -> ResultProfile:
    """The profile of this name; the day and the names that are meant belong to one file alone."""
    content: dict[str, Wire] = {
        "mapping": [list(pair) for pair in mapping],
        "options": {
            "blank": options.blank and options.blank.value,
            "duplicates": options.duplicates.value,
            "direction": options.direction and options.direction.value,
            "full_mark": plain_or_none(options.full_mark),
            "full_marks": [[name, plain(mark)] for name, mark in options.full_marks],
            "grades": [[name, plain(factor)] for name, factor in options.grades],
        },
    }
    shown = " ".join(name.split())
    return ResultProfile(uuid5(_NAMES, squeezed(name)), shown, content)


def by_headings(mapping: ColumnMapping, tables: tuple[ResultTable, ...]) -> ColumnMapping:
    """A mapping with headings in place of letters, which another file may have elsewhere."""
    found: dict[str, str] = {}
    for table in tables:
        headings = [column.heading for column in table.columns]
        for column in table.columns:
            path = "/".join((*column.levels, column.heading))
            is_alone = headings.count(column.heading) == 1
            found.setdefault(column.letter, column.heading if is_alone else path)
    return tuple(
        (found.get(column.rpartition("!")[2].upper()) or column, field) for column, field in mapping
    )


def combined(
    profile: ResultProfile, mapping: ColumnMapping, options: ResultOptions
) -> tuple[ColumnMapping, ResultOptions]:
    """What a profile says with what is told now, which goes before."""
    told = {column for column, _field in mapping}
    kept = tuple(pair for pair in profile.mapping if pair[0] not in told)
    own, base = options, profile.options
    return (*kept, *mapping), ResultOptions(
        blank=own.blank or base.blank,
        duplicates=own.duplicates if own.duplicates is not Duplicates.KEEP else base.duplicates,
        direction=own.direction or base.direction,
        day=own.day,
        full_mark=own.full_mark or base.full_mark,
        full_marks=_merged(base.full_marks, own.full_marks),
        grades=_merged(base.grades, own.grades),
        names=own.names,
        creates_names=own.creates_names,
    )


def _merged(
    base: tuple[tuple[str, Decimal], ...], own: tuple[tuple[str, Decimal], ...]
) -> tuple[tuple[str, Decimal], ...]:
    return tuple({**dict(base), **dict(own)}.items())


def _is_mapped(pair: object) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == 2
        and all(isinstance(each, str) for each in pair)
        and pair[1] in _FIELDS
    )


def _options(told: Mapping[str, Any]) -> ResultOptions:
    return ResultOptions(
        blank=_member(Blank, told.get("blank")),
        duplicates=_member(Duplicates, told.get("duplicates")) or NO_OPTIONS.duplicates,
        direction=_member(Direction, told.get("direction")),
        full_mark=_decimal(told.get("full_mark")),
        full_marks=_pairs(told.get("full_marks")),
        grades=_pairs(told.get("grades")),
    )


def _member(kind: Any, told: object) -> Any:
    return next((each for each in kind if each.value == told), None)


def _decimal(told: object) -> Decimal | None:
    try:
        number = Decimal(told) if isinstance(told, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and number >= 0 else None


def _pairs(told: object) -> tuple[tuple[str, Decimal], ...]:
    pairs = told if isinstance(told, list) else []
    return tuple(
        (each[0], value)
        for each in pairs
        if isinstance(each, list) and len(each) == 2 and isinstance(each[0], str)
        if (value := _decimal(each[1])) is not None
    )
