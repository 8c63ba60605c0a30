"""Whatever a page is: reading it never raises, and costs no more than its size."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.nasty.reading import read_everything, read_page

# What pages, pagers, feeds and scripts are made of: the beginnings and ends of all that a pattern looks for.
PIECES = [
    "<html>",
    "</html>",
    "<head>",
    "<body>",
    "<div>",
    "</div>",
    "<div_class=zoom>",
    "<div_class=TRS_Editor>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</li>",
    '<a_href="/x/t20210301_1.html">',
    '<a_href="?page=2">',
    '<a_href="javascript:go(2)">',
    "<a_onclick=\"open('/a.html')\">",
    "</a>",
    '<a_href="../../">',
    '<a_href="http://[::1">',
    '<base_href="http://[::1">',
    '<base_href="//evil/">',
    '<iframe_src="/f.html">',
    "<frame_src=/f>",
    '<form_action="/s"_method=post>',
    "<input_name=q>",
    "<input_type=hidden_name=a_value=b>",
    "<select>",
    "<option_value=/x/>",
    "<textarea>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml_version='1.0'_encoding='gbk'?>",
    "<noscript>",
    "<template>",
    "<meta_name=PubDate_content=2021-03-01>",
    "<meta_name=ColumnName_content=公告>",
    '<meta_http-equiv=refresh_content="0;url=/x">',
    "<title>",
    "</title>",
    "<h1>",
    '<img_alt=图_src="data:image/png;base64,AAAA">',
    "<area_href=/m>",
    "<br>",
    "<span>",
    "<span_class=date>",
    "<datastore>",
    "</datastore>",
    "<recordset>",
    "<record>",
    "</record>",
    "<nextgroup>",
    "</nextgroup>",
    "<totalrecord>",
    "45",
    "</totalrecord>",
    "dataproxy.jsp?page=2&appid=1&webid=39&columnid=9&unitid=5",
    "createPageHTML(",
    "56",
    ',_0,_"index",_"html"',
    ")",
    "countPage=5",
    "currentPage=0",
    "totalRecord_=_",
    "perPage=15",
    "document.write('",
    "')",
    'innerHTML="',
    '"',
    "location.href='",
    "location.replace(",
    "window.",
    "\\u4e00",
    "\\",
    "queryData=\"{'a':1}\"",
    "jpaas-publish-server",
    "/gkmlpt/api",
    "window._CONFIG_=_",
    '{"articles":[',
    '{"title":"公告","url":"/x","date":1',
    "}",
    "]}",
    '{"data":{"html":"',
    "v-for=",
    "ng-repeat=",
    "labelName=publicInfoList",
    "{",
    "}",
    "[",
    "]",
    '"',
    "'",
    "`",
    ",",
    ":",
    ";",
    "=",
    "&",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&nbsp;",
    "当前位置：",
    "首页",
    ">",
    ">>",
    "»",
    "下一页",
    "上一页",
    "尾页",
    "1",
    "2",
    "3",
    "共45条",
    "共",
    "条",
    "1/3",
    "第",
    "页",
    "发布日期：",
    "发布时间:",
    "来源：",
    "索_引_号",
    "文号",
    "成文日期",
    "关于",
    "通知",
    "公告",
    "公开",
    "政府信息公开",
    "国办发〔2021〕11号",
    "〔",
    "〕",
    "（",
    "）",
    "【",
    "】",
    "《",
    "》",
    "2021-03-01",
    "2021年3月1日",
    "二〇二一年三月一日",
    "[03-01]",
    "2021",
    "20",
    "00",
    "-",
    "_",
    "|",
    "/",
    ".",
    "..",
    "。",
    "，",
    "、",
    "\x00",
    "\x7f",
    "\u200b",
    "\u202e",
    "\ufdd0",
    "\ufdd3",
    "\ufdd4",
    "\ufeff",
    "�",
    "�",
    "\U0010ffff",
    "𠮷",
]
PIECES = [
    piece.encode("ascii", "backslashreplace").decode("unicode_escape", "replace")
    if piece.startswith(("\\x", "\\u", "\\U"))
    else piece.replace("_", " ")
    for piece in PIECES
] + [" ", "\n", "\t", "_"]
pieces = st.sampled_from(PIECES)
CHARSETS = ("utf-8", "gb18030", "utf-16-le", "big5", "latin-1")
_quiet = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(st.lists(pieces, max_size=60).map("".join), st.sampled_from(CHARSETS))
@settings(_quiet, max_examples=120)
def test_any_markup_is_read_stored_and_followed(text: str, charset: str) -> None:
    errors = "surrogatepass" if charset.startswith("utf") else "replace"
    read_everything(text.encode(charset, errors))


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40), pieces.map(lambda piece: piece.encode("utf-8", "replace"))
        )
    ),
    st.sampled_from(
        [
            "text/html",
            "text/html; charset=zip",
            "application/json",
            "text/xml; charset=utf-16",
            "\x00",
        ]
    ),
)
@settings(_quiet, max_examples=120)
def test_any_bytes_are_read_stored_and_followed(parts: list[bytes], content_type: str) -> None:
    read_everything(b"".join(parts), content_type)


def cost(text: str) -> float:
    """The processor time of reading a page, the least of three times."""
    times = []
    for _ in range(3):
        start = time.process_time()
        read_page(text)
        times.append(time.process_time() - start)
    return min(times)


_TIMES, _MORE = 400, 4  # repetitions of a unit, and how many times as many in the larger page
_MOST = 9.0  # times the cost for four times the size; a quadratic reader takes sixteen times
_LITTLE = (
    0.25  # seconds for the larger page: less is nothing to speak of, and too little to measure
)


def assert_linear(unit: str, before: str = "", after: str = "") -> None:
    """See that a page of four times as many units costs about four times as much, at the size where it costs anything."""
    times = _TIMES
    while True:
        larger = cost(f"<html><body>{before}{unit * times * _MORE}{after}")
        if larger > _LITTLE or times * _MORE * len(unit) > 400_000:
            break
        times *= _MORE
    if larger > _LITTLE:
        smaller = cost(f"<html><body>{before}{unit * times}{after}")
        assert larger < _MOST * smaller, (
            f"{unit!r} × {times}: {smaller:.3f} s, × {times * _MORE}: {larger:.3f} s"
        )


@pytest.mark.parametrize("unit", PIECES)
def test_a_page_that_repeats_one_thing_costs_linear_time(unit: str) -> None:
    assert_linear(unit)


@given(
    st.lists(pieces, min_size=2, max_size=4).map("".join),
    st.sampled_from(["", "<script>", "<ul><li>", "<table><tr><td>"]),
)
@settings(_quiet, max_examples=25)
def test_a_page_that_repeats_a_few_things_costs_linear_time(unit: str, before: str) -> None:
    assert_linear(unit, before)
