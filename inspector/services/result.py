"""Somebody else's results: taking them in as units, sites, a scheme version and closed visits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.change import Edit
from inspector.domain.result import (
    Rates,
    ResultRow,
    ResultSheet,
    UnitRates,
    unit_rates,
    whole_rates,
)
from inspector.domain.result_match import ResultMatch, RowStanding, SameDay, match, row_standings
from inspector.domain.result_plan import (
    Known,
    Made,
    frame_of,
    made_of,
    records_of,
    scheme_with,
    shared_contents,
    visits_of,
)
from inspector.domain.scheme import SchemeOrigin, SchemeVersion
from inspector.domain.site import Site
from inspector.domain.unit import Unit
from inspector.domain.visit import Record
from inspector.errors import ActionFault, ActionRefused
from inspector.files.reader import read_workbook
from inspector.files.result_columns import Asked
from inspector.files.result_workbook import understand
from inspector.progress import SILENT, Progress
from inspector.services.import_told import UNTOLD, Told
from inspector.services.visit import entries
from inspector.services.workspace import Workspace
from inspector.store.board import UsedScheme, load_schemes
from inspector.store.kind import creation, difference
from inspector.store.result import load_results
from inspector.store.site import load_sites, load_types
from inspector.store.total import load_scheme
from inspector.store.unit import load_units


class ResultImport(Struct, frozen=True):
    """What an import did, or would do.

    `sheet` has the fate of every row. `units`, `sites` and `contents` were not known before;
    `places` counts the different places of the file. Of the visits some are new, some corrected,
    some there already; `standings` tell it for each row that is taken.
    """

    sheet: ResultSheet
    title: str
    units: tuple[Unit, ...]
    sites: tuple[Site, ...]
    contents: tuple[str, ...]
    places: int
    new: int
    corrected: int
    unchanged: int
    standings: tuple[RowStanding, ...] = ()

    @property
    def rates(self) -> Rates:
        """The rates of the whole file."""
        return whole_rates(self.sheet.rows)

    @property
    def unit_rates(self) -> tuple[UnitRates, ...]:
        """The rates of each unit."""
        return unit_rates(self.sheet.rows)

    @property
    def has_changes(self) -> bool:
        """Whether anything is written for this file."""
        return bool(self.new or self.corrected)


def preview(
    ws: Workspace,
    path: Path,
    day: date,
    *,
    title: str = "",
    same_day: SameDay | None = None,
    progress: Progress = SILENT,
    told: Told = UNTOLD,
) -> ResultImport:
    """What `import_` would do with a result workbook; nothing is written."""
    sheet = _read(ws, path, day, progress, told)
    with ws.read():
        return _planned(ws, sheet, day, title or path.stem, bool(title), same_day).found


def import_(
    ws: Workspace,
    path: Path,
    day: date,
    *,
    title: str = "",
    same_day: SameDay | None = None,
    progress: Progress = SILENT,
    told: Told = UNTOLD,
) -> ResultImport:
    """Take in the results of a local day as one change, after a backup.

    Units, places and contents that are not known are made and marked. The contents become a
    version of the imported scheme named `title`; without a title that scheme is continued with
    which the file shares half of its contents or more, else a new one is named after the file.
    Results that are there already are left alone. What was read before, and what was said about
    its rows, stands in `told`. Raises FileRefused for a file that is no such
    workbook, ActionRefused for a day that is still to come, and for other results of the same
    places and day unless `same_day` says what to do.
    """
    sheet = _read(ws, path, day, progress, told)
    asked = (ws, sheet, day, title or path.stem, bool(title), same_day)
    with ws.read():
        found = _planned(*asked).found
    if found.corrected and same_day is None:
        facts = {"day": day.isoformat(), "count": str(found.corrected)}
        raise ActionRefused(ActionFault.RESULTS_DIFFER, facts)
    if not found.has_changes:
        return found
    ws.backup("import")
    with ws.write("result.import") as collected:
        planned = _planned(*asked)
        collected += _edits(ws, planned)
    return planned.found


def _read(ws: Workspace, path: Path, day: date, progress: Progress, told: Told) -> ResultSheet:
    if day > ws.today():
        raise ActionRefused(ActionFault.DAY_AHEAD, {"day": day.isoformat()})
    book = told.book or read_workbook(path, progress=progress)
    with ws.read():
        places = frozenset(site.name for site in load_sites())
    options = replace(told.options, day=told.options.day or day)
    asked = Asked(told.mapping, options, places, ws.today())
    return understand(book, told.answers, progress, asked)


class _Plan(Struct, frozen=True):
    """What an import comes to, and the records of which its edits are made."""

    found: ResultImport
    made: Made
    matched: ResultMatch
    version: SchemeVersion | None


def _planned(
    ws: Workspace,
    sheet: ResultSheet,
    day: date,
    title: str,
    is_named: bool,
    same_day: SameDay | None,
) -> _Plan:
    rows = sheet.rows
    made = made_of(rows, Known(load_units(), load_types(), load_sites()), ws.new_id)
    continued = _continued(rows, title if is_named else None)
    version = _version(ws, rows, continued, title)
    assert version.content is not None
    is_new = continued is None or version.id not in continued.versions
    moment = min(ws.now(), datetime.combine(day, time(23, 59, 59)).astimezone(ws.now().tzinfo))
    frame = frame_of(version.id, day, moment)
    records = records_of(rows, made, version.content, frame, ws.new_id)
    held = load_results(continued.versions, day) if continued else ()
    matched = _settled(match(records, held), same_day)
    had = load_scheme(continued.versions[-1]).items if continued else ()
    return _Plan(
        ResultImport(
            sheet=sheet,
            title=version.title,
            units=made.units,
            sites=made.sites,
            contents=tuple(item.text for item in version.content.items[len(had) :]),
            places=len(made.site_of),
            new=len(matched.new),
            corrected=len(matched.different),
            unchanged=len(matched.equal),
            standings=row_standings(visits_of(rows), records, matched),
        ),
        made,
        matched,
        version if is_new else None,
    )


def _edits(ws: Workspace, planned: _Plan) -> list[Edit]:
    matched = planned.matched
    edits = _made(planned.made, planned.version)
    edits += entries(ws, matched.new)[1]
    for old, new in matched.different:
        edits += _corrected(old, new)
    return edits


def _continued(rows: Iterable[ResultRow], title: str | None) -> UsedScheme | None:
    """The imported scheme with this title, or else the one that knows most of the contents."""
    known = [one for one in load_schemes() if one.origin is SchemeOrigin.RESULT]
    if title is not None:
        return next((one for one in known if one.title == title), None)
    contents = len({row.content for row in rows})
    shared = [(shared_contents(rows, load_scheme(one.versions[-1])), one) for one in known]
    most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best if most and 2 * most >= contents else None


def _version(
    ws: Workspace, rows: Iterable[ResultRow], continued: UsedScheme | None, title: str
) -> SchemeVersion:
    """The version that the visits name: the newest one where it has all contents, else a new."""
    held = load_scheme(continued.versions[-1]) if continued else None
    scheme = scheme_with(rows, held, title, ws.new_id)
    number = len(continued.versions) if continued else 0
    is_same = continued is not None and scheme == held
    return SchemeVersion(
        id=continued.versions[-1] if continued and is_same else ws.new_id(),
        scheme_id=continued.scheme_id if continued else ws.new_id(),
        number=number if is_same else number + 1,
        title=scheme.title,
        published=ws.now(),
        origin=SchemeOrigin.RESULT,
        content=scheme,
    )


def _settled(matched: ResultMatch, same_day: SameDay | None) -> ResultMatch:
    if same_day is SameDay.ADD:
        added = tuple(new for _old, new in matched.different)
        return replace(matched, new=matched.new + added, different=())
    return matched


def _made(made: Made, version: SchemeVersion | None) -> list[Edit]:
    edits: list[Edit] = []
    for unit in made.units:
        edits += creation("unit", unit)
    for kind in made.types:
        edits += creation("site_type", kind)
    for site in made.sites:
        edits += creation("site", site)
    if version is not None:
        edits += creation("scheme_version", version)
    return edits


def _corrected(old: Record, new: Record) -> list[Edit]:
    visit = old.visit.id
    edits = difference("visit", old.visit, replace(old.visit, version=new.visit.version))
    before = {answer.item: answer for answer in old.answers}
    after = {answer.item: answer for answer in new.answers}
    for item in sorted({*before, *after}):
        was, now = before.get(item), after.get(item)
        if was and now:
            now = replace(now, note=was.note)
        edits += difference("answer", was, now, visit)
    had = {(each.unit, each.role, each.item): each for each in old.units}
    has = {(each.unit, each.role, each.item): each for each in new.units}
    for key, unit in had.items():
        edits += difference("visit_unit", unit, replace(unit, void=key not in has), visit)
    for key, unit in has.items():
        if key not in had:
            edits += creation("visit_unit", unit, visit)
    return edits
