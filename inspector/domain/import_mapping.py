"""Which column of a foreign table is which field, as a person says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from inspector.errors import ActionFault, ActionRefused

ColumnMapping = tuple[tuple[str, str], ...]
"""Pairs of a column (its letter, its heading, or its path of headings) and the name of a field.

A column may be named with its sheet, as in “Sheet 2!B”; otherwise it is meant in every sheet.
"""


def parse_mapping(text: str, fields: type[StrEnum]) -> ColumnMapping:
    """Columns as told, “B=text,分值=full_mark”; the names of fields are those of the enum.

    Raises ActionRefused (BAD_MAPPING) for a field that there is not.
    """
    known = {each.value for each in fields}
    told = []
    for part in filter(None, (part.strip() for part in re.split("[,，;；]", text))):
        column, _sign, name = (word.strip() for word in part.rpartition("="))
        if not column or name.casefold() not in known:
            raise bad_mapping(part, fields)
        told.append((column, name.casefold()))
    return tuple(told)


def mapping_text(mapping: Iterable[tuple[str, str]]) -> str:
    """A mapping as `parse_mapping` reads it."""
    return ",".join(f"{column}={field}" for column, field in mapping)


def in_sheet(title: str, column: str) -> str:
    """How a column of one sheet of several is named in a mapping."""
    return f"{title}!{column}"


def of_sheet(mapping: Iterable[tuple[str, str]], title: str) -> ColumnMapping:
    """What a mapping says of one sheet, its columns named without the sheet."""
    found = []
    for column, field in mapping:
        sheet, sign, own = column.rpartition("!")
        if not sign:
            found.append((column, field))
        elif sheet == title:
            found.append((own, field))
    return tuple(found)


def bad_mapping(part: str, fields: type[StrEnum]) -> ActionRefused:
    """The refusal of a part of a mapping, with the fields that there are."""
    facts = {"part": part, "fields": ", ".join(each.value for each in fields)}
    return ActionRefused(ActionFault.BAD_MAPPING, facts)


def remapped(
    mapping: Iterable[tuple[str, str]], column: str, field: str, *, is_repeatable: bool
) -> ColumnMapping:
    """The mapping with a column read as another field.

    A field that only one column can hold is taken from the column that was told to hold it.
    """
    sheet = column.rpartition("!")[0]

    def stays(other: str, name: str) -> bool:
        is_rival = name == field and other.rpartition("!")[0] == sheet
        return other != column and (is_repeatable or not is_rival)

    return (*((other, name) for other, name in mapping if stays(other, name)), (column, field))
