"""The page of the sites (点位): a table of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QTableView
from typing_extensions import override

from inspector.domain.site import SiteLine
from inspector.services import site
from inspector.services.workspace import Workspace
from inspector.wording import _, ngettext
from ui.jobs import JobProgress, Jobs
from ui.models.table_model import Column, TableModel
from ui.pages.page import Page
from ui.theme import Theme


class SitePage(Page):
    """Lists the sites of the workspace."""

    name = "site"
    icon = "site"
    watches = frozenset({"site", "site_unit", "site_type", "unit"})

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 16, 12)
        title = QLabel(self.title())
        title.setFont(theme.font("page"))
        self._count = QLabel()
        self._count.setProperty("role", "tertiary")
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
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
        self.table.verticalHeader().setDefaultSectionSize(theme.scaled(32))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setStretchLastSection(True)
        for column, width in enumerate((96, 280, 160)):
            self.table.setColumnWidth(column, width)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)

    @override
    def title(self) -> str:
        return _("Sites")

    @override
    def load(self, progress: JobProgress) -> Sequence[SiteLine]:
        return site.list_(self.ws)

    @override
    def show_data(self, data: Sequence[SiteLine]) -> None:
        self._model.set_rows(data)
        self._count.setText(ngettext("{n} site", "{n} sites", len(data)).format(n=len(data)))
