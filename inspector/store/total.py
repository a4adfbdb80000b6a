"""Totals of visits: what the answers add up to, written in the transaction of every answer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from inspector.domain.check import CheckFinding
from inspector.domain.points import from_units, plain
from inspector.domain.scheme import Scheme
from inspector.domain.scheme_codec import from_wire
from inspector.domain.score import Total
from inspector.errors import NotFound, Noun
from inspector.store.bulk import execute_many
from inspector.store.database import execute, kept, rows
from inspector.store.log import uuid_of
from inspector.store.tally import AnswerRow, FindingRow, Tally

_CHUNK = 400
COLUMNS = "got, full_mark, bonus, observed, not_observed, not_applicable, unanswered"
_SELECT_TOTALS = f"SELECT visit, section, {COLUMNS} FROM total WHERE visit IN "
_UPSERT = (
    f"INSERT INTO total (visit, section, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (visit, section) DO UPDATE SET got = excluded.got,"
    " full_mark = excluded.full_mark, bonus = excluded.bonus, observed = excluded.observed,"
    " not_observed = excluded.not_observed, not_applicable = excluded.not_applicable,"
    " unanswered = excluded.unanswered"
)
_SELECT_HEAD = "SELECT version, site_type, length_m FROM visit WHERE id = ?"
_TALLY = "tally"
_DELETE = "DELETE FROM total WHERE visit = ? AND section = ?"

_Row = tuple[int, ...]
_Rows = dict[tuple[UUID, int], _Row]


def recompute(visits: Iterable[UUID]) -> None:
    """Make the stored totals of these visits equal to their answers; only differences are written.

    A visit without a scheme version, or not there at all, has no totals.
    """
    tallies = kept()
    for chunk in _chunks(visits):
        for visit in chunk:
            tallies.pop((_TALLY, visit), None)
        stored, due = _stored(chunk), _due(chunk)
        wrong = [(*key, *row) for key, row in due.items() if stored.get(key) != row]
        execute_many(_UPSERT, wrong)
        for key in stored.keys() - due.keys():
            execute(_DELETE, key)


def tally_of(visit: UUID) -> Tally | None:
    """What adds up a visit, kept until the visit itself is written; None where nothing does."""
    known: Tally | None = kept().get((_TALLY, visit))
    if known is not None:
        return known
    found = rows(_SELECT_HEAD, (visit,))
    if not found or found[0][0] is None:
        return None
    tally = kept()[_TALLY, visit] = _tally(*found[0])
    return tally


@lru_cache(maxsize=64)
def load_scheme(version: UUID) -> Scheme:
    """The content of a published version; immutable, so it is read once in the life of a program.

    Raises NotFound where the version is not here.
    """
    found = rows("SELECT content FROM scheme_version WHERE id = ?", (version,))
    if not found or found[0][0] is None:
        raise NotFound(Noun.SCHEME, str(version))
    return from_wire(json.loads(found[0][0]))


def forget_schemes() -> None:
    """Read schemes anew: those of another database may bear the same ids."""
    load_scheme.cache_clear()
    _tally.cache_clear()


def load_totals(visit: UUID) -> tuple[Total, ...]:
    """The stored totals of a visit: the whole first, then the sections."""
    found = _stored([visit])
    return tuple(_total(key[1], found[key]) for key in sorted(found, key=lambda key: key[1]))


def check_totals() -> list[CheckFinding]:
    """The visits whose stored totals differ from their answers."""
    found: list[CheckFinding] = []
    for chunk in _chunks(uuid_of(row[0]) for row in rows("SELECT id FROM visit")):
        stored, due = _stored(chunk), _due(chunk, is_proof=True)
        for visit, section in sorted(stored.keys() | due.keys()):
            seen, right = stored.get((visit, section)), due.get((visit, section))
            if seen != right:
                facts = {"section": str(section), "stored": _told(seen), "due": _told(right)}
                found.append(CheckFinding("total", visit.hex, facts))
    return found


def _told(row: _Row | None) -> str:
    return "–" if row is None else f"{plain(from_units(row[0]))}/{plain(from_units(row[1]))}"


def _chunks(visits: Iterable[UUID]) -> Iterator[list[UUID]]:
    remaining = iter(dict.fromkeys(visits))
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def _stored(visits: Sequence[UUID]) -> _Rows:
    found = rows(_SELECT_TOTALS + _places(visits), tuple(visits))
    return {(uuid_of(row[0]), row[1]): tuple(row[2:]) for row in found}


def _due(visits: Sequence[UUID], *, is_proof: bool = False) -> _Rows:
    heads = rows(
        "SELECT id, version, site_type, length_m FROM visit WHERE version IS NOT NULL AND id IN "
        + _places(visits),
        tuple(visits),
    )
    answers = _answers(visits)
    findings = _findings(visits)
    due: _Rows = {}
    for stored_id, version, site_type, length in heads:
        visit, adding = uuid_of(stored_id), _tally(version, site_type, length)
        add = adding.prove if is_proof else adding.add_up
        for section, sums in add(answers[stored_id], findings[stored_id]).items():
            due[visit, section] = sums
    return due


@lru_cache(maxsize=512)
def _tally(version: Any, site_type: str, length: int | None) -> Tally:
    """By the version's id as the database gives it, which is what is at hand after every answer."""
    return Tally(
        load_scheme(uuid_of(version)), site_type, None if length is None else from_units(length)
    )


def _answers(visits: Sequence[UUID]) -> dict[Any, list[AnswerRow]]:
    """By the visit's id as the database gives it: converting thousands of them costs the most."""
    found: dict[Any, list[AnswerRow]] = defaultdict(list)
    for row in rows(
        "SELECT item, state, found, points, grade, visit FROM answer"
        " WHERE state IS NOT NULL AND visit IN " + _places(visits),
        tuple(visits),
    ):
        found[row[5]].append(row[:5])
    return found


def _findings(visits: Sequence[UUID]) -> dict[Any, dict[int, tuple[FindingRow, ...]]]:
    found: dict[Any, dict[int, tuple[FindingRow, ...]]] = defaultdict(dict)
    for row in rows(
        "SELECT visit, item, occurrences, points_each, level, fixed FROM finding"
        " WHERE void = 0 AND visit IN " + _places(visits),
        tuple(visits),
    ):
        of_visit = found[row[0]]
        of_visit[row[1]] = (*of_visit.get(row[1], ()), row[1:])
    return found


def _total(section: int, row: _Row) -> Total:
    return Total(section, from_units(row[0]), from_units(row[1]), from_units(row[2]), *row[3:])


def _places(values: Sequence[Any]) -> str:
    return f"({', '.join('?' * len(values))})"
