"""TRS 福建集约化: the page shows the list's first pages, its script asks `/fjdzapp/search` for the rest.

The script's arguments say what is asked for: `channelid: SiteInfo.searchId, classsql: "" || "chnlid=1813", sortfield`, and
`recordCount` how many entries there are. The answer is JSON, `{pageCount, data: [{doctitle, docpuburl, docreltime}]}`; some
sites name the entries `docs` and their addresses `chnldocurl`.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin

from crawler.cms.family import MORE, UNKNOWN, ListPage, ListRequest, PageView
from crawler.extract.dates import BEIJING, parse_date
from crawler.frontier import Entry
from crawler.snapshot.facts import ListRow

_MARK = re.compile(r"/\w{0,12}app/search\b|\blist2?\.trsapi\b|\bpageChnlInfo\b")
_COMMENT = re.compile(
    r"/\*[^*]{0,4000}\*/|^[ \t]{0,80}//[^\n]{0,2000}$|(?<=[;,{ \t])//[^\n]{0,500}$", re.MULTILINE
)
_API = re.compile(r"[\"'](/[\w/-]{0,60}/search)[\"']")
_OR = r"(?:[\w.\"']{1,60}\s{0,4}\|\|\s{0,4})?"
_CLASS = re.compile(
    rf"\bclasssql\s{{0,4}}:\s{{0,4}}{_OR}[\"']([^\"'\n]{{1,300}})[\"']", re.IGNORECASE
)
_SEARCH = re.compile(r"\b(?:searchId|channelid)\s{0,4}:\s{0,4}[\"']?(\d{1,12})", re.IGNORECASE)
_SORT = re.compile(rf"\bsortfield\s{{0,4}}:\s{{0,4}}{_OR}[\"']([^\"'\n]{{1,120}})[\"']")
_COUNT = re.compile(r"\brecordCount\s{0,4}:\s{0,4}[\"']?(\d{1,8})")
_SIZE = re.compile(rf"\bprepage\s{{0,4}}:\s{{0,4}}{_OR}[\"']?(\d{{1,4}})", re.IGNORECASE)
_STATIC = re.compile(r"\bmaxStaticIndex\s{0,4}:\s{0,4}[\"']?(\d{1,4})")
_TAG = re.compile(r"<[^<>]{0,200}>")
_SORTED = "-docorderpri,-docreltime"
_PER_PAGE = 15  # of a list that does not say its own
_AT_ONCE = 5  # own pages in one answer, as the script asks for them
_WORTH_IT = 3  # further pages from which that spares requests
_BEFORE, _AFTER = 800, 3_000  # characters around a list's class within which its numbers stand


def is_fujian(source: str) -> bool:
    """Whether a page carries the script of these lists."""
    return _MARK.search(source) is not None


@dataclass(frozen=True, slots=True)
class _List:
    """One list as the page's script asks for it. `shown` counts the entries that the page itself shows of it."""

    wanted: str
    sort: str
    total: int | None
    size: int
    shown: int

    def request(self, url: str, search: str, page: int) -> ListRequest:
        """The request for one page of the list."""
        form = {
            "channelid": search,
            "sortfield": self.sort,
            "classsql": self.wanted,
            "prepage": str(self.size),
            "page": str(page),
        }
        return ListRequest(url, urlencode(form), TrsFujian.name)


