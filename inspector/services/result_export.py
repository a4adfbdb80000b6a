"""Writing somebody else's results out again as a sheet that can be imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from inspector.domain.result import ResultRow
from inspector.domain.result_listing import listed
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.visit import Record
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun
from inspector.files.atomic import workbook_path
from inspector.files.sheets.result import write_results
from inspector.progress import SILENT, Progress
from inspector.services.workspace import Workspace
from inspector.store.board import UsedScheme, load_schemes
from inspector.store.result import load_results, names_at_all, result_days
from inspector.store.total import load_scheme
from inspector.store.visit import load_persons
from inspector.store.workspace import load_persons as load_people


def export(
    ws: Workspace,
    out: Path,
    title: str | None = None,
    *,
    first: date | None = None,
    last: date | None = None,
    progress: Progress = SILENT,
) -> Path:
    """Write the results of an imported scheme, of the days `first` to `last`, as a workbook.

    Importing it changes nothing. A name that does not end in .xlsx gets that suffix. Raises
    NotFound and Ambiguous for the scheme, ActionRefused (NO_RESULTS) where there are none, and
    FileRefused where it cannot be written.
    """
    with ws.read():
        rows = _rows(_chosen(title), first, last, progress)
    if not rows:
        raise ActionRefused(ActionFault.NO_RESULTS, {})
    return write_results(workbook_path(out), rows, progress)


def _chosen(title: str | None) -> UsedScheme:
    imported = [one for one in load_schemes() if one.origin is SchemeOrigin.RESULT]
    found = [one for one in imported if title in (None, one.title)]
    if not found and title is not None:
        raise NotFound(Noun.SCHEME, title)
    if not found:
        raise ActionRefused(ActionFault.NO_RESULTS, {})
    if len(found) > 1:
        raise Ambiguous(Noun.SCHEME, title or "", tuple(one.title for one in found))
    return found[0]


def _rows(
    scheme: UsedScheme, first: date | None, last: date | None, progress: Progress
) -> tuple[ResultRow, ...]:
    days = [
        day
        for day in result_days(scheme.versions)
        if (first is None or day >= first) and (last is None or day <= last)
    ]
    records = load_results(scheme.versions, days, lambda: progress.step(0, None, scheme.title))
    items = {
        version: {item.number: item for item in load_scheme(version).items}
        for version in scheme.versions
    }
    people = {id_: person.name for id_, person in load_people().items()}
    sites, units = names_at_all()
    return listed(map(_with_persons, records), items, sites, units, people)


def _with_persons(record: Record) -> Record:
    persons = load_persons(record.visit.id)
    return replace(record, persons=tuple(each.person for each in persons if not each.void))
