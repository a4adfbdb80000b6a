"""What an import knows beforehand: a workbook that was read, and what was said of it."""

from __future__ import annotations

from msgspec import Struct

from inspector.domain.import_mapping import ColumnMapping
from inspector.domain.result_options import NO_OPTIONS, ResultOptions
from inspector.domain.row_answer import Answers
from inspector.files.reader import Workbook


class Told(Struct, frozen=True):
    """A workbook that was read already (None: it has yet to be), and what was said of it.

    `answers` are about its rows, `mapping` about its columns, `options` about results alone.
    """

    book: Workbook | None = None
    answers: Answers | None = None
    mapping: ColumnMapping = ()
    options: ResultOptions = NO_OPTIONS


UNTOLD = Told()
