"""Start the window: `python -m ui [FOLDER | EDITION]`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from inspector.services import reader_child
from inspector.wording import _
from ui.plain_import import plain_imports

SMOKE = "--smoke"

_PACKAGES = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libglib-2": "libglib2.0-0",
    "libxkbcommon": "libxkbcommon0",
    "libfontconfig": "libfontconfig1",
    "libdbus-1": "libdbus-1-3",
}


def missing_library(error: ImportError) -> str | None:
    """The sentence for a system library that Qt lacks, with the command that installs it."""
    found = re.match(r"(lib[\w+.-]+?)\.so", str(error))
    if found is None:
        return None
    package = next(
        (package for name, package in _PACKAGES.items() if found[1].startswith(name)), found[1]
    )
    return _(
        "The system library {library} is missing. Install it: sudo apt install {package}"
    ).format(library=found[0], package=package)


def main() -> None:
    """Open the window on the workspace or edition named, or the last workspace, or the first page.

    `--smoke` proves instead that the program is whole; the reader's flag makes this process the
    one that reads a foreign workbook.
    """
    given = sys.argv[1:]
    if given[:1] == [reader_child.FLAG]:
        sys.exit(reader_child.main(given[1:]))
    try:
        if given[:1] == [SMOKE]:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
            from ui.smoke import run as prove

            sys.exit(prove())
        with plain_imports():
            from ui.app import run
    except ImportError as error:
        said = missing_library(error)
        if said is None:
            raise
        sys.exit(said)
    sys.exit(run(Path(given[0]) if given else None))


if __name__ == "__main__":
    main()
