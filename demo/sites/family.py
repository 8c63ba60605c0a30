"""What every family of content management systems has in common: addresses, pages by path, and
the site's answers.
"""

# ruff: noqa: E501 - the lines of a page are kept as they are served

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from demo.files.office_97 import doc, xls
from demo.files.pdf import pdf
from demo.files.zipped import docx, ofd, xlsx
from demo.server import Response
from demo.sites.model import Block, Column, Document, SiteContent, Table

_FILES = {
    ".css": ("text/css", b"body{font:14px/1.8 SimSun}\n"),
    ".js": ("application/javascript", b"var ready=true;\n"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 32),
    ".ico": ("image/x-icon", b"\0" * 32),
}
_ATTACHED = {
    ".pdf": ("application/pdf", pdf),
    ".doc": ("application/msword", doc),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    ".xls": ("application/vnd.ms-excel", xls),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
    ".ofd": ("application/ofd", ofd),
}
_REFRESH = (
    '<html><head><meta http-equiv="refresh" content="0;url=../"><title>页面跳转</title></head>'
    "<body></body></html>"
)
_FIREWALL = (
    "<html><head><title>拦截提示</title></head><body><h1>您的请求被拦截</h1>"
    "<p>您的访问可能存在风险，已被网站应用防火墙阻断。事件编号：7f3a-0091</p></body></html>"
)
# As long as real ones: a server in trouble, no firewall.
_UNAVAILABLE = (
    b"<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 "
    b"Service Temporarily Unavailable</h1></center><hr><center>nginx</center>"
    + b"<!-- a padding to disable MSIE and Chrome friendly error page -->\n" * 8
    + b"</body></html>"
)
_SHELL = (
    '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>政府信息公开平台</title>'
    '<link href="/static/css/app.5d1f.css" rel="stylesheet">{preload}</head><body><noscript>'
    "<strong>We are sorry but this page does not work properly without JavaScript enabled.</strong></noscript>"
    '<div id="app"></div><script src="/static/js/chunk-vendors.91ab.js"></script>'
    '<script src="/static/js/app.77c0.js"></script></body></html>'
).format(
    preload="".join(
        f'<link href="/static/js/chunk-{n:02d}a{n}.js" rel="prefetch">' for n in range(20)
    )
)

_ANNEX: list[Block] = [
    "本件供公众查阅、下载使用，以正文为准。",
    Table([["序号", "项目", "备注"], ["1", "见正文", ""]]),
]

Page = Callable[[], str]


