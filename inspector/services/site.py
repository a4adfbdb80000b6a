"""Sites with their types and units: taking them in from a workbook, listing, writing them out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from msgspec import Struct

from inspector.domain.change import Edit
from inspector.domain.name_book import said_of
from inspector.domain.site import DatedDuty, Site, SiteLine, SitePhoto, SiteRow
from inspector.domain.site_plan import plan
from inspector.domain.site_sheet import Register, SitePlan, SiteSheet
from inspector.domain.visit import VisitLine
from inspector.files.atomic import workbook_path
from inspector.files.reader.parent import read_workbook
from inspector.files.site.template import write_sites
from inspector.files.site.workbook import understand
from inspector.progress import SILENT, Progress
from inspector.services.import_told import UNTOLD, Told
from inspector.services.workspace import Workspace
from inspector.store import site as store
from inspector.store import unit as unit_store
from inspector.store.alias import load_aliases, remember
from inspector.store.kind import difference
from inspector.store.site_row import load_dated_duties, load_site_photos, load_site_rows
from inspector.store.visit import load_lines

_MOST_PHOTOS = 24


class SiteFile(Struct, frozen=True):
    """All that is known of one site (一点一档): its visits and photos with the newest first."""

    site: Site
    duties: tuple[DatedDuty, ...]
    visits: tuple[VisitLine, ...]
    photos: tuple[SitePhoto, ...]


def preview(
    ws: Workspace, path: Path, progress: Progress = SILENT, told: Told = UNTOLD
) -> SitePlan:
    """What importing a workbook would do to every row; nothing is written.

    Raises FileRefused, CellRefused, ActionRefused and Ambiguous as `import_` does.
    """
    sheet = _read(path, progress, told)
    with ws.read():
        return _planned(ws, sheet, told)


def import_(
    ws: Workspace, path: Path, progress: Progress = SILENT, told: Told = UNTOLD
) -> SitePlan:
    """Take in units, types and sites from a workbook or a list as one change, after a backup.

    What was read before, and what was said about its rows, columns and names, stands in `told`;
    what names mean is remembered. Raises FileRefused for a file that is no such workbook,
    ActionRefused for a told column that is not there, CellRefused for doubled codes, unknown types
    and units or cells that cannot be understood, and Ambiguous where the workspace holds a code
    twice; then nothing is written.
    """
    sheet = _read(path, progress, told)
    with ws.read():
        found = _planned(ws, sheet, told)
    if not found.is_changed:
        return found
    ws.backup("import")
    with ws.write("site.import") as edits:
        found = _planned(ws, sheet, told)
        edits += _edits(found)
    return found


def list_(ws: Workspace, day: date | None = None) -> tuple[SiteLine, ...]:
    """All sites by code, with the units that answer for them on `day` (today unless given)."""
    with ws.read():
        return store.load_site_lines(day or ws.today())


def table(ws: Workspace, day: date) -> tuple[SiteRow, ...]:
    """All sites by code, with the units that answer for them on `day` and what their closed
    visits came to."""
    with ws.read():
        return load_site_rows(day)


def show(ws: Workspace, site: UUID) -> SiteFile:
    """All that is known of one site, with its open visits; raises NotFound."""
    with ws.read():
        return SiteFile(
            store.get_site(site),
            load_dated_duties(site),
            load_lines(site=site),
            load_site_photos(site, _MOST_PHOTOS),
        )


def find(ws: Workspace, text: str) -> Site:
    """The site with this code or name, or whose id begins so; raises NotFound and Ambiguous."""
    with ws.read():
        return store.load_site(text)


def export(ws: Workspace, out: Path, progress: Progress = SILENT) -> Path:
    """Write all units, types and sites as a workbook whose import changes nothing.

    A name that does not end in .xlsx gets that suffix. Raises FileRefused where it cannot be
    written.
    """
    with ws.read():
        register = _register()
    path = workbook_path(out)
    write_sites(path, register, progress)
    return path


def _read(path: Path, progress: Progress, told: Told) -> SiteSheet:
    book = told.book or read_workbook(path, progress=progress)
    return understand(book, told.answers, told.mapping)


def _planned(ws: Workspace, sheet: SiteSheet, told: Told) -> SitePlan:
    answered = told.answers.of_names() if told.answers else ()
    said = said_of(answered, told.options.names, creates=told.options.creates_names)
    return plan(sheet, _register(), ws.new_id, told.answers, said, load_aliases())


def _register() -> Register:
    return Register(
        units=unit_store.load_units(),
        parents=unit_store.load_parents(),
        types=store.load_types(),
        sites=store.load_sites(),
        links=store.load_links(),
    )


def _edits(found: SitePlan) -> list[Edit]:
    edits: list[Edit] = []
    for step in found.steps:
        edits += difference(step.kind, step.old, step.new)
    for alias in found.aliases:
        edits += remember(alias)
    return edits
