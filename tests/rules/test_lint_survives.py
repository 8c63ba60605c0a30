"""No ruleset, however damaged or hostile, brings lint more than located problems in bounded time."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from checks.kinds import registry
from rules.errors import Problem
from rules.lint import lint
from rules.loader import MAX_TOLD, library, read_source
from rules.located_yaml import parse_located
from rules.second_look import second_look
from rules.vocabulary import default_vocabulary
from zwgk.rules_commands import app

KINDS = {name: kind.params for name, kind in registry().items()}
OUTCOMES = {
    name: {code: outcome.text for code, outcome in kind.outcomes.items()}
    for name, kind in registry().items()
}
NATIONAL = library()["national"].read_text(encoding="utf-8")
CHILD = """\
id: mine
extends: national
period: {from: 2023-01-01, to: 2023-12-31}
clauses:
  - {id: guide, text: 指南要全。}
  - {id: own, text: 公开甲。, observable: full}
change:
  guide: {points: 9, reasons: {pass: 好}, with: {min_share: 0.8}, basis: [{document: 甲, verified: false}]}
  national/search: {off: 另行检查, valid_to: 2024-12-31}
indicators:
  - id: platform
    title: 平台
    rules:
      - {id: mine/own, title: 甲, check: documents, points: 2, fix: 公开。,
         with: {subject: {title: {any: [甲乙], none: [丙丁]}, columns: [政策文件]}}}
"""
_BASE = """\
id: a
title: t
source: {document: d, issuer: i}
period: {relative: last-calendar-year}
clauses:
- {id: c0, text: t, observable: full}
indicators:
- id: x
  title: t
  rules:
  - {id: a/c0, title: t, check: column, with: {name: 政务公开}, points: 1, fix: f}
