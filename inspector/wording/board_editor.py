"""Words for the choices that the rules of a board offer."""

from __future__ import annotations

from inspector.domain.board_rules import EventKind, MetricKind, Numbering, SubjectKind, TieKey
from inspector.domain.model.compliance import Pooling
from inspector.domain.model.composite import MissingMetric
from inspector.domain.model.deduction import NaRule
from inspector.domain.model.duty import DutyRule
from inspector.domain.model.ledger import LedgerKind
from inspector.domain.model.rectification import RateBase
from inspector.domain.model.roll_up import MissingType, TypeMean
from inspector.domain.model.span import PeriodMean
from inspector.domain.model.threshold import Shortage
from inspector.domain.model.veto import VetoEffect
from inspector.domain.period import PeriodKind
from inspector.wording.catalogue import _


def subject_kinds() -> dict[SubjectKind, str]:
    """Who stands in the rows."""
    return {
        SubjectKind.UNITS: _("Units"),
        SubjectKind.SITES: _("Sites"),
        SubjectKind.SEGMENTS: _("Road segments"),
        SubjectKind.TYPES: _("Site types"),
    }


def metric_kinds() -> dict[MetricKind, str]:
    """What a metric measures."""
    return {
        MetricKind.VISITS: _("Site inspection"),
        MetricKind.RECTIFICATION: _("Rectification rate"),
        MetricKind.LEDGER: _("Problem ledger"),
    }


def missing_types() -> dict[MissingType, str]:
    """What a site type counts of which a unit has no visited site."""
    return {
        MissingType.RENORMALISE: _("Its weight goes to the others"),
        MissingType.PEER_MEAN: _("The mean of the list"),
        MissingType.FULL: _("Full marks"),
        MissingType.EXCLUDE: _("Not ranked"),
    }


def type_means() -> dict[TypeMean, str]:
    """Over what the mean of a site type is taken."""
    return {
        TypeMean.SITES: _("Mean of its sites"),
        TypeMean.VISITS: _("Mean of all visits"),
    }


def rate_bases() -> dict[RateBase, str]:
    """Of which problems the rate of rectification is taken."""
    return {
        RateBase.ALL: _("Closed of all problems"),
        RateBase.DUE: _("Closed of those due"),
        RateBase.ON_TIME: _("Closed in time of closed and overdue"),
    }


def shortages() -> dict[Shortage, str]:
    """Which points of a rate below its threshold cost something."""
    return {
        Shortage.EXACT: _("Parts too"),
        Shortage.STARTED: _("Points begun"),
        Shortage.COMPLETED: _("Whole points"),
    }


def ledger_kinds() -> dict[LedgerKind, str]:
    """What an event of the ledger is about."""
    return {
        LedgerKind.PRAISE: _("Praise"),
        LedgerKind.CLEAN: _("Site without a problem"),
        LedgerKind.PROBLEM: _("Problem found"),
        LedgerKind.OVERDUE: _("Problem overdue"),
        LedgerKind.MATERIAL: _("Material handed in"),
    }


def veto_effects() -> dict[VetoEffect, str]:
    """What a clause of the negative list does."""
    return {
        VetoEffect.POINTS: _("Takes points"),
        VetoEffect.NO_RANK: _("Suspends the rank"),
        VetoEffect.NO_SCORE: _("Cancels the title"),
    }


def na_rules() -> dict[NaRule, str]:
    """What an item counts that does not apply."""
    return {
        NaRule.EXCLUDE: _("Not counted"),
        NaRule.FULL: _("Full marks"),
        NaRule.ZERO: _("Zero"),
    }


def poolings() -> dict[Pooling, str]:
    """How imported observations become a rate."""
    return {
        Pooling.POOLED: _("All contents pooled"),
        Pooling.BY_CONTENT: _("Mean of the contents"),
    }


def missing_metrics() -> dict[MissingMetric, str]:
    """What a metric counts that has no value."""
    return {
        MissingMetric.RENORMALISE: _("Its weight goes to the others"),
        MissingMetric.FULL: _("Full marks"),
        MissingMetric.NO_SCORE: _("No score"),
    }


def duties() -> dict[DutyRule, str]:
    """How a loss counts for several units that answer."""
    return {DutyRule.FULL: _("Whole for each"), DutyRule.SPLIT: _("By their shares")}


def period_means() -> dict[PeriodMean, str]:
    """How the visits of a period become one score."""
    return {
        PeriodMean.POOLED: _("All visits pooled"),
        PeriodMean.MEAN: _("Mean of shorter periods"),
        PeriodMean.WEIGHTED: _("Weighted shorter periods"),
    }


def period_parts() -> dict[PeriodKind, str]:
    """The shorter periods in one."""
    return {
        PeriodKind.WEEK: _("Weeks"),
        PeriodKind.MONTH: _("Months"),
        PeriodKind.QUARTER: _("Quarters"),
        PeriodKind.YEAR: _("Years"),
    }


def period_kinds() -> dict[PeriodKind, str]:
    """The period that a board is for."""
    return {
        PeriodKind.WEEK: _("Week"),
        PeriodKind.MONTH: _("Month"),
        PeriodKind.QUARTER: _("Quarter"),
        PeriodKind.YEAR: _("Year"),
    }


def comparisons() -> dict[bool, str]:
    """By which score ranks compare: True is by the exact one."""
    return {False: _("Score as printed"), True: _("Exact score")}


def numberings() -> dict[Numbering, str]:
    """How ranks go on after a tie."""
    return {
        Numbering.COMPETITION: _("1, 2, 2, 4"),
        Numbering.DENSE: _("1, 2, 2, 3"),
    }


def tie_keys() -> dict[TieKey, str]:
    """What decides between equal scores."""
    return {
        TieKey.FEWER_VETOES: _("Fewer vetoes"),
        TieKey.LESS_PENALTY: _("Less penalty"),
        TieKey.MORE_VISITS: _("More visits"),
        TieKey.MORE_SITES: _("More sites"),
    }


def event_kinds() -> dict[EventKind, str]:
    """What an event does."""
    return {
        EventKind.BONUS: _("Bonus"),
        EventKind.PENALTY: _("Penalty"),
        EventKind.VETO: _("Negative list"),
        EventKind.LEDGER: _("Problem ledger"),
    }
