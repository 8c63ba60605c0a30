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
- An unread further page of a **list**, or **frame** of a column's page, holds documents of its own column only.
- An unread **document** can only be what its title in the list says; one without a title could be
  anything its columns may hold.

Pages beyond the crawl's budget or closed by robots.txt are unread like those that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from checks.context import Context
from checks.site_index import Unread, ancestors, forget, index_of, remembered
from checks.verdict import Searched
from crawler.snapshot.facts import Column, Document, Fetch, Outcome, Role, SiteSnapshot
from crawler.snapshot.names import normalise_name
from rules.vocabulary import Vocabulary

__all__ = [
    "ancestors",
    "below",
    "columns_within",
    "could_hold",
    "documents_in",
    "find_columns",
    "forget",
    "incomplete_columns",
    "is_irrelevant",
    "names_of",
    "remembered",
    "searched",
    "unread_within",
    "visible_documents",
]

# Sections that hold other columns of any matter, whatever the vocabulary calls them.
GENERAL = frozenset(
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
    names = tuple(columns)
    if title is not None:
        return _could_hold(site, context, names, title)
    key = ("could_hold", frozenset(names), context.vocabulary, context.as_of)
    return list(remembered(site, key, lambda: _could_hold(site, context, names, None)))


def unread_within(site: SiteSnapshot, context: Context, columns: Iterable[str]) -> list[Fetch]:
    """The unread pages known to belong to the columns: their own, those below, their lists and
    documents.

    This is what matters once the columns themselves were found: that an unread page elsewhere might
    hold a second column of the same name is then no reason to leave a rule open.
    """
    wanted = _wanted(context.vocabulary, columns)

    def gather() -> list[Fetch]:
        found = [
            unread.fetch
            for unread in index_of(site).unread
            if (unread.day is None or unread.day <= context.as_of)
            and (unread.names | unread.above) & wanted
        ]
        found.extend(_never_asked(site, wanted))
        return _in_order(found)

    key = ("unread_within", wanted, context.as_of)
    return list(remembered(site, key, gather))


def find_columns(
    site: SiteSnapshot, context: Context, name: str, exact: bool = False
) -> list[Column]:
    """The columns that go by `name`, or by another name of the same meaning unless `exact`.

    A name counts with the place's own name before it (博山区政策文件 for 政策文件), unless `exact`.
    Higher columns first, then in order of address.
    """
    index = index_of(site)
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
    index = index_of(site)
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
        among = [c for c in among if not is_irrelevant(site, context, c)]
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
        index = index_of(site)
        inside = {
            document.url
            for column in columns_within(site, context, names)
            for document in index.listed.get(column.url, ())
        }
        if 8 * len(inside) > len(visible):
            return [document for document in visible if document.url in inside]
        places = _places(site, context.as_of)
        return [visible[place] for place in sorted(places[url] for url in inside if url in places)]

    return list(remembered(site, key, gather))


def _places(site: SiteSnapshot, as_of: date) -> dict[str, int]:
    """The place of each visible document in their order, by address."""
    return remembered(
        site,
        ("places visible", as_of),
        lambda: {d.url: place for place, d in enumerate(visible_documents(site, as_of))},
    )


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


def below(site: SiteSnapshot, column: Column) -> list[Column]:
    """The columns below a column, at any depth, nearest first."""
    return [site.columns[url] for url in index_of(site).below.get(column.url, ())]


def names_of(site: SiteSnapshot, column: Column) -> frozenset[str]:
    """The names a column goes by, normalised, with and without the place's own name before them."""
    return index_of(site).names[column.url]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is sought: the names as given and with their aliases, and what titles could be it."""

    given: frozenset[str]
    names: frozenset[str]
    title: Callable[[str], bool] | None
    vocabulary: Vocabulary


def is_irrelevant(site: SiteSnapshot, context: Context, column: Column) -> bool:
    """Whether a column is a section without disclosure matters, by one of its names."""
    vocabulary = context.vocabulary
    return any(_irrelevant_name(vocabulary, name) for name in names_of(site, column))


def _could_hold(
    site: SiteSnapshot,
    context: Context,
    columns: Sequence[str],
    title: Callable[[str], bool] | None,
) -> list[Fetch]:
    vocabulary = context.vocabulary
    names = _wanted(vocabulary, columns)
    sought = _Sought(frozenset(map(normalise_name, columns)), names, title, vocabulary)
    found = [
        unread.fetch
        for unread in index_of(site).unread
        if (unread.day is None or unread.day <= context.as_of) and _could_be(unread, sought)
    ]
    found.extend(_never_asked(site, names | GENERAL))
    return _in_order(found)


def _in_order(fetches: Iterable[Fetch]) -> list[Fetch]:
    """In order of role and address, each address once."""
    once = {fetch.url: fetch for fetch in sorted(fetches, key=_fetch_order, reverse=True)}
    return sorted(once.values(), key=_fetch_order)


def _could_be(unread: Unread, sought: _Sought) -> bool:
    role = unread.fetch.role
    if role is Role.HOME:
        return True
    if role is Role.COLUMN:
        return _column_could_be(unread, sought)
    if role in (Role.LIST, Role.FRAME):
        around = unread.names | unread.above
        if sought.names:
            return bool(around & sought.names)
        return sought.title is not None and not _irrelevant(around, sought)
    return role is Role.DOCUMENT and _document_could_be(unread, sought)


def _column_could_be(unread: Unread, sought: _Sought) -> bool:
    named = unread.names - _NAMELESS - {""}
    if not named:
        return not _irrelevant(unread.above, sought)
    if named & sought.names:
        return True
    if _irrelevant(named, sought):
        return False
    if named & GENERAL or unread.above & sought.names:
        return True
    if _irrelevant(unread.above, sought):
        return False
    # A name that the vocabulary does not know could be anything.
    if not sought.names or not any(sought.vocabulary.knows(name) for name in named):
        return True
    # Another matter that it knows does not stand in the way, unless the two share a concept
    # (互动交流 may hold 意见征集), or the one name begins with the other (政策 holds 政策解读).
    return any(
        _kin(sought.vocabulary, name) & sought.names
        or any(len(name) > 1 and word.startswith(name) for word in sought.given)
        for name in named
    )


def _document_could_be(unread: Unread, sought: _Sought) -> bool:
    inside = bool(unread.above & sought.names)
    if sought.title is None:
        return inside
    if sought.names and unread.above and not inside:
        return False
    if not unread.title:
        return inside or not _irrelevant(unread.above, sought)
    if sought.title(unread.title):
        return True
    # The words sought may lie beyond the point where the list cuts its titles off.
    return inside and unread.title.endswith(_CUT)


def _irrelevant(names: Iterable[str], sought: _Sought) -> bool:
    """Whether one of the names is of a section that never holds disclosure matters.

    Names that end with such a section's name count (乡村旅游), and those of the vocabulary's
    prefixes (走进博山).
    """
    return any(
        name not in sought.names and _irrelevant_name(sought.vocabulary, name) for name in names
    )


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
    index = index_of(site)
    for url, column in site.columns.items():
        if column.fetch is not None or column.documents or column.rows_read or column.children:
            continue
        if index.names[url] & wanted:
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
