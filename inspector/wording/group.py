"""The names of the lists of a board."""

from __future__ import annotations

from inspector.domain.board_rules import SEGMENTS, TYPES
from inspector.domain.unit import UnitClass
from inspector.wording.board_rules import ready_name
from inspector.wording.catalogue import _


def group(key: str) -> str:
    """The name of a list: a class of units, else the site type itself."""
    names = {
        UnitClass.STREET: _("Streets"),
        UnitClass.TOWNSHIP: _("Townships"),
        UnitClass.BUREAU: _("Bureaus"),
        UnitClass.COMMUNITY: _("Communities"),
        UnitClass.HQ: _("Headquarters"),
        UnitClass.OFFICE: _("Offices"),
        UnitClass.LEADER: _("Leaders"),
        UnitClass.OTHER: _("Other units"),
    }
    if key in (SEGMENTS, TYPES):
        return ready_name(key)
    return names[UnitClass(key)] if key in set(UnitClass) else key
