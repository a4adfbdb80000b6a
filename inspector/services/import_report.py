"""The report of an import: what became of every row, as it is shown and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from inspector.domain.import_answer import answer as answered
from inspector.domain.import_preview import ImportPreview, ImportRequest, Problem
from inspector.domain.import_report import ImportReport, columns_of, rows_of
from inspector.domain.row_answer import Choice, RowAnswer
from inspector.domain.scheme_weights import WEIGHTS
from inspector.errors import InspectorError
from inspector.files.atomic import workbook_path
from inspector.files.reader import Workbook
from inspector.progress import SILENT, Progress
from inspector.services import import_preview
from inspector.services.workspace import Workspace
from inspector.store.workspace import load_district
from inspector.wording import import_report as words
from inspector.wording.error import sentence


def report_of(
    ws: Workspace, shown: ImportPreview, outcome: str, *, is_written: bool
) -> ImportReport:
    """The report of what was shown, and of what came of it.

    `shown` is the preview as it was before the import; afterwards every row is there already.
    """
    path = shown.request.path
    try:
        size = path.stat().st_size
    except OSError:
        size = None
    return ImportReport(
        kind=shown.request.kind,
        file=path.name,
        size=size,
        moment=ws.now(),
        person=ws.person.name,
        device=ws.device.name,
        outcome=outcome,
        is_written=is_written,
        facts=shown.facts,
        columns=columns_of(shown),
        rows=rows_of(shown),
    )


class Agreed(Struct, frozen=True):
    """Which of the proposals about criteria are taken at once: their rules, and their weights."""

    rules: bool = False
    weights: bool = False

    def answer(self, problem: Problem) -> RowAnswer | None:
        """The answer to a problem, None where it is left to a person."""
        ruled = (each.answer for each in problem.offers if each.answer.choice is Choice.RULED)
        answer = next(ruled, None)
        if answer is None:
            return None
        return answer if (self.weights if answer.about == WEIGHTS else self.rules) else None


NOTHING_AGREED = Agreed()


@contextmanager
def reported(
    ws: Workspace,
    request: ImportRequest,
    out: Path | None,
    progress: Progress = SILENT,
    agreed: Agreed = NOTHING_AGREED,
) -> Iterator[Workbook | None]:
    """Import within this, and the report is written to `out` afterwards, also of a refusal.

    Gives the workbook that was read; None, and nothing is written, without `out`. Raises what
    `import_preview.preview` and `save` raise.
    """
    if out is None:
        yield None
        return
    file = import_preview.read(request.path, progress)
    shown = import_preview.preview(ws, request, progress, file)
    for problem in shown.problems:
        answer = agreed.answer(problem)
        if answer is not None:
            request = answered(request, problem, answer)
    if request.answered:
        shown = import_preview.preview(ws, request, progress, file)
    before, refused = ws.last_change, ""
    try:
        yield file.book
    except InspectorError as error:
        refused = sentence(error)
        raise
    finally:
        is_written = ws.last_change is not before
        outcome = refused or words.outcome(shown.written, is_written=is_written)
        save(ws, report_of(ws, shown, outcome, is_written=is_written), out, progress)


def suggested(ws: Workspace, report: ImportReport) -> Path:
    """Where a report is kept unless somebody says otherwise."""
    return ws.paths.exports / words.file_name(report)


def save(
    ws: Workspace, report: ImportReport, out: Path | None = None, progress: Progress = SILENT
) -> Path:
    """Write a report as a workbook; a name that does not end in .xlsx gets that suffix.

    Raises FileRefused where it cannot be written, and Cancelled.
    """
    from inspector.files.sheets.import_report import write_report

    with ws.read():
        district = load_district()
    path = workbook_path(out or suggested(ws, report))
    return write_report(path, report, district.office or district.name, progress)
