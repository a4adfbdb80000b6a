from uuid import UUID

from inspector.domain.alias import AliasKind, alias_of
from inspector.domain.name_book import Bearer, NameBook, Said, said_of
from inspector.domain.row_answer import Choice, RowAnswer
from inspector.services.name_sound import sound

STREET, OTHER, MADE = (UUID(int=number) for number in (1, 2, 3))
BEARERS = (
    Bearer(STREET, "望湖街道", "J1"),
    Bearer(OTHER, "东岗街道", "J2"),
    Bearer(MADE, "东岗街道", "R1", is_own=False),
)


def book(bearers=BEARERS, aliases=(), said=None):
    return NameBook(AliasKind.UNIT, bearers, aliases, said or Said())


def ask(asked, name):
    return asked.meaning(name, asked.bearing(name))


def test_a_name_is_what_it_says():
    asked = book()
    assert ask(asked, "望湖 街道") == STREET
    assert (asked.unknown, asked.decided, asked.recalled) == ({}, {}, set())


def test_a_name_that_nobody_bears_waits_where_there_are_records_of_their_own():
    asked = book()
    assert ask(asked, "旺湖街道") is None
    assert asked.unknown == {"旺湖街道": "旺湖街道"}
    assert [each.id for each in asked.candidates("旺湖街道", sound)] == [STREET]
    made = book([BEARERS[2]])
    assert ask(made, "旺湖街道") is None
    assert made.unknown == {}


def test_of_two_of_the_same_name_somebody_says_which():
    asked = book()
    assert ask(asked, "东岗街道") is None
    assert set(asked.unknown) == {"东岗街道"}
    assert [each.likeness for each in asked.candidates("东岗街道", sound)] == [1, 1]
    twice = [BEARERS[2], Bearer(UUID(int=4), "东岗街道", "R2", is_own=False)]
    assert ask(book(twice), "东岗街道") == MADE


def test_what_is_said_counts_and_is_to_be_remembered():
    answers = [
        RowAnswer(Choice.NAMED, "旺湖街道", str(OTHER)),
        RowAnswer(Choice.NAMED, "旺湖街道", str(STREET)),
        RowAnswer(Choice.CREATED, "新湖街道", "unit"),
        RowAnswer(Choice.CREATED, "新港街道", "site"),
    ]
    asked = book(said=said_of(answers))
    # What was said last.
    assert ask(asked, "旺湖 街道") == STREET
    assert list(asked.decided.values()) == [alias_of(AliasKind.UNIT, "旺湖街道", STREET)]
    assert ask(asked, "新湖街道") is None
    assert ask(asked, "新港街道") is None
    assert set(asked.unknown) == {"新港街道"}


def test_a_name_can_be_said_by_name_or_code():
    said = said_of((), [("甲", "望湖街道"), ("乙", "J2"), ("丙", "东岗街道"), ("丁", "无")])
    asked = book(said=said)
    assert [ask(asked, name) for name in "甲乙丙丁"] == [STREET, OTHER, None, None]
    assert set(asked.unknown) == {"丙", "丁"}


def test_an_alias_answers_unless_what_it_means_is_gone():
    aliases = [
        alias_of(AliasKind.UNIT, "旺湖街道", STREET),
        alias_of(AliasKind.UNIT, "老街道", UUID(int=99)),
        alias_of(AliasKind.SITE, "新街道", STREET),
        alias_of(AliasKind.UNIT, "望湖街道", OTHER),
    ]
    asked = book(aliases=aliases)
    assert ask(asked, "旺 湖街道") == STREET
    assert asked.recalled == {"旺湖街道"}
    assert ask(asked, "老街道") is None
    assert ask(asked, "新街道") is None
    assert set(asked.unknown) == {"老街道", "新街道"}
    assert ask(asked, "望湖街道") == STREET


def test_creating_asks_only_where_several_bear_the_name():
    asked = book(said=Said(creates=True))
    assert ask(asked, "旺湖街道") is None
    assert ask(asked, "东岗街道") is None
    assert set(asked.unknown) == {"东岗街道"}


def test_two_laptops_that_decide_a_name_write_the_same_record():
    one, other = (alias_of(AliasKind.UNIT, name, STREET) for name in ("城管 局", "城管局"))
    assert one == other
    assert alias_of(AliasKind.SITE, "城管局", STREET).id != one.id
    assert alias_of(AliasKind.UNIT, "城管局", STREET, UUID(int=5)).id != one.id
