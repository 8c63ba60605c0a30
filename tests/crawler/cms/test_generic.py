"""Lists of unknown make: a pager of plain links is followed, one that only a script can turn is said to be unknown."""

from __future__ import annotations

import pytest

from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.cms.generic import FAMILY, next_link, resolve
from tests.crawler.cms.viewing import SITE, rows, view


def listed(more: str, path: str = "/list/", page_no: int = 1, count: int = 10) -> ListPage:
    """The list of a page with so many rows and whatever stands below them."""
    return FAMILY.read_list(view(rows(count, href="/a/{}00.html") + more, path, page_no))


@pytest.mark.parametrize(
    "words",
    [
        "下一页",
        "下页",
        "后一页",
        "下一頁",
        "下 一 页",
        "下一页>",
        "下一页»",
        ">",
        "›",
        "»",
        "＞",
        "Next",
        "next page",
    ],
)
def test_a_next_link_is_followed_by_its_words(words: str) -> None:
    found = listed(f'<a href="/list/2.html">{words}</a>')
    assert (found.end, found.next_url) == (MORE, f"{SITE}/list/2.html")
    assert len(found.rows) == 10


@pytest.mark.parametrize("words", ["上一页", "下一篇", "更多", "&lt;", "下一年"])
def test_other_words_are_not(words: str) -> None:
    assert listed(f'<a href="/list/2.html">{words}</a>').end == END


def test_numbers_are_followed_from_the_page_that_is_read() -> None:
    pager = "".join(f'<a href="/list/index_{number}.html">{number}</a>' for number in range(1, 6))
    assert listed(pager, "/list/index.html").next_url == f"{SITE}/list/index_2.html"
    assert listed(pager, "/list/index_2.html", 2).next_url == f"{SITE}/list/index_3.html"
    assert listed(pager, "/list/index_5.html", 5).end == END


def test_numbers_by_query() -> None:
    pager = "".join(
        f'<a href="list.jsp?id=7&amp;page={number}">{number}</a>' for number in (1, 2, 3)
    )
    assert listed(pager, "/list.jsp?id=7").next_url == f"{SITE}/list.jsp?id=7&page=2"


def test_a_number_that_leads_elsewhere_is_no_pager() -> None:
    assert listed('<a href="/topics/two/about">2</a>').end == END


@pytest.mark.parametrize(
    "href", ["/list/", "/list/index.html", "#", "/list/#2", "http://www.b.gov.cn/list/2.html"]
)
def test_a_next_link_that_leads_back_or_away_is_not_followed(href: str) -> None:
    found = listed(f'<a href="{href}">下一页</a>')
    assert (found.end, found.next_url) == (END, "")


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="javascript:goPage(2)">下一页</a><span>共 5 页</span>',
        '<a href="javascript:void(0)" onclick="next()">下一页</a> 共45条 1/5',
        '<div>共 5 页 <a onclick="go(2)">2</a></div>',
        "<script>var totalPages = 5;</script>",
        "<script>var pageCount = '5';</script>",
        "<script>var totalRecord = 45;</script>",
        '<script>{"recordCount": 45}</script>',
    ],
)
def test_a_pager_that_only_a_script_can_turn_is_unknown(pager: str) -> None:
    found = listed(pager)
    assert (found.end, found.next_url) == (UNKNOWN, "")


@pytest.mark.parametrize(
    ("pager", "page_no"),
    [
        ("共 1 页", 1),
        ("共10条 1/1页", 1),
        ("共 5 页", 5),
        ("<script>var totalPages = 1;</script>", 1),
    ],
)
def test_a_list_that_says_it_is_whole_ends(pager: str, page_no: int) -> None:
    assert listed(pager, page_no=page_no).end == END


def test_the_total_is_what_the_list_says() -> None:
    assert listed("<div>共 45 条 1/5 页</div>").total == 45
    assert listed("").total is None


