"""Starting a visit, correcting its head, finding and listing it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from inspector.domain.period import week_of
from inspector.domain.unit import Role
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Finding,
    Level,
    Record,
    Visit,
    VisitState,
    VisitUnit,
)
from inspector.errors import ActionFault, ActionRefused, Ambiguous, NotFound
from inspector.services import answer, closing, visit
from inspector.services.workspace import Workspace
from tests.services import made_up
from tests.services.made_up import CONFORM, MARKET, STREET_SIDE

DAY = date(2026, 11, 18)


def test_a_start_freezes_version_units_type_and_length(ws: Workspace) -> None:
    version = made_up.publish(ws)
    site = made_up.add_site(ws, length_m=Decimal(350))
    units = made_up.add_units(ws, site)
    started = visit.start(ws, site.id, day=DAY, level=Level.JOINT, persons=("李敏", "王强", "李敏"))
    record = visit.load(ws, started.visit.id)
    assert record.visit == started.visit
    assert record.visit.version == version
    assert (record.visit.site_type, record.visit.length_m) == (MARKET, Decimal(350))
    assert {(unit.unit, unit.role) for unit in record.units} == {
        (units["community"], Role.TERRITORIAL),
        (units["street"], Role.TERRITORIAL),
        (units["bureau"], Role.LINE),
    }
    assert visit.show(ws, started.visit.id).line.persons == ("李敏", "王强")
    assert ws.last_change is not None
    assert ws.last_change.action == "visit.start"


def test_only_units_of_the_day_are_frozen(ws: Workspace) -> None:
    made_up.publish(ws)
    site = made_up.add_site(ws)
    made_up.add_units(ws, site, valid_from=date(2026, 11, 19))
    started = visit.start(ws, site.id, day=DAY)
    assert visit.load(ws, started.visit.id).units == ()
    visit.set_day(ws, started.visit.id, date(2026, 11, 19), "entered late")
    assert len(visit.load(ws, started.visit.id).units) == 3


def test_the_person_at_the_workspace_takes_part_unless_others_are_named(ws: Workspace) -> None:
    made_up.publish(ws)
    started = visit.start(ws, made_up.add_site(ws).id)
    assert visit.show(ws, started.visit.id).line.persons == (ws.person.name,)
    assert visit.add_persons(ws, started.visit.id, ["张磊"]) == tuple(
        sorted(("张磊", ws.person.name))
    )


def test_numbers_run_on_with_the_short_name_of_the_device(ws: Workspace) -> None:
    made_up.publish(ws)
    site = made_up.add_site(ws)
    numbers = [visit.start(ws, site.id).visit.number for _ in range(3)]
    assert numbers == [f"{ws.device.short}-{number:04d}" for number in (1, 2, 3)]


def test_other_visits_of_the_week_or_month_are_told(ws: Workspace) -> None:
    made_up.publish(ws)
    site = made_up.add_site(ws)
    monday = week_of(date(2026, 11, 30)).first
    in_week = visit.start(ws, site.id, day=monday)
    assert not in_week.others
    told = visit.start(ws, site.id, day=date(2026, 12, 2))
    assert [line.id for line in told.others] == [in_week.visit.id]
    visit.start(ws, made_up.add_site(ws, "0102").id, day=date(2026, 12, 2))
    closing.void(ws, told.visit.id, "by mistake")
    late = visit.start(ws, site.id, day=date(2026, 12, 28))
    assert not late.others


def test_nothing_is_started_without_a_published_scheme(ws: Workspace) -> None:
    site = made_up.add_site(ws)
    with pytest.raises(ActionRefused) as refusal:
        visit.start(ws, site.id)
    assert refusal.value.fault is ActionFault.NO_SCHEME
    made_up.publish(ws)
    with pytest.raises(NotFound):
        visit.start(ws, ws.new_id())
    assert visit.list_(ws) == ()


def test_moving_freezes_the_other_site_anew(ws: Workspace) -> None:
    made_up.publish(ws)
    wrong, right = made_up.add_site(ws), made_up.add_site(ws, "0102", STREET_SIDE)
    old = made_up.add_units(ws, wrong)
    new = made_up.add_units(ws, right)
    head = visit.start(ws, wrong.id, day=DAY).visit
    moved = visit.move(ws, head.id, right.id, "wrong market")
    record = visit.load(ws, head.id)
    assert record.visit == moved
    assert (moved.site, moved.site_type, moved.length_m) == (right.id, STREET_SIDE, None)
    assert {unit.unit for unit in record.units} == set(new.values())
    assert ws.last_change is not None
    assert ws.last_change.reason == "wrong market"
    visit.move(ws, head.id, wrong.id, "right at first")
    assert {unit.unit for unit in visit.load(ws, head.id).units} == set(old.values())
    with pytest.raises(ActionRefused) as refusal:
        visit.move(ws, head.id, right.id, "  ")
    assert refusal.value.fault is ActionFault.REASON_MISSING


def test_a_closed_visit_moves_only_where_the_checklist_is_the_same(ws: Workspace) -> None:
    version = made_up.publish(ws)
    here = made_up.add_site(ws)
    there, elsewhere = made_up.add_site(ws, "0102"), made_up.add_site(ws, "0103", STREET_SIDE)
    head = Visit(
        ws.new_id(), here.id, MARKET, None, version, DAY, ws.now(), VisitState.CLOSED, ws.now()
    )
    visit.record(ws, [Record(head)])
    assert visit.move(ws, head.id, there.id, "next door").site == there.id
    with pytest.raises(ActionRefused) as refusal:
        visit.move(ws, head.id, elsewhere.id, "other type")
    assert refusal.value.fault is ActionFault.VISIT_CLOSED


def test_a_visit_is_found_by_number_id_and_site(ws: Workspace) -> None:
    made_up.publish(ws)
    site = made_up.add_site(ws, "A-7")
    first = visit.start(ws, site.id, day=DAY).visit
    assert visit.find(ws, first.number.lower()).id == first.id
    assert visit.find(ws, str(first.id)[:13]).id == first.id
    assert visit.find(ws, "a-7").id == first.id
    second = visit.start(ws, site.id, day=DAY).visit
    with pytest.raises(Ambiguous) as refusal:
        visit.find(ws, "A-7")
    assert len(refusal.value.choices) == 2
    closing.void(ws, first.id, "by mistake")
    assert visit.find(ws, "A-7").id == second.id
    with pytest.raises(NotFound):
        visit.find(ws, "nowhere")


def test_the_open_visit_of_a_site_is_meant_before_closed_ones(ws: Workspace) -> None:
    version = made_up.publish(ws)
    site = made_up.add_site(ws)
    closed = Visit(
        ws.new_id(), site.id, MARKET, None, version, DAY, ws.now(), VisitState.CLOSED, ws.now()
    )
    visit.record(ws, [Record(closed)])
    opened = visit.start(ws, site.id, day=DAY).visit
    assert visit.find(ws, site.code).id == opened.id


def test_lists_filter_by_day_site_state_and_void(ws: Workspace) -> None:
    made_up.publish(ws)
    here, there = made_up.add_site(ws), made_up.add_site(ws, "0102")
    early = visit.start(ws, here.id, day=date(2026, 11, 9)).visit
    late = visit.start(ws, there.id, day=date(2026, 11, 17)).visit
    assert [line.id for line in visit.list_(ws)] == [late.id, early.id]
    assert [line.id for line in visit.list_(ws, first=date(2026, 11, 10))] == [late.id]
    assert [line.id for line in visit.list_(ws, site=here.id)] == [early.id]
    assert visit.list_(ws, state=VisitState.CLOSED) == ()
    closing.void(ws, late.id, "by mistake")
    assert [line.id for line in visit.list_(ws)] == [early.id]
    assert {line.void for line in visit.list_(ws, with_void=True)} == {True, False}


def test_many_whole_visits_are_one_change_with_numbers_and_totals(ws: Workspace) -> None:
    version = made_up.publish(ws)
    site = made_up.add_site(ws)
    units = made_up.add_units(ws, site)
    records = []
    for _ in range(3):
        moment = datetime(2026, 11, 18, 2, tzinfo=UTC)
        head = Visit(
            ws.new_id(), site.id, MARKET, None, version, DAY, moment, VisitState.CLOSED, moment
        )
        loss = Finding(ws.new_id(), 2, "a", 2, Decimal("0.5"), note="地面有烟头")
        records.append(
            Record(
                head,
                (VisitUnit(units["street"], Role.TERRITORIAL),),
                (ws.person.id,),
                (Answer(2, AnswerState.DEDUCTED), Answer(CONFORM, AnswerState.CONFORMING)),
                (loss,),
            )
        )
    saved = visit.record(ws, records)
    assert ws.last_change is not None
    assert ws.last_change.action == "visit.record"
    assert len({each.number for each in saved}) == 3
    for each, record in zip(saved, records, strict=True):
        loaded = visit.load(ws, each.id)
        assert loaded.findings == record.findings
        assert loaded.units == record.units
        assert visit.show(ws, each.id).line.score == visit.show(ws, each.id).totals[0].printed_score


def test_show_explains_the_live_score_to_the_point(ws: Workspace) -> None:
    made_up.publish(ws)
    head = visit.start(ws, made_up.add_site(ws).id).visit
    answer.deduct(ws, head.id, made_up.DEDUCT, "b", occurrences=2)
    answer.answer(ws, head.id, made_up.POINTS, AnswerState.VALUED, points=Decimal(5))
    standing = visit.show(ws, head.id)
    assert standing.totals[0].printed_score == standing.line.score
    assert standing.line.score is not None
    assert sum(line.lost for line in standing.lines) == 100 - standing.line.score
    assert {each.item for each in standing.missing} == {
        made_up.QUANTITY,
        made_up.GRADE,
        made_up.PHOTO,
    }
    assert standing.line.unanswered == standing.totals[0].unanswered
