"""Sentences below a board, and the words of its table on the terminal."""

from __future__ import annotations

from inspector.domain.board import BoardKind, Footnote, FootnoteKind, Pooling, Ranking
from inspector.wording.catalogue import _, ngettext


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
    return _counted(note) if "count" in facts else _plain(note.kind)


def ranking_title(ranking: Ranking) -> str:
    """The title above the table on the terminal."""
    titles = {
        BoardKind.UNITS: _("Ranking of units, {period}, No. {number} ({scheme})"),
        BoardKind.SITES: _("Ranking of sites, {period}, No. {number} ({scheme})"),
    }
    return titles[ranking.kind].format(
        period=ranking.period, number=ranking.number, scheme=ranking.scheme_title
    )


def ranking_columns(ranking: Ranking) -> tuple[str, ...]:
    """Heads of the table on the terminal: rank, subject, rank before, change, score, count."""
    subject = {BoardKind.UNITS: _("Unit"), BoardKind.SITES: _("Site")}[ranking.kind]
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
