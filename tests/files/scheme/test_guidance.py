from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.files.scheme.guidance import readable


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "路面干净得5分；有积水得2分；有垃圾不得分",
            ["路面干净得5分；", "有积水得2分；", "有垃圾不得分"],
        ),
        (
            "1.建立台账，得2分。2.按月更新，得 1.5 分。3、有人负责，得1分",
            ["1.建立台账，得2分。", "2.按月更新，得 1.5 分。", "3、有人负责，得1分"],
        ),
        ("（1）目测；（2）手测；（3）尺量", ["（1）目测；", "（2）手测；", "（3）尺量"]),
        ("全部做到得10分，多数做到得6分", ["全部做到得10分，", "多数做到得6分"]),
        ("每发现一处扣0.5分，扣完为止", ["每发现一处扣0.5分，扣完为止"]),
        ("每处扣0.5分，最多扣3分。", ["每处扣0.5分，最多扣3分。"]),
        ("落实责任，向社会公\n布名单。\n设公示牌。", ["落实责任，向社会公布名单。", "设公示牌。"]),
        ("目测\n手测", ["目测", "手测"]),
        ("see the road. 1.5 m；\nwide", ["see the road. 1.5 m；", "wide"]),
        ("both；of\nthem", ["both；of them"]),
        ("", [""]),
    ],
)
def test_each_statement_stands_on_a_line_of_its_own(text: str, lines: list[str]) -> None:
    assert readable(text).split("\n") == lines


@given(st.text(alphabet="得扣5分；。，1.（2）①\n 路面干净", max_size=60))
def test_no_sign_is_lost(text: str) -> None:
    assert "".join(readable(text).split()) == "".join(text.split())


@given(st.text(alphabet="得扣5分；。，1.（2）①\n路面干净", max_size=60))
def test_a_readable_text_stays_as_it_is(text: str) -> None:
    assert readable(readable(text)) == readable(text)
