"""gkmlpt, the platform of 广东 for the catalogue of government information (政府信息公开目录).

Its pages (`/gkmlpt/index`, `/gkmlpt/annualreport`, …) are shells that a script fills: `window._CONFIG` names the site's
number (SID) and the tree of categories (TREE); the list of a category is `/gkmlpt/api/all/<category>?page=1&sid=<SID>`,
a hundred entries a page, as JSON. Categories are columns. Where a category has a `jump_url`, its page lies there instead:
on the portal beside the platform, or on a page of the platform whose fragment is a category (`/gkmlpt/policy#1076`). The
guide (`/gkmlpt/guide`) and the documents are pages like any other, and so is the portal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from crawler.cms.family import MORE, UNKNOWN, FoundColumn, ListPage, ListRequest, PageView
from crawler.cms.feed_values import parsed, plain, whole
from crawler.cms.generic import next_link, resolve
from crawler.extract.dates import BEIJING, from_meta, valid_day
from crawler.frontier import Entry
from crawler.snapshot.facts import ListRow

_CONFIG = re.compile(r"\b_CONFIG\s{0,5}=\s{0,5}\{")
_SID = re.compile(r"\bSID[\"']?\s{0,5}:\s{0,5}[\"']?(\d{1,12})\b")
_TREE = re.compile(r"\bTREE[\"']?\s{0,5}:\s{0,5}(?=\[)")
_PLATFORM = re.compile(r"/gkmlpt(?:/|$)")
_CATEGORY = re.compile(r"/gkmlpt/[a-z]{0,20}/?#(\d{1,9})$")
_CATALOGUE = frozenset({"", "index", "mindex"})  # the shells that show the tree
_REPORTS = frozenset({"annualreport", "mannualreport"})
_GUIDE, _REPORT = "政府信息公开指南", "政府信息公开年报"
_GUIDE_NAME = re.compile("公开指南")
_REPORT_NAME = re.compile("年度报告|年报")
_MOST_NODES = 2000
_DEEPEST = 12
_PAGE_SIZE = 100
_PUBLISHED = ("display_publish_time", "create_time", "first_publish_time", "publish_time", "created_at")  # fmt: skip


class Gkmlpt:
    """The gkmlpt platform."""

    name = "gkmlpt"

    def recognises(self, page: PageView) -> bool:
        """By the settings that its script reads: the number of the site and the tree, or its own addresses."""
        if not _CONFIG.search(page.source) or not _SID.search(page.source):
            return False
        return _TREE.search(page.source) is not None or "gkmlpt" in page.source

    def read_list(self, page: PageView) -> ListPage:
        """The categories as columns; of a shell for one category, its list."""
        found = ListPage(rows=page.facts.rows)
        if url := next_link(page):
            found.end, found.next_url = MORE, url
        base, shell = _place(page.url)
        sid = _SID.search(page.source)
        if sid is None or found.rows or page.facts.is_article:
            return found
        tree = _tree(page.source)
        nodes = list(_nodes(tree or [], base, sid[1])) if base else []
        catalogue = shell in _CATALOGUE
        above = page.url.partition("#")[0] if catalogue else f"{base}index"
        if catalogue:
            found.columns = [*_named(nodes, above), *_unnamed(base, above, nodes)]
            found.end = UNKNOWN if tree is None else found.end
        elif category := _category_of(page, shell, nodes):
            asked = _list_of(base, category, sid[1])
            if any(node.list.url == asked for node in nodes):
                found.columns, found.shows = _named(nodes, above), asked
            else:
                found.end, found.next_url, found.next_feed = MORE, asked, self.name
        elif base:
            found.end = UNKNOWN  # what the shell shows, only its script knows
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """The rows of one page of a category."""
        answer = parsed(body)
        if not isinstance(answer, dict) or not isinstance(answer.get("articles"), list):
            return None
        articles = [each for each in answer["articles"] if isinstance(each, dict)]
        found = ListPage(rows=[row for each in articles if (row := _row(each, entry.url))])
        found.total = whole(answer.get("total"))
        query = dict(parse_qsl(urlsplit(entry.url).query))
        number = max(whole(query.get("page")) or 1, 1)
        read = (number - 1) * _PAGE_SIZE + len(articles)
        more = read < found.total if found.total is not None else len(articles) >= _PAGE_SIZE
        if articles and more:
            path = entry.url.partition("?")[0]
            found.end, found.next_feed = MORE, self.name
            found.next_url = f"{path}?page={number + 1}&sid={query.get('sid', '')}"
        return found


def _place(url: str) -> tuple[str, str]:
    """The platform's own folder, and which of its pages an address is; ("", "") where it is none of them."""
    bare = url.partition("#")[0].partition("?")[0]
    match = _PLATFORM.search(bare)
    if match is None:
        return "", ""
    return bare[: match.start()] + "/gkmlpt/", bare[match.end() :].strip("/").lower()


