"""A sealed edition as one canonical text: all that its numbers come from, and the numbers.

The text is JSON with sorted names and without spaces, so equal content is equal bytes. Ids of the
frozen rows are hex, points whole numbers of 1/10,000, moments milliseconds, derived numbers
fractions such as "285/3". What stands here is form 1: another form is another number.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from inspector.domain.edition_row import EditionEntry, EditionRow, RowChange, row_changes
from inspector.domain.period import Period
from inspector.domain.wire import Wire

FORMAT = 1
"""The form of the text; raised when anything in it changes its meaning."""

APPEAL_DAYS = 3
"""The working days within which a unit may object, unless the office says otherwise."""

_STATE = 7
_MOST_BYTES = 512 * 1024 * 1024


class Edition(Struct, frozen=True):
    """A sealed ranking as it is stored; `content` is the wrapped text."""

    id: UUID
    board: UUID | None = None
    period: str = ""
    number: int = 1
    corrects: UUID | None = None
    sealed: datetime | None = None
    content: Wire = None
    void: bool = False


class Corrected(Struct, frozen=True, forbid_unknown_fields=True):
    """The edition that is corrected, by id and hash."""

    id: UUID
    sha256: str


class AnsweredAppeal(Struct, frozen=True, forbid_unknown_fields=True):
    """An objection that a correction answers, as it was decided."""

    id: UUID
    unit: UUID
    visit: UUID
    item: int
    decision: str
    reason: str


class EditionHead(Struct, frozen=True, forbid_unknown_fields=True):
    """What an edition is about, who sealed it, by which program, and under which terms.

    `number` counts the editions of a board and period, `issue` is the number that is printed. A
    unit may object within `appeal_days` working days.
    """

    id: UUID
    number: int
    board: UUID
    board_name: str
    period: Period
    issue: int
    cutoff: datetime
    scheme: UUID | None
    scheme_title: str
    district: str
    office: str
    is_sample: bool
    sealed: datetime
    sealed_by: str
    program: str
    appeal_days: int = APPEAL_DAYS
    corrects: Corrected | None = None
    reason: str = ""
    answers: tuple[AnsweredAppeal, ...] = ()


class EditionLine(Struct, frozen=True):
    """An edition in a list; `corrected_by` is a later one of the same board and period.

    `head` is None where the edition cannot be read here.
    """

    edition: Edition
    sha256: str
    head: EditionHead | None
    corrected_by: UUID | None = None


class VisitFate(StrEnum):
    """What became of a visit since an edition was sealed."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


class VisitChange(Struct, frozen=True, forbid_unknown_fields=True):
    """A visit that is not as it was sealed."""

    visit: UUID
    number: str
    fate: VisitFate


