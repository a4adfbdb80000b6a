"""Rules that are said in words: so much for each place found, caps, pieces required per length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from inspector.domain.points import plain
from inspector.domain.scheme import Clause, Rule, RuleKind

_NUMBER = r"(\d+(?:\.\d+)?|[一二两三四五六七八九十百半])"
_COUNTED = (
    "(?:处|次|项|个|例|起|件|块|辆|户|人次|人|名|条|篇|天|日|幅|盏|座|只|张|面|家|宗|份|期|场|种|组|点)"
    "(?!百分)"
)
_DEDUCTED = rf"(?:扣(?:除|减|掉)?|减(?:去|掉|扣)?)\s*{_NUMBER}\s*分"
_EACH = re.compile(
    r"(?:每(?:发现|出现|查出|查到|有|存在|缺少?|少|漏|迟|超过?|多|发生)?\s*(?:一|1)?"
    r"|(?:发现|出现|查出|有|存在|缺少?|少|漏)?\s*(?:一|1))"
    rf"\s*{_COUNTED}[^。；;\n扣加得]{{0,24}}?(?:各|均|再)?{_DEDUCTED}"
)
_PRICED = re.compile(rf"每(?:一)?{_COUNTED}\s*{_NUMBER}\s*分(?:的标准)?(?:予以)?扣(?:分|除|减)")
_ONCE = re.compile(_DEDUCTED)
_CAP = re.compile(
    r"(?:最多|最高|至多|累计|上限|不超过|不得超过)(?:扣分|最多|最高|不超过|不得超过|上限|为|是)*"
    rf"(?:扣(?:除|减)?)?\s*{_NUMBER}\s*分|扣分(?:最多|最高|不超过|不得超过|上限为?)+\s*{_NUMBER}\s*分"
    rf"|以\s*{_NUMBER}\s*分为(?:限|上限)"
)
_GAINED = re.compile(r"[得加记计]\s*\d+(?:\.\d+)?\s*分")
_PIECES = "(处|个|块|幅|条|面|组|座|盏|只|张|则|副)"
_REQUIRED = re.compile(
    rf"(?:每(?:隔)?\s*{_NUMBER}?\s*(公里|千米|米)[^。；;\n，,每]{{0,12}}?"
    rf"(?:不得?少于|不低于|至少|应有|应设|须有|设置?|有|≥|>=)?|(?:不得?少于|至少|≥|>=))"
    rf"(?:设有|设置?|配备|有)?\s*{_NUMBER}\s*{_PIECES}(?!百分)"
)
_HINT = re.compile("扣|每|少于|至少|≥|>=")
_SHORT = re.compile("每?(?:缺少?|少|不足)")
_BEFORE = re.compile(r"[。；;\n]")
_LEADING = re.compile(r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳]|[，,、\s])+")
_DIGITS = {sign: Decimal(at) for at, sign in enumerate("一二三四五六七八九十", 1)} | {
    "两": Decimal(2), "半": Decimal("0.5"), "百": Decimal(100),
}  # fmt: skip
_METRES = {"公里": Decimal(1000), "千米": Decimal(1000), "米": Decimal(1)}


class Phrase(Struct, frozen=True):
    """A rule and the words that say it; equal keys are equal rules."""

    rule: Rule
    words: str

    @property
    def key(self) -> str:
        """The rule in short, clauses with their words."""
        rule = self.rule
        numbers = (rule.each, rule.cap, rule.required, rule.per_length)
        said = [rule.kind.value, *("" if each is None else plain(each) for each in numbers)]
        return ":".join([*said, *(f"{each.text}={plain(each.each)}" for each in rule.clauses)])


def rule_in_words(text: str, full_mark: Decimal) -> Phrase | None:
    """The rule of which a text speaks, None where it speaks of none or of what no rule can hold.

    Deductions become a deduct rule (F4), with a clause each where there are several; pieces that
    are required a quantity rule (F5, M4). No deduction is above the full mark.
    """
    # Most texts speak of neither; looking for the long patterns would take most of the time.
    if not _HINT.search(text):
        return None
    if full_mark <= 0 or len(_GAINED.findall(text)) > 1:
        return None
    capped = _CAP.search(text)
    rest = text if capped is None else _CAP.sub(lambda one: "　" * len(one[0]), text)
    each = list(_EACH.finditer(rest)) or list(_PRICED.finditer(rest))
    ends = {found.end() for found in each}
    once = [found for found in _ONCE.finditer(rest) if found.end() not in ends]
    required = list(_REQUIRED.finditer(text))
    if required and not once and all(_SHORT.search(found[0]) for found in each):
        return _quantity(text, required, each, full_mark)
    found = sorted([*each, *once], key=re.Match.start) if each and once else each or once
    if not found:
        return None
    cap = None if capped is None else _cap(capped, full_mark)
    clauses = _clauses(rest, found, full_mark)
    words = _joined(clause.text for clause in clauses)
    if len(found) == 1:
        return Phrase(Rule(RuleKind.DEDUCT, each=clauses[0].each, cap=cap), words)
    return Phrase(Rule(RuleKind.DEDUCT, cap=cap, clauses=clauses), words)


def _quantity(
    text: str, required: list[re.Match[str]], each: list[re.Match[str]], full_mark: Decimal
) -> Phrase | None:
    """One requirement with at most one deduction for what is missing; more are no single rule."""
    if len(required) > 1 or len(each) > 1:
        return None
    count, unit, pieces, _piece = required[0].groups()
    per_length = _METRES[unit] * (_number(count) if count else 1) if unit else None
    lost = min(_number(each[0][each[0].lastindex or 1]), full_mark) if each else None
    rule = Rule(RuleKind.QUANTITY, each=lost, required=_number(pieces), per_length=per_length)
    return Phrase(rule, _joined(_statement(text, one) for one in (required[0], *each)))


def _clauses(text: str, found: list[re.Match[str]], full_mark: Decimal) -> tuple[Clause, ...]:
    clauses = []
    end = 0
    for number, one in enumerate(found, 1):
        begins = [each.end() for each in _BEFORE.finditer(text, end, one.start())]
        said = text[begins[-1] if begins else end : one.end()].replace("　", "")
        points = min(_number(one[one.lastindex or 1]), full_mark)
        clauses.append(Clause(str(number), _LEADING.sub("", said).strip(), points))
        end = one.end()
    return tuple(clauses)


def _cap(found: re.Match[str], full_mark: Decimal) -> Decimal | None:
    """The most that is lost; None where it is the full mark, as “扣完为止” says too."""
    cap = _number(found[found.lastindex or 1])
    return cap if cap < full_mark else None


def _statement(text: str, found: re.Match[str]) -> str:
    begins = [each.end() for each in _BEFORE.finditer(text, 0, found.start())]
    return _LEADING.sub("", text[begins[-1] if begins else 0 : found.end()]).strip()


def _joined(parts: Iterable[str]) -> str:
    said = list(dict.fromkeys(parts))
    if len(said) == 1:
        return said[0]
    return "；".join(p for p in said if not any(p != other and p in other for other in said))


def _number(text: str) -> Decimal:
    return _DIGITS[text] if text in _DIGITS else Decimal(text)
