"""A child has its parent's rules under its own id, alters what it says it alters, and every value knows its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.kinds import registry
from rules.errors import RulesetError
from rules.inheritance import rule_origins
from rules.lint import lint
from rules.loader import MAX_CHAIN, library, load_ruleset, read_source
from rules.model import Observable, Ruleset
from rules.vocabulary import default_vocabulary

PARENT = """\
id: base-2023
title: 上年要点
source: {document: 甲发〔2023〕1号, issuer: 甲政府}
period: {from: 2023-01-01, to: 2023-12-31}
applies_to: {level: [county]}
clauses:
  - {id: "1", text: 公开甲。, observable: full}
  - {id: "2", text: 公开乙。, observable: full}
indicators:
  - id: first
    title: 第一
    rules:
      - id: base-2023/1
        title: 甲
        check: column
        with: {name: 政务公开, on_homepage: true, children: [政策文件]}
        points: 6
        fix: 设置甲栏目。
        basis: [{document: 条例, verified: false}]
        valid_to: 2024-12-31
      - id: base-2023/1.filled
        clause: base-2023/1
        title: 甲不空
        check: columns_filled
        points: 2
        fix: 补上内容。
  - id: second
    title: 第二
    rules:
      - id: base-2023/2
        title: 乙
        check: column
        with: {name: 政策解读}
        points: 3
        fix: 设置乙栏目。
"""

CHILD = """\
id: next-2024
extends: base.yaml
title: 今年要点
source: {document: 甲发〔2024〕1号, issuer: 甲政府}
period: {from: 2024-01-01, to: 2024-12-31}
clauses:
  - {id: "1", text: 继续公开甲。}
  - {id: "3", text: 公开丙。, observable: full}
change:
  "1":
    points: 8
    with: {on_homepage: null, children: [政策文件, 政策解读]}
    basis: null
    valid_to: null
  base-2023/2: {off: 今年不再要求}
indicators:
  - id: second
    rules:
      - id: next-2024/3
        title: 丙
        check: column
        with: {name: 通知公告}
        points: 1
        fix: 设置丙栏目。
"""

GRANDCHILD = """\
id: town-2024
extends: next.yaml
change:
  "2": {off: null}
  "1": {title: 甲栏目}
