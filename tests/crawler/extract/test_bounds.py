"""How much of a page is read: more than any page of a government has, and no more than memory and time allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import bounds
from crawler.extract.bounds import MOST_ATTRIBUTES, MOST_TAGS, MOST_TEXT, TooMuch, check, slim
from crawler.extract.page import parse


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" * (MOST_TEXT + 1), "源码"),
        ("<b>" * (MOST_TAGS + 1), "标签"),
        ("<p " + " ".join(f"a{n}=1" for n in range(MOST_ATTRIBUTES + 9)) + ">", "一个标签的属性"),
        ("<p\n" + "\n".join(f"a{n}" for n in range(MOST_ATTRIBUTES + 9)), "一个标签的属性"),
        ("<p " + "a=1 " * 700_000, "属性"),
    ],
)
def test_too_much_is_not_parsed(text: str, words: str) -> None:
    with pytest.raises(TooMuch, match=words):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * MOST_TEXT,
        "<b>" * MOST_TAGS,
        "<p " + " ".join(f"a{n}=1" for n in range(MOST_ATTRIBUTES - 9)) + ">",
        f'<p title="{"word " * 5000}">',
        f"<p title='{'word ' * 5000}'" + " a" * 300 + ">" + "text " * 5000,
        ("<p class='a b' id=x>" + "政 务 公 开 " * 500) * 100,
        "a = b; " * 90_000,
    ],
)
def test_much_is(text: str) -> None:
    check(text)


@given(st.text("<>='\" apdt:/\n", max_size=300))
def test_any_text_is_judged(text: str) -> None:
    check(slim(text))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f'<img src="data:image/png;base64,{"A" * 500}">', '<img src="data:">'),
        (f"background:url(data:font/woff2;base64,{'A' * 500})", "background:url(data:)"),
        ('<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA">'),
        ("<p>data:image/png is a word", "<p>data:image/png is a word"),
        ("<p data-x='1'>metadata: none", "<p data-x='1'>metadata: none"),
    ],
)
def test_pictures_in_the_page_are_left_out(before: str, after: str) -> None:
    assert slim(before) == after


def test_a_page_that_is_large_by_its_pictures_alone_is_parsed() -> None:
    text = f'<img src="data:image/png;base64,{"A" * (bounds.MOST_TEXT + 1)}"><p>政务</p>'
    assert parse(text).findtext(".//p") == "政务"
