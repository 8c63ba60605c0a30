"""Pages made to break a reader, and pages that are merely broken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract import soft
from crawler.extract.homepage import extract_homepage
from crawler.extract.page import extract_page, parse

URL = "http://www.qinghe.gov.cn/a/t20230920_1.html"
PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=TRS_Editor>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "<li>",
        "<a href='/x'>",
        "</a>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<html>",
        "</html>",
        "<head>",
        "<body>",
        "2023-09-20",
        "发布日期：",
        "当前位置：",
        "首页",
        ">",
        "〔2023〕11号",
        "\ufdd0",
        "\ufdd3",
        "\x00",
        "&#xFDD4;",
        "&#0;",
        "&nbsp;",
        "<iframe src=/f>",
        "<img alt=图>",
        "<h1>",
        "<form><input name=q>",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(deadline=None)
def test_any_markup_is_read(text: str) -> None:
    facts = extract_page(text.encode(), URL)
    assert "\ufdd0" not in facts.text + facts.title
    extract_homepage(text.encode(), URL)
    tree = parse(text)
    soft.classify(tree, text, 200, {}, URL)
    soft.redirect_target(tree, text, URL)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_read(body: bytes) -> None:
    extract_page(body, URL)


LONG = {
    "deep": "<div>" * 100_000 + "<a href=/x>x</a>",
    "unclosed spans": "<span class=title>政" * 30_000,
    "deep links": "<a href=/x>" * 20_000 + "公告",
    "many links": "".join(
        f'<li><a href="/{n}">公告第{n}号</a><span>2023-09-20</span></li>' for n in range(40_000)
    ),
    "one line of dates": "2023-09-20 " * 100_000,
    "labels": "发布日期：" * 60_000,
    "label starts": "索 引 " * 100_000,
    "places": "您现在的位置：" * 60_000,
    "brackets": "国办发〔" * 60_000 + "（" * 60_000,
    "chinese digits": "二〇二三年" * 60_000,
    "digits": "20" * 300_000,
    "spaces": "<p>发布时间" + " " * 500_000 + "</p>",
    "scripts": "<script>location.href='" + "'+'" * 100_000,
    "title": "<title>" + "_-|" * 100_000 + "</title>",
    "classes": f"<div class='{'title ' * 50_000}'>x</div>",
    "nested tables": "<table><tr><td>" * 2_000 + "2023-09-20" + "</td></tr></table>" * 2_000,
    "wide table": "<div class=TRS_Editor><table>"
    + "<tr>"
    + "<td>1</td>" * 100_000
    + "</table></div>",
    "entities": "&lt;" * 200_000,
    "href": f'<a href="{"../" * 50_000}x">x</a>',
    "onclick": f"<a href='javascript:open({'%22/' * 20_000})'>x</a>",
    "frames": "<iframe src=/x>" * 20_000,
    "unclosed comment": "<p>前</p><!-- " + "<p>x</p>" * 50_000,
    "unclosed script": "<p>前</p><script> " + "<p>x</p>" * 50_000,
    "meta": "<meta name=PubDate content=2023-09-20>" * 50_000,
    "inputs": "<form>" + "<input name=q>" * 20_000,
    "marks": "\ufdd0\ufdd1\ufdd2\ufdd3" * 50_000,
}


@pytest.mark.parametrize("name", LONG)
def test_hostile_pages_cost_linear_time(name: str) -> None:
    body = f"<html><body>{LONG[name]}".encode()
    start = time.process_time()
    facts = extract_page(body, URL)
    text = body.decode()
    tree = parse(text)
    soft.classify(tree, text, 200, {}, URL)
    soft.redirect_target(tree, text, URL)
    extract_homepage(body, URL, tree=tree)
    assert time.process_time() - start < 20
    assert len(facts.links) <= 20_000
    assert len(facts.title) <= 500


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "\x00",
        "<",
        "<!doctype html>",
        "plain",
        "<?xml version='1.0' encoding='gb2312'?><html><body><p>政务</p></body></html>",
        "<frameset><frame src=/a></frameset>",
    ],
)
def test_next_to_nothing(text: str) -> None:
    assert parse(text).tag == "html"
    facts = extract_page(text.encode(), URL)
    assert not facts.is_article
    assert not facts.is_list


def test_what_follows_a_closed_html_belongs_to_the_page() -> None:
    text = "<html><head><title>公报</title></head><body><div>页眉</div></body></html><div><a href=/x>正文在后</a></div>"
    assert [link.text for link in extract_page(text.encode(), URL).links] == ["正文在后"]


def test_two_heads_and_a_stray_body() -> None:
    heads = "<head><title>一</title></head><head><meta name=SiteName content=清河></head>"
    text = f"{heads}<body><body><p>正文</p><a href=/x>链接</a>"
    facts = extract_page(text.encode(), URL)
    assert facts.meta["SiteName"] == "清河"
    assert [link.text for link in facts.links] == ["链接"]


def test_the_callers_tree_is_left_as_it_was() -> None:
    from lxml import etree

    tree = parse(
        "<div class=crumb>当前位置：<a href=/>首页</a></div><div id=zoom><p>正文。</p></div><div class=footer>版权</div>"
    )
    before = etree.tostring(tree)
    extract_page(b"", URL, tree=tree)
    assert etree.tostring(tree) == before
