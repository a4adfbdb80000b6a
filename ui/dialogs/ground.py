"""What a page gives to those who open dialogs over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from inspector.services.workspace import Workspace
from ui.jobs import Jobs
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar


class Ground(NamedTuple):
    """The page and what it works with; `run` calls a service as the page does."""

    page: QWidget
    ws: Workspace
    jobs: Jobs
    theme: Theme
    message: MessageBar
    run: Callable[..., Any]
