"""The page of rankings (排名): the order of a period, why it is so, and the sheet to publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from inspector.domain.board import (
    Board,
    BoardView,
    Pooling,
    RankedGroup,
    RankedRow,
    Ranking,
)
from inspector.domain.period import Period, PeriodKind
from inspector.domain.redblack_view import BoardPlace
from inspector.errors import FileRefused
from inspector.services import board_view, period_memory, profile
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording.board import no_campaign
from ui.dialogs.board_editing import BoardEditing
from ui.dialogs.board_output import BoardOutput
from ui.dialogs.board_sealing import BoardSealing
from ui.dialogs.board_why import BoardWhy
from ui.dialogs.ground import Ground
from ui.jobs import Job, JobProgress, Jobs
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.board_body import BoardBody
from ui.widgets.board_head import BoardHead
from ui.widgets.panes import Panes

_NARROW, _WIDE = 1150, 1700
_PANEL, _WIDE_PANEL = 408, 520


class _Wish(Struct, frozen=True):
    """What is to be shown: without a period always the last one, `group` "" is the first list.

    Without a pooling it is that of the board, without a kind the period is of the board's own. Of a
    campaign, "" being the latest, only the visits count.
    """

    board: UUID | None = None
    group: str | None = ""
    period: Period | None = None
    scheme: UUID | None = None
    pooling: Pooling | None = None
    kind: PeriodKind | None = None
    campaign: str | None = None


class BoardPage(Page):
    """Ranks a period, explains a row beside the table, and brings the list to paper."""

    name = "board"
    imports = "result"
    icon = "board"
    watches = frozenset(
        {"visit", "answer", "finding", "visit_photo", "visit_unit", "unit", "site", "site_type"}
        | {"scheme_version", "district", "board", "edition"}
    )

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        period = period_memory.remembered(self.name)
        self._wish = _Wish(
            profile.remembered_board(),
            period=period.days,
            kind=period.kind,
            campaign=period.campaign,
        )
        self._sought: BoardPlace | None = None
        self._view: BoardView | None = None
        self._trends: Job | None = None
        ground = Ground(self, ws, jobs, theme, self.message, self.run)
        self.editing = BoardEditing(ground, self._on_edited)
        self.sealing = BoardSealing(ground, self._show_edition, self._edit_rules)
        self._actions = self._make_actions()
        self.head = BoardHead(theme, self.editing.actions, *self._actions[:3])
        self.head.hold(self.sealing.button)
        self.board = BoardBody(theme)
        self.table = self.board.table
        self.output = BoardOutput(self, ws, jobs, theme, self.message)
        self.why = BoardWhy(ground, self.output)
        self.panel = self.why.panel
        self.sealing.offer_appeals(self.panel.losses)
        self.panel.hide()
        self.progress = self.output.progress
        self._lay_out()
        self._connect()

    @property
    def ranking(self) -> Ranking | None:
        """The ranking that is shown."""
        return None if self._view is None else self._view.ranking

    @override
    def title(self) -> str:
        return _("Rankings")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", _("Choose")),
            ("Enter", _("Explain")),
            ("Alt+← →", _("Other period")),
            ("Ctrl+P", _("Preview")),
            ("Ctrl+E", _("Export")),
        )

    @override
    def page_actions(self) -> Sequence[QAction]:
        return self._actions

    @override
    def load(self, progress: JobProgress) -> tuple[_Wish, BoardView]:
        wish = self._wish
        asked = (wish.board, wish.period, wish.scheme, wish.pooling, wish.kind, wish.campaign)
        return wish, board_view.look(self.ws, *asked)

    @override
    def show_data(self, data: tuple[_Wish, BoardView]) -> None:
        wish, view = data
        self._view = view
        ranking = view.ranking
        group = _group_shown(ranking, wish.group)
        campaign = None if view.campaign is None else view.campaign.name
        self._wish = replace(wish, board=view.board.id, group=group, campaign=campaign)
        if wish.campaign == "" and view.campaign is None:
            self.message.tell(no_campaign())
        self.head.show_board(view, group)
        self.editing.show_board(view)
        self.sealing.show_board(view)
        self.board.show_board(view, group)
        self.head.offer_parts(offered=not self.table.has_room and self.board.has_parts)
        if ranking is not None:
            self._load_trends(ranking)
        self._go_to_sought()
        row = self.table.row
        if not self.panel.isHidden():
            self._explain(row) if row is not None else self._close_panel()

    @override
    def open(self, subject: object) -> None:
        """Explain a row of a board in a period."""
        if isinstance(subject, BoardPlace):
            self._sought = subject
            place = {"board": subject.board, "period": subject.period, "group": subject.group}
            self._ask(**place, pooling=None, campaign=None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.panel.isHidden():
            self._close_panel()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        for widget in (self.head, self.sealing.line, self.progress):
            left.addWidget(widget)
        left.addWidget(self.board, 1)
        self._across = Panes(self.name)
        self._across.fill((self._left, self.panel), (_NARROW, _PANEL), stretched=0)
        self.panes = self._across
        self.body.addWidget(self._across, 1)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        head, table, panel = self.head, self.table, self.panel
        head.board_chosen.connect(self._choose_board)
        head.group_chosen.connect(lambda group: self._ask(group=group))
        head.scheme_chosen.connect(lambda scheme: self._ask(scheme=scheme))
        head.pooling_chosen.connect(lambda pooling: self._ask(pooling=pooling))
        head.period.chosen.connect(self._choose_period)
        head.period.campaign_chosen.connect(self._choose_campaign)
        head.parts_asked.connect(table.show_parts)
        table.opened.connect(self._open_panel)
        table.moved.connect(self._on_moved)
        table.left.connect(self._close_panel)
        table.room_changed.connect(
            lambda room: head.offer_parts(offered=not room and self.board.has_parts)
        )
        self.board.period_asked.connect(self._choose_period)
        self.board.rules_asked.connect(self.editing.rules.trigger)
        self.board.page_asked.connect(lambda name: self.navigated.emit(name, None))
        panel.closed.connect(self._close_panel)

    def _make_actions(self) -> list[QAction]:
        wanted: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (_("Export the workbook …"), "Ctrl+E", self.export),
            (_("Preview of the sheet …"), "Ctrl+P", self.preview),
            (_("Copy the list as a picture"), "Ctrl+Shift+C", self.copy_picture),
            (_("The period before"), "Alt+Left", lambda: self.head.period.step(-1)),
            (_("The period after"), "Alt+Right", lambda: self.head.period.step(1)),
            (_("Export the publication …"), "Ctrl+Shift+E", self.publish),
            (_("Preview of all sheets …"), "Ctrl+Shift+P", self.preview_all),
        )
        actions = []
        for text, keys, act in wanted:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=act: act())
            actions.append(action)
        actions += (self.sealing.action, self.sealing.appeal, *self.editing.actions)
        self.addActions(actions)
        return actions

    def export(self) -> None:
        """Write the workbook of the ranking where the person wants it."""
        ranking = self.ranking
        if ranking and self.head.export.isEnabled() and not self.output.progress.is_following:
            self.output.export(ranking)

    def publish(self) -> None:
        """Write all sheets about the ranking, with contents, where the person wants them."""
        ranking = self.ranking
        if ranking and self.head.export.isEnabled() and not self.output.progress.is_following:
            self.output.publish(ranking)

    def preview(self) -> None:
        """Show the sheet as it will be printed."""
        ranking = self.ranking
        if ranking is not None and self.head.preview.isEnabled():
            self.output.preview(ranking)

    def preview_all(self) -> None:
        """Show all sheets about the ranking as they will be printed."""
        ranking = self.ranking
        if ranking and self.head.preview.isEnabled() and not self.output.progress.is_following:
            self.output.preview_all(ranking)

    def copy_picture(self) -> None:
        """Put heading and list into the clipboard, for the chat group of the office."""
        ranking, group = self.ranking, self._group_to_copy()
        if ranking is not None and group is not None:
            self.output.copy_picture(ranking, group)

    def _show_edition(self, edition: UUID) -> None:
        self.navigated.emit("edition", edition)

    def _edit_rules(self) -> None:
        self.editing.rules.trigger()

    def _on_edited(self, board: Board) -> None:
        if board.id != self._wish.board:
            self._choose_board(board.id)

    def _choose_board(self, board: UUID) -> None:
        # What cannot be remembered is chosen again the next time.
        with suppress(FileRefused):
            profile.change(board=board.hex)
        self._ask(board=board, group="", pooling=None)

    def _choose_period(self, period: Period) -> None:
        with suppress(FileRefused):
            period_memory.keep(self.name, period)
        self._ask(period=period, campaign=None)

    def _choose_campaign(self, campaign: str) -> None:
        with suppress(FileRefused):
            period_memory.keep_campaign(self.name, campaign)
        self._ask(period=None, campaign=campaign)

    def _ask(self, **wishes: object) -> None:
        self._wish = replace(self._wish, **wishes)
        self.reload()

    def _load_trends(self, ranking: Ranking) -> None:
        if self._trends is not None:
            self._trends.progress.cancel()
        job = self.run(lambda progress: board_view.trends(self.ws, ranking, progress))
        self._trends = job
        job.succeeded.connect(lambda trends: self._on_trends(job, trends))

    def _on_trends(self, job: Job, trends: board_view.Trends) -> None:
        if job is not self._trends:
            return
        self.table.show_trends(trends)
        row = self.table.row
        if row is not None:
            self.panel.show_trend(self.table.table.trend(row))

    def _go_to_sought(self) -> None:
        sought, self._sought = self._sought, None
        if sought is not None and self.table.go(sought.subject, sought.group):
            self.panel.show()
            self._arrange()

    def _on_moved(self, row: RankedRow) -> None:
        self.board.show_current(row)
        if not self.panel.isHidden():
            self._explain(row)

    def _open_panel(self, row: RankedRow) -> None:
        if self.panel.isHidden():
            self.panel.show()
            self._arrange()
            self._explain(row)
            if self._left.isHidden():
                self.panel.losses.setFocus()

    def _close_panel(self) -> None:
        self.panel.hide()
        self._arrange()
        self.table.setFocus()

    def _explain(self, row: RankedRow) -> None:
        if self.ranking is not None:
            self.why.explain(self.ranking, row, self.table.table.trend(row))

    def _arrange(self) -> None:
        """Table and explanation side by side, or the explanation alone where it is narrow."""
        is_open, width = not self.panel.isHidden(), self.width()
        self._left.setVisible(not (is_open and width < self.theme.scaled(_NARROW)))
        # Where it is narrow the period needs the room; the menu has the action still.
        self.sealing.button.setVisible(width >= self.theme.scaled(_WIDE if is_open else _NARROW))
        panel = self.theme.scaled(_WIDE_PANEL if width >= _WIDE else _PANEL)
        if self._across.chosen:
            panel = self._across.chosen[1]
        if is_open:
            self._across.setSizes([width - panel, panel])
        self.board.set_roomy(self.height() >= self.theme.scaled(600))

    def _group_to_copy(self) -> RankedGroup | None:
        ranking, row = self.ranking, self.table.row
        key = self._wish.group or (row.group if row is not None else None)
        groups = ranking.groups if ranking is not None else ()
        return next((one for one in groups if key in (None, one.key)), None)


def _group_shown(ranking: Ranking | None, wished: str | None) -> str | None:
    """The list that is wished if it is there, else the first with a score; None for all."""
    if ranking is None or wished is None:
        return None
    keys = [one.key for one in ranking.groups]
    if wished in keys:
        return wished
    scored = [one.key for one in ranking.groups if any(row.score is not None for row in one.rows)]
    return next(iter((*scored, *keys)), None)
