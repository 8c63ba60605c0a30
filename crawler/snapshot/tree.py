"""The tree of columns, from menus, breadcrumbs, page names and addresses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from crawler.frontier import address
from crawler.snapshot.facts import (
    Column,
    Document,
    Homepage,
    ListRow,
    Outcome,
    PageFacts,
    Role,
)
from crawler.snapshot.list_count import Lists
from crawler.snapshot.names import normalise_name
from crawler.snapshot.read_page import ReadPage

NAME_LENGTH = 20
_NAMELESS = frozenset(
    {
        "",
        "更多", "more", "详细", "详情", "首页", "网站首页", "返回", "返回首页", "上一页", "下一页",
        "尾页", "末页", "查看", "点击进入", "进入", "主页", "上页", "下页", "前一页", "后一页",
        "next", "查看更多", "返回顶部", "关闭", "打印", "正文",
    }
)  # fmt: skip
_SERVICES = frozenset(
    {
        "网站地图",
        "站点地图",
        "联系我们",
        "关于我们",
        "网站声明",
        "版权声明",
        "隐私声明",
        "使用帮助",
        "帮助",
        "登录",
        "注册",
    }
)  # pages of the site itself: no columns
_TITLE_PARTS = re.compile(r"[_|—]|\s-\s|\s–\s|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_PARTS = (Role.LIST, Role.FRAME)
_DEEPEST = 12
_CHROME_PAGES = 6
_CHROME_SHARE = 0.25


@lru_cache(maxsize=32768)
def column_name(text: str) -> str:
    """A link's text as a column name; "" where it names none (更多, a page number, a whole title)."""
    name = normalise_name(text)
    if len(name) > NAME_LENGTH or name in _NAMELESS or name.isdigit() or name.lower() in _NAMELESS:
        return ""
    return name


def own_names(facts: PageFacts) -> list[str]:
    """The names that a column's page gives itself: in its ColumnName tag, breadcrumb and title, in that order."""
    stated = [facts.meta.get("ColumnName", "")]
    stated += [facts.breadcrumb[-1].text] if facts.breadcrumb else []
    stated += [_TITLE_PARTS.split(facts.title)[0]] if facts.title else []
    return [name for text in stated if (name := column_name(text))]


def build_columns(
    pages: list[ReadPage],
    documents: dict[str, Document],
    homepage: Homepage | None,
    aliases: dict[str, str],
) -> dict[str, Column]:
    """Every column by URL, with parents, paths, documents and how completely each list was read.

    Documents get the columns that list them.
    """
    tree = _Tree(aliases, homepage)
    for page in pages:
        tree.add(page)
    for page in pages:
        if page.fetch.role is Role.FRAME:
            tree.add_frame(page)
    tree.name(pages)
    tree.place(pages)
    tree.list_documents(pages, documents)
    return tree.columns


