"""The chips above the table of sites: by type, by unit, by the last visit."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from inspector.wording import _, ngettext
from ui.models.site_filter import WEEKS, SiteFilter, SiteWish
from ui.theme import Theme
from ui.widgets.chip import Chip, Choice, MenuChip


class SiteFilters(QWidget):
    """Says what is wished for; `changed` where a person wished otherwise."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sites: SiteFilter | None = None
        self._found: frozenset[int] | None = None
        self.types = MenuChip(theme, _("Type"), lambda: self._choices("types"))
        self.units = MenuChip(theme, _("Unit"), lambda: self._choices("units"))
        self.overdue = Chip(theme, overdue_word())
        self.never = Chip(theme, _("Not visited"))
        self._shown = QLabel()
        self._shown.setProperty("role", "tertiary")
        self._shown.setFont(theme.font("small"))
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 0, 16, 8)
        across.setSpacing(8)
        for chip in (self.types, self.units, self.overdue, self.never):
            chip.changed.connect(self.changed)
            across.addWidget(chip)
        across.addStretch(1)
        across.addWidget(self._shown)

    @property
    def wish(self) -> SiteWish:
        """What is wished for, with what was searched for."""
        return SiteWish(
            self.types.value,
            self.units.value,
            self.overdue.isChecked(),
            self.never.isChecked(),
            self._found,
        )

    def set_found(self, found: frozenset[int] | None) -> bool:
        """Wish for what a search found; False where that is no other wish."""
        is_other = found != self._found
        self._found = found
        return is_other

    def clear(self) -> None:
        """Take all chips back."""
        self.types.choose(None)
        self.units.choose(None)
        self.overdue.setChecked(False)
        self.never.setChecked(False)

    def count(self, sites: SiteFilter, shown: int) -> None:
        """Say on the chips how many of the sites they would leave, and how many are shown."""
        self._sites = sites
        said = ngettext("{n} shown", "{n} shown", shown).format(n=f"{shown:,}")
        self._shown.setText(said if shown < len(sites.rows) else "")
        covered = sites.coverage(self.wish)
        self.overdue.set_count(covered.sites - covered.visited)
        self.never.set_count(covered.never)

    def _choices(self, side: str) -> list[Choice]:
        if self._sites is None:
            return []
        count = self._sites.types if side == "types" else self._sites.units
        return _in_order(count(self.wish))


def overdue_word() -> str:
    """The filter for sites that were not visited for too long."""
    return ngettext("Not visited for {n} week", "Not visited for {n} weeks", WEEKS).format(n=WEEKS)


def _in_order(counts: Counter[str]) -> list[Choice]:
    return [Choice(name, name or _("(none)"), counts[name]) for name in sorted(counts)]
