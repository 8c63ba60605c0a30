"""What was read and what was not: whether something may be called missing.

"Missing" may be said only when everything that could have held the thing was read, and no page that
could not have held it may stand in the way. So an unread page is weighed by what is known of it
without reading it: its role, the words of the link that leads to it, and its place in the tree.

- An unread **homepage** could hold anything.
- An unread **column** blocks when its name, or a column above it, fits what is sought; when it is a
  general section that holds others (政务公开, 信息公开, 法定主动公开内容); or when its name says
  nothing (no link text, 更多, 下一页) or nothing that the vocabulary knows. It does not block when
  it is a section without disclosure matters (旅游, 领导活动), or plainly another matter that the
  vocabulary knows (规划计划, where 政策解读 is sought).
- An unread further page of a **list** holds documents of its own column only.
- An unread **document** can only be what its title in the list says; one without a title could be
  anything its columns may hold.

Pages beyond the crawl's budget or closed by robots.txt are unread like those that failed.

Everything here is worked out once for a site and kept while the site is judged, so a hundred rules
over twenty thousand documents read the site's tree once. A snapshot must therefore not be changed
once it is being judged.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import TypeVar, cast

from checks.context import Context
from checks.verdict import Searched
from crawler.snapshot.facts import Column, Document, Fetch, Outcome, Role, SiteSnapshot
from crawler.snapshot.names import normalise_name
from rules.vocabulary import Vocabulary

T = TypeVar("T")

# Sections that hold other columns of any matter, whatever the vocabulary calls them.
_GENERAL = frozenset(
    {
        "政务公开", "信息公开", "政府信息公开", "政务信息公开", "法定主动公开内容",
        "法定主动公开", "主动公开", "主动公开内容", "公开目录", "信息公开目录",
        "政府信息公开目录", "政府信息主动公开目录", "基层政务公开", "基层政务公开标准化规范化",
        "重点领域", "重点领域信息公开", "重点领域公开", "重点信息公开", "政府信息", "政务信息",
        "政务", "政府公开", "公开", "信息公开专栏", "政务公开专栏", "政府信息公开专栏",
        "政府信息公开平台", "信息公开平台", "部门信息公开", "部门公开", "网站地图", "站点地图",
        "首页", "网站首页", "专题专栏", "专题", "专栏", "热点专题",
    }
)  # fmt: skip
# Link texts that name no column.
_NAMELESS = frozenset(
    {
        "更多", "more", "MORE", "More", "查看更多", "进入", "点击进入", "点击查看", "查看",
        "详情", "查看详情", "详细", "下一页", "上一页", "尾页", "末页", "返回", "列表", "index",
        "list",
    }
)  # fmt: skip
_CUT = ("...", "…", "．．．")
_KEPT_SITES = 4


@dataclass(frozen=True, slots=True)
class _Unread:
    """One unread fetch with what is known of it: own names, names above it, title (documents), day
    in the list.
    """

    fetch: Fetch
    names: frozenset[str]
    above: frozenset[str]
    title: str
    day: date | None


@dataclass(slots=True)
class _Index:
    """What is worked out once for a site."""

    site: SiteSnapshot
    names: dict[str, frozenset[str]]
    whole_names: dict[str, frozenset[str]]
    by_name: dict[str, list[str]]
    below: dict[str, list[str]]
    listed: dict[str, list[Document]]
    unread: list[_Unread]
    memory: dict[Hashable, object] = field(default_factory=dict)


_kept: OrderedDict[int, _Index] = OrderedDict()
_lock = Lock()


def could_hold(
    site: SiteSnapshot,
    context: Context,
    columns: Iterable[str] = (),
    title: Callable[[str], bool] | None = None,
) -> list[Fetch]:
    """The unread fetches that could hold what is sought: empty means that it may be called missing.

    `columns` are names (any alias of the vocabulary will do) of the columns sought, or sought in;
    empty means that it may stand anywhere. `title` tells by its title whether a document could be
    the one sought; without it a column is sought, or anything at all inside the columns. Documents
    listed under a day after `as_of` are left out, not being published yet. Columns that were found
    and fit, but were never asked for, are reported as beyond the budget. In order of role and
    address, each address once.
    """
    wanted = _wanted(context.vocabulary, columns)
    key = ("could_hold", wanted, context.vocabulary, context.as_of)
    if title is None:
        return list(remembered(site, key, lambda: _could_hold(site, context, wanted, None)))
    return _could_hold(site, context, wanted, title)


def find_columns(
    site: SiteSnapshot, context: Context, name: str, exact: bool = False
) -> list[Column]:
    """The columns that go by `name`, or by another name of the same meaning unless `exact`.

    A name counts with the place's own name before it (博山区政策文件 for 政策文件), unless `exact`.
    Higher columns first, then in order of address.
    """
    index = _index(site)
    if exact:
        sought = normalise_name(name)
        urls = {url for url in index.by_name.get(sought, ()) if sought in index.whole_names[url]}
    else:
        urls = {
            url
            for known in _wanted(context.vocabulary, (name,))
            for url in index.by_name.get(known, ())
        }
    return sorted((site.columns[url] for url in urls), key=lambda c: (len(c.path), c.url))


def columns_within(site: SiteSnapshot, context: Context, columns: Iterable[str]) -> list[Column]:
    """The columns that go by one of the names, and all columns below them, each once."""
    index = _index(site)
    urls: dict[str, None] = {}
    for name in columns:
        for column in find_columns(site, context, name):
            urls[column.url] = None
            urls.update(dict.fromkeys(index.below.get(column.url, ())))
    return [site.columns[url] for url in urls]


def incomplete_columns(
    site: SiteSnapshot, context: Context, columns: Iterable[str]
) -> list[Column]:
    """The columns within `columns` (anywhere, when empty) that were read, but whose list was not
    read to its end.
    """
    names = tuple(columns)
    among = columns_within(site, context, names) if names else list(site.columns.values())
    if not names:
        vocabulary = context.vocabulary
        among = [c for c in among if not _irrelevant(names_of(site, c), vocabulary, frozenset())]
    return [column for column in among if not column.complete]


def documents_in(site: SiteSnapshot, context: Context, columns: Iterable[str]) -> list[Document]:
    """The visible documents of the columns and of all columns below them; all visible ones when
    `columns` is empty.

    Newest first, undated last; each once.
    """
    names = tuple(columns)
    visible = visible_documents(site, context.as_of)
    if not names:
        return visible
    key = ("documents_in", frozenset(_wanted(context.vocabulary, names)), context.as_of)

    def gather() -> list[Document]:
        index = _index(site)
        inside = {
            document.url
            for column in columns_within(site, context, names)
            for document in index.listed.get(column.url, ())
        }
        return [document for document in visible if document.url in inside]

    return list(remembered(site, key, gather))


def visible_documents(site: SiteSnapshot, as_of: date) -> list[Document]:
    """The documents published on or before `as_of`, and the undated ones; newest first, undated
    last.
    """

    def gather() -> list[Document]:
        dated: list[tuple[int, str, Document]] = []
        for document in site.documents.values():
            published = document.published
            if published is None:
                dated.append((0, document.url, document))
            elif published.day <= as_of:
                dated.append((-published.day.toordinal(), document.url, document))
        # Day 0 sorts after every negative ordinal, so undated documents come last.
        return [document for _, _, document in sorted(dated, key=lambda item: item[:2])]

    return list(remembered(site, ("visible", as_of), gather))


def searched(
    site: SiteSnapshot,
    context: Context,
    columns: Iterable[str] = (),
    *,
    documents: int | None = None,
    first: date | None = None,
    last: date | None = None,
) -> Searched:
    """What was searched under the given column names: paths of the columns read, and the number of
    documents in them.

    Without any column of those names all the site's columns were looked through, and are named
    instead.
    """
    names = tuple(columns)
    found = columns_within(site, context, names) if names else []
    among = found or list(site.columns.values())
    paths = sorted({" > ".join(c.path) or c.name for c in among if c.was_read or c.documents})
    count = documents
    if count is None:
        count = len(documents_in(site, context, names if found else ()))
    return Searched(columns=tuple(paths), documents=count, first=first, last=last)


def ancestors(site: SiteSnapshot, column: Column) -> Iterator[Column]:
    """The columns above a column, nearest first. A tree that runs in a circle is walked once."""
    seen = {column.url}
    parent = column.parent
    while parent and parent not in seen and (above := site.columns.get(parent)):
        seen.add(parent)
        yield above
        parent = above.parent


def below(site: SiteSnapshot, column: Column) -> list[Column]:
    """The columns below a column, at any depth, nearest first."""
    return [site.columns[url] for url in _index(site).below.get(column.url, ())]


def names_of(site: SiteSnapshot, column: Column) -> frozenset[str]:
    """The names a column goes by, normalised, with and without the place's own name before them."""
    known = _index(site).names.get(column.url)
    return known if known is not None else _all_names(_whole_names(column), _places(site))


