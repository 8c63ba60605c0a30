"""Any bytes are read; what is long or made to be slow costs time in proportion to its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import firewalls, soft
from crawler.extract.charset import decode
from crawler.extract.frames import frames_of
from crawler.extract.homepage import extract_homepage
from crawler.extract.onward import redirect_target, way_in
from crawler.extract.page import extract_shown, parse
from crawler.extract.totals import stated_pages, stated_total

URL = "http://www.qinghe.gov.cn/zwgk/202309/t20230920_1.html"


def read(body: bytes, content_type: str = "") -> None:
    """Everything that is read of one page."""
    text, _ = decode(body, content_type)
    tree = parse(text)
    _, shown = extract_shown(tree, URL)
    soft.classify(tree, text, 200, {}, URL, shown)
    redirect_target(tree, text, URL, shown)
    way_in(tree, URL, shown)
    frames_of(tree, URL)
    stated_total(text)
    stated_pages(text)
    extract_homepage(body, URL, tree=tree)


FRAGMENTS = [
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#", b"&nbsp;", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\x80", b"<p>", b"<li>", b"<tr><td>", b"<dl><dd>", b"<a href='", b"<a onclick=\"location='", b"' title='", b"'>",
    b"</a>", b"<div onclick=\"window.open('/x')\">", b"<img src=", b"<iframe src=", b"<script>", b"location='",
    b"</script>", b"<base href=", b"<meta charset=", b"<meta http-equiv=refresh content='0;url=", b"<title>404",
    b"<form action=", b"<input type=submit>", b"<area href=", b"<div class=footer>", b"<div class=TRS_Editor>",
    b"class='position'", b"2023-09-20", b"09-20", b"23-09-20", b"utf-16", b"gb2312", b"idna", b"big5", "政务公开".encode(),
    "政务公开".encode("gbk"), "政務公開".encode("big5"), "发布时间：".encode(), "共45条 1/3".encode(),
    "当前位置：".encode(), "〔2023〕8号".encode(), "二〇二三年九月".encode(), "\ufdd0\ufdd3\ufddf".encode(),
]  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=6)), max_size=40).map(
        b"".join
    ),
    st.text(max_size=20),
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read(body: bytes, content_type: str) -> None:
    read(body, content_type)


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=8),
    st.sampled_from(FRAGMENTS),
    st.integers(2, 400),
)
@settings(max_examples=40, deadline=None)
def test_anything_may_repeat(before: list[bytes], piece: bytes, times: int) -> None:
    read(b"".join(before) + piece * times)


def grows(work: Callable[[str], None], piece: str, length: int) -> None:
    """Check that work on four times as much takes not much more than four times as long."""

    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            work(text)
            best = min(best, time.process_time() - start)
        return best

    cost(length // 8)
    assert cost(4 * length) < 10 * cost(length) + 0.05


PIECES = [
    " ", "\u3000", "&nbsp;", "0", "20", "２０", ".", "．", "-", "年", "（", "(", "〔2023〕", "［", "令第", "公告2023年第",
    "二〇二三年", "发布时间：", "索 引 号：", "：", "位置", "首页 &gt; ", "共", "共1条", "页", "1/", "总记录数", "count",
    "total:", "pageCount=", "<b>1</b>/", "<li>", "<li>09-20", "<td>", "<a href='", "<img src=%D5",
    "<a href=/t1.html>公告</a> 2023-09-20 ", "<dt><a href=/1234.html>关于清河县的公告</a>", "<div onclick=\"x('/')\">",
    "<div class=footer>版权所有", "<div class=footer>", "<div class=content>政", "<div class=TRS_Editor>政",
    "<span class=title>政",
]  # fmt: skip
WORDS = [
    " ", "0", "年", "：", "您的请求", "请求", "当前访问", "页面", "找不到", "网站", "系统维护", "java.lang.", "file ",
    "Warning: ", "来源", "HTTP ", "404 ", "数据库", "location", "/sd-base/static/1", "<title>", "您访问的",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_page_costs_time_in_proportion_to_its_length(piece: str) -> None:
    grows(lambda text: read(f"<html><body><p>{text}</body></html>".encode()), piece, 2_500)


@pytest.mark.parametrize("piece", WORDS)
def test_the_patterns_of_error_pages_cost_time_in_proportion_to_their_length(piece: str) -> None:
    """Such pages are short; here the patterns are tried on longer ones."""

    def search(text: str) -> None:
        for pattern in (
            soft._GONE,
            soft._GONE_CODE,
            soft._CODE_IN_TITLE,
            soft._BROKE,
            soft._MAINTAINED,
        ):
            pattern.search(text)
        for pattern in (firewalls._BLOCK, firewalls._CHALLENGE, firewalls._SAYS, firewalls._TITLE):
            pattern.search(text)

    grows(search, piece, 1_500)
