"""Reading and keeping how tables of results are read."""

from __future__ import annotations

from uuid import UUID

from inspector.domain.change import Edit
from inspector.domain.result_profile import ResultProfile
from inspector.store import tables
from inspector.store.kind import creation, difference
from inspector.store.reading import read, read_one


def load_profiles() -> tuple[ResultProfile, ...]:
    """All profiles that are not void, by name."""
    found = read(ResultProfile, tables.ResultProfile, "void = 0 ORDER BY name, id", ())
    return tuple(found)


def find_profile(profile: UUID) -> ResultProfile | None:
    """A profile, void or not."""
    return read_one(ResultProfile, tables.ResultProfile, "id = ?", (profile,))


def keep(profile: ResultProfile) -> list[Edit]:
    """The edits by which a profile is this from now on; none where it is already."""
    old = find_profile(profile.id)
    if old is None:
        return creation("result_profile", profile)
    return difference("result_profile", old, profile)
