from decimal import Decimal

import pytest

from inspector.domain.result_options import ResultField
from inspector.files.result.heading import (
    content_in,
    field_of,
    full_mark_in,
    is_mark_alone,
    says_lost,
)


@pytest.mark.parametrize(
    ("heading", "mark", "content"),
    [
        ("绿化（10分）", 10, "绿化"),
        ("绿化\n(满分：１５分)", 15, "绿化"),
        ("绿化10分", 10, "绿化"),
        ("满分20绿化", 20, "绿化"),
        ("墙面整洁，无小广告（7.5分）", Decimal("7.5"), "墙面整洁，无小广告"),
        ("2分钟内响应（5分）", 5, "2分钟内响应"),
        ("得分（百分制）", 100, "得分"),
        ("绿化扣分", None, "绿化"),
        ("公共服务(10)", None, "公共服务(10)"),
        ("5号楼（10）", None, "5号楼（10）"),
        ("积分制", None, "积分制"),
        ("", None, ""),
    ],
)
def test_a_heading_states_a_content_and_its_full_mark(heading, mark, content):
    assert full_mark_in(heading) == mark
    assert content_in(heading) == content


def test_a_full_mark_can_stand_alone():
    assert [is_mark_alone(each) for each in ("10分", "（满分5）", "绿化10分", "10")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        (ResultField.NUMBER, ["序号", "编号", "No."]),
        (ResultField.PLACE, ["点位", "考察点位", "被检单位", "小区名称", "检查地点", "Site"]),
        (ResultField.AREA, ["区域", "所属街道", "街道办事处", "社区", "责任单位1", "District"]),
        (ResultField.DEPARTMENT, ["责任单位2", "牵头责任单位", "单位名称", "部门"]),
        (ResultField.DAY, ["日期", "检查时间", "督查日期", "Date"]),
        (ResultField.CONTENT, ["项目", "测评内容", "考核指标", "Item"]),
        (ResultField.LOST, ["扣分", "失分情况", "扣分值", "Deduction"]),
        (ResultField.GOT, ["得分", "考核得分", "实得分", "符合率", "score"]),
        (ResultField.TOTAL, ["合计", "总分", "总扣分", "综合得分"]),
        (ResultField.GRADE, ["等级", "检查结果", "总体评价", "是否合格"]),
        (ResultField.FULL_MARK, ["分值", "满分", "标准分"]),
        (ResultField.INSPECTOR, ["检查人", "督查人员", "督导组"]),
        (ResultField.VISIT, ["检查批次", "任务编号", "轮次"]),
        (ResultField.IGNORE, ["整改时限", "扣分原因", "上月得分", "名次", "问题数", "点位类型"]),
        (None, ["环境卫生", "绿化（10分）", "", "2026年11月检查"]),
    ],
)
def test_headings_name_fields(field, headings):
    assert [field_of(each) for each in headings] == [field] * len(headings)


def test_headings_speak_of_losses():
    assert says_lost("扣分合计")
    assert not says_lost("得分")
