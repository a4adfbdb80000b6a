"""The sentences of refusals, by fault; `inspector.wording.error` fills in the facts."""

from __future__ import annotations

from inspector.errors import ActionFault, CellFault, FileFault, SealFault, WorkspaceFault
from inspector.wording.catalogue import N_

FILE: dict[FileFault, str] = {
    FileFault.MISSING: N_("{place}: there is no such file. Check the name and the folder."),
    FileFault.EMPTY: N_("{place}: the file is empty. Choose the file that holds the data."),
    FileFault.NOT_A_WORKBOOK: N_(
        "{place}: this is not an Excel workbook. Save it in Excel or WPS as .xlsx."
    ),
    FileFault.OLD_WORKBOOK: N_(
        "{place}: this is a workbook of an older format. Save it in Excel or WPS as .xlsx."
    ),
    FileFault.PASSWORD: N_(
        "{place}: the workbook is protected by a password. Save a copy without password."
    ),
    FileFault.DAMAGED: N_(
        "{place}: the file is damaged. Open it in Excel or WPS and save it again."
    ),
    FileFault.TOO_LARGE: N_(
        "{place}: the file is too large to be read safely. Split it, or remove empty cells."
    ),
    FileFault.TOO_SLOW: N_(
        "{place}: reading took too long and was stopped. Remove merged or empty areas."
    ),
    FileFault.NO_HEADER: N_(
        "{place}: no header row was found. Name the columns with --map, or use the template."
    ),
    FileFault.HIDDEN: N_(
        "{place}: only hidden sheets hold anything. Show them in Excel or WPS, or name one with "
        "--sheet."
    ),
    FileFault.SIDE_BY_SIDE: N_(
        "{place}: two tables stand side by side. Put one below the other, or on a sheet of its own."
    ),
    FileFault.NO_SITE_HEADER: N_(
        "{place}: no header row was found. Name the columns with --map, or fill in what "
        "“inspector site export” writes."
    ),
    FileFault.NO_RESULT_HEADER: N_(
        "{place}: no header row was found. Head the columns 项目, 考察点位 and 扣分 or 得分."
    ),
    FileFault.NOT_A_PHOTO: N_("{place}: this is not a photo. Take JPEG, PNG, WebP or HEIC."),
    FileFault.CUT_PHOTO: N_("{place}: the photo is cut off. Copy it from the camera again."),
    FileFault.UNWRITABLE: N_("{place}: cannot be written. Choose a folder in which you may write."),
    FileFault.HELD_OPEN: N_(
        "{place}: another program holds it open. Close it there and try again."
    ),
    FileFault.DISK_FULL: N_("{place}: the disk is full. Make room and try again."),
    FileFault.UNREADABLE: N_(
        "{place}: cannot be read. Close it in other programs and check that you may read it."
    ),
    FileFault.FOLDER_MISSING: N_(
        "{place}: its folder does not exist. Make the folder or choose another one."
    ),
    FileFault.CHANGED: N_("{place}: the file was changed meanwhile. Read it again."),
    FileFault.TOO_MANY_PIXELS: N_(
        "{place}: the photo has too many pixels. Take it with at most 200 megapixels."
    ),
    FileFault.NO_TABLE: N_(
        "{place}: this web page holds no table itself. Save it in Excel or WPS as .xlsx."
    ),
    FileFault.NO_EDITION: N_("{place}: this is no sealed edition. Choose the file of one."),
    FileFault.SEAL_BROKEN: N_(
        "{place}: the seal is broken: the file was changed or damaged after it was sealed. Nothing "
        "of it is shown; ask for it again."
    ),
    FileFault.EDITION_NEWER: N_(
        "{place}: a newer version sealed this edition. Update the program to open it."
    ),
    FileFault.UNKNOWN_TEXT: N_(
        "{place}: the text is in an unknown encoding. Save it in Excel or WPS as .xlsx."
    ),
}

CELL: dict[CellFault, str] = {
    CellFault.POINTS_TEXT: N_("“{value}” is no number of points. Enter a number."),
    CellFault.POINTS_NEGATIVE: N_("{value} points are below zero. Enter zero or more."),
    CellFault.POINTS_ABOVE: N_("{value} is above the maximum. Enter less, or raise the mark."),
    CellFault.DOUBLED_CODE: N_("the code {value} stands twice. Give each row its own code."),
    CellFault.DOUBLED_NAME: N_("“{value}” stands twice. Tell the two apart by code or address."),
    CellFault.UNKNOWN_SITE_TYPE: N_(
        "the site type “{value}” is unknown. Add it to the sheet of types."
    ),
    CellFault.UNKNOWN_UNIT: N_("the unit “{value}” is unknown. Add it to the sheet of units."),
    CellFault.UNKNOWN_SITE: N_("the site “{value}” is unknown. Add it to the sheet of sites."),
    CellFault.AMBIGUOUS_NAME: N_("several are called “{value}”. Write the code instead."),
    CellFault.OUT_OF_RANGE: N_("{value} is outside what is possible here. Correct it."),
    CellFault.GRADES_MISSING: N_(
        "the item is graded but has no grades. Add a row for each grade below it."
    ),
    CellFault.UNKNOWN_VALUE: N_("“{value}” is not understood here. See the template's notes."),
    CellFault.REQUIRED: N_("the cell is empty. Fill it in."),
    CellFault.NOT_A_DATE: N_("“{value}” is no date. Write it as 2026-11-20."),
    CellFault.NOT_A_NUMBER: N_("“{value}” is no number. Enter a number."),
}

