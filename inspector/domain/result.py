"""Somebody else's scores (third-party results) and their rates (model M2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from inspector.domain.points import printed
from inspector.domain.result_options import Blank, ResultField
from inspector.domain.unit import Role


class ResultFate(StrEnum):
    """What became of a row of a result sheet."""

    HEADER = "header"
    TAKEN = "taken"
    DROPPED = "dropped"
    TOTAL = "total"
    REMARK = "remark"
    REVIEW = "review"
    REFUSED = "refused"
    EMPTY = "empty"


class ResultNote(StrEnum):
    """What is told about a row that is taken, or why it is not."""

    DOUBLED_NUMBER = "doubled_number"
    NO_AREA = "no_area"
    NO_DEPARTMENT = "no_department"
    NO_UNIT = "no_unit"
    NO_CONTENT = "no_content"
    NO_PLACE = "no_place"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    CONTRADICTION = "contradiction"
    NO_HEADER = "no_header"
    UNREAD = "unread"
    DOUBLED_ROW = "doubled_row"
    NO_VALUE = "no_value"
    NOT_A_DAY = "not_a_day"
    DAY_AHEAD = "day_ahead"
    UNKNOWN_NAME = "unknown_name"
    FULL_MARK_DIFFERS = "full_mark_differs"
    TOTAL_DIFFERS = "total_differs"
    FURTHER_VISIT = "further_visit"
    SITE_UNITS = "site_units"


class ResultState(StrEnum):
    """Whether an observation has points; what is missing or not applicable counts nowhere."""

    VALUED = "valued"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


class ResultRow(Struct, frozen=True):
    """One observation of a content at a place: its full mark minus what it lost.

    `lost` lies between 0 and `full_mark`; it is 0 where the observation is not valued. A row of a
    table with a column for each content holds several, `column` is the letter of theirs. `day` is
    None where the row states none. Rows of a place and day with the same `visit` belong together;
    `grade` is the word that stood for the points.
    """

    sheet: str
    row: int
    number: str
    content: str
    place: str
    lost: Decimal
    area: str = ""
    departments: tuple[str, ...] = ()
    full_mark: Decimal = Decimal(1)
    day: date | None = None
    state: ResultState = ResultState.VALUED
    grade: str = ""
    column: str = ""
    inspectors: tuple[str, ...] = ()
    visit: str = ""

    @property
    def got(self) -> Decimal:
        """What the observation earned of its full mark."""
        return self.full_mark - self.lost

    @property
    def is_valued(self) -> bool:
        """Whether the observation has points."""
        return self.state is ResultState.VALUED

    @property
    def rate(self) -> Fraction:
        """What it earned as a part of its full mark, from 0 to 1."""
        return Fraction(self.got) / Fraction(self.full_mark)

    @property
    def units(self) -> tuple[tuple[Role, str], ...]:
        """The units that answer for the row: its area by territory, departments by their line."""
        area = ((Role.TERRITORIAL, self.area),) if self.area else ()
        return (*area, *((Role.LINE, name) for name in self.departments))


class ResultRowFate(Struct, frozen=True):
    """What became of one row, with what is told about it.

    `value` is what was found there; for a doubled number or row the row in which it stood first.
    `column` is the letter of the column that the first note is about.
    """

    sheet: str
    row: int
    fate: ResultFate
    notes: tuple[ResultNote, ...] = ()
    value: str = ""
    column: str = ""


class ResultColumn(Struct, frozen=True):
    """A column of a table of results: what it was read as, and of which content its points are.

    `levels` are the headings above its own, outermost first; `is_told` says that a person chose
    the field, which is None where nobody knows. `full_mark` is that of its points where no row
    states another.
    """

    letter: str
    heading: str
    field: ResultField | None
    content: str = ""
    full_mark: Decimal | None = None
    levels: tuple[str, ...] = ()
    is_told: bool = False


class ResultTable(Struct, frozen=True):
    """How a table of results was read.

    `assumed` are full marks that the table does not state, by content ("" for all), `grades` the
    factors of the grades that stand in it. `is_lost` says that its points are lost ones,
    `stated_day` is the day that stands above its header, `is_hidden` that its sheet is hidden in
    the file; it is read all the same.
    """

    sheet: str
    columns: tuple[ResultColumn, ...]
    blank: Blank = Blank.MISSING
    is_lost: bool = False
    assumed: tuple[tuple[str, Decimal], ...] = ()
    grades: tuple[tuple[str, Decimal], ...] = ()
    stated_day: date | None = None
    is_hidden: bool = False

    def column(self, field: ResultField) -> int | None:
        """The index of the leftmost column of a field."""
        return next((at for at, each in enumerate(self.columns) if each.field is field), None)


class ResultSheet(Struct, frozen=True):
    """Everything read from a result workbook; every row of every sheet has one fate.

    `tables` tell how its sheets were read, those that were understood.
    """

    rows: tuple[ResultRow, ...]
    fates: tuple[ResultRowFate, ...]
    tables: tuple[ResultTable, ...] = ()


class Rates(Struct, frozen=True):
    """Model M2 in both poolings, as fractions of 1 (None without observations)."""

    n: int
    pooled: Fraction | None
    by_content: Fraction | None


def rates(observations: Iterable[tuple[str, Decimal | Fraction]]) -> Rates:
    """Rates of (content, got of 1 point) pairs: pooled sum over n, and mean of content means (M2).

    >>> rates([("a", Decimal(1)), ("a", Decimal(0)), ("b", Decimal(1))]).by_content
    Fraction(3, 4)
    """
    by_content: dict[str, list[Fraction]] = defaultdict(list)
    for content, got in observations:
        by_content[content].append(Fraction(got))
    n = sum(len(group) for group in by_content.values())
    if not n:
        return Rates(0, None, None)
    total = sum((got for group in by_content.values() for got in group), Fraction(0))
    means = [sum(group, Fraction(0)) / len(group) for group in by_content.values()]
    return Rates(n, total / n, sum(means, Fraction(0)) / len(means))


class UnitRates(Struct, frozen=True):
    """The rates of a unit in one role and its rank by the printed pooled rate within the role."""

    unit: str
    role: Role
    rates: Rates
    rank: int


def whole_rates(rows: Iterable[ResultRow]) -> Rates:
    """Rates of all valued rows together, those without any unit included (M2)."""
    return rates((row.content, row.rate) for row in rows if row.is_valued)


def unit_rates(rows: Iterable[ResultRow]) -> tuple[UnitRates, ...]:
    """Rates of each unit, a valued row counting whole for each unit that it names (M2, M12).

    Areas come first, then departments; each role has its own competition ranking on the pooled
    rate as printed, equal ranks in the order of the names.
    """
    observed: dict[tuple[Role, str], list[tuple[str, Fraction]]] = defaultdict(list)
    for row in rows:
        for key in row.units if row.is_valued else ():
            observed[key].append((row.content, row.rate))
    found: list[UnitRates] = []
    for role in (Role.TERRITORIAL, Role.LINE):
        own = [(name, rates(seen)) for (of, name), seen in observed.items() if of is role]
        shown = {name: printed(100 * (measured.pooled or Fraction(0))) for name, measured in own}
        for name, measured in sorted(own, key=lambda pair: (-shown[pair[0]], pair[0])):
            rank = 1 + sum(other > shown[name] for other in shown.values())
            found.append(UnitRates(name, role, measured, rank))
    return tuple(found)
