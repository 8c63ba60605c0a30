"""The vocabulary is written as it is compared, and knows every column that the rules ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.snapshot.names import normalise_name
from rules.errors import RuleError
from rules.loader import library, load_ruleset
from rules.needs import crawl_names, rule_columns
from rules.vocabulary import Vocabulary, default_vocabulary, load_vocabulary
from zwgk.planning import newest_only

VOCABULARY = default_vocabulary()


def test_names_are_written_as_the_crawl_records_them() -> None:
    every = frozenset().union(*VOCABULARY.concepts.values())
    every |= VOCABULARY.irrelevant | VOCABULARY.sampled | VOCABULARY.standing
    assert {name for name in every if normalise_name(name) != name} == set()


@pytest.mark.parametrize(
    ("alias", "concept"),
    [
        ("政府信息公开年报", "政府信息公开工作年度报告"),
        ("信息公开指南", "政府信息公开指南"),
        ("规章制度", "政府信息公开制度"),
        ("公示公告", "通知公告"),
        ("区政府文件", "政策文件"),
        ("县政府常务会议", "会议公开"),
        ("民意征集", "意见征集"),
        ("结果反馈", "意见征集反馈"),
        ("权力清单", "权责清单"),
        ("招考录用", "公务员招考"),
        ("财政预决算", "政府预决算"),
        ("议案提案", "建议提案办理"),
        ("行政规范性文件", "规范性文件"),
    ],
)
def test_a_site_s_own_name_is_found_under_the_official_one(alias: str, concept: str) -> None:
    assert alias in VOCABULARY.names(concept)
    assert concept in VOCABULARY.names(alias)


@pytest.mark.parametrize(
    ("name", "concept"),
    [
        ("政务公开", "政府信息公开"),
        ("公示公告", "政策文件"),
        ("政策解读", "政策文件"),
        ("部门预算", "政府预决算"),
        ("政策解读", "规范性文件"),
        ("办事指南", "政府信息公开指南"),
        ("公共服务", "社会公益事业"),
    ],
)
def test_other_things_are_not_taken_for_it(name: str, concept: str) -> None:
    assert name not in VOCABULARY.names(concept)


def test_an_official_name_gives_its_own_concept_only() -> None:
    small = Vocabulary({"甲": ["共"], "乙": ["共", "甲"]})
    assert small.names("甲") == {"甲", "共"}
    assert small.names("共") == {"甲", "乙", "共"}
    assert small.names("丙") == {"丙"}
    assert small.knows("共")
    assert not small.knows("丙")


def test_names_are_compared_without_spaces_and_decoration() -> None:
    assert VOCABULARY.names("政府 信息公开") == VOCABULARY.names("政府信息公开")
    assert "双随机、一公开" in VOCABULARY.names("“双随机、一公开”")


def test_what_is_irrelevant_holds_no_disclosure() -> None:
    assert not VOCABULARY.irrelevant & VOCABULARY.disclosure
    for name in ("走进博山", "旅游景点", "领导活动", "部门动态"):
        assert VOCABULARY.is_irrelevant(name)
    for name in ("政策文件", "视频解读", "通知公告", "未知栏目"):
        assert not VOCABULARY.is_irrelevant(name)


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_every_column_that_a_rule_names_is_in_the_vocabulary(ruleset_id: str) -> None:
    ruleset = load_ruleset(library()[ruleset_id])
    unknown = {
        name
        for _, rule in ruleset.rules()
        for name in rule_columns(rule, VOCABULARY)
        if not VOCABULARY.knows(name)
    }
    assert unknown == set()


def test_a_crawl_wants_what_the_rules_name_and_samples_the_news() -> None:
    rulesets = [load_ruleset(path) for path in library().values()]
    names = crawl_names(rulesets, VOCABULARY, newest_only)
    assert {"政府信息公开", "民意征集", "区政府文件", "政府公报"} <= names.wanted
    assert "政府信息公开年报" in names.standing
    assert "要闻" in names.sampled
    assert not names.irrelevant & names.wanted


def test_a_column_that_a_rule_needs_whole_is_read_whatever_the_date() -> None:
    ruleset = load_ruleset(library()["tianjiaan-2024"])
    names = crawl_names([ruleset], VOCABULARY, newest_only)
    assert {"规范性文件", "行政规范性文件", "清理结果"} <= names.standing
    assert "惠企政策" not in names.standing
    without = crawl_names([load_ruleset(library()["national"])], VOCABULARY, newest_only)
    assert "行政规范性文件" not in without.standing


@pytest.mark.parametrize(
    ("check", "params", "sampled"),
    [
        ("column_fresh", {"columns": ["动态要闻"], "within_days": 14}, True),
        (
            "columns_idle",
            {
                "groups": [{"name": "新闻", "columns": ["动态要闻"], "within_days": 14}],
                "fewer_than": 1,
            },
            True,
        ),
        ("column_fresh", {"columns": ["动态要闻"], "in_period": True}, False),
        ("documents", {"subject": {"columns": ["动态要闻"]}}, False),
    ],
)
def test_news_that_a_rule_reads_is_not_sampled_unless_it_only_has_to_be_new(
    check: str, params: dict[str, object], sampled: bool
) -> None:
    ruleset = load_ruleset(library()["national"])
    rule = ruleset.indicators[0].rules[0].model_copy(update={"check": check, "params": params})
    indicator = ruleset.indicators[0].model_copy(update={"rules": (rule,)})
    asking = ruleset.model_copy(update={"indicators": (indicator,)})
    names = crawl_names([asking], VOCABULARY, newest_only)
    assert "要闻" in names.wanted
    assert ("要闻" in names.sampled) is sampled
    assert "要闻" not in names.irrelevant


def test_the_parts_of_a_rule_name_columns_too() -> None:
    rule = load_ruleset(library()["national"]).indicators[0].rules[0]
    params = {
        "column": "政策文件",
        "groups": [{"name": "甲", "columns": ["甲栏目"]}],
        "topics": [{"name": "乙", "subject": {"columns": ["乙栏目"]}}, "乱写"],
        "stages": [{"name": "丙", "subject": {"columns": ["丙栏目"]}}],
        "passages": {"subject": {"columns": ["丁栏目"]}, "any": ["词"]},
    }
    named = rule_columns(rule.model_copy(update={"params": params}), VOCABULARY)
    assert list(named) == ["政策文件", "甲栏目", "乙栏目", "丙栏目", "丁栏目"]


def test_damage_is_told_with_its_place(tmp_path: Path) -> None:
    words, subjects = tmp_path / "v.yaml", tmp_path / "s.yaml"
    words.write_text(
        "disclosure:\n  甲: [乙, 3]\nother: {}\nsampled: [丁]\nirrelevant_prefixes: 走进\n",
        encoding="utf-8",
    )
    subjects.write_text("guide:\n  titel: {any: [指南]}\nplain: 文字\n", encoding="utf-8")
    again = tmp_path / "t.yaml"
    again.write_text("spare: {}\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_vocabulary(words, [again, subjects])
    told = str(caught.value)
    assert "v.yaml:2:6: disclosure.甲：别名不是文字列表" in told
    assert "v.yaml:3:1: other：不认识的键“other”" in told
    assert "v.yaml:4:11: sampled[0]" in told
    assert "irrelevant_prefixes" in told
    assert "s.yaml:2:3: guide.titel：不认识的键“titel”，是否为“title”" in told
    assert "s.yaml:3:8: plain" in told


def test_a_subject_has_its_name_to_itself(tmp_path: Path) -> None:
    words, one, other = tmp_path / "v.yaml", tmp_path / "a.yaml", tmp_path / "b.yaml"
    words.write_text("disclosure: {}\n", encoding="utf-8")
    one.write_text("guide: {columns: [公开指南]}\n", encoding="utf-8")
    other.write_text("report: {}\nguide: {}\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_vocabulary(words, [one, other])
    assert "b.yaml:2:1: guide：对象“guide”重复" in str(caught.value)
