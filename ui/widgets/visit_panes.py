"""The three panes of Inspect side by side: sites, checklist, item; and the tray below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from typing_extensions import override

from inspector.errors import InspectorError
from inspector.services import earlier, standing
from inspector.services.agenda import Agenda
from inspector.services.earlier import Earlier
from inspector.services.visit import Standing
from inspector.services.workspace import Workspace
from inspector.wording.error import sentence
from ui.jobs import Jobs
from ui.models.checklist_tree import Node
from ui.theme import Theme
from ui.widgets.checklist_pane import ChecklistPane
from ui.widgets.earlier_row import EarlierRow
from ui.widgets.item_panel import ItemPanel
from ui.widgets.panes import Panes
from ui.widgets.photo_saving import Source
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.photo_tray import PhotoTray
from ui.widgets.site_chooser import SiteChooser
from ui.widgets.thumbnails import Thumbnails

_NAME = "visit"
_SIZES = [264, 646, 384]
_LEAST = (200, 480, 340)
_FOLD_BELOW = 1200
_MANY = 4


class VisitPanes(Panes):
    """Shows a standing in all three; `told` and `refused` carry sentences for the message bar.

    `item_shown` has the number of the item that came into the panel.
    """

    told = Signal(str)
    refused = Signal(str)
    item_shown = Signal(int)

    def __init__(
        self,
        ws: Workspace,
        jobs: Jobs,
        theme: Theme,
        undo: QAction,
        close: QAction,
        reopen: QAction,
    ) -> None:
        super().__init__(_NAME)
        self._ws = ws
        self._jobs = jobs
        self._theme = theme
        self._standing: Standing | None = None
        self._is_folded_by_hand = False
        self.chooser = SiteChooser(theme)
        self.tray = PhotoTray(ws, jobs, theme)
        self.tray.hide()
        self.pane = ChecklistPane(theme, undo, close, reopen, self.tray)
        self.view = self.pane.view
        thumbnails = Thumbnails(ws, jobs)
        strip = PhotoStrip(ws, jobs, theme, thumbnails)
        self.panel = ItemPanel(theme, strip, EarlierRow(theme, thumbnails))
        panes = (self.chooser, self.pane, self.panel)
        for pane, least in zip(panes, _LEAST, strict=True):
            pane.setMinimumWidth(least)
        self.fill(panes, _SIZES, stretched=1)
        self._connect()

    def show_agenda(self, agenda: Agenda) -> None:
        """Show the sites of the day."""
        self._agenda = agenda
        shown = self._standing
        self.chooser.show_agenda(agenda, shown.record.visit.site if shown else None)
        if shown is None:
            self.pane.show_nothing(bool(agenda.sites))

    def show_standing(self, shown: Standing) -> None:
        """Show a visit as it stands; the current item stays."""
        before, self._standing = self._standing, shown
        if before is None:
            self._fit()
        if before is None or before.line.id != shown.line.id:
            self._look_back(shown.line.id)
        unit = next((s.unit for s in self._agenda.sites if s.site.id == shown.site.id), "")
        self.pane.show_visit(shown, standing.figures(shown), unit)
        self.chooser.mark(shown.record.visit.site)
        self._show_node(self.view.tree.node(self.view.currentIndex()))

    def _look_back(self, visit: UUID) -> None:
        """What the site lost before may come later than its form."""
        self.panel.show_losses({})
        job = self._jobs.run(lambda _progress: earlier.losses(self._ws, visit), asker=self)
        job.succeeded.connect(lambda found: self._on_losses(visit, found))
        job.failed.connect(self._on_failed)

    def _on_losses(self, visit: UUID, found: Mapping[int, Earlier]) -> None:
        if self._standing is not None and self._standing.line.id == visit:
            self.panel.show_losses(found)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self.refused.emit(sentence(error))

    def fold(self, is_folded: bool) -> None:
        """Fold the list of sites to a button, or show it; without a form it is all there is."""
        is_folded = is_folded and self._standing is not None
        self.chooser.setVisible(not is_folded)
        self.pane.unfold.setVisible(is_folded)

    def toggle_sites(self) -> None:
        """Fold or show the list of sites because somebody asked for it."""
        is_folded = not self.chooser.isHidden()
        self._is_folded_by_hand = True
        self.fold(is_folded)
        (self.view if is_folded else self.chooser.view).setFocus()

    def to_sites(self) -> None:
        """Go to the list of sites."""
        self.fold(False)
        self.chooser.view.setFocus()

    def search(self) -> None:
        """Search where the focus is: the checklist, else the sites."""
        if self.view.hasFocus() or self.pane.search.hasFocus():
            self.pane.start_search()
        else:
            self.fold(False)
            self.chooser.start_search()

    def take_photos(self, sources: Sequence[Source]) -> None:
        """Hang photos on the current item; many, or a folder, go to the tray."""
        files = [each for each in sources if isinstance(each, Path)]
        if len(files) >= _MANY or any(file.is_dir() for file in files):
            self._fill_tray(files)
        else:
            self.panel.photos.add(sources)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._is_folded_by_hand:
            self.fold(self.width() < self._theme.scaled(_FOLD_BELOW))

    def _show_node(self, node: Node) -> None:
        if node.section is not None:
            self.panel.show_section(node.section)
            self.tray.clear_target()
        elif node.item is None or self._standing is None:
            self.panel.show_nothing()
            self.tray.clear_target()
        else:
            nodes = self.view.tree.nodes()
            item = node.item.item
            place = f"{nodes.index(node) + 1} / {len(nodes)}"
            self.panel.show_item(node, self._standing, place)
            visit, finding = self._standing.record.visit.id, self.panel.findings.finding
            self.tray.set_target(visit, item.number, finding, f"{item.code} {item.text}")
            self.item_shown.emit(item.number)

    def _on_picked(self, finding: UUID) -> None:
        node = self.view.tree.node(self.view.currentIndex())
        if node.item is not None and self._standing is not None:
            visit = self._standing.record.visit.id
            number = node.item.item.number
            self.panel.photos.show_item(visit, number, finding, node.item.photos)

    def _fill_tray(self, files: list[Path]) -> None:
        self.tray.show()
        self.tray.take(files)
        self.tray.setFocus()

    def _end_tray(self) -> None:
        self.tray.hide()
        self.view.setFocus()

    def _connect(self) -> None:
        view, panel = self.view, self.panel
        self.chooser.left.connect(view.setFocus)
        self.pane.unfold_wanted.connect(self.toggle_sites)
        view.chosen.connect(self._show_node)
        view.note_wanted.connect(panel.to_note)
        view.photo_wanted.connect(panel.photos.choose)
        view.left.connect(self.to_sites)
        panel.moved.connect(view.step)
        panel.next_wanted.connect(view.next_unanswered)
        panel.findings.picked.connect(self._on_picked)
        panel.note.finished.connect(view.setFocus)
        panel.photos.told.connect(self.told)
        panel.photos.refused.connect(self.refused)
        panel.photos.many_dropped.connect(self._fill_tray)
        self.tray.item_wanted.connect(view.step)
        self.tray.refused.connect(self.refused)
        self.tray.finished.connect(self._end_tray)
