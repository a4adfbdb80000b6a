"""Takes a plan back with a reason, and writes it as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.domain.plan import Plan, PlanSheet
from inspector.services import plan
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import plan as words
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar


class PlanKeeping:
    """Asks what there is to ask; `run` calls a service in the background of the page."""

    def __init__(
        self,
        page: QWidget,
        ws: Workspace,
        theme: Theme,
        message: MessageBar,
        run: Callable[..., Any],
    ) -> None:
        self._page = page
        self._ws = ws
        self._theme = theme
        self._message = message
        self._run = run

    def void(self, sheet: PlanSheet) -> None:
        """Take a plan back, once the reason is told."""
        from ui.dialogs.reason import ReasonDialog

        asked = ReasonDialog(
            self._theme,
            _("Void the plan"),
            _("Why is this plan taken back? Its draw stays in the record."),
            _("Void"),
            self._page,
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(lambda: self._on_void(sheet.plan, asked.reason))
        asked.open()

    def export(self, sheet: PlanSheet) -> None:
        """Write a plan where the person wants it."""
        name = self._ws.paths.exports / words.file_name(sheet)
        path, _chosen = QFileDialog.getSaveFileName(
            self._page, _("Export the plan"), str(name), _("Workbook (*.xlsx)")
        )
        if path:
            self._run(
                lambda progress: plan.export(self._ws, sheet, Path(path), progress),
                self._on_exported,
            )

    def _on_void(self, chosen: Plan, reason: str) -> None:
        self._run(
            lambda _progress: plan.void(self._ws, chosen, reason),
            lambda _none: self._message.tell(_("The plan was taken back.")),
        )

    def _on_exported(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._message.tell(_("Written: {path}").format(path=path), _("Open the file"), show)