def remembered(site: SiteSnapshot, key: Hashable, build: Callable[[], T]) -> T:
    """What `build` makes, kept under `key` as long as the site is being judged. The value must not
    be changed.
    """
    memory = _index(site).memory
    if key not in memory:
        memory[key] = build()
    return cast(T, memory[key])


def forget(site: SiteSnapshot) -> None:
    """Drop everything worked out for a site: it is judged, or was changed."""
    with _lock:
        _kept.pop(id(site), None)


def _could_hold(
    site: SiteSnapshot,
    context: Context,
    wanted: frozenset[str],
    title: Callable[[str], bool] | None,
) -> list[Fetch]:
    found = [
        unread.fetch
        for unread in _index(site).unread
        if (unread.day is None or unread.day <= context.as_of)
        and _could_be(unread, wanted, title, context.vocabulary)
    ]
    found.extend(_never_asked(site, wanted))
    once = {fetch.url: fetch for fetch in sorted(found, key=_fetch_order, reverse=True)}
    return sorted(once.values(), key=_fetch_order)


def _could_be(
    unread: _Unread,
    wanted: frozenset[str],
    title: Callable[[str], bool] | None,
    vocabulary: Vocabulary,
) -> bool:
    role = unread.fetch.role
    if role is Role.HOME:
        return True
    if role is Role.COLUMN:
        return _column_could_be(unread, wanted, vocabulary)
    if role is Role.LIST:
        around = unread.names | unread.above
        if wanted:
            return bool(around & wanted)
        return title is not None and not _irrelevant(around, vocabulary, wanted)
    if role is Role.DOCUMENT:
        return _document_could_be(unread, wanted, title, vocabulary)
    return False


