"""The characters of a text file, whatever program and system wrote it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from inspector.errors import FileFault, FileRefused

UTF_8, GB18030, UTF_16 = "UTF-8", "GB18030", "UTF-16"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le", UTF_16),
    (codecs.BOM_UTF16_BE, "utf-16-be", UTF_16),
)
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_UTF_8_LETTER = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096
# More of them than one in a hundred characters stand in no text that somebody typed.
_CONTROL_SHARE = 0.01
# Separators, digits and line ends make up more than this of any table.
_ZERO_SHARE = 0.02


def decoded(path: Path, content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; FileRefused where it is none or damaged."""
    for mark, codec, name in _BOMS:
        if content.startswith(mark):
            return _text(path, content[len(mark) :], codec), name
    wide = _wide_codec(content)
    try:
        if wide is None or (not content.isascii() and content.decode("utf-8")):
            return _checked(path, content.decode("utf-8")), UTF_8
    except UnicodeDecodeError as error:
        if wide is None and _is_nearly_utf_8(content, error):
            # Read as GB18030 it would become other characters without a word.
            raise FileRefused(path, FileFault.DAMAGED, detail=str(error)) from error
    return (_text(path, content, wide), UTF_16) if wide else _by_statement(path, content)


def _by_statement(path: Path, content: bytes) -> tuple[str, str]:
    """What is no UTF-8 is in the encoding that a page states, or in GB18030."""
    stated = _CHARSET.search(content[:_HEAD]) if content.lstrip()[:1] == b"<" else None
    name = stated[1].decode().lower() if stated else ""
    if not name or name.startswith(("gb", "utf", "x-gb", "hz")):
        return _text(path, content, "gb18030"), GB18030
    try:
        return _text(path, content, name), name.upper()
    except LookupError as error:
        raise FileRefused(path, FileFault.UNKNOWN_TEXT, detail=name) from error


def _text(path: Path, content: bytes, codec: str) -> str:
    try:
        return _checked(path, content.decode(codec))
    except UnicodeDecodeError as error:
        fault = FileFault.NOT_A_WORKBOOK if 0 in content[:_HEAD] else FileFault.UNKNOWN_TEXT
        raise FileRefused(path, fault, detail=str(error)) from error


def _checked(path: Path, text: str) -> str:
    if len(_CONTROL.findall(text, 0, _HEAD)) > max(1, _CONTROL_SHARE * min(len(text), _HEAD)):
        raise FileRefused(path, FileFault.NOT_A_WORKBOOK)
    if not text.strip():
        raise FileRefused(path, FileFault.EMPTY)
    return text


def _wide_codec(content: bytes) -> str | None:
    """UTF-16 without a mark is told by many zeros that stand on one side of the pairs only."""
    pairs = len(content[:_HEAD]) // 2
    low, high = content[:_HEAD:2].count(0), content[1:_HEAD:2].count(0)
    if len(content) % 2 or min(low, high) * 20 > max(low, high) or low + high < pairs * _ZERO_SHARE:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _is_nearly_utf_8(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether it is UTF-8 with a damage: GB18030 hardly ever forms whole letters of UTF-8."""
    letters = sum(map(len, _UTF_8_LETTER.findall(content)))
    is_cut = error.reason == "unexpected end of data" and letters > 0
    return is_cut or letters * 10 > 9 * len(_NOT_ASCII.findall(content))
