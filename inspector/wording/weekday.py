"""The days of the week."""

from __future__ import annotations

from datetime import date

from inspector.wording.catalogue import _


def weekday(value: date) -> str:
    """The short name of a weekday."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[value.weekday()]
