"""What is told about one section, item or difference: labels with their values."""

from __future__ import annotations

from msgspec import Struct

from inspector.domain.points import plain
from inspector.domain.scheme import Item, Scheme, Section
from inspector.domain.scheme_difference import ItemDifference, ItemField
from inspector.wording import _
from inspector.wording import scheme_difference as words

_SHOWN = tuple(field for field in ItemField if field not in (ItemField.PLACE, ItemField.TEXT))


class Fact(Struct, frozen=True):
    """A label and its value; `was` is the value before, None where nothing is compared."""

    label: str
    value: str
    was: str | None = None


def section_facts(section: Section) -> list[Fact]:
    """What stands in a section beside its words."""
    mark = "" if section.full_mark is None else plain(section.full_mark)
    facts = (
        Fact(_("Code"), section.code),
        Fact(_("Full mark stated"), mark),
        Fact(_("Guidance"), section.guidance),
    )
    return [fact for fact in facts if fact.value]


def item_facts(content: Scheme, item: Item) -> list[Fact]:
    """What stands in an item beside its words, without what is empty."""
    facts = [Fact(words.item_field(each), words.value(content, item, each)) for each in _SHOWN]
    return [fact for fact in facts if fact.value]


def difference_facts(old: Scheme, new: Scheme, row: ItemDifference) -> list[Fact]:
    """All of an item that was added or removed; of another the fields that differ."""
    was, now = row.old, row.new
    if was is None or now is None:
        return item_facts(old if now is None else new, row.item)
    return [
        Fact(words.item_field(each), words.value(new, now, each), words.value(old, was, each))
        for each in row.fields
    ]
