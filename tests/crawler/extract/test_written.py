"""What scripts write into their page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.page import parse
from crawler.extract.written import MOST_SCRIPTS, part_scripts, written_html


@pytest.mark.parametrize(
    ("script", "html"),
    [
        ("document.write('<a href=\"/x/\">甲</a>');", '<a href="/x/">甲</a>'),
        ("document.writeln(\"<p>甲</p>\"); document.write('<p>乙</p>')", "<p>甲</p><p>乙</p>"),
        ("el.innerHTML = '<b>\\u7532\\x21</b>'", "<b>甲!</b>"),
        ("document.write('<i>a\\\n</i>')", "<i>a</i>"),
        ("document.write('<i>it\\\\'s</i>')".replace("\\\\", "\\"), "<i>it's</i>"),
        ("document.write(`<u>甲\n乙</u>`)", "<u>甲\n乙</u>"),
        ("var html = '<a>甲</a>';", ""),
        ("document.write(total)", ""),
        ("document.write('只有文字')", ""),
        ("", ""),
    ],
)
def test_strings_are_read_as_they_stand(script: str, html: str) -> None:
    assert written_html(script) == html


@given(st.text())
def test_no_script_is_too_odd(script: str) -> None:
    assert isinstance(written_html(f"document.write('<p>' + {script}"), str)


def test_only_scripts_named_for_a_part_are_asked_for() -> None:
    sources = [
        "/script/0/1907/head.js",
        "/script/jquery.js",
        "/js/header.js",
        "/js/foot_2020.js?v=3",
        "/js/topic.js",
        "/js/swiper.min.js",
        "http://x/nav.js",
        "",
    ]
    page = parse("".join(f'<script src="{source}"></script>' for source in sources))
    assert part_scripts(page, "http://a/b/") == [
        "http://a/script/0/1907/head.js",
        "http://a/js/header.js",
        "http://a/js/foot_2020.js?v=3",
        "http://a/js/topic.js",
        "http://x/nav.js",
    ]


def test_a_page_of_many_scripts_is_bounded() -> None:
    page = parse("".join(f'<script src="/js/head{n}.js"></script>' for n in range(50)))
    assert len(part_scripts(page, "http://a/")) == MOST_SCRIPTS
