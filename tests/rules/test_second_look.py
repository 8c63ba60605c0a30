"""What silently makes a rule useless is told: as a problem when certain, as a warning when doubtful."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import rules.vocabulary
from checks.kinds import registry
from rules.lint import lint
from rules.loader import library, read_source
from rules.located_yaml import parse_located, read_located
from rules.second_look import second_look, words_look
from rules.vocabulary import default_vocabulary

KINDS = {name: kind.params for name, kind in registry().items()}
OUTCOMES = {
    name: {code: outcome.text for code, outcome in kind.outcomes.items()}
    for name, kind in registry().items()
}
SUBJECTS = sorted((Path(rules.vocabulary.__file__).parent / "subjects").glob("*.yaml"))

GOOD = """\
id: small
title: 小规则集
source: {document: 甲, issuer: 乙}
period: {from: 2023-01-01, to: 2023-12-31}
clauses:
  - {id: a, text: 公开甲。, observable: full}
  - {id: b, text: 公开乙。, observable: full}
indicators:
  - id: first
    title: 第一
    rules:
      - id: small/a
        title: 甲
        check: published_by
        with:
          by: 2023-06-30
          subject:
            title: {any: [预算公开], none: [解读]}
            columns: [财政信息]
        points: 6
        fix: 公开甲。
      - id: small/b
        title: 乙
        check: column
        with: {name: 政策解读, children: [政策问答]}
        points: 6
        fix: 公开乙。
