"""The publication of a board: everything behind its ranking gathered once, in one workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from inspector.domain import explanation as rules
from inspector.domain.board import BoardKind, DataRow, Explanation, Loss, RankedRow, Ranking
from inspector.domain.board_rules import TYPES
from inspector.domain.paper import Paper
from inspector.domain.period import Period
from inspector.domain.points import printed
from inspector.domain.publication import (
    Column,
    Counted,
    CourseLine,
    Holder,
    ItemLine,
    Observation,
    Publication,
    SegmentLine,
    compared,
    compared_sums,
    counted,
)
from inspector.domain.ranking import Key
from inspector.domain.scheme import Item, Scheme
from inspector.domain.site import SiteLine
from inspector.domain.unit import Role
from inspector.files.atomic import workbook_path
from inspector.progress import SILENT, Progress
from inspector.services import board_book
from inspector.services.board import photo_losses
from inspector.services.course import Course
from inspector.services.garbage import collected_later
from inspector.services.loss import Behind, Seen, behind, seen_visits, terms
from inspector.services.measurement import computed
from inspector.services.ranking import course_of, rank
from inspector.services.workspace import Workspace
from inspector.store.site import load_site_lines
from inspector.store.total import load_scheme

COURSE_PERIODS = 7
_CHIEFS = (Role.CHIEF_1, Role.CHIEF_2, Role.CHIEF_3)


def publish(ws: Workspace, ranking: Ranking, out: Path, progress: Progress = SILENT) -> Path:
    """Write the workbook of a publication: all sheets about a ranking, with a page of contents.

    A name that does not end in .xlsx gets that suffix. Raises FileRefused where it cannot be
    written, and Cancelled.
    """
    from inspector.files.sheets.publication import write_publication

    return write_publication(workbook_path(out), gather(ws, ranking, progress), progress)


def draw(ws: Workspace, ranking: Ranking, progress: Progress = SILENT) -> tuple[Paper, ...]:
    """All sheets about a ranking but that of the data, to be printed; raises Cancelled."""
    from inspector.files.sheets.publication import draw_publication

    return draw_publication(gather(ws, ranking, progress), progress)


def draw_ranking(ranking: Ranking) -> tuple[Paper, ...]:
    """The sheet of the lists of a ranking, to be printed."""
    from inspector.files.sheets import workbook

    return workbook.draw_ranking(ranking)


def gather(ws: Workspace, ranking: Ranking, progress: Progress = SILENT) -> Publication:
    """Everything that the publication of a ranking tells; raises Cancelled.

    Shares and changes compare with the period of equal kind before, counted by the same rules and
    cut-off.
    """
    with ws.read(), collected_later():
        found = behind(ranking)
        earlier = behind(replace(ranking, period=ranking.period.previous))
        # The period before comes first, so that items are called as they are now.
        items: dict[UUID, ItemLine] = {}
        visits = seen_visits(earlier, progress=progress)
        before = counted(_observations(earlier.course, visits, items))
        by_row: dict[Key, list[Loss]] = defaultdict(list)
        rows: list[DataRow] = []
        visits = _kept(seen_visits(found, progress=progress), by_row, rows)
        now = counted(_observations(found.course, visits, items))
        explanations = _explanations(found, ranking, by_row)
        periods, courses = _courses(ranking, progress)
        schemes = _schemes(found.course)
    return Publication(
        ranking=ranking,
        explanations=explanations,
        photo_losses=photo_losses(ws, explanations),
        data_rows=tuple(rows),
        columns=_columns(ranking),
        items=_in_order(items, schemes, now),
        counted=now,
        aspects=compared(now.items, before.items, lambda item: items[item].aspect),
        types=compared_sums(now.types, before.types),
        periods=periods,
        courses=courses,
        segments=_segments(ws, ranking),
        schemes=schemes,
    )


def _kept(
    visits: Iterable[Seen], by_row: dict[Key, list[Loss]], rows: list[DataRow]
) -> Iterator[Seen]:
    """The visits one by one, while their losses and rows are put aside."""
    for one in visits:
        for loss in one.losses:
            by_row[loss.subject, loss.group].append(loss)
        rows.extend(one.rows)
        yield one


def _observations(
    course: Course, visits: Iterable[Seen], items: dict[UUID, ItemLine]
) -> Iterator[Observation]:
    """Every item that counted; `items` learns how each is called, by the newest version met."""
    who = _Holders(course)
    known: set[tuple[UUID, int]] = set()
    for one in visits:
        record = one.evidence.record
        of_whole = who.of(one, 0)
        named: set[int] = set()
        if course.is_rate(one.metric):
            named = {link.item for link in record.units if link.item}
        for result in one.judged:
            if result.loss is None:
                continue
            item = one.scheme.item(result.item)
            if (record.visit.version, item.number) not in known:
                known.add((record.visit.version, item.number))
                items[item.id] = _item_line(one.scheme, item)
            holders = who.of(one, item.number) if item.number in named else of_whole
            yield Observation(holders, record.visit.site_type, item.id, result.full, result.loss)


class _Holders:
    """Who stands for an item of a visit: its ranked units, on a board of sites their lists."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._classes = {unit.id: unit.unit_class for unit in course.units}
        self._lists = {unit.id: course.lists(unit.id) for unit in course.units}

    def of(self, seen: Seen, item: int) -> tuple[Holder, ...]:
        """The holders of an item by its number, 0 being the whole visit."""
        visit = seen.evidence.record.visit
        if self._course.is_types:
            return ((self._course.visited(visit.site, visit.site_type), TYPES),)
        if self._course.is_sites:
            return tuple((None, group) for group in self._course.lists(visit.site, visit.site_type))
        roles = self._course.rules.subjects.roles
        units = rules.ranked_units(seen.evidence.record.units, self._classes, item, roles)
        return tuple((unit, group) for unit, _class in units for group in self._lists[unit])


