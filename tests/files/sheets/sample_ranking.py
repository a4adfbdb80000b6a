"""A made-up ranking with everything that the sheets have to show, built by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from uuid import UUID

from msgspec.structs import replace
from PIL import Image, ImageDraw

from inspector.domain.board import (
    BoardKind,
    DataRow,
    Explanation,
    Footnote,
    FootnoteKind,
    Loss,
    Part,
    PhotoLoss,
    RankedGroup,
    RankedRow,
    Ranking,
)
from inspector.domain.list_rules import ListKind
from inspector.domain.listing import Entry
from inspector.domain.period import parse_period
from inspector.domain.points import apportion, printed

TYPES = ("主次干道", "背街小巷", "居民小区", "农贸市场", "公交车站", "校园周边")
STREETS = (
    ("柳荫街道", "93.30"),
    ("望塔街道", "96.99"),
    ("东渡街道", "94.82"),
    ("翠屏街道", "94.82"),
    ("石臼街道", "91.12"),
    ("云台街道", "88.74"),
    ("南浦街道", "75.28"),
)
BUREAUS = (("区市场监管局", "94.94"), ("区住房和城乡建设局", "87.88"), ("区教育局", None))
PROBLEMS = (
    ("Ⅲ-57", "店外经营占用人行道"),
    ("Ⅲ-52", "垃圾桶满溢，周边散落垃圾"),
    ("Ⅲ-58", "非机动车乱停放，挤占盲道"),
    ("Ⅲ-61", "绿地内堆放建筑垃圾"),
    ("Ⅲ-53", "墙面乱贴乱画、小广告，南侧围墙与配电箱均有，清理后反弹，需要协调产权单位共同处理"),
)
MONDAY = date(2026, 11, 16)


def uuid(number: int) -> UUID:
    return UUID(int=number)


def _row(group: str, number: int, name: str, score: str | None, rank: int | None) -> RankedRow:
    exact = None if score is None else Fraction(score)
    parts = tuple(
        Part(kind, None if exact is None or place > 3 else exact + place - 2, 3, 4)
        for place, kind in enumerate(TYPES)
    )
    lacking = Footnote(FootnoteKind.MISSING_TYPE, {"types": "公交车站\n校园周边"})
    return RankedRow(
        group=group,
        subject=uuid(number),
        code=f"{group}-{number}",
        name=name,
        rank=rank,
        score=None if score is None else Decimal(score),
        exact=exact,
        previous_rank=None if number % 6 == 5 else max(1, (rank or 3) + number % 3 - 1),
        previous_score=None,
        parts=parts if score is not None else (),
        sites=20 + number,
        n=0 if score is None else 24 + number,
        notes=(lacking,) if number == 4 else (),
        is_new=number % 6 == 5,
    )


def _group(key: str, first: int, subjects: tuple[tuple[str, str | None], ...]) -> RankedGroup:
    ordered = sorted(subjects, key=lambda one: -Decimal(one[1] or 0))
    rows = []
    for place, (name, score) in enumerate(ordered):
        better = sum(
            1 for _, other in ordered if score and other and Decimal(other) > Decimal(score)
        )
        rank = None if score is None else better + 1
        rows.append(_row(key, first + place, name, score, rank))
    scores = [row.exact for row in rows if row.exact is not None]
    mean = printed(sum(scores, Fraction(0)) / len(scores))
    return RankedGroup(key, tuple(rows), mean, mean - Decimal("0.42"))


def ranking(**changes: object) -> Ranking:
    made = Ranking(
        kind=BoardKind.UNITS,
        period=parse_period("2026-W47"),
        cutoff=datetime(2026, 11, 20, 9, 36, tzinfo=UTC),
        number=47,
        scheme_title="实地测评体系2026版",
        is_result=False,
        part_names=TYPES,
        groups=(_group("street", 1, STREETS), _group("bureau", 20, BUREAUS)),
        footnotes=(
            Footnote(FootnoteKind.TIE_RULE),
            Footnote(FootnoteKind.NOT_TESTED, {"names": "区教育局", "count": "1"}),
        ),
        district="示例区",
        office="示例区创文办",
        printed_on=date(2026, 11, 20),
        is_sample=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def listed(of: Ranking | None = None) -> Ranking:
    """The first three streets are red, the last is black."""
    of = of or ranking()

    def marked(group: RankedGroup, place: int) -> RankedRow:
        row = group.rows[place]
        kind = ListKind.RED if place < 3 else ListKind.BLACK
        if group.key != "street" or 3 <= place < len(group.rows) - 1:
            return row
        entry = Entry(kind, "", None, row.group, row.subject, row.name, row.rank, row.score)
        return replace(row, marks=(entry,))

    groups = tuple(
        replace(one, rows=tuple(marked(one, place) for place in range(len(one.rows))))
        for one in of.groups
    )
    return replace(of, groups=groups)


def loss(subject: int, number: int, exact: Fraction, lost: Decimal) -> Loss:
    code, text = PROBLEMS[number % len(PROBLEMS)]
    return Loss(
        subject=uuid(subject),
        group="street",
        visit=uuid(1000 + number),
        visit_number=f"NB03-{number:04d}",
        site_code=f"S{number:03d}",
        site_name=("港前街（渡口路—码头）", "柳荫农贸市场", "渡口路北三巷")[number % 3],
        site_type=TYPES[number % 3],
        visited=datetime.fromisoformat("2026-11-17T09:26").astimezone(UTC)
        + timedelta(minutes=7 * number),
        day=MONDAY + timedelta(days=1),
        item=number + 1,
        code=code,
        text="人行道畅通，无占道经营",
        note=text,
        occurrences=1 + number % 7,
        points=Decimal(1 + number % 6),
        exact=exact,
        lost=lost,
        photos=(bytes([number]) * 32,) * (number % 4),
    )


def explanation(row: RankedRow, count: int = 14, bonus: bool = False) -> Explanation:
    assert row.score is not None
    whole = 100 - row.score
    shares = [Fraction(count - place) for place in range(count)]
    wanted = Fraction(whole) + (1 if bonus else 0)
    shares = [share * wanted / sum(shares) for share in shares]
    if bonus:
        shares.append(Fraction(-1))
    lost = apportion(shares, whole)
    subject = row.subject.int
    return Explanation(
        row,
        tuple(
            loss(subject, number, exact, part)
            for number, (exact, part) in enumerate(zip(shares, lost, strict=True))
        ),
    )


def explanations(of: Ranking) -> list[Explanation]:
    scored = [row for row in of.rows if row.score is not None]
    return [explanation(row, bonus=place == 1) for place, row in enumerate(scored)]


def picture(size: tuple[int, int], colour: str) -> bytes:
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((20, 20, size[0] - 20, size[1] - 20), outline="white", width=8)
    stream = BytesIO()
    image.save(stream, "JPEG", quality=85)
    return stream.getvalue()


def photo_losses(count: int = 7) -> list[PhotoLoss]:
    made = []
    for number in range(count):
        lost = Decimal("1.72") - Decimal(number) / 10
        near = picture((480, 360), "#6b8e4e") if number != 2 else None
        far = picture((270, 480), "#4e6b8e") if number % 3 == 0 else None
        units = ("南浦街道", "区城市管理局") if number == 1 else ("南浦街道",)
        made.append(PhotoLoss(units, loss(7, number, Fraction(lost), lost), near, far))
    return made


def data_rows(count: int = 60) -> list[DataRow]:
    states = ("conforming", "deducted", "not_applicable", "not_observed", "valued")
    rows = []
    for number in range(count):
        code, text = PROBLEMS[number % len(PROBLEMS)]
        state = states[number % len(states)]
        rows.append(
            DataRow(
                visit=uuid(1000 + number // 5),
                visit_number=f"NB03-{number // 5:04d}",
                day=MONDAY,
                site_code=f"S{number:03d}",
                site_name="柳荫农贸市场",
                site_type=TYPES[number % 6],
                units=("南浦街道", "区市场监管局"),
                inspectors=("周敏", "赵强"),
                code=code,
                text="人行道畅通，无占道经营、无乱堆乱放",
                state=state,
                full=Decimal(5),
                loss=None if state.startswith("not") else Decimal(number % 3) / 2,
                gain=Decimal(0),
                occurrences=number % 3,
                note=text if number % 3 else "",
                photos=number % 2,
            )
        )
    return rows