class Difference(Struct, frozen=True, forbid_unknown_fields=True):
    """What is not as in an edition: rows, the visits behind it, rules by name."""

    rows: tuple[RowChange, ...] = ()
    visits: tuple[VisitChange, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything differs."""
        return bool(self.rows or self.visits or self.rules)


class EditionText(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole text: head, rules, frozen rows by table, results, and what a correction changed."""

    head: EditionHead
    rules: Wire
    frozen: dict[str, list[Any]]
    rows: tuple[EditionRow, ...]
    lists: tuple[EditionEntry, ...] = ()
    changes: Difference = Difference()
    format: int = FORMAT


class Verdict(Struct, frozen=True):
    """What a verification found: `told` is the hash that was stored or named, `found` the real one.

    `is_same` where computing it again from what is frozen gives the same bytes; `rows` are those
    that do not come out as sealed. A `fault` is why nothing could be computed.
    """

    told: str
    found: str
    is_same: bool = False
    rows: tuple[RowChange, ...] = ()
    fault: EditionFault | None = None
    head: EditionHead | None = None

    @property
    def is_right(self) -> bool:
        """Whether the bytes are those that were sealed, and come out again."""
        return self.is_same and self.told == self.found


class EditionFault(StrEnum):
    """Why a text is no edition that can be read."""

    DAMAGED = "damaged"
    NEWER = "newer"


class UnreadableEdition(ValueError):
    """A text that is no edition, or one of a newer program."""

    def __init__(self, fault: EditionFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class _Form(Struct):
    format: int


class _Results(Struct):
    rows: tuple[EditionRow, ...]
    lists: tuple[EditionEntry, ...]


def canonical(text: EditionText) -> bytes:
    """The bytes of an edition; equal content has equal bytes."""
    return msgspec.json.encode(text, order="sorted")


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes of an edition, as hex."""
    return hashlib.sha256(data).hexdigest()


def read_text(data: bytes) -> EditionText:
    """The edition in some bytes; raises UnreadableEdition."""
    try:
        if msgspec.json.decode(data, type=_Form).format > FORMAT:
            raise UnreadableEdition(EditionFault.NEWER)
        return msgspec.json.decode(data, type=EditionText)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableEdition(EditionFault.DAMAGED) from error


def wrapped(head: EditionHead, data: bytes) -> Wire:
    """The bytes of an edition as they are stored and travel: deflated, with hash and head."""
    return {
        "format": FORMAT,
        "sha256": digest(data),
        "head": _plain(head),
        "text": base64.b64encode(zlib.compress(data, 1)).decode("ascii"),
    }


def is_head(content: Wire, head: EditionHead) -> bool:
    """Whether the head that is stored beside the bytes is this one, letter by letter."""
    return isinstance(content, dict) and content.get("head") == _plain(head)


def head_of(content: Wire) -> tuple[EditionHead, str]:
    """The head and the hash that are stored beside the bytes, for lists; raises UnreadableEdition.

    What counts is the head in the bytes, by which a verification goes.
    """
    try:
        if not isinstance(content, dict):
            raise UnreadableEdition(EditionFault.DAMAGED)
        if content["format"] > FORMAT:
            raise UnreadableEdition(EditionFault.NEWER)
        return msgspec.convert(content["head"], EditionHead), str(content["sha256"])
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        raise UnreadableEdition(EditionFault.DAMAGED) from error


def unwrapped(content: Wire) -> tuple[bytes, str]:
    """The bytes of an edition and the hash that was stored with them; raises UnreadableEdition."""
    try:
        if not isinstance(content, dict):
            raise UnreadableEdition(EditionFault.DAMAGED)
        if content["format"] > FORMAT:
            raise UnreadableEdition(EditionFault.NEWER)
        inflater = zlib.decompressobj()
        deflated = base64.b64decode(content["text"], validate=True)
        data = inflater.decompress(deflated, _MOST_BYTES)
        is_whole = inflater.eof and not inflater.unused_data
        if not is_whole or base64.b64encode(deflated).decode("ascii") != content["text"]:
            raise UnreadableEdition(EditionFault.DAMAGED)
        return data, str(content["sha256"])
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        if isinstance(error, UnreadableEdition):
            raise
        raise UnreadableEdition(EditionFault.DAMAGED) from error


def is_sealed_so(content: Wire, rows: Iterable[EditionRow], lists: Iterable[EditionEntry]) -> bool:
    """Whether these results are those of an edition; raises UnreadableEdition."""
    try:
        sealed = msgspec.json.decode(unwrapped(content)[0], type=_Results)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableEdition(EditionFault.DAMAGED) from error
    return sealed == _Results(tuple(rows), tuple(lists))


def as_file(data: bytes, sha256: str) -> bytes:
    """An edition as a file of two lines: its text, and the hash of the text."""
    return data + b"\n" + sha256.encode("ascii") + b"\n"


def of_file(content: bytes) -> tuple[bytes, str]:
    """The text and the hash in a file; the hash is empty where the file is not in its form."""
    data, _line, rest = content.partition(b"\n")
    told = rest[:-1].decode("ascii", "replace")
    return data, told if rest.endswith(b"\n") else ""


def difference(
    before: EditionText, rows: Iterable[EditionRow], frozen: Mapping[str, list[Any]], rules: Wire
) -> Difference:
    """What is not as in an edition, in rows, visits and rules, each in a fixed order."""
    return Difference(
        row_changes(before.rows, rows),
        _visit_changes(before.frozen, frozen),
        _rule_changes(before.rules, rules),
    )


def closed_visits(frozen: Mapping[str, list[Any]]) -> dict[str, str]:
    """The numbers of the closed visits among frozen rows, by the hex of their ids."""
    return {row[0]: str(row[-1]) for row in frozen["visit"] if row[_STATE] == "closed"}


def _visit_changes(
    before: Mapping[str, list[Any]], after: Mapping[str, list[Any]]
) -> tuple[VisitChange, ...]:
    old, new = _by_visit(before), _by_visit(after)
    changes = []
    for visit in old.keys() | new.keys():
        was, now = old.get(visit), new.get(visit)
        if was != now:
            fate = VisitFate.CHANGED
            if was is None or now is None:
                fate = VisitFate.ADDED if was is None else VisitFate.GONE
            number = str((now or was or {})["visit"][0][-1])
            changes.append(VisitChange(UUID(hex=visit), number, fate))
    return tuple(sorted(changes, key=lambda one: (one.number, one.visit)))


def _by_visit(frozen: Mapping[str, list[Any]]) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = {
        row[0]: {"visit": [row]} for row in frozen.get("visit", ())
    }
    for table in ("visit_unit", "answer", "finding"):
        for row in frozen.get(table, ()):
            found[row[0]].setdefault(table, []).append(row)
    return found


def _rule_changes(before: Wire, after: Wire) -> tuple[str, ...]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ()
    names = before.keys() | after.keys()
    return tuple(sorted(name for name in names if before.get(name) != after.get(name)))


def _plain(head: EditionHead) -> Wire:
    return msgspec.json.decode(msgspec.json.encode(head))  # type: ignore[no-any-return]
