"""Sentences below a board, and the words of its table on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from inspector.domain.board import (
    BoardKind,
    Footnote,
    FootnoteKind,
    Loss,
    PartLoss,
    Pooling,
    RankedRow,
    Ranking,
    SiteLoss,
    Why,
)
from inspector.domain.period import Period, PeriodKind
from inspector.domain.points import printed
from inspector.domain.ready_board import READY_KEYS
from inspector.wording.board_rules import ready_name, rule_note
from inspector.wording.catalogue import _, ngettext
from inspector.wording.redblack import list_rule_note
from inspector.wording.redblack import loss_said as loss_said

_MOST_LOSSES = 20


def footnote(note: Footnote) -> str:
    """The sentence of a footnote."""
    facts = note.facts
    match note.kind:
        case FootnoteKind.FORMULA_M2:
            return _rate_formula(facts)
        case FootnoteKind.WEIGHTS:
            return _("Weights of the site types: {weights}.").format(
                weights=_listed(facts["weights"])
            )
        case FootnoteKind.MISSING_TYPE if "types" in facts:
            return _("Without a visited site of the types {types}.").format(
                types=_listed(facts["types"])
            )
        case FootnoteKind.NOT_TESTED:
            return _not_tested(int(facts["count"]), facts["names"])
        case FootnoteKind.CUT_OFF:
            return _("Counted are the visits closed by {moment}.").format(moment=facts["moment"])
    if said := rule_note(note) or list_rule_note(note):
        return said
    return _counted(note) if "count" in facts else _plain(note.kind)


def ranking_title(ranking: Ranking) -> str:
    """The title above the table on the terminal."""
    titles = {
        BoardKind.UNITS: _("Ranking of units, {period}, No. {number} ({scheme})"),
        BoardKind.SITES: _("Ranking of sites, {period}, No. {number} ({scheme})"),
        BoardKind.TYPES: _("Ranking of site types, {period}, No. {number} ({scheme})"),
    }
    key = ready_key(ranking)
    is_named = ranking.board_name or key not in titles.keys() | {""}
    title = _("{board}, {period}, No. {number} ({scheme})") if is_named else titles[ranking.kind]
    return title.format(
        board=ranking.board_name or ready_name(key),
        period=ranking.period,
        number=ranking.number,
        scheme=ranking.scheme_title or "—",
    )


def ready_key(ranking: Ranking) -> str:
    """The key of the ready-made board that was ranked, empty for any other."""
    return "" if ranking.board is None else READY_KEYS.get(ranking.board, "")


def board_name(ranking: Ranking) -> str:
    """What names the ranked board among all: the key of a ready-made one, else its name."""
    return ready_key(ranking) or ranking.board_name or ranking.kind.value


def ranking_columns(ranking: Ranking) -> tuple[str, ...]:
    """Heads of the table on the terminal: rank, subject, rank before, change, score, count."""
    subject = {
        BoardKind.UNITS: _("Unit"),
        BoardKind.SITES: _("Site"),
        BoardKind.TYPES: _("Site type"),
    }[ranking.kind]
    counted = _("Observations") if ranking.is_result else _("Visits")
    return (_("Rank"), subject, _("Rank before"), _("Change"), _("Score"), counted)


def explanation_columns() -> tuple[str, ...]:
    """Heads of the lines that explain a score on the terminal."""
    return (_("Site"), _("Clause"), _("What was lost for"), _("Points on form"), _("Lost in score"))


def explanation_title(name: str, score: str) -> str:
    """The title above the lines that explain a score."""
    return _("{name}: {score}").format(name=name, score=score)


def nothing_lost() -> str:
    """Instead of an empty explanation."""
    return _("Nothing was lost.")


def rank_change(previous: int | None, now: int | None, *, is_new: bool, has_before: bool) -> str:
    """How a rank moved against the period before."""
    if now is None or not has_before:
        return "—"
    if is_new or previous is None:
        return _("newly ranked")
    if previous == now:
        return "—"
    return f"▲{previous - now}" if previous > now else f"▼{now - previous}"


def _plain(kind: FootnoteKind) -> str:
    return {
        FootnoteKind.FORMULA: _(
            "Score: weighted mean of the site types; a type is the mean of its sites, a site the "
            "mean of its visits, a visit 100 × points earned ÷ full mark of what was looked at, "
            "plus bonus."
        ),
        FootnoteKind.FORMULA_SITES: _(
            "Score: mean of the visits to the site; a visit is 100 × points earned ÷ full mark of "
            "what was looked at, plus bonus."
        ),
        FootnoteKind.FORMULA_TYPES: _(
            "Score: mean of the sites of the type; a site is the mean of its visits, a visit 100 × "
            "points earned ÷ full mark of what was looked at, plus bonus."
        ),
        FootnoteKind.TIE_RULE: _(
            "Ranks compare the printed two decimals; equal scores share a rank and the next rank "
            "is left out."
        ),
        FootnoteKind.SAMPLE_DISTRICT: _("Sample data: district, units and results are made up."),
    }.get(kind, "")


def _counted(note: Footnote) -> str:
    count = int(note.facts["count"])
    return {
        FootnoteKind.MISSING_TYPE: ngettext(
            "{count} unit has no visited site of some type; that type is left out and the weights "
            "of its other types share the whole.",
            "{count} units have no visited site of some type; that type is left out and the "
            "weights of their other types share the whole.",
            count,
        ),
        FootnoteKind.NO_SCORE: ngettext(
            "{count} visit has no score because nothing on it applied or was seen; it is left out "
            "of the means.",
            "{count} visits have no score because nothing on them applied or was seen; they are "
            "left out of the means.",
            count,
        ),
        FootnoteKind.WITHOUT_UNIT: ngettext(
            "{count} observation names no unit; it counts in the whole and for nobody.",
            "{count} observations name no unit; they count in the whole and for nobody.",
            count,
        ),
        FootnoteKind.UNRESOLVED: ngettext(
            "On {count} visit entries contradict each other and are not decided yet.",
            "On {count} visits entries contradict each other and are not decided yet.",
            count,
        ),
        FootnoteKind.AFTER_CUT_OFF: ngettext(
            "{count} visit of the period was closed later and is not counted.",
            "{count} visits of the period were closed later and are not counted.",
            count,
        ),
        FootnoteKind.OPEN_VISITS: ngettext(
            "{count} visit of the period is still open and is not counted.",
            "{count} visits of the period are still open and are not counted.",
            count,
        ),
    }[note.kind].format(count=count)


def _rate_formula(facts: dict[str, str]) -> str:
    if facts["pooling"] == Pooling.POOLED:
        said = _("Score: 100 × points earned ÷ number of observations, all contents pooled.")
    else:
        said = _("Score: 100 × mean of the means of the contents.")
    if "n" in facts:
        said = _(
            "{formula} All {n} observations: {pooled} pooled, {by_content} by content."
        ).format(formula=said, n=facts["n"], pooled=facts["pooled"], by_content=facts["by_content"])
    return said


def _not_tested(count: int, names: str) -> str:
    if names:
        return _("Not tested in this period: {names}.").format(names=_listed(names))
    return ngettext(
        "{count} was not tested in this period.", "{count} were not tested in this period.", count
    ).format(count=count)


def _listed(lines: str) -> str:
    return _(", ").join(lines.split("\n"))


def period_name(period: Period) -> str:
    """A period as one chooses it; a span of days has no name but its days."""
    if period.kind is PeriodKind.WEEK:
        return _("Week {week}").format(week=period.first.isocalendar().week)
    if period.kind is PeriodKind.MONTH:
        return _("{year}-{month:02d}").format(year=period.first.year, month=period.first.month)
    if period.kind is PeriodKind.QUARTER:
        return _("Quarter {quarter} of {year}").format(
            quarter=period.number, year=period.first.year
        )
    return _("Year {year}").format(year=period.first.year) if period.kind is PeriodKind.YEAR else ""


def period_days(period: Period) -> str:
    """The days of a period, short."""
    last = f"{period.last:%m.%d}"
    if period.first.year != period.last.year:
        last = f"{period.last:%Y.%m.%d}"
    return f"{period.first:%Y.%m.%d}–{last}"


def period_label(period: Period) -> str:
    """A period with its days where the name does not tell them."""
    if period.kind not in (PeriodKind.WEEK, PeriodKind.DAYS):
        return period_name(period)
    return f"{period_name(period)}  {period_days(period)}".strip()


def signed_loss(lost: Decimal) -> str:
    """What was lost with a real minus sign; a gain with its plus."""
    if not lost:
        return f"{lost:.2f}"
    return f"\N{MINUS SIGN}{lost:.2f}" if lost > 0 else f"+{-lost:.2f}"


def why_title(row: RankedRow) -> str:
    """The head of an explanation."""
    if row.rank is None:
        return _("Why without a rank")
    return _("Why rank {rank}").format(rank=row.rank)


def part_facts(part: PartLoss) -> str:
    """How many sites of a type there are and what it weighs in the whole."""
    if part.share is None:
        return ""
    count = ngettext("{count} site", "{count} sites", part.sites).format(count=part.sites)
    return _("{sites} · weight {share} %").format(sites=count, share=printed(100 * part.share, 1))


def part_facts_short(part: PartLoss) -> str:
    """The same below its head."""
    if part.share is None:
        return ""
    return f"{part.sites} · {printed(100 * part.share, 1)} %"


def part_heads() -> tuple[str, str]:
    """The heads over the facts and the mean of a part."""
    return _("sites · weight"), _("mean")


def loss_place(loss: Loss) -> str:
    """Where and against what something was lost."""
    return f"{loss.site_name}{loss_facts(loss)}"


def loss_facts(loss: Loss) -> str:
    """Against what something was lost, and when, to follow the name of the site."""
    parts = [loss.code]
    if loss.occurrences > 1:
        parts.append(
            ngettext("{count} place", "{count} places", loss.occurrences).format(
                count=loss.occurrences
            )
        )
    parts.append(f"{loss.day:%m.%d}")
    return "".join(f" · {part}" for part in parts if part)


def explanation_text(ranking: Ranking, why: Why, facts: Sequence[str] = ()) -> str:
    """An explanation to paste into a message; its lines add up to 100.

    `facts` are said between the sum and the losses.
    """
    row, losses, sites = why.explanation.row, why.explanation.losses, why.explanation.rest
    score = "—" if row.score is None else str(row.score)
    lines = [
        period_label(ranking.period),
        explanation_title(row.name, score) + f" ({why_rank(row)})",
    ]
    if row.score is None:
        return "\n".join(lines)
    lines.append("100.00")
    lines += [
        " ".join(text for text in (signed_loss(part.lost), part.name, part_facts(part)) if text)
        for part in why.parts
    ]
    lines += [f"= {score}", ""]
    lines += [*facts, ""] if facts else []
    lines.append(_("What was lost for:") if losses or sites else nothing_lost())
    lines += [
        f"{signed_loss(loss.lost)} {loss_said(loss)} ({loss_place(loss)})"
        for loss in losses[:_MOST_LOSSES]
    ]
    rest = losses[_MOST_LOSSES:]
    if rest:
        lost = sum((loss.lost for loss in rest), Decimal(0))
        more = ngettext("{count} more", "{count} more", len(rest)).format(count=len(rest))
        lines.append(f"{signed_loss(lost)} {more}")
    if sites:
        lines.append(f"{signed_loss(lost_at(sites))} {other_sites(sites)}")
    return "\n".join(lines)


def lost_at(sites: Iterable[SiteLoss]) -> Decimal:
    """What was lost at some sites together."""
    return sum((one.lost for one in sites), Decimal(0))


def other_sites(sites: Sequence[SiteLoss]) -> str:
    """The sites of which not every loss is told."""
    return ngettext("at {count} other site", "at {count} other sites", len(sites)).format(
        count=len(sites)
    )


def why_rank(row: RankedRow) -> str:
    """The rank of a row in words."""
    if row.rank is None:
        return _("no rank")
    return _("rank {rank}").format(rank=row.rank)


def before(row: RankedRow) -> str:
    """Where a row stood in the period before, empty where nobody knows."""
    if row.previous_rank is None:
        return ""
    return _("before: rank {rank}, {score}").format(
        rank=row.previous_rank, score=row.previous_score
    )


def no_campaign() -> str:
    """Instead of a campaign, where none is named."""
    return _("No closed visit belongs to a campaign. It is named when a visit is started.")
