"""All links of a page, in page order: absolute, http only, with the words a reader sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.extract import flat
from crawler.snapshot.categories import names_category
from crawler.snapshot.facts import Link

MAX_LINKS = 20_000
MAX_WORDS = 500
MAX_URL = 2_000

_CACHED = 400  # characters of a link up to which its reading is kept
_CUT = ("...", "…", "..")
# A quoted address that nothing is joined to: of 'a.jsp?id=' + id only the reader's browser knows the rest.
_SCRIPT_URL = re.compile(
    r"(?<!\+)(?<!\+\s)[\"']([^\"'\s<>]{0,1500}?(?:/|\.s?html?|\.jsp|\.aspx?|\.php|\.pdf)[^\"'\s<>]{0,500})[\"']"
    r"(?!\s?\+)"
)
_BARE = re.compile(
    r"(?:https?:/)?/[^\s'\"()<>;]{0,1500}|[\w./-]{1,500}\.(?:s?html?|jsp|aspx?|php)(?:\?[^\s'\"()<>]{0,500})?"
)
_SCRIPT_OPENS = re.compile(r"open|href|location|jump|goto|url|link|redirect|show|view", re.I)
_SCRIPT_GOES = re.compile(
    r"(?:location(?:\s?\.\s?href)?\s?=(?!=)|location\s?\.\s?(?:replace|assign)\s?\(|(?:open|navigate)\s?\()"
    r"\s?[\"']([^\"'\s<>]{1,1500})[\"'](?!\s?\+)"
)

_ROOTED = frozenset(
    "/hH"
)  # first characters of an address that is the same on every page of a site
_PLAIN = frozenset("/.hH0123456789")  # first characters of an address that is no script


class Resolver:
    """Addresses of one page made absolute; the common shapes without urllib, which costs more than the rest."""

    def __init__(self, base: str) -> None:
        self.base = base
        scheme, _, rest = base.partition("://")
        host, _, path = rest.split("#", 1)[0].split("?", 1)[0].partition("/")
        self.origin = f"{scheme}://{host}"
        self._folder = f"{self.origin}/{path[: path.rfind('/') + 1]}"

    def absolute(self, href: str) -> str:
        """The absolute address; "" for what is no http address or leads nowhere.

        Without its fragment, unless that names a category of a catalogue.
        """
        href = href.strip()
        if "#" in href and not names_category(href):
            href = href[: href.index("#")]
        if not href or len(href) > MAX_URL:
            return ""
        if "\n" in href or "\t" in href or "\r" in href:
            href = href.replace("\n", "").replace("\t", "").replace("\r", "")
        href = href.replace(" ", "%20")
        if href.startswith("../"):
            return self._upward(href)
        if "/." in href[1:] or "[" in href or href[-1] == "?":
            return self._slowly(href)
        if href.startswith(("http://", "https://")):
            return href if "/" in href[8:] else self._slowly(href)
        if href[0] == "/" and href[1:2] not in ("/", "."):
            return self.origin + href
        if href.startswith("./"):
            return self._folder + href[2:]
        if href[0].isalnum() and ":" not in href:
            return self._folder + href
        return self._slowly(href)

    def _upward(self, href: str) -> str:
        """The address of ../ and the like; at the top of the site ../ stays there."""
        folder, rest = self._folder, href
        while rest.startswith("../"):
            rest = rest[3:]
            above = folder.rfind("/", 0, -1) + 1
            folder = folder[:above] if above > len(self.origin) else folder
        if "/." in rest or rest[:1] in (".", "/", "?") or "[" in rest or rest[-1:] == "?":
            return self._slowly(href)
        return folder + rest

    def _slowly(self, href: str) -> str:
        """What urllib makes of an address, for the shapes that are not plain."""
        try:
            found = urljoin(self.base, href)
            scheme, host = urlsplit(found)[:2]
        except ValueError:
            return ""
        if scheme not in ("http", "https") or not host:
            return ""
        rest = found.partition("://")[2]
        return f"{scheme}://{rest}" if len(rest) > len(host) else f"{scheme}://{host}/"

    def of_link(self, href: str, onclick: str = "") -> str:
        """The address of a link, taken from its script where that names one."""
        if href[:1] in _PLAIN:
            return self.absolute(href)
        start = href.strip()[:11].lower()
        if start.startswith("javascript"):
            return self._from_script(href) or self._from_script(onclick)
        if onclick and start[:1] in ("", "#"):
            return self._from_script(onclick)
        return self.absolute(href)

    def _from_script(self, script: str) -> str:
        """The address that a script opens, or that a data attribute holds for one to open; "" for none."""
        if not script or len(script) > MAX_URL:
            return ""
        if _BARE.fullmatch(script):
            return self.absolute(script)
        if not _SCRIPT_OPENS.search(script):
            return ""
        match = _SCRIPT_GOES.search(script) or _SCRIPT_URL.search(script)
        return self.absolute(match.group(1)) if match else ""


def resolver_of(tree: HtmlElement, url: str) -> Resolver:
    """The resolver for a page's addresses: from its <base>, where it has one, else from its own address `url`."""
    base = next(tree.iter("base"), None)
    resolver = Resolver(url)
    if base is not None and base.get("href"):
        return Resolver(resolver.absolute(base.get("href", "")) or url)
    return resolver


def words(text: str, title: str) -> str:
    """What a link says: its text, its title attribute where the text is cut off or missing, else its image's words."""
    if len(text) + len(title) > _CACHED:
        return _words(text[: 20 * MAX_WORDS], title[: 2 * MAX_WORDS])
    return _words_cached(text, title)


def _words(text: str, title: str) -> str:
    shown = flat.clean(text)
    if title:
        title = flat.clean(title)
    if not shown:
        shown = title or flat.image_words(text)
    elif title and _is_cut_form(shown, title):
        shown = title
    return shown[:MAX_WORDS]


_words_cached = lru_cache(maxsize=16_384)(
    _words
)  # the menus of a site are the same on all its pages


def _is_cut_form(shown: str, title: str) -> bool:
    """Whether `shown` is the beginning of `title`, cut off with or without dots."""
    bare = shown.strip(".…·•▪■◆●▶►»> ")
    if len(title) <= len(bare):
        return title == bare != shown  # dots behind a title that is whole
    if shown.endswith(_CUT):
        return len(bare) < 4 or title.replace(" ", "").startswith(bare.replace(" ", "")[:12])
    return len(shown) >= 8 and title.startswith(shown)


def read_links(pieces: Sequence[str], resolver: Resolver) -> list[Link]:
    """Every link of the pieces (`flat.split_links`), in order; with the address "" where it leads nowhere."""
    found: list[Link] = []
    add, of_link, origin = found.append, resolver.of_link, resolver.origin
    for at in range(1, min(len(pieces) - 1, MAX_LINKS * 5), 5):
        href, title, click, text = pieces[at : at + 4]
        if href[:1] in _ROOTED and len(href) + len(text) + len(title) < _CACHED:
            add(_site_link(origin, href, title, text))
        else:
            add(Link(of_link(href, click), words(text, title)))
    return found


@lru_cache(maxsize=16_384)  # the menus of a site are the same on all its pages
def _site_link(origin: str, href: str, title: str, text: str) -> Link:
    """A link whose address does not depend on the page that has it, only on its site."""
    return Link(Resolver(f"{origin}/").absolute(href), words(text, title))


def page_links(pieces: Sequence[str], resolver: Resolver) -> list[Link]:
    """The links of a page that lead somewhere, from its pieces; frames left out."""
    return [link for link in read_links(pieces, resolver) if link.url]
