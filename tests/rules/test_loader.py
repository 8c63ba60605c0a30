"""Rulesets are refused with every problem at once, each where it stands, with what would be right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.errors import RulesetError
from rules.loader import find_ruleset, library, load_ruleset

KNOWN = "、".join(library())

GOOD = """\
id: small-2024
title: 小规则集
source: {document: 甲发〔2024〕1号, issuer: 甲政府, issued: 2024-01-02}
period: {from: 2024-01-01, to: 2024-12-31}
applies_to: {level: [county]}
clauses:
  - id: "1"
    text: 公开甲。
    observable: full
  - id: 2a
    text: 公开乙。
    observable: none
    reason: 在机关内部。
indicators:
  - id: first
    title: 第一
    rules:
      - id: small-2024/1
        title: 甲
        check: column
        with: {name: 甲}
        points: 6
        fix: 设置甲栏目。
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def _write(text: str) -> Path:
        path = tmp_path / "small.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def _told(path: Path) -> list[str]:
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    return [str(problem).replace(str(path), "small.yaml") for problem in caught.value.problems]


def test_a_good_ruleset_is_read_with_its_hash(write: Callable[[str], Path]) -> None:
    path = write(GOOD)
    ruleset = load_ruleset(path)
    assert ruleset.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    assert [rule.id for _, rule in ruleset.rules()] == ["small-2024/1"]
    assert {ruleset: 1}[load_ruleset(path)] == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("points: 6", "points: 六", "small.yaml:22:17: indicators[0].rules[0].points：写的是“六”，应为 0 到 100 的数"),
        ("points: 6", "points: 101", "写的是“101”，应为 0 到 100 的数"),
        ("points: 6", "points: -1", "写的是“-1”，应为 0 到 100 的数"),
        ("points: 6", "points: yes", "写的是true，应为 0 到 100 的数"),
        ("points: 6", "points: .nan", "应为 0 到 100 的数"),
        ("points: 6", "points: 0", "small.yaml:15:3: indicators：全部规则的分值合计为 0"),
        ("title: 甲\n", "titel: 甲\n", "small.yaml:19:9: indicators[0].rules[0].titel：不认识的键“titel”，是否为“title”？"),
        ("title: 甲\n", "titel: 甲\n", "indicators[0].rules[0].title：缺少“title”，请补上"),
        ("fix: 设置甲栏目。", "fix: ''", "fix：写的是“”，不得为空"),
        ("to: 2024-12-31", "to: 2024-13-31", "small.yaml:4:32: period.to：写的是“2024-13-31”，应为日期"),
        ("to: 2024-12-31", "to: 2023-12-31", "small.yaml:4:9: period：期间的起始日 2024-01-01 晚于截止日 2023-12-31"),
        (
            "{from: 2024-01-01, to: 2024-12-31}",
            "{relative: this-year}",
            "period.relative：写的是“this-year”，应为 last-calendar-year 之一",
        ),
        ("issued: 2024-01-02", "issued: 20240102", "source.issued：写的是“20240102”，应为日期，如 2020-12-31"),
        ("[county]", "[country]", "applies_to.level[0]：写的是“country”，应为 province、city、county、town 之一"),
        ('id: "1"', "id: 1", 'clauses[0].id：写的是“1”，应为文字，请加引号："1"'),
        (
            "observable: full",
            "observable: maybe",
            "clauses[0].observable：写的是“maybe”，应为 full、proxy、trace、none 之一",
        ),
        ("    reason: 在机关内部。\n", "", "clauses[1]：observable: none 的条款必须写明 reason"),
        ("observable: none", "observable: full", "small.yaml:10:9: clauses[1].id：条款“2a”没有规则，请写“small-2024/2a”"),
        ("id: small-2024/1\n", "id: small-2024/3\n", "没有条款“3”"),
        ("id: small-2024/1\n", "id: other/1\n", "规则编号“other/1”不属于本规则集，应以“small-2024/”开头"),
        ("id: small-2024/1\n", "id: small-2024/2a\n", "条款“2a”为 observable: none，却有规则"),
        (
            "points: 6",
            "points: 6\n        valid_from: 2024-03-01\n        valid_to: 2024-02-01",
            "valid_from 2024-03-01 晚于 valid_to 2024-02-01",
        ),
        ("points: 6", "points: 6\n        until: 11-31", "until：写的是“11-31”，应为 MM-DD，如 11-30"),
        ("points: 6", "points: 6\n        until: 2024-11-30", "until：写的是“2024-11-30”，应为 MM-DD，如 11-30"),
        ("  - id: 2a", '  - id: "1"', "条款“1”重复（第 7 行已有）"),
        ("id: small-2024\n", "id: small-2024\nsha256: abc\n", "small.yaml:2:1: sha256：不认识的键“sha256”"),
        ("id: small-2024\n", "id: Small 2024\n", "small.yaml:1:5: id：写的是“Small 2024”，应只含小写字母、数字和连字符"),
        ("applies_to: {level: [county]}", "grades: {优秀: 50}", "grades：应为 100 ≥ 优秀 ≥ 良好 ≥ 合格 ≥ 0"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(
    write: Callable[[str], Path], old: str, new: str, told: str
) -> None:
    assert old in GOOD
    messages = _told(write(GOOD.replace(old, new, 1)))
    assert any(told in message for message in messages), messages


def test_all_problems_are_told_at_once_in_order(write: Callable[[str], Path]) -> None:
    text = GOOD.replace("points: 6", "points: 六").replace("to: 2024-12-31", "to: 某日")
    text = text.replace("observable: none", "observable: full").replace("check: column", "chek: x")
    messages = _told(write(text))
    lines = [int(message.split(":")[1]) for message in messages]
    assert len(messages) >= 5
    assert lines == sorted(lines)


def test_a_damaged_period_is_told_once_for_what_was_meant(write: Callable[[str], Path]) -> None:
    messages = _told(write(GOOD.replace("to: 2024-12-31", "to: 某日")))
    assert len(messages) == 1


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "[]", "text", "3", "null", "indicators: [3, {rules: 4}]"]
)
def test_what_is_no_ruleset_at_all_is_refused(write: Callable[[str], Path], text: str) -> None:
    assert _told(write(text))


