"""What stands in place of a workbook while it is read, or where it cannot be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from inspector.wording import _
from ui.theme import Theme
from ui.widgets.key_button import KeyButton

_QUICK_MS = 200
_WIDTH = 480


class Reading(QWidget):
    """Says what is read, with a bar and a way to stop; or why it cannot be, with a remedy."""

    def __init__(self, theme: Theme, leave: QAction, other_file: QAction) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QLabel()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Reading"))
        self.cancel = KeyButton(theme, leave)
        self.other = KeyButton(theme, other_file, is_primary=True)
        self._parts = (self._picture, self.text, self._bar)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUICK_MS)
        self._timer.timeout.connect(lambda: self._reveal(True))
        self._lay_out()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def start(self, file: str) -> None:
        """A file is being read; what is read quickly shows nothing."""
        self._show("file", "text.tertiary", _("Reading {file}").format(file=file))
        self._bar.show()
        self.other.hide()
        self._reveal(False)
        self._timer.start()

    def tell(self, done: int, total: int, what: str) -> None:
        """Say what is being done now and how far it is; `total` is not positive if unknown."""
        if what:
            self._write(what)
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)

    def stop(self) -> None:
        """Nothing is read any more."""
        self._timer.stop()

    def refuse(self, why: str) -> None:
        """Say why the file cannot be read."""
        self._timer.stop()
        self._show("warning", "state.deducted", why)
        self._bar.hide()
        self.other.show()
        self._reveal(True)
        self.other.setFocus()

    def _show(self, icon: str, colour: str, text: str) -> None:
        self._picture.setPixmap(self._theme.pixmap(icon, colour, 24))
        self._write(text)

    def _write(self, text: str) -> None:
        """A label that wraps tells its height too late for a layout that centres it."""
        self.text.setText(text)
        self.text.setMinimumHeight(self.text.heightForWidth(self.text.width()))

    def _reveal(self, is_shown: bool) -> None:
        self._inner.setVisible(is_shown)

    def _lay_out(self) -> None:
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setSpacing(16)
        for part in self._parts:
            inner.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        inner.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._inner)
        layout.addStretch(2)

    def _on_theme(self) -> None:
        self.text.setFont(self._theme.font("title"))
        for part in (self.text, self._bar):
            part.setFixedWidth(self._theme.scaled(_WIDTH))
