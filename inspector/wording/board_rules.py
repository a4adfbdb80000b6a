"""Words for the rules of a board: names, the notes that declare them, what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from inspector.domain.board import Board, Footnote, FootnoteKind
from inspector.domain.board_fault import RuleFaultKind
from inspector.domain.board_rules import MetricKind, SubjectKind, TieKey
from inspector.domain.model.composite import MissingMetric
from inspector.domain.model.deduction import NaRule
from inspector.domain.model.rectification import RateBase
from inspector.domain.model.roll_up import MissingType
from inspector.domain.model.threshold import Shortage
from inspector.domain.model.veto import VetoEffect
from inspector.domain.period import PeriodKind
from inspector.domain.ready_board import READY_KEYS
from inspector.domain.term import Term, TermKind
from inspector.domain.visit import Level, Method, Mode
from inspector.wording import visit
from inspector.wording.catalogue import _, ngettext

Facts = Mapping[str, str]


def board_name(board: Board) -> str:
    """The name of a board; a ready-made one that nobody named has one of ours."""
    return board.name or ready_name(READY_KEYS.get(board.id, ""))


def ready_name(key: str) -> str:
    """The name of a ready-made board by its key."""
    return {
        "units": _("All units"),
        "streets": _("Streets"),
        "townships": _("Townships"),
        "bureaus": _("Bureaus"),
        "communities": _("Communities"),
        "segments": _("Road segments"),
        "types": _("Site types"),
        "sites": _("Sites by type"),
    }.get(key, key)


def subject_kind(value: SubjectKind) -> str:
    """The word for what stands in the rows."""
    return {
        SubjectKind.UNITS: _("units"),
        SubjectKind.SITES: _("sites"),
        SubjectKind.SEGMENTS: _("road segments"),
        SubjectKind.TYPES: _("site types"),
    }[value]


def metric_name(kind: MetricKind | str, name: str = "") -> str:
    """What a metric is called: by its own name, else by what it measures."""
    return (
        name
        or {
            MetricKind.VISITS: _("site inspection"),
            MetricKind.RECTIFICATION: _("rectification rate"),
            MetricKind.LEDGER: _("problem ledger"),
        }[MetricKind(kind)]
    )


def rule_note(note: Footnote) -> str:
    """The sentence of a note that declares a rule or tells what it did to a row."""
    say = _SENTENCES.get(note.kind)
    return "" if say is None else say(note.facts)


def place(text: str) -> str:
    """Where a mistake stands, with places in lists counted from 1 as people count."""
    parts = text.replace("]", "").split("[")
    counted = [parts[0]]
    for part in parts[1:]:
        number, dot, rest = part.partition(".")
        counted.append(f"{int(number) + 1}{dot}{rest}")
    return " ".join(counted).replace(".", " › ").replace("_", " ")


def fault(kind: RuleFaultKind, facts: Facts) -> str:
    """What is wrong with a rule, and what to do."""
    said = {name: _listed(text) for name, text in facts.items()}
    return _fault_sentence(kind).format(**said)


def fault_at(where: str, kind: RuleFaultKind, facts: Facts) -> str:
    """What is wrong with a rule, behind the place where it is typed."""
    return _("{place}: {said}").format(place=place(where), said=fault(kind, facts))


def term(value: Term) -> str:
    """What a term of an explanation is, beside the losses of visits."""
    kind, _bar, name = value.name.partition("|")
    return {
        TermKind.METRIC: lambda: metric_name(kind, name),
        TermKind.SUBSTITUTED: lambda: _("{type}: not visited, a value in its place").format(
            type=value.name
        ),
        TermKind.FULL_MARKS: lambda: _("full marks that nobody can have"),
        TermKind.BONUS: lambda: _("bonus"),
        TermKind.PENALTY: lambda: _("penalty"),
        TermKind.VETO: lambda: _("negative list"),
        TermKind.CLIPPED: lambda: _("cut off at the limits of the score"),
    }[value.kind]()


def _fault_sentence(kind: RuleFaultKind) -> str:
    return {
        RuleFaultKind.NOT_A_NUMBER: _("“{value}” is no number."),
        RuleFaultKind.BELOW_ZERO: _("{value} is below zero. Enter zero or more."),
        RuleFaultKind.NO_METRIC: _("Nothing is measured. Add a metric."),
        RuleFaultKind.WEIGHTS_NOT_ONE: _("The weights add up to {sum}, not to 1."),
        RuleFaultKind.CAP_ABOVE_FULL: _("{value} is above the full mark {full}."),
        RuleFaultKind.DECIMALS: _("{value} decimals cannot be printed. Take 0 to {most}."),
        RuleFaultKind.NO_SUBJECTS: _("Nobody is ranked. Choose a class, units or sites."),
        RuleFaultKind.NO_NAME: _("The list has no name."),
        RuleFaultKind.DOUBLED_NAME: _("Two lists are called “{name}”."),
        RuleFaultKind.GROUP_OF_TYPES: _("Site types stand in one list; take its lists away."),
        RuleFaultKind.UNKNOWN_SUBJECT: _("{id} is no unit or site that could be ranked here."),
        RuleFaultKind.UNKNOWN_SITE_TYPE: _("There is no site type “{name}”."),
        RuleFaultKind.UNKNOWN_SCHEME: _("There is no scheme {id}."),
        RuleFaultKind.REMOVED_ITEM: _("The item {id} is not in the scheme any more."),
        RuleFaultKind.UNFIT_ITEM: _(
            "The item {id} is given points or a grade; only one that is met or violated can "
            "strike a subject."
        ),
        RuleFaultKind.NO_SUCH_METRIC: _("There is no metric {number}."),
        RuleFaultKind.NO_REASON: _("The reason is missing."),
        RuleFaultKind.NO_APPROVER: _("Who approved it is missing."),
        RuleFaultKind.APPROVER_INSPECTS: _(
            "{name} inspected this subject in that month. Somebody else must approve."
        ),
        RuleFaultKind.NO_LEDGER: _(
            "An event of the ledger needs its kind, and a metric of the ledger on the board."
        ),
    }.get(kind) or _list_fault_sentence(kind)


def _list_fault_sentence(kind: RuleFaultKind) -> str:
    return {
        RuleFaultKind.NO_LINE: _("Nobody can be named. Ask for a place or a score."),
        RuleFaultKind.EMPTY_BAND: _(
            "No score is at least {least} and below {below}. Exchange the two."
        ),
        RuleFaultKind.NO_FLAG: _("The flag has no colour."),
        RuleFaultKind.DOUBLED_LIST: _("An earlier rule makes the same list already."),
        RuleFaultKind.OVERLAPPING_GRADES: _("A score can have both grades, {one} and {other}."),
        RuleFaultKind.UNKNOWN_GROUP: _("The board has no list “{name}”."),
        RuleFaultKind.NO_SUCH_LIST: _("There is no list {number}."),
        RuleFaultKind.APPROVER_IS_SUBJECT: _(
            "{name} is the subject itself or leads it. Somebody else must approve."
        ),
        RuleFaultKind.ENDS_BEFORE: _("It ends before it begins."),
        RuleFaultKind.LOOK_BACK: _("{value} periods are too many. Take at most {most}."),
        RuleFaultKind.TIE_ACROSS: _(
            "A tie stands across the line: {names}. Name what decides between equals, or list "
            "all or none of them."
        ),
    }[kind]


def _listed(lines: str) -> str:
    return _(", ").join(lines.split("\n"))


def _metrics(lines: str) -> list[tuple[str, str]]:
    """Names of metrics and what follows them, from lines of kind, name and the rest."""
    found = []
    for line in lines.split("\n"):
        kind, name, *rest = line.split("|")
        found.append((metric_name(kind, name), "".join(rest)))
    return found


def _composite(facts: Facts) -> str:
    parts = " + ".join(f"{name} × {weight}" for name, weight in _metrics(facts["metrics"]))
    missing = {
        MissingMetric.RENORMALISE: _("What has no value leaves its weight to the others."),
        MissingMetric.FULL: _("What has no value counts as full."),
        MissingMetric.NO_SCORE: _("Who lacks a value has no score."),
    }[MissingMetric(facts["missing"])]
    return _("Composite score: {parts}. {missing}").format(parts=parts, missing=missing)


def _metric(facts: Facts) -> str:
    name = metric_name(facts["kind"], facts["metric"])
    if facts["kind"] == MetricKind.LEDGER:
        return _("{metric}: {base} points and the events of the ledger.").format(
            metric=name, base=facts["base"]
        )
    said = {
        RateBase.ALL: _("{metric}: closed by the cut-off ÷ all problems."),
        RateBase.DUE: _("{metric}: closed by the cut-off ÷ problems that were due."),
        RateBase.ON_TIME: _("{metric}: closed in time ÷ (closed + overdue)."),
    }[RateBase(facts["base"])].format(metric=name)
    if not facts["disputed"]:
        said += " " + _("Disputed problems are left out.")
    if not facts["long_term"]:
        said += " " + _("Problems approved for the long term are left out.")
    return f"{said} {_threshold(facts)}".strip()


def _threshold(facts: Facts) -> str:
    if "threshold" not in facts:
        return ""
    said = _(
        "{full} points from {threshold} per cent on, {each} less for each point below."
    ).format(full=facts["full"], threshold=facts["threshold"], each=facts["each"])
    whole = {
        Shortage.EXACT: "",
        Shortage.STARTED: _("Each point that is begun counts."),
        Shortage.COMPLETED: _("Only whole points count."),
    }[Shortage(facts["shortage"])]
    return f"{said} {whole}".strip()


def _filter(facts: Facts) -> str:
    said = [
        *(visit.level(Level(one)) for one in facts["levels"].split("\n") if one),
        *(visit.mode(Mode(one)) for one in facts["modes"].split("\n") if one),
        *(visit.method(Method(one)) for one in facts["methods"].split("\n") if one),
        *(_("campaign “{name}”").format(name=one) for one in facts["campaigns"].split("\n") if one),
        *(one for one in facts["types"].split("\n") if one),
    ]
    which = _(", ").join(said)
    if facts["metric"]:
        return _("{metric}: only {which}.").format(metric=facts["metric"], which=which)
    return _("Counted are only visits of these kinds: {which}.").format(which=which)


def _missing_rule(facts: Facts) -> str:
    said = {
        MissingType.PEER_MEAN: _(
            "Who has no site of a type has the mean of the others of its list there."
        ),
        MissingType.FULL: _("Who has no site of a type has full marks there."),
        MissingType.EXCLUDE: _("Who has no site of a type is not ranked."),
    }[MissingType(facts["rule"])]
    if facts["types"]:
        return _("{said} Types: {types}.").format(said=said, types=_listed(facts["types"]))
    return _("{said} Types are those that at least half of the list has.").format(said=said)


def _na_rule(facts: Facts) -> str:
    if facts["rule"] == NaRule.FULL:
        return _("Items that do not apply count as full.")
    return _("Items that do not apply count as zero.")


def _period_mean(facts: Facts) -> str:
    parts = {
        PeriodKind.WEEK: _("weeks"),
        PeriodKind.MONTH: _("months"),
        PeriodKind.QUARTER: _("quarters"),
        PeriodKind.YEAR: _("years"),
        PeriodKind.DAYS: _("days"),
    }[PeriodKind(facts["parts"])]
    if facts["weights"]:
        return _("Score of the period: the {parts} in it, weighted {weights}.").format(
            parts=parts, weights=facts["weights"].replace("\n", " : ")
        )
    return _("Score of the period: mean of the {parts} in it.").format(parts=parts)


def _amounts(facts: Facts) -> str:
    said = []
    for name, text in facts.items():
        n = int(text)
        word = {
            "visits": ngettext("{n} visit", "{n} visits", n),
            "sites": ngettext("{n} site", "{n} sites", n),
            "types": ngettext("{n} site type", "{n} site types", n),
        }[name]
        said.append(word.format(n=n))
    return _(", ").join(said)


def _additions(facts: Facts) -> str:
    words = {
        "bonus": _("bonus at most {n}"),
        "penalty": _("penalty at most {n}"),
        "maximum": _("score at most {n}"),
    }
    said = _(", ").join(words[name].format(n=n) for name, n in facts.items())
    return _("Limits: {limits}.").format(limits=said)


def _order(facts: Facts) -> str:
    keys = {
        TieKey.FEWER_VETOES: _("fewer vetoes"),
        TieKey.LESS_PENALTY: _("less penalty"),
        TieKey.MORE_VISITS: _("more visits"),
        TieKey.MORE_SITES: _("more sites"),
    }
    if facts["by"] == "exact":
        said = _("Ranks compare the exact scores; {n} decimals are printed.")
    else:
        said = _("Ranks compare the score as printed, with {n} decimals.")
    said = said.format(n=facts["decimals"])
    if facts["keys"]:
        named = _(", ").join(keys[TieKey(key)] for key in facts["keys"].split("\n"))
        said += " " + _("Between equal scores decide, in this order: {keys}.").format(keys=named)
    if facts["dense"]:
        return f"{said} " + _("Equals share a rank and no rank is left out.")
    return f"{said} " + _("Equals share a rank and the next rank is left out.")


def _event(facts: Facts) -> str:
    points = facts["points"]
    if points.startswith("-"):
        said = _("Penalty {points}: {reason} (approved by {approver}).")
    else:
        said = _("Bonus {points}: {reason} (approved by {approver}).")
    return said.format(
        points=points.removeprefix("-"), reason=facts["reason"], approver=facts["approver"]
    )


def _struck(facts: Facts) -> str:
    said = {
        VetoEffect.POINTS: _("Negative list: {reason}, {times} × {points} points taken."),
        VetoEffect.NO_RANK: _("Negative list: {reason}; the rank is suspended."),
        VetoEffect.NO_SCORE: _("Negative list: {reason}; the title is cancelled."),
    }[VetoEffect(facts["effect"])]
    return said.format(reason=facts["reason"], times=facts["times"], points=facts["points"])


def _barred(facts: Facts) -> str:
    return _("Not ranked: {metric} {value} is below {least}.").format(
        metric=metric_name(facts["kind"], facts["metric"]),
        value=facts["value"],
        least=facts["least"],
    )


def _below_minimum(facts: Facts) -> str:
    has = {name: text.partition("/")[0] for name, text in facts.items()}
    needs = {name: text.partition("/")[2] for name, text in facts.items()}
    return _("Not ranked: it has {has}; {needs} are needed.").format(
        has=_amounts(has), needs=_amounts(needs)
    )


_SENTENCES: dict[FootnoteKind, Callable[[Facts], str]] = {
    FootnoteKind.COMPOSITE: _composite,
    FootnoteKind.METRIC: _metric,
    FootnoteKind.FILTER: _filter,
    FootnoteKind.TYPE_MEAN: lambda _facts: _("A type is the mean of the visits to its sites."),
    FootnoteKind.MISSING_RULE: _missing_rule,
    FootnoteKind.NA_RULE: _na_rule,
    FootnoteKind.PERIOD_MEAN: _period_mean,
    FootnoteKind.DUTY: lambda _facts: _("Of what is lost each unit bears its share."),
    FootnoteKind.MINIMUM: lambda facts: _("Ranked is who has at least {amounts}.").format(
        amounts=_amounts(facts)
    ),
    FootnoteKind.ADDITIONS: _additions,
    FootnoteKind.ORDER: _order,
    FootnoteKind.SUBSTITUTED: lambda facts: _(
        "Has no visited site of the types {types}; a value stands in their place."
    ).format(types=_listed(facts["types"])),
    FootnoteKind.LACKS_TYPE: lambda facts: _(
        "Not ranked: no visited site of the types {types}."
    ).format(types=_listed(facts["types"])),
    FootnoteKind.BELOW_MINIMUM: _below_minimum,
    FootnoteKind.EVENT: _event,
    FootnoteKind.STRUCK: _struck,
    FootnoteKind.BARRED: _barred,
    FootnoteKind.NO_VALUE: lambda facts: _("No value yet: {metrics}.").format(
        metrics=_(", ").join(name for name, _rest in _metrics(facts["metrics"]))
    ),
}
