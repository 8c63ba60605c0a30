"""博达 VSB (Visual SiteBuilder): columns `/zcjd.htm`, articles `/info/1028/16917.htm`, list pages that count down.

Of a list of 24 static pages the second is `/zcjd/23.htm` and the last `/zcjd/1.htm`, so that old pages stay where they
are. Dynamic lists are `list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1028`, further pages of them
`?totalpage=24&PAGENUM=2&…` or, with the number of the page's component, `?a3t=24&a3p=2&a3c=15&…`. A pager mostly links to
the next page; where only its script can turn it (`_simple_list_gotopage_fun(24,'u5_goPage',2)`), the numbers tell the
address. It states the number of entries (共45条 1/3), an empty list says 共0条 0/0.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.cms.generic import next_link
from crawler.extract.lists import stated_pages, stated_total
from crawler.frontier import Entry, address

_MARKS = (
    "Visual SiteBuilder", "_sitegray/", "system/resource/js/", "system/resource/css/", "_showDynClick", "_jsq_(",
    "pb_sys_common", "vsb_content", "v_news_content",
)  # fmt: skip
_GAP = r"(?:&nbsp;|\s|<[^<>]{0,120}>){0,12}"
_COUNTED = re.compile(rf"共{_GAP}(\d{{1,8}}){_GAP}条{_GAP}(?:(\d{{1,6}})\s?/\s?(\d{{1,6}}))?")
_PAGE_OF = re.compile(
    r"(?:class=[\"']?p_t[\"']?|id=[\"']?fanye\d{0,12}[\"']?)\s?>\s{0,20}(\d{1,6})\s?/\s?(\d{1,6})\s?<"
)
_TURN = re.compile(
    r"_simple_list_gotopage_fun\s?\(\s?(\d{1,6})\s?,\s?(?:&quot;|&#3[49];|[\"'])(\w{1,40})(?:&quot;|&#3[49];|[\"'])"
)
_CURRENT = re.compile(
    r"class=[\"']?(?:p_no_d|this-page)[\"']?\s?>\s{0,20}(?:<[^<>]{0,60}>)?\s?(\d{1,6})\s?<"
)
_STATIC = re.compile(r"^(.{1,400}?)(?:/(\d{1,6}))?\.html?$")
_COMPONENT = re.compile(r"^(a\w{0,30}\d)([tpc])$")
_GO = re.compile(r"^(a\w{0,30}?\da?)GOPAGE$", re.IGNORECASE)


class Vsb:
    """The VSB family."""

    name = "vsb"

    def recognises(self, page: PageView) -> bool:
        """By the traces that its publisher leaves in every page: comment, scripts, styles, class names."""
        return any(mark in page.source for mark in _MARKS)

    def read_list(self, page: PageView) -> ListPage:
        """Rows as shown, the number of entries that the pager states, and the next page by link, else by number."""
        counted = next(_COUNTED.finditer(page.source), None)
        found = ListPage(rows=page.facts.rows)
        found.total = int(counted[1]) if counted else stated_total(page.source)
        current, last = _pages(page, counted)
        following = next_link(page) or _numbered(page, current + 1)
        if following:
            found.end, found.next_url = MORE, following
        elif last > current:
            url, is_sure = _address(page, current, last, len(found.rows))
            # Servers answer a parameter that they do not know with the first page: then only the total shows the loss.
            follows = url and found.rows and (is_sure or found.total is not None)
            found.end, found.next_url = (MORE, url) if follows else (UNKNOWN, "")
        elif not last and found.total is not None and found.total > len(found.rows) > 0:
            found.end = UNKNOWN if page.entry.page_no == 1 else END
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """Never asked: every page of such a list is HTML."""
        return None


def _pages(page: PageView, counted: re.Match[str] | None) -> tuple[int, int]:
    """The number of this page and of the last, from 1; the last is 0 where the page does not say."""
    source = page.source
    if counted and counted[3]:
        return int(counted[2]), int(counted[3])
    if shown := _PAGE_OF.search(source):
        return int(shown[1]), int(shown[2])
    turn = _TURN.search(source)
    last = int(turn[1]) if turn else (stated_pages(source) or 0)
    at = _CURRENT.search(source)
    return (int(at[1]) if at else page.entry.page_no), last


def _numbered(page: PageView, number: int) -> str:
    """The address behind the pager's number, where it is a page of this list; "" without one."""
    stem = _stem(page)
    for link in page.facts.links:
        if link.text.strip() != str(number) or address(link.url) == address(page.url):
            continue
        there = urlsplit(link.url)
        match = _STATIC.match(there.path)
        if stem and match and match[2] and match[1] == stem:
            return link.url
        if _tree_of(link.url) and _tree_of(link.url) == _tree_of(page.url):
            return link.url
    return ""


def _stem(page: PageView) -> str:
    """The path of a static list without ending and number: /zcjd of /zcjd.htm and of its page /zcjd/23.htm."""
    match = _STATIC.match(urlsplit(page.url).path)
    if match is None:
        return ""
    stem, number = match[1], match[2]
    if not number:
        return stem
    column = re.sub(r"\.html?$", "", urlsplit(page.entry.column_url).path)
    return stem if page.entry.page_no > 1 or stem == column else f"{stem}/{number}"


def _tree_of(url: str) -> str:
    return dict(parse_qsl(urlsplit(url).query)).get("wbtreeid", "")


def _address(page: PageView, current: int, last: int, rows: int) -> tuple[str, bool]:
    """The address of the page after this one by the numbers alone, and whether it is sure; ("", False) for none."""
    parts = urlsplit(page.url)
    if stem := _stem(page):
        # Page 2 of 24 is 23.htm: the file's number and the page's make 25.
        return urlunsplit(
            (parts.scheme, parts.netloc, f"{stem}/{last - current}.htm", "", "")
        ), True
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "wbtreeid" not in query:
        return "", False
    named = {match[2]: name for name in query if (match := _COMPONENT.match(name))}
    is_sure = True
    if "PAGENUM" in query:
        query["PAGENUM"] = str(current + 1)
    elif {"t", "p", "c"} <= set(named):
        query[named["p"]] = str(current + 1)
    else:
        turn = _TURN.search(page.source)
        component = _GO.match(turn[2]) if turn else None
        if component:
            numbers = {"t": last, "p": current + 1, "c": rows}
            asked = {f"{component[1]}{name}": str(value) for name, value in numbers.items()}
        else:
            asked = {"totalpage": str(last), "PAGENUM": str(current + 1)}
        query, is_sure = asked | query, False
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), "")), is_sure


FAMILY = Vsb()
