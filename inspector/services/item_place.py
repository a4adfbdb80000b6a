"""An item of an open visit, and what stands there."""

from __future__ import annotations

from msgspec import Struct

from inspector.domain.scheme import Item, Scheme
from inspector.domain.visit import Answer, Finding


class ItemPlace(Struct, frozen=True):
    """An item of an open visit and what stands there; `findings` by clause and id, none void."""

    scheme: Scheme
    item: Item
    answer: Answer | None
    findings: tuple[Finding, ...]

    @property
    def note(self) -> str:
        """The note of the answer, empty where there is none."""
        return "" if self.answer is None else self.answer.note
