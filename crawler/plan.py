"""What a crawl is to look for, as plain data: the crawler knows no rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from crawler.snapshot.names import normalise_name


@dataclass(frozen=True)
class TextNeed:
    """Documents that a rule reads for more than their titles: for their text, so that their files are fetched as well, or
    for what they link to.

    A title must match `any` (where there is one), match each of `all` and match none of `none`, white space aside. Where
    neither `any` nor `all` asks for anything, or `inside` is set, the document's column must go by one of `columns`
    (normalised).
    """

    any: re.Pattern[str] | None = None
    all: tuple[re.Pattern[str], ...] = ()
    none: re.Pattern[str] | None = None
    columns: frozenset[str] = frozenset()
    inside: bool = False

    def fits(self, title: str, columns: Iterable[str]) -> bool:
        """Whether a document of that title, in columns of those names, is needed."""
        own = "".join(title.split())
        if self.none and self.none.search(own):
            return False
        asks_nothing = self.any is None and not self.all
        if (asks_nothing or self.inside) and not any(
            normalise_name(name) in self.columns for name in columns
        ):
            return False
        return (self.any is None or self.any.search(own) is not None) and all(
            words.search(own) for words in self.all
        )


@dataclass(frozen=True)
class CrawlPlan:
    """What to read of every site, derived from the rulesets that will judge it.

    `since`/`until`: lists are read page by page back to `since`; documents dated before it are listed, not fetched.
    `wanted`: names of columns to read first. `standing`: names of columns whose documents are read whatever their date
    (指南, 制度, 年报, 机构职能 …). `sampled`: names of columns that are sampled for freshness, not swallowed (news).
    `platform`: names of the disclosure platform and its parts, whose absence from the site's own hosts is recorded.
    `texts`: documents whose files are fetched for their text.
    `linking`: documents whose links are followed with their columns' documents and whatever the date (catalogues), and
    those of the pages that they link to.
    `anytime`: documents that are read whatever their date (standards, catalogues, plans that count until a newer one
    comes), `whole`: names of the columns where they lie, whose lists are read to their end for them.
    `only`: of a recheck, the addresses asked for again (see `crawler.snapshot.recheck`); what is new on them is followed,
    but documents that only stand beside their lists are recorded as not asked for. Empty for a whole crawl.
    All names are normalised (see `crawler.snapshot.names.normalise_name`) and matched whole or as an ending.
    """

    since: date
    until: date
    wanted: frozenset[str] = field(default_factory=frozenset)
    standing: frozenset[str] = field(default_factory=frozenset)
    sampled: frozenset[str] = field(default_factory=frozenset)
    platform: frozenset[str] = field(default_factory=frozenset)
    texts: tuple[TextNeed, ...] = ()
    linking: tuple[TextNeed, ...] = ()
    anytime: tuple[TextNeed, ...] = ()
    whole: frozenset[str] = field(default_factory=frozenset)
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class SitePlan:
    """One site of the list as the crawler sees it. `hosts` are lower-case host[:port] that belong to the site.

    `delay` (seconds between requests), `pages`, `minutes` and `megabytes` are the site's own limits; None: those of the
    settings.
    """

    id: str
    name: str
    url: str
    hosts: tuple[str, ...]
    level: str = "county"
    kind: str = "government"
    entry: tuple[str, ...] = ()
    delay: float | None = None
    pages: int | None = None
    minutes: float | None = None
    megabytes: float | None = None
