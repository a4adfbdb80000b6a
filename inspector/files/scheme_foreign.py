"""Reading somebody else's criteria table: every row gets a fate, headings become sections."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.row_answer import Answers, Choice
from inspector.domain.scheme import Scheme
from inspector.domain.scheme_draft import (
    Fate,
    RowFate,
    SchemeField,
    SchemeSheet,
    stated_sums,
)
from inspector.errors import CellRefused
from inspector.files.cell import is_blank
from inspector.files.reader import Sheet, Workbook
from inspector.files.scheme_assembly import Assembly, Line, Making
from inspector.files.scheme_columns import squeezed
from inspector.files.scheme_mapping import Layout, last_header_row
from inspector.files.scheme_marker import (
    PLAIN,
    Marker,
    is_part_total,
    is_remark,
    is_total,
    marker,
    stated_points,
)
from inspector.files.scheme_row import TableRow, plain_text

# Binary tables (F1) print no points: each item counts one.
_UNPRINTED_MARK = Decimal(1)


def read_foreign(
    book: Workbook,
    sheet: Sheet,
    layout: Layout,
    making: Making,
) -> SchemeSheet:
    """The scheme of a foreign table; raises CellRefused for points that cannot be taken."""
    reading = _Reading(book, sheet, layout, making.answers)
    fates = [reading.fate(index) for index in range(len(sheet.rows))]
    _settle(reading.lines)
    for line in reading.lines:
        fates[line.row.number - 1] = Fate.ITEM if line.is_item else Fate.SECTION
    for continued, line in reading.continued.items():
        fates[continued] = Fate.ITEM if line.is_item else Fate.SECTION
    building = Assembly(layout, making, reading.whole)
    for line in reading.lines:
        building.take(line)
    scheme = Scheme(
        reading.title or book.path.stem, tuple(building.sections), tuple(building.numbered())
    )
    told = [RowFate(sheet.title, number, fate) for number, fate in enumerate(fates, 1)]
    return SchemeSheet(
        scheme,
        sheet.title,
        tuple(
            fate
            for other in book.sheets
            for fate in (told if other is sheet else _left(other, making.answers))
        ),
        stated_sums(scheme, reading.whole),
        tuple(building.rows),
        layout.mapping,
    )


def _left(sheet: Sheet, answers: Answers) -> list[RowFate]:
    for number in range(1, len(sheet.rows) + 1):
        answers.leaves_out(sheet.title, number)
    return [
        RowFate(sheet.title, number, Fate.EMPTY if is_blank(row) else Fate.UNKNOWN)
        for number, row in enumerate(sheet.rows, 1)
    ]


def _settle(lines: list[Line]) -> None:
    """A heading with points but nothing below it is an item; where all are, none is a heading."""
    for index, line in enumerate(lines):
        below = lines[index + 1] if index + 1 < len(lines) else None
        is_leaf = below is None or (below.is_heading and below.rank <= line.rank)
        if line.is_heading and is_leaf and line.full_mark is not None and not line.is_told:
            line.is_item = True
    if all(line.is_item for line in lines):
        for line in lines:
            line.is_heading = False


class _Reading:
    """Tells the fate of each row and keeps what is a heading or an item."""

    def __init__(self, book: Workbook, sheet: Sheet, layout: Layout, answers: Answers) -> None:
        self._answers = answers
        self._book = book
        self._sheet = sheet
        self._layout = layout
        self._columns: dict[str, int] = {}
        for column, field in sorted(layout.fields.items()):
            self._columns.setdefault(field.value, column)
        self._filled: dict[int, str] = {}
        self.title = ""
        self.whole: tuple[str, Decimal] | None = None
        self.lines: list[Line] = []
        self.continued: dict[int, Line] = {}
        self._repeated_until = -1

    def fate(self, index: int) -> Fate:
        """The fate of a row; the refusal of one of its cells is kept."""
        try:
            return self._take(index)
        except CellRefused as error:
            self._answers.refuse(error)
            # What it says of the sections holds for the rows below it all the same.
            self._places(self._row(index))
            return Fate.UNKNOWN

    def _row(self, index: int) -> TableRow:
        return TableRow(
            self._book.path,
            self._sheet.title,
            index + 1,
            self._sheet.rows[index],
            self._columns,
            self._layout.headings,
        )

    def _take(self, index: int) -> Fate:
        cells = self._sheet.rows[index]
        row = self._row(index)
        texts = [text for cell in cells if (text := plain_text(cell))]
        if not texts:
            return Fate.EMPTY
        if self._is_header(index):
            return Fate.HEADER
        said = self._said(row, texts)
        if said is not None:
            return said
        is_unheaded = self._layout.first < 0 and not self.lines and not self.title
        if index < self._layout.first or (is_unheaded and len(texts) == 1):
            return self._take_title(texts)
        return self._take_row(row, texts)

    def _said(self, row: TableRow, texts: list[str]) -> Fate | None:
        """The fate of a row that cannot be read, or of which somebody said what it is."""
        if self._answers.leaves_out(row.sheet, row.number):
            self._places(row)
            return Fate.UNKNOWN
        if row.number - 1 in self._sheet.unread:
            return Fate.UNKNOWN
        kind = self._answers.kind(row.sheet, row.number)
        if kind is Choice.CONTINUE:
            return self._continue_last(row, texts)
        if kind is not None:
            self.lines.append(self._told_line(row, texts, is_heading=kind is Choice.SECTION))
            return Fate.SECTION if kind is Choice.SECTION else Fate.ITEM
        return None

    def _told_line(self, row: TableRow, texts: list[str], *, is_heading: bool) -> Line:
        """An item or a heading because somebody said so; what it lacks it has not.

        A heading without numbering stands beside the last one.
        """
        found, text = self._numbering(row)
        if not text:
            text = self._words(row, texts)[0]
        outer = next((line.rank for line in reversed(self.lines) if line.is_heading), 1)
        try:
            full_mark = row.points("full_mark")
        except CellRefused:
            if not is_heading:
                raise
            full_mark = None
        if full_mark is None and not is_heading and "full_mark" not in self._columns:
            full_mark = _UNPRINTED_MARK
        return Line(
            row,
            is_heading,
            found.rank if found else outer if is_heading else PLAIN,
            found.code if found else row.text("code"),
            text,
            self._guidance(row),
            full_mark,
            () if is_heading else self._places(row),
            is_item=not is_heading,
            is_told=True,
        )

    def _is_header(self, index: int) -> bool:
        """Whether this is the header, or the header printed again, as on a second page."""
        if self._layout.first <= index <= self._layout.last or index <= self._repeated_until:
            return True
        cells = self._sheet.rows[index]
        is_repeated = any(self._layout.headings[c] for c in self._layout.fields) and all(
            squeezed(plain_text(cells[column])) == squeezed(self._layout.headings[column])
            for column in self._layout.fields
        )
        if is_repeated:
            self._repeated_until = last_header_row(self._sheet.merges, index)
        return is_repeated

    def _take_title(self, texts: list[str]) -> Fate:
        if self.title or len(texts) > 1:
            return Fate.REMARK
        self.title = " ".join(texts[0].split())
        return Fate.TITLE

    def _take_row(self, row: TableRow, texts: list[str]) -> Fate:
        named = [row.text(field) for field in ("code", "section", "text")]
        if any(map(is_total, named)) or any(map(is_part_total, named)):
            return self._take_total(row, named)
        has_points = row.cell("full_mark") is not None
        if is_remark(texts[0]) and not has_points:
            return Fate.REMARK
        if len(texts) == 1 and not has_points:
            return self._take_single(row, texts[0])
        if row.text("text"):
            return self._take_line(row)
        if self._places(row, only_new=True) and not has_points:
            return Fate.SECTION
        if self._is_below_last(row.number - 1) or (row.text("guidance") and not has_points):
            return self._continue_last(row)
        return Fate.UNKNOWN

    def _is_below_last(self, index: int) -> bool:
        """Whether the text of the last line is merged down to this row."""
        text = self._columns["text"]
        return bool(self.lines) and any(
            m.first_column <= text <= m.last_column
            and m.first_row <= self.lines[-1].row.number - 1
            and index <= m.last_row
            for m in self._sheet.merges
        )

    def _continue_last(self, row: TableRow, texts: list[str] | None = None) -> Fate:
        """A row that says more of the last line: its guidance, and points that are added up.

        Where somebody said so it is all of its `texts`, and what cannot be points is more text.
        """
        if not self.lines:
            return Fate.UNKNOWN
        line = self.lines[-1]
        more = [self._guidance(row)] if texts is None else self._words(row, texts)
        try:
            points = row.points("full_mark")
        except CellRefused:
            if texts is None:
                raise
            points = None
        line.guidance = "\n".join(filter(None, (line.guidance, *more)))
        if points is not None:
            line.full_mark = (line.full_mark or Decimal(0)) + points
        self.continued[row.number - 1] = line
        return Fate.ITEM

    def _words(self, row: TableRow, texts: list[str]) -> list[str]:
        """What a row says besides its code and its points."""
        try:
            points = plain_text(row.cell("full_mark")) if row.points("full_mark") else ""
        except CellRefused:
            points = ""
        return [text for text in texts if text not in (row.text("code"), points)] or texts

    def _take_total(self, row: TableRow, named: list[str]) -> Fate:
        words = [text for text in named if is_total(text)]
        stated = row.points("full_mark", None)
        if words and stated is not None and self.whole is None:
            self.whole = (words[0], stated)
        return Fate.TOTAL

    def _take_single(self, row: TableRow, text: str) -> Fate:
        """A row with one cell: a heading if it is numbered as one or stands across the table."""
        found = marker(text)
        is_numbered = found is not None and found.rank < PLAIN and bool(found.rest)
        if not is_numbered and not self._is_across(row.number - 1):
            if row.text("text") and "full_mark" not in self._columns:
                return self._take_line(row)
            if row.text("guidance"):
                return self._continue_last(row)
            return Fate.SECTION if self._places(row, only_new=True) else Fate.UNKNOWN
        code, rest, rank = (found.code, found.rest, found.rank) if found else ("", text, 1)
        self.lines.append(Line(row, True, rank, code, rest, "", stated_points(text)))
        return Fate.SECTION

    def _is_across(self, index: int) -> bool:
        width = len(self._layout.headings)
        return any(
            m.first_row == m.last_row == index and 2 * (m.last_column - m.first_column + 1) > width
            for m in self._sheet.merges
        )

    def _take_line(self, row: TableRow) -> Fate:
        found, text = self._numbering(row)
        full_mark = row.points("full_mark")
        is_heading = (found is not None and found.rank < PLAIN) or self._has_parts(row, found)
        if not is_heading and full_mark is None:
            if "full_mark" in self._columns:
                return Fate.UNKNOWN
            full_mark = _UNPRINTED_MARK
        if is_heading and full_mark is None:
            full_mark = stated_points(text)
        self.lines.append(
            Line(
                row,
                is_heading,
                found.rank if found else PLAIN,
                found.code if found else row.text("code"),
                text,
                self._guidance(row),
                full_mark,
                () if is_heading else self._places(row),
                not is_heading,
            )
        )
        return Fate.SECTION if is_heading else Fate.ITEM

    def _numbering(self, row: TableRow) -> tuple[Marker | None, str]:
        """The numbering in the column of codes, else at the beginning of the text."""
        text, code = row.text("text"), row.text("code")
        if code:
            found = marker(code)
            return (found if found and not found.rest else None), text
        found = marker(text)
        return (found, found.rest) if found and found.rest else (None, text)

    def _has_parts(self, row: TableRow, found: Marker | None) -> bool:
        """Whether the next numbered row is a part of this one, as 1.1 is of 1."""
        if found is None:
            return False
        for index in range(row.number, len(self._sheet.rows)):
            following = replace(row, number=index + 1, cells=self._sheet.rows[index])
            if following.text("text"):
                inner = self._numbering(following)[0]
                return inner is not None and inner.code.startswith(
                    tuple(f"{found.code}{sign}" for sign in ".．-")
                )
        return False

    def _guidance(self, row: TableRow) -> str:
        columns = self._layout.columns(SchemeField.GUIDANCE)
        return "\n".join(filter(None, (plain_text(row.cells[column]) for column in columns)))

    def _places(self, row: TableRow, only_new: bool = False) -> tuple[tuple[int, str], ...]:
        """The section columns of an item; an empty cell means the same as above.

        With `only_new` nothing where this row itself names no section.
        """
        columns = self._layout.columns(SchemeField.SECTION)
        if only_new and not any(plain_text(row.cells[column]) for column in columns):
            return ()
        for position, column in enumerate(columns):
            text = plain_text(row.cells[column])
            if text and text != self._filled.get(column):
                self._filled[column] = text
                for inner in columns[position + 1 :]:
                    self._filled.pop(inner, None)
        return tuple((c, self._filled[c]) for c in columns if c in self._filled)
