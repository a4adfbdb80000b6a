"""The page of the sites (点位): a table of all of them, filters, and the file of one site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.site import SiteRow
from inspector.services import site
from inspector.services.search import SearchIndex
from inspector.services.site import SiteFile
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording.sheet import day as day_in_full
from inspector.wording.table_kind import table_filter
from ui.dialogs.photo_viewer import PhotoViewer
from ui.jobs import Job, JobProgress, Jobs
from ui.models.site_columns import SCORE, site_columns
from ui.models.site_filter import WEEKS, SiteFilter
from ui.models.table_model import TableModel
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.coverage_bar import CoverageBar
from ui.widgets.empty_page import EmptyPage
from ui.widgets.hairline import hairline
from ui.widgets.key_button import KeyButton
from ui.widgets.panes import Panes
from ui.widgets.press_button import PressButton
from ui.widgets.search_field import KEY as SEARCH_KEY
from ui.widgets.search_field import SearchField
from ui.widgets.site_filters import SiteFilters, overdue_word
from ui.widgets.site_panel import SitePanel
from ui.widgets.table import Table
from ui.widgets.thumbnails import Thumbnails

_WIDTHS = {0: 88, 2: 128, 3: 104, 4: 68, 5: 88, 6: 72, 7: 112}
# What goes first where the window is narrow.
_DISPENSABLE = (5, 6, 2)
_PANEL_WIDTH = 392
_TABLE_WIDTH = 900
# So many milliseconds must a row stay current before its file is read: keys repeat faster.
_REST_MS = 60


class SiteTable(Struct, frozen=True):
    """What the page loads: all sites, as of a day."""

    day: date
    rows: tuple[SiteRow, ...]


class SitePage(Page):
    """Lists the sites of the workspace and shows one of them."""

    name = "site"
    imports = "site"
    icon = "site"
    watches = frozenset({"site", "site_unit", "site_type", "unit", "unit_parent", "visit"})

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._filter = SiteFilter((), date.max)
        self._index: SearchIndex | None = None
        self._indexing: Job | None = None
        self._wanted: UUID | None = None
        self._file: SiteFile | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._load_file)
        self._make_actions()
        self._model = TableModel(site_columns(), self)
        self.table = Table(theme, self._model, lambda row: row.id, self.title())
        self.table.set_widths(_WIDTHS, stretched=1, dispensable=_DISPENSABLE)
        self.table.sort_by(SCORE)
        self.table.setSortingEnabled(True)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(lambda _row: self._inspect.trigger())
        self._make_filters()
        self.panel = SitePanel(theme, Thumbnails(ws, jobs), self._inspect)
        self.panel.photo_opened.connect(self._open_photo)
        self.coverage = CoverageBar(theme, WEEKS)
        self.coverage.missing.clicked.connect(self.filters.overdue.click)
        self._lay_out()
        self.setFocusProxy(self.table)

    @override
    def title(self) -> str:
        return _("Sites")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", _("Move")),
            ("Enter", _("Inspect")),
            (SEARCH_KEY, _("Search")),
            ("Ctrl+E", _("Export")),
            ("F1", _("All keys")),
        )

    @override
    def page_actions(self) -> Sequence[QAction]:
        return (
            self._search_action,
            self._inspect,
            self._sorting,
            self._only_overdue,
            self._only_never,
            self._all_again,
            self._import,
            self._export,
        )

    @override
    def load(self, progress: JobProgress) -> SiteTable:
        day = self.ws.today()
        return SiteTable(day, site.table(self.ws, day))

    @override
    def reload(self) -> None:
        if not self.table.has_rows:
            self.table.wait()
        super().reload()

    @override
    def show_data(self, data: SiteTable) -> None:
        self._filter = SiteFilter(data.rows, data.day)
        self._index = self._indexing = None
        self.filters.set_found(None)
        self._stack.setCurrentIndex(0 if data.rows else 1)
        self._all_count.setText(f"{len(data.rows):,}")
        self._model.set_rows(data.rows, self._filter.places(self.filters.wish))
        self._tell()
        self._search()
        if self._wanted is not None and self.table.go_to(self._wanted):
            self._wanted = None

    @override
    def open(self, subject: object) -> None:
        if isinstance(subject, UUID):
            self._wanted = subject
            self._clear()
            if self.table.go_to(subject):
                self._wanted = None

    def _make_actions(self) -> None:
        self._search_action = self._action(_("Search"), SEARCH_KEY, self._go_search)
        self._inspect = self._action(_("Inspect"), "", self._go_inspect)
        self._import = self._action(_("Import"), "", self._choose_import)
        self._export = self._action(_("Export"), "Ctrl+E", self._choose_export)
        self._only_overdue = self._action(overdue_word(), "", lambda: self.filters.overdue.click())
        self._only_never = self._action(_("Not visited"), "", lambda: self.filters.never.click())
        self._all_again = self._action(_("Clear the filters"), "", self._clear)
        self._sorting = QAction(_("Sort by"), self)
        menu = QMenu(self)
        for place, column in enumerate(site_columns()):
            action = QAction(column.heading, menu)
            action.triggered.connect(lambda _on=False, place=place: self._sort(place))
            menu.addAction(action)
        self._sorting.setMenu(menu)

    def _action(self, word: str, keys: str, act: Any) -> QAction:
        action = QAction(word, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: act())
        self.addAction(action)
        return action

    def _make_filters(self) -> None:
        self.search = SearchField(self.theme, _("Name, pinyin or initials"))
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.table.setFocus)
        self.filters = SiteFilters(self.theme)
        self.filters.changed.connect(self._show_wished)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setObjectName("pane")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.filters)
        column.addWidget(hairline())
        column.addWidget(self._tables(), 1)
        column.addWidget(hairline())
        column.addWidget(self.coverage)
        self.panes = Panes(self.name)
        panel = self.theme.scaled(_PANEL_WIDTH)
        self.panes.fill((left, self.panel), (_TABLE_WIDTH, panel), stretched=0)
        self.panes.setStretchFactor(0, 3)
        self.panes.setStretchFactor(1, 1)
        sentence = _("The sites that are inspected stand here. A workbook brings them in.")
        self.empty = EmptyPage(self.theme, "site", sentence, self._import)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.panes)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 16, 12)
        head.setSpacing(8)
        title = QLabel(self.title())
        title.setFont(self.theme.font("page"))
        self._all_count = QLabel()
        self._all_count.setProperty("role", "tertiary")
        # Down to the foot of the larger letters beside it.
        self._all_count.setContentsMargins(0, 4, 0, 0)
        self.search.setMaximumWidth(self.theme.scaled(240))
        head.addWidget(title)
        head.addWidget(self._all_count)
        head.addStretch(1)
        head.addWidget(self.search, 1)
        self.import_button = KeyButton(self.theme, self._import, icon="import")
        self.export_button = KeyButton(self.theme, self._export, icon="export")
        head.addWidget(self.import_button)
        head.addWidget(self.export_button)
        return head

    def _tables(self) -> QStackedWidget:
        nothing = QWidget()
        nothing.setObjectName("pane")
        inside = QVBoxLayout(nothing)
        said = QLabel(_("No site fits."))
        said.setProperty("role", "secondary")
        self.clear = PressButton(self._all_again.text())
        self.clear.clicked.connect(self._clear)
        inside.addStretch(1)
        inside.addWidget(said, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)
        self._found = QStackedWidget()
        self._found.addWidget(self.table)
        self._found.addWidget(nothing)
        return self._found

    def _clear(self) -> None:
        self.filters.clear()
        self.search.clear()
        self._show_wished()

    def _search(self) -> None:
        """Show what fits the search; the index is made the first time that it is asked."""
        text = self.search.text().strip()
        if text and self._index is None:
            if self._indexing is None:
                texts = [f"{row.code}\t{row.name}" for row in self._filter.rows]
                job = self.jobs.run_picture(lambda _progress: SearchIndex(texts), asker=self)
                self._indexing = job
                job.succeeded.connect(lambda index: self._on_index(job, index))
                job.failed.connect(self.refuse)
            return
        found = frozenset(self._index.find(text)) if text and self._index else None
        if self.filters.set_found(found):
            self._show_wished()

    def _on_index(self, job: Job, index: SearchIndex) -> None:
        if job is self._indexing:
            self._index, self._indexing = index, None
            self._search()

    def _show_wished(self) -> None:
        self._model.keep(self._filter.places(self.filters.wish))
        self.table.scrollToTop()
        self._tell()

    def _tell(self) -> None:
        """Say how many there are: shown, on the chips and covered."""
        shown, every = self._model.rowCount(), len(self._filter.rows)
        self._found.setCurrentIndex(1 if every and not shown else 0)
        self.filters.count(self._filter, shown)
        count = self._filter.coverage(self.filters.wish)
        self.coverage.set_coverage(count.visited, count.sites)
        self.coverage.missing.setEnabled(not self.filters.overdue.isChecked())

    def _sort(self, column: int) -> None:
        header = self.table.horizontalHeader()
        is_again = header.sortIndicatorSection() == column
        was_up = header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        down = Qt.SortOrder.DescendingOrder
        self.table.sort_by(column, down if is_again and was_up else Qt.SortOrder.AscendingOrder)

    def _on_current(self, row: SiteRow | None) -> None:
        self._inspect.setEnabled(row is not None)
        if row is None:
            self._rest.stop()
            self.panel.show_nothing()
            return
        self.panel.show_row(row)
        self._rest.start()

    def _load_file(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.run(lambda _progress: site.show(self.ws, row.id), self._on_file)

    def _on_file(self, file: SiteFile) -> None:
        row = self.table.current_row()
        if row is not None and row.id == file.site.id:
            self._file = file
            self.panel.show_file(file)

    def _open_photo(self, place: int) -> None:
        if self._file is not None:
            links = [each.link for each in self._file.photos]
            PhotoViewer(self.ws, self.jobs, self.theme, links, place, self).exec()

    def _go_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _go_inspect(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.navigated.emit("visit", row.id)

    def _choose_import(self) -> None:
        path, _chosen = QFileDialog.getOpenFileName(self, _("Import sites"), "", table_filter())
        if path:
            self.navigated.emit("import_preview", ("site", Path(path)))

    def _choose_export(self) -> None:
        name = self.ws.paths.exports / f"{self.title()} {day_in_full(self.ws.today())}.xlsx"
        path, _chosen = QFileDialog.getSaveFileName(
            self, _("Export sites"), str(name), _("Workbook (*.xlsx)")
        )
        if path:
            self.run(lambda progress: site.export(self.ws, Path(path), progress), self._on_exported)

    def _on_exported(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.message.tell(_("Written: {path}").format(path=path), _("Open the file"), show)
