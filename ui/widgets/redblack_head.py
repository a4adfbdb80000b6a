"""The head of the Red & black page: which board and period, whether sealed, what to do with it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.services.redblack_view import RedBlackLook
from inspector.wording import _
from inspector.wording.board_rules import board_name
from inspector.wording.redblack_view import edition_named, standing_said
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.hairline import hairline
from ui.widgets.key_button import KeyButton
from ui.widgets.period_picker import PeriodPicker

_HEIGHT, _BOARD = 56, 152


class RedBlackHead(QWidget):
    """One row of choices; `board_chosen` has the id of the board that was chosen."""

    board_chosen = Signal(object)

    def __init__(self, theme: Theme, export: QAction, present: QAction, as_sealed: QAction) -> None:
        super().__init__()
        title = QLabel(_("Red & black"))
        title.setFont(theme.font("page"))
        self.board = QComboBox()
        self.board.setAccessibleName(_("Board"))
        self.board.setFixedWidth(theme.scaled(_BOARD))
        self.board.activated.connect(lambda: self.board_chosen.emit(UUID(self.board.currentData())))
        self.period = PeriodPicker(theme)
        self.state = ElidedLabel(theme, "small", "text.secondary")
        self.sealed = KeyButton(theme, as_sealed, icon="lock", is_flat=True)
        self.export = KeyButton(theme, export, icon="export", word=_("Export"))
        self.present = KeyButton(
            theme, present, icon="present", word=_("Presentation"), is_primary=True
        )
        row = QHBoxLayout()
        spare = theme.scaled(_HEIGHT - 32) // 2
        row.setContentsMargins(24, spare, 16, spare)
        row.setSpacing(8)
        for widget in (title, self.board, self.period):
            row.addWidget(widget)
        row.addWidget(self.state, 1)
        row.addWidget(self.sealed)
        row.addWidget(self.export)
        row.addWidget(self.present)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(hairline())

    def show_look(self, look: RedBlackLook) -> None:
        """Show what is chosen and what else there is."""
        self.period.show_period(look.shown.period)
        self.board.clear()
        for one in look.boards:
            # Qt compares what it knows, such as text.
            self.board.addItem(board_name(one), one.id.hex)
        self.board.setCurrentIndex(self.board.findData(look.shown.board.id.hex))
        self.board.setToolTip(self.board.currentText())
        standing = look.standing
        self.sealed.setVisible(standing is not None)
        if standing is None:
            self.state.setText(_("not sealed yet"))
        else:
            self.sealed.rename(edition_named(standing))
            self.state.setText(standing_said(standing, is_as_sealed=look.is_as_sealed))
