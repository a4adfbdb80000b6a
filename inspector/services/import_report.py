"""The report of an import: what became of every row, as it is shown and as a workbook."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.import_preview import ImportPreview, ImportRequest
from inspector.domain.import_report import ImportReport, columns_of, rows_of
from inspector.files.atomic import workbook_path
from inspector.progress import SILENT, Progress
from inspector.services import import_preview
from inspector.services.import_preview import ImportFile
from inspector.services.workspace import Workspace
from inspector.store.workspace import load_district
from inspector.wording import import_report as words


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


def begin(
    ws: Workspace, request: ImportRequest, progress: Progress = SILENT
) -> tuple[ImportFile, ImportPreview]:
    """Read a file and look at it before it is imported, for its report afterwards.

    Raises what `import_preview.preview` raises.
    """
    file = import_preview.read(request.path, progress)
    return file, import_preview.preview(ws, request, progress, file)


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