def _item_line(scheme: Scheme, item: Item) -> ItemLine:
    path = scheme.path(item)
    section = f"{path[0].code} {path[0].text}".strip() if path else ""
    return ItemLine(item.id, item.code, item.text, section, item.aspect)


def _in_order(
    items: Mapping[UUID, ItemLine], schemes: Iterable[Scheme], now: Counted
) -> tuple[ItemLine, ...]:
    """The items that were observed in the order of their schemes, those of old versions last."""
    order = dict.fromkeys((*(item.id for scheme in schemes for item in scheme.items), *items))
    return tuple(items[item] for item in order if item in now.items)


def _explanations(
    found: Behind, ranking: Ranking, by_row: Mapping[Key, list[Loss]]
) -> tuple[Explanation, ...]:
    return tuple(
        rules.explained(row, by_row.get(_key(row), ()), terms(found, _key(row)))
        for row in ranking.rows
    )


def _key(row: RankedRow) -> Key:
    return row.subject, row.group


def _columns(ranking: Ranking) -> tuple[Column, ...]:
    """Who stands in the rows or columns: the units, of sites only their lists."""
    if ranking.kind is BoardKind.SITES:
        return tuple(Column((None, one.key), one.key, "") for one in ranking.groups)
    return tuple(Column(_key(row), row.group, row.name) for row in ranking.rows)


def _periods(last: Period) -> tuple[Period, ...]:
    found = [last]
    while len(found) < COURSE_PERIODS:
        found.append(found[-1].previous)
    return tuple(reversed(found))


def _courses(
    ranking: Ranking, progress: Progress
) -> tuple[tuple[Period, ...], tuple[CourseLine, ...]]:
    """The last periods and their scores, each list's mean before its subjects.

    Periods before the first with a score are left out, but for the one before this.
    """
    periods = _periods(ranking.period)
    course, decimals = course_of(ranking), ranking.rules.order.decimals
    scores = []
    for done, period in enumerate(periods):
        progress.step(done, len(periods), str(period))
        outcomes = computed(course, period).came.outcomes
        scores.append({key: one.score for key, one in outcomes.items()})
    first = next((place for place, one in enumerate(scores) if one), len(scores))
    first = min(first, len(scores) - 2)
    periods, scores = periods[first:], scores[first:]
    lines = []
    for group in ranking.groups:
        keys = [_key(row) for row in group.rows]
        means = (_mean([one.get(key) for key in keys], decimals) for one in scores)
        lines.append(CourseLine(group.key, None, tuple(means)))
        for row in group.rows:
            own = (one.get(_key(row)) for one in scores)
            told = (None if score is None else printed(score, decimals) for score in own)
            lines.append(CourseLine(group.key, row.name, tuple(told)))
    return periods, tuple(lines)


def _mean(scores: Iterable[Fraction | None], decimals: int) -> Decimal | None:
    known = [score for score in scores if score is not None]
    return printed(sum(known, Fraction(0)) / len(known), decimals) if known else None


def _schemes(course: Course) -> tuple[Scheme, ...]:
    """The schemes of the board, each in its newest version."""
    newest = (used.versions[-1] for used in course.used if used is not None)
    return tuple(load_scheme(version) for version in dict.fromkeys(newest))


def _segments(ws: Workspace, ranking: Ranking) -> tuple[SegmentLine, ...]:
    """All road segments by rank, those without a score last; who answers is as on the last day."""
    scheme = None if ranking.scheme_id is None else ranking.scheme_id.hex
    with ws.read():
        board = board_book.ready("segments")
        lines = load_site_lines(ranking.period.last)
    roads = [line for line in lines if line.site.length_m is not None]
    if not roads or scheme is None:
        return ()
    ranked = rank(ws, board, ranking.period, scheme=scheme, cutoff=ranking.cutoff)
    rows = {row.subject: row for row in ranked.rows}
    found = [_segment(line, rows.get(line.site.id)) for line in roads]
    return tuple(sorted(found, key=lambda one: (one.rank is None, one.rank or 0)))


def _segment(line: SiteLine, row: RankedRow | None) -> SegmentLine:
    others = (one.unit for one in line.duties if one.role not in _CHIEFS)
    return SegmentLine(
        name=line.site.name,
        place=line.site.address,
        chiefs={
            role: tuple(one.unit for one in line.duties if one.role is role) for role in _CHIEFS
        },
        units=tuple(dict.fromkeys(others)),
        score=None if row is None else row.score,
        rank=None if row is None else row.rank,
        marks=() if row is None else row.marks,
    )
