"""`zwgk rules test` as a rule author uses it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zwgk.cli import app

RULESET = """\
id: own
title: 自己的规则集
source: {document: 某办发〔2020〕1号, issuer: 某县人民政府办公室}
period: {from: 2020-01-01, to: 2020-12-31}
clauses:
  - {id: "1", text: 发布两件方案。, observable: full}
  - {id: "2", text: 开展培训。, observable: trace}
indicators:
  - id: plans
    title: 方案
    rules:
      - id: own/1
        title: 方案
        check: documents
        with: {subject: {title: {any: [方案], none: [召开]}, anywhere: true}, at_least: 2}
        points: 6
        fix: 发布。
      - {id: own/2, title: 培训, check: manual, with: {question: 是否培训？}, points: 1, fix: 培训。}
"""
COMPLETE = """\
as_of: 2021-04-15
rules:
  own/1:
    - case: 两件
      expect: pass
      bound: met
      documents: [{title: 甲方案, date: 2020-01-01}, {title: 乙方案, date: 2020-12-31}]
    - case: 一件
      expect: fail
      code: too_few
      bound: missed
      documents: [{title: 甲方案, date: 2020-01-01}]
    - case: 开会的消息
      expect: fail
      near_miss: true
      documents: [{title: 召开甲方案会, date: 2020-01-01}, {title: 召开乙方案会, date: 2020-01-02}]
"""


@pytest.fixture
def ruleset(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return path


def _test(ruleset: Path, cases: str, *more: str) -> Result:
    folder = ruleset.with_suffix(".tests")
    folder.mkdir(exist_ok=True)
    (folder / "plans.yaml").write_text(cases, encoding="utf-8")
    return CliRunner().invoke(app, ["rules", "test", str(ruleset), *more])


def test_a_ruleset_whose_cases_come_out_right(ruleset: Path) -> None:
    ended = _test(ruleset, COMPLETE)
    assert ended.exit_code == 0
    assert "规则 2 条（可判定的 1 条），用例 3 个：相符 3，不符 0，已知缺口 0" in ended.output
    assert "缺少用例的规则 0 条；用时 " in ended.output


def test_a_case_that_comes_out_wrong_is_told_with_place_and_reason(ruleset: Path) -> None:
    ended = _test(
        ruleset, COMPLETE.replace("召开乙方案会", "乙方案").replace("召开甲方案会", "甲方案")
    )
    assert ended.exit_code == 1
    assert "不符的用例（1）" in ended.output
    assert (
        f"{ruleset.with_suffix('.tests') / 'plans.yaml'}:13：own/1“开会的消息”应为 fail，实为 pass（pass）："
        "发布2件，达到至少2件的要求" in ended.output
    )


def test_another_outcome_of_the_same_verdict_is_wrong_where_the_case_names_one(
    ruleset: Path,
) -> None:
    ended = _test(ruleset, COMPLETE.replace("code: too_few", "code: missing"))
    assert ended.exit_code == 1
    assert "应为 fail（missing），实为 fail（too_few）" in ended.output


def test_a_rule_without_its_cases_is_told(ruleset: Path) -> None:
    ended = _test(ruleset, COMPLETE.replace("      near_miss: true\n", "").replace("met", "missed"))
    assert ended.exit_code == 1
    assert "own/1：缺 near_miss: true、bound: met（at_least=2）" in ended.output
    assert "own/2：" not in ended.output


def test_a_ruleset_without_cases_is_told_where_they_belong(ruleset: Path) -> None:
    ended = CliRunner().invoke(app, ["rules", "test", str(ruleset)])
    assert ended.exit_code == 1
    assert f"应写在文件夹 {ruleset.with_suffix('.tests')} 里" in ended.output
    assert "own/1：缺 expect: pass、expect: fail、near_miss: true、bound: met" in ended.output


GAP = """\
    - case: 方案写作计划
      expect: pass
      gap: 尚不认计划
      documents: [{title: 甲%s, date: 2020-01-01}, {title: 乙%s, date: 2020-12-31}]
