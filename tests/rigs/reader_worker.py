"""Reads one file after the other in one process, for a rig that has thousands of them.

It stands in for the child that reads one file: it has the same limits and runs the same code.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from inspector.errors import FileRefused
from inspector.files.reader.process_limits import limit_process
from tests.files.reader.here import read_here

SECONDS = 600
MEMORY_MB = 1024


def outcome(path: Path) -> dict[str, object]:
    """The fault, or for each sheet how many values its rows hold and which of them are unread."""
    try:
        sheets = read_here(path)
    except FileRefused as refused:
        return {"fault": refused.fault.value}
    except BaseException as error:
        # A panic of a reader in Rust ends the child and is a refusal; ours would be a mistake.
        if type(error).__name__ == "PanicException":
            return {"fault": "panic"}
        return {"traceback": f"{type(error).__name__}: {error}"}
    return {
        "counts": [
            [sum(cell is not None for cell in row) for row in sheet.rows] for sheet in sheets
        ],
        "cells": [[[repr(cell) for cell in row] for row in sheet.rows] for sheet in sheets],
        "unread": [sheet.unread for sheet in sheets],
    }


if __name__ == "__main__":
    limit_process(SECONDS, MEMORY_MB)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(outcome(Path(line.rstrip("\n")))) + "\n")
        sys.stdout.flush()
