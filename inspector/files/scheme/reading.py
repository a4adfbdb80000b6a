"""Reading the rows of a foreign criteria table: each gets its fate, and becomes a line or none."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from inspector.domain.row_answer import Answers, Choice
from inspector.domain.scheme_draft import Fate, RowReason, SchemeField
from inspector.errors import CellRefused
from inspector.files.reader import Sheet, Workbook
from inspector.files.scheme.columns import squeezed
from inspector.files.scheme.guidance import readable
from inspector.files.scheme.indent import indents
from inspector.files.scheme.line import INDENTED, UNNUMBERED, Line, Total
from inspector.files.scheme.mapping import Layout
from inspector.files.scheme.marker import (
    PLAIN,
    Marker,
    is_part_total,
    is_remark,
    is_total,
    marker,
    points_each,
    points_in,
    stated_points,
    total_points,
    whole_points,
)
from inspector.files.scheme.row import TableRow, plain_text, says_points, share_or_none
from inspector.files.scheme.rows import SheetRows
from inspector.files.table_head import repeated_until

_Told = tuple[Fate, RowReason | None]

# Binary tables (F1) print no points: each item counts one.
_UNPRINTED_MARK = Decimal(1)
# A heading in a row of its own is no sentence.
_LONGEST_HEADING = 30


class Reading:
    """Tells the fate of each row of one sheet and keeps its lines, totals and title."""

    def __init__(self, book: Workbook, sheet: Sheet, layout: Layout, answers: Answers) -> None:
        self.sheet = sheet
        self.layout = layout
        self.title = ""
        self.whole: tuple[str, Decimal, int] | None = None
        self.lines: list[Line] = []
        self.totals: list[Total] = []
        self.continued: dict[int, Line] = {}
        self._answers = answers
        self._rows = SheetRows(book.path, sheet, layout)
        self._indents = indents(sheet, layout)
        self._repeated = -1
        self._each: Decimal | None = None

    def fates(self) -> list[_Told]:
        """The fate of every row; the refusals of cells are kept."""
        return [self._fate(index) for index in range(len(self.sheet.rows))]

    def _fate(self, index: int) -> _Told:
        try:
            return self._take(index)
        except CellRefused as error:
            self._answers.refuse(error)
            # What it says of the sections holds for the rows below it all the same.
            self._rows.places(self._rows.row(index))
            return Fate.UNKNOWN, RowReason.REFUSED

    def _take(self, index: int) -> _Told:
        row = self._rows.row(index)
        texts = [text for cell in row.cells if (text := plain_text(cell))]
        if not texts:
            return self._take_blank(row)
        if self._is_header(index):
            is_first = index <= self.layout.head.last
            return Fate.HEADER, None if is_first else RowReason.REPEATED
        said = self._said(row, texts)
        if said is not None:
            return said
        is_unheaded = self.layout.head.first < 0 and not self.lines and not self.title
        if index < self.layout.head.first or (is_unheaded and len(texts) == 1):
            return self._take_title(index, texts), None
        return self._take_row(row, texts)

    def _take_blank(self, row: TableRow) -> _Told:
        """A row in which nothing stands, but which may belong to cells merged down to it."""
        tree = self.layout.tree
        line = self.lines[-1] if self.lines else None
        if line is None or line.row.sheet != row.sheet:
            return Fate.EMPTY, None
        inner = [column for column in tree if plain_text(line.row.cells[column])]
        if inner and self._rows.merges.holds(line.row.number - 1, inner[-1], row.number - 1):
            self.continued[row.number - 1] = line
            return Fate.ITEM, RowReason.CONTINUES
        return Fate.EMPTY, None

    def _is_header(self, index: int) -> bool:
        """Whether this is the header, or the header printed again, as on a second page."""
        head = self.layout.head
        if head.first <= index <= head.last or index <= self._repeated:
            return True
        if index > head.last:
            self._repeated = repeated_until(self.sheet, head, index) or -1
        return index <= self._repeated

    def _said(self, row: TableRow, texts: list[str]) -> _Told | None:
        """The fate of a row that cannot be read, or of which somebody said what it is."""
        if self._answers.leaves_out(row.sheet, row.number):
            self._rows.places(row)
            return Fate.UNKNOWN, RowReason.LEFT_OUT
        if row.number - 1 in self.sheet.unread:
            return Fate.UNKNOWN, RowReason.CELL_NOT_READ
        kind = self._answers.kind(row.sheet, row.number)
        if kind is Choice.CONTINUE:
            return self._continue_told(row, texts)
        if kind is not None:
            self.lines.append(self._told_line(row, texts, is_heading=kind is Choice.SECTION))
            return Fate.SECTION if kind is Choice.SECTION else Fate.ITEM, RowReason.TOLD
        return None

    def _told_line(self, row: TableRow, texts: list[str], *, is_heading: bool) -> Line:
        """An item or a heading because somebody said so; what it lacks it has not.

        A heading without numbering stands beside the last one.
        """
        found, text = self._rows.numbering(row)
        if not text:
            text = self._rows.words(row, texts)[0]
        row = self._rows.whole(row)
        outer = next((line.rank for line in reversed(self.lines) if line.is_heading), 1)
        try:
            full_mark = row.points("full_mark")
        except CellRefused:
            if not is_heading:
                raise
            full_mark = None
        if full_mark is None and not is_heading and "full_mark" not in self._rows.columns:
            full_mark = _UNPRINTED_MARK
        return Line(
            row,
            is_heading,
            found.rank if found else outer if is_heading else PLAIN,
            found.code if found else row.text("code"),
            text,
            self._rows.guidance(row),
            full_mark,
            () if is_heading else self._rows.places(row),
            is_item=not is_heading,
            is_told=True,
        )

    def _take_title(self, index: int, texts: list[str]) -> Fate:
        for text in texts:
            points = whole_points(text)
            if points is not None and self.whole is None:
                self.whole = (" ".join(text.split()), points, index + 1)
        if self.title or len(texts) > 1 or is_remark(texts[0]):
            return Fate.REMARK
        self.title = " ".join(texts[0].split())
        return Fate.TITLE

    def _take_row(self, row: TableRow, texts: list[str]) -> _Told:
        named = [texts[0], row.text("code"), row.text("text")]
        named += [plain_text(row.cells[c]) for c in self._rows.sections]
        if any(is_total(text) or is_part_total(text) for text in named):
            return self._take_total(row, named)
        if is_remark(texts[0]) and not says_points(row.cell("full_mark")):
            return Fate.REMARK, None
        has_points = row.cell("full_mark") is not None
        if len(texts) == 1 and not has_points:
            return self._take_single(row, texts[0])
        if row.text("text"):
            return self._take_line(row)
        if has_points:
            return self._take_points(row)
        if self._rows.places(row, only_new=True):
            return self._take_places(row)
        if self._is_below_last(row) or row.text("guidance"):
            return self._continue_last(row)
        return Fate.UNKNOWN, RowReason.NO_TEXT

    def _take_places(self, row: TableRow) -> _Told:
        """A row that only names sections, with their points or weights."""
        self.lines.append(Line(row, False, PLAIN, "", "", "", None, self._rows.places(row)))
        return Fate.SECTION, RowReason.LEVEL_ONLY

    def _take_points(self, row: TableRow) -> _Told:
        """Points without a text: of the section that the row names, or one more of the same text.

        One text beside several points is as many items, whether it is merged or not. A heading may
        stand where the numbers of others stand.
        """
        full_mark = row.points("full_mark")
        found = marker(row.text("code"))
        if found is not None and found.rest and found.rank < PLAIN:
            said = self._rows.guidance(row)
            self.lines.append(Line(row, True, found.rank, found.code, found.rest, said, full_mark))
            return Fate.SECTION, None
        places = self._rows.places(row, only_new=True)
        if places:
            text = places[-1][1]
            reason = None
        elif self.lines and self.lines[-1].is_item and not self.lines[-1].is_heading:
            text, reason = self.lines[-1].text, RowReason.CARRIED
            self.lines[-1].is_carried = True
        else:
            return Fate.UNKNOWN, RowReason.NO_TEXT
        row = self._rows.whole(row)
        line = Line(
            row, False, PLAIN, row.text("code"), text, self._rows.guidance(row), full_mark,
            self._rows.places(row), True, is_carried=reason is not None,
        )  # fmt: skip
        self.lines.append(line)
        return Fate.ITEM, reason

    def _is_below_last(self, row: TableRow) -> bool:
        """Whether the text or the points of the last line are merged down to this row."""
        if not self.lines or not self.lines[-1].is_item:
            return False
        first = self.lines[-1].row.number - 1
        columns = [
            self._rows.columns[name] for name in ("text", "full_mark") if name in self._rows.columns
        ]
        return any(self._rows.merges.holds(first, column, row.number - 1) for column in columns)

    def _continue_last(self, row: TableRow) -> _Told:
        """A row that says more of the last line."""
        if not self.lines or not self.lines[-1].is_item:
            return Fate.UNKNOWN, RowReason.NO_POINTS
        return self._continue(row, [readable(row.text("text")), self._rows.guidance(row)])

    def _continue_told(self, row: TableRow, texts: list[str]) -> _Told:
        """All of the row says more of the last line; points are added, what is none is text."""
        if not self.lines:
            return Fate.UNKNOWN, RowReason.NO_TEXT
        try:
            points = row.points("full_mark")
        except CellRefused:
            points = None
        if points is not None:
            self.lines[-1].full_mark = (self.lines[-1].full_mark or Decimal(0)) + points
        return self._continue(row, self._rows.words(row, texts))

    def _continue(self, row: TableRow, more: list[str]) -> _Told:
        line = self.lines[-1]
        line.guidance = "\n".join(filter(None, (line.guidance, *more)))
        self.continued[row.number - 1] = line
        return Fate.ITEM, RowReason.CONTINUES

    def _take_total(self, row: TableRow, named: list[str]) -> _Told:
        is_part = not any(map(is_total, named))
        words = next(text for text in named if is_total(text) or is_part_total(text))
        stated, column = row.points("full_mark", None), None
        if stated is None:
            stated = total_points(words)
        if stated is None:
            stated, column = self._section_total(row)
        if stated is not None:
            self.totals.append(Total(row, words, stated, len(self.lines), is_part, column))
        return Fate.TOTAL, RowReason.PART_TOTAL if is_part else None

    def _section_total(self, row: TableRow) -> tuple[Decimal | None, int | None]:
        """A sum that stands in a column of weights, or in one of the points of sections."""
        for field in (SchemeField.WEIGHT, SchemeField.SECTION_MARK):
            for column in self.layout.columns(field):
                stated = share_or_none(row.cells[column])
                if stated is not None:
                    return stated, column if field is SchemeField.WEIGHT else None
        return None, None

    def _take_single(self, row: TableRow, text: str) -> _Told:
        """A row with one cell: a heading if it is numbered as one or stands across the table.

        The title printed again, as on a second page, is none.
        """
        if self.title and squeezed(text) == squeezed(self.title):
            return Fate.TITLE, None
        found = marker(text)
        is_numbered = found is not None and found.rank < PLAIN and bool(found.rest)
        is_across = self._rows.merges.is_across(row.number - 1, len(self.layout.headings))
        if not is_numbered and not is_across:
            return self._take_unnumbered(row, text)
        code, rest, rank = (found.code, found.rest, found.rank) if found else ("", text, 1)
        self._each = points_each(text)
        self.lines.append(Line(row, True, rank, code, rest, "", stated_points(text)))
        return Fate.SECTION, None

    def _take_unnumbered(self, row: TableRow, text: str) -> _Told:
        if row.number - 1 in self._indents:
            return self._take_line(row)
        if row.text("text") and ("full_mark" not in self._rows.columns or stated_points(text)):
            return self._take_line(row)
        if row.text("guidance"):
            return self._continue_last(row)
        if self._rows.places(row, only_new=True):
            return self._take_places(row)
        if self._is_below_last(row):
            return self._continue_last(row)
        found = marker(text)
        if self._is_part_of_last(row, found):
            return self._continue_last(row)
        is_own = not row.text("text") or not self._rows.sections
        if is_own and self._is_above_items(row, text):
            code, rest = (found.code, found.rest) if found and found.rest else ("", text)
            self.lines.append(Line(row, True, UNNUMBERED, code, rest, "", stated_points(text)))
            return Fate.SECTION, None
        if row.text("text"):
            return self._take_line(row)
        return Fate.UNKNOWN, RowReason.NO_POINTS

    def _is_above_items(self, row: TableRow, text: str) -> bool:
        """Whether a single short text stands straight above a row with points."""
        if len(text) > _LONGEST_HEADING or any(sign in text for sign in "。；;"):
            return False
        for index in range(row.number, len(self.sheet.rows)):
            following = replace(row, number=index + 1, cells=self.sheet.rows[index])
            texts = [said for cell in following.cells if (said := plain_text(cell))]
            if texts:
                return (
                    len(texts) > 1
                    and following.cell("full_mark") is not None
                    and bool(following.text("text"))
                    and not is_total(texts[0])
                )
        return False

    def _take_line(self, row: TableRow) -> _Told:
        found, text = self._rows.numbering(row)
        full_mark = row.points("full_mark")
        depth, is_parent = self._indents.get(row.number - 1, (0, False))
        is_indented = bool(self._indents) and (found is None or found.rank >= PLAIN)
        is_heading = (found is not None and found.rank < PLAIN) or self._rows.has_parts(row, found)
        is_heading = is_heading or (is_indented and is_parent)
        if not is_heading and full_mark is None:
            if "full_mark" in self._rows.columns:
                is_part = not self._indents and self._is_part_of_last(row, found)
                return self._continue_last(row) if is_part else (Fate.UNKNOWN, RowReason.NO_POINTS)
            full_mark = points_in(text) or self._each or _UNPRINTED_MARK
        if is_heading and full_mark is None:
            full_mark = stated_points(text)
        row = row if is_heading else self._rows.whole(row)
        rank = INDENTED + depth if is_indented else found.rank if found else PLAIN
        self.lines.append(
            Line(
                row,
                is_heading,
                rank,
                found.code if found else row.text("code"),
                text,
                self._rows.guidance(row),
                full_mark,
                () if is_heading else self._rows.places(row),
                not is_heading,
                is_numbered=found is not None,
            )
        )
        return Fate.SECTION if is_heading else Fate.ITEM, None

    def _is_part_of_last(self, row: TableRow, found: Marker | None) -> bool:
        """Whether a line without points goes on with the item above it, by merging or numbering."""
        if not self.lines or not self.lines[-1].is_item:
            return False
        last = self.lines[-1]
        places = self._rows.places(row, only_new=True)
        if places and places != last.places:
            return False
        if self._is_below_last(row) or self._lacks_code(row, last):
            return True
        return found is not None and last.rank >= PLAIN and found.rank > last.rank

    def _lacks_code(self, row: TableRow, last: Line) -> bool:
        """Whether a line straight below one with a code has none itself, and nothing but a text."""
        return (
            "code" in self._rows.columns
            and row.number == 1 + max(last.row.number, 1 + next(reversed(self.continued), 0))
            and bool(last.row.text("code"))
            and not row.text("code")
            and not row.text("full_mark")
            and not row.text("guidance")
        )
