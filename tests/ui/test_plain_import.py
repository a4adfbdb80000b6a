"""The imports of the start: only what it needs, without a source read or garbage collected."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = {
    *("openpyxl", "PIL", "pypinyin", "chinese_calendar", "lxml", "python_calamine", "pillow_heif"),
    *("typer", "rich"),
}
_SCRIPT = """
import gc, linecache
from ui.plain_import import plain_imports
with plain_imports():
    from PySide6.QtCore import *
    import colorsys
    from ui.widgets import hairline
    assert not gc.isenabled()
assert gc.isenabled() and gc.get_freeze_count() > 1_000
assert QObject.__name__ == "QObject"
print([name for name in linecache.cache if "colorsys" in name or "hairline" in name])
"""


def test_no_source_is_read_when_a_module_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], check=True, capture_output=True)
    assert done.stdout.decode().strip() == "[]"


def test_it_is_in_use_because_pyside_reads_sources() -> None:
    script = "import PySide6.QtCore, linecache, colorsys; print(list(linecache.cache))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert "colorsys" in done.stdout.decode()


def test_what_is_heavy_is_imported_on_first_use() -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None; from ui import app;"
        "print(*(name for name, there in sys.modules.items() if there))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    loaded = {name.partition(".")[0] for name in done.stdout.decode().split()}
    assert {"ui", "inspector", "peewee"} <= loaded
    assert loaded & _HEAVY == set()
