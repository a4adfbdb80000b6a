"""Words of a why card: how far the lists are, what changed, what was lost again."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from inspector.domain.board import Loss, RankedRow
from inspector.domain.line_distance import LineDistance
from inspector.domain.points import printed
from inspector.domain.why_card import History, ItemChange, TypeChange, WhyCard
from inspector.wording.board import footnote
from inspector.wording.catalogue import _, ngettext
from inspector.wording.redblack import list_name

_MINUS = "\N{MINUS SIGN}"
_CLAUSE = re.compile("[：:，,。；;（(]")
_LONGEST_NAME = 24


def line_said(one: LineDistance) -> str:
    """On which side of the line of a list somebody stands, and by how much."""
    name = list_name(one.rule.kind, one.rule.name, one.rule.flag)
    if one.points is None:
        said = _("{list}: on it") if one.is_on else _("{list}: not on it")
        return said.format(list=name)
    if one.is_lacking:
        said = _("{list}: lacks {far}") if one.rule.is_praise else _("{list}: {far} to get off it")
    else:
        said = _("{list}: {far} to spare") if one.is_on else _("{list}: {far} away from it")
    return said.format(list=name, far=_far(one.points, one.places))


def _far(points: Decimal, places: int | None) -> str:
    said = _("{points} points").format(points=format(points, "f"))
    if not places:
        return said
    count = ngettext("{count} rank", "{count} ranks", places).format(count=places)
    return _("{points} or {places}").format(points=said, places=count)


def changed_said(row: RankedRow) -> str:
    """How score and rank moved since the period before; empty where nothing is known of it."""
    if row.previous_score is None or row.score is None:
        return ""
    said = [_("score {change}").format(change=signed(row.score - row.previous_score))]
    if row.rank is not None and row.previous_rank is not None:
        moved = row.previous_rank - row.rank
        if moved:
            arrow = "▲" if moved > 0 else "▼"
            said.append(_("rank {change}").format(change=f"{arrow}{abs(moved)}"))
        else:
            said.append(_("same rank"))
    return _("Since the period before: {changes}").format(changes=_(", ").join(said))


def type_said(one: TypeChange) -> str:
    """How the mean of a site type moved."""
    before, now = ("—" if score is None else str(score) for score in (one.before, one.now))
    return _("{type} {before} → {now}").format(type=one.name, before=before, now=now)


def item_said(one: ItemChange) -> str:
    """What an item cost more or less, signed as the score moved by it, under a short name."""
    # A standard begins with what it is about, and goes on with what is asked.
    name = _CLAUSE.split(one.text, maxsplit=1)[0]
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME]}…"
    return f"{signed(printed(-one.change))} {name or one.code}"


def no_items() -> str:
    """Instead of items, where there are too many visits to compare."""
    return _("Too many visits to compare them item by item.")


def worse_head() -> str:
    """Above the items that cost more than before."""
    return _("Lost more on")


def better_head() -> str:
    """Above the items that cost less than before."""
    return _("Lost less on")


def relapses_said(losses: tuple[Loss, ...]) -> str:
    """How many losses are relapses, and what they cost together."""
    if not losses:
        return ""
    lost = sum((loss.lost for loss in losses), Decimal(0))
    return ngettext(
        "{count} loss at a site that had lost the same before: {lost}",
        "{count} losses at sites that had lost the same before: {lost}",
        len(losses),
    ).format(count=len(losses), lost=signed(-lost))


def facts(card: WhyCard) -> tuple[str, ...]:
    """What a card tells above the losses, line by line: lists, changes, relapses, remarks."""
    row = card.why.explanation.row
    said = [line_said(one) for one in card.lines]
    said.append(changed_said(row))
    said += changes(card.history)
    said.append(relapses_said(card.relapses))
    said += [footnote(note) for note in row.notes]
    return tuple(text for text in said if text)


def changes(history: History | None) -> list[str]:
    """The items that cost more and less than in the period before."""
    if history is None:
        return []
    if history.items is None:
        moved = [type_said(one) for one in history.types if one.change]
        return [_("; ").join(moved), no_items()]
    heads = ((worse_head(), history.worse), (better_head(), history.better))
    return [
        _("{head}: {items}").format(head=head, items=_("; ").join(map(item_said, items)))
        for head, items in heads
        if items
    ]


def signed(change: Decimal | Fraction) -> str:
    """Points with a real sign: + where the score gains."""
    value = printed(change) if isinstance(change, Fraction) else change
    text = format(abs(value), "f")
    return f"{_MINUS}{text}" if value < 0 else f"+{text}" if value > 0 else text
