"""Results out again: the visits of somebody else's results as the rows that they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.result import ResultRow, ResultState
from inspector.domain.result_plan import order_of
from inspector.domain.scheme import Item
from inspector.domain.unit import Role
from inspector.domain.visit import Answer, AnswerState, Record

_STATES = {
    AnswerState.NOT_APPLICABLE: ResultState.NOT_APPLICABLE,
    AnswerState.NOT_OBSERVED: ResultState.MISSING,
}


def listed(
    records: Iterable[Record],
    items: Mapping[UUID, Mapping[int, Item]],
    sites: Mapping[UUID, str],
    units: Mapping[UUID, str],
    persons: Mapping[UUID, str],
) -> tuple[ResultRow, ...]:
    """One row for each answer, by day, visit and item; `items` are by version and number.

    Importing them gives the same visits: a place is told without the area that its name repeats,
    and the further visits of a site and day are numbered.
    """
    by_place: dict[tuple[date, UUID], list[tuple[ResultRow, ...]]] = defaultdict(list)
    for record in sorted(records, key=lambda record: (record.visit.day, record.visit.number)):
        visit = record.visit
        inspectors = tuple(sorted(persons[each] for each in record.persons if each in persons))
        by_place[visit.day, visit.site].append(
            tuple(
                _row(record, answer, items[visit.version][answer.item], sites, units, inspectors)
                for answer in sorted(record.answers, key=lambda answer: answer.item)
            )
        )
    rows = [row for visits in by_place.values() for row in _told_apart(visits)]
    return tuple(replace(row, row=number, number=str(number)) for number, row in enumerate(rows, 1))


def _row(
    record: Record,
    answer: Answer,
    item: Item,
    sites: Mapping[UUID, str],
    units: Mapping[UUID, str],
    inspectors: tuple[str, ...],
) -> ResultRow:
    area, departments = _units_of(record, answer.item, units)
    return ResultRow(
        sheet="",
        row=0,
        number="",
        content=item.text,
        place=_place(sites[record.visit.site], area),
        lost=_lost(answer, item),
        area=area,
        departments=departments,
        full_mark=item.full_mark,
        day=record.visit.day,
        state=_STATES.get(answer.state, ResultState.VALUED),
        inspectors=inspectors,
    )


def _told_apart(visits: Sequence[tuple[ResultRow, ...]]) -> Iterator[ResultRow]:
    """The rows of the visits of a site and day, numbered where they cannot be told apart else."""
    is_plain = _come_by_themselves(visits)
    for turn, rows in enumerate(visits, 1):
        for row in rows:
            yield row if is_plain or turn == 1 else replace(row, visit=str(turn))


def _come_by_themselves(visits: Sequence[tuple[ResultRow, ...]]) -> bool:
    """Whether what stands twice makes just these visits, in the order of an import."""
    seen: dict[str, list[tuple[int, tuple[object, ...]]]] = defaultdict(list)
    for turn, rows in enumerate(visits):
        for row in rows:
            seen[row.content].append((turn, order_of(row)))
    return all(
        [turn for turn, _key in found] == list(range(len(found)))
        and all(one[1] <= other[1] for one, other in pairwise(found))
        for found in seen.values()
    )


def _units_of(record: Record, item: int, units: Mapping[UUID, str]) -> tuple[str, tuple[str, ...]]:
    live = [each for each in record.units if each.item == item and not each.void]
    area = next((units[each.unit] for each in live if each.role is Role.TERRITORIAL), "")
    others = (units[each.unit] for each in live if each.role is not Role.TERRITORIAL)
    return area, tuple(sorted(set(others)))


def _lost(answer: Answer, item: Item) -> Decimal:
    if answer.state in _STATES or answer.points is None:
        return Decimal(0)
    return item.full_mark - answer.points


def _place(site: str, area: str) -> str:
    """The place within its area.

    >>> _place("公园1（望湖街道）", "望湖街道"), _place("公园2", "望湖街道")
    ('公园1', '公园2')
    """
    return site.removesuffix(f"（{area}）") or site if area else site
