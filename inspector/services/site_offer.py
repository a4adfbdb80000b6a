"""What can be said of a cell of units or sites that cannot be taken as it stands."""

from __future__ import annotations

from collections import Counter

from inspector.domain.alias import AliasKind
from inspector.domain.import_preview import Offer
from inspector.domain.name_match import NameIndex
from inspector.domain.row_answer import Choice, RowAnswer
from inspector.domain.site import Site
from inspector.domain.site_sheet import ListTable, SitePlan
from inspector.domain.unit import Role
from inspector.errors import CellFault, CellRefused
from inspector.files.site.section import kind_of_sheet
from inspector.services.import_sheet import leaving_out
from inspector.services.name_sound import sound
from inspector.wording import alias as alias_words
from inspector.wording import import_preview as words
from inspector.wording import site as site_words

# Without a date or a share a duty would be another one; without these a record is the same.
_OPTIONAL = frozenset(
    {"longitude", "latitude", "length_m", "weight", "length_km", "place", "unit_class"}
)
_NAMES = frozenset({*(role.value for role in Role), "duty"})
_MOST_TYPES = 6


class SiteOffers:
    """The answers that are offered for the refused cells of one sheet."""

    def __init__(self, found: SitePlan, table: ListTable | None, title: str) -> None:
        self._found = found
        self._is_list = table is not None
        self._title = title
        self._types: tuple[str, ...] | None = None
        self._known: dict[tuple[CellFault, str], tuple[Offer, ...]] = {}

    def of(self, error: CellRefused, column: str) -> tuple[Offer, ...]:
        """The answers for one refused cell; `column` is its letter, empty where it has none."""
        return (*self._first(error, column), leaving_out())

    def _first(self, error: CellRefused, column: str) -> tuple[Offer, ...]:
        fault = error.fault
        if fault is CellFault.UNKNOWN_SITE_TYPE:
            return self._for_type(error.value, column)
        if fault is CellFault.REQUIRED and error.field == "site_type" and self._is_list:
            return self._for_no_type()
        if fault is CellFault.DOUBLED_NAME:
            return (Offer(RowAnswer(Choice.KEEP), site_words.another_site()),)
        is_name = error.field in _NAMES
        if is_name and fault in (CellFault.UNKNOWN_UNIT, CellFault.AMBIGUOUS_NAME):
            return self._for_unit(error.value, fault)
        is_code = fault is CellFault.DOUBLED_CODE and self._is_list
        if column and (error.field in _OPTIONAL or is_code):
            field = "code" if is_code else error.field
            return (Offer(RowAnswer(Choice.BLANK, column), words.offer(Choice.BLANK, field)),)
        return ()

    def _for_unit(self, name: str, fault: CellFault) -> tuple[Offer, ...]:
        """What a name may mean, that it is new, and that it does not count."""
        if (fault, name) not in self._known:
            book = self._found.names
            candidates = book.candidates(name, sound) if book else ()
            offers = [
                Offer(
                    RowAnswer(Choice.NAMED, name, str(each.id)),
                    alias_words.meaning(each.name, each.code),
                )
                for each in candidates
            ]
            if fault is CellFault.UNKNOWN_UNIT:
                answer = RowAnswer(Choice.CREATED, name, AliasKind.UNIT.value)
                offers.append(Offer(answer, alias_words.create(AliasKind.UNIT, name)))
            without = Offer(
                RowAnswer(Choice.WITHOUT, name), words.offer(Choice.WITHOUT, about=name)
            )
            self._known[fault, name] = (*offers, without)
        return self._known[fault, name]

    def _for_type(self, name: str, column: str) -> tuple[Offer, ...]:
        """The types that are likely to be meant, and that the type is new."""
        key = (CellFault.UNKNOWN_SITE_TYPE, name)
        if key not in self._known:
            create = Offer(RowAnswer(Choice.CREATE, name), words.offer(Choice.CREATE, about=name))
            index = NameIndex(((each, each) for each in self._held_types()), sound)
            alike = index.suggest(name) if column else ()
            self._known[key] = (
                *(
                    Offer(RowAnswer(Choice.VALUE, column, each), site_words.meant_type(each))
                    for each, _told in alike
                ),
                create,
            )
        return self._known[key]

    def _for_no_type(self) -> tuple[Offer, ...]:
        """The types of the workspace, and what the sheet is called."""
        named = kind_of_sheet(self._title, is_one_of_several=True)
        types = dict.fromkeys(filter(None, (named, *self._held_types()[:_MOST_TYPES])))
        return tuple(
            Offer(RowAnswer(Choice.CREATE, each), site_words.of_type(each))
            for each in (*types, site_words.no_type())
        )

    def _held_types(self) -> tuple[str, ...]:
        """The types that are there, those of most sites first."""
        if self._types is None:
            steps = (step.new for step in self._found.steps)
            counted = Counter(new.site_type for new in steps if isinstance(new, Site))
            held = self._found.type_names
            self._types = tuple(sorted(held, key=lambda name: -counted[name]))
        return self._types
