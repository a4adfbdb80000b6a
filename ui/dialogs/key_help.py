"""The sheet of all keys (F1)."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap


def all_keys() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (keys, what they do); keys that go together are parted by blanks."""
    return [
        (
            _("Checklist"),
            [
                ("↑ ↓", _("previous and next item")),
                ("← →", _("close and open a section")),
                (_("Space"), _("conforming, deducted")),
                ("0 … 9", _("a number: occurrences, pieces or points")),
                ("1 … 8", _("the grade in this place; A to H by its letter")),
                ("Enter", _("take it and go to the next unanswered item")),
                ("N", _("not applicable")),
                ("O", _("not observed")),
                ("P", _("photo")),
                ("T", _("note")),
                ("Ctrl+Enter", _("close the visit")),
            ],
        ),
        (
            _("Rankings"),
            [
                ("Enter", _("explain the row")),
                ("Alt+← →", _("the period before and after")),
                ("Ctrl+P", _("preview the sheet")),
                ("Ctrl+Shift+C", _("copy the list as a picture")),
            ],
        ),
        (
            _("Import and scheme"),
            [
                ("F8", _("next row to decide")),
                ("Shift+F8", _("previous row to decide")),
                ("Ctrl+Enter", _("write what is shown")),
                ("Ctrl+O", _("another workbook")),
                ("Ctrl+I", _("import criteria")),
                ("Ctrl+P", _("publish the draft")),
            ],
        ),
        (
            _("Everywhere"),
            [
                ("Ctrl+F", _("search")),
                ("Ctrl+Z", _("undo")),
                ("Ctrl+Shift+Z", _("redo")),
                ("Ctrl+V", _("paste photos")),
                ("Ctrl+1 … 8", _("pages in the order shown")),
                ("Ctrl+B", _("show or fold the list of sites")),
                ("Ctrl+E", _("export")),
                ("Esc", _("back")),
                ("F1", _("this sheet")),
            ],
        ),
    ]


class KeyHelp(QDialog):
    """Shows all keys in two columns."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        columns = QGridLayout()
        columns.setHorizontalSpacing(32)
        columns.setVerticalSpacing(6)
        for column, (title, keys) in enumerate(all_keys()):
            head = QLabel(title)
            head.setFont(theme.font("title"))
            columns.addWidget(head, 0, 2 * column, 1, 2)
            for row, (key, does) in enumerate(keys, 1):
                columns.addWidget(KeyCap(key, theme), row, 2 * column)
                columns.addWidget(QLabel(does), row, 2 * column + 1)
        layout.addLayout(columns)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
