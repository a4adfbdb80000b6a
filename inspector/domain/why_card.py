"""What a why card tells beside the losses: lines of the lists, what changed, what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Explanation, Loss, Why
from inspector.domain.line_distance import LineDistance
from inspector.domain.model.outcome import Part
from inspector.domain.period import Period
from inspector.domain.points import printed

_MOST = 3
_YEAR = timedelta(days=366)


class TypeChange(Struct, frozen=True):
    """The printed mean of a site type in the period before and now, None: nothing was scored."""

    name: str
    before: Decimal | None
    now: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """By how much it rose."""
        return None if self.before is None or self.now is None else self.now - self.before


class ItemChange(Struct, frozen=True):
    """What an item cost in the period before and now, in percent points of the score, exact."""

    item: UUID
    code: str
    text: str
    before: Fraction
    now: Fraction

    @property
    def change(self) -> Fraction:
        """What it cost more; less is below zero."""
        return self.now - self.before


class History(Struct, frozen=True):
    """What changed since the period before: types, and the items that cost most more and less.

    `items` is None where there are too many visits to compare them item by item.
    """

    types: tuple[TypeChange, ...]
    items: tuple[ItemChange, ...] | None

    @property
    def worse(self) -> tuple[ItemChange, ...]:
        """The items that cost most more, the worst first."""
        found = sorted(self.items or (), key=lambda one: (-one.change, one.code, one.item))
        return tuple(one for one in found if one.change > 0)[:_MOST]

    @property
    def better(self) -> tuple[ItemChange, ...]:
        """The items that cost most less, the best first."""
        found = sorted(self.items or (), key=lambda one: (one.change, one.code, one.item))
        return tuple(one for one in found if one.change < 0)[:_MOST]


class WhyCard(Struct, frozen=True):
    """Why a row has its score, how far it is from the lists, and, once looked up, its history."""

    why: Why
    lines: tuple[LineDistance, ...] = ()
    history: History | None = None

    @property
    def relapses(self) -> tuple[Loss, ...]:
        """The losses at a site and item that were lost there before."""
        return tuple(one for one in self.why.explanation.losses if one.relapses)


class LostBefore(Struct, frozen=True):
    """When an item was lost at a site, whoever answered for it."""

    day: date
    started: datetime


def look_back(period: Period, periods: int) -> date:
    """The first day of so many periods before one, at most a year before it."""
    earliest = period.first - _YEAR
    for _each in range(periods):
        period = period.previous
        if period.first <= earliest:
            return earliest
    return period.first


def with_relapses(
    explanation: Explanation, before: Mapping[tuple[UUID, UUID], Sequence[LostBefore]]
) -> Explanation:
    """An explanation that tells of each loss how often the same was lost at the same site before.

    `before` has the visits on which an item was lost, by site and item; later ones do not count.
    """
    return replace(
        explanation, losses=tuple(_relapsed(loss, before) for loss in explanation.losses)
    )


def _relapsed(loss: Loss, before: Mapping[tuple[UUID, UUID], Sequence[LostBefore]]) -> Loss:
    if loss.site is None or loss.item_id is None or loss.exact <= 0:
        return loss
    days = [
        one.day
        for one in before.get((loss.site, loss.item_id), ())
        if (one.day, one.started) < (loss.day, loss.visited)
    ]
    return replace(loss, relapses=len(days), relapsed=max(days)) if days else loss


def type_changes(
    before: Iterable[Part], now: Iterable[Part], decimals: int = 2
) -> tuple[TypeChange, ...]:
    """The means of the site types that were scored in either period, in the order of now."""
    old = {part.name: part.score for part in before if not part.is_substituted}
    new = {part.name: part.score for part in now if not part.is_substituted}
    found = []
    for name in dict.fromkeys((*new, *old)):
        first, last = old.get(name), new.get(name)
        if first is not None or last is not None:
            was = None if first is None else printed(first, decimals)
            found.append(TypeChange(name, was, None if last is None else printed(last, decimals)))
    return tuple(found)


def item_changes(before: Iterable[Loss], now: Iterable[Loss]) -> tuple[ItemChange, ...]:
    """What each item cost in two periods, called as it is now."""
    sums: tuple[dict[UUID, Fraction], ...] = (defaultdict(Fraction), defaultdict(Fraction))
    names: dict[UUID, tuple[str, str]] = {}
    for costs, losses in zip(sums, (before, now), strict=True):
        for loss in losses:
            if loss.item_id is not None:
                costs[loss.item_id] += loss.exact
                names[loss.item_id] = (loss.code, loss.text)
    was, costs = sums
    return tuple(
        ItemChange(item, *names[item], was.get(item, Fraction(0)), costs.get(item, Fraction(0)))
        for item in names
    )
