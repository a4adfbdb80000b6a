"""All tables. A row's attributes have the names of the domain's fields.

`change` is the truth, every other table is its fold, or what is computed from the fold.
"""

from __future__ import annotations

from inspector.store.tables.alias import Alias
from inspector.store.tables.board import Appeal, Board, Edition
from inspector.store.tables.log import Change, Conflict, Touch, Waiting
from inspector.store.tables.plan import Calendar, CalendarDay, Plan, PlanSite
from inspector.store.tables.problem import Problem, ProblemEvent, ProblemUnit
from inspector.store.tables.result_profile import ResultProfile
from inspector.store.tables.scheme import SchemeDraft, SchemeVersion
from inspector.store.tables.site import Site, SiteType, SiteUnit, Unit, UnitParent
from inspector.store.tables.table import Table
from inspector.store.tables.visit import (
    Answer,
    Finding,
    Photo,
    Total,
    Visit,
    VisitPerson,
    VisitPhoto,
    VisitUnit,
)
from inspector.store.tables.workspace import Device, District, Person

__all__ = [
    "TABLES",
    "Alias",
    "Answer",
    "Appeal",
    "Board",
    "Calendar",
    "CalendarDay",
    "Change",
    "Conflict",
    "Device",
    "District",
    "Edition",
    "Finding",
    "Person",
    "Photo",
    "Plan",
    "PlanSite",
    "Problem",
    "ProblemEvent",
    "ProblemUnit",
    "ResultProfile",
    "SchemeDraft",
    "SchemeVersion",
    "Site",
    "SiteType",
    "SiteUnit",
    "Table",
    "Total",
    "Touch",
    "Unit",
    "UnitParent",
    "Visit",
    "VisitPerson",
    "VisitPhoto",
    "VisitUnit",
    "Waiting",
]

TABLES: tuple[type[Table], ...] = (
    Change,
    Waiting,
    Touch,
    Conflict,
    District,
    Person,
    Device,
    Unit,
    UnitParent,
    SiteType,
    Site,
    SiteUnit,
    SchemeDraft,
    SchemeVersion,
    Visit,
    VisitUnit,
    VisitPerson,
    Answer,
    Finding,
    Photo,
    VisitPhoto,
    Total,
    Problem,
    ProblemUnit,
    ProblemEvent,
    Board,
    Edition,
    Appeal,
    Plan,
    PlanSite,
    Calendar,
    CalendarDay,
    Alias,
    ResultProfile,
)
