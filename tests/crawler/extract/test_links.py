"""Links: absolute, http only, in page order, with the words a reader sees."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.links import MAX_LINKS, MAX_WORDS, Resolver
from crawler.extract.page import extract_page
from crawler.snapshot.facts import Link

BASE = "https://www.qinghe.gov.cn/zwgk/tzgg/index.html?x=1/2"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("./202309/t1.html", "https://www.qinghe.gov.cn/zwgk/tzgg/202309/t1.html"),
        ("../a/", "https://www.qinghe.gov.cn/zwgk/a/"),
        ("/a/b.html", "https://www.qinghe.gov.cn/a/b.html"),
        ("/a/../b.html", "https://www.qinghe.gov.cn/b.html"),
        ("t1.html", "https://www.qinghe.gov.cn/zwgk/tzgg/t1.html"),
        ("//cdn.gov.cn/a", "https://cdn.gov.cn/a"),
        ("http://10.1.2.3:8080/x", "http://10.1.2.3:8080/x"),
        ("http://www.gov.cn", "http://www.gov.cn/"),
        ("HTTP://www.gov.cn/a", "http://www.gov.cn/a"),
        ("  /a b.html\n", "https://www.qinghe.gov.cn/a%20b.html"),
        ("/a\n/b", "https://www.qinghe.gov.cn/a/b"),
        ("/a#top", "https://www.qinghe.gov.cn/a"),
        ("/gkmlpt/index#721", "https://www.qinghe.gov.cn/gkmlpt/index#721"),
        ("/gkmlpt/index#top", "https://www.qinghe.gov.cn/gkmlpt/index"),
        (
            "/gkmlpt/content/9/9/post_9.html#37",
            "https://www.qinghe.gov.cn/gkmlpt/content/9/9/post_9.html",
        ),
        ("?id=1780", "https://www.qinghe.gov.cn/zwgk/tzgg/index.html?id=1780"),
        ("./邯郸.htm", "https://www.qinghe.gov.cn/zwgk/tzgg/邯郸.htm"),
        ("#", ""),
        ("", ""),
        ("mailto:a@b.cn", ""),
        ("tel:110", ""),
        ("data:text/html,x", ""),
        ("http://[broken", ""),
        ("x" * 5000, ""),
    ],
)
def test_addresses(href: str, url: str) -> None:
    assert Resolver(BASE).absolute(href) == url


@given(st.text("abc./?=&1-_", min_size=1, max_size=30).filter(lambda href: "//" not in href))
def test_short_cuts_agree_with_urllib(href: str) -> None:
    """Doubled slashes aside, which urllib folds and browsers do not."""
    wanted = urldefrag(urljoin(BASE, href)).url
    assert Resolver(BASE).absolute(href) == wanted


@pytest.mark.parametrize(
    ("html", "url", "text"),
    [
        ("<a href=\"javascript:window.open('/x/y.html')\">公告</a>", "/x/y.html", "公告"),
        (
            '<a href="javascript:void(0)" onclick="location.href=\'/z.jsp?id=1\'">表格</a>',
            "/z.jsp?id=1",
            "表格",
        ),
        ('<a href="#" onclick="openWin(\'/w.htm\')">窗口</a>', "/w.htm", "窗口"),
        ('<a href="/i/"><img src=a.png alt="政府信息公开"></a>', "/i/", "政府信息公开"),
        ('<a href="/i/" title="无障碍"><img src=a.png></a>', "/i/", "无障碍"),
        ('<map><area href="/m/" alt="领导之窗"></map>', "/m/", "领导之窗"),
        (
            '<a href="/c/" title="清河县人民政府关于印发规划的通知">清河县人民政府关…</a>',
            "/c/",
            "清河县人民政府关于印发规划的通知",
        ),
        ('<a href="/c/" title="点击查看">年报</a>', "/c/", "年报"),
        ("<a href='/d/'><span>政府信息<br>公开指南</span></a>", "/d/", "政府信息 公开指南"),
    ],
)
def test_words_and_targets(html: str, url: str, text: str) -> None:
    facts = extract_page(f"<body>{html}</body>".encode(), BASE)
    assert facts.links == [Link(f"https://www.qinghe.gov.cn{url}", text)]


@pytest.mark.parametrize(
    ("html", "url", "text"),
    [
        ("<a href='javascript:;' onclick=\"self.location='index'\">进入</a>", "index", "进入"),
        (
            "<a href='###' onclick=\"window.open('info/1018/44083.htm','_blank')\">会</a>",
            "info/1018/44083.htm",
            "会",
        ),
        ("<a href='javascript:location.replace(\"list\")'>更多</a>", "list", "更多"),
        ("<a href='javascript:;' data-href='/xxgk/'>公开</a>", "/xxgk/", "公开"),
        ("<a data-url='t1.html'>公告</a>", "t1.html", "公告"),
        ("<a href='/real/' data-url='/other/'>公告</a>", "/real/", "公告"),
        ("<a href='#' onclick='return false' data-href='/x/'>公告</a>", "", ""),
        ("<div onclick=\"location.href='/x/'\">信息公开</div>", "/x/", "信息公开"),
        ("<li onclick=\"window.open('/x.html')\"><span>公告</span></li>", "/x.html", "公告"),
        (
            "<table><tr onclick=\"goto('/x.jsp?id=1')\"><td>公告</td></tr></table>",
            "/x.jsp?id=1",
            "公告",
        ),
        ("<img src=a.png alt=年报 onClick=\"window.open('/nb/')\">", "/nb/", "年报"),
        (
            "<input type=button value=申请 onclick=\"location='/apply.aspx'\">",
            "/apply.aspx",
            "申请",
        ),
        ("<span onclick=\"location.href='/d?id='+id\">公告</span>", "", ""),
        ("<a href='javascript:view(12)'>公告</a>", "", ""),
        ('<a href=\'javascript:open("/a/"+id+".html")\'>公告</a>', "", ""),
        ("<a href='javascript:open(\"about:blank\")'>公告</a>", "", ""),
        ("<div onclick=\"toggle('#menu')\">菜单</div>", "", ""),
    ],
)
def test_links_that_only_a_script_makes(html: str, url: str, text: str) -> None:
    facts = extract_page(f"<body>{html}</body>".encode(), BASE)
    wanted = [Link(urljoin(BASE, url), text)] if url else []
    assert facts.links == wanted


def test_a_clickable_box_with_links_of_its_own_is_none() -> None:
    html = "<div onclick=\"location.href='/box/'\"><a href=/a/>一</a><a href=/b/>二</a></div>"
    links = extract_page(html.encode(), BASE).links
    assert [link.text for link in links] == ["一", "二"]


@pytest.mark.parametrize(
    ("image", "text"),
    [
        ("src=images/政务公开.jpg", "政务公开"),
        ("src=/images/02_%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80.png?v=2", "政务公开"),
        ("src=/images/%D5%FE%CE%F1%B9%AB%BF%AA.gif", "政务公开"),
        ("src=zwgk.jpg", ""),
        ("src=2021030415.png alt=2021030415.png", ""),
        ("src=a.png alt=信息公开年报.jpg", "信息公开年报"),
        ("src=a.png alt='' title=年报", "年报"),
        ("src=政务公开.jpg alt=网站年报", "网站年报"),
        ("src='data:image/png;base64,AAAA'", ""),
    ],
)
def test_the_words_of_a_link_that_is_an_image(image: str, text: str) -> None:
    (link,) = extract_page(f"<body><a href=/x/><img {image}></a></body>".encode(), BASE).links
    assert link.text == text


@pytest.mark.parametrize(
    "href", ["javascript:;", "javascript:void(0)", "javascript:share.qq();", "#", ""]
)
def test_links_to_nowhere_are_left_out(href: str) -> None:
    assert extract_page(f'<body><a href="{href}">分享</a></body>'.encode(), BASE).links == []


def test_commented_out_links_are_none() -> None:
    assert (
        extract_page(
            '<body><!-- <a href="/old/">旧栏目</a> --><p>x</p></body>'.encode(), BASE
        ).links
        == []
    )


def test_the_base_element_counts() -> None:
    body = '<html><head><base href="http://b.gov.cn/x/"></head><body><a href="y.html">公告</a></body></html>'
    assert extract_page(body.encode(), BASE).links == [Link("http://b.gov.cn/x/y.html", "公告")]


def test_page_order_and_limits() -> None:
    body = "".join(
        f'<a href="/{n}">第{n}条{"长" * (600 if n < 50 else 20)}</a>' for n in range(MAX_LINKS + 50)
    )
    links = extract_page(body.encode(), BASE).links
    assert len(links) == MAX_LINKS
    assert [link.url.rsplit("/", 1)[1] for link in links[:3]] == ["0", "1", "2"]
    assert max(len(link.text) for link in links) == MAX_WORDS


def test_what_opens_an_address_when_clicked_is_a_link() -> None:
    page = (
        "<table><tr><td onclick=\"window.open('/gk/1.html')\">关于印发某办法的通知</td><td>2020-1-2</td></tr></table>"
        "<div onclick=\"location.href='/zwgk/'\">政务公开</div><span onclick=\"window.open('x.asp')\">公告</span>"
        '<img src="t.gif" alt="通知公告" onclick="window.open(\'/tzgg/\')">'
        "<map><area onclick=\"window.open('/jg/')\"><area href='/ldzc/'></map>"
    )
    facts = extract_page(page.encode(), "http://www.a.gov.cn/")
    assert [(link.url.removeprefix("http://www.a.gov.cn"), link.text) for link in facts.links] == [
        ("/gk/1.html", "关于印发某办法的通知"),
        ("/zwgk/", "政务公开"),
        ("/x.asp", "公告"),
        ("/tzgg/", "通知公告"),
        ("/jg/", ""),
        ("/ldzc/", ""),
    ]
    assert [(row.title, str(row.day)) for row in facts.rows] == [
        ("关于印发某办法的通知", "2020-01-02")
    ]


def test_a_link_inside_or_around_counts_once() -> None:
    page = (
        "<li onclick=\"window.open('/x/')\"><a href='/a/'>甲</a></li><li onclick='fold()'>菜单</li>"
        "<a href='/b/'><span onclick=\"window.open('/y/')\">乙</span></a>"
    )
    facts = extract_page(page.encode(), "http://www.a.gov.cn/")
    assert [link.url for link in facts.links] == [
        "http://www.a.gov.cn/a/",
        "http://www.a.gov.cn/b/",
    ]


def test_what_a_frameset_says_to_browsers_without_frames_is_not_shown() -> None:
    page = (
        "<html><frameset><frame src='a.asp'><noframes><body>不支持框架<a href='m.asp'>正文</a></body></noframes>"
        "</frameset></html>"
    )
    facts = extract_page(page.encode(), "http://www.a.gov.cn/")
    assert (facts.links, facts.text) == ([], "")
