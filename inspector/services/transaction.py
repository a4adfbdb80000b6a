"""The two transactions of a workspace: one reads, the other saves what it was given as a change."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from typing_extensions import override

from inspector.domain.change import Edit
from inspector.store import change
from inspector.store.database import Transaction

if TYPE_CHECKING:
    from inspector.services.workspace import Workspace


class Reading(Transaction):
    """Reads a workspace; what it remembers of itself is as before where anything fails."""

    __slots__ = ("_last", "_ws")

    def __init__(self, ws: Workspace) -> None:
        self._database = ws.database
        self._ws = ws

    @override
    def __enter__(self) -> object:
        self._last = self._ws.last_change
        super().__enter__()
        if self._ws.returns != self._database.returns:
            try:
                self._ws.recognise()
            except BaseException:
                self.__exit__(*sys.exc_info())
                raise
        return None

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            super().__exit__(kind, error, trace)
        except BaseException:
            # What a full disk refused at the end did not happen.
            self._ws.last_change = self._last
            raise
        if error is not None:
            self._ws.last_change = self._last


class Writing(Reading):
    """Saves the edits put into its list as one change; without edits nothing is written.

    Totals of the visits touched are brought up with it.
    """

    __slots__ = ("_action", "_edits", "_reason")

    def __init__(self, ws: Workspace, action: str, reason: str | None) -> None:
        self._database = ws.database
        self._ws = ws
        self._action = action
        self._reason = reason

    @override
    def __enter__(self) -> list[Edit]:
        super().__enter__()
        self._edits: list[Edit] = []
        return self._edits

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None and self._edits:
            try:
                self._save()
            except BaseException:
                super().__exit__(*sys.exc_info())
                raise
        super().__exit__(kind, error, trace)

    def _save(self) -> None:
        ws, edits = self._ws, self._edits
        edits[:0] = ws.introductions()
        ws.saved(change.save(ws.author(), self._action, edits, reason=self._reason), edits)
