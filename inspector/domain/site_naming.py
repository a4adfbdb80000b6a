"""What the names of units in a workbook mean: known ones, those that were told, and new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from inspector.domain.alias import Alias, AliasKind
from inspector.domain.name_book import Bearer, NameBook, Said
from inspector.domain.name_match import squeezed
from inspector.domain.site_matching import Ledger, Matched
from inspector.domain.site_sheet import Line, Link
from inspector.domain.unit import Role, Unit, UnitClass
from inspector.domain.unit_naming import class_by_name
from inspector.errors import CellFault

MADE_PREFIX = "R"
"""With what the codes of units begin that are made of a name, here as for results."""


class NamedUnits:
    """The units of a workspace and a workbook, asked by code or by name.

    A name that nobody bears is that of a new unit where there is no unit of its own yet, unless
    our own sheet of units is there: then it should stand on it.
    """

    def __init__(
        self,
        ledger: Ledger,
        units: Matched,
        new_id: Callable[[], UUID],
        said: Said,
        aliases: Iterable[Alias],
        *,
        has_form: bool,
    ) -> None:
        self._ledger, self._units, self._new_id = ledger, units, new_id
        self._by_id: dict[UUID, Unit] = {unit.id: unit for unit in units.all()}
        bearers = [
            Bearer(unit.id, unit.name, unit.code, units.is_held(unit) and not unit.from_import)
            for unit in self._by_id.values()
        ]
        self.book = NameBook(AliasKind.UNIT, bearers, aliases, said)
        self._said = said
        self._needs_row = has_form
        self._codes = units.codes(MADE_PREFIX)
        self._made: dict[str, Unit] = {}

    def one(self, row: Line | Link, column: str, text: str, role: Role | None) -> Unit | None:
        """The unit that a name in a row means; None where it is refused or passed over."""
        found = self._units.found(text)
        if len(found) == 1:
            known: Unit = found[0]
            return known
        if self._units.is_passed_over(row, text):
            return None
        plain = squeezed(text)
        if plain in self._made:
            return self._made[plain]
        bearing = [unit.id for unit in found] or self.book.bearing(text)
        meant = self.book.meaning(text, bearing)
        if meant is not None:
            return self._by_id[meant]
        is_told = self._said.creates or (AliasKind.UNIT, plain) in self._said.new
        if plain not in self.book.unknown and (is_told or not self._needs_row):
            self._made[plain] = self._make(text, role)
            return self._made[plain]
        fault = CellFault.AMBIGUOUS_NAME if bearing else CellFault.UNKNOWN_UNIT
        self._ledger.refuse(row, column, fault, text)
        return None

    def _make(self, name: str, role: Role | None) -> Unit:
        kind = class_by_name(name) or _CLASS_OF_ROLE.get(role, UnitClass.OTHER)
        unit = Unit(self._new_id(), next(self._codes), name, kind, from_import=True)
        self._units.make(unit)
        return unit


_CLASS_OF_ROLE: dict[Role | None, UnitClass] = {
    Role.TERRITORIAL: UnitClass.STREET,
    Role.LINE: UnitClass.BUREAU,
}
