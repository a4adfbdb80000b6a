"""Whom an item of the negative list strikes: vetoes that follow from what was found on visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from uuid import UUID

from inspector.domain.board_rules import VetoItem
from inspector.domain.model.veto import Veto
from inspector.domain.ranking import Key
from inspector.store.selection import Selection
from inspector.store.strike import StruckVisit, load_struck
from inspector.store.total import load_scheme


def struck(
    items: Iterable[VetoItem],
    chosen: Iterable[Selection],
    subjects: Callable[[StruckVisit], Iterable[Key]],
) -> dict[Key, tuple[Veto, ...]]:
    """The vetoes of every subject, one for each item with the number of visits (M11).

    `subjects` tells whom a visit strikes. Call inside a transaction.
    """
    rules = {one.item: one for one in items}
    texts: dict[UUID, str] = {}
    times: Counter[tuple[Key, UUID]] = Counter()
    visits: set[tuple[UUID, int]] = set()
    for selection in chosen:
        for visit in load_struck(selection, _numbers(selection.versions, rules.keys())):
            if (visit.visit, visit.item) in visits:
                continue
            visits.add((visit.visit, visit.item))
            item = load_scheme(visit.version).item(visit.item)
            texts[item.id] = f"{item.code} {item.text}".strip()
            times.update((key, item.id) for key in subjects(visit))
    found: dict[Key, list[Veto]] = {}
    for (key, item_id), count in times.items():
        rule = rules[item_id]
        veto = Veto(rule.effect, texts[item_id], rule.points, count)
        found.setdefault(key, []).append(veto)
    return {
        key: tuple(sorted(own, key=lambda one: (one.reason, one.effect)))
        for key, own in found.items()
    }


def _numbers(versions: Iterable[UUID], items: Iterable[UUID]) -> list[tuple[UUID, int]]:
    wanted = frozenset(items)
    return [
        (version, item.number)
        for version in versions
        for item in load_scheme(version).items
        if item.id in wanted
    ]
