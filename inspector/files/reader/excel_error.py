"""The names of Excel's errors by the codes that its binary files hold."""

from __future__ import annotations

_NAMES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def error_name(code: int) -> str:
    """What Excel shows for the error."""
    return _NAMES.get(code, "#ERROR!")


def rk_number(packed: int) -> float:
    """The number that Excel packs into 32 bits: an integer or the head of a float."""
    import struct

    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = float(struct.unpack("<d", bytes(4) + (packed & ~3).to_bytes(4, "little"))[0])
    return number / 100 if packed & 1 else number
