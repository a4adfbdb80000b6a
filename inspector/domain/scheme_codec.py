"""A scheme as JSON values, the form in which a change and a row hold it, and back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from inspector.domain.points import plain, plain_or_none
from inspector.domain.scheme import (
    Clause,
    Grade,
    Item,
    LevelFactor,
    Parameters,
    Rounding,
    Rule,
    RuleKind,
    Scheme,
    SchemeOrigin,
    Section,
)

JsonList: TypeAlias = "list[Any]"

# The first value of the list, raised when a field is added, so that old content stays readable.
CODEC = 1


def to_wire(scheme: Scheme) -> JsonList:
    """The scheme as nested lists of text, whole numbers, truth values and null."""
    parameters = scheme.parameters
    return [
        CODEC,
        scheme.title,
        scheme.edition,
        scheme.origin.value,
        [
            plain(parameters.fixed_factor),
            [[level.level, plain(level.factor)] for level in parameters.levels],
            plain_or_none(parameters.bonus_cap),
        ],
        [_section(section) for section in scheme.sections],
        [_item(item) for item in scheme.items],
    ]


def from_wire(wire: JsonList) -> Scheme:
    """The scheme that `to_wire` gave; raises ValueError for content of a newer program."""
    if wire[0] != CODEC:
        raise ValueError(f"scheme content {wire[0]}")
    _codec, title, edition, origin, parameters, sections, items = wire
    fixed, levels, bonus_cap = parameters
    return Scheme(
        title=title,
        sections=tuple(_read_section(n, values) for n, values in enumerate(sections, 1)),
        items=tuple(_read_item(n, values) for n, values in enumerate(items, 1)),
        parameters=Parameters(
            Decimal(fixed),
            tuple(LevelFactor(level, Decimal(factor)) for level, factor in levels),
            _read_number(bonus_cap),
        ),
        edition=edition,
        origin=SchemeOrigin(origin),
    )


def _read_number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _section(section: Section) -> JsonList:
    return [
        section.parent,
        section.code,
        section.text,
        section.guidance,
        plain_or_none(section.full_mark),
    ]


def _read_section(number: int, values: JsonList) -> Section:
    parent, code, text, guidance, full_mark = values
    return Section(number, parent, code, text, guidance, _read_number(full_mark))


def _item(item: Item) -> JsonList:
    return [
        item.id.hex,
        item.section,
        item.code,
        item.text,
        plain(item.full_mark),
        _rule(item.rule),
        [item.guidance, item.exceptions, item.method, item.aspect],
        list(item.site_types),
        item.photo_required,
        item.deadline_class,
        item.unit,
        [list(pair) for pair in item.translations],
    ]


def _read_item(number: int, values: JsonList) -> Item:
    key, section, code, text, full_mark, rule, words, site_types, photo, deadline, unit, said = (
        values
    )
    guidance, exceptions, method, aspect = words
    return Item(
        id=UUID(key),
        number=number,
        section=section,
        code=code,
        text=text,
        full_mark=Decimal(full_mark),
        rule=_read_rule(rule),
        guidance=guidance,
        exceptions=exceptions,
        method=method,
        aspect=aspect,
        site_types=tuple(site_types),
        photo_required=photo,
        deadline_class=deadline,
        unit=unit,
        translations=tuple((language, words) for language, words in said),
    )


def _rule(rule: Rule) -> JsonList:
    return [
        rule.kind.value,
        plain_or_none(rule.each),
        plain_or_none(rule.cap),
        [[clause.code, clause.text, plain(clause.each)] for clause in rule.clauses],
        plain_or_none(rule.required),
        plain_or_none(rule.per_length),
        rule.rounding.value,
        [_grade(grade) for grade in rule.grades],
    ]


def _read_rule(values: JsonList) -> Rule:
    kind, each, cap, clauses, required, per_length, rounding, grades = values
    return Rule(
        kind=RuleKind(kind),
        each=_read_number(each),
        cap=_read_number(cap),
        clauses=tuple(Clause(code, text, Decimal(points)) for code, text, points in clauses),
        required=_read_number(required),
        per_length=_read_number(per_length),
        rounding=Rounding(rounding),
        grades=tuple(
            Grade(letter, Decimal(share), _read_number(*passed) if passed else None)
            for letter, share, *passed in grades
        ),
    )


def _grade(grade: Grade) -> JsonList:
    # A grade that is only a letter is written as ever: what was published keeps its bytes.
    passed = [] if grade.passed is None else [plain(grade.passed)]
    return [grade.letter, plain(grade.share), *passed]