"""
Tree = Any


def _look(path: Path) -> list[Problem]:
    problems = lint(path, KINDS, OUTCOMES, default_vocabulary())
    if not problems:
        problems = second_look(read_source(path), KINDS, default_vocabulary())
    return problems


def _located(problems: list[Problem], path: Path) -> None:
    for problem in problems:
        assert problem.found
        assert problem.expected
        assert problem.line >= 1, problem
        assert problem.column >= 1
        assert "\n" not in str(problem)
        assert str(problem).isprintable()
    content = path.read_bytes()
    # What YAML takes for the end of a line.
    own = 2 + sum(content.count(end) for end in (b"\n", b"\r", b"\xc2\x85", b"\xe2\x80\xa8"))
    assert all(problem.line <= own for problem in problems if problem.file == str(path))


_SCALARS = st.sampled_from(
    [None, True, 0, -1, 10**39, 10**400, 1e308, float("inf"), float("nan"), "", "甲", "x" * 5000, "\x07", "\x00",
     "\u202e反", "{year}" * 30, "{", "…" * 40, "guide", "national/guide", "mine/own", "national", "../x.yaml",
     date(1, 1, 1), date(9999, 12, 31), "2020-13-40", [], {}, [[[[]]]], {"a": {"b": {}}}, ["甲", "甲"], [None],
     {"any": ["甲"], "none": ["甲"]}, {"off": ""}]
)  # fmt: skip


def _places(tree: Tree) -> list[tuple[Any, Any]]:
    """Every (container, key or index) of a tree."""
    found: list[tuple[Any, Any]] = []
    stack = [tree]
    while stack:
        each = stack.pop()
        inside = each.items() if isinstance(each, dict) else enumerate(each)
        for key, value in inside:
            found.append((each, key))
            if isinstance(value, (dict, list)):
                stack.append(value)
    return found


@st.composite
def _mutated(draw: st.DrawFn, text: str) -> str:
    tree = parse_located(text.encode(), "mine.yaml").data
    for _ in range(draw(st.integers(1, 5))):
        places = _places(tree)
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        what = draw(st.sampled_from(["delete", "double", "retype", "rename", "swap", "wrap"]))
        if what == "delete":
            del holder[key]
        elif what == "double" and isinstance(holder, list):
            holder.insert(key, holder[key])
        elif what == "rename" and isinstance(holder, dict):
            holder[
                draw(st.sampled_from(["id", "with", "off", "extends", "change", "x", "", "title"]))
            ] = holder.pop(key)
        elif what == "swap":
            other, at = places[draw(st.integers(0, len(places) - 1))]
            if not isinstance(other[at], (dict, list)) and not isinstance(
                holder[key], (dict, list)
            ):
                holder[key], other[at] = other[at], holder[key]
        elif what == "wrap":
            holder[key] = draw(st.sampled_from([[holder[key]], {"any": holder[key]}]))
        else:
            holder[key] = deepcopy(draw(_SCALARS))
    dumped: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    return dumped


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(_mutated(NATIONAL), _mutated(CHILD), _mutated(CHILD)))
def test_a_mutated_tree_brings_located_problems(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("lint") / "mine.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    _located(_look(path), path)


def _run(*args: str) -> Result:
    result = CliRunner().invoke(app, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(_mutated(CHILD), _mutated(_BASE)))
def test_the_commands_take_a_mutated_tree(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("lint") / "mine.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    lint_ends = _run("lint", str(path)).exit_code
    assert lint_ends in (0, 2)
    for ref in (str(path), f"{path}/own", f"{path}/guide", f"{path}/c0"):
        assert _run("show", ref).exit_code in (0, 2)
    for command in ("coverage", "test"):
        assert _run(command, str(path)).exit_code in ((0, 1) if lint_ends == 0 else (0, 1, 2))


_INSERTED = st.sampled_from(
    [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\x7f", b"\xed\xa0\x80", b"\r", b"\xe2\x80\xa8", b"\t",
     b"!!python/object/apply:os.system [x]", b"&a [*a]", b"&b", b"*b", b"<<: *b", b"? ", b"--- ", b"...", b"%YAML 1.1\n",
     b'"', b"'", b"|\n", b">-\n", b"{{", b"]]", b"#", b".inf", b".nan", b"1e999", b"0x" + b"f" * 50, b"9" * 60, b"0o7",
     b"2020-02-30", b"0000-00-00", b"!<tag:yaml.org,2002:int> x", b"!!int x", b"!!float ''", b"!!timestamp x"]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from([NATIONAL, CHILD]),
    st.lists(st.tuples(st.floats(0, 1), _INSERTED), min_size=1, max_size=4),
)
def test_inserted_bytes_bring_located_problems(
    tmp_path_factory: pytest.TempPathFactory, text: str, inserted: list[tuple[float, bytes]]
) -> None:
    content = text.encode()
    for share, piece in inserted:
        at = int(share * len(content))
        content = content[:at] + piece + content[at:]
    path = tmp_path_factory.mktemp("lint") / "mine.yaml"
    path.write_bytes(content)
    _located(_look(path), path)


def _rule(**more: str) -> str:
    text = _BASE
    for old, new in more.items():
        text = text.replace(
            {"kind": "check: column", "points": "points: 1", "id": "a/c0"}[old], new
        )
    return text


_HUGE: dict[str, str] = {
    "nested flow": "[" * 900_000,
    "nested mappings": "{a: " * 400_000,
    "nested block": "- " * 900_000,
    "nested keys": "? " * 900_000,
    "many aliases": "a: &x [1]\nb: [" + "*x," * 400_000 + "]",
    "bomb": "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 39)),
    "unknown keys": _BASE + "".join(f"k{n}: 1\n" for n in range(20_000)),
    "bad clauses": _BASE.replace("clauses:\n", "clauses: [" + "1," * 30_000 + "]\nx:\n"),
    "uncovered clauses": _BASE.replace(
        "indicators:", "".join(f"- {{id: d{n}, text: t, observable: full}}\n" for n in range(4_000)) + "indicators:"
    ),
    "long key": _BASE + "x" * 1_900_000 + ": 1\n",
    "long kind": _rule(kind="check: " + "c" * 1_800_000),
    "long id": _rule(id="a/" + "c." * 900_000),
    "long extends": _BASE + "extends: " + "e" * 1_900_000,
    "many reasons": _rule(points="reasons: {" + ", ".join(f"k{n}: x" for n in range(10_000)) + "}, points: 1"),
    "many words": _rule(
        kind="check: documents, with: {subject: {title: {any: [" + ", ".join(f"w{n}" for n in range(40_000)) + "]}}}, x: y"
    ).replace(", with: {name: 政务公开}", ""),
    "comments": "#\n" * 900_000,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(_HUGE))
def test_size_and_depth_are_told_and_no_more(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(_HUGE[name], encoding="utf-8")
    problems = _look(path)
    assert 1 <= len(problems) <= MAX_TOLD + 1
    _located(problems, path)
    assert all(len(str(problem)) < 5000 for problem in problems)


_HOSTILE: dict[str, bytes] = {
    "python tag": b"!!python/object/apply:os.system [echo]\n",
    "recursive alias": b"&a [*a]\n",
    "merge key": _BASE.replace("title: t\nsource", "<<: {title: t}\nsource").encode(),
    "twice": (_BASE + "id: b\n").encode(),
    "nul": _BASE.replace("title: t", 'title: "\\0"', 1).encode(),
    "escape": _BASE.replace("title: t", 'title: "\\e[31m"', 1).encode(),
    "reversed": _BASE.replace("title: t", 'title: "\\u202e"', 1).encode(),
    "surrogate": b"id: \xed\xa0\x80\n",
    "utf-16": _BASE.encode("utf-16"),
    "gbk": _BASE.replace("title: t", "title: 甲", 1).encode("gb18030"),
    "binary": random.Random(1).randbytes(5000),
    "nested": b"[" * 100_000,
    "early day": _BASE.replace(
        "{relative: last-calendar-year}", "{from: 0001-01-01, to: 0001-12-31}"
    ).encode(),
    "late day": _BASE.replace(
        "{relative: last-calendar-year}", "{from: 9999-01-01, to: 9999-12-31}"
    ).encode(),
    "infinite": _BASE.replace("points: 1", "points: .inf").encode(),
    "no number": _BASE.replace("points: 1", "points: .nan").encode(),
    "itself": (_BASE + "extends: mine.yaml\n").encode(),
    "nowhere": (_BASE + "extends: ../../../nowhere.yaml\n").encode(),
    "device": (_BASE + "extends: /dev/zero\n").encode(),
    "odd path": (_BASE + 'extends: "a\\tb/\\u00e9.yaml"\n').encode(),
    "empty": b"",
    "bom": "\ufeff".encode(),
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_the_commands_end_with_a_message(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(_HOSTILE[name])
    for command in ("lint", "show", "coverage"):
        result = _run(command, str(path))
        assert result.exit_code == 2
        assert "mine.yaml" in result.output
        assert "Traceback" not in result.output


def test_what_is_no_file_of_rules_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    circle = tmp_path / "circle.yaml"
    circle.symlink_to(circle)
    for path in (folder, circle, tmp_path / "no.yaml", Path("/dev/zero"), tmp_path / ("x" * 300)):
        for command in ("lint", "show", "coverage"):
            assert _run(command, str(path)).exit_code == 2


def _params(kind: str, params: str) -> Callable[[Path], list[str]]:
    text = _BASE.replace("check: column, with: {name: 政务公开}", f"check: {kind}, with: {params}")

    def told(path: Path) -> list[str]:
        path.write_text(text, encoding="utf-8")
        return [str(problem) for problem in lint(path, KINDS, OUTCOMES, default_vocabulary())]

    return told


@pytest.mark.parametrize(
    ("kind", "params", "told"),
    [
        ("homepage_fresh", "{within_days: 999999999999}", "with.within_days：写的是“999999999999”，应为不超过 1000000 的数"),
        ("links_alive", "{pass_at: 1, fail_at: .inf}", "with.fail_at：写的是“inf”"),
        ("fields", "{subject: guide, fields: [{name: 甲, any: [甲]}], min_share: .nan}", "with.min_share"),
        ("documents", "{subject: {title: {any: ['{year}{year}']}}}", "一个词里 {year} 只能写一次"),
        ("consultation_period", "{subject: consultation, unless: [因…而…又…]}", "至多 2 处，前后都要有字"),
        ("consultation_period", "{subject: consultation, unless: [因……]}", "至多 2 处，前后都要有字"),
    ],
)  # fmt: skip
def test_numbers_and_words_that_would_break_a_check_are_refused(
    tmp_path: Path, kind: str, params: str, told: str
) -> None:
    found = _params(kind, params)(tmp_path / "mine.yaml")
    assert any(told in each for each in found), found


def test_words_are_words_and_never_patterns(tmp_path: Path) -> None:
    from rules.words import Words

    words = Words.model_validate({"any": ["(a+)+$", "[甲", "甲.乙"]})
    assert not words.fit("a" * 5000 + "b")
    assert not words.fit("甲丙乙")
    assert words.fit("标题(a+)+$")
