"""Random and made-up schemes for tests."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from inspector.domain.scheme import (
    Clause,
    Grade,
    Item,
    LevelFactor,
    Parameters,
    Rounding,
    Rule,
    RuleKind,
    Scheme,
    SchemeOrigin,
    Section,
)

words = st.text(
    st.sampled_from("文明城市 街道\n巷=+-@'\"&<>;；、，,._x0005_01aAzZ（）{}%"), max_size=12
).map(str.strip)
named = words.filter(bool)
marks = st.decimals(0, 1000, places=4)
factors = st.decimals(0, 3, places=2)
maybe_mark = st.none() | marks


@st.composite
def rules(draw: st.DrawFn, full_mark: Decimal) -> Rule:
    kind = draw(st.sampled_from(RuleKind))
    below = st.decimals(0, full_mark, places=4)
    clauses = draw(
        st.lists(st.builds(Clause, words, words, below), max_size=3).filter(
            lambda made: _differ([clause.code for clause in made if clause.code])
        )
    )
    grades = draw(
        st.lists(
            st.builds(Grade, named, st.decimals(0, 1, places=4)),
            min_size=1 if kind is RuleKind.GRADE else 0,
            max_size=3,
        ).filter(lambda made: _differ([grade.letter for grade in made]))
    )
    return Rule(
        kind,
        draw(st.none() | below),
        draw(st.none() | below),
        tuple(clauses),
        draw(st.decimals(1, 50, places=1) if kind is RuleKind.QUANTITY else st.none()),
        draw(st.none() | st.decimals(1, 1000, places=0)),
        draw(st.sampled_from(Rounding)),
        tuple(grades),
    )


def _differ(texts: list[str]) -> bool:
    return len(texts) == len(set(texts))


@st.composite
def sections(draw: st.DrawFn) -> tuple[Section, ...]:
    made: list[Section] = []
    stack: list[int] = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        del stack[draw(st.integers(0, len(stack))) :]
        parent = stack[-1] if stack else None
        made.append(
            Section(number, parent, draw(words), draw(named), draw(words), draw(maybe_mark))
        )
        stack.append(number)
    return tuple(made)


type_names = (
    st.text(st.sampled_from('农贸市场、商店,1；"'), min_size=1, max_size=6)
    .map(lambda text: text.strip())
    .filter(lambda text: bool(text) and text not in {"全部", "所有"})
)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    tree = draw(sections())
    homes = sorted(draw(st.lists(st.integers(0, len(tree)), max_size=6)))
    items = []
    for number, home in enumerate(homes, 1):
        full_mark = draw(marks)
        items.append(
            Item(
                id=UUID(int=draw(st.integers(1, 2**100)) * 100 + number),
                number=number,
                section=home or None,
                code=f"{draw(words)}{number}".strip(),
                text=draw(named),
                full_mark=full_mark,
                rule=draw(rules(full_mark)),
                guidance=draw(words),
                exceptions=draw(words),
                method=draw(words),
                aspect=draw(words),
                site_types=tuple(draw(st.lists(type_names, max_size=3, unique=True))),
                photo_required=draw(st.booleans()),
                deadline_class=draw(words),
                unit=draw(words),
                translations=tuple(
                    draw(st.lists(st.tuples(st.sampled_from(["en", "ru"]), named), max_size=2))
                ),
            )
        )
    levels = draw(st.lists(st.builds(LevelFactor, named, factors), max_size=3))
    return Scheme(
        draw(named),
        tree,
        tuple(items),
        Parameters(
            draw(factors),
            tuple({level.level: level for level in levels}.values()),
            draw(maybe_mark),
        ),
        draw(words),
        draw(st.sampled_from(SchemeOrigin)),
    )


def item(number: int, text: str, **fields: object) -> Item:
    """A points item whose code is its number, without a section unless one is given."""
    values: dict[str, object] = {
        "id": UUID(int=number),
        "number": number,
        "section": None,
        "code": str(number),
        "text": text,
        "full_mark": Decimal(5),
        "rule": Rule(RuleKind.POINTS),
    }
    return Item(**{**values, **fields})  # type: ignore[arg-type]
