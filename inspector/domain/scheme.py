"""The evaluation scheme (测评体系): sections, items and their rules, versioned and immutable."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class RuleKind(StrEnum):
    """How an item is scored (domain forms F1 to F7)."""

    CONFORM = "conform"
    DEDUCT = "deduct"
    QUANTITY = "quantity"
    GRADE = "grade"
    POINTS = "points"
    BONUS = "bonus"


class Rounding(StrEnum):
    """How a required number per length becomes a whole number."""

    UP = "up"
    DOWN = "down"
    NEAREST = "nearest"


class Clause(Struct, frozen=True):
    """One thing that loses points on a deduct item: its code, words and points per occurrence."""

    code: str
    text: str
    each: Decimal


class Grade(Struct, frozen=True):
    """One grade of a grade item and the share of the full mark that it earns (0 to 1).

    `passed` is the number of sampled places from which on the grade is given (M3), None where the
    inspector names the letter.
    """

    letter: str
    share: Decimal
    passed: Decimal | None = None


class Rule(Struct, frozen=True):
    """A rule and its parameters; what a kind does not use stays empty.

    deduct: `each` points per occurrence where a finding names no clause, `cap` the most that the
    item loses (the full mark unless given). quantity (M4): `required` pieces, for each `per_length`
    metres where given, rounded by `rounding`; each missing piece loses `each`, or without `each`
    the item earns found/required of its full mark. grade: `grades`. bonus: `cap` limits the gain.
    """

    kind: RuleKind
    each: Decimal | None = None
    cap: Decimal | None = None
    clauses: tuple[Clause, ...] = ()
    required: Decimal | None = None
    per_length: Decimal | None = None
    rounding: Rounding = Rounding.UP
    grades: tuple[Grade, ...] = ()


class Section(Struct, frozen=True):
    """A node of the section tree; `number` counts from 1 in reading order, `parent` is a number."""

    number: int
    parent: int | None
    code: str
    text: str
    guidance: str = ""
    full_mark: Decimal | None = None


class Item(Struct, frozen=True):
    """A standard (测评标准) that a visit answers.

    `id` stays when text, code or order change in a later version; `number` is the place in this
    version, from 1. No `site_types` means that the item applies to every site.
    """

    id: UUID
    number: int
    section: int | None
    code: str
    text: str
    full_mark: Decimal
    rule: Rule
    guidance: str = ""
    exceptions: str = ""
    method: str = ""
    aspect: str = ""
    site_types: tuple[str, ...] = ()
    photo_required: bool = False
    deadline_class: str = ""
    unit: str = ""
    translations: tuple[tuple[str, str], ...] = ()


class LevelFactor(Struct, frozen=True):
    """By how much a loss counts when this level found it, or it is this severe."""

    level: str
    factor: Decimal


class Parameters(Struct, frozen=True):
    """Scoring parameters of a scheme: the on-the-spot factor, level factors, cap of all bonuses."""

    fixed_factor: Decimal = Decimal(1)
    levels: tuple[LevelFactor, ...] = ()
    bonus_cap: Decimal | None = None


class SchemeOrigin(StrEnum):
    """Where a version comes from; imported results are ranked by model M2."""

    CRITERIA = "criteria"
    RESULT = "result"


class Scheme(Struct, frozen=True):
    """The content of a scheme: a draft as well as a published version."""

    title: str
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    parameters: Parameters = Parameters()
    edition: str = ""
    origin: SchemeOrigin = SchemeOrigin.CRITERIA

    def path(self, item: Item) -> tuple[Section, ...]:
        """The sections above an item, outermost first."""
        by_number = {section.number: section for section in self.sections}
        found: list[Section] = []
        number = item.section
        while number is not None:
            found.append(by_number[number])
            number = by_number[number].parent
        return tuple(reversed(found))

    def item(self, number: int) -> Item:
        """The item with this number (from 1)."""
        return self.items[number - 1]

    def checklist(self, site_type: str) -> tuple[Item, ...]:
        """The items that apply to a site of this type, in order."""
        return tuple(i for i in self.items if not i.site_types or site_type in i.site_types)


class SchemeVersion(Struct, frozen=True):
    """A published scheme, immutable: `scheme_id` is shared by all versions, `number` counts them.

    `published` is an aware UTC moment. `content` is the whole scheme; lists that need only the
    heading leave it None.
    """

    id: UUID
    scheme_id: UUID
    number: int
    title: str
    published: datetime
    origin: SchemeOrigin
    content: Scheme | None = None
    void: bool = False


class SchemeDraft(Struct, frozen=True):
    """A scheme that is not published yet, and the version that it follows."""

    id: UUID
    scheme_id: UUID
    title: str
    content: Scheme | None = None
    void: bool = False
