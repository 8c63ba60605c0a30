"""What a site has published, changed and taken away since its last audit."""

from __future__ import annotations

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
    new: list[Change] = []
    changed: list[Change] = []
    unchanged = 0
    for url, page in now.items():
        if page.outcome != Outcome.OK.value or page.page_seq is None:
            continue
        old = before.get(url)
        if old is None:
            if _may_be_new(page, earlier.since):
                new.append(_change(page))
        elif old.page_seq is not None:
            how = "、".join(_differences(connection, old, page))
            if how:
                changed.append(_change(page, how))
            else:
                unchanged += 1
    gone = [
        _change(old, how)
        for url, old in before.items()
        if old.outcome == Outcome.OK.value
        and old.page_seq is not None
        and (how := _gone(old, now.get(url), crawl))
    ]
    return Changes(
        until=earlier.until,
        finished=earlier.finished,
        new=_ordered(new),
        changed=_ordered(changed),
        gone=_ordered(gone),
        unchanged=unchanged,
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
            asked.final_url,
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


def _may_be_new(page: Any, since: date) -> bool:
    """Whether a page that was not asked for the last time can be new: what is older was beyond the days looked at."""
    day = page.published or page.row_day
    return day is None or day >= since


def _differences(connection: Connection, old: Any, page: Any) -> Iterator[str]:
    """What a reader sees differ; not what stands around the text, nor of a list its rows, which are pages themselves."""
    if (old.page_crawl, old.page_seq) == (page.page_crawl, page.page_seq):
        return
    if page.title != old.title:
        yield "标题"
    if page.published != old.published:
        yield "发布日期"
    if page.document_number != old.document_number:
        yield "文号"
    if page.role == Role.COLUMN.value:
        return
    texts = connection.execute(
        select(PAGE.c.crawl_id, PAGE.c.seq, PAGE.c.text).where(
            ((PAGE.c.crawl_id == old.page_crawl) & (PAGE.c.seq == old.page_seq))
            | ((PAGE.c.crawl_id == page.page_crawl) & (PAGE.c.seq == page.page_seq))
        )
    ).all()
    if len({row.text for row in texts}) > 1:
        yield "正文"


def _gone(old: Any, page: Any | None, crawl: Row[Any]) -> str:
    """Whether a page of the last time is there no more, and how that shows; "" where it is, or is not known."""
    if page is not None:
        return "not_found" if page.outcome == Outcome.NOT_FOUND.value else ""
    day = old.published or old.row_day
    left_the_period = day is not None and day < crawl.since
    known = crawl.state == "complete" and not old.sampled and not left_the_period
    return "unlinked" if known else ""


def _change(page: Any, how: str = "") -> Change:
    day = page.published or page.row_day
    return Change(page.final_url or page.url, page.title or page.anchor, day, how)


def _ordered(changes: list[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.url))
