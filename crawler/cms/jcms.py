"""大汉 JCMS: the list stands only in an XML island inside a script, the rest of it comes from dataproxy.jsp.

The island is `<script type="text/xml"><datastore>…<recordset><record><![CDATA[<li>…</li>]]></record>…`; its
`<nextgroup>` names the feed's next group. Without one, the numbers of the pager's script (`perPage`, `totalRecord`) and
the parameters of the feed's address give the same by `startrecord` and `endrecord`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.cms.generic import next_link, resolve
from crawler.extract.fragments import rows_of_fragment
from crawler.frontier import Entry
from crawler.snapshot.facts import ListRow

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_TOTAL_XML = re.compile(r"<totalrecord>\s*(?:<!\[CDATA\[)?\s*(\d{1,7})", re.IGNORECASE)
_TOTAL_SCRIPT = re.compile(r"\btotalRecord[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,7})", re.IGNORECASE)
_PER_PAGE = re.compile(r"\bper_?page[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,4})", re.IGNORECASE)
_PROXY = re.compile(r"[\"']([^\"'\s]{0,200}dataproxy\.jsp[^\"'\s]{0,600})[\"']", re.IGNORECASE)
_COLUMN = re.compile(r"/col/col(\d+)/")
_RANGE = frozenset({"startrecord", "endrecord", "perpage", "page", "group"})
_GROUPS = 3  # the pager's own habit: it asks for three pages at a time


class Jcms:
    """The 大汉 JCMS family."""

    name = "jcms"

    def recognises(self, page: PageView) -> bool:
        """By the XML island, the feed's address, or its modules; not those of its successor, which kept some of them."""
        if "<datastore" in page.source or "dataproxy.jsp" in page.source:
            return True
        modules = "/module/xxgk/" in page.source or "xxgk_article" in page.source
        return modules and "jpaas-publish-server" not in page.source

    def read_list(self, page: PageView) -> ListPage:
        """Rows of the island (of all islands of the page), else as shown; the next group from the island."""
        islands = list(_between(page.source, "<datastore", "</datastore>"))
        rows = [row for island in islands for row in _records(island, page.url)]
        if not islands:
            found = ListPage(rows=page.facts.rows)
            if url := next_link(page):
                found.end, found.next_url = MORE, url
            elif "dataproxy.jsp" in page.source and not found.rows:
                found.end = UNKNOWN
            return found
        found = ListPage(rows=rows or page.facts.rows)
        island = max(islands, key=len)
        total = _TOTAL_XML.search(island) or _TOTAL_SCRIPT.search(page.source)
        found.total = int(total[1]) if total else None
        self._continue(found, island, page.source, page.url, len(rows))
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """The records of one answer of dataproxy.jsp."""
        if "<record" not in body and "<datastore" not in body:
            return None
        found = ListPage(rows=_records(body, entry.url))
        total = _TOTAL_XML.search(body)
        found.total = int(total[1]) if total else None
        if found.rows:
            self._continue(found, body, "", entry.url, len(found.rows), entry)
        return found

    def _continue(
        self,
        found: ListPage,
        island: str,
        source: str,
        url: str,
        count: int,
        entry: Entry | None = None,
    ) -> None:
        """Fill in where the list goes on: by the island's next group, else by the range of records after these."""
        query = dict(parse_qsl(urlsplit(entry.url).query)) if entry else {}
        by_range = query.get("endrecord", "").isdigit()
        last = int(query["endrecord"]) if by_range else count
        counted = entry is None or by_range
        group = next(_between(island, "<nextgroup>", "</nextgroup>"), "")
        href = _HREF.search(group)
        link = resolve(url, html.unescape(href[1])) if href else ""
        request = self._by_range(
            found.total, source, link or url, url, last, entry if by_range else None
        )
        if counted and found.total is not None and last >= found.total:
            found.end = END
        elif link and not by_range and not (entry and link == entry.url):
            found.end, found.next_url, found.next_feed = MORE, link, self.name
            if request and counted:
                found.other_url, found.other_form = request
        elif request and counted:
            found.end, found.next_feed = MORE, self.name
            found.next_url, found.next_form = request
        elif counted and found.total is not None:
            found.end = UNKNOWN
        else:
            found.end = END

    def _by_range(
        self, total: int | None, source: str, link: str, url: str, last: int, asked: Entry | None
    ) -> tuple[str, str] | None:
        """The POST for the records after `last`; None where nothing tells how to ask.

        `link` is the next group's address (or the page's own), whose parameters are the feed's; `asked` is the range
        request that brought the present records.
        """
        if asked:
            if total is None or total <= last:
                return None
            query = dict(parse_qsl(urlsplit(asked.url).query))
            per_page = int(query["perpage"]) if query.get("perpage", "").isdigit() else last
            path, form = asked.url.partition("?")[0], asked.form
        else:
            proxy = _PROXY.search(source)
            address = (
                link
                if "dataproxy.jsp" in link
                else urljoin(url, html.unescape(proxy[1]))
                if proxy
                else ""
            )
            if not address or last == 0:
                return None
            size = _PER_PAGE.search(source)
            path, per_page = address.partition("?")[0], int(size[1]) if size else last
            given = _script_parameters(source, url) | dict(
                parse_qsl(urlsplit(address).query, keep_blank_values=True)
            )
            form = urlencode({name: value for name, value in given.items() if name not in _RANGE})
        end = last + max(per_page, 1) * _GROUPS
        return (
            f"{path}?startrecord={last + 1}&endrecord={min(end, total or end)}&perpage={per_page}",
            form,
        )


_PARAMETER = re.compile(
    r"[\"']?\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)[\"']?"
    r"\s{0,3}[:=]\s{0,3}[\"']?([^\"',;&}\s]{0,200})",
    re.IGNORECASE,
)


def _script_parameters(source: str, url: str) -> dict[str, str]:
    """The feed's parameters as the page's script gives them; the column's number else from its address."""
    given: dict[str, str] = {}
    at = source.find("dataproxy.jsp")
    for name, value in _PARAMETER.findall(source[max(0, at - 2000) : at + 2000]):
        given.setdefault(name, value)
    given.setdefault("col", "1")
    if column := _COLUMN.search(url):
        given.setdefault("columnid", column[1])
    return given


def _between(source: str, start: str, end: str) -> Iterator[str]:
    """Every part of the source from a mark to the next end mark, in any case; without a pattern, which might look far."""
    lowered = source.lower()
    if len(lowered) != len(source):  # some letters are longer in lower case
        lowered = source
    at = lowered.find(start)
    while at >= 0:
        stop = lowered.find(end, at)
        if stop < 0:
            return
        yield source[at + len(start) : stop]
        at = lowered.find(start, stop)


def _records(island: str, url: str) -> list[ListRow]:
    fragments = []
    for record in map(str.strip, _between(island, "<record>", "</record>")):
        marked = record[: len(_CDATA)].upper() == _CDATA and _CDATA_END in record
        if marked:
            fragments.append(record[len(_CDATA) : record.index(_CDATA_END)])
        else:
            fragments.append(html.unescape(record))
    return rows_of_fragment("".join(fragments), url) if fragments else []


FAMILY = Jcms()
