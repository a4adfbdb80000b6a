"""What closing a visit hands in: counts, score, what becomes conforming, what is still missing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.points import plain
from inspector.services.standing import Figures
from inspector.services.visit import Standing
from inspector.wording import _, ngettext
from inspector.wording.form import MINUS
from inspector.wording.visit import STATES, state_word
from inspector.wording.visit import missing as missing_words
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel

_WIDTH = 472
_TALLEST_LIST = 240


class ClosingDialog(QDialog):
    """Asks once for all; `jumped` has the number of an item that is still missing."""

    jumped = Signal(int)

    def __init__(
        self, theme: Theme, standing: Standing, figures: Figures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.missing_rows: list[QPushButton] = []
        self.setWindowTitle(_("Close the visit"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addStrut(theme.scaled(_WIDTH))
        name = ElidedLabel(theme, "page")
        name.setText(standing.line.site_name)
        layout.addWidget(name)
        layout.addLayout(self._counts(figures))
        layout.addWidget(self._sentence(standing, figures))
        if standing.missing:
            layout.addWidget(self._missing(standing))
        layout.addWidget(self._buttons(standing))
        (self.missing_rows[0] if self.missing_rows else self.close_visit).setFocus()

    def _counts(self, figures: Figures) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        told = [(state_word(state), str(figures.counts.get(state, 0))) for state in STATES]
        lost = f"{MINUS}{plain(figures.lost)}" if figures.lost else "0"
        told += [(_("Points lost"), lost)]
        score = "—" if figures.live_score is None else str(figures.live_score)
        for column, (word, number) in enumerate(told):
            self._figure(grid, column, word, number, "number")
        self._figure(grid, len(told), _("Score"), score, "large")
        return grid

    def _figure(self, grid: QGridLayout, column: int, word: str, number: str, font: str) -> None:
        above, below = QLabel(word), QLabel(number)
        above.setFont(self._theme.font("small"))
        above.setProperty("role", "secondary")
        below.setFont(self._theme.font(font))
        below.setAccessibleName(f"{word}: {number}")
        grid.addWidget(above, 0, column)
        grid.addWidget(below, 1, column)

    def _sentence(self, standing: Standing, figures: Figures) -> QLabel:
        if standing.missing:
            count = len(standing.missing)
            text = ngettext(
                "{n} thing is missing. Choose it to go there.",
                "{n} things are missing. Choose one to go there.",
                count,
            ).format(n=count)
        elif figures.to_confirm:
            text = ngettext(
                "{n} item was not looked at: closing confirms that it conforms.",
                "{n} items were not looked at: closing confirms that they conform.",
                figures.to_confirm,
            ).format(n=figures.to_confirm)
        else:
            text = _("Every item is answered.")
        label = QLabel(text)
        label.setWordWrap(True)
        label.setProperty("role", "deducted" if standing.missing else "secondary")
        return label

    def _missing(self, standing: Standing) -> QWidget:
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for each in standing.missing:
            words = missing_words(each.kind)
            text = self.fontMetrics().elidedText(
                f"{each.code} {each.text}",
                Qt.TextElideMode.ElideMiddle,
                self._theme.scaled(_WIDTH - 152),
            )
            row = QPushButton(f"{text}   {words}")
            row.setProperty("row", True)
            row.setAutoDefault(False)
            row.setToolTip(f"{each.code} {each.text}")
            row.setAccessibleName(f"{each.code} {each.text}: {words}")
            row.clicked.connect(partial(self._jump, each.item))
            self.missing_rows.append(row)
            rows.addWidget(row)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        height = self._theme.scaled(min(_TALLEST_LIST, 34 * len(standing.missing) + 8))
        area.setFixedHeight(height)
        return area

    def _buttons(self, standing: Standing) -> QWidget:
        self.close_visit = QPushButton(_("Close the visit"))
        self.close_visit.setProperty("primary", True)
        self.close_visit.setDefault(True)
        self.close_visit.setEnabled(not standing.missing)
        back = QPushButton(_("Back to the checklist"))
        back.setAutoDefault(False)
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(back)
        layout.addWidget(self.close_visit)
        back.clicked.connect(self.reject)
        self.close_visit.clicked.connect(self.accept)
        return holder

    def _jump(self, item: int) -> None:
        self.jumped.emit(item)
        self.reject()
