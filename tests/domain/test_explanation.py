from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.board import Explanation, Loss, RankedRow
from inspector.domain.explanation import (
    Evidence,
    Share,
    data_rows,
    explained,
    largest,
    losses,
    ranked_units,
    visit_weighing,
)
from inspector.domain.points import printed
from inspector.domain.score import ItemResult
from inspector.domain.scoring import record_results, totals
from inspector.domain.unit import Role, UnitClass
from inspector.domain.visit import (
    Answer,
    AnswerState,
    Finding,
    Record,
    Visit,
    VisitPhoto,
    VisitUnit,
)
from tests.domain import scored_schemes

D = Decimal
STREET, BUREAU, OFFICE = (UUID(int=n) for n in (11, 12, 13))
CLASSES = {STREET: UnitClass.STREET, BUREAU: UnitClass.BUREAU, OFFICE: UnitClass.OFFICE}
SCHEME = scored_schemes.every_kind()
VISIT = Visit(
    UUID(int=1),
    UUID(int=2),
    "market",
    D(420),
    UUID(int=3),
    date(2026, 11, 16),
    datetime(2026, 11, 16, 4, tzinfo=UTC),
    number="A-0001",
)
RECORD = Record(
    VISIT,
    units=(VisitUnit(STREET, Role.TERRITORIAL), VisitUnit(BUREAU, Role.LINE, item=2)),
    answers=(
        Answer(1, AnswerState.DEDUCTED),
        Answer(2, AnswerState.DEDUCTED, note="by the gate"),
        Answer(3, AnswerState.VALUED, found=D("1.5")),
        Answer(5, AnswerState.NOT_APPLICABLE),
        Answer(7, AnswerState.VALUED, points=D(1)),
    ),
    findings=(
        Finding(UUID(int=21), 2, "a", 3, D("0.5")),
        Finding(UUID(int=22), 2, "", 1, D(1), note="goods on the pavement"),
        Finding(UUID(int=23), 2, "", 5, D(1), note="taken back", void=True),
    ),
    photos=(VisitPhoto(UUID(int=31), UUID(int=41), item=2),),
)
EVIDENCE = Evidence(
    RECORD, "M01", "east market", ("Wen",), {STREET: "lake street", BUREAU: "trade"}, (b"hash",)
)


def row(subject: UUID, score: Fraction | None, group: str = "street") -> RankedRow:
    shown = None if score is None else printed(score)
    name = f"subject {subject.int}"
    return RankedRow(group, subject, "", name, 1, shown, score, None, None, (), 1, 1)


def of_visit() -> list[Loss]:
    judged = record_results(SCHEME, RECORD)
    full = totals(SCHEME, judged)[0].full
    weigh = visit_weighing(full, [(STREET, "street", Fraction(1), Fraction(1))])
    return list(losses(SCHEME, EVIDENCE, judged, weigh))


def test_units_are_ranked_in_the_role_of_their_class_and_once() -> None:
    units = [
        VisitUnit(STREET, Role.TERRITORIAL),
        VisitUnit(STREET, Role.LINE),
        VisitUnit(BUREAU, Role.LEAD),
        VisitUnit(BUREAU, Role.LINE, item=4),
        VisitUnit(OFFICE, Role.LEAD),
        VisitUnit(OFFICE, Role.TERRITORIAL),
        VisitUnit(UUID(int=99), Role.TERRITORIAL),
    ]
    assert ranked_units(units, CLASSES) == (
        (STREET, UnitClass.STREET),
        (OFFICE, UnitClass.OFFICE),
    )
    assert (BUREAU, UnitClass.BUREAU) in ranked_units(units, CLASSES, 4)
    assert ranked_units([VisitUnit(OFFICE, Role.SPONSOR)], CLASSES) == ()


def test_a_loss_tells_where_what_and_how_often() -> None:
    first, second, third, bonus = of_visit()
    assert (first.item, first.points, first.occurrences) == (1, D(10), 1)
    assert (second.points, second.occurrences) == (D("2.5"), 4)
    assert second.note == "one；goods on the pavement；by the gate"
    assert second.photos == (b"hash",)
    assert (third.points, third.occurrences) == (D(3), 2)
    assert (bonus.points, bonus.exact) == (D(-1), Fraction(-1))
    assert (first.site_name, first.visit_number) == ("east market", "A-0001")


def test_the_losses_of_a_subject_add_up_and_the_largest_stands_first() -> None:
    score = totals(SCHEME, record_results(SCHEME, RECORD))[0].score
    told = explained(row(STREET, score), of_visit())
    assert [loss.item for loss in told.losses] == [1, 3, 2, 7]
    assert told.row.score is not None
    assert sum((loss.lost for loss in told.losses), D(0)) == 100 - told.row.score
    assert explained(row(STREET, None), of_visit()).losses == ()


@given(st.lists(st.fractions(-3, 20, max_denominator=1000), min_size=1, max_size=9))
def test_apportioned_losses_stay_within_a_hundredth_of_the_exact(shares: list[Fraction]) -> None:
    def weigh(result: ItemResult) -> Iterator[Share]:
        if result.item == 1:
            for share in shares:
                yield STREET, "street", share

    own = list(losses(SCHEME, EVIDENCE, record_results(SCHEME, RECORD), weigh))
    told = explained(row(STREET, 100 - sum(shares, Fraction(0))), own)
    assert told.row.score is not None
    assert sum((loss.lost for loss in told.losses), D(0)) == 100 - told.row.score
    for loss in told.losses:
        assert abs(Fraction(loss.lost) - loss.exact) <= Fraction(1, 100)


def test_a_loss_of_several_units_is_among_the_largest_once() -> None:
    (loss, *_rest) = of_visit()
    street = Explanation(row(STREET, Fraction(80)), (loss,))
    bureau_loss = [
        one
        for one in losses(
            SCHEME,
            EVIDENCE,
            record_results(SCHEME, RECORD),
            visit_weighing(D(40), [(BUREAU, "bureau", Fraction(1), Fraction(1))]),
        )
        if one.item in (1, 7)
    ]
    bureau = Explanation(row(BUREAU, Fraction(70), "bureau"), tuple(bureau_loss))
    assert largest([street, bureau], 10) == ((loss, ("subject 11", "subject 12")),)
    assert largest([street, bureau], 0) == ()


def test_the_rows_behind_the_numbers_are_what_was_looked_at() -> None:
    rows = list(data_rows(SCHEME, EVIDENCE, record_results(SCHEME, RECORD)))
    assert [one.code for one in rows] == ["1.1", "1.2", "1.3", "1.5", "1.7"]
    assert [one.loss for one in rows] == [D(10), D("2.5"), D(3), None, None]
    assert rows[1].units == ("lake street", "trade")
    assert rows[0].units == ("lake street",)
    assert (rows[1].photos, rows[4].gain, rows[3].state) == (1, D(1), "not_applicable")
