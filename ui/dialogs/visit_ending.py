"""Asks before a visit is closed, reopened or taken back, and then does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from inspector.services import closing, standing
from inspector.services import visit as visits
from inspector.services.visit import Standing
from inspector.services.workspace import Workspace
from inspector.wording import _
from ui.dialogs.closing import ClosingDialog
from ui.dialogs.reason import ReasonDialog
from ui.theme import Theme

if TYPE_CHECKING:
    from inspector.domain.edition import EditionLine

Run = Callable[..., Any]


class VisitEnding(QObject):
    """`closed` tells that a visit was closed, `jumped` which item is missing before it can be."""

    closed = Signal()
    jumped = Signal(int)

    def __init__(self, ws: Workspace, theme: Theme, run: Run, parent: QWidget) -> None:
        super().__init__(parent)
        self._ws = ws
        self._theme = theme
        self._run = run
        self._parent = parent

    def close(self, visit: UUID) -> None:
        """Show what closing hands in, as the visit stands after all that was typed."""
        self._run(lambda _progress: visits.show(self._ws, visit), self._ask_to_close)

    def reopen(self, visit: UUID) -> None:
        """Open a closed visit again, for a reason."""
        question = _("Why is this visit opened again? The reason stays with it.")
        self._explain(visit, _("Reopen the visit"), question, closing.reopen)

    def void(self, visit: UUID) -> None:
        """Take a visit back, for a reason."""
        question = _("Why is this visit taken back? It stays readable and counts nowhere.")
        self._explain(visit, _("Void the visit"), question, closing.void)

    def _ask_to_close(self, shown: Standing) -> None:
        if not shown.is_open:
            return
        visit = shown.record.visit.id
        dialog = ClosingDialog(self._theme, shown, standing.figures(shown), self._parent)
        dialog.jumped.connect(self.jumped)
        self._ask(dialog, lambda: self._close(visit))

    def _close(self, visit: UUID) -> None:
        self._run(
            lambda _progress: closing.close(self._ws, visit), lambda _visit: self.closed.emit()
        )

    def _explain(
        self,
        visit: UUID,
        title: str,
        question: str,
        service: Callable[[Workspace, UUID, str], object],
    ) -> None:
        dialog = ReasonDialog(self._theme, title, question, title, self._parent)
        self._tell_editions(visit, dialog)

        def go_on() -> None:
            reason = dialog.reason
            self._run(lambda _progress: service(self._ws, visit, reason))

        self._ask(dialog, go_on)

    def _tell_editions(self, visit: UUID, dialog: ReasonDialog) -> None:
        """Say in the dialog in which editions the visit stands, and what becomes of them."""

        def tell(lines: tuple[EditionLine, ...]) -> None:
            from inspector.wording.edition_table import standing_in

            if lines and isValid(dialog):
                dialog.tell(standing_in(lines))

        def find(_progress: object) -> tuple[EditionLine, ...]:
            from inspector.services import edition

            return edition.holding(self._ws, visit)

        self._run(find, tell)

    def _ask(self, dialog: QDialog, go_on: Callable[[], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(go_on)
        dialog.open()
