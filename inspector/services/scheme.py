"""Evaluation schemes: criteria from a workbook become a draft, a draft a published version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.identity import begins
from inspector.domain.import_mapping import parse_mapping
from inspector.domain.scheme import Scheme, SchemeDraft, SchemeOrigin, SchemeVersion
from inspector.domain.scheme_draft import SchemeField, SchemeSheet
from inspector.domain.scheme_identity import carry_over
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun
from inspector.files.atomic import workbook_path
from inspector.files.reader.parent import read_workbook
from inspector.files.scheme.template import write_scheme
from inspector.files.scheme.workbook import understand
from inspector.progress import SILENT, Progress
from inspector.services.import_told import UNTOLD, Told
from inspector.services.workspace import Workspace
from inspector.store import scheme as store
from inspector.store.kind import creation, difference
from inspector.store.site import load_types

_Record = TypeVar("_Record", SchemeVersion, SchemeDraft)


class SchemeImport(Struct, frozen=True):
    """What an import read and what it makes of it.

    `previous` is the newest published version of the same scheme. `is_changed` says whether the
    draft differs from what the workspace holds.
    """

    read: SchemeSheet
    draft: SchemeDraft
    previous: SchemeVersion | None
    is_changed: bool


class SchemeLine(Struct, frozen=True):
    """A scheme in the list: a published version, or a draft where `version` is None."""

    id: UUID
    scheme_id: UUID
    title: str
    version: SchemeVersion | None
    origin: SchemeOrigin
    sections: int
    items: int


def preview(
    ws: Workspace,
    path: Path,
    *,
    mapping: str = "",
    sheet: str | None = None,
    scheme: str | None = None,
    progress: Progress = SILENT,
    told: Told = UNTOLD,
    rules: bool = False,
    weights: bool = False,
) -> SchemeImport:
    """What importing a criteria workbook would give; nothing is written.

    Raises what `import_` raises.
    """
    read = _read(ws, path, mapping, sheet, told, progress, rules, weights)
    with ws.read():
        return _planned(ws, read, scheme)[0]


def import_(
    ws: Workspace,
    path: Path,
    *,
    mapping: str = "",
    sheet: str | None = None,
    scheme: str | None = None,
    progress: Progress = SILENT,
    told: Told = UNTOLD,
    rules: bool = False,
    weights: bool = False,
) -> SchemeImport:
    """Read criteria into a draft, after a backup: the next version of the scheme with this title
    (or of `scheme`, a title or id), else a new scheme. A draft that is there already is replaced.

    `mapping` tells the columns of a foreign table, “B=text,C=full_mark”; what was read before, and
    what was said about its rows, stands in `told`; `rules` takes all rules that its words propose,
    `weights` counts its weights into the points. Raises FileRefused, CellRefused (points, codes,
    unknown site types), ActionRefused (NOTHING_UNDERSTOOD, BAD_MAPPING, NO_SHEET), NotFound and
    Ambiguous for `scheme`; then nothing is written.
    """
    read = _read(ws, path, mapping, sheet, told, progress, rules, weights)
    with ws.read():
        planned = _planned(ws, read, scheme)[0]
    if not planned.is_changed:
        return planned
    ws.backup("import")
    with ws.write("scheme.import") as edits:
        planned, before = _planned(ws, read, scheme)
        edits += difference("scheme_draft", before, planned.draft)
    return planned


def publish(ws: Workspace, draft: str | None = None) -> SchemeVersion:
    """Make a draft (title or id; the only one unless given) the next version of its scheme.

    The version never changes again; the draft is taken away in the same step. Raises
    ActionRefused (NO_DRAFT), NotFound, and Ambiguous where there are several drafts.
    """
    with ws.write("scheme.publish") as edits:
        drafts = store.load_drafts()
        if not drafts:
            raise ActionRefused(ActionFault.NO_DRAFT, {})
        chosen = _chosen(drafts, draft, _draft_ids)
        content = _content(chosen)
        numbers = [each.number for each in store.load_versions(chosen.scheme_id)]
        version = SchemeVersion(
            ws.new_id(),
            chosen.scheme_id,
            max(numbers, default=0) + 1,
            chosen.title,
            ws.now(),
            content.origin,
            content,
        )
        edits += creation("scheme_version", version)
        edits += difference("scheme_draft", chosen, replace(chosen, void=True))
    return version


def list_(ws: Workspace) -> tuple[SchemeLine, ...]:
    """All drafts, then all published versions by title, the newest first."""
    with ws.read():
        records: list[SchemeVersion | SchemeDraft] = [*store.load_drafts()]
        records += [store.get_version(each.id) for each in store.load_versions()]
    return tuple(map(_line, records))


def find_version(
    ws: Workspace, text: str | None = None, number: int | None = None
) -> SchemeVersion:
    """The version with this number (the newest unless given) of the scheme with this title or id,
    with its content; without a text of the only scheme. An id of a version names that version.

    Raises NotFound, ActionRefused (NO_SCHEME) where nothing is published, and Ambiguous where
    several schemes are meant.
    """
    with ws.read():
        return store.get_version(_version(text, number).id)


def show(
    ws: Workspace, text: str | None = None, number: int | None = None
) -> SchemeVersion | SchemeDraft:
    """A version as `find_version` gives it; a draft where its scheme has no version yet, or where
    its id is given. Raises NotFound and Ambiguous.
    """
    with ws.read():
        if number is None:
            published = {each.scheme_id for each in store.load_versions()}
            drafts = [
                each
                for each in store.load_drafts()
                if each.scheme_id not in published or begins(each.id, text or "")
            ]
            found = [
                each for each in drafts if text is None or _fits(each.title, _draft_ids(each), text)
            ]
            if len(found) == 1 and (text is not None or not published):
                return found[0]
        return store.get_version(_version(text, number).id)


def export(
    ws: Workspace,
    out: Path,
    text: str | None = None,
    number: int | None = None,
    progress: Progress = SILENT,
) -> Path:
    """Write a version or draft, chosen as by `show`, as a workbook whose import gives an equal one.

    A name that does not end in .xlsx gets that suffix. Raises NotFound, Ambiguous, and FileRefused
    where the file cannot be written.
    """
    path = workbook_path(out)
    write_scheme(path, _content(show(ws, text, number)), progress)
    return path


def write_template(out: Path) -> Path:
    """Write the empty workbook to fill in, named as by `export`; raises FileRefused."""
    path = workbook_path(out)
    write_scheme(path)
    return path


def _read(
    ws: Workspace,
    path: Path,
    mapping: str,
    sheet: str | None,
    told: Told,
    progress: Progress,
    rules: bool,
    weights: bool,
) -> SchemeSheet:
    mapped = told.mapping or parse_mapping(mapping, SchemeField)
    book = told.book or read_workbook(path, progress=progress)
    with ws.read():
        known = {each.name for each in load_types()}
    # A workspace without any site type takes the scheme first: there is nothing to check against.
    return understand(
        book,
        ws.new_id,
        site_types=known or None,
        mapping=mapped,
        sheet=sheet,
        answers=told.answers,
        takes_rules=rules,
        takes_weights=weights,
    )


def _planned(
    ws: Workspace, read: SchemeSheet, scheme: str | None
) -> tuple[SchemeImport, SchemeDraft | None]:
    """The draft that an import makes, and the one that it replaces."""
    drafts = store.load_drafts()
    scheme_id = _followed(drafts, read.scheme, scheme)
    before = next((each for each in drafts if each.scheme_id == scheme_id), None)
    newest = next(iter(store.load_versions(scheme_id)), None) if scheme_id else None
    previous = store.get_version(newest.id) if newest else None
    content = read.scheme
    for older in (before, previous):
        if older is not None:
            content = carry_over(content, _content(older))
    draft = SchemeDraft(
        before.id if before else ws.new_id(), scheme_id or ws.new_id(), content.title, content
    )
    known = before or previous
    is_changed = known is None or known.content != content
    return SchemeImport(replace(read, scheme=content), draft, previous, is_changed), before


def _followed(drafts: Iterable[SchemeDraft], content: Scheme, scheme: str | None) -> UUID | None:
    """The scheme of which this is the next version, None for a new one."""
    titles: dict[UUID, str] = {}
    records: list[SchemeVersion | SchemeDraft] = [*drafts, *store.load_versions()]
    for each in records:
        titles.setdefault(each.scheme_id, each.title)
    named = content.title if scheme is None else scheme
    found = [key for key, title in titles.items() if title == named.strip()]
    if not found and scheme is not None:
        found = [key for key in titles if begins(key, scheme)]
        if not found:
            raise NotFound(Noun.SCHEME, scheme)
    if len(found) > 1:
        choices = tuple(f"{titles[key]} ({key.hex[:8]})" for key in found)
        raise Ambiguous(Noun.SCHEME, named, choices)
    return found[0] if found else None


def _version(text: str | None, number: int | None) -> SchemeVersion:
    versions = [each for each in store.load_versions() if number is None or each.number == number]
    if text is not None:
        exact = [each for each in versions if begins(each.id, text)]
        if len(exact) == 1:
            return exact[0]
    newest: dict[UUID, SchemeVersion] = {}
    for each in versions:
        newest.setdefault(each.scheme_id, each)
    return _chosen(newest.values(), text, lambda each: (each.scheme_id, each.id))


def _draft_ids(draft: SchemeDraft) -> tuple[UUID, ...]:
    return draft.id, draft.scheme_id


def _chosen(
    records: Iterable[_Record], text: str | None, ids: Callable[[_Record], tuple[UUID, ...]]
) -> _Record:
    """The only record, or the only one that a title or the beginning of an id names."""
    all_of_them = tuple(records)
    found = [each for each in all_of_them if text is None or each.title == text.strip()]
    if not found and text is not None:
        found = [each for each in all_of_them if _fits(each.title, ids(each), text)]
    if not found and text is None:
        raise ActionRefused(ActionFault.NO_SCHEME, {})
    if not found:
        raise NotFound(Noun.SCHEME, text or "")
    if len(found) > 1:
        choices = tuple(f"{each.title} ({each.scheme_id.hex[:8]})" for each in found)
        raise Ambiguous(Noun.SCHEME, text or "", choices)
    return found[0]


def _fits(title: str, ids: Iterable[UUID], text: str) -> bool:
    return title == text.strip() or any(begins(each, text) for each in ids)


def _content(record: SchemeVersion | SchemeDraft) -> Scheme:
    if record.content is None:
        raise NotFound(Noun.SCHEME, record.title)
    return record.content


def _line(record: SchemeVersion | SchemeDraft) -> SchemeLine:
    content = _content(record)
    return SchemeLine(
        record.id,
        record.scheme_id,
        record.title,
        record if isinstance(record, SchemeVersion) else None,
        content.origin,
        len(content.sections),
        len(content.items),
    )
