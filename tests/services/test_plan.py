"""Plans of a workspace: drawn into the change log, taken back, carried out, written as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from inspector.domain.period import parse_period
from inspector.domain.plan import ChosenBy, PlanSheet
from inspector.domain.visit import AnswerState
from inspector.errors import ActionFault, ActionRefused, NotFound
from inspector.services import (
    agenda,
    answer,
    calendar,
    check,
    closing,
    coverage,
    plan,
    undo,
    visit,
    workspace,
)
from inspector.services.agenda import SiteState
from inspector.services.workspace import Workspace
from tests.services import made_up

FRIDAY = datetime(2026, 11, 20, 8, tzinfo=UTC)
WEEK = parse_period("2026-W48")
NAMES = ("李明", "陈静")


@pytest.fixture
def clock() -> list[datetime]:
    return [FRIDAY]


@pytest.fixture
def ws(tmp_path: Path, clock: list[datetime]) -> Iterator[Workspace]:
    opened = workspace.create(
        tmp_path / "workspace",
        district="示例区",
        office="示例区创文办",
        person="李明",
        clock=lambda: clock[0],
    )
    made_up.publish(opened, made_up.judged_scheme())
    first = made_up.add_site(opened, "0001")
    made_up.add_units(opened, first)
    for number in range(2, 13):
        made_up.add_site(opened, f"{number:04}")
    yield opened
    opened.close()


def drawn(ws: Workspace, **options: object) -> PlanSheet:
    return plan.draw(ws, WEEK, NAMES, **{"seed": 17, "per_day": 2, **options})


def what(shown: PlanSheet) -> list[tuple[object, ...]]:
    return [(line.day, line.inspector, line.second, line.code) for line in shown.lines]


def inspect(ws: Workspace, code: str, *persons: str) -> None:
    place = next(one for one in agenda.today(ws).sites if one.site.code == code)
    begun = visit.start(ws, place.site.id, persons=persons or (ws.person.name,)).visit.id
    closing.close(ws, begun)


def test_the_same_seed_and_data_give_the_same_plan(ws: Workspace) -> None:
    first = drawn(ws)
    undo.undo(ws)
    assert plan.plans_of(ws) == ()
    again = drawn(ws)
    assert what(again) == what(first)
    assert again.plan.id != first.plan.id
    undo.undo(ws)
    assert what(drawn(ws, seed=18)) != what(first)


def test_a_plan_says_who_drew_it_when_and_how(ws: Workspace) -> None:
    shown = drawn(ws, lot_percent=100)
    assert shown.rule is not None
    assert (shown.rule.seed, shown.rule.formula, shown.rule.lot_percent) == (17, 1, 100)
    assert shown.rule.days == tuple(date(2026, 11, 23) + timedelta(n) for n in range(5))
    assert (shown.drawn_by, shown.plan.drawn) == ("李明", FRIDAY)
    assert {line.chosen for line in shown.lines} == {ChosenBy.LOT}
    assert shown.unconnected == ()
    assert shown.shared == 2
    assert check.check(ws) == []


def test_new_inspectors_become_known_by_their_names(ws: Workspace) -> None:
    shown = plan.draw(ws, WEEK, (" 新人 ", "新人", ""), per_day=1)
    assert {line.inspector for line in shown.lines} == {"新人"}
    assert shown.rule is not None
    assert 0 <= shown.rule.seed < 1_000_000


def test_holidays_and_days_that_are_over_are_left_out(ws: Workspace, clock: list[datetime]) -> None:
    calendar.enter(ws, date(2026, 11, 25), is_working=False)
    clock[0] = datetime(2026, 11, 24, 8, tzinfo=UTC)
    days = {line.day for line in drawn(ws).lines}
    assert days == {date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 27)}


@pytest.mark.parametrize(
    ("week", "names", "fault"),
    [
        ("2026-W48", ("",), ActionFault.NO_INSPECTORS),
        ("2026-W46", NAMES, ActionFault.WEEK_OVER),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    ws: Workspace, week: str, names: tuple[str, ...], fault: ActionFault
) -> None:
    with pytest.raises(ActionRefused) as refusal:
        plan.draw(ws, parse_period(week), names)
    assert refusal.value.fault is fault


def test_a_week_without_a_working_day_is_refused(ws: Workspace, clock: list[datetime]) -> None:
    clock[0] = datetime(2026, 11, 28, 8, tzinfo=UTC)
    with pytest.raises(ActionRefused) as refusal:
        drawn(ws)
    assert refusal.value.fault is ActionFault.NO_WORKING_DAYS


def test_nobody_has_two_plans_in_a_week_and_no_site_stands_on_two(ws: Workspace) -> None:
    first = plan.draw(ws, WEEK, ("李明",), per_day=1, seed=1)
    with pytest.raises(ActionRefused) as refusal:
        drawn(ws)
    assert refusal.value.fault is ActionFault.PLAN_STANDS
    assert refusal.value.facts["names"] == "李明"
    second = plan.draw(ws, WEEK, ("陈静",), per_day=2, seed=1)
    assert {line.site for line in first.lines}.isdisjoint(line.site for line in second.lines)
    with pytest.raises(ActionRefused) as refusal:
        plan.draw(ws, WEEK, ("王芳",))
    assert refusal.value.fault is ActionFault.NO_SITES


def test_a_void_plan_is_gone_and_needs_a_reason(ws: Workspace) -> None:
    made = drawn(ws).plan
    with pytest.raises(ActionRefused):
        plan.void(ws, made, " ")
    plan.void(ws, made, "人员调整")
    assert plan.current(ws) is None
    with pytest.raises(NotFound):
        plan.find(ws, "2026-W48")
    drawn(ws)
    undo.undo(ws)
    undo.undo(ws)
    assert plan.find(ws, "2026-W48").id == made.id
    assert plan.find(ws, made.id.hex[:8]).id == made.id


def test_what_was_not_visited_and_lost_most_is_due(ws: Workspace) -> None:
    for back, code in ((21, "0002"), (14, "0002"), (7, "0003")):
        place = next(one for one in agenda.today(ws).sites if one.site.code == code)
        begun = visit.start(ws, place.site.id, day=ws.today() - timedelta(back)).visit.id
        answer.deduct(ws, begun, 1, occurrences=4)
        closing.close(ws, begun)
    shown = plan.draw(ws, WEEK, ("李明",), per_day=3, lot_percent=0, seed=5)
    risks = {line.code: line.risk for line in shown.lines}
    # Two points of sixty were lost; the site of two visits lost them twice on the same item.
    assert risks["0001"] == 52
    assert risks["0003"] == 2 + Decimal("3.33")
    assert risks["0002"] == 4 + Decimal("3.33") + 5


def test_the_plan_is_the_first_of_today_and_shrinks_as_it_is_carried_out(
    ws: Workspace, clock: list[datetime]
) -> None:
    shown = drawn(ws)
    assert {each.planned for each in agenda.today(ws).sites} == {None}
    clock[0] = datetime(2026, 11, 24, 8, tzinfo=UTC)
    mine = [line for line in shown.lines if "李明" in (line.inspector, line.second)]
    planned = {each.site.code: each.planned for each in agenda.today(ws).sites if each.planned}
    assert planned == {line.code: line.day for line in mine}
    alone = next(line for line in mine if not line.second)
    both = next(line for line in mine if line.second)
    inspect(ws, alone.code)
    inspect(ws, both.code, "陈静")
    assert {each.site.code: each for each in agenda.today(ws).sites}[both.code].state is (
        SiteState.TO_DO
    )
    inspect(ws, both.code)
    now = {each.site.code: each for each in agenda.today(ws).sites}
    assert (now[alone.code].state, now[alone.code].planned) == (SiteState.DONE, alone.day)
    after = plan.show(ws, shown.plan)
    assert after.done == 2
    clock[0] = datetime(2026, 11, 25, 8, tzinfo=UTC)
    left = {each.site.code for each in agenda.today(ws).sites if each.planned}
    assert left == {line.code for line in mine} - {alone.code, both.code}


def test_coverage_counts_what_was_planned_and_carried_out(
    ws: Workspace, clock: list[datetime]
) -> None:
    shown = drawn(ws)
    clock[0] = datetime(2026, 11, 26, 8, tzinfo=UTC)
    mine = [line for line in shown.lines if "李明" in (line.inspector, line.second)]
    inspect(ws, mine[0].code)
    found = coverage.show(ws, WEEK)
    (chen, li) = sorted(found.inspectors, key=lambda each: each.name != "陈静")
    assert (li.planned, li.done, li.visits) == (len(mine), 1, 1)
    assert (chen.visits, chen.done) == (0, 0)
    days = {site.code: site.day for site in found.sites}
    assert days[shown.lines[-1].code] == shown.lines[-1].day


def test_a_plan_is_written_as_a_sheet(ws: Workspace, tmp_path: Path) -> None:
    shown = drawn(ws)
    path = plan.export(ws, shown, tmp_path / "plan")
    assert path == tmp_path / "plan.xlsx"
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[2][:3] == ["Day", "First inspector", "Second inspector"]
    assert [row[3] for row in rows[3 : 3 + len(shown.lines)]] == [line.code for line in shown.lines]
    said = "\n".join(str(row[0]) for row in rows[3 + len(shown.lines) :])
    assert "seed 17; formula 1." in said
    assert "by 李明" in said
    assert sheet.print_title_rows == "$3:$3"


def test_an_unfinished_visit_is_not_carried_out(ws: Workspace, clock: list[datetime]) -> None:
    shown = drawn(ws)
    clock[0] = datetime(2026, 11, 24, 8, tzinfo=UTC)
    begun = visit.start(ws, shown.lines[0].site).visit.id
    answer.answer(ws, begun, 1, AnswerState.CONFORMING)
    assert plan.show(ws, shown.plan).done == 0
