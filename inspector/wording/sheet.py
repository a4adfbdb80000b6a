"""Words of the printed sheets: names and titles, the frame of a page, the table of ranks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from inspector.domain.board import (
    BoardKind,
    Footnote,
    FootnoteKind,
    RankedGroup,
    RankedRow,
    Ranking,
)
from inspector.domain.list_rules import ListKind
from inspector.domain.listing import Entry
from inspector.domain.period import Period, PeriodKind
from inspector.wording.board_rules import rule_note
from inspector.wording.catalogue import _, language, ngettext
from inspector.wording.group import group as group
from inspector.wording.redblack import list_name, mark

_MOST_TYPES = 3
_DIGITS = "零一二三四五六七八九"


def text_cut_off() -> str:
    """The word at the end of a text that is too long for a cell."""
    return _(" … (cut off)")


def ranking_sheet(period: Period) -> str:
    """The name of the sheet of rankings."""
    return {
        PeriodKind.WEEK: _("Weekly ranking"),
        PeriodKind.MONTH: _("Monthly ranking"),
        PeriodKind.QUARTER: _("Quarterly ranking"),
        PeriodKind.YEAR: _("Yearly ranking"),
        PeriodKind.DAYS: _("Ranking"),
    }[period.kind]


def losses_sheet(kind: BoardKind) -> str:
    """The name of the sheet of what every unit or site lost."""
    return {
        BoardKind.UNITS: _("Losses by unit"),
        BoardKind.SITES: _("Losses by site"),
        BoardKind.TYPES: _("Losses by site type"),
    }[kind]


def photos_sheet() -> str:
    """The name of the sheet of the largest losses with photos."""
    return _("Ten largest losses")


def data_sheet() -> str:
    """The name of the sheet of every row behind the numbers."""
    return _("Data rows")


def ranking_title(ranking: Ranking) -> str:
    """The title of the sheet of rankings."""
    return {
        PeriodKind.WEEK: _("{district}Weekly ranking of the Civilized-City site inspections"),
        PeriodKind.MONTH: _("{district}Monthly ranking of the Civilized-City site inspections"),
        PeriodKind.QUARTER: _("{district}Quarterly ranking of the Civilized-City site inspections"),
        PeriodKind.YEAR: _("{district}Yearly ranking of the Civilized-City site inspections"),
        PeriodKind.DAYS: _("{district}Ranking of the Civilized-City site inspections"),
    }[ranking.period.kind].format(district=leading(ranking.district))


def losses_title(ranking: Ranking) -> str:
    """The title of the sheet of what every unit or site lost."""
    return {
        BoardKind.UNITS: _("{district}Civilized-City inspections: what each unit lost"),
        BoardKind.SITES: _("{district}Civilized-City inspections: what each site lost"),
        BoardKind.TYPES: _("{district}Civilized-City inspections: what each site type lost"),
    }[ranking.kind].format(district=leading(ranking.district))


def photos_title(ranking: Ranking) -> str:
    """The title of the sheet of the largest losses with photos."""
    return _("{district}Civilized-City inspections: the ten largest losses in photos").format(
        district=leading(ranking.district)
    )


def data_title(ranking: Ranking) -> str:
    """The title of the sheet of every row behind the numbers."""
    return _("{district}Civilized-City inspections: the data behind the ranking").format(
        district=leading(ranking.district)
    )


def issue(number: int) -> str:
    """The issue number as it stands below the title."""
    return _("No. {number}").format(number=number)


def sample_mark() -> str:
    """What every sheet of the sample district says."""
    return _("SAMPLE DATA, nothing is real")


def period(value: Period) -> str:
    """A period with its days."""
    days = f"{value.first:%Y.%m.%d}–{_last_day(value)}"
    if value.kind is PeriodKind.WEEK:
        year, week, _weekday = value.first.isocalendar()
        return _("Week {week} of {year}   {days}").format(year=year, week=week, days=days)
    if value.kind is PeriodKind.MONTH:
        return _("{year}-{month:02d}   {days}").format(
            year=value.first.year, month=value.first.month, days=days
        )
    if value.kind is PeriodKind.QUARTER:
        return _("Quarter {quarter} of {year}   {days}").format(
            quarter=value.number, year=value.first.year, days=days
        )
    if value.kind is PeriodKind.YEAR:
        return _("Year {year}   {days}").format(year=value.first.year, days=days)
    return days


def day(value: date) -> str:
    """A day in full."""
    return _("{year}-{month:02d}-{day:02d}").format(
        year=value.year, month=value.month, day=value.day
    )


def unit_of_points() -> str:
    """In what the figures are."""
    return _("Unit: points")


def footer(ranking: Ranking, cutoff: datetime) -> str:
    """The left foot of a page of a ranking: its edition or that it is not sealed, the cut-off.

    The cut-off is in local time.
    """
    seal = ranking.seal
    if seal is not None:
        return _("Edition {number} · SHA-256 {sha256} · data up to {moment} · {scheme}").format(
            number=seal.number,
            sha256=seal.short,
            moment=f"{cutoff:%Y-%m-%d %H:%M}",
            scheme=ranking.scheme_title,
        )
    return _("Not sealed · data up to {moment} · {scheme}").format(
        moment=f"{cutoff:%Y-%m-%d %H:%M}", scheme=ranking.scheme_title
    )


def page_of_pages() -> str:
    """The middle foot of a page, in the codes of a workbook."""
    return _("Page &P of &N")


def notes_lead() -> str:
    """What stands before the first note."""
    return _("Notes: ")


def note(number: int, sentence: str) -> str:
    """A numbered note."""
    return _("{number}. {sentence}").format(number=number, sentence=sentence)


def signatures() -> tuple[str, str, str]:
    """Those who made, checked and issued a sheet."""
    return _("Prepared by:"), _("Checked by:"), _("Issued by:")


def subject_head(kind: BoardKind) -> str:
    """The head over those that are ranked."""
    return {
        BoardKind.UNITS: spaced(_("Unit")),
        BoardKind.SITES: spaced(_("Site")),
        BoardKind.TYPES: _("Site type"),
    }[kind]


def ranking_heads(ranking: Ranking) -> list[str]:
    """The first five heads of a ranking."""
    return [_("Rank"), subject_head(ranking.kind), _("Rank\nbefore"), _("Up or\ndown"), _("Score")]


def parts_head() -> str:
    """The head over the columns of site types."""
    return _("Score by site type")


def made_head() -> str:
    """The head over the columns of what a score is made of."""
    return _("Made of")


def bonus_head() -> str:
    """The head of bonus points."""
    return _("Bonus")


def penalty_head() -> str:
    """The head of points taken off."""
    return _("Penalty")


def grade_head() -> str:
    """The head of grades."""
    return spaced(_("Grade"))


def sites_head() -> str:
    """The head of the number of sites."""
    return _("No. of\nsites")


def visits_head(is_result: bool) -> str:
    """The head of the number of visits, or of observations."""
    return _("Obser-\nvations") if is_result else _("Visits")


def spaced(word: str) -> str:
    """A head of two Chinese characters set wide, as offices print it."""
    return f"{word[0]}  {word[1]}" if len(word) == 2 and not word.isascii() else word


def remark_head() -> str:
    """The head of the remarks."""
    return spaced(_("Remarks"))


def group_row(number: int, listed: RankedGroup) -> str:
    """The row above a list: its name, how many were tested, their mean and its change."""
    tested = sum(1 for row in listed.rows if row.score is not None)
    said = [
        _("{ordinal}. {group}").format(ordinal=ordinal(number), group=group(listed.key)),
        ngettext("{count} tested", "{count} tested", tested).format(count=tested),
    ]
    if listed.mean is not None:
        said.append(_("mean {mean}").format(mean=listed.mean))
        if listed.previous_mean is not None:
            change = signed(listed.mean - listed.previous_mean)
            said.append(_("{change} against the period before").format(change=change))
    counts = Counter(_list_name(one) for row in listed.rows for one in row.marks if _is_listed(one))
    said += [_("{list}: {count}").format(list=name, count=count) for name, count in counts.items()]
    return "  ".join(said)


def _is_listed(entry: Entry) -> bool:
    return entry.kind in (ListKind.RED, ListKind.BLACK)


def _list_name(entry: Entry) -> str:
    return list_name(entry.kind, entry.name)


def ordinal(number: int) -> str:
    """The number of a group or section: 一, 二 … in Chinese, figures in English."""
    if not language().startswith("zh") or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    written = _DIGITS[ones] if ones else ""
    if not tens:
        return written
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + written


def signed(change: Decimal) -> str:
    """A change with its sign, the minus as typeset."""
    return f"+{change}" if change >= 0 else f"\N{MINUS SIGN}{-change}"


def newcomer() -> str:
    """Instead of a change of rank: it has no rank in the period before."""
    return _("New")


def not_tested() -> str:
    """The remark on a subject without a score."""
    return _("not tested")


def no_score() -> str:
    """The remark on a subject that was visited, but where nothing could be scored."""
    return _("nothing to score")


def shared_rank() -> str:
    """The remark on a subject that shares its rank."""
    return _("shared rank")


def lacks_types(fact: Footnote) -> str:
    """The remark on a unit without sites of a type, of a note of the kind MISSING_TYPE."""
    types = fact.facts.get("types", "").split("\n")
    if len(types) > _MOST_TYPES:
        return ngettext(
            "{count} site type not tested", "{count} site types not tested", len(types)
        ).format(count=len(types))
    return _("not tested: {types}").format(types=_(", ").join(types))


def remark(fact: Footnote) -> str:
    """The short form of a note on one row, empty where the sheet has none."""
    if fact.kind is FootnoteKind.MISSING_TYPE:
        return lacks_types(fact)
    if fact.kind is FootnoteKind.NOT_TESTED:
        return not_tested()
    # A sentence loses its stop, as others may follow it in the cell.
    return no_score() if fact.kind is FootnoteKind.NO_SCORE else rule_note(fact).rstrip(".。")


def row_remark(row: RankedRow, *, is_shared: bool) -> str:
    """Everything that is remarked on a row; `is_shared` where others have its rank."""
    said = [*(mark(one) for one in row.marks), *(remark(note) for note in row.notes)]
    if row.score is None:
        said.insert(0, no_score() if row.n else not_tested())
    elif is_shared:
        said.insert(0, shared_rank())
    return remarks(list(dict.fromkeys(text for text in said if text)))


def nothing_ranked() -> str:
    """Instead of an empty ranking."""
    return _("No visit was closed in this period, so nothing is ranked.")


def nobody_in_group() -> str:
    """Instead of an empty list."""
    return _("Nobody stands on this list in this period.")


def dash_note() -> str:
    """What the dash means."""
    return _("“—”: not tested in this period; it does not count as zero.")


def joined(names: Sequence[str]) -> str:
    """Several names in one cell."""
    return _(", ").join(names)


def remarks(said: Sequence[str]) -> str:
    """Several remarks in one cell."""
    joined_up = said[0] if said else ""
    for one in said[1:]:
        joined_up = _("{first}; {then}").format(first=joined_up, then=one)
    return joined_up


def leading(district: str) -> str:
    """The district as it stands before a title."""
    return _("{district}: ").format(district=district) if district else ""


def _last_day(value: Period) -> str:
    if value.first.year == value.last.year:
        return f"{value.last:%m.%d}"
    return f"{value.last:%Y.%m.%d}"
