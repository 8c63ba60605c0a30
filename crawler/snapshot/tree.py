"""The tree of columns, from menus, breadcrumbs, page names and addresses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace

from crawler.frontier import address
from crawler.snapshot.categories import category_list, is_one_of_many
from crawler.snapshot.facts import (
    Column,
    Document,
    Homepage,
    Link,
    Outcome,
    PageFacts,
    Role,
)
from crawler.snapshot.list_count import Lists
from crawler.snapshot.names import column_name, own_names
from crawler.snapshot.read_page import ReadPage
from crawler.snapshot.repeated_boxes import RepeatedBoxes

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
_PARTS = (Role.LIST, Role.FRAME)
_DEEPEST = 12
_MOST_HOPS = 6
_ALIKE = 0.95  # share of links that the homepage has in common with itself under another address


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
        tree.add_stand_in(page)
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
        self._aliases = dict(aliases)
        self._home = homepage
        self._home_lines = Counter(
            (*homepage.text.splitlines(), *homepage.fields) if homepage else ()
        )
        self._home_links = frozenset(link.url for link in (homepage.links if homepage else ()))
        self._by_address: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._found_on: dict[str, str] = {}
        self._lists = Lists()
        # first child -> names and addresses of the columns that lead to it
        self._stands_for: dict[str, dict[str, str]] = defaultdict(dict)
        self._trails: dict[
            str, list[Link]
        ] = {}  # of such a column: what its first child has above it

    def _at(self, url: str) -> Column | None:
        if (category := category_list(url)) in self._categories:
            return self.columns[self._categories[category]]
        if is_one_of_many(url):
            return None
        for _ in range(_MOST_HOPS):
            known = self._by_address.get(address(url))
            if known or address(url) not in self._aliases:
                break
            url = self._aliases[address(url)]
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
        if facts is not None and facts.is_article and not facts.is_list:
            name = name or _stated_name(facts)
            if not name or len(name) > 15:
                return
        url = fetch.final_url or fetch.url
        if address(url) in self._by_address:
            known = self.columns[self._by_address[address(url)]]
            if known.facts is None and facts is not None:
                known.fetch, known.facts = fetch, facts
            return
        if self._home is not None and self._is_home(url, facts):
            return
        column = Column(url=url, name=name, fetch=fetch, facts=facts)
        if facts is not None:
            column.links = tuple(facts.links)
            column.placeholder = facts.placeholder
            if facts.is_article and page.text_of:
                column.text = page.text_of()
                column.shown_of = self._around(facts)
            elif page.text_of:
                column.shown_of = self._own_lines(page.text_of)
        self.columns[url] = column
        self._by_address[address(url)] = url
        self._found_on[url] = fetch.found_on
        if page.is_feed:
            self._categories[address(url).partition("?")[0]] = url

    def _is_home(self, url: str, facts: PageFacts | None) -> bool:
        """Whether a page is the homepage, be it under another address (/sitecode/index.shtml, behind a link 首页)."""
        assert self._home is not None
        if address(url) == address(self._home.url):
            return True
        if facts is None or facts.title != self._home.title or not self._home_links:
            return False
        links = {link.url for link in facts.links}
        return len(links & self._home_links) >= _ALIKE * max(len(links), len(self._home_links))

    def add_stand_in(self, page: ReadPage) -> None:
        """Take in a column that has no page of its own: its address leads to its first child (redirect_firstChannel).

        What tells it from another address of one column: the page it leads to goes by another name, and its breadcrumb
        has the name above its own.
        """
        fetch = page.fetch
        name = column_name(fetch.anchor)
        if fetch.role is not Role.COLUMN or page.facts is not None or not name:
            return
        first = self._at(fetch.url)
        if first is None or first.facts is None or address(fetch.url) in self._by_address:
            return
        trail = first.facts.breadcrumb
        place = next(
            (at for at, link in enumerate(trail[:-1]) if column_name(link.text) == name), 0
        )
        if not place or name in own_names(first.facts):
            return
        column = Column(url=fetch.url, name=name, fetch=fetch, links=first.links)
        del self._aliases[address(fetch.url)]
        self.columns[fetch.url] = column
        self._by_address[address(fetch.url)] = fetch.url
        self._found_on[fetch.url] = fetch.found_on
        first.name = first.name if first.name != name else ""
        self._stands_for[first.url].setdefault(name, fetch.url)
        self._trails[fetch.url] = trail[:place]

    def _own_lines(self, text_of: Callable[[], str]) -> Callable[[], str]:
        """The lines of a page that stand on it more often than on the homepage: menus, foot and the site's search box left
        out, but not a search box of the page's own.
        """

        def own() -> str:
            left = self._home_lines.copy()
            lines: list[str] = []
            for line in text_of().splitlines():
                if left[line] > 0:
                    left[line] -= 1
                else:
                    lines.append(line)
            return "\n".join(lines)

        return own

    def _around(self, facts: PageFacts) -> Callable[[], str]:
        """The lines that stand around a page's text, menus and foot left out."""
        return self._own_lines(lambda: facts.around)

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
            column.shown_of = _both(column.shown_of, self._around(facts))
            if column.facts is not None and not column.facts.is_article:
                # The page around the frame is a cover; what is said stands in the frame.
                cover = column.facts
                column.facts = replace(
                    facts,
                    url=cover.url,
                    meta=cover.meta,
                    breadcrumb=cover.breadcrumb or facts.breadcrumb,
                )
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
        linked = self._home.links if self._home else ()
        home = {category_list(link.url) or address(link.url): link for link in linked}
        addresses = {url: category for category, url in self._categories.items()}
        for column in self.columns.values():
            facts = column.facts
            names = self._names[column.url]
            own: list[str] = [column.name] if column.name else []
            if facts is not None:
                own += own_names(facts)
            names.update(own)
            column.names = frozenset(names)
            column.name = own[0] if own else min(names, default=column.url)
            entry = home.get(addresses.get(column.url) or address(column.url)) or next(
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
        trail = column.facts.breadcrumb if column.facts else self._trails.get(column.url, [])
        led_from = self._stands_for.get(column.url, {})
        for link in reversed(trail):
            above = self._at(link.url)
            if above is not None and above.url != column.url:
                return above.url
            if name := led_from.get(column_name(link.text)):
                return name
        return None

    def list_documents(self, pages: list[ReadPage], documents: dict[str, Document]) -> None:
        """Give each column its documents, newest first, and say how completely its list was read."""
        where = {address(url): document for url, document in documents.items()}
        chrome = RepeatedBoxes(pages)
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
                    put(own, page.place)
            elif page.fetch.role is Role.DOCUMENT or page.facts.is_article:
                # An undated link in a column's list may have been taken for a column until its page turned out an article.
                url = page.fetch.final_url or page.fetch.url
                if column is not None:
                    put(column, url)
                trail = (self._at(link.url) for link in reversed(page.facts.breadcrumb))
                above = next(filter(None, trail), None) or self._at(page.fetch.found_on)
                if above is not None:
                    put(above, url)
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


def _stated_name(facts: PageFacts) -> str:
    """The name by which a page says that it is a column: its breadcrumb ends with itself, or its title repeats the name.

    A link to a column may have no words (an image map).
    """
    crumb = facts.breadcrumb[-1] if facts.breadcrumb else Link("", "")
    if crumb.url and address(crumb.url) == address(facts.url):
        return column_name(crumb.text)
    title = column_name(facts.title)
    stated = {column_name(text) for text in (facts.meta.get("ColumnName", ""), crumb.text)}
    return title if title in stated else ""


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