class _Tree:
    def __init__(self, aliases: dict[str, str], homepage: Homepage | None) -> None:
        self.columns: dict[str, Column] = {}
        self._aliases = aliases
        self._home = homepage
        self._home_lines = frozenset(homepage.text.splitlines() if homepage else ())
        self._by_address: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._found_on: dict[str, str] = {}
        self._lists = Lists()

    def _at(self, url: str) -> Column | None:
        url = self._aliases.get(address(url), url)
        known = self._by_address.get(address(url))
        return self.columns[known] if known else None

    def add(self, page: ReadPage) -> None:
        """Take in a request whose page is a column's, or would have been."""
        fetch = page.fetch
        facts = page.facts
        turned = (
            fetch.role is Role.DOCUMENT
            and facts is not None
            and facts.is_list
            and not facts.is_article
        )
        if (fetch.role is not Role.COLUMN and not turned) or fetch.outcome is Outcome.NOT_FOUND:
            return
        if address(fetch.url) in self._aliases and facts is None:
            return
        name = column_name(fetch.anchor)
        if name in _SERVICES:
            return
        is_document = facts is not None and facts.is_article and not facts.is_list
        if is_document and (not name or len(name) > 15):
            return
        url = fetch.final_url or fetch.url
        if address(url) in self._by_address:
            known = self.columns[self._by_address[address(url)]]
            if known.facts is None and facts is not None:
                known.fetch, known.facts = fetch, facts
            return
        if self._home is not None and address(url) == address(self._home.url):
            return
        column = Column(url=url, name=name, fetch=fetch, facts=facts)
        if facts is not None:
            column.links = tuple(facts.links)
            column.placeholder = facts.placeholder
            if facts.is_article and page.text_of:
                column.text = page.text_of()
            elif page.text_of:
                column.shown_of = self._own_lines(page.text_of)
        self.columns[url] = column
        self._by_address[address(url)] = url
        self._found_on[url] = fetch.found_on

    def _own_lines(self, text_of: Callable[[], str]) -> Callable[[], str]:
        """The lines of a page that do not stand on the homepage too: menus and foot left out."""
        return lambda: "\n".join(
            line for line in text_of().splitlines() if line not in self._home_lines
        )

    def add_frame(self, page: ReadPage) -> None:
        """Take in a frame of a column's page as a part of it."""
        fetch, facts = page.fetch, page.facts
        column = self._at(fetch.column_url)
        if column is None:
            return
        self._by_address.setdefault(address(fetch.final_url or fetch.url), column.url)
        if facts is None:
            return
        column.links += tuple(facts.links)
        column.placeholder = column.placeholder or facts.placeholder
        if facts.is_article and page.text_of:
            column.text = "\n".join(filter(None, (column.text, page.text_of())))
            if column.facts is not None and not column.facts.is_article:
                # The page around the frame is a cover; what is said stands in the frame.
                column.facts = replace(facts, url=column.facts.url, meta=column.facts.meta)
        elif page.text_of:
            column.shown_of = _both(column.shown_of, self._own_lines(page.text_of))

    def name(self, pages: list[ReadPage]) -> None:
        """Gather every name that a column goes by, and choose the one it is called."""
        for page in pages:
            if page.facts is None:
                continue
            for link in (*page.facts.links, *page.facts.breadcrumb):
                if (name := column_name(link.text)) and (column := self._at(link.url)):
                    self._names[column.url].add(name)
        home = {address(link.url): link for link in (self._home.links if self._home else ())}
        for column in self.columns.values():
            facts = column.facts
            names = self._names[column.url]
            own: list[str] = [column.name] if column.name else []
            if facts is not None:
                own += own_names(facts)
            names.update(own)
            column.names = frozenset(names)
            column.name = own[0] if own else min(names, default=column.url)
            entry = home.get(address(column.url)) or next(
                (
                    home[key]
                    for key, target in self._aliases.items()
                    if target == column.url and key in home
                ),
                None,
            )
            column.on_homepage = entry is not None

    def place(self, pages: list[ReadPage]) -> None:
        """Find each column's parent: by breadcrumb, by the address above its own, by where it was found."""
        folders = {address(url): url for url in self.columns if address(url).endswith("/")}
        parents: dict[str, str] = {}
        for url, column in self.columns.items():
            parent = self._by_breadcrumb(column) or _above(url, folders)
            if parent is None:
                found_on = self._at(self._found_on.get(url, ""))
                parent = found_on.url if found_on is not None and found_on.url != url else None
            if parent is not None and not _leads_to(parent, url, parents):
                parents[url] = parent
        children: dict[str, list[str]] = defaultdict(list)
        for url, parent in parents.items():
            self.columns[url].parent = parent
            children[parent].append(url)
        for url, column in self.columns.items():
            column.children = tuple(children.get(url, ()))
            path = [column.name]
            above = column.parent
            while above is not None and len(path) < _DEEPEST:
                path.append(self.columns[above].name)
                above = self.columns[above].parent
            column.path = tuple(reversed(path))

    def _by_breadcrumb(self, column: Column) -> str | None:
        if column.facts is None:
            return None
        for link in reversed(column.facts.breadcrumb):
            above = self._at(link.url)
            if above is not None and above.url != column.url:
                return above.url
        return None

    def list_documents(self, pages: list[ReadPage], documents: dict[str, Document]) -> None:
        """Give each column its documents, newest first, and say how completely its list was read."""
        where = {address(url): document for url, document in documents.items()}
        chrome = Chrome(pages)
        listed: dict[str, dict[str, Document]] = defaultdict(dict)

        def put(column: Column, url: str) -> None:
            document = where.get(address(self._aliases.get(address(url), url)))
            if document is not None:
                listed[column.url].setdefault(document.url, document)

        for page in pages:
            column = self._at(page.fetch.column_url or page.fetch.url)
            if page.facts is None:
                if column is not None and page.fetch.role is Role.DOCUMENT:
                    put(column, page.fetch.url)
                if (
                    column is not None
                    and page.fetch.role in _PARTS
                    and page.fetch.outcome is not Outcome.OK
                ):
                    self._lists.add_unread(column.url, page)
                continue
            own = self._at(page.fetch.final_url or page.fetch.url)
            if page.fetch.role in _PARTS:
                own = column
            if own is not None:
                rows = chrome.own_rows(page)
                if page.facts.rows and not rows:
                    page.facts.is_list = False
                page.facts.rows = rows
                own.family = own.family or page.family
                self._lists.add(own.url, page, rows)
                for row in rows:
                    put(own, row.url)
                if page.facts.is_article:
                    put(own, page.fetch.final_url or page.fetch.url)
            elif page.fetch.role is Role.DOCUMENT:
                url = page.fetch.final_url or page.fetch.url
                if column is not None:
                    put(column, url)
                for link in reversed(page.facts.breadcrumb):
                    if above := self._at(link.url):
                        put(above, url)
                        break
        for url, lists, taken_over in self._lists.close():
            column = self.columns[url]
            for taken in taken_over:
                put(column, f"http://{taken}")
            column.rows_read, column.stated_total = lists.rows, lists.stated
            column.sampled = any(read.sampled for read in lists.lists)
            column.incomplete_reason = lists.why_incomplete
            column.complete = not column.incomplete_reason
        self._hand_out(listed, documents)

    def _hand_out(
        self, listed: dict[str, dict[str, Document]], documents: dict[str, Document]
    ) -> None:
        """Tell columns their documents, and documents their columns."""
        belongs: dict[str, list[str]] = defaultdict(list)
        for column_url, found in listed.items():
            column = self.columns[column_url]
            column.documents = sorted(found.values(), key=_newest_first)
            for url in found:
                belongs[url].append(column_url)
        for url, columns in belongs.items():
            documents[url].columns = tuple(columns)


