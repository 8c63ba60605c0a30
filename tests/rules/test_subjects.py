"""Named subjects take the thing itself and leave what merely reports on it, or is another's."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.loader import library, load_ruleset
from rules.model import Rule
from rules.subject import Subject
from rules.vocabulary import default_vocabulary
from rules.words import Words, spellings

VOCABULARY = default_vocabulary()

THE_THING = {
    "guide": ["博山区人民政府信息公开指南", "政府信息公开指南（2020年修订）", "信息公开指南"],
    "annual-report": [
        "博山区人民政府2023年政府信息公开工作年度报告",
        "2023年度政府信息公开年报",
        "景德镇市2023年政府信息公开工作年度报告",
        "二〇二三年平潭综合实验区管理委员会政府信息公开年度报告",
        "白塔镇人民政府2023年政府信息公开工作年度报告",
    ],
    "interpretation": [
        "《博山区促进工业发展办法》政策解读",
        "一图读懂 | 博山区养老服务办法",
        "图解：关于促进就业的意见",
        "解读|关于支持小微企业的措施",
        "关于《某某办法》的政策问答",
    ],
    "consultation": [
        "关于《博山区国土空间规划（草案）》公开征求意见的公告",
        "关于公开征集《博山区养老服务办法（征求意见稿）》意见的公告",
        "关于对《城市更新方案》征求社会意见的通知",
        "关于举行自来水价格调整听证会的公告",
        "民意征集：关于停车收费标准的意见征集",
    ],
    "decision-consultation": ["关于《博山区国土空间规划（草案）》公开征求意见的公告"],
    "consultation-result": [
        "关于《博山区养老服务办法》公开征求意见采纳情况的公告",
        "《城市更新方案》意见征集结果",
        "关于国土空间规划征求意见情况的说明",
        "公开征集意见反馈情况",
        "停车收费标准意见征集情况反馈",
    ],
    "government-budget": [
        "关于博山区2022年预算执行情况和2023年预算草案的报告",
        "博山区2023年政府预算公开",
        "博山区财政局关于2022年财政预算执行情况和2023年财政预算草案的报告",
        "2023年博山区一般公共预算收支表",
        "关于2023年预算草案的报告——在博山区第十八届人民代表大会第二次会议上",
    ],
    "work-progress": [
        "2023年政府工作报告重点任务第三季度进展情况",
        "“七个方面、十六项重点工作”推进情况",
        "博山区2023年重点工作任务落实情况",
        "区政府2023年重大决策部署执行情况",
    ],
    "normative": [
        "博山区人民政府办公室关于印发博山区养老服务管理办法的通知",
        "博山区人民政府关于促进工业经济发展的意见",
        "博山区人民政府关于划定禁燃区的通告",
    ],
}
NOT_THE_THING = {
    "guide": ["政府信息公开指南解读", "关于编制政府信息公开指南的通知", "行政许可办事指南"],
    "annual-report": [
        "博山区教育局2023年政府信息公开工作年度报告",
        "2022年博山区政府信息公开工作年度报告",
        "2023年政府网站工作年度报表",
        "关于做好2023年政府信息公开工作年度报告编制工作的通知",
        "2023年法治政府建设年度报告（信息公开版）",
        "图解：博山区2023年政府信息公开工作年度报告",
        "博山区2023年政务公开工作要点",
    ],
    "interpretation": [
        "我区召开惠企政策解读会",
        "区司法局开展政策解读培训",
        "关于做好政策解读工作的通知",
        "博山区促进工业发展办法",
    ],
    "consultation": [
        "关于《博山区养老服务办法》公开征求意见采纳情况的公告",
        "《城市更新方案》意见征集结果",
        "国土空间规划征求意见情况的说明",
        "关于征集春节联欢作品的公告",
        "关于征集扫黑除恶线索的通告",
        "区政府召开座谈会征求对政府工作报告意见",
        "关于《某办法（征求意见稿）》的起草说明",
        "博山区人民政府关于促进工业发展的实施意见",
    ],
    "decision-consultation": ["关于《博山区国土空间规划》征求意见采纳情况的公告"],
    "consultation-result": [
        "关于《博山区国土空间规划（草案）》公开征求意见的公告",
        "食品安全监督抽检情况公告",
        "事业单位招聘考试结果公告",
        "审计整改情况公告",
        "综合楼联合竣工验收情况公示",
        "物业服务自行采购项目采购结果公示",
    ],
    "government-budget": [
        "博山区教育局2023年部门预算",
        "2023年博山区人民政府办公室部门预算",
        "白塔镇2023年财政预算",
        "博山区2022年财政决算",
        "关于2023年上半年预算执行情况的报告",
        "博山区2023年政府预算解读",
        "关于编制2024年政府预算的通知",
        "博山区2023年预算调整方案",
    ],
    "work-progress": [
        "区政府召开重点工作推进会",
        "区长调研重点项目落实情况",
        "2020年政府工作报告",
        "2020年政府工作报告重点任务分解方案",
        "图解政府工作报告落实情况",
    ],
    "normative": [
        "《博山区养老服务管理办法》政策解读",
        "关于公布规范性文件清理结果的通知",
        "博山区人民政府关于张三等同志任免的通知",
        "博山区养老服务办法（征求意见稿）公开征求意见的公告",
        "关于调整区安全生产领导小组成员的通知",
        "区政府常务会议纪要",
        "关于五一放假的通知",
        "关于调整区食品安全委员会领导小组的通知",
    ],
}

# A file per field, named like the file of subjects whose examples it holds.
for _file in sorted(Path(__file__).with_name("titles").glob("*.yaml")):
    for _name, _titles in yaml.safe_load(_file.read_text(encoding="utf-8")).items():
        THE_THING[_name] = THE_THING.get(_name, []) + _titles["takes"]
        NOT_THE_THING[_name] = NOT_THE_THING.get(_name, []) + _titles["leaves"]


def _pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, title) for name, titles in table.items() for title in titles]


@pytest.mark.parametrize(("name", "title"), _pairs(THE_THING))
def test_the_thing_itself_is_taken(name: str, title: str) -> None:
    assert VOCABULARY.subject(name).title_fits(title, 2023)


@pytest.mark.parametrize(("name", "title"), _pairs(NOT_THE_THING))
def test_what_is_not_the_thing_is_left(name: str, title: str) -> None:
    assert not VOCABULARY.subject(name).title_fits(title, 2023)


def test_every_named_subject_has_its_examples() -> None:
    assert set(VOCABULARY.subjects) == set(THE_THING) == set(NOT_THE_THING)


def _boshan(rule_id: str) -> Rule:
    ruleset = load_ruleset(library()["boshan-2020"])
    return next(rule for _, rule in ruleset.rules() if rule.id == rule_id)


@pytest.mark.parametrize(
    ("rule_id", "title", "fits"),
    [
        ("boshan-2020/2", "博山区中小企业稳岗返还申报指南", True),
        ("boshan-2020/2", "我区召开惠企政策座谈会", False),
        ("boshan-2020/2", "逾期未支付中小企业账款情况", False),
        ("boshan-2020/3", "关于加强冬春季疫情防控的通告", True),
        ("boshan-2020/3", "区长督导检查疫情防控工作情况", False),
        ("boshan-2020/3.plan", "博山区突发公共卫生事件应急预案", True),
        ("boshan-2020/3.plan", "我区开展突发事件应急预案演练", False),
        ("boshan-2020/3.health", "新冠肺炎防护知识问答", True),
        ("boshan-2020/3.health", "健康知识讲座走进社区", False),
        ("boshan-2020/4a", "关于落实“六稳”“六保”若干措施的通知", True),
        ("boshan-2020/4a", "区政府召开“六稳”“六保”工作会议", False),
        ("boshan-2020/4a.data", "2020年上半年全区经济运行情况", True),
        ("boshan-2020/4a.data", "全区经济运行调度会召开", False),
        ("boshan-2020/5a", "博山区人民政府2020年度重大行政决策事项目录", True),
        ("boshan-2020/5a", "关于征集2020年度重大行政决策事项目录建议的公告", False),
        ("boshan-2020/5a", "区政府召开会议研究重大行政决策事项目录", False),
        ("boshan-2020/5c", "公众代表列席区政府第60次常务会议", True),
        ("boshan-2020/5c", "博山区公众列席政府会议制度", False),
        ("boshan-2020/5c.activity", "区人社局举办“政府开放日”活动", True),
        ("boshan-2020/6b", "博山区人民政府关于公布规范性文件清理结果的通知", True),
        ("boshan-2020/6b", "关于开展规范性文件清理工作的通知", False),
        ("boshan-2020/6c.standards", "博山区市场监管局随机抽查事项清单（2020版）", True),
        ("boshan-2020/6c.standards", "我区召开双随机监管标准培训会", False),
        ("boshan-2020/7a", "2020年民生实事项目第二季度进展情况", True),
        ("boshan-2020/7a", "区领导调研重大项目建设情况", False),
        ("boshan-2020/7b", "2019年度区级预算执行审计查出问题整改情况的公告", True),
        ("boshan-2020/7b", "区审计局开展审计问题整改工作培训", False),
        ("boshan-2020/7b", "中央环保督察反馈问题整改情况", False),
        ("boshan-2020/7c", "对区十八届人大四次会议第12号建议的答复", True),
        ("boshan-2020/7c", "全区人大代表建议办理交办会召开", False),
        ("boshan-2020/7c.proposals", "关于区政协第45号提案的答复", True),
        ("boshan-2020/7c.proposals", "我区召开政协提案办理工作会", False),
        ("boshan-2020/7d", "《博山区城镇燃气管理办法》实施效果评估报告", True),
        ("boshan-2020/7d", "某项目环境影响评估报告", False),
        ("boshan-2020/8", "博山区社会救助领域基层政务公开标准目录", True),
        ("boshan-2020/8", "全区政务公开标准目录编制工作培训会召开", False),
        ("boshan-2020/11c", "博山区教育局政策文件汇编（2020）", True),
        ("boshan-2020/O2b", "博山区依申请公开工作制度", True),
        ("boshan-2020/O2b", "博山区政府信息公开工作年度报告制度培训", False),
        ("boshan-2020/O3", "全区政务公开业务培训会召开", True),
    ],
)
def test_words_of_the_boshan_rules(rule_id: str, title: str, fits: bool) -> None:
    ref = _boshan(rule_id).params["subject"]
    subject = VOCABULARY.subject(ref if isinstance(ref, str) else Subject.model_validate(ref))
    assert subject.title_fits(title, 2020) is fits


def test_number_words_ask_for_the_government_s_own_numbers() -> None:
    own = VOCABULARY.subject("normative").either[1]
    assert own.number_fits("博政办字〔2023〕45号")
    assert own.number_fits("博政发〔2023〕1号")
    assert not own.number_fits("博教字〔2023〕3号")
    assert not own.number_fits("")


def test_a_year_may_be_written_in_chinese_numerals() -> None:
    assert "二〇二三" in spellings("{year}", 2023)
    words = Words(all=("{year}年",))
    assert words.fit("二○二三年年报", 2023)
    assert words.fit("２０２３ 年年报", 2023)
    assert not words.fit("2022年年报", 2023)


def test_words_ask_for_any_all_and_none() -> None:
    words = Words(any=("甲", "乙"), all=("丙",), none=("丁",))
    assert words.fit("甲丙")
    assert not words.fit("丙")
    assert not words.fit("甲")
    assert not words.fit("乙丙丁")
    assert Words().fit("")


def test_a_subject_without_number_words_takes_any_number() -> None:
    assert Subject().number_fits("")
    assert not Subject(number=True).number_fits("")
    assert not Subject(number=False).number_fits("博政发〔2020〕1号")


def test_every_column_includes_those_of_either() -> None:
    subject = Subject(columns=("甲",), either=(Subject(columns=("乙",)), Subject()))
    assert list(subject.every_column()) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("博山区人民政府关于印发养老服务办法的通知", True),
        ("博山区人民政府关于调整最低生活保障标准的通知", True),
        ("博山区人民政府关于加强安全生产工作的意见", True),
        ("博山区人民政府关于做好今冬明春火灾防控工作的通知", False),
        ("博山区人民政府关于调整食品安全委员会组成人员的通知", False),
        ("博山区人民政府办公室关于开展消防安全检查的通知", False),
    ],
)
def test_outside_its_column_a_notice_about_passing_work_is_no_normative_document(
    title: str, fits: bool
) -> None:
    assert VOCABULARY.subject("normative").either[1].title_fits(title, 2023) is fits
