"""What can be done on the page of imports, by key, menu and button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from inspector.wording import _


class ImportActions:
    """The actions by name; each does what `acts` says, and is heard anywhere on the page."""

    def __init__(self, page: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
        self._page = page
        self._acts = acts
        self.confirm = self._action("confirm", _("Import"), "Ctrl+Return", "Ctrl+Enter")
        self.next = self._action("next", _("Next to look at"), "F8")
        self.previous = self._action("previous", _("Previous to look at"), "Shift+F8")
        self.undo = self._action("undo", _("Undo"), "Ctrl+Z")
        self.redo = self._action("redo", _("Redo"), "Ctrl+Shift+Z")
        self.reread = self._action("reread", _("Read the file again"), "F5")
        self.other_file = self._action("other_file", _("Choose another file…"), "Ctrl+O")
        self.save = self._action("save", _("Save the report…"), "Ctrl+S")
        self.go_on = self._action("go_on", _("Go on"))
        self.leave = self._action("leave", _("Cancel"), "Esc")
        self.show_report(False)

    def all(self, answers: Sequence[QAction]) -> list[QAction]:
        """All of them with the answers, as they stand in the menu."""
        looking = [self.next, self.previous, self.undo, self.redo, self.reread]
        return [
            self.confirm, *answers, *looking, self.other_file, self.save, self.go_on, self.leave,
        ]  # fmt: skip

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """The most useful keys now, and what they do."""
        if self.save.isEnabled():
            return (
                ("Enter", self.go_on.text()),
                ("Ctrl+S", self.save.text()),
                ("Ctrl+Z", self.undo.text()),
            )
        return (
            ("F8", self.next.text()),
            ("0–9", _("Answer")),
            ("Ctrl+Z", self.undo.text()),
            ("Ctrl+Enter", self.confirm.text()),
            ("Esc", _("Back")),
        )

    def show_report(self, is_report: bool) -> None:
        """After an import its report is kept or left; before it there is none."""
        for action in (self.save, self.go_on):
            action.setEnabled(is_report)
            action.setVisible(is_report)
        for action in (self.confirm, self.next, self.previous, self.reread, self.other_file):
            action.setEnabled(not is_report)
        self.redo.setEnabled(False)
        self.undo.setEnabled(is_report)
        self.undo.setText(_("Take the import back") if is_report else _("Undo"))

    def _action(self, name: str, text: str, *keys: str) -> QAction:
        action = QAction(text, self._page)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: self._acts[name]())
        return action
