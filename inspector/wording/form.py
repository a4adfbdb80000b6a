"""Words of the scoring form of a visit (点位检查打分表): heads, rules, remarks, signatures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from inspector.domain.points import plain
from inspector.domain.scheme import Grade, Item, Rule, RuleKind
from inspector.domain.visit import Level
from inspector.wording.catalogue import _, ngettext
from inspector.wording.sheet import day as full_day
from inspector.wording.sheet import leading, spaced
from inspector.wording.visit import level as level_word

MINUS = "\N{MINUS SIGN}"

_NUMERALS = frozenset("一二三四五六七八九十")


def form_sheet() -> str:
    """The name of the sheet."""
    return _("Scoring form")


def form_title(district: str) -> str:
    """The title of the form."""
    return _("{district}Civilized-City inspections: scoring form of a site").format(
        district=leading(district)
    )


def form_number(number: str) -> str:
    """The number of the visit in the line below the title, a line to write on where it is new."""
    return _("Form no. {number}").format(number=number or "________")


def label_rows() -> tuple[tuple[str, str, str], ...]:
    """The labels of the block above the table, three a row."""
    return (
        (spaced(_("Site")), spaced(_("Type")), _("Territory")),
        (_("Responsible units"), _("Inspection"), _("Last score")),
        (_("Time of visit"), _("Inspected by"), _("This score")),
    )


def heads() -> list[str]:
    """The heads of the table."""
    return [
        _("No."),
        _("Subject"),
        _("Standard"),
        _("Full mark"),
        _("Deduction rule"),
        _("Number\nfound"),
        _("Deducted"),
        _("Score"),
        _("Problem"),
        _("Photo no."),
    ]


def inspection(value: Level) -> str:
    """Who inspects, in the block above the table."""
    return level_word(value)


def time_of_visit(day: date | None, started: str, ended: str) -> str:
    """Day and local times of a visit; blanks to fill in where there is none."""
    if day is None:
        return _("____-__-__ __:__ to __:__")
    if not started:
        return full_day(day)
    return _("{day} {started} to {ended}").format(
        day=full_day(day), started=started, ended=ended or "__:__"
    )


def section(code: str, text: str) -> str:
    """A row of a section."""
    if not code or code in text:
        return text
    if code.startswith(("（", "(")):
        return f"{code}{text}"
    if set(code) <= _NUMERALS:
        return f"{code}、{text}"
    return _("{text} ({code})").format(text=text, code=code)


def rated(full: Decimal) -> str:
    """What of the full mark was looked at and applied."""
    return _("rated: {full}").format(full=plain(full))


def rule(item: Item, required: Decimal | None) -> str:
    """How an item is scored; `required` is what a quantity item asks for on this site."""
    kind = item.rule.kind
    if kind is RuleKind.DEDUCT:
        return _deduction(item)
    if kind is RuleKind.QUANTITY:
        return _quantity(item.rule, required)
    if kind is RuleKind.GRADE:
        shares = _(", ").join(_grade(grade) for grade in item.rule.grades)
        return _("By grade, of the full mark: {shares}").format(shares=shares)
    if kind is RuleKind.POINTS:
        return _("0 to {full} points").format(full=plain(item.full_mark))
    if kind is RuleKind.BONUS:
        if item.rule.cap is None:
            return _("Bonus, outside the total")
        return _("Bonus, outside the total, at most {cap}").format(cap=plain(item.rule.cap))
    return _("All or nothing")


def apart(word: str, note: str) -> str:
    """Not applicable or not observed, with the reason."""
    return _("{word} ({note})").format(word=word, note=note) if note else word


def required_and_found(required: Decimal, found: Decimal) -> str:
    """How many pieces a quantity item asks for, and how many were there."""
    return _("{required} required, {found} found").format(
        required=plain(required), found=plain(found)
    )


def grade_given(letter: str) -> str:
    """The grade of a grade item."""
    return _("Grade {letter}").format(letter=letter)


def sample_passed(passed: Decimal, sampled: Decimal) -> str:
    """How many places of a sample passed."""
    return _("{passed} of {sampled} passed").format(passed=plain(passed), sampled=plain(sampled))


def _grade(grade: Grade) -> str:
    share = plain(100 * grade.share)
    if grade.passed is None:
        return _("{letter}: {share}%").format(letter=grade.letter, share=share)
    return _("{letter} from {passed}: {share}%").format(
        letter=grade.letter, passed=plain(grade.passed), share=share
    )


def total() -> str:
    """The label of the last row."""
    return spaced(_("Total"))


def division(got: Decimal, full: Decimal, bonus: Decimal, score: Decimal) -> str:
    """The score as the division that it comes from, bonus added."""
    added = ""
    if bonus:
        added = f" {'+' if bonus > 0 else MINUS} {plain(abs(bonus))}"
    return _("Score {got} ÷ {full} × 100{bonus} = {score}").format(
        got=plain(got), full=plain(full), bonus=added, score=score
    )


def no_score() -> str:
    """Instead of the division where nothing could be scored."""
    return _("No score: nothing applied or was observed.")


def notes(unanswered: int, photos: int, note: str) -> list[str]:
    """The notes below the table, numbered by the caller."""
    said = [_("Items not applicable or not observed leave both sums.")]
    if unanswered:
        said.append(
            ngettext(
                "{count} item was not looked at yet; where it can only conform or lose points it "
                "is counted as conforming, so the score is not final.",
                "{count} items were not looked at yet; where they can only conform or lose points "
                "they are counted as conforming, so the score is not final.",
                unanswered,
            ).format(count=unanswered)
        )
    if photos:
        said.append(ngettext("{count} photo.", "{count} photos.", photos).format(count=photos))
    return [*said, note] if note else said


def signature_labels() -> tuple[str, str]:
    """The two signatures."""
    return _("Inspectors (signature):"), _("Site (signature):")


def date_to_sign() -> str:
    """The place for the day beside a signature."""
    return _("Date: ____-__-__")


def opinion() -> str:
    """The line on which the site agrees or objects."""
    return _("Opinion of the site:   □ no objection   □ objection (name the clauses):")


def footer(number: str, closed: str, scheme: str) -> str:
    """The left foot of a page: a closed visit names the moment, a blank form its scheme."""
    if closed:
        return _("{number} · closed {moment} · {scheme}").format(
            number=number, moment=closed, scheme=scheme
        )
    return f"{number} · {scheme}" if number else scheme


def _deduction(item: Item) -> str:
    eaches = {clause.each for clause in item.rule.clauses}
    if item.rule.each is not None:
        eaches.add(item.rule.each)
    if not eaches:
        said = _("By what is found")
    elif len(eaches) == 1:
        said = _("{each} each").format(each=plain(min(eaches)))
    else:
        said = _("{low} to {high} each").format(low=plain(min(eaches)), high=plain(max(eaches)))
    if item.rule.cap is not None and item.rule.cap < item.full_mark:
        return _("{said}, at most {cap}").format(said=said, cap=plain(item.rule.cap))
    return said


def _quantity(value: Rule, on_site: Decimal | None) -> str:
    required = plain(value.required) if value.required is not None else "—"
    if value.per_length and on_site is not None:
        said = _("{required} for each {length} m, here {on_site}").format(
            required=required, length=plain(value.per_length), on_site=plain(on_site)
        )
    elif value.per_length:
        said = _("{required} for each {length} m").format(
            required=required, length=plain(value.per_length)
        )
    else:
        said = _("{required} required").format(required=required)
    if value.each is None:
        return _("{said}, points in proportion").format(said=said)
    return _("{said}, {each} for each missing").format(said=said, each=plain(value.each))
