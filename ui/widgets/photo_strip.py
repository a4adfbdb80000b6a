"""The photos of an item as a strip of thumbnails that takes further ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from inspector.domain.photo import Photo, PhotoState, PhotoView
from inspector.domain.visit import VisitPhoto
from inspector.errors import InspectorError
from inspector.services import photo
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import photo as wording
from inspector.wording import visit as visit_wording
from inspector.wording.error import sentence
from ui.jobs import Jobs
from ui.models.photo_list import CELL, PhotoCell, PhotoList
from ui.theme import Theme
from ui.widgets.key_cap import KeyCap
from ui.widgets.photo_cells import PhotoView as CellView
from ui.widgets.photo_cells import StripDelegate
from ui.widgets.photo_saving import Place, Saved, Saving, Source, photos_in
from ui.widgets.thumbnails import Thumbnails

_MANY = 4
_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_REMOVING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class PhotoStrip(QWidget):
    """Shows the photos of an item or finding; they are added, shown as, and taken off here.

    `changed`: something was saved. `opened`: show this photo large. `many_dropped`: files or a
    folder that want a tray. `told` and `refused` carry sentences for the message bar.
    """

    changed = Signal()
    opened = Signal(int)
    many_dropped = Signal(list)
    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self, ws: Workspace, jobs: Jobs, theme: Theme, thumbnails: Thumbnails | None = None
    ) -> None:
        super().__init__()
        self._ws = ws
        self._jobs = jobs
        self._place: Place | None = None
        self._is_read_only = False
        self._facts: dict[UUID, Photo] = {}
        self._states: dict[UUID, PhotoState] = {}
        self._links: tuple[VisitPhoto, ...] = ()
        self._running: list[Saving] = []
        self.model = PhotoList(self)
        self._count = QLabel()
        self._count.setFont(theme.font("small"))
        self._count.setProperty("role", "secondary")
        self._state = QLabel()
        self._state.setFont(theme.font("small"))
        self._caps = [KeyCap("P", theme), KeyCap("Ctrl+V", theme)]
        self.view = CellView(theme)
        self.view.setAccessibleName(_("Photos of the item"))
        self._thumbnails = thumbnails or Thumbnails(ws, jobs)
        self.view.setItemDelegate(StripDelegate(theme, self._thumbnails, self.view))
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.clicked.connect(self._on_chosen)
        self.view.pressed_key.connect(self._on_key)
        self.view.dropped.connect(self._on_dropped)
        self._thumbnails.ready.connect(self._repaint)
        theme.changed.connect(self._repaint)
        self.setFocusProxy(self.view)
        self._lay_out()
        self._show()

    def show_item(
        self, visit: UUID, item: int, finding: UUID | None, photos: Sequence[VisitPhoto]
    ) -> None:
        """Show these photos; further ones go to this item or finding."""
        is_same = self._place is not None and self._links == tuple(photos)
        self._place = Place(visit, item, finding)
        if is_same:
            # A layout of the list, at every key that scores, is a tenth of what the key costs.
            return
        self._links = tuple(photos)
        self._show()
        self._fetch_facts()

    def clear(self) -> None:
        """Show that there is no item."""
        self._place, self._links = None, ()
        self._show()

    def set_read_only(self, is_read_only: bool) -> None:
        """Take no photos and give none off, as for a closed visit."""
        if is_read_only != self._is_read_only:
            self._is_read_only = is_read_only
            self._show()

    @property
    def photos(self) -> tuple[VisitPhoto, ...]:
        """The photos shown, in their order."""
        return self._links

    def add_files(self, paths: Sequence[Path]) -> None:
        """Hang photo files on the item shown."""
        self.add(list(paths))

    def add(self, sources: Sequence[Source]) -> None:
        """Hang photos on the item shown, in one change."""
        place = self._place
        if place is None or self._is_read_only or not sources:
            return
        saving = Saving(
            self._ws, self._jobs, place, sources, lambda saved: self._on_saved(saving, place, saved)
        )
        self._running.append(saving)

    def paste(self) -> None:
        """Hang what the clipboard holds on the item shown."""
        sources = photos_in(QGuiApplication.clipboard().mimeData())
        if not sources:
            self.refused.emit(_("There is no photo in the clipboard. Copy one first."))
        self.add(sources)

    def choose(self) -> None:
        """Ask for photo files and hang them on the item shown."""
        if self._place is None or self._is_read_only:
            return
        names, _chosen = QFileDialog.getOpenFileNames(
            self, _("Choose photos"), "", _("Photos") + " (*.jpg *.jpeg *.png *.webp *.heic *.heif)"
        )
        self.add_files([Path(name) for name in names])

    def remove_current(self) -> None:
        """Take the current photo off the item."""
        cell = self._current()
        if cell is None or self._is_read_only or self._place is None:
            return
        ws, visit, link = self._ws, self._place.visit, cell.link.id
        job = self._jobs.run(lambda _progress: photo.remove(ws, visit, link), asker=self)
        job.succeeded.connect(lambda _none: self._on_removed(link))
        job.failed.connect(self._on_failed)

    def show_current_as(self, view: PhotoView) -> None:
        """Say what the current photo shows."""
        cell = self._current()
        if cell is None or self._is_read_only or self._place is None:
            return
        ws, visit, link = self._ws, self._place.visit, cell.link.id
        job = self._jobs.run(lambda _progress: photo.show_as(ws, visit, link, view), asker=self)
        job.succeeded.connect(lambda _none: self._on_shown_as(link, view))
        job.failed.connect(self._on_failed)

    def _on_saved(self, saving: Saving, place: Place, saved: Saved) -> None:
        self._running.remove(saving)
        if saved.refused:
            self.refused.emit("\n".join(sentence(error) for _source, error in saved.refused))
        if not saved.attached:
            return
        for each in saved.attached:
            # Taking a photo in again mends an original that was missing or changed.
            self._facts[each.photo.id] = each.photo
            self._states.pop(each.photo.id, None)
            self._thumbnails.try_again(each.photo.sha256)
        known = {link.id for link in self._links}
        fresh = [each.link for each in saved.attached if each.link.id not in known]
        if place == self._place:
            self._links += tuple(dict.fromkeys(fresh))
            self._show()
            self._check_originals()
        if used := next((each.uses[0] for each in saved.attached if each.uses), None):
            self.told.emit(
                visit_wording.photo_known(used.visit_number, used.site_name, used.day.isoformat())
            )
        self.changed.emit()

    def _on_removed(self, link: UUID) -> None:
        self._links = tuple(each for each in self._links if each.id != link)
        self._show()
        self.told.emit(_("The photo was taken off. Ctrl+Z brings it back."))
        self.changed.emit()

    def _on_shown_as(self, link: UUID, view: PhotoView) -> None:
        self._links = tuple(
            replace(each, view=view) if each.id == link else each for each in self._links
        )
        self._show()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self.refused.emit(sentence(error))

    def _fetch_facts(self) -> None:
        missing = [link.photo for link in self._links if link.photo not in self._facts]
        if not missing:
            self._check_originals()
            return
        ws = self._ws
        job = self._jobs.run(lambda _progress: photo.load(ws, missing), asker=self)
        job.succeeded.connect(self._on_facts)
        job.failed.connect(self._on_failed)

    def _on_facts(self, facts: dict[UUID, Photo]) -> None:
        self._facts |= facts
        self._show()
        self._check_originals()

    def _check_originals(self) -> None:
        for link in self._links:
            facts = self._facts.get(link.photo)
            if facts is not None and link.photo not in self._states:
                self._check_original(facts)
        self._show_state()

    def _check_original(self, facts: Photo) -> None:
        ws = self._ws
        job = self._jobs.run_picture(lambda _progress: photo.state(ws, facts), asker=self)
        job.succeeded.connect(lambda state: self._on_state(facts.id, state))
        job.failed.connect(self._on_failed)

    def _on_state(self, key: UUID, state: PhotoState) -> None:
        self._states[key] = state
        self._show_state()

    def _show(self) -> None:
        row = self.view.currentIndex().row()
        cells = [PhotoCell(link, self._facts.get(link.photo)) for link in self._links]
        takes_more = self._place is not None and not self._is_read_only
        self.model.set_cells(cells, takes_more)
        if self.model.rowCount():
            self.view.setCurrentIndex(
                self.model.index(min(max(row, 0), self.model.rowCount() - 1), 0)
            )
        self.view.fit()
        self._count.setText(_("Photos {count}").format(count=len(cells)))
        for cap in self._caps:
            cap.setVisible(takes_more)
        self._show_state()

    def _show_state(self) -> None:
        states = [self._states.get(link.photo) for link in self._links]
        bad = next((each for each in states if each not in (None, PhotoState.WHOLE)), None)
        said = "" if None in states or not states else wording.state(PhotoState.WHOLE)
        self._state.setText(wording.state(bad) if bad else said)
        self._state.setProperty("role", "deducted" if bad else "tertiary")
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)

    def _current(self) -> PhotoCell | None:
        cell: PhotoCell | None = self.view.currentIndex().data(CELL)
        return cell

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.data(CELL) is None:
            self.choose()
        else:
            self.opened.emit(index.row())

    def _on_key(self, event: QKeyEvent) -> None:
        index = self.view.currentIndex()
        if event.key() in _KEYS and index.isValid():
            self._on_chosen(index)
        elif event.key() in _REMOVING:
            self.remove_current()
        elif event.key() == Qt.Key.Key_V and not event.modifiers() and (cell := self._current()):
            views = list(PhotoView)
            self.show_current_as(views[(views.index(cell.link.view) + 1) % len(views)])

    def _on_dropped(self, sources: list[Source]) -> None:
        files = [each for each in sources if isinstance(each, Path)]
        if len(files) >= _MANY or any(file.is_dir() for file in files):
            self.many_dropped.emit(files)
        else:
            self.add(sources)

    def _show_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if index.data(CELL) is None or self._is_read_only:
            return
        self.view.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in PhotoView:
            action = menu.addAction(visit_wording.view(view))
            action.triggered.connect(lambda _on=False, view=view: self.show_current_as(view))
        menu.addSeparator()
        menu.addAction(_("Take off") + "\tDel", self.remove_current)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _repaint(self) -> None:
        self.view.viewport().update()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._count)
        for cap in self._caps:
            head.addWidget(cap)
        head.addStretch(1)
        head.addWidget(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.view)

    @override
    def setEnabled(self, enabled: bool) -> None:
        super().setEnabled(enabled)
        self._repaint()
