"""The sheet of a ranking before it is printed, kept as a PDF or put into a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.wording import _, ngettext
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.sheet_paper import SheetPaper, image_of
from ui.widgets.sheet_preview import SheetPreview

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SIZE = QSize(1000, 680)


class SheetPreviewDialog(QDialog):
    """Shows the pages; `pdf_asked` asks whoever opened it to keep them as a PDF."""

    pdf_asked = Signal(object)

    def __init__(
        self, paper: SheetPaper, title: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(_SIZE)
        self.paper = paper
        self._preview = SheetPreview(self.paper, theme)
        pages = self.paper.page_count
        self.said = QLabel(ngettext("{count} page", "{count} pages", pages).format(count=pages))
        self.said.setProperty("role", "secondary")
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(_("Sheet"))
        self.sheets.addItems([one.name for one in paper.papers])
        self.sheets.activated.connect(lambda sheet: self._preview.go(paper.first_page(sheet)))
        self.sheets.setVisible(len(paper.papers) > 1)
        self._preview.verticalScrollBar().valueChanged.connect(lambda _value: self._on_moved())
        printing = self._action(_("Print …"), "Ctrl+P")
        printing.triggered.connect(self._on_print)
        self.print = KeyButton(theme, printing, icon="printer")
        keeping = self._action(_("Save as PDF …"), "Ctrl+S")
        keeping.triggered.connect(lambda: self.pdf_asked.emit(self.paper))
        self.pdf = KeyButton(theme, keeping, icon="file")
        copying = self._action(_("Copy the page as a picture"), "Ctrl+Shift+C")
        copying.triggered.connect(self._on_copy)
        self.copy = KeyButton(theme, copying, icon="copy")
        close = QPushButton(_("Close"))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self.sheets)
        foot.addWidget(self.said)
        foot.addStretch(1)
        for button in (self.copy, self.print, self.pdf, close):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._preview, 1)
        layout.addLayout(foot)
        self._preview.setFocus()

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        self.addAction(action)
        return action

    def _on_print(self) -> None:
        # Printing is rare and its library slow to load.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self.paper.layout(0))
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.paper.page_count)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._print_on(printer)
        dialog.deleteLater()

    def _print_on(self, printer: QPrinter) -> None:
        first = printer.fromPage() or 1
        last = min(printer.toPage() or self.paper.page_count, self.paper.page_count)
        printer.setPageLayout(self.paper.layout(first - 1))
        painter = QPainter(printer)
        for page in range(first - 1, last):
            if page >= first:
                printer.setPageLayout(self.paper.layout(page))
                printer.newPage()
            box = printer.paperRect(printer.Unit.DevicePixel)
            self.paper.paint(painter, page, QRectF(0, 0, box.width(), box.height()))
        painter.end()

    def _on_copy(self) -> None:
        page = self._preview.page
        QGuiApplication.clipboard().setImage(image_of(self.paper, page))
        name = self.paper.papers[self.paper.sheet(page)].name
        self.said.setText(_("“{sheet}” is in the clipboard as a picture.").format(sheet=name))

    def _on_moved(self) -> None:
        self.sheets.setCurrentIndex(self.paper.sheet(self._preview.page))
