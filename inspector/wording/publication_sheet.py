"""Words of the sheets that a publication adds to its ranking: names, titles, heads, notes."""

from __future__ import annotations

from inspector.domain.board import BoardKind, Ranking
from inspector.domain.period import Period, PeriodKind
from inspector.domain.unit import Role
from inspector.wording.catalogue import _
from inspector.wording.sheet import leading, spaced


def contents_sheet() -> str:
    """The name of the sheet that leads to all others."""
    return _("Table of contents")


def course_sheet() -> str:
    """The name of the sheet of the scores of the last periods."""
    return _("Course of scores")


def compliance_sheet() -> str:
    """The name of the sheet of compliance by unit and site type."""
    return _("Compliance")


def unit_score_sheet() -> str:
    """The name of the sheet of scores by unit."""
    return _("Scores by unit")


def item_score_sheet() -> str:
    """The name of the sheet of scores by item."""
    return _("Scores by item")


def matrix_sheet(group: str) -> str:
    """The name of the sheet of items by units of a list."""
    return _("Items by unit, {group}").format(group=group)


def segments_sheet() -> str:
    """The name of the sheet of road segments."""
    return _("Road segments and flags")


def analysis_sheet() -> str:
    """The name of the sheet of losses by kind."""
    return _("Loss analysis")


def breakdown_sheet() -> str:
    """The name of the sheet of criteria with those who answer for them."""
    return _("Breakdown of criteria")


def contents_title(ranking: Ranking) -> str:
    """The title of the page of contents."""
    return _("{district}Civilized-City inspections: publication").format(
        district=leading(ranking.district)
    )


def title(ranking: Ranking, sheet: str) -> str:
    """The title of a sheet of the publication that has no other: district and name."""
    return _("{district}Civilized-City inspections: {sheet}").format(
        district=leading(ranking.district), sheet=sheet
    )


def contents_heads() -> list[str]:
    """The heads of the page of contents."""
    return [_("No."), _("Sheet"), _("What it tells")]


def contents_notes() -> list[str]:
    """How the page of contents is used."""
    return [_("A click on the name of a sheet leads to it.")]


def told_by() -> dict[str, str]:
    """What each sheet of the publication itself tells, by its name without a list."""
    return {
        course_sheet(): _("scores of the last seven periods, with a chart"),
        compliance_sheet(): _("observations by unit and site type: how many conform"),
        unit_score_sheet(): _("points got of the full mark, by unit"),
        item_score_sheet(): _("points got of the full mark, by item"),
        segments_sheet(): _("road segments with chiefs, units and scores"),
        analysis_sheet(): _("what was lost by kind and by site type, beside the period before"),
        breakdown_sheet(): _("the criteria and who answers for them"),
    }


def ranking_told() -> str:
    """What the sheet of rankings tells."""
    return _("ranks, scores and how they have changed")


def matrix_told() -> str:
    """What a sheet of items by units tells."""
    return _("the mean points of every item, unit by unit")


def losses_told() -> str:
    """What the sheet of losses tells."""
    return _("where every point was lost")


def photos_told() -> str:
    """What the sheet of the largest losses tells."""
    return _("the largest losses in pictures")


def data_told() -> str:
    """What the sheet of data tells."""
    return _("every row behind the numbers, to filter and sort")


def holder_head(kind: BoardKind) -> str:
    """The head of the column of units or site types, on a board of sites of its lists."""
    return {
        BoardKind.UNITS: spaced(_("Unit")),
        BoardKind.SITES: _("Ranked list"),
        BoardKind.TYPES: _("Site type"),
    }[kind]


def course_note() -> str:
    """What a blank among the scores of earlier periods means."""
    return _("A blank means that nothing was tested in that period; it does not count as zero.")


def course_rules_note() -> str:
    """By what the scores of earlier periods are counted."""
    return _("Earlier periods are counted by the rules of this ranking, up to the same cut-off.")


def mean_of(group: str) -> str:
    """The row of the mean of a list."""
    return _("Mean of {group}").format(group=group)


def course_chart(*, is_means: bool) -> str:
    """The title of the chart of scores."""
    return _("Mean scores of the lists") if is_means else _("Scores")


def short_period(value: Period) -> str:
    """A period as the head of a column."""
    if value.kind is PeriodKind.WEEK:
        return _("Week {week}").format(week=value.number)
    if value.kind is PeriodKind.MONTH:
        return _("{year}-{month:02d}").format(year=value.first.year, month=value.first.month)
    if value.kind is PeriodKind.DAYS:
        return f"{value.first:%m.%d}–{value.last:%m.%d}"
    return str(value)


