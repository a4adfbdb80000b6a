"""Words of the red and black lists for leaders: cards, their lists, the presentation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from inspector.domain.board import Loss, Ranking
from inspector.domain.edition import EditionHead
from inspector.domain.list_rules import ListKind, ListRule
from inspector.domain.listing import Entry, MadeList
from inspector.domain.period import Period, PeriodKind
from inspector.domain.redblack_view import Card, CardList, CardPhoto, RedBlackView
from inspector.domain.term import Term
from inspector.wording.board import period_name, ready_key, signed_loss
from inspector.wording.board_rules import ready_name, term
from inspector.wording.catalogue import _, ngettext
from inspector.wording.group import group
from inspector.wording.redblack import list_name, loss_said, mark, reason, times
from inspector.wording.sheet import signed


def board_title(ranking: Ranking) -> str:
    """The name of the board of a ranking."""
    return ranking.board_name or ready_name(ready_key(ranking))


def occasion(view: RedBlackView) -> str:
    """District, period and board in one line."""
    ranking = view.ranking
    said = (ranking.district, period_title(ranking.period), board_title(ranking))
    return " · ".join(part for part in said if part)


def period_title(period: Period) -> str:
    """A period with its year, as it stands over a presentation."""
    if period.kind is PeriodKind.WEEK:
        year, week, _day = period.first.isocalendar()
        return _("Week {week} of {year}").format(week=week, year=year)
    return period_name(period) or str(period)


def list_title(made: MadeList) -> str:
    """The name of a list as a heading, with the group for which it was made."""
    rule = made.rule
    name = rule.name or {ListKind.RED: _("Red list"), ListKind.BLACK: _("Black list")}.get(
        rule.kind, list_name(rule.kind, "", rule.flag)
    )
    return _("{list}, {group}").format(list=name, group=group(made.group)) if made.group else name


def list_count(count: int) -> str:
    """How many are listed, behind the name of the list."""
    return ngettext("{count} listed", "{count} listed", count).format(count=count)


def named(one: CardList) -> str:
    """Who has a grade or a flag, in one line."""
    made = one.made
    names = [
        entry.subject_name
        if entry.times == 1
        else _("{name} ({times} in a row)").format(name=entry.subject_name, times=times(entry))
        for entry in made.entries
    ]
    return _("{list}: {names}").format(list=list_title(made), names=_(", ").join(names) or "—")


def near_title() -> str:
    """Above those who are not listed though they are near."""
    return _("Near the line")


def in_a_row(entry: Entry, kind: PeriodKind) -> str:
    """For how many periods somebody has been listed, this one included."""
    count, said = entry.times, times(entry)
    if kind is PeriodKind.WEEK:
        text = ngettext("{times} week in a row", "{times} weeks in a row", count)
    elif kind is PeriodKind.MONTH:
        text = ngettext("{times} month in a row", "{times} months in a row", count)
    else:
        text = ngettext("{times} period in a row", "{times} periods in a row", count)
    return text.format(times=said)


def change(card: Card) -> str:
    """By how much the score moved, with a sign; empty where it had none before."""
    return "" if card.change is None else signed(card.change)


def place(card: Card) -> str:
    """Its place among how many."""
    if card.entry.rank is None:
        return _("without a rank")
    return _("rank {rank} of {count}").format(rank=card.entry.rank, count=card.ranked)


def tied(card: Card) -> str:
    """That others on the list have the same place, empty where none has."""
    return _("tied") if card.entry.equals else ""


def other_marks(card: Card) -> str:
    """The grades and flags that it has beside this list."""
    others = (one for one in card.row.marks if one.kind in (ListKind.GRADE, ListKind.FLAG))
    return " · ".join(map(mark, others))


def reasons(card: Card, rule: ListRule) -> str:
    """What was lost most for; why by hand, where a person put it there; else why it is named."""
    if card.entry.manual is not None or not card.reasons:
        return reason(card.entry, rule)
    lost = (f"{reason_said(one)} {signed_loss(one.lost)}" for one in card.reasons)
    return _("Lost most for: {losses}").format(losses=_("; ").join(lost))


def reason_said(one: Loss | Term) -> str:
    """What something was lost for, with its site."""
    if isinstance(one, Term):
        return term(one)
    said = _("{said} ({site})").format(said=loss_said(one), site=one.site_name)
    return said if one.site_name else loss_said(one)


def to_line(card: Card, rule: ListRule) -> str:
    """How far a score is from the line of its list; empty where the list has none."""
    line, score = rule.line, card.entry.score
    if score is None:
        return ""
    if line.below is not None and score < line.below:
        return _("{points} below the line {line}").format(
            points=line.below - score, line=_plain(line.below)
        )
    if line.at_least is not None and score >= line.at_least:
        return _("{points} above the line {line}").format(
            points=score - line.at_least, line=_plain(line.at_least)
        )
    return ""


def before(card: Card) -> str:
    """The score of the period before and how it moved."""
    if card.row.previous_score is None or card.change is None:
        return _("no score the period before")
    sign = "▲" if card.change > 0 else "▼"
    moved = f"{sign} {abs(card.change)}" if card.change else "—"
    return _("before {score}  {moved}").format(score=card.row.previous_score, moved=moved)


def since(entry: Entry, kind: PeriodKind) -> str:
    """Whether somebody is on the list again."""
    return in_a_row(entry, kind) if entry.times > 1 else _("not listed the period before")


def photo_place(photo: CardPhoto) -> str:
    """Where a photo was taken and what it shows."""
    return _("{site}: {said}").format(site=photo.loss.site_name, said=loss_said(photo.loss))


def photo_moment(photo: CardPhoto) -> str:
    """When a photo was taken; the day of the visit where the camera did not say."""
    taken = None if photo.photo is None else photo.photo.taken
    return _moment(taken) if taken is not None else f"{photo.loss.day:%m.%d}"


def sealed(head: EditionHead) -> str:
    """When and as which edition something was sealed."""
    said = _("Sealed {moment} · edition {number}")
    return said.format(moment=_moment(head.sealed.astimezone()), number=head.number)


def edition_named(head: EditionHead) -> str:
    """An edition by its number, on the button that shows it."""
    return _("Edition {number}").format(number=head.number)


def standing_said(head: EditionHead, *, is_as_sealed: bool) -> str:
    """When the latest edition was sealed, and whether the numbers are others by now."""
    said = _("sealed {moment}") if is_as_sealed else _("changed since it was sealed {moment}")
    return said.format(moment=_moment(head.sealed.astimezone()))


def without_photos() -> str:
    """That an edition names its photos only by their hashes."""
    return _(
        "The file holds the photos only by their SHA-256. They are shown where a workspace that "
        "has them is open."
    )


def card_said(card: Card, made: MadeList) -> str:
    """A card read aloud."""
    score = "—" if card.entry.score is None else str(card.entry.score)
    said = (list_title(made), card.entry.subject_name, place(card), score)
    return _(", ").join(part for part in (*said, card.entry.measure) if part)


def course_title(count: int, kind: PeriodKind) -> str:
    """Above the line of the last scores."""
    if kind is PeriodKind.WEEK:
        return ngettext("the last {count} week", "the last {count} weeks", count).format(
            count=count
        )
    return ngettext("the last {count} period", "the last {count} periods", count).format(
        count=count
    )


def totals(lists: Iterable[CardList]) -> str:
    """How many are on each red or black list."""
    said = (
        f"{list_title(one.made)} {list_count(len(one.cards))}" for one in lists if one.has_cards
    )
    return " · ".join(said)


def _moment(value: datetime) -> str:
    return f"{value:%m.%d %H:%M}"


def _plain(value: Decimal) -> str:
    return format(value, "f")
