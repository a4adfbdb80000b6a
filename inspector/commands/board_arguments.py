"""Which board, period and scheme a command is about: the same words wherever they are asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from inspector.wording import N_

_PERIODS = N_("2026-W47, 2026-11, 2026-Q4, 2026 or 2026-11-14..2026-11-20.")

BoardArgument = Annotated[str, typer.Argument(help=N_("Name, key or id of the board."))]
PeriodArgument = Annotated[str, typer.Argument(help=_PERIODS)]
PeriodOption = Annotated[str, typer.Option(help=_PERIODS)]
SchemeOption = Annotated[
    str | None, typer.Option(help=N_("The scheme, where the period has several."))
]
