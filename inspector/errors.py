"""Expected failures: each holds facts, `inspector.wording.error` makes the sentence."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, dataclass_transform
from uuid import UUID


@dataclass_transform(eq_default=False)
class InspectorError(Exception):
    """Base of everything that the user is told in one plain sentence.

    A subclass declares its facts like a dataclass, without the time that one costs at each start.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        facts = type(self).__annotations__
        self.__dict__.update(zip(facts, given, strict=False), **named)
        missing = [name for name in facts if not hasattr(self, name)]
        if missing or len(self.__dict__) < len(given) + len(named) or named.keys() - facts.keys():
            raise TypeError(f"{type(self).__name__} takes {', '.join(facts)}")


class Cancelled(InspectorError):
    """The user stopped a long task; nothing of it was kept."""


class FileFault(StrEnum):
    """Why a file was refused."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_WORKBOOK = "not_a_workbook"
    OLD_WORKBOOK = "old_workbook"
    PASSWORD = "password"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_HEADER = "no_header"
    SIDE_BY_SIDE = "side_by_side"
    HIDDEN = "hidden"
    NO_SITE_HEADER = "no_site_header"
    NO_RESULT_HEADER = "no_result_header"
    NOT_A_PHOTO = "not_a_photo"
    CUT_PHOTO = "cut_photo"
    UNWRITABLE = "unwritable"
    HELD_OPEN = "held_open"
    DISK_FULL = "disk_full"
    UNREADABLE = "unreadable"
    FOLDER_MISSING = "folder_missing"
    TOO_MANY_PIXELS = "too_many_pixels"
    CHANGED = "changed"
    NO_TABLE = "no_table"
    UNKNOWN_TEXT = "unknown_text"
    NO_EDITION = "no_edition"
    SEAL_BROKEN = "seal_broken"
    EDITION_NEWER = "edition_newer"


class FileRefused(InspectorError):
    """A file that could not be read or written; `alternative` is a free name that would do."""

    path: Path
    fault: FileFault
    sheet: str | None = None
    row: int | None = None
    detail: str = ""
    alternative: Path | None = None


class CellFault(StrEnum):
    """What is wrong with one cell of a workbook."""

    POINTS_TEXT = "points_text"
    POINTS_NEGATIVE = "points_negative"
    POINTS_ABOVE = "points_above"
    DOUBLED_CODE = "doubled_code"
    DOUBLED_NAME = "doubled_name"
    UNKNOWN_SITE_TYPE = "unknown_site_type"
    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_SITE = "unknown_site"
    AMBIGUOUS_NAME = "ambiguous_name"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_VALUE = "unknown_value"
    GRADES_MISSING = "grades_missing"
    REQUIRED = "required"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"


class CellRefused(InspectorError):
    """A cell whose content cannot be taken; nothing of the file was written.

    `column` is as the file calls it, `field` as we do; `other` is the earlier row (its sheet and
    number) that has the same.
    """

    path: Path
    sheet: str
    row: int
    column: str
    fault: CellFault
    value: str = ""
    field: str = ""
    other: tuple[str, int] | None = None


class Noun(StrEnum):
    """What a search went for."""

    SCHEME = "scheme"
    ITEM = "item"
    UNIT = "unit"
    SITE = "site"
    SITE_TYPE = "site_type"
    VISIT = "visit"
    FINDING = "finding"
    CHANGE = "change"
    SUBJECT = "subject"
    PHOTO = "photo"
    CLAUSE = "clause"
    ALIAS = "alias"
    PROFILE = "profile"
    PLAN = "plan"
    BOARD = "board"
    EDITION = "edition"
    APPEAL = "appeal"


class NotFound(InspectorError):
    """Nothing in the workspace answers to this text."""

    noun: Noun
    text: str


class Ambiguous(InspectorError):
    """Several records answer to this text; `choices` name them."""

    noun: Noun
    text: str
    choices: tuple[str, ...]


class WorkspaceFault(StrEnum):
    """Why a workspace cannot be used."""

    NOT_A_WORKSPACE = "not_a_workspace"
    NOT_EMPTY = "not_empty"
    NEWER = "newer"
    NETWORK = "network"
    HELD = "held"
    DAMAGED = "damaged"
    NO_FOLDER = "no_folder"
    GONE = "gone"
    REPLACED = "replaced"
    DISK_FULL = "disk_full"
    DISK_FAULT = "disk_fault"
    READ_ONLY = "read_only"


class WorkspaceRefused(InspectorError):
    """A workspace that cannot be made or opened; `holder` is who has it now."""

    folder: Path
    fault: WorkspaceFault
    detail: str = ""
    holder: str = ""


class ActionFault(StrEnum):
    """Why an action is refused as things stand."""

    VISIT_CLOSED = "visit_closed"
    VISIT_OPEN = "visit_open"
    VISIT_VOID = "visit_void"
    NOT_VOID = "not_void"
    REASON_MISSING = "reason_missing"
    NOT_ON_CHECKLIST = "not_on_checklist"
    STATE_NOT_FOR_RULE = "state_not_for_rule"
    POINTS_OUT_OF_RANGE = "points_out_of_range"
    UNKNOWN_GRADE = "unknown_grade"
    UNKNOWN_LEVEL = "unknown_level"
    NO_FINDING = "no_finding"
    NOTHING_TO_UNDO = "nothing_to_undo"
    ALREADY_UNDONE = "already_undone"
    NOTHING_TO_REDO = "nothing_to_redo"
    SCHEME_NEEDED = "scheme_needed"
    NO_VISITS = "no_visits"
    BAD_PERIOD = "bad_period"
    NOTHING_UNDERSTOOD = "nothing_understood"
    NO_DRAFT = "no_draft"
    BAD_MAPPING = "bad_mapping"
    BAD_GRADES = "bad_grades"
    BAD_FULL_MARKS = "bad_full_marks"
    BAD_NAMES = "bad_names"
    PROFILE_MISFIT = "profile_misfit"
    NAME_MISSING = "name_missing"
    DAY_NEEDED = "day_needed"
    NO_RESULTS = "no_results"
    NO_SHEET = "no_sheet"
    NO_SCHEME = "no_scheme"
    POINTS_NEEDED = "points_needed"
    CLAUSE_NEEDED = "clause_needed"
    FOUND_NEEDED = "found_needed"
    MORE_THAN_SAMPLED = "more_than_sampled"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_WHOLE_NUMBER = "not_a_whole_number"
    OCCURRENCES_OUT_OF_RANGE = "occurrences_out_of_range"
    DAY_AHEAD = "day_ahead"
    RESULTS_DIFFER = "results_differ"
    TOO_MUCH = "too_much"
    BOARD_UNNAMED = "board_unnamed"
    BOARD_NAMED = "board_named"
    RULES_NEWER = "rules_newer"
    RULES_MISREAD = "rules_misread"
    NO_CAMPAIGN = "no_campaign"
    PERIOD_UNFIT = "period_unfit"
    NO_INSPECTORS = "no_inspectors"
    NO_SITES = "no_sites"
    NO_WORKING_DAYS = "no_working_days"
    PLAN_STANDS = "plan_stands"
    WEEK_OVER = "week_over"
    EDITION_SEALED = "edition_sealed"
    EDITION_DAMAGED = "edition_damaged"
    EDITION_NEWER = "edition_newer"
    EDITION_CORRECTED = "edition_corrected"
    NOTHING_CHANGED = "nothing_changed"
    NOT_ANSWERING = "not_answering"
    NO_LOSS = "no_loss"
    APPEAL_AHEAD = "appeal_ahead"
    APPEAL_LATE = "appeal_late"
    APPEAL_STANDS = "appeal_stands"
    APPEAL_DECIDED = "appeal_decided"
    OWN_VISIT = "own_visit"


class ActionRefused(InspectorError):
    """An action that the rules do not allow; `facts` fill the sentence, lists one a line."""

    fault: ActionFault
    facts: dict[str, str]


class RulesRefused(InspectorError):
    """Rules of a board that cannot be ranked by; `faults` hold (place, RuleFaultKind, facts)."""

    faults: tuple[tuple[str, str, dict[str, str]], ...]


class SealFault(StrEnum):
    """What keeps a board from being sealed."""

    NO_SCORES = "no_scores"
    CONTRADICTING = "contradicting"
    CUTOFF_AHEAD = "cutoff_ahead"
    SEALED_BEFORE = "sealed_before"
    LOSS_UNCHANGED = "loss_unchanged"
    REOPENED = "reopened"


class SealRefused(InspectorError):
    """A board that cannot be sealed; `rules` are as of RulesRefused, `faults` (kind, facts)."""

    rules: tuple[tuple[str, str, dict[str, str]], ...]
    faults: tuple[tuple[SealFault, dict[str, str]], ...]


class NotReady(InspectorError):
    """A visit that cannot be closed yet; `missing` holds (item code, text, MissingKind value)."""

    missing: tuple[tuple[str, str, str], ...]


class Stale(InspectorError):
    """The record was changed meanwhile: the value that was seen and the value that is there."""

    kind: str
    root: UUID
    key: tuple[object, ...]
    register: str
    seen: object
    found: object


class ChangeDamaged(InspectorError):
    """A change that is not what its id says; it is refused whole."""

    change: str
    detail: str
