"""Pagers: what turns a page and what only looks like it; a pager that cannot be followed is said to be one."""

# ruff: noqa: E501 - snippets stand as pages have them

from __future__ import annotations

import pytest

from crawler.cms.family import ListRequest
from crawler.lists.pagers import Turn, page_turns, turn
from crawler.snapshot.facts import Link
from tests.crawler.cms.viewing import SITE, rows, view

NOTHING = Turn()
BLOCKED = Turn(blocked=True)


def turned(
    pager: str, path: str = "/list/", page_no: int = 1, count: int = 10, pages: int | None = None
) -> Turn:
    """How a list's page with this pager goes on."""
    return turn(view(rows(count, href="/a/{}00.html") + pager, path, page_no), pages)


def at(path: str) -> Turn:
    """A pager that leads there."""
    return Turn(ListRequest(SITE + path))


@pytest.mark.parametrize(
    ("pager", "path"),
    [
        # Servers that are told the present page and not the wanted one.
        ('<a href="page.do?action=next&amp;cur=1">下一页</a>', "/list/page.do?action=next&cur=1"),
        ('<a href="page.do?p=2" onclick="return check()">下页</a>', "/list/page.do?p=2"),
        ("<a href='2'>2</a> <a href='3'>3</a>", "/list/2"),
        ('<a href="/list/2.html">›</a> <a href="/list/9.html">»</a>', "/list/2.html"),
        ('<a href="9.html">»</a> <a href="2.html">2</a> <a href="3.html">3</a>', "/list/2.html"),
        ('<a href="2.html">&gt;&gt;</a>', "/list/2.html"),
        ('<a rel="next" href="2.html"></a>', "/list/2.html"),
        ('<a data-href="2.html" href="javascript:;">下一页</a>', "/list/2.html"),
        ('<span onclick="location.href=\'2.html\'">下一页</span>', "/list/2.html"),
        ('<button onclick="window.location=\'?page=2\'">下一页</button>', "/list/?page=2"),
        ('<img src="x.gif" title="下一页" onclick="location=\'2.html\'">', "/list/2.html"),
        ('<map><area href="2.html" alt="下一页"></map>', "/list/2.html"),
        ('<select onchange="MM_jumpMenu(\'parent\',this,0)"><option value="1.html">1</option><option value="2.html">2</option></select>', "/list/2.html"),
        ('<select onchange="location.href=\'l_\'+this.value+\'.html\'"><option>1</option><option>2</option></select>', "/list/l_2.html"),
        ('<a href="2.html"><span>下一页</span><i>&gt;</i></a>', "/list/2.html"),
        ('<a href="2.html">下一页 <font face="webdings">&gt;</font></a>', "/list/2.html"),
    ],
)  # fmt: skip
def test_it_is_followed(pager: str, path: str) -> None:
    assert turned(pager) == at(path)


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="/zwgk/">&gt;</a>',
        '<a href="/zwgk/tzgg/">»</a>',
        '<a class="next" href="/zt/bnzf/">专题</a>',
        '<a href="/a/200.html">2</a><a href="/b/x300.html">3</a>',
        '<a href="?day=2">2</a><a href="?day=3">3</a><a href="?day=4">4</a>',
        '<a href="http://www.b.gov.cn/2.html">下一页</a>',
        '<a href="/list/#2">下一页</a>',
        '<a href="#">下一页</a>',
        '<a class="next disabled" href="javascript:go(2)">下一页</a>',
        '<li class="disabled"><a href="javascript:go(2)">下一页</a></li>',
        '<ul class="slides"><li onclick="show(2)">2</li></ul>',
        '<a href="javascript:;">2</a><a href="javascript:;">3</a>',
        '<a href="/tzgg/">查看更多</a>',
        '<div class="page"><p>首页</p></div>',
        "<a href='/list/2.html'>下一页的内容请到大厅查询，具体地址见附件</a>",
    ],
)
def test_nothing_is_no_pager(pager: str) -> None:
    found = turned(pager, count=5) if "show(2)" not in pager else NOTHING
    assert found == NOTHING


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="javascript:goPage(2)">下一页</a>',
        '<a href="javascript:void(0)" onclick="next()">下一页</a>',
        '<span onclick="go(2)">2</span>',
        '<a href="#">2</a><a href="#">下一页</a>',
        '<a href="javascript:;" data-page="2">2</a> <a href="javascript:;">下一页</a>',
        '<button type="button">加载更多</button>',
        '<a href="/list/index_8.html">尾页</a>',
        '<a href="/list/9.html">»</a><a href="/list/3.html">3</a><a href="/list/4.html">4</a>',
        '<a href="javascript:;" class="more">点击加载更多</a>',
        '<div id="pagination"></div><script src="/js/page.js"></script>',
        '<div class="page-box"><ul class="pages"></ul></div>',
        '<a href="#" id="next">下一页</a><script>$("#next").click(function(){load(2)})</script>',
    ],
)
def test_what_only_a_script_turns_is_said_to_be_blocked(pager: str) -> None:
    assert turned(pager) == BLOCKED


