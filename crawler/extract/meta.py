"""Meta tags by the names of 政府网站发展指引 (国办发〔2017〕47号)."""

from __future__ import annotations

import re

from lxml import html

NAMES = (
    "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType",
    "ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Image", "Url",
)  # fmt: skip
_BY_LOWER = {name.lower(): name for name in NAMES}
_LONGEST = 2000
_REFRESH = re.compile(r"(\d{0,6})(?:\.\d{0,9})? ?[;, ] ?(?:url ?= ?)?(['\"]?)(.*)", re.I)


def meta_tags(root: html.HtmlElement) -> dict[str, str]:
    """The page's tags under the names of the guideline exactly, whatever case the page writes them in.

    A tag that is present but empty keeps its name with "". Of two tags with a name the first with content counts.
    """
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = _BY_LOWER.get((tag.get("name") or "").strip().lower())
        if name and not found.get(name):
            found[name] = " ".join((tag.get("content") or "").split())[:_LONGEST]
    return found


def refresh(root: html.HtmlElement) -> tuple[str, int]:
    """The address of a meta refresh as written and after how many seconds; "" without one (a bare reload is none).

    One for readers without scripts (in a noscript element) does not count.
    """
    for tag in root.iter("meta"):
        if (tag.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        if next(tag.iterancestors("noscript"), None) is not None:
            continue
        content = " ".join((tag.get("content") or "")[:_LONGEST].split())
        match = _REFRESH.match(f"0;{content}" if content[:3].lower() == "url" else content)
        if match is None:
            continue
        seconds, quote, address = match.groups()
        if quote:
            address = address.partition(quote)[0]
        address = address.strip("'\" ;")
        if address:
            return address, int(seconds or 0)
    return "", 0
