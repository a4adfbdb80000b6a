"""The three panes of Inspect side by side: the sites, and the checklist and item of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget
from typing_extensions import override

from inspector.errors import InspectorError
from inspector.services import earlier, standing
from inspector.services.agenda import Agenda
from inspector.services.earlier import Earlier
from inspector.services.visit import Standing
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording.error import sentence
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.empty_page import EmptyPage
from ui.widgets.panes import Panes
from ui.widgets.site_chooser import SiteChooser

if TYPE_CHECKING:
    from ui.models.checklist_tree import Node
    from ui.widgets.photo_saving import Source
    from ui.widgets.visit_desk import VisitDesk

_NAME = "visit"
_SIZES = [264, 646, 384]
_LEAST = (200, 480)
_FOLD_BELOW = 1200
_MANY = 4
_IDLE_MS = 100


class VisitPanes(Panes):
    """Shows a standing in all three; `told` and `refused` carry sentences for the message bar.

    `item_shown` has the number of the item that came into the panel, `sites_wanted` asks for the
    page of the sites. The desk, where a visit is scored, is made for the first visit, or before
    that as soon as the window has nothing else to do: then `desk_made` tells of it.
    """

    told = Signal(str)
    refused = Signal(str)
    item_shown = Signal(int)
    sites_wanted = Signal()
    desk_made = Signal()

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
        self._on_foot = (undo, close, reopen)
        self._standing: Standing | None = None
        self._is_folded_by_hand = False
        self.chooser = SiteChooser(theme)
        to_sites = QAction(_("Go to the sites"), self)
        to_sites.triggered.connect(self.sites_wanted)
        self.empty = EmptyPage(theme, "visit", "", to_sites, is_offered=False)
        self._middle, self._right = _Pane(), _Pane()
        self._middle.show_widget(self.empty)
        panes = (self.chooser, self._middle, self._right)
        # The panel of the item knows by itself how much it needs.
        for pane, least in zip(panes, _LEAST, strict=False):
            pane.setMinimumWidth(least)
        self.fill(panes, _SIZES, stretched=1)
        self._right.hide()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(lambda: self.desk)
        self.chooser.left.connect(self._to_checklist)

    @property
    def has_desk(self) -> bool:
        """Whether a visit can be shown already."""
        return "desk" in self.__dict__

    @cached_property
    def desk(self) -> VisitDesk:
        """Where a visit is scored: the checklist, the current item and the tray."""
        from ui.widgets.visit_desk import VisitDesk

        self._idle.stop()
        desk = VisitDesk(self._ws, self._jobs, self._theme, *self._on_foot)
        self._middle.add_widget(desk.pane)
        self._right.show_widget(desk.panel)
        self._connect(desk)
        self.__dict__["desk"] = desk
        self.desk_made.emit()
        return desk

    def show_agenda(self, agenda: Agenda) -> None:
        """Show the sites of the day."""
        self._agenda = agenda
        shown = self._standing
        self.chooser.show_agenda(agenda, shown.record.visit.site if shown else None)
        if shown is None:
            self._say_empty(bool(agenda.sites))
        if not self.has_desk:
            self._idle.start()

    def show_standing(self, shown: Standing) -> None:
        """Show a visit as it stands; the current item stays."""
        before, self._standing = self._standing, shown
        if before is None:
            self._fit()
        if before is None or before.line.id != shown.line.id:
            self._look_back(shown.line.id)
        unit = next((s.unit for s in self._agenda.sites if s.site.id == shown.site.id), "")
        self.desk.pane.show_visit(shown, standing.figures(shown), unit)
        self._middle.show_widget(self.desk.pane)
        self._right.show()
        self.chooser.mark(shown.record.visit.site)
        view = self.desk.view
        self._show_node(view.tree.node(view.currentIndex()))

    def flush(self) -> None:
        """Save what was typed about the item that is shown."""
        if self.has_desk:
            self.desk.panel.note.flush()

    def _say_empty(self, has_sites: bool) -> None:
        self.empty.say(
            _("Choose a site at the left: Enter starts its visit.")
            if has_sites
            else _("There are no sites yet. Load them on the page of sites.")
        )
        self.empty.offer(not has_sites)

    def _look_back(self, visit: UUID) -> None:
        """What the site lost before may come later than its form."""
        self.desk.panel.show_losses({})
        job = self._jobs.run(lambda _progress: earlier.losses(self._ws, visit), asker=self)
        job.succeeded.connect(lambda found: self._on_losses(visit, found))
        job.failed.connect(self._on_failed)

    def _on_losses(self, visit: UUID, found: Mapping[int, Earlier]) -> None:
        if self._standing is not None and self._standing.line.id == visit:
            self.desk.panel.show_losses(found)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self.refused.emit(sentence(error))

    def fold(self, is_folded: bool) -> None:
        """Fold the list of sites to a button, or show it; without a form it is all there is."""
        is_folded = is_folded and self._standing is not None
        self.chooser.setVisible(not is_folded)
        if self.has_desk:
            self.desk.pane.unfold.setVisible(is_folded)

    def toggle_sites(self) -> None:
        """Fold or show the list of sites because somebody asked for it."""
        is_folded = not self.chooser.isHidden()
        self._is_folded_by_hand = True
        self.fold(is_folded)
        (self.chooser.view if self.chooser.isVisible() else self.desk.view).setFocus()

    def to_sites(self) -> None:
        """Go to the list of sites."""
        self.fold(False)
        self.chooser.view.setFocus()

    def search(self) -> None:
        """Search where the focus is: the checklist, else the sites."""
        if self.has_desk and (self.desk.view.hasFocus() or self.desk.pane.search.hasFocus()):
            self.desk.pane.start_search()
        else:
            self.fold(False)
            self.chooser.start_search()

    def take_photos(self, sources: Sequence[Source]) -> None:
        """Hang photos on the current item; many, or a folder, go to the tray."""
        files = [each for each in sources if isinstance(each, Path)]
        if len(files) >= _MANY or any(file.is_dir() for file in files):
            self._fill_tray(files)
        else:
            self.desk.panel.photos.add(sources)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._is_folded_by_hand:
            self.fold(self.width() < self._theme.scaled(_FOLD_BELOW))

    def _show_node(self, node: Node) -> None:
        desk = self.desk
        if node.section is not None:
            desk.panel.show_section(node.section)
            desk.tray.clear_target()
        elif node.item is None or self._standing is None:
            desk.panel.show_nothing()
            desk.tray.clear_target()
        else:
            nodes = desk.view.tree.nodes()
            item = node.item.item
            place = f"{nodes.index(node) + 1} / {len(nodes)}"
            desk.panel.show_item(node, self._standing, place)
            visit, finding = self._standing.record.visit.id, desk.panel.findings.finding
            desk.tray.set_target(visit, item.number, finding, f"{item.code} {item.text}")
            self.item_shown.emit(item.number)

    def _on_picked(self, finding: UUID) -> None:
        node = self.desk.view.tree.node(self.desk.view.currentIndex())
        if node.item is not None and self._standing is not None:
            visit = self._standing.record.visit.id
            number = node.item.item.number
            self.desk.panel.photos.show_item(visit, number, finding, node.item.photos)

    def _fill_tray(self, files: list[Path]) -> None:
        tray = self.desk.tray
        tray.show()
        tray.take(files)
        tray.setFocus()

    def _end_tray(self) -> None:
        self.desk.tray.hide()
        self.desk.view.setFocus()

    def _to_checklist(self) -> None:
        if self._standing is not None:
            self.desk.view.setFocus()

    def _connect(self, desk: VisitDesk) -> None:
        view, panel, tray = desk.view, desk.panel, desk.tray
        desk.pane.unfold_wanted.connect(self.toggle_sites)
        view.chosen.connect(self._show_node)
        view.left.connect(self.to_sites)
        panel.findings.picked.connect(self._on_picked)
        panel.photos.told.connect(self.told)
        panel.photos.refused.connect(self.refused)
        panel.photos.many_dropped.connect(self._fill_tray)
        tray.refused.connect(self.refused)
        tray.finished.connect(self._end_tray)


class _Pane(QFrame):
    """Room for what is made later."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._stack = QStackedLayout(self)

    def add_widget(self, widget: QWidget) -> None:
        """Take a widget in without showing it."""
        self._stack.addWidget(widget)

    def show_widget(self, widget: QWidget) -> None:
        """Show one of the widgets, which comes in if it is new."""
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
