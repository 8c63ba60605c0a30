"""Lint knows the check kinds' parameters, and only ever answers with located problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from checks.kinds import registry
from rules.errors import Problem
from rules.lint import lint
from rules.loader import library
from rules.subject import Subject, SubjectRef
from rules.vocabulary import Vocabulary, default_vocabulary

VOCABULARY = Vocabulary({}, subjects={"guide": Subject(), "report": Subject()})


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    columns: list[str] = Field(min_length=1)
    subject: SubjectRef | None = None


class _Params(BaseModel):
    model_config = ConfigDict(extra="forbid")
    subject: SubjectRef
    companion: SubjectRef | None = None
    at_least: int = Field(default=1, ge=1)
    groups: list[_Group] = []


KINDS: dict[str, type[BaseModel]] = {"documents": _Params}
OUTCOMES = {"documents": {"pass": "有 {count} 件。", "missing": "没有{title}。"}}

GOOD = """\
id: small
title: 小规则集
source: {document: 甲, issuer: 乙}
period: {relative: last-calendar-year}
clauses:
  - {id: a, text: 公开甲。, observable: full}
indicators:
  - id: first
    title: 第一
    rules:
      - id: small/a
        title: 甲
        check: documents
        with:
          subject: guide
          groups:
            - name: 甲
              columns: [甲]
        points: 6
        fix: 公开甲。
        reasons: {missing: "未见{title}，共 {count} 件"}
"""


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], list[str]]:
    path = tmp_path / "small.yaml"

    def _told(text: str) -> list[str]:
        path.write_text(text, encoding="utf-8")
        problems = lint(path, KINDS, OUTCOMES, VOCABULARY)
        return [str(problem).replace(str(path), "small.yaml") for problem in problems]

    return _told


def test_a_good_ruleset_has_no_problem(told: Callable[[str], list[str]]) -> None:
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "check: documents",
            "check: document",
            "small.yaml:13:16: indicators[0].rules[0].check：没有检查类型“document”，是否为“documents”？",
        ),
        (
            "subject: guide",
            "subjekt: guide",
            "small.yaml:15:11: indicators[0].rules[0].with.subjekt：不认识的键“subjekt”，是否为“subject”？可用的键：subject",
        ),
        (
            "subject: guide",
            "subject: gide",
            "small.yaml:15:20: indicators[0].rules[0].with.subject：没有对象“gide”，是否为“guide”？",
        ),
        ("subject: guide", "subject: 5", "with.subject：写的是“5”，应为"),
        ("subject: guide", "subject: {titel: {any: [x]}}", "with.subject.titel：不认识的键“titel”，是否为“title”？"),
        (
            "subject: guide",
            "subject: {title: {any: [2020]}}",
            'with.subject.title.any[0]：写的是“2020”，应为文字，请加引号："2020"',
        ),
        ("subject: guide", "subject: {title: {any: 词}}", "with.subject.title.any：写的是“词”，应为列表"),
        (
            "subject: guide",
            "subject: guide\n          companion: reprot",
            "with.companion：没有对象“reprot”，是否为“report”？",
        ),
        (
            "subject: guide",
            "subject: guide\n          at_least: 0",
            "small.yaml:16:21: indicators[0].rules[0].with.at_least：写的是“0”，应不小于 1",
        ),
        ("subject: guide", "subject: guide\n          at_least: 两", "with.at_least：写的是“两”，应为整数"),
        (
            "columns: [甲]",
            "colums: [甲]",
            "with.groups[0].colums：不认识的键“colums”，是否为“columns”？可用的键：name、columns",
        ),
        (
            "columns: [甲]",
            "columns: [甲]\n              subject: gide",
            "small.yaml:19:24: indicators[0].rules[0].with.groups[0].subject：没有对象“gide”，是否为“guide”？",
        ),
        ("columns: [甲]", "columns: []", "with.groups[0].columns：写的是一个列表，至少要有 1 项"),
        (
            "{missing:",
            "{mising:",
            "reasons.mising：检查类型 documents 没有结果“mising”，是否为“missing”？应为 pass、missing 之一",
        ),
        ("{title}，", "{titel}，", "reasons.missing：没有占位符“{titel}”，可用的占位符：count、title"),
        ("{title}，", "{title，", "reasons.missing：花括号不成对"),
        ('{missing: "未', '{missing: 3, x: "未', "reasons.missing：写的是“3”，应为文字"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_told_at_its_own_line(
    told: Callable[[str], list[str]], old: str, new: str, problem: str
) -> None:
    assert old in GOOD
    found = told(GOOD.replace(old, new, 1))
    assert any(problem in each for each in found), found


def test_a_missing_parameter_is_told_where_the_parameters_stand(
    told: Callable[[str], list[str]],
) -> None:
    found = told(GOOD.replace("          subject: guide\n", ""))
    assert any(
        "small.yaml:15:11: indicators[0].rules[0].with.subject：缺少" in each for each in found
    )
    bare = GOOD.replace(
        "        with:\n          subject: guide\n          groups:\n"
        "            - name: 甲\n              columns: [甲]\n",
        "",
    )
    assert any("small.yaml:11:9" in each and "缺少“subject”" in each for each in told(bare))


def test_parameters_are_judged_even_when_the_rest_is_damaged(
    told: Callable[[str], list[str]],
) -> None:
    found = told(GOOD.replace("subject: guide", "subject: gide").replace("points: 6", "points: 六"))
    assert len(found) == 2


def test_a_file_that_is_not_there_is_a_problem_too(tmp_path: Path) -> None:
    assert len(lint(tmp_path / "no.yaml", KINDS, OUTCOMES, VOCABULARY)) == 1


_LINES = library()["national"].read_text(encoding="utf-8").splitlines()
_REAL_KINDS = {name: kind.params for name, kind in registry().items()}
_REAL_OUTCOMES = {
    name: {code: outcome.text for code, outcome in kind.outcomes.items()}
    for name, kind in registry().items()
}
_JUNK = st.sampled_from(
    ["", "- ", "  ", ": ", "[", "]", "{", "}", "null", "~", "2020-99-99", "六", "&a", "*a", "!!set",
     "-1", "1e999", "yes", "'", '"', "#", "|", "\t", "with:", "id:", "{x: }", "[[[]]]", "\x07", "0x", ".inf"]
)  # fmt: skip


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    lines = list(_LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        what = draw(st.sampled_from(["drop", "double", "indent", "cut", "insert", "value", "swap"]))
        if what == "drop":
            del lines[at]
        elif what == "double":
            lines.insert(at, line)
        elif what == "indent":
            lines[at] = " " * draw(st.integers(0, 12)) + line.lstrip()
        elif what == "cut":
            lines[at] = line[: draw(st.integers(0, len(line)))]
        elif what == "insert":
            cut = draw(st.integers(0, len(line)))
            lines[at] = line[:cut] + draw(_JUNK) + line[cut:]
        elif what == "value":
            lines[at] = line.partition(": ")[0] + ": " + draw(_JUNK)
        else:
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


@settings(max_examples=120, deadline=None)
@given(_damaged())
def test_damage_brings_only_located_problems(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("lint") / "damaged.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    problems = lint(path, _REAL_KINDS, _REAL_OUTCOMES, default_vocabulary())
    lines = text.count("\n") + 1
    for problem in problems:
        assert isinstance(problem, Problem)
        assert 1 <= problem.line <= lines + 1, problem
        assert problem.column >= 1
        assert problem.found
        assert problem.expected
