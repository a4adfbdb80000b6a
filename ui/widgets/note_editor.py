"""The note of an item: free text, with phrases of earlier notes to take again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.wording import _, ngettext
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap

_ENDS = re.compile(r"[，。；、,;.\n]")
_PAUSE_MS = 600
_HEIGHT, _CHIPS, _LEAST_ROOM = 52, 5, 300


class NoteField(QPlainTextEdit):
    """Text with completion of the phrase that is being typed; Enter and Esc are done."""

    finished = Signal()
    rested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._phrases = QStringListModel(self)
        self.completer = QCompleter(self._phrases, self)
        self.completer.setWidget(self)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.activated.connect(self.complete)
        self._popup = self._made_popup()

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Complete with these."""
        self._phrases.setStringList(list(phrases))

    def complete(self, phrase: str) -> None:
        """Put a phrase in the place of the one that was begun."""
        cursor = self.textCursor()
        begun = self._begun()
        back = QTextCursor.MoveOperation.Left
        cursor.movePosition(back, QTextCursor.MoveMode.KeepAnchor, len(begun))
        cursor.insertText(phrase)
        self.setTextCursor(cursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self._popup.isVisible() and (is_enter or event.key() == Qt.Key.Key_Tab):
            # The popup takes it and says which phrase was meant.
            event.ignore()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape or (is_enter and plain):
            self.finished.emit()
            return
        super().keyPressEvent(event)
        if event.text():
            self._offer()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.rested.emit()

    def _made_popup(self) -> QListView:
        popup = QListView()
        popup.setAccessibleName(_("Phrases"))
        self.completer.setPopup(popup)
        return popup

    def _begun(self) -> str:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return _ENDS.split(before)[-1].lstrip()

    def _offer(self) -> None:
        begun, popup = self._begun(), self._popup
        self.completer.setCompletionPrefix(begun)
        found = self.completer.completionCount()
        if not begun or not found or self.completer.currentCompletion() == begun:
            popup.hide()
            return
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        rect = self.cursorRect()
        rect.setWidth(min(320, self.width()))
        self.completer.complete(rect)


class NoteEditor(QWidget):
    """Gives `written` with the text when the typing rests, and `finished` when it is done."""

    written = Signal(str)
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._saved = ""
        self.phrases: tuple[str, ...] = ()
        self.chips: list[QToolButton] = []
        self.field = NoteField()
        self.field.setFixedHeight(theme.scaled(_HEIGHT))
        self.field.setAccessibleName(_("Note"))
        self._count = QLabel()
        self._count.setFont(theme.font("small"))
        self._count.setProperty("role", "tertiary")
        title = QLabel(_("Note"))
        title.setFont(theme.font("small"))
        title.setProperty("role", "tertiary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(KeyCap("T", theme))
        head.addStretch(1)
        head.addWidget(self._count)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.field)
        layout.addLayout(self._chips)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.field.textChanged.connect(self._on_changed)
        self.field.rested.connect(self.flush)
        self.field.finished.connect(self._on_finished)

    def show_note(self, text: str, *, is_open: bool) -> None:
        """Show the note of another item; what was typed on the last one is written first."""
        self.flush()
        self._put(text)
        self._allow(is_open)

    def refresh(self, text: str, *, is_open: bool) -> None:
        """Show what was saved, unless the note is being typed."""
        if not self._timer.isActive() and text != self.field.toPlainText():
            if self.field.hasFocus() and self.field.toPlainText() == self._saved:
                # The answer to an older save must not take back a newer one.
                return
            self._put(text)
        self._allow(is_open)

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """Offer phrases, the first few as buttons."""
        if tuple(phrases) == self.phrases:
            return
        self.phrases = tuple(phrases)
        self.chips = []
        self.field.set_phrases(phrases)
        while entry := self._chips.takeAt(0):
            if widget := entry.widget():
                widget.hide()
                widget.deleteLater()
        room = max(self.field.width(), _LEAST_ROOM)
        for phrase in phrases[:_CHIPS]:
            chip = QToolButton()
            chip.setText(self.fontMetrics().elidedText(phrase, Qt.TextElideMode.ElideMiddle, 160))
            chip.setProperty("chip", True)
            chip.setToolTip(phrase)
            chip.setAccessibleName(phrase)
            chip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            chip.setMinimumWidth(40)
            chip.setMaximumWidth(chip.sizeHint().width())
            room -= chip.maximumWidth() + self._chips.spacing()
            if room < 0 and self.chips:
                chip.deleteLater()
                break
            chip.setEnabled(not self.field.isReadOnly())
            chip.clicked.connect(lambda _checked=False, one=phrase: self._take(one))
            self.chips.append(chip)
            self._chips.addWidget(chip, chip.sizeHint().width())
        self._chips.addStretch(1)

    def flush(self) -> None:
        """Write what was typed, if it is not written yet."""
        self._timer.stop()
        text = self.field.toPlainText().strip()
        if text != self._saved and not self.field.isReadOnly():
            self._saved = text
            self.written.emit(text)

    def _allow(self, is_open: bool) -> None:
        self.field.setReadOnly(not is_open)
        for chip in self.chips:
            chip.setEnabled(is_open)
        self.field.setPlaceholderText(
            _("What was found, and where") if is_open else _("Say first what the item is.")
        )

    def _take(self, phrase: str) -> None:
        if self.field.isReadOnly():
            return
        text = self.field.toPlainText().rstrip()
        if text and not _ENDS.match(text[-1]):
            text += _(", ")
        self.field.setPlainText(text + phrase)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus()
        self.flush()

    def _put(self, text: str) -> None:
        self._saved = text
        self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.blockSignals(False)
        self._tell()

    def _tell(self) -> None:
        count = len(self.field.toPlainText())
        self._count.setText(ngettext("{n} character", "{n} characters", count).format(n=count))

    def _on_changed(self) -> None:
        self._tell()
        self._timer.start()

    def _on_finished(self) -> None:
        self.flush()
        self.finished.emit()
