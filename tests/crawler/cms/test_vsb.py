"""博达 VSB: list pages count down, dynamic lists go on by parameter, and a pager of scripts still has its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cms import family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.cms.vsb import FAMILY
from crawler.extract.page import extract_page, parse
from crawler.frontier import Entry
from crawler.snapshot.facts import Role
from tests.crawler.cms.viewing import SITE, view
from tests.crawler.extract.real_table import REAL

MARK = "<!--Announced by Visual SiteBuilder 9-->"
DYNAMIC = "/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1028"


def rows(count: int, first: int = 0) -> str:
    """So many rows, with the script that counts their clicks."""
    title = "关于第{}号事项的通知"
    items = "".join(
        f'<li id="line_u5_{number}"><a href="../info/1028/{16000 + number}.htm" title="{title.format(number)}">'
        f"关于第{number}号…</a><span>2020-06-{28 - number % 28:02d}</span></li>"
        for number in range(first, first + count)
    )
    clicks = (
        "<script>_showDynClickBatch(['dynclicks_u5_3201'],[3201],\"wbnews\", 1632666717)</script>"
    )
    return f"<ul>{items}</ul>{clicks}"


def newer(links: list[str], at: int = 1, total: int | None = 52, of: str = "1/11") -> str:
    """The pager of newer versions: links for 2, 3, … and the next page; none for "" (a disabled word)."""
    numbers = "".join(
        f'<span class="p_no_d">{n}</span>' if n == at else f'<span class="p_no"><a href="{link}">{n}</a></span>'
        for n, link in enumerate(links, 1)
    )  # fmt: skip
    following = (
        f'<span class="p_next p_fun"><a href="{links[at]}">下页</a></span>'
        if at < len(links)
        else '<span class="p_next_d p_fun_d">下页</span>'
    )
    stated = f'<span class="p_t">共{total}条</span> ' if total is not None else ""
    shown = f'<span class="p_t">{of}</span>' if of else ""
    return (
        '<link rel="stylesheet" href="/system/resource/css/pagedown/sys.css"><div class="pb_sys_common pb_sys_style1">'
        f'{stated}<span class="p_pages"><span class="p_first_d p_fun_d">首页</span>{numbers}{following}</span> {shown}</div>'
    )


def older(total: int, at: int, last: int, following: str = "") -> str:
    """The pager of older versions."""
    disabled = '<span class="NextDisabled">下页</span>'
    link = f'<a href="{following}" class="Next">下页</a>' if following else disabled
    return (
        f"<td nowrap align=left width=1% id=fanye130303>共{total}条&nbsp;&nbsp;{at}/{last}&nbsp;</td>"
        f"<td nowrap align=left><div><span class=PrevDisabled>首页</span>{link}</div></td>"
    )


def turn(last: int, name: str = "u13_goto", kind: int = 2, quote: str = "'") -> str:
    """The script that turns to a page by its number."""
    return (
        '<a href="javascript:;" class="Next">下页</a><a href="javascript:;" class="Next">尾页</a>'
        f'<a href="javascript:;" onclick="_simple_list_gotopage_fun({last},{quote}{name}{quote},{kind})">跳转</a>'
    )


def listed(body: str, path: str = "/zwgk/zcjd.htm", page_no: int = 1, column: str = "") -> ListPage:
    """The list of a page."""
    page = view(MARK + body, path, page_no)
    page.entry = replace(page.entry, column_url=SITE + (column or path))
    assert family_of(page).name == "vsb"
    return FAMILY.read_list(page)


# Pages that count down


def test_rows_and_their_number() -> None:
    found = listed(rows(5) + newer(["zcjd.htm", "zcjd/10.htm", "zcjd/9.htm"]))
    assert [(row.url, row.title, row.day) for row in found.rows[:1]] == [
        (f"{SITE}/info/1028/16000.htm", "关于第0号事项的通知", date(2020, 6, 28))
    ]
    assert (len(found.rows), found.total) == (5, 52)


def test_the_next_page_by_its_link() -> None:
    found = listed(rows(5) + newer(["zcjd.htm", "zcjd/10.htm"]))
    assert (found.end, found.next_url) == (MORE, f"{SITE}/zwgk/zcjd/10.htm")
    found = listed(
        rows(5) + newer(["../zcjd.htm", "10.htm", "9.htm"], 2, of="2/11"),
        "/zwgk/zcjd/10.htm", 2, "/zwgk/zcjd.htm",
    )  # fmt: skip
    assert (found.end, found.next_url) == (MORE, f"{SITE}/zwgk/zcjd/9.htm")
    last = newer(["../zcjd.htm", "2.htm", "1.htm"], 3, total=12, of="3/3")
    assert listed(rows(2) + last, "/zwgk/zcjd/1.htm", 3, "/zwgk/zcjd.htm").end == END


def test_the_next_page_by_its_number_where_its_word_is_a_script() -> None:
    pager = newer(["zcjd.htm", "zcjd/10.htm", "zcjd/9.htm"]).replace(
        '<a href="zcjd/10.htm">下页</a>', '<a href="javascript:;">下页</a>'
    )
    assert listed(rows(5) + pager).next_url == f"{SITE}/zwgk/zcjd/10.htm"


def test_a_number_that_leads_elsewhere_is_no_page() -> None:
    slides = (
        '<a href="/info/1001/2.htm">2</a><a href="/zwgk/tzgg/10.htm">2</a><a href="zcjd.htm">2</a>'
    )
    found = listed(slides + rows(5) + older(5, 1, 1))
    assert (found.end, found.next_url) == (END, "")


def test_the_older_pager() -> None:
    found = listed(rows(15) + older(45, 1, 3, "zcjd/2.htm"))
    assert (found.end, found.next_url, found.total) == (MORE, f"{SITE}/zwgk/zcjd/2.htm", 45)


@pytest.mark.parametrize("quote", ["'", '"', "&quot;", "&#39;"])
def test_a_pager_that_only_a_script_turns_has_its_numbers(quote: str) -> None:
    quote = "&#34;" if quote == '"' else quote
    found = listed(rows(5) + turn(31, quote=quote))
    assert (found.end, found.next_url) == (MORE, f"{SITE}/zwgk/zcjd/30.htm")


@pytest.mark.parametrize(
    ("path", "page_no", "pager", "url"),
    [
        ("/zwgk/zcjd.htm", 1, older(120, 1, 24), "/zwgk/zcjd/23.htm"),
        ("/zwgk/zcjd/23.htm", 2, older(120, 2, 24), "/zwgk/zcjd/22.htm"),
        ("/zwgk/zcjd/23.htm", 2, turn(24), "/zwgk/zcjd/22.htm"),
        ("/zwgk/zcjd/2.htm", 23, older(120, 23, 24), "/zwgk/zcjd/1.htm"),
        ("/zwgk/zcjd/1.htm", 24, older(120, 24, 24), ""),
        ("/zwgk/zcjd.htm", 1, newer(["zcjd.htm"], of="1/24"), "/zwgk/zcjd/23.htm"),
    ],
)
def test_page_k_of_n_is_the_file_that_makes_n_and_1(path: str, page_no: int, pager: str, url: str) -> None:  # fmt: skip
    found = listed(rows(5) + pager, path, page_no, "/zwgk/zcjd.htm")
    assert found.next_url == (SITE + url if url else "")
    assert found.end == (MORE if url else END)


def test_a_column_that_is_named_by_a_number() -> None:
    assert listed(rows(5) + turn(3), "/ndbg/2020.htm").next_url == f"{SITE}/ndbg/2020/2.htm"
    found = listed(rows(5) + turn(3), "/ndbg/2020/2.htm", 2, "/ndbg/2020.htm")
    assert found.next_url == f"{SITE}/ndbg/2020/1.htm"


def test_a_page_of_a_list_that_was_found_by_itself_goes_on_within_its_list() -> None:
    found = listed(rows(5) + older(120, 2, 24), "/zwgk/zcjd/23.htm", 1, "/zwgk/zcjd.htm")
    assert found.next_url == f"{SITE}/zwgk/zcjd/22.htm"


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 60), st.integers(1, 20), st.sampled_from(["links", "words", "script"]))
def test_every_page_is_asked_for_once(total: int, size: int, kind: str) -> None:
    last = -(-total // size)
    path, seen = "/zwgk/zcjd.htm", []
    for number in range(1, last + 2):
        seen.append(path)
        up = "" if number == 1 else "../"
        names = [f"{up}zcjd.htm", *(f"{up}zcjd/{last - n}.htm" for n in range(1, last))]
        shown = f"{number}/{last}"
        pager = {
            "links": newer(names, number, total, shown),
            "words": older(total, number, last, names[number] if number < last else ""),
            "script": older(total, number, last) + turn(last),
        }[kind]
        found = listed(rows(1) + pager, path, number, "/zwgk/zcjd.htm")
        if found.end == END:
            break
        path = found.next_url.removeprefix(SITE)
    assert seen == ["/zwgk/zcjd.htm", *(f"/zwgk/zcjd/{last - n}.htm" for n in range(1, last))]


# Dynamic lists


def test_a_dynamic_list_by_its_links() -> None:
    following = "?totalpage=3&PAGENUM=2&urltype=tree.TreeTempUrl&wbtreeid=1028"
    found = listed(rows(5) + older(15, 1, 3, following), DYNAMIC)
    assert (found.end, found.next_url) == (MORE, f"{SITE}/list.jsp{following}")


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        (DYNAMIC, "/list.jsp?totalpage=3&PAGENUM=2&urltype=tree.TreeTempUrl&wbtreeid=1028"),
        ("/list.jsp?totalpage=3&PAGENUM=2&urltype=x&wbtreeid=1", "/list.jsp?totalpage=3&PAGENUM=3&urltype=x&wbtreeid=1"),
        ("/list.jsp?a3t=3&a3p=2&a3c=5&urltype=x&wbtreeid=1", "/list.jsp?a3t=3&a3p=3&a3c=5&urltype=x&wbtreeid=1"),
        ("/gkml.jsp?ainfolist1813t=4&ainfolist1813p=2&ainfolist1813c=15&wbtreeid=1066&sccode=TJSJ",
         "/gkml.jsp?ainfolist1813t=4&ainfolist1813p=3&ainfolist1813c=15&wbtreeid=1066&sccode=TJSJ"),
    ],
)  # fmt: skip
def test_a_dynamic_list_by_its_numbers(path: str, asked: str) -> None:
    page_no = 1 if path == DYNAMIC else 2
    found = listed(rows(5) + older(15, page_no, 3), path, page_no, DYNAMIC)
    assert (found.end, found.next_url) == (MORE, SITE + asked)


def test_a_component_that_turns_its_pages_by_script() -> None:
    body = rows(10) + older(16, 1, 2) + turn(2, "a215540aGOPAGE", 1)
    asked = "a215540at=2&a215540ap=2&a215540ac=10&urltype=tree.TreeTempUrl&wbtreeid=1028"
    assert listed(body, DYNAMIC).next_url == f"{SITE}/list.jsp?{asked}"


def test_a_guess_that_no_total_could_prove_wrong_is_not_made() -> None:
    found = listed(rows(5) + newer([""], total=None, of="1/3"), DYNAMIC)
    assert (found.end, found.next_url) == (UNKNOWN, "")
    assert listed(rows(5) + older(15, 1, 3), "/search.jsp?x=1").end == UNKNOWN


def test_rows_that_lead_nowhere_are_not_paged_through() -> None:
    dead = '<tr><td><a href="javascript:;">数据咨询</a></td><td>2022年11月04日</td></tr>'
    found = listed(f"<table>{dead}</table>{older(16, 1, 2)}", DYNAMIC)
    assert (found.rows, found.end, found.total) == ([], UNKNOWN, 16)


# What the list says of itself


@pytest.mark.parametrize(
    ("pager", "total"),
    [
        ('共0条&nbsp;<input type="hidden" name="a222467afc" value="10">&nbsp;0/0&nbsp;', 0),
        ("共16条&nbsp;&nbsp;1/2&nbsp;", 16),
        ("共<b>16</b>条 1/2", 16),
        ('<span class="p_t">共52条</span> <span class="p_pages">首页</span> <span class="p_t">1/11</span>', 52),
        ('<span class="p_t">共31页</span> <span class="p_t">到第</span>', None),
    ],
)  # fmt: skip
def test_the_stated_number_of_entries(pager: str, total: int | None) -> None:
    assert listed(pager).total == total


def test_an_empty_list_ends_and_says_so() -> None:
    body = '<table><tr><td>共0条&nbsp;<input type="hidden" value="10">&nbsp;0/0&nbsp;</td></tr></table>'
    page = view(MARK + body, "/zwgk/zcjd.htm")
    found = FAMILY.read_list(page)
    assert (found.rows, found.end, found.total) == ([], END, 0)
    assert page.facts.placeholder == "共0条"


def test_more_entries_than_rows_without_any_pager_leave_the_list_open() -> None:
    assert listed(rows(5) + "<p>共45条 每页5条</p>").end == UNKNOWN


def test_numbers_without_bounds_do_no_harm() -> None:
    for body in (
        "共" + "9" * 40 + "条 1/2",
        "共" + "&nbsp;" * 5000 + "5条",
        "共<b" * 3000,
        turn(999999) * 50,
    ):
        found = listed(rows(2) + body)
        assert found.end in (END, MORE, UNKNOWN)


@pytest.mark.skipif(not REAL.exists(), reason="the saved real pages are not here")
@pytest.mark.parametrize(
    ("name", "total", "end"), [("consultation-empty", 0, END), ("consulting-list", 16, UNKNOWN)]
)
def test_lists_of_a_real_site(name: str, total: int, end: str) -> None:
    source = (REAL / "pages/ali" / f"{name}.html").read_text(encoding="utf-8")
    url = f"http://www.al.gov.cn/{name}.htm"
    facts = extract_page(source.encode(), url, "text/html; charset=utf-8")
    page = PageView(url, source, parse(source), facts, Entry(url, Role.COLUMN, 10, column_url=url))
    assert family_of(page).name == "vsb"
    found = FAMILY.read_list(page)
    assert (found.rows, found.total, found.end) == ([], total, end)


# Articles


FILE = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1512064483&wbfileid=2C4F"
TEXT = "各镇人民政府，县政府各部门：现将有关事项通知如下，请认真贯彻执行。" * 3
ARTICLE = f"""<h2 align="center">某县人民政府办公室关于做好某项工作的通知</h2>
<div>发布时间：2020年06月02日 09:30&nbsp;&nbsp;来源：某县人民政府办公室&nbsp;&nbsp;点击：[<script>_showDynClicks(1)</script>]
</div>
<div id="vsb_content"><div class="v_news_content"><p>{TEXT}</p></div></div><div id="div_vote_id"></div>
<ul style="list-style-type:none;"><li>附件【<a href="{FILE.replace("&", "&amp;")}" target="_blank">工作方案.doc</a>】
已下载<span id="nattach1">146</span>次</li></ul>"""


def test_an_article_with_an_attachment_that_only_its_words_name() -> None:
    source = f"<html><body>{ARTICLE}</body></html>"
    facts = extract_page(source.encode(), f"{SITE}/info/1028/16917.htm", "text/html; charset=utf-8")
    assert facts.is_article
    assert facts.title == "某县人民政府办公室关于做好某项工作的通知"
    assert facts.published is not None
    assert facts.published.day == date(2020, 6, 2)
    assert facts.source == "某县人民政府办公室"
    assert [(link.url, link.text) for link in facts.attachments] == [(SITE + FILE, "工作方案.doc")]


# Recognition


@pytest.mark.parametrize(
    "body",
    [
        MARK,
        '<script language="javascript" src="_sitegray/_sitegray.js"></script>',
        "<script>_jsq_(1479,'/zfjs_yjzj.jsp',-1,1512064483)</script>",
        rows(1),
        '<div class="v_news_content"></div>',
        newer([""]),
    ],
)
def test_it_is_known_by_its_marks(body: str) -> None:
    assert family_of(view(body)).name == "vsb"


def test_an_address_of_its_shape_is_no_mark() -> None:
    assert family_of(view('<a href="/info/1028/16917.htm">通知</a>')).name == "generic"
    link = '<a href="/x/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1">某学院</a>'
    assert family_of(view(link)).name == "generic"


def test_it_has_no_feed() -> None:
    page = view(rows(1))
    assert FAMILY.read_feed("<ul></ul>", replace(page.entry, role=Role.LIST)) is None
