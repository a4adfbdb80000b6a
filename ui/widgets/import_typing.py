"""A line over the cell of an imported sheet, in which its value is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from inspector.wording import _
from ui.theme import Theme

_LEAST, _HEIGHT = 180, 32


class CellEditor(QLineEdit):
    """Enter types the value, Esc and leaving do not; `typed` has the text."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, ground: QWidget) -> None:
        super().__init__(ground)
        self._theme = theme
        self._ground = ground
        self.setAccessibleName(_("What should stand in the cell"))
        self.setPlaceholderText(_("What should stand here?"))
        self.hide()

    def open_over(self, cell: QRect, text: str) -> None:
        """Open over a cell of the ground, with what stands there."""
        scaled = self._theme.scaled
        wide = max(scaled(_LEAST), cell.width())
        high = max(scaled(_HEIGHT), cell.height())
        left = max(0, min(cell.left(), self._ground.width() - wide))
        top = max(0, min(cell.top(), self._ground.height() - high))
        self.setGeometry(left, top, wide, high)
        self.setText(text)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        # The page would take Esc and digits for its own keys.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            text = self.text().strip()
            self._close()
            if text:
                self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hide()

    def _close(self) -> None:
        self.hide()
        self.left.emit()
