"""Asks why something is done that must be explained later."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.wording import _
from ui.theme import Theme


class ReasonDialog(QDialog):
    """One sentence from the person; the button works once there is one."""

    def __init__(
        self, theme: Theme, title: str, question: str, action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.scaled(400))
        words = self.question = QLabel(question)
        words.setWordWrap(True)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Reason"))
        self.field.setPlaceholderText(_("Reason"))
        self.accept_button = QPushButton(action)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.setEnabled(False)
        back = QPushButton(_("Cancel"))
        back.setAutoDefault(False)
        self.field.textChanged.connect(
            lambda text: self.accept_button.setEnabled(bool(text.strip()))
        )
        self.accept_button.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(back)
        buttons.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (words, self.field):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def tell(self, said: str) -> None:
        """Say something more that matters for whoever goes on."""
        self.question.setText(f"{self.question.text()}\n\n{said}")
        self.adjustSize()

    @property
    def reason(self) -> str:
        """What was written."""
        return self.field.text().strip()
