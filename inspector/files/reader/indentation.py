"""How far lengths and the style sheets of web pages indent the text of a cell, in blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from inspector.files.reader.second import BLANKS_PER_LEVEL

_POINTS_PER_LEVEL = 10
_LENGTH = re.compile(r"(\d{0,4}\.?\d{1,9})(cm|mm|in|pt|px|em)", re.IGNORECASE)
# A full-width sign is one em and as wide as two blanks.
_BLANKS_PER_EM = 2
_POINTS = {"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72, "pt": 1, "px": 0.75}
_LEVELS = re.compile("[1-9][0-9]{0,2}")
_SELECTOR = re.compile(r"(td|th)?(?:\.([\w-]+))?", re.IGNORECASE)
_LEFT_OF_SHORTHAND = {1: 0, 2: 1, 3: 1, 4: 3}


def blanks_of(length: str) -> int:
    """The blanks that are as wide as a length such as 10pt; 0 for what is none."""
    found = _LENGTH.fullmatch(length)
    if found is None:
        return 0
    unit = found[2].lower()
    if unit == "em":
        return round(float(found[1]) * _BLANKS_PER_EM)
    return round(float(found[1]) * _POINTS[unit] * BLANKS_PER_LEVEL / _POINTS_PER_LEVEL)


class StyleSheets:
    """What the style sheets of a page say of its cells, by their element and their classes."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for text in texts:
            for rule in _without_comments(text).split("}"):
                selectors, _, body = rule.partition("{")
                for selector in selectors.split(","):
                    found = _SELECTOR.fullmatch(selector.strip())
                    if found is not None:
                        key = (found[1] or "").lower(), found[2] or ""
                        self._rules.setdefault(key, {}).update(_declared(body))
        self.blanks = cache(self._blanks)

    def _blanks(self, element: str, classes: str, style: str) -> int:
        """How many blanks the format of a cell puts before its text."""
        said: dict[str, str] = {}
        for name in ("", *classes.split()):
            said |= self._rules.get(("", name), {}) | self._rules.get((element, name), {})
        return _indentation(said | _declared(style))


def _without_comments(text: str) -> str:
    first, *others = text.replace("<!--", "").replace("-->", "").split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _declared(body: str) -> dict[str, str]:
    """The declarations by name, with what a shorthand says of the left side."""
    found: dict[str, str] = {}
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        words = value.split()
        name = name.strip().lower()
        if name == "padding" and len(words) in _LEFT_OF_SHORTHAND:
            found["padding-left"] = words[_LEFT_OF_SHORTHAND[len(words)]]
        elif words:
            found[name] = words[0]
    return found


def _indentation(said: Mapping[str, str]) -> int:
    # Excel tells its own levels beside the widths that they have in a page.
    levels = _LEVELS.fullmatch(said.get("mso-char-indent-count", ""))
    if levels is not None:
        return BLANKS_PER_LEVEL * int(levels[0])
    return blanks_of(said.get("padding-left", "")) + blanks_of(said.get("text-indent", ""))
