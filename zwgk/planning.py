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

_SubjectsOf = Callable[["CheckKind"], Callable[[Any], Sequence[SubjectRef]]]
_ANYTHING = TextNeed()
_ANY_YEAR = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"


def crawl_plan(rulesets: Sequence[Ruleset], as_of: date, vocabulary: Vocabulary) -> CrawlPlan:
    """What a crawl for these rulesets has to read."""
    names = crawl_names(rulesets, vocabulary, newest_only)
    standing = [vocabulary.subject(ref) for ref in _refs(rulesets, lambda kind: kind.anytime)]
    since = min(ruleset.period_for(as_of).first for ruleset in rulesets)
    return CrawlPlan(
        since=min(since, as_of),
        until=as_of,
        wanted=names.wanted,
        standing=names.standing,
        sampled=names.sampled | names.irrelevant,
        platform=names.platform,
        texts=tuple(
            dict.fromkeys(
                [
                    *_asked(rulesets, vocabulary, lambda kind: kind.reads),
                    # What such a document is about may stand in its file alone (附件：各类标准一览表).
                    *(
                        need
                        for each in standing
                        if _asks_body(each)
                        for need in _exact_needs(each, vocabulary)
                    ),
                ]
            )
        ),
        linking=tuple(dict.fromkeys(_asked(rulesets, vocabulary, lambda kind: kind.follows))),
        anytime=tuple(
            dict.fromkeys(need for each in standing for need in _exact_needs(each, vocabulary))
        ),
        whole=frozenset(
            normalise_name(alias)
            for each in standing
            for name in each.every_column()
            for alias in vocabulary.names(name)
        ),
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
    rulesets: Sequence[Ruleset], vocabulary: Vocabulary, subjects_of: _SubjectsOf
) -> Iterator[TextNeed]:
    """The documents that a rule reads for their text, or for their links."""
    for ref in _refs(rulesets, subjects_of):
        yield from _needs(vocabulary.subject(ref), vocabulary)


def _refs(rulesets: Sequence[Ruleset], subjects_of: _SubjectsOf) -> Iterator[SubjectRef]:
    """The subjects that the rules' kinds name in that way."""
    from checks.kinds import registry

    kinds = registry()
    for ruleset in rulesets:
        for _, rule in ruleset.rules():
            if rule.off:
                continue
            kind = kinds[rule.check]
            yield from subjects_of(kind)(kind.params.model_validate(rule.params))


def _asks_body(subject: Subject) -> bool:
    return not subject.body.asks_nothing or any(map(_asks_body, subject.either))


def _exact_needs(
    subject: Subject,
    vocabulary: Vocabulary,
    above: TextNeed = _ANYTHING,
    none: tuple[str, ...] = (),
) -> Iterator[TextNeed]:
    """The documents whose titles and columns fit all of the subject, as old ones have to: there are many of them.

    What only the document of one year can be called is left out: its date tells. `above` and `none` are what a wider
    subject asks of this one.
    """
    title = subject.title
    none = (*none, *title.none_)
    if any(group and all("{year}" in word for word in group) for group in (title.any_, title.all_)):
        return
    columns, inside = above.columns, above.inside
    if subject.columns and not (inside and subject.anywhere):
        columns = frozenset(
            normalise_name(alias) for name in subject.columns for alias in vocabulary.names(name)
        )
        inside = inside or not subject.anywhere
    own = [
        pattern
        for words in (title.any_, *((word,) for word in title.all_))
        if (pattern := _pattern(words))
    ]
    need = TextNeed(all=(*above.all, *own), none=_pattern(none), columns=columns, inside=inside)
    if not subject.either:
        yield need
    for narrower in subject.either:
        yield from _exact_needs(narrower, vocabulary, need, none)


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
