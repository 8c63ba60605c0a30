"""Extraction of one page: bytes in, `PageFacts` out."""

from __future__ import annotations

import re

from lxml import etree, html

from crawler.extract import body as bodies
from crawler.extract import (
    bounds,
    breadcrumb,
    dates,
    flat,
    forms,
    links,
    lists,
    metadata,
    numbers,
    related,
    soft,
    stamps,
    titles,
)
from crawler.extract import meta as metas
from crawler.extract.charset import decode
from crawler.extract.linked_tables import linked_tables
from crawler.snapshot.facts import DateFact, DateOrigin, PageFacts

MAX_TEXT = 2_000_000  # characters of a page's source that are read
_PARSER = etree.HTMLParser(
    huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8", recover=True
)
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_MARK_RANGE = re.compile("[\ufdd0-\ufdef]")
_MARK_BYTES = b"\xef\xb7"  # with which each of them begins
_SOME_TAG = re.compile(r"<(?:p|div|a|table|td|li|span)[\s>]", re.I)
_HEAD_REACH = 5000  # characters of the flat page above the body in which its labels and title stand
_TAIL_REACH = 3000
_SHORT = 30
_ENOUGH = 120  # characters of text with which an article holds more than a placeholder
_TABLE_WORDS = ("索引号", "索 引 号", "文号", "发文字号", "发布机构", "发文机关")
_FEW = 3  # rows on an article's page under which they are no list beside it


