"""The columns of the tables of coverage and of the table of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inspector.domain.coverage import Lack, TypeCoverage, UnitCoverage
from inspector.wording import _
from inspector.wording import coverage as words
from inspector.wording import plan as plan_words
from inspector.wording.site import share, unit_class
from ui.models.table_model import Column

VISITED_SHARE = 3
"""The column by which the units and types of which least was visited come first."""
LAST_VISIT = 4
"""The column of the sites by which those not visited for longest come first."""
_GRAVITY = (*Lack, None)
_QUIET, _FAINT = "text.secondary", "text.tertiary"


def unit_columns() -> tuple[Column, ...]:
    """Columns over units."""
    return (
        Column(_("Unit"), lambda row: row.name, is_strong=True),
        *_counts(),
        Column(
            _("Lacks"),
            lambda row: words.lacks(row) or words.lack(None),
            key=lambda row: (_GRAVITY.index(row.lack), -row.lacking),
            ink=lambda row: None if row.lack else _FAINT,
            glyph=lambda row: "to_do" if row.lack else "done",
            tip=lambda row: "\n".join(row.missing_types) or None,
        ),
        Column(_("Class"), lambda row: unit_class(row.unit_class), ink=lambda _row: _QUIET),
    )


def type_columns() -> tuple[Column, ...]:
    """Columns over site types."""
    return (Column(_("Site type"), lambda row: row.name or "—", is_strong=True), *_counts())


def site_columns() -> tuple[Column, ...]:
    """Columns over sites."""
    return (
        Column(_("Code"), lambda row: row.code, ink=lambda _row: _QUIET),
        Column(_("Site"), lambda row: row.name, is_strong=True),
        Column(_("Type"), lambda row: row.site_type, ink=lambda _row: _QUIET),
        Column(_("Lies in"), lambda row: row.unit, ink=lambda _row: _QUIET),
        Column(
            _("Last visit"),
            lambda row: row.last_day.isoformat() if row.last_day else _("Not visited"),
            # Never is longer ago than any day.
            key=lambda row: row.last_day or date.min,
            glyph=lambda row: "done" if row.is_visited else "to_do",
        ),
        _number(_("In this time"), lambda row: row.visits),
        Column(
            _("Planned for"),
            lambda row: plan_words.day(row.day) if row.day else "—",
            key=lambda row: row.day,
            ink=lambda row: None if row.day else _FAINT,
        ),
    )


def inspector_columns() -> tuple[Column, ...]:
    """Columns over inspectors."""
    return (
        Column(_("Inspectors"), lambda row: row.name, is_strong=True),
        _number(_("Visits").replace("\n", ""), lambda row: row.visits),
        _number(_("Sites"), lambda row: row.sites),
        _number(_("Planned"), lambda row: row.planned),
        _number(_("Carried out"), lambda row: row.done),
        _number(_("Still open"), lambda row: row.planned - row.done),
        Column(
            _("Last visit"),
            lambda row: row.last_day.isoformat() if row.last_day else _("Not visited"),
            key=lambda row: row.last_day or date.min,
            ink=lambda row: None if row.last_day else _FAINT,
        ),
    )


def plan_columns() -> tuple[Column, ...]:
    """Columns over the lines of a plan."""
    return (
        Column(
            _("Day"),
            lambda row: plan_words.day(row.day) if row.day else "—",
            key=lambda row: row.day,
        ),
        Column(_("First inspector"), lambda row: row.inspector),
        Column(
            _("Second inspector"),
            lambda row: row.second or "—",
            key=lambda row: row.second or None,
            ink=lambda row: None if row.second else _FAINT,
        ),
        Column(_("Code"), lambda row: row.code, ink=lambda _row: _QUIET),
        Column(_("Site"), lambda row: row.name, is_strong=True),
        Column(_("Type"), lambda row: row.site_type, ink=lambda _row: _QUIET),
        Column(_("Lies in"), lambda row: row.unit, ink=lambda _row: _QUIET),
        Column(_("Chosen"), lambda row: plan_words.chosen_by(row.chosen), ink=lambda _row: _QUIET),
        Column(
            _("Risk"),
            lambda row: "—" if row.risk is None else f"{row.risk:.2f}",
            key=lambda row: row.risk,
            is_number=True,
        ),
        Column(
            _("Carried out"),
            plan_words.done,
            glyph=lambda row: "done" if row.is_done else "running" if row.done else "to_do",
        ),
    )


def _counts() -> Sequence[Column]:
    return (
        _number(_("Sites"), lambda row: row.sites),
        _number(_("Of them visited"), lambda row: row.visited),
        Column(
            _("Share visited"),
            lambda row: share(row.visited, row.sites) if row.sites else "—",
            key=_share,
            is_number=True,
            is_strong=True,
        ),
        _number(_("Missing"), lambda row: row.sites - row.visited),
        _number(_("Never"), lambda row: row.never),
        _number(_("Visits").replace("\n", ""), lambda row: row.visits),
    )


def _share(row: UnitCoverage | TypeCoverage) -> float | None:
    return row.visited / row.sites if row.sites else None


def _number(heading: str, value: object) -> Column:
    assert callable(value)
    return Column(heading, lambda row: f"{value(row):,}", key=value, is_number=True)
