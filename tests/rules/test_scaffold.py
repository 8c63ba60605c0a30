"""Whatever the list of clauses, the draft holds them all, passes lint, and marks what is to be reviewed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rules.vocabulary
from checks.kinds import registry
from rules.lint import lint
from rules.loader import library, load_ruleset
from rules.model import Ruleset
from rules.scaffold import Head, ListedClause, draft, heading_of
from rules.vocabulary import default_vocabulary, load_vocabulary

HEAD = Head(
    "mine-2024", "我的要点", "甲发〔2024〕1号", "甲政府", "2024-01-02", "2024-01-01", "2024-12-31"
)
KINDS = {name: kind.params for name, kind in registry().items()}
OUTCOMES = {
    name: {code: outcome.text for code, outcome in kind.outcomes.items()}
    for name, kind in registry().items()
}

_RULES = Path(rules.vocabulary.__file__).parent
# The other files of subjects grow; what is proposed here must not change with them.
WORDS = load_vocabulary(_RULES / "vocabulary.yaml", [_RULES / "subjects/documents.yaml"])

_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=60),
    st.lists(
        st.sampled_from(
            ["规范政策解读专栏设置", "，在首页展示", "不少于10次", "每季度", "年底前", "3月31日前", "10个工作日内",
             "解读", "“三同步”", "《条例》", "采纳情况", "涵盖", "政府公报", "年度报告", "。", "# 注", ": ", "公开"]
        ),
        min_size=1,
        max_size=8,
    ).map("".join),
).map(lambda text: " ".join(text.split())).filter(bool)  # fmt: skip
_CLAUSES = st.lists(
    st.builds(
        ListedClause,
        id=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.-]{0,4}", fullmatch=True),
        kind=st.sampled_from(["", "A", "A~", "B", "C"]),
        text=_TEXTS,
        indicator=st.sampled_from(["", "公开", "# 解读: [", "'"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda clause: clause.id,
)


def _problems(path: Path) -> list[str]:
    return [str(problem) for problem in lint(path, KINDS, OUTCOMES, default_vocabulary())]


def _made(path: Path, text: str) -> Ruleset:
    path.write_text(text, encoding="utf-8")
    assert _problems(path) == []
    return load_ruleset(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_CLAUSES)
def test_any_list_gives_a_ruleset_that_passes_lint(
    tmp_path_factory: pytest.TempPathFactory, clauses: list[ListedClause]
) -> None:
    if all(clause.kind == "C" for clause in clauses):
        return
    made = draft(HEAD, clauses, default_vocabulary())
    ruleset = _made(tmp_path_factory.mktemp("draft") / "mine.yaml", made.text)
    assert [(clause.id, clause.text) for clause in ruleset.clauses] == [
        (clause.id, clause.text) for clause in clauses
    ]
    rules = {rule.id: rule for _, rule in ruleset.rules()}
    assert sum(rule.points for rule in rules.values()) == 100
    assert set(made.deciding) == {id_ for id_, rule in rules.items() if rule.check != "manual"}
    assert made.text.count("      # 请核对：") == len(rules)


@pytest.mark.parametrize(
    ("text", "check", "params"),
    [
        (
            "规范政府信息公开专栏设置，在网站首页位置展示，涵盖政府信息公开指南、政府信息公开制度。",
            "column",
            {"name": "政府信息公开", "on_homepage": True, "children": ["政府信息公开指南", "政府信息公开制度"]},
        ),
        (
            "政策文件印发后10个工作日内公开解读材料。",
            "companion",
            {"of": "normative", "companion": "interpretation", "called": "解读", "mode": "within", "days": 10,
             "unit": "working"},
        ),
        (
            "每年3月31日前公布上一年度政府信息公开工作年度报告。",
            "published_by",
            {"subject": "annual-report", "by": "03-31", "years_after": 1},
        ),
        (
            "年底前公开政策评价结果。",
            "published_by",
            {"subject": {"columns": ["政策评价"]}, "by": "12-31", "years_after": 0},
        ),
        (
            "举办政府开放日活动每季度不少于2次。",
            "documents",
            {"subject": {"columns": ["政府开放日"]}, "at_least": 2, "per": "quarter", "distinct": "event"},
        ),
        ("公布意见采纳情况。", "companion",
         {"of": "consultation", "companion": "consultation-result", "called": "采纳情况反馈", "closed": True}),
        ("推动政府公报创新发展。", "column_fresh", {"columns": ["政府公报"], "in_period": True}),
        ("把工作做好。", "manual", {"question": "把工作做好：是否落实？请对照条款原文，结合网站和台账判断。"}),
    ],
)  # fmt: skip
def test_a_rule_is_proposed_from_the_clauses_words(
    tmp_path: Path, text: str, check: str, params: dict[str, object]
) -> None:
    made = draft(HEAD, [ListedClause("1", "A", text)], WORDS)
    (rule,) = (rule for _, rule in _made(tmp_path / "mine.yaml", made.text).rules())
    assert (rule.check, rule.params) == (check, params)
    assert made.undecided == ((rule.id,) if check == "manual" else ())


def test_a_clause_without_a_class_is_given_one_and_marked() -> None:
    made = draft(
        HEAD,
        [ListedClause("1", "", "更新政府公报。"), ListedClause("2", "", "把工作做好。")],
        default_vocabulary(),
    )
    assert [c["observable"] for c in yaml.safe_load(made.text)["clauses"]] == ["proxy", "trace"]
    assert made.text.count("清单未写类别") == 2


def test_what_is_inherited_is_not_written_again(tmp_path: Path) -> None:
    parent = load_ruleset(library()["boshan-2020"])
    old = {clause.id: clause.text for clause in parent.clauses}
    listed = [
        ListedClause("9", "A", old["9"]),
        ListedClause("5a", "A", old["5a"].replace("目录、标准", "目录")),
        ListedClause("6b", "A~", "更新政府公报。"),
        ListedClause("15", "B", "办好政务公开专区。"),
    ]
    made = draft(
        Head("boshan-2021", extends="boshan-2020", first="2021-01-01", last="2021-12-31"),
        listed,
        default_vocabulary(),
        parent,
    )
    ruleset = _made(tmp_path / "mine.yaml", made.text)
    own = yaml.safe_load(made.text)
    assert [clause["id"] for clause in own["clauses"]] == ["5a", "6b", "15"]
    rules = {rule.id: rule for _, rule in ruleset.rules()}
    assert rules["boshan-2021/5a"].off == ""
    assert rules["boshan-2021/6b"].off
    assert ruleset.clause_of(rules["boshan-2021/6b.own"]).text == "更新政府公报。"
    assert made.deciding == ("boshan-2021/6b.own",)
    assert "1a" in made.unlisted
    assert not {"9", "5a", "6b"} & set(made.unlisted)


def test_a_new_number_takes_the_old_ones_place(tmp_path: Path) -> None:
    first = [
        ListedClause("1", "A", "邀请代表列席政府常务会议，全年不少于3次。", indicator="公众参与"),
        ListedClause("2", "A", "政策文件印发后10个工作日内公开解读材料。"),
        ListedClause("5", "A", "举办政府开放日活动不少于2次，完成时限：11月。"),
    ]
    base = tmp_path / "base.yaml"
    parent = _made(base, draft(HEAD, first, WORDS).text)
    second = [
        ListedClause("1", "A", "邀请代表列席政府常务会议，全年不少于5次。", indicator="公众参与"),
        ListedClause("2", "A", "政策文件印发后3个工作日内公开解读材料。"),
        ListedClause("3", "A", "更新政府公报。", indicator="公众参与"),
        ListedClause("4", "A", "更新机构职能目录。", indicator="机构"),
        ListedClause("5", "A", "举办政府开放日活动不少于2次，完成时限：10月。"),
    ]
    made = draft(Head("next", extends="base.yaml"), second, WORDS, parent)
    ruleset = _made(tmp_path / "next.yaml", made.text)
    assert made.deciding == ("next/1", "next/2", "next/5", "next/3", "next/4")
    rules = {rule.id: rule for _, rule in ruleset.rules()}
    assert rules["next/1"].params["at_least"] == 5
    assert rules["next/2"].params["days"] == 3
    assert rules["next/3"].points == 33
    assert {rule.until for _, rule in parent.rules()} == {None, "11-30"}
    assert rules["next/5"].until == "10-31"
    assert [(i.title, [r.id for r in i.rules]) for i in ruleset.indicators] == [
        ("公众参与", ["next/1", "next/3"]),
        ("各项任务", ["next/2", "next/5"]),
        ("机构", ["next/4"]),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("加强组织领导。各部门要重视。", "加强组织领导"),
        (
            "继续推进财政预决算、公共资源配置、重大建设项目批准和实施、公益事业建设",
            "继续推进财政预决算、公共资源配置、重大建设项目批准和实施",
        ),
        (
            "“稳中向好、进中提质”系列政策包权威发布与全面解读工作持续推进下去",
            "“稳中向好、进中提质”系列政策包权威发布与全面解读工作持续推",
        ),
        (
            "推进这样一项没有顿号而且要一直写到三十个字以外的“重点工作和任务”落实",
            "推进这样一项没有顿号而且要一直写到三十个字以外的重点工作和",
        ),
        ("。；", "。；"),
    ],
)
def test_a_heading_is_short(text: str, heading: str) -> None:
    assert heading_of(text) == heading
    assert not re.search(r"\s", heading)
