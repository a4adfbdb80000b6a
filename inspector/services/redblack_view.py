"""The red and black lists as cards: who, with which score, lost most for what, shown by photos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.board import Board, BoardView, Explanation, Loss, Ranking
from inspector.domain.edition import EditionHead, UnreadableEdition, head_of, is_sealed_so
from inspector.domain.edition_row import entries_of, rows_of
from inspector.domain.listing import MadeList
from inspector.domain.period import Period
from inspector.domain.photo import photo_id
from inspector.domain.redblack_view import CARD_KINDS, Card, CardList, CardPhoto, RedBlackView
from inspector.domain.term import Term
from inspector.services import board_book, board_view
from inspector.services.board import AT_ONCE
from inspector.services.loss import behind
from inspector.services.own_loss import own_explanation
from inspector.services.workspace import Workspace
from inspector.store.edition import load_editions_of
from inspector.store.photo import load_photos
from inspector.store.visit import load_photos as load_links

REASONS = 3
PHOTOS, PHOTOS_OF_PRAISE = 9, 3

Row: TypeAlias = "tuple[UUID, str]"
"""A subject in its list of the board."""


class RedBlackLook(Struct, frozen=True):
    """The page of a board: the boards with lists, and the cards, None where nothing can be ranked.

    `standing` is the latest sealed edition of the board and period by its head, None where there
    is none that can be read; `is_as_sealed` where it has the same results.
    """

    boards: tuple[Board, ...]
    shown: BoardView
    view: RedBlackView | None
    standing: EditionHead | None = None
    is_as_sealed: bool = False


def look(ws: Workspace, board: UUID | None = None, period: Period | None = None) -> RedBlackLook:
    """The lists of a board over a period; of the first board with lists unless one is named.

    Raises as `rank` does.
    """
    boards = tuple(one for one in board_book.list_(ws) if one.rules and one.rules.lists.rules)
    first = boards[0].id if boards else board
    wished = board if board in {one.id for one in boards} else first
    shown = board_view.look(ws, wished, period)
    if shown.ranking is None:
        return RedBlackLook(boards, shown, None)
    standing, is_same = _standing(ws, shown.ranking)
    return RedBlackLook(boards, shown, made(ws, shown.ranking), standing, is_same)


def made(ws: Workspace, ranking: Ranking) -> RedBlackView:
    """The lists of a ranking as cards; the board is computed once for all of them."""
    told = _explanations(ws, ranking)
    with ws.read():
        shown = {key: _known(_pictures(one.losses)) for key, one in told.items()}
    ranked = Counter(row.group for row in ranking.rows if row.rank is not None)

    def as_cards(one: MadeList) -> CardList:
        # Of a single list nobody has to be told which it is.
        one = replace(one, group=one.group if len(ranking.groups) > 1 else "")
        if one.rule.kind not in CARD_KINDS:
            return CardList(one)
        most = PHOTOS if one.rule.is_warning else PHOTOS_OF_PRAISE
        count = ranked[one.group] if one.group else ranked.total()
        cards = (
            Card(entry, told[key].row, count, _reasons(told[key]), shown[key][:most])
            for entry in one.entries
            for key in [(entry.subject, entry.group)]
        )
        return CardList(one, tuple(cards))

    return RedBlackView(ranking, tuple(map(as_cards, ranking.lists)))


def _explanations(ws: Workspace, ranking: Ranking) -> dict[Row, Explanation]:
    """The explanations of everybody with a card; of many visits those that cost most."""
    wanted = {
        (entry.subject, entry.group)
        for one in ranking.lists
        if one.rule.kind in CARD_KINDS
        for entry in one.entries
    }
    if not wanted:
        return {}
    rows = {(row.subject, row.group): row for row in ranking.rows}
    with ws.read():
        found = behind(ranking)
        return {key: own_explanation(found, rows[key], AT_ONCE) for key in sorted(wanted)}


def _reasons(explanation: Explanation) -> tuple[Loss | Term, ...]:
    """What was lost most for, of visits and of what else is in the score."""
    lost: list[Loss | Term] = [*explanation.losses, *explanation.terms]
    lost = [one for one in lost if one.exact > 0]
    return tuple(sorted(lost, key=lambda one: -one.exact)[:REASONS])


def _pictures(losses: Iterable[Loss]) -> tuple[CardPhoto, ...]:
    """The photos of the largest losses, each once, where it shows the largest."""
    found: dict[bytes, CardPhoto] = {}
    for loss in losses:
        for digest in loss.photos if loss.exact > 0 else ():
            found.setdefault(digest, CardPhoto(digest, loss))
    return tuple(islice(found.values(), PHOTOS))


def _known(photos: tuple[CardPhoto, ...]) -> tuple[CardPhoto, ...]:
    """The photos with what is known of them; call inside a transaction."""
    known = load_photos(photo_id(one.sha256) for one in photos)
    marks = {
        (visit, link.item, link.photo): link.marks
        for visit in dict.fromkeys(one.loss.visit for one in photos)
        for link in load_links(visit)
    }
    return tuple(
        replace(
            one,
            photo=known.get(photo_id(one.sha256)),
            marks=marks.get((one.loss.visit, one.loss.item, photo_id(one.sha256)), ()),
        )
        for one in photos
    )


def _standing(ws: Workspace, ranking: Ranking) -> tuple[EditionHead | None, bool]:
    """The head of the latest edition of a board and period, and whether it has these results."""
    if ranking.board is None:
        return None, False
    with ws.read():
        found = load_editions_of(ranking.board, str(ranking.period))
    if not found:
        return None, False
    latest = max(found, key=lambda one: (one.number, one.id))
    try:
        head, _sha256 = head_of(latest.content)
        return head, is_sealed_so(latest.content, rows_of(ranking), entries_of(ranking))
    except UnreadableEdition:
        return None, False
