"""Sentences of refusals stay on their line whatever a file or a sheet is called."""

from pathlib import Path

from inspector.errors import CellFault, CellRefused, FileFault, FileRefused
from inspector.wording.error import sentence


def test_names_with_control_characters_are_shown_without_them() -> None:
    path = Path("名\x07字\n换\x1b[31m行.xlsx")
    said = sentence(FileRefused(path, FileFault.EMPTY, "表\r1"))
    cell = sentence(CellRefused(path, "表\n1", 2, "C", CellFault.REQUIRED, ""))
    for each in (said, cell):
        assert each.isprintable()
        assert "名\ufffd字\ufffd换\ufffd[31m行.xlsx" in each
