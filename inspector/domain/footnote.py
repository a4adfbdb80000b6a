"""The footnotes of a board: what a reader must know to trust the table above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from inspector.domain.board import BoardKind, Footnote, FootnoteKind, Pooling, RankedGroup
from inspector.domain.points import plain, printed

_MOST_NAMES = 40


class Told(Struct, frozen=True):
    """What is told below a board beside its rows.

    `moment` is the cut-off in local time, ready to print; `untested` are names. Counts are visits,
    `without_unit` observations.
    """

    moment: str
    untested: Sequence[str]
    no_score: int = 0
    after_cutoff: int = 0
    open: int = 0
    without_unit: int = 0
    unresolved: int = 0
    is_sample: bool = False


class WholeRate(Struct, frozen=True):
    """The rate of all observations of imported results in percent, in both poolings (M2)."""

    n: int
    pooled: Fraction
    by_content: Fraction


def footnotes(
    kind: BoardKind,
    groups: Sequence[RankedGroup],
    weights: Mapping[str, Decimal],
    told: Told,
    whole: tuple[Pooling, WholeRate | None] | None = None,
    rules: Sequence[Footnote] = (),
) -> tuple[Footnote, ...]:
    """The footnotes in the order of print: formula, ties, weights, gaps, cut-off.

    `weights` are those of the columns of the board; `whole` is given for imported results only.
    `rules` declare what is not as on a plain board.
    """
    notes = [note for note in rules if note.kind is FootnoteKind.COMPOSITE]
    notes.append(_formula(kind, whole))
    notes += [note for note in rules if note.kind is not FootnoteKind.COMPOSITE]
    if all(note.kind is not FootnoteKind.ORDER for note in rules):
        notes.append(Footnote(FootnoteKind.TIE_RULE))
    if any(weight != 1 for weight in weights.values()):
        lines = [f"{name} {plain(weight)}" for name, weight in weights.items()]
        notes.append(Footnote(FootnoteKind.WEIGHTS, {"weights": "\n".join(lines)}))
    notes += _counted(FootnoteKind.MISSING_TYPE, sum(map(_lacking, groups)))
    if told.untested:
        names = "\n".join(told.untested) if len(told.untested) <= _MOST_NAMES else ""
        facts = {"count": str(len(told.untested)), "names": names}
        notes.append(Footnote(FootnoteKind.NOT_TESTED, facts))
    notes += _counted(FootnoteKind.NO_SCORE, told.no_score)
    notes += _counted(FootnoteKind.WITHOUT_UNIT, told.without_unit)
    notes += _counted(FootnoteKind.UNRESOLVED, told.unresolved)
    notes.append(Footnote(FootnoteKind.CUT_OFF, {"moment": told.moment}))
    notes += _counted(FootnoteKind.AFTER_CUT_OFF, told.after_cutoff)
    notes += _counted(FootnoteKind.OPEN_VISITS, told.open)
    if told.is_sample:
        notes.append(Footnote(FootnoteKind.SAMPLE_DISTRICT))
    return tuple(notes)


def _lacking(group: RankedGroup) -> int:
    """How many scored rows have no score for a type that others of the group have."""
    scored = [row for row in group.rows if row.score is not None]
    tested = {part.name for row in scored for part in row.parts if part.score is not None}
    return sum(
        any(part.name in tested and part.score is None for part in row.parts) for row in scored
    )


def _formula(kind: BoardKind, whole: tuple[Pooling, WholeRate | None] | None) -> Footnote:
    if whole is None:
        formulas = {
            BoardKind.UNITS: FootnoteKind.FORMULA,
            BoardKind.SITES: FootnoteKind.FORMULA_SITES,
            BoardKind.TYPES: FootnoteKind.FORMULA_TYPES,
        }
        return Footnote(formulas[kind])
    pooling, rate = whole
    facts = {"pooling": pooling.value}
    if rate is not None:
        facts |= {
            "n": str(rate.n),
            "pooled": f"{printed(rate.pooled):.2f}",
            "by_content": f"{printed(rate.by_content):.2f}",
        }
    return Footnote(FootnoteKind.FORMULA_M2, facts)


def _counted(kind: FootnoteKind, count: int) -> list[Footnote]:
    return [Footnote(kind, {"count": str(count)})] if count else []
