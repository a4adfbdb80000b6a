"""How the fate of a row looks: its glyph, the colour of its word, and what stands behind it."""

from __future__ import annotations

from inspector.domain.import_preview import RowState

_INK = {
    RowState.NEW: "state.conforming",
    RowState.ITEM: "state.conforming",
    RowState.UPDATED: "warn.blue",
    RowState.UNKNOWN: "state.deducted",
    RowState.REFUSED: "state.deducted",
    RowState.DUPLICATE: "row.duplicate",
    RowState.UNCHANGED: "state.not_applicable",
    RowState.LEFT_OUT: "state.not_applicable",
}
_PAPER = {
    RowState.NEW: "row.new.tint",
    RowState.ITEM: "row.new.tint",
    RowState.UPDATED: "row.updated.tint",
    RowState.UNKNOWN: "state.deducted.tint",
    RowState.REFUSED: "state.deducted.tint",
    RowState.LEFT_OUT: "surface.sunken",
    RowState.DUPLICATE: "row.duplicate.tint",
    RowState.SECTION: "surface.sunken",
}
_STRONG = frozenset({RowState.SECTION, RowState.TITLE, RowState.HEADER, RowState.TOTAL})


def glyph_of(state: RowState) -> str:
    """The name of the glyph."""
    return f"row_{state.value}"


def ink_of(state: RowState) -> str:
    """The token of the colour of the word."""
    return _INK.get(state, "text.secondary")


def paper_of(state: RowState) -> str:
    """The token of the surface of the row."""
    return _PAPER.get(state, "surface.page")


def is_strong(state: RowState) -> bool:
    """Whether the row is written strong, as headings are."""
    return state in _STRONG
