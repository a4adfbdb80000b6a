"""Words of the report of an import, on the screen and as a workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inspector.domain.import_preview import ImportKind
from inspector.domain.import_report import ImportReport
from inspector.wording.catalogue import _, ngettext

# A file system takes 255 bytes, three for a Chinese character.
_LONGEST_NAME = 40
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def file_name(report: ImportReport) -> str:
    """How the workbook of a report is called unless somebody says otherwise."""
    stem = _NOT_IN_NAMES.sub("_", report.file.rpartition(".")[0] or report.file)
    local = report.moment.astimezone()
    said = _("Import report {file} {moment}").format(
        file=stem[:_LONGEST_NAME].strip(), moment=f"{local:%Y-%m-%d %H%M}"
    )
    return f"{said}.xlsx"


def title(kind: ImportKind) -> str:
    """The title of a report."""
    return {
        ImportKind.SCHEME: _("Report of an import of criteria"),
        ImportKind.SITE: _("Report of an import of sites and units"),
        ImportKind.RESULT: _("Report of an import of results"),
    }[kind]


def headline(report: ImportReport) -> str:
    """How many rows there are and how many of them were taken."""
    rows = len(report.rows)
    if report.is_written:
        return ngettext(
            "{written} of {n} row imported", "{written} of {n} rows imported", rows
        ).format(written=report.written, n=rows)
    return ngettext(
        "Only looked at: {written} of {n} row would be imported",
        "Only looked at: {written} of {n} rows would be imported",
        rows,
    ).format(written=report.written, n=rows)


def outcome(rows: int, *, is_written: bool) -> str:
    """What came of an import that was not refused."""
    if is_written:
        return ngettext("{n} row was imported.", "{n} rows were imported.", rows).format(n=rows)
    return _("Nothing was written.")


def missing(rows: int) -> str:
    """The heading over the rows that were not taken."""
    if not rows:
        return _("No row of the table was left behind.")
    return ngettext("{n} row was not taken", "{n} rows were not taken", rows).format(n=rows)


def report_sheet() -> str:
    """The tab of the sums."""
    return _("Import report")


def missing_sheet() -> str:
    """The tab of the rows that were not taken."""
    return _("Rows not taken")


def rows_sheet() -> str:
    """The tab of all rows."""
    return _("All rows")


def row_heads() -> Sequence[str]:
    """The headings over the rows."""
    return (
        _("Sheet"),
        _("Row"),
        _("Fate"),
        _("Why"),
        _("Decided"),
        _("Became"),
        _("What stands there"),
    )


def column_heads() -> Sequence[str]:
    """The headings over the columns."""
    return (_("Sheet"), _("Column"), _("Own heading"), _("Read as"), _("Chosen by"))


def chosen_by(is_told: bool) -> str:
    """Who said what a column is."""
    return _("a person") if is_told else _("the program")


def count_heads() -> Sequence[str]:
    """The headings over the counts."""
    return (_("Fate"), _("Rows"))


def all_rows() -> str:
    """The word at the sum of the counts."""
    return _("All rows of the file")


def facts(report: ImportReport) -> Sequence[tuple[str, str]]:
    """What is known of the import: label and text."""
    local = report.moment.astimezone()
    size = "" if report.size is None else _("{n} bytes").format(n=f"{report.size:,}")
    told = [
        (_("File"), " · ".join(filter(None, (report.file, size)))),
        (_("Time"), f"{local:%Y-%m-%d %H:%M:%S %z}"),
        (_("By"), f"{report.person} · {report.device}"),
        (_("Outcome"), report.outcome),
    ]
    told += [(_("Found"), fact) for fact in report.facts]
    return [(label, text) for label, text in told if text]


def footer(report: ImportReport) -> str:
    """The left foot of the printed report."""
    return _("{file} · imported {moment} by {person}").format(
        file=report.file,
        moment=f"{report.moment.astimezone():%Y-%m-%d %H:%M}",
        person=report.person,
    )
