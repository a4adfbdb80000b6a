"""Words for the choices that the rules of red and black, grades and flags offer."""

from __future__ import annotations

from inspector.domain.list_rules import Flag, Joined, ListKind, Missed, Scope, Ties
from inspector.wording.catalogue import _


def list_kinds() -> dict[ListKind, str]:
    """What a rule gives to whom it names."""
    return {
        ListKind.RED: _("Red list"),
        ListKind.BLACK: _("Black list"),
        ListKind.GRADE: _("Grade"),
        ListKind.FLAG: _("Flag"),
    }


def flags() -> dict[Flag | None, str]:
    """The colours of flags, and none."""
    return {
        None: _("Choose …"),
        Flag.RED: _("Red"),
        Flag.YELLOW: _("Yellow"),
        Flag.BLUE: _("Blue"),
        Flag.BLACK: _("Black"),
        Flag.GREEN: _("Green"),
    }


def joins() -> dict[Joined, str]:
    """Whether place and score must both be met."""
    return {Joined.BOTH: _("Both are met"), Joined.EITHER: _("Either is enough")}


def ties() -> dict[Ties, str]:
    """What becomes of equals across the line."""
    return {
        Ties.LISTED: _("All are listed"),
        Ties.LEFT_OUT: _("None is listed"),
        Ties.DECIDED: _("Somebody decides"),
    }


def scopes() -> dict[Scope, str]:
    """Where places are counted."""
    return {Scope.EACH: _("In each list"), Scope.WHOLE: _("Over all lists")}


def missed() -> dict[Missed, str]:
    """What a period without a rank does to a count of times in a row."""
    return {Missed.FREEZE: _("Leaves it as it is"), Missed.RESET: _("Ends it")}
