"""The page of red and black lists (红黑榜): who stands on them, why, and the weekly meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QAction, QKeySequence, Qt
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from inspector.domain.period import Period
from inspector.domain.redblack_view import BoardPlace, RedBlackView
from inspector.errors import FileRefused
from inspector.services import board_view, profile, redblack_view
from inspector.services.redblack_view import RedBlackLook
from inspector.services.workspace import Workspace
from inspector.wording import _
from ui.dialogs.board_output import BoardOutput
from ui.jobs import Job, JobProgress, Jobs
from ui.models.redblack_list import CardRow, NearRow
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.empty_page import EmptyPage
from ui.widgets.redblack_board import RedBlackBoard
from ui.widgets.redblack_head import RedBlackHead
from ui.widgets.thumbnails import Thumbnails


class _Wish(Struct, frozen=True):
    """What is to be shown: without a period always the last one of the board."""

    board: UUID | None = None
    period: Period | None = None


class RedBlackPage(Page):
    """Shows the lists of a board over a period as cards."""

    name = "redblack"
    icon = "flag"
    watches = frozenset(
        {"visit", "answer", "finding", "visit_photo", "visit_unit", "unit", "site", "site_type"}
        | {"scheme_version", "district", "board", "edition"}
    )

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._wish = _Wish(profile.remembered_board())
        self._look: RedBlackLook | None = None
        self._trends: Job | None = None
        self._actions = self._make_actions()
        export, self.present_action, self.as_sealed = self._actions[:3]
        self.head = RedBlackHead(theme, export, self.present_action, self.as_sealed)
        self.thumbnails = Thumbnails(ws, jobs)
        self.board = RedBlackBoard(theme, self.thumbnails, is_linked=True)
        self._rankings = QAction(_("Open the rankings"), self)
        self._rankings.triggered.connect(lambda: self.navigated.emit("board", None))
        self.empty = EmptyPage(theme, "flag", "", self._rankings)
        self.output = BoardOutput(self, ws, jobs, theme, self.message)
        self._parts = QStackedWidget()
        self._parts.addWidget(self.board)
        self._parts.addWidget(self.empty)
        for widget in (self.head, self.output.progress):
            self.body.addWidget(widget)
        self.body.addWidget(self._parts, 1)
        self.head.board_chosen.connect(self._choose_board)
        self.head.period.chosen.connect(lambda period: self._ask(period=period))
        self.board.opened.connect(self._explain)
        self.setFocusProxy(self.board)

    @property
    def view(self) -> RedBlackView | None:
        """The lists that are shown."""
        return None if self._look is None else self._look.view

    @property
    def shown_view(self) -> RedBlackView | None:
        """The lists with the courses of the scores, as far as these are known."""
        return None if self.view is None else replace(self.view, trends=self.board.trends)

    @override
    def title(self) -> str:
        return _("Red & black")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("← → ↑ ↓", _("Choose")),
            ("Enter", _("See the reasons")),
            ("Alt+← →", _("Other period")),
            ("F5", _("Presentation")),
            ("Ctrl+E", _("Export")),
        )

    @override
    def page_actions(self) -> Sequence[QAction]:
        return self._actions

    @override
    def load(self, progress: JobProgress) -> RedBlackLook:
        wish = self._wish
        return redblack_view.look(self.ws, wish.board, wish.period)

    @override
    def show_data(self, data: RedBlackLook) -> None:
        before, self._look = self.view, data
        view = data.view
        self.head.show_look(data)
        has_lists = view is not None and bool(view.lists)
        self.head.board.setEnabled(bool(data.boards))
        for action in self._actions[:2]:
            action.setEnabled(has_lists)
        self.as_sealed.setEnabled(data.standing is not None)
        self._parts.setCurrentWidget(self.board if has_lists else self.empty)
        if view is None:
            self.empty.say(_("There are no criteria yet, so nobody can be ranked."))
        elif not view.lists:
            self.empty.say(
                _("No board has rules for lists yet. They are set among the rules of a board.")
            )
        else:
            is_same = before is not None and _of_same(before, view)
            self.board.show_view(replace(view, trends=self.board.trends) if is_same else view)
            self._load_trends(view)

    def present(self) -> None:
        """Show the lists over the whole screen, card after card."""
        view = self.shown_view
        if view is None or not view.lists:
            return
        from ui.dialogs.presentation import Presentation

        Presentation(view, self.ws, self.jobs, self.theme, self).begin()

    def show_sealed(self) -> None:
        """Show the edition of the board and period as it was sealed, in a window of its own."""
        standing = None if self._look is None else self._look.standing
        if standing is None:
            return
        from inspector.services.edition_view import open_stored

        sealed = standing.id
        job = self.run(lambda progress: open_stored(self.ws, sealed, progress), self._open_sealed)
        self.output.progress.follow(job, _("Proving the edition …"))

    def export(self) -> None:
        """Write the publication of the board where the person wants it."""
        view = self.view
        if view is not None and not self.output.progress.is_following:
            self.output.publish(view.ranking)

    def _open_sealed(self, view: RedBlackView) -> None:
        from ui.dialogs.edition_window import EditionWindow

        EditionWindow(view, self.ws, self.jobs, self.theme, self).show()

    def _make_actions(self) -> list[QAction]:
        wanted: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (_("Export the publication …"), "Ctrl+E", self.export),
            (_("Presentation for the weekly meeting"), "F5", self.present),
            (_("Show the edition as it was sealed"), "", self.show_sealed),
            (_("The period before"), "Alt+Left", lambda: self.head.period.step(-1)),
            (_("The period after"), "Alt+Right", lambda: self.head.period.step(1)),
        )
        actions = []
        for text, keys, act in wanted:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, act=act: act())
            actions.append(action)
        self.addActions(actions)
        return actions

    def _choose_board(self, board: UUID) -> None:
        # What cannot be remembered is chosen again the next time.
        with suppress(FileRefused):
            profile.change(board=board.hex)
        self._ask(board=board)

    def _ask(self, **wishes: object) -> None:
        self._wish = replace(self._wish, **wishes)
        self.reload()

    def _load_trends(self, view: RedBlackView) -> None:
        if self._trends is not None:
            self._trends.progress.cancel()
        job = self.run(lambda progress: board_view.trends(self.ws, view.ranking, progress))
        self._trends = job
        job.succeeded.connect(lambda trends: self._on_trends(job, trends))

    def _on_trends(self, job: Job, trends: board_view.Trends) -> None:
        if job is self._trends:
            self.board.show_trends(trends)

    def _explain(self, row: CardRow | NearRow) -> None:
        view = self.view
        if view is not None:
            ranking = view.ranking
            place = BoardPlace(ranking.board, ranking.period, *row.key)
            self.navigated.emit("board", place)


def _of_same(one: RedBlackView, other: RedBlackView) -> bool:
    """Whether two views are of the same board and period."""
    return (one.ranking.board, one.ranking.period) == (other.ranking.board, other.ranking.period)
