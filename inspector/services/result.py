"""Somebody else's results: taking them in as units, sites, a scheme version and closed visits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache, partial
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.alias import Alias
from inspector.domain.name_book import Said, said_of
from inspector.domain.name_match import squeezed
from inspector.domain.points import plain
from inspector.domain.result import (
    Rates,
    ResultFate,
    ResultNote,
    ResultRow,
    ResultRowFate,
    ResultSheet,
    UnitRates,
    unit_rates,
    whole_rates,
)
from inspector.domain.result_match import ResultMatch, RowStanding, SameDay, match, row_standings
from inspector.domain.result_name import Known, Named, ResultNames, UnknownName
from inspector.domain.result_plan import (
    Contents,
    Made,
    Visits,
    contents_of,
    frame_of,
    full_marks,
    made_of,
    records_of,
    shared_contents,
    visits_of,
)
from inspector.domain.row_answer import RowKey
from inspector.domain.scheme import Scheme, SchemeOrigin, SchemeVersion
from inspector.domain.site import Site
from inspector.domain.stepping import Step, stepped
from inspector.domain.unit import Unit
from inspector.domain.visit import Record, Visit
from inspector.errors import ActionFault, ActionRefused
from inspector.files.reader.parent import read_workbook
from inspector.files.result import columns as result_columns
from inspector.files.result.workbook import understand
from inspector.progress import SILENT, Progress
from inspector.services import result_entry
from inspector.services.garbage import collected_later
from inspector.services.import_told import UNTOLD, Told
from inspector.services.name_sound import sound
from inspector.services.site_duty import units_by_day
from inspector.services.workspace import Workspace
from inspector.store.alias import load_aliases
from inspector.store.board import UsedScheme, load_schemes
from inspector.store.result import load_results
from inspector.store.site import load_sites, load_types
from inspector.store.total import load_scheme
from inspector.store.unit import load_units
from inspector.store.workspace import Person, find_person
from inspector.wording import _

_NO_UNITS = frozenset({ResultNote.NO_AREA, ResultNote.NO_DEPARTMENT, ResultNote.NO_UNIT})


class ResultImport(Struct, frozen=True):
    """What an import did, or would do.

    `sheet` has the fate of every row. `units`, `sites` and `contents` were not known before;
    `places` counts the different places of the file. Of the visits some are new, some corrected,
    some there already; `standings` tell it for each row that is taken. Rows with one of the
    `unknown` names wait; `known_before` names were decided at an earlier import, `remembered` ones
    are from now on.
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
    unknown: tuple[UnknownName, ...] = ()
    known_before: int = 0
    remembered: int = 0

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
        return bool(self.new or self.corrected or self.remembered)


class Asked(Struct, frozen=True):
    """What an import is asked for; the day is that of rows without one, the title perhaps told."""

    day: date
    title: str
    is_named: bool
    same_day: SameDay | None
    told: Told
    suggests: bool = False


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
    asked = Asked(day, title or path.stem, bool(title), same_day, told, suggests=True)
    with ws.read():
        return _planned(ws, sheet, asked, progress).found


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
    """Take in results as one change, after a backup; `day` is that of the rows without one.

    Units, places and contents that nobody knows are made and marked where the workspace has none
    of its own yet; otherwise their rows wait until `told` says what the names mean, which is
    remembered. The contents become a version of the imported scheme named `title`; without a title
    that scheme is continued with which the file shares half of its contents or more, else a new
    one is named after the file. Results that are there already are left alone. Raises FileRefused
    for a file that is no such workbook, ActionRefused for a day that is still to come, and for
    other results of the same places and day unless `same_day` says what to do, and Cancelled.
    """
    sheet = _read(ws, path, day, progress, told)
    asked = Asked(day, title or path.stem, bool(title), same_day, told)
    return enter(ws, sheet, asked, progress)


def enter(
    ws: Workspace, sheet: ResultSheet, asked: Asked, progress: Progress = SILENT
) -> ResultImport:
    """Take in results that were read, as `import_` does."""
    with ws.read(), collected_later():
        planned = _planned(ws, sheet, asked, progress)
        found = planned.found
        if found.corrected and asked.same_day is None:
            facts = {"day": asked.day.isoformat(), "count": str(found.corrected)}
            raise ActionRefused(ActionFault.RESULTS_DIFFER, facts)
        if found.has_changes:
            backup = ws.backup("import", progress)
            try:
                result_entry.write(
                    ws, planned.made, planned.version, planned.matched,
                    planned.named.decided, planned.persons, progress,
                )  # fmt: skip
            except BaseException:
                backup.unlink(missing_ok=True)
                raise
    return found


