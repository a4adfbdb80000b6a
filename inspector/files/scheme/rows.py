"""What a row of a foreign criteria table says by itself, by its columns, merges and numbering."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from inspector.domain.scheme_draft import SchemeField
from inspector.errors import CellRefused
from inspector.files.reader import Sheet
from inspector.files.scheme.guidance import readable
from inspector.files.scheme.mapping import Layout
from inspector.files.scheme.marker import Marker, is_inside, marker
from inspector.files.scheme.merges import Merges
from inspector.files.scheme.row import TableRow, plain_text

# What is merged down beside several items holds for each of them.
_SHARED = (
    SchemeField.GUIDANCE,
    SchemeField.EXCEPTIONS,
    SchemeField.METHOD,
    SchemeField.ASPECT,
    SchemeField.SITE_TYPES,
    SchemeField.DEADLINE_CLASS,
    SchemeField.UNIT,
)


# What stands for points where there are none, as on the row of a veto.
_NO_POINTS = frozenset({"/", "-", "—", "——", "－", "否决", "一票否决", "否决项"})


def _points(row: TableRow) -> Decimal | None:
    try:
        return row.points("full_mark")
    except CellRefused:
        return None


class SheetRows:
    """The rows of one sheet; keeps the sections that were named last."""

    def __init__(self, path: Path, sheet: Sheet, layout: Layout) -> None:
        self.merges = Merges(sheet)
        self.columns: dict[str, int] = {}
        for column, field in sorted(layout.fields.items()):
            self.columns.setdefault(field.value, column)
        self._path = path
        self._sheet = sheet
        self.sections = layout.columns(SchemeField.SECTION)
        self._guidance = layout.columns(SchemeField.GUIDANCE)
        self._shared = [column for field in _SHARED for column in layout.columns(field)]
        self._headings = layout.headings
        self._filled: dict[int, str] = {}

    def row(self, index: int) -> TableRow:
        """The row at an index, as it stands."""
        cells = self._sheet.rows[index]
        mark = self.columns.get("full_mark")
        if mark is not None and plain_text(cells[mark]) in _NO_POINTS:
            cells = (*cells[:mark], None, *cells[mark + 1 :])
        return TableRow(
            self._path, self._sheet.title, index + 1, cells, self.columns, self._headings
        )

    def whole(self, row: TableRow) -> TableRow:
        """The row with what is merged down to it."""
        cells = self.merges.filled(row.cells, row.number - 1, self._shared)
        return row if cells is row.cells else replace(row, cells=cells)

    def numbering(self, row: TableRow) -> tuple[Marker | None, str]:
        """The numbering in the column of codes, else at the beginning of the text."""
        text, code = row.text("text"), row.text("code")
        if code:
            found = marker(code)
            return (found if found and not found.rest else None), text
        found = marker(text)
        return (found, found.rest) if found and found.rest else (None, text)

    def has_parts(self, row: TableRow, found: Marker | None) -> bool:
        """Whether the next numbered row is a part of this one, as 1.1 is of 1.

        (1) below 1 is one too, where it has points and 1 has none, or their sum.
        """
        if found is None:
            return False
        own, added = _points(row), Decimal(0)
        for index in range(row.number, len(self._sheet.rows)):
            following = replace(row, number=index + 1, cells=self._sheet.rows[index])
            if not following.text("text"):
                continue
            inner = self.numbering(following)[0]
            if inner is not None and not added and is_inside(inner.code, found.code):
                return True
            points = _points(following)
            if inner is None or inner.rank <= found.rank or points is None:
                break
            if own is None:
                return True
            added += points
        return own is not None and own == added > 0

    def guidance(self, row: TableRow) -> str:
        """What all columns of guidance say, in lines that can be read."""
        texts = (readable(plain_text(row.cells[column])) for column in self._guidance)
        return "\n".join(filter(None, texts))

    def words(self, row: TableRow, texts: list[str]) -> list[str]:
        """What a row says besides its code and its points."""
        try:
            points = plain_text(row.cell("full_mark")) if row.points("full_mark") else ""
        except CellRefused:
            points = ""
        return [text for text in texts if text not in (row.text("code"), points)] or texts

    def places(self, row: TableRow, only_new: bool = False) -> tuple[tuple[int, str], ...]:
        """The section columns of an item; an empty cell means the same as above.

        With `only_new` nothing where this row itself names no section.
        """
        columns = self.sections
        if only_new and not any(plain_text(row.cells[column]) for column in columns):
            return ()
        for position, column in enumerate(columns):
            text = plain_text(row.cells[column])
            if text and text != self._filled.get(column):
                self._filled[column] = text
                for inner in columns[position + 1 :]:
                    self._filled.pop(inner, None)
        return tuple((c, self._filled[c]) for c in columns if c in self._filled)
