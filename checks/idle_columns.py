"""Columns that are, or are not, kept up to date: what is the newest that one shows, and which need not be new."""

from __future__ import annotations

import re
from datetime import date

from checks.context import Context
from checks.coverage import below, is_irrelevant, names_of
from checks.presence import column_evidence, path_of
from checks.verdict import Evidence
from crawler.snapshot.facts import Column, SiteSnapshot

# Columns of earlier years stay as they were when they were closed.
_ARCHIVE = re.compile(r"(?:19|20)\d\d|历史|历届|往届|往年|往期|过刊|归档|存档|旧版|原.{2,8}局")


def is_archive(column: Column) -> bool:
    """Whether a column, by its name or one above it, keeps what is past: 2018年文件, 历史公报, 往届政府."""
    return any(_ARCHIVE.search(name) for name in column.path[-3:])


def is_kept_up(site: SiteSnapshot, context: Context, column: Column) -> bool:
    """Whether a column shows items of its own and is none that stands unchanged, or of no concern."""
    if not column.documents and not column.rows_read:
        return False
    names = names_of(site, column)
    return not (
        names & context.vocabulary.standing
        or is_irrelevant(site, context, column)
        or is_archive(column)
    )


def newest(site: SiteSnapshot, context: Context, column: Column) -> tuple[date, Evidence] | None:
    """The newest dated item of a column or of those below it, by the audit's day; None without any."""
    best: tuple[date, Evidence] | None = None
    for each in (column, *below(site, column)):
        for document in each.documents:
            published = document.published
            if published is None or published.day > context.as_of:
                continue
            if best is None or published.day > best[0]:
                quote = f"{document.title or document.row_title} {published.words or published.day}"
                note = f"“{path_of(column)}”最新的一条"
                best = (
                    published.day,
                    Evidence.of(document.fetch, quote, url=document.url, note=note),
                )
        for row in each.facts.rows if each.facts else ():
            if row.day and row.day <= context.as_of and (best is None or row.day > best[0]):
                best = row.day, column_evidence(each, f"{row.title} {row.day}", "列表最新的一条")
    return best


def may_hold_items(site: SiteSnapshot, column: Column) -> bool:
    """Whether a column without dated items may hold some that were not read or carry no date."""
    every = (column, *below(site, column))
    if any(each.documents or each.rows_read or each.stated_total for each in every):
        return True
    return any(each.fetch is not None and not each.was_read for each in every)


def may_show_newer(column: Column) -> bool:
    """Whether the first page of a column, where its newest items stand, was not read."""
    return column.fetch is not None and not column.was_read
