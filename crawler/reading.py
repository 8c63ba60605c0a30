"""What one answer is: a page with its facts and list, a feed, a file, a redirect, or no answer to what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from crawler import filled
from crawler.answer import Answer
from crawler.attachment.text import AttachmentText
from crawler.cms import family_named, family_of
from crawler.cms.family import END, MORE, UNKNOWN, ListPage, PageView
from crawler.extract import dates, homepage, numbers, soft
from crawler.extract.addresses import spell_addresses
from crawler.extract.bounds import TooMuch, slim
from crawler.extract.charset import decode
from crawler.extract.frames import Frame, frames_of
from crawler.extract.links import MAX_LINKS
from crawler.extract.onward import way_in
from crawler.extract.page import extract_shown, parse
from crawler.extract.related import is_attachment
from crawler.extract.shown import field_words, shown_lines
from crawler.extract.written import part_scripts, written_html
from crawler.follow import DEEPEST, Followed, Policy
from crawler.frontier import Entry, address, key_of
from crawler.home_memory import HomeMemory
from crawler.search_probe import search_probe
from crawler.snapshot.facts import Outcome, PageFacts, Role
from crawler.snapshot.onward import Onward
from crawler.traps import TrapWatch

_MARKUP = ("html", "/xml", "+xml", "json", "javascript")  # ends of content types
# PDF, ZIP (and with it DOCX, XLSX, OFD), OLE (DOC, XLS, WPS), RTF, RAR, 7z, GIF, PNG, JPEG
_FILE_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"GIF8",
    b"\x89PNG",
    b"\xff\xd8\xff",
)
MOST_FRAMES = 6
DEEPEST_PART = 2  # frames in frames of the homepage
MOST_PARTS = 20  # pieces of one page that its scripts fetch
_WHOLE_TEXT = 200  # characters with which a page has its text itself and not in a frame
_FILE_HEAD = 12  # lines of a file among which its document number stands
_NO_LIST = "列表数据接口没有给出列表"
_NO_PART = "页面内容接口没有给出内容"
_SNIFFED = 400  # bytes or characters at the start by which a page is told from a script or a file


@dataclass(slots=True)
class Reading:
    """What one answer was read as.

    `outcome` and `detail` as stored; `facts` is None where nothing was read. `onward` says where the page leads, `followed`
    what of that is to be asked for now. `target` is set where the page sends its reader on at once, or is another address
    of a column that it names.
    """

    outcome: Outcome = Outcome.OK
    detail: str = ""
    facts: PageFacts | None = None
    onward: Onward = field(default_factory=Onward)
    target: str = ""
    followed: Followed = field(default_factory=lambda: Followed([]))


class Reader:
    """Reads the answers of one site, and remembers of them what later ones are judged by."""

    def __init__(self, policy: Policy, home: HomeMemory, traps: TrapWatch | None = None) -> None:
        self._policy = policy
        self._home = home
        self._traps = traps if traps is not None else TrapWatch()
        self._rows_seen: dict[str, set[int]] = {}
        self._documents: set[int] = set()

    def read(self, entry: Entry, answer: Answer, sha256: str) -> Reading:
        """Read an answer that is no redirect by its status. `sha256` is of its body."""
        try:
            return self._read(entry, answer, sha256)
        except TooMuch as error:
            return Reading(Outcome.TOO_LARGE, str(error))

    def _read(self, entry: Entry, answer: Answer, sha256: str) -> Reading:
        if entry.is_part:
            return self._read_part(entry, answer)
        if answer.status == 200 and not entry.feed and is_file(answer):
            return Reading()
        text, charset = decode(answer.body, answer.header("content-type").lower())
        if entry.feed:
            return self._read_feed(entry, answer, text, sha256)
        text = slim(text)
        tree = parse(text)
        facts, shown = extract_shown(tree, entry.url)
        outcome, detail = soft.classify(
            tree, text, answer.status, dict(answer.headers), entry.url, shown
        )
        if outcome is Outcome.SCRIPT_SHELL and _list_in_script(entry, text, tree):
            outcome = Outcome.OK
        made = answer.rendering
        if outcome is Outcome.SCRIPT_SHELL and made is not None:
            detail = filled.why_empty(made)
        if outcome in (Outcome.OK, Outcome.SCRIPT_SHELL) and entry.role is Role.HOME:
            # A splash page holds nothing: the homepage is what stands behind it.
            way = way_in(tree, entry.url, shown)
            if way and address(way) != address(entry.url):
                return Reading(target=way)
        if outcome is not Outcome.OK:
            return Reading(outcome, detail)
        target = soft.redirect_target(tree, text, entry.url)
        if target and address(target) != address(entry.url):
            if entry.role is Role.DOCUMENT and address(entry.url).startswith(_folder(target)):
                return Reading(Outcome.NOT_FOUND, "页面已移除，跳回上级栏目")
            return Reading(target=target)
        if entry.role is Role.ATTACHMENT and is_attachment(entry.url):
            # Some servers hand out files only to who types what a picture shows.
            return Reading(Outcome.NO_TEXT, "下载地址给出的是网页，不是文件")
        spell_addresses(facts, charset)
        if made is not None:
            facts.placeholder = filled.sure_placeholder(facts, made)
            has_frames = any(self._policy.is_page(each.url) for each in frames_of(tree, entry.url))
            if reason := filled.why_unread(entry, facts, tree, made, has_frames=has_frames):
                return Reading(Outcome.SCRIPT_SHELL, reason)
        if reason := self._home.again(entry, facts, sha256):
            # Where scripts make the pages, one that looks like the homepage may only not have got its data.
            if made is not None:
                return Reading(Outcome.SCRIPT_SHELL, "浏览器打开后与网站首页相同")
            return Reading(Outcome.NOT_FOUND, reason)
        return self._read_page(
            entry,
            answer,
            sha256,
            PageView(entry.url, text, tree, facts, entry, charset),
            charset,
            shown,
        )

    def read_file(self, entry: Entry, file: AttachmentText) -> Reading:
        """Read what was made of a file that a document consists of, or that is attached to one."""
        if file.problem:
            return Reading(Outcome.NO_TEXT, file.detail)
        lines = [line for line in file.text.splitlines() if line.strip()]
        issued = dates.signature_date(lines)
        facts = PageFacts(
            url=entry.url,
            title=entry.anchor,
            text="\n".join(lines),
            tables=file.tables,
            linked_tables=file.linked_tables,
            links_read=file.links_read,
            headings=file.headings,
            document_number=numbers.own_number({}, entry.anchor, lines[:_FILE_HEAD], {}),
            issued=issued,
            dates=[("issued", issued)] if issued else [],
            is_article=True,
            file=file.kind,
            unread_part=file.detail,
        )
        return Reading(facts=facts, followed=self._policy.follow(entry, facts, None))

    def reread(self, entry: Entry, facts: PageFacts, onward: Onward) -> Reading:
        """Read a page that is the same as at the last audit, from what was read then. It leads on from what is asked now."""
        if onward.listing is not None:
            self._end_when_repeated(entry, onward.listing)
        followed = self._follow(entry, facts, onward)
        if onward.is_echo:
            followed = self._without_echo(entry, followed)
        return Reading(facts=facts, onward=onward, followed=followed)

    def _read_page(
        self,
        entry: Entry,
        answer: Answer,
        sha256: str,
        page: PageView,
        charset: str,
        shown: str,
    ) -> Reading:
        facts, tree = page.facts, page.tree
        onward = Onward(self._list_of(page), self._frames(page))
        followed = self._follow(entry, facts, onward)
        if onward.listing is not None and onward.listing.shows and entry.role is Role.COLUMN:
            return Reading(target=onward.listing.shows, followed=followed)
        onward.is_echo = self._is_echo(page, shown, followed)
        if onward.is_echo:
            followed = self._without_echo(entry, followed)
        if entry.role in (Role.COLUMN, Role.FRAME, Role.ATTACHMENT):
            _keep_shown(facts, tree, entry.role)
        if entry.role is Role.HOME:
            followed.entries[:0] = self._take_home(entry, answer, facts, tree, charset, sha256)
        return Reading(facts=facts, onward=onward, followed=followed)

    def _follow(self, entry: Entry, facts: PageFacts, onward: Onward) -> Followed:
        followed = self._policy.follow(entry, facts, onward.listing)
        followed.entries[:0] = [
            self._policy.text_part(entry, frame.url, frame.name)
            if entry.role is Role.DOCUMENT
            else self._policy.frame(entry, frame.url)
            for frame in onward.frames
        ]
        followed.entries[:0] = self._parts(entry, onward.listing)
        return followed

    def _is_echo(self, page: PageView, shown: str, followed: Followed) -> bool:
        """Whether a column or document says again what the page above it said: a trap's next turn."""
        entry = page.entry
        if entry.role not in (Role.COLUMN, Role.DOCUMENT):
            return False
        listed = {key_of(row.url) for row in page.facts.rows}
        listed |= {key_of(each.url) for each in followed.entries if each.role is Role.DOCUMENT}
        new = len(listed - self._documents)
        self._documents |= listed
        words = f"{page.facts.title}\n{shown}"
        return self._traps.is_echo(
            entry.url, entry.found_on, entry.role, words, page.facts.links, new
        )

    def _without_echo(self, entry: Entry, followed: Followed) -> Followed:
        """What an echo leads to: its own list and frames, and what no words describe."""
        kept = []
        for each in followed.entries:
            if each.role in (Role.COLUMN, Role.DOCUMENT) and each.anchor:
                self._traps.cut_echo(each.url, below=entry.url)
            else:
                kept.append(each)
        return replace(followed, entries=kept)

    def _frames(self, page: PageView) -> list[Frame]:
        """The frames that hold a column's list or a document's text."""
        if page.entry.role not in (Role.COLUMN, Role.FRAME, Role.LIST, Role.DOCUMENT):
            return []
        if page.facts.is_article and len(page.facts.text) >= _WHOLE_TEXT:
            return []
        return [
            frame
            for frame in frames_of(page.tree, page.url)[:MOST_FRAMES]
            if self._policy.is_page(frame.url) and address(frame.url) != address(page.url)
        ]

    def _parts(self, entry: Entry, listing: ListPage | None) -> list[Entry]:
        """The pieces of a column's page, or of the homepage, that its scripts fetch."""
        if listing is None or entry.depth >= DEEPEST:
            return []
        inside = [part for part in listing.parts if self._policy.is_internal(part.url)][:MOST_PARTS]
        if entry.role is Role.HOME:
            return [
                replace(self._policy.home_part(entry, part.url), feed=part.feed) for part in inside
            ]
        if entry.role not in (Role.COLUMN, Role.FRAME):
            return []
        return [self._policy.frame(entry, part.url, feed=part.feed) for part in inside]

    def _list_of(self, page: PageView) -> ListPage | None:
        """The page's list as its family reads it; None for a document's page."""
        entry, facts = page.entry, page.facts
        if entry.role is Role.ATTACHMENT:
            return None
        if entry.role is Role.DOCUMENT and (facts.is_article or not facts.is_list):
            return None
        family = family_named(entry.feed) if entry.feed else family_of(page)
        listing = family.read_list(page)
        listing.family = family.name
        if entry.rendered:
            filled.doubt_end(listing, facts, page.tree, entry)
        if _has_more_links(page):
            listing.end = UNKNOWN
        self._end_when_repeated(entry, listing)
        facts.rows = listing.rows
        if listing.rows and not facts.is_article:
            facts.is_list = True
        return listing

    def _end_when_repeated(self, entry: Entry, listing: ListPage) -> None:
        """End a list whose further page shows nothing new: many servers answer any page number with the last page.

        The first answer of a feed may be what the column's page shows already, and only tell that there is more.
        """
        if entry.role not in (Role.COLUMN, Role.LIST, Role.FRAME):
            return
        seen = self._rows_seen.setdefault(entry.column_url or entry.url, set())
        rows = {key_of(row.url) for row in listing.rows}
        starts = bool(entry.feed) and entry.page_no == 2 and listing.end == MORE
        if entry.role is Role.LIST and rows and rows <= seen and not starts:
            listing.rows, listing.end = [], END
        seen |= rows

    def _read_part(self, entry: Entry, answer: Answer) -> Reading:
        """Read a frame of the homepage, or a script that writes a part of it, as if it stood there."""
        text, charset = decode(answer.body, answer.header("content-type").lower())
        if answer.status != 200:
            outcome, detail = soft.classify(
                parse(text), text, answer.status, dict(answer.headers), entry.url
            )
            return Reading(outcome, detail)
        if entry.feed:
            found = family_named(entry.feed).read_feed(text, entry)
            if found is None:
                return Reading(Outcome.BROKEN, _NO_PART)
            text = found.html
        is_page = text[:_SNIFFED].lstrip().startswith("<")
        base = entry.url if is_page and not entry.feed else entry.found_on
        tree = parse(text if is_page or entry.feed else written_html(text))
        facts, _ = extract_shown(tree, base)
        spell_addresses(facts, charset)
        facts.text = shown_lines(tree)
        listing = ListPage(rows=facts.rows)
        root = replace(entry, url=entry.found_on)
        followed = self._policy.follow(root, facts, listing)
        home = homepage.extract_homepage(answer.body, base, tree=tree)
        if home.search is not None and not self._home.has_search:
            probe, facts.home["search"] = search_probe(home, entry, self._policy, charset)
            followed.entries[:0] = probe
        if entry.depth < DEEPEST_PART:
            followed.entries[:0] = self._home_parts(root, home.frames, entry.depth + 1)
        return Reading(facts=facts, onward=Onward(listing), followed=replace(followed, list_end=""))

    def _home_parts(self, home: Entry, urls: Iterable[str], depth: int) -> list[Entry]:
        """The requests for parts of the homepage that have pages of their own."""
        return [
            replace(self._policy.home_part(home, url), depth=depth)
            for url in urls
            if self._policy.is_internal(url)
        ]

    def _read_feed(self, entry: Entry, answer: Answer, text: str, sha256: str) -> Reading:
        listing = family_named(entry.feed).read_feed(text, entry) if answer.status == 200 else None
        if listing is None:
            failure = Outcome.HTTP_ERROR if answer.status != 200 else Outcome.BROKEN
            return Reading(failure, _NO_PART if entry.role is Role.FRAME else _NO_LIST)
        if listing.html:
            base = entry.column_url or entry.found_on
            tree = parse(listing.html)
            facts, _ = extract_shown(tree, base)
            spell_addresses(facts, "utf-8")
            page = PageView(base, listing.html, tree, facts, entry)
            return self._read_page(entry, answer, sha256, page, "utf-8", facts.title)
        listing.family = entry.feed
        self._end_when_repeated(entry, listing)
        facts = PageFacts(url=entry.url, rows=listing.rows, is_list=True)
        return Reading(
            facts=facts,
            onward=Onward(listing),
            followed=self._policy.follow(entry, facts, listing),
        )

    def _take_home(
        self,
        entry: Entry,
        answer: Answer,
        facts: PageFacts,
        tree: HtmlElement,
        charset: str,
        sha256: str,
    ) -> list[Entry]:
        """Remember the homepage, to know it again behind other addresses, and try its search."""
        home = homepage.extract_homepage(answer.body, entry.url, tree=tree)
        probe, form = search_probe(home, entry, self._policy, charset)
        probe += self._home_parts(entry, (*home.frames, *part_scripts(tree, entry.url)), 0)
        facts.text = home.text
        facts.home = {
            "footer": home.footer,
            "frames": list(home.frames),
            "search": form,
            "fields": field_words(tree),
        }
        self._home.remember(facts, sha256)
        return probe


