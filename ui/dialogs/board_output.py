"""Brings a ranking out of the program: as a workbook, as printed pages, as a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.domain.board import RankedGroup, RankedRow, Ranking
from inspector.domain.paper import Paper
from inspector.errors import FileRefused, InspectorError
from inspector.services import board, publication
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import sheet as words
from inspector.wording.error import sentence
from ui.jobs import JobProgress, Jobs
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from ui.widgets.sheet_paper import SheetPaper


class BoardOutput:
    """Writes in the background and says in the bar of the page what was written or why not."""

    def __init__(
        self, page: QWidget, ws: Workspace, jobs: Jobs, theme: Theme, message: MessageBar
    ) -> None:
        self._page = page
        self._ws = ws
        self._jobs = jobs
        self._theme = theme
        self._message = message
        self.progress = ProgressLine()

    def export(self, ranking: Ranking) -> None:
        """Write the workbook of a ranking where the person wants it."""
        path = self._path(ranking, _("Workbook (*.xlsx)"), "xlsx")
        if path is None:
            return
        job = self._jobs.run(
            lambda progress: board.export(self._ws, ranking, path, progress), self._page
        )
        job.succeeded.connect(self._on_written)
        job.failed.connect(lambda error: self._on_not_written(error, lambda: self.export(ranking)))
        self.progress.follow(job, _("Writing the workbook …"))

    def publish(self, ranking: Ranking) -> None:
        """Write all sheets about a ranking, with contents, where the person wants them."""
        path = self._path(ranking, _("Workbook (*.xlsx)"), "xlsx", _("publication"))
        if path is None:
            return
        job = self._jobs.run(
            lambda progress: publication.publish(self._ws, ranking, path, progress), self._page
        )
        job.succeeded.connect(self._on_written)
        job.failed.connect(lambda error: self._on_not_written(error, lambda: self.publish(ranking)))
        self.progress.follow(job, _("Writing the publication …"))

    def export_card(self, ranking: Ranking, row: RankedRow) -> None:
        """Write why a row stands where it stands as a sheet, where the person wants it."""
        from inspector.services import why_card
        from inspector.wording.why_sheet import sheet_name

        what = f"{sheet_name()} {row.name}".replace("/", "-")
        path = self._path(ranking, _("Workbook (*.xlsx)"), "xlsx", what)
        if path is None:
            return

        def write(progress: JobProgress) -> Path:
            card = why_card.whole(self._ws, ranking, row, progress)
            return why_card.export(ranking, card, path, progress)

        job = self._jobs.run(write, self._page)
        job.succeeded.connect(self._on_written)
        job.failed.connect(
            lambda error: self._on_not_written(error, lambda: self.export_card(ranking, row))
        )
        self.progress.follow(job, _("Writing the explanation …"))

    def preview(self, ranking: Ranking) -> None:
        """Show the sheet as it will be printed."""
        job = self._jobs.run_picture(
            lambda _progress: _paper(publication.draw_ranking(ranking)), asker=self._page
        )
        job.succeeded.connect(lambda paper: self._open_preview(ranking, paper))

    def preview_all(self, ranking: Ranking) -> None:
        """Show all sheets about a ranking as they will be printed."""
        job = self._jobs.run(
            lambda progress: _paper(publication.draw(self._ws, ranking, progress)), self._page
        )
        job.succeeded.connect(lambda paper: self._open_preview(ranking, paper))
        self.progress.follow(job, _("Drawing the sheets …"))

    def copy_picture(self, ranking: Ranking, group: RankedGroup) -> None:
        """Put heading and list into the clipboard, for the chat group of the office."""
        from ui.widgets.ranking_picture import picture_of

        job = self._jobs.run_picture(lambda _progress: picture_of(ranking, group), asker=self._page)
        job.succeeded.connect(lambda image: self._on_picture(image, group))

    def _path(self, ranking: Ranking, kinds: str, suffix: str, what: str = "") -> Path | None:
        name = " ".join(
            filter(None, (words.ranking_sheet(ranking.period), str(ranking.period), what))
        )
        suggested = self._ws.paths.exports / f"{name}.{suffix}"
        path, _chosen = QFileDialog.getSaveFileName(
            self._page, _("Export the ranking"), str(suggested), kinds
        )
        return Path(path) if path else None

    def _open_preview(self, ranking: Ranking, paper: SheetPaper) -> None:
        from ui.dialogs.sheet_preview import SheetPreviewDialog

        title = words.ranking_title(ranking)
        dialog = SheetPreviewDialog(paper, title, self._theme, self._page)
        dialog.pdf_asked.connect(lambda paper: self._write_pdf(ranking, paper, dialog.accept))
        dialog.open()

    def _write_pdf(
        self, ranking: Ranking, paper: SheetPaper, chosen: Callable[[], object] | None = None
    ) -> None:
        """Keep the pages where the person wants them; `chosen` is called when that is known."""
        path = self._path(ranking, _("PDF (*.pdf)"), "pdf")
        if path is None:
            return
        if chosen is not None:
            # The preview would stand before what is said of the file.
            chosen()
        from ui.widgets.sheet_paper import pdf_of

        title = words.ranking_title(ranking)
        job = self._jobs.run_picture(
            lambda _progress: board.write_document(path, pdf_of(paper, title))
        )
        job.succeeded.connect(self._on_written)
        job.failed.connect(
            lambda error: self._on_not_written(error, lambda: self._write_pdf(ranking, paper))
        )

    def _on_picture(self, image: QImage, group: RankedGroup) -> None:
        QGuiApplication.clipboard().setImage(image)
        said = _("The list “{group}” is in the clipboard as a picture.")
        self._message.tell(said.format(group=words.group(group.key)))

    def _on_written(self, path: Path) -> None:
        self._message.offer(
            _("Written: {path}").format(path=path.name),
            (_("Open the file"), lambda: _open(path)),
            (_("Show in folder"), lambda: _open(path.parent)),
        )

    def _on_not_written(self, error: Exception, again: Callable[[], None]) -> None:
        if not isinstance(error, InspectorError):
            raise error
        if isinstance(error, FileRefused):
            self._message.warn(sentence(error), _("Save elsewhere …"), again)
        else:
            self._message.warn(sentence(error))


def _paper(papers: Sequence[Paper]) -> SheetPaper:
    from ui.widgets.sheet_paper import SheetPaper

    return SheetPaper(papers)


def _open(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
