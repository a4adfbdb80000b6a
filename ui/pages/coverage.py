"""The page of coverage (覆盖): what was not visited, by whom, and the drawn plan of the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget
from typing_extensions import override

from inspector.domain.coverage import SiteCoverage, TypeCoverage, UnitCoverage
from inspector.domain.period import Period, week_of
from inspector.domain.plan import PlanSheet
from inspector.errors import FileRefused
from inspector.services import coverage_view, period_memory, plan, profile
from inspector.services.coverage_view import CoverageView
from inspector.services.period_memory import PeriodWish
from inspector.services.workspace import Workspace
from inspector.wording import _
from inspector.wording import plan as words
from inspector.wording.board import no_campaign
from inspector.wording.site import coverage as visited_of
from inspector.wording.site import share
from inspector.wording.table_kind import table_filter
from ui.dialogs.plan_keeping import PlanKeeping
from ui.jobs import JobProgress, Jobs
from ui.models import coverage_columns as columns
from ui.models.table_model import Column, TableModel
from ui.pages.page import Page
from ui.theme import Theme
from ui.widgets.chip import Chip, Choice, MenuChip
from ui.widgets.coverage_head import PLAN, SITES, VIEWS, CoverageHead
from ui.widgets.empty_page import EmptyPage
from ui.widgets.hairline import hairline
from ui.widgets.table import Table

_COUNT_WIDTHS = {1: 72, 2: 80, 3: 112, 4: 80, 5: 80, 6: 80}
_UNIT_WIDTHS = {0: 200, **_COUNT_WIDTHS, 8: 112}
_SITE_WIDTHS = {0: 88, 2: 144, 3: 144, 4: 136, 5: 104, 6: 112}
_PEOPLE_WIDTHS = {1: 104, 2: 104, 3: 104, 4: 104, 5: 104, 6: 136}
_PLAN_WIDTHS = {0: 104, 1: 112, 2: 120, 3: 80, 5: 128, 6: 112, 7: 88, 8: 72, 9: 144}
_OFFERED_WEEKS = 5


class CoveragePage(Page):
    """Shows one of five tables: units, types, sites, inspectors, and the plan."""

    name = "coverage"
    icon = "coverage"
    watches = frozenset(
        {"site", "site_unit", "unit", "unit_parent", "visit", "person", "plan", "plan_site"}
        | {"board"}
    )

    def __init__(self, ws: Workspace, jobs: Jobs, theme: Theme) -> None:
        super().__init__(ws, jobs, theme)
        self._wish = period_memory.remembered(self.name)
        self._board: UUID | None = profile.remembered_board()
        self._minimum: int | None = None
        self._wanted: UUID | None = None
        self._view = 0
        self._shown: CoverageView | None = None
        self._keeping = PlanKeeping(self, ws, theme, self.message, self.run)
        self._make_actions()
        self.units = MenuChip(theme, _("Unit"), lambda: self._choices(by_unit=True))
        self.types = MenuChip(theme, _("Type"), lambda: self._choices(by_unit=False))
        self.missing = Chip(theme, _("Not visited in this time"))
        self.missing.setChecked(True)
        for chip in (self.units, self.types, self.missing):
            chip.changed.connect(self._filter)
        self.head = CoverageHead(
            theme, self._draw, self._export, self._void, (self.units, self.types, self.missing)
        )
        self.head.view_chosen.connect(self.show_view)
        self.head.asked.connect(self._on_asked)
        self.head.board_chosen.connect(self._on_board)
        period = self.head.period
        period.chosen.connect(self._on_period)
        period.campaign_chosen.connect(self._on_campaign)
        period.weeks_chosen.connect(self._on_weeks)
        self.head.plan_chosen.connect(self._on_plan)
        self.tables = self._make_tables()
        self._lay_out()
        self.show_view(0)

    @override
    def title(self) -> str:
        return _("Coverage")

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", _("Move")),
            ("Enter", _("Show the sites")),
            ("Alt+← →", _("Other table")),
            ("Ctrl+D", _("Draw a plan")),
            ("F1", _("All keys")),
        )

    @override
    def page_actions(self) -> Sequence[QAction]:
        return (
            self._draw,
            self._export,
            self._void,
            self._before,
            self._after,
            self._all,
            self._import,
        )

    @override
    def load(self, progress: JobProgress) -> CoverageView:
        return coverage_view.look(self.ws, self._wish, self._board, self._minimum, self._wanted)

    @override
    def reload(self) -> None:
        table = self.tables[self._view]
        if not table.has_rows:
            table.wait()
        super().reload()

    @override
    def show_data(self, data: CoverageView) -> None:
        self._shown = data
        found = data.coverage
        self._show_period(data)
        self.head.show_needs(data.boards, data.board, found.needs)
        self._stack.setCurrentIndex(0 if found.sites else 1)
        lines = data.plan.lines if data.plan else ()
        every = (found.units, found.types, found.sites, found.inspectors, lines)
        for place, (model, rows) in enumerate(zip(self._models, every, strict=True)):
            model.set_rows(rows, self._places() if place == SITES else None)
        said = [visited_of(found.visited, len(found.sites)), share(found.visited, len(found.sites))]
        self.head.facts.setText(" · ".join(said))
        self.missing.set_count(len(found.sites) - found.visited)
        self.head.show_plans(data.plans, data.plan)
        self._tell_actions()
        self._show_body()

    def _show_period(self, data: CoverageView) -> None:
        period = data.coverage.period
        if self._wish.campaign == "" and data.campaign is None:
            self._wish = PeriodWish()
            self.message.tell(no_campaign())
        if data.weeks is not None:
            self.head.period.show_weeks(data.weeks, period)
        else:
            self.head.period.show_period(period, data.campaign, data.campaigns)

    def show_view(self, place: int) -> None:
        """Show one of the tables, by its place in VIEWS."""
        self._view = place
        self.head.show_view(place)
        self.setFocusProxy(self.tables[place])
        self._tell_actions()
        self._show_body()

    def draw_plan(self) -> None:
        """Ask for what a plan is drawn from, and draw it."""
        if self._shown is None:
            return
        from ui.dialogs.plan_draw import PlanDrawDialog

        first = week_of(self.ws.today())
        weeks = [first]
        for _number in range(_OFFERED_WEEKS - 1):
            weeks.append(weeks[-1].following)
        seed = plan.new_seed(self.ws)
        asked = PlanDrawDialog(self.theme, weeks, self._shown.people, self._shown.usual, seed, self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(
            lambda: self._on_draw(asked.chosen_week, asked.inspectors, asked.options)
        )
        asked.open()

    def _make_actions(self) -> None:
        self._draw = self._action(_("Draw a plan …"), "Ctrl+D", self.draw_plan)
        self._export = self._action(
            _("Export the plan …"), "Ctrl+E", lambda: self._keep(self._keeping.export)
        )
        self._void = self._action(_("Void the plan …"), "", lambda: self._keep(self._keeping.void))
        self._before = self._action(_("The table before"), "Alt+Left", lambda: self._step(-1))
        self._after = self._action(_("The table after"), "Alt+Right", lambda: self._step(1))
        self._all = self._action(_("Show all sites"), "", self._show_all)
        self._import = self._action(_("Import sites"), "", self._choose_import)

    def _action(self, word: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(word, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: act())
        self.addAction(action)
        return action

    def _make_tables(self) -> tuple[Table, ...]:
        self._models: list[TableModel] = []
        units = self._table(columns.unit_columns(), _("Units"), _UNIT_WIDTHS, 7, (8, 6, 5))
        types = self._table(columns.type_columns(), _("Types"), _COUNT_WIDTHS, 0)
        sites = self._table(columns.site_columns(), _("Sites"), _SITE_WIDTHS, 1)
        people = self._table(columns.inspector_columns(), _("Inspectors"), _PEOPLE_WIDTHS, 0)
        planned = self._table(columns.plan_columns(), _("Plan"), _PLAN_WIDTHS, 4, (5, 8, 3))
        for table in (units, types):
            table.sort_by(columns.VISITED_SHARE)
        sites.sort_by(columns.LAST_VISIT)
        for table in (people, planned):
            table.sort_by(0)
        made = (units, types, sites, people, planned)
        for table in made:
            table.setSortingEnabled(True)
            table.opened.connect(self._on_opened)
        return made

    def _table(
        self,
        shown: Sequence[Column],
        name: str,
        widths: Mapping[int, int],
        stretched: int,
        dispensable: Sequence[int] = (),
    ) -> Table:
        model = TableModel(shown, self)
        self._models.append(model)
        table = Table(self.theme, model, _key, name)
        table.set_widths(widths, stretched, dispensable)
        return table

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        for table in self.tables:
            self._body.addWidget(table)
        sentence = _("No plan has been drawn yet. It says who visits which site on which day.")
        self.no_plan = EmptyPage(self.theme, "coverage", sentence, self._draw)
        self._body.addWidget(self.no_plan)
        sentence = _("Every site that fits was visited in this time.")
        self.none_missing = EmptyPage(self.theme, "check", sentence, self._all)
        self._body.addWidget(self.none_missing)
        sentence = _("What was visited and what not stands here once there are sites.")
        self.empty = EmptyPage(self.theme, "coverage", sentence, self._import)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._body)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self.head)
        self.body.addWidget(hairline())
        self.body.addWidget(self._stack, 1)

    def _show_body(self) -> None:
        shown, place = self._shown, self._view
        widget: QWidget = self.tables[place]
        if shown is not None and place == PLAN and shown.plan is None:
            widget = self.no_plan
        elif shown is not None and place == SITES and not self.tables[SITES].has_rows:
            widget = self.none_missing
        self._body.setCurrentWidget(widget)

    def _tell_actions(self) -> None:
        shown = self._shown
        has_plan = shown is not None and shown.plan is not None
        self._draw.setEnabled(shown is not None and bool(shown.coverage.sites))
        self._export.setEnabled(has_plan and self._view == PLAN)
        self._void.setEnabled(has_plan and self._view == PLAN)

    def _step(self, by: int) -> None:
        self.show_view((self._view + by) % len(VIEWS))
        self.tables[self._view].setFocus()

    def _on_asked(self) -> None:
        self._minimum = int(self.head.minimum.value or 0)
        self.reload()

    def _on_board(self, board: str) -> None:
        self._board, self._minimum = UUID(board), None
        self.reload()

    def _on_period(self, period: Period) -> None:
        self._look(PeriodWish(days=period), lambda: period_memory.keep(self.name, period))

    def _on_campaign(self, name: str) -> None:
        self._look(PeriodWish(campaign=name), lambda: period_memory.keep_campaign(self.name, name))

    def _on_weeks(self, weeks: int) -> None:
        self._look(PeriodWish(weeks=weeks), lambda: period_memory.keep_weeks(self.name, weeks))

    def _look(self, wish: PeriodWish, keep: Callable[[], None]) -> None:
        # What cannot be remembered is chosen again the next time.
        with suppress(FileRefused):
            keep()
        self._wish = wish
        self.reload()

    def _on_plan(self, chosen: UUID) -> None:
        self._wanted = chosen
        self.reload()

    def _on_opened(self, row: object) -> None:
        """From a unit or a type to its sites, from an inspector to the plan, else to the site."""
        if isinstance(row, UnitCoverage | TypeCoverage):
            is_unit = isinstance(row, UnitCoverage)
            self.units.choose(row.id.hex if isinstance(row, UnitCoverage) else None, row.name)
            self.types.choose(None if is_unit else row.name, row.name)
            self._filter()
            self.show_view(SITES)
            self.tables[SITES].setFocus()
        elif isinstance(row, SiteCoverage):
            self.navigated.emit("site", row.id)
        elif hasattr(row, "site"):
            self.navigated.emit("site", row.site)
        else:
            self.show_view(PLAN)

    def _choices(self, *, by_unit: bool) -> list[Choice]:
        if self._shown is None:
            return []
        found = self._shown.coverage
        if not by_unit:
            return [Choice(one.name, one.name or "—", one.sites) for one in found.types]
        return [Choice(one.id.hex, one.name, one.sites) for one in found.units if one.sites]

    def _filter(self) -> None:
        self._models[SITES].keep(self._places())
        self._show_body()

    def _show_all(self) -> None:
        self.units.choose(None)
        self.types.choose(None)
        self.missing.setChecked(False)
        self._filter()
        self.tables[SITES].setFocus()

    def _places(self) -> frozenset[int]:
        unit = UUID(hex=self.units.value) if self.units.value else None
        sites = self._shown.coverage.sites if self._shown else ()
        return frozenset(
            place
            for place, site in enumerate(sites)
            if (unit is None or unit in site.answering)
            and self.types.value in (None, site.site_type)
            and not (self.missing.isChecked() and site.is_visited)
        )

    def _on_draw(self, week: Period, names: Sequence[str], options: dict[str, int]) -> None:
        self.run(
            lambda _progress: plan.draw(self.ws, week, names, **options),
            self._on_drawn,
        )

    def _on_drawn(self, sheet: PlanSheet) -> None:
        self._wanted = sheet.plan.id
        said = _("Drawn: {summary}. Ctrl+Z takes it back.").format(summary=words.summary(sheet))
        self.message.tell(said)
        self.show_view(PLAN)
        self.tables[PLAN].setFocus()
        self.reload()

    def _keep(self, act: Callable[[PlanSheet], None]) -> None:
        sheet = self._shown.plan if self._shown else None
        if sheet is not None:
            act(sheet)

    def _choose_import(self) -> None:
        path, _chosen = QFileDialog.getOpenFileName(self, _("Import sites"), "", table_filter())
        if path:
            self.navigated.emit("import_preview", ("site", Path(path)))


def _key(row: Any) -> object:
    return getattr(row, "id", None) or getattr(row, "site", None) or row.name
