"""The tabs of the sheets of the rules of a board; a sheet with mistakes has a sign."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QTabBar

from inspector.wording import _, ngettext
from ui.theme import Theme


class BoardTabs(QTabBar):
    """Turned by Ctrl+PgUp and Ctrl+PgDown from everywhere in its window, by arrows here."""

    def __init__(self, theme: Theme, titles: Iterable[str]) -> None:
        super().__init__()
        self._theme = theme
        self._titles = list(titles)
        self.setAccessibleName(_("Sheets of the rules"))
        self.setDrawBase(False)
        self.setExpanding(False)
        for number, title in enumerate(self._titles):
            self.addTab(title)
            self.tell(number, 0)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            turn = QAction(self)
            turn.setShortcut(QKeySequence(keys))
            turn.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            turn.triggered.connect(lambda _checked=False, step=step: self._turn(step))
            self.addAction(turn)

    def tell(self, number: int, mistakes: int) -> None:
        """Show whether a sheet has mistakes."""
        icon = self._theme.icon("warning", "state.deducted") if mistakes else QIcon()
        self.setTabIcon(number, icon)
        said = ngettext("{count} mistake", "{count} mistakes", mistakes).format(count=mistakes)
        keys = _("The sheet before and after: {keys}").format(keys="Ctrl+PgUp PgDn")
        self.setTabToolTip(number, said if mistakes else keys)
        title = self._titles[number]
        self.setAccessibleTabName(
            number, _("{place}: {said}").format(place=title, said=said) if mistakes else title
        )

    def _turn(self, step: int) -> None:
        self.setCurrentIndex((self.currentIndex() + step) % self.count())
