"""The cards of the red and black lists, with what they say and show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from inspector.domain.board import Loss
from inspector.domain.board_rules import BoardRules, Subjects
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules, ManualEntry, Scope
from inspector.domain.ready_board import ready_id
from inspector.domain.unit import UnitClass
from inspector.services import board_book, edition, redblack_view
from tests.services.test_board import WEEK
from tests.ui.board_world import Office
from tests.ui.redblack_world import BLACK, GOOD, RED, listed_office

D = Decimal


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    made = listed_office(tmp_path)
    yield made
    made.close()


def look(desk: Office, **more: object) -> redblack_view.RedBlackLook:
    found = desk.call(lambda _progress: redblack_view.look(desk.ws, **more))  # type: ignore[arg-type]
    assert isinstance(found, redblack_view.RedBlackLook)
    return found


def test_everybody_on_a_list_has_a_card_with_what_was_lost_most(desk: Office) -> None:
    found = look(desk)
    assert [one.id for one in found.boards] == [ready_id("streets")]
    view = found.view
    assert view is not None
    assert [one.made.rule.kind for one in view.lists] == [RED.kind, BLACK.kind, GOOD.kind]
    east, west = view.cards
    assert (east.row.name, east.entry.measure, east.ranked) == ("east", "praise", 2)
    assert str(east.row.score) == "97.50"
    assert (west.row.name, west.entry.kind, west.entry.times) == ("west", ListKind.BLACK, 1)
    assert west.change == D("66.00") - 100
    assert sum(one.lost for one in west.reasons) == D("35.00")
    assert [one.lost for one in west.reasons] == sorted(
        (one.lost for one in west.reasons), reverse=True
    )
    assert view.lists[2].cards == ()
    assert view.sealed is None


def test_cards_show_the_photos_of_the_largest_loss_first(desk: Office) -> None:
    view = look(desk).view
    assert view is not None
    east = view.cards[0]
    assert len(east.photos) == 2
    assert all(one.photo is not None and one.photo.sha256 == one.sha256 for one in east.photos)
    losses = [one for one in east.reasons if isinstance(one, Loss)]
    assert {one.loss.item for one in east.photos} <= {one.item for one in losses}
    assert not view.lacks_photos


def test_a_board_without_lists_is_not_among_them(desk: Office) -> None:
    desk.call(lambda _progress: board_book.remove(desk.ws, "streets"))
    found = look(desk, board=ready_id("streets"))
    assert found.boards == ()
    assert found.view is not None
    assert found.view.lists == ()


def test_an_edition_of_the_board_and_period_is_told(desk: Office) -> None:
    assert look(desk, period=WEEK).standing is None
    sealed = desk.call(lambda _progress: edition.seal(desk.ws, "streets", WEEK))
    standing = look(desk, period=WEEK).standing
    assert standing is not None
    assert standing.id == sealed.id
    assert look(desk, period=WEEK.previous).standing is None


def test_a_place_over_all_lists_is_among_all_who_are_ranked(desk: Office) -> None:
    whole = ListRule(ListKind.BLACK, line=Line(last=1, scope=Scope.WHOLE))
    rules = BoardRules(lists=ListRules((whole,)))
    desk.call(lambda _progress: board_book.change(desk.ws, "units", rules=rules))
    view = look(desk, board=ready_id("units")).view
    assert view is not None
    (card,) = view.cards
    assert (card.row.name, card.entry.rank, card.ranked) == ("west", 3, 3)
    assert view.lists[0].made.group == ""


def test_who_was_entered_by_hand_has_a_card_too(desk: Office) -> None:
    view = look(desk).view
    assert view is not None
    east = view.cards[0].row.subject
    by_hand = ManualEntry(2, east, WEEK.last, "a false report", "Deputy head")
    rules = BoardRules(
        subjects=Subjects(classes=(UnitClass.STREET,)), lists=ListRules((RED, BLACK), (by_hand,))
    )
    desk.call(lambda _progress: board_book.change(desk.ws, "streets", rules=rules))
    view = look(desk, period=WEEK).view
    assert view is not None
    names = [(card.row.name, card.entry.manual is not None) for card in view.cards]
    assert names == [("west", False), ("east", True)]
