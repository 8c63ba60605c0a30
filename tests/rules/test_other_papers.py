"""Papers that concern a thing by name are not the thing itself."""

from __future__ import annotations

import pytest

from rules.other_papers import is_other_paper
from rules.subject import Subject
from tests.growth import grows_in_proportion


@pytest.mark.parametrize(
    "title",
    [
        "泰山区养老服务中心建设工程规划许可证批后公告",
        "平潭综合实验区关于江尾村文体活动中心项目立项用地许可阶段审批前公示",
        "充电基础设施建设工程招标公告",
        "跨境电商公共服务平台采购项目成交结果公告",
        "垃圾焚烧发电项目环境影响评价文件受理公示",
        "关于调整区稳就业工作领导小组成员的通知",
        "关于成立泰山区灵活就业保障工作专班的通知",
        "对区政协第12号关于加强养老服务的提案的答复",
        "关于区人大第3号建议的答复（2023年）",
        "就业服务中心公开招聘工作人员公告",
        "区双减办党支部开展主题党日活动",
        "社会救助知识竞赛活动公告",
        "区救助服务中心2023年部门预算公开",
        "关于公开征求《泰山区养老服务办法》意见的公告",
        "《泰山区养老服务办法（征求意见稿）》",
        "《泰山区养老服务办法》政策解读",
        "【文字解读】泰山区养老服务办法",
        "一图读懂：泰山区养老服务办法",
        "关于校外培训的行政处罚决定公示",
    ],
)
def test_papers_of_another_kind(title: str) -> None:
    assert is_other_paper(title)
    assert is_other_paper(f" {title[:3]}  {title[3:]} ")


@pytest.mark.parametrize(
    "title",
    [
        "泰山区养老服务设施建设补贴公告",
        "关于印发《泰山区政府采购和招标投标管理办法》的通知",
        "泰山区2023年城乡公益性岗位招聘公告",
        "关于泰山区2022年预算执行情况和2023年预算（草案）的报告",
        "关于公布2023年度重大行政决策事项目录的通知",
        "市场监管领域轻微违法行为不予行政处罚事项清单公示",
        "泰山区行政处罚裁量基准公示",
        "疫情防控工作领导小组（指挥部）通告（第3号）",
        "关于促进就业创业的若干意见",
        "建议提案办理总体情况",
        "泰山区2023年财政决算",
        "泰山区2023年民生实事项目竣工情况",
        "县政府常务会议邀请市民代表列席 征求对供热规划的意见",
        "2023年前三季度经济运行数据解读",
        "",
    ],
)
def test_the_thing_itself(title: str) -> None:
    assert not is_other_paper(title)


def test_a_subject_takes_other_papers_unless_it_says_otherwise() -> None:
    words = {"title": {"any": ["养老服务"]}}
    permit = "养老服务中心建设工程规划许可证批后公告"
    assert Subject.model_validate(words).title_fits(permit)
    strict = Subject.model_validate({**words, "other_papers": False})
    assert not strict.title_fits(permit)
    assert strict.title_fits("养老服务设施建设补贴办法")


@pytest.mark.parametrize(
    "title", ["调整", "招标", "征求", "提案", "领导小组", "局2023年", "（", "《"]
)
def test_hostile_titles_cost_little(title: str) -> None:
    def look(times: int) -> None:
        # Each title differs, for the answers are remembered.
        for at in range(50):
            is_other_paper(f"{at}{title * times}")

    assert grows_in_proportion(look, 100)
