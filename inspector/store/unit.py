"""Reading units and their superiors."""

from __future__ import annotations

from uuid import UUID

from inspector.domain.unit import Unit, UnitLine, UnitParent
from inspector.store import tables
from inspector.store.reading import read

_PARENTS = (
    "void = 0 AND unit IN (SELECT id FROM unit WHERE void = 0)"
    " AND parent IN (SELECT id FROM unit WHERE void = 0) ORDER BY unit, role, valid_from, id"
)
_PARENTS_OF_UNIT = "unit = ? AND void = 0 AND parent IN (SELECT id FROM unit WHERE void = 0)"


def load_units() -> tuple[Unit, ...]:
    """All units that are not void, by class, code and name."""
    condition = "void = 0 ORDER BY unit_class, code, name, id"
    return tuple(read(Unit, tables.Unit, condition, ()))


def load_parents() -> tuple[UnitParent, ...]:
    """All superiors that are not void, neither the link nor the units at its ends."""
    return tuple(read(UnitParent, tables.UnitParent, _PARENTS, ()))


def load_superiors(unit: UUID) -> tuple[UnitParent, ...]:
    """The superiors of one unit that are not void, neither the link nor the superior."""
    return tuple(read(UnitParent, tables.UnitParent, _PARENTS_OF_UNIT, (unit,)))


def load_unit_lines() -> tuple[UnitLine, ...]:
    """All units as list rows, with the names of their superiors."""
    units = load_units()
    names = {unit.id: unit.name for unit in units}
    above: dict[UUID, list[str]] = {}
    for link in load_parents():
        above.setdefault(link.unit, []).append(names[link.parent])
    return tuple(UnitLine(unit, tuple(dict.fromkeys(above.get(unit.id, ())))) for unit in units)
