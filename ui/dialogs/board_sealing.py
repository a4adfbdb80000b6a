"""The action that seals the ranking a page shows, and what the page then says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from inspector.domain.board import BoardView, Loss
from inspector.domain.edition import Edition, EditionLine
from inspector.services import edition
from inspector.wording import _
from inspector.wording import edition as words
from ui.dialogs.ground import Ground
from ui.models.loss_list import LINE_ROLE
from ui.widgets.key_button import KeyButton
from ui.widgets.seal_line import SealLine

if TYPE_CHECKING:
    from ui.dialogs.edition_doing import EditionDoing


class BoardSealing:
    """Opens the dialog over a page; `line` and `button` stand on the page.

    `show` goes to an edition, `edit` opens the rules.
    """

    def __init__(
        self,
        ground: Ground,
        show: Callable[[UUID], None],
        edit: Callable[[], object],
    ) -> None:
        self._ground = ground
        self._page, self._ws, self._jobs, self._theme, self._message, self._run = ground
        self._show, self._edit = show, edit
        self._view: BoardView | None = None
        self.sealed: EditionLine | None = None
        self.action = QAction(_("Seal …"), self._page)
        self.action.setShortcut(QKeySequence("Ctrl+L"))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.action.setEnabled(False)
        self.action.triggered.connect(lambda _checked=False: self.ask())
        self.button = KeyButton(
            self._theme, self.action, icon="lock", word=_("Seal"), is_primary=True
        )
        self.appeal = QAction(_("File an appeal against this loss …"), self._page)
        self.appeal.setEnabled(False)
        self._losses: QAbstractItemView | None = None
        self._doing: EditionDoing | None = None
        self.line = SealLine(self._theme)
        self.line.asked.connect(show)

    def show_board(self, view: BoardView) -> None:
        """Act on this board and period from now on, and tell as what it is sealed."""
        is_other = self._view is None or not _is_same(self._view, view)
        self._view = view
        if is_other:
            self._on_known(view, None)
            self.action.setEnabled(False)
        self._run(
            lambda _progress: edition.sealed_as(self._ws, view.board.id, view.period),
            lambda sealed: self._on_known(view, sealed),
        )

    def offer_appeals(self, losses: QAbstractItemView) -> None:
        """Let a loss of an explanation be objected to, from its menu."""
        self._losses = losses
        losses.addAction(self.appeal)
        losses.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.appeal.triggered.connect(lambda _checked=False: self._file())

    def _file(self) -> None:
        from ui.dialogs.edition_doing import EditionDoing

        loss = None if self._losses is None else self._losses.currentIndex().data(LINE_ROLE)
        if not isinstance(loss, Loss):
            self._message.warn(_("Choose the loss in the explanation first."))
            return
        if self._doing is None:
            self._doing = EditionDoing(self._ground)
        self._doing.file(self.sealed, loss.subject, (loss.visit, loss.item))

    def ask(self) -> None:
        """Show what would be sealed, and seal it if somebody says so."""
        from ui.dialogs.seal import SealDialog

        view = self._view
        if view is None or view.ranking is None:
            return
        dialog = SealDialog(self._ws, self._jobs, self._theme, view, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(self._on_sealed)
        dialog.rules_asked.connect(self._edit)
        dialog.edition_asked.connect(self._show)
        dialog.open()

    def _on_known(self, view: BoardView, sealed: EditionLine | None) -> None:
        if self._view is not None and not _is_same(self._view, view):
            return
        self.sealed = sealed
        self.line.show_sealed(sealed)
        self.appeal.setEnabled(sealed is not None)
        self.action.setEnabled(sealed is None and view.ranking is not None)

    def _on_sealed(self, sealed: Edition) -> None:
        head, sha256 = edition.head_and_hash(sealed)
        said = words.sealed_as(head, sha256)
        self._message.tell(said, _("Show the edition"), lambda: self._show(sealed.id))
        if self._view is not None:
            self.show_board(self._view)


def _is_same(one: BoardView, other: BoardView) -> bool:
    return (one.board.id, one.period) == (other.board.id, other.period)
