"""What a publication tells beside ranks and losses: rates by type, scores by item, analyses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from msgspec import Struct

from inspector.domain.board import DataRow, Explanation, PhotoLoss, Ranking
from inspector.domain.listing import Entry
from inspector.domain.period import Period
from inspector.domain.scheme import Scheme
from inspector.domain.unit import Role

ZERO = Decimal(0)
Holder = tuple[UUID | None, str]
"""Who stands in a row or column: a subject of a list, or with None the whole list."""


class Observation(Struct, frozen=True):
    """An item that counted on a visit, with all for whom it counts on the board.

    `item` is the id that outlives versions; `full` and `loss` are points of the form.
    """

    holders: tuple[Holder, ...]
    site_type: str
    item: UUID
    full: Decimal
    loss: Decimal


class Sums(Struct):
    """What some observations add up to: their number, those without a loss, points."""

    n: int = 0
    conforming: int = 0
    full: Decimal = ZERO
    lost: Decimal = ZERO

    def add(self, full: Decimal, loss: Decimal) -> None:
        """Count one observation."""
        self.n += 1
        self.conforming += not loss
        self.full += full
        self.lost += loss

    def join(self, other: Sums) -> None:
        """Count what others add up to."""
        self.n += other.n
        self.conforming += other.conforming
        self.full += other.full
        self.lost += other.lost

    @property
    def rate(self) -> Fraction | None:
        """How many of 100 observations conform, exact; None where there is none."""
        return Fraction(100 * self.conforming, self.n) if self.n else None


class Scored(Struct, frozen=True):
    """Points got of the full mark, both as means over observations and added over items.

    For items I with n_i observations: `got` = sum of (full_i - lost_i) / n_i, `full` = sum of
    full_i / n_i, as M2 has it by content.
    """

    got: Fraction
    full: Fraction
    n: int

    @property
    def rate(self) -> Fraction | None:
        """The part that was got, of 100; None where there is no full mark."""
        return 100 * self.got / self.full if self.full else None


class Counted(Struct, frozen=True):
    """The observations of a period added up in the ways that the sheets need.

    What counts for several holders stands with each of them, but once in what is by item or type
    alone.
    """

    by_type: Mapping[tuple[Holder, str], Sums]
    by_item: Mapping[tuple[Holder, UUID], Sums]
    types: Mapping[str, Sums]
    items: Mapping[UUID, Sums]

    @property
    def whole(self) -> Sums:
        """Everything, each observation once."""
        return joined(self.items.values())


def counted(observations: Iterable[Observation]) -> Counted:
    """Add up observations; their order never matters."""
    by_type: dict[tuple[Holder, str], Sums] = defaultdict(Sums)
    by_item: dict[tuple[Holder, UUID], Sums] = defaultdict(Sums)
    types: dict[str, Sums] = defaultdict(Sums)
    items: dict[UUID, Sums] = defaultdict(Sums)
    for holders, (of_types, of_items) in _by_holders(observations).items():
        for name, sums in of_types.items():
            types[name].join(sums)
            for holder in holders:
                by_type[holder, name].join(sums)
        for item, sums in of_items.items():
            items[item].join(sums)
            for holder in holders:
                by_item[holder, item].join(sums)
    return Counted(dict(by_type), dict(by_item), dict(types), dict(items))


def _by_holders(
    observations: Iterable[Observation],
) -> dict[tuple[Holder, ...], tuple[dict[str, Sums], dict[UUID, Sums]]]:
    """The sums by type and by item of those who have the same holders, such as street and bureau.

    Far fewer than observations: what is by holder, type or item alone comes of them.
    """
    found: dict[tuple[Holder, ...], tuple[dict[str, Sums], dict[UUID, Sums]]] = {}
    holders: tuple[Holder, ...] | None = None
    of_types: dict[str, Sums] = {}
    of_items: dict[UUID, Sums] = {}
    for one in observations:
        if one.holders is not holders:
            holders = one.holders
            of_types, of_items = found.setdefault(holders, (defaultdict(Sums), defaultdict(Sums)))
        of_types[one.site_type].add(one.full, one.loss)
        of_items[one.item].add(one.full, one.loss)
    return found


def scored(sums: Iterable[Sums]) -> Scored:
    """The score of a holder, or of a section, from the sums of its items."""
    got = full = Fraction(0)
    n = 0
    for one in sums:
        if one.n:
            got += Fraction(one.full - one.lost) / one.n
            full += Fraction(one.full) / one.n
            n += one.n
    return Scored(got, full, n)


class ItemLine(Struct, frozen=True):
    """An item as sheets name it: `section` is the outermost above it, `aspect` its kind."""

    id: UUID
    code: str
    text: str
    section: str
    aspect: str


class Column(Struct, frozen=True):
    """Who stands in a row or column under which name; `group` is the key of the list."""

    holder: Holder
    group: str
    name: str


class LostPart(Struct, frozen=True):
    """What was lost under one name, points of the form, and how many observations lost it.

    `share` is its part of everything lost, of 100, None where nothing was lost.
    """

    name: str
    count: int
    lost: Decimal
    share: Fraction | None


class Comparison(Struct, frozen=True):
    """A loss beside that of the period before."""

    now: LostPart
    before: LostPart


def compared(
    now: Mapping[UUID, Sums], before: Mapping[UUID, Sums], name: Callable[[UUID], str]
) -> tuple[Comparison, ...]:
    """Losses of two periods by the names of their items, most lost first."""
    return compared_sums(_named(now, name), _named(before, name))


def compared_sums(now: Mapping[str, Sums], before: Mapping[str, Sums]) -> tuple[Comparison, ...]:
    """Losses of two periods by name, most lost first; names without any loss are left out."""
    whole = sum((one.lost for one in now.values()), ZERO)
    whole_before = sum((one.lost for one in before.values()), ZERO)
    found = [
        Comparison(
            _loss(name, now.get(name, Sums()), whole),
            _loss(name, before.get(name, Sums()), whole_before),
        )
        for name in dict.fromkeys((*now, *before))
    ]
    lossy = [one for one in found if one.now.lost or one.before.lost]
    return tuple(sorted(lossy, key=lambda one: (-one.now.lost, -one.before.lost, one.now.name)))


class CourseLine(Struct, frozen=True):
    """The printed scores of a subject, or as `name` None the mean of its list, oldest first."""

    group: str
    name: str | None
    scores: tuple[Decimal | None, ...]


class SegmentLine(Struct, frozen=True):
    """A road segment: from where to where, who answers for it, what it got in the period.

    `units` are the names of those that answer for it by role, without the chiefs; `marks` what the
    lists of the board of road segments say about it.
    """

    name: str
    place: str
    chiefs: Mapping[Role, tuple[str, ...]]
    units: tuple[str, ...]
    score: Decimal | None
    rank: int | None
    marks: tuple[Entry, ...] = ()


class Publication(Struct, frozen=True):
    """Everything that the workbook of a publication tells.

    `periods` name those of the courses, oldest first; `decimals` are those of printed scores.
    """

    ranking: Ranking
    explanations: tuple[Explanation, ...]
    photo_losses: tuple[PhotoLoss, ...]
    data_rows: tuple[DataRow, ...]
    columns: tuple[Column, ...]
    items: tuple[ItemLine, ...]
    counted: Counted
    aspects: tuple[Comparison, ...]
    types: tuple[Comparison, ...]
    periods: tuple[Period, ...]
    courses: tuple[CourseLine, ...]
    segments: tuple[SegmentLine, ...]
    schemes: tuple[Scheme, ...]


def joined(sums: Iterable[Sums]) -> Sums:
    """Several sums as one."""
    whole = Sums()
    for one in sums:
        whole.join(one)
    return whole


def _named(sums: Mapping[UUID, Sums], name: Callable[[UUID], str]) -> dict[str, Sums]:
    by_name: dict[str, list[Sums]] = defaultdict(list)
    for item, one in sums.items():
        by_name[name(item)].append(one)
    return {key: joined(parts) for key, parts in by_name.items()}


def _loss(name: str, sums: Sums, whole: Decimal) -> LostPart:
    share = Fraction(100 * sums.lost) / Fraction(whole) if whole else None
    return LostPart(name, sums.n - sums.conforming, sums.lost, share)
