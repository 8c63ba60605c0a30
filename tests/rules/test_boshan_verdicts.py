"""The Boshan rules over whole sites: what publishes the thing passes, what merely reports on it fails."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from checks.engine import check_site
from checks.verdict import Verdict
from crawler.snapshot.facts import Document, Link, SiteSnapshot
from rules.loader import library, load_ruleset
from rules.vocabulary import default_vocabulary
from tests.checks.build import Tree, address, column, doc, lost, site

AS_OF = date(2021, 4, 15)
RULESET = load_ruleset(library()["boshan-2020"])
DECIDING = [rule.id for _, rule in RULESET.rules() if rule.check != "manual"]
OWN_TEXT = "本栏目公开有关目录和内容，供公众查阅、获取，内容变化后由责任单位及时更新并标明日期，欢迎公众监督并提出意见。"
GUIDE = """一、信息分类和编排体系
政府信息的分类见目录，编排体系以索引号为序。
二、获取方式
公众可以通过网站、公报查阅。
三、工作机构
机构名称：博山区人民政府办公室
办公地址：博山区县前街8号
办公时间：工作日8:30至12:00，13:30至17:30
联系电话：0533-4110000
传真：0533-4110001
电子邮箱：bsqzf@example.cn"""
POLICY = (
    "申请条件：在本区登记。申报材料：营业执照。办理流程：网上申报。"
    "承办部门：区人社局。联系电话：0533-4120000。申报时间：2020年3月1日至12月31日。"
)
INTERPRETATION = "一、起草背景。二、决策依据。三、出台目的。四、主要举措。"


def _columns() -> list[Tree]:
    parts = [
        column("政府信息公开指南", text=GUIDE),
        column("政府信息公开制度"),
        column("法定主动公开内容", children=_statutory()),
        column("政府信息公开年报"),
        column("主动公开基本目录", text=OWN_TEXT),
    ]
    return [
        column("政府信息公开", on_homepage=True, children=parts),
        column("政策解读", on_homepage=True),
        column("互动交流", on_homepage=True, children=[column("意见征集"), column("结果反馈")]),
        column("重点领域信息公开", children=[column("社会公益事业建设")]),
        column("建议提案办理"),
        column("政府常务会议"),
        column("政府公报", text="2020年第1期 目录"),
        column("公共企事业单位信息公开", text=OWN_TEXT),
    ]


def _statutory() -> list[Tree]:
    names = [
        "财政预决算",
        "公共资源交易",
        "重大项目",
        "权责清单",
        "行政执法公示",
        "双随机一公开",
        "国资国企",
    ]
    search = [Link(address("检索"), "检索")]
    return [
        *(column(name) for name in names),
        column("机构职能", text=OWN_TEXT),
        column("信用信息公示", text=OWN_TEXT),
        column("规范性文件", links=search),
    ]


def _published() -> list[Document]:
    pdf = [(address("x") + "x.pdf", "下载 x.pdf")]
    policy = "博山区人民政府关于支持中小企业发展的意见"
    asked = "关于《博山区人民政府关于支持中小企业发展的意见》公开征求意见的公告"
    heard = "关于《博山区人民政府关于支持中小企业发展的意见》征求意见采纳情况的公告"
    return [
        doc("2020年政府工作报告重点任务第一季度进展情况", "2020-03-30", "重大项目"),
        doc("2020年民生实事项目第二季度进展情况", "2020-06-30", "重大项目"),
        doc("2020年重大工程项目第三季度进度", "2020-09-30", "重大项目"),
        doc("2020年政府工作报告重点任务第四季度完成情况", "2020-12-28", "重大项目"),
        doc("关于2020年预算草案的报告", "2020-02-01", "财政预决算"),
        doc("国有土地使用权出让公告", "2020-05-01", "公共资源交易"),
        doc("2020年慈善救助项目情况", "2020-05-02", "社会公益事业建设"),
        doc("博山区中小企业稳岗返还申报指南", "2020-03-01", "法定主动公开内容", text=POLICY),
        doc("关于加强冬春季疫情防控的通告", "2020-12-01", "法定主动公开内容"),
        doc("博山区突发公共卫生事件应急预案", "2018-12-01", "法定主动公开内容"),
        doc("新冠肺炎防护知识问答", "2020-02-05", "法定主动公开内容"),
        doc("关于做好“六稳”“六保”工作的若干措施", "2020-05-05", "法定主动公开内容"),
        doc(f"《{policy}》政策解读", "2020-07-02", "政策解读", text=INTERPRETATION),
        doc("2020年上半年全区经济运行情况", "2020-07-20", "法定主动公开内容"),
        doc("博山区2020年度重大行政决策事项目录", "2020-03-20", "法定主动公开内容"),
        doc(asked, "2020-05-20", "意见征集", text="征求企业家和行业协会意见，时间为2020年5月20日至6月20日。"),
        doc(heard, "2020-06-25", "结果反馈", text="收到企业意见3条，采纳2条，未采纳1条。"),
        doc(policy, "2020-07-01", "规范性文件", number="博政发〔2020〕8号", attachments=pdf, metadata={"有效性": "有效"}),
        doc("区政府邀请公众代表列席第60次常务会议", "2020-08-01", "政府常务会议"),
        doc("区人社局举办政府开放日活动", "2020-08-02", "互动交流"),
        doc("博山区教育局权责清单（2020年版）", "2020-06-01", "权责清单"),
        doc("关于公布规范性文件清理结果的通知", "2020-10-01", "规范性文件", text="继续有效的文件见附件，有效期五年。"),
        doc("行政执法检查结果", "2020-06-02", "行政执法公示"),
        doc("市场监管领域随机抽查事项清单", "2020-06-03", "双随机一公开"),
        doc("国有企业改革情况", "2020-06-04", "国资国企"),
        doc("2019年度预算执行审计查出问题整改情况的公告", "2020-11-01", "法定主动公开内容"),
        doc("对区十八届人大四次会议第12号建议的答复", "2020-09-10", "建议提案办理"),
        doc("关于区政协第45号提案的答复", "2020-09-11", "建议提案办理"),
        doc("《博山区养犬管理办法》实施效果评估报告", "2020-11-20", "法定主动公开内容"),
        doc("博山区社会救助领域政务公开标准目录", "2020-11-30", "法定主动公开内容"),
        doc("博山区教育局政策文件汇编", "2020-12-10", "法定主动公开内容"),
        doc("博山区人民政府公报2020年第4期", "2020-12-31", "政府公报", attachments=pdf),
        doc("博山区依申请公开工作制度", "2019-05-01", "政府信息公开制度"),
        doc("博山区政府信息公开工作年度报告（2019年）", "2020-03-01", "政府信息公开年报"),
        doc("主动公开基本目录（2020年版）", "2020-10-10", "主动公开基本目录"),
        doc("全区政务公开培训会召开", "2020-10-11", "法定主动公开内容"),
    ]  # fmt: skip


def _reported() -> list[Document]:
    """A site that does nothing but report on it all."""
    titles = [
        "区长调研政府工作报告重点任务落实情况", "区政府召开重点工作推进会", "区政府召开惠企政策座谈会",
        "区长督导检查疫情防控工作情况", "我区开展突发公共卫生事件应急预案演练", "防护知识讲座走进社区活动",
        "区政府召开“六稳”“六保”工作会议", "区司法局召开政策解读培训会", "全区经济运行调度会召开",
        "区政府召开会议研究重大行政决策事项目录", "区政府召开座谈会征求对政府工作报告意见",
        "关于开展规范性文件清理工作的通知", "区审计局召开审计整改工作会议", "全区建议提案交办会召开",
        "某项目环境影响评估报告", "全区政务公开标准目录编制工作培训会召开", "学习政策文件汇编培训班开班",
        "政府信息公开制度培训会议召开", "市场监管随机抽查事项清单培训会召开",
    ]  # fmt: skip
    return [doc(title, f"2020-{at % 12 + 1:02}-10", "新闻中心") for at, title in enumerate(titles)]


@cache
def _judged(kind: str) -> dict[str, tuple[Verdict, str]]:
    sites: dict[str, SiteSnapshot] = {
        "whole": site(_columns(), _published(), since="2020-01-01"),
        "news": site([column("新闻中心", on_homepage=True)], _reported(), since="2020-01-01"),
        "unread": site([], [], since="2020-01-01", unread=[lost(anchor="政务公开")]),
    }
    result = check_site(sites[kind], [RULESET], AS_OF, default_vocabulary())
    return {each.rule: (each.verdict, each.reason) for each in result.rulesets[0].results}


@pytest.mark.parametrize("rule_id", DECIDING)
def test_a_site_that_publishes_the_thing_passes(rule_id: str) -> None:
    verdict, reason = _judged("whole")[rule_id]
    assert verdict is Verdict.PASS, reason


@pytest.mark.parametrize("rule_id", DECIDING)
def test_news_about_the_thing_is_not_the_thing(rule_id: str) -> None:
    verdict, reason = _judged("news")[rule_id]
    # 没有规范性文件和解读时，评其要素、伴随文件的规则无从适用。
    without_object = {"boshan-2020/4a.interpretation", "boshan-2020/5b", "boshan-2020/6b.validity"}
    expected = Verdict.NOT_APPLICABLE if rule_id in without_object else Verdict.FAIL
    assert verdict is expected, reason


@pytest.mark.parametrize("rule_id", DECIDING)
def test_a_site_whose_disclosure_section_did_not_answer_is_not_failed(rule_id: str) -> None:
    verdict, reason = _judged("unread")[rule_id]
    if rule_id == "boshan-2020/9":
        # 首页读到了，上面没有这个名称的入口，不必再看别处。
        assert verdict in (Verdict.FAIL, Verdict.UNDETERMINED), reason
    else:
        assert verdict is Verdict.UNDETERMINED, reason


def test_a_clause_that_only_a_person_can_decide_stays_manual() -> None:
    manual = [rule.id for _, rule in RULESET.rules() if rule.check == "manual"]
    assert len(manual) == 6
    for rule_id in manual:
        assert _judged("whole")[rule_id][0] is Verdict.MANUAL
