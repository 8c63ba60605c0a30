"""What a link is worth to the rules (相关性): by its address, its words and its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.frontier import Entry
from crawler.plan import CrawlPlan
from crawler.snapshot.facts import PageFacts
from crawler.snapshot.names import column_name, normalise_name
from crawler.url_shapes import domain, is_download, is_file, is_text_file


def _endings(names: Iterable[str]) -> tuple[str, ...]:
    """The names long enough that a longer name may end with them (区级行政规范性文件)."""
    return tuple(name for name in names if len(name) >= 4)


class Relevance:
    """What links are worth on one site: its hosts and what the rules want read."""

    def __init__(self, hosts: tuple[str, ...], plan: CrawlPlan) -> None:
        self._hosts = frozenset(hosts)
        self.domains = frozenset(domain(f"http://{host}/") for host in hosts) - {""}
        self.plan = plan
        self._wanted_ends = _endings(plan.wanted)
        self._standing_ends = _endings(plan.standing)
        self._whole_ends = _endings(plan.whole)
        self.rank = lru_cache(maxsize=4096)(self._rank_of)

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
            and not is_file(path)
            and not is_download(url, path)
        )

    def is_needed_file(self, url: str, title: str, entry: Entry) -> bool:
        """Whether a link leads to a file that is itself a document whose text a rule reads (an annual report as PDF)."""
        path = url.partition("?")[0]
        return (
            len(url) <= 2000
            and self.is_internal(url)
            and (is_text_file(path) or is_download(url, path))
            and self.needs_text(title, (entry.anchor,))
        )

    def _rank_of(self, text: str) -> str:
        """ "wanted", "sampled" or "" for a link's text."""
        name = column_name(text)
        if not name:
            return ""
        if name in self.plan.wanted:
            return "wanted"
        if name in self.plan.sampled:
            return "sampled"
        if len(name) > 4 and name.endswith(self._wanted_ends):
            return "wanted"
        return ""

    def is_standing(self, text: str) -> bool:
        """Whether a column of that name is read whatever the dates of its documents."""
        name = normalise_name(text)
        return name in self.plan.standing or name.endswith(self._standing_ends)

    def is_whole(self, text: str) -> bool:
        """Whether the list of a column of that name is read to its end, for documents that count whatever their date."""
        name = normalise_name(text)
        return name in self.plan.whole or name.endswith(self._whole_ends)

    def counts_anytime(self, title: str, entry: Entry) -> bool:
        """Whether a rule reads a document of that title, met on that page, whatever its date."""
        return any(need.fits(title, (entry.anchor,)) for need in self.plan.anytime)

    def is_timely(self, day: date | None) -> bool:
        """Whether a day, where there is one, lies in the period that the rules judge."""
        return day is None or self.plan.since <= day <= self.plan.until

    def needs_text(self, title: str, columns: Iterable[str] = ()) -> bool:
        """Whether a rule reads the text of documents of that title, in columns of those names."""
        return any(need.fits(title, columns) for need in self.plan.texts)

    def is_disclosure(self, text: str) -> bool:
        """Whether a link's text names a disclosure column."""
        return self.rank(text) == "wanted" or column_name(text) in self.plan.platform

    def is_catalogue(self, entry: Entry, facts: PageFacts) -> bool:
        """Whether a rule looks at what the page links to: by its title or, where the page names none, its link's words."""
        if not self.plan.linking:
            return False
        names = [link.text for link in facts.breadcrumb]
        titles = {facts.title, entry.anchor} - {""}
        return any(need.fits(title, names) for need in self.plan.linking for title in titles)
