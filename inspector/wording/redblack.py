"""Words for red and black, grades and flags: names, rules, reasons, and why a list is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from inspector.domain.board import Footnote, FootnoteKind, Loss
from inspector.domain.list_note import list_note
from inspector.domain.list_rules import Flag, Joined, ListKind, ListRule, Missed, Ties
from inspector.domain.listing import Empty, EmptyKind, Entry, MadeList, Spared, SparedKind
from inspector.wording.catalogue import _, ngettext
from inspector.wording.group import group

Facts = Mapping[str, str]

_MOST_EQUALS = 3


def list_name(kind: ListKind, name: str = "", flag: Flag | None = None) -> str:
    """What a list, grade or flag is called: by its own name, else by its kind or colour."""
    if name:
        return name
    if flag is not None:
        return {
            Flag.RED: _("red flag"),
            Flag.YELLOW: _("yellow flag"),
            Flag.BLUE: _("blue flag"),
            Flag.BLACK: _("black flag"),
            Flag.GREEN: _("green flag"),
        }[flag]
    return {
        ListKind.RED: _("red list"),
        ListKind.BLACK: _("black list"),
        ListKind.GRADE: _("grade"),
        ListKind.FLAG: _("flag"),
    }[kind]


def mark(entry: Entry) -> str:
    """What a list says about a row, for a cell of remarks: its name, and how often in a row."""
    name = list_name(entry.kind, entry.name, entry.flag)
    if entry.times == 1:
        return name
    return _("{list} ({times} in a row)").format(list=name, times=times(entry))


def marks(entries: Iterable[Entry]) -> str:
    """What all lists say about a row, in one cell."""
    return _("; ").join(map(mark, entries))


def times(entry: Entry) -> str:
    """How often in a row; a plus where it was not looked further back, a dash for grades."""
    if entry.kind is ListKind.GRADE:
        return "—"
    return f"{entry.times}+" if entry.is_more else str(entry.times)


def reason(entry: Entry, rule: ListRule, losses: Sequence[Loss] = ()) -> str:
    """Why a subject stands on a list, and what it lost most for where that is given."""
    if entry.manual is not None:
        why = _("{reason} (entered by hand, approved by {approver})").format(
            reason=entry.manual.reason, approver=entry.manual.approver
        )
    else:
        why = _why(entry, rule)
    if not losses:
        return why
    lost = [
        _("{said} ({site})").format(said=loss_said(loss), site=loss.site_name) for loss in losses
    ]
    return _("{why}. Lost most for: {losses}").format(why=why, losses=_("; ").join(lost))


def _why(entry: Entry, rule: ListRule) -> str:
    line = rule.line
    said = [_("rank {rank}").format(rank=entry.rank)] if line.asks_place else []
    score = "—" if entry.score is None else format(entry.score, "f")
    if line.at_least is not None and line.below is not None:
        band = _scores({"at_least": _plain(line.at_least), "below": _plain(line.below)})
        said.append(_("{score}, {band}").format(score=score, band=band))
    elif line.at_least is not None:
        said.append(_("{score}, not below {line}").format(score=score, line=_plain(line.at_least)))
    elif line.below is not None:
        said.append(_("{score}, below {line}").format(score=score, line=_plain(line.below)))
    else:
        said.append(_("{score} points").format(score=score))
    if entry.equals:
        said.append(_level(entry.equals))
    return _("; ").join(said)


def _level(names: Sequence[str]) -> str:
    told = _(", ").join(names[:_MOST_EQUALS])
    more = len(names) - _MOST_EQUALS
    if more <= 0:
        return _("level with {names}").format(names=told)
    text = ngettext(
        "level with {names} and {count} other", "level with {names} and {count} others", more
    )
    return text.format(names=told, count=more)


def rule_said(rule: ListRule) -> str:
    """Whom a rule names, in one sentence."""
    return _list(list_note(rule).facts)


def list_rule_note(note: Footnote) -> str:
    """The sentence of a note that declares a list, a ladder or grades; empty for others."""
    say = _SENTENCES.get(note.kind)
    return "" if say is None else say(note.facts)


def spared(one: Spared, rule: ListRule) -> str:
    """Who is near the line and why not listed."""
    name = list_name(rule.kind, rule.name, rule.flag)
    said = {
        SparedKind.SCORE: _("{subject}: in place {rank}, but {score} does not make the {list}."),
        SparedKind.TIE: _("{subject}: shares place {rank} across the line of the {list}."),
        SparedKind.UNDECIDED: _(
            "{subject}: shares place {rank} across the line of the {list}; somebody must decide."
        ),
        SparedKind.EXEMPT: _(
            "{subject}: exempt from the {list}: {reason} (approved by {approver})."
        ),
        SparedKind.OPPOSED: _("{subject}: not on the {list}, as it stands on the opposite one."),
        SparedKind.LENGTH: _("{subject}: in place {rank}, but the {list} is full."),
        SparedKind.ALL_EQUAL: _(
            "{subject}: not on the {list}, as nobody is better where all are level."
        ),
    }[one.why]
    return said.format(
        subject=one.subject_name,
        rank="—" if one.rank is None else one.rank,
        score="—" if one.score is None else format(one.score, "f"),
        list=name,
        reason=one.reason,
        approver=one.approver,
    )


def empty(made: MadeList, value: Empty) -> str:
    """Why nobody stands on a list, in one sentence."""
    rule = made.rule
    said = {
        EmptyKind.NOBODY_RANKED: _("Nobody was ranked, so there is no {list} this time."),
        EmptyKind.NONE_BELOW: _(
            "Nobody is below {line}, so there is no {list} this time; the lowest is {subject} "
            "with {score}."
        ),
        EmptyKind.NONE_REACHES: _(
            "Nobody reaches {line}, so there is no {list} this time; the highest is {subject} "
            "with {score}."
        ),
        EmptyKind.ALL_SPARED: _("Nobody is named by the rule, so there is no {list} this time."),
    }[value.kind]
    return said.format(
        line="" if value.line is None else _plain(value.line),
        list=list_name(rule.kind, rule.name, rule.flag),
        subject=value.nearest,
        score="" if value.score is None else format(value.score, "f"),
    )


def no_lists() -> str:
    """Instead of lists, where a board has none."""
    return _("The board has no rules for lists, grades or flags.")


def list_columns() -> tuple[str, ...]:
    """Heads of a list on the terminal: rank, subject, score, reason, times in a row, measure."""
    return (_("Rank"), _("Unit or site"), _("Score"), _("Reason"), _("In a row"), _("Measure"))


def empty_said(made: MadeList, value: Empty) -> str:
    """Why nobody stands on a list, behind its name and group."""
    return _("{list}: {said}").format(list=made_title(made), said=empty(made, value))


def made_title(made: MadeList) -> str:
    """The name of a list with the group for which it was made."""
    name = list_name(made.rule.kind, made.rule.name, made.rule.flag)
    if not made.group:
        return name
    return _("{list}, {group}").format(list=name, group=group(made.group))


def loss_said(loss: Loss) -> str:
    """What was lost for, in one line: what was found, else the standard."""
    return loss.note or loss.text


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _list(facts: Facts) -> str:
    name = _name(facts)
    if facts["groups"]:
        groups = _(", ").join(group(key) for key in facts["groups"].split("\n"))
        name = _("{list} ({groups})").format(list=name, groups=groups)
    said = [_who(facts)]
    if facts["whole"]:
        said.append(_("places count over all lists together"))
    if facts["ties"]:
        said.append(
            {
                Ties.LISTED: _("who is level on the line is listed"),
                Ties.LEFT_OUT: _("who is level across the line is left out"),
                Ties.DECIDED: _("who is level across the line is decided on"),
            }[Ties(facts["ties"])]
        )
    if facts["longest"]:
        said.append(_("at most {count}").format(count=facts["longest"]))
    return _("{list}: {rule}.").format(list=name, rule=_("; ").join(said))


def _who(facts: Facts) -> str:
    places = []
    if facts["first"]:
        places.append(_first(int(facts["first"])))
    if facts["last"]:
        places.append(_last(int(facts["last"])))
    where = _(" or ").join(places)
    scores = _scores(facts)
    if not where or not scores:
        return where or scores
    if facts["joined"] == Joined.EITHER:
        return _("{place}, or {score}").format(place=where, score=scores)
    return _("{place}, and only {score}").format(place=where, score=scores)


def _first(count: int) -> str:
    return ngettext("the first", "the first {count}", count).format(count=count)


def _last(count: int) -> str:
    return ngettext("the last", "the last {count}", count).format(count=count)


def _scores(facts: Facts) -> str:
    least, below = facts["at_least"], facts["below"]
    if least and below:
        return _("from {least} and below {below}").format(least=least, below=below)
    if least:
        return _("from {least}").format(least=least)
    return _("below {below}").format(below=below) if below else ""


def _grades(facts: Facts) -> str:
    said = []
    for line in facts["grades"].split("\n"):
        least, below, name = line.split("|", 2)
        scores = _scores({"at_least": least, "below": below})
        said.append(_("{grade} {score}").format(grade=name, score=scores))
    return _("Grades: {grades}.").format(grades=_("; ").join(said))


def _ladder(facts: Facts) -> str:
    rungs = facts["rungs"].split("\n")
    if len(rungs) == 1:
        return _("Who is named for the {list}: {measure}.").format(
            list=_name(facts), measure=rungs[0]
        )
    said = [
        _("{times} in a row: {measure}").format(times=times, measure=measure or "—")
        for times, measure in enumerate(rungs, start=1)
    ]
    missed = {
        Missed.FREEZE: _("a period without a rank does not count and does not break the row"),
        Missed.RESET: _("a period without a rank breaks the row"),
    }[Missed(facts["missed"])]
    count = int(facts["look_back"])
    back = ngettext(
        "looked at is {count} period before", "looked at are {count} periods before", count
    ).format(count=count)
    return _("{list}: {rule}.").format(list=_name(facts), rule=_("; ").join([*said, missed, back]))


def _name(facts: Facts) -> str:
    flag = Flag(facts["flag"]) if facts["flag"] else None
    return list_name(ListKind(facts["kind"]), facts["name"], flag)


_SENTENCES: dict[FootnoteKind, Callable[[Facts], str]] = {
    FootnoteKind.LIST: _list,
    FootnoteKind.GRADES: _grades,
    FootnoteKind.LADDER: _ladder,
}
