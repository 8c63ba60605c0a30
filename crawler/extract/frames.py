"""The frames of a page whose content belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extract.links import Resolver


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: absolute address and name."""

    url: str
    name: str


def frames_of(tree: HtmlElement, url: str) -> list[Frame]:
    """The frames of a page in order, each address once."""
    resolver = Resolver(url)
    found: dict[str, Frame] = {}
    for element in tree.iter("frame", "iframe"):
        address = resolver.absolute(element.get("src") or "")
        if address:
            found.setdefault(address, Frame(address, element.get("name") or ""))
    return list(found.values())
