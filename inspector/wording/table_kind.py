"""Words for the files that an import reads."""

from __future__ import annotations

from inspector.domain.table_kind import TABLE_SUFFIXES
from inspector.wording.catalogue import _


def table_filter() -> str:
    """The kinds of file that an import reads, for a dialog that asks for one."""
    kinds = " ".join(f"*{suffix}" for suffix in TABLE_SUFFIXES)
    return ";;".join((_("Tables ({kinds})").format(kinds=kinds), _("All files (*)")))
