"""What was typed of the rules of a board before, to go back to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from inspector.domain.board_rules import BoardRules, to_json
from inspector.wording import _
from ui.widgets.board_form import BoardForm


class TypedRules:
    """Keeps the rules whenever somebody rests; `undo` shows those of before.

    They are compared as they are written, for a number that is none equals nothing.
    """

    def __init__(self, form: BoardForm) -> None:
        self._form = form
        self._now = form.rules
        self._before: list[BoardRules] = []
        self.undo = QAction(_("Undo what was typed"), form)
        self.undo.setShortcut(QKeySequence("Ctrl+Z"))
        self.undo.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.undo.setEnabled(False)
        self.undo.triggered.connect(self._undo)
        form.changed.connect(self._allow)

    def keep(self, rules: BoardRules) -> None:
        """Keep what is typed now as what can be gone back to after the next change."""
        if to_json(rules) != to_json(self._now):
            self._before.append(self._now)
            self._now = rules
        self._allow()

    def _undo(self) -> None:
        self.keep(self._form.rules)
        if self._before:
            self._now = self._before.pop()
            self._form.show_rules(self._now)

    def _allow(self) -> None:
        is_typed = bool(self._before) or to_json(self._form.rules) != to_json(self._now)
        self.undo.setEnabled(is_typed)