"""


def test_a_known_gap_is_listed_and_no_failure(ruleset: Path) -> None:
    ended = _test(ruleset, COMPLETE + GAP % ("计划", "计划"))
    assert ended.exit_code == 0
    assert "已知的缺口（1）" in ended.output
    assert "；缺口：尚不认计划" in ended.output


def test_a_gap_that_is_closed_is_told(ruleset: Path) -> None:
    ended = _test(ruleset, COMPLETE + GAP % ("方案", "方案"))
    assert ended.exit_code == 0
    assert "已能正确判定、应去掉 gap 的用例（1）" in ended.output


CHILD = """\
id: mine
extends: own.yaml
"""
CHANGE = """\
change:
  "1": {with: {at_least: 3}}
"""


def test_what_is_inherited_as_it_is_owes_no_cases_again(ruleset: Path) -> None:
    child = ruleset.with_name("mine.yaml")
    child.write_text(CHILD, encoding="utf-8")
    assert CliRunner().invoke(app, ["rules", "test", str(child)]).exit_code == 0


def test_what_a_child_changes_owes_cases_of_its_own(ruleset: Path) -> None:
    child = ruleset.with_name("mine.yaml")
    child.write_text(CHILD + CHANGE, encoding="utf-8")
    ended = CliRunner().invoke(app, ["rules", "test", str(child)])
    assert ended.exit_code == 1
    assert (
        "mine/1：缺 expect: pass、expect: fail、near_miss: true、bound: met（at_least=3）"
        in ended.output
    )


@pytest.mark.parametrize("change", ['"1": {points: 3}', '"1": {off: 本地不适用}'])
def test_points_and_rules_that_are_off_owe_none(ruleset: Path, change: str) -> None:
    child = ruleset.with_name("mine.yaml")
    child.write_text(f"{CHILD}change:\n  {change}\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["rules", "test", str(child)]).exit_code == 0


def test_one_rule_alone(ruleset: Path) -> None:
    ended = _test(ruleset, COMPLETE, "--rule", "own/2")
    assert ended.exit_code == 0
    assert "规则 1 条（可判定的 0 条），用例 0 个" in ended.output
    known = CliRunner().invoke(app, ["rules", "test", "--rule", "boshan-2020/9"])
    assert known.exit_code == 0
    assert "规则集 1 个，规则 1 条" in known.output


def test_a_rule_that_no_ruleset_has(ruleset: Path) -> None:
    ended = _test(ruleset, COMPLETE, "--rule", "own/3")
    assert ended.exit_code == 2
    assert "没有规则“own/3”，是否为“own/" in ended.output


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (("expect: pass", "expect: gut"), "写的是“gut”，应为 pass"),
        (("own/1", "own/7"), "规则集里没有规则“own/7”"),
        (("case: 两件", 'case: "\\ud800"'), ""),
    ],
)
def test_damaged_cases_end_in_located_messages(
    ruleset: Path, what: tuple[str, str], told: str
) -> None:
    ended = _test(ruleset, COMPLETE.replace(*what, 1))
    assert ended.exit_code in ((2,) if told else (0, 2))
    assert ended.exception is None or isinstance(ended.exception, SystemExit)
    assert told in ended.output


def test_a_damaged_ruleset_is_told_as_lint_tells_it(ruleset: Path) -> None:
    ruleset.write_text(RULESET.replace("at_least: 2", "at_lest: 2"), encoding="utf-8")
    ended = _test(ruleset, COMPLETE)
    assert ended.exit_code == 2
    assert "不认识的键“at_lest”" in ended.output


def test_a_ruleset_that_is_none() -> None:
    ended = CliRunner().invoke(app, ["rules", "test", "boshan-202"])
    assert ended.exit_code == 2
    assert "是否为“boshan-2020”？" in ended.output
