"""One bonus or penalty of a board as it is edited: for whom, when, how much, why, by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QDateEdit, QFrame, QLineEdit, QVBoxLayout
from typing_extensions import override

from inspector.domain.board_rules import Event, EventKind
from inspector.wording import _
from inspector.wording import board_editor as words
from ui.theme import Theme
from ui.widgets.board_field import BoardField, Choice, Number, row_of, told_changes
from ui.widgets.board_metric import remover

NOBODY = UUID(int=0)
"""Stands for a subject while none is chosen."""


class SubjectChoice(QComboBox):
    """One of many subjects, found by any part of its name."""

    def __init__(self, subjects: Iterable[tuple[UUID, str]]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._subjects = list(subjects)
        self.addItems([name for _id, name in self._subjects])
        typed = QLineEdit()
        typed.setPlaceholderText(_("Unit or site"))
        self.setLineEdit(typed)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.setCurrentIndex(-1)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @property
    def subject(self) -> UUID:
        """Who is named, NOBODY where the text is no name."""
        text = self.currentText().strip()
        return next((one for one, name in self._subjects if name == text), NOBODY)

    def show_subject(self, subject: UUID) -> None:
        """Name a subject."""
        name = next((name for one, name in self._subjects if one == subject), "")
        self.setCurrentText(name)


class BoardEvent(QFrame):
    """Gives `changed` and `removed`; what it does not show of an event stays as it was."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, event: Event, subjects: Iterable[tuple[UUID, str]]) -> None:
        super().__init__()
        self.setObjectName("row")
        self._base = event
        offered = {EventKind.BONUS, EventKind.PENALTY, event.kind}
        kinds = {kind: word for kind, word in words.event_kinds().items() if kind in offered}
        self.kind: Choice[EventKind] = Choice(kinds)
        self.subject = SubjectChoice(subjects)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy.MM.dd")
        self.points = Number()
        self.reason = QLineEdit()
        self.approver = QLineEdit()
        self.remove = remover(theme, _("Take this event away"))
        self.remove.clicked.connect(self.removed)
        self._fields = {
            "kind": BoardField(theme, _("Kind"), self.kind),
            "subject": BoardField(theme, _("For"), self.subject),
            "day": BoardField(theme, _("On"), self.day),
            "points": BoardField(theme, _("Points given or taken"), self.points),
            "reason": BoardField(theme, _("Reason"), self.reason),
            "approver": BoardField(theme, _("Approved by"), self.approver),
        }
        self._lay_out()
        self._show(event)
        for field in self._fields.values():
            told_changes(field.widget, self.changed.emit)
        self.subject.editTextChanged.connect(lambda _text: self.changed.emit())
        self.day.dateChanged.connect(lambda _day: self.changed.emit())

    @property
    def event_typed(self) -> Event:
        """The event as it is typed."""
        day = self.day.date()
        points = self.points.value
        return replace(
            self._base,
            kind=self.kind.value,
            subject=self.subject.subject,
            day=date(day.year(), day.month(), day.day()),
            points=Decimal("NaN") if points is None else points,
            reason=self.reason.text().strip(),
            approver=self.approver.text().strip(),
        )

    @property
    def fields(self) -> Mapping[str, BoardField]:
        """The fields by their place in an event."""
        return self._fields

    def _show(self, event: Event) -> None:
        self.kind.show_value(event.kind)
        self.subject.show_subject(event.subject)
        self.day.setDate(QDate(event.day.year, event.day.month, event.day.day))
        self.points.show_value(event.points)
        self.reason.setText(event.reason)
        self.approver.setText(event.approver)

    def _lay_out(self) -> None:
        field = self._fields
        upper = row_of((field["kind"], 3), (field["subject"], 6), (field["points"], 3))
        upper.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 12)
        layout.setSpacing(8)
        layout.addLayout(upper)
        layout.addLayout(row_of((field["day"], 3), (field["reason"], 6), (field["approver"], 4)))
