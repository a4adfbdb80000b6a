"""Which visits a board is computed from: the condition of a query, and how it is best read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from inspector.store.columns import to_milliseconds
from inspector.store.database import is_sqlite, rows

_MOST = 3


class Selection(Struct, frozen=True):
    """Closed visits of some scheme versions on local days `first` to `last`, closed by `cutoff`.

    `filters` are columns of the visit with the values that count, `with_length` takes only visits
    to what has a length: road segments. `counted` are points by version and item that an item
    which does not apply adds to the full mark, and with `is_earned` to the points. `is_most` where
    they may be most of all visits; it changes how they are read, not which.
    """

    first: date
    last: date
    cutoff: datetime
    versions: tuple[UUID, ...]
    is_most: bool = False
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    with_length: bool = False
    counted: tuple[tuple[UUID, int, int], ...] = ()
    is_earned: bool = False

    @property
    def period(self) -> str:
        """The condition on the days of the visit table `v`."""
        return _period(is_most=self.is_most)

    @property
    def sql(self) -> str:
        """The condition on the visit table `v`."""
        places = ", ".join("?" * len(self.versions)) or "NULL"
        return (
            f"{self.period} AND v.state = 'closed' AND v.closed <= ? AND v.version IN ({places})"
            f"{self.which}"
        )

    @property
    def which(self) -> str:
        """The part of the condition that picks visits by what they are."""
        picked = [
            f" AND v.{column} IN ({', '.join('?' * len(values))})"
            for column, values in self.filters
        ]
        return "".join(picked) + (" AND v.length_m IS NOT NULL" if self.with_length else "")

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The values of the condition."""
        days = (self.first.isoformat(), self.last.isoformat())
        return (*days, to_milliseconds(self.cutoff), *self.versions, *self.picked)

    @property
    def picked(self) -> tuple[str, ...]:
        """The values of the part of the condition that picks visits by what they are."""
        return tuple(value for _column, values in self.filters for value in values)

    @property
    def totals(self) -> str:
        """The table of totals, or what stands in its place where what does not apply counts."""
        if not self.counted:
            return "total"
        cases = " ".join("WHEN y.version = ? AND a.item = ? THEN ?" for _each in self.counted)
        points = "CASE WHEN s.full_mark > 0 THEN COALESCE(n.points, 0) ELSE 0 END"
        earned = f" + {points}" if self.is_earned else ""
        return (
            f"(SELECT s.visit, s.section, s.got{earned} AS got,"
            f" CAST(s.full_mark + {points} AS BIGINT) AS full_mark, s.bonus, s.observed"
            " FROM total s LEFT JOIN (SELECT a.visit AS visit,"
            f" SUM(CASE {cases} ELSE 0 END) AS points FROM answer a JOIN visit y ON y.id = a.visit"
            " WHERE a.state = 'not_applicable' AND y.day BETWEEN ? AND ? GROUP BY a.visit) n"
            " ON n.visit = s.visit WHERE s.section = 0)"
        )

    @property
    def total_parameters(self) -> tuple[Any, ...]:
        """The values of what stands in the place of the table of totals."""
        if not self.counted:
            return ()
        cases = [value for each in self.counted for value in each]
        return (*cases, self.first.isoformat(), self.last.isoformat())


def select(
    first: date, last: date, cutoff: datetime, versions: tuple[UUID, ...], **which: Any
) -> Selection:
    """The selection of these visits, to be read in the way that is faster for their number.

    `which` are further fields of the selection.
    """
    return Selection(first, last, cutoff, versions, _is_most(first, last), **which)


def days_condition(first: date, last: date) -> str:
    """The condition that visits of the table `v` are of these days, which are its two values."""
    return _period(is_most=_is_most(first, last))


def _is_most(first: date, last: date) -> bool:
    # Where most visits are wanted, SQLite reads them faster in a row than by the index of days.
    # PostgreSQL knows that by itself.
    if not is_sqlite():
        return False
    days = (first.isoformat(), last.isoformat())
    wanted = rows("SELECT COUNT(*) FROM visit WHERE day BETWEEN ? AND ?", days)[0][0]
    return bool(_MOST * wanted > rows("SELECT COUNT(*) FROM visit")[0][0])


def _period(*, is_most: bool) -> str:
    return f"{'+' if is_most else ''}v.day BETWEEN ? AND ? AND v.void = 0"
