"""Named subjects take the thing itself and leave what merely reports on it, or is another's."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.loader import library, load_ruleset
from rules.model import Rule
from rules.subject import Subject, Words, spellings
from rules.vocabulary import default_vocabulary

VOCABULARY = default_vocabulary()
_TITLES = Path(__file__).parent / "subject_titles"


def _titles() -> dict[str, dict[str, list[str]]]:
    """By subject, the titles it takes (`is`) and those that only look like it (`is_not`)."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(_TITLES.glob("*.yaml")):
        for name, titles in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            assert name not in found, f"{path.name}: {name} stands in another file, too"
            found[name] = titles
    return found


TITLES = _titles()

# A file per field, named like the file of subjects whose examples it holds.
for _file in sorted(Path(__file__).with_name("titles").glob("*.yaml")):
    for _name, _titles in yaml.safe_load(_file.read_text(encoding="utf-8")).items():
        THE_THING[_name] = THE_THING.get(_name, []) + _titles["takes"]
        NOT_THE_THING[_name] = NOT_THE_THING.get(_name, []) + _titles["leaves"]


def _pairs(key: str) -> list[tuple[str, str]]:
    return [(name, title) for name, titles in TITLES.items() for title in titles[key]]


@pytest.mark.parametrize(("name", "title"), _pairs("is"))
def test_the_thing_itself_is_taken(name: str, title: str) -> None:
    assert VOCABULARY.subject(name).title_fits(title, 2023)


@pytest.mark.parametrize(("name", "title"), _pairs("is_not"))
def test_what_is_not_the_thing_is_left(name: str, title: str) -> None:
    assert not VOCABULARY.subject(name).title_fits(title, 2023)


def test_every_named_subject_has_its_examples() -> None:
    assert set(VOCABULARY.subjects) == set(TITLES)
    assert all(titles["is"] and titles["is_not"] for titles in TITLES.values())


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
