"""Finding texts by what people type: characters, pinyin, initials, codes, and any mixture."""

from __future__ import annotations

import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

# Between two texts in the long line of all characters: no query holds it.
_GAP = "\n"
_LONGEST_READING = 6
_INITIALS_OF_TWO = ("zh", "ch", "sh")


class SearchIndex:
    """Texts prepared once, so that a query over thousands of them is quicker than a frame.

    A query matches where its letters can be dealt out over consecutive characters of a text, each
    taken as itself, by one of its readings, or by the initial of one; the last reading may be
    begun only. All readings of a character count, so 重庆 is found as cq and as zq. Parts of a
    query between blanks must all match, in any order.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        self._places: dict[str, array[int]] = defaultdict(lambda: array("l"))
        self._text_at = array("l")
        self._read(texts)
        self._whole: dict[str, list[str]] = defaultdict(list)
        self._begun: dict[str, list[str]] = defaultdict(list)
        for char in self._places:
            for token in _whole_tokens(char):
                self._whole[token].append(char)
            for token in _begun_tokens(char):
                self._begun[token].append(char)

    def find(self, query: str) -> list[int]:
        """The places of the texts that match, in their order; a blank query matches all."""
        found: set[int] | None = None
        for part in _plain(query).replace("'", "").split():
            hits = self._find_part(part)
            found = hits if found is None else found & hits
        return list(range(self._count)) if found is None else sorted(found)

    def _read(self, texts: Sequence[str]) -> None:
        place = 0
        for number, text in enumerate(texts):
            for char in _plain(text).replace("'", "") + _GAP:
                self._places[char].append(place)
                self._text_at.append(number)
                place += 1
        self._places.pop(_GAP, None)

    def _find_part(self, part: str) -> set[int]:
        end = len(part)
        # For each number of letters used up, the places at which the next character stands.
        reached: list[set[int]] = [set() for _ in range(end + 1)]
        for start in range(end):
            for stop in range(start + 1, min(end, start + _LONGEST_READING) + 1):
                chars = (self._begun if stop == end else self._whole).get(part[start:stop], ())
                reached[stop] |= self._after(chars, reached[start] if start else None)
        return {self._text_at[place - 1] for place in reached[end]}

    def _after(self, chars: Iterable[str], allowed: set[int] | None) -> set[int]:
        places = (place for char in chars for place in self._places[char])
        if allowed is None:
            return {place + 1 for place in places}
        return {place + 1 for place in places if place in allowed} if allowed else set()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _whole_tokens(char: str) -> Iterator[str]:
    tokens = {char}
    for reading in _readings(char):
        tokens |= {reading, reading[:1]}
        if reading.startswith(_INITIALS_OF_TWO):
            tokens.add(reading[:2])
    yield from tokens


def _begun_tokens(char: str) -> Iterator[str]:
    tokens = {char}
    for reading in _readings(char):
        tokens |= {reading[:length] for length in range(1, len(reading) + 1)}
    yield from tokens


@lru_cache(maxsize=8192)
def _readings(char: str) -> frozenset[str]:
    """All readings without tones; ü may be typed as v and as u. None for what is no hanzi."""
    if char.isascii():
        return frozenset()
    # Reading its tables takes longer than the first window may.
    from pypinyin import Style, pinyin

    # What has no reading is left out instead of coming back as itself.
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    readings = {reading for group in found for reading in group}
    return frozenset(readings | {reading.replace("v", "u") for reading in readings})
