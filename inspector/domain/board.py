"""A ranking as it is shown and printed: groups, rows, parts, footnotes, losses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from msgspec import Struct, field

from inspector.domain.board_kind import BoardKind as BoardKind
from inspector.domain.board_rules import BoardRules
from inspector.domain.composition import Composition
from inspector.domain.listing import Entry, MadeList
from inspector.domain.model.compliance import Pooling as Pooling
from inspector.domain.model.outcome import Part as Part
from inspector.domain.period import Campaign, Period
from inspector.domain.photo import PhotoFormat
from inspector.domain.term import Term

HASH_DIGITS = 12
"""So many digits of the hash of an edition are printed."""


class FootnoteKind(StrEnum):
    """What a footnote tells; `facts` fill its sentence."""

    FORMULA = "formula"
    FORMULA_M2 = "formula_m2"
    FORMULA_SITES = "formula_sites"
    FORMULA_TYPES = "formula_types"
    TIE_RULE = "tie_rule"
    WEIGHTS = "weights"
    MISSING_TYPE = "missing_type"
    NOT_TESTED = "not_tested"
    NO_SCORE = "no_score"
    CUT_OFF = "cut_off"
    AFTER_CUT_OFF = "after_cut_off"
    WITHOUT_UNIT = "without_unit"
    SAMPLE_DISTRICT = "sample_district"
    OPEN_VISITS = "open_visits"
    UNRESOLVED = "unresolved"
    COMPOSITE = "composite"
    METRIC = "metric"
    FILTER = "filter"
    PERIOD_MEAN = "period_mean"
    MISSING_RULE = "missing_rule"
    TYPE_MEAN = "type_mean"
    NA_RULE = "na_rule"
    DUTY = "duty"
    MINIMUM = "minimum"
    ORDER = "order"
    ADDITIONS = "additions"
    SUBSTITUTED = "substituted"
    LACKS_TYPE = "lacks_type"
    BELOW_MINIMUM = "below_minimum"
    EVENT = "event"
    STRUCK = "struck"
    BARRED = "barred"
    NO_VALUE = "no_value"
    LIST = "list"
    GRADES = "grades"
    LADDER = "ladder"


class Footnote(Struct, frozen=True):
    """A note below the table."""

    kind: FootnoteKind
    facts: dict[str, str] = field(default_factory=dict)


class Board(Struct, frozen=True):
    """A board under its rules; without rules, as a newer program may write them, it is not ranked.

    `name` is empty for a ready-made one that nobody named, `kind` what its rows are.
    """

    id: UUID
    name: str = ""
    kind: BoardKind = BoardKind.UNITS
    rules: BoardRules | None = None
    void: bool = False


class RankedRow(Struct, frozen=True):
    """One subject: `score` as printed, `exact` behind it, None where not tested.

    `n` is the number of visits (observations for imported results). Who is not ranked stands last,
    without a score at the very end. `composition` tells what the score is made of, None where it is
    simply that of the visits. `marks` are what the lists of the board say about it.
    """

    group: str
    subject: UUID
    code: str
    name: str
    rank: int | None
    score: Decimal | None
    exact: Fraction | None
    previous_rank: int | None
    previous_score: Decimal | None
    parts: tuple[Part, ...]
    sites: int
    n: int
    notes: tuple[Footnote, ...] = ()
    is_new: bool = False
    composition: Composition | None = None
    marks: tuple[Entry, ...] = ()


class RankedGroup(Struct, frozen=True):
    """One list of a board; ranks start at 1. `mean` is over the rows with a score."""

    key: str
    rows: tuple[RankedRow, ...]
    mean: Decimal | None
    previous_mean: Decimal | None


class SealMark(Struct, frozen=True):
    """The edition that a ranking comes from: its number for the board and period, hash, moment."""

    number: int
    sha256: str
    sealed: datetime

    @property
    def short(self) -> str:
        """The first digits of the hash, as they are printed."""
        return self.sha256[:HASH_DIGITS]


class Ranking(Struct, frozen=True):
    """A computed board: `part_names` are the columns (site types or none).

    `board` is the id of the board and `board_name` its name, empty for a ready-made one. `seal`
    stands where it was computed from an edition. `looked_back` are the earlier periods that the
    lists needed to count how often in a row somebody stands on them.
    """

    kind: BoardKind
    period: Period
    cutoff: datetime
    number: int
    scheme_title: str
    is_result: bool
    part_names: tuple[str, ...]
    groups: tuple[RankedGroup, ...]
    footnotes: tuple[Footnote, ...]
    district: str = ""
    office: str = ""
    printed_on: date | None = None
    is_sample: bool = False
    scheme_id: UUID | None = None
    pooling: Pooling = Pooling.POOLED
    rules: BoardRules = BoardRules()
    board: UUID | None = None
    board_name: str = ""
    lists: tuple[MadeList, ...] = ()
    seal: SealMark | None = None
    looked_back: tuple[Period, ...] = ()

    @property
    def rows(self) -> tuple[RankedRow, ...]:
        """All rows, group after group."""
        return tuple(row for group in self.groups for row in group.rows)


class Loss(Struct, frozen=True):
    """What one item on one visit cost a subject: points on the form, `lost` in its score.

    `exact` is the share before rounding; a bonus is a negative loss. `item_id` outlives versions.
    `relapses` is how often the item was lost at the site before, as far as somebody looked back,
    `relapsed` the last of these days.
    """

    subject: UUID
    group: str
    visit: UUID
    visit_number: str
    site_code: str
    site_name: str
    site_type: str
    visited: datetime
    day: date
    item: int
    code: str
    text: str
    note: str
    occurrences: int
    points: Decimal
    exact: Fraction
    lost: Decimal
    photos: tuple[bytes, ...] = ()
    aspect: str = ""
    item_id: UUID | None = None
    site: UUID | None = None
    relapses: int = 0
    relapsed: date | None = None


class SiteLoss(Struct, frozen=True):
    """What all scored visits to a site under one type cost a subject, not told item by item."""

    site: UUID
    site_code: str
    site_name: str
    site_type: str
    visits: int
    exact: Fraction
    lost: Decimal = Decimal(0)


class Explanation(Struct, frozen=True):
    """Why a subject has its score: losses, most lost first, and the terms of a composite score.

    `rest` are the sites of which not every loss was read. Together they add up to 100 minus the
    score.
    """

    row: RankedRow
    losses: tuple[Loss, ...]
    terms: tuple[Term, ...] = ()
    rest: tuple[SiteLoss, ...] = ()


class DataRow(Struct, frozen=True):
    """One row behind the numbers: an item answered on a visit of the period."""

    visit: UUID
    visit_number: str
    day: date
    site_code: str
    site_name: str
    site_type: str
    units: tuple[str, ...]
    inspectors: tuple[str, ...]
    code: str
    text: str
    state: str
    full: Decimal
    loss: Decimal | None
    gain: Decimal
    occurrences: int
    note: str
    photos: int


class PhotoLoss(Struct, frozen=True):
    """One of the largest losses with its pictures as JPEG bytes for a sheet, None if none."""

    units: tuple[str, ...]
    loss: Loss
    near: bytes | None
    far: bytes | None


class PartLoss(Struct, frozen=True):
    """What a subject lost on one site type, in percent points of its score.

    `share` is the part of the whole that the type's weight makes among the types with a score,
    None where there is no such part; `mean` is the type's mean as printed.
    """

    name: str
    share: Fraction | None
    mean: Decimal | None
    sites: int
    visits: int
    losses: int
    lost: Decimal


class Why(Struct, frozen=True):
    """An explanation by site type; the parts and the losses both add up to 100 minus the score.

    `formats` are those of the photos that are known here, by SHA-256.
    """

    explanation: Explanation
    parts: tuple[PartLoss, ...]
    formats: Mapping[bytes, PhotoFormat]


class SchemeChoice(Struct, frozen=True):
    """A scheme that may be ranked; `is_used` in the period that is shown."""

    id: UUID
    title: str
    is_result: bool
    is_used: bool


class BoardView(Struct, frozen=True):
    """A board as a page shows it: `ranking` is None where nothing can be ranked at all.

    `latest` is the last local day with a closed visit, `board` the one of `boards` that is shown.
    Only visits of `campaign` count where there is one; `campaigns` are known where one was asked.
    """

    period: Period
    schemes: tuple[SchemeChoice, ...]
    ranking: Ranking | None
    latest: date | None
    boards: tuple[Board, ...] = ()
    board: Board = Board(UUID(int=0))
    campaigns: tuple[Campaign, ...] = ()
    campaign: Campaign | None = None
