"""Lists of unknown make are walked to their end: every shape of pager with every shape of address, each row once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cms.family import END, MORE
from crawler.cms.generic import FAMILY
from crawler.frontier import address
from tests.crawler.cms.viewing import SITE, view

PER_PAGE = 4


@dataclass(frozen=True)
class Addresses:
    """Where a list's pages lie: from the page's number (from 1) and the number of pages, and as a script of n."""

    of: Callable[[int, int], str]
    script: str = ""


ADDRESSES = {
    "index_1": Addresses(
        lambda n, _: "/tzgg/index.html" if n == 1 else f"/tzgg/index_{n - 1}.html",
        'if(n==1){location.href="index.html"}else{location.href="index_"+(n-1)+".html";}',
    ),
    "list_2": Addresses(
        lambda n, _: "/tzgg/" if n == 1 else f"/tzgg/list_{n}.html",
        'var u="/tzgg/"; if(n>1) u="/tzgg/list_"+n+".html"; window.location.href=u;',
    ),
    "list_7_2": Addresses(
        lambda n, _: f"/news/list_7_{n}.html", "location.href=`list_7_${n}.html`"
    ),
    "folder": Addresses(
        lambda n, _: "/tzgg/" if n == 1 else f"/tzgg/page/{n}/", 'location="/tzgg/page/"+n+"/"'
    ),
    "bare": Addresses(lambda n, _: "/tzgg/" if n == 1 else f"/tzgg/{n}.htm", 'location.replace("/tzgg/"+n+".htm")'),
    "down": Addresses(
        lambda n, last: "/xwdt/zcjd.htm" if n == 1 else f"/xwdt/zcjd/{last - n + 1}.htm"
    ),
    "query": Addresses(
        lambda n, _: "/ShowClass.asp?ClassID=7" + (f"&page={n}" if n > 1 else ""),
        'location.href="ShowClass.asp?ClassID=7&page="+n',
    ),
    "always": Addresses(
        lambda n, _: f"/list.jsp?PageIndex={n}&id=30", 'location.href="?PageIndex="+n+"&id=30"'
    ),
    "current": Addresses(
        lambda n, _: f"/eportal/ui?pageId=35&currentPage={n}&moduleId=9",
        'location.href="/eportal/ui?pageId=35&currentPage="+n+"&moduleId=9"',
    ),
    "p": Addresses(lambda n, _: f"/index.php?a=lists&catid=271&p={n}", 'location.href="/index.php?a=lists&catid=271&p="+n'),
    "offset": Addresses(
        lambda n, _: f"/list.do?start={(n - 1) * PER_PAGE}",
        f'location.href="/list.do?start="+(n-1)*{PER_PAGE}',
    ),
}  # fmt: skip

Pager = Callable[[int, int, Addresses], str]


def link(at: Addresses, n: int, last: int, words: str) -> str:
    """A link to page n."""
    return f'<a href="{at.of(n, last).replace("&", "&amp;")}">{words}</a>'


def by_words(words: str, idle: str) -> Pager:
    """首页 上一页 下一页 尾页; `idle` is 下一页 on the last page."""

    def pager(n: int, last: int, at: Addresses) -> str:
        before = link(at, n - 1, last, "上一页") if n > 1 else "上一页"
        after = link(at, n + 1, last, words) if n < last else idle.format(here=at.of(n, last))
        return f"<div>{link(at, 1, last, '首页')} {before} {after} {link(at, last, last, '尾页')}</div>"

    return pager


def by_numbers(shape: str, window: int, dots: str = "…") -> Pager:
    """Numbers without any words, at most `window` on either side of the page's own, which is no link."""

    def pager(n: int, last: int, at: Addresses) -> str:
        shown = [k for k in range(1, last + 1) if k in (1, last) or abs(k - n) <= window]
        parts: list[str] = []
        for before, k in zip([0, *shown], shown, strict=False):
            parts += [dots] if k - before > 1 else []
            parts.append(f"<span>{k}</span>" if k == n else link(at, k, last, shape.format(k)))
        return f'<div class="fenye">{" ".join(parts)}</div>'

    return pager


