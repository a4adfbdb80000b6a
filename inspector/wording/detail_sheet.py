"""Words of the sheets behind a ranking: losses, photos, data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from inspector.wording.catalogue import _, ngettext
from inspector.wording.sheet import data_sheet, spaced

_MINUS = "\N{MINUS SIGN}"


def losses_heads() -> list[str]:
    """The heads of the sheet of losses."""
    return [
        _("No."),
        _("Site type"),
        _("Site"),
        _("Clause"),
        _("What was lost for"),
        _("Number\nfound"),
        _("Points\non form"),
        _("Lost in\nscore"),
        _("Share of\nloss (%)"),
        _("Photo\ncount"),
        _("Visited"),
    ]


def photos_heads() -> list[str]:
    """The heads of the sheet of photos."""
    return [
        _("No."),
        _("Responsible\nunit"),
        _("Site and time"),
        _("Problem and clause"),
        spaced(_("Close view")),
        spaced(_("Wide view")),
        _("Number\nfound"),
        _("Points\non form"),
        _("Lost in\nscore"),
        _("Rectification"),
    ]


def data_heads() -> list[str]:
    """The heads of the sheet of data."""
    return [
        _("Visit no."),
        _("Day of visit"),
        _("Site code"),
        _("Site"),
        _("Site type"),
        _("Responsible units"),
        _("Inspected by"),
        _("Clause"),
        _("Standard"),
        _("Judged"),
        _("Full mark"),
        _("Loss"),
        _("Bonus"),
        _("Number\nfound"),
        _("Problem"),
        _("Photo\ncount"),
    ]


def block_head(rank: int | None, name: str, score: Decimal) -> str:
    """The row above the losses of one unit or site, with the equation."""
    lost = 100 - score
    head = _("Rank {rank}  {name}").format(rank=rank, name=name) if rank is not None else name
    said = _("score {score}, lost {lost}").format(score=score, lost=lost)
    return f"{head}    {said}"


def equation(items: Decimal, bonus: Decimal, others: Sequence[tuple[str, Decimal]] = ()) -> str:
    """How the loss of a unit comes together where it has a bonus (a positive number) or others."""
    if others:
        said = _(" = lost on items {items}").format(items=items)
        parts = [(_("bonus"), -bonus), *others]
        return said + "".join(_signed(name, lost) for name, lost in parts if lost)
    return _(" = lost on items {items} \N{MINUS SIGN} bonus {bonus}").format(
        items=items, bonus=bonus
    )


def _signed(name: str, lost: Decimal) -> str:
    return f" {'+' if lost > 0 else _MINUS} {name} {abs(lost)}"


def other_losses(count: int, most: Decimal) -> str:
    """The row for what is not among the ten largest losses."""
    return ngettext(
        "{count} other loss (at most {most}; see the sheet “{sheet}”)",
        "{count} other losses (each at most {most}; see the sheet “{sheet}”)",
        count,
    ).format(count=count, most=most, sheet=data_sheet())


def bonuses(count: int) -> str:
    """The row for bonuses, which stand as negative losses."""
    return ngettext("{count} bonus", "{count} bonuses", count).format(count=count)


def total_of(name: str) -> str:
    """The total below a block."""
    return _("Total ({name})").format(name=name)


def nothing_lost() -> str:
    """Instead of the losses of somebody who has lost nothing."""
    return _("Nothing was lost.")


def nothing_lost_at_all() -> str:
    """Instead of an empty sheet of losses."""
    return _("Nobody has a score in this period, so there is no loss to explain.")


def losses_notes() -> list[str]:
    """What the columns of the sheet of losses mean."""
    return [
        _(
            "“Points on form” is what the visit took off; “lost in score” is its part in the score "
            "of this list. The lines of a block add up to 100 minus the score, rounding included."
        ),
        _("A bonus stands as a negative loss."),
    ]


def no_photo() -> str:
    """In place of a picture."""
    return _("no photo taken")


def no_photo_losses() -> str:
    """Instead of an empty sheet of photos."""
    return _("No points were lost in this period, so there is nothing to show.")


def photos_notes() -> list[str]:
    """What the sheet of photos shows."""
    return [
        _(
            "The ten largest losses by their part in the score; where a loss counts for several "
            "units, all are named and the largest part is given."
        ),
        _("The pictures are reduced copies; the originals are kept unchanged under their hash."),
    ]


def no_data() -> str:
    """Instead of an empty sheet of data."""
    return _("No item was answered in this period.")


def data_notes() -> list[str]:
    """What the sheet of data holds."""
    return [
        _(
            "Every item answered on the visits behind the ranking, one a row. An empty loss: not "
            "applicable or not observed, left out of both sums."
        )
    ]


def moment_short(value: datetime) -> str:
    """A local moment inside a cell of text, without the year."""
    return _("{month:02d}-{day:02d} {time}").format(
        month=value.month, day=value.day, time=f"{value:%H:%M}"
    )


def day_short(value: date) -> str:
    """A day inside a cell of text, without the year."""
    return _("{month:02d}-{day:02d}").format(month=value.month, day=value.day)