def _column_could_be(unread: _Unread, wanted: frozenset[str], vocabulary: Vocabulary) -> bool:
    named = unread.names - _NAMELESS - {""}
    if not named:
        return not _irrelevant(unread.above, vocabulary, wanted)
    if named & wanted or any(word in name for word in wanted for name in named):
        return True
    if _irrelevant(named, vocabulary, wanted):
        return False
    if named & _GENERAL or unread.above & wanted:
        return True
    if _irrelevant(unread.above, vocabulary, wanted):
        return False
    if not wanted:
        return True
    # Another matter that the vocabulary knows does not stand in the way, unless the two share a
    # concept (互动交流 may hold 意见征集), or the one name is part of the other (政策 holds
    # 政策解读).
    if not any(vocabulary.knows(name) for name in named):
        return True
    return any(
        _kin(vocabulary, name) & wanted or any(len(name) > 1 and name in word for word in wanted)
        for name in named
    )


def _document_could_be(
    unread: _Unread,
    wanted: frozenset[str],
    title: Callable[[str], bool] | None,
    vocabulary: Vocabulary,
) -> bool:
    inside = bool(unread.above & wanted)
    if title is None:
        return inside
    if wanted and unread.above and not inside:
        return False
    if not unread.title:
        return inside or not _irrelevant(unread.above, vocabulary, wanted)
    if title(unread.title):
        return True
    # The words sought may lie beyond the point where the list cuts its titles off.
    return inside and unread.title.endswith(_CUT)


def _irrelevant(names: Iterable[str], vocabulary: Vocabulary, wanted: frozenset[str]) -> bool:
    """Whether one of the names is of a section that never holds disclosure matters.

    Names that end with such a section's name count (乡村旅游), and those of the vocabulary's
    prefixes (走进博山).
    """
    return any(name not in wanted and _irrelevant_name(vocabulary, name) for name in names)


@lru_cache(maxsize=65536)
def _irrelevant_name(vocabulary: Vocabulary, name: str) -> bool:
    if vocabulary.is_irrelevant(name):
        return True
    if vocabulary.knows(name):
        return False
    return any(len(word) > 1 and name.endswith(word) for word in vocabulary.irrelevant)


@lru_cache(maxsize=65536)
def _kin(vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """All names of all concepts that know the name."""
    return frozenset().union(*(c for c in vocabulary.concepts.values() if name in c))


def _never_asked(site: SiteSnapshot, wanted: frozenset[str]) -> Iterator[Fetch]:
    """Columns that fit or hold others, were found but never asked for, and of which nothing else is
    known.
    """
    index = _index(site)
    for url, column in site.columns.items():
        if column.fetch is not None or column.documents or column.rows_read or column.children:
            continue
        names = index.names[url]
        if names & (wanted | _GENERAL):
            yield Fetch(
                url=url,
                outcome=Outcome.OUT_OF_BUDGET,
                role=Role.COLUMN,
                detail="发现了栏目入口，但未抓取",
                anchor=column.name,
                column_url=url,
            )


def _wanted(vocabulary: Vocabulary, columns: Iterable[str]) -> frozenset[str]:
    names: set[str] = set()
    for name in columns:
        names.add(normalise_name(name))
        names.update(vocabulary.names(name))
    return frozenset(names)


def _fetch_order(fetch: Fetch) -> tuple[int, str]:
    return list(Role).index(fetch.role), fetch.url


def _index(site: SiteSnapshot) -> _Index:
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


def _build(site: SiteSnapshot) -> _Index:
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
    index = _Index(
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
        _describe(site, index, fetch) for fetch in site.unread if fetch.url not in answered
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


def _describe(site: SiteSnapshot, index: _Index, fetch: Fetch) -> _Unread:
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
    elif fetch.role is Role.LIST:
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
    return _Unread(fetch, frozenset(names), frozenset(above), title.strip(), day)


def _add_with_ancestors(site: SiteSnapshot, index: _Index, url: str, names: set[str]) -> None:
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
    本级.
    """
    whole = normalise_name(site.name)
    place = whole.removesuffix("人民政府").removesuffix("政府")
    short = place[:-1] if len(place) > 2 and place[-1] in "省市县区镇乡" else place
    return tuple(word for word in dict.fromkeys((whole, place, short, "本级")) if len(word) > 1)
