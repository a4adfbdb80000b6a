"""What an import knows beforehand: a workbook that was read, and what was said of its rows."""

from __future__ import annotations

from msgspec import Struct

from inspector.domain.row_answer import Answers
from inspector.files.reader import Workbook


class Told(Struct, frozen=True):
    """A workbook that was read already (None: it has yet to be), and the answers about its rows."""

    book: Workbook | None = None
    answers: Answers | None = None


UNTOLD = Told()
