"""Columns of numbers as text on the wire, where almost every number differs from the others.

Making decimals one by one takes longer than calamine needs for the whole file; here C does it for
a column at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

# More digits than the 15 that Excel shows and promises: sixteen and the point.
_DIGITS_AS_ZEROS = bytes.maketrans(b"123456789.", b"0000000000")
_LONG = b"0" * 17
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(list[int | Decimal | None])


def number_text(column: Sequence[float | str]) -> bytes | None:
    """The numbers of a column rounded to 15 digits, empty texts being blanks.

    None where something else stands among them, or a number so large or small that it is written
    with an exponent.
    """
    text = _ENCODER.encode(column)
    if b"null" in text or b"e" in text:
        return None
    blanks = text.count(b'"')
    if blanks:
        text = text.replace(b'""', b"null")
        if 2 * text.count(b"null") != blanks:
            return None
    if _LONG in text.translate(_DIGITS_AS_ZEROS):
        text = _rounded(column)
        if b"e+" in text:
            return None
    return text.replace(b".0,", b",").replace(b".0]", b"]")


def numbers_of(text: bytes) -> list[int | Decimal | None]:
    """The numbers again, whole ones as integers; raises msgspec.DecodeError."""
    return _DECODER.decode(text)


def _rounded(column: Sequence[float | str]) -> bytes:
    # One format for all of them costs half of what each by itself would.
    wanted = ",".join(["null" if number == "" else "%.15g" for number in column])
    return f"[{wanted % tuple(number for number in column if number != '')}]".encode()