def test_on_the_last_page_nothing_is_blocked() -> None:
    assert turned('<a href="javascript:goPage(5)">下一页</a>', page_no=5) == NOTHING
    assert turned('<a href="#">下一页</a><script>$(".n").click(f)</script>', page_no=5) == NOTHING
    assert turned('<a href="javascript:goPage(6)">下一页</a>', page_no=5) == BLOCKED
    assert turned('<a href="?page=1">首页</a> <a href="?page=1">尾页</a>') == NOTHING
    assert turned('<a href="index_4.html">尾页</a>', "/list/index_4.html", 5) == NOTHING


def test_a_short_list_with_an_empty_pager_is_whole() -> None:
    assert turned('<div class="pagination"></div>', count=4) == NOTHING


def test_the_number_after_a_window_of_numbers() -> None:
    numbers = "".join(f'<a href="l_{n}.html">{n}</a>' for n in range(1, 11))
    dots = f'{numbers}<a href="l_11.html">...</a><a href="l_90.html">»</a>'
    assert turned(dots, "/list/l_10.html", 10) == at("/list/l_11.html")
    leap = f'{numbers}<a href="l_20.html">下十页</a>'
    assert turned(leap, "/list/l_10.html", 10) == BLOCKED


def test_a_pager_that_scripts_write_needs_the_number_of_pages() -> None:
    script = (
        "<script>var next=0+1;document.write('<a href=\"index_'+next+'.html\">下一页</a>')</script>"
    )
    assert turned(script, "/list/index.html", pages=3) == at("/list/index_1.html")
    assert turned(script, "/list/index.html") == NOTHING
    assert turned(script, "/list/index.html", page_no=3, pages=3) == NOTHING


def test_a_form_that_a_script_submits() -> None:
    pager = (
        '<form name="f" method="post" action="l.do"><input type="hidden" name="p" value="1"></form>'
        '<script>function go(n){document.f.p.value=n;document.f.submit()}</script><a href="javascript:go(2)">下一页</a>'
    )
    assert turned(pager) == Turn(ListRequest(f"{SITE}/list/l.do", "p=2"))


def test_links_that_turn_pages_lead_to_no_column() -> None:
    here = f"{SITE}/ShowClass.asp?ClassID=7"
    pages = [f"{here}&page={n}" for n in range(1, 5)]
    words = ["首页", "[2]", "下一页", "尾页"]
    links = [Link(url, text) for url, text in zip(pages, words, strict=True)]
    links += [
        Link(f"{SITE}/ShowClass.asp?ClassID=8", "通知公告"),
        Link(f"{SITE}/zwgk/", "首页"),
        Link(f"{SITE}/gb/2020/", "2020"),
    ]
    assert page_turns(links, here) == set(pages)
