"""A sealed edition in a window of its own: its lists and their presentation, nothing to change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from inspector.domain.redblack_view import RedBlackView
from inspector.services import edition_view
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import edition as words
from inspector.wording.redblack import no_lists
from inspector.wording.redblack_view import sealed, without_photos
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.hairline import hairline
from ui.widgets.key_button import KeyButton
from ui.widgets.message_bar import MessageBar
from ui.widgets.redblack_board import RedBlackBoard
from ui.widgets.thumbnails import Thumbnails

_HEIGHT = 56


def open_edition(
    path: Path,
    ws: Workspace | None,
    jobs: Jobs,
    theme: Theme,
    shown: list[EditionWindow],
    bar: MessageBar | None,
) -> Job:
    """Prove the edition in a file, and only then show it; `shown` holds the windows that are open.

    The bar, if there is one, says what is being done. The job fails with what is wrong with the
    file.
    """
    if bar is not None:
        bar.tell(_("Proving the edition …"))

    def show(view: RedBlackView) -> None:
        window = EditionWindow(view, ws, jobs, theme)
        shown.append(window)
        window.destroyed.connect(lambda: shown.remove(window))
        window.show()
        if bar is not None and isValid(bar):
            bar.hide()

    job = jobs.run(lambda progress: edition_view.open_file(path, ws, progress))
    job.succeeded.connect(show)
    return job


def choose_edition(parent: QWidget | None) -> Path | None:
    """Ask for the file of a sealed edition."""
    kinds = _("Sealed editions (*.edition *.json);;All files (*)")
    chosen = QFileDialog.getOpenFileName(parent, _("Open a sealed edition…"), "", kinds)[0]
    return Path(chosen) if chosen else None


class EditionWindow(QWidget):
    """Shows the lists of an edition that was proved; photos are those that `ws` has."""

    def __init__(
        self,
        view: RedBlackView,
        ws: Workspace | None,
        jobs: Jobs,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        head = view.sealed
        assert head is not None
        self.view = view
        self._ws = ws
        self._jobs = jobs
        self._theme = theme
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.title(head))
        self.setMinimumSize(1024, 620)
        self.title = ElidedLabel(theme, "page")
        self.title.setText(f"{head.district} · {words.title(head)}")
        self.state = QLabel(sealed(head))
        self.state.setFont(theme.font("small"))
        self.state.setProperty("role", "secondary")
        self.message = MessageBar(theme)
        thumbnails = None if ws is None else Thumbnails(ws, jobs)
        self.board = RedBlackBoard(theme, thumbnails)
        self.board.show_view(view)
        self.present_action = QAction(_("Presentation for the weekly meeting"), self)
        self.present_action.setShortcut(QKeySequence("F5"))
        self.present_action.triggered.connect(self.present)
        self.addAction(self.present_action)
        self._lay_out()
        if not view.lists:
            self.message.tell(no_lists())
        elif view.lacks_photos:
            self.message.tell(without_photos())
        self.board.setFocus()

    @override
    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    def present(self) -> None:
        """Show the lists over the whole screen, card after card."""
        from ui.dialogs.presentation import Presentation

        Presentation(self.view, self._ws, self._jobs, self._theme, self).begin()

    def _lay_out(self) -> None:
        lock = QLabel()
        lock.setPixmap(self._theme.pixmap("lock", "text.secondary", 16))
        button = KeyButton(
            self._theme,
            self.present_action,
            icon="present",
            word=_("Presentation"),
            is_primary=True,
        )
        row = QHBoxLayout()
        spare = self._theme.scaled(_HEIGHT - 32) // 2
        row.setContentsMargins(24, spare, 16, spare)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        for widget in (lock, self.state, button):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(hairline())
        layout.addWidget(self.message)
        layout.addWidget(self.board, 1)
