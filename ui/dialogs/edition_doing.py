"""What can be done with an edition and with objections to it, each said in the bar of the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from inspector.domain.appeal import Appeal, AppealLine
from inspector.domain.edition import Edition, EditionLine
from inspector.services import edition, undo
from inspector.wording import _
from inspector.wording import edition as words
from inspector.wording import edition_table as table_words
from ui.dialogs.ground import Ground
from ui.dialogs.trying import TryingDialog
from ui.jobs import JobProgress
from ui.widgets.progress_line import ProgressLine

Run = Callable[..., Any]


class EditionDoing(QObject):
    """Opens the dialogs over a page; `corrected` has the id of a correction that was sealed."""

    corrected = Signal(object)

    def __init__(
        self,
        ground: Ground,
    ) -> None:
        super().__init__(ground.page)
        self._page, self._ws, self._jobs, self._theme, self._message, self._run = ground
        self.progress = ProgressLine()

    def export(self, line: EditionLine | None) -> None:
        """Write an edition to a file that can be verified anywhere."""
        if line is None:
            return
        path = self._path(line, "edition", _("Edition (*.edition)"))
        if path is not None:
            key = line.edition.id.hex
            self._run(lambda _progress: edition.export(self._ws, key, path), self._on_written)

    def publish(self, line: EditionLine | None) -> None:
        """Write all sheets of an edition from what is frozen in it."""
        if line is None or self.progress.is_following:
            return
        path = self._path(line, "xlsx", _("Workbook (*.xlsx)"))
        if path is None:
            return
        key = line.edition.id.hex

        def write(progress: JobProgress) -> Path:
            from inspector.services import edition_sheets

            return edition_sheets.publish(self._ws, key, path, progress)

        self.progress.follow(self._run(write, self._on_written), _("Writing the workbook …"))

    def correct(self, line: EditionLine | None) -> None:
        """Ask why, show what changed, and seal a correction."""
        if line is None:
            return
        from ui.dialogs.edition_correction import EditionCorrection

        dialog = EditionCorrection(self._ws, self._jobs, self._theme, line, self._page)
        self._open(dialog, self._on_corrected)

    def file(self, line: EditionLine | None, unit: object = None, loss: object = None) -> None:
        """Enter the objection of a unit; unit and (visit, item) may be known already."""
        if line is None:
            return
        from ui.dialogs.appeal_filing import AppealFiling

        dialog = AppealFiling(self._ws, self._jobs, self._theme, line, self._page)
        dialog.choose(unit, loss)
        self._open(dialog, self._on_filed)

    def decide(self, line: AppealLine | None) -> None:
        """Decide an objection that is open."""
        if line is None or not line.appeal.is_open:
            return
        from ui.dialogs.appeal_decision import AppealDecision

        dialog = AppealDecision(self._ws, self._jobs, self._theme, line, self._page)
        self._open(dialog, self._on_decided)

    def _open(self, dialog: TryingDialog, made: Callable[[Any], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(made)
        dialog.open()

    def _path(self, line: EditionLine, suffix: str, kinds: str) -> Path | None:
        parts = (table_words.board_of(line), line.edition.period, str(line.edition.number))
        suggested = self._ws.paths.exports / f"{' '.join(parts)}.{suffix}"
        path, _chosen = QFileDialog.getSaveFileName(
            self._page, _("Export the edition"), str(suggested), kinds
        )
        return Path(path) if path else None

    def _on_written(self, path: Path) -> None:
        self._message.offer(
            _("Written: {path}").format(path=path.name),
            (_("Show in folder"), lambda: _show(path.parent)),
        )

    def _on_corrected(self, made: Edition) -> None:
        head, sha256 = edition.head_and_hash(made)
        self._message.tell(words.sealed_as(head, sha256))
        self.corrected.emit(made.id)

    def _on_filed(self, made: Appeal) -> None:
        del made
        self._tell(_("The appeal was filed."))

    def _on_decided(self, made: Appeal) -> None:
        said = _("The appeal was decided.")
        if made.asks_correction:
            said = _("The appeal was decided. Correct the visit next, then this edition.")
        self._tell(said)

    def _tell(self, said: str) -> None:
        """Say what was done, with the way to take it back."""
        change = self._ws.last_change
        if change is None:
            self._message.tell(said)
            return
        key = change.id
        self._message.tell(
            said,
            _("Undo"),
            lambda: self._run(
                lambda _progress: undo.undo(self._ws, key),
                lambda _undone: self._message.tell(_("It was taken back.")),
            ),
        )


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
