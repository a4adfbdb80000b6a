"""What this program is, and which versions it runs on."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from inspector.wording import _
from ui.crash import versions
from ui.theme import Theme


def show_about(parent: QWidget, theme: Theme) -> None:
    """Show the name, the versions and the licence."""
    box = QMessageBox(parent)
    box.setWindowTitle(_("About this program"))
    box.setIconPixmap(theme.pixmap("visit", "accent.fill", 48))
    box.setText(_("Civilized-City inspection"))
    licence = _("Free software under the MIT licence. It needs no network and sends nothing.")
    box.setInformativeText(f"{licence}\n\n{versions()}")
    box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
