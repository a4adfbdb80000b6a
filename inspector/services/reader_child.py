"""The process that reads one foreign workbook, for front ends that are started as that process."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.files.reader_flag import FLAG as FLAG


def main(arguments: Sequence[str]) -> int:
    """Read the workbook named first, within the seconds and megabytes named after it."""
    # What reads is not needed where the process is another one.
    from inspector.files.reader import child

    return child.main(arguments)
