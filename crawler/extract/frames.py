"""The frames of a page whose content belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extract.links import resolver_of

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SIZE = re.compile(r"(?:^|[;\s])(width|height)\s*:\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*(?:;|$)", re.I)
_SPOT = 2  # pixels up to which a frame shows nothing: counters are of that size
# What counts visits, advertises, or shows a map, the weather, a film: by host, wherever it is embedded.
_FOREIGN = re.compile(
    r"(?:^|\.)(?:cnzz|51\.la|51yes|hm\.baidu|cpro\.baidu|pos\.baidu|tongji|googlesyndication|doubleclick|google-analytics|tanx|"
    r"alimama|mediav|gridsum|linezing|umeng|"
    r"map\.baidu|api\.map|ditu|amap|map\.qq|map\.sogou|tianditu|youku|v\.qq|tudou|iqiyi|bilibili|cctv|"
    r"tianqi|weather|heweather|seniverse|xinzhi|moji|widget|share\.baidu|jiathis|bshare|bdimg|widget\.weibo|"
    r"zhibo|captcha|conac|beian)(?:\.|$)",
    re.I,
)
_WIDGET_PATH = re.compile(
    r"/(?:weather|tianqi|map|ditu|video|player|live|counter|tongji|stat|ads?)(?:[/._?-]|$)", re.I
)
_MOST = 50


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: absolute address and name (its name, else title, else id; "" without any)."""

    url: str
    name: str


def frames_of(tree: HtmlElement, url: str) -> list[Frame]:
    """The frames of a page that show content, in order, each address once.

    Left out are frames that show nothing (hidden ones, spots of two pixels, about:blank), the page itself in a frame, and
    what other hosts lend to any page: counters, advertisements, maps, weather, films. A frame in a tab that is closed at
    first counts.
    """
    resolver = resolver_of(tree, url)
    own = _domain(url)
    found: dict[str, Frame] = {}
    for element in tree.iter("frame", "iframe"):
        address = resolver.absolute(element.get("src") or element.get("data-src") or "")
        if not address or address == url or _is_hidden(element):
            continue
        if _domain(address) != own and _is_lent(address):
            continue
        name = element.get("name") or element.get("title") or element.get("id") or ""
        found.setdefault(address, Frame(address, " ".join(name.split())))
        if len(found) == _MOST:
            break
    return list(found.values())


def _is_hidden(element: HtmlElement) -> bool:
    """Whether a frame shows nothing, by its own attributes."""
    style = element.get("style") or ""
    if element.get("hidden") is not None or _HIDDEN.search(style):
        return True
    sizes = {name.lower(): int(pixels) for name, pixels in _SIZE.findall(style)}
    for name in ("width", "height"):
        written = (element.get(name) or "").strip().lower().removesuffix("px")
        if written.isascii() and written.isdigit() and len(written) < 6:
            sizes.setdefault(name, int(written))
    return any(pixels <= _SPOT for pixels in sizes.values())


def _is_lent(address: str) -> bool:
    parts = urlsplit(address)
    return bool(_FOREIGN.search(parts.hostname or "") or _WIDGET_PATH.search(parts.path))


def _domain(url: str) -> str:
    """The registered domain of an address (boshan.gov.cn of zwgk.boshan.gov.cn), or its host where that is a number."""
    host = (urlsplit(url).hostname or "").lower()
    labels = host.split(".")
    if len(labels) < 3 or labels[-1].isdigit() or ":" in host:
        return host
    is_second_level = (
        labels[-2] in ("gov", "com", "org", "net", "edu", "ac") and len(labels[-1]) == 2
    )
    return ".".join(labels[-3:] if is_second_level else labels[-2:])
