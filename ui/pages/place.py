"""Where a page stands in the window before it is made: its module is heavy, its word is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from typing_extensions import override

from ui.pages.page import Page


class Place(Struct, frozen=True):
    """A page by its name, icon ("" for none on the rail) and word, and how it is made."""

    name: str
    icon: str
    title: str
    make: Callable[[], Page]


def place_of(page: Page) -> Place:
    """The place of a page that is there already."""
    return Place(page.name, page.icon, page.title(), lambda: page)


class Places(Mapping[str, Page]):
    """The pages of a window by name, each made when it is first asked for and then told of."""

    def __init__(self, places: Sequence[Place], tell: Callable[[Page], None]) -> None:
        self.places = tuple(places)
        self._waiting = {place.name: place for place in places}
        self._made: dict[str, Page] = {}
        self._tell = tell

    @property
    def made(self) -> Sequence[Page]:
        """The pages that somebody asked for."""
        return tuple(self._made.values())

    @override
    def __getitem__(self, name: str) -> Page:
        if name not in self._made:
            place = self._waiting[name]
            self._made[name] = place.make()
            self._tell(self._made[name])
        return self._made[name]

    @override
    def __contains__(self, name: object) -> bool:
        return name in self._waiting

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._waiting)

    @override
    def __len__(self) -> int:
        return len(self._waiting)
