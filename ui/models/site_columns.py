"""The columns of the table of sites."""

from __future__ import annotations

from datetime import date

from inspector.wording import _
from ui.models.table_model import Column

SCORE = 4
"""The column by which the worst come first."""
NO_SCORE = "—"


def site_columns() -> tuple[Column, ...]:
    """Columns over rows of the table of sites."""
    return (
        Column(_("Code"), lambda row: row.code, ink=lambda _row: "text.secondary"),
        Column(_("Site"), lambda row: row.name, is_strong=True),
        Column(_("Type"), lambda row: row.site_type, ink=lambda _row: "text.secondary"),
        Column(
            _("Unit"),
            lambda row: row.unit,
            ink=lambda _row: "text.secondary",
            tip=lambda row: "\n".join(row.units) or None,
        ),
        Column(
            _("Score"),
            lambda row: NO_SCORE if row.score is None else str(row.score),
            key=lambda row: row.score,
            is_number=True,
            is_strong=True,
        ),
        Column(
            _("Trend"),
            lambda _row: NO_SCORE,
            key=lambda row: row.scores[-1] - row.scores[0] if len(row.scores) > 1 else None,
            ink=lambda _row: "text.tertiary",
            series=lambda row: row.scores if row.score is not None and row.scores[1:] else (),
            tip=lambda row: " · ".join(str(score) for score in row.scores) or None,
        ),
        Column(
            # On paper this heading is broken into two lines.
            _("Visits").replace("\n", ""),
            lambda row: str(row.visits),
            key=lambda row: row.visits,
            is_number=True,
        ),
        Column(
            _("Last visit"),
            lambda row: row.last_day.isoformat() if row.last_day else _("Not visited"),
            # Never is longer ago than any day.
            key=lambda row: row.last_day or date.min,
            ink=lambda row: None if row.last_day else "text.tertiary",
            glyph=lambda row: None if row.last_day else "to_do",
        ),
    )
