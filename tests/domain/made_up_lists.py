"""Made-up ranked lists for red and black: scores in, lists out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid5

from inspector.domain.board import RankedGroup
from inspector.domain.board_rules import BoardRules, Order
from inspector.domain.ladder import Earlier, Past, past
from inspector.domain.list_rules import Line, ListKind, ListRule, ListRules
from inspector.domain.listing import MadeList
from inspector.domain.model.outcome import Outcome
from inspector.domain.period import Period, week_of
from inspector.domain.ranking import Came, Subject, ranked_group
from inspector.domain.redblack import made_lists

D = Decimal
SPACE = UUID(int=5)
WEEK = week_of(date(2026, 11, 18))
Scores = Mapping[str, str | None]


def who(name: str) -> UUID:
    """The id of a subject by its name."""
    return uuid5(SPACE, name)


def group(scores: Scores, key: str = "street", order: Order | None = None) -> RankedGroup:
    """A list with these scores; None is not tested."""
    outcomes = {
        (who(name), key): Outcome(Fraction(value), (), 1, 1)
        for name, value in scores.items()
        if value is not None
    }
    subjects = [Subject(who(name), key, name, name) for name in scores]
    return ranked_group(key, subjects, Came(outcomes), Came({}), order or Order())


def numbered(*values: str) -> dict[str, str]:
    """Subjects a, b, c … with these scores."""
    return {chr(ord("a") + number): value for number, value in enumerate(values)}


def red(groups: tuple[str, ...] = (), **line: object) -> ListRule:
    """A red list with this line."""
    return ListRule(ListKind.RED, groups=groups, line=Line(**line))  # type: ignore[arg-type]


def black(groups: tuple[str, ...] = (), **line: object) -> ListRule:
    """A black list with this line."""
    return ListRule(ListKind.BLACK, groups=groups, line=Line(**line))  # type: ignore[arg-type]


def board(*rules: ListRule, order: Order | None = None, **lists: object) -> BoardRules:
    """The rules of a board with these lists."""
    return BoardRules(order=order or Order(), lists=ListRules(rules, **lists))  # type: ignore[arg-type]


def made(
    groups: Sequence[RankedGroup] | Scores, rules: BoardRules, period: Period = WEEK
) -> tuple[MadeList, ...]:
    """The lists of these groups, or of one with these scores."""
    if isinstance(groups, Mapping):
        groups = [group(groups, order=rules.order)]
    return made_lists(groups, rules, period)


def names(one: MadeList) -> list[str]:
    """Who stands on a list, in order."""
    return [entry.subject_name for entry in one.entries]


def earlier(rules: BoardRules, *before: Scores, key: str = "street") -> Earlier:
    """The weeks before, the last one first; before them nobody was tested."""

    def said(period: Period) -> Past:
        back = (WEEK.first - period.first).days // 7 - 1
        scores = before[back] if back < len(before) else {}
        return past([group(scores, key)], rules, period)

    return said
