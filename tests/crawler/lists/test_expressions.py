"""Expressions of scripts: worth something only where nothing in them is left to guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.lists.expressions import arguments, evaluate, expression_at, hollow

NAMES = {"n": 3, "base": "/list/", "obj.curr": 4}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("'list.asp?page='+n", "list.asp?page=3"),
        ('"index_" + (n-1) + ".html"', "index_2.html"),
        ("'x'+n+1", "x31"),
        ("n+1", 4),
        ("n - 1 - 1", 1),
        ("(n-1)*15", 30),
        ("'a\\u4e00\\x41\\'b'", "a一A'b"),
        ("base+obj.curr", "/list/4"),
        ("base + obj . curr", "/list/4"),
        ("parseInt('7')+1", 8),
        ("encodeURIComponent(n)+''", "3"),
        ("'5'-1", 4),
        ("`list_${n}_${obj.curr + 1}.html`", "list_3_5.html"),
    ],
)
def test_what_can_be_read_has_a_value(expression: str, value: object) -> None:
    assert evaluate(expression, NAMES) == value


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "m",
        "n+",
        "n n",
        "getBase()+n",
        "n>1?'a':'b'",
        "n/2",
        "'a'-1",
        "'a'*2",
        "n.length",
        "base[0]",
        "(n",
        "n)",
        "'unclosed",
        "parseInt(base)",
        "1" * 500,
        "(" * 50 + "1" + ")" * 50,
        "`${f(n)}`",
    ],
)
def test_what_cannot_has_none(expression: str) -> None:
    assert evaluate(expression, NAMES) is None


@pytest.mark.parametrize(
    ("code", "expression"),
    [
        ("'a'+n; more()", "'a'+n"),
        ("'a;b'+n}", "'a;b'+n"),
        ("f(1,2)+n, x", "f(1,2)+n"),
        ("'a'\n  + n\nnext()", "'a'\n  + n"),
        ("'a' +\n n\nnext()", "'a' +\n n"),
        ("'a'+n)", "'a'+n"),
    ],
)
def test_an_expression_ends_with_its_statement(code: str, expression: str) -> None:
    assert expression_at(code, 0) == expression


def test_arguments_of_a_call() -> None:
    assert arguments("2, 'a,b', (3+4)") == ["2", "'a,b'", "(3+4)"]
    assert arguments("") == []


def test_strings_are_blotted_out_in_place() -> None:
    code = 'var a=\'b=1\';c="x\\"=";'
    assert len(hollow(code)) == len(code)
    assert hollow(code).count("=") == 2


@given(st.text(max_size=200))
def test_anything_may_stand_in_a_script(text: str) -> None:
    evaluate(text, NAMES)
    expression_at(text, 0)
    arguments(text)
    assert len(hollow(text)) == len(text)
