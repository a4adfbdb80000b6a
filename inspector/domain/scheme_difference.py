"""What differs between two versions of a scheme, item by item, found by the items' ids."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from inspector.domain.scheme import Item, Scheme

Path = tuple[str, ...]


class DifferenceKind(StrEnum):
    """What became of an item from one version to the other."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class ItemField(StrEnum):
    """What can differ in an item."""

    SECTION = "section"
    PLACE = "place"
    CODE = "code"
    TEXT = "text"
    FULL_MARK = "full_mark"
    RULE = "rule"
    GUIDANCE = "guidance"
    EXCEPTIONS = "exceptions"
    METHOD = "method"
    ASPECT = "aspect"
    SITE_TYPES = "site_types"
    PHOTO_REQUIRED = "photo_required"
    DEADLINE_CLASS = "deadline_class"
    UNIT = "unit"
    TRANSLATIONS = "translations"


_COMPARED = tuple(field for field in ItemField if field not in (ItemField.SECTION, ItemField.PLACE))
_MOVES = frozenset({ItemField.SECTION, ItemField.PLACE})


class ItemDifference(Struct, frozen=True):
    """One item that differs: as it was, as it is (None where it is not there), and in what."""

    kind: DifferenceKind
    old: Item | None
    new: Item | None
    fields: tuple[ItemField, ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is, or as it was last."""
        found = self.new or self.old
        assert found is not None
        return found


class SchemeDifference(Struct, frozen=True):
    """Items that differ in reading order, sections that only got another name, equal items."""

    items: tuple[ItemDifference, ...]
    renamed: tuple[tuple[Path, Path], ...]
    same: int


def compare(old: Scheme, new: Scheme) -> SchemeDifference:
    """The differences that lead from `old` to `new`; an item is the same where its id is.

    An item is moved when it stands in another section, or when it is one of the fewest that must
    be taken out for the rest to stand in the old order. A section is renamed when all items that
    both versions have in it moved together. Removed items stand behind the one they followed.
    """
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in new.items}
    both = [item.id for item in new.items if item.id in before]
    old_path = {item.id: _path(old, item) for item in old.items}
    new_path = {item.id: _path(new, item) for item in new.items}
    renamed = _renamed(both, old_path, new_path)
    stayed = [key for key in both if renamed.get(old_path[key], old_path[key]) == new_path[key]]
    # An item in another section is told so already; it must not make others look moved.
    jumped = _jumped([before[key].number for key in stayed], stayed)
    stayed_keys = set(stayed)
    found: dict[UUID, ItemDifference] = {}
    for key in both:
        fields = _fields(before[key], after[key])
        if key not in stayed_keys:
            fields = (ItemField.SECTION, *fields)
        elif key in jumped:
            fields = (ItemField.PLACE, *fields)
        if fields:
            kind = DifferenceKind.MOVED if set(fields) <= _MOVES else DifferenceKind.CHANGED
            found[key] = ItemDifference(kind, before[key], after[key], fields)
    same = len(both) - len(found)
    for item in new.items:
        if item.id not in before:
            found[item.id] = ItemDifference(DifferenceKind.ADDED, None, item)
    for item in old.items:
        if item.id not in after:
            found[item.id] = ItemDifference(DifferenceKind.REMOVED, item, None)
    order = _reading_order(old, new, set(after))
    renames = tuple((was, now) for was, now in renamed.items() if was != now)
    return SchemeDifference(tuple(found[key] for key in order if key in found), renames, same)


def shown_value(scheme: Scheme, item: Item, field: ItemField) -> object:
    """What stands in a field of an item: text, points, a rule, names or a tuple of sections."""
    if field is ItemField.SECTION:
        return _path(scheme, item)
    if field is ItemField.PLACE:
        return item.number
    return getattr(item, field)


def _path(scheme: Scheme, item: Item) -> Path:
    return tuple(section.text or section.code for section in scheme.path(item))


def _fields(old: Item, new: Item) -> tuple[ItemField, ...]:
    return tuple(field for field in _COMPARED if getattr(old, field) != getattr(new, field))


def _renamed(
    both: Sequence[UUID], old_path: Mapping[UUID, Path], new_path: Mapping[UUID, Path]
) -> dict[Path, Path]:
    """Old paths whose items all went to one new path into which no other items came."""
    onward: dict[Path, set[Path]] = defaultdict(set)
    backward: dict[Path, set[Path]] = defaultdict(set)
    for key in both:
        onward[old_path[key]].add(new_path[key])
        backward[new_path[key]].add(old_path[key])
    stays = set(old_path.values()) & set(new_path.values())
    return {
        was: now
        for was, (now, *others) in onward.items()
        if not others and len(backward[now]) == 1 and not {was, now} & stays
    }


def _jumped(numbers: Sequence[int], keys: Sequence[UUID]) -> set[UUID]:
    """The fewest keys without which the numbers rise: all but a longest rising subsequence."""
    ends: list[int] = []
    lengths: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        lengths.append(at + 1)
    jumped = set(keys)
    wanted = len(ends)
    for place in range(len(numbers) - 1, -1, -1):
        if lengths[place] == wanted:
            jumped.discard(keys[place])
            wanted -= 1
    return jumped


def _reading_order(old: Scheme, new: Scheme, kept: set[UUID]) -> list[UUID]:
    behind: dict[UUID | None, list[UUID]] = defaultdict(list)
    last: UUID | None = None
    for item in old.items:
        if item.id in kept:
            last = item.id
        else:
            behind[last].append(item.id)
    order = list(behind[None])
    for item in new.items:
        order += [item.id, *behind[item.id]]
    return order