class Family(ABC):
    """One site as its content management system publishes it: the application that the server
    runs.

    A subclass says where columns and documents lie and renders their pages. Pages are rendered
    when first asked for and kept as bytes.
    """

    encoding: ClassVar[str] = "utf-8"
    content_type: ClassVar[str] = "text/html; charset=utf-8"
    rows_per_page: ClassVar[int] = 10

    def __init__(self, site: SiteContent) -> None:
        self.site = site
        self.down = site.down
        self.documents = site.documents()
        self.columns = {column.key: column for column in site.all_columns()}
        self._numbers = {key: number for number, key in enumerate(self.documents, start=1)}
        self._cache: dict[str, Response] = {}
        self._pages: dict[str, Page] = {}
        self._misbehaving: dict[str, str] = {}
        self._attached: dict[str, tuple[Document, int]] = {}
        self._forbidden = [self.column_path(self.columns[key]) for key in site.robots]
        self._add_pages()

    # -- what a family decides -----------------------------------------------------------------
    @abstractmethod
    def column_path(self, column: Column, page: int = 0) -> str:
        """The path (with query) of a column's page; `page` counts from 0."""

    @abstractmethod
    def document_path(self, document: Document) -> str:
        """The path (with query) of a document's page."""

    @abstractmethod
    def home(self) -> str:
        """The homepage."""

    @abstractmethod
    def column_page(self, column: Column, page: int) -> str:
        """One page of a column."""

    @abstractmethod
    def document_page(self, document: Document) -> str:
        """A document's page."""

    @abstractmethod
    def search_page(self, words: str) -> str:
        """What the site's own search answers."""

    @property
    @abstractmethod
    def search_path(self) -> str:
        """The path of the site's own search."""

    @property
    @abstractmethod
    def search_field(self) -> str:
        """The name of the search form's field."""

    # -- shared ---------------------------------------------------------------------------------
    map_path: ClassVar[str] = "/wzdt/index.html"

    def number(self, document: Document) -> int:
        """A number for the document, unique in the site."""
        return self._numbers[document.key]

    def resolve(self, kind: str, key: str) -> str | None:
        """The path that a link in a body leads to."""
        if kind == "doc:":
            return self.document_path(self.documents[key]) if key in self.documents else None
        return self.column_path(self.columns[key]) if key in self.columns else None

    def page_count(self, column: Column) -> int:
        """How many pages the column's list has (1 at least)."""
        return max(1, -(-len(column.documents) // self.rows_per_page))

    def list_requests(self, column: Column, rows: int) -> int:
        """How many requests it takes to read the column's page and the first `rows` of its list;
        a family whose lists come by another measure than pages says so.
        """
        return max(1, -(-rows // self.rows_per_page))

    def rows(self, column: Column, page: int) -> list[Document]:
        """The documents on one page of the column's list."""
        first = page * self.rows_per_page
        return column.documents[first : first + self.rows_per_page]

    def menu_children(self, column: Column) -> list[Column]:
        """The children that the menu at the head of every page links to."""
        return [child for child in column.children if child.key not in self.site.off_home]

    def home_sections(self) -> list[Column]:
        """The columns whose newest rows the homepage shows."""
        return [self.columns[key] for key in self.site.sections if key in self.columns]

    def home_entries(self) -> list[Column]:
        """The columns that the homepage links to by name."""
        return [self.columns[key] for key in self.site.entries if key in self.columns]

    def dead_on(self, key: str) -> list[tuple[str, str]]:
        """The dead links (words, path) that stand on a column's page ("" for the homepage)."""
        return [(words, path) for words, path, where in self.site.dead if where == key]

    def hits(self, words: str) -> list[Document]:
        """The documents whose title holds the words, newest first, at most 20."""
        found = [item for item in self.documents.values() if words and words in item.title]
        return sorted(found, key=lambda item: item.published, reverse=True)[:20]

    def _add_pages(self) -> None:
        self._pages["/"] = self.home
        for column in self.columns.values():
            for page in range(self.page_count(column)):
                path = self.column_path(column, page)
                self._pages[path] = partial(self.column_page, column, page)
                if column.key in self.site.behaviours:
                    self._misbehaving[path] = self.site.behaviours[column.key]
        for document in self.documents.values():
            path = self.document_path(document)
            self._pages[path] = partial(self.document_page, document)
            if document.key in self.site.behaviours:
                self._misbehaving[path] = self.site.behaviours[document.key]
            for index in range(len(document.attachments)):
                self._attached[self.attachment_path(document, index)] = (document, index)
        if "map" in self.site.footer:
            self._pages[self.map_path] = self.map_page

    @abstractmethod
    def map_page(self) -> str:
        """The site map."""

    def paths(self) -> list[str]:
        """The paths of every page of the site."""
        return list(self._pages)

    def attachment_path(self, document: Document, index: int) -> str:
        """The path of one attachment, beside its document."""
        name = document.attachments[index]
        suffix = name[name.rindex(".") :]
        kind = "P" if suffix == ".pdf" else "W"
        return f"/files/{document.published:%Y%m}/{kind}0{document.published:%Y%m%d}{self.number(document):05d}{index}{suffix}"

    def _file(self, document: Document, index: int) -> Response:
        """One attachment: the document itself where its body is filed, else a form or table that goes with it."""
        name = document.attachments[index]
        kind, make = _ATTACHED[name[name.rindex(".") :]]
        if document.filed == "scan":
            return Response(200, kind, pdf(document.title, document.blocks, scanned=True))
        blocks = document.blocks if document.filed and index == 0 else _ANNEX
        return Response(200, kind, make(name.rpartition(".")[0], blocks))

    def html(self, page: str, status: int = 200) -> Response:
        """A page as the family encodes it."""
        return Response(status, self.content_type, page.encode(self.encoding, "replace"))

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """The answer to one request."""
        parts = urlsplit(target)
        path = unquote(parts.path)
        if path == "/robots.txt":
            return self._robots()
        full = f"{path}?{parts.query}" if parts.query else path
        if full in ("/index.html", "/index.htm"):
            full = "/"
        fault = self._misbehaving.get(full)
        if fault:
            return self._misbehave(fault)
        if full in self._pages:
            if full not in self._cache:
                self._cache[full] = self.html(self._pages[full]())
            return self._cache[full]
        query = parse_qs(parts.query, keep_blank_values=True, encoding=self.encoding)
        form = parse_qs(body.decode("latin-1"), keep_blank_values=True, encoding=self.encoding)
        if path == self.search_path and self.site.search == "works":
            words = (query.get(self.search_field) or form.get(self.search_field) or [""])[0]
            return self.html(self.search_page(words))
        special = self.special(path, query | form)
        if special:
            return special
        if full in self._attached:
            return self._file(*self._attached[full])
        suffix = path[path.rfind(".") :] if "." in path else ""
        if suffix in _FILES and path.startswith(("/files/", "/images/", "/static/", "/script/")):
            kind, content = _FILES[suffix]
            return Response(200, kind, content)
        if self.site.missing == "home":
            return self.respond("GET", "/", b"")
        if self.site.missing == "refresh":
            return self.html(_REFRESH)
        return self.html(
            "<html><head><title>404</title></head><body>您访问的页面不存在或已删除</body></html>",
            404,
        )

    def special(self, path: str, query: dict[str, list[str]]) -> Response | None:
        """The answer of a family's own endpoints; None when the path is none of them."""
        return None

    def _robots(self) -> Response:
        lines = [
            "User-agent: *",
            *(f"Disallow: {path.rsplit('index', 1)[0]}" for path in self._forbidden),
        ]
        if not self._forbidden:
            lines.append("Disallow:")
        return Response(200, "text/plain; charset=utf-8", ("\n".join(lines) + "\n").encode())

    def _misbehave(self, fault: str) -> Response:
        if fault == "hang":
            return Response(hang=True)
        if fault == "firewall":
            return Response(403, "text/html; charset=utf-8", _FIREWALL.encode())
        if fault == "unavailable":
            return Response(503, "text/html", _UNAVAILABLE)
        return Response(200, "text/html; charset=utf-8", _SHELL.encode())
