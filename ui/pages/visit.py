"""The page Inspect (检查): the sites of the day, the checklist of one, and its current item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from typing_extensions import override

from inspector.domain.visit import VisitPhoto
from inspector.errors import ActionFault, ActionRefused
from inspector.services import agenda, phrase, undo
from inspector.services import visit as visits
from inspector.services.agenda import Agenda, AgendaSite, SiteState
from inspector.services.standing import Followed
from inspector.services.visit import Standing, Started
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import visit as words
from inspector.wording.action import action as action_word
from inspector.wording.error import sentence
from ui.jobs import JobProgress, Jobs
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.visit_panes import VisitPanes

if TYPE_CHECKING:
    from ui.dialogs.visit_ending import VisitEnding
    from ui.widgets.checklist_view import ChecklistView
    from ui.widgets.item_panel import ItemPanel
    from ui.widgets.photo_saving import Source

_PHRASES_MS = 150
_ANSWERS = frozenset({"answer", "finding", "visit_photo"})


class Shown(NamedTuple):
    """What the page is loaded with."""

    agenda: Agenda
    standing: Standing | None


class VisitPage(Page):
    """Scores one site after another; every key is saved at once."""

    name = "visit"
    icon = "visit"
    watches = frozenset(
        {"site", "site_unit", "site_type", "unit", "unit_parent", "visit", "visit_unit"}
    )

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self.standing: Standing | None = None
        self._visit: UUID | None = None
        self._agenda = Agenda((), None)
        self._wanted: object = None
        self._is_loaded = False
        self._phrases: dict[int, tuple[str, ...]] = {}
        self._followed = Followed(ws)
        self._make_actions()
        self.panes: VisitPanes = VisitPanes(
            ws, jobs, theme, self.undo_action, self.close_action, self.reopen_action
        )
        self.chooser = self.panes.chooser
        self.body.addWidget(self.panes)
        self.setAcceptDrops(True)
        self._phrase_timer = QTimer(self)
        self._phrase_timer.setSingleShot(True)
        self._phrase_timer.setInterval(_PHRASES_MS)
        self._phrase_timer.timeout.connect(self._fetch_phrases)
        self._connect()
        self.setFocusProxy(self.chooser.view)

    @property
    def view(self) -> ChecklistView:
        """The checklist."""
        return self.panes.desk.view

    @property
    def panel(self) -> ItemPanel:
        """The item that is chosen in the checklist."""
        return self.panes.desk.panel

    @cached_property
    def ending(self) -> VisitEnding:
        """What asks before a visit is closed, reopened or taken back."""
        from ui.dialogs.visit_ending import VisitEnding

        made = VisitEnding(self.ws, self.theme, self.run, self)
        made.closed.connect(self._on_closed)
        made.jumped.connect(self._jump)
        return made

    @override
    def title(self) -> str:
        return _("Inspect")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", _("Move")),
            ("← →", _("Fold")),
            (_("Space"), _("Conforming/deducted")),
            ("1–9", _("Digits")),
            ("F1", _("All keys")),
        )

    @override
    def page_actions(self) -> Sequence[QAction]:
        return self._actions

    @override
    def load(self, progress: JobProgress) -> Shown:
        visit = self._visit
        standing = None if visit is None else self._followed.read(visit)
        return Shown(agenda.today(self.ws), standing)

    @override
    def show_data(self, data: Shown) -> None:
        self._agenda = data.agenda
        self.panes.show_agenda(data.agenda)
        if data.standing is not None and data.standing.record.visit.id == self._visit:
            self._show_standing(data.standing)
        is_first, self._is_loaded = not self._is_loaded, True
        if self._wanted is not None:
            self.open(self._wanted)
        elif is_first and self._visit is None:
            self._resume()

    @override
    def open(self, subject: object) -> None:
        """Go to a site, or to a visit, by its id."""
        self._wanted = None if self._is_loaded else subject
        if not self._is_loaded or not isinstance(subject, UUID):
            return
        for each in self._agenda.sites:
            if each.site.id == subject:
                self._on_site(each)
                return
        self._open_visit(subject)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.standing is not None and self.standing.is_open and _photos(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.panes.take_photos(_photos(event))
        event.acceptProposedAction()

    @property
    def _site(self) -> UUID | None:
        return self.standing.record.visit.site if self.standing else None

    # What is shown

    def _resume(self) -> None:
        """Go on with the newest visit that was left open, by a killed program too."""
        running = [each for each in self._agenda.sites if each.state is SiteState.RUNNING]
        last = [each for each in running if each.site.id == self._agenda.last] or running
        if last:
            self._on_site(last[0])

    def _on_site(self, site: AgendaSite) -> None:
        if site.state is SiteState.TO_DO or site.visit is None:
            self._start(site.site.id)
        else:
            self._open_visit(site.visit)

    def _start(self, site: UUID) -> None:
        self.panes.flush()
        self.run(lambda _progress: visits.start(self.ws, site), self._on_started, self._on_refused)

    def _on_started(self, started: Started) -> None:
        self._open_visit(started.visit.id)
        if started.others:
            other = started.others[0]
            state = words.visit_state(other.state, other.void)
            self.message.tell(words.second_visit(other.number, other.day.isoformat(), state))

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ActionRefused) and error.fault is ActionFault.NO_SCHEME:
            self.message.warn(
                sentence(error),
                _("Load criteria"),
                lambda: self.navigated.emit("scheme", None),
            )
            return
        self.refuse(error)

    def _open_visit(self, visit: UUID) -> None:
        self.panes.flush()
        self.view.take()
        self.message.hide()
        self._visit = visit
        self._phrases.clear()
        self.run(lambda _progress: self._followed.read(visit), self._on_opened)

    def _on_opened(self, shown: Standing) -> None:
        if shown.record.visit.id != self._visit:
            return
        self._show_standing(shown)
        self.setFocusProxy(self.view)
        self.view.setFocus()
        first = next((node.item for node in self.view.tree.nodes() if node.item), None)
        if first is not None:
            self.view.go_to(first.item.number)
            if first.is_answered and shown.is_open:
                self.view.next_unanswered()

    def _show_standing(self, shown: Standing) -> None:
        self.standing = shown
        self.panes.show_standing(shown)
        for action, is_possible in (
            (self.close_action, shown.is_open),
            (self.reopen_action, not shown.is_open and not shown.line.void),
            (self.void_action, not shown.line.void),
            (self.export_action, True),
            (self.again_action, not shown.is_open),
        ):
            action.setEnabled(is_possible)

    def _on_item(self, item: int) -> None:
        self.panel.show_phrases(self._phrases.get(item, ()))
        if item not in self._phrases:
            self._phrase_timer.start()

    def _refresh(self, kinds: frozenset[str]) -> None:
        """Read the visit again after its answers changed, unless the save brings it itself."""
        visit = self._visit
        if visit is None or not kinds & _ANSWERS or kinds & self.watches:
            return
        if not self._followed.is_newest:
            self.run(lambda _progress: self._followed.read(visit), self._on_read)

    def _on_read(self, shown: Standing) -> None:
        is_new = shown is self._followed.newest and shown is not self.standing
        if is_new and shown.record.visit.id == self._visit:
            self._show_standing(shown)

    def _on_unsaved(self, error: Exception) -> None:
        """Show again what is saved, for what is not was painted already."""
        saved = self._followed.newest
        if saved is not None and saved.record.visit.id == self._visit:
            self._show_standing(saved)
        self.refuse(error)

    # What keys and fields say

    def _say(self, service: Callable[..., object], *given: object, **named: Any) -> None:
        """Call a service for the visit that is shown, and show what it changed."""
        visit = self._visit
        if visit is not None and self.panel.is_open:
            act = partial(service, self.ws, visit, *given, **named)
            job = self.run(
                lambda progress: self._followed.save(visit, act, progress.show),
                self._on_read,
                self._on_unsaved,
            )
            job.shown.connect(self._on_read)
        elif visit is not None:
            self.message.warn(_("This visit is closed. Reopen it to change it."))

    def _undo(self) -> None:
        self.panes.flush()
        self.run(lambda _progress: undo.undo(self.ws), partial(self._tell_undone, True))

    def _redo(self) -> None:
        self.run(lambda _progress: undo.redo(self.ws), partial(self._tell_undone, False))

    def _tell_undone(self, is_undo: bool, undone: undo.Undone) -> None:
        said = _("Undone: {action}.") if is_undo else _("Redone: {action}.")
        self.message.tell(said.format(action=action_word(undone.change.action)))

    # Closing, reopening, voiding, exporting

    def _close(self) -> None:
        self.view.take()
        self.panes.flush()
        self._end(self.ending.close)

    def _end(self, ask: Callable[[UUID], None]) -> None:
        if self._visit is not None:
            ask(self._visit)

    def _jump(self, item: int) -> None:
        self.view.go_to(item)
        self.view.setFocus()

    def _on_closed(self) -> None:
        self.message.tell(_("The visit is closed. Choose the next site."))
        self.panes.to_sites()

    def _export(self) -> None:
        from inspector.services import form

        visit = self._visit
        if visit is not None:
            self.run(
                lambda progress: form.export(self.ws, visit, None, progress),
                lambda path: self.message.tell(_("Written: {path}").format(path=path)),
            )

    def _start_again(self) -> None:
        if self._site is not None:
            self._start(self._site)

    def _show_photo(self, index: int) -> None:
        self._show_photos(self.panel.photos.photos, index, self._visit)

    def _show_photos(
        self, photos: Sequence[VisitPhoto], index: int = 0, visit: UUID | None = None
    ) -> None:
        from ui.dialogs.photo_viewer import PhotoViewer

        viewer = PhotoViewer(self.ws, self.jobs, self.theme, photos, index, self, visit=visit)
        viewer.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        viewer.open()

    def _fetch_phrases(self) -> None:
        visit, item = self._visit, self.panel.item
        if visit is None or item is None:
            return

        def keep(found: tuple[str, ...]) -> None:
            self._phrases[item] = found
            if self.panel.item == item:
                self.panel.show_phrases(found)

        self.run(lambda _progress: phrase.of_item(self.ws, visit, item), keep)

    # Wiring

    def _connect(self) -> None:
        self.jobs.touched.connect(self._refresh)
        self.chooser.chosen.connect(self._on_site)
        self.panes.desk_made.connect(self._connect_desk)
        self.panes.sites_wanted.connect(lambda: self.navigated.emit("site", None))
        self.panes.told.connect(self.message.tell)
        self.panes.refused.connect(self.message.warn)
        self.panes.item_shown.connect(self._on_item)

    def _connect_desk(self) -> None:
        from ui.widgets.visit_scoring import VisitScoring

        self.scoring = VisitScoring(self.panes.desk, self._say, self)
        self.panel.photos.opened.connect(self._show_photo)
        self.panel.earlier.opened.connect(self._show_photos)

    def _make_actions(self) -> None:
        self.undo_action = self._action(_("Undo"), self._undo, "Ctrl+Z")
        self.redo_action = self._action(_("Redo"), self._redo, "Ctrl+Shift+Z")
        self.search_action = self._action(_("Search"), lambda: self.panes.search(), "Ctrl+F")
        self.fold_action = self._action(
            _("Show or fold the sites"), lambda: self.panes.toggle_sites(), "Ctrl+B"
        )
        self.paste_action = self._action(
            _("Paste photos"), lambda: self.panel.photos.paste(), "Ctrl+V"
        )
        self.close_action = self._action(
            _("Close the visit"), self._close, "Ctrl+Return", "Ctrl+Enter"
        )
        self.again_action = self._action(_("Start another visit here"), self._start_again)
        self.reopen_action = self._action(
            _("Reopen the visit"), lambda: self._end(self.ending.reopen)
        )
        self.void_action = self._action(_("Void the visit"), lambda: self._end(self.ending.void))
        self.export_action = self._action(_("Export the form"), self._export, "Ctrl+E")
        self._actions = (
            *(self.undo_action, self.redo_action, self.search_action, self.paste_action),
            *(self.close_action, self.reopen_action, self.again_action, self.void_action),
            *(self.export_action, self.fold_action),
        )
        for action in (self.close_action, self.reopen_action, self.void_action):
            action.setEnabled(False)
        self.again_action.setEnabled(False)
        self.export_action.setEnabled(False)

    def _action(self, text: str, act: Callable[[], object], *keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        self.addAction(action)
        return action


def _photos(event: QDropEvent) -> Sequence[Source]:
    from ui.widgets.photo_saving import photos_in

    return photos_in(event.mimeData())