class TrsFujian:
    """The TRS WCM of 福建 (集约化)."""

    name = "trs_fujian"

    def recognises(self, page: PageView) -> bool:
        """By the script of its lists."""
        return is_fujian(page.source)

    def read_list(self, page: PageView) -> ListPage:
        """Rows as shown; the rest from the interface that the page's script names."""
        rows = page.facts.rows
        found = ListPage(rows=rows)
        code = "\n".join(script.text or "" for script in page.tree.iter("script"))
        code = _COMMENT.sub("", code)
        lists = _lists(code, page)
        if not lists:
            return found
        totals = [each.total for each in lists]
        found.total = sum(total for total in totals if total) if None not in totals else None
        if found.total is not None and len(lists) == 1 and len(rows) >= found.total:
            return found
        api, search = _API.search(code), _SEARCH.search(code)
        if search is None:
            found.end = UNKNOWN
            return found
        url = urljoin(page.url, api[1] if api else "/fjdzapp/search")
        asked = [
            each.request(url, search[1], 1 + -(-each.shown // each.size))
            for each in lists
            if each.total is None or each.total > each.shown
        ]
        if asked:
            found.end = MORE
            found.next_url, found.next_form = asked[0].url, asked[0].form
            found.next_feed, found.also = self.name, asked[1:]
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """The entries of one answer, and the request for the next."""
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            return None
        if not isinstance(answer, dict):
            return None
        entries = answer.get("data", answer.get("docs"))
        if not isinstance(entries, list):
            return None
        form = dict(parse_qsl(entry.form, keep_blank_values=True))
        page, size = _number(form.get("page"), 1), _number(form.get("prepage"), _PER_PAGE)
        pages = _number(answer.get("pageCount"), 0) or None
        goes_on = page < pages if pages is not None else len(entries) >= size
        if form.get("cache") == "true" and goes_on and len(entries) < size:
            return None  # the server gives its own number of entries, whatever it is asked for
        found = ListPage(rows=[row for each in entries if (row := _row(each, entry.url))])
        if not entries or not goes_on:
            return found
        found.end, found.next_url, found.next_feed = MORE, entry.url, self.name
        found.next_form = urlencode(form | {"page": str(page + 1)})
        if "cache" not in form and pages is not None and pages - page >= _WORTH_IT:
            larger = {"prepage": str(size * _AT_ONCE), "page": str(page // _AT_ONCE + 1)}
            found.other_url = entry.url
            found.other_form = urlencode(form | {"page": str(page + 1), "cache": "false"})
            found.next_form = urlencode(form | larger | {"cache": "true"})
        return found


def _lists(code: str, page: PageView) -> list[_List]:
    """The lists that the scripts of a page ask for."""
    classes = list(_CLASS.finditer(code))
    near: list[tuple[str, str]] = []
    for at, match in enumerate(classes):
        start = max(classes[at - 1].end() if at else 0, match.start() - _BEFORE)
        stop = classes[at + 1].start() if at + 1 < len(classes) else len(code)
        after = code[match.end() : min(stop, match.end() + _AFTER)]
        near.append((match[1], f"{after}\n{code[start : match.start()]}"))
    if not near and _COUNT.search(code):
        own = page.tree.find(".//meta[@name='ChnlId']")
        channel = (own.get("content") or "") if own is not None else ""
        near = [(f"chnlid={channel}", code)] if channel.isdigit() else []
    # The rows that the page shows belong to one list; where it has several, each is asked for from its beginning.
    shown = len(page.facts.rows) if len(near) == 1 else 0
    return [_list(wanted, text, shown) for wanted, text in near]


def _list(wanted: str, text: str, shown: int) -> _List:
    size, total, sort = _SIZE.search(text), _COUNT.search(text), _SORT.search(text)
    per_page = max(1, int(size[1])) if size else _PER_PAGE
    static = _STATIC.search(text)
    if static and shown:
        # A row without a link is none to follow, and yet one of its page.
        whole = int(static[1]) * per_page
        shown = whole if whole - per_page < shown <= whole else shown
    return _List(
        wanted, sort[1] if sort else _SORTED, int(total[1]) if total else None, per_page, shown
    )


def _row(entry: Any, url: str) -> ListRow | None:
    if not isinstance(entry, dict):
        return None
    address = entry.get("docpuburl") or entry.get("chnldocurl") or entry.get("url")
    title = entry.get("doctitle") or entry.get("doctitle_cp") or entry.get("title")
    if not isinstance(address, str) or not isinstance(title, str):
        return None
    try:
        target = urljoin(url, address.strip())
    except ValueError:
        return None
    words = " ".join(html.unescape(_TAG.sub("", title)).split())
    if not target.startswith(("http://", "https://")) or not words:
        return None
    return ListRow(target, words, _day(entry.get("docreltime") or entry.get("docpubtime")))


def _day(value: Any) -> date | None:
    """The day of a date as the interface gives it: text, or the milliseconds of an epoch."""
    text = str(value or "").strip()
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return datetime.fromtimestamp(int(text[:10]), BEIJING).date()
    return parse_date(text[:40])


def _number(value: Any, default: int) -> int:
    text = str(value if value is not None else "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 8 else default


FAMILY = TrsFujian()
