"""Adding up a visit from stored rows: exact, and quick enough to stand in every saved answer.

The sums of a visit are those of an empty one with what each answer adds. What an answer adds is
asked of the rules once and remembered, as whole numbers of 1/10,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from msgspec.structs import replace

from inspector.domain.points import from_units, to_units
from inspector.domain.scheme import Scheme
from inspector.domain.score import Total
from inspector.domain.scoring import results, totals
from inspector.domain.visit import Answer, AnswerState, Finding

Sums: TypeAlias = "tuple[int, ...]"
AnswerRow: TypeAlias = "tuple[int, str, int | None, int | None, str | None]"
FindingRow: TypeAlias = "tuple[int, int, int | None, str, int]"
Said: TypeAlias = "tuple[AnswerRow | None, tuple[FindingRow, ...]]"
_Step: TypeAlias = "tuple[int, int, int]"

_WIDTH = 7
_NO_ID = UUID(int=0)
_MOST_REMEMBERED = 50_000


class Tally:
    """Adds up visits by one scheme at sites of one type and length (metres)."""

    def __init__(self, scheme: Scheme, site_type: str, length_m: Decimal | None) -> None:
        self._scheme = scheme
        self._site_type = site_type
        self._length_m = length_m
        self._empty = self._sums(scheme, (), ())
        self._steps: dict[object, tuple[_Step, ...]] = {}
        self._changes: dict[object, Mapping[Sums, list[int]]] = {}

    def add_up(
        self, answers: Iterable[AnswerRow], findings: Mapping[int, tuple[FindingRow, ...]]
    ) -> dict[int, Sums]:
        """The sums of each section, 0 being the whole, as `Total` orders them.

        `answers` are (item, state, found, points, grade) and `findings`, by item and not void,
        (item, occurrences, points each, level, fixed) as stored.
        """
        if self._scheme.parameters.bonus_cap is not None:
            # The cap ties the bonus items to each other: they cannot be added one by one.
            return self.prove(answers, findings)
        sums = {section: list(each) for section, each in self._empty.items()}
        for row in answers:
            for section, place, amount in self._added(row, findings.get(row[0], ())):
                sums[section][place] += amount
        return {section: tuple(each) for section, each in sums.items()}

    def change(self, before: Said, after: Said) -> Mapping[Sums, list[int]] | None:
        """What the sums change by when one item is said otherwise, and in which sections.

        None where only adding up the whole visit can tell.
        """
        if self._scheme.parameters.bonus_cap is not None:
            return None
        key = (before, after)
        known = self._changes.get(key)
        if known is None:
            _forget_many(self._changes)
            known = self._changes[key] = self._changed(before, after)
        return known

    def _changed(self, before: Said, after: Said) -> Mapping[Sums, list[int]]:
        sums: dict[int, list[int]] = {}
        for (row, findings), sign in ((before, -1), (after, 1)):
            if row is None:
                continue
            for section, place, amount in self._added(row, findings):
                sums.setdefault(section, [0] * _WIDTH)[place] += sign * amount
        sections: dict[Sums, list[int]] = {}
        for section, each in sums.items():
            sections.setdefault(tuple(each), []).append(section)
        return sections

    def prove(
        self, answers: Iterable[AnswerRow], findings: Mapping[int, tuple[FindingRow, ...]]
    ) -> dict[int, Sums]:
        """The same by asking the rules for the whole visit, with nothing remembered."""
        every = [each for found in findings.values() for each in found]
        return self._sums(self._scheme, answers, every)

    def _added(self, answer: AnswerRow, findings: tuple[FindingRow, ...]) -> tuple[_Step, ...]:
        key = (answer, findings)
        known = self._steps.get(key)
        if known is None:
            _forget_many(self._steps)
            known = self._steps[key] = self._asked(answer, findings)
        return known

    def _asked(self, answer: AnswerRow, findings: tuple[FindingRow, ...]) -> tuple[_Step, ...]:
        number = answer[0]
        alone = tuple(item for item in self._scheme.items if item.number == number)
        scheme = replace(self._scheme, items=alone)
        before = self._sums(scheme, (), ())
        after = self._sums(scheme, (answer,), findings)
        return tuple(
            (section, place, new - old)
            for section, sums in after.items()
            for place, (old, new) in enumerate(zip(before[section], sums, strict=True))
            if new != old
        )

    def _sums(
        self, scheme: Scheme, answers: Iterable[AnswerRow], findings: Iterable[FindingRow]
    ) -> dict[int, Sums]:
        judged = results(
            scheme,
            self._site_type,
            self._length_m,
            [_answer(row) for row in answers],
            [_finding(row) for row in findings],
        )
        return {total.section: _row(total) for total in totals(self._scheme, judged)}


def _forget_many(remembered: dict[object, Any]) -> None:
    if len(remembered) >= _MOST_REMEMBERED:
        remembered.clear()


def _answer(row: AnswerRow) -> Answer:
    item, state, found, points, grade = row
    return Answer(item, AnswerState(state), _points(found), _points(points), grade)


def _finding(row: FindingRow) -> Finding:
    item, occurrences, each, level, fixed = row
    points = from_units(each or 0)
    return Finding(_NO_ID, item, "", occurrences, points, level, bool(fixed))


def _points(units: int | None) -> Decimal | None:
    return None if units is None else from_units(units)


def _row(total: Total) -> Sums:
    return (
        to_units(total.got),
        to_units(total.full),
        to_units(total.bonus),
        total.observed,
        total.not_observed,
        total.not_applicable,
        total.unanswered,
    )
