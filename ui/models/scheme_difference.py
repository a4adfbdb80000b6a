"""The comparison of two versions of a scheme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from inspector.domain.scheme import Scheme
from inspector.domain.scheme_difference import DifferenceKind, ItemDifference
from inspector.wording import _
from inspector.wording import scheme_difference as words
from ui.models.table_model import Column, TableModel

_GLYPHS = {
    DifferenceKind.ADDED: "row_new",
    DifferenceKind.REMOVED: "row_removed",
    DifferenceKind.CHANGED: "row_updated",
    DifferenceKind.MOVED: "row_moved",
}
_INKS = {
    DifferenceKind.ADDED: "state.conforming",
    DifferenceKind.REMOVED: "state.deducted",
    DifferenceKind.CHANGED: "warn.blue",
    DifferenceKind.MOVED: "state.not_observed",
}


class DifferenceTable(TableModel):
    """What became of each item that differs, by glyph and word, and what changed in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._pair: tuple[Scheme, Scheme] | None = None
        super().__init__(
            (
                Column(
                    _("Kind of change"),
                    lambda row: words.kind(row.kind),
                    ink=lambda row: _INKS[row.kind],
                    glyph=lambda row: _GLYPHS[row.kind],
                ),
                Column(_("Code"), lambda row: row.item.code),
                Column(_("Standard"), lambda row: " ".join(row.item.text.split()), is_strong=True),
                Column(_("What changed"), self._changes),
            ),
            parent,
        )

    def compare(self, old: Scheme, new: Scheme, found: Sequence[ItemDifference]) -> None:
        """Show the differences that lead from one content to the other."""
        self._pair = old, new
        self.set_rows(found)

    def _changes(self, row: ItemDifference) -> str:
        return words.changes(*self._pair, row) if self._pair else ""
