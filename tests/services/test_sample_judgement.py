from collections import defaultdict
from datetime import UTC, date, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest

from inspector.domain import scoring
from inspector.domain.answering import checked_answer, checked_finding, points_of_clause
from inspector.domain.points import printed
from inspector.domain.score import Total
from inspector.domain.visit import AnswerState, Record, Visit, VisitPhoto
from inspector.services.sample_content import (
    load_course,
    load_district,
    load_problems,
    load_scheme,
)
from inspector.services.sample_judgement import Judgement, Jury
from inspector.services.sample_plan import Outing, plan, weeks_before

COURSE, PROBLEMS = load_course(), load_problems()
DISTRICT, SCHEME = load_district(uuid4), load_scheme(uuid4)
WEIGHTS = {one.name: one.weight for one in DISTRICT.types}
DAY = date(2031, 3, 5)


def judged(today: date, week: int) -> list[tuple[Outing, Judgement]]:
    jury = Jury(SCHEME, COURSE, PROBLEMS, WEIGHTS, uuid4)
    first = weeks_before(today)[week - 1].first
    return [(one, jury.judge(one)) for one in plan(DISTRICT, COURSE, week, first)]


def record(outing: Outing, made: Judgement) -> Record:
    site, started = outing.site, outing.started.astimezone(UTC)
    head = Visit(uuid4(), site.id, site.site_type, site.length_m, uuid4(), started.date(), started)
    links = tuple(VisitPhoto(uuid4(), uuid4(), shot.item, shot.finding) for shot in made.shots)
    findings = tuple(finding for _, _, finding in made.findings)
    return Record(head, (), (), tuple(made.answers.values()), findings, links)


def unit_score(scores: dict[str, list[Fraction]]) -> Fraction:
    parts = [(Fraction(WEIGHTS[name]), sum(own) / len(own)) for name, own in scores.items()]
    return Fraction(sum(weight * mean for weight, mean in parts)) / sum(w for w, _ in parts)


def total(outing: Outing, made: Judgement) -> Total:
    return scoring.live_total(SCHEME, record(outing, made))


@pytest.mark.parametrize("week", [1, 2, 3, 4])
def test_what_is_found_could_have_been_entered_by_hand_and_closed(week: int) -> None:
    for outing, made in judged(DAY, week):
        assert scoring.missing(SCHEME, record(outing, made)) == ()
        for answer in made.answers.values():
            assert checked_answer(SCHEME.item(answer.item), answer) == answer
        for _, _, finding in made.findings:
            item = SCHEME.item(finding.item)
            assert checked_finding(item, SCHEME.parameters, finding) == finding
            assert finding.points_each == points_of_clause(item, finding.clause)
            assert made.answers[item.number].state is AnswerState.DEDUCTED


def test_the_loss_that_was_counted_is_the_loss_that_is_scored() -> None:
    for outing, made in judged(DAY, 2):
        summed = total(outing, made)
        assert summed.full - summed.got == made.lost


def test_the_same_day_is_judged_the_same() -> None:
    def told() -> list[object]:
        return [
            (made.answers, [(loss, finding.note) for loss, _, finding in made.findings])
            for _, made in judged(DAY, 3)
        ]

    assert told() == told()


@pytest.mark.parametrize("later", range(12))
def test_two_streets_tie_in_any_year_without_losing_the_same(later: int) -> None:
    got: dict[str, dict[str, list[Fraction]]] = {unit: defaultdict(list) for unit in COURSE.tied}
    for outing, made in judged(DAY + timedelta(days=61 * later), COURSE.tied_week):
        street = outing.site.code.split("-")[0]
        score = total(outing, made).score
        if street in got and score is not None:
            got[street][outing.site.site_type].append(score)
    first, second = (got[unit] for unit in COURSE.tied)
    assert printed(unit_score(first)) == printed(unit_score(second))
    assert first.keys() == second.keys()
    assert first != second


def test_losses_are_of_all_kinds() -> None:
    states: set[AnswerState] = set()
    clean = fixed = severe = shots = 0
    for week in (1, 2, 3, 4):
        for outing, made in judged(DAY, week):
            states |= {answer.state for answer in made.answers.values()}
            clean += total(outing, made).score == 100
            fixed += sum(finding.fixed for _, _, finding in made.findings)
            severe += sum(bool(finding.level) for _, _, finding in made.findings)
            shots += len(made.shots)
    assert states == set(AnswerState)
    assert min(clean, fixed, severe) > 0
    assert 400 <= shots <= 700


def test_one_street_gets_better_and_one_gets_worse() -> None:
    def mean(street: str, week: int) -> Fraction:
        scores = [
            Fraction(total(outing, made).score or 0)
            for outing, made in judged(DAY, week)
            if outing.site.code.startswith(street)
        ]
        return sum(scores, Fraction(0)) / len(scores)

    assert mean("CB", 4) - mean("CB", 1) > 2
    assert mean("DG", 1) - mean("DG", 4) > 2
