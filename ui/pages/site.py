"""The page of the sites (点位): a table of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableView, QVBoxLayout, QWidget

from inspector.domain.site import SiteLine
from inspector.errors import InspectorError
from inspector.services import site
from inspector.services.workspace import Workspace
from inspector.wording import _, ngettext
from inspector.wording.error import sentence
from ui.jobs import Jobs
from ui.models.table_model import Column, TableModel


class SitePage(QWidget):
    """Lists the sites of the workspace."""

    def __init__(self, ws: Workspace, jobs: Jobs) -> None:
        super().__init__()
        self._ws = ws
        self._jobs = jobs
        self._count = QLabel()
        self._model = TableModel(
            (
                Column(_("Code"), lambda row: row.site.code),
                Column(_("Site"), lambda row: row.site.name),
                Column(_("Type"), lambda row: row.site.site_type),
                Column(_("Address"), lambda row: row.site.address),
            ),
            self,
        )
        self.table = QTableView()
        self.table.setModel(self._model)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate((96, 280, 160)):
            self.table.setColumnWidth(column, width)
        layout = QVBoxLayout(self)
        layout.addWidget(self._count)
        layout.addWidget(self.table)

    def load(self) -> None:
        """Fetch the sites on the database thread and show them."""
        job = self._jobs.run(lambda: site.list_(self._ws))
        job.succeeded.connect(self._on_loaded)
        job.failed.connect(self._on_failed)

    def _on_loaded(self, sites: Sequence[SiteLine]) -> None:
        self._model.set_rows(sites)
        self._count.setText(ngettext("{n} site", "{n} sites", len(sites)).format(n=len(sites)))

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, InspectorError):
            raise error
        self._count.setText(sentence(error))
