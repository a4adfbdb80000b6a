"""What the rules of a board can be chosen from in a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec import Struct

from inspector.domain.rule_fault import ItemFate
from inspector.domain.unit import Unit
from inspector.services import board_book
from inspector.services.workspace import Workspace
from inspector.store.board import UsedScheme, load_schemes
from inspector.store.board_book import load_sealed
from inspector.store.site import load_sites, load_types
from inspector.store.total import load_scheme
from inspector.store.unit import load_units
from inspector.wording.board_rules import board_name


class BoardChoices(Struct, frozen=True):
    """Units, sites and schemes by name, site types, and the names that boards have already.

    `items` are those that can strike a subject, of the newest version of each scheme; `sealed` the
    boards by whose rules an edition was sealed.
    """

    units: tuple[Unit, ...] = ()
    sites: tuple[tuple[UUID, str], ...] = ()
    site_types: tuple[str, ...] = ()
    schemes: tuple[tuple[UUID, str], ...] = ()
    boards: tuple[tuple[UUID, str], ...] = ()
    items: tuple[tuple[UUID, str], ...] = ()
    sealed: frozenset[UUID] = frozenset()


def choices(ws: Workspace) -> BoardChoices:
    """All that rules can name here, each in the order in which it is offered."""
    boards = board_book.list_(ws)
    with ws.read():
        sites = load_sites()
        schemes = load_schemes()
        types = {one.name for one in load_types()} | {one.site_type for one in sites}
        return BoardChoices(
            units=tuple(load_units()),
            sites=tuple((one.id, f"{one.code} {one.name}".strip()) for one in sites),
            site_types=tuple(sorted(types)),
            schemes=tuple((one.scheme_id, one.title) for one in schemes),
            boards=tuple((one.id, board_name(one)) for one in boards),
            items=tuple(_items(schemes)),
            sealed=load_sealed(),
        )


def _items(schemes: Iterable[UsedScheme]) -> Iterator[tuple[UUID, str]]:
    for scheme in schemes:
        for item in load_scheme(scheme.versions[-1]).items:
            if board_book.fate(item) is ItemFate.IN_USE:
                yield item.id, f"{item.code} {item.text}".strip()
