"""What a page that only scripts fill can be taken for: the shell as it came, and the page that a browser made of it.

A browser shows one state of an application. What stands behind its buttons was not read, and must never count as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.answer import Rendering
from crawler.cms.family import END, UNKNOWN, ListPage
from crawler.frontier import Entry, address
from crawler.snapshot.facts import PageFacts, Role

WITHOUT_BROWSER = "加 --browser 可用浏览器读取"
_SHELL = "页面内容全靠脚本生成"
_MOST_REASONS = 3
_ROUTE = re.compile(r"[^#]{0,2000}#!?/\w")  # an address that only the page's own script understands
_PAGER_CLASS = re.compile(r"pager|pagination|paging|laypage|page-?(?:nav|box|bar)", re.I)
_MORE_WORDS = frozenset(
    {"下一页", "下页", "下一頁", "加载更多", "点击加载更多", "查看更多", "显示更多"}
)
_DISABLED = re.compile(r"(?:^|[\s_-])(?:disabled?|disable)(?:$|[\s_-])", re.I)
_MOST_PAGERS, _MOST_PARTS = 20, 500


def why_empty(rendering: Rendering) -> str:
    """Why a page is a script shell still, a browser notwithstanding."""
    why = rendering.missing[:_MOST_REASONS]
    if rendering.shell is None:
        return "；".join((_SHELL, *why))
    return "；".join(("浏览器打开后仍为空", *why))


def why_unread(
    entry: Entry, facts: PageFacts, tree: HtmlElement, rendering: Rendering, *, has_frames: bool
) -> str:
    """Why a page that a browser has filled cannot be taken as read, "" when it can.

    A menu without addresses leads nowhere that can be asked for: what stands behind it is unknown. `has_frames` says that
    frames of the page are read as well.
    """
    if entry.role not in (Role.HOME, Role.COLUMN, Role.LIST, Role.FRAME) or facts.is_article:
        return ""
    routes = sum(1 for href in _hrefs(tree) if _ROUTE.match(href))
    here = address(entry.url)
    links = sum(1 for link in facts.links if address(link.url) != here)
    if routes * 4 > links:
        return "浏览器打开后，栏目地址只在页面内切换（#/…），未能逐个读取"
    if not links and not has_frames:
        why = rendering.missing[:_MOST_REASONS]
        return "；".join(("浏览器打开后没有链接，内容须点击才显示，未能读取", *why))
    return ""


def sure_placeholder(facts: PageFacts, rendering: Rendering) -> str:
    """The words by which a rendered page says that it is empty; "" where it did not get the data that it asked for."""
    return "" if rendering.lacks_data else facts.placeholder


def doubt_end(listing: ListPage, facts: PageFacts, tree: HtmlElement, entry: Entry) -> None:
    """Take back that a rendered list ends here where its page has rows without links, or a pager without addresses."""
    if listing.end != END or listing.family != "generic":
        return
    if not listing.rows:
        if not facts.is_article and not facts.placeholder:
            listing.end = UNKNOWN
        return
    is_whole = entry.page_no == 1 and listing.total is not None
    if not (is_whole and len(listing.rows) >= (listing.total or 0)) and _goes_on(
        tree, entry.page_no
    ):
        listing.end = UNKNOWN


def _hrefs(tree: HtmlElement) -> Iterator[str]:
    return (str(link.get("href") or "").strip() for link in tree.iter("a", "area"))


def _goes_on(tree: HtmlElement, page_no: int) -> bool:
    """Whether a page shows a pager with a further page, or a button that brings more."""
    pagers = 0
    for element in tree.iter():
        name = str(element.get("class") or "")
        if name and pagers < _MOST_PAGERS and _PAGER_CLASS.search(name):
            pagers += 1
            if any(number > page_no for number in _numbers(element)):
                return True
        if not len(element) and (element.text or "").strip(" >›»") in _MORE_WORDS:
            around = [element, *_above(element, 2)]
            if not any(_is_disabled(each) for each in around):
                return True
    return False


def _numbers(pager: HtmlElement) -> Iterator[int]:
    for at, part in enumerate(pager.iter()):
        if at > _MOST_PARTS:
            return
        words = (part.text or "").strip() if not len(part) else ""
        if words.isascii() and words.isdigit() and len(words) <= 4:
            yield int(words)


def _above(element: HtmlElement, levels: int) -> Iterator[HtmlElement]:
    for _ in range(levels):
        above = element.getparent()
        if above is None:
            return
        element = above
        yield element


def _is_disabled(element: HtmlElement) -> bool:
    return "disabled" in element.attrib or bool(_DISABLED.search(str(element.get("class") or "")))
