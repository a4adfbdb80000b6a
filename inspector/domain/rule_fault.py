"""A mistake in the rules of a board, and what of a workspace rules can refer to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from inspector.domain.unit import UnitClass


class RuleFaultKind(StrEnum):
    """What is wrong; `facts` of the fault fill its sentence."""

    NOT_A_NUMBER = "not_a_number"
    BELOW_ZERO = "below_zero"
    NO_METRIC = "no_metric"
    WEIGHTS_NOT_ONE = "weights_not_one"
    CAP_ABOVE_FULL = "cap_above_full"
    DECIMALS = "decimals"
    NO_SUBJECTS = "no_subjects"
    NO_NAME = "no_name"
    DOUBLED_NAME = "doubled_name"
    UNKNOWN_SUBJECT = "unknown_subject"
    GROUP_OF_TYPES = "group_of_types"
    UNKNOWN_SITE_TYPE = "unknown_site_type"
    UNKNOWN_SCHEME = "unknown_scheme"
    REMOVED_ITEM = "removed_item"
    UNFIT_ITEM = "unfit_item"
    NO_SUCH_METRIC = "no_such_metric"
    NO_REASON = "no_reason"
    NO_APPROVER = "no_approver"
    APPROVER_INSPECTS = "approver_inspects"
    NO_LEDGER = "no_ledger"
    NO_LINE = "no_line"
    EMPTY_BAND = "empty_band"
    NO_FLAG = "no_flag"
    DOUBLED_LIST = "doubled_list"
    OVERLAPPING_GRADES = "overlapping_grades"
    UNKNOWN_GROUP = "unknown_group"
    NO_SUCH_LIST = "no_such_list"
    APPROVER_IS_SUBJECT = "approver_is_subject"
    ENDS_BEFORE = "ends_before"
    LOOK_BACK = "look_back"
    TIE_ACROSS = "tie_across"


class RuleFault(Struct, frozen=True):
    """A mistake and where it stands, as `metrics[0].weight`."""

    place: str
    kind: RuleFaultKind
    facts: dict[str, str] = {}


class ItemFate(StrEnum):
    """What became of an item of a scheme that a rule may name."""

    IN_USE = "in_use"
    REMOVED = "removed"
    UNFIT = "unfit"


class Known(Struct, frozen=True):
    """What a workspace has that rules can refer to.

    `inspectors` are the names of those who inspected a subject of an event or of a list, `own` the
    names of a subject itself and of who leads it. An item is unfit for a veto where it is neither
    met nor violated but valued.
    """

    classes: Mapping[UUID, UnitClass]
    sites: frozenset[UUID] = frozenset()
    site_types: frozenset[str] = frozenset()
    schemes: frozenset[UUID] = frozenset()
    items: Mapping[UUID, ItemFate] = {}
    inspectors: Mapping[UUID, frozenset[str]] = {}
    own: Mapping[UUID, frozenset[str]] = {}
