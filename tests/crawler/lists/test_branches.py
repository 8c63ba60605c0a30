"""Branches: taken where the condition is known, left standing where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.lists.branches import settle

NAMES = {"n": 3, "last": "5"}


def squeezed(code: str) -> str:
    """Code without white space and empty statements."""
    return "".join(code.split()).replace(";;", ";").strip(";")


@pytest.mark.parametrize(
    ("code", "left"),
    [
        ("if(n==1){a()}else{b()}", "b()"),
        ("if(n==3) a(); else b();", "a()"),
        ("if(n<1 || n>last) return; c()", "c()"),
        ("if(n>=1 && n<=last){a()} c()", "a();c()"),
        ("if(n==1) a(); else if(n==3) b(); else c();", "b()"),
        ("if(n > '5'){n='5'} if(n<1) n=1; c(n)", "c(n)"),
        ("x='if(n==1)'; if(n!=3){a()}", "x='if(n==1)'"),
    ],
)
def test_a_known_condition_is_settled(code: str, left: str) -> None:
    assert squeezed(settle(code, NAMES)) == left


@pytest.mark.parametrize(
    "code",
    ["if(m==1){a()}else{b()}", "if(!n){a()}", "if(n==1||m==2&&n){a()}", "if(n==", "if(f(n)){a()}"],
)
def test_an_unknown_one_stays(code: str) -> None:
    assert settle(code, NAMES) == code


def test_a_later_condition_is_settled_behind_an_unknown_one() -> None:
    assert squeezed(settle("if(m){a()} if(n==1){b()}", NAMES)) == "if(m){a()}"


@given(st.text("if(n=1){}else;<> \n'a", max_size=120))
def test_anything_may_stand_in_a_function(code: str) -> None:
    settle(code, NAMES)
