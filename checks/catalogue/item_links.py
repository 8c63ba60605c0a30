"""Whether an item of a catalogue leads to a document of each stage, directly or through a page of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from checks import coverage
from checks.catalogue.catalogues import items_of, links_of
from checks.catalogue.listed_items import Item, ItemLink
from checks.catalogue.other_matter import why_of_another_matter
from checks.catalogue.stages import StageWords, stages_told
from checks.context import Context
from checks.presence import column_at, document_at, has_content, page_key
from checks.site_index import remembered
from crawler.snapshot.facts import Column, Document, Fetch, Outcome, Role, SiteSnapshot
from rules.plain_text import plain

# Outcomes after which it is not known whether a page is there; a page that was never asked for counts by its link's words.
_FAILED = frozenset(
    {
        Outcome.TIMEOUT,
        Outcome.REFUSED,
        Outcome.DNS,
        Outcome.FIREWALL,
        Outcome.HTTP_ERROR,
        Outcome.SCRIPT_SHELL,
        Outcome.BROKEN,
        Outcome.REDIRECT_LOOP,
    }
)
_MOST_LINKS = 300  # of one item
_MOST_PAGES = 200  # of one column, taken for items
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|pptx?|jpe?g|png)(?=$|[?&#])", re.IGNORECASE
)
_NOTHING_SAID = re.compile(r"^(?:点击|点此|查看|详情|下载|链接|附件|打开|进入|更多|全文|>|\d)*$")


@dataclass(frozen=True, slots=True)
class Stage:
    """The words of a stage, and the addresses of documents known to belong to it."""

    words: StageWords
    documents: frozenset[str] = frozenset()


@dataclass(slots=True)
class Found:
    """What was found of one stage of one item: `met` None is open. `ground` says how the stage was told, `why` what is
    wrong with the link where it does not count.
    """

    met: bool | None = False
    link: ItemLink | None = None
    ground: str = ""
    why: str = ""
    fetch: Fetch | None = None
    unread: list[Fetch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a link leads: `lives` None is unknown; `fetch` is of the page where it was asked for."""

    lives: bool | None
    why: str = ""
    fetch: Fetch | None = None
    document: Document | None = None
    column: Column | None = None


