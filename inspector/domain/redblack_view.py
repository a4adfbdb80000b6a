"""Red and black as leaders look at it: the cards of the lists, from a workspace or an edition."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from inspector.domain.board import Loss, RankedRow, Ranking
from inspector.domain.edition import EditionHead
from inspector.domain.list_rules import ListKind
from inspector.domain.listing import Entry, MadeList
from inspector.domain.period import Period
from inspector.domain.photo import Mark, Photo
from inspector.domain.term import Term

Trends: TypeAlias = "Mapping[tuple[UUID, str], tuple[Decimal | None, ...]]"
"""The printed scores of the last periods by (subject, group), that of the board last."""

CARD_KINDS = frozenset({ListKind.RED, ListKind.BLACK})
"""The lists of which every entry has a card."""


class BoardPlace(Struct, frozen=True):
    """A row of a board in a period, where its explanation is looked up."""

    board: UUID | None
    period: Period
    subject: UUID
    group: str


class CardPhoto(Struct, frozen=True):
    """A photo of what was lost for; `photo` is None where only its hash is known."""

    sha256: bytes
    loss: Loss
    photo: Photo | None = None
    marks: tuple[Mark, ...] = ()


class Card(Struct, frozen=True):
    """Somebody on a red or black list: the entry, the row it comes from, what was lost most.

    `ranked` is how many have a rank where its place was counted. `reasons` and `photos` go by what
    was lost, most first.
    """

    entry: Entry
    row: RankedRow
    ranked: int
    reasons: tuple[Loss | Term, ...] = ()
    photos: tuple[CardPhoto, ...] = ()

    @property
    def key(self) -> tuple[UUID, str]:
        """Its subject in its list of the board."""
        return self.row.subject, self.row.group

    @property
    def change(self) -> Decimal | None:
        """By how much its score moved, None where it had none before or has none now."""
        if self.row.score is None or self.row.previous_score is None:
            return None
        return self.row.score - self.row.previous_score


class CardList(Struct, frozen=True):
    """A list of the board with the card of each of its entries; flags and grades have no cards."""

    made: MadeList
    cards: tuple[Card, ...] = ()

    @property
    def has_cards(self) -> bool:
        """Whether it is a red or black list."""
        return self.made.rule.kind in CARD_KINDS


class RedBlackView(Struct, frozen=True):
    """The lists of a board in a period in the order of its rules.

    `sealed` is the head of the edition that it was read from, None where it was counted now.
    """

    ranking: Ranking
    lists: tuple[CardList, ...]
    sealed: EditionHead | None = None
    trends: Trends = {}

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, those that praise before those that warn."""
        ordered = sorted(self.lists, key=lambda one: one.made.rule.is_warning)
        return tuple(card for one in ordered for card in one.cards)

    @property
    def lacks_photos(self) -> bool:
        """Whether there are photos of which only the hash is known."""
        return any(photo.photo is None for card in self.cards for photo in card.photos)
