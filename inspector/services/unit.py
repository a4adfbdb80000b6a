"""Responsible units: seeing which there are."""

from __future__ import annotations

from inspector.domain.unit import UnitLine
from inspector.services.workspace import Workspace
from inspector.store import unit as store


def list_(ws: Workspace) -> tuple[UnitLine, ...]:
    """All units by class, code and name, with the names of their superiors."""
    with ws.read():
        return store.load_unit_lines()
