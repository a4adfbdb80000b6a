"""The rules of a board as values: who is ranked, by what, how ties and rounding go, what is added.

Every parameter has a name and is stored; `formula` tells by which formulas of the models they are
meant, so that what was sealed comes out the same after a formula has changed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct

from inspector.domain.list_rules import ListRules
from inspector.domain.model.compliance import Pooling
from inspector.domain.model.composite import MissingMetric
from inspector.domain.model.deduction import NaRule
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.ledger import LedgerKind, LedgerRules
from inspector.domain.model.rectification import Rectification
from inspector.domain.model.roll_up import RollUp
from inspector.domain.model.span import PeriodMean
from inspector.domain.model.threshold import Threshold
from inspector.domain.model.veto import VetoEffect
from inspector.domain.period import PeriodKind
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import Level, Method, Mode
from inspector.domain.wire import Wire

FORMAT = 1
"""The form in which rules are written; raised when a field changes its meaning."""

FORMULAS = frozenset({1})
"""The formulas that this program knows; a changed formula is a new number beside the old ones."""


SEGMENTS = "segments"
"""The list of road segments, which all stand in one."""


TYPES = "types"
"""The list of site types, which all stand in one."""

_OF_TYPES = UUID("8c0f6f0b-3f0e-4d0c-9a52-6c1d7e9b2a47")


def type_subject(name: str) -> UUID:
    """The id under which a site type stands in a row: the same for its name in every workspace."""
    return uuid5(_OF_TYPES, name)


class SubjectKind(StrEnum):
    """What stands in the rows of a board."""

    UNITS = "units"
    SITES = "sites"
    SEGMENTS = "segments"
    TYPES = "types"


class SubjectGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """A list of chosen units or sites under a name of its own."""

    name: str
    members: tuple[UUID, ...] = ()


class Subjects(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is ranked: units by class, sites by type, road segments (sites with a length) in one.

    Site types, too, stand in one list, each with the mean of its sites. `groups` make lists of
    chosen units or sites instead; there are none of types. No `classes` are all that are ranked, no
    `site_types` all. `roles` are those in which units answer for a visit, none: as their class is
    ranked.
    """

    kind: SubjectKind = SubjectKind.UNITS
    classes: tuple[UnitClass, ...] = ()
    site_types: tuple[str, ...] = ()
    groups: tuple[SubjectGroup, ...] = ()
    roles: tuple[Role, ...] = ()


class Filters(Struct, frozen=True, forbid_unknown_fields=True):
    """Which visits count; nothing named is all."""

    levels: tuple[Level, ...] = ()
    modes: tuple[Mode, ...] = ()
    methods: tuple[Method, ...] = ()
    campaigns: tuple[str, ...] = ()
    site_types: tuple[str, ...] = ()


class TypeWeight(Struct, frozen=True, forbid_unknown_fields=True):
    """The weight of a site type on this board, in place of the one it has everywhere."""

    name: str
    weight: Decimal


class MetricKind(StrEnum):
    """What a metric measures.

    Visits are scored by M1 and M5, imported results by M2; the rate of rectification is M7, or
    with a threshold M8; the ledger is M6.
    """

    VISITS = "visits"
    RECTIFICATION = "rectification"
    LEDGER = "ledger"


class Metric(Struct, frozen=True, forbid_unknown_fields=True):
    """One part of a composite: `weight` is a_k of M9, all of a board add up to 1.

    `scheme` is the id of a scheme in all its versions, None: the one that is asked for, or the
    one of the period. What a kind does not use stays as it is.
    """

    kind: MetricKind = MetricKind.VISITS
    name: str = ""
    weight: Decimal = Decimal(1)
    scheme: UUID | None = None
    filters: Filters = Filters()
    pooling: Pooling = Pooling.POOLED
    roll_up: RollUp = RollUp()
    type_weights: tuple[TypeWeight, ...] = ()
    na_rule: NaRule = NaRule.EXCLUDE
    rectification: Rectification = Rectification()
    threshold: Threshold | None = None
    ledger: LedgerRules = LedgerRules()

    @property
    def full(self) -> Decimal:
        """The most that the metric comes to, but for what the ledger adds."""
        if self.kind is MetricKind.RECTIFICATION and self.threshold is not None:
            return self.threshold.full
        return self.ledger.base if self.kind is MetricKind.LEDGER else Decimal(100)


class PeriodRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Which periods a board is for, and how one becomes one value (M10).

    `kind` is what is ranked unless another period is asked for. Its visits are pooled, or it is
    made of the shorter periods in it: `parts`, with `weights` in order where they are weighted.
    """

    mean: PeriodMean = PeriodMean.POOLED
    parts: PeriodKind = PeriodKind.WEEK
    weights: tuple[Decimal, ...] = ()
    kind: PeriodKind = PeriodKind.WEEK


class Minimum(Struct, frozen=True, forbid_unknown_fields=True):
    """What a subject must have to be ranked; visits are observations for imported results."""

    visits: int = 0
    sites: int = 0
    types: int = 0


class Numbering(StrEnum):
    """How ranks go on after a tie: 1, 2, 2, 4 or 1, 2, 2, 3."""

    COMPETITION = "competition"
    DENSE = "dense"


class TieKey(StrEnum):
    """What decides between equal scores, before they share a rank."""

    FEWER_VETOES = "fewer_vetoes"
    LESS_PENALTY = "less_penalty"
    MORE_VISITS = "more_visits"
    MORE_SITES = "more_sites"


class Order(Struct, frozen=True, forbid_unknown_fields=True):
    """How scores become ranks: by what is printed at so many decimals, or by what is exact."""

    decimals: int = 2
    by_exact: bool = False
    numbering: Numbering = Numbering.COMPETITION
    tie_keys: tuple[TieKey, ...] = ()


class EventKind(StrEnum):
    """What a declared event does: points of its own, a clause of the negative list, the ledger."""

    BONUS = "bonus"
    PENALTY = "penalty"
    VETO = "veto"
    LEDGER = "ledger"


class LedgerFact(Struct, frozen=True, forbid_unknown_fields=True):
    """What an event is in the ledger (M6): `source` names the level that it came from."""

    kind: LedgerKind
    source: str = ""
    count: int = 1
    is_fixed: bool = False


class Event(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a person enters for a subject on a local day, with reason and approver.

    `points` are at least 0 for bonus, penalty and a veto that takes points.
    """

    subject: UUID
    day: date
    kind: EventKind
    reason: str
    approver: str
    points: Decimal = Decimal(0)
    effect: VetoEffect = VetoEffect.POINTS
    ledger: LedgerFact | None = None


class VetoItem(Struct, frozen=True, forbid_unknown_fields=True):
    """An item of a scheme that strikes whoever violates it, by its id that outlives versions."""

    item: UUID
    effect: VetoEffect = VetoEffect.POINTS
    points: Decimal = Decimal(0)


class Gate(Struct, frozen=True, forbid_unknown_fields=True):
    """A metric, by its place from 1, that must reach so much for a subject to be ranked."""

    metric: int
    least: Decimal


class Additions(Struct, frozen=True, forbid_unknown_fields=True):
    """What is added to and taken from the metrics (M9, M11), and the bounds of it.

    Without a `maximum` bonus points lead above the full mark, as they do on a visit.
    """

    events: tuple[Event, ...] = ()
    bonus_cap: Decimal | None = None
    penalty_cap: Decimal | None = None
    maximum: Decimal | None = None
    veto_items: tuple[VetoItem, ...] = ()
    gates: tuple[Gate, ...] = ()


class BoardRules(Struct, frozen=True, forbid_unknown_fields=True):
    """All rules of a board; the defaults are the plain ranking of all units."""

    format: int = FORMAT
    formula: int = 1
    subjects: Subjects = Subjects()
    metrics: tuple[Metric, ...] = (Metric(),)
    missing_metric: MissingMetric = MissingMetric.RENORMALISE
    period: PeriodRule = PeriodRule()
    minimum: Minimum = Minimum()
    order: Order = Order()
    duty: DutyRule = DutyRule.FULL
    additions: Additions = Additions()
    lists: ListRules = ListRules()


class NewerRules(ValueError):
    """Rules that a newer program wrote."""


class MisreadRules(ValueError):
    """What is no rules of a board: the text says where and why, in the words of the reader."""


class _Head(Struct, frozen=True):
    format: int = FORMAT
    formula: int = 1


def to_wire(rules: BoardRules) -> Wire:
    """The rules as JSON values, each with its name, also where it is the default."""
    return msgspec.json.decode(msgspec.json.encode(rules))  # type: ignore[no-any-return]


def from_wire(wire: Wire) -> BoardRules:
    """The rules that `to_wire` gave; raises as `from_json`."""
    return from_json(msgspec.json.encode(wire))


def to_json(rules: BoardRules) -> bytes:
    """The rules as JSON text that `from_json` reads, indented for people."""
    return msgspec.json.format(msgspec.json.encode(rules), indent=2)


def from_json(text: bytes) -> BoardRules:
    """The rules in a JSON text; what is not named has its default, numbers are read exactly.

    Raises NewerRules for another format or formula, MisreadRules naming the place for what is not
    understood: unknown names too.
    """
    try:
        head = msgspec.json.decode(text, type=_Head)
        if head.format != FORMAT or head.formula not in FORMULAS:
            raise NewerRules(f"format {head.format}, formula {head.formula}")
        return msgspec.json.decode(text, type=BoardRules)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise MisreadRules(str(error)) from error
