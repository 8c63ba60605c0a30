"""From rules and site list to what a crawl has to do, as plain data: no rule reaches the crawler."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crawler.plan import CrawlPlan, SitePlan, TextNeed
from crawler.snapshot.names import normalise_name
from rules.model import Rule, Ruleset
from rules.needs import crawl_names
from rules.subject import Subject, SubjectRef
from rules.vocabulary import Vocabulary
from zwgk.sites import Site

if TYPE_CHECKING:
    from checks.kind import CheckKind

_ANY_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"


def crawl_plan(rulesets: Sequence[Ruleset], as_of: date, vocabulary: Vocabulary) -> CrawlPlan:
    """What a crawl for these rulesets has to read."""
    names = crawl_names(rulesets, vocabulary, newest_only)
    since = min(ruleset.period_for(as_of).first for ruleset in rulesets)
    return CrawlPlan(
        since=min(since, as_of),
        until=as_of,
        wanted=names.wanted,
        standing=names.standing,
        sampled=names.sampled | names.irrelevant,
        platform=names.platform,
        texts=tuple(dict.fromkeys(_asked(rulesets, vocabulary, lambda kind: kind.reads))),
        linking=tuple(dict.fromkeys(_asked(rulesets, vocabulary, lambda kind: kind.follows))),
    )


def site_plan(site: Site) -> SitePlan:
    """The site as the crawler sees it."""
    return SitePlan(
        id=site.id,
        name=site.name,
        url=site.url,
        hosts=tuple(site.all_hosts),
        level=site.level,
        kind=site.kind,
        entry=tuple(site.entry),
        delay=site.crawl.delay,
        pages=site.crawl.pages,
        minutes=site.crawl.minutes,
        megabytes=site.crawl.megabytes,
    )


def newest_only(rule: Rule) -> bool:
    """Whether a rule looks at the newest items of its columns alone."""
    from checks.kinds import registry

    kind = registry()[rule.check]
    return kind.newest(kind.params.model_validate(rule.params))


def _asked(
    rulesets: Sequence[Ruleset],
    vocabulary: Vocabulary,
    subjects_of: Callable[[CheckKind], Callable[[Any], Sequence[SubjectRef]]],
) -> Iterator[TextNeed]:
    """The documents that a rule reads for their text, or for their links."""
    from checks.kinds import registry

    kinds = registry()
    for ruleset in rulesets:
        for _, rule in ruleset.rules():
            if rule.off:
                continue
            kind = kinds[rule.check]
            for ref in subjects_of(kind)(kind.params.model_validate(rule.params)):
                yield from _needs(vocabulary.subject(ref), vocabulary)


def _needs(subject: Subject, vocabulary: Vocabulary) -> Iterator[TextNeed]:
    title = subject.title
    yield TextNeed(
        any=_pattern(title.any_),
        all=tuple(found for word in title.all_ if (found := _pattern((word,)))),
        none=_pattern(title.none_),
        columns=frozenset(
            normalise_name(alias) for name in subject.columns for alias in vocabulary.names(name)
        ),
    )
    for narrower in subject.either:
        yield from _needs(narrower, vocabulary)


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """One pattern for all the words, `{year}` standing for any year, or for none where a title leaves it out."""
    if not words:
        return None
    parts = ("".join(word.split()).split("{year}") for word in words)
    return re.compile("|".join(f"(?:{_ANY_YEAR})?".join(map(re.escape, part)) for part in parts))
