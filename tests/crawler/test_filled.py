"""Pages that a browser has filled: what they show is taken, what they may hide is never called missing."""

from __future__ import annotations

import pytest

from crawler import filled
from crawler.answer import Rendering
from crawler.cms.family import END, MORE, UNKNOWN, ListPage
from crawler.extract.page import extract_shown, parse
from crawler.frontier import Entry
from crawler.snapshot.facts import ListRow, PageFacts, Role

URL = "http://site.example/zwgk/"
ROWS = [ListRow(f"http://site.example/{n}.html", f"关于第{n}号事项的通知") for n in range(10)]
MADE = Rendering(None, (), ())


def entry(role: Role = Role.COLUMN, page_no: int = 1) -> Entry:
    return Entry(URL, role, 10, page_no=page_no, rendered=True)


def ends(body: str, rows: int = 10, total: int | None = None, page_no: int = 1) -> str:
    """How a rendered list with this pager goes on."""
    listing = ListPage(ROWS[:rows], END, total=total, family="generic")
    filled.doubt_end(listing, PageFacts(url=URL), parse(body), entry(page_no=page_no))
    return listing.end


@pytest.mark.parametrize(
    "pager",
    [
        '<ul class="el-pager"><li class="number active">1</li><li class="number">2</li></ul>',
        '<div class="layui-laypage"><em>1</em><a href="javascript:;">2</a></div>',
        '<ul class="ant-pagination"><li title="1"><a>1</a></li><li title="2"><a>2</a></li></ul>',
        "<button><span>加载更多</span></button>",
        '<a href="javascript:void(0)">下一页 ></a>',
        '<div class="more" onclick="more()">查看更多</div>',
    ],
)
def test_a_pager_of_buttons_leaves_the_list_open(pager: str) -> None:
    assert ends(pager) == UNKNOWN


@pytest.mark.parametrize(
    "pager",
    [
        "",
        '<ul class="el-pager"><li class="number active">1</li></ul>',
        '<button class="btn-next" disabled="disabled"><span>下一页</span></button>',
        '<li class="ant-pagination-disabled"><a>下一页</a></li>',
        "<p>更多</p>",
    ],
)
def test_without_a_further_page_the_list_ends(pager: str) -> None:
    assert ends(pager) == END


def test_a_list_that_has_all_that_it_claims_ends_whatever_its_pager() -> None:
    pager = "<button>下一页</button>"
    assert ends(pager, total=10) == END
    assert ends(pager, total=11) == UNKNOWN


def test_the_last_of_several_pages_ends() -> None:
    pager = '<div class="pagination"><a>1</a><a>2</a><b>3</b></div>'
    assert (ends(pager, page_no=2), ends(pager, page_no=3)) == (UNKNOWN, END)


def test_no_row_with_an_address_leaves_the_list_open() -> None:
    assert ends("<li onclick='go(1)'>关于某事项的通知</li>", rows=0) == UNKNOWN


def test_what_a_page_said_of_its_next_page_stands() -> None:
    listing = ListPage(ROWS, MORE, next_url=URL + "2", family="generic")
    filled.doubt_end(listing, PageFacts(url=URL), parse("<button>加载更多</button>"), entry())
    assert listing.end == MORE


def why_unread(body: str, role: Role = Role.COLUMN, *, has_frames: bool = False) -> str:
    tree = parse(f"<html><body>{body}</body></html>")
    facts, _ = extract_shown(tree, URL)
    return filled.why_unread(entry(role), facts, tree, MADE, has_frames=has_frames)


def test_a_menu_of_routes_or_of_buttons_is_unread() -> None:
    routes = "".join(f'<a href="#/list/{n}">栏目{n}</a>' for n in range(6))
    assert "#/…" in why_unread(routes)
    assert "#/…" in why_unread(routes.replace("#/", f"{URL}#!/"))
    assert "没有链接" in why_unread("<ul><li>政策文件</li><li>通知公告</li></ul>")
    assert "没有链接" in why_unread('<a href="#">政策文件</a><a href="./">通知公告</a>')


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/zcwj/">政策文件</a><a href="/tzgg/">通知公告</a>',
        '<a href="#/">首页</a><a href="#top">回顶部</a><a href="/zcwj/">政策文件</a>',
        '<a href="#/tab">更多</a>' + "".join(f'<a href="/{n}/">栏目{n}</a>' for n in range(9)),
    ],
)
def test_a_menu_of_addresses_is_read(body: str) -> None:
    assert why_unread(body) == ""


def test_text_alone_is_enough_where_no_menu_is_looked_for() -> None:
    assert why_unread("<p>正文</p>", Role.DOCUMENT) == ""
    assert why_unread("<p>正文</p>", has_frames=True) == ""


def test_a_placeholder_counts_only_where_the_page_got_its_data() -> None:
    facts = PageFacts(url=URL, placeholder="暂无数据")
    assert filled.sure_placeholder(facts, MADE) == "暂无数据"
    assert filled.sure_placeholder(facts, Rendering(None, (), ("x",), lacks_data=True)) == ""


def test_a_shell_says_what_its_page_did_not_get() -> None:
    shell = Rendering(None, (), ("页面脚本长时间不响应",))
    assert filled.why_empty(shell) == "页面内容全靠脚本生成；页面脚本长时间不响应"
