"""Reading of foreign files: parsed in a child process, handed on as plain values.

`parent.read_workbook` reads one; the child, which loads this too, is spared what the parent needs.
"""

from inspector.files.reader.workbook import (
    DEFAULT_LIMITS,
    Cell,
    Comment,
    Limits,
    Merge,
    Sheet,
    Workbook,
)

__all__ = [
    "DEFAULT_LIMITS",
    "Cell",
    "Comment",
    "Limits",
    "Merge",
    "Sheet",
    "Workbook",
]
