"""Ranking the units or sites of a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from inspector.domain import ranking as rules
from inspector.domain.board import BoardKind, Pooling, RankedGroup, Ranking
from inspector.domain.footnote import Told, WholeRate, footnotes
from inspector.domain.identity import begins
from inspector.domain.period import Period
from inspector.domain.ranking import Outcome, RateSum, SiteSum, Subject
from inspector.domain.scheme import SchemeOrigin
from inspector.domain.unit import RANKED_ROLE, Unit, UnitClass
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound, Noun
from inspector.services.workspace import Workspace
from inspector.store import board as store
from inspector.store.board import ItemSum, Selection, UsedScheme
from inspector.store.total import load_scheme
from inspector.store.unit import load_units
from inspector.store.workspace import load_district

_EVERYTHING = UUID(int=0)


def rank(
    ws: Workspace,
    kind: BoardKind,
    period: Period,
    *,
    scheme: str | None = None,
    cutoff: datetime | None = None,
    number: int | None = None,
    pooling: Pooling = Pooling.POOLED,
) -> Ranking:
    """Rank the visits of one scheme, in all its versions, that were closed by the cut-off (M5).

    `scheme` is its title or the beginning of its id, needed only where the period has several; the
    cut-off is now and the issue number the period's unless given. Units are ranked by model M2 on
    imported results, in the pooling asked for. Ranks of the period before are those of equal kind,
    with the same cut-off. Raises ActionRefused (SCHEME_NEEDED, NO_VISITS), NotFound, Ambiguous.
    """
    until = cutoff or ws.now()
    with ws.read():
        used = _scheme(period, scheme)
        chosen = store.select(period.first, period.last, until, used.versions)
        before = period.previous
        earlier = store.select(before.first, before.last, until, used.versions)
        listed = _listed(kind, used, chosen, earlier, pooling)
        district = load_district()
        told = _told(kind, chosen, listed, is_sample=district.is_sample)
    weights = {name: listed.weights.get(name, rules.ONE) for name in listed.part_names}
    return Ranking(
        kind=kind,
        period=period,
        cutoff=until,
        number=period.number if number is None else number,
        scheme_title=used.title,
        is_result=used.origin is SchemeOrigin.RESULT,
        part_names=listed.part_names if kind is BoardKind.UNITS else (),
        groups=listed.groups,
        footnotes=footnotes(kind, listed.groups, weights, told, listed.whole),
        district=district.name,
        office=district.office,
        printed_on=ws.today(),
        is_sample=district.is_sample,
        scheme_id=used.scheme_id,
        pooling=pooling,
    )


def selection(ranking: Ranking) -> Selection:
    """The visits behind a ranking; call inside a transaction."""
    versions = next(
        (one.versions for one in store.load_schemes() if one.scheme_id == ranking.scheme_id), ()
    )
    period = ranking.period
    return store.select(period.first, period.last, ranking.cutoff, versions)


def unit_classes() -> dict[UUID, UnitClass]:
    """The class of every unit that is ranked; call inside a transaction."""
    return {unit.id: unit.unit_class for unit in load_units()}


def site_sums(ranking: Ranking, chosen: Selection) -> list[SiteSum]:
    """The sums behind a ranking by model M5; call inside a transaction."""
    if ranking.kind is BoardKind.SITES:
        return store.load_site_sums(chosen)
    return store.load_unit_sums(chosen, load_units())


def rate_sums(chosen: Selection) -> list[RateSum]:
    """The sums of each unit by content behind a ranking by model M2; call in a transaction."""
    return [one for one in _rates(store.load_item_sums(chosen)) if one.subject != _EVERYTHING]


class _Listed(Struct, frozen=True):
    groups: tuple[RankedGroup, ...]
    part_names: tuple[str, ...] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    whole: tuple[Pooling, WholeRate | None] | None = None
    has_unscored: bool = True


def _scheme(period: Period, text: str | None) -> UsedScheme:
    schemes = store.load_schemes()
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


def _listed(
    kind: BoardKind, used: UsedScheme, chosen: Selection, earlier: Selection, pooling: Pooling
) -> _Listed:
    is_result = used.origin is SchemeOrigin.RESULT
    if kind is BoardKind.SITES:
        listed = _sites(chosen, earlier)
        return _counting_observations(listed, chosen) if is_result else listed
    if is_result:
        return _rated_units(chosen, earlier, pooling)
    return _units(chosen, earlier)


def _units(chosen: Selection, earlier: Selection) -> _Listed:
    units = load_units()
    weights = store.load_weights()
    sums, before = (store.load_unit_sums(one, units) for one in (chosen, earlier))
    names = rules.part_names(sums, weights)
    now = rules.roll_up(sums, weights, names)
    then = rules.roll_up(before, weights, rules.part_names(before, weights))
    groups = tuple(rules.with_missing_types(one) for one in _unit_groups(units, now, then))
    return _Listed(groups, names, weights, has_unscored=_has_unscored(sums))


def _rated_units(chosen: Selection, earlier: Selection, pooling: Pooling) -> _Listed:
    units = load_units()
    classes = {unit.id: unit.unit_class.value for unit in units}
    now, then = (_rates(store.load_item_sums(one)) for one in (chosen, earlier))
    groups = _unit_groups(
        units, _by_group(now, pooling, classes), _by_group(then, pooling, classes)
    )
    return _Listed(groups, whole=(pooling, _whole(now)))


def _sites(chosen: Selection, earlier: Selection) -> _Listed:
    sums, before = store.load_site_sums(chosen), store.load_site_sums(earlier)
    lines = store.load_site_lines(one.subject for one in (*sums, *before))
    names = rules.part_names(sums, store.load_weights())
    groups = []
    for name in names:
        now, then = ([one for one in some if one.group == name] for some in (sums, before))
        # On a list of its own type a site counts by itself: the weight of the type is no matter.
        outcomes = [rules.roll_up(some, {}, (name,)) for some in (now, then)]
        members = {one.subject for one in (*now, *then)}
        subjects = [Subject(site, name, *lines.get(site, ("", ""))) for site in members]
        group = rules.ranked_group(name, subjects, *outcomes)
        groups.append(replace(group, rows=tuple(row for row in group.rows if row.n)))
    return _Listed(tuple(groups), has_unscored=_has_unscored(sums))


def _counting_observations(listed: _Listed, chosen: Selection) -> _Listed:
    counted = store.load_site_observations(chosen)
    groups = tuple(
        replace(
            group,
            rows=tuple(replace(row, n=counted[row.subject, row.group]) for row in group.rows),
        )
        for group in listed.groups
    )
    return replace(listed, groups=groups)


def _unit_groups(
    units: Iterable[Unit],
    now: Mapping[tuple[UUID, str], Outcome],
    then: Mapping[tuple[UUID, str], Outcome],
) -> tuple[RankedGroup, ...]:
    groups = []
    for unit_class in UnitClass:
        key = unit_class.value
        subjects = [
            Subject(unit.id, key, unit.code, unit.name)
            for unit in units
            if unit.unit_class is unit_class
        ]
        # Headquarters, leaders and the like are on no list unless they answer for something.
        is_ranked = unit_class in RANKED_ROLE or any((one.id, key) in now for one in subjects)
        if subjects and is_ranked:
            groups.append(rules.ranked_group(key, subjects, now, then))
    return tuple(groups)


def _rates(sums: Iterable[ItemSum]) -> list[RateSum]:
    merged: dict[tuple[UUID, str], tuple[Fraction, int]] = {}
    for one in sums:
        item = load_scheme(one.version).item(one.item)
        earned = Fraction(one.valued) / Fraction(item.full_mark or 1) + one.conforming
        key = (one.unit or _EVERYTHING, item.id.hex)
        got, n = merged.get(key, (Fraction(0), 0))
        merged[key] = (got + earned, n + one.n + one.conforming)
    return [RateSum(unit, content, got, n) for (unit, content), (got, n) in merged.items()]


def _by_group(
    sums: Iterable[RateSum], pooling: Pooling, classes: Mapping[UUID, str]
) -> dict[tuple[UUID, str], Outcome]:
    return {
        (unit, classes[unit]): outcome
        for unit, outcome in rules.rates(sums, pooling).items()
        if unit in classes
    }


def _whole(sums: Sequence[RateSum]) -> WholeRate | None:
    pooled = rules.rates(sums, Pooling.POOLED).get(_EVERYTHING)
    by_content = rules.rates(sums, Pooling.BY_CONTENT).get(_EVERYTHING)
    if pooled is None or by_content is None or pooled.score is None or by_content.score is None:
        return None
    return WholeRate(pooled.visits, pooled.score, by_content.score)


def _has_unscored(sums: Iterable[SiteSum]) -> bool:
    return any(one.scored < one.visits for one in sums)


def _told(kind: BoardKind, chosen: Selection, listed: _Listed, *, is_sample: bool) -> Told:
    if kind is BoardKind.SITES:
        untested: Sequence[str] = store.load_untested_sites(chosen)
    else:
        untested = [row.name for group in listed.groups for row in group.rows if not row.n]
    counts = store.load_counts(chosen)
    return Told(
        moment=f"{chosen.cutoff.astimezone():%Y-%m-%d %H:%M}",
        untested=untested,
        # Counting reads every visit of the period once more, and mostly there is none.
        no_score=store.count_without_score(chosen) if listed.has_unscored else 0,
        after_cutoff=counts.after_cutoff,
        open=counts.open,
        without_unit=store.count_without_unit(chosen) if listed.whole else 0,
        unresolved=counts.unresolved,
        is_sample=is_sample,
    )
