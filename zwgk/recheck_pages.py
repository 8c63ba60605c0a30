"""Which pages stand behind a finding: those it shows, the columns that its rule names or that were searched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checks import coverage
from checks.context import Context
from checks.wording import clean
from crawler.frontier import address
from crawler.snapshot.facts import Column, Fetch, Outcome, Role, SiteSnapshot
from crawler.snapshot.recheck import Reasked
from rules.model import Rule, Ruleset
from rules.needs import rule_columns
from rules.vocabulary import Vocabulary

_CUT = re.compile(r"等 \d+ 个栏目")
_PLATFORM = ("政府信息公开", "政务公开")


@dataclass(slots=True)
class Behind:
    """The pages behind one finding, by URL: `proof` are shown as its evidence, `columns` are read with their lists,
    `above` are the pages that lead to those.
    """

    proof: set[str] = field(default_factory=set)
    columns: set[str] = field(default_factory=set)
    above: set[str] = field(default_factory=set)

    @property
    def reasked(self) -> Reasked:
        """All of it as the crawler takes it."""
        return Reasked(frozenset(self.proof | self.above), frozenset(self.columns))

    def asked(self, site: SiteSnapshot) -> tuple[list[Fetch], list[Fetch]]:
        """The requests of a snapshot for the proof, and for all pages behind the finding."""
        proof = {address(url) for url in self.proof}
        columns = {address(url) for url in self.columns}
        lists = (Role.LIST, Role.FRAME)
        shown: list[Fetch] = []
        every: list[Fetch] = []
        for fetch in site.fetches:
            own = {address(url) for url in (fetch.url, fetch.final_url) if url}
            if own & proof:
                shown.append(fetch)
            in_list = fetch.role in lists and address(fetch.column_url) in columns
            if own & proof or own & columns or in_list:
                every.append(fetch)
        return shown, every


def pages_behind(
    site: SiteSnapshot,
    row: Mapping[str, Any],
    ruleset: Ruleset,
    rule: Rule,
    as_of: date,
    vocabulary: Vocabulary,
) -> Behind:
    """The pages behind a finding (a result of results.json) on the site as it was crawled."""
    behind = Behind()
    known = {address(fetch.url): fetch for fetch in site.fetches}
    for url in _addresses(row):
        behind.proof.add(url)
        fetch = known.get(address(url))
        if fetch is not None and fetch.outcome is Outcome.NOT_FOUND and fetch.found_on:
            behind.proof.add(fetch.found_on)  # a dead link is mended where it stands
    context = Context(as_of, ruleset.period_of(rule, as_of), ruleset, rule, vocabulary)
    platform = {known for name in _PLATFORM for known in vocabulary.names(name)}
    named = [
        name
        for name in dict.fromkeys(rule_columns(rule, vocabulary))
        if not vocabulary.names(name) & platform
    ]
    found = {column.url: column for column in coverage.columns_within(site, context, named)}
    searched = set((row.get("searched") or {}).get("columns", ()))
    # Of a long search only the first columns are told: then every list that was read to its end counts.
    all_of_them = any(_CUT.fullmatch(path) for path in searched)
    for column in site.columns.values():
        if (all_of_them and not column.sampled) or _path(column) in searched:
            found[column.url] = column
    behind.columns |= set(found)
    for name in _PLATFORM:
        behind.above |= {column.url for column in coverage.find_columns(site, context, name)}
    for column in found.values():
        behind.above |= set(_ancestors(site, column))
    coverage.forget(site)
    return behind


def _addresses(row: Mapping[str, Any]) -> Iterator[str]:
    """The addresses that a finding shows: its evidence, what was unread, and the documents of its pairs."""
    for name in ("evidence", "traces", "unread"):
        yield from (piece["url"] for piece in row.get(name, ()) if piece.get("url"))
    for pair in row.get("pairs", ()):
        for side in ("document", "companion"):
            if url := (pair.get(side) or {}).get("url"):
                yield url


def _path(column: Column) -> str:
    return clean(" > ".join(column.path) or column.name)


def _ancestors(site: SiteSnapshot, column: Column) -> Iterator[str]:
    seen: set[str] = set()
    parent = column.parent
    while parent and parent not in seen and parent in site.columns:
        yield parent
        seen.add(parent)
        parent = site.columns[parent].parent
