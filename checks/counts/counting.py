"""How many documents of a subject a site published within a window of days, and whether there may be more.

What was not read matters only where it could make up the difference: a document's page can add one, a column or
the rest of a list any number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from checks.context import Context
from checks.counts.events import held_on
from checks.counts.matters import Distinct, grouped
from checks.matching import (
    by_issuer,
    could_be_dated,
    incomplete_for,
    matching,
    newest_first,
    unread_for,
)
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Column, Document, Fetch, Role, SiteSnapshot
from rules.subject import SubjectRef

Window = Literal["period", "any", "from_period"]
"""Where a publication date must lie: in the period, anywhere (undated documents too), or from its first day on."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a site holds of a subject within a window.

    `found` are the documents, newest first; `every` those of any day; `undated` those that fit but show no date where
    one is needed; `unread` the fetches and `lists` the columns that could hold more.
    """

    found: Sequence[Document]
    every: Sequence[Document]
    undated: Sequence[Document]
    unread: Sequence[Fetch]
    lists: Sequence[Column]

    def may_reach(self, wanted: int, count: int | None = None) -> bool:
        """Whether what was not read or not dated could bring `count` (the documents found, by default) to `wanted`."""
        counted = len(self.found) if count is None else count
        if counted >= wanted:
            return True
        if self.lists or any(fetch.role is not Role.DOCUMENT for fetch in self.unread):
            return True
        return counted + len(self.unread) + len(self.undated) >= wanted

    @property
    def unread_words(self) -> str:
        """What keeps the count open, in Chinese; "无" where nothing does."""
        return open_words(self.unread, self.lists, len(self.undated))


def holding_of(
    site: SiteSnapshot, context: Context, subject: SubjectRef, window: Window, issuer: str = "any"
) -> Holding:
    """The documents that fit the subject in the window, and what could hold more.

    Raises KeyError for a subject that the vocabulary does not know.
    """
    first, last = window_of(window, context)
    every = by_issuer(site, matching(site, context, subject), issuer)
    return Holding(
        found=[document for document in every if in_window(document, window, context)],
        every=every,
        undated=[d for d in every if d.published is None] if window != "any" else [],
        unread=could_be_dated(unread_for(site, context, subject), first, last),
        lists=incomplete_for(site, context, subject),
    )


def with_doubtful(
    site: SiteSnapshot,
    context: Context,
    held: Holding,
    doubtful: SubjectRef | None,
    window: Window,
    issuer: str = "any",
) -> Holding:
    """What a site holds together with what only a person can say counts; `held` itself where nothing is doubtful.

    Raises KeyError for a subject that the vocabulary does not know.
    """
    if doubtful is None:
        return held
    also = holding_of(site, context, doubtful, window, issuer)
    return replace(
        held, found=_together(held.found, also.found), every=_together(held.every, also.every)
    )


def _together(one: Sequence[Document], other: Sequence[Document]) -> list[Document]:
    once = {document.url: document for document in (*one, *other)}
    return sorted(once.values(), key=newest_first)


def groups_in(
    held: Holding, distinct: Distinct, first: date | None, last: date
) -> list[list[Document]]:
    """What counts once each of the days from `first` to `last`.

    An event counts for the day on which it took place: a second report of the month after it is none of that month.
    """
    if distinct != "event":
        found = [
            d for d in held.found if d.published is None or _between(d.published.day, first, last)
        ]
        return grouped(found, distinct)
    groups = [(group, held_on(group)) for group in grouped(held.every, distinct)]
    return [
        group
        for group, day in groups
        if (first is None if day is None else _between(day, first, last))
    ]


def _between(day: date, first: date | None, last: date) -> bool:
    return (first is None or first <= day) and day <= last


def window_of(window: Window, context: Context) -> tuple[date | None, date]:
    """First and last day of a window; None where it has no first day."""
    if window == "any":
        return None, context.as_of
    if window == "from_period":
        return context.period.first, context.as_of
    return context.period.first, min(context.period.last, context.as_of)


def in_window(document: Document, window: Window, context: Context) -> bool:
    """Whether a document was published in the window; an undated one only where the window is any time."""
    if window == "any":
        return True
    published = document.published
    return published is not None and _between(published.day, *window_of(window, context))


def is_running(window: Window, context: Context) -> bool:
    """Whether the period is not over on the audit's day, so that what lacks may still come."""
    return window != "any" and context.as_of < context.period.last


def open_words(unread: Sequence[Fetch], lists: Sequence[Column], undated: int = 0) -> str:
    """What was not read, as a reason names it; "无" for nothing."""
    parts = [f"未能读取{unread_said(unread)}"] if unread else []
    if lists:
        parts.append(f"栏目{listed((column.name for column in lists), 3)}的列表未读完")
    if undated:
        parts.append(f"{undated}件未标发布日期")
    return "，".join(parts) or "无"
