"""Everything that a crawl does with the bytes of one page, as one function: what must not raise, whatever they are."""

from __future__ import annotations

from crawler.answer import Answer
from crawler.cms import families
from crawler.extract import bounds, soft
from crawler.extract.bounds import TooMuch
from crawler.extract.charset import decode
from crawler.extract.homepage import extract_homepage
from crawler.extract.page import extract_shown, parse
from crawler.extract.written import written_html
from crawler.follow import Policy
from crawler.frontier import Entry, Frontier, key_of
from crawler.home_memory import HomeMemory
from crawler.reading import Reader
from crawler.snapshot.facts import PageFacts, Role
from crawler.snapshot.onward import pack_onward, unpack_onward
from crawler.snapshot.packing import pack_facts, unpack_facts
from tests.crawler.serving import PLAN

URL = "http://www.a.gov.cn/zwgk/tzgg/index.html?id=1"
ROLES = (Role.HOME, Role.COLUMN, Role.LIST, Role.FRAME, Role.DOCUMENT, Role.SEARCH)
_POLICY = Policy(("www.a.gov.cn",), PLAN)


def entry(role: Role, feed: str = "") -> Entry:
    """A request for the page in that role."""
    return Entry(
        URL,
        role,
        20,
        depth=1,
        anchor="通知公告",
        column_url=URL,
        feed=feed,
        page_no=2 if role is Role.LIST else 1,
    )


def read_everything(body: bytes, content_type: str = "text/html") -> None:
    """Read a body as a page in every role, as the feed of every family, and as a script; store it, and follow its links."""
    frontier = Frontier()
    reader = Reader(_POLICY, HomeMemory("http://www.a.gov.cn/"), frontier.traps)
    answer = Answer(URL, 200, (("content-type", content_type),), body)
    for role in ROLES:
        _take(reader, entry(role), answer, frontier)
    for family in families():
        _take(reader, entry(Role.LIST, family.name), answer, frontier)
        _take(reader, entry(Role.FRAME, family.name), answer, frontier)
    text, _ = decode(body, content_type)
    written_html(text)
    str(frontier.traps.notes())


def _take(reader: Reader, asked: Entry, answer: Answer, frontier: Frontier) -> None:
    read = reader.read(asked, answer, "sha")
    for found in (*read.followed.entries, *read.followed.off_site):
        frontier.accept(found)
        key_of(found.url, found.form)
    facts = read.facts or PageFacts(url=URL)
    packed = pack_facts(facts, keep_links=True)
    unpack_facts(packed, title="", document_number="", issuer="", source="")
    unpack_onward(pack_onward(read.onward))


def read_page(text: str) -> None:
    """Read a page once, as a column: what costs time with its size."""
    try:
        bounds.check(text)
    except TooMuch:
        return
    body = text.encode("utf-8", "replace")
    decode(body)
    tree = parse(text)
    _, shown = extract_shown(tree, URL)
    soft.classify(tree, text, 200, {}, URL, shown)
    soft.redirect_target(tree, text, URL)
    extract_homepage(body, URL, tree=tree)
    reader = Reader(_POLICY, HomeMemory("http://www.a.gov.cn/"))
    reader.read(entry(Role.COLUMN), Answer(URL, 200, (), body), "sha")
    for family in families():
        if family.name != "generic":
            reader.read(entry(Role.LIST, family.name), Answer(URL, 200, (), body), "sha")
    written_html(text)
