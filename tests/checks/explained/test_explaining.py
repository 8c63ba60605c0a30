"""Rules explain themselves (规则说明): in whole Chinese sentences, made from their own parameters, and true."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.explained.explaining import (
    also_called,
    columns_said,
    counted_of,
    left_out_of,
    marks_of,
    names_said,
    one_of,
    quoted,
    subject_said,
    words_said,
)
from checks.kind import CheckKind, Explanation
from checks.kinds import registry
from rules.loader import library, load_ruleset
from rules.subject import Subject
from rules.vocabulary import Vocabulary, default_vocabulary

WORDS = Vocabulary({"政策解读": ["解读", "图解"]}, subjects={})
TERMS = ("IPv6",)
"""Words in letters that Chinese has no other for."""
RULES = [rule for path in library().values() for _, rule in load_ruleset(path).rules()]


def explained(kind: str, **params: Any) -> Explanation:
    found = registry()[kind]
    return found.explain(found.params.model_validate(params), default_vocabulary())


def sentences(explanation: Explanation) -> tuple[str, ...]:
    return (*explanation.checked, *explanation.counts, *explanation.excludes)


def without_quotations(text: str) -> str:
    return re.sub(r"“[^”]*”|《[^》]*》", "", text)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_every_rule_of_the_library_explains_itself_in_plain_chinese(rule: Any) -> None:
    kind = registry()[rule.check]
    told = kind.explain(kind.params.model_validate(rule.params), default_vocabulary())
    assert told.checked
    assert told.counts
    assert told.excludes
    # The names that the rule itself gives to groups, features and companions may hold letters (ICP备案).
    own = sorted(_texts(rule.params), key=len, reverse=True)
    for text in sentences(told):
        assert re.search(r"[。？！”]$", text), text
        assert len(text) >= 6
        assert not re.search(r"[{}]", text), text
        assert text.count("“") == text.count("”"), text
        bare = without_quotations(text)
        for term in TERMS:
            bare = bare.replace(term, "")
        assert "’" not in bare, text
        for word in own:
            bare = bare.replace(word, "")
        assert not re.search(r"[A-Za-z_]", bare), text
        assert not re.search(r"None|True|False|\(\)", text), text
    assert len(set(sentences(told))) == len(sentences(told)), "a sentence stands twice"


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    # Words of the schema (period, government) are no words for readers.
    return [value] if isinstance(value, str) and re.search(r"[^\x00-\x7f]", value) else []


def test_a_kind_without_an_explanation_is_none() -> None:
    kind = registry()["manual"]
    with pytest.raises(TypeError, match="explain"):
        CheckKind(name="dumb", params=kind.params, judge=kind.judge, outcomes={})


@pytest.mark.parametrize(
    "name",
    sorted(name for name, kind in registry().items() if "issuer" in kind.params.model_fields),
)
def test_a_kind_that_leaves_departments_out_says_so(name: str) -> None:
    sample = next(rule for rule in RULES if rule.check == name)
    told = explained(name, **{**sample.params, "issuer": "government"})
    assert any("部门、镇街自己的" in sentence for sentence in sentences(told))
    told = explained(name, **{**sample.params, "issuer": "any"})
    assert not any("部门、镇街自己的" in sentence for sentence in sentences(told))


def test_many_words_are_cut_and_counted_few_are_not() -> None:
    assert words_said(["甲", "乙"], 2) == "“甲”“乙”"
    assert words_said(["甲", "乙", "丙"], 2) == "“甲”“乙”等3个词"
    assert one_of(["甲"]) == "含“甲”"
    assert one_of(["甲", "乙"]) == "含“甲”“乙”之一"


def test_names_keep_quotes_that_pair_and_lose_those_that_do_not() -> None:
    assert names_said(["“三公”经费", "“半边", "丙"], 2) == "“三公”经费、半边等3项"


def test_quotations_nest_and_the_judged_year_is_said_in_words() -> None:
    assert quoted("“双随机、一公开”") == "“‘双随机、一公开’”"
    assert quoted("{year}年度") == "“（所评年份）年度”"
    assert words_said(["{year}"]) == "所评年份"


def test_other_names_of_a_column_are_in_a_fixed_order() -> None:
    assert also_called("政策解读", WORDS) == "（又如“图解”“解读”）"
    assert also_called("无人知晓", WORDS) == ""
    assert columns_said(["甲", "乙"]) == "“甲”“乙”栏目"


def test_a_subject_says_every_condition_that_it_has() -> None:
    subject = Subject.model_validate(
        {
            "title": {"any": ["办法", "规定"], "all": ["{year}"], "none": ["解读"]},
            "body": {"any": ["施行"], "none": ["征求意见"]},
            "columns": ["政策文件"],
            "number_words": ["政发"],
        }
    )
    counted = "".join(counted_of(subject, WORDS))
    for part in (
        "标题含所评年份，并含“办法”“规定”之一",
        "正文含“施行”",
        "在“政策文件”栏目（同义名称的栏目也算）或其下级栏目中",
        "发文字号含“政发”",
        "写阿拉伯数字或汉字都算",
    ):
        assert part in counted
    assert "放在哪个栏目都算" not in counted
    left_out = "".join(left_out_of(subject, WORDS))
    assert "标题含“解读”的不算" in left_out
    assert "正文含“征求意见”的不算" in left_out
    assert "转载" in left_out


def test_a_subject_of_any_column_says_so_unless_a_branch_keeps_to_one() -> None:
    free = {"title": {"any": ["办法"]}, "columns": ["政策文件"], "anywhere": True}
    assert "放在哪个栏目都算，重点在“政策文件”栏目查找。" in counted_of(
        Subject.model_validate(free), WORDS
    )
    bound = {**free, "either": [{"columns": ["规范性文件"]}, {"number": True}]}
    told = "".join(counted_of(Subject.model_validate(bound), WORDS))
    assert "放在哪个栏目都算" not in told
    assert "（1）在“规范性文件”栏目（同义名称的栏目也算）或其下级栏目中；（2）有发文字号" in told


def test_reposts_count_only_where_the_subject_takes_them() -> None:
    own, anyone = Subject(), Subject(own=False)
    assert any("转载" in sentence for sentence in left_out_of(own, WORDS))
    assert not any("转载" in sentence for sentence in left_out_of(anyone, WORDS))
    assert "转载其他机关的也算。" in counted_of(anyone, WORDS)
    assert (marks_of(own, WORDS), subject_said(own, WORDS)) == ("", "文件")


def test_news_and_orders_are_left_out_where_the_subject_says_so() -> None:
    words = {"title": {"any": ["提案"]}}
    strict = Subject.model_validate({**words, "news": False, "orders": False})
    told = "".join(left_out_of(strict, WORDS))
    assert "报道此事的新闻" in told
    assert "布置此事的通知" in told
    loose = "".join(left_out_of(Subject.model_validate(words), WORDS))
    assert "新闻" not in loose
    assert "布置" not in loose


WORD_LISTS = st.lists(st.text("办法规定解读年{}“”", min_size=1, max_size=6), max_size=20)


@given(any_=WORD_LISTS, none_=WORD_LISTS, all_=WORD_LISTS)
def test_any_words_at_all_make_balanced_quotations(
    any_: list[str], none_: list[str], all_: list[str]
) -> None:
    subject = Subject.model_validate({"title": {"any": any_, "none": none_, "all": all_}})
    for sentence in (*counted_of(subject, WORDS), *left_out_of(subject, WORDS)):
        assert sentence.count("“") == sentence.count("”")
        assert "“”" not in without_quotations(sentence)


@pytest.mark.parametrize(
    ("kind", "params", "said", "unsaid"),
    [
        (
            "column_fresh",
            {"columns": ["甲", "乙"], "within_days": 14, "need": "any"},
            ["任何一个应在判定日之前14个自然日内", "有一个栏目更新即为符合"],
            ["评价期间内有更新", "按更新的栏目数给分"],
        ),
        (
            "column_fresh",
            {"columns": ["甲"], "within_months": 6},
            ["6个月内（含首尾两天）"],
            ["每个都", "自然日"],
        ),
        (
            "column_groups",
            {
                "groups": [{"name": n, "columns": [n]} for n in "甲乙丙"],
                "pass_at": 2,
                "fail_at": 1,
            },
            ["有2类以上即为符合，只有1类或更少的不符合。"],
            ["介于两者之间"],
        ),
        (
            "documents",
            {"subject": "work-progress", "at_least": 2, "per": "quarter", "distinct": "event"},
            ["每个季度", "不少于2次", "只计一次", "没有标发布日期"],
            ["2件", "不按比例给分"],
        ),
        (
            "documents",
            {"subject": "work-progress", "window": "any", "issuer": "government"},
            ["不限年份，未标日期的也算", "部门、镇街自己的文件不算"],
            ["没有标发布日期", "评价期间尚未结束"],
        ),
        (
            "published_by",
            {"subject": "guide", "by": "2023-06-30", "year": 2022},
            ["2022年度", "2023年6月30日以前", "当天公开算按时"],
            ["所评年度", "次年"],
        ),
        (
            "published_by",
            {"subject": "annual-report", "by": "01-31", "years_after": 1},
            ["次年1月31日以前", "所评年度是评价期间最后一天所在的那一年"],
            ["部门、镇街自己的文件不算"],
        ),
        (
            "stated_deadline",
            {"subject": "government-budget", "events": ["批准"], "within": 20, "unit": "working"},
            ["“批准”之日起20个工作日内", "第20个工作日当天公开算按时", "放假调休"],
            ["自然日"],
        ),
        (
            "companion",
            {
                "of": "normative",
                "companion": "interpretation",
                "called": "解读",
                "mode": "within",
                "days": 3,
                "start": "issued",
            },
            ["成文日期之后3个工作日内", "先于文件发布的也算", "只评已有解读的文件"],
            ["每件都应有解读"],
        ),
        (
            "companion",
            {
                "of": "consultation",
                "companion": "consultation-result",
                "closed": True,
                "says": ["采纳"],
            },
            ["征集已经截止的", "没有写明截止日期的，不评", "应含“采纳”"],
            ["工作日"],
        ),
        (
            "fields",
            {
                "subject": "guide",
                "fields": [{"name": "电话", "value": "phone"}, {"name": "分类"}],
                "min_share": 0.5,
            },
            ["写明其中50%以上", "电话：含“电话”，并写出电话号码", "60字以内", "也算"],
            ["每件都应"],
        ),
        (
            "homepage_features",
            {
                "features": [
                    {"name": "备案", "any": ["备案"], "pattern": "icp"},
                    {"name": "地图", "any": ["网站地图"]},
                ],
                "fail_missing": 2,
            },
            ["缺2项以上", "只有名目没有编号的不算", "地图：首页文字含“网站地图”"],
            ["含“备案”"],
        ),
        ("links_alive", {"pass_at": 2, "fail_at": 3}, ["不超过2个"], ["介于两者之间"]),
        ("columns_filled", {"fewer_than": 1}, ["有一个即为不符合"], ["少于1个"]),
        (
            "consultation_period",
            {"subject": "consultation", "at_least_days": 7, "unless": []},
            ["不少于7天（自然日）", "正好7天算达到"],
            ["理由"],
        ),
        ("content_scan", {"look_for": ["bank_card"]}, ["银行卡号"], ["身份证", "11位"]),
        ("manual", {"question": "是否培训？"}, ["“是否培训？”"], ["列为线索"]),
        (
            "column",
            {"name": "政府信息公开", "exact": True, "children": ["指南"], "children_exact": True},
            ["一字不差的栏目", "名称须一字不差"],
            ["首页应有", "又如"],
        ),
    ],
)
def test_parameters_change_what_is_said(
    kind: str, params: dict[str, Any], said: list[str], unsaid: list[str]
) -> None:
    text = "".join(sentences(explained(kind, **params)))
    for words in said:
        assert words in text
    for words in unsaid:
        assert words not in text
