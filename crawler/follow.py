"""Which links a crawl follows, in what order, and as what: the policy, free of any network.

Disclosure columns first, then their lists page by page until they leave the period, then documents of the period; news is
sampled; everything else inside the site comes last. What is not followed for its date is still known from its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urlsplit

from crawler.cms.family import END, MORE, UNKNOWN, FoundColumn, ListPage, ListRequest
from crawler.extract.related import is_attachment
from crawler.frontier import Entry, address
from crawler.lists.pagers import page_turns
from crawler.plan import CrawlPlan
from crawler.snapshot.categories import is_one_of_many
from crawler.snapshot.facts import Link, ListRow, PageFacts, Role
from crawler.snapshot.names import column_name, normalise_name, own_names

HOME, ENTRY, SEARCH = 0, 1, 2
WANTED, WANTED_LIST, STANDING_DOCUMENT, DOCUMENT = 10, 12, 14, 25
PLAIN, PLAIN_LIST, OTHER_DOCUMENT, OLD_DOCUMENT = 20, 22, 40, 45
NEWS, NEWS_LIST, NEWS_DOCUMENT = 50, 52, 55

SAMPLED_DOCUMENTS = 5  # of each page of a sampled list
SAMPLED_PAGES = 3
MOST_OLD_PAGES = (
    100  # of a list that is read beyond the period for documents that count whatever their date
)
LONGEST_LIST = 500  # pages; beyond, the list is recorded as unread
DEEPEST = 15  # columns below columns
MOST_FILES = 6  # of one document
MOST_FOUND = 2000  # columns or further lists that the scripts of one page name
NAME_LENGTH = 20  # a column's name is no longer; a title seldom is shorter

_DOCUMENT_URL = re.compile(
    r"/t\d{8}_\d+\.s?html?$|/art/\d{4}/|/art_\d+_\d+\.html?$|/info/\d+/\d+\.html?$|/content/(?:\d+/)*post_\d+\.html?$|"
    r"/content_\d+\.s?html?$|/\d{6}/[0-9a-f]{32}\.s?html?$|/doc_[0-9a-f]{24}\.html?$|/\d{4}-?\d{2}/\d{1,2}/|"
    r"/\d{8}/[0-9a-f]{32}\.s?html?$|/(?:\w{1,12}_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.s?html?$|"
    r"/public/\d+/\d+\.html?$|/(?:\w{0,12}OpennessContent|News|Content)/show/|/detail/content/[0-9a-f]{24}\.html?$|"
    r"/Item/\d+\.aspx$|[?&](?:articleid|(?:wb)?newsid|infoid|docid)=\d+|[?&]a=show&|"
    r"/(?:news|article|info)?_?(?:show|view|detail)(?:news|article|info)?\.(?:aspx?|php|jsp)\?(?:[^#]{0,200}&)?[ant]?id=\d+",
    re.IGNORECASE,
)
_URL_DAY = re.compile(
    r"/t(\d{4})(\d{2})(\d{2})_\d+\.|/art/(\d{4})/(\d{1,2})/(\d{1,2})/|/(\d{4})-(\d{2})/(\d{2})/|"
    r"/(\d{4})(\d{2})(\d{2})/[0-9a-f]{32}\."
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|dps|ofd|pptx?|zip|rar|7z|gz|txt|csv|xml|rss|jpe?g|png|gif|bmp|svg|webp|ico|css|js|mp[34]|"
    r"m4[av]|avi|wmv|flv|mov|swf|exe|apk)$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(?:\.s?html?|/)$", re.IGNORECASE)
_TEXT_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rtf|txt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Followed:
    """What to ask for after one page, and how its list goes on: `list_end` is end, left_period, followed, unknown or "".

    `off_site` are disclosure columns that the page places on hosts the site list does not name: recorded, not asked for.
    """

    entries: list[Entry]
    list_end: str = ""
    off_site: tuple[Entry, ...] = ()


def _endings(names: Iterable[str]) -> tuple[str, ...]:
    """The names long enough that a longer name may end with them (区级行政规范性文件)."""
    return tuple(name for name in names if len(name) >= 4)


def domain(url: str) -> str:
    """The domain that a government registered (boshan.gov.cn of zwgk.boshan.gov.cn); "" for an IP address."""
    host = (urlsplit(url).hostname or "").lower()
    parts = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host or len(parts) < 2:
        return ""
    second_level = parts[-2] in ("gov", "com", "org", "net", "edu", "ac") and len(parts[-1]) == 2
    return ".".join(parts[-3:] if second_level else parts[-2:])


class Policy:
    """The policy for one site: its hosts and what the rules want read."""

    def __init__(self, hosts: tuple[str, ...], plan: CrawlPlan) -> None:
        self._hosts = frozenset(hosts)
        self._domains = frozenset(domain(f"http://{host}/") for host in hosts) - {""}
        self._plan = plan
        self._wanted_ends = _endings(plan.wanted)
        self._standing_ends = _endings(plan.standing)
        self._whole_ends = _endings(plan.whole)
        self._rank = lru_cache(maxsize=4096)(self._rank_of)

    def is_internal(self, url: str) -> bool:
        """Whether the URL lies on one of the site's own hosts."""
        return (
            url.startswith(("http://", "https://")) and urlsplit(url).netloc.lower() in self._hosts
        )

    def is_page(self, url: str) -> bool:
        """Whether the URL is worth asking for as a page: internal, no file, no absurd length."""
        path = url.partition("?")[0]
        return (
            len(url) <= 2000
            and self.is_internal(url)
            and not _FILE.search(path)
            and not _is_download(url, path)
        )

    def _is_needed_file(self, url: str, title: str, entry: Entry) -> bool:
        """Whether a link leads to a file that is itself a document whose text a rule reads (an annual report as PDF)."""
        path = url.partition("?")[0]
        return (
            len(url) <= 2000
            and self.is_internal(url)
            and (_TEXT_FILE.search(path) is not None or _is_download(url, path))
            and self.needs_text(title, (entry.anchor,))
        )

    def _rank_of(self, text: str) -> str:
        """ "wanted", "sampled" or "" for a link's text."""
        name = column_name(text)
        if not name:
            return ""
        if name in self._plan.wanted:
            return "wanted"
        if name in self._plan.sampled:
            return "sampled"
        if len(name) > 4 and name.endswith(self._wanted_ends):
            return "wanted"
        return ""

    def is_standing(self, text: str) -> bool:
        """Whether a column of that name is read whatever the dates of its documents."""
        name = normalise_name(text)
        return name in self._plan.standing or name.endswith(self._standing_ends)

    def is_whole(self, text: str) -> bool:
        """Whether the list of a column of that name is read to its end, for documents that count whatever their date."""
        name = normalise_name(text)
        return name in self._plan.whole or name.endswith(self._whole_ends)

    def _counts_anytime(self, title: str, entry: Entry) -> bool:
        """Whether a rule reads a document of that title, met on that page, whatever its date."""
        return any(need.fits(title, (entry.anchor,)) for need in self._plan.anytime)

    def _is_timely(self, day: date | None) -> bool:
        return day is None or self._plan.since <= day <= self._plan.until

    def start(self, url: str, entry_pages: tuple[str, ...]) -> list[Entry]:
        """The first requests: homepage and entry pages."""
        first = [Entry(url, Role.HOME, HOME)]
        first += [Entry(page, Role.COLUMN, ENTRY, depth=1, column_url=page) for page in entry_pages]
        return first

    def follow(self, entry: Entry, facts: PageFacts, listing: ListPage | None) -> Followed:
        """The requests that one page leads to.

        `listing` is the page's list as its family read it; None for a document's page.
        """
        if entry.role is Role.SEARCH:
            return Followed([])
        if entry.role is Role.ATTACHMENT:
            is_catalogue = self._is_catalogue(entry, facts)
            return Followed(list(self._body_links(entry, facts)) if is_catalogue else [])
        if listing is None:
            return Followed([*self._files(entry, facts), *self._body_links(entry, facts)])
        if entry.role is Role.COLUMN:
            entry = self._regard(entry, facts)
        in_list = {row.url for row in listing.rows}
        if listing.end != END:
            # Further pages of the list are no columns beside it.
            in_list |= page_turns(facts.links, entry.url)
        entries = list(self._found_columns(entry, listing.columns))
        entries += self._rows(entry, listing.rows)
        entries += self._links(entry, facts, in_list)
        if entry.role is Role.COLUMN and self._is_catalogue(entry, facts):
            entries += self._body_links(entry, facts)
        if facts.is_article:
            entries += self._files(entry, facts)
        following, list_end = self._next_page(entry, listing)
        following += self._further_lists(entry, listing)
        named = [Link(found.list.url, found.name) for found in listing.columns]
        off_site = tuple(self._off_site(entry, [*facts.links, *named]))
        return Followed(following + entries, list_end, off_site)

    def reads(self, found: Entry, parent: Entry) -> bool:
        """Whether what a page led to is asked for: in a recheck not the documents beside the lists, nor further news."""
        if not self._plan.only or found.role is not Role.DOCUMENT:
            return True
        if parent.role is Role.HOME:
            return False
        return found.priority != OTHER_DOCUMENT or parent.role is Role.DOCUMENT

    def needs_text(self, title: str, columns: Iterable[str] = ()) -> bool:
        """Whether a rule reads the text of documents of that title, in columns of those names."""
        return any(need.fits(title, columns) for need in self._plan.texts)

    def _files(self, entry: Entry, facts: PageFacts) -> Iterator[Entry]:
        """The files of a document whose text a rule reads."""
        if not facts.attachments:
            return
        names = [link.text for link in facts.breadcrumb]
        if not self.needs_text(facts.title or entry.anchor, names):
            return
        inside = [link for link in facts.attachments if self.is_internal(link.url)]
        for link in inside[:MOST_FILES]:
            yield self.text_part(entry, link.url, link.text)

    def text_part(self, entry: Entry, url: str, name: str) -> Entry:
        """The request for a file or frame that holds text of a document."""
        return Entry(
            url,
            Role.ATTACHMENT,
            STANDING_DOCUMENT if entry.standing else DOCUMENT,
            depth=entry.depth + 1,
            anchor=name,
            found_on=entry.url,
            sampled=entry.sampled,
            standing=entry.standing,
        )

    def _found_columns(self, entry: Entry, columns: list[FoundColumn]) -> Iterator[Entry]:
        """The columns that only a script of the page names."""
        for found in columns[:MOST_FOUND]:
            if self.is_internal(found.list.url):
                column = self._column(entry, Link(found.list.url, found.name))
                yield replace(
                    column,
                    form=found.list.form,
                    feed=found.list.feed,
                    found_on=found.parent or entry.url,
                )

    def _further_lists(self, entry: Entry, listing: ListPage) -> list[Entry]:
        """The first pages of the further lists of a column's page."""
        if entry.role not in (Role.COLUMN, Role.FRAME):
            return []
        return [
            self._list_entry(entry, also, page_no=entry.page_no)
            for also in listing.also[:MOST_FOUND]
            if self.is_internal(also.url)
        ]

    def home_part(self, entry: Entry, url: str) -> Entry:
        """The request for a part of the homepage: a frame, or what a script of it fetches or writes."""
        return Entry(url, Role.HOME, ENTRY, anchor="首页的一部分", found_on=entry.url)

    def frame(self, entry: Entry, url: str, feed: str = "") -> Entry:
        """The request for a frame of a column's page, or for a piece of it that its scripts fetch (`feed`)."""
        return replace(
            entry,
            url=url,
            role=Role.FRAME,
            found_on=entry.url,
            column_url=entry.column_url or entry.url,
            depth=entry.depth + 1,
            form="",
            feed=feed,
            hops=0,
            attempts=0,
        )

    def _regard(self, entry: Entry, facts: PageFacts) -> Entry:
        """The entry as its page's own names tell: the link that led here may only have said 更多."""
        names = [name for name in (column_name(entry.anchor), *own_names(facts)) if name]
        ranks = {self._rank(name) for name in names}
        wanted = "wanted" in ranks
        # The further pages of a list are known by the link that led to its column: it has to name it.
        whole = "" if self.is_whole(entry.anchor) else next(filter(self.is_whole, names), "")
        return replace(
            entry,
            anchor=whole or entry.anchor,
            sampled=not wanted and (entry.sampled or "sampled" in ranks),
            standing=entry.standing or any(self.is_standing(name) for name in names),
            priority=min(entry.priority, WANTED) if wanted else entry.priority,
        )

    def _rows(self, entry: Entry, rows: list[ListRow]) -> Iterator[Entry]:
        taken = 0
        column = entry.column_url or entry.url
        for row in rows:
            if not self.is_page(row.url) and not self._is_needed_file(row.url, row.title, entry):
                continue
            day = row.day or _url_day(row.url)
            is_old = not entry.standing and not self._is_timely(day)
            if is_old and not self._counts_anytime(row.title, entry):
                continue
            if (
                row.day is None
                and not _DOCUMENT_URL.search(row.url)
                and len(row.title) <= NAME_LENGTH
            ):
                yield self._column(entry, Link(row.url, row.title))
                continue
            taken += 1
            if entry.sampled and taken > SAMPLED_DOCUMENTS:
                continue
            if entry.sampled:
                priority = NEWS_DOCUMENT
            elif entry.role is Role.HOME:
                priority = OTHER_DOCUMENT
            elif is_old:
                priority = OLD_DOCUMENT
            else:
                priority = STANDING_DOCUMENT if entry.standing else DOCUMENT
            yield Entry(
                row.url,
                Role.DOCUMENT,
                priority,
                depth=entry.depth + 1,
                anchor=row.title,
                found_on=entry.url,
                column_url=column,
                row_day=row.day,
                sampled=entry.sampled,
                standing=entry.standing,
            )

    def _links(self, entry: Entry, facts: PageFacts, in_list: set[str]) -> Iterator[Entry]:
        if entry.role is Role.LIST:
            return
        for link in facts.links:
            if link.url in in_list:
                continue
            is_file = self._is_needed_file(link.url, link.text, entry)
            if not is_file and not self.is_page(link.url):
                continue
            if (
                is_file
                or _DOCUMENT_URL.search(link.url)
                or len(normalise_name(link.text)) > NAME_LENGTH
            ):
                is_old = not entry.standing and not self._is_timely(_url_day(link.url))
                if is_old and not self._counts_anytime(link.text, entry):
                    continue
                yield Entry(
                    link.url,
                    Role.DOCUMENT,
                    NEWS_DOCUMENT if entry.sampled else OTHER_DOCUMENT,
                    depth=entry.depth + 1,
                    anchor=link.text,
                    found_on=entry.url,
                    sampled=entry.sampled,
                )
            elif entry.depth < DEEPEST:
                yield self._column(entry, link)

    def _off_site(self, entry: Entry, links: list[Link]) -> Iterator[Entry]:
        """The platform and its parts on any other host, other disclosure columns on hosts of the same domain.

        Not where the page has the same name on the site itself: then the other is somebody else's.
        """
        if entry.role not in (Role.HOME, Role.COLUMN):
            return
        own: set[str] | None = None
        for link in links:
            name = column_name(link.text)
            is_platform = name in self._plan.platform
            if not (is_platform or self._rank(link.text) == "wanted") or self.is_internal(link.url):
                continue
            if not is_platform and domain(link.url) not in self._domains:
                continue
            if own is None:
                own = {column_name(each.text) for each in links if self.is_internal(each.url)}
            if name not in own:
                yield self._column(entry, link)

    def is_disclosure(self, text: str) -> bool:
        """Whether a link's text names a disclosure column."""
        return self._rank(text) == "wanted" or column_name(text) in self._plan.platform

    def _column(self, entry: Entry, link: Link) -> Entry:
        rank = self._rank(link.text)
        inside_news = entry.sampled and rank != "wanted"
        sampled = rank == "sampled" or inside_news
        # The page that shows a category shows every other as well: it is not called by the name of one.
        url, one_of_many = link.url.partition("#")[0], is_one_of_many(link.url)
        return Entry(
            url,
            Role.COLUMN,
            NEWS if sampled else WANTED if rank == "wanted" else PLAIN,
            depth=entry.depth + 1,
            anchor="" if one_of_many else link.text,
            found_on=entry.url,
            column_url=url,
            sampled=sampled and not one_of_many,
            standing=self.is_standing(link.text) and not one_of_many,
        )

    def _body_links(self, entry: Entry, facts: PageFacts) -> Iterator[Entry]:
        is_catalogue = self._is_catalogue(entry, facts)
        links = [*facts.body_links, *_cell_links(facts)] if is_catalogue else facts.body_links
        for link in links:
            if not self.is_page(link.url) or entry.depth > DEEPEST:
                continue
            anytime = is_catalogue or entry.standing
            if not anytime and not self._is_timely(_url_day(link.url)):
                continue
            priority = NEWS_DOCUMENT if entry.sampled else OTHER_DOCUMENT
            yield Entry(
                link.url,
                Role.DOCUMENT,
                DOCUMENT if is_catalogue else priority,
                depth=entry.depth + 1,
                anchor=link.text,
                found_on=entry.url,
                sampled=entry.sampled and not is_catalogue,
                # What a page of the catalogue's links to may be older than the period as well.
                standing=is_catalogue,
            )

    def _is_catalogue(self, entry: Entry, facts: PageFacts) -> bool:
        """Whether a rule looks at what the page links to: by its title or, where the page names none, its link's words."""
        if not self._plan.linking:
            return False
        names = [link.text for link in facts.breadcrumb]
        titles = {facts.title, entry.anchor} - {""}
        return any(need.fits(title, names) for need in self._plan.linking for title in titles)

    def _next_page(self, entry: Entry, listing: ListPage) -> tuple[list[Entry], str]:
        """The list's next page, unless it ends or has left the period, and the word for how it goes on.

        A column's page without rows may have its whole list in a feed; a further page without rows is the end.
        """
        first = entry.role in (Role.COLUMN, Role.FRAME)
        if entry.role is Role.HOME or not (listing.rows or (first and listing.end == MORE)):
            return [], "unknown" if listing.end == UNKNOWN else "end"
        if self.left_period(entry, listing.rows):
            return [], "left_period"
        if listing.end != MORE:
            return [], "unknown" if listing.end == UNKNOWN else "end"
        stays = address(listing.next_url) == address(entry.url) and not listing.next_form
        if stays or not self.is_internal(listing.next_url):
            return [], "unknown"
        if entry.sampled and entry.page_no >= SAMPLED_PAGES:
            return [], "sampled"
        if entry.page_no >= LONGEST_LIST:
            return [], "unknown"
        asked = ListRequest(listing.next_url, listing.next_form, listing.next_feed)
        following = self._list_entry(entry, asked, page_no=entry.page_no + 1)
        following = replace(
            following, fallback_url=listing.other_url, fallback_form=listing.other_form
        )
        return [following], "followed"

    def _list_entry(self, entry: Entry, asked: ListRequest, *, page_no: int) -> Entry:
        rank = WANTED_LIST if entry.priority in (ENTRY, WANTED, WANTED_LIST) else PLAIN_LIST
        return Entry(
            asked.url,
            Role.LIST,
            NEWS_LIST if entry.sampled else rank,
            depth=entry.depth,
            anchor=entry.anchor,
            found_on=entry.url,
            column_url=entry.column_url or entry.url,
            form=asked.form,
            feed=asked.feed,
            page_no=page_no,
            sampled=entry.sampled,
            standing=entry.standing,
        )

    def left_period(self, entry: Entry, rows: list[ListRow]) -> bool:
        """Whether the rest of a list lies before the period.

        A list in order of date has left it when its last dated row has; the first rows may be pinned. A list in no
        order has left it only when no row of the page lies in it.
        """
        goes_back = self.is_whole(entry.anchor) and entry.page_no < MOST_OLD_PAGES
        if entry.standing or goes_back:
            return False
        days = [row.day for row in rows if row.day]
        if len(days) < 2 or len(days) * 2 < len(rows):
            return False
        tail = days[3:] if len(days) > 5 else days
        in_order = all(first >= second for first, second in pairwise(tail))
        return days[-1] < self._plan.since if in_order else max(days) < self._plan.since


def _cell_links(facts: PageFacts) -> list[Link]:
    return [at.link for table in facts.linked_tables for at in table.links]


def _is_download(url: str, path: str) -> bool:
    """Whether an address is a program that hands out a file (download.jsp?…): its link's words name the file."""
    return is_attachment(url) and not _MARKUP.search(path)


def _url_day(url: str) -> date | None:
    found = _URL_DAY.search(url)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None
