"""The slides of a presentation: title, cards with their photos, why a list is empty, the end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct

from inspector.domain.listing import MadeList
from inspector.domain.redblack_view import Card, CardPhoto, RedBlackView


class TitleSlide(Struct, frozen=True):
    """What the meeting is about."""


class CardSlide(Struct, frozen=True):
    """A card with one of its photos, None where none can be shown; `number` counts the cards."""

    made: MadeList
    card: Card
    number: int
    shown: int | None = None
    photos: tuple[CardPhoto, ...] = ()

    @property
    def photo(self) -> CardPhoto | None:
        """The photo that is shown."""
        return None if self.shown is None else self.photos[self.shown]


class EmptySlide(Struct, frozen=True):
    """A list on which nobody stands."""

    made: MadeList


class EndSlide(Struct, frozen=True):
    """After the last card."""


Slide: TypeAlias = TitleSlide | CardSlide | EmptySlide | EndSlide


def slides(view: RedBlackView) -> tuple[Slide, ...]:
    """The slides of the lists, those that praise first."""
    return (TitleSlide(), *_of_lists(view), EndSlide())


def _of_lists(view: RedBlackView) -> Iterator[Slide]:
    number = 0
    for one in sorted(view.lists, key=lambda each: each.made.rule.is_warning):
        if one.has_cards and not one.cards:
            yield EmptySlide(one.made)
        for card in one.cards:
            number += 1
            photos = tuple(photo for photo in card.photos if photo.photo is not None)
            if not photos:
                yield CardSlide(one.made, card, number)
            for place in range(len(photos)):
                yield CardSlide(one.made, card, number, place, photos)


def other_unit(found: Sequence[Slide], place: int, by: int) -> int:
    """Where the first slide of the unit before (-1) or after (1) stands."""
    units = [_unit(slide) for slide in found]
    starts = [
        number
        for number, unit in enumerate(units)
        if unit is None or number == 0 or unit != units[number - 1]
    ]
    here = bisect_right(starts, place) - 1
    return starts[max(0, min(len(starts) - 1, here + by))]


def _unit(slide: Slide) -> int | None:
    return slide.number if isinstance(slide, CardSlide) else None
