"""The notes by which a board declares its lists: who is named, and what follows times in a row."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.domain.board import Footnote, FootnoteKind
from inspector.domain.list_rules import ListKind, ListRule, ListRules, Scope
from inspector.domain.points import plain_or_none


def list_notes(lists: ListRules) -> Iterator[Footnote]:
    """One note for each list and its ladder, one for all plain grades, in the order of print."""
    grades = [rule for rule in lists.rules if _is_plain_grade(rule)]
    for rule in lists.rules:
        if rule in grades:
            continue
        yield list_note(rule)
        if rule.rungs:
            yield ladder_note(rule, lists.look_back)
    if grades:
        lines = "\n".join(
            "|".join((_score(rule, "at_least"), _score(rule, "below"), rule.name))
            for rule in grades
        )
        yield Footnote(FootnoteKind.GRADES, {"grades": lines})


def list_note(rule: ListRule) -> Footnote:
    """The note that tells whom a rule names."""
    line = rule.line
    facts = {
        **_named(rule),
        "groups": "\n".join(rule.groups),
        "first": "" if line.first is None else str(line.first),
        "last": "" if line.last is None else str(line.last),
        "at_least": _score(rule, "at_least"),
        "below": _score(rule, "below"),
        "joined": line.joined.value,
        "ties": line.ties.value if line.asks_place else "",
        "whole": "1" if line.scope is Scope.WHOLE and line.asks_place else "",
        "longest": "" if line.longest is None else str(line.longest),
    }
    return Footnote(FootnoteKind.LIST, facts)


def ladder_note(rule: ListRule, look_back: int) -> Footnote:
    """The note that tells what follows so many times in a row, and how they are counted."""
    facts = {
        **_named(rule),
        "rungs": "\n".join(rule.rungs),
        "missed": rule.missed.value,
        "look_back": str(look_back),
    }
    return Footnote(FootnoteKind.LADDER, facts)


def _named(rule: ListRule) -> dict[str, str]:
    flag = "" if rule.flag is None else rule.flag.value
    return {"kind": rule.kind.value, "name": rule.name, "flag": flag}


def _is_plain_grade(rule: ListRule) -> bool:
    is_plain = not (rule.groups or rule.line.asks_place)
    return rule.kind is ListKind.GRADE and is_plain


def _score(rule: ListRule, name: str) -> str:
    return plain_or_none(getattr(rule.line, name)) or ""
