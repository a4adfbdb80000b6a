"""Which item of a new version is which item of the version before."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import TypeAlias
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.scheme import Item, Scheme

# Two of three letters in the same order: a sentence that was reworded, not another sentence.
SIMILAR = 0.6

_Place: TypeAlias = "tuple[str, ...]"
_Described: TypeAlias = "tuple[Item, _Place]"
_Key: TypeAlias = "Callable[[_Described], object]"


def carry_over(scheme: Scheme, previous: Scheme) -> Scheme:
    """Give the items of `scheme` the ids that they have in `previous`.

    An id that both have stays. Then equal text counts, first in the same section; then similar
    text in the same section, equal codes first; then equal code in the same section. An item
    that is none of these is new and keeps the id it came with.
    """
    known = {item.id for item in previous.items}
    kept = {item.id for item in scheme.items} & known
    new = [(item, _place(scheme, item)) for item in scheme.items if item.id not in kept]
    old = [(item, _place(previous, item)) for item in previous.items if item.id not in kept]
    ids: dict[int, UUID] = {}
    for key in (_text_in_place, _text):
        _match_equal(new, old, key, ids)
    _match_similar(new, old, ids)
    _match_equal(new, old, _code_in_place, ids)
    return replace(
        scheme,
        items=tuple(replace(item, id=ids.get(item.number, item.id)) for item in scheme.items),
    )


def _place(scheme: Scheme, item: Item) -> _Place:
    return tuple(_squeezed(section.text) for section in scheme.path(item))


def _squeezed(text: str) -> str:
    """Text without what retyping changes: spaces, width, punctuation."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in normal if letter.isalnum())


def _text_in_place(described: _Described) -> object:
    item, place = described
    return place, _squeezed(item.text)


def _text(described: _Described) -> object:
    return _squeezed(described[0].text)


def _code_in_place(described: _Described) -> object:
    item, place = described
    return (place, item.code) if item.code else None


def _match_equal(
    new: list[_Described], old: list[_Described], key: _Key, ids: dict[int, UUID]
) -> None:
    """Match in reading order what is equal by `key`; matched ones leave both lists."""
    waiting: dict[object, list[_Described]] = {}
    for described in old:
        waiting.setdefault(key(described), []).append(described)
    waiting.pop(None, None)
    pairs = []
    for described in new:
        if twins := waiting.get(key(described)):
            pairs.append((described, twins.pop(0)))
    _take(pairs, new, old, ids)


def _match_similar(new: list[_Described], old: list[_Described], ids: dict[int, UUID]) -> None:
    """Match inside each section, the most similar pair first."""
    by_place: dict[_Place, list[_Described]] = {}
    for described in old:
        by_place.setdefault(described[1], []).append(described)
    found = []
    for fresh in new:
        for before in by_place.get(fresh[1], ()):
            ratio = _similarity(_squeezed(fresh[0].text), _squeezed(before[0].text))
            if ratio >= SIMILAR:
                same_code = fresh[0].code == before[0].code
                found.append((not same_code, -ratio, fresh[0].number, before[0].number))
    new_by_number = {item.number: (item, place) for item, place in new}
    old_by_number = {item.number: (item, place) for item, place in old}
    pairs = []
    for *_rank, fresh_number, before_number in sorted(found):
        if fresh_number in new_by_number and before_number in old_by_number:
            pairs.append((new_by_number.pop(fresh_number), old_by_number.pop(before_number)))
    _take(pairs, new, old, ids)


def _similarity(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < SIMILAR or matcher.quick_ratio() < SIMILAR:
        return 0.0
    return matcher.ratio()


def _take(
    pairs: Iterable[tuple[_Described, _Described]],
    new: list[_Described],
    old: list[_Described],
    ids: dict[int, UUID],
) -> None:
    for fresh, before in pairs:
        ids[fresh[0].number] = before[0].id
        new.remove(fresh)
        old.remove(before)
