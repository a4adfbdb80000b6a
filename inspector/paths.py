"""Where things lie: shipped resources, the profile of the person, the parts of a workspace."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

import resources

APPLICATION = "inspector"
# Of a checkout, a wheel and a frozen folder alike, and found sooner than by importlib.resources.
_RESOURCES = Path(resources.__path__[0])


def resource(*parts: str) -> Path:
    """A shipped file."""
    return _RESOURCES.joinpath(*parts)


def profile_folder() -> Path:
    """The folder of this person's settings; INSPECTOR_PROFILE overrides it."""
    named = os.environ.get("INSPECTOR_PROFILE")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_config_path(APPLICATION, appauthor=False)


class WorkspacePaths(Struct, frozen=True):
    """The parts of one workspace folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "workspace.db"

    @property
    def photos(self) -> Path:
        """Original photos under their hash."""
        return self.folder / "photos"

    @property
    def derived(self) -> Path:
        """Thumbnails and the like; may be deleted at any time."""
        return self.folder / "derived"

    @property
    def backups(self) -> Path:
        """Copies of the database, made before an import and a migration."""
        return self.folder / "backups"

    @property
    def exports(self) -> Path:
        """Workbooks that the program wrote."""
        return self.folder / "exports"

    @property
    def lock(self) -> Path:
        """The file that the one program using the workspace holds locked."""
        return self.folder / "lock"
