"""The page of the settings: look, person, district, holidays, backups."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from typing_extensions import override

from inspector.services.workspace import Workspace
from inspector.wording import _
from ui.jobs import JobProgress, Jobs
from ui.pages.page import Page
from ui.theme import Theme


class SettingsPage(Page):
    """Shows the settings.

    `look_chosen` tells that language, theme, size or role were kept anew; `restored` has the
    workspace opened again, the sentence that tells it, and what takes it back.
    """

    name = "settings"
    icon = "settings"

    look_chosen = Signal()
    restored = Signal(object, str, object)

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)

    @override
    def title(self) -> str:
        return _("Settings")

    @override
    def load(self, progress: JobProgress) -> Any:
        return None

    @override
    def show_data(self, data: Any) -> None:
        pass
