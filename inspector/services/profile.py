"""The profile of this person on this laptop: read at the start, written when something changed."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from inspector import paths, settings
from inspector.errors import FileFault, FileRefused
from inspector.files.atomic import write_atomically
from inspector.settings import Seat, Settings

_NAME = "settings.json"


def load() -> Settings:
    """The settings of this profile; new ones where there are none or they cannot be read."""
    try:
        return settings.parse((paths.profile_folder() / _NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError, AttributeError):
        return Settings()


def save(changed: Settings) -> None:
    """Keep the settings; raises FileRefused where the profile cannot be written."""
    folder = paths.profile_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileRefused(folder, FileFault.UNWRITABLE, detail=str(error)) from error
    text = settings.format_settings(changed).encode()
    write_atomically(folder / _NAME, lambda stream: stream.write(text))


def change(**fields: Any) -> Settings:
    """Keep other values of some settings; raises FileRefused where that cannot be written."""
    known = load()
    changed = replace(known, **fields)
    if changed != known:
        save(changed)
    return changed


def remembered_board() -> UUID | None:
    """The board that this person looked at last."""
    try:
        return UUID(load().board)
    except ValueError:
        return None


def pane_widths(page: str, count: int) -> list[int]:
    """The widths that the panes of a page had the last time, in pixels; empty unless so many."""
    known = load().panes
    widths = known.get(page) if isinstance(known, dict) else None
    if not isinstance(widths, list) or len(widths) != count:
        return []
    return widths if all(isinstance(each, int) and each > 0 for each in widths) else []


def keep_panes(chosen: Mapping[str, list[int]]) -> None:
    """Keep the widths of the panes of some pages; raises FileRefused where that cannot be."""
    known = load()
    panes = {**known.panes, **chosen} if isinstance(known.panes, dict) else dict(chosen)
    if panes != known.panes:
        save(replace(known, panes=panes))


def window_place() -> tuple[tuple[int, int, int, int] | None, bool]:
    """Left, top, width and height of the window the last time, in pixels, and whether it filled
    the screen; None where that is not known."""
    known = load()
    place = known.window
    if len(place) != 4 or not all(isinstance(each, int) for each in place) or min(place[2:]) < 1:
        return None, known.is_maximized
    return (place[0], place[1], place[2], place[3]), known.is_maximized


def keep_window(place: tuple[int, int, int, int], is_maximized: bool) -> None:
    """Keep where the window is; raises FileRefused where that cannot be."""
    known = load()
    if (list(place), is_maximized) != (known.window, known.is_maximized):
        save(replace(known, window=list(place), is_maximized=is_maximized))


def take_seat(folder: Path, seat: Seat) -> None:
    """Remember which device this laptop is in a workspace, and what it wrote last."""
    known = load()
    save(replace(known, seats={**known.seats, str(folder.resolve()): seat}))


def leave_seat(folder: Path) -> None:
    """Be a new device in a workspace from its next opening on."""
    known = load()
    seats = {place: seat for place, seat in known.seats.items() if place != str(folder.resolve())}
    save(replace(known, seats=seats))


def move_seat(source: Path, target: Path) -> None:
    """Remember that a workspace folder, and with it this laptop's seat, was moved."""
    known = load()
    seats = dict(known.seats)
    seats[str(target.resolve())] = seats.pop(str(source.resolve()))
    save(replace(known, seats=seats))


def login_name() -> str:
    """Who is logged in, as the person unless another is named."""
    try:
        return getpass.getuser()
    except OSError:
        return "inspector"


def computer_name() -> str:
    """The name of this laptop."""
    return socket.gethostname() or "laptop"
