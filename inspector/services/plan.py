"""Plans of visits: drawing the one of a week, showing it, voiding it, writing it as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from inspector.domain import plan as rules
from inspector.domain.calendar import is_working_day
from inspector.domain.change import Edit
from inspector.domain.coverage import territory
from inspector.domain.period import Period, parse_period
from inspector.domain.plan import (
    Candidate,
    DrawRule,
    Plan,
    PlanLine,
    PlanSheet,
    PlanSite,
    Stop,
    parse_rule,
    rule_text,
)
from inspector.domain.unit import Unit
from inspector.domain.visit import LastVisit, VisitState
from inspector.errors import ActionFault, ActionRefused
from inspector.files.atomic import workbook_path
from inspector.progress import SILENT, Progress
from inspector.services import calendar
from inspector.services.closing import needed
from inspector.services.workspace import Workspace
from inspector.store import coverage as facts
from inspector.store import plan as store
from inspector.store.kind import creation, difference
from inspector.store.unit import load_units
from inspector.store.visit import load_last_visits
from inspector.store.workspace import Person, find_person, load_district, load_persons

_SEEDS = 1_000_000
_FULL = Decimal(100)


def new_seed(ws: Workspace) -> int:
    """A number for a draw that nobody chose."""
    return ws.new_id().int % _SEEDS


def draw(
    ws: Workspace,
    week: Period,
    inspectors: Sequence[str],
    *,
    seed: int | None = None,
    per_day: int = rules.PER_DAY,
    lot_percent: int = rules.LOT_PERCENT,
) -> PlanSheet:
    """Draw sites and inspectors of a week (双随机) and keep the plan; its working days count.

    The same sites, visits, week, names, numbers and seed give the same plan; without a seed one
    is made. Sites that another plan of the week has are left out. Raises ActionRefused:
    NO_INSPECTORS, WEEK_OVER, NO_WORKING_DAYS, NO_SITES, and PLAN_STANDS where one of the
    inspectors has a plan in that week.
    """
    names = tuple(dict.fromkeys(name.strip() for name in inspectors if name.strip()))
    if not names:
        raise ActionRefused(ActionFault.NO_INSPECTORS, {})
    if week.last < ws.today():
        raise ActionRefused(ActionFault.WEEK_OVER, {"week": str(week)})
    number = new_seed(ws) if seed is None else seed
    rule = DrawRule(number, names, _days(ws, week), per_day, lot_percent)
    with ws.write("plan.draw") as edits:
        standing = store.load_plans(week.first, week.last)
        people = {name: _person(ws, name) for name in names}
        _refuse_planned(week, standing, people.values())
        planned = {each.site for plan in standing for each in store.load_plan_sites(plan.id)}
        stops = rules.draw([one for one in candidates(week.first) if one.site not in planned], rule)
        if not stops:
            raise ActionRefused(ActionFault.NO_SITES, {})
        made = Plan(
            ws.new_id(),
            week.first,
            week.last,
            drawn=ws.now(),
            drawn_by=ws.person.id,
            rule=rule_text(rule),
        )
        edits += _creation(ws, made, stops, people)
    return show(ws, made)


def current(ws: Workspace) -> Plan | None:
    """The plan that is running, else the next one, else the last; None where there is none."""
    today = ws.today()
    plans = plans_of(ws)
    ahead = [plan for plan in plans if plan.last >= today]
    return ahead[-1] if ahead else next(iter(plans), None)


def plans_of(ws: Workspace) -> tuple[Plan, ...]:
    """All plans that are not void, the newest week first."""
    with ws.read():
        return store.load_plans()


def find(ws: Workspace, text: str) -> Plan:
    """The plan of a week such as 2026-W48, or whose id begins so; raises NotFound, Ambiguous."""
    period = parse_period(text) if "-W" in text else None
    with ws.read():
        return store.find_plan(text, period)


def show(ws: Workspace, plan: Plan) -> PlanSheet:
    """A plan with its sites by day and inspector, and what was done of them."""
    with ws.read():
        names = {person.id: person.name for person in load_persons().values()}
        units = {unit.id: unit for unit in load_units()}
        duties = facts.load_duties(plan.first)
        places = {place[0]: place for place in facts.load_places()}
        done = store.load_done([plan.id])
        sites = store.load_plan_sites(plan.id)
        district = load_district()
    lines = []
    for each in sites:
        lies_in = territory(duties.get(each.site, ()), units)
        inspector = names.get(each.person, "") if each.person else ""
        second = names.get(each.second, "") if each.second else ""
        lines.append(
            PlanLine(
                *places[each.site],
                *_where(lies_in),
                each.day,
                inspector,
                second,
                each.chosen,
                each.risk,
                done.get((plan.id, each.site), ()),
            )
        )
    lines.sort(key=lambda line: (line.day or date.max, line.inspector, line.unit, line.code))
    return PlanSheet(
        plan,
        parse_rule(plan.rule),
        names.get(plan.drawn_by, "") if plan.drawn_by else "",
        tuple(lines),
        rules.unconnected(lines),
        district.name,
        district.office,
        district.is_sample,
    )


def void(ws: Workspace, plan: Plan, reason: str) -> None:
    """Take a plan back for a reason; raises ActionRefused (REASON_MISSING) without one."""
    with ws.write("plan.void", needed(reason)) as edits:
        edits += difference("plan", plan, replace(plan, void=True))


def export(ws: Workspace, plan: PlanSheet, out: Path, progress: Progress = SILENT) -> Path:
    """Write a plan as a workbook; a name that does not end in .xlsx gets that suffix.

    Raises FileRefused where it cannot be written.
    """
    from inspector.files.sheets.plan import write_plan

    return write_plan(workbook_path(out), plan, ws.today(), progress)


def _person(ws: Workspace, name: str) -> Person:
    return ws.person if name == ws.person.name else find_person(name)


def _days(ws: Workspace, week: Period) -> tuple[date, ...]:
    """The working days of a week that are not over."""
    every = [week.first + timedelta(days=number) for number in range(7)]
    differing = [
        day for year in sorted({day.year for day in every}) for day in calendar.days(ws, year)
    ]
    found = [day for day in every if day >= ws.today() and is_working_day(day, differing)]
    if not found:
        raise ActionRefused(ActionFault.NO_WORKING_DAYS, {"week": str(week)})
    return tuple(found)


def _refuse_planned(week: Period, standing: Iterable[Plan], people: Iterable[Person]) -> None:
    taken = store.planned_persons(standing)
    names = [person.name for person in people if person.id in taken]
    if names:
        told = {"week": str(week), "names": "\n".join(names)}
        raise ActionRefused(ActionFault.PLAN_STANDS, told)


def candidates(day: date) -> list[Candidate]:
    """All sites with what makes a visit due, as they lie on a day; call in a transaction."""
    units = {unit.id: unit for unit in load_units()}
    duties = facts.load_duties(day)
    relapses = facts.load_relapses()
    last: dict[UUID, LastVisit] = {
        visit.site: visit for visit in load_last_visits() if visit.state is VisitState.CLOSED
    }
    found = []
    for site, code, _name, _kind in facts.load_places():
        seen = last.get(site)
        score = seen.score if seen else None
        found.append(
            Candidate(
                site,
                code,
                *_where(territory(duties.get(site, ()), units)),
                seen.day if seen else None,
                Decimal(0) if score is None else max(Decimal(0), _FULL - score),
                relapses.get(site, 0),
            )
        )
    return found


def _where(lies_in: Unit | None) -> tuple[str, str]:
    return (lies_in.name, lies_in.unit_class.value) if lies_in else ("", "")


def _creation(
    ws: Workspace, plan: Plan, stops: Iterable[Stop], people: dict[str, Person]
) -> list[Edit]:
    edits: list[Edit] = []
    known = load_persons()
    for person in people.values():
        if person.id not in known and person is not ws.person:
            edits += creation("person", person)
    edits += creation("plan", plan)
    for stop in stops:
        second = people[stop.second].id if stop.second else None
        inspector = people[stop.inspector].id
        planned = PlanSite(stop.site, stop.day, inspector, second, stop.chosen, stop.risk)
        edits += creation("plan_site", planned, plan.id)
    return edits
