"""Several names in one cell of our criteria form, parted so that each comes back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inspector.files.scheme.columns import ALL_TYPES, squeezed

_HARD = "；;\n"
_SOFT = "、，,"
_IS_SOFT = re.compile(f"[{_SOFT}]")
_IS_HARD = re.compile(f'[{_HARD}"]')
_BLANK = r"[^\S\n]*"
_PART = re.compile(
    rf'{_BLANK}"(?P<quoted>(?:[^"]|"")*)"{_BLANK}(?P<end>[{_HARD}]|$)'
    rf"|(?P<bare>[^{_HARD}]*)(?P<stop>[{_HARD}]|$)"
)


def joined(names: Iterable[str]) -> str:
    """The names in one text, from which `parted` gets them back.

    A name that would be split, trimmed or taken for all types stands in quotation marks.

    >>> joined(["甲类", "乙、丙；丁"]), joined(["乙、丙"])
    ('甲类；"乙、丙；丁"', '乙、丙；')
    """
    names = tuple(names)
    text = "；".join(_quoted(name) if _is_open(name) else name for name in names)
    if squeezed(text) in ALL_TYPES:
        text = "；".join(map(_quoted, names))
    is_one = len(names) == 1 and text == names[0]
    return f"{text}；" if is_one and _IS_SOFT.search(text) else text


def parted(text: str) -> tuple[str, ...]:
    """The names in a text, each once; where a semicolon stands, commas are parts of names.

    >>> parted('甲类；"乙、丙；丁"'), parted("甲、乙"), parted("全部")
    (('甲类', '乙、丙；丁'), ('甲', '乙'), ('全部',))
    """
    if _IS_HARD.search(text) is None:
        return _each_once(_IS_SOFT.split(text))
    parts = list(_PART.finditer(text))
    if not any(part["end"] or part["stop"] or part["quoted"] is not None for part in parts):
        return _each_once(_IS_SOFT.split(text))
    names = (
        part["bare"].strip() if part["quoted"] is None else part["quoted"].replace('""', '"')
        for part in parts
    )
    return tuple(dict.fromkeys(filter(None, names)))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (name.strip() for name in names))))


def _is_open(name: str) -> bool:
    return _IS_HARD.search(name) is not None or name != name.strip()


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
