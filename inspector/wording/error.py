"""The sentence for every expected failure: what happened, to which file or row, what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector import errors
from inspector.domain.score import MissingKind
from inspector.domain.visit import AnswerState
from inspector.errors import (
    ActionFault,
    CellFault,
    FileFault,
    InspectorError,
    Noun,
    WorkspaceFault,
)
from inspector.wording import visit
from inspector.wording.action import action
from inspector.wording.catalogue import _


def sentence(error: InspectorError) -> str:
    """One plain sentence for the user."""
    say = _SENTENCES.get(type(error))
    return str(error) if say is None else say(error)


def noun(value: Noun) -> str:
    """The word for a kind of record."""
    return {
        Noun.SCHEME: _("scheme"),
        Noun.ITEM: _("item"),
        Noun.UNIT: _("unit"),
        Noun.SITE: _("site"),
        Noun.SITE_TYPE: _("site type"),
        Noun.VISIT: _("visit"),
        Noun.FINDING: _("finding"),
        Noun.CHANGE: _("change"),
        Noun.SUBJECT: _("ranked subject"),
        Noun.PHOTO: _("photo"),
        Noun.CLAUSE: _("clause"),
    }[value]


def _file(error: errors.FileRefused) -> str:
    place = error.path.name
    if error.sheet is not None:
        place = _("{file}, sheet {sheet}").format(file=place, sheet=error.sheet)
    if error.row is not None:
        place = _("{place}, row {row}").format(place=place, row=error.row)
    said = {
        FileFault.MISSING: _("{place}: there is no such file. Check the name and the folder."),
        FileFault.EMPTY: _("{place}: the file is empty. Choose the file that holds the data."),
        FileFault.NOT_A_WORKBOOK: _(
            "{place}: this is not an Excel workbook. Save it in Excel or WPS as .xlsx."
        ),
        FileFault.OLD_WORKBOOK: _(
            "{place}: this is a workbook of an older format. Save it in Excel or WPS as .xlsx."
        ),
        FileFault.PASSWORD: _(
            "{place}: the workbook is protected by a password. Save a copy without password."
        ),
        FileFault.DAMAGED: _(
            "{place}: the file is damaged. Open it in Excel or WPS and save it again."
        ),
        FileFault.TOO_LARGE: _(
            "{place}: the file is too large to be read safely. Split it, or remove empty cells."
        ),
        FileFault.TOO_SLOW: _(
            "{place}: reading took too long and was stopped. Remove merged or empty areas."
        ),
        FileFault.NO_HEADER: _(
            "{place}: no header row was found. Name the columns with --map, or use the template."
        ),
        FileFault.NOT_A_PHOTO: _("{place}: this is not a photo. Take JPEG, PNG, WebP or HEIC."),
        FileFault.CUT_PHOTO: _("{place}: the photo is cut off. Copy it from the camera again."),
        FileFault.UNWRITABLE: _(
            "{place}: cannot be written. Choose a folder in which you may write."
        ),
        FileFault.HELD_OPEN: _(
            "{place}: another program holds it open. Close it there and try again."
        ),
        FileFault.DISK_FULL: _("{place}: the disk is full. Make room and try again."),
        FileFault.UNREADABLE: _(
            "{place}: cannot be read. Close it in other programs and check that you may read it."
        ),
        FileFault.FOLDER_MISSING: _(
            "{place}: its folder does not exist. Make the folder or choose another one."
        ),
        FileFault.TOO_MANY_PIXELS: _(
            "{place}: the photo has too many pixels. Take it with at most 200 megapixels."
        ),
    }[error.fault].format(place=place)
    if error.alternative is not None:
        said += " " + _("Or write to {name}.").format(name=error.alternative.name)
    return said


def _cell(error: errors.CellRefused) -> str:
    said = {
        CellFault.POINTS_TEXT: _("“{value}” is no number of points. Enter a number."),
        CellFault.POINTS_NEGATIVE: _("{value} points are below zero. Enter zero or more."),
        CellFault.POINTS_ABOVE: _("{value} is above the maximum. Enter less, or raise the mark."),
        CellFault.DOUBLED_CODE: _("the code {value} stands twice. Give each row its own code."),
        CellFault.UNKNOWN_SITE_TYPE: _(
            "the site type “{value}” is unknown. Add it to the sheet of types."
        ),
        CellFault.UNKNOWN_UNIT: _("the unit “{value}” is unknown. Add it to the sheet of units."),
        CellFault.UNKNOWN_SITE: _("the site “{value}” is unknown. Add it to the sheet of sites."),
        CellFault.AMBIGUOUS_NAME: _("several are called “{value}”. Write the code instead."),
        CellFault.OUT_OF_RANGE: _("{value} is outside what is possible here. Correct it."),
        CellFault.GRADES_MISSING: _(
            "the item is graded but has no grades. Add a row for each grade below it."
        ),
        CellFault.UNKNOWN_VALUE: _("“{value}” is not understood here. See the template's notes."),
        CellFault.REQUIRED: _("the cell is empty. Fill it in."),
        CellFault.NOT_A_DATE: _("“{value}” is no date. Write it as 2026-11-20."),
        CellFault.NOT_A_NUMBER: _("“{value}” is no number. Enter a number."),
    }[error.fault].format(value=error.value)
    return _("{file}, sheet {sheet}, row {row}, column {column}: {said}").format(
        file=error.path.name, sheet=error.sheet, row=error.row, column=error.column, said=said
    )


def _workspace(error: errors.WorkspaceRefused) -> str:
    return {
        WorkspaceFault.NOT_A_WORKSPACE: _(
            "{folder} is no workspace. Make one with “inspector new {folder}”."
        ),
        WorkspaceFault.NOT_EMPTY: _("{folder} is not empty. Choose a new or an empty folder."),
        WorkspaceFault.NEWER: _(
            "{folder} was written by a newer version ({detail}). Update the program."
        ),
        WorkspaceFault.NETWORK: _(
            "{folder} is on a network drive, where saving is not safe. Use a local folder."
        ),
        WorkspaceFault.HELD: _("{folder} is in use by {holder}. Close it there first."),
        WorkspaceFault.DAMAGED: _(
            "The database of {folder} is damaged ({detail}). Restore the newest backup."
        ),
        WorkspaceFault.NO_FOLDER: _("{folder} cannot be made: {detail}. Choose another folder."),
    }[error.fault].format(folder=error.folder, detail=error.detail, holder=error.holder)


def _not_ready(error: errors.NotReady) -> str:
    lines = [
        f"{code} {text}: {visit.missing(MissingKind(what))}" for code, text, what in error.missing
    ]
    return "\n".join([_("The visit cannot be closed yet. Still missing:"), *lines])


def _action(error: errors.ActionRefused) -> str:
    facts = dict(error.facts)
    if error.fault is ActionFault.STATE_NOT_FOR_RULE:
        facts["state"] = visit.answer_state(AnswerState(facts["state"]))
    elif error.fault is ActionFault.ALREADY_UNDONE:
        facts["kept"] = action(facts["kept"])
    return {
        ActionFault.VISIT_CLOSED: _("The visit is closed. Reopen it with a reason first."),
        ActionFault.VISIT_OPEN: _("The visit is open already."),
        ActionFault.VISIT_VOID: _("The visit is void. Undo that first."),
        ActionFault.NOT_VOID: _("The visit is not void."),
        ActionFault.REASON_MISSING: _("This needs a reason. Give one with --reason."),
        ActionFault.NOT_ON_CHECKLIST: _("Item {item} is not on the checklist of this site."),
        ActionFault.STATE_NOT_FOR_RULE: _("Item {item} cannot be answered with “{state}”."),
        ActionFault.POINTS_OUT_OF_RANGE: _("{points} points: item {item} takes {low} to {high}."),
        ActionFault.UNKNOWN_GRADE: _("Item {item} has no grade {grade}. It has {grades}."),
        ActionFault.UNKNOWN_LEVEL: _("There is no level {level}. There are {levels}."),
        ActionFault.NO_FINDING: _(
            "Item {item} is deducted but has no finding. Say what was found."
        ),
        ActionFault.NOTHING_TO_UNDO: _("There is nothing to undo."),
        ActionFault.ALREADY_UNDONE: _("Nothing of this is left to undo: {kept}."),
        ActionFault.SCHEME_NEEDED: _("Several schemes were used: {schemes}. Choose by --scheme."),
        ActionFault.NO_VISITS: _("No visit in {period} yet. Choose another period."),
        ActionFault.BAD_PERIOD: _(
            "“{period}” is no period. Write 2026-W47, 2026-11 or 2026-11-14..2026-11-20."
        ),
        ActionFault.NOTHING_UNDERSTOOD: _("{file}: no row was understood. Nothing was imported."),
        ActionFault.NO_SCHEME: _("No scheme is published yet. Import and publish one first."),
        ActionFault.POINTS_NEEDED: _("Item {item} needs points. Give them with --points."),
        ActionFault.CLAUSE_NEEDED: _("Item {item} needs a clause ({clauses}) or --points."),
        ActionFault.FOUND_NEEDED: _("Item {item} needs the number found. Give it with --found."),
        ActionFault.NOT_A_NUMBER: _(
            "{value} cannot be taken. Enter a number of at most four decimal places."
        ),
        ActionFault.OCCURRENCES_OUT_OF_RANGE: _("{occurrences} occurrences: enter 1 to {high}."),
        ActionFault.BAD_MAPPING: _(
            "“{part}” in --map is not understood. Write columns as B=text,C=full_mark; "
            "the fields are {fields}."
        ),
        ActionFault.NO_SHEET: _("{file} has no sheet “{sheet}”. It has {sheets}."),
        ActionFault.NO_DRAFT: _("There is no draft to publish. Import a scheme first."),
        ActionFault.DAY_AHEAD: _("{day} is still to come. Give the day on which it was inspected."),
        ActionFault.RESULTS_DIFFER: _(
            "Other results of {day} are already there for {count} of these visits. "
            "Say --same-day correct to correct them, or --same-day add to keep both."
        ),
    }[error.fault].format(**facts)


def _not_found(error: errors.NotFound) -> str:
    return _("There is no {noun} “{text}”. The list shows which there are.").format(
        noun=noun(error.noun), text=error.text
    )


def _ambiguous(error: errors.Ambiguous) -> str:
    if not error.text:
        return _("There are several: {choices}. Name one of them.").format(
            choices=_("; ").join(error.choices)
        )
    return _("“{text}” fits several: {choices}. Give the code.").format(
        text=error.text, choices=_("; ").join(error.choices)
    )


def _stale(error: errors.Stale) -> str:
    return _("This was changed meanwhile: you saw {seen}, now it is {found}.").format(
        seen=error.seen, found=error.found
    )


def _damaged(error: errors.ChangeDamaged) -> str:
    return _("Change {change} is damaged ({detail}) and was refused.").format(
        change=error.change, detail=error.detail
    )


_SENTENCES: dict[type[InspectorError], Callable[[Any], str]] = {
    errors.Cancelled: lambda _error: _("Stopped. Nothing was changed."),
    errors.FileRefused: _file,
    errors.CellRefused: _cell,
    errors.WorkspaceRefused: _workspace,
    errors.ActionRefused: _action,
    errors.NotFound: _not_found,
    errors.Ambiguous: _ambiguous,
    errors.NotReady: _not_ready,
    errors.Stale: _stale,
    errors.ChangeDamaged: _damaged,
}
