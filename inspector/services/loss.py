"""What every visit behind a ranking cost every subject, exact, and what else is in its score.

Call inside a transaction for reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from msgspec import Struct

from inspector.domain import explanation as rules
from inspector.domain.board import DataRow, Loss, Ranking
from inspector.domain.explanation import Evidence, Share
from inspector.domain.model.compliance import observation_shares
from inspector.domain.model.deduction import with_not_applicable
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.outcome import SiteSum
from inspector.domain.model.roll_up import part_shares, visit_shares
from inspector.domain.ranking import Key
from inspector.domain.scheme import Scheme
from inspector.domain.score import ItemResult
from inspector.domain.scoring import ZERO, lost_share, record_results
from inspector.domain.term import Term, TermKind
from inspector.progress import SILENT, Progress
from inspector.services.course import Course
from inspector.services.measurement import Computed, Measured, Piece
from inspector.services.ranking import course_of
from inspector.services.recent import recent
from inspector.store.evidence import load_evidence
from inspector.store.total import load_scheme
from inspector.wording import _

Weigh = Callable[[ItemResult], Iterable[Share]]
Weighing = Callable[[Scheme, Evidence, Decimal], Weigh]
"""What the items of a visit cost, given its scheme and the full mark of what counted."""
_ONE = Fraction(1)


class Behind(Struct, frozen=True):
    """A ranking computed again, to tell what is behind it."""

    course: Course
    computed: Computed

    def share(self, key: Key, number: int) -> Fraction:
        """How much a metric, by its place from 0, counts in the score of a subject."""
        made = self.computed.came.compositions.get(key)
        return _ONE if made is None else made.metrics[number].share


class Seen(Struct, frozen=True):
    """A visit behind a ranking: what it cost whom, its data rows, each item as it was judged.

    Where several metrics measure a visit only the first has `rows` and `judged`; `metric` is its
    place from 0.
    """

    metric: int
    scheme: Scheme
    evidence: Evidence
    losses: list[Loss]
    rows: list[DataRow]
    judged: Sequence[ItemResult]


def behind(ranking: Ranking) -> Behind:
    """What a ranking was made of; one that was made just now is not computed again."""
    course = course_of(ranking)
    return Behind(course, recent(course, ranking.period))


def visits(
    found: Behind, progress: Progress = SILENT
) -> Iterator[tuple[list[Loss], list[DataRow]]]:
    """Losses and data rows of each visit behind the ranking.

    A visit that several metrics measure gives its data rows once.
    """
    for one in seen_visits(found, progress):
        yield one.losses, one.rows


def seen_visits(found: Behind, progress: Progress = SILENT) -> Iterator[Seen]:
    """Each visit behind the ranking, with all that is told of it."""
    seen: set[UUID] = set()
    done = 0
    for number, metric in enumerate(found.computed.metrics):
        for piece in metric.pieces:
            weigh = weighing(found, number, piece)
            for evidence in load_evidence(piece.chosen):
                done += 1
                progress.step(done, None, _("Collecting the losses"))
                yield _of_visit(found.course, number, evidence, weigh, seen)


def terms(found: Behind, key: Key) -> tuple[Term, ...]:
    """What is in the score of a subject beside its visits, in percent points lost.

    With the losses of its visits they add up to 100 minus its exact score.
    """
    told = [
        *_substituted(found, key),
        *_of_composition(found, key),
    ]
    return tuple(one for one in told if one.exact)


def _of_visit(
    course: Course,
    number: int,
    evidence: Evidence,
    weighing: Weighing,
    seen: set[UUID],
) -> Seen:
    visit = evidence.record.visit
    scheme = load_scheme(visit.version)
    judged = record_results(scheme, evidence.record)
    counted = with_not_applicable(scheme, judged, course.rules.metrics[number].na_rule)
    full = sum((one.full for one in counted if one.loss is not None), ZERO)
    lost = list(rules.losses(scheme, evidence, counted, weighing(scheme, evidence, full)))
    if visit.id in seen:
        return Seen(number, scheme, evidence, lost, [], ())
    seen.add(visit.id)
    rows = list(rules.data_rows(scheme, evidence, judged))
    return Seen(number, scheme, evidence, lost, rows, judged)


def weighing(found: Behind, number: int, piece: Piece, only: Key | None = None) -> Weighing:
    """What items cost on the visits of a piece of a metric, all who bear it or only one of them."""
    if found.course.is_rate(number):
        return _rate_weighing(found, number, piece, only)
    return _score_weighing(found, number, piece, only)


def piece_share(metric: Measured, piece: Piece, key: Key) -> Fraction:
    """What a piece counts in a metric of a subject, as pieces without a score leave it (M10)."""
    outcome = piece.outcomes.get(key)
    if outcome is None or outcome.score is None:
        return Fraction(0)
    weights = (
        Fraction(one.weight)
        for one in metric.pieces
        if (other := one.outcomes.get(key)) is not None and other.score is not None
    )
    whole = sum(weights, Fraction(0))
    return Fraction(piece.weight) / whole if whole else whole


def own_sums(piece: Piece, key: Key) -> list[SiteSum]:
    """The sums of a piece that are of one subject in its list."""
    subject, group = key[0].int, key[1]
    # By number: comparing as many ids as a year has sums is a good part of a card.
    return [one for one in piece.sums if one.subject.int == subject and one.group == group]


def _score_weighing(found: Behind, number: int, piece: Piece, only: Key | None) -> Weighing:
    course, metric = found.course, found.computed.metrics[number]
    rule = course.rules.metrics[number].roll_up
    sums = piece.sums if only is None else own_sums(piece, only)
    shares = visit_shares(sums, metric.weights, piece.outcomes, rule)
    classes = {unit.id: unit.unit_class for unit in course.units}
    is_split = course.rules.duty is DutyRule.SPLIT
    counts: dict[Key, Fraction] = {}

    def weighing(_scheme: Scheme, evidence: Evidence, full: Decimal) -> Weigh:
        record = evidence.record
        visit = record.visit
        borne = {course.visited(visit.site, visit.site_type): _ONE}
        if not course.is_sites:
            roles = course.rules.subjects.roles
            borne = {
                unit: rules.share_of(record.units, unit, classes, roles) if is_split else _ONE
                for unit, _class in rules.ranked_units(record.units, classes, 0, roles)
            }
        of_visit = []
        for subject, part in borne.items():
            if only is None:
                groups = course.lists(subject, visit.site_type)
            else:
                groups = (only[1],) if subject == only[0] else ()
            for group in groups:
                key = (subject, group)
                share = shares.get((subject, group, visit.site, visit.site_type))
                # A visit on which nothing was scored has no part in any score.
                if not full or not share:
                    continue
                if key not in counts:
                    counts[key] = found.share(key, number) * piece_share(metric, piece, key)
                of_visit.append((subject, group, share * counts[key], part))
        return rules.visit_weighing(full, of_visit)

    return weighing


def _rate_weighing(found: Behind, number: int, piece: Piece, only: Key | None) -> Weighing:
    course, metric = found.course, found.computed.metrics[number]
    sums = [one for one in piece.rates if only is None or one.subject == only[0]]
    shares = observation_shares(sums, course.rules.metrics[number].pooling)
    classes = {unit.id: unit.unit_class for unit in course.units}
    roles = course.rules.subjects.roles
    is_split = course.rules.duty is DutyRule.SPLIT

    def weighing(scheme: Scheme, evidence: Evidence, _full: Decimal) -> Weigh:
        units = evidence.record.units

        def weigh(result: ItemResult) -> Iterator[Share]:
            content = scheme.item(result.item).id.hex
            for unit, _class in rules.ranked_units(units, classes, result.item, roles):
                part = _ONE
                if is_split:
                    part = rules.share_of(units, unit, classes, roles, result.item)
                for group in course.lists(unit):
                    key = (unit, group)
                    if only not in (None, key):
                        continue
                    counts = found.share(key, number) * piece_share(metric, piece, key)
                    share = shares[unit, content] * counts * part
                    yield unit, group, share * lost_share(result, result.full)

        return weigh

    return weighing


def _substituted(found: Behind, key: Key) -> Iterator[Term]:
    """What the values lost that stand in the place of site types (M5)."""
    lost: dict[str, Fraction] = {}
    for number, metric in enumerate(found.computed.metrics):
        for piece in metric.pieces:
            outcome = piece.outcomes.get(key)
            if outcome is None or outcome.score is None:
                continue
            shares = part_shares(outcome, metric.weights)
            counts = found.share(key, number) * piece_share(metric, piece, key)
            for part in outcome.parts:
                if part.is_substituted and part.score is not None:
                    own = counts * shares[part.name] * (100 - part.score)
                    lost[part.name] = lost.get(part.name, Fraction(0)) + own
    for name, exact in lost.items():
        yield Term(TermKind.SUBSTITUTED, name, exact)


def _of_composition(found: Behind, key: Key) -> Iterator[Term]:
    """What the other metrics lost, what was added and taken (M9, M11)."""
    made = found.computed.came.compositions.get(key)
    if made is None or made.base is None:
        return
    full = made.base
    for measured, metric in zip(found.computed.metrics, made.metrics, strict=True):
        if metric.value is None:
            continue
        lost = metric.share * (Fraction(metric.full) - metric.value)
        full += lost
        if not measured.pieces:
            yield Term(TermKind.METRIC, f"{metric.kind}|{metric.name}", lost)
    # Where the full marks of the metrics do not come to 100, nobody can have it all.
    yield Term(TermKind.FULL_MARKS, "", 100 - full)
    yield Term(TermKind.BONUS, "", -made.bonus)
    yield Term(TermKind.PENALTY, "", made.penalty)
    yield Term(TermKind.VETO, "", made.taken)
    yield Term(TermKind.CLIPPED, "", made.clipped)
