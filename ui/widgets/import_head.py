"""The head of an import: what is imported, from which file, and of which day."""

from __future__ import annotations

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QWidget

from inspector.domain.import_preview import ImportPreview
from inspector.wording import _
from inspector.wording import import_preview as words
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.press_button import PressButton

_HEAD = 56


class ImportHead(QWidget):
    """`day_chosen` has the day of results."""

    day_chosen = Signal(QDate)
    other_file = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = QLabel()
        self._file = ElidedLabel(theme, "small", "text.secondary")
        self._day_label = QLabel(_("Inspected on"))
        self._day_label.setProperty("role", "secondary")
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setKeyboardTracking(False)
        self.day.setAccessibleName(_("Day of the inspection"))
        self.day.dateChanged.connect(self.day_chosen)
        self.other = PressButton(_("Another file…"))
        self.other.clicked.connect(self.other_file)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(12)
        for widget in (self._title, self._day_label, self.day, self.other):
            row.addWidget(widget)
        row.insertWidget(1, self._file, 1)
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def show_preview(self, shown: ImportPreview) -> None:
        """Show the file, and the day of results."""
        self._title.setText(words.heading(shown.request.kind))
        self._file.setText(shown.request.path.name)
        day = shown.request.day
        for widget in (self._day_label, self.day):
            widget.setVisible(day is not None)
        if day is not None:
            self.day.blockSignals(True)
            self.day.setDate(QDate(day.year, day.month, day.day))
            self.day.blockSignals(False)

    def _on_theme(self) -> None:
        self.setFixedHeight(self._theme.scaled(_HEAD))
        self._title.setFont(self._theme.font("page"))
