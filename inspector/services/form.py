"""The scoring form of a visit as a workbook, filled in or blank."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from inspector.domain.scheme import Scheme
from inspector.domain.site import Site
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.domain.visit import Record, VisitState, VisitUnit
from inspector.errors import ActionFault, ActionRefused
from inspector.files.atomic import workbook_path
from inspector.progress import SILENT, Progress
from inspector.services.workspace import Workspace
from inspector.store.site import get_site, units_of
from inspector.store.total import load_scheme
from inspector.store.unit import load_units
from inspector.store.visit import load_lines, load_record, newest_version
from inspector.store.workspace import load_district
from inspector.wording import form as words

if TYPE_CHECKING:
    from inspector.files.sheets.visit import VisitHead

_BROADEST_FIRST = (UnitClass.STREET, UnitClass.TOWNSHIP, UnitClass.COMMUNITY)
# A file system takes 255 bytes, three for a Chinese character.
_LONGEST_SITE = 40
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def export(
    ws: Workspace, visit: UUID, out: Path | None = None, progress: Progress = SILENT
) -> Path:
    """Write the form of a visit to `out`, or into the folder of exports; return the file.

    A name that does not end in .xlsx gets that suffix.

    Raises NotFound for an unknown visit and FileRefused where the file cannot be written.
    """
    from inspector.files.sheets.visit import write_visit

    with ws.read():
        record = load_record(visit)
        scheme = load_scheme(record.visit.version)
        line = load_lines(ids=[visit], with_void=True)[0]
        site = get_site(record.visit.site)
        head = _head(scheme, site, record.units, record, line.persons)
    target = workbook_path(out or ws.paths.exports / _named(line.number, line.site_name))
    return write_visit(target, scheme, record, head, progress)


def export_blank(
    ws: Workspace,
    site: UUID,
    version: UUID | None = None,
    out: Path | None = None,
    progress: Progress = SILENT,
) -> Path:
    """Write an empty form for a site, by a scheme version (the newest unless given).

    Raises NotFound, ActionRefused (NO_SCHEME) where nothing is published, and FileRefused.
    """
    from inspector.files.sheets.visit import write_visit

    with ws.read():
        used = version or newest_version()
        if used is None:
            raise ActionRefused(ActionFault.NO_SCHEME, {})
        scheme = load_scheme(used)
        place = get_site(site)
        head = _head(scheme, place, units_of(site, ws.today()), None, ())
    target = workbook_path(out or ws.paths.exports / _named(place.code, place.name))
    return write_visit(target, scheme, None, head, progress)


def _head(
    scheme: Scheme,
    site: Site,
    links: Iterable[VisitUnit],
    record: Record | None,
    persons: tuple[str, ...],
) -> VisitHead:
    from inspector.files.sheets.visit import VisitHead

    known = {unit.id: unit for unit in load_units()}
    frozen = [(link.role, known[link.unit]) for link in links if link.unit in known]
    territory = {unit for role, unit in frozen if role is Role.TERRITORIAL}
    others = {unit for role, unit in frozen if role is not Role.TERRITORIAL} - territory
    heading = load_district()
    return VisitHead(
        site.name,
        site.site_type,
        scheme.title,
        site.length_m,
        " ".join(unit.name for unit in sorted(territory, key=_breadth)),
        tuple(unit.name for unit in sorted(others, key=_breadth)),
        persons,
        None if record is None else _previous(record.visit.site, record.visit.day, record),
        "" if record is None else record.visit.number,
        heading.name,
        heading.is_sample,
    )


def _breadth(unit: Unit) -> tuple[int, str, str]:
    known = unit.unit_class in _BROADEST_FIRST
    place = _BROADEST_FIRST.index(unit.unit_class) if known else len(_BROADEST_FIRST)
    return place, unit.code, unit.name


def _previous(site: UUID, day: date, record: Record) -> Decimal | None:
    earlier = [
        line
        for line in load_lines(site=site, last=day, state=VisitState.CLOSED)
        if line.id != record.visit.id and (line.day < day or line.number < record.visit.number)
    ]
    return earlier[0].score if earlier else None


def _named(number: str, site: str) -> str:
    said = f"{number} {site[:_LONGEST_SITE]} {words.form_sheet()}"
    return f"{_NOT_IN_NAMES.sub('_', said).strip()}.xlsx"
