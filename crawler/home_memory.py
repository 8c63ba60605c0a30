"""Knowing the homepage again: an address that answers with it no longer holds what it stood for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.frontier import Entry, address
from crawler.snapshot.facts import PageFacts, Role
from crawler.snapshot.names import normalise_name

_HOME_WORDS = frozenset(
    {
        "首页",
        "网站首页",
        "返回首页",
        "主页",
        "返回主页",
        "本站首页",
        "设为首页",
        "网站主页",
        "门户首页",
        "",
    }
)
_ALIKE = 0.95  # share of links that two pages have in common
_LEAST_LINKS = 5


def says_home(anchor: str) -> bool:
    """Whether a link's text says that it leads to the homepage; a link without text may."""
    return normalise_name(anchor) in _HOME_WORDS


@dataclass(slots=True)
class HomeMemory:
    """What is remembered of a site's homepage at `url`, from the time it was read."""

    url: str
    facts: PageFacts | None = None
    links: frozenset[str] = frozenset()
    sha256: str = ""

    def remember(self, facts: PageFacts, sha256: str) -> None:
        """Keep what the homepage is known by."""
        self.facts = facts
        self.links = frozenset(link.url for link in facts.links)
        self.sha256 = sha256

    @property
    def has_search(self) -> bool:
        """Whether the homepage itself has a search form; else one of its frames may."""
        return self.facts is not None and bool(self.facts.home.get("search"))

    def is_root(self, url: str) -> bool:
        """Whether a URL is the site's root (whatever its query), or the homepage's own address."""
        bare = address(url.partition("?")[0])
        return urlsplit(url).path in ("", "/") or bare == address(self.url)

    def again(self, entry: Entry, facts: PageFacts, sha256: str) -> str:
        """The reason, when another address answers with the homepage: what it stood for is gone; else ""."""
        if self.facts is None or entry.role in (Role.HOME, Role.SEARCH) or entry.feed:
            return ""
        if says_home(entry.anchor) or self.is_root(entry.url):
            return ""
        if sha256 == self.sha256:
            return "返回的是网站首页"
        if facts.title != self.facts.title or len(self.links) < _LEAST_LINKS:
            return ""
        links = {link.url for link in facts.links}
        alike = len(links & self.links) >= _ALIKE * max(len(links), len(self.links))
        return "返回的是网站首页" if alike else ""
