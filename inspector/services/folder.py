"""A folder before a workspace is in it: whether it would do, and which name is free."""

from __future__ import annotations

import shutil
import tempfile
from itertools import count
from pathlib import Path

from msgspec import Struct

from inspector.files import network
from inspector.services.workspace import is_workspace


class FolderState(Struct, frozen=True):
    """What is known of a folder that may not be there yet; `free_bytes` is the space left."""

    folder: Path
    is_workspace: bool
    is_empty: bool
    is_network: bool
    is_writable: bool
    free_bytes: int


def look_at(folder: Path) -> FolderState:
    """Look whether a workspace is in a folder or could be made there; nothing is left behind."""
    whole = folder.absolute()
    ground = next(part for part in (whole, *whole.parents) if part.exists())
    try:
        is_empty = not folder.exists() or not any(folder.iterdir())
        with tempfile.TemporaryFile(dir=ground):
            is_writable = True
        free = shutil.disk_usage(ground).free
    except OSError:
        is_empty, is_writable, free = False, False, 0
    is_network = network.is_network(ground)
    return FolderState(folder, is_workspace(folder), is_empty, is_network, is_writable, free)


def free_folder(wanted: Path) -> Path:
    """The folder itself where nothing is in it, else the first of “name 2”, “name 3” … that is."""
    for number in count(2):
        state = look_at(wanted)
        if state.is_empty or not state.is_writable:
            return wanted
        stem = wanted.name.removesuffix(f" {number - 1}")
        wanted = wanted.with_name(f"{stem} {number}")
    raise AssertionError
