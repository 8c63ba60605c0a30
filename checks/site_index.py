"""What is worked out once for a site, and kept while the site is judged.

A hundred rules over twenty thousand documents ask the same questions of the site's tree: who lies
below whom, what goes by which name, what was not read. They are answered here once. A snapshot must
therefore not be changed once it is being judged.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TypeVar, cast

from checks.publishing.regions import authority
from crawler.snapshot.facts import Column, Document, Fetch, Role, SiteSnapshot
from crawler.snapshot.names import normalise_name

T = TypeVar("T")
_COMMITTEES = ("管理委员会", "管委会")
_BODY = re.compile("(?:人民政府|政府|管理委员会|管委会)$")
_KEPT_SITES = 4


@dataclass(frozen=True, slots=True)
class Unread:
    """One unread fetch with what is known of it: own names, names above it, title (documents), day
    in the list.
    """

    fetch: Fetch
    names: frozenset[str]
    above: frozenset[str]
    title: str
    day: date | None


@dataclass(slots=True)
class SiteIndex:
    """What is worked out once for a site."""

    site: SiteSnapshot
    names: dict[str, frozenset[str]]
    whole_names: dict[str, frozenset[str]]
    by_name: dict[str, list[str]]
    below: dict[str, list[str]]
    listed: dict[str, list[Document]]
    unread: list[Unread]
    memory: dict[Hashable, object] = field(default_factory=dict)


_kept: OrderedDict[int, SiteIndex] = OrderedDict()
_lock = Lock()


def remembered(site: SiteSnapshot, key: Hashable, build: Callable[[], T]) -> T:
    """What `build` makes, kept under `key` as long as the site is being judged. The value must not
    be changed.
    """
    memory = index_of(site).memory
    if key not in memory:
        memory[key] = build()
    return cast(T, memory[key])


def forget(site: SiteSnapshot) -> None:
    """Drop everything worked out for a site: it is judged, or was changed."""
    with _lock:
        _kept.pop(id(site), None)


def ancestors(site: SiteSnapshot, column: Column) -> Iterator[Column]:
    """The columns above a column, nearest first. A tree that runs in a circle is walked once."""
    seen = {column.url}
    parent = column.parent
    while parent and parent not in seen and (above := site.columns.get(parent)):
        seen.add(parent)
        yield above
        parent = above.parent


def index_of(site: SiteSnapshot) -> SiteIndex:
    """The index of a site, built on the first call."""
    with _lock:
        known = _kept.get(id(site))
        # The index holds its site, so an id can only be met again for the very same object.
        if known is not None:
            _kept.move_to_end(id(site))
            return known
    built = _build(site)
    with _lock:
        _kept[id(site)] = built
        while len(_kept) > _KEPT_SITES:
            _kept.popitem(last=False)
    return built


def _build(site: SiteSnapshot) -> SiteIndex:
    places = _places(site)
    whole = {url: _whole_names(column) for url, column in site.columns.items()}
    names = {url: _all_names(known, places) for url, known in whole.items()}
    by_name: dict[str, list[str]] = {}
    for url, known in names.items():
        for name in known:
            by_name.setdefault(name, []).append(url)
    children: dict[str, dict[str, None]] = {}
    for url, column in site.columns.items():
        children.setdefault(url, {}).update(
            dict.fromkeys(child for child in column.children if child in site.columns)
        )
        if column.parent in site.columns:
            children.setdefault(column.parent, {})[url] = None
    index = SiteIndex(
        site=site,
        names=names,
        whole_names=whole,
        by_name=by_name,
        below={url: _below(url, children) for url in site.columns},
        listed=_listed(site),
        unread=[],
    )
    answered = {fetch.url for fetch in site.fetches if fetch.outcome.answered}
    index.unread = [
        _describe(site, index, fetch)
        for fetch in site.unread
        if fetch.url not in answered and fetch.role is not Role.ATTACHMENT
    ]
    return index


def _below(url: str, children: dict[str, dict[str, None]]) -> list[str]:
    found: dict[str, None] = {}
    layer = [url]
    while layer:
        layer = [
            child
            for parent in layer
            for child in children.get(parent, ())
            if child != url and child not in found and found.setdefault(child) is None
        ]
    return list(found)


def _listed(site: SiteSnapshot) -> dict[str, list[Document]]:
    listed: dict[str, dict[str, Document]] = {}
    for document in site.documents.values():
        for url in document.columns:
            listed.setdefault(url, {})[document.url] = document
    for url, column in site.columns.items():
        for document in column.documents:
            listed.setdefault(url, {}).setdefault(document.url, document)
    return {url: list(documents.values()) for url, documents in listed.items()}


def _describe(site: SiteSnapshot, index: SiteIndex, fetch: Fetch) -> Unread:
    names: set[str] = set()
    above: set[str] = set()
    title, day = "", fetch.row_day
    column = site.columns.get(fetch.url)
    if fetch.role is Role.DOCUMENT:
        document = site.documents.get(fetch.url)
        title = (document.title or document.row_title if document else "") or fetch.anchor
        listing = set(document.columns) if document else set()
        if fetch.column_url:
            listing.add(fetch.column_url)
        if document and document.published:
            day = document.published.day
        for url in sorted(listing):
            _add_with_ancestors(site, index, url, above)
    elif fetch.role in (Role.LIST, Role.FRAME):
        _add_with_ancestors(site, index, fetch.column_url, above)
        if not above:
            names.add(normalise_name(fetch.anchor))
    else:
        names.add(normalise_name(fetch.anchor))
        if column is not None:
            names.update(index.names[fetch.url])
            for ancestor in ancestors(site, column):
                above.update(index.names[ancestor.url])
        elif fetch.column_url != fetch.url:
            _add_with_ancestors(site, index, fetch.column_url, above)
    return Unread(fetch, frozenset(names), frozenset(above), title.strip(), day)


def _add_with_ancestors(site: SiteSnapshot, index: SiteIndex, url: str, names: set[str]) -> None:
    column = site.columns.get(url)
    if column is None:
        return
    names.update(index.names[url])
    for ancestor in ancestors(site, column):
        names.update(index.names[ancestor.url])


def _whole_names(column: Column) -> frozenset[str]:
    return frozenset(name for name in map(normalise_name, {column.name, *column.names}) if name)


def _all_names(names: frozenset[str], places: tuple[str, ...]) -> frozenset[str]:
    shorter = {
        name.removeprefix(place)
        for name in names
        for place in places
        if name.startswith(place) and len(name) > len(place) + 1
    }
    return names | shorter


def _places(site: SiteSnapshot) -> tuple[str, ...]:
    """What may stand before a column's name without changing it: 博山区人民政府, 博山区, 博山,
    本级; of a zone 临沂临港经济开发区管委会, 临沂临港经济开发区, 临港区, 临港.
    """
    whole = normalise_name(site.name)
    place = _BODY.sub("", whole)
    found = [whole, place]
    regions = authority(place).regions
    if regions and regions[-1].is_zone:
        stem = regions[-1].stem
        own = stem[-2:] if len(stem) > 3 else stem  # 临港 of 临沂临港
        zone = regions[-1].ending
        found += [f"{name}{body}" for name in (place, f"{own}{zone}") for body in _COMMITTEES]
        found += [stem, f"{own}{zone}", f"{own}区", own, *_COMMITTEES]
    elif len(place) > 2 and place[-1] in "省市县区镇乡":
        found.append(place[:-1])
    return tuple(word for word in dict.fromkeys((*found, "本级")) if len(word) > 1)
