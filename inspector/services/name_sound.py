"""How a name sounds: its syllables, so folded that what is easily misheard is the same."""

from __future__ import annotations

import re
from functools import lru_cache

_HARD = re.compile("^([zcs])h")


@lru_cache(maxsize=32_768)
def sound(name: str) -> tuple[str, ...]:
    """The syllables of a name without tones, zh as z and -ng as -n; other signs as they stand."""
    # Reading its tables takes longer than the first window may.
    from pypinyin import lazy_pinyin

    return tuple(map(_folded, lazy_pinyin(name)))


def _folded(syllable: str) -> str:
    return _HARD.sub(r"\1", syllable.removesuffix("g") if syllable.endswith("ng") else syllable)
