"""Texts on how an item is scored, broken into lines that can be read."""

from __future__ import annotations

import re

_POINTS = re.compile(r"[得扣加减奖记计]\s*\d+(?:\.\d+)?\s*分")
_PIECE = re.compile(r"(?<=分)[；;。](?=.)|(?<=分)[，,](?=[^，,。；;]{2,}(?:得|记|计)\s*\d)")
_NUMBERED = re.compile(r"(?<=[；;。，,：:\s])(?=(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]))")
_ENDED = re.compile(r"[。；;：:！!？?]$")
_BEGINS = re.compile(
    r"\d{1,2}[.．、](?!\d)|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]+、"
)


def readable(text: str) -> str:
    """A text with each of its statements on a line of its own; nothing is left out.

    Lines that were broken in the middle of a sentence are joined. A text that speaks of points
    once at most, and of no numbered statements, stays as it is.
    """
    whole = _joined(text)
    lines = []
    for line in whole.split("\n"):
        if len(_POINTS.findall(line)) >= 2 or len(_NUMBERED.findall(line)) >= 2:
            line = _NUMBERED.sub("\n", _PIECE.sub(lambda sign: f"{sign[0]}\n", line))
        lines += [part.strip() for part in line.split("\n")]
    return "\n".join(filter(None, lines))


def _joined(text: str) -> str:
    """Prose without the line breaks that only the width of a cell made."""
    if "\n" not in text or not re.search("[。；;]", text):
        return text
    lines: list[str] = []
    for line in filter(None, (part.strip() for part in text.split("\n"))):
        if lines and not _ENDED.search(lines[-1]) and not _BEGINS.match(line):
            are_words = lines[-1][-1].isascii() and line[0].isascii()
            lines[-1] += f" {line}" if are_words else line
        else:
            lines.append(line)
    return "\n".join(lines)
