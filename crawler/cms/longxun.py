"""龙讯 (安徽's 政府信息公开 platform, also in other provinces): lists and the catalogue come from labels.

A column is `/public/column/7011?type=4&catId=…&action=list`. Its list is an HTML fragment that the page's script asks
`/site/label/8888` for, with what it is given (`labelName: "publicInfoList", siteId, organId, catId, pageIndex, file …`);
often the first page stands there already and only the pager (`Ls.pagination`, with `pageCount` and `total`) asks. The
label's number and the path before it differ from site to site. Other lists turn their page by `pageIndex` in their address.

The sibling family (`/OpennessContent/showList/1442/45712/page_1.html`) has plain pages, whose pager some sites write by
script.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.cms import generic
from crawler.cms.catalog_tree import columns_of_answer, columns_of_script, tree_requests
from crawler.cms.family import END, MORE, UNKNOWN, ListPage, ListRequest, PageView
from crawler.cms.label_calls import LabelCall, label_calls
from crawler.extract.dates import parse_date
from crawler.extract.fragments import rows_of_fragment
from crawler.extract.page import parse
from crawler.frontier import Entry
from crawler.lists.pagers import turn
from crawler.lists.stated import stated
from crawler.snapshot.facts import ListRow

_MARK = re.compile(
    r"/site/label/\d|publicInfoList|\bLs\.(?:ajax|pagination)\(|/public/column/\d|OpennessContent/show"
)
_COLUMN = re.compile(r"/public/column/\d|OpennessContent/show")
_PAGES = re.compile(r"\bpageCount\s{0,4}:\s{0,4}[\"']?(\d{1,6})")
_TOTAL = re.compile(r"\btotal\s{0,4}:\s{0,4}[\"']?(\d{1,8})")
_NUMBERED = re.compile(r"(/page_)(\d{1,6})(\.html?)$")
_TREE = re.compile(r"catalog|tree", re.IGNORECASE)
_TITLES = ("title", "name")
_LINKS = ("link", "url", "href")
_DAYS = ("publishDate", "publicDate", "createDate", "pubDate", "date")
_MOST = 500  # entries of one answer


class Longxun:
    """The 龙讯 platform and its sibling."""

    name = "longxun"

    def recognises(self, page: PageView) -> bool:
        """By its labels, its script's calls or its addresses."""
        return bool(_COLUMN.search(page.url) or _MARK.search(page.source))

    def read_list(self, page: PageView) -> ListPage:
        """Rows as shown; the list, or the rest of it, from its label; columns from the catalogue that a script holds."""
        scripts = "\n".join(script.text or "" for script in page.tree.iter("script"))
        calls = label_calls(scripts, page)
        found = self._list(page, scripts, calls)
        found.columns = columns_of_script(scripts, page.url)
        found.also += [
            ListRequest(each.url, each.form, self.name)
            for each in tree_requests(scripts, page.url, calls)
        ]
        return found

    def _list(self, page: PageView, scripts: str, calls: list[LabelCall]) -> ListPage:
        rows, call = page.facts.rows, _own(calls, page)
        says = stated(page.tree, page.source, len(rows), page.entry.page_no)
        found = ListPage(rows=rows, total=_number(_TOTAL, scripts) or says.total)
        pages = _number(_PAGES, scripts)
        if url := generic.next_link(page):
            found.end, found.next_url = MORE, url
        elif call is not None:
            # The pager's numbers are a part of the label's answer: where they stand, the first page does.
            first = 2 if rows and pages is not None else 1
            if first == 1 or (pages or 0) > 1:
                found.end, found.next_url, found.next_feed = MORE, call.request(first), self.name
        elif pages is not None and "Ls.pagination" in scripts:
            number = _page_index(page.url)
            if pages > number:
                found.end, found.next_url = MORE, _with_index(page.url, number + 1)
        elif (numbered := _NUMBERED.search(page.url)) and rows:
            number = int(numbered[2])
            if (says.pages or 0) > number:
                start, stop = numbered.span(2)
                found.end, found.next_url = MORE, f"{page.url[:start]}{number + 1}{page.url[stop:]}"
        else:
            found = generic.FAMILY.read_list(page)
            if found.end == END and _hides_its_list(page, scripts):
                found.end = UNKNOWN
            elif found.end == UNKNOWN and _asks_for_no_list(page, calls) and not found.total:
                found.end = UNKNOWN if turn(page).blocked else END
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """The rows of one answer of a label, or the columns of its catalogue; None for an answer that says nothing."""
        if _TREE.search(urlsplit(entry.url).path + _query(entry.url).get("labelName", "")):
            columns = columns_of_answer(body, entry.found_on)
            return ListPage(columns=columns) if columns is not None else None
        markup, number = body, _page_index(entry.url)
        found: ListPage | None = None
        if body.lstrip()[:1] == "{":
            found, markup = _json_list(body, entry.url)
        if markup.strip():
            rows = rows_of_fragment(markup, entry.column_url or entry.url)[:_MOST]
            says = stated(parse(f"<body>{markup}</body>"), markup, len(rows), number)
            found = ListPage(rows=rows, total=_number(_TOTAL, markup) or says.total)
        if found is None:
            return None
        pages = _number(_PAGES, markup)
        if pages is None and found.total is not None:
            size = _query(entry.url).get("pageSize", "")
            pages = -(-found.total // int(size)) if size.isdigit() and int(size) else None
        if found.rows and pages is not None and pages > number:
            found.end, found.next_feed = MORE, self.name
            found.next_url = _with_index(entry.url, number + 1)
        return found


def _hides_its_list(page: PageView, scripts: str) -> bool:
    """Whether a category's page without rows may be filled by a script that is not the page's own."""
    facts = page.facts
    shows = facts.rows or facts.is_article or facts.placeholder
    return not shows and bool(_query(page.url).get("catId")) and "Ls." in scripts


def _asks_for_no_list(page: PageView, calls: list[LabelCall]) -> bool:
    """Whether an organ's page, of no category, asks for labels that are no lists (its catalogue), and for nothing else."""
    return (
        bool(calls)
        and not any(each.is_list for each in calls)
        and not _query(page.url).get("catId")
    )


def _own(calls: list[LabelCall], page: PageView) -> LabelCall | None:
    """The call that asks for the page's own list, not for a box of another category beside it."""
    lists = [call for call in calls if call.is_list]
    wanted = _query(page.url).get("catId", "")
    same = [call for call in lists if wanted and wanted in call.categories]
    of_any = [call for call in lists if not call.categories]
    return next(iter(same or of_any or ([] if wanted else lists)), None)


def _query(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _page_index(url: str) -> int:
    text = _query(url).get("pageIndex", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _with_index(url: str, number: int) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"pageIndex": str(number)}
    return urlunsplit(parts._replace(query=urlencode(query)))


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(match[1]) if match else None


def _json_list(body: str, url: str) -> tuple[ListPage | None, str]:
    """A list that a label gives as JSON, `{data: {data: [{title, link, createDate}], total}}`, or the markup in it."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return None, ""
    for _ in range(4):
        inner = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(inner, dict):
            break
        answer = inner
    if not isinstance(answer, dict):
        return None, ""
    if isinstance(markup := answer.get("html", answer.get("data")), str):
        return None, markup
    if not isinstance(answer.get("data"), list):
        return None, ""
    rows = [row for each in answer["data"][:_MOST] if (row := _json_row(each, url))]
    total = answer.get("total")
    return ListPage(rows=rows, total=total if isinstance(total, int) else None), ""


def _json_row(entry: Any, url: str) -> ListRow | None:
    if not isinstance(entry, dict):
        return None
    title, link, day = (
        next((entry[name] for name in names if isinstance(entry.get(name), str)), "")
        for names in (_TITLES, _LINKS, _DAYS)
    )
    try:
        target = urljoin(url, link.strip())
    except ValueError:
        return None
    words = " ".join(title.split())
    if not link.strip() or not words or not target.startswith(("http://", "https://")):
        return None
    return ListRow(target, words, parse_date(day[:40]))


FAMILY = Longxun()
