"""What is remembered of a person and a laptop between two starts, outside of every workspace."""

from __future__ import annotations

import json

from msgspec import Struct, field, to_builtins


class Seat(Struct, frozen=True):
    """The device that this laptop is in one workspace folder, and the last change it wrote there.

    Both are hex ids. Where the folder does not hold that change it was copied or restored.
    """

    device: str
    last: str = ""


class Settings(Struct, frozen=True):
    """The settings of one profile; `seats` are by the full path of the workspace folder.

    `theme` is system, light or dark; `role` inspector, office or leader; `panes` the widths of the
    panes of each page; `window` left, top, width and height in pixels; `board` the hex id of the
    board that was ranked last; `periods` what was looked at last on each page.
    """

    language: str = ""
    seats: dict[str, Seat] = field(default_factory=dict)
    theme: str = "system"
    text_percent: int = 100
    role: str = "inspector"
    person: str = ""
    unit: str = ""
    laptop: str = ""
    last_workspace: str = ""
    panes: dict[str, list[int]] = field(default_factory=dict)
    window: list[int] = field(default_factory=list)
    is_maximized: bool = False
    board: str = ""
    periods: dict[str, str] = field(default_factory=dict)


def parse(text: str) -> Settings:
    """Settings from their stored text; what this version does not know or expect is passed over."""
    stored, usual = json.loads(text), to_builtins(Settings())
    values = {
        name: value
        for name, value in stored.items()
        if name in usual and type(value) is type(usual[name])
    }
    seats = {folder: Seat(**seat) for folder, seat in values.pop("seats", {}).items()}
    return Settings(**values, seats=seats)


def format_settings(settings: Settings) -> str:
    """Settings as the text that is stored."""
    return json.dumps(to_builtins(settings), ensure_ascii=False, indent=1)
