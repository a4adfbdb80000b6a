"""What an item lost at a site before."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from inspector.services import answer, closing, earlier, photo, visit
from inspector.services.workspace import Workspace
from tests.services import made_up
from tests.ui.photo_world import picture


def test_the_last_loss_of_each_item_is_found_with_its_photos(ws: Workspace) -> None:
    made_up.publish(ws, made_up.judged_scheme())
    site, today = made_up.add_site(ws), ws.today()
    oldest = visit.start(ws, site.id, day=today - timedelta(days=14)).visit.id
    for item in (1, 2):
        answer.deduct(ws, oldest, item)
    closing.close(ws, oldest)
    last = visit.start(ws, site.id, day=today - timedelta(days=7)).visit.id
    answer.deduct(ws, last, 1, occurrences=3)
    hung = photo.attach(ws, last, 1, picture(10))
    closing.close(ws, last)
    elsewhere = visit.start(ws, made_up.add_site(ws, "0102").id).visit.id
    answer.deduct(ws, elsewhere, 3)
    closing.close(ws, elsewhere)
    now = visit.start(ws, site.id).visit.id
    answer.deduct(ws, now, 4)
    found = earlier.losses(ws, now)
    assert sorted(found) == [1, 2]
    first, second = found[1], found[2]
    assert (first.day, first.occurrences) == (today - timedelta(days=7), 3)
    assert [each.id for each in first.photos] == [hung.link.id]
    assert first.cover is not None
    assert first.cover.id == hung.photo.id
    assert (second.day, second.occurrences) == (today - timedelta(days=14), 1)
    assert second.points > Decimal(0)
    assert (second.photos, second.cover) == ((), None)


def test_void_and_open_visits_do_not_count(ws: Workspace) -> None:
    made_up.publish(ws, made_up.judged_scheme())
    site = made_up.add_site(ws)
    wrong = visit.start(ws, site.id).visit.id
    answer.deduct(ws, wrong, 1)
    closing.close(ws, wrong)
    closing.void(ws, wrong, "wrong site")
    left_open = visit.start(ws, site.id).visit.id
    answer.deduct(ws, left_open, 2)
    now = visit.start(ws, site.id).visit.id
    assert earlier.losses(ws, now) == {}
