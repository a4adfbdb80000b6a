"""What was visited, on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from inspector.domain.coverage import Duty, SiteVisits, UnitVisits
from inspector.domain.plan import ChosenBy, OwnStop
from inspector.domain.scheme import Rule, RuleKind
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Answer, AnswerState
from inspector.store import coverage as store
from inspector.store import plan as plans
from inspector.store import tables
from inspector.store.database import Database
from tests.domain import scored_schemes
from tests.store import board_world

DAY = date(2026, 11, 18)
FIRST = DAY - timedelta(28)
LOST, FULL = Answer(1, AnswerState.DEDUCTED), Answer(1, AnswerState.CONFORMING)


class World:
    """Two sites below a street, a bureau in the line of one of them, two inspectors."""

    def __init__(self) -> None:
        rule = Rule(RuleKind.DEDUCT, each=Decimal(1))
        content = scored_schemes.scheme(scored_schemes.item(1, "10", rule))
        self.version = board_world.publish(content, uuid4())
        self.street = board_world.unit("望湖街道", UnitClass.STREET)
        self.community = board_world.unit("湖滨社区", UnitClass.COMMUNITY)
        self.bureau = board_world.unit("示例局", UnitClass.BUREAU)
        tables.UnitParent.create(id=uuid4(), unit=self.community, parent=self.street)
        self.park = board_world.site("公园", "公园")
        self.market = board_world.site("市场", "农贸市场")
        self.link(self.park, self.community, Role.TERRITORIAL)
        self.link(self.market, self.community, Role.TERRITORIAL)
        self.link(self.market, self.bureau, Role.LINE, valid_to=DAY)
        self.people = {name: uuid4() for name in ("李明", "陈静")}
        for name, person in self.people.items():
            tables.Person.create(id=person, name=name)

    def link(self, site: UUID, unit: UUID, role: Role, **dates: date) -> None:
        tables.SiteUnit.create(id=uuid4(), site=site, unit=unit, role=role, **dates)

    def visit(self, site: UUID, back: int, name: str, answer: Answer = FULL, **said: bool) -> UUID:
        kind = "公园" if site == self.park else "农贸市场"
        units = [(self.street, Role.TERRITORIAL), (self.bureau, Role.ASSISTING)]
        day = DAY - timedelta(back)
        made = board_world.visit(self.version, site, kind, units, [answer], day=day, **said)
        tables.VisitPerson.create(visit=made, person=self.people[name])
        return made


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with database.transaction():
        yield World()


def test_the_visits_of_a_period_and_the_last_one(world: World) -> None:
    world.visit(world.park, 1, "李明")
    world.visit(world.park, 28, "李明")
    world.visit(world.market, 29, "陈静")
    world.visit(world.market, 0, "陈静", void=True)
    world.visit(world.market, -1, "陈静")
    tables.Visit.update(state="open").where(tables.Visit.day == DAY).execute()
    assert store.load_site_visits(FIRST, DAY) == {
        world.park: SiteVisits(DAY - timedelta(1), 2),
        world.market: SiteVisits(DAY - timedelta(29), 0),
    }
    (li,) = store.load_inspectors(FIRST, DAY)
    assert (li.name, li.visits, li.sites, li.last_day) == ("李明", 2, 1, DAY - timedelta(1))


def test_visits_count_for_units_in_their_ranked_role(world: World) -> None:
    world.visit(world.park, 1, "李明")
    world.visit(world.park, 2, "李明")
    world.visit(world.market, 3, "李明")
    seen = UnitVisits(Counter({"公园": 2, "农贸市场": 1}), 2)
    assert store.load_unit_visits(FIRST, DAY) == {world.street: seen}


def test_superiors_answer_with_a_territorial_unit_and_links_end(world: World) -> None:
    above = (Duty(world.community, Role.TERRITORIAL), Duty(world.street, Role.TERRITORIAL))
    today = store.load_duties(DAY)
    assert today[world.park] == above
    assert set(today[world.market]) == {Duty(world.bureau, Role.LINE), *above}
    assert store.load_duties(DAY + timedelta(1))[world.market] == above
    tables.UnitParent.create(id=uuid4(), unit=world.street, parent=world.community)
    assert store.load_duties(DAY)[world.park] == above


def test_an_item_that_lost_points_twice_running_is_a_relapse(world: World) -> None:
    world.visit(world.park, 3, "李明", LOST)
    assert store.load_relapses() == {}
    world.visit(world.park, 2, "李明", LOST)
    assert store.load_relapses() == {world.park: 1}
    world.visit(world.park, 1, "李明", FULL)
    assert store.load_relapses() == {}


def test_what_a_person_has_in_a_running_plan(world: World) -> None:
    plan, first = uuid4(), DAY - timedelta(2)
    tables.Plan.create(id=plan, first=first, last=DAY + timedelta(4))
    li, chen = world.people["李明"], world.people["陈静"]
    tables.PlanSite.create(plan=plan, site=world.park, day=first, person=chen, second=li)
    tables.PlanSite.create(plan=plan, site=world.market, day=DAY, person=chen)
    # The laptop made another person of the same name.
    again = uuid4()
    tables.Person.create(id=again, name="陈静")
    assert plans.load_stops("李明", DAY) == {world.park: OwnStop(first, True)}
    both = {world.park: OwnStop(first, True), world.market: OwnStop(DAY, True)}
    assert plans.load_stops("陈静", DAY) == both
    assert plans.load_stops("陈静", first - timedelta(1)) == {}
    world.visit(world.park, 1, "李明")
    assert plans.load_stops("李明", DAY) == {}
    assert plans.load_stops("陈静", DAY) == both
    assert plans.load_done([plan]) == {(plan, world.park): ("李明",)}
    assert plans.load_done([]) == {}
    assert plans.load_planned_days(DAY, DAY) == {world.market: DAY}
    world.visit(world.market, 0, "李明")
    alone = {**both, world.market: OwnStop(DAY, False)}
    assert plans.load_stops("陈静", DAY) == alone
    assert plans.load_stops("陈静", DAY + timedelta(1)) == {world.park: OwnStop(first, True)}
    tables.Plan.update(void=True).where(tables.Plan.id == plan).execute()
    assert plans.load_stops("陈静", DAY) == {}


def test_plans_are_found_by_the_days_they_meet(world: World) -> None:
    ids = [uuid4() for _number in range(2)]
    for number, plan in enumerate(ids):
        first = DAY + timedelta(7 * number)
        tables.Plan.create(id=plan, first=first, last=first + timedelta(6))
    tables.PlanSite.create(
        plan=ids[0], site=world.park, day=DAY, chosen=ChosenBy.LOT, risk=None, second=None
    )
    assert [plan.id for plan in plans.load_plans()] == ids[::-1]
    assert [plan.id for plan in plans.load_plans(DAY, DAY)] == ids[:1]
    (site,) = plans.load_plan_sites(ids[0])
    assert (site.site, site.chosen, site.person) == (world.park, ChosenBy.LOT, None)
