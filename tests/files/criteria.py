"""Made-up criteria tables in memory, and what became of them in short."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from inspector.domain.import_mapping import parse_mapping
from inspector.domain.points import plain
from inspector.domain.row_answer import Answers
from inspector.domain.scheme_draft import SchemeField, SchemeSheet
from inspector.files.reader import Cell, Merge, Sheet, Workbook
from inspector.files.scheme.workbook import understand

Rows = Sequence[Sequence[Cell]]


def sheet_of(rows: Rows, *merges: str, title: str = "表1") -> Sheet:
    """A sheet with merges as Excel names them, “A1:B2”."""
    width = max(map(len, rows))
    return Sheet(
        title,
        True,
        tuple((*row, *[None] * (width - len(row))) for row in rows),
        tuple(map(_merge, merges)),
    )


def _merge(name: str) -> Merge:
    first, last = name.split(":")
    return Merge(*_cell(first), *_cell(last))


def _cell(name: str) -> tuple[int, int]:
    return int(name[1:]) - 1, ord(name[0]) - ord("A")


def understood(
    *sheets: Sheet, mapping: str = "", answers: Answers | None = None, rules: bool = False
) -> SchemeSheet:
    """What the import makes of these sheets; every row has one fate."""
    book = Workbook(Path("made-up.xlsx"), sheets)
    read = understand(
        book,
        uuid4,
        mapping=parse_mapping(mapping, SchemeField),
        answers=answers or Answers(collects=True),
        takes_rules=rules,
    )
    rows = [(sheet.title, number) for sheet in sheets for number in range(1, len(sheet.rows) + 1)]
    assert [(fate.sheet, fate.row) for fate in read.fates] == rows
    return read


def items(read: SchemeSheet) -> list[str]:
    """Each item as “section/section/text=points”."""
    return [
        "/".join([*(section.text for section in read.scheme.path(item)), item.text])
        + f"={plain(item.full_mark)}"
        for item in read.scheme.items
    ]


def fates(read: SchemeSheet) -> str:
    """The first letters of all fates, those of remarks and of blank rows being n and a dot."""
    letters = {"remark": "n", "empty": ".", "unknown": "?", "total": "+"}
    return "".join(letters.get(fate.fate.value, fate.fate.value[0]) for fate in read.fates)


def wrong(read: SchemeSheet) -> list[str]:
    """The sums that do not add up, as “kind where stated found row”."""
    return [
        f"{each.kind.value} {each.where} {plain(each.stated)} {plain(each.found)} {each.row}"
        for each in read.sums
        if not each.is_ok
    ]
