"""`inspector result`: take in somebody else's results, and how their tables are read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import Struct
from rich.table import Table
from rich.text import Text

from inspector.commands.result_told import as_object, show
from inspector.commands.session import (
    DryRunOption,
    JsonOption,
    ReportOption,
    console,
    emit,
    open_ws,
    progress_bar,
    say,
)
from inspector.domain.import_mapping import ColumnMapping, mapping_text, parse_mapping
from inspector.domain.import_preview import ImportKind, ImportRequest
from inspector.domain.result_match import SameDay
from inspector.domain.result_options import (
    Blank,
    Direction,
    Duplicates,
    ResultField,
    ResultOptions,
    parse_full_marks,
    parse_grades,
    parse_names,
)
from inspector.domain.result_profile import ResultProfile, combined
from inspector.errors import ActionFault, ActionRefused
from inspector.progress import Progress
from inspector.services import import_preview, result, result_export, result_profile
from inspector.services.import_report import reported
from inspector.services.import_told import Told
from inspector.services.result import ResultImport
from inspector.services.workspace import Workspace
from inspector.wording import N_, _
from inspector.wording import result as words

app = typer.Typer(help=N_("Take in somebody else's results."), no_args_is_help=True)


class _Asked(Struct, frozen=True):
    """What the command was asked for."""

    file: Path
    day: date | None
    title: str
    same_day: SameDay | None
    mapping: ColumnMapping
    options: ResultOptions
    profile: str
    saved_as: str
    dry_run: bool
    report: Path | None


DayOption = Annotated[
    datetime | None,
    typer.Option(
        "--day",
        "--date",
        formats=["%Y-%m-%d"],
        help=N_("The day of rows that state none, as 2026-11-20."),
    ),
]
TitleOption = Annotated[
    str, typer.Option("--scheme", help=N_("The imported scheme that the contents belong to."))
]
SameDayOption = Annotated[
    SameDay | None, typer.Option(help=N_("What to do where other results of that day are there."))
]
MapOption = Annotated[
    str, typer.Option("--map", help=N_("Columns of the table, as B=place,C=value."))
]
BlankOption = Annotated[Blank | None, typer.Option(help=N_("What a blank cell of points means."))]
DuplicatesOption = Annotated[
    Duplicates, typer.Option(help=N_("What becomes of rows that say the same in every cell."))
]
LowerOption = Annotated[
    bool, typer.Option("--lower-is-better", help=N_("The points are points lost."))
]
GradesOption = Annotated[
    str, typer.Option(help=N_("What grades are of the full mark, as A=1,B=0.8."))
]
FullMarkOption = Annotated[
    str, typer.Option(help=N_("Full marks not in the table: 10, or greenery=10,order=20."))
]
NamesOption = Annotated[
    str, typer.Option(help=N_("What names in the table mean: name=name or code,…"))
]
CreateOption = Annotated[
    bool, typer.Option("--create-names", help=N_("Add every name that nobody bears."))
]
ProfileOption = Annotated[str, typer.Option(help=N_("Read the table by this profile."))]
SaveOption = Annotated[str, typer.Option(help=N_("Keep how this table was read under this name."))]


@app.command("import", help=N_("Take in a workbook of somebody else's results."))
def _import(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help=N_("The workbook with the results."))],
    day: DayOption = None,
    title: TitleOption = "",
    same_day: SameDayOption = None,
    mapping: MapOption = "",
    blank: BlankOption = None,
    duplicates: DuplicatesOption = Duplicates.KEEP,
    lower_is_better: LowerOption = False,
    grades: GradesOption = "",
    full_mark: FullMarkOption = "",
    names: NamesOption = "",
    create_names: CreateOption = False,
    profile: ProfileOption = "",
    save_profile: SaveOption = "",
    dry_run: DryRunOption = False,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    whole, marks = parse_full_marks(full_mark)
    options = ResultOptions(
        blank=blank,
        duplicates=duplicates,
        direction=Direction.LOST if lower_is_better else None,
        full_mark=whole,
        full_marks=marks,
        grades=parse_grades(grades),
        names=parse_names(names),
        creates_names=create_names,
    )
    asked = _Asked(
        file, day.date() if day else None, title, same_day, parse_mapping(mapping, ResultField),
        options, profile, save_profile, dry_run, report,
    )  # fmt: skip
    with open_ws(ctx) as ws, progress_bar() as progress:
        found = _done(ws, asked, progress)
    if as_json:
        emit(as_object(found))
        return
    show(found, dry_run)


def _done(ws: Workspace, asked: _Asked, progress: Progress) -> ResultImport:
    """Preview the import, and do it unless it is a trial."""
    known = result_profile.load(ws, asked.profile) if asked.profile else None
    mapping, options = asked.mapping, asked.options
    if known is not None:
        mapping, options = combined(known, mapping, options)
    day = asked.day or ws.today()
    request = ImportRequest(
        ImportKind.RESULT, asked.file, mapping=mapping, day=day, same_day=asked.same_day,
        options=options, profile=asked.profile,
    )  # fmt: skip
    with reported(ws, request, asked.report, progress) as book:
        return _taken_in(ws, asked, progress, known, Told(book, None, mapping, options))


def _taken_in(
    ws: Workspace,
    asked: _Asked,
    progress: Progress,
    known: ResultProfile | None,
    untold: Told,
) -> ResultImport:
    mapping, options = untold.mapping, untold.options
    with result_profile.fitting(known):
        book = untold.book or import_preview.read(asked.file, progress).book
        told = Told(book, None, mapping, options)
        day, found = _previewed(ws, asked, told, progress)
    if asked.dry_run:
        return found
    if asked.saved_as:
        result_profile.save(ws, asked.saved_as, mapping, options, found.sheet.tables)
    return result.import_(
        ws, asked.file, day, title=asked.title, same_day=asked.same_day,
        progress=progress, told=told,
    )  # fmt: skip


def _previewed(
    ws: Workspace, asked: _Asked, told: Told, progress: Progress
) -> tuple[date, ResultImport]:
    """What the import would do, and the day of rows without one: as told, or above the table.

    Raises ActionRefused (DAY_NEEDED) where neither says it.
    """

    def preview(day: date) -> ResultImport:
        return result.preview(
            ws, asked.file, day, title=asked.title, same_day=asked.same_day,
            progress=progress, told=told,
        )  # fmt: skip

    day = asked.day or ws.today()
    found = preview(day)
    undated = sum(row.day is None for row in found.sheet.rows)
    if not undated or asked.day is not None:
        return day, found
    stated = {table.stated_day for table in found.sheet.tables}
    known = stated.pop() if len(stated) == 1 else None
    if known is None:
        facts = {"count": str(undated), "file": asked.file.name}
        raise ActionRefused(ActionFault.DAY_NEEDED, facts)
    return known, preview(known)


@app.command("export", help=N_("Write imported results as a sheet that can be imported again."))
def _export(
    ctx: typer.Context,
    out: Annotated[Path, typer.Argument(help=N_("The workbook to write."))],
    title: Annotated[
        str | None,
        typer.Option("--scheme", help=N_("The imported scheme; the only one by itself.")),
    ] = None,
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help=N_("The first day, as 2026-11-01.")),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help=N_("The last day, as 2026-11-30.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws, progress_bar() as progress:
        path = result_export.export(
            ws, out, title, first=first.date() if first else None,
            last=last.date() if last else None, progress=progress,
        )  # fmt: skip
    if as_json:
        emit({"path": str(path)})
        return
    say(_("Written: {path}").format(path=path))


@app.command("profiles", help=N_("List how tables of results are read, or forget one."))
def _profiles(
    ctx: typer.Context,
    remove: Annotated[str, typer.Option(help=N_("Forget the profile of this name."))] = "",
    as_json: JsonOption = False,
) -> None:
    with open_ws(ctx) as ws:
        if remove:
            result_profile.remove(ws, remove)
        profiles = result_profile.list_(ws)
    if as_json:
        emit({"profiles": [_profile_object(each) for each in profiles]})
        return
    if not profiles:
        say(words.no_profiles())
        return
    table = Table(_("Profile"), _("Columns"), _("Options"))
    for each in profiles:
        table.add_row(
            Text(each.name), Text(mapping_text(each.mapping)), Text(words.options(each.options))
        )
    console().print(table)


def _profile_object(profile: ResultProfile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "mapping": [{"column": column, "field": field} for column, field in profile.mapping],
        "options": words.options(profile.options),
    }
