"""What a site has published, changed and taken away since its last audit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from crawler.snapshot.change import Change, Changes
from crawler.snapshot.facts import Outcome, Role
from crawler.snapshot.schema import CRAWL, FETCH, PAGE, PAGE_OF_FETCH

_PUBLISHED = (Role.DOCUMENT.value, Role.COLUMN.value, Role.ATTACHMENT.value)


def changes_since(connection: Connection, crawl: Row[Any]) -> Changes | None:
    """The changes since the crawl that this one was compared with; None where it was the first."""
    if crawl.previous is None:
        return None
    earlier = connection.execute(select(CRAWL).where(CRAWL.c.id == crawl.previous)).first()
    if earlier is None:
        return None
    before = _pages(connection, earlier.id)
    now = _pages(connection, crawl.id)
    read_alike = crawl.extraction == earlier.extraction
    new: list[Change] = []
    changed: list[Change] = []
    unchanged = uncompared = 0
    for url, page in now.items():
        if page.outcome != Outcome.OK.value or page.page_seq is None:
            continue
        old = before.get(url)
        if old is None:
            if _is_new(page, before.get(page.found_on), now.get(page.found_on), earlier, crawl):
                new.append(_change(page))
        elif old.page_seq is not None:
            if _is_same(old, page):
                unchanged += 1
            elif not read_alike:
                uncompared += 1
            elif how := "、".join(_differences(connection, old, page)):
                changed.append(_change(page, how))
            else:
                unchanged += 1
    gone = [
        _change(old, how)
        for url, old in before.items()
        if old.outcome == Outcome.OK.value
        and old.page_seq is not None
        and (how := _gone(old, now.get(url), earlier, crawl))
    ]
    return Changes(
        until=earlier.until,
        finished=earlier.finished,
        new=_ordered(new),
        changed=_ordered(changed),
        gone=_ordered(gone),
        unchanged=unchanged,
        uncompared=uncompared,
    )


def _pages(connection: Connection, crawl_id: int) -> dict[str, Any]:
    """What was asked for as something published, by address."""
    asked = FETCH.c
    query = (
        select(
            asked.url,
            asked.role,
            asked.outcome,
            asked.anchor,
            asked.row_day,
            asked.sampled,
            asked.found_on,
            asked.final_url,
            asked.sha256,
            asked.page_crawl,
            asked.page_seq,
            PAGE.c.title,
            PAGE.c.published,
            PAGE.c.document_number,
            PAGE.c.digest,
        )
        .outerjoin(PAGE, PAGE_OF_FETCH)
        .where(asked.crawl_id == crawl_id, asked.role.in_(_PUBLISHED), asked.form == "")
    )
    return {row.url: row for row in connection.execute(query)}


def _is_new(
    page: Any, leading_then: Any | None, leading: Any | None, earlier: Row[Any], crawl: Row[Any]
) -> bool:
    """Whether a page that was not asked for the last time was not there; `leading` is the page that leads to it now."""
    if page.role == Role.ATTACHMENT.value:
        # Which files are asked for depends on the rules, so only what leads to it says that it came in since.
        if leading is None:
            return False
        if leading_then is not None:
            return not _is_same(leading_then, leading)
        page = leading
    day = _day(page)
    if earlier.state != "complete" or page.sampled:
        # The list that leads to it may not have been read so far: only its date says that it came in since.
        return day is not None and day >= earlier.until
    if day is None:
        return bool(page.role == Role.COLUMN.value or crawl.since >= earlier.since)
    return bool(day >= earlier.since)


def _is_same(old: Any, page: Any) -> bool:
    """Whether the same bytes were received, or the same was read from others."""
    same_facts = (old.page_crawl, old.page_seq) == (page.page_crawl, page.page_seq)
    return same_facts or bool(page.sha256 and page.sha256 == old.sha256)


def _differences(connection: Connection, old: Any, page: Any) -> Iterator[str]:
    """What a reader sees differ; not what stands around the text, nor of a list its rows, which are pages themselves.

    A column that is one text, such as the guide, is compared like a document.
    """
    if page.title != old.title:
        yield "标题"
    if page.published != old.published:
        yield "发布日期"
    if page.document_number != old.document_number:
        yield "文号"
    read = connection.execute(
        select(PAGE.c.text, PAGE.c.facts).where(
            ((PAGE.c.crawl_id == old.page_crawl) & (PAGE.c.seq == old.page_seq))
            | ((PAGE.c.crawl_id == page.page_crawl) & (PAGE.c.seq == page.page_seq))
        )
    ).all()
    if page.role == Role.COLUMN.value and not all(_is_article(row.facts) for row in read):
        return
    if len({row.text for row in read}) > 1:
        yield "正文"


def _is_article(packed: str) -> bool:
    facts = json.loads(packed)
    return bool(facts.get("is_article")) and not facts.get("is_list")


def _gone(old: Any, page: Any | None, earlier: Row[Any], crawl: Row[Any]) -> str:
    """Whether a page of the last time is there no more, and how that shows; "" where it is, or is not known."""
    if page is not None:
        return "not_found" if page.outcome == Outcome.NOT_FOUND.value else ""
    # A file may be left alone because the rules are others than the last time.
    if crawl.state != "complete" or old.sampled or old.role == Role.ATTACHMENT.value:
        return ""
    day = _day(old)
    still_looked_for = crawl.since <= (day or earlier.since)
    return "unlinked" if still_looked_for or old.role == Role.COLUMN.value else ""


def _day(page: Any) -> date | None:
    day: date | None = page.published or page.row_day
    return day


def _change(page: Any, how: str = "") -> Change:
    return Change(page.final_url or page.url, page.title or page.anchor, _day(page), how)


def _ordered(changes: list[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.url))
