"""What is told about a thing is not the thing itself."""

from __future__ import annotations

import pytest

from rules.headlines import is_headline, is_order
from rules.subject import Subject
from tests.growth import grows_in_proportion


@pytest.mark.parametrize(
    "title",
    [
        "区政府召开重点工作推进会",
        "全区重点工作落实动员大会举行",
        "区领导督查疫情防控措施落实情况",
        "区政协视察重点工作进展情况",
        "张三到白塔镇调研重点项目进展情况",
        "区委书记深入企业现场办公推进重点工作落实",
        "我区抓好“六稳六保”重点任务落实",
        "某镇：抓实抓细重点工作 确保任务落实",
        "区住建局：以钉钉子精神抓好重点任务落实",
        "打赢疫情防控阻击战——我区疫情防控工作综述",
        "稳外贸 促增长 我区外贸逆势上扬",
        "就业创业服务进社区",
        "区应急管理局组织专家审查应急预案",
        "我区扎实推进权责清单",
        "区教育局积极编制部门预算",
        "区司法局召开《博山区养犬管理办法》解读会",
        "区人大常委会听取审计工作报告",
        "区政府召开会议研究关于支持企业发展的意见",
        "我市低保标准再提高",
        "全区低保标准提高一成 惠及千家万户",
        "政务服务中心为企业送上政策包",
        "区民政局开展“征地信息”主题宣传活动",
    ],
)
def test_headlines(title: str) -> None:
    assert is_headline(title)
    assert is_headline(f" {title[:3]}  {title[3:]} ")


@pytest.mark.parametrize(
    "title",
    [
        "2020年政府工作报告重点任务第一季度进展情况",
        "博山区人民政府关于进一步做好稳就业工作的实施意见",
        "关于全力做好疫情防控工作的通告",
        "博山区优化营商环境促进企业发展若干措施",
        "博山区突发公共卫生事件应急预案",
        "关于召开全区安全生产工作会议的通知",
        "全区经济运行情况",
        "我区2020年民生实事项目完成情况",
        "区教育局落实“双减”政策情况报告",
        "区教育局组织开展双减检查情况的通报",
        "我区2020年权责清单",
        "全区精准扶贫名单",
        "区教育局主动公开基本目录",
        "博山区人民政府组织机构表",
        "博山区教育局权责清单（2020年版）",
        "2020年度审计结果公告",
        "对区十八届人大四次会议第12号建议的答复",
        "关于《我区扎实推进乡村振兴》征文结果的公示",
        "家庭医生签约服务规范",
        "冬季如何预防流感",
        "关于再次提高城乡低保标准的通知",
        "2023年惠及民生项目清单",
        "",
    ],
)
def test_the_thing_itself(title: str) -> None:
    assert not is_headline(title)


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2020年政协提案办理工作的通知",
        "关于进一步做好规范性文件清理工作的通知",
        "关于报送2020年度重大行政决策事项目录的通知",
        "区政府办公室关于开展重大行政决策后评估工作的通知（博政办字〔2020〕3号）",
        "关于印发2020年政府工作报告重点任务分解落实意见的通知",
        "关于印发《2020年重点工作任务分工方案》的通知",
    ],
)
def test_orders(title: str) -> None:
    assert is_order(title)


@pytest.mark.parametrize(
    "title",
    [
        "关于公布继续有效的规范性文件目录的通知",
        "关于印发《博山区政务公开工作办法》的通知",
        "2020年重点工作任务分工落实情况",
        "关于做好稳就业工作的若干措施",
        "关于2020年度重大行政决策事项目录的公告",
        "关于开展规范性文件清理结果的公告",
    ],
)
def test_no_orders(title: str) -> None:
    assert not is_order(title)


def test_a_subject_takes_headlines_and_orders_unless_it_says_otherwise() -> None:
    words = {"title": {"any": ["提案"]}}
    news, order = "区政协召开提案办理协商会", "关于做好提案办理工作的通知"
    whole = Subject.model_validate(words)
    assert whole.title_fits(news)
    assert whole.title_fits(order)
    strict = Subject.model_validate({**words, "news": False, "orders": False})
    assert not strict.title_fits(news)
    assert not strict.title_fits(order)
    assert strict.title_fits("关于政协提案办理情况的公示")


@pytest.mark.parametrize(
    "title",
    [
        "关于" * 150,
        "到" * 300,
        "深入" * 150,
        "《" * 300,
        "（" * 300,
        "书记" * 150,
        "1" * 10_000,
        "印发" * 150,
    ],
)
def test_hostile_titles_cost_little(title: str) -> None:
    def look(times: int) -> None:
        for at in range(20):
            is_headline(f"{at}{title * times}")
            is_order(f"{at}{title * times}")

    assert grows_in_proportion(look, 1)
