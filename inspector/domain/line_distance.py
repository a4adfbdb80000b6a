"""How far a ranked subject is from the lines of the lists of its board (domain 8.2)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import RankedRow, Ranking
from inspector.domain.board_rules import Numbering, Order
from inspector.domain.list_rules import ListKind, ListRule, Scope
from inspector.domain.points import printed
from inspector.domain.ranking import place
from inspector.domain.redblack import is_named


class LineDistance(Struct, frozen=True):
    """Where a subject stands to the line of a list, all others staying as they are.

    Where it lacks something, `points` are the fewest that get it on a list of praise or off one
    that warns; else the most that it may lose and stay on this side. `places` are those between it
    and the line. None where points alone change nothing: it was put there or kept off by a person.
    """

    rule: ListRule
    is_on: bool
    points: Decimal | None = None
    places: int | None = None

    @property
    def is_lacking(self) -> bool:
        """Whether it is on the wrong side of the line."""
        return self.rule.is_praise != self.is_on


def line_distances(ranking: Ranking, row: RankedRow) -> tuple[LineDistance, ...]:
    """The distances of a row to all lists and flags that hold for it, in the order of the rules.

    Nothing where the board has none, and for who is not ranked. Grades have no one line.
    """
    if row.rank is None:
        return ()
    return tuple(
        _distance(ranking, number, rule, row)
        for number, rule in enumerate(ranking.rules.lists.rules, start=1)
        if rule.kind is not ListKind.GRADE and rule.holds_for(row.group)
    )


def _distance(ranking: Ranking, number: int, rule: ListRule, row: RankedRow) -> LineDistance:
    is_on = any(
        (entry.subject, entry.group) == (row.subject, row.group)
        for made in ranking.lists
        if made.number == number
        for entry in made.entries
    )
    distance = LineDistance(rule, is_on)
    field = _Field(rule, _others(ranking, rule, row), row, ranking.rules.order)
    # By points alone nothing can be told of a line with two ends.
    line = rule.line
    first, last = line.first is None, line.last is None
    least, below = line.at_least is None, line.below is None
    if not ((last and below) if rule.is_praise else (first and least)):
        return distance
    if field.names(0) != is_on:
        return distance
    sign = 1 if distance.is_lacking else -1
    steps = _first(lambda count: field.names(sign * count) != is_on, field.farthest(sign))
    if steps is None:
        return distance
    places = abs(field.top(sign * steps) - field.top(0)) if line.asks_place else None
    kept = steps if distance.is_lacking else steps - 1
    return LineDistance(rule, is_on, kept * field.step, places)


def _others(ranking: Ranking, rule: ListRule, row: RankedRow) -> Iterable[RankedRow]:
    is_whole = rule.line.scope is Scope.WHOLE
    return (
        other
        for group in ranking.groups
        if (rule.holds_for(group.key) if is_whole else group.key == row.group)
        for other in group.rows
        if other.rank is not None and (other.subject, other.group) != (row.subject, row.group)
    )


def _first(holds: Callable[[int], bool], most: int) -> int | None:
    """The least number from 1 for which something holds that holds from there on."""
    if not holds(most):
        return None
    least = 1
    while least < most:
        middle = (least + most) // 2
        if holds(middle):
            most = middle
        else:
            least = middle + 1
    return most


class _Field:
    """A row among the others, as it would stand with some steps of the last decimal more."""

    def __init__(
        self, rule: ListRule, others: Iterable[RankedRow], row: RankedRow, order: Order
    ) -> None:
        self.step = Decimal(1).scaleb(-order.decimals)
        self._rule = rule
        self._row = row
        self._order = order
        self._places: Sequence[Any] = sorted(place(other, order) for other in others)
        self._different: Sequence[Any] = sorted(set(self._places))

    def farthest(self, sign: int) -> int:
        """How many steps lead above, or below, everybody and every score that the line names."""
        line = self._rule.line
        ends = [Fraction(-self._places[0 if sign > 0 else -1][1])] if self._places else []
        ends += [Fraction(one) for one in (line.at_least, line.below) if one is not None]
        own = Fraction(-place(self._row, self._order)[1])
        return max(1, *(ceil(sign * (end - own) / Fraction(self.step)) + 1 for end in (*ends, own)))

    def names(self, steps: int) -> bool:
        """Whether the line would name the row."""
        row, where = self._moved(steps)
        above, upto = bisect_left(self._places, where), bisect_right(self._places, where)
        others = (above, len(self._places) - upto, upto - above)
        by_exact = self._order.by_exact
        return is_named(self._rule.line, row, others, self._ranks(where), by_exact)

    def top(self, steps: int) -> int:
        """Its rank from the top."""
        return self._ranks(self._moved(steps)[1])[0]

    def _moved(self, steps: int) -> tuple[RankedRow, Any]:
        row, order = self._row, self._order
        assert row.exact is not None
        exact = row.exact + steps * Fraction(self.step)
        row = replace(row, exact=exact, score=printed(exact, order.decimals))
        return row, place(row, order)

    def _ranks(self, where: Any) -> tuple[int, int]:
        is_dense = self._order.numbering is Numbering.DENSE
        others = self._different if is_dense else self._places
        return bisect_left(others, where) + 1, len(others) - bisect_right(others, where) + 1
