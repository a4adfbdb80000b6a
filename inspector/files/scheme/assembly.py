"""Making sections and items of the lines of a foreign criteria table."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.points import plain
from inspector.domain.row_answer import Answers
from inspector.domain.scheme import Item, Rule, RuleKind, Section
from inspector.errors import CellFault, CellRefused
from inspector.files.scheme.line import INDENTED, UNNUMBERED, Line
from inspector.files.scheme.mapping import Layout
from inspector.files.scheme.marker import is_bonus, marker, stated_points, stated_share
from inspector.files.scheme.row import TableRow, plain_text, share_or_none


class Making(Struct, frozen=True):
    """With what a scheme is made: new ids, the known site types (None: any), what was said.

    `takes_rules` and `takes_weights` take all rules and weights of which nothing was said.
    """

    new_id: Callable[[], UUID]
    site_types: Collection[str] | None
    answers: Answers
    takes_rules: bool = False
    takes_weights: bool = False


class Statement(Struct, frozen=True):
    """What a row says a section is worth; `column` is that of its points or its weight.

    None is a heading that says it in its words, a weight where `is_share`. `printed` is what stands
    there.
    """

    section: int
    sheet: str
    row: int
    column: int | None
    value: Decimal
    printed: str
    is_share: bool = False


class Assembly:
    """Makes sections and items of the lines of one sheet after the other, in reading order."""

    def __init__(self, making: Making) -> None:
        self._stated: dict[int, list[int]] = {}
        self._new_id = making.new_id
        self._site_types = making.site_types
        self._answers = making.answers
        self._most: Decimal | None = None
        self._sheet: int | None = None
        self._stack: list[tuple[int, int]] = []
        self._open_places: list[tuple[tuple[int, str], int]] = []
        self._codes: set[tuple[int | None, str]] = set()
        self._items: list[Item] = []
        self.sections: list[Section] = []
        self.statements: list[Statement] = []
        self.rows: list[TableRow] = []

    def begin(self, layout: Layout, most: Decimal | None, title: str) -> int | None:
        """Go on with a sheet; a title makes it a section, whose number is returned."""
        self._stated, self._most = layout.stated, most
        self._stack, self._open_places, self._sheet = [], [], None
        if title:
            self._sheet = self._section("", title, "")
            self._stack = [(0, self._sheet)]
        return self._sheet

    def take(self, line: Line) -> None:
        """Add a line, or have its refusal kept."""
        try:
            self._take(line)
        except CellRefused as error:
            self._answers.refuse(error)

    def _take(self, line: Line) -> None:
        if line.is_heading or line.rank >= INDENTED:
            while self._stack and self._stack[-1][0] >= line.rank:
                self._stack.pop()
        elif line.is_numbered:
            # 2 stands beside 1, not inside of it; a heading without a number has any inside.
            while self._stack and line.rank <= self._stack[-1][0] < UNNUMBERED:
                self._stack.pop()
        if line.is_heading:
            guidance = "" if line.is_item else line.guidance
            self._open_places = []
            number = self._section(line.code, line.text, guidance)
            if line.full_mark is not None:
                self._state(number, line.row, None, line.full_mark)
            self._state_share(number, line.row, line.text)
            self._stack.append((line.rank, number))
            line.section = number
        if line.is_item:
            self._item(line)
        elif not line.is_heading:
            line.section = self._place(line)

    def items(self) -> list[Item]:
        """The items; a table without any code gets running numbers, by which items are named."""
        if any(item.code for item in self._items):
            return self._items
        return [replace(item, code=str(item.number)) for item in self._items]

    def _section(self, code: str, text: str, guidance: str) -> int:
        number = len(self.sections) + 1
        parent = self._open_places[-1][1] if self._open_places else None
        if parent is None and self._stack:
            parent = self._stack[-1][1]
        self.sections.append(Section(number, parent, code, text, guidance))
        return number

    def _state(self, section: int, row: TableRow, column: int | None, value: Decimal) -> None:
        printed = plain(value) if column is None else plain_text(row.cells[column])
        self.statements.append(Statement(section, row.sheet, row.number, column, value, printed))

    def _item(self, line: Line) -> None:
        row = line.row
        section = self._place(line)
        full_mark = line.full_mark or Decimal(0)
        if self._most is not None and full_mark > self._most:
            raise row.refused("full_mark", CellFault.POINTS_ABOVE)
        if line.code and (section, line.code) in self._codes:
            raise row.refused("code", CellFault.DOUBLED_CODE, line.code)
        self._codes.add((section, line.code))
        kind = RuleKind.BONUS if is_bonus(line.text, self._above(section)) else RuleKind.POINTS
        self._items.append(
            Item(
                id=self._new_id(),
                number=len(self._items) + 1,
                section=section,
                code=line.code,
                text=line.text,
                full_mark=full_mark,
                rule=Rule(kind),
                guidance=line.guidance,
                exceptions=row.text("exceptions"),
                method=row.text("method"),
                aspect=row.text("aspect"),
                site_types=row.names("site_types", self._site_types),
                deadline_class=row.text("deadline_class"),
                unit=row.text("unit"),
            )
        )
        self.rows.append(row)

    def _above(self, section: int | None) -> tuple[str, ...]:
        texts = []
        while section is not None:
            texts.append(self.sections[section - 1].text)
            section = self.sections[section - 1].parent
        return tuple(texts)

    def _place(self, line: Line) -> int | None:
        """The section of an item: the columns of sections below the rows of sections."""
        kept = 0
        for (place, _number), wanted in zip(self._open_places, line.places, strict=False):
            if place != wanted:
                break
            kept += 1
        del self._open_places[kept:]
        for place in line.places[kept:]:
            column, text = place
            found = marker(text)
            code, words = (found.code, found.rest) if found and found.rest else ("", text)
            number = self._section(code, words, "")
            self._state_place(number, line.row, column, text)
            self._open_places.append((place, number))
        if self._open_places:
            return self._open_places[-1][1]
        return self._stack[-1][1] if self._stack else None

    def _state_place(self, section: int, row: TableRow, column: int, text: str) -> None:
        """What the columns beside a section say that it is worth, else its own words."""
        columns = self._stated.get(column, ())
        values = [(each, share_or_none(row.cells[each])) for each in columns]
        for each, value in values:
            if value is not None:
                self._state(section, row, each, value)
        if any(value is not None for _each, value in values):
            return
        stated = stated_points(text)
        if stated is not None:
            self._state(section, row, None, stated)
        self._state_share(section, row, text)

    def _state_share(self, section: int, row: TableRow, text: str) -> None:
        share = stated_share(text)
        if share is not None:
            self.statements.append(
                Statement(section, row.sheet, row.number, None, share, "", is_share=True)
            )
