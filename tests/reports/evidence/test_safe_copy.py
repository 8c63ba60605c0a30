"""The copy of an archived page: every letter there, nothing that runs, loads, submits or leads away."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.snapshot.archive import ArchivedRecord
from crawler.snapshot.archived_page import ArchivedPage, BodyKind, read_archived_page
from reports.evidence.quote_marks import Found
from reports.evidence.safe_copy import MOST_COPY, Copy, make_copy
from tests.reports.hostile_pages import HOSTILE

URL = "http://www.qingshi.example/zwgk/a.html"
PLAIN = {"html", "head", "body", "meta", "title", "style"}


def record(body: bytes | str, content_type: str = "text/html") -> ArchivedRecord:
    raw = body.encode() if isinstance(body, str) else body
    return ArchivedRecord("archive/a/1-1.warc.gz#0", URL, 200, content_type, "", raw, False)


def copied(body: bytes | str, *quotes: str, content_type: str = "text/html") -> Copy:
    page = read_archived_page(record(body, content_type))
    return make_copy(page, URL, "存档副本", quotes)


def assert_inert(document: str) -> None:
    root = html.document_fromstring(document)
    for element in root.iter(html.etree.Element):
        assert element.tag not in (
            "script", "iframe", "object", "embed", "link", "base", "form", "svg", "math", "img", "input", "template",
        )  # fmt: skip
        for name in element.attrib:
            assert not name.startswith("on"), name
            assert name not in (
                "href",
                "src",
                "srcset",
                "style",
                "action",
                "background",
                "data",
                "formaction",
            )
    assert root.xpath("count(//style)") == 1
    assert root.xpath("count(//meta[@http-equiv])") == 1
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_nothing_of_a_hostile_page_is_left_but_its_words(name: str) -> None:
    copy = copied(HOSTILE[name], "关于印发办法的通知")
    assert_inert(copy.document)
    assert copy.marked[0].found is Found.WHOLE
    assert html.document_fromstring(copy.document).get_element_by_id("q1").tag == "mark"


@given(source=st.text("<>/=\"'&;!-abscriptxylonmegh \x00\x1b\u202e政务", max_size=200))
def test_no_markup_gets_through_whatever_it_is(source: str) -> None:
    document = copied(f"<p>政务</p>{source}", "政务").document
    assert_inert(document)
    assert not set(document) & set("\x00\x1b\u202e")


def test_a_page_in_gbk_reads_right_whatever_it_claims() -> None:
    body = "<html><head><meta charset=utf-8><title>年报</title></head><body><p>政府信息公开年报</p>"
    copy = copied(body.encode("gb18030"), "政府信息公开年报")
    assert copy.marked[0].found is Found.WHOLE
    assert copy.title == "年报"
    assert "政府信息公开年报</mark>" in copy.document


def test_what_only_title_and_meta_tags_say_is_marked_there() -> None:
    copy = copied(
        "<head><title>t</title><meta name=PubDate content='2021-04-12 10:12'></head><body>正文</body>",
        "PubDate=2021-04-12 10:12",
    )
    assert copy.marked[0].found is Found.WHOLE


def test_links_and_pictures_say_what_they_were() -> None:
    copy = copied(
        "<a href='../b.html' title='关于印发全文的通知'>关于印发…</a><img src=x.png alt=国徽>"
        "<input value=搜索><iframe src=/frame.html></iframe><select><option>有效</select>",
        "关于印发全文的通知",
    )
    text = html.document_fromstring(copy.document).text_content()
    assert 'title="http://www.qingshi.example/b.html"' in copy.document
    for words in (
        "〔图片：国徽〕",
        "［搜索］",
        "〔框架或插件：http://www.qingshi.example/frame.html〕",
        "有效",
    ):
        assert words in text
    assert copy.marked[0].found is Found.WHOLE


def test_a_feed_is_laid_out_and_its_row_marked() -> None:
    feed = json.dumps({"articles": [{"title": "关于<b>开放日</b>的公告", "day": "2020-05-06"}]})
    for body in (feed, f"callback({feed});"):
        copy = copied(body, "开放日", content_type="application/json")
        assert copy.marked[0].found is Found.WHOLE
        assert '\n "articles": [' in copy.document
        assert_inert(copy.document)


def test_words_that_a_script_writes_are_shown_from_the_source() -> None:
    copy = copied(
        r"<div id=list></div><script>var rows=['\u5f00\u653e\u65e5\u516c\u544a&amp;x'];</script>",
        "开放日公告",
    )
    assert copy.marked[0].found is Found.SOURCE
    assert "取自页面源码" in copy.document
    assert_inert(copy.document)


@pytest.mark.parametrize(
    "filler",
    ["<p>表格一行数据</p>", f"<p>{'表格一行数据与说明' * 8}</p>"],
    ids=["too many tags", "long"],
)
def test_a_page_of_five_megabytes_is_bounded_and_quick(filler: str) -> None:
    body = filler * (5_000_000 // len(filler)) + "<p>最后一行是关键</p>"
    begun = time.perf_counter()
    copy = copied(body, "最后一行是关键", "不在这里的文字另有一行")
    assert time.perf_counter() - begun < 20
    assert len(copy.document) < MOST_COPY
    assert copy.marked[0].found is Found.WHOLE
    assert copy.left_out


def test_a_page_that_is_not_parsed_shows_its_source() -> None:
    copy = copied("<i>" * 300_000 + "关键的一句话", "关键的一句话")
    assert copy.marked[0].found is Found.WHOLE
    assert "源码" in "".join(copy.left_out)
    assert len(copy.document) < MOST_COPY


def test_deep_nesting_is_no_trouble() -> None:
    copy = copied("<div>" * 60_000 + "最里面的话" + "</div>" * 60_000, "最里面的话")
    assert copy.marked[0].found in (Found.WHOLE, Found.SOURCE)


def test_a_long_file_shows_what_surrounds_the_quotation() -> None:
    text = (
        "\n".join(f"第 {number} 行说明文字" for number in range(100_000)) + "\n结尾的结论在这里\n尾"
    )
    copy = make_copy(
        ArchivedPage(BodyKind.FILE, text, format="pdf"), URL, "t", ["结尾的结论在这里"]
    )
    assert copy.marked[0].found is Found.WHOLE
    assert len(copy.document) < 60_000
    assert copy.left_out


def test_an_attribute_whose_name_none_may_have_goes_with_the_others() -> None:
    found = copied(
        b"<h1 a\x01b='x' \x0bq=1>\xe5\x85\xac\xe5\xbc\x80</h1><p \x7f=2>\xe6\x96\x87</p>", "公开"
    )
    assert_inert(found.document)
    assert "公开" in found.document
