"""Documents as evidence: what is quoted, where it was read, and how it is named in a reason."""

from __future__ import annotations

from datetime import date

from checks.verdict import Evidence
from checks.wording import clean
from crawler.snapshot.facts import Document, Fetch, Outcome, SiteSnapshot

MOST_SHOWN = 40
"""Most pieces of evidence that one judgement carries."""


def name_of(document: Document, limit: int = 60) -> str:
    """The document's title in 《》; a title that has its own 《》 stands in quotes."""
    title = clean(document.title or document.row_title, limit) or "（无标题）"
    return f"“{title}”" if "《" in title else f"《{title}》"


def day_of(document: Document) -> str:
    """The document's publication date in words."""
    published = document.published
    return f"{published.day.isoformat()}发布" if published else "未标发布日期"


def said(document: Document) -> str:
    """Name and publication date: 《…》（2023-05-06发布）."""
    return f"{name_of(document)}（{day_of(document)}）"


def proof_of(site: SiteSnapshot, document: Document) -> Fetch | None:
    """The fetch that shows the document: its own page's, or that of a column that lists it."""
    if document.fetch is not None and document.fetch.outcome is Outcome.OK:
        return document.fetch
    for url in document.columns:
        column = site.columns.get(url)
        if column is not None and column.was_read:
            return column.fetch
    return document.fetch


def cite(site: SiteSnapshot, document: Document, note: str = "", quote: str = "") -> Evidence:
    """Evidence of one document; `quote` defaults to its title and the words its date was read from.

    The address is always the document's own, even where only a list shows it.
    """
    published = document.published
    words = quote or " ".join(
        part
        for part in (document.title or document.row_title, published.words if published else "")
        if part
    )
    return Evidence.of(
        proof_of(site, document), clean(words), url=document.url, note=clean(note, 400)
    )


def on(day: date) -> str:
    """A day in words: 2023年5月6日."""
    return f"{day.year}年{day.month}月{day.day}日"
