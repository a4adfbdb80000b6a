"""What the inspectors of the sample find: answers, findings and pictures of one visit."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from msgspec import Struct, field
from msgspec.structs import replace

from inspector.domain.model.quantity import required
from inspector.domain.photo import PhotoView
from inspector.domain.scheme import Item, RuleKind, Scheme
from inspector.domain.site import Site
from inspector.domain.visit import Answer, AnswerState, Finding
from inspector.services.sample_content import Course, Problem
from inspector.services.sample_plan import Outing, ties
from inspector.services.sample_tie import STEP, TiedSite, other_losses

_NONE = Decimal(0)
_NOT_APPLICABLE, _OBSERVED_FOR_A_TIME = "不涉及", "定时观察"
_IN_ORDER = "scale"
"""The picture of the only required photo where nothing is wrong."""
_SEVERE, _SEVERE_FACTOR, _FIXED_FACTOR = "严重", Decimal("1.5"), Decimal("0.5")


class Shot(Struct, frozen=True):
    """A photo to be drawn, and what it hangs on."""

    scene: str
    view: PhotoView
    item: int
    finding: UUID | None


class Judgement(Struct):
    """The outcome of one visit while it is made up; `lost` counts points."""

    answers: dict[int, Answer] = field(default_factory=dict)
    findings: list[tuple[Decimal, Problem, Finding]] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    lost: Decimal = _NONE


class Jury:
    """Judges the outings of the sample one after the other, as the course of the weeks wants it."""

    def __init__(
        self,
        scheme: Scheme,
        course: Course,
        problems: Mapping[str, Sequence[Problem]],
        weights: Mapping[str, Decimal],
        new_id: Callable[[], UUID],
    ) -> None:
        self._scheme = scheme
        self._course = course
        self._problems = problems
        self._new_id = new_id
        self._weights = weights
        self._tied: dict[str, TiedSite] = {}
        self._targets: dict[str, Decimal] = {}
        self._bonus = {(one.week, one.site): one for one in course.bonus}

    def judge(self, outing: Outing) -> Judgement:
        """What is found on this outing; the twins of a unit bring theirs to the same score."""
        site = outing.site
        chance = random.Random(f"judge/{outing.started}/{site.code}")
        checklist = self._scheme.checklist(site.site_type)
        first, second = self._course.tied
        habit = site.code.replace(second, first)
        exactly = ties(site, self._course, outing.week)
        if outing.twin:
            self._targets = self._targets or other_losses(self._tied, self._weights, chance)
            target = self._targets[outing.twin]
        else:
            target = _target(outing.lost_share, checklist)
        judge = _Judge(site, self._problems, chance, self._new_id, exactly=exactly)
        made = judge.judge(checklist, target, habit)
        if exactly and not outing.twin:
            full = _full(item for item in checklist if _counts(made.answers.get(item.number)))
            self._tied[site.code] = TiedSite(site.site_type, full, made.lost)
        self._reward(outing, made, checklist)
        return made

    def _reward(self, outing: Outing, made: Judgement, checklist: Sequence[Item]) -> None:
        bonus = self._bonus.pop((outing.week, outing.site.code), None)
        for item in checklist:
            if bonus is not None and item.code == bonus.item:
                note = self._problems[item.code][0].note
                made.answers[item.number] = Answer(
                    item.number, AnswerState.VALUED, points=bonus.points, note=note
                )


class _Judge:
    """Makes up one visit by chance.

    `exactly` keeps to whole steps of 0.5 and observes everything, so that two visits can lose the
    same to the point.
    """

    def __init__(
        self,
        site: Site,
        problems: Mapping[str, Sequence[Problem]],
        chance: random.Random,
        new_id: Callable[[], UUID],
        *,
        exactly: bool,
    ) -> None:
        self._site = site
        self._problems = problems
        self._chance = chance
        self._new_id = new_id
        self._exactly = exactly
        self._made = Judgement()

    def judge(self, checklist: Sequence[Item], target: Decimal, habit: str) -> Judgement:
        """A visit that loses `target` points (a multiple of 0.5) or a little less.

        `habit` is the code of the site by which some items are not applicable, always the same.
        """
        left = [
            item
            for item in checklist
            if item.rule.kind is not RuleKind.BONUS and self._start(item, habit)
        ]
        left.sort(key=lambda item: _turn(self._site, item, self._chance))
        for item in left:
            rest = target - self._made.lost
            if rest < STEP:
                break
            self._lose(item, rest)
        self._shoot(checklist)
        return self._made

    def _start(self, item: Item, habit: str) -> bool:
        """Give the item the answer that loses nothing; whether it may lose something still."""
        answers = self._made.answers
        if _NOT_APPLICABLE in item.exceptions and random.Random(habit + item.code).random() < 0.45:
            answers[item.number] = Answer(item.number, AnswerState.NOT_APPLICABLE)
            return False
        is_missed = item.method == _OBSERVED_FOR_A_TIME and self._chance.random() < 0.05
        if is_missed and not self._exactly:
            answers[item.number] = Answer(item.number, AnswerState.NOT_OBSERVED)
            return False
        answers[item.number] = _best(item, self._site, self._chance)
        return True

    def _lose(self, item: Item, most: Decimal) -> None:
        problems = self._problems[item.code]
        within = [one for one in problems if _each(item, one) <= most]
        problem = self._chance.choice(within or problems)
        if item.rule.kind in (RuleKind.CONFORM, RuleKind.DEDUCT):
            self._find(item, problem, most)
            return
        worse = _worse(item, self._site, most, self._chance, exactly=self._exactly)
        if worse is not None:
            loss, answer = worse
            self._made.lost += loss
            self._made.answers[item.number] = replace(answer, note=problem.note)

    def _find(self, item: Item, problem: Problem, most: Decimal) -> None:
        each, times = _occurrence(item, problem, most, self._chance)
        luck = 0.5 if self._exactly or item.rule.kind is RuleKind.CONFORM else self._chance.random()
        level, fixed = _SEVERE if luck > 0.97 else "", luck < 0.07
        loss = _loss(item, each * times, level, fixed)
        if not loss or loss > most:
            return
        finding = Finding(
            self._new_id(), item.number, problem.clause, times, each, level, fixed, problem.note
        )
        self._made.lost += loss
        self._made.answers[item.number] = Answer(item.number, AnswerState.DEDUCTED)
        self._made.findings.append((loss, problem, finding))

    def _shoot(self, checklist: Sequence[Item]) -> None:
        """Photos of the largest losses, and those that the scheme asks for."""
        made = self._made
        worst_first = sorted(made.findings, key=lambda one: (-one[0], one[2].item))
        for place, (loss, problem, finding) in enumerate(worst_first[:2]):
            if self._chance.random() < (0.7 if place == 0 else 0.1) or loss >= 4:
                views = [PhotoView.NEAR, PhotoView.FAR] if loss >= 3 else [PhotoView.NEAR]
                made.shots += [Shot(problem.scene, v, finding.item, finding.id) for v in views]
        shown = {shot.item for shot in made.shots}
        for item in checklist:
            if item.photo_required and item.number not in shown:
                own = [one for one in made.findings if one[2].item == item.number]
                scene = own[0][1].scene if own else _IN_ORDER
                finding_id = own[0][2].id if own else None
                made.shots.append(Shot(scene, PhotoView.NEAR, item.number, finding_id))


def _target(share: float, checklist: Sequence[Item]) -> Decimal:
    full = _full(item for item in checklist if item.rule.kind is not RuleKind.BONUS)
    return Decimal(round(float(full) * share / float(STEP))) * STEP


def _full(items: Iterable[Item]) -> Decimal:
    return sum((item.full_mark for item in items), _NONE)


def _counts(answer: Answer | None) -> bool:
    return answer is not None and answer.state is not AnswerState.NOT_APPLICABLE


def _occurrence(
    item: Item, problem: Problem, most: Decimal, chance: random.Random
) -> tuple[Decimal, int]:
    """Points each and how often; a conform item is lost whole, and not every time."""
    if item.rule.kind is RuleKind.CONFORM:
        return item.full_mark, int(chance.random() < 0.4)
    each = _each(item, problem)
    room = int(min(item.rule.cap or item.full_mark, most) // each)
    return each, min(chance.choice((1, 1, 2, 2, 3, 4, 6)), room)


def _each(item: Item, problem: Problem) -> Decimal:
    named = [one.each for one in item.rule.clauses if one.code == problem.clause]
    return named[0] if named else item.full_mark


def _loss(item: Item, points: Decimal, level: str, fixed: bool) -> Decimal:
    if fixed:
        points *= _FIXED_FACTOR
    if level:
        points *= _SEVERE_FACTOR
    return min(item.rule.cap or item.full_mark, points)


def _turn(site: Site, item: Item, chance: random.Random) -> float:
    """A place in the order of losses: a site tends to lose on the same items each week."""
    habit: float = random.Random(f"{site.code}/{item.code}").random() ** 3 + 0.02
    return -math.log(1 - chance.random()) / habit


def _best(item: Item, site: Site, chance: random.Random) -> Answer:
    match item.rule.kind:
        case RuleKind.QUANTITY:
            wanted = required(item.rule, site.length_m) or _NONE
            more = 0 if wanted > 100 else chance.choice((0, 0, 0, 1, 2))
            return Answer(item.number, AnswerState.VALUED, found=wanted + more)
        case RuleKind.GRADE:
            return Answer(item.number, AnswerState.VALUED, grade=item.rule.grades[0].letter)
        case RuleKind.POINTS:
            return Answer(item.number, AnswerState.VALUED, points=item.full_mark)
        case _:
            return Answer(item.number, AnswerState.CONFORMING)


def _worse(
    item: Item, site: Site, most: Decimal, chance: random.Random, *, exactly: bool
) -> tuple[Decimal, Answer] | None:
    """A loss of at most `most` on an item that is given a value, and the answer that makes it."""
    state, rule = AnswerState.VALUED, item.rule
    if rule.kind is RuleKind.POINTS and most >= 1:
        return Decimal(1), Answer(item.number, state, points=item.full_mark - 1)
    if rule.kind is RuleKind.GRADE and not exactly:
        second = rule.grades[1]
        loss = item.full_mark * (1 - second.share)
        return (loss, Answer(item.number, state, grade=second.letter)) if loss <= most else None
    if rule.kind is RuleKind.QUANTITY and rule.each is not None:
        wanted = required(rule, site.length_m) or _NONE
        room = int(min(most, item.full_mark) // rule.each)
        lacking = min(chance.choice((1, 1, 2)), room, int(wanted))
        if lacking:
            return lacking * rule.each, Answer(item.number, state, found=wanted - lacking)
    return None
