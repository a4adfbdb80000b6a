"""Words for units, sites and what an import of them did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from inspector.domain.points import printed
from inspector.domain.site_sheet import SiteFate
from inspector.domain.unit import Role, UnitClass
from inspector.wording.catalogue import _, ngettext
from inspector.wording.rows import row_ranges
from inspector.wording.sheet import day


def unit_class(value: UnitClass) -> str:
    """The word for the class of a unit."""
    return {
        UnitClass.STREET: _("street"),
        UnitClass.TOWNSHIP: _("township"),
        UnitClass.BUREAU: _("bureau"),
        UnitClass.COMMUNITY: _("community"),
        UnitClass.HQ: _("headquarters"),
        UnitClass.OFFICE: _("office"),
        UnitClass.LEADER: _("district leader"),
        UnitClass.OTHER: _("other unit"),
    }[value]


def role(value: Role) -> str:
    """The word for how a unit answers."""
    return {
        Role.TERRITORIAL: _("territorial"),
        Role.LINE: _("by line"),
        Role.LEAD: _("lead"),
        Role.ASSISTING: _("assisting"),
        Role.SPONSOR: _("sponsor"),
        Role.CHIEF_1: _("road chief, level 1"),
        Role.CHIEF_2: _("road chief, level 2"),
        Role.CHIEF_3: _("road chief, level 3"),
    }[value]


def fate(value: SiteFate) -> str:
    """The word for what became of a row."""
    return {
        SiteFate.HEADER: _("header"),
        SiteFate.NEW: _("new"),
        SiteFate.UPDATED: _("updated"),
        SiteFate.UNCHANGED: _("unchanged"),
        SiteFate.REVIEW: _("for review"),
        SiteFate.EMPTY: _("empty"),
    }[value]


def counted(rows: Sequence[int]) -> str:
    """How many rows there are, and which; empty where there is none."""
    if not rows:
        return ""
    return ngettext("{count} (row {rows})", "{count} (rows {rows})", len(rows)).format(
        count=len(rows), rows=row_ranges(rows)
    )


def read_counts(units: int, sites: int, types: int) -> str:
    """How much a workbook holds."""
    return _("In the workbook: {units}, {types}, {sites}.").format(
        units=ngettext("{count} unit", "{count} units", units).format(count=units),
        types=ngettext("{count} site type", "{count} site types", types).format(count=types),
        sites=ngettext("{count} site", "{count} sites", sites).format(count=sites),
    )


def ended(count: int) -> str:
    """That links were taken back because the workbook no longer has them."""
    return ngettext(
        "{count} responsibility that is no longer in the workbook was ended.",
        "{count} responsibilities that are no longer in the workbook were ended.",
        count,
    ).format(count=count)


def review(sheet: str, row: int, value: str) -> str:
    """A row that was not understood, with what stands in it."""
    return _("{sheet}, row {row}: not understood, please look at it: {value}").format(
        sheet=sheet, row=row, value=value
    )


def doubled_link(sheet: str, row: int, first: int) -> str:
    """A row that says again what an earlier row said."""
    return _("{sheet}, row {row}: says the same as row {first} and was passed over.").format(
        sheet=sheet, row=row, first=first
    )


def outcome(is_preview: bool, has_changes: bool) -> str:
    """What an import did, or would do."""
    if not has_changes:
        return _("Everything is there already; nothing was changed.")
    if is_preview:
        return _("This was a preview; nothing was written.")
    return _("Imported. “inspector undo” takes it back.")


def duty_dates(valid_from: date | None, valid_to: date | None) -> str:
    """From when to when a unit answers, both days included; empty where it always does."""
    if valid_from is None and valid_to is None:
        return ""
    if valid_to is None:
        assert valid_from is not None
        return _("from {day}").format(day=day(valid_from))
    if valid_from is None:
        return _("until {day}").format(day=day(valid_to))
    return _("{first} to {last}").format(first=day(valid_from), last=day(valid_to))


def coverage(visited: int, sites: int) -> str:
    """How many of some sites were visited."""
    return ngettext("{visited} of {n} visited", "{visited} of {n} visited", sites).format(
        visited=f"{visited:,}", n=f"{sites:,}"
    )


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent, to two places."""
    return "—" if not whole else f"{printed(Fraction(100 * part, whole))} %"