def _read(ws: Workspace, path: Path, day: date, progress: Progress, told: Told) -> ResultSheet:
    if day > ws.today():
        raise ActionRefused(ActionFault.DAY_AHEAD, {"day": day.isoformat()})
    book = told.book or read_workbook(path, progress=progress)
    with ws.read():
        places = frozenset(site.name for site in load_sites())
    options = replace(told.options, day=told.options.day or day)
    asked = result_columns.Asked(told.mapping, options, places, ws.today())
    return understand(book, told.answers, progress, asked)


class _Plan(Struct, frozen=True):
    """What an import comes to, and the records of which its change is made."""

    found: ResultImport
    named: Named
    made: Made
    matched: ResultMatch
    version: SchemeVersion | None
    persons: tuple[Person, ...]


def _planned(ws: Workspace, sheet: ResultSheet, asked: Asked, progress: Progress) -> _Plan:
    step = partial(progress.step, 0, None, _("Visits"))
    known, continued = _known(sheet.rows, asked.title if asked.is_named else None, step)
    names = ResultNames(known, _said(asked.told))
    named = names.read(sheet.rows, step)
    left, notes = _left(sheet.rows, named, known, step)
    used = named.only(left) if notes else named
    made = made_of(used, known, ws.new_id)
    contents = contents_of(left, used, known.scheme, asked.title, ws.new_id, step)
    version = _version(ws, continued, known.scheme, contents)
    visits = visits_of(left, made, contents, asked.day, step)
    persons = _persons(ws, left, step)
    frames = _frames(ws, version.id, asked.day)
    ids = {person.name: person.id for person in persons}
    records = records_of(visits, made, contents, frames, ws.new_id, ids, step, units_by_day())
    days = {record.visit.day for record in records}
    held = load_results(continued.versions, days, step) if continued else ()
    matched = _settled(match(records, held, step), asked.same_day)
    had = len(known.scheme.items) if known.scheme else 0
    found = ResultImport(
        sheet=_accounted(sheet, left, notes, _answered_by_site(visits, records), step),
        title=version.title,
        units=made.units,
        sites=made.sites,
        contents=tuple(item.text for item in contents.scheme.items[had:]),
        places=len(made.site_of),
        new=len(matched.new),
        corrected=len(matched.different),
        unchanged=len(matched.equal),
        standings=row_standings(visits, records, matched, step),
        unknown=_suggested(names, named, progress) if asked.suggests else named.unknown,
        known_before=named.known_before,
        remembered=len(named.decided),
    )
    is_new = continued is None or version.id not in continued.versions
    return _Plan(found, named, made, matched, version if is_new else None, persons)


def _known(
    rows: Sequence[ResultRow], title: str | None, step: Step
) -> tuple[Known, UsedScheme | None]:
    """What the workspace holds, and the imported scheme that the rows continue.

    That is the one with this title, or else the one that knows most of the contents.
    """
    aliases = load_aliases()
    imported = [one for one in load_schemes() if one.origin is SchemeOrigin.RESULT]
    if title is not None:
        continued = next((one for one in imported if one.title == title), None)
    else:
        contents = {row.content for row in stepped(rows, step)}
        shared = [(shared_contents(contents, _contents(one, aliases)), one) for one in imported]
        most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
        continued = best if most and 2 * most >= len(contents) else None
    scheme = load_scheme(continued.versions[-1]) if continued else None
    scheme_id = continued.scheme_id if continued else None
    known = Known(load_units(), load_types(), load_sites(), aliases, scheme, scheme_id)
    return known, continued


def _contents(one: UsedScheme, aliases: Iterable[Alias]) -> set[str]:
    """The squeezed names under which the contents of an imported scheme are known."""
    texts = {squeezed(item.text) for item in load_scheme(one.versions[-1]).items}
    return texts | {each.name for each in aliases if each.scheme == one.scheme_id}


