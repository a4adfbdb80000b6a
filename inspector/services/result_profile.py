"""Profiles of imports of results: saving how a table was read, and reading another one so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec.structs import replace

from inspector.domain.import_mapping import ColumnMapping
from inspector.domain.import_preview import ColumnPreview, ImportRequest
from inspector.domain.result import ResultColumn, ResultTable
from inspector.domain.result_options import NO_OPTIONS, ResultOptions
from inspector.domain.result_profile import ResultProfile, by_headings, profile_of
from inspector.errors import ActionFault, ActionRefused, InspectorError, NotFound, Noun
from inspector.services.workspace import Workspace
from inspector.store import result_profile as store

Columns = tuple[ColumnPreview, ...]
"""The columns of one sheet, as its preview shows them."""


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


def applied(ws: Workspace, request: ImportRequest, name: str) -> ImportRequest:
    """The request as a profile reads the file; "" takes back what a profile says.

    What was said of the columns before is dropped; raises NotFound.
    """
    profile = load(ws, name) if name else profile_of("", (), NO_OPTIONS)
    own = request.options
    options = replace(
        profile.options, day=own.day, names=own.names, creates_names=own.creates_names
    )
    return replace(request, mapping=profile.mapping, options=options, profile=profile.name)


def keep(ws: Workspace, request: ImportRequest, name: str, columns: Mapping[str, Columns]) -> None:
    """Keep how a file was read as `save` does, its columns told by the sheets of the preview."""
    tables = tuple(
        ResultTable(sheet, tuple(map(_column, shown))) for sheet, shown in columns.items()
    )
    save(ws, name, request.mapping, request.options, tables)


def _column(shown: ColumnPreview) -> ResultColumn:
    return ResultColumn(shown.letter, shown.heading, None, levels=shown.levels)


def misfit(ws: Workspace, name: str, error: InspectorError) -> InspectorError:
    """An error as the refusal of a profile where a column is missing that the profile names."""
    if not name or not isinstance(error, ActionRefused):
        return error
    try:
        with fitting(load(ws, name)):
            raise error
    except ActionRefused as told:
        return told


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
