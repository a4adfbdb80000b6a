"""The process that reads one foreign workbook, for front ends that are started as that process."""

from inspector.files.reader_child import FLAG, main

__all__ = ["FLAG", "main"]
