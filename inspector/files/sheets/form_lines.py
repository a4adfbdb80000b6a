"""What the lines of a scoring form say: sums by section, points, remarks, photo numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from inspector.domain import scoring
from inspector.domain.answering import APART
from inspector.domain.model.quantity import required
from inspector.domain.scheme import Item, RuleKind, Scheme, Section
from inspector.domain.score import ItemResult, Total
from inspector.domain.visit import Answer, Finding, Record
from inspector.wording import form as words
from inspector.wording.rows import photo_numbers
from inspector.wording.sheet import remarks
from inspector.wording.visit import answer_state

_ZERO = Decimal(0)


class FormSums(Struct, frozen=True):
    """Sums of a section or of the whole; points are None on a blank form.

    `full` is of all items (None where all are bonus items), `rated` of those that count where that
    is less.
    """

    code: str
    text: str
    full: Decimal | None
    rated: Decimal | None = None
    lost: Decimal | None = None
    got: Decimal | None = None


class FormLine(Struct, frozen=True):
    """One item: occurrences or missing pieces, points lost and got, remarks, photo numbers."""

    item: int
    is_apart: bool = False
    found: Decimal | None = None
    lost: Decimal | None = None
    got: Decimal | None = None
    said: str = ""
    photos: str = ""
    required: Decimal | None = None


class FormValues(Struct, frozen=True):
    """Everything between the heads and the notes, and how many places the points need."""

    lines: tuple[FormLine | FormSums, ...]
    total: FormSums
    has_record: bool
    score: Decimal | None
    bonus: Decimal
    found: Decimal | None
    unanswered: int
    photos: int
    places: int
    full_places: int


class _Judged(Struct, frozen=True):
    """What a visit says, by item number."""

    results: dict[int, ItemResult]
    totals: dict[int, Total]
    answers: dict[int, Answer]
    findings: dict[int, list[Finding]]
    photos: dict[int, list[int]]


def form_values(
    scheme: Scheme, record: Record | None, site_type: str, length_m: Decimal | None
) -> FormValues:
    """The lines of the checklist of a site type, filled from a record where there is one."""
    if record is not None:
        site_type, length_m = record.visit.site_type, record.visit.length_m
    items = scheme.checklist(site_type)
    judged = _judged(scheme, record)
    lines: list[FormLine | FormSums] = []
    above: Section | None = None
    for item in items:
        path = scheme.path(item)
        if path and path[0] != above:
            above = path[0]
            members = [one for one in items if scheme.path(one)[:1] == (above,)]
            total = judged.totals.get(above.number) if judged else None
            lines.append(_sums(above.code, above.text, members, total))
        line = _line(item, judged) if judged else FormLine(item.number)
        lines.append(replace(line, required=required(item.rule, length_m)))
    whole = judged.totals[0] if judged else None
    return FormValues(
        lines=tuple(lines),
        total=_sums("", "", items, whole),
        has_record=judged is not None,
        score=whole.printed_score if whole else None,
        bonus=whole.bonus if whole else _ZERO,
        found=_total_found(lines) if judged else None,
        unanswered=whole.unanswered if whole else 0,
        photos=sum(len(numbers) for numbers in judged.photos.values()) if judged else 0,
        places=max(1, _places(_points(lines)), _places(item.full_mark for item in items)),
        full_places=_places(item.full_mark for item in items),
    )


def _judged(scheme: Scheme, record: Record | None) -> _Judged | None:
    if record is None:
        return None
    results = scoring.record_results(scheme, record)
    findings: dict[int, list[Finding]] = defaultdict(list)
    for finding in record.findings:
        if not finding.void:
            findings[finding.item].append(finding)
    photos: dict[int, list[int]] = defaultdict(list)
    for number, photo in enumerate((one for one in record.photos if not one.void), 1):
        photos[photo.item].append(number)
    return _Judged(
        {result.item: result for result in results},
        {total.section: total for total in scoring.totals(scheme, results)},
        {answer.item: answer for answer in record.answers},
        findings,
        photos,
    )


def _sums(code: str, text: str, items: Sequence[Item], total: Total | None) -> FormSums:
    counted = [item for item in items if item.rule.kind is not RuleKind.BONUS]
    full = sum((item.full_mark for item in counted), _ZERO)
    if total is None or not full:
        return FormSums(code, text, full or None)
    rated = total.full if total.full != full else None
    return FormSums(code, text, full, rated, total.full - total.got or None, total.got)


def _line(item: Item, judged: _Judged) -> FormLine:
    answer = judged.answers.get(item.number)
    findings = judged.findings.get(item.number, [])
    photos = photo_numbers(judged.photos.get(item.number, []))
    result = judged.results[item.number]
    if answer is None and not findings:
        return FormLine(item.number, photos=photos)
    said = _said(answer, findings, result)
    if answer is not None and answer.state in APART:
        return FormLine(item.number, is_apart=True, said=said, photos=photos)
    if item.rule.kind is RuleKind.BONUS:
        return FormLine(item.number, got=result.gain or None, said=said, photos=photos)
    found, lost, got = _found(answer, findings, result), None, None
    if result.loss is not None:
        lost, got = result.loss or None, result.full - result.loss
    return FormLine(item.number, found=found, lost=lost, got=got, said=said, photos=photos)


def _found(
    answer: Answer | None, findings: Sequence[Finding], result: ItemResult
) -> Decimal | None:
    occurrences = sum(finding.occurrences for finding in findings)
    if occurrences:
        return Decimal(occurrences)
    if result.required is not None and answer is not None and answer.found is not None:
        return max(_ZERO, result.required - answer.found) or None
    return None


def _said(answer: Answer | None, findings: Sequence[Finding], result: ItemResult) -> str:
    note = answer.note if answer is not None else ""
    if answer is not None and answer.state in APART:
        return words.apart(answer_state(answer.state), note)
    said: list[str] = []
    if answer is not None and answer.found is not None and result.required is not None:
        said.append(words.required_and_found(result.required, answer.found))
    if answer is not None and answer.found is not None and answer.sampled is not None:
        said.append(words.sample_passed(answer.found, answer.sampled))
    if answer is not None and answer.grade:
        said.append(words.grade_given(answer.grade))
    said += [finding.note for finding in findings if finding.note]
    return remarks([*said, note] if note else said)


def _total_found(lines: Iterable[FormLine | FormSums]) -> Decimal | None:
    found = [line.found for line in lines if isinstance(line, FormLine) and line.found]
    return sum(found, _ZERO) or None


def _points(lines: Iterable[FormLine | FormSums]) -> Iterable[Decimal]:
    for line in lines:
        for value in (line.lost, line.got):
            if value is not None:
                yield value


def _places(values: Iterable[Decimal]) -> int:
    exponents = [value.normalize().as_tuple().exponent for value in values]
    return max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)