def _keep_shown(facts: PageFacts, tree: HtmlElement, role: Role) -> None:
    """Keep what a reader sees of a page that is no document: all of it, or what stands around its text (an introduction
    beside a form).
    """
    if not facts.is_article:
        facts.text = shown_lines(tree)
    elif role is not Role.ATTACHMENT:
        own = set(facts.text.splitlines())
        facts.around = "\n".join(line for line in shown_lines(tree).splitlines() if line not in own)


def needs_reading(entry: Entry, answer: Answer, policy: Policy) -> bool:
    """Whether an answer is a file whose text a rule reads."""
    if answer.status != 200 or not is_file(answer):
        return False
    if entry.role is Role.ATTACHMENT:
        return True
    return entry.role is Role.DOCUMENT and policy.needs_text(entry.anchor)


def is_file(answer: Answer) -> bool:
    """Whether an answer is a file (PDF, Word, an image) and no page, by what the server says and by its first bytes."""
    if answer.body.startswith(_FILE_STARTS):
        return True
    content_type = answer.header("content-type").partition(";")[0].strip().lower()
    if not content_type or content_type.startswith("text/") or content_type.endswith(_MARKUP):
        return False
    return not answer.body[:_SNIFFED].lstrip().startswith(b"<")


def _has_more_links(page: PageView) -> bool:
    """Whether a page has more links than are read: then its list goes on where nobody looked."""
    if 2 * len(page.facts.links) < MAX_LINKS:
        return False
    return sum(1 for _ in page.tree.iter("a", "area")) > MAX_LINKS


def _list_in_script(entry: Entry, text: str, tree: HtmlElement) -> bool:
    """Whether a page that shows nothing carries its list in its scripts, for a family to read."""
    page = PageView(entry.url, text, tree, PageFacts(url=entry.url), entry)
    listing = family_of(page).read_list(page)
    found = listing.rows or listing.columns or listing.also or listing.parts
    return bool(found) or listing.end == MORE


def _folder(url: str) -> str:
    return address(url).rpartition("/")[0] + "/"