class Chrome:
    """The rows that stand on very many columns' pages: a box of hot or latest items, not their lists.

    A document in such a box stands in the list of its own column as well: there its row is shown once more often.
    """

    def __init__(self, pages: list[ReadPage]) -> None:
        counts: Counter[str] = Counter()
        self._usual: dict[str, int] = {}
        total = 0
        for page in pages:
            if page.facts is None or page.fetch.role is not Role.COLUMN:
                continue
            total += 1
            shown = Counter(address(row.url) for row in page.facts.rows)
            counts.update(shown.keys())
            for url, times in shown.items():
                self._usual[url] = min(times, self._usual.get(url, times))
        least = max(_CHROME_PAGES, _CHROME_SHARE * total)
        self._usual = {url: times for url, times in self._usual.items() if counts[url] >= least}

    def own_rows(self, page: ReadPage) -> list[ListRow]:
        """The rows of a page that are its list's own."""
        assert page.facts is not None
        rows = page.facts.rows
        is_feed = page.fetch.role is Role.LIST and not page.facts.links
        if is_feed or not self._usual:
            return rows
        shown = Counter(address(row.url) for row in rows)
        return [row for row in rows if shown[key := address(row.url)] > self._usual.get(key, 0)]


def _both(first: Callable[[], str] | None, second: Callable[[], str]) -> Callable[[], str]:
    return lambda: "\n".join(filter(None, (first() if first else "", second())))


def _newest_first(document: Document) -> tuple[int, str]:
    found = document.published
    return (-found.day.toordinal() if found else 0, document.url)


def _above(url: str, folders: dict[str, str]) -> str | None:
    """The column whose folder lies nearest above this address, the site's own root excepted."""
    parts = address(url).rstrip("/").split("/")
    for length in range(len(parts) - 1, 1, -1):
        above = folders.get("/".join(parts[:length]) + "/")
        if above is not None and above != url:
            return above
    return None


def _leads_to(start: str, target: str, parents: dict[str, str]) -> bool:
    """Whether `target` lies above `start`: making it a child would close a ring."""
    at: str | None = start
    for _ in range(1000):
        if at == target:
            return True
        if at is None:
            return False
        at = parents.get(at)
    return True
