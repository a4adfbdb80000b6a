"""Words of coverage: what a unit lacks, the headings of its tables."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.coverage import Lack, Needs, UnitCoverage
from inspector.wording.catalogue import _, ngettext

_MOST_TYPES = 3


def lack(value: Lack | None) -> str:
    """What a unit lacks in two or three words."""
    if value is None:
        return _("complete")
    return {
        Lack.NO_SITE: _("no site"),
        Lack.NO_VISIT: _("not visited"),
        Lack.SAMPLE: _("too few visits"),
        Lack.TYPES: _("types missing"),
    }[value]


def lacks(unit: UnitCoverage) -> str:
    """All that a unit lacks before its rank can be trusted; "" where it lacks nothing."""
    if unit.lack in (Lack.NO_VISIT, Lack.NO_SITE):
        return lack(unit.lack)
    said = []
    if unit.lacking:
        said.append(
            ngettext("{n} visit short", "{n} visits short", unit.lacking).format(n=unit.lacking)
        )
    if unit.lacking_sites:
        n = unit.lacking_sites
        said.append(ngettext("{n} site short", "{n} sites short", n).format(n=n))
    if unit.lacking_types:
        n = unit.lacking_types
        said.append(ngettext("{n} type short", "{n} types short", n).format(n=n))
    if unit.missing_types:
        named = _(", ").join(unit.missing_types[:_MOST_TYPES])
        more = len(unit.missing_types) - _MOST_TYPES
        if more > 0:
            named = _("{names} and {n} more").format(names=named, n=more)
        said.append(_("without a visit: {types}").format(types=named))
    return _("; ").join(said)


def needs(value: Needs) -> str:
    """What a unit needs before it is ranked."""
    said = [
        text.format(n=count)
        for count, text in (
            (value.visits, ngettext("{n} visit", "{n} visits", value.visits)),
            (value.sites, ngettext("{n} visited site", "{n} visited sites", value.sites)),
            (value.types, ngettext("{n} site type", "{n} site types", value.types)),
        )
        if count
    ]
    return _("Ranked from {needs}").format(needs=_(", ").join(said)) if said else ""


def unit_heads() -> Sequence[str]:
    """The headings of the units."""
    return (_("Unit"), *_count_heads(), _("Lacks"))


def type_heads() -> Sequence[str]:
    """The headings of the site types."""
    return (_("Site type"), *_count_heads())


def inspector_heads() -> Sequence[str]:
    """The headings of the inspectors."""
    return (
        _("Inspectors"),
        _("Visits").replace("\n", ""),
        _("Sites"),
        _("Planned"),
        _("Carried out"),
        _("Last visit"),
    )


def site_heads() -> Sequence[str]:
    """The headings of the sites that were not visited."""
    return (_("Code"), _("Site"), _("Type"), _("Lies in"), _("Last visit"), _("Planned for"))


def _count_heads() -> Sequence[str]:
    return (
        _("Sites"),
        _("Of them visited"),
        _("Missing"),
        _("Never"),
        _("Visits").replace("\n", ""),
    )
