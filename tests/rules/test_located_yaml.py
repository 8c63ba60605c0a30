"""Plain data with places; nothing but the YAML that rules need, and no input that breaks the reader."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.errors import Problem, RuleError
from rules.loader import library
from rules.located_yaml import MAX_BYTES, parse_located, read_located


def _refused(text: str | bytes) -> Problem:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(RuleError) as caught:
        parse_located(content, "x.yaml")
    return caught.value.problems[0]


def test_every_value_has_its_place() -> None:
    located = parse_located(b"a: 1\nb:\n  - x: yes\n    y: [p, q]\n", "x.yaml")
    assert located.data == {"a": 1, "b": [{"x": True, "y": ["p", "q"]}]}
    assert located.place(("a",)) == (1, 4)
    assert located.place(("b", 0, "y", 1)) == (4, 12)
    assert located.keys[("b", 0, "y")] == (4, 5)


def test_a_missing_value_is_placed_at_what_would_hold_it() -> None:
    located = parse_located(b"a:\n  b: 1\n", "x.yaml")
    assert located.place(("a", "c", 3)) == located.place(("a",)) == (2, 3)


def test_dates_are_dates_and_impossible_ones_stay_text() -> None:
    data = parse_located(
        b"- 2020-12-31\n- 2020-13-01\n- 2020-12-31 10:00\n- 1:30\n- 010\n", "x"
    ).data
    assert data == [date(2020, 12, 31), "2020-13-01", "2020-12-31 10:00", "1:30", "010"]


def test_a_key_written_twice_is_refused_where_it_stands_again() -> None:
    problem = _refused("a: 1\nb:\n  c: 1\n  c: 2\n")
    assert (problem.line, problem.column, problem.where) == (4, 3, "b.c")
    assert "两次" in problem.found


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system [echo]\n",
        "a: !include x\n",
        "a: !!set {x}\n",
        "a: !!binary aGk=\n",
        "a: &x {k: 1}\nb:\n  <<: *x\n",
        "a: &x [*x]\n",
        "? [1, 2]\n: 3\n",
        "a: [1\n",
        "a: 'open\n",
        "a: *nowhere\n",
        "a: 1\n---\nb: 2\n",
        "\ta: 1\n",
        "a: \x07\n",
        "a: b: c\n",
    ],
)
def test_what_rules_do_not_need_is_refused_with_a_place(text: str) -> None:
    problem = _refused(text)
    assert problem.line >= 1
    assert problem.file == "x.yaml"
    assert problem.expected


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    problem = _refused("\n".join(lines))
    assert "展开" in problem.found


def test_an_alias_used_sparingly_is_fine() -> None:
    data = parse_located(b"a: &x [1, 2]\nb: *x\n", "x").data
    assert data == {"a": [1, 2], "b": [1, 2]}


def test_deep_nesting_is_refused() -> None:
    assert _refused("[" * 5000 + "]" * 5000).line == 1


def test_other_encodings_are_named_with_their_line() -> None:
    problem = _refused("a: 1\nb: 中文\n".encode("gb18030"))
    assert problem.line == 2
    assert "UTF-8" in problem.found


def test_a_byte_order_mark_is_no_problem() -> None:
    assert parse_located("\ufeffa: 1\n".encode(), "x").data == {"a": 1}


def test_too_large_and_missing_files_are_told(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    for path in (large, tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(RuleError) as caught:
            read_located(path)
        assert str(path) in str(caught.value)


def test_a_long_ruleset_is_read_quickly() -> None:
    content = max((path.read_bytes() for path in library().values()), key=len)

    def cost(read: Callable[[], object]) -> float:
        started = time.process_time()
        read()
        return time.process_time() - started

    plainly = min(cost(lambda: yaml.load(content, yaml.CSafeLoader)) for _ in range(3))
    assert min(cost(lambda: parse_located(content, "x")) for _ in range(3)) < 12 * plainly


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300), st.text(alphabet="ab:-[]{}&*!<>|'\"#? \n\t0129.二", max_size=80)
    )
)
def test_no_input_breaks_the_reader(content: bytes | str) -> None:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    problems: tuple[Problem, ...] = ()
    try:
        parse_located(data, "x.yaml")
    except RuleError as error:
        problems = tuple(error.problems)
    assert all(problem.found and problem.line >= 1 for problem in problems)
