"""Quotations are found whatever stands between their letters, and marking changes no letter of the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reports.evidence.quote_marks import Found, Marked, QuoteFinder, folded


def marked(source: str, *quotes: str) -> tuple[html.HtmlElement, list[Marked]]:
    root = html.fromstring(f"<div>{source}</div>")
    return root, QuoteFinder(root).mark(quotes)


def words(root: html.HtmlElement) -> list[str]:
    return [mark.text for mark in root.iter("mark")]


def test_a_quotation_is_found_across_elements_spaces_and_widths() -> None:
    root, (one,) = marked(
        "<h1>关于印发<br>《办\u3000法》<b>的</b>\n  通知</h1><p>发布时间：２０２０-10-20 09:42</p>",
        "关于印发《办 法》的通知 发布时间:2020-10-20",
    )
    assert (one.found, one.id, one.missing) == (Found.WHOLE, "q1", ())
    assert words(root) == ["关于印发", "《办\u3000法》", "的", "通知", "发布时间：２０２０-10-20"]
    assert [mark.get("id") for mark in root.iter("mark")] == ["q1", None, None, None, None]


def test_white_space_around_the_words_is_not_marked() -> None:
    root, _ = marked("<p>  开放日 \n</p>前\n<b>后</b>", "开放日")
    assert words(root) == ["开放日"]
    assert html.tostring(root, encoding="unicode").startswith("<div><p>  <mark")


@pytest.mark.parametrize("quote", ["…公开指南和制度…", "公开指南和制度…", "…公开指南和制度"])
def test_a_quotation_that_was_cut_off_is_found(quote: str) -> None:
    _, (one,) = marked("<p>政府信息公开指南和制度一览</p>", quote)
    assert one.found is Found.WHOLE


def test_a_title_and_a_date_that_stand_apart_are_both_marked() -> None:
    root, (one,) = marked(
        "<a>2020年度报告</a><p>别的</p><h2>2020年度报告</h2><i>来源：本站</i><b>发布日期：2021-01-20</b>",
        "2020年度报告 发布日期：2021-01-20",
    )
    assert (one.found, one.missing) == (Found.PARTS, ())
    assert words(root) == ["2020年度报告", "发布日期：2021-01-20"]
    assert root.find("h2/mark").get("id") == "q1"  # the heading, not the link above it


def test_what_is_not_on_the_page_is_named() -> None:
    _, (some, none) = marked("<p>收到申请 52 件</p>", "收到申请 52 件；结转下年 2 件", "从未写过")
    assert (some.found, some.missing) == (Found.SOME, (";结转下年2件",))
    assert (none.found, none.id) == (Found.NONE, "")


def test_a_short_part_counts_only_as_a_word_beside_the_rest() -> None:
    _, (word, number) = marked(
        "<p>请输入关键字<button>搜索</button></p><p>专题资料之1</p><p>2020-10-29</p>",
        "请输入关键字：搜索",
        "专题资料之9",
    )
    assert word.found is Found.PARTS
    assert (number.found, number.missing) == (Found.SOME, ("9",))
    _, (far,) = marked(f"<p>请输入关键字</p><p>{'政务' * 300}</p><p>搜索</p>", "请输入关键字：搜索")
    assert far.found is Found.SOME


def test_several_places_are_counted_and_the_one_that_says_nothing_else_is_marked() -> None:
    root, (one,) = marked(
        "<p>见政府信息公开栏</p><a>政府信息公开</a><p>政府信息公开年报</p>", "政府信息公开"
    )
    assert one.places == 3
    assert root.find("a/mark") is not None


def test_a_quotation_inside_another_leads_to_that_one() -> None:
    root, (inner, outer) = marked(
        "<p>青石县政府信息公开指南</p>", "政府信息", "青石县政府信息公开指南"
    )
    ids = {mark.get("id") for mark in root.iter("mark")}
    assert inner.id in ids
    assert outer.id in ids
    assert "".join(words(root)) == "青石县政府信息公开指南"


def test_empty_quotations_and_empty_pages_are_nothing() -> None:
    _, (one, two) = marked("<p></p>", "", " \u200b ")
    assert {one.found, two.found} == {Found.NONE}


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["b", "p", "td", "br"]),
        st.text("政务 公开\u3000Ａb1㎡ﬁ\u200b…", max_size=8),
    ),
    min_size=1,
    max_size=8,
)


@given(pieces=PIECES, ends=st.tuples(st.integers(0, 40), st.integers(1, 40)))
def test_marking_changes_no_letter_and_marks_what_was_asked_for(
    pieces: list[tuple[str, str]], ends: tuple[int, int]
) -> None:
    root = html.Element("div")
    for tag, text in pieces:
        child = html.Element(tag)
        if tag != "br":
            child.text = text
        child.tail = text[::-1]
        root.append(child)
    before = root.text_content()
    quote = before[ends[0] : ends[0] + ends[1]]
    (one,) = QuoteFinder(root).mark([quote])
    assert root.text_content() == before
    if folded(quote.strip(" \u3000\u200b").strip("…")):
        assert one.found in (Found.WHOLE, Found.PARTS)
        assert root.get_element_by_id(one.id) is not None