@pytest.mark.parametrize(
    "shell",
    [
        '<div id="list"></div><script>$.get("/api-gateway/jpaas-publish-server/front/page/build/unit")</script>',
        '<div id="list" queryData="{}"></div>',
        '<div v-for="row in rows">{{row.title}}</div>',
        '<div ng-repeat="row in rows"></div>',
        '<script type="text/html" id="row"><li>{{title}}</li></script><p>　</p>',
        '<script>laytpl(document.getElementById("x").innerHTML)</script>',
    ],
)
def test_a_page_whose_list_a_script_fetches_says_nothing_of_its_rows(shell: str) -> None:
    found = FAMILY.read_list(view(shell))
    assert found.rows == []
    assert found.end == UNKNOWN


def test_an_empty_page_is_an_empty_list() -> None:
    found = FAMILY.read_list(view("<p>暂无内容</p>"))
    assert (found.rows, found.end) == ([], END)


def test_an_empty_list_that_says_so_is_empty_whatever_its_scripts() -> None:
    found = FAMILY.read_list(view('<p>暂无内容</p><div v-for="row in rows"></div>'))
    assert found.end == END


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("a.html", f"{SITE}/list/a.html"),
        (" /a.html\n", f"{SITE}/a.html"),
        ("//b.gov.cn/x", "http://b.gov.cn/x"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:a@b", ""),
        ("http://[::1", ""),
        ("", f"{SITE}/list/"),
    ],
)
def test_addresses_are_made_whole_or_nothing(href: str, url: str) -> None:
    assert resolve(f"{SITE}/list/", href) == url


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/list/2.html">下一页</a>',
        "<p>共 3 页</p><a href='javascript:go(2)'>下一页</a>",
        '<ul id="box"></ul><script>$("#box").html(x)</script>',
        "<div>共16条 1/2</div>",
        "<div>第1页/共2页</div>",
    ],
)
def test_a_list_that_was_not_understood_is_not_called_empty(body: str) -> None:
    assert FAMILY.read_list(view(body)).end == UNKNOWN


def test_a_few_rows_beside_a_list_that_a_script_fills_in_are_not_the_list() -> None:
    place = '<ul id="box"></ul><script>$("#box").html(x)</script>'
    assert listed(place, count=3).end == UNKNOWN
    assert listed(place, count=15).end == END


def test_rows_of_a_script_are_read_where_the_page_shows_fewer() -> None:
    data = ",".join(
        f'{{"title":"关于第{n}号事项的公告","url":"/b/{n}.html","date":"2020-05-0{n}"}}'
        for n in range(1, 6)
    )
    found = listed(f"<script>var list=[{data}]</script>", count=3)
    assert [row.url for row in found.rows] == [f"{SITE}/b/{n}.html" for n in range(1, 6)]
    assert found.end == END
    assert len(listed(f"<script>var list=[{data}]</script>", count=6).rows) == 6


def test_a_script_that_holds_all_that_the_list_states_is_the_whole_list() -> None:
    data = ",".join(f'{{"title":"关于第{n}号事项的公告","url":"/b/{n}.html"}}' for n in range(30))
    whole = f'<div id="pages"></div><script>var total={{"totalCount":{{}}, "pageCount":3}}; var list=[{data}]</script>'
    assert FAMILY.read_list(view(whole.replace("{}", "30"))).end == END
    assert FAMILY.read_list(view(whole.replace("{}", "31"))).end == UNKNOWN


def test_a_total_smaller_than_what_was_read_is_not_the_lists() -> None:
    found = listed("共3条评论 首页 <a href='javascript:go(2)'>下一页</a>")
    assert (found.end, found.total) == (UNKNOWN, None)


def test_a_form_turns_the_page() -> None:
    pager = (
        '<form name="f" method="post" action="l.do"><input type="hidden" name="p" value="1"></form>'
        '<script>function go(n){document.f.p.value=n;document.f.submit()}</script><a href="javascript:go(2)">下一页</a>'
    )
    found = listed(pager)
    assert (found.end, found.next_url, found.next_form) == (MORE, f"{SITE}/list/l.do", "p=2")
    assert next_link(view(rows(10) + pager)) == ""