WORKSPACE: dict[WorkspaceFault, str] = {
    WorkspaceFault.NOT_A_WORKSPACE: N_(
        "{folder} is no workspace. Make one with “inspector new {folder}”."
    ),
    WorkspaceFault.NOT_EMPTY: N_("{folder} is not empty. Choose a new or an empty folder."),
    WorkspaceFault.NEWER: N_(
        "{folder} was written by a newer version ({detail}). Update the program."
    ),
    WorkspaceFault.NETWORK: N_(
        "{folder} is on a network drive, where saving is not safe. Use a local folder."
    ),
    WorkspaceFault.HELD: N_("{folder} is in use by {holder}. Close it there first."),
    WorkspaceFault.DAMAGED: N_(
        "The database of {folder} is damaged ({detail}). Restore the newest backup."
    ),
    WorkspaceFault.NO_FOLDER: N_(
        "{folder} cannot be made. Choose a folder in which you may write."
    ),
    WorkspaceFault.GONE: N_(
        "{folder} cannot be reached; nothing can be saved. Put the stick or drive back in."
    ),
    WorkspaceFault.REPLACED: N_(
        "{folder} holds another or an older workspace now. Close the program and open it again."
    ),
    WorkspaceFault.DISK_FULL: N_(
        "The disk of {folder} is full; this was not saved. Make room and do it again."
    ),
    WorkspaceFault.DISK_FAULT: N_(
        "The disk of {folder} failed ({detail}); this was not saved. Copy the folder elsewhere."
    ),
    WorkspaceFault.READ_ONLY: N_(
        "{folder} may not be written; this was not saved. Remove the write protection."
    ),
}

