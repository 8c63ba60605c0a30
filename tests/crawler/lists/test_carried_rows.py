"""Rows that a page carries in its scripts or hidden places; nothing that is a menu, a picture show or a template."""

# ruff: noqa: E501 - snippets stand as pages have them

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.lists.carried_rows import carried_rows
from crawler.snapshot.facts import ListRow
from tests.crawler.cms.viewing import SITE, view

TWO = [
    ListRow(f"{SITE}/a/1.html", "关于做好某项工作的通知", date(2020, 5, 1)),
    ListRow(f"{SITE}/a/2.html", "关于开展某项检查的公告", date(2020, 4, 1)),
]


def carried(body: str) -> list[ListRow]:
    """What a page with this body carries."""
    return carried_rows(view(body))


@pytest.mark.parametrize(
    "script",
    [
        'var list = [{"title":"关于做好某项工作的通知","url":"/a/1.html","date":"2020-05-01"},'
        '{"title":"关于开展某项检查的公告","url":"/a/2.html","date":"2020-04-01"}];',
        "var d=[{title:'关于做好某项工作的通知', url:'/a/1.html', pubDate:'2020年5月1日'},\n"
        "{title:'关于开展某项检查的公告', url:'/a/2.html', pubDate:'2020年4月1日',},]",
        '{"data":{"total":2,"rows":[{"docTitle":"关于做好某项工作的<em>通知</em>","docPubUrl":"/a/1.html",'
        '"imgUrl":"/x.jpg","tags":["a"],"docRelTime":1588262400000},{"docTitle":"关于开展某项检查的公告",'
        '"docPubUrl":"/a/2.html","docRelTime":1585670400}]}}',
        'x=[{"bt":"关于做好某项工作的通知","link":"/a/1.html","fbsj":"2020/05/01 09:00"},'
        '{"bt":"关于开展某项检查的公告","link":"/a/2.html","fbsj":"20200401"}]',
    ],
)
def test_objects_with_a_title_and_an_address_are_rows(script: str) -> None:
    assert carried(f"<div id='list'></div><script>{script}</script>") == TWO


def test_data_of_a_page_in_a_script_of_json() -> None:
    data = json.dumps({"props": {"list": [{"title": row.title, "url": row.url, "date": str(row.day)} for row in TWO]}})  # fmt: skip
    assert carried(f'<script type="application/json" id="__DATA__">{data}</script>') == TWO


def test_of_several_arrays_the_longest_is_the_list() -> None:
    menu = 'var m=[{"title":"首页","url":"/"},{"title":"政务公开","url":"/zwgk/"},{"title":"互动","url":"/hd/"}];'
    rows = ",".join(
        f'{{"title":"{row.title}","url":"{row.url}","date":"{row.day}"}}' for row in TWO
    )
    assert carried(f"<script>{menu} var l=[{rows}]</script>") == TWO


@pytest.mark.parametrize(
    "script",
    [
        'var m=[{"title":"首页","url":"/"},{"title":"政务公开","url":"/zwgk/"}]',
        'var m=[{"name":"关于做好某项工作的通知","url":"/a/1.html"},{"name":"关于开展某项检查的公告","url":"/a/2.html"}]',
        'var s=[{"title":"某某会议在我县隆重召开","url":"/a/1.html","img":"/1.jpg"},{"title":"某某活动圆满举行","url":"/a/2.html","img":"/2.jpg"}]',
        'var l=[{"title":"关于做好某项工作的通知","url":"javascript:open(1)","date":"2020-05-01"}]',
        'var l=[{"title":"关于做好某项工作的通知","imgUrl":"/a/1.jpg","date":"2020-05-01"},{"title":"关于开展某项检查的公告","imgUrl":"/a/2.jpg","date":"2020-05-01"}]',
        'var l=[{"title":"关于做好某项工作的通知","url":"/a/1.html","date":"2020-05-01"}]',
        "var l=[{",
        "[{" * 2000,
        "",
    ],
)
def test_menus_pictures_and_damaged_data_are_not(script: str) -> None:
    assert carried(f"<script>{script}</script>") == []


ITEMS = "".join(
    f'<li><a href="{row.url}">{row.title}</a><span>{row.day}</span></li>' for row in TWO
)


@pytest.mark.parametrize(
    "body",
    [
        f'<textarea style="display:none">{ITEMS}</textarea>',
        f"<noscript><ul>{ITEMS}</ul></noscript>",
        f"<template>{ITEMS}</template>",
        f'<script type="text/html">{ITEMS}</script>',
        f"<script>document.write('{ITEMS}')</script>",
        "<script>" + "".join(f"document.writeln('{part}</li>');\n" for part in ITEMS.split("</li>")[:2]) + "</script>",
    ],
)  # fmt: skip
def test_markup_that_waits_for_a_script_is_read(body: str) -> None:
    assert carried(body) == TWO


@pytest.mark.parametrize(
    "body",
    [
        f"<!-- {ITEMS} -->",
        '<script type="text/html"><li v-for="r in rows"><a href="{{r.url}}">{{r.title}}</a>2020-05-01</li></script>',
        '<script type="text/template"><%for(;;){%><a href="<%=url%>">关于做好某项工作的通知</a>2020-05-01<%}%></script>',
        f"<script>function f(){{document.write('{ITEMS}')}}</script>",
        "<noscript><a href='/x/'>请启用脚本</a></noscript>",
        "<textarea>请输入内容</textarea>",
    ],
)
def test_what_is_commented_out_or_a_template_is_not(body: str) -> None:
    assert carried(body) == []


@given(st.lists(st.sampled_from(["[{", "}]", "},{", '"title":', '"关于某事的通知"', '"url":"/a/1.html"', ",", "'", '"', "\\", "null", "{", "]"]), max_size=60))  # fmt: skip
def test_damaged_data_are_read_in_peace(parts: list[str]) -> None:
    carried(f"<script>{''.join(parts)}</script>")
