"""What stands behind the lists of a board: the largest losses of who is warned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias
from uuid import UUID

from inspector.domain.board import Loss, Ranking
from inspector.services.loss import behind
from inspector.services.own_loss import every_loss
from inspector.services.workspace import Workspace

Subject: TypeAlias = "tuple[str, UUID]"
"""A subject in its list."""

_MOST = 2


def warned_for(
    ws: Workspace, ranking: Ranking, most: int = _MOST
) -> Mapping[Subject, tuple[Loss, ...]]:
    """The largest losses, at most so many, of everybody on a list or with a flag that warns.

    They are in points of the score of the visits, most lost first.
    """
    warned = {
        (entry.group, entry.subject)
        for made in ranking.lists
        if made.rule.is_warning
        for entry in made.entries
    }
    if not warned:
        return {}
    with ws.read():
        found = behind(ranking)
        return {
            (group, subject): _largest(
                [loss for loss in every_loss(found, (subject, group)) if loss.exact > 0], most
            )
            for group, subject in sorted(warned)
        }


def _largest(losses: list[Loss], most: int) -> tuple[Loss, ...]:
    losses.sort(key=lambda loss: (-loss.exact, loss.site_code, loss.visit_number, loss.item))
    return tuple(losses[:most])