def _tree(source: str) -> list[Any] | None:
    """The tree of categories; None when it cannot be read."""
    match = _TREE.search(source)
    if match is None:
        return None
    try:
        tree, _ = json.JSONDecoder(strict=False).raw_decode(source, match.end())
    except (ValueError, RecursionError):
        return None
    return tree if isinstance(tree, list) else None


def _nodes(tree: list[Any], base: str, sid: str) -> Iterator[FoundColumn]:
    """The categories of the tree, each above the ones below it; `parent` is "" at the top."""
    waiting = [(node, "", 1) for node in reversed(tree)]
    left = _MOST_NODES
    while waiting and left:
        left -= 1
        node, parent, depth = waiting.pop()
        if not isinstance(node, dict):
            continue
        name, number = plain(node.get("name")), whole(node.get("id"))
        jump = str(node.get("jump_url") or "").strip()
        target = resolve(base, jump) if jump and not jump.startswith("#") else ""
        category = _CATEGORY.search(target)
        if category:
            asked = ListRequest(_list_of(base, category[1], sid), feed="gkmlpt")
        elif target:
            asked = ListRequest(target)
        elif number is not None:
            asked = ListRequest(_list_of(base, str(number), sid), feed="gkmlpt")
        else:
            continue
        if name:
            yield FoundColumn(name, asked, parent)
        if depth < _DEEPEST:
            above = asked.url if name else parent
            waiting += [(child, above, depth + 1) for child in reversed(_children(node))]


def _children(node: dict[str, Any]) -> list[Any]:
    """The categories below one: `children`, or whatever else holds categories where a release names them otherwise."""
    lists = (node.get("children"), *node.values())
    return next(
        (
            each
            for each in lists
            if isinstance(each, list)
            and each
            and all(isinstance(child, dict) and "name" in child and "id" in child for child in each)
        ),
        [],
    )


def _named(nodes: list[FoundColumn], above: str) -> list[FoundColumn]:
    """The categories, those of the top below the catalogue's own page."""
    return [FoundColumn(node.name, node.list, node.parent or above) for node in nodes]


def _list_of(base: str, category: str, sid: str) -> str:
    return f"{base}api/all/{category}?page=1&sid={sid}"


def _unnamed(base: str, above: str, nodes: list[FoundColumn]) -> list[FoundColumn]:
    """The guide and the annual reports, which the shell's script shows beside the tree that does not name them."""
    names = [node.name for node in nodes]
    pages = ((_GUIDE, _GUIDE_NAME, "guide"), (_REPORT, _REPORT_NAME, "annualreport"))
    return [
        FoundColumn(name, ListRequest(base + path), above)
        for name, pattern, path in pages
        if base and nodes and not any(pattern.search(each) for each in names)
    ]


def _category_of(page: PageView, shell: str, nodes: list[FoundColumn]) -> str:
    """The category whose list a shell shows: its own links name it behind a #, or the tree by what it is."""
    named = re.search(rf"/gkmlpt/{re.escape(shell)}/?#(\d{{1,9}})\b", page.source)
    if named:
        return named[1]
    if shell in _REPORTS:
        for node in nodes:
            if node.list.feed and _REPORT_NAME.search(node.name):
                return node.list.url.partition("?")[0].rpartition("/")[2]
    return ""


def _row(article: dict[str, Any], url: str) -> ListRow | None:
    """One entry: published on the day that the platform shows beside it; `date` is the day of issue."""
    title = plain(article.get("title"))
    given = (str(article.get(name) or "").strip() for name in ("url", "post_url"))
    target = next((found for each in given if each and (found := resolve(url, each))), "")
    if not title or not target:
        return None
    days = (_day(article.get(name)) for name in (*_PUBLISHED, "date"))
    return ListRow(target.partition("#")[0], title, next(filter(None, days), None))


def _day(value: object) -> date | None:
    """A day from epoch seconds or milliseconds, as number or text, or from a written date."""
    text = str(value).strip() if value is not None else ""
    if text.isascii() and text.isdigit() and len(text) not in (8, 10, 13):
        # Before 2001 the seconds have nine digits; 0 is none.
        if len(text) != 9:
            return None
        moment = datetime.fromtimestamp(int(text), UTC).astimezone(BEIJING)
        return valid_day(moment.year, moment.month, moment.day)
    return from_meta(text)


FAMILY = Gkmlpt()
