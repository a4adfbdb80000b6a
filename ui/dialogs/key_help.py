"""The sheet of all keys (F1)."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap

_MOST_ROWS = 23
# What stands around the keys: margins, the button, the frame.
_AROUND = QSize(64, 120)


def all_keys() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (keys, what they do); keys that go together are parted by blanks."""
    return [
        (
            _("Checklist"),
            [
                ("↑ ↓", _("previous and next item")),
                ("← →", _("close and open a section")),
                (_("Space"), _("conforming, deducted")),
                ("0–9", _("a number: occurrences, pieces, places that passed, points")),
                ("1–8", _("the grade in this place; A to H by its letter")),
                ("Backspace", _("rub out a digit")),
                ("Enter", _("take it and go to the next unanswered item")),
                ("N", _("not applicable")),
                ("O", _("not observed")),
                ("P", _("photo")),
                ("T", _("note")),
                ("Ctrl+Enter", _("close the visit")),
            ],
        ),
        _rankings(),
        (_("Sites"), [("Enter", _("inspect the site"))]),
        (
            _("Import and scheme"),
            [
                ("F8", _("next row to decide")),
                ("Shift+F8", _("previous row to decide")),
                ("1–9 0", _("the answer with this number; 0 leaves out")),
                ("Backspace", _("take the answer back")),
                ("F5", _("read the workbook again")),
                ("Ctrl+Enter", _("write what is shown")),
                ("Ctrl+O", _("another workbook")),
                ("Ctrl+S", _("after the import: save the report")),
                ("Ctrl+I", _("import criteria")),
                ("Ctrl+P", _("publish the draft")),
            ],
        ),
        _photos(),
        _coverage(),
        _editions(),
        _everywhere(),
    ]


def _rankings() -> tuple[str, list[tuple[str, str]]]:
    return (
        _("Rankings"),
        [
            ("Enter", _("explain the row")),
            ("Ctrl+C", _("copy the explanation")),
            ("Alt+← →", _("the period before and after")),
            ("Ctrl+P", _("preview the sheet")),
            ("Ctrl+S", _("in the preview: save as PDF")),
            ("Ctrl+Shift+C", _("copy the list as a picture")),
            ("Ctrl+Shift+E P", _("export, preview the whole publication")),
            ("F5", _("Red & black: present the cards")),
            ("Ctrl+R", _("rules of the board")),
            ("Ctrl+Shift+R", _("new board")),
        ],
    )


def _photos() -> tuple[str, list[tuple[str, str]]]:
    return (
        _("Photos"),
        [
            ("Enter", _("show large; in the tray: put on the item")),
            ("1–9", _("in the tray: put the one with this number")),
            ("Del", _("take off; in the tray: skip")),
            ("← →", _("the photo before and after")),
            ("V", _("close view, wide view, entrance")),
            ("+ − 0", _("larger, smaller, whole")),
            ("R", _("turn for viewing")),
            ("A C T", _("draw an arrow, a circle, a text")),
            ("Shift+← ↑ ↓ →", _("move the picture")),
        ],
    )


def _coverage() -> tuple[str, list[tuple[str, str]]]:
    return (
        _("Coverage"),
        [
            ("Alt+← →", _("the table before and after")),
            ("Enter", _("show the sites that are missing")),
            ("Ctrl+D", _("draw the plan of a week")),
        ],
    )


def _editions() -> tuple[str, list[tuple[str, str]]]:
    return (
        _("Editions"),
        [
            ("Ctrl+L", _("seal the ranking")),
            ("Ctrl+K", _("verify the edition")),
            ("Ctrl+N", _("file an appeal")),
            ("Ctrl+D", _("decide an appeal")),
        ],
    )


def _everywhere() -> tuple[str, list[tuple[str, str]]]:
    return (
        _("Everywhere"),
        [
            ("Ctrl+F", _("search")),
            ("Ctrl+Z", _("undo")),
            ("Ctrl+Shift+Z", _("redo")),
            ("Ctrl+V", _("paste photos")),
            ("Ctrl+1–8", _("pages in the order shown")),
            ("Ctrl+,", _("settings")),
            ("Ctrl+B", _("show or fold the list of sites")),
            ("Ctrl+E", _("export")),
            ("Ctrl+Shift+N", _("new workspace")),
            ("Ctrl+Shift+O", _("open a workspace")),
            ("Ctrl+Q", _("quit")),
            ("F11", _("full screen")),
            ("Esc", _("back")),
            ("F1 ?", _("this sheet")),
        ],
    )


class KeyHelp(QDialog):
    """Shows all keys in as few columns as their rows need."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        sheet = QWidget()
        columns = QGridLayout(sheet)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setHorizontalSpacing(32)
        columns.setVerticalSpacing(3)
        column, row = 0, 0
        for title, keys in all_keys():
            if row + len(keys) > _MOST_ROWS:
                column, row = column + 2, 0
            head = QLabel(title)
            head.setFont(theme.font("title"))
            columns.addWidget(head, row, column, 1, 2)
            for key, does in keys:
                row += 1
                columns.addWidget(KeyCap(key, theme), row, column)
                columns.addWidget(QLabel(does), row, column + 1)
            row += 1
        self.area = QScrollArea()
        self.area.setObjectName("bare")
        self.area.setWidget(sheet)
        self.area.setAccessibleName(_("All keys"))
        # Large words may need more room than the window has.
        room = (parent.size() if parent else self.screen().availableSize()) - _AROUND
        self.area.setMinimumSize(sheet.sizeHint().boundedTo(room))
        layout.addWidget(self.area)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