"""

Write = Callable[[dict[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / list(files)[-1]

    return _write


def _family(write: Write, **replaced: str) -> Path:
    files = {"base": PARENT, "next": CHILD, **replaced}
    return write({f"{name}.yaml": text for name, text in files.items()})


def _rules(ruleset: Ruleset) -> dict[str, object]:
    return {rule.id: rule for _, rule in ruleset.rules()}


def _told(path: Path) -> list[str]:
    with pytest.raises(RulesetError) as caught:
        load_ruleset(path)
    return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]


def test_a_child_has_what_it_inherits_alters_and_adds(write: Write) -> None:
    ruleset = load_ruleset(_family(write))
    rules = {rule.id: rule for _, rule in ruleset.rules()}
    assert list(rules) == ["next-2024/1", "next-2024/1.filled", "next-2024/2", "next-2024/3"]
    first = rules["next-2024/1"]
    assert first.points == 8
    assert first.params == {"name": "政务公开", "children": ["政策文件", "政策解读"]}
    assert (first.basis, first.valid_to, first.title) == ((), None, "甲")
    assert rules["next-2024/2"].off == "今年不再要求"
    assert ruleset.clause_of(rules["next-2024/1.filled"]).id == "1"
    assert [(i.id, i.title, len(i.rules)) for i in ruleset.indicators] == [
        ("first", "第一", 2),
        ("second", "第二", 2),
    ]
    assert [clause.text for clause in ruleset.clauses] == ["继续公开甲。", "公开乙。", "公开丙。"]
    assert ruleset.clauses[0].observable is Observable.FULL
    assert ruleset.title == "今年要点"
    assert ruleset.applies_to.level == ("county",)
    assert ruleset.period_for(ruleset.period.last).first.year == 2024


@pytest.mark.parametrize(("change", "until"), [("'10-31'", "10-31"), ("null", None)])
def test_the_day_by_which_a_rule_asks_can_be_altered(
    write: Write, change: str, until: str | None
) -> None:
    parent = PARENT.replace("valid_to:", "until: '11-30'\n        valid_to:", 1)
    child = f"id: c\nextends: base.yaml\nchange: {{'1': {{until: {change}}}}}\n"
    ruleset = load_ruleset(_family(write, base=parent, next=child))
    assert next(rule.until for _, rule in ruleset.rules()) == until


def test_a_chain_is_followed_and_a_rule_can_be_switched_on_again(write: Write) -> None:
    ruleset = load_ruleset(_family(write, town=GRANDCHILD))
    rules = {rule.id: rule for _, rule in ruleset.rules()}
    assert rules["town-2024/2"].off == ""
    assert (rules["town-2024/1"].title, rules["town-2024/1"].points) == ("甲栏目", 8)
    assert ruleset.title == "今年要点"
    assert "town-2024/3" in rules


def test_every_value_tells_the_ruleset_and_line_it_came_from(write: Write) -> None:
    path = _family(write, town=GRANDCHILD)
    origins = {
        each.field: (each.ruleset, Path(each.file).name, each.line)
        for each in rule_origins(read_source(path).data, "town-2024/1")
    }
    assert origins == {
        "title": ("town-2024", "town.yaml", 5),
        "check": ("base-2023", "base.yaml", 15),
        "with.name": ("base-2023", "base.yaml", 16),
        "with.children": ("next-2024", "next.yaml", 12),
        "points": ("next-2024", "next.yaml", 11),
        "fix": ("base-2023", "base.yaml", 18),
    }
    assert rule_origins(read_source(path).data, "town-2024/9") == ()


def test_the_hash_changes_with_any_ancestor(write: Write) -> None:
    path = _family(write, town=GRANDCHILD)
    before = load_ruleset(path).sha256
    assert before == load_ruleset(path).sha256
    write({"base.yaml": PARENT + "# 注\n"})
    after = load_ruleset(path).sha256
    assert len(after) == 64
    assert before != after
    write({"next.yaml": CHILD + "# 注\n"})
    assert load_ruleset(path).sha256 not in (before, after)


def test_a_ruleset_of_the_library_is_found_by_its_id(write: Write) -> None:
    path = write({"mine.yaml": "id: mine\nextends: national\nchange: {guide: {points: 9}}\n"})
    mine, national = load_ruleset(path), load_ruleset(library()["national"])
    assert [rule.id.replace("national/", "mine/") for _, rule in national.rules()] == [
        rule.id for _, rule in mine.rules()
    ]
    assert {r.points for _, r in mine.rules() if r.id == "mine/guide"} == {9}
    assert mine.sha256 != national.sha256


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("extends: base.yaml", "extends: bas.yaml", "next.yaml:2:10: extends：没有这个文件“bas.yaml”"),
        ("extends: base.yaml", "extends: natinal", "next.yaml:2:10: extends：没有这个规则集“natinal”，是否为“national”"),
        ("extends: base.yaml", "extends: [base.yaml]", "next.yaml:2:10: extends：写的是一个列表，应为文字"),
        ("extends: base.yaml", "extends: next.yaml", "extends：继承成环：next.yaml → next.yaml"),
        ("id: next-2024\n", "id: base-2023\n", "next.yaml:1:5: id：id 与所继承的规则集相同（base-2023）"),
        ("extends: base.yaml\n", "", "next.yaml:8:1: change：有 change 而没有 extends"),
        ('  "1":\n', '  "1x.fild":\n', "change.1x.fild：没有继承到规则“1x.fild”"),
        ("  base-2023/2:", "  base-2023/1:", "规则“1”改了两次（前一处写作“1”）"),
        ("points: 8", "points: 六", "next.yaml:11:13: change.1.points：写的是“六”，应为 0 到 100 的数"),
        ("points: 8", "pionts: 8", "next.yaml:11:5: change.1.pionts：不认识的键“pionts”，是否为“points”？"),
        ("points: 8", "title: null", "next.yaml:11:12: change.1.title：写的是空，应为文字"),
        ("on_homepage: null", "on_hompage: null", "next.yaml:12:12: change.1.with.on_hompage：没有继承到“on_hompage”"),
        ("off: 今年不再要求", "off: ''", "change.base-2023/2.off：写的是“”，不得为空"),
        ("id: next-2024/3\n", "id: next-2024/2\n", "next.yaml:19:13: indicators[0].rules[0].id：规则“next-2024/2”已"),
        ("id: next-2024/3\n", "id: base-2023/3\n", "规则编号“base-2023/3”不属于本规则集"),
        ("points: 1\n", "points: 101\n", "next.yaml:23:17: indicators[0].rules[0].points：写的是“101”"),
        ("text: 继续公开甲。", "text: 3", "next.yaml:7:21: clauses[0].text：写的是“3”，应为文字"),
        ("clauses:\n", "clauses: 无\nclause:\n", "next.yaml:6:10: clauses：写的是“无”，应为列表"),
        ("indicators:\n", "indicators: 无\nindicator:\n", "indicators：写的是“无”，应为列表"),
        ("change:\n", "change: 无\nchang:\n", "change：写的是“无”，应为“键: 值”"),
        ("{id: \"3\", text: 公开丙。, observable: full}", "丙", "next.yaml:8:5: clauses[1]：写的是“丙”，应为“键: 值”"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_child_is_told_there(
    write: Write, old: str, new: str, told: str
) -> None:
    assert old in CHILD
    messages = _told(_family(write, next=CHILD.replace(old, new, 1)))
    assert any(told in message for message in messages), messages


def test_what_is_wrong_in_the_parent_is_told_there_and_where_it_is_named(write: Write) -> None:
    messages = _told(_family(write, base=PARENT.replace("points: 6", "points: 六"), next=CHILD))
    assert len(messages) == 2
    assert messages[0].startswith("base.yaml:17:17: indicators[0].rules[0].points：写的是“六”")
    assert messages[1].startswith("next.yaml:2:10: extends：所继承的规则集有误")
    broken = _told(_family(write, base="id: ]\n", next=CHILD))
    assert broken[0].startswith("base.yaml:1:")


def test_lint_judges_parameters_in_the_file_where_they_stand(write: Write) -> None:
    kinds = {name: kind.params for name, kind in registry().items()}
    outcomes = {
        name: {code: outcome.text for code, outcome in kind.outcomes.items()}
        for name, kind in registry().items()
    }

    def told(path: Path) -> list[str]:
        problems = lint(path, kinds, outcomes, default_vocabulary())
        return [str(problem).replace(f"{path.parent}/", "") for problem in problems]

    assert told(_family(write)) == []
    both = _family(
        write,
        base=PARENT.replace("name: 政策解读", "nmae: 政策解读"),
        next=CHILD.replace("children: [政策文件, 政策解读]", "childen: [政策文件]"),
    )
    found = told(both)
    assert found[0].startswith("next.yaml:12:31: change.1.with.childen：不认识的键“childen”")
    assert found[-1].startswith("base.yaml:33:16: indicators[1].rules[0].with.nmae")


def test_a_circle_is_told_with_its_whole_chain(write: Write) -> None:
    path = write(
        {
            "c.yaml": "id: c\nextends: a.yaml\n",
            "b.yaml": "id: b\nextends: c.yaml\n",
            "a.yaml": "id: a\nextends: b.yaml\n",
        }
    )
    messages = _told(path)
    assert any(
        "c.yaml:2:10: extends：继承成环：a.yaml → b.yaml → c.yaml → a.yaml" in m for m in messages
    )
    assert all(":" in message for message in messages)


def test_a_chain_has_an_end(write: Write) -> None:
    names = [f"r{n}.yaml" for n in range(MAX_CHAIN + 1)]
    files = {
        name: PARENT if n == MAX_CHAIN else f"id: r{n}\nextends: {names[n + 1]}\n"
        for n, name in enumerate(names)
    }
    write(files)
    folder = write({"base.yaml": PARENT}).parent
    assert any(f"继承超过 {MAX_CHAIN} 层" in message for message in _told(folder / "r0.yaml"))
    assert load_ruleset(folder / "r1.yaml").id == "r1"


def test_an_inherited_indicator_may_be_renamed(write: Write) -> None:
    child = "id: c\nextends: base.yaml\nindicators: [{id: first, title: 改名}]\n"
    titles = [indicator.title for indicator in load_ruleset(_family(write, next=child)).indicators]
    assert titles == ["改名", "第二"]


def test_rules_that_are_off_weigh_nothing(write: Write) -> None:
    off = "id: c\nextends: base.yaml\nchange: {'1': {off: 无}, '1.filled': {off: 无}, '2': {points: 0}}\n"
    assert any("全部规则的分值合计为 0" in each for each in _told(_family(write, next=off)))


def test_both_can_stand_in_one_run(write: Write) -> None:
    child = load_ruleset(_family(write))
    parent = load_ruleset(child_path := _family(write).parent / "base.yaml")
    assert child_path.is_file()
    assert not set(_rules(child)) & set(_rules(parent))


def test_a_rule_may_be_off_on_a_clause_that_no_website_shows(write: Write) -> None:
    text = CHILD.replace(
        "clauses:\n", 'clauses:\n  - {id: "2", observable: none, reason: 改为内部事项}\n'
    )
    ruleset = load_ruleset(_family(write, next=text))
    assert ruleset.clauses[1].observable is Observable.NONE


_FIELDS = {
    "title": st.sampled_from(["甲甲", "乙乙"]),
    "points": st.integers(0, 100),
    "fix": st.just("另行整改。"),
    "with": st.dictionaries(
        st.sampled_from(["on_homepage", "children", "exact"]),
        st.sampled_from([True, False]),
        max_size=3,
    ),
    "valid_to": st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    "off": st.one_of(st.none(), st.just("不再要求")),
}


@settings(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({}, optional=_FIELDS), st.fixed_dictionaries({}, optional=_FIELDS))
def test_a_value_is_the_last_that_was_given_and_knows_who_gave_it(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, Any], second: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("chain")
    (folder / "base.yaml").write_text(PARENT, encoding="utf-8")
    expected: dict[str, tuple[Any, str]] = {}
    for _, rule in load_ruleset(folder / "base.yaml").rules():
        if rule.id == "base-2023/1":
            own = {
                "title": rule.title,
                "points": rule.points,
                "fix": rule.fix,
                "valid_to": rule.valid_to,
                "off": "",
            }
            expected = {key: (value, "base-2023") for key, value in own.items()}
            expected |= {f"with.{key}": (value, "base-2023") for key, value in rule.params.items()}
    parent = "base.yaml"
    for name, change in (("one", first), ("two", second)):
        data = {"id": name, "extends": parent, "change": {"1": change}}
        parent = f"{name}.yaml"
        (folder / parent).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        for key, value in change.items():
            if key == "with":
                expected |= {f"with.{inner}": (each, name) for inner, each in value.items()}
            else:
                expected[key] = ("" if key == "off" and value is None else value, name)
    source = read_source(folder / parent)
    (rule,) = (rule for _, rule in load_ruleset(folder / parent).rules() if rule.id == "two/1")
    values = {key: getattr(rule, key) for key in ("title", "points", "fix", "valid_to", "off")}
    values |= {f"with.{key}": value for key, value in rule.params.items()}
    assert values == {key: value for key, (value, _) in expected.items()}
    for origin in rule_origins(source.data, "two/1"):
        if origin.field in expected:
            assert origin.ruleset == expected[origin.field][1]
            assert origin.line >= 1
