"""The rows of a table of results: each one read as observations, or told why it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.points import plain, rounded_points
from inspector.domain.result import ResultFate, ResultNote, ResultRow, ResultRowFate, ResultState
from inspector.domain.result_options import Blank, Direction, ResultField
from inspector.domain.row_answer import Answers, Choice
from inspector.files.cell import cell_day, cell_names, cell_number, cell_text, is_blank, letter
from inspector.files.reader import Cell
from inspector.files.result.columns import Asked
from inspector.files.result.fields import PLACES, Table
from inspector.files.result.heading import full_mark_in
from inspector.files.result.scale import Meaning, meaning_of
from inspector.files.result.value import ABSENT, Value, is_silent, read_value
from inspector.files.scheme.columns import squeezed

_ANY_YEAR = 2000
_NOTHING = Decimal(0)
_SUM = re.compile(
    r"(合计|总计|小计|汇总|平均(分|得分|值)?|均分|得分率|[合及]格率|达标率|符合率|指标分值"
    r"|最[高低]分?|扣分合计|总分|total|sum|average|mean)[:：]?"
)
_REMARK = re.compile(
    r"(注|备注|说明|制表|填表|审核|复核|检查人?签[字名]|签发|数据来源|note|remark).*"
    r"|.*(签[字名]|盖章)[:：].*"
)
_SAYS_DAY = re.compile(r"(?:日期|时间)[:：]\s*([0-9０-９][0-9０-９年月日号./／．-]*)")
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.．]")
_MARK = re.compile(r"满分|分值|标准分|基本分|应得分|权重|full ?marks?")
_KEPT_FROM_ABOVE = (
    *PLACES, ResultField.CONTENT, ResultField.DAY, ResultField.VISIT, ResultField.INSPECTOR
)  # fmt: skip


class _Refused(Exception):
    """What keeps a row from being taken."""

    def __init__(self, note: ResultNote, value: object, column: int, *, is_open: bool) -> None:
        super().__init__(note)
        self.note = note
        self.value = cell_text(value)
        self.column = column
        self.fate = ResultFate.REVIEW if is_open else ResultFate.REFUSED


class Named(Struct, frozen=True):
    """What a row says beside its points."""

    number: str
    place: str
    area: str
    departments: tuple[str, ...]
    day: date | None
    inspectors: tuple[str, ...]
    visit: str


class TableReader:
    """Reads the rows of one table from the top to the bottom."""

    def __init__(self, table: Table, asked: Asked, answers: Answers) -> None:
        self.table = table
        self._title = table.sheet.title
        self._options = asked.options
        self._today = asked.today
        self._year = (asked.options.day or asked.today or date(_ANY_YEAR, 1, 1)).year
        self._answers = answers
        self.mark_row = _mark_row(table)
        self.meaning: Meaning = meaning_of(table, self.mark_row, asked.options)
        self._marks = dict(asked.options.full_marks)
        self._ids = [column for column, field in table.fields.items() if field in _KEPT_FROM_ABOVE]
        self._merged = _merged_down(table, self._ids)
        self._above: Sequence[Cell] = ()
        # The same few names stand in thousands of rows.
        self._names = lru_cache(maxsize=4096)(cell_names)
        self._turns: Counter[tuple[str, str, date | None]] = Counter()

    def read(self, index: int, cells: Sequence[Cell]) -> tuple[list[ResultRow], ResultRowFate]:
        """The observations of a row and its fate; only a row that is taken has any."""
        cells = self._completed(index, cells)
        try:
            rows, notes = self._observed(index, cells)
        except _Refused as refused:
            told = ResultRowFate(
                self._title,
                index + 1,
                refused.fate,
                (refused.note,),
                refused.value,
                letter(refused.column + 1) if refused.column >= 0 else "",
            )
            return [], told
        self._above = cells
        return rows, ResultRowFate(self._title, index + 1, ResultFate.TAKEN, *notes)

    def stated_day(self) -> date | None:
        """The day that stands above the header, as in “检查日期：2026年11月20日”."""
        for row in self.table.sheet.rows[: max(0, self.table.head.first)]:
            for cell in row:
                said = _SAYS_DAY.search(cell_text(cell))
                try:
                    day = cell_day(said[1], self._year) if said else None
                except ValueError:
                    continue
                if day is not None:
                    return day
        return None

    def summing(self, cells: Sequence[Cell]) -> ResultFate | None:
        """The fate of a row that sums others up, heads them or remarks on them, None for others."""
        first = next((text for cell in cells if (text := cell_text(cell))), "")
        if first.isdecimal():
            return None
        word = squeezed(first)
        if _SUM.fullmatch(word):
            return ResultFate.TOTAL
        is_remark = _REMARK.fullmatch(word) is not None
        if not is_remark and not _SECTION.match(first):
            return None
        filled = sum(1 for cell in cells if cell_text(cell))
        return ResultFate.REMARK if filled <= (2 if is_remark else 1) else None

    def _completed(self, index: int, cells: Sequence[Cell]) -> Sequence[Cell]:
        """The cells with what is merged down into them, or stands above where somebody said so."""
        carried = dict(self._merged.get(index, ()))
        if self._above and self._answers.kind(self._title, index + 1) is Choice.CONTINUE:
            carried |= {at: self._above[at] for at in self._ids if not cell_text(cells[at])}
        if not carried:
            return cells
        return tuple(carried.get(at, cell) for at, cell in enumerate(cells))

    def _observed(
        self, index: int, cells: Sequence[Cell]
    ) -> tuple[list[ResultRow], tuple[tuple[ResultNote, ...], str]]:
        table, row = self.table, index + 1
        content = ""
        if not table.contents:
            at = table.column(ResultField.CONTENT)
            content = "" if at is None else cell_text(cells[at])
            if not content:
                raise _Refused(ResultNote.NO_CONTENT, "", -1 if at is None else at, is_open=True)
        named = self._named(cells)
        base = ResultRow(
            self._title, row, named.number, content, named.place, Decimal(0), named.area,
            named.departments, day=named.day, inspectors=named.inspectors, visit=named.visit,
        )  # fmt: skip
        if not table.contents:
            rows, extra = [self._one(base, cells)], ""
        else:
            rows, extra = self._several(base, cells)
        notes = _notes(rows, named.visit)
        return rows, ((*notes, ResultNote.TOTAL_DIFFERS) if extra else notes, extra)

    def _named(self, cells: Sequence[Cell]) -> Named:
        table = self.table

        def text(field: ResultField) -> str:
            at = table.column(field)
            return "" if at is None else cell_text(cells[at])

        def names(field: ResultField) -> tuple[str, ...]:
            found = [self._names(cells[at]) for at in table.columns(field)]
            return tuple(dict.fromkeys(chain.from_iterable(found)))

        area, departments = text(ResultField.AREA), names(ResultField.DEPARTMENT)
        at = next(at for field in PLACES if (at := table.column(field)) is not None)
        place = cell_text(cells[at])
        if not place:
            raise _Refused(ResultNote.NO_PLACE, "", at, is_open=True)
        return Named(
            text(ResultField.NUMBER), place, area, departments, self._day(cells),
            names(ResultField.INSPECTOR), text(ResultField.VISIT),
        )  # fmt: skip

    def _day(self, cells: Sequence[Cell]) -> date | None:
        at = self.table.column(ResultField.DAY)
        if at is None:
            return None
        try:
            day = cell_day(cells[at], self._year)
        except ValueError as error:
            raise _Refused(ResultNote.NOT_A_DAY, error, at, is_open=False) from None
        if day is not None and self._today is not None and day > self._today:
            raise _Refused(ResultNote.DAY_AHEAD, cells[at], at, is_open=False)
        return day

    def _one(self, base: ResultRow, cells: Sequence[Cell]) -> ResultRow:
        """The observation of a row of a table with a column of contents."""
        table = self.table
        lost_at, got_at = table.column(ResultField.LOST), table.column(ResultField.GOT)
        grade_at = table.column(ResultField.GRADE)
        main = next(at for at in (got_at, lost_at, grade_at) if at is not None)
        full_mark = self._full_mark(base.content, main, cells)
        told = [
            (at, value)
            for at in (lost_at, got_at)
            if at is not None and (value := self._value(cells, at)) is not None
        ]
        if grade_at is not None and (not told or all(v is ABSENT for _at, v in told)):
            graded = self._value(cells, grade_at)
            told += [] if graded is None else [(grade_at, graded)]
        lost = [(at, self._lost(at, value, full_mark)) for at, value in told if _has_points(value)]
        if len(lost) > 1 and lost[0][1] != lost[1][1]:
            stood = f"{plain(lost[0][1])} + {plain(full_mark - lost[1][1])}"
            raise _Refused(ResultNote.CONTRADICTION, stood, lost[1][0], is_open=True)
        grade = next((value.grade for _at, value in told if value.grade), "")
        if not lost:
            states = [value.state for _at, value in told if value is not ABSENT]
            state = states[0] if states else ABSENT.state
            if told or self.meaning.scale.blank is Blank.MISSING:
                return replace(base, full_mark=full_mark, state=state, grade=grade)
            is_loss = Direction.LOST in self.meaning.directions.values()
            return replace(base, lost=_NOTHING if is_loss else full_mark, full_mark=full_mark)
        return replace(base, lost=lost[0][1], full_mark=full_mark, grade=grade)

    def _value(self, cells: Sequence[Cell], at: int) -> Value | None:
        """What stands in a cell of a table with a column of contents; None for a blank one."""
        if not cell_text(cells[at]):
            return None
        return self._read(cells, at)

    def _read(self, cells: Sequence[Cell], at: int) -> Value:
        is_loss = self.meaning.directions[at] is Direction.LOST
        try:
            return read_value(cells[at], self.meaning.scale, is_loss=is_loss)
        except ValueError as error:
            raise _Refused(ResultNote.NOT_A_NUMBER, error, at, is_open=False) from None

    def _lost(self, at: int, value: Value, full_mark: Decimal) -> Decimal:
        if at in self.meaning.negative and value.points is not None:
            value = replace(value, points=abs(value.points))
        lost = value.lost(full_mark, self.meaning.directions[at])
        if not 0 <= lost <= full_mark:
            stood = value.points if value.points is not None else 100 * (value.factor or _NOTHING)
            raise _Refused(ResultNote.OUT_OF_RANGE, plain(stood), at, is_open=False)
        return lost

    def _full_mark(self, content: str, at: int, cells: Sequence[Cell]) -> Decimal:
        """The full mark of an observation: as told of its content, by its row, by its column."""
        if content in self._marks:
            return self._marks[content]
        own = self.table.contents.get(at)
        mark_at = own.mark_column if own else self.table.column(ResultField.FULL_MARK)
        if mark_at is not None and cell_text(cells[mark_at]):
            text = cell_text(cells[mark_at])
            try:
                mark = cell_number(text.removesuffix("分"))
            except ValueError:
                mark = None
            if mark is None or mark <= 0:
                raise _Refused(ResultNote.NOT_A_NUMBER, text, mark_at, is_open=False)
            return rounded_points(mark)
        return self.meaning.full_marks[at]

    def _several(self, base: ResultRow, cells: Sequence[Cell]) -> tuple[list[ResultRow], str]:
        """The observations of a row with a column for each content, and how its total differs."""
        key = (base.area, base.place, base.day)
        is_kept = bool(self._answers.names(self._title, base.row, Choice.KEEP))
        if self._says_nothing(cells) and not is_kept:
            raise _Refused(ResultNote.NO_VALUE, "", min(self.table.contents), is_open=True)
        rows = []
        for at, content in self.table.contents.items():
            full_mark = self._full_mark(content.text, at, cells)
            value = self._read(cells, at)
            lost = self._lost(at, value, full_mark)
            rows.append(
                replace(
                    base,
                    content=content.text,
                    lost=lost,
                    full_mark=full_mark,
                    state=value.state,
                    grade=value.grade,
                    column=letter(at + 1),
                )
            )
        self._turns[key] += 1
        if not base.visit and self._turns[key] > 1:
            rows = [replace(row, visit=str(self._turns[key])) for row in rows]
        return rows, self._total_differs(rows, cells)

    def _says_nothing(self, cells: Sequence[Cell]) -> bool:
        """Whether a row names a place and no more, as rows between the records do."""
        if any(cell_text(cells[at]) for at in self.table.contents):
            return False
        return self.meaning.scale.blank is Blank.MISSING

    def _total_differs(self, rows: Iterable[ResultRow], cells: Sequence[Cell]) -> str:
        at = self.table.column(ResultField.TOTAL)
        if at is None or at in self.table.contents or is_silent(cells[at]):
            return ""
        try:
            stated = cell_number(cells[at])
        except ValueError:
            return ""
        valued = [row for row in rows if row.is_valued]
        lost, got = sum(row.lost for row in valued), sum(row.got for row in valued)
        if stated is None or abs(stated) in (lost, got):
            return ""
        is_loss = set(self.meaning.directions.values()) == {Direction.LOST}
        return f"{plain(stated)} ≠ {plain(Decimal(lost if is_loss else got))}"


def _has_points(value: Value) -> bool:
    return value.state is ResultState.VALUED


def _notes(rows: Sequence[ResultRow], visit: str) -> tuple[ResultNote, ...]:
    first = rows[0]
    said = (
        (ResultNote.NO_AREA, not first.area),
        (ResultNote.NO_DEPARTMENT, not first.departments),
        (ResultNote.NO_UNIT, not first.units),
        (ResultNote.FURTHER_VISIT, first.visit != visit),
        (ResultNote.NO_VALUE, any(row.state is ResultState.MISSING for row in rows)),
    )
    return tuple(note for note, is_said in said if is_said)


def _mark_row(table: Table) -> int | None:
    """The index of a row of full marks right below the header of a table with many contents."""
    at = table.first_row
    values = [column for column in table.contents if table.fields[column] is ResultField.VALUE]
    if not values or at >= len(table.sheet.rows):
        return None
    row = table.sheet.rows[at]
    places = [column for field in PLACES for column in table.columns(field)]
    passed = {*values, *table.columns(ResultField.TOTAL)}
    others = [
        text
        for column, cell in enumerate(row)
        if column not in passed and (text := cell_text(cell))
    ]
    is_named = any(_MARK.fullmatch(squeezed(text)) for text in others)
    is_nameless = not others and not any(cell_text(row[column]) for column in places)
    is_marked = all(_is_mark(row[column]) for column in values)
    return at if is_marked and (is_named or is_nameless) else None


def _is_mark(cell: Cell) -> bool:
    if full_mark_in(cell_text(cell)):
        return True
    try:
        mark = cell_number(cell)
    except ValueError:
        return False
    return mark is not None and mark > 0


def _merged_down(table: Table, columns: Iterable[int]) -> dict[int, list[tuple[int, Cell]]]:
    """What names a row and stands merged in one above it, by the index of the row."""
    wanted, rows = frozenset(columns), table.sheet.rows
    found: dict[int, list[tuple[int, Cell]]] = {}
    for merge in table.sheet.merges:
        if merge.last_row == merge.first_row or merge.first_row < table.first_row:
            continue
        if merge.first_column not in wanted:
            continue
        cell = rows[merge.first_row][merge.first_column]
        for index in range(merge.first_row + 1, min(merge.last_row + 1, len(rows))):
            if not is_blank(rows[index]):
                found.setdefault(index, []).append((merge.first_column, cell))
    return found