def parse(text: str) -> html.HtmlElement:
    """The tree of a page, whatever its state: empty, with an XML declaration, broken, huge, deeply nested.

    Comments and processing instructions are left out. The root is always an <html> element. Raises TooMuch for a source
    with more text or markup than is read.
    """
    text = bounds.slim(text)
    bounds.check(text)
    if text[:200].lstrip("\x00 \t\r\n").startswith("<?xml"):
        text = _DECLARATION.sub("", text.replace("\x00", ""), count=1)
    source = text.encode("utf-8", "replace")
    if b"\x00" in source or _MARK_BYTES in source:
        text = _MARK_RANGE.sub("\ufffd", text.replace("\x00", ""))
        source = text.encode("utf-8", "replace")
    if not text or text.isspace():
        return _empty()
    try:
        root = html.document_fromstring(source, parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return _rescue(text)
    _gather(root)
    if root.tag != "html":
        whole = _empty()
        whole[-1].append(root)
        root = whole
    elif len(text) > 2000 and _lost(root, text):
        root = _rescue(text)
    if "lick" in text or "data-" in text:
        root.set(flat.CLICKS_ATTRIBUTE, "")
    return root


def _gather(root: html.HtmlElement) -> None:
    """Bring under the root what followed a closing </html> in the middle of a page (included templates end so)."""
    after = root.getnext()
    while after is not None:
        root.append(after)
        after = root.getnext()


def _empty() -> html.HtmlElement:
    return html.document_fromstring(b"<html><head></head><body></body></html>", parser=_PARSER)


def _lost(root: html.HtmlElement, text: str) -> bool:
    """Whether the parser gave up at the start of a page that goes on."""
    body = root.find("body")
    if body is not None and len(body) > 0:
        return False
    return next(root.iter("a", "p", "div", "td", "frame"), None) is None and bool(
        _SOME_TAG.search(text, 1000)
    )


def _rescue(text: str) -> html.HtmlElement:
    """The tree by a slower parser that takes anything; empty when even that fails."""
    from bs4 import BeautifulSoup

    try:
        mended = str(BeautifulSoup(text[:MAX_TEXT], "html.parser"))
        root = html.document_fromstring(mended.encode("utf-8", "replace"), parser=_PARSER)
    except (RecursionError, ValueError, AssertionError, etree.LxmlError):
        return _empty()
    return root if root.tag == "html" else _empty()


def extract_page(
    body: bytes,
    url: str,
    content_type: str = "",
    tree: html.HtmlElement | None = None,
    charset: str = "",
) -> PageFacts:
    """The facts of one HTML page.

    `tree` is the page as `parse` gave it, where the caller has it; it is left as it was. `charset` is then not needed;
    without a tree it spares finding it out again.
    """
    if tree is None:
        text = body.decode(charset, "replace") if charset else decode(body, content_type)[0]
        tree = parse(text)
    return _Extraction(tree, url).facts()


def extract_shown(tree: html.HtmlElement, url: str) -> tuple[PageFacts, str]:
    """The facts of a parsed page, and all its visible text in one line, for which it would else be walked again."""
    extraction = _Extraction(tree, url)
    return extraction.facts(), flat.one_line(extraction.page)


class _Extraction:
    """The steps of reading one page, with what they share."""

    def __init__(self, root: html.HtmlElement, url: str) -> None:
        self.root = root
        self.url = url
        self.resolver = links.resolver_of(root, url)
        self.marked = bodies.Marked(root)
        self.page = self.marked.flatten(root)
        self.pieces = flat.split_links(self.page)

    def facts(self) -> PageFacts:
        facts = PageFacts(url=self.url)
        facts.meta = metas.meta_tags(self.root)
        read = links.read_links(self.pieces, self.resolver)
        facts.links = [link for link in read if link.url]
        facts.breadcrumb = breadcrumb.breadcrumb(self.page, self.resolver)
        names = {facts.meta.get("ColumnName", ""), *(crumb.text for crumb in facts.breadcrumb)}
        rows = lists.list_rows(
            self.pieces, self.resolver, dead=self.url, links=read, own_names=names
        )
        facts.rows = [row for row in rows if row.url != self.url]
        before, inside, after = self._parts()
        lines = flat.lines(flat.visible(inside))
        facts.form_fields = forms.fillable_fields(self.root)
        head = flat.visible(before)
        table = self._metadata(facts, head, inside)
        facts.metadata = table
        facts.is_article = self._is_article(facts, lines, inside)
        if not facts.is_article:
            facts.metadata = {}
        elif not metadata.index_number(table):
            facts.metadata = metadata.unlabelled(flat.lines(head)[-20:]) | table
        facts.title = titles.page_title(
            root=self.root,
            page=self.page,
            meta=facts.meta,
            metadata=facts.metadata,
            crumbs=facts.breadcrumb,
            body_lines=lines,
            is_article=facts.is_article,
        )
        facts.body_links, facts.attachments = related.related_links(inside, after, self.resolver)
        if facts.is_article:
            self._read_article(facts, head, lines, after)
        else:
            # Rows whose links lead nowhere are none to follow, but what a reader sees is a list.
            facts.is_list = 2 * sum(1 for row in rows if row.day) >= len(rows) > 0
        among = self.root if self.marked.body is None else self.marked.body
        facts.linked_tables = linked_tables(among, self.resolver, headed=not facts.is_article)
        if not facts.rows:
            facts.placeholder = soft.placeholder(self._own_text(facts))
        return facts

    def _metadata(self, facts: PageFacts, head: str, inside: str) -> dict[str, str]:
        """The metadata table above the body, else the one at its beginning."""
        may_be_article = self.marked.body is not None or bool(facts.meta.get("ArticleTitle"))
        if not may_be_article and not any(word in head for word in _TABLE_WORDS):
            return {}
        table = metadata.read_metadata(head)
        if table or not self.marked.known:
            return table
        table = metadata.read_metadata(flat.visible(inside[:_TAIL_REACH]))
        return table if metadata.is_plausible(table) else {}

    def _parts(self) -> tuple[str, str, str]:
        """The flat page before the body (at most `_HEAD_REACH`), the body, and what follows up to the foot."""
        page = self.page
        foot = page.find(flat.FOOT)
        start = page.find(flat.BODY)
        if start < 0:
            end = foot if foot >= 0 else len(page)
            return page[:end][-4 * _HEAD_REACH :], "", ""
        end = page.find(flat.BODY_END, start)
        after_end = foot if foot > end else len(page)
        above = max(0, start - _HEAD_REACH, page.rfind(flat.CRUMB, 0, start))
        return page[above:start], page[start + 1 : end], page[end:after_end]

    def _is_article(self, facts: PageFacts, lines: list[str], inside: str) -> bool:
        length = sum(map(len, lines))
        named = bool(facts.meta.get("ArticleTitle"))
        if named and (facts.meta.get("PubDate") or length >= _SHORT):
            return True
        if sum(1 for value in facts.metadata.values() if value) >= 4 and (
            facts.metadata.get("标题") or facts.metadata.get("名称") or length >= _SHORT
        ):
            return True
        if length < _SHORT or self.marked.body is None:
            return bool(
                self.marked.known and flat.LINK in inside and related.has_attachment(inside)
            )
        inner = flat.split_links(inside)
        linked = sum(len(text.strip()) for text in inner[4::5])
        rows_inside = len(lists.list_rows(inner, self.resolver)) if len(inner) > 15 else 0
        if rows_inside >= 3 and linked > 0.4 * length:
            return False
        if self.marked.known:
            return linked < 0.7 * length or "。" in inside
        return linked < 0.4 * length and len(facts.rows) < 8 and "。" in inside

    def _read_article(self, facts: PageFacts, head: str, lines: list[str], after: str) -> None:
        """Fill in what only an article has."""
        facts.text = "\n".join(lines)
        facts.stamp = stamps.void_stamp(self.root)
        if self.marked.body is not None:
            facts.tables = bodies.tables(self.marked.body)
            facts.headings = bodies.headings(self.marked.body, lines)
        if len(facts.rows) < _FEW:
            facts.rows = []
        shown = self._shown(head, facts.title)
        tail = flat.lines(flat.visible(after[:_TAIL_REACH]))
        cells = bodies.cell_labels(facts.tables)
        facts.index_number = metadata.index_number(facts.metadata)
        facts.issuer = metadata.issuer(facts.metadata) or metadata.issuer(cells)
        facts.source = metadata.source(facts.metadata, [*shown, *tail])
        facts.document_number = numbers.own_number(
            facts.metadata, facts.title, [*flat.lines(head)[-8:], *lines[:10]], cells
        )
        facts.dates = self._dates(facts, shown, tail, lines, cells)
        facts.published = dates.choose(facts.dates, "published")
        facts.issued = dates.choose(facts.dates, "issued")

    def _own_text(self, facts: PageFacts) -> str:
        """What the page says itself, menus and foot aside, to look for placeholder words in."""
        if facts.is_article:
            return facts.text if len(facts.text) < _ENOUGH else ""
        page = self.page
        foot = page.find(flat.FOOT)
        gaps = flat.split_links(page[: foot if foot >= 0 else len(page)])[0::5]
        return "\n".join(flat.lines(flat.visible(flat.LINE.join(gaps))))

    def _shown(self, head: str, title: str) -> list[str]:
        """The lines between the title and the body, where date and source are shown."""
        lines = flat.lines(head)
        wanted = titles.squash(title)[:40]
        if wanted:
            for at in range(len(lines) - 1, -1, -1):
                if titles.squash(lines[at]).startswith(wanted):
                    return lines[at + 1 :]
        return lines[-12:]

    def _dates(
        self,
        facts: PageFacts,
        shown: list[str],
        tail: list[str],
        lines: list[str],
        cells: dict[str, str],
    ) -> list[tuple[str, DateFact]]:
        """Every date of the page with its kind, in falling order of trust."""
        found: list[tuple[str, DateFact]] = []
        is_table = sum(1 for value in facts.metadata.values() if value) >= 3
        origin = DateOrigin.TABLE if is_table else DateOrigin.SHOWN
        for label, value in facts.metadata.items():
            found += dates.labelled(f"{label}：{value}", origin)[:1]
        known = {fact.day for _, fact in found}
        for line in shown:
            for kind, fact in dates.labelled(line, DateOrigin.SHOWN):
                if kind == "other" and dates.sole_date(line):
                    kind = "published"
                if fact.day not in known:
                    found.append((kind, fact))
        if not any(kind == "published" for kind, _ in found):
            below = [each for line in tail[:12] for each in dates.labelled(line, DateOrigin.SHOWN)]
            found += [(kind, fact) for kind, fact in below if kind != "other"]
        for label, value in cells.items():
            inside = dates.labelled(f"{label}：{value}", DateOrigin.TEXT)[:1]
            found += [(kind, fact) for kind, fact in inside if kind == "issued"]
        if not any(kind == "issued" for kind, _ in found):
            # What a page without a metadata table writes above its text (发文日期：2023年4月10日).
            first = [each for line in lines[:6] for each in dates.labelled(line, DateOrigin.TEXT)]
            found += [(kind, fact) for kind, fact in first if kind == "issued"]
        for candidate in (dates.passed_date(lines[:6]), dates.signature_date(lines)):
            if candidate:
                found.append(("issued", candidate))
        day = dates.from_meta(facts.meta.get("PubDate", ""))
        if day:
            found.append(("published", DateFact(day, DateOrigin.META, facts.meta["PubDate"])))
        day = dates.from_url(self.url)
        if day:
            found.append(("published", DateFact(day, DateOrigin.URL, self.url)))
        return found
