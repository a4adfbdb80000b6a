"""Words for units, sites and what an import of them did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from inspector.domain.points import plain_or_none, printed
from inspector.domain.site_sheet import RemarkKind, SiteFate, SiteField, SitePlan, SiteRemark
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
        SiteFate.TITLE: _("title"),
        SiteFate.HEADER: _("header"),
        SiteFate.SECTION: _("section"),
        SiteFate.NEW: _("new"),
        SiteFate.UPDATED: _("updated"),
        SiteFate.UNCHANGED: _("unchanged"),
        SiteFate.REVIEW: _("for review"),
        SiteFate.TOTAL: _("total"),
        SiteFate.REMARK: _("remark"),
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


def list_field(field: SiteField) -> str:
    """The word for what a column of a list holds."""
    return {
        SiteField.IGNORE: _("not read"),
        SiteField.CODE: _("Code"),
        SiteField.NAME: _("Name of the site"),
        SiteField.SITE_TYPE: _("Type of the site"),
        SiteField.TERRITORIAL: _("Territory"),
        SiteField.DUTY: _("Responsible unit"),
        SiteField.LINE: _("By line"),
        SiteField.LEAD: _("Lead"),
        SiteField.ASSISTING: _("Assisting"),
        SiteField.SPONSOR: _("Sponsor"),
        SiteField.CHIEF_1: _("Road chief, level 1"),
        SiteField.CHIEF_2: _("Road chief, level 2"),
        SiteField.CHIEF_3: _("Road chief, level 3"),
        SiteField.ADDRESS: _("Address"),
        SiteField.PLACE: _("Longitude and latitude"),
        SiteField.LONGITUDE: _("Longitude"),
        SiteField.LATITUDE: _("Latitude"),
        SiteField.LENGTH_M: _("Length (m)"),
        SiteField.LENGTH_KM: _("Length (km)"),
        SiteField.LEADER: _("In charge"),
        SiteField.PHONE: _("Phone"),
        SiteField.NOTE: _("Note"),
        SiteField.UNIT_NAME: _("Name of the unit"),
        SiteField.UNIT_CLASS: _("Class of the unit"),
        SiteField.SUPERIOR: _("Superior unit"),
    }[field]


def remark(told: SiteRemark) -> str:
    """What is to be known about a row of a list."""
    if told.kind is RemarkKind.SAME_NAME and told.other is not None:
        sheet, row = told.other
        if sheet == told.sheet:
            return _("Row {row} has the same name.").format(row=row)
        return _("Row {row} of sheet {sheet} has the same name.").format(sheet=sheet, row=row)
    stated, found = plain_or_none(told.stated), plain_or_none(told.found)
    if told.kind is RemarkKind.LENGTH_DIFFERS:
        return _("{stated} m are stated, the rows add up to {found} m.").format(
            stated=stated, found=found
        )
    return _("{stated} rows are stated, the count is {found}.").format(stated=stated, found=found)


def remark_line(told: SiteRemark) -> str:
    """The same with its place."""
    return _("{sheet}, row {row}, {text}: {said}").format(
        sheet=told.sheet, row=told.row, text=told.text, said=remark(told)
    )


def made_of_names(count: int) -> str:
    """That units and types were made of names that nobody knew."""
    return ngettext(
        "{count} unit or site type is made of its name.",
        "{count} units and site types are made of their names.",
        count,
    ).format(count=count)


def coded(count: int) -> str:
    """That records without a code in the file get one."""
    return ngettext(
        "{count} record has no code in the file and gets one.",
        "{count} records have no code in the file and get one.",
        count,
    ).format(count=count)


def recalled(count: int) -> str:
    """That names mean what an earlier import was told."""
    return ngettext(
        "{count} name is known from before.", "{count} names are known from before.", count
    ).format(count=count)


def facts(found: SitePlan) -> tuple[str, ...]:
    """What an import is about as a whole, one sentence each."""
    told = [read_counts(found.units, found.sites, found.types)]
    if found.made:
        told.append(made_of_names(found.made))
    if found.coded:
        told.append(coded(found.coded))
    if found.names is not None and found.names.recalled:
        told.append(recalled(len(found.names.recalled)))
    if found.ended:
        told.append(ended(found.ended))
    return tuple(told)


def of_type(name: str) -> str:
    """The answer that a site without a type is of this one."""
    return _("Of type “{name}”").format(name=name)


def meant_type(name: str) -> str:
    """The answer that another word for a type means this one."""
    return _("It is “{name}”").format(name=name)


def another_site() -> str:
    """The answer that a doubled name is that of another record."""
    return _("Another one of the same name")


def no_type() -> str:
    """The type of sites of which nobody says what they are."""
    return _("unclassified")


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
