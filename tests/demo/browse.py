"""A visitor without a network: asks an application for its pages and reads their links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html

from demo.server import Response
from demo.sites.family import Family

_ISLAND_LINK = re.compile(r'href="([^"]+)"')
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """One page as a browser sees it: path, status, text of the source, and the parsed tree."""

    path: str
    status: int
    source: str
    tree: html.HtmlElement

    def links(self) -> list[str]:
        """The paths of links within the site, resolved."""
        return [
            urljoin(self.path, href).partition("#")[0]
            for href in self.tree.xpath("//a/@href")
            if not href.startswith(("javascript:", "http:", "https:", "#"))
        ]

    def island_links(self) -> list[str]:
        """The paths of links that stand only in script islands."""
        islands = self.tree.xpath("//script[@type='text/xml']/text()")
        return [href for island in islands for href in _ISLAND_LINK.findall(island)]


def ask(app: Family, path: str) -> Response:
    """The answer at a path, where a redirect by status leads."""
    response = app.respond("GET", path, b"")
    for name, target in response.headers:
        if response.status in (301, 302) and name == "Location":
            return app.respond("GET", urljoin(path, target), b"")
    return response


def fetch(app: Family, path: str) -> Page:
    """Ask for a page and decode it by the charset that it declares."""
    response = ask(app, path)
    match = _CHARSET.search(response.body)
    declared = match[1].decode() if match else "utf-8"
    encoding = "gb18030" if declared.lower() in ("gb2312", "gbk") else declared
    source = response.body.decode(encoding)
    return Page(path, response.status, source, html.document_fromstring(source))


def walk(app: Family) -> dict[str, Page]:
    """Every page that plain links lead to from the homepage, by path."""
    pages: dict[str, Page] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in pages or "html" not in ask(app, path).content_type:
            continue
        pages[path] = fetch(app, path)
        waiting += [link for link in pages[path].links() if link not in pages]
    return pages
