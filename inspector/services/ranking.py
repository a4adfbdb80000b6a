"""Ranking the units or sites of a period by the rules of a board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.board import Board, BoardKind, Footnote, RankedGroup, Ranking
from inspector.domain.board_note import rule_notes
from inspector.domain.board_rules import BoardRules, Metric, MetricKind
from inspector.domain.footnote import Told, WholeRate, footnotes
from inspector.domain.identity import begins
from inspector.domain.ladder import listed
from inspector.domain.model.compliance import Pooling, rates
from inspector.domain.model.roll_up import ONE
from inspector.domain.period import Period
from inspector.domain.ready_board import kind_of
from inspector.domain.scheme import SchemeOrigin
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun
from inspector.services import board_book
from inspector.services.course import Course, fits, whole_selection
from inspector.services.look_back import LookBack
from inspector.services.measurement import EVERYTHING, Computed, computed
from inspector.services.ranked_list import ranked_groups
from inspector.services.recent import keep
from inspector.services.workspace import Workspace
from inspector.store import board as store
from inspector.store.board import UsedScheme
from inspector.store.selection import Selection
from inspector.store.unit import load_units
from inspector.store.workspace import load_district

_READY = {BoardKind.UNITS: "units", BoardKind.SITES: "sites", BoardKind.TYPES: "types"}
_Groups: TypeAlias = "tuple[RankedGroup, ...]"


def rank(
    ws: Workspace,
    board: Board | BoardKind,
    period: Period,
    *,
    scheme: str | None = None,
    cutoff: datetime | None = None,
    number: int | None = None,
    pooling: Pooling | None = None,
    campaign: str | None = None,
) -> Ranking:
    """Rank the visits of a period, in all versions of their scheme, closed by the cut-off.

    A kind of board stands for the ready-made one of all units or all sites. `scheme` is its title
    or the beginning of its id, needed only where the period has several and the board names none;
    the cut-off is now and the issue number the period's unless given. Pooling, where given, goes
    before that of the board (M2); a campaign leaves only its visits. Ranks of the period before are
    by the same rules and cut-off. Raises ActionRefused (SCHEME_NEEDED, NO_VISITS, RULES_NEWER,
    PERIOD_UNFIT), NotFound, Ambiguous.
    """
    until = cutoff or ws.now()
    with ws.read():
        if isinstance(board, BoardKind):
            board = board_book.ready(_READY[board])
        course = _course(asked(board, pooling, campaign), period, scheme, until)
        if not fits(course, period):
            raise _unfit(course.rules, period)
        now = computed(course, period)
        then = computed(course, period.previous)
        keep(course, period.previous, then)
        keep(course, period, now)
        groups = ranked_groups(course, now, then)
        back = LookBack(course, {period.previous: then})
        groups, lists = listed(groups, course.rules, period, back)
        district = load_district()
        notes = _notes(course, period, groups, now, is_sample=district.is_sample)
    return replace(
        _made_ranking(board, course, period, groups, now),
        number=period.number if number is None else number,
        lists=lists,
        footnotes=notes,
        looked_back=back.asked,
        district=district.name,
        office=district.office,
        printed_on=ws.today(),
        is_sample=district.is_sample,
    )


def _made_ranking(
    board: Board, course: Course, period: Period, groups: _Groups, now: Computed
) -> Ranking:
    used = next((one for one in course.used if one is not None), None)
    kind = kind_of(course.rules)
    return Ranking(
        kind=kind,
        period=period,
        cutoff=course.cutoff,
        number=period.number,
        scheme_title="" if used is None else used.title,
        is_result=used is not None and used.origin is SchemeOrigin.RESULT,
        part_names=now.visits.part_names if kind is BoardKind.UNITS else (),
        groups=groups,
        footnotes=(),
        scheme_id=None if used is None else used.scheme_id,
        pooling=_pooling(course.rules),
        rules=course.rules,
        board=board.id,
        board_name=board.name,
    )


def campaign_period(ws: Workspace, campaign: str) -> Period:
    """The days from the first visit of a campaign to its last.

    Raises ActionRefused (NO_CAMPAIGN) where there is none.
    """
    with ws.read():
        found = store.load_campaigns(campaign) if campaign else ()
    if not found:
        raise ActionRefused(ActionFault.NO_CAMPAIGN, {"name": campaign})
    return found[0].period


def course_of(ranking: Ranking) -> Course:
    """The course by which a ranking was made, to compute it again; call inside a transaction."""
    schemes = {one.scheme_id: one for one in store.load_schemes()}
    asked = schemes.get(ranking.scheme_id) if ranking.scheme_id is not None else None
    used = tuple(_of_metric(one, schemes, asked) for one in ranking.rules.metrics)
    return _made(ranking.rules, used, ranking.cutoff)


def _unfit(rules: BoardRules, period: Period) -> ActionRefused:
    facts = {
        "period": str(period),
        "parts": str(len(period.parts(rules.period.parts))),
        "weights": str(len(rules.period.weights)),
    }
    return ActionRefused(ActionFault.PERIOD_UNFIT, facts)


def asked(board: Board, pooling: Pooling | None, campaign: str | None) -> BoardRules:
    """The rules of a board with what is asked for this once; raises ActionRefused (RULES_NEWER)."""
    rules = board.rules
    if rules is None:
        raise ActionRefused(ActionFault.RULES_NEWER, {"name": board.name})
    metrics = rules.metrics
    if pooling is not None:
        metrics = tuple(replace(one, pooling=pooling) for one in metrics)
    if campaign is not None:
        metrics = tuple(
            replace(one, filters=replace(one.filters, campaigns=(campaign,))) for one in metrics
        )
    return rules if metrics == rules.metrics else replace(rules, metrics=metrics)


def _course(rules: BoardRules, period: Period, scheme: str | None, cutoff: datetime) -> Course:
    schemes = {one.scheme_id: one for one in store.load_schemes()}
    asked = None
    if any(_asks_scheme(one) for one in rules.metrics):
        asked = _scheme(tuple(schemes.values()), period, scheme)
    used = tuple(_of_metric(one, schemes, asked) for one in rules.metrics)
    return _made(rules, used, cutoff)


def _made(rules: BoardRules, used: tuple[UsedScheme | None, ...], cutoff: datetime) -> Course:
    units = load_units()
    subjects = rules.subjects
    chosen = {member for group in subjects.groups for member in group.members}
    if chosen:
        units = tuple(unit for unit in units if unit.id in chosen)
    elif subjects.classes:
        units = tuple(unit for unit in units if unit.unit_class in subjects.classes)
    groups: dict[UUID, tuple[str, ...]] = {}
    for group in subjects.groups:
        for member in dict.fromkeys(group.members):
            groups[member] = (*groups.get(member, ()), group.name)
    classes = {unit.id: (unit.unit_class.value,) for unit in units}
    return Course(rules, used, cutoff, units, store.load_weights(), groups, classes)


def _asks_scheme(metric: Metric) -> bool:
    return metric.kind is MetricKind.VISITS and metric.scheme is None


def _of_metric(
    metric: Metric, schemes: Mapping[UUID, UsedScheme], asked: UsedScheme | None
) -> UsedScheme | None:
    if metric.kind is not MetricKind.VISITS:
        return None
    return asked if metric.scheme is None else schemes.get(metric.scheme)


def _scheme(schemes: Sequence[UsedScheme], period: Period, text: str | None) -> UsedScheme:
    if text is not None:
        return _named(schemes, text)
    used: list[UsedScheme] = []
    if len(schemes) > 1:
        versions = store.load_versions_used(period.first, period.last)
        used = [one for one in schemes if versions.intersection(one.versions)]
    candidates = used or list(schemes)
    if not candidates:
        raise ActionRefused(ActionFault.NO_VISITS, {"period": str(period)})
    if len(candidates) > 1:
        titles = "\n".join(one.title for one in candidates)
        raise ActionRefused(ActionFault.SCHEME_NEEDED, {"schemes": titles})
    return candidates[0]


def _named(schemes: Sequence[UsedScheme], text: str) -> UsedScheme:
    found = [one for one in schemes if one.title == text]
    found = found or [one for one in schemes if begins(one.scheme_id, text)]
    found = found or [one for one in schemes if text in one.title]
    if not text or not found:
        raise NotFound(Noun.SCHEME, text)
    if len(found) > 1:
        raise Ambiguous(Noun.SCHEME, text, tuple(one.title for one in found))
    return found[0]


def _selection(course: Course, period: Period) -> Selection | None:
    for number in range(len(course.used)):
        chosen = whole_selection(course, number, period)
        if chosen is not None:
            return chosen
    return None


def _pooling(rules: BoardRules) -> Pooling:
    visits = (one for one in rules.metrics if one.kind is MetricKind.VISITS)
    return next((one.pooling for one in visits), Pooling.POOLED)


def _notes(
    course: Course, period: Period, groups: _Groups, now: Computed, *, is_sample: bool
) -> tuple[Footnote, ...]:
    kind = kind_of(course.rules)
    names = now.visits.part_names if kind is BoardKind.UNITS else ()
    weights = {name: now.visits.weights.get(name, ONE) for name in names}
    whole = _whole(course, now)
    told = _told(course, period, groups, now)
    told = replace(told, is_sample=is_sample)
    return footnotes(kind, groups, weights, told, whole, rule_notes(course.rules))


def _whole(course: Course, now: Computed) -> tuple[Pooling, WholeRate | None] | None:
    """The rate of everything where the board has imported results and nothing else (M2)."""
    if len(course.used) != 1 or not course.is_rate(0):
        return None
    sums = [one for piece in now.visits.pieces for one in piece.everything]
    pooled = rates(sums, Pooling.POOLED).get(EVERYTHING)
    by_content = rates(sums, Pooling.BY_CONTENT).get(EVERYTHING)
    pooling = _pooling(course.rules)
    if pooled is None or by_content is None or pooled.score is None or by_content.score is None:
        return pooling, None
    return pooling, WholeRate(pooled.visits, pooled.score, by_content.score)


def _told(course: Course, period: Period, groups: _Groups, now: Computed) -> Told:
    moment = f"{course.cutoff.astimezone():%Y-%m-%d %H:%M}"
    chosen = _selection(course, period)
    untested: Sequence[str] = [row.name for group in groups for row in group.rows if not row.n]
    if chosen is None:
        return Told(moment, untested)
    if course.is_sites:
        untested = _untested_sites(course, chosen)
    counts = store.load_counts(chosen)
    rated = [number for number in range(len(course.used)) if course.is_rate(number)]
    return Told(
        moment=moment,
        untested=untested,
        # Counting reads every visit of the period once more, and mostly there is none.
        no_score=store.count_without_score(chosen) if rated or _has_unscored(now) else 0,
        after_cutoff=counts.after_cutoff,
        open=counts.open,
        without_unit=store.count_without_unit(chosen) if rated else 0,
        unresolved=counts.unresolved,
    )


def _untested_sites(course: Course, chosen: Selection) -> tuple[str, ...]:
    """The sites of the board that nobody went to; those of a plain board are all there are."""
    subjects = course.rules.subjects
    members = None
    if subjects.groups:
        members = course.groups.keys()
    if course.is_types:
        return _untested_types(course, chosen)
    found = store.load_untested_sites(chosen, subjects.site_types, with_length=chosen.with_length)
    return tuple(name for site, name in found if members is None or site in members)


def _untested_types(course: Course, chosen: Selection) -> tuple[str, ...]:
    """The site types that have sites, of which nobody went to one."""
    asked = course.rules.subjects.site_types
    return tuple(name for name in store.load_untested_types(chosen) if not asked or name in asked)


def _has_unscored(now: Computed) -> bool:
    return any(one.scored < one.visits for piece in now.visits.pieces for one in piece.sums)
