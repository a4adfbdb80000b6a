"""Events of an XML part of a workbook, in a stream and without entities."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

XmlDamaged = expat.ExpatError

_CHUNK = 1 << 20


class _EntityDeclared(ValueError):
    """An XML part declares an entity, which no spreadsheet program does."""


def parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
    encoding: str | None = None,
) -> None:
    """Tell start (with attributes), end and text of all elements; ExpatError where damaged.

    `encoding` counts more than what the stream states.
    """

    def refuse(*_: object) -> None:
        raise _EntityDeclared("an entity is declared")

    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def local_name(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]
