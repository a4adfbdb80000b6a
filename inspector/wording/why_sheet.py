"""Words of the sheet of one why card."""

from __future__ import annotations

from inspector.domain.board import Ranking
from inspector.domain.why_card import WhyCard
from inspector.wording import why_card as words
from inspector.wording.board import footnote
from inspector.wording.catalogue import _
from inspector.wording.detail_sheet import losses_notes
from inspector.wording.sheet import leading


def title(ranking: Ranking, name: str) -> str:
    """The title of the sheet."""
    return _("{district}Civilized-City inspections: why {name} stands where it stands").format(
        district=leading(ranking.district), name=name
    )


def sheet_name() -> str:
    """The name of the sheet."""
    return _("Why card")


def no_score(name: str) -> str:
    """Instead of losses of who has no score."""
    return _("{name} has no score in this period, so there is no loss to explain.").format(
        name=name
    )


def sections(card: WhyCard) -> list[tuple[str, list[str]]]:
    """What stands above the losses, each part under its head; empty parts are left out."""
    row = card.why.explanation.row
    changed = [
        words.changed_said(row),
        *words.changes(card.history),
        words.relapses_said(card.relapses),
    ]
    parts = (
        (_("Distance to the lists"), [words.line_said(one) for one in card.lines]),
        (_("What changed"), [said for said in changed if said]),
        (_("Remarks"), [footnote(note) for note in row.notes]),
    )
    return [(head, told) for head, told in parts if told]


def notes(ranking: Ranking) -> list[str]:
    """What the columns mean, and how far back was looked for the same loss."""
    periods = ranking.rules.lists.look_back
    return [
        *losses_notes(),
        _(
            "“Lost here before” looks over {count} periods of equal length before this one, but "
            "over a year at most, on all visits that count for the board."
        ).format(count=periods),
        *(
            [_("The distances hold while all others keep their scores.")]
            if ranking.rules.lists.rules
            else []
        ),
    ]
