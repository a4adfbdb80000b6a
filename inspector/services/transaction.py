"""The transaction of a workspace: what is put into its list is saved as one change."""

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


class WorkspaceTransaction(Transaction):
    """Reads, and saves the edits put into its list as one change; without any nothing is written.

    What the workspace remembers of itself is as before where anything fails.
    """

    __slots__ = ("_action", "_edits", "_last", "_reason", "_ws")

    def __init__(self, ws: Workspace, action: str = "", reason: str | None = None) -> None:
        Transaction.__init__(self, ws.database, joins=not action)
        self._ws = ws
        self._action = action
        self._reason = reason

    @override
    def __enter__(self) -> list[Edit]:
        self._last = self._ws.last_change
        Transaction.__enter__(self)
        if self._ws.returns != self._database.returns:
            try:
                self._ws.recognise()
            except BaseException:
                Transaction.__exit__(self, *sys.exc_info())
                raise
        self._edits: list[Edit] = []
        return self._edits

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        ws, edits = self._ws, self._edits
        try:
            if error is None and edits:
                try:
                    if not ws.is_introduced:
                        edits[:0] = ws.introductions()
                    made = change.save(ws.author(), self._action, edits, reason=self._reason)
                    ws.saved(made, edits)
                except BaseException:
                    Transaction.__exit__(self, *sys.exc_info())
                    raise
            Transaction.__exit__(self, kind, error, trace)
        except BaseException:
            # What a full disk refused at the end did not happen.
            ws.last_change = self._last
            raise
        if error is not None:
            ws.last_change = self._last