"""

TITLE = "{any: [预算公开], none: [解读]}"


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], list[str]]:
    path = tmp_path / "small.yaml"

    def _told(text: str) -> list[str]:
        path.write_text(text, encoding="utf-8")
        assert lint(path, KINDS, OUTCOMES, default_vocabulary()) == []
        problems = second_look(read_source(path), KINDS, default_vocabulary())
        return [str(problem).replace(str(path), "small.yaml") for problem in problems]

    return _told


def test_a_good_ruleset_is_left_alone(told: Callable[[str], list[str]]) -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize("ruleset_id", sorted(library()))
def test_the_library_gives_no_cause(ruleset_id: str) -> None:
    found = second_look(read_source(library()[ruleset_id]), KINDS, default_vocabulary())
    assert [str(problem) for problem in found if not problem.warning] == []


@pytest.mark.parametrize("path", SUBJECTS, ids=lambda path: path.name)
def test_no_named_subject_has_words_that_can_never_be_met(path: Path) -> None:
    source = read_located(path)
    found = [problem for name in source.data for problem in words_look(source, (name,))]
    assert [str(problem) for problem in found if not problem.warning] == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[财政信息]", "[财政信席]",
         "small.yaml:19:23: indicators[0].rules[0].with.subject.columns[0]：词表中没有栏目“财政信席”，是否为“财政信息”？"),
        ("name: 政策解读", "name: 本县特色", "with.name：词表中没有栏目“本县特色”"),
        ("[政策问答]", "[本县特色]", "with.children[0]：词表中没有栏目“本县特色”"),
        ("[预算公开]", "[预算公开解读]",
         "small.yaml:18:27: indicators[0].rules[0].with.subject.title.any[0]：词“预算公开解读”含有 none 中的“解读”"),
        ("any: [预算公开]", "all: [预算解 读]", "title.all[0]：词“预算解 读”含有 none 中的“解读”"),
        ("columns: [财政信息]", "either: [{title: {any: [解读稿]}}]", "either[0].title.any[0]：词“解读稿”含有 none 中的"),
        ("[预算公开]", "['']", "title.any[0]：写了空的词"),
        ("none: [解读]", "none: [' ']", "title.none[0]：写了空的词"),
        (TITLE + "\n            columns: [财政信息]", "{}", "with.subject：对象什么也没有问，任何文件都算"),
        (TITLE, "{}\n            anywhere: true", "对象什么也没有问"),
        (TITLE + "\n            columns: [财政信息]", "{}\n            either: [{own: true}]", "对象什么也没有问"),
        ("by: 2023-06-30", "by: 2203-06-30", "small.yaml:16:15: indicators[0].rules[0].with.by：截止日 2203-06-30 离"),
        ("by: 2023-06-30", "by: '2013-06-30'", "with.by：截止日 2013-06-30 离考核期间"),
        ("by: 2023-06-30", "by: 06-30\n          year: 2013", "with.year：所评年度 2013 离考核期间"),
    ],
)  # fmt: skip
def test_what_is_certainly_wrong_is_a_problem(
    told: Callable[[str], list[str]], old: str, new: str, problem: str
) -> None:
    assert old in GOOD
    found = told(GOOD.replace(old, new, 1))
    assert any(problem in each and "提醒" not in each for each in found), found


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("[预算公开]", "[预算公开, 预]", "title.any[1]：词“预”只有一个字"),
        ("[预算公开]", "[预算公开, 预算 公开]", "title.any[1]：词“预算 公开”写了两次"),
        ("none: [解读]", "none: [解读, 解读]", "title.none[1]：词“解读”写了两次"),
        ("{from: 2023-01-01, to: 2023-12-31}", "{relative: last-calendar-year}", "with.by：期间随审计日移动"),
        ("points: 6", "points: 6\n        valid_to: 2022-12-31", "valid_to：有效期在考核期间开始（2023-01-01）之前已结束"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_a_warning(
    told: Callable[[str], list[str]], old: str, new: str, warning: str
) -> None:
    assert old in GOOD
    found = told(GOOD.replace(old, new, 1))
    assert len(found) == 1
    assert warning in found[0]
    assert found[0].startswith("small.yaml:")
    assert " 提醒：" in found[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: 政策解读", "name: 本县特色, exact: true"),
        ("[政策问答]", "[本县特色], children_exact: true"),
        ("none: [解读]", "none: [局, 解读]"),
        ("by: 2023-06-30", "by: 2024-03-31"),
        ("by: 2023-06-30", "by: 03-31\n          years_after: 1"),
        (TITLE, "{}"),
        ("points: 6", "points: 6\n        off: 不再要求\n        valid_to: 2022-12-31"),
    ],
)  # fmt: skip
def test_what_may_be_meant_is_left_alone(
    told: Callable[[str], list[str]], old: str, new: str
) -> None:
    assert old in GOOD
    assert told(GOOD.replace(old, new, 1)) == []


def test_a_clause_restated_in_other_words_is_a_warning(
    told: Callable[[str], list[str]], tmp_path: Path
) -> None:
    (tmp_path / "base.yaml").write_text(GOOD, encoding="utf-8")
    child = "id: next\nextends: base.yaml\nclauses:\n  - {id: a, text: 加强队伍建设和考核。}\n"
    (warning,) = told(child)
    assert warning.startswith(
        "small.yaml:4:19: 提醒：clauses[0].text：条款“a”与所继承的原文相差很大"
    )
    assert told(child + "change: {a: {off: 换了内容}}\n") == []
    assert told(child.replace("加强队伍建设和考核。", "继续公开甲。")) == []
    other = "id: next\nextends: base.yaml\nsource: {document: 丙, issuer: 丁}\n"
    (period,) = told(other)
    assert (
        "small.yaml:3:9: 提醒：source：来源是新的文件，期间却沿用所继承的（2023-01-01 至 2023-12-31）"
        in period
    )
    assert (
        told(other + "period: {relative: last-calendar-year}\nchange: {a: {with: {by: 06-30}}}\n")
        == []
    )
    idle = told("id: next\nextends: base.yaml\nchange:\n  a: {}\n")
    assert idle[0].startswith("small.yaml:4:6: 提醒：change.a：change 里的“a”什么也没改")


def test_a_damaged_ruleset_is_left_to_lint(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(GOOD.replace("points: 6", "points: 六"), encoding="utf-8")
    assert second_look(read_source(path), KINDS, default_vocabulary()) == []


def test_no_kind_takes_none_at_all_for_enough() -> None:
    for name, params in KINDS.items():
        field = params.model_fields.get("at_least")
        if field is not None:
            assert any(getattr(limit, "ge", 0) >= 1 for limit in field.metadata), name


def test_words_are_judged_in_any_file() -> None:
    source = parse_located("x: {title: {any: [甲乙], none: [乙]}}\n".encode(), "s.yaml")
    assert [problem.line for problem in words_look(source, ("x",))] == [1]
