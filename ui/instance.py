"""One window per workspace: a second start calls the first window to the front."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1000


def call(folder: Path) -> bool:
    """Call the window that has this workspace open to the front; False where there is none."""
    if sys.platform == "win32":
        # Windows lets a window come to the front only with the leave of the one in front.
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    is_there = socket.waitForConnected(_PATIENCE_MS)
    socket.abort()
    return is_there


class Instance(QObject):
    """Listens for other starts on the workspace that this program holds; `called` tells of one."""

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._server = QLocalServer()
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = _name(folder)
        # Whoever holds the lock of the workspace is the only one: what is left is of the dead.
        QLocalServer.removeServer(name)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _on_connection(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        connection.disconnectFromServer()
        self.called.emit()


def _name(folder: Path) -> str:
    return "inspector-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
