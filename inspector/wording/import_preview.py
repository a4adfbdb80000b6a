"""Words of the import preview: fates of rows, fields of columns, what was found and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.import_preview import ImportKind, RowState
from inspector.domain.row_answer import Choice
from inspector.errors import ActionFault, ActionRefused, FileFault, FileRefused, InspectorError
from inspector.wording.catalogue import _, ngettext
from inspector.wording.error import sentence
from inspector.wording.rows import row_ranges

_MOST_RUNS = 12


def heading(kind: ImportKind) -> str:
    """The title of the page."""
    return {
        ImportKind.SCHEME: _("Import criteria"),
        ImportKind.SITE: _("Import sites"),
        ImportKind.RESULT: _("Import results"),
    }[kind]


def row_state(state: RowState) -> str:
    """The word for what becomes of a row."""
    return {
        RowState.NEW: _("Added"),
        RowState.UPDATED: _("Updated"),
        RowState.UNCHANGED: _("Unchanged"),
        RowState.ITEM: _("Item"),
        RowState.SECTION: _("Section"),
        RowState.UNKNOWN: _("To decide"),
        RowState.REFUSED: _("Refused"),
        RowState.LEFT_OUT: _("Left out"),
        RowState.DUPLICATE: _("Duplicate"),
        RowState.TITLE: _("Title"),
        RowState.HEADER: _("Header"),
        RowState.TOTAL: _("Total"),
        RowState.REMARK: _("Remark"),
        RowState.BLANK: _("Blank"),
        RowState.UNREAD: _("Not read"),
    }[state]


def result_field(name: str) -> str:
    """The word for a column of results."""
    return {
        "number": _("No."),
        "content": _("Content"),
        "place": _("Place"),
        "lost": _("Deducted"),
        "got": _("Score (checked)"),
        "area": _("Territory"),
        "department": _("Responsible unit"),
        "day": _("Day"),
        "full_mark": _("Full mark"),
        "grade": _("Grade"),
        "value": _("Points of a content"),
        "total": _("Total of the row"),
        "inspector": _("Inspected by"),
        "visit": _("Visit"),
        "ignore": _("not read"),
    }[name]


def site_field(name: str) -> str:
    """The word for a column of units, types and sites."""
    return {
        "code": _("Code"),
        "name": _("Name"),
        "unit_class": _("Class"),
        "territorial": _("Territory"),
        "line": _("By line"),
        "lead": _("Lead"),
        "assisting": _("Assisting"),
        "sponsor": _("Sponsor"),
        "chief_1": _("Road chief, level 1"),
        "chief_2": _("Road chief, level 2"),
        "chief_3": _("Road chief, level 3"),
        "leader": _("In charge"),
        "phone": _("Phone"),
        "note": _("Note"),
        "weight": _("Weight"),
        "site_type": _("Type"),
        "address": _("Address"),
        "longitude": _("Longitude"),
        "latitude": _("Latitude"),
        "length_m": _("Length (m)"),
        "owner": _("For"),
        "unit": _("Unit"),
        "role": _("Role"),
        "share": _("Share"),
        "valid_from": _("From"),
        "valid_to": _("To"),
    }.get(name, name)


def offer(choice: Choice, field: str = "", about: str = "") -> str:
    """The words of an answer; `field` is that of the blanked cell, `about` a name or points."""
    if choice is Choice.BLANK:
        return _blanked(field, about)
    return {
        Choice.ITEM: _("Item"),
        Choice.SECTION: _("Section"),
        Choice.CONTINUE: _("Part of the row above"),
        Choice.WITHOUT: _("Without “{name}”"),
        Choice.CREATE: _("Add the type “{name}”"),
        Choice.KEEP: _("Count both"),
        Choice.LEAVE_OUT: _("Leave out"),
        Choice.VALUE: _("It should be…"),
    }[choice].format(name=about)


def _blanked(field: str, about: str) -> str:
    return {
        "code": _("Without the code"),
        "site_types": _("For all site types"),
        "lost": _("By the score {points}") if about else _("Nothing lost"),
        "got": _("By the deduction {points}") if about else _("Nothing lost"),
    }.get(field, _("As a blank cell")).format(points=about)


def item_without_points() -> str:
    """The answer that a row without points is an item."""
    return _("Item of 0 points")


def told_otherwise(state: RowState) -> str:
    """That a row that was understood is to be something else."""
    return _("Was read as: {fate}.").format(fate=row_state(state))


def refused_rows(rows: int) -> str:
    """That nothing is imported before these rows are decided."""
    return ngettext(
        "{n} row cannot be taken as it is. Decide at the right, or correct the file and read it "
        "again.",
        "{n} rows cannot be taken as they are. Decide at the right, or correct the file and read "
        "it again.",
        rows,
    ).format(n=rows)


def sheet_without_header() -> str:
    """Why no row of a sheet is understood."""
    return _("This sheet has no header row that is known. Its rows are left out.")


def unread_cell() -> str:
    """Why a row of which a cell could not be read is to decide."""
    return _("A cell could not be read. Open the file in Excel or WPS, save it, read it again.")


def not_understood() -> str:
    """Why a row of criteria is to decide."""
    return _("Neither section nor item: it has no points or stands where none is expected.")


def left_out() -> str:
    """Why a row of sites is to decide."""
    return _("Not understood as a record. It is left out.")


def repeats(row: int) -> str:
    """Why a row is a duplicate."""
    return _("Says the same as row {row} and is passed over.").format(row=row)


def sheet_not_read(rows: int) -> str:
    """A sheet of a criteria workbook that holds no part of the table."""
    return ngettext(
        "{n} row of this sheet is not read. Choose its tab below to read it instead.",
        "{n} rows of this sheet are not read. Choose its tab below to read it instead.",
        rows,
    ).format(n=rows)


def hidden(rows: int, columns: int) -> str:
    """That rows and columns are hidden in the file, which are read all the same."""
    parts = []
    if rows:
        parts.append(ngettext("{n} hidden row", "{n} hidden rows", rows).format(n=rows))
    if columns:
        said = ngettext("{n} hidden column", "{n} hidden columns", columns)
        parts.append(said.format(n=columns))
    return _("Read with the rest: {parts}.").format(parts=_(", ").join(parts))


def hidden_sheet() -> str:
    """That a sheet is hidden in the file."""
    return _("This sheet is hidden in the file.")


def comments(count: int) -> str:
    """That notes are pinned to cells, which are not read."""
    return ngettext(
        "{n} comment on a cell is not read.", "{n} comments on cells are not read.", count
    ).format(n=count)


def of_sheet(title: str, sentence: str) -> str:
    """A sentence about one sheet of several."""
    return _("{sheet}: {sentence}").format(sheet=title, sentence=sentence)


def in_rows(rows: Sequence[int]) -> str:
    """In which rows something is noted that does not keep them from being taken."""
    return ngettext("In {n} row: {rows}", "In {n} rows: {rows}", len(rows)).format(
        n=len(rows), rows=row_ranges(rows, _MOST_RUNS)
    )


def sum_differs(stated: str, found: str) -> str:
    """A part of the criteria whose points do not add up."""
    return _("{stated} points are stated, the items add up to {found}.").format(
        stated=stated, found=found
    )


def parts_agree(right: int, parts: int) -> str:
    """How many of the stated sums are what the items add up to."""
    return ngettext(
        "{right} of {n} stated sum agrees with its items.",
        "{right} of {n} stated sums agree with their items.",
        parts,
    ).format(right=right, n=parts)


def follows(title: str, number: int | None) -> str:
    """Which draft the import makes; `number` is that of the version before."""
    if number is None:
        return _("New criteria: “{title}”.").format(title=title)
    return _("Draft of version {number} of “{title}”.").format(title=title, number=number + 1)


def is_there_already() -> str:
    """That the import would write nothing."""
    return _("All of this is there already. Nothing would be written.")


def refusal(error: InspectorError) -> str:
    """Why nothing of the file can be taken and what to do, in the words of the window."""
    if isinstance(error, FileRefused):
        if error.fault is FileFault.NO_HEADER:
            return _("No header row was found. Choose above the columns what each of them holds.")
        if error.fault is FileFault.NO_SITE_HEADER:
            return _(
                "No list of units or sites was found. Choose above the columns which one holds "
                "the names."
            )
    if isinstance(error, ActionRefused):
        if error.fault is ActionFault.BAD_MAPPING and error.facts.get("part") == "text":
            return _("Choose above the columns which one holds the text of the item.")
        if error.fault is ActionFault.BAD_MAPPING:
            return _("The file has no column “{column}”. Choose above the columns anew.").format(
                column=error.facts.get("part", "")
            )
        if error.fault is ActionFault.PROFILE_MISFIT:
            return _(
                "The file has no column “{column}”, which the profile “{profile}” names. Choose "
                "another profile, or choose above the columns."
            ).format(**error.facts)
        if error.fault is ActionFault.RESULTS_DIFFER:
            return _("Choose at the right what to do with the results that are there.")
    return sentence(error)


def imported(kind: ImportKind, rows: int, title: str) -> str:
    """That an import was written."""
    if kind is ImportKind.SCHEME:
        return _("“{title}” is imported as a draft. Look it over, then publish it.").format(
            title=title
        )
    return ngettext("{n} row was imported.", "{n} rows were imported.", rows).format(n=rows)
