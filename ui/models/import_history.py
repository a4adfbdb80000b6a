"""What was asked of an import before: columns, answers and options are taken back one by one."""

from __future__ import annotations

from inspector.domain.import_preview import ImportRequest

_MOST = 200


class RequestHistory:
    """The requests about one file, and which of them is looked at now."""

    def __init__(self) -> None:
        self._before: list[ImportRequest] = []
        self._after: list[ImportRequest] = []

    @property
    def can_undo(self) -> bool:
        """Whether something was asked before."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._after)

    def clear(self) -> None:
        """Another file: nothing was asked of it yet."""
        self._before.clear()
        self._after.clear()

    def note(self, old: ImportRequest, new: ImportRequest) -> None:
        """Something else is asked now."""
        if old != new:
            self._before = [*self._before[1 - _MOST :], old]
            self._after.clear()

    def undo(self, now: ImportRequest) -> ImportRequest | None:
        """What was asked before; None where nothing was."""
        if not self._before:
            return None
        self._after.append(now)
        return self._before.pop()

    def redo(self, now: ImportRequest) -> ImportRequest | None:
        """What was taken back last; None where nothing was."""
        if not self._after:
            return None
        self._before.append(now)
        return self._after.pop()
