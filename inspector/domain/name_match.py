"""Names from elsewhere held against the names that are known: the same, likely the same, or new.

How a name sounds is an argument (its pinyin, a syllable a character), for reading it takes tables
that no rule should load.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T", bound=Hashable)
Sound = Callable[[str], Sequence[str]]

MOST = 5
LEAST = 0.55
"""How many suggestions are made, and how alike a name must be to be one."""

# The longest first: of 街道办事处 nothing but the name itself may stay.
_ENDINGS = (
    "社区居民委员会", "街道办事处", "村民委员会", "居民委员会", "社区居委会", "社区村委会",
    "人民政府", "管理委员会", "工作委员会", "办事处", "居委会", "村委会", "管委会", "管理局",
    "执法局", "委员会", "分局", "街道", "社区", "政府", "大队", "支队", "中心", "机关",
    "局", "镇", "乡", "村", "办", "委", "处",
)  # fmt: skip
_SHORTEST_STEM = 2
_LONGEST = 64
_CONTAINED = 0.9
_SAME_STEM = 0.97
_SAME_SOUND = 0.95
_BY_SOUND = 0.9
_SHORTENED = 0.85
_OTHER_NUMBER = 0.8
_LOOKED_AT = 48


class Suggestion(Struct, frozen=True):
    """A known name that may be meant, and how alike it is, from 0 to 1."""

    name: str
    likeness: float


@lru_cache(maxsize=32_768)
def squeezed(name: str) -> str:
    """A name as it is compared: without blanks and case, full-width signs as half-width ones.

    >>> squeezed("公园 １（Ａ区）")
    '公园1(a区)'
    """
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@lru_cache(maxsize=32_768)
def stem(name: str) -> str:
    """A squeezed name without the endings that say of what sort it is.

    Two characters stay at least.

    >>> stem("望湖街道办事处"), stem("望湖街道")
    ('望湖', '望湖')
    """
    left = squeezed(name)
    for ending in _ENDINGS:
        if left.endswith(ending) and len(left) - len(ending) >= _SHORTEST_STEM:
            return left[: -len(ending)]
    return left


def likeness(one: str, other: str, sound: Sound) -> float:
    """How alike two names are, from 0 to 1: by signs, by sound, without endings, or contained.

    Numbers in them must agree: 公园1 is not likely to be a slip for 公园2.
    """
    a, b = squeezed(one)[:_LONGEST], squeezed(other)[:_LONGEST]
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    p, q = stem(a), stem(b)
    heard = _closeness(tuple(sound(p)), tuple(sound(q)))
    found = max(
        _closeness(a, b),
        _SAME_STEM if p == q else _closeness(p, q),
        _SAME_SOUND if heard == 1 else _BY_SOUND * heard,
        _contained(p, q),
        _SHORTENED if _is_short_for(a, b) or _is_short_for(b, a) else 0.0,
    )
    return found if _numbers(a) == _numbers(b) else found * _OTHER_NUMBER


def _contained(one: str, other: str) -> float:
    """A short name within a long one may stand there by chance."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_STEM or short not in long:
        return 0.0
    return _CONTAINED * (0.6 + 0.4 * len(short) / len(long))


def _is_short_for(short: str, long: str) -> bool:
    """Whether all signs of a name stand in order in a longer one, from its first: 城管局."""
    if len(short) < _SHORTEST_STEM or short[0] != long[0] or len(short) >= len(long):
        return False
    rest = iter(long)
    return all(sign in rest for sign in short)


class NameIndex(Generic[T]):
    """Names that are known, each with what it means; the same name may mean several things."""

    def __init__(self, names: Iterable[tuple[str, T]], sound: Sound) -> None:
        self._meant: dict[str, list[T]] = defaultdict(list)
        self._known = tuple(names)
        self._sound = sound
        for name, meant in self._known:
            self._meant[squeezed(name)].append(meant)

    def named(self, name: str) -> Sequence[T]:
        """What bears exactly this name, squeezed."""
        return self._meant.get(squeezed(name), ())

    def suggest(
        self, name: str, most: int = MOST, prefers: Callable[[T], bool] | None = None
    ) -> tuple[tuple[T, Suggestion], ...]:
        """What is likely to be meant, the likeliest first, what is `prefers` before its equals."""
        found: list[tuple[float, bool, str, T]] = []
        for place in self._nearest(name):
            known, meant = self._known[place]
            alike = likeness(name, known, self._sound)
            if alike >= LEAST:
                found.append((-alike, not (prefers and prefers(meant)), known, meant))
        found.sort(key=lambda each: each[:3])
        told: dict[T, Suggestion] = {}
        for alike, _, known, meant in found:
            told.setdefault(meant, Suggestion(known, -alike))
        return tuple(told.items())[:most]

    def _nearest(self, name: str) -> list[int]:
        """The places of the names that share most signs and syllables with this one."""
        shared: Counter[int] = Counter()
        parts = self._parts(name)
        for part in parts:
            shared.update(self._places.get(part, ()))
        return nlargest(
            _LOOKED_AT,
            shared,
            key=lambda place: (shared[place] / max(len(parts), self._sizes[place]), -place),
        )

    def _parts(self, name: str) -> frozenset[str]:
        return frozenset((*squeezed(name), *self._sound(stem(name))))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The names with each sign and syllable: made when first something is not found."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, (name, _) in enumerate(self._known):
            for part in self._parts(name):
                places[part].append(place)
        return dict(places)

    @cached_property
    def _sizes(self) -> list[int]:
        return [len(self._parts(name)) for name, _ in self._known]


def _closeness(one: Sequence[str], other: Sequence[str]) -> float:
    """One minus the share of signs to change, put in or take out (two swapped ones count once)."""
    longest = max(len(one), len(other))
    return 1 - _distance(one, other) / longest if longest else 0.0


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    older: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        older, last = last, row
    return last[-1]


def _numbers(text: str) -> tuple[str, ...]:
    digits = "".join(sign if sign.isdecimal() else " " for sign in text)
    return tuple(part.lstrip("0") for part in digits.split())
