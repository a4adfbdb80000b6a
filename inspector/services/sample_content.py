"""The made-up district of the sample, read from the shipped data files into domain values."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec import Struct

from inspector.domain.board_rules import BoardRules, from_json
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
    Section,
)
from inspector.domain.site import Site, SiteType, SiteUnit
from inspector.domain.unit import Role, Unit, UnitClass, UnitParent
from inspector.paths import resource
from inspector.store.workspace import Person

NewId = Callable[[], UUID]


class Problem(Struct, frozen=True):
    """A short believable note for an item, the clause that it is about and a fitting picture."""

    note: str
    scene: str
    clause: str


class SampleDistrict(Struct, frozen=True):
    """Units, sites and people of the sample; `persons` are in the order of their teams."""

    name: str
    office: str
    types: tuple[SiteType, ...]
    units: tuple[Unit, ...]
    parents: tuple[UnitParent, ...]
    sites: tuple[Site, ...]
    links: tuple[SiteUnit, ...]
    persons: tuple[Person, ...]


class Untested(Struct, frozen=True):
    """What nobody visits in a week (1 to 4): the sites of a unit, or of a type."""

    week: int
    unit: str
    site_type: str


class Bonus(Struct, frozen=True):
    """A bonus that one site is given in a week."""

    week: int
    site: str
    item: str
    points: Decimal


class Course(Struct, frozen=True):
    """How the four weeks go: what each unit loses in percent, who is left out, who ties.

    Units and sites stand by their codes. The second of the `tied` units loses in `tied_week` what
    the first one does, site by site.
    """

    lost_percent: dict[str, tuple[float, ...]]
    type_factor: dict[str, float]
    visited_percent: int
    second_visits: int
    untested: tuple[Untested, ...]
    tied_week: int
    tied: tuple[str, str]
    bonus: tuple[Bonus, ...]


def load_scheme(new_id: NewId) -> Scheme:
    """The scheme of the sample, its items with new ids."""
    data = _data("scheme.json")
    sections: list[Section] = []
    items: list[Item] = []
    for upper in data["sections"]:
        top = len(sections) + 1
        sections.append(Section(top, None, upper["code"], upper["text"], upper["guidance"]))
        for part in upper["parts"]:
            number = len(sections) + 1
            sections.append(Section(number, top, part["code"], part["text"]))
            for line in part["items"]:
                items.append(_item(line, new_id(), len(items) + 1, number))
    given = data["parameters"]
    levels = tuple(LevelFactor(one["level"], Decimal(one["factor"])) for one in given["levels"])
    parameters = Parameters(Decimal(given["fixed_factor"]), levels, Decimal(given["bonus_cap"]))
    return Scheme(data["title"], tuple(sections), tuple(items), parameters, data["edition"])


def load_rules() -> BoardRules:
    """The rules of the board of streets, with its lists."""
    return from_json(resource("sample", "board.json").read_bytes())


def load_problems() -> dict[str, tuple[Problem, ...]]:
    """The notes for each item, by the item's code."""
    return {
        code: tuple(Problem(one["note"], one["scene"], one.get("clause", "")) for one in lines)
        for code, lines in _data("problem.json").items()
    }


def load_district(new_id: NewId) -> SampleDistrict:
    """The district of the sample with new ids."""
    data = _data("district.json")
    units = {line["code"]: _unit(line, new_id()) for line in data["units"]}
    by_code = {code: unit.id for code, unit in units.items()}
    parents = [
        UnitParent(new_id(), by_code[line["code"]], by_code[above], role)
        for line in data["units"]
        for above, role in _superiors(line)
    ]
    sites = {line["code"]: _site(line, new_id()) for line in data["sites"]}
    links = [
        SiteUnit(new_id(), sites[line["code"]].id, by_code[unit], role)
        for line in data["sites"]
        for unit, role in _duties(line)
    ]
    return SampleDistrict(
        data["name"],
        data["office"],
        tuple(SiteType(new_id(), one["name"], Decimal(one["weight"])) for one in data["types"]),
        tuple(units.values()),
        tuple(parents),
        tuple(sites.values()),
        tuple(links),
        tuple(Person(new_id(), one["name"], one["team"]) for one in data["inspectors"]),
    )


def load_course() -> Course:
    """How the four weeks of the sample go."""
    data = _data("course.json")
    untested = [
        Untested(one["week"], one.get("unit", ""), one.get("type", "")) for one in data["untested"]
    ]
    bonus = [
        Bonus(one["week"], one["site"], one["item"], Decimal(one["points"]))
        for one in data["bonus"]
    ]
    first, second = data["tied"]["units"]
    return Course(
        {unit: tuple(weeks) for unit, weeks in data["lost_percent"].items()},
        data["type_factor"],
        data["visited_percent"],
        data["second_visits"],
        tuple(untested),
        data["tied"]["week"],
        (first, second),
        tuple(bonus),
    )


def _data(name: str) -> Any:
    return json.loads(resource("sample", name).read_text(encoding="utf-8"))


def _points(line: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(line[name]) if name in line else None


def _item(line: dict[str, Any], identity: UUID, number: int, section: int) -> Item:
    return Item(
        identity,
        number,
        section,
        line["code"],
        line["text"],
        Decimal(line["full_mark"]),
        _rule(line),
        line.get("guidance", ""),
        line.get("exceptions", ""),
        line["method"],
        line["aspect"],
        tuple(line.get("site_types", ())),
        line.get("photo_required", False),
        line.get("deadline_class", ""),
        line.get("unit", ""),
    )


def _rule(line: dict[str, Any]) -> Rule:
    return Rule(
        RuleKind(line["kind"]),
        _points(line, "each"),
        _points(line, "cap"),
        tuple(
            Clause(one["code"], one["text"], Decimal(one["each"]))
            for one in line.get("clauses", ())
        ),
        _points(line, "required"),
        _points(line, "per_length"),
        Rounding(line.get("rounding", Rounding.UP)),
        tuple(Grade(one["letter"], Decimal(one["share"])) for one in line.get("grades", ())),
    )


def _unit(line: dict[str, Any], identity: UUID) -> Unit:
    return Unit(identity, line["code"], line["name"], UnitClass(line["class"]), line["leader"])


def _superiors(line: dict[str, Any]) -> list[tuple[str, Role]]:
    own = [(line["parent"], Role.TERRITORIAL)] if "parent" in line else []
    return own + [(one["parent"], Role(one["role"])) for one in line.get("also", ())]


def _site(line: dict[str, Any], identity: UUID) -> Site:
    return Site(
        identity,
        line["code"],
        line["name"],
        line["type"],
        line["address"],
        Decimal(line["longitude"]),
        Decimal(line["latitude"]),
        _points(line, "length_m"),
        line["leader"],
    )


def _duties(line: dict[str, Any]) -> list[tuple[str, Role]]:
    own = [(line["territorial"], Role.TERRITORIAL)]
    if "line" in line:
        own.append((line["line"], Role.LINE))
    return own + [(one["unit"], Role(one["role"])) for one in line.get("also", ())]
