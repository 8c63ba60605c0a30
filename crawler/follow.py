"""Which links a crawl follows, in what order, and as what: the policy, free of any network.

Disclosure columns first, then their lists page by page until they leave the period, then documents of the period; news is
sampled; everything else inside the site comes last. What is not followed for its date is still known from its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from crawler.cms.family import END, MORE, UNKNOWN, FoundColumn, ListPage, ListRequest
from crawler.frontier import Entry, address
from crawler.lists.pagers import page_turns
from crawler.relevance import Relevance
from crawler.snapshot.categories import is_one_of_many
from crawler.snapshot.facts import Link, ListRow, PageFacts, Role
from crawler.snapshot.names import column_name, normalise_name, own_names
from crawler.url_shapes import domain, is_document, url_day

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


@dataclass(frozen=True, slots=True)
class Followed:
    """What to ask for after one page, and how its list goes on: `list_end` is end, left_period, followed, unknown or "".

    `off_site` are disclosure columns that the page places on hosts the site list does not name: recorded, not asked for.
    """

    entries: list[Entry]
    list_end: str = ""
    off_site: tuple[Entry, ...] = ()


class Policy(Relevance):
    """The policy for one site: what its links are worth, and what is asked for as what and when."""

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
            from_catalogue = self.is_catalogue(entry, facts)
            return Followed(list(self._body_links(entry, facts)) if from_catalogue else [])
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
        if entry.role is Role.COLUMN and self.is_catalogue(entry, facts):
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
        if not self.plan.only or found.role is not Role.DOCUMENT:
            return True
        if parent.role is Role.HOME:
            return False
        return found.priority != OTHER_DOCUMENT or parent.role is Role.DOCUMENT

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
        ranks = {self.rank(name) for name in names}
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
            if not self.is_page(row.url) and not self.is_needed_file(row.url, row.title, entry):
                continue
            day = row.day or url_day(row.url)
            is_old = not entry.standing and not self.is_timely(day)
            if is_old and not self.counts_anytime(row.title, entry):
                continue
            if row.day is None and not is_document(row.url) and len(row.title) <= NAME_LENGTH:
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
            is_file = self.is_needed_file(link.url, link.text, entry)
            if not is_file and not self.is_page(link.url):
                continue
            if is_file or is_document(link.url) or len(normalise_name(link.text)) > NAME_LENGTH:
                is_old = not entry.standing and not self.is_timely(url_day(link.url))
                if is_old and not self.counts_anytime(link.text, entry):
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
            is_platform = name in self.plan.platform
            if not (is_platform or self.rank(link.text) == "wanted") or self.is_internal(link.url):
                continue
            if not is_platform and domain(link.url) not in self.domains:
                continue
            if own is None:
                own = {column_name(each.text) for each in links if self.is_internal(each.url)}
            if name not in own:
                yield self._column(entry, link)

    def _column(self, entry: Entry, link: Link) -> Entry:
        rank = self.rank(link.text)
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
        from_catalogue = self.is_catalogue(entry, facts)
        links = [*facts.body_links, *_cell_links(facts)] if from_catalogue else facts.body_links
        for link in links:
            if not self.is_page(link.url) or entry.depth > DEEPEST:
                continue
            anytime = from_catalogue or entry.standing
            if not anytime and not self.is_timely(url_day(link.url)):
                continue
            priority = NEWS_DOCUMENT if entry.sampled else OTHER_DOCUMENT
            yield Entry(
                link.url,
                Role.DOCUMENT,
                DOCUMENT if from_catalogue else priority,
                depth=entry.depth + 1,
                anchor=link.text,
                found_on=entry.url,
                sampled=entry.sampled and not from_catalogue,
                # What a page of the catalogue's links to may be older than the period as well.
                standing=from_catalogue,
            )

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
        return days[-1] < self.plan.since if in_order else max(days) < self.plan.since


def _cell_links(facts: PageFacts) -> list[Link]:
    return [at.link for table in facts.linked_tables for at in table.links]
