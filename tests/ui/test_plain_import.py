"""PySide looks into no module after its import statement was taken out."""

from __future__ import annotations

import subprocess
import sys

_SCRIPT = """
import linecache
from ui.plain_import import import_plainly
import_plainly()
from PySide6.QtCore import *
import colorsys
from ui.widgets import hairline
assert QObject.__name__ == "QObject"
print([name for name in linecache.cache if "colorsys" in name or "hairline" in name])
"""


def test_no_source_is_read_when_a_module_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], check=True, capture_output=True)
    assert done.stdout.decode().strip() == "[]"


def test_it_is_in_use_because_pyside_reads_sources() -> None:
    script = _SCRIPT.replace("import_plainly()\nfrom", "from")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert "colorsys" in done.stdout.decode()
