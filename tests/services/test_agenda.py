"""The day's sites: grouped by street, with their state, nearest first on request."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from PIL import Image

from inspector.domain.visit import AnswerState
from inspector.services import agenda, answer, closing, photo, phrase, standing, visit
from inspector.services.agenda import SiteState
from inspector.services.workspace import Workspace
from tests.files.pictures import camera_exif, saved
from tests.services import made_up


def test_a_site_goes_from_to_do_over_running_to_done(ws: Workspace) -> None:
    made_up.publish(ws, made_up.judged_scheme())
    site = made_up.add_site(ws)
    other = made_up.add_site(ws, "0102")
    made_up.add_units(ws, site)
    assert [(each.unit, each.state) for each in agenda.today(ws).sites] == [
        ("望湖街道", SiteState.TO_DO),
        ("", SiteState.TO_DO),
    ]
    earlier = ws.today() - timedelta(days=3)
    past = visit.start(ws, other.id, day=earlier).visit
    answer.deduct(ws, past.id, 1)
    closing.close(ws, past.id)
    opened = visit.start(ws, site.id).visit
    shown = agenda.today(ws)
    assert [(each.state, each.visit) for each in shown.sites] == [
        (SiteState.RUNNING, opened.id),
        (SiteState.TO_DO, past.id),
    ]
    assert shown.sites[1].score == Decimal("99.17")
    assert (shown.sites[1].day, shown.last) == (earlier, site.id)
    closing.close(ws, opened.id)
    assert agenda.today(ws).sites[0].state is SiteState.DONE
    assert agenda.today(ws).done == 1
    closing.void(ws, opened.id, "wrong site")
    assert agenda.today(ws).sites[0].state is SiteState.TO_DO


def test_near_is_by_distance_and_unknown_places_come_last(ws: Workspace) -> None:
    for code, longitude in (("A", "83.00"), ("B", "83.30"), ("C", "83.10"), ("D", None)):
        place = None if longitude is None else Decimal(longitude)
        latitude = None if longitude is None else Decimal("39.0")
        made_up.add_site(ws, code, longitude=place, latitude=latitude)
    shown = agenda.today(ws)
    first = next(each.site.id for each in shown.sites if each.site.code == "A")
    assert [each.site.code for each in agenda.by_distance(shown, first)] == ["A", "C", "B", "D"]
    assert agenda.by_distance(shown, None) == shown.sites


def test_near_is_from_the_last_photo_that_knows_its_place(ws: Workspace) -> None:
    made_up.publish(ws, made_up.judged_scheme())
    east = {"A": Decimal("151.00"), "B": Decimal("151.22"), "C": Decimal("151.15")}
    sites = {
        code: made_up.add_site(ws, code, longitude=each, latitude=Decimal("-33.86"))
        for code, each in east.items()
    }
    running = visit.start(ws, sites["A"].id).visit.id
    plain, telling = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "blue")
    photo.attach(ws, running, 1, saved(plain, "JPEG"))
    assert agenda.today(ws).place is None
    photo.attach(ws, running, 1, saved(telling, "JPEG", exif=camera_exif()))
    shown = agenda.today(ws)
    assert shown.place is not None
    assert [round(each, 2) for each in shown.place] == [Decimal("151.21"), Decimal("-33.86")]
    near = agenda.by_distance(shown, sites["A"].id)
    assert [each.site.code for each in near] == ["B", "C", "A"]


def test_figures_leave_out_what_nobody_looked_at(ws: Workspace) -> None:
    made_up.publish(ws)
    started = visit.start(ws, made_up.add_site(ws).id).visit.id
    empty = standing.figures(visit.show(ws, started))
    assert (empty.lost, empty.answered, empty.answered_score, empty.to_confirm) == (0, 0, None, 4)
    answer.deduct(ws, started, made_up.DEDUCT, "b", occurrences=2)
    answer.answer(ws, started, made_up.POINTS, AnswerState.VALUED, points=Decimal(8))
    answer.answer(ws, started, made_up.CONFORM, AnswerState.NOT_OBSERVED)
    shown = standing.figures(visit.show(ws, started))
    assert (shown.lost, shown.items, shown.answered) == (2, 7, 3)
    assert shown.answered_score == Decimal("88.89")
    assert shown.live_score == Decimal("93.33")
    assert dict(shown.counts) == {
        "deducted": 1,
        "conforming": 1,
        "not_observed": 1,
        "unanswered": 4,
    }
    assert shown.sections[1].got == 16


def test_phrases_of_earlier_notes_come_by_frequency(ws: Workspace) -> None:
    made_up.publish(ws)
    first = visit.start(ws, made_up.add_site(ws).id).visit.id
    second = visit.start(ws, made_up.add_site(ws, "0102").id).visit.id
    answer.deduct(ws, first, made_up.DEDUCT, "a", note="门口有烟蒂，花坛边落叶")
    answer.deduct(ws, second, made_up.DEDUCT, "a", note="花坛边落叶。")
    answer.deduct(ws, second, made_up.DEDUCT, "b", note=f"{'很' * 41}；花坛边落叶")
    answer.deduct(ws, second, made_up.MARKET_ONLY, points=Decimal(1), note="another item")
    assert phrase.of_item(ws, first, made_up.DEDUCT) == ("花坛边落叶", "门口有烟蒂")
