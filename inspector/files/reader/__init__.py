"""Reading of foreign files: parsed in a child process, handed on as plain values."""

from inspector.files.reader.parent import read_workbook
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
    "read_workbook",
]
