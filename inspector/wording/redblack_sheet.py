"""Words of the sheet of red and black lists."""

from __future__ import annotations

from inspector.domain.board import Ranking
from inspector.domain.period import PeriodKind
from inspector.wording.catalogue import _
from inspector.wording.sheet import leading, subject_head


def redblack_sheet() -> str:
    """The name of the sheet."""
    return _("Red and black lists")


def redblack_title(ranking: Ranking) -> str:
    """The title of the sheet."""
    return _("{district}Red and black lists of the Civilized-City inspections").format(
        district=leading(ranking.district)
    )


def redblack_told() -> str:
    """What the sheet tells."""
    return _("who is on the lists, why, how often in a row and what follows")


def redblack_heads(ranking: Ranking) -> list[str]:
    """The heads of the sheet."""
    in_a_row = {
        PeriodKind.WEEK: _("Weeks\nin a row"),
        PeriodKind.MONTH: _("Months\nin a row"),
    }
    return [
        _("On list"),
        _("Group"),
        subject_head(ranking.kind),
        _("Rank"),
        _("Score"),
        _("Why it is listed"),
        in_a_row.get(ranking.period.kind) or _("Times\nin a row"),
        _("Against\nbefore"),
        _("What follows"),
    ]


def all_groups() -> str:
    """The group of a list that is made over all lists of the board."""
    return _("all")


def nobody_near() -> str:
    """Instead of notes on those near a line, where there are none."""
    return _("Nobody was kept off a list near its line, by exemption or by a tie.")


def nobody_by_hand() -> str:
    """That no entry was made by hand."""
    return _("No entry was made by hand.")