def by_select(n: int, last: int, at: Addresses) -> str:
    """A select whose options are the pages' addresses."""
    options = "".join(
        f'<option value="{at.of(k, last).replace("&", "&amp;")}"{" selected" if k == n else ""}>第{k}页</option>'
        for k in range(1, last + 1)
    )
    return f'<select onchange="location.href=this.options[this.selectedIndex].value">{options}</select>'


def by_onclick(n: int, last: int, at: Addresses) -> str:
    """Buttons whose onclick has the address."""
    if n == last:
        return '<input type="button" value="下一页" disabled>'
    return f'<input type="button" value="下一页" onclick="location.href=\'{at.of(n + 1, last).replace("&", "&amp;")}\'">'


def by_image(n: int, last: int, at: Addresses) -> str:
    """An image without any words."""
    return link(at, n + 1, last, '<img src="/images/next_page.gif">') if n < last else ""


def by_icon(n: int, last: int, at: Addresses) -> str:
    """A link that only its class names."""
    if n == last:
        return '<a class="next disabled" href="javascript:;"><i class="icon"></i></a>'
    return link(at, n + 1, last, '<i class="icon"></i>').replace("<a ", '<a class="next" ')


def by_function(n: int, last: int, at: Addresses) -> str:
    """A function of the page's number, called by numbers and words."""
    calls = " ".join(f'<a href="javascript:goPage({k})">{k}</a>' for k in range(1, last + 1))
    return (
        f"<script>function goPage(n){{ if(n<1||n>{last}){{return;}} {at.script} }}</script>{calls} "
        f'<a href="javascript:void(0)" onclick="goPage({min(n + 1, last)})">下一页</a> 共 {last} 页'
    )


def by_library(n: int, last: int, at: Addresses) -> str:
    """layui's pager, whose page numbers stand nowhere on the page."""
    script = at.script.replace("(n-1)", "(obj.curr-1)").replace("+n", "+obj.curr")
    script = (
        script.replace("n==1", "obj.curr==1")
        .replace("n>1", "obj.curr>1")
        .replace("{n}", "{obj.curr}")
    )
    return (
        f'<div id="pager"></div><script>laypage.render({{elem:"pager", curr:{n}, pageCount:{last},'
        f" jump: function(obj, first){{ if(!first){{ {script} }} }} }});</script>"
    )


def by_form(method: str) -> Pager:
    """A form whose hidden field has the page's number."""

    def pager(n: int, last: int, at: Addresses) -> str:
        path = urlsplit(at.of(1, last)).path
        return (
            f'<form name="pageForm" method="{method}" action="{path}"><input type="hidden" name="pageNo" value="{n}">'
            '<input type="hidden" name="cid" value="8"></form>'
            "<script>function turnTo(p){document.pageForm.pageNo.value=p;document.pageForm.submit();}</script>"
            f'<a href="javascript:turnTo({n + 1})">下一页</a> 第{n}页/共{last}页'
        )

    return pager


PAGERS: dict[str, Pager] = {
    "下一页": by_words("下一页", "下一页"),
    "下页 #": by_words("下页", '<a href="#">下页</a>'),
    "[下一页] void": by_words("[下一页]", '<a href="javascript:void(0)">[下一页]</a>'),
    "下一页 itself": by_words("下一页 &raquo;", '<a href="{here}">下一页 &raquo;</a>'),
    "›": by_words("›", "›"),
    "＞": by_words("＞", '<a class="disabled" href="javascript:;">＞</a>'),
    "»": by_words("»", ""),
    "image with words": by_words('<img src="/a.gif" alt="下一页">', ""),
    "numbers": by_numbers("{}", 99),
    "[2]": by_numbers("[{}]", 99),
    "第2页": by_numbers("第{}页", 99),
    "numbers around": by_numbers("{}", 2),
    "next number only": by_numbers("{}", 1, "<span>...</span>"),
    "select": by_select,
    "onclick": by_onclick,
    "image": by_image,
    "icon": by_icon,
}
SCRIPTED: dict[str, Pager] = {"function": by_function, "library": by_library}