ACTION: dict[ActionFault, str] = {
    ActionFault.VISIT_CLOSED: N_("The visit is closed. Reopen it with a reason first."),
    ActionFault.VISIT_OPEN: N_("The visit is open already."),
    ActionFault.VISIT_VOID: N_("The visit is void. Undo that first."),
    ActionFault.NOT_VOID: N_("The visit is not void."),
    ActionFault.REASON_MISSING: N_("This needs a reason. Give one with --reason."),
    ActionFault.NOT_ON_CHECKLIST: N_("Item {item} is not on the checklist of this site."),
    ActionFault.STATE_NOT_FOR_RULE: N_("Item {item} cannot be answered with “{state}”."),
    ActionFault.POINTS_OUT_OF_RANGE: N_("{points} points: item {item} takes {low} to {high}."),
    ActionFault.UNKNOWN_GRADE: N_("Item {item} has no grade {grade}. It has {grades}."),
    ActionFault.UNKNOWN_LEVEL: N_("There is no level {level}. There are {levels}."),
    ActionFault.NO_FINDING: N_("Item {item} is deducted but has no finding. Say what was found."),
    ActionFault.NOTHING_TO_UNDO: N_("There is nothing to undo."),
    ActionFault.NOTHING_TO_REDO: N_("There is nothing to redo."),
    ActionFault.ALREADY_UNDONE: N_("Nothing of this is left to undo: {kept}."),
    ActionFault.SCHEME_NEEDED: N_("Several schemes were used: {schemes}. Choose by --scheme."),
    ActionFault.NO_VISITS: N_("No visit in {period} yet. Choose another period."),
    ActionFault.BAD_PERIOD: N_(
        "“{period}” is no period. Write 2026-W47, 2026-11, 2026-Q4, 2026 or 2026-11-14..2026-11-20."
    ),
    ActionFault.NOTHING_UNDERSTOOD: N_("{file}: no row was understood. Nothing was imported."),
    ActionFault.NO_SCHEME: N_("No scheme is published yet. Import and publish one first."),
    ActionFault.POINTS_NEEDED: N_("Item {item} needs points. Give them with --points."),
    ActionFault.CLAUSE_NEEDED: N_("Item {item} needs a clause ({clauses}) or --points."),
    ActionFault.FOUND_NEEDED: N_("Item {item} needs the number found. Give it with --found."),
    ActionFault.MORE_THAN_SAMPLED: N_(
        "Item {item}: {found} cannot pass of {sampled} that were looked at."
    ),
    ActionFault.NOT_A_NUMBER: N_(
        "{value} cannot be taken. Enter a number of at most four decimal places."
    ),
    ActionFault.NOT_A_WHOLE_NUMBER: N_("{value} is no whole number. Count the occurrences."),
    ActionFault.OCCURRENCES_OUT_OF_RANGE: N_("{occurrences} occurrences: enter 1 to {high}."),
    ActionFault.BAD_MAPPING: N_(
        "“{part}” in --map is not understood. Write columns as B=text,C=full_mark; "
        "the fields are {fields}."
    ),
    ActionFault.BAD_NAMES: N_(
        "“{part}” says of no name what it means. Write names as name=name or code, with commas."
    ),
    ActionFault.PROFILE_MISFIT: N_(
        "The file has no column “{column}”, which the import profile “{profile}” names. "
        "Give the columns by --map, or choose another profile."
    ),
    ActionFault.NO_RESULTS: N_("There are no imported results of these days to write out."),
    ActionFault.NAME_MISSING: N_("The import profile needs a name."),
    ActionFault.DAY_NEEDED: N_(
        "{count} rows of {file} state no day. Give the day of the inspection by --day."
    ),
    ActionFault.BAD_GRADES: N_(
        "“{part}” is no grade. Write grades with their part of the full mark as A=1,B=0.8,C=60%."
    ),
    ActionFault.BAD_FULL_MARKS: N_(
        "“{part}” is no full mark. Write one number for all, or contents as greenery=10,order=20."
    ),
    ActionFault.NO_SHEET: N_("{file} has no sheet “{sheet}”. It has {sheets}."),
    ActionFault.NO_DRAFT: N_("There is no draft to publish. Import a scheme first."),
    ActionFault.DAY_AHEAD: N_("{day} is still to come. Give the day on which it was inspected."),
    ActionFault.TOO_MUCH: N_(
        "This is too much for one step ({limit} MB). Divide the file and import the parts one "
        "after the other."
    ),
    ActionFault.RESULTS_DIFFER: N_(
        "Other results of {day} are already there for {count} of these visits. "
        "Say --same-day correct to correct them, or --same-day add to keep both."
    ),
    ActionFault.NO_INSPECTORS: N_("Name at least one inspector for the plan."),
    ActionFault.NO_SITES: N_("There are no sites that could be put on a plan. Import sites first."),
    ActionFault.NO_WORKING_DAYS: N_("{week} has no working day left. Choose another week."),
    ActionFault.WEEK_OVER: N_("{week} is over. Choose a week that is still to come."),
    ActionFault.PLAN_STANDS: N_(
        "In {week} there is a plan already for {names}. Void it first, or name other inspectors."
    ),
    ActionFault.BOARD_UNNAMED: N_("The board needs a name."),
    ActionFault.BOARD_NAMED: N_("There is a board “{name}” already. Choose another name."),
    ActionFault.RULES_NEWER: N_(
        "The rules of {name} were written by a newer version. Update the program."
    ),
    ActionFault.RULES_MISREAD: N_("These are no rules of a board: {detail}."),
    ActionFault.PERIOD_UNFIT: N_(
        "{period} has {parts} parts, but the board has {weights} weights for them. Choose another "
        "period, or change the weights of the board."
    ),
    ActionFault.NO_CAMPAIGN: N_("No visit of the campaign “{name}” yet. Check its name."),
    ActionFault.EDITION_SEALED: N_(
        "A sealed edition is not taken back. Correct it with “inspector edition correct”."
    ),
    ActionFault.EDITION_DAMAGED: N_(
        "The edition {edition} is not what was sealed. Take it from a backup or another laptop."
    ),
    ActionFault.EDITION_NEWER: N_(
        "The edition {edition} was sealed by a newer version. Update the program."
    ),
    ActionFault.EDITION_CORRECTED: N_(
        "This edition was corrected already. Correct the latest one, {edition}."
    ),
    ActionFault.NOTHING_CHANGED: N_(
        "Nothing has changed since this edition was sealed. There is nothing to correct."
    ),
    ActionFault.NOT_ANSWERING: N_(
        "{unit} does not answer for this item of the visit. Only who answers for it can appeal."
    ),
    ActionFault.NO_LOSS: N_("Nothing was lost on {item} in this edition. Check visit and item."),
    ActionFault.APPEAL_AHEAD: N_(
        "{day} is still to come. Give the day on which the unit objected."
    ),
    ActionFault.APPEAL_LATE: N_(
        "The time for appeals, {days} working days, ended on {day}. The edition stands."
    ),
    ActionFault.APPEAL_STANDS: N_("This was objected to already in {appeal}. See what came of it."),
    ActionFault.APPEAL_DECIDED: N_("{appeal} is decided already. Undo the decision to change it."),
    ActionFault.OWN_VISIT: N_("{name} was on this visit. Somebody else must decide."),
}

SEAL: dict[SealFault, str] = {
    SealFault.NO_SCORES: N_("No one has a score in {period}. Close the visits first."),
    SealFault.CONTRADICTING: N_(
        "Entries of {count} visits contradict each other. Decide which of them hold."
    ),
    SealFault.CUTOFF_AHEAD: N_("The cut-off lies ahead. Name a moment that has passed."),
    SealFault.LOSS_UNCHANGED: N_(
        "Appeal {appeal} was granted, but visit {visit} has the loss as before. Correct it."
    ),
    SealFault.REOPENED: N_("Visit {visit} was opened again. Close it, or void it with a reason."),
    SealFault.SEALED_BEFORE: N_(
        "This period is sealed already as {edition}. Correct that edition instead."
    ),
}
