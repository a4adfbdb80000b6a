"""Sentences for what `inspector check` finds."""

from __future__ import annotations

from inspector.domain.check import CheckFinding
from inspector.wording.catalogue import N_, _

_SENTENCES = {
    "database": N_("The database reports damage: {said}. Restore the newest backup."),
    "change_damaged": N_("Change {record} is not what was sealed ({detail})."),
    "change_missing": N_("Change {record} names {named}, which is not here."),
    "device_copied": N_(
        "Device {device} was copied or restored after its change no. {number}; both branches count."
    ),
    "row_differs": N_("Record {record} ({kind} {key}) differs from what its changes say."),
    "row_unexplained": N_("Record {record} ({kind}) stands in the tables, but no change made it."),
    "root_unreadable": N_(
        "Record {record} cannot be rebuilt: changes of it are damaged or missing."
    ),
    "touch_differs": N_("Change {change} and record {record} are not tied to each other."),
    "heads_differ": N_("The latest changes of record {record} ({kind}) are marked wrongly."),
    "conflicts_differ": N_("The conflicts of record {record} ({kind}) are listed wrongly."),
    "total": N_("Visit {record}, section {section}: the stored points {stored} should be {due}."),
    "edition_damaged": N_("Edition {record} is not what was sealed. Take it from a backup."),
    "edition_twice": N_(
        "Edition {record}: this board was sealed twice for {period}. Decide which one counts."
    ),
    "appeal_own": N_("Appeal {record} was decided by {name}, who was on the visit."),
    "photo_missing": N_("Photo {record} is not in the folder. Copy it back from a backup."),
    "photo_changed": N_("Photo {record} was altered. Copy it back from a backup."),
}


def finding(found: CheckFinding) -> str:
    """One sentence: what does not agree, and where."""
    return _(_SENTENCES[found.kind]).format(record=found.record, **found.facts)
