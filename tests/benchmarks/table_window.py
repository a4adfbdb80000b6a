"""A window in a process of its own, to be timed: bare, in our look, or with 5,000 sites in it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.domain.site import SiteRow
    from ui.theme import Theme
    from ui.widgets.table import Table

STARTED = time.process_time()
SITES = 5_000
SIZE = (1366, 768)


def rows() -> tuple[SiteRow, ...]:
    """Made-up sites; every tenth was not visited."""
    from datetime import date, timedelta
    from decimal import Decimal
    from uuid import UUID

    from inspector.domain.site import SiteDuty, SiteRow
    from inspector.domain.unit import Role

    duties = [(SiteDuty(Role.TERRITORIAL, f"第{number}街道"),) for number in range(24)]
    first = date(2026, 1, 1)
    return tuple(
        SiteRow(
            UUID(int=number),
            f"S-{number:04}",
            f"示例农贸市场（第{number * 7919 % SITES}号）",
            f"类型{number % 12}",
            duties[number % 24],
            *(
                (0, None, None, ())
                if number % 10 == 0
                else (
                    4,
                    first + timedelta(days=number % 300),
                    Decimal(6000 + number * 31 % 4000).scaleb(-2),
                    (Decimal(70), Decimal(80), Decimal(90)),
                )
            ),
        )
        for number in range(SITES)
    )


def main(kind: str) -> None:
    """Show the window and print the processor seconds until it was painted."""
    if kind != "bare":
        # As the program itself starts.
        from ui.plain_import import plain_imports

        with plain_imports():
            from ui.theme import Theme
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    application = QApplication([])
    window = QMainWindow()
    inside: QWidget = QWidget()
    spent = 0.0
    if kind != "bare":
        theme = Theme(application)
        theme.pixmap("site", "text.secondary", 20)
    if kind == "table":
        # Making the rows up stands for reading them, which is done beside the window.
        before = time.process_time()
        made = rows()
        spent = time.process_time() - before
        inside = table_of(theme, made)
    window.setCentralWidget(inside)
    window.resize(*SIZE)
    window.show()
    application.processEvents()
    sys.stdout.write(f"{time.process_time() - STARTED - spent}\n")


def table_of(theme: Theme, made: Sequence[object]) -> Table:
    """The table of the page of the sites, the worst first."""
    from ui.models.site_columns import SCORE, site_columns
    from ui.models.table_model import TableModel
    from ui.widgets.table import Table

    model = TableModel(site_columns())
    table = Table(theme, model, lambda row: row.id, "Sites")
    table.set_widths({column: 100 for column in range(8) if column != 1}, stretched=1)
    table.sort_by(SCORE)
    model.set_rows(made)
    return table


if __name__ == "__main__":
    main(sys.argv[1])
