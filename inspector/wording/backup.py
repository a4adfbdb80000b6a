"""Words for the backups of a workspace."""

from __future__ import annotations

from inspector.wording.catalogue import _

_KILOBYTE = 1000


def occasion(why: str) -> str:
    """Why a backup was made; a reason that this version does not know stays as it is."""
    return {
        "import": _("before an import"),
        "upgrade": _("before an update of the program"),
        "manual": _("made by hand"),
        "before-restore": _("before a backup was put back"),
    }.get(why, why)


def size(byte_size: int) -> str:
    """The size of a file in the unit that gives a short number."""
    value = float(byte_size)
    for unit in ("B", "KB", "MB"):
        if value < _KILOBYTE:
            return f"{value:.0f} {unit}"
        value /= _KILOBYTE
    return f"{value:.1f} GB"
