"""Words for what other rules of a board would do."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from inspector.domain.listing import Entry, MadeList
from inspector.domain.what_if import ListShift, Shift
from inspector.wording.board import rank_change
from inspector.wording.catalogue import _, ngettext
from inspector.wording.redblack import empty_said


def heads() -> tuple[str, ...]:
    """The headings of the table of before and after."""
    return (
        _("List"),
        _("Unit or site"),
        _("Rank now"),
        _("Rank then"),
        _("Change"),
        _("Score now"),
        _("Score then"),
    )


def moved(shifts: Iterable[Shift]) -> str:
    """How many subjects would have another rank, or that all stays."""
    found = list(shifts)
    count = sum(one.is_moved for one in found)
    if count:
        return ngettext(
            "{count} of {all} ranks would be another.",
            "{count} of {all} ranks would be others.",
            count,
        ).format(count=count, all=len(found))
    if any(one.is_changed for one in found):
        return _("All ranks stay; scores change.")
    return _("All ranks and scores stay.")


def shift(one: Shift) -> str:
    """How the rank of a subject would move."""
    if not one.is_listed:
        return _("not listed")
    if one.rank_after is None and one.rank_before is not None:
        return _("not ranked")
    return rank_change(
        one.rank_before,
        one.rank_after,
        is_new=one.rank_before is None,
        has_before=one.rank_after is not None,
    )


def number(value: int | Decimal | None) -> str:
    """A rank or a score as it is shown."""
    return "—" if value is None else format(value, "d" if isinstance(value, int) else "f")


def list_heads() -> tuple[str, ...]:
    """The headings of the table of lists before and after."""
    return (_("Unit or site"), _("List"), _("Listed now"), _("Listed then"))


def listed(entry: Entry | None) -> str:
    """Whether somebody stands on a list, and what follows."""
    if entry is None:
        return "—"
    return entry.measure or _("listed")


def lists_moved(shifts: Iterable[ListShift]) -> str:
    """How many come on a list or leave one."""
    found = list(shifts)
    came = sum(one.before is None for one in found)
    left = sum(one.after is None for one in found)
    if came or left:
        return _("{came} would come on a list, {left} would leave one.").format(
            came=came, left=left
        )
    if any(one.is_changed for one in found):
        return _("All lists stay; measures change.")
    return _("All lists stay.")


def empties(lists: Iterable[MadeList]) -> str:
    """Why lists would be empty, a line for each."""
    return "\n".join(empty_said(made, made.empty) for made in lists if made.empty is not None)
