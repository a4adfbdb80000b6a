"""The page of the schemes (测评体系): versions, the tree of items, publishing, comparing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from msgspec import Struct
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from inspector.domain.change import Change
from inspector.domain.scheme import Item, Scheme, SchemeVersion, Section
from inspector.domain.scheme_difference import (
    ItemDifference,
    SchemeDifference,
    compare,
)
from inspector.services import scheme, undo
from inspector.services.scheme import SchemeLine
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import scheme as words
from inspector.wording import scheme_difference as difference_words
from inspector.wording.table_kind import table_filter
from ui.jobs import JobProgress, Jobs
from ui.models.scheme_difference import DifferenceTable
from ui.models.scheme_facts import difference_facts, item_facts, section_facts
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_page import EmptyPage
from ui.widgets.fact_list import FactList
from ui.widgets.key_button import KeyButton
from ui.widgets.panes import Panes
from ui.widgets.scheme_list import SchemeList, state_text
from ui.widgets.scheme_tree_view import SchemeTreeView
from ui.widgets.table import Table

_HEAD, _TOOLS, _LIST, _PANEL = 56, 48, 216, 304


class _Shown(Struct, frozen=True):
    """What the page shows: all lines, the content of one, and what it is compared with."""

    lines: tuple[SchemeLine, ...]
    line: SchemeLine | None = None
    content: Scheme | None = None
    other: Scheme | None = None
    difference: SchemeDifference | None = None


class SchemePage(Page):
    """Opened with the id of a version or draft it goes there."""

    name = "scheme"
    imports = "scheme"
    icon = "scheme"
    watches = frozenset({"scheme_version", "scheme_draft"})

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._wanted: UUID | None = None
        self._other: UUID | None = None
        self._shown = _Shown(())
        self._make_actions()
        self.list = SchemeList(theme)
        self.tree = SchemeTreeView(theme)
        self.difference_model = DifferenceTable(self)
        self.differences = Table(
            theme, self.difference_model, lambda row: row.item.id, _("What differs")
        )
        self.facts = FactList(theme, _("The item"))
        self.compare_with = QComboBox()
        self.compare_with.setAccessibleName(_("Compare with"))
        self.compare_with.setMinimumWidth(theme.scaled(196))
        self.compare_with.setMaximumWidth(theme.scaled(240))
        self.name_label = ElidedLabel(theme, "title")
        self._counts = QLabel()
        self._counts.setProperty("role", "secondary")
        self._stack = QStackedWidget()
        sentence = _("The criteria that sites are scored by stand here. A workbook brings them in.")
        self.empty = EmptyPage(theme, "scheme", sentence, self.import_action)
        self._stack.addWidget(self._filled())
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        self.list.chosen.connect(self._on_chosen)
        self.compare_with.activated.connect(self._on_compared)
        self.tree.gone_to.connect(self._show_record)
        self.differences.current_changed.connect(self._show_difference)

    @override
    def title(self) -> str:
        return _("Scheme")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+I", _("Import")), ("Ctrl+E", _("Export")), ("Ctrl+P", _("Publish")))

    @override
    def page_actions(self) -> Sequence[QAction]:
        return self._actions

    @override
    def load(self, progress: JobProgress) -> _Shown:
        lines = scheme.list_(self.ws)
        by_id = {line.id: line for line in lines}
        line = by_id.get(self._wanted) if self._wanted else None
        line = line or next(iter(lines), None)
        if line is None:
            return _Shown(lines)
        content = scheme.show(self.ws, line.id.hex).content
        other = by_id.get(self._other) if self._other else None
        if other is None or other.id == line.id or content is None:
            return _Shown(lines, line, content)
        before = scheme.show(self.ws, other.id.hex).content
        found = compare(before, content) if before is not None else None
        return _Shown(lines, line, content, before, found)

    @override
    def show_data(self, data: _Shown) -> None:
        before, self._shown = self._shown, data
        line = data.line
        self._stack.setCurrentIndex(0 if line else 1)
        self.publish_action.setEnabled(line is not None and line.version is None)
        self._publish.setVisible(self.publish_action.isEnabled())
        self.export_action.setEnabled(line is not None)
        if line is None or data.content is None:
            self._wanted = None
            return
        self._wanted = line.id
        self.list.show_lines(data.lines, line.id)
        self.name_label.setText(f"{state_text(line)} · {line.title}")
        self._fill_comparison(data)
        if data.difference is None or data.other is None:
            self._counts.setText(words.counts(line.sections, line.items))
            self._middle.setCurrentWidget(self.tree)
            if before.content != data.content or before.difference is not None:
                self.tree.show_scheme(data.content)
        else:
            self._counts.setText(difference_words.summary(data.difference))
            self._show_comparison(data.other, data.content, data.difference)

    @override
    def open(self, subject: object) -> None:
        """Go to a version or draft by its id."""
        if isinstance(subject, UUID):
            self._wanted, self._other = subject, None
            self.reload()

    def publish(self) -> None:
        """Ask in the message bar, then publish the draft that is shown."""
        line = self._shown.line
        if line is None or line.version is not None:
            return
        numbers = [
            each.version.number
            for each in self._shown.lines
            if each.version and each.scheme_id == line.scheme_id
        ]
        told = _("Publish “{title}” as version {number}? It will never change again.")
        said = told.format(title=line.title, number=max(numbers, default=0) + 1)
        self.message.tell(said, _("Publish"), lambda: self._publish_now(line.id))
        self.message.action.setFocus()

    def import_file(self) -> None:
        """Choose a workbook of criteria and preview its import."""
        name, _kind = QFileDialog.getOpenFileName(self, _("Import criteria"), "", table_filter())
        if name:
            self.navigated.emit("import_preview", ("scheme", Path(name)))

    def export_file(self) -> None:
        """Write what is shown as a workbook."""
        line = self._shown.line
        if line is None:
            return
        self._write_file(
            _("Export the scheme"),
            f"{line.title}.xlsx",
            lambda path, progress: scheme.export(self.ws, path, line.id.hex, progress=progress),
        )

    def save_template(self) -> None:
        """Write the empty workbook to fill in."""
        self._write_file(
            _("Save the empty template"),
            _("Criteria template.xlsx"),
            lambda path, _progress: scheme.write_template(path),
        )

    def _make_actions(self) -> None:
        self.import_action = self._action(_("Import criteria…"), "Ctrl+I", self.import_file)
        self.export_action = self._action(_("Export…"), "Ctrl+E", self.export_file)
        self.template_action = self._action(_("Empty template…"), "", self.save_template)
        self.publish_action = self._action(_("Publish…"), "Ctrl+P", self.publish)
        self._actions = [
            self.import_action,
            self.export_action,
            self.template_action,
            self.publish_action,
        ]
        self.addActions(self._actions)

    def _action(self, text: str, key: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        return action

    def _filled(self) -> QWidget:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(_hairline())
        column.addWidget(self._panes(), 1)
        page = QWidget()
        page.setLayout(column)
        return page

    def _head(self) -> QWidget:
        title = QLabel(self.title())
        title.setFont(self.theme.font("page"))
        self.theme.changed.connect(lambda: title.setFont(self.theme.font("page")))
        self._publish = KeyButton(self.theme, self.publish_action, is_primary=True)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(KeyButton(self.theme, self.template_action, icon="file"))
        row.addWidget(KeyButton(self.theme, self.export_action, icon="export"))
        row.addWidget(KeyButton(self.theme, self.import_action, icon="import"))
        row.addWidget(self._publish)
        return _strip(row, self.theme.scaled(_HEAD))

    def _panes(self) -> QWidget:
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 0, 16, 0)
        tools.setSpacing(12)
        tools.addWidget(self.name_label, 1)
        tools.addWidget(self._counts)
        tools.addWidget(self.compare_with)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.tree)
        self._middle.addWidget(self.differences)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_strip(tools, self.theme.scaled(_TOOLS)))
        column.addWidget(_hairline())
        column.addWidget(self._middle, 1)
        middle = QWidget()
        middle.setLayout(column)
        self.list.setMinimumWidth(self.theme.scaled(180))
        self.facts.setMinimumWidth(self.theme.scaled(240))
        self.panes = Panes(self.name)
        widths = (self.theme.scaled(_LIST), 1000, self.theme.scaled(_PANEL))
        self.panes.fill((self.list, middle, self.facts), widths, stretched=1)
        return self.panes

    def _fill_comparison(self, data: _Shown) -> None:
        box = self.compare_with
        box.clear()
        box.addItem(_("Compare with…"), None)
        same = [line for line in data.lines if line is not data.line]
        same.sort(key=lambda line: data.line is None or line.scheme_id != data.line.scheme_id)
        for line in same:
            box.addItem(f"{state_text(line)} · {line.title}", line.id)
            if data.difference is not None and line.id == self._other:
                box.setCurrentIndex(box.count() - 1)
        box.setEnabled(bool(same))

    def _show_comparison(self, old: Scheme, new: Scheme, found: SchemeDifference) -> None:
        self.difference_model.compare(old, new, found.items)
        self.differences.set_widths({0: 120, 1: 96, 3: 240}, stretched=2)
        self._middle.setCurrentWidget(self.differences)
        if not found.items:
            self.facts.show_facts(_("Both hold the same items."), ())

    def _show_record(self, record: Section | Item | None) -> None:
        content = self._shown.content
        if record is None or content is None:
            self.facts.show_facts("", ())
        elif isinstance(record, Section):
            self.facts.show_facts(record.text, section_facts(record))
        else:
            self.facts.show_facts(record.text, item_facts(content, record))

    def _show_difference(self, row: ItemDifference | None) -> None:
        old, new = self._shown.other, self._shown.content
        if row is None or old is None or new is None:
            return
        head = f"{difference_words.kind(row.kind)} · {row.item.text}"
        self.facts.show_facts(head, difference_facts(old, new, row))

    def _on_chosen(self, wanted: UUID) -> None:
        self._wanted, self._other = wanted, None
        self.reload()

    def _on_compared(self, _at: int) -> None:
        self._other = self.compare_with.currentData()
        self.reload()

    def _publish_now(self, draft: UUID) -> None:
        def publish(_progress: JobProgress) -> tuple[SchemeVersion, Change | None]:
            return scheme.publish(self.ws, draft.hex), self.ws.last_change

        def published(done: tuple[SchemeVersion, Change | None]) -> None:
            version, change = done
            self._wanted = version.id
            said = words.published(version.title, version.number)
            if change is not None:
                self.message.tell(said, _("Undo"), lambda: self._undo(change.id))
            self.reload()

        self.run(publish, published)

    def _undo(self, change: UUID) -> None:
        self.run(
            lambda _progress: undo.undo(self.ws, change),
            lambda _found: self.message.tell(_("It is a draft again.")),
        )

    def _write_file(
        self, heading: str, name: str, write: Callable[[Path, JobProgress], Path]
    ) -> None:
        start = str(self.ws.paths.exports / name.replace("/", "／"))
        chosen, _kind = QFileDialog.getSaveFileName(self, heading, start, _("Workbooks (*.xlsx)"))
        if chosen:
            self.run(lambda progress: write(Path(chosen), progress), self._on_written)

    def _on_written(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        self.message.tell(
            _("Written: {path}").format(path=path),
            _("Show in folder"),
            lambda: _open_folder(folder),
        )


def _open_folder(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)


def _strip(row: QHBoxLayout, height: int) -> QWidget:
    strip = QWidget()
    strip.setFixedHeight(height)
    strip.setLayout(row)
    return strip


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
