"""The body of a change as it is stored: deflated unless it is small, and never beyond a limit."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from inspector.errors import ActionFault, ActionRefused

# A visit with twenty items, each with its units, takes 3 KB: 25,000 of them are one action.
_LIMIT = 128 * 1024 * 1024
_DEFLATE_ABOVE = 256
_SLICE = 1024 * 1024


def deflated(body: bytes, step: Callable[[], None]) -> bytes:
    """A body as it is stored; `step` is called before each part of a long one.

    Raises ActionRefused (TOO_MUCH) where it is beyond the limit.
    """
    if len(body) <= _DEFLATE_ABOVE:
        return body
    if len(body) <= _SLICE:
        return zlib.compress(body)
    if len(body) > _LIMIT:
        raise ActionRefused(ActionFault.TOO_MUCH, {"limit": str(_LIMIT // _SLICE)})
    deflater = zlib.compressobj()
    pieces = []
    for start in range(0, len(body), _SLICE):
        step()
        pieces.append(deflater.compress(body[start : start + _SLICE]))
    return b"".join((*pieces, deflater.flush()))


def inflated(body: bytes) -> bytes:
    """A stored body as JSON; raises ValueError or zlib.error where it is none."""
    if body[:1] == b"[":
        plain = body
    else:
        inflater = zlib.decompressobj()
        plain = inflater.decompress(body, _LIMIT + 1)
        if not inflater.eof or inflater.unused_data:
            raise ValueError("not one whole stream")
    if len(plain) > _LIMIT:
        raise ValueError("too large")
    return plain