class ItemReader:
    """Reads the items of a site's catalogue against the stages of a rule."""

    def __init__(self, site: SiteSnapshot, context: Context, stages: Sequence[Stage]) -> None:
        self._site, self._context, self._stages = site, context, stages
        self._words = [stage.words for stage in stages]
        self._uses: Counter[str] = Counter()

    def says(self, text: str) -> bool:
        """Whether words speak of a stage."""
        return bool(stages_told(text, self._words))

    def column_items(
        self, names: Iterable[str], catalogues: Iterable[Document], *, pages: bool
    ) -> list[Item]:
        """The items of columns that are a catalogue themselves: in a table on their page, a column each or, with `pages`,
        a page each but those of the `catalogues` themselves.
        """
        own_pages = {document.url for document in catalogues}
        found: list[Item] = []
        for name in names:
            for column in coverage.find_columns(self._site, self._context, name):
                if column.facts is not None and column.facts.linked_tables:
                    listed = items_of(column.facts, self.says)
                    is_catalogue = any(self._told(link) for item in listed for link in item.links)
                    found += [replace(item, sure=item.sure and is_catalogue) for item in listed]
                below = [
                    self._site.columns[url] for url in column.children if url in self._site.columns
                ]
                own = [(each.name, each.url) for each in below]
                if pages:
                    own += [
                        (d.title or d.row_title, d.url)
                        for d in column.documents[:_MOST_PAGES]
                        if d.url not in own_pages
                    ]
                found += [
                    Item(words, [ItemLink(url, words)], column.url, sure=False)
                    for words, url in own
                    if not self.says(words)
                ]
        return found

    def stages_of(self, item: Item, among: Iterable[str] = ()) -> list[Found]:
        """What the item's links lead to, stage by stage; `among` are the names of all items of the catalogue."""
        names = [name for name in among if name != item.name]
        found = [Found() for _ in self._stages]
        further: list[tuple[ItemLink, str]] = []
        for link in item.links[:_MOST_LINKS]:
            target = self._target(link.url, item.page)
            told = self._told(link) or self._by_title(target.document)
            own = {at: self._of_item(target, item, names, at) for at in told}
            for at, ground in told.items():
                self._take(found[at], link, own[at], ground, f"{at} {link.url}")
            is_own_page = not told or plain(link.words) == plain(item.name)
            if target.lives is None and is_own_page:
                self._leave_open(found, target)
            elif target.lives and (not own or any(each.lives for each in own.values())):
                further += self._beyond(found, link, target, is_own_page)
        for link, by in further[:_MOST_LINKS]:
            target = self._target(link.url, item.page)
            told = self._told(link) or self._by_title(target.document)
            for at, ground in told.items():
                its_own = self._of_item(target, item, names, at)
                self._take(found[at], link, its_own, f"{ground}，经{by}", "")
        if item.loose:
            for each in found:
                if each.met is False and each.link is None:
                    each.met, each.why = None, "页面上有阶段的链接，不能确定属于哪个事项"
        return found

    def _beyond(
        self, found: Sequence[Found], link: ItemLink, target: _Target, is_own_page: bool
    ) -> list[tuple[ItemLink, str]]:
        """What lies one hop further: all that an item's own page links to, of any other document only its files."""
        document = target.document
        if document is not None and document.facts is not None:
            if is_own_page:
                return [(each, "事项页面") for each in links_of(document.facts)]
            files = document.facts.attachments
            return [(ItemLink(each.url, each.text), "所链页面的附件") for each in files]
        if not is_own_page:
            return []
        if target.column is not None:
            return [(each, "事项栏目") for each in self._links_of_column(target.column)]
        # A file leads nowhere further: words that name no stage have said what it is, unless they say nothing (查看).
        if not _FILE.search(link.url) or _NOTHING_SAID.match(plain(link.words)):
            self._leave_open(found, target)
        return []

    def _told(self, link: ItemLink) -> dict[int, str]:
        """The stages that a link's labels speak of, with the grounds: its words, and a heading that names but one."""
        told = dict.fromkeys(stages_told(link.words, self._words), f"链接文字“{link.words}”")
        by_heading = stages_told(link.heading, self._words)
        if len(by_heading) == 1 or not told:
            for at in by_heading:
                told.setdefault(at, f"表头“{link.heading}”")
        if not told:
            told = dict.fromkeys(stages_told(link.beside, self._words), f"旁注“{link.beside}”")
        return told

    def _by_title(self, document: Document | None) -> dict[int, str]:
        if document is None:
            return {}
        title = document.title or document.row_title
        told = dict.fromkeys(stages_told(title, self._words), f"所链文件标题“{title}”")
        for at, stage in enumerate(self._stages):
            if document.url in stage.documents:
                told.setdefault(at, f"所链文件“{title}”")
        return told

    def _of_item(self, target: _Target, item: Item, others: Sequence[str], stage: int) -> _Target:
        """The target; of another matter's document one that does not count."""
        document = target.document
        if not target.lives or document is None:
            return target
        by_title = stage in self._by_title(document)
        why = why_of_another_matter(document, item.name, others, told_by_title=by_title)
        return replace(target, lives=False, why=why) if why else target

    def _take(self, found: Found, link: ItemLink, target: _Target, ground: str, use: str) -> None:
        if found.met:
            return
        lives, why = target.lives, target.why
        if lives and target.column is not None and use:
            self._uses[f"{use} {link.url}"] += 1
            if self._uses[f"{use} {link.url}"] > 1:
                lives, why = False, "几个事项链接到同一个栏目"
        if lives is False and found.met is None:
            return
        if lives is False and found.link is not None:
            return
        found.met, found.link, found.ground, found.fetch = lives, link, ground, target.fetch
        found.why = "" if lives else why
        if lives is None and target.fetch is not None:
            found.unread.append(target.fetch)

    def _leave_open(self, found: Sequence[Found], target: _Target) -> None:
        for each in found:
            if not each.met:
                each.met, each.why = (
                    None,
                    each.why or target.why or "链接的页面未抓取，不知是哪一阶段",
                )
                if target.fetch is not None:
                    each.unread.append(target.fetch)

    def _links_of_column(self, column: Column) -> list[ItemLink]:
        """What an item's own column links to; the links of its page's menus are not the item's."""
        found: list[ItemLink] = []
        if column.facts is not None:
            cells = [at.link for table in column.facts.linked_tables for at in table.links]
            found = [ItemLink(link.url, link.text) for link in (*cells, *column.facts.body_links)]
        for each in (column, *coverage.below(self._site, column)):
            within = each.name if each is not column else ""
            found += [ItemLink(d.url, d.title or d.row_title, within) for d in each.documents]
            if each is not column and has_content(self._site, self._context, each):
                found.append(ItemLink(each.url, each.name))
        return found

    def _target(self, url: str, catalogue: str) -> _Target:
        site = self._site
        key = page_key(site, url)
        if key in {
            page_key(site, site.url),
            page_key(site, site.homepage.url) if site.homepage else "",
        }:
            return _Target(False, "链接到首页")
        if key == page_key(site, catalogue):
            return _Target(False, "链接到目录本身")
        fetch = self._fetches().get(key)
        if fetch is not None and fetch.outcome is Outcome.NOT_FOUND:
            return _Target(False, "链接的页面不存在", fetch)
        document, column = document_at(site, url), column_at(site, url)
        published = document.published if document is not None else None
        if document is not None and published and published.day > self._context.as_of:
            return _Target(False, "判定日之后才发布", document.fetch)
        if document is not None and document.facts is not None and document.facts.placeholder:
            return _Target(False, f"链接的页面只写着“{document.facts.placeholder}”", document.fetch)
        if fetch is not None and fetch.outcome in _FAILED:
            return _Target(None, "链接的页面未能读取", fetch, document, column)
        return _Target(True, "", fetch, document, column)

    def _fetches(self) -> dict[str, Fetch]:
        """What became of each address that was asked for; the answer where it was asked for more than once."""

        def gather() -> dict[str, Fetch]:
            found: dict[str, Fetch] = {}
            for fetch in self._site.fetches:
                if fetch.role is Role.SEARCH:
                    continue
                key = page_key(self._site, fetch.url)
                if key not in found or fetch.outcome.answered:
                    found[key] = fetch
            return found

        return remembered(self._site, ("fetches by page",), gather)
