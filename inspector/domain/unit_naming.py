"""Of what class a unit is, as its name tells by how it ends."""

from __future__ import annotations

import re

from inspector.domain.unit import UnitClass

# The first ending that fits decides: 居民委员会 is no 委员会, and 人民政府办公室 no 政府.
_ENDINGS: tuple[tuple[UnitClass, str], ...] = (
    (UnitClass.HQ, r"指挥部"),
    (UnitClass.OFFICE, r"(创文|创城|创建|文明)(办|办公室|中心)|文明城市创建.*办公室"),
    (UnitClass.COMMUNITY, r"(社区|村)(党委|党支部|工作站)?|(居|村)(民委员会|委会)|管理区"),
    (UnitClass.STREET, r"街道(办|办事处|党工委)?|街办事处|办事处|街办"),
    (UnitClass.TOWNSHIP, r"(镇|乡)(党委|(人民)?政府)?"),
    (UnitClass.LEADER, r"(区|市|县)(委书记|委常委|长)|常委|政协主席|人大主任"),
    (
        UnitClass.BUREAU,
        r"局|委|委员会|厅|部|办|办公室|大队|支队|总队|联合会|总工会|妇联|残联|法院|检察院|处",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf".+(?:{ending})")) for kind, ending in _ENDINGS)
_AT_END = re.compile(r"\s*[（(【\[][^（(【\[]*[)）】\]]\s*$|[\s\d]+$")
_SHORTEST = 3


def class_by_name(name: str) -> UnitClass | None:
    """The class that the end of a name tells; None where it tells none.

    >>> class_by_name("东岗街道办事处").value, class_by_name("示例市城管局（二大队）").value
    ('street', 'bureau')
    """
    plain = _AT_END.sub("", name.strip())
    if len(plain) < _SHORTEST:
        return None
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(plain)), None)
