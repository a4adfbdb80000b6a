"""What is to be known about how a sheet of a foreign file was read."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field


class ReadingNoteKind(StrEnum):
    """What the user is told beside the cells."""

    DELIMITED = "delimited"
    QUOTES_ARE_TEXT = "quotes_are_text"
    WEB_PAGE = "web_page"
    TEXT_OUTSIDE = "text_outside"
    OLD_XML = "old_xml"
    MACROS_IGNORED = "macros_ignored"
    DATES_FROM_1904 = "dates_from_1904"
    TEXTS_ONLY_COUNTED = "texts_only_counted"
    VALUES_ONLY_COUNTED = "values_only_counted"
    CONTROL_CHARACTERS = "control_characters"


class ReadingNote(Struct, frozen=True):
    """One such fact; `facts` fill its sentence."""

    kind: ReadingNoteKind
    facts: Mapping[str, str] = field(default_factory=dict)
