"""Enters the objection of a unit: which unit, against which loss, what it says, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.domain.appeal import EditionLoss
from inspector.domain.edition import EditionLine
from inspector.services import appeal
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import appeal as words
from inspector.wording import edition_table as table_words
from ui.dialogs.trying import TryingDialog
from ui.jobs import Jobs
from ui.models.table_model import Column, TableModel
from ui.theme import Theme
from ui.widgets.table import Table

_WIDTH, _LIST, _SAYS = 760, 220, 72
_WIDTHS = {0: 104, 1: 200, 2: 80}


class _Loaded(Struct, frozen=True):
    losses: tuple[EditionLoss, ...]
    last: date
    left: int


class AppealFiling(TryingDialog):
    """The button works once a loss is chosen, something is said and the day is in time."""

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, line: EditionLine, parent: QWidget
    ) -> None:
        super().__init__(ws, jobs, theme, (_("File an appeal"), _("File the appeal")), parent)
        self._key = line.edition.id.hex
        self._loaded: _Loaded | None = None
        self._wished: tuple[object, object] = (None, None)
        self.setMinimumWidth(theme.scaled(_WIDTH))
        self._heading = QLabel(f"{table_words.board_of(line)} · {table_words.period_of(line)}")
        self._heading.setFont(theme.font("title"))
        self.term = QLabel()
        self.term.setProperty("role", "secondary")
        self.unit = QComboBox()
        self.unit.setAccessibleName(_("Unit"))
        self.unit.currentIndexChanged.connect(lambda _place: self._show_losses())
        self.losses = TableModel(_columns(), self)
        self.table = Table(theme, self.losses, _key, _("Losses of the unit"))
        self.table.set_widths(_WIDTHS, 3)
        self.table.setMinimumHeight(theme.scaled(_LIST))
        self.table.current_changed.connect(lambda _row: self._tell())
        self.says = QPlainTextEdit()
        self.says.setAccessibleName(_("What the unit says"))
        self.says.setPlaceholderText(_("What the unit says against the loss"))
        self.says.setFixedHeight(theme.scaled(_SAYS))
        self.says.setTabChangesFocus(True)
        self.says.textChanged.connect(self._tell)
        self.day = QLineEdit(ws.today().isoformat())
        self.day.setAccessibleName(_("Day of the appeal"))
        self.day.textChanged.connect(lambda _text: self._tell())
        self.wrong_day = QLabel()
        self.wrong_day.setProperty("role", "deducted")
        self.wrong_day.setWordWrap(True)
        self.accept_button.clicked.connect(self._on_accept)
        self._lay_out()
        job = jobs.run(lambda _progress: _load(ws, self._key), self)
        job.succeeded.connect(self._on_loaded)
        job.failed.connect(self.refuse)

    def choose(self, unit: object, loss: object) -> None:
        """Begin with this unit, and this loss as (visit, item); None for the first."""
        self._wished = (unit, loss)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow(_("Unit"), self.unit)
        form.addRow(_("Loss"), self.table)
        form.addRow(_("What it says"), self.says)
        day = QVBoxLayout()
        day.setSpacing(2)
        day.addWidget(self.day)
        day.addWidget(self.wrong_day)
        form.addRow(_("Filed on"), day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self._heading)
        layout.addWidget(self.term)
        layout.addLayout(form, 1)
        for below in (self.faults, self.progress):
            layout.addWidget(below)
        layout.addLayout(self.buttons())

    def _on_loaded(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        until = words.term(loaded.last, loaded.left)
        self.term.setText(_("Appeals until {day}").format(day=until))
        units = {unit: name for one in loaded.losses for unit, name in one.units}
        unit, loss = self._wished
        self.unit.blockSignals(True)
        for each, name in sorted(units.items(), key=lambda one: one[1]):
            self.unit.addItem(name, each.hex)
        wished = self.unit.findData(unit.hex) if isinstance(unit, UUID) else -1
        if wished < 0 and loss is not None:
            answering = next((one.units for one in loaded.losses if _key(one) == loss), ())
            wished = self.unit.findData(answering[0][0].hex) if answering else -1
        self.unit.setCurrentIndex(max(0, wished))
        self.unit.blockSignals(False)
        self._show_losses()
        if loss is not None:
            self.table.go_to(loss)
            self.says.setFocus()

    def _show_losses(self) -> None:
        chosen = self.unit.currentData()
        found = self._loaded.losses if self._loaded is not None else ()
        self.losses.set_rows(
            [one for one in found if any(unit.hex == chosen for unit, _name in one.units)]
        )
        self._tell()

    def _tell(self) -> None:
        said = self._wrong_day()
        self.wrong_day.setText(said)
        self.wrong_day.setVisible(bool(said))
        is_said = bool(self.says.toPlainText().strip())
        self.accept_button.setEnabled(self.table.current_row() is not None and is_said and not said)

    def _wrong_day(self) -> str:
        try:
            day = date.fromisoformat(self.day.text().strip())
        except ValueError:
            return _("This is no day. Write it as 2026-11-20.")
        if day > self.ws.today():
            return _("This day is still to come.")
        if self._loaded is not None and day > self._loaded.last:
            return _("The time for appeals ended on {day}. The edition stands.").format(
                day=self._loaded.last.isoformat()
            )
        return ""

    def _on_accept(self) -> None:
        row = self.table.current_row()
        assert isinstance(row, EditionLoss)
        unit, why = self.unit.currentData(), self.says.toPlainText()
        day = date.fromisoformat(self.day.text().strip())
        self.attempt(
            lambda _progress: appeal.file(
                self.ws,
                self._key,
                unit=unit,
                visit=row.visit.hex,
                item=row.code or str(row.item),
                why=why,
                day=day,
            ),
            _("Saving …"),
        )


def _load(ws: Workspace, key: str) -> _Loaded:
    return _Loaded(appeal.losses(ws, key), *appeal.term(ws, key))


def _key(row: EditionLoss) -> tuple[UUID, int]:
    return row.visit, row.item


def _columns() -> Sequence[Column]:
    return (
        Column(_("Day"), lambda row: row.day.isoformat(), key=lambda row: row.day),
        Column(_("Site"), lambda row: row.site, is_strong=True),
        Column(_("Code"), lambda row: row.code),
        Column(_("Item"), lambda row: row.text),
    )