def _said(told: Told) -> Said:
    answers = told.answers.of_names() if told.answers else ()
    return said_of(answers, told.options.names, creates=told.options.creates_names)


def _left(
    rows: Sequence[ResultRow], named: Named, known: Known, step: Step
) -> tuple[tuple[ResultRow, ...], dict[RowKey, ResultRowFate]]:
    """The rows that are taken, and the fate of those that wait for somebody."""
    waiting = named.waiting
    notes = {
        key: ResultRowFate(*key, ResultFate.REVIEW, (ResultNote.UNKNOWN_NAME,), name)
        for key, name in waiting.items()
    }
    marks = full_marks(rows, named, known.scheme, step)
    for row in stepped(rows, step):
        mark = marks[row.content]
        if mark != row.full_mark and row.is_valued:
            told = f"{plain(row.full_mark)} ≠ {plain(mark)}"
            notes.setdefault(
                (row.sheet, row.row),
                ResultRowFate(
                    row.sheet, row.row, ResultFate.REVIEW,
                    (ResultNote.FULL_MARK_DIFFERS,), told, row.column,
                ),
            )  # fmt: skip
    if not notes:
        return tuple(rows), notes
    return tuple(row for row in rows if (row.sheet, row.row) not in notes), notes


def _answered_by_site(visits: Visits, records: Iterable[Record]) -> frozenset[RowKey]:
    """The rows without a unit whose visit has those of its site."""
    return frozenset(
        (row.sheet, row.row)
        for rows, record in zip(visits, records, strict=True)
        if record.units and not record.units[0].item
        for row in rows
    )


def _accounted(
    sheet: ResultSheet,
    left: tuple[ResultRow, ...],
    waiting: Mapping[RowKey, ResultRowFate],
    by_site: frozenset[RowKey],
    step: Step,
) -> ResultSheet:
    """The sheet with what is taken of it, the fates of the rows that wait, and whose they are."""
    if not waiting and not by_site:
        return sheet
    fates = []
    for fate in stepped(sheet.fates, step):
        key = (fate.sheet, fate.row)
        if key in by_site:
            notes = tuple(note for note in fate.notes if note not in _NO_UNITS)
            fate = replace(fate, notes=(*notes, ResultNote.SITE_UNITS))
        fates.append(waiting.get(key, fate))
    return replace(sheet, rows=left, fates=tuple(fates))


def _suggested(names: ResultNames, named: Named, progress: Progress) -> tuple[UnknownName, ...]:
    """The names that nobody knows, with what they may mean."""
    found = []
    for at, each in enumerate(named.unknown):
        progress.step(at, len(named.unknown), _("Names"))
        found.append(replace(each, candidates=names.candidates(each, sound)))
    return tuple(found)


def _persons(ws: Workspace, rows: Sequence[ResultRow], step: Step) -> tuple[Person, ...]:
    """The inspectors whom the rows name, those who are not known made."""
    names = dict.fromkeys(name for row in stepped(rows, step) for name in row.inspectors)
    return tuple(ws.person if name == ws.person.name else find_person(name) for name in names)


def _frames(ws: Workspace, version: UUID, day: date) -> Callable[[date | None], Visit]:
    """What all visits of a day share; they end with it, or now."""
    now = ws.now()

    @cache
    def frame(own: date | None) -> Visit:
        that = own or day
        end = datetime.combine(that, time(23, 59, 59)).astimezone(now.tzinfo)
        return frame_of(version, that, min(now, end))

    return frame


def _version(
    ws: Workspace, continued: UsedScheme | None, held: Scheme | None, contents: Contents
) -> SchemeVersion:
    """The version that the visits name: the newest one where it has all contents, else a new."""
    number = len(continued.versions) if continued else 0
    is_same = continued is not None and contents.scheme == held
    return SchemeVersion(
        id=continued.versions[-1] if continued and is_same else ws.new_id(),
        scheme_id=continued.scheme_id if continued else ws.new_id(),
        number=number if is_same else number + 1,
        title=contents.scheme.title,
        published=ws.now(),
        origin=SchemeOrigin.RESULT,
        content=contents.scheme,
    )


def _settled(matched: ResultMatch, same_day: SameDay | None) -> ResultMatch:
    if same_day is SameDay.ADD:
        added = tuple(new for _old, new in matched.different)
        return replace(matched, new=matched.new + added, different=())
    return matched
