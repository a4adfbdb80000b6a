"""Whether a folder lies on a network drive, where SQLite's WAL is not safe."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "fuse.sshfs", "ncpfs", "davfs"}
)
_REMOTE_DRIVE = 4


def is_network(folder: Path) -> bool:
    """Whether the folder is reached over a network."""
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    return _file_system(folder.resolve()) in _NETWORK_SYSTEMS


def _file_system(folder: Path) -> str:
    mounts = Path("/proc/mounts")
    if not mounts.is_file():
        return ""
    best, system = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, place, kind, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        inside = str(folder) == place or str(folder).startswith(place.rstrip("/") + os.sep)
        if inside and len(place) >= len(best):
            best, system = place, kind
    return system


def _is_remote_drive(folder: Path) -> bool:
    import ctypes

    anchor = folder.resolve().anchor
    if anchor.startswith("\\\\"):
        return True
    windows = getattr(ctypes, "windll")  # noqa: B009
    return bool(windows.kernel32.GetDriveTypeW(anchor) == _REMOTE_DRIVE)
