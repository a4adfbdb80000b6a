"""What keys and fields say about an item, as calls of services: everything is saved at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from inspector.domain.visit import AnswerState
from inspector.services import answer, entry
from ui.widgets.visit_desk import VisitDesk

Say = Callable[..., Any]


class VisitScoring(QObject):
    """Wires a desk to the services; `say` calls one for the visit that is shown."""

    def __init__(self, desk: VisitDesk, say: Say, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._panel = desk.view, desk.panel
        self._say = say
        self._connect()

    def _connect(self) -> None:
        view, panel, say = self._view, self._panel, self._say
        view.toggled.connect(lambda item: say(entry.toggle, item))
        view.typed.connect(self._on_typed)
        view.graded.connect(lambda item, key: say(entry.grade, item, key))
        view.marked.connect(lambda item, state: say(entry.mark, item, state))
        panel.states.chosen.connect(self._on_state)
        panel.findings.counted.connect(
            lambda one, n: self._on_finding(answer.change_finding, one, occurrences=int(n))
        )
        panel.findings.changed.connect(
            lambda one, fields: self._on_finding(answer.change_finding, one, **fields)
        )
        panel.findings.added.connect(self._on_added)
        panel.findings.removed.connect(lambda one: self._on_finding(answer.remove_finding, one))
        panel.value.valued.connect(lambda value: self._say_here(entry.number, value))
        panel.value.graded.connect(lambda letter: self._say_here(entry.grade, letter))
        panel.value.sampled.connect(lambda k, p: self._say_here(entry.sample, k, p))
        panel.note.written.connect(self._on_written)

    def _on_typed(self, item: int, text: str) -> None:
        try:
            value = Decimal(text)
        except InvalidOperation:
            return
        finding = self._panel.findings.finding if item == self._panel.item else None
        self._say(entry.number, item, value, finding)

    def _on_added(self) -> None:
        row = self._view.row
        if row is None:
            return
        used = {each.clause for each in row.findings}
        free = [each.code for each in row.item.rule.clauses if each.code not in used]
        points = row.item.full_mark if entry.takes_points(row.item) else None
        clause = free[0] if free else entry.usual_clause(row.item)
        self._say(answer.deduct, row.item.number, clause, points=points)

    def _on_finding(self, service: Callable[..., object], one: UUID, **fields: Any) -> None:
        if self._panel.item is not None:
            self._say(service, one, **fields)

    def _on_written(self, text: str) -> None:
        self._say_here(entry.write_note, text, self._panel.findings.finding)

    def _say_here(self, service: Callable[..., object], *given: object) -> None:
        if self._panel.item is not None:
            self._say(service, self._panel.item, *given)

    def _on_state(self, state: AnswerState) -> None:
        if state is AnswerState.VALUED:
            self._say_here(entry.toggle)
        else:
            self._say_here(entry.mark, state)
        self._view.setFocus()
