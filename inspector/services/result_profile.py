"""Profiles of imports of results: saving how a table was read, and reading another one so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from inspector.domain.import_mapping import ColumnMapping
from inspector.domain.result import ResultTable
from inspector.domain.result_options import NO_OPTIONS, ResultOptions
from inspector.domain.result_profile import ResultProfile, by_headings, profile_of
from inspector.errors import ActionFault, ActionRefused, NotFound, Noun
from inspector.services.workspace import Workspace
from inspector.store import result_profile as store


def list_(ws: Workspace) -> tuple[ResultProfile, ...]:
    """All profiles by name."""
    with ws.read():
        return store.load_profiles()


def load(ws: Workspace, name: str) -> ResultProfile:
    """The profile of a name; raises NotFound."""
    with ws.read():
        return _found(name)


def save(
    ws: Workspace,
    name: str,
    mapping: ColumnMapping,
    options: ResultOptions,
    tables: tuple[ResultTable, ...] = (),
) -> ResultProfile:
    """Keep how a file was read under a name, in place of what this name meant before.

    Columns that were told by letter are kept by their headings where `tables` of the file tell
    them. Raises ActionRefused (NAME_MISSING).
    """
    if not name.strip():
        raise ActionRefused(ActionFault.NAME_MISSING, {})
    profile = profile_of(name, by_headings(mapping, tables), options)
    with ws.write("result.profile") as edits:
        edits += store.keep(profile)
    return profile


def remove(ws: Workspace, name: str) -> ResultProfile:
    """Forget a profile; raises NotFound."""
    with ws.write("result.forget_profile") as edits:
        profile = _found(name)
        edits += store.keep(replace(profile, void=True))
    return profile


@contextmanager
def fitting(profile: ResultProfile | None) -> Iterator[None]:
    """Read a file by a profile; raises ActionRefused (PROFILE_MISFIT) for a column it lacks."""
    try:
        yield
    except ActionRefused as error:
        part = error.facts.get("part", "")
        columns = [column for column, _field in profile.mapping] if profile else []
        if profile is None or error.fault is not ActionFault.BAD_MAPPING or part not in columns:
            raise
        facts = {"profile": profile.name, "column": part}
        raise ActionRefused(ActionFault.PROFILE_MISFIT, facts) from None


def _found(name: str) -> ResultProfile:
    found = store.find_profile(profile_of(name, (), NO_OPTIONS).id)
    if found is None or found.void:
        raise NotFound(Noun.PROFILE, name)
    return found
