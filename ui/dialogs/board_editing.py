"""The actions on the boards themselves: their rules, a new one, taking one back, all with undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from inspector.domain.board import Board, BoardView
from inspector.domain.change import Change
from inspector.domain.ready_board import READY_BOARDS, READY_KEYS
from inspector.services import board_book, undo
from inspector.services.board_choice import BoardChoices, choices
from inspector.wording import _
from inspector.wording.board_rules import board_name
from ui.dialogs.ground import Ground
from ui.jobs import JobProgress


class BoardEditing:
    """Opens the editor over a page and says in its bar what was done.

    `show` makes a board the one that is shown.
    """

    def __init__(
        self,
        ground: Ground,
        show: Callable[[Board], None],
    ) -> None:
        self._page, self._ws, self._jobs, self._theme, self._message, self._run = ground
        self._show = show
        self._view: BoardView | None = None
        self.rules = self._action(_("Rules of the board …"), "Ctrl+R", lambda: self._edit())
        self.copy = self._action(
            _("New board like this …"), "Ctrl+Shift+R", lambda: self._edit(is_new=True)
        )
        self.remove = self._action(_("Take the board back"), "", self._remove)

    @property
    def actions(self) -> tuple[QAction, ...]:
        """All actions, in the order of a menu."""
        return (self.rules, self.copy, self.remove)

    def show_board(self, view: BoardView) -> None:
        """Act on this board from now on."""
        self._view = view
        key = READY_KEYS.get(view.board.id)
        self.remove.setText(
            _("Take the board back") if key is None else _("Make the board as it was at first")
        )
        self.remove.setEnabled(key is None or view.board != READY_BOARDS[key])
        for action in (self.rules, self.copy):
            action.setEnabled(view.board.rules is not None)

    def _edit(self, *, is_new: bool = False) -> None:
        view = self._view
        if view is not None:
            self._run(
                lambda _progress: choices(self._ws),
                lambda found: self._open(view, found, is_new=is_new),
            )

    def _open(self, view: BoardView, found: BoardChoices, *, is_new: bool) -> None:
        from ui.dialogs.board_editor import BoardEditor, Edited

        name = board_name(view.board)
        scheme = view.ranking.scheme_id if view.ranking is not None else None
        edited = Edited(
            view.board,
            _free(name, found) if is_new else name,
            found,
            view.period,
            None if scheme is None else scheme.hex,
            is_new=is_new,
        )
        editor = BoardEditor(self._ws, self._jobs, self._theme, edited, self._page)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.saved.connect(self._on_saved)
        editor.open()

    def _on_saved(self, board: Board, change: Change | None) -> None:
        self._show(board)
        self._tell(_("Saved: {board}.").format(board=board_name(board)), change)

    def _remove(self) -> None:
        view = self._view
        if view is None:
            return

        def remove(_progress: JobProgress) -> tuple[Board, Change | None]:
            return board_book.remove(self._ws, view.board.id.hex), self._ws.last_change

        self._run(remove, self._on_removed)

    def _on_removed(self, done: tuple[Board, Change | None]) -> None:
        board, change = done
        if board.id in READY_KEYS:
            said = _("“{board}” is as it was at first.")
        else:
            said = _("“{board}” is no board any more.")
        self._tell(said.format(board=board_name(board)), change)

    def _tell(self, said: str, change: Change | None) -> None:
        if change is None:
            self._message.tell(said)
        else:
            self._message.tell(said, _("Undo"), lambda: self._undo(change))

    def _undo(self, change: Change) -> None:
        self._run(
            lambda _progress: undo.undo(self._ws, change.id),
            lambda _found: self._message.tell(_("The boards are as they were before.")),
        )

    def _action(self, text: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self._page)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: act())
        return action


def _free(name: str, found: BoardChoices) -> str:
    """A name for a copy that no board has."""
    names = {other for _id, other in found.boards}
    number = 2
    while (free := _("{name} ({number})").format(name=name, number=number)) in names:
        number += 1
    return free
