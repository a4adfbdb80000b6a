"""What the names in somebody else's results mean: units by role, places within areas, contents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain.alias import Alias, AliasKind
from inspector.domain.name_book import NOTHING_SAID, Bearer, Candidate, NameBook, Said
from inspector.domain.name_match import Sound, squeezed
from inspector.domain.result import ResultRow
from inspector.domain.row_answer import RowKey
from inspector.domain.scheme import Scheme
from inspector.domain.site import Site, SiteType
from inspector.domain.stepping import Step, no_step, stepped
from inspector.domain.unit import RANKED_ROLE, Role, Unit


class Known(Struct, frozen=True):
    """What the workspace holds already, nothing void in it.

    `scheme` is the imported scheme that is continued; its items are the contents.
    """

    units: tuple[Unit, ...] = ()
    types: tuple[SiteType, ...] = ()
    sites: tuple[Site, ...] = ()
    aliases: tuple[Alias, ...] = ()
    scheme: Scheme | None = None
    scheme_id: UUID | None = None


class UnknownName(Struct, frozen=True):
    """A name that nobody bears, or several, with the rows where it stands and what it may mean."""

    kind: AliasKind
    name: str
    rows: tuple[RowKey, ...]
    candidates: tuple[Candidate, ...] = ()


class Named(Struct, frozen=True):
    """What each name of a file means; None is something new.

    `unknown` names wait with their rows. `decided` are to be remembered with the import,
    `known_before` counts the names that an earlier import decided.
    """

    units: Mapping[tuple[Role, str], UUID | None]
    sites: Mapping[tuple[str, str], UUID | None]
    contents: Mapping[str, UUID | None]
    unknown: tuple[UnknownName, ...] = ()
    decided: tuple[Alias, ...] = ()
    known_before: int = 0

    @property
    def waiting(self) -> dict[RowKey, str]:
        """The rows that wait, each with the first of its names that are not known."""
        found: dict[RowKey, str] = {}
        for each in self.unknown:
            for row in each.rows:
                found.setdefault(row, each.name)
        return found

    def only(self, rows: Iterable[ResultRow]) -> Named:
        """The names that stand in some of the rows."""
        rows = tuple(rows)
        units = {pair for row in rows for pair in row.units}
        sites = {(row.area, row.place) for row in rows}
        contents = {row.content for row in rows}
        return replace(
            self,
            units={pair: meant for pair, meant in self.units.items() if pair in units},
            sites={pair: meant for pair, meant in self.sites.items() if pair in sites},
            contents={name: meant for name, meant in self.contents.items() if name in contents},
        )


def site_name(area: str, place: str) -> str:
    """How a place within an area is called; an area that was inspected itself is its own place.

    >>> site_name("望湖街道", "公园1"), site_name("望湖街道", "望湖街道")
    ('公园1（望湖街道）', '望湖街道')
    """
    return f"{place}（{area}）" if area and area != place else place


class ResultNames:
    """What the names mean, by what is known and what is said."""

    def __init__(self, known: Known, said: Said = NOTHING_SAID) -> None:
        items = known.scheme.items if known.scheme else ()
        self._roles = {unit.id: RANKED_ROLE.get(unit.unit_class) for unit in known.units}
        self._address = {site.id: squeezed(site.address) for site in known.sites}
        units = (Bearer(e.id, e.name, e.code, not e.from_import) for e in known.units)
        sites = (Bearer(e.id, e.name, e.code, not e.from_import) for e in known.sites)
        contents = (Bearer(item.id, item.text) for item in items)
        asked = known.aliases, said
        self._units = NameBook(AliasKind.UNIT, units, *asked)
        self._sites = NameBook(AliasKind.SITE, sites, *asked)
        self._contents = NameBook(AliasKind.CONTENT, contents, *asked, known.scheme_id)

    def read(self, rows: Sequence[ResultRow], step: Step = no_step) -> Named:
        """What each name in rows means; what rows may mean is told by `candidates`."""
        parties = dict.fromkeys((row.area, row.departments) for row in stepped(rows, step))
        roles = dict.fromkeys(
            pair
            for area, departments in parties
            for pair in ((Role.TERRITORIAL, area), *((Role.LINE, name) for name in departments))
            if pair[1]
        )
        places = dict.fromkeys((row.area, row.place) for row in stepped(rows, step))
        contents = dict.fromkeys(row.content for row in stepped(rows, step))
        books = (self._units, self._sites, self._contents)
        return Named(
            {pair: self._unit(*pair) for pair in roles},
            {pair: self._site(*pair) for pair in places},
            {name: self._contents.meaning(name, self._contents.bearing(name)) for name in contents},
            self._unknown(rows, step) if any(book.unknown for book in books) else (),
            tuple(alias for book in books for alias in book.decided.values()),
            sum(len(book.recalled) for book in books),
        )

    def candidates(self, unknown: UnknownName, sound: Sound) -> tuple[Candidate, ...]:
        """What a name may mean, the likeliest first."""
        if unknown.kind is AliasKind.UNIT:
            return self._units.candidates(unknown.name, sound)
        if unknown.kind is AliasKind.CONTENT:
            return self._contents.candidates(unknown.name, sound)
        place, _, area = unknown.name.removesuffix("）").partition("（")
        within = squeezed(area)
        return self._sites.candidates(
            unknown.name, sound, place, lambda site: bool(within) and within in self._address[site]
        )

    def _unit(self, role: Role, name: str) -> UUID | None:
        same = self._units.bearing(name)
        fitting = [unit for unit in same if self._roles[unit] is role]
        return self._units.meaning(name, fitting or same)

    def _site(self, area: str, place: str) -> UUID | None:
        name = site_name(area, place)
        same = self._sites.bearing(name)
        if not same and area:
            # What an import made of a place without an area is another place.
            same = [site for site in self._sites.bearing(place) if self._sites.is_own(site)]
        return self._sites.meaning(name, same)

    def _unknown(self, rows: Sequence[ResultRow], step: Step) -> tuple[UnknownName, ...]:
        standing: dict[tuple[AliasKind, str], dict[RowKey, None]] = defaultdict(dict)
        books = {book.kind: book for book in (self._units, self._sites, self._contents)}
        for row in stepped(rows, step):
            names = [(AliasKind.UNIT, name) for _role, name in row.units]
            names.append((AliasKind.SITE, site_name(row.area, row.place)))
            names.append((AliasKind.CONTENT, row.content))
            for kind, name in names:
                plain = squeezed(name)
                if plain in books[kind].unknown:
                    standing[kind, plain][row.sheet, row.row] = None
        return tuple(
            UnknownName(kind, books[kind].unknown[plain], tuple(found))
            for (kind, plain), found in standing.items()
        )
