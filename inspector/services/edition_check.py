"""What does not agree among editions and appeals: altered ones, two of one kind, own judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from inspector.domain import edition as rules
from inspector.domain.check import CheckFinding
from inspector.domain.edition import Edition, EditionFault, UnreadableEdition
from inspector.store.appeal import load_appeals, load_participants
from inspector.store.edition import load_editions
from inspector.store.workspace import load_persons


def check_editions() -> list[CheckFinding]:
    """Editions that are not what was sealed or were sealed twice, and appeals decided wrongly.

    Both can come from elsewhere by a merge. Call inside a transaction.
    """
    editions = [one for one in load_editions() if not one.void]
    damaged = [
        CheckFinding("edition_damaged", one.id.hex[:8]) for one in editions if not _is_whole(one)
    ]
    return [*damaged, *_doubled(editions), *_own()]


def _is_whole(edition: Edition) -> bool:
    try:
        data, told = rules.unwrapped(edition.content)
    except UnreadableEdition as error:
        return error.fault is EditionFault.NEWER
    return rules.digest(data) == told


def _doubled(editions: Iterable[Edition]) -> list[CheckFinding]:
    times = Counter((one.board, one.period, one.number) for one in editions)
    return [
        CheckFinding("edition_twice", one.id.hex[:8], {"period": one.period})
        for one in editions
        if times[one.board, one.period, one.number] > 1
    ]


def _own() -> list[CheckFinding]:
    names = {person.id: person.name for person in load_persons().values()}
    found = []
    for one in load_appeals():
        name = names.get(one.decided_by, "") if one.decided_by else ""
        if name and one.visit is not None and name in load_participants(one.visit):
            found.append(CheckFinding("appeal_own", one.id.hex[:8], {"name": name}))
    return found
