"""Explains a row of a ranking in its panel: first why, then its history; as text and as a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from inspector.domain.board import Loss, RankedRow, Ranking
from inspector.domain.visit import VisitPhoto
from inspector.services import board
from inspector.wording import _
from inspector.wording.board import explanation_text
from ui.dialogs.board_output import BoardOutput
from ui.dialogs.ground import Ground
from ui.jobs import Job
from ui.widgets.explanation_panel import ExplanationPanel

if TYPE_CHECKING:
    from inspector.domain.why_card import WhyCard

Run = Callable[..., Job]


class BoardWhy:
    """Asks for the card of a row and shows it; what is asked later goes before."""

    def __init__(
        self,
        ground: Ground,
        output: BoardOutput,
    ) -> None:
        self._page, self._ws, self._jobs, self._theme, self._message, self._run = ground
        self.panel = ExplanationPanel(self._ws, self._jobs, self._theme)
        self._output = output
        self._ranking: Ranking | None = None
        self._job: Job | None = None
        self.panel.copied.connect(self._copy)
        self.panel.photos_asked.connect(self._show_photos)
        self.panel.site_asked.connect(self._open_site)
        self.panel.sheet_asked.connect(self._export)

    def explain(self, ranking: Ranking, row: RankedRow, trend: Sequence[Decimal | None]) -> None:
        """Explain a row; whoever runs down a table does not wait for the rows passed."""
        from inspector.services import why_card

        self._ranking = ranking
        self.panel.show_waiting(row, trend)
        self._ask(lambda _progress: why_card.card(self._ws, ranking, row), self._on_card)

    def _ask(self, operation: Callable[..., WhyCard], shown: Callable[[WhyCard], None]) -> None:
        if self._job is not None:
            self._job.progress.cancel()
        job = self._job = self._run(operation)
        job.succeeded.connect(lambda card: shown(card) if job is self._job else None)
        job.ended.connect(lambda: self._forget(job))

    def _on_card(self, card: WhyCard) -> None:
        self.panel.show_card(card)
        self._ask_history(card)

    def _ask_history(self, card: WhyCard) -> None:
        from inspector.services import why_card

        ranking = self._ranking
        if ranking is not None:
            self._ask(
                lambda progress: why_card.with_history(self._ws, ranking, card, progress=progress),
                self.panel.show_more,
            )

    def _forget(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _open_site(self, site: UUID) -> None:
        from inspector.services import why_card

        ranking, card = self._ranking, self.panel.card
        if ranking is not None and card is not None:
            self._ask(
                lambda _progress: why_card.opened(self._ws, ranking, card, site), self._on_opened
            )

    def _on_opened(self, card: WhyCard) -> None:
        self.panel.show_more(card)
        self._ask_history(card)

    def _copy(self) -> None:
        from inspector.wording.why_card import facts

        ranking, card = self._ranking, self.panel.card
        if ranking is not None and card is not None:
            text = explanation_text(ranking, card.why, facts(card))
            QGuiApplication.clipboard().setText(text)
            self._message.tell(_("The explanation is in the clipboard."))

    def _export(self) -> None:
        ranking, card = self._ranking, self.panel.card
        if ranking is not None and card is not None:
            self._output.export_card(ranking, card.why.explanation.row)

    def _show_photos(self, loss: Loss) -> None:
        self._run(
            lambda _progress: board.loss_photos(self._ws, loss),
            lambda photos: self._open_viewer(photos) if photos else None,
        )

    def _open_viewer(self, photos: Sequence[VisitPhoto]) -> None:
        from ui.dialogs.photo_viewer import PhotoViewer

        viewer = PhotoViewer(self._ws, self._jobs, self._theme, photos, 0, self._page)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        viewer.open()