def compliance_heads(kind: BoardKind) -> list[str]:
    """The heads of the sheet of compliance."""
    return [
        holder_head(kind),
        _("Site type"),
        _("Obser-\nvations"),
        _("Conform"),
        _("Do not\nconform"),
        _("Conform\n(%)"),
        _("Do not\nconform (%)"),
    ]


def compliance_notes() -> list[str]:
    """What the sheet of compliance counts."""
    return [
        _(
            "An observation is an item that counted on a visit; it conforms where nothing was "
            "lost on it. What did not apply or was not observed is left out."
        ),
        _(
            "An observation for which several units answer counts for each of them; the last row "
            "counts it once."
        ),
        _("Grey and bold: less conforms than in the last row."),
    ]


def subtotal() -> str:
    """The row below the site types of a unit, or below the items of a matrix."""
    return spaced(_("Subtotal"))


def everything() -> str:
    """The row or column of everything, each observation once."""
    return spaced(_("All"))


def total() -> str:
    """The last row of a table that adds up."""
    return spaced(_("Total"))


def unit_score_heads(kind: BoardKind) -> list[str]:
    """The heads of the sheet of scores by unit."""
    return [
        _("No."),
        holder_head(kind),
        _("Items"),
        _("Obser-\nvations"),
        full_mark(),
        _("Points\ngot"),
        rate_head(),
        _("Rank by\nrate"),
    ]


def item_score_heads() -> list[str]:
    """The heads of the sheet of scores by item."""
    return [
        _("No."),
        _("Code"),
        spaced(_("Item")),
        _("Obser-\nvations"),
        full_mark(),
        _("Points\ngot"),
        rate_head(),
        _("Rank by\nrate"),
    ]


def full_mark() -> str:
    """The head of full marks."""
    return _("Full\nmark")


def rate_head() -> str:
    """The head of score rates."""
    return _("Score\nrate (%)")


def full_mark_row() -> str:
    """The row of full marks."""
    return _("Full mark")


def rate_row() -> str:
    """The row of score rates."""
    return _("Score rate (%)")


def score_notes(ranking_sheet: str) -> list[str]:
    """What the sheets of scores by unit and by item count."""
    return [
        _(
            "The points of an item are the mean over its observations; those of a unit are added "
            "over all items observed there. The rate is points got ÷ full mark × 100."
        ),
        _(
            "The rank here is by this rate alone; the ranking, which weighs site types and counts "
            "what its rules add, stands on the sheet “{sheet}”."
        ).format(sheet=ranking_sheet),
    ]


def matrix_notes(low: int) -> list[str]:
    """What the sheet of items by units counts."""
    return [
        _(
            "Mean points of the item over the observations of the unit; “—”: not observed there. "
            "The columns add up to their subtotal, rounding included."
        ),
        _("The full mark of a unit is that of the items observed there."),
        _("Grey and bold: below {share} of the full mark.").format(share=f"{low}%"),
    ]


def matrix_heads() -> list[str]:
    """The heads before the units of a matrix."""
    return [_("No."), spaced(_("Item")), full_mark()]


def nothing_observed() -> str:
    """Instead of a table of observations where there is none."""
    return _("Nothing was observed in this period.")


def no_item_observed() -> str:
    """Instead of a matrix of a list on which nothing was observed."""
    return _("Nothing was observed at the units of this list in this period.")


def segment_heads() -> list[str]:
    """The heads of the sheet of road segments."""
    return [
        _("Rank"),
        _("Road segment"),
        _("From – to"),
        _("First road\nchief"),
        _("Second road\nchief"),
        _("Third road\nchief"),
        _("Responsible\nunits"),
        _("Score"),
        spaced(_("Flag")),
    ]


def chief_roles() -> tuple[Role, Role, Role]:
    """The road chiefs in the order of their columns."""
    return Role.CHIEF_1, Role.CHIEF_2, Role.CHIEF_3


def segment_notes() -> list[str]:
    """What the sheet of road segments shows."""
    return [
        _("Road segments are the sites with a length; chiefs and units as on the last day."),
        _("“—”: not tested in this period; it does not count as zero."),
    ]


def no_segments() -> str:
    """Instead of an empty list of road segments."""
    return _("No site has a length, so there is no road segment.")