def test_library_ids_and_paths_are_found(write: Callable[[str], Path], tmp_path: Path) -> None:
    assert find_ruleset("national") == library()["national"]
    path = write(GOOD)
    assert find_ruleset(str(path)) == path
    assert find_ruleset("small.yaml", base=tmp_path) == path


@pytest.mark.parametrize(
    ("ref", "told"),
    [
        ("boshan-2002", f"是否为“boshan-2020”？库中有：{KNOWN}"),
        ("nowhere.yaml", "没有这个文件"),
        ("some/where", "没有这个文件"),
        ("", f"库中有：{KNOWN}"),
        ("x\0y", "没有这个规则集"),
        ("x" * 5000, "没有这个规则集"),
    ],
)
def test_an_unknown_ruleset_names_the_known_ones(ref: str, told: str) -> None:
    with pytest.raises(RulesetError) as caught:
        find_ruleset(ref)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("bonus: {above: 80}", "bonus：只用于扣分制"),
        ("    cap: 5", "indicators[0].cap：只用于扣分制"),
        ("    worth: 25", "indicators[0].worth：只用于扣分制"),
        ("        veto: true", "indicators[0].rules[0].veto：只用于扣分制"),
    ],
)
@pytest.mark.parametrize("scoring", ["weighted", "deduction"])
def test_what_only_deduction_knows_is_refused_elsewhere(
    tmp_path: Path, line: str, told: str, scoring: str
) -> None:
    path = tmp_path / "own.yaml"
    indicators = "indicators:\n  - id: one\n    title: 甲\n"
    rules = (
        "    rules:\n      - id: own/1\n        title: 规则\n        check: manual\n        points: 1\n"
        "        fix: 改。\n"
    )
    depth = len(line) - len(line.lstrip())
    body = {
        0: line + "\n" + indicators + rules,
        4: indicators + line + "\n" + rules,
        8: indicators + rules + line,
    }
    path.write_text(
        "id: own\ntitle: 集\nsource: {document: 文, issuer: 关}\nperiod: {relative: last-calendar-year}\n"
        f"scoring: {scoring}\nclauses:\n  - {{id: '1', text: 文, observable: full}}\n{body[depth]}\n",
        encoding="utf-8",
    )
    if scoring == "deduction":
        load_ruleset(path)
        return
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    assert told in str(caught.value)