def walk(pages: dict[str, str], first: str) -> tuple[list[str], int, str]:
    """Read a list from its first page on as a crawl does: rows in order, pages read, and how the last page said it ends."""
    rows: list[str] = []
    asked = address(SITE + first)
    for page_no in range(1, len(pages) + 2):
        path = asked.partition("/")[2]
        listing = FAMILY.read_list(view(pages[asked], f"/{path}", page_no))
        rows += [row.url for row in listing.rows]
        if listing.end != MORE:
            return rows, page_no, listing.end
        asked = _asked(listing.next_url, listing.next_form)
    raise AssertionError("the list has no end")


def _asked(url: str, form: str) -> str:
    return f"{address(url)}?{form}" if form else address(url)


def body(n: int, rows: int, pager: str) -> str:
    """The nth page of a list of so many rows: menu above, rows, pager, links below."""
    items = "".join(
        f'<li><a href="/art/{k}.html">关于做好第{k}批重点工作的通知</a><b>2020-{1 + k % 12:02d}-{1 + k % 28:02d}</b></li>'
        for k in range((n - 1) * PER_PAGE, min(n * PER_PAGE, rows))
    )
    menu = '<div class="nav"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/hdjl/">互动交流</a></div>'
    foot = '<div class="links"><a href="http://www.b.gov.cn/">市政府</a> <a href="/map/">网站地图</a></div>'
    return f"{menu}<ul>{items}</ul>{pager}{foot}"


def check(pager: Pager, at: Addresses, rows: int) -> None:
    """Walk a list of so many rows."""
    last = max(1, -(-rows // PER_PAGE))
    pages = {
        address(urljoin(SITE, at.of(n, last))): body(n, rows, pager(n, last, at))
        for n in range(1, last + 1)
    }
    if last == 1:
        pages = {key: body(1, rows, "") for key in pages}
    found, read, end = walk(pages, at.of(1, last))
    assert found == [f"{SITE}/art/{k}.html" for k in range(rows)]
    assert (read, end) == (last, END)


@pytest.mark.parametrize("addresses", ADDRESSES)
@pytest.mark.parametrize("pager", PAGERS)
@settings(max_examples=3)
@given(rows=st.integers(1, 70))
def test_every_pager_of_links_is_walked_to_its_end(pager: str, addresses: str, rows: int) -> None:
    check(PAGERS[pager], ADDRESSES[addresses], rows)


@pytest.mark.parametrize("addresses", [name for name, at in ADDRESSES.items() if at.script])
@pytest.mark.parametrize("pager", SCRIPTED)
@settings(max_examples=3)
@given(rows=st.integers(1, 70))
def test_every_pager_of_a_script_that_can_be_read_is_too(
    pager: str, addresses: str, rows: int
) -> None:
    check(SCRIPTED[pager], ADDRESSES[addresses], rows)


@pytest.mark.parametrize("method", ["get", "post"])
@given(rows=st.integers(1, 40))
@settings(max_examples=5)
def test_a_form_that_a_script_submits_is_walked_to_its_end(method: str, rows: int) -> None:
    last = max(1, -(-rows // PER_PAGE))
    pages = {}
    for n in range(1, last + 1):
        form = urlencode({"pageNo": n, "cid": 8})
        here = f"{SITE}/gk/list.do"
        asked = _asked(f"{here}?{form}", "") if method == "get" else _asked(here, form)
        pages[_asked(here, "") if n == 1 else asked] = body(
            n, rows, by_form(method)(n, last, Addresses(lambda *_: "/gk/list.do"))
        )
    found, read, end = walk(pages, "/gk/list.do")
    assert found == [f"{SITE}/art/{k}.html" for k in range(rows)]
    assert (read, end) == (last, END)
