"""Traps are told from sites whose every page has one path: these are read whole, those are left soon, and all is counted."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.answer import Answer
from crawler.follow import Policy
from crawler.frontier import Entry, Frontier
from crawler.home_memory import HomeMemory
from crawler.reading import Reader
from crawler.snapshot.facts import Role
from crawler.traps import BARREN, CALENDAR_PAGES, VIEWS, goes_round, shape
from tests.crawler.serving import PLAN, article, html, rows

HOST = "http://www.a.gov.cn"
FEW_HUNDRED = 450
WORDS = "<h1>专项工作</h1><p>现将有关事项通知如下，请各单位认真贯彻执行。</p>"
Site = Callable[[str], bytes]

# How sites of one path name their columns and documents: {c} a column's number, {d} a document's.
STYLES = {
    "phpcms": ("/index.php?m=content&c=index&a=lists&catid={c}", "/index.php?m=content&c=index&a=show&catid={c}&id={d}"),
    "vsb": ("/list.jsp?urltype=tree.TreeTempUrl&wbtreeid={c}",
            "/content.jsp?urltype=news.NewsContentUrl&wbtreeid={c}&wbnewsid={d}"),
    "eportal": ("/eportal/ui?pageId={c}", "/eportal/ui?pageId={c}&articleKey={d}&columnId={c}"),
    "asp": ("/ShowClass.asp?SortID={c}", "/Show.asp?SortID={c}&ArticleID={d}"),
    "sort": ("/list.asp?sort={c}", "/view.asp?view={d}"),
    "letters": ("/list.do?t=lm{c}", "/page.do?t=lm{c}&uuid=8a8a{d:028x}"),
    "dated": ("/xxgk.jsp?cid={c}&year=2020", "/xxgk.jsp?cid={c}&id={d}&date=2020-06-01"),
    "session": ("/c.jsp?sid={c}", "/d.jsp?sid={c}&id={d}"),
    "paths": ("/gongkai/channel_{c:024x}/", "/gongkai/channel_{c:024x}/doc_{d:024x}.html"),
    "folders": ("/zwgk/{c}/", "/zwgk/{c}/2020/06/01/{d}.html"),
}  # fmt: skip


def walk(site: Site, most: int = 20_000) -> tuple[list[str], Frontier]:
    """Crawl a site that is a function from address to page, as a crawl does; gives what was asked for, and the frontier."""
    frontier = Frontier()
    policy = Policy(("www.a.gov.cn",), PLAN)
    reader = Reader(policy, HomeMemory(f"{HOST}/"), frontier.traps)
    for entry in policy.start(f"{HOST}/", ()):
        frontier.accept(entry)
    asked: list[str] = []
    while (entry := frontier.pop({}, 1)) is not None and len(asked) < most:
        asked.append(entry.url)
        answer = Answer(entry.url, 200, (("content-type", "text/html"),), site(entry.url))
        for found in reader.read(entry, answer, entry.url).followed.entries:
            frontier.accept(found)
    return asked, frontier


@given(
    st.sampled_from(sorted(STYLES)),
    st.integers(1, 10**6),
    st.sampled_from([1, 3, 50]),
    st.integers(10, 400),
)
@settings(max_examples=12, deadline=None)
def test_five_thousand_documents_of_one_path_are_all_accepted(
    style: str, first: int, step: int, columns: int
) -> None:
    column, document = STYLES[style]
    frontier = Frontier()
    asked = [Entry(HOST + column.format(c=n), Role.COLUMN, 20) for n in range(1, columns)]
    asked += [
        Entry(HOST + document.format(c=1 + n % columns, d=first + n * step), Role.DOCUMENT, 25)
        for n in range(5000)
    ]
    assert [entry.url for entry in asked if frontier.accept(entry) is None] == []
    assert frontier.traps.notes() == []


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_site_of_one_path_is_read_whole(style: str) -> None:
    """Columns below columns, some of them empty, all with the same menu; documents in lists and in one another."""
    column, document = STYLES[style]
    columns = {HOST + column.format(c=number): number for number in range(1, 90)}
    documents = {
        HOST + document.format(c=column_, d=1000 * column_ + n): (column_, n)
        for column_ in columns.values()
        if column_ % 3
        for n in range(4)
    }
    menu = "".join(f'<a href="{HOST + column.format(c=n)}">栏目第{n}类</a>' for n in range(1, 9))

    def site(url: str) -> bytes:
        if url in documents:
            number, n = documents[url]
            return article(f"关于第{number}类第{n}号事项的通知", "2020-06-01")
        number = columns.get(url, 0)
        below = "".join(
            f'<a href="{HOST + column.format(c=n)}">栏目第{n}类</a>'
            for n in range(8 * number + 1, 8 * number + 9)
            if n < 90
        )
        listed = {
            each: (f"关于第{number}类第{n}号事项的通知", "2020-06-01")
            for each, (of, n) in documents.items()
            if of == number
        }
        return html(menu + below + (rows(listed) or "<p>暂无内容</p>"), f"栏目第{number}类")

    asked, frontier = walk(site)
    assert frontier.traps.notes() == []
    assert {*columns, *documents} <= set(asked)


names = st.text("abcdefghijklmnop", min_size=1, max_size=6)


def _same(links: list[str]) -> bytes:
    """A page that always says the same, whatever its links lead to."""
    return html(WORDS + "".join(f'<a href="{HOST}{link}">办事指南</a>' for link in links))


@given(names, st.integers(2, 25), st.integers(0, 99))
@settings(max_examples=4, deadline=None)
def test_sessions_by_any_name_are_left(name: str, width: int, seed: int) -> None:
    chance = random.Random(seed)

    def site(_url: str) -> bytes:
        tokens = [f"{chance.getrandbits(96):024x}" for _ in range(width)]
        return _same([f"/list?{name}={token}" for token in tokens] + [f"/{tokens[0]}/list/"])

    asked, frontier = walk(site)
    assert len(asked) < FEW_HUNDRED
    assert sum(cut.count for cut in frontier.traps.cuts.values()) > 0


@given(st.sets(names, min_size=2, max_size=6), st.integers(2, 5))
@settings(max_examples=10, deadline=None)
def test_parameters_in_every_combination_are_left(given_: set[str], values: int) -> None:
    def site(url: str) -> bytes:
        now = dict(parse_qsl(url.partition("?")[2]))
        return _same(
            [
                f"/list?{urlencode(now | {name: value})}"
                for name in sorted(given_)
                for value in range(values)
            ]
        )

    asked, frontier = walk(site)
    assert len(asked) < FEW_HUNDRED
    assert frontier.traps.notes()


@pytest.mark.parametrize(
    "address",
    ["/rl?year={y}&month={m}", "/rl?y={y}&m={m}&lang=zh", "/rl?date={y}-{m:02d}-01", "/rl?riqi={y}{m:02d}01",
     "/rl/{y}/{m}/", "/rl/{y}-{m:02d}/", "/x.do?op=rl&nian={y}&yue={m}"],
)  # fmt: skip
def test_a_calendar_is_left(address: str) -> None:
    """Each month reads otherwise, and leads to the one before and after, and to years."""

    def site(url: str) -> bytes:
        numbers = [
            int(part) for part in "".join(c if c.isdigit() else " " for c in url[20:]).split()
        ]
        months = {
            n: (y, m)
            for n, (y, m) in enumerate((y, m) for y in range(1990, 2090) for m in range(1, 13))
        }
        at = hash(tuple(numbers)) % 1000 + 1 if numbers else 370
        links = [
            address.format(y=months[n][0], m=months[n][1])
            for n in (at - 1, at + 1, at + 12, at + 30)
        ]
        shown = "".join(chr(0x4E00 + (at * 7 + n) % 3000) for n in range(20))
        return html(
            f"<h1>日历</h1><p>{shown}</p>"
            + "".join(f'<a href="{HOST}{link}">下月{n}</a>' for n, link in enumerate(links))
        )

    asked, frontier = walk(site)
    assert len(asked) <= CALENDAR_PAGES + 5
    assert "日历" in frontier.traps.notes()[0]


def test_pages_without_anything_new_are_left_after_a_while() -> None:
    """No two alike, no names that tell, and nothing on them: only that they bring nothing tells them."""

    def site(url: str) -> bytes:
        number = int(url.partition("n=")[2] or 0)
        shown = "".join(chr(0x4E00 + (number * 31 + n * 7) % 5000) for n in range(40))
        links = "".join(
            f'<a href="{HOST}/p?n={number * 5 + n}">栏目{shown[n]}{shown[9]}</a>'
            for n in range(1, 6)
        )
        return html(f"<h1>{shown}</h1>{links}", shown)

    asked, frontier = walk(site)
    assert len(asked) <= BARREN + 5
    dropped = frontier.take_barren()
    assert dropped, "what waits in the store is to be recorded"
    [note] = frontier.traps.notes()
    assert f"连续 {BARREN} 个没有新内容" in note


@given(st.integers(1, 40))
def test_views_of_one_page_are_few(count: int) -> None:
    frontier = Frontier()
    views = [
        Entry(f"{HOST}/list.jsp?id=7&returnUrl=/x/{n}.html&_={n}", Role.COLUMN, 20)
        for n in range(count)
    ]
    accepted = [entry for entry in views if frontier.accept(entry)]
    assert len(accepted) == min(count, VIEWS)
    other = Entry(f"{HOST}/list.jsp?id=8&returnUrl=/x/1.html", Role.COLUMN, 20)
    assert frontier.accept(other) is not None, "it is another page's view"
    assert sum(cut.count for cut in frontier.traps.cuts.values()) == max(0, count - VIEWS)


@pytest.mark.parametrize(
    "url",
    ["/a/a/a/", "/a/b/a/b/a/b/", "/x/a/b/c/a/b/c/a/b/c/d.html", "/a/b/a/c/a/d/a/e/a/", "/" + "x/y" * 30,
     "/p?" + "&".join(f"a{n}=1" for n in range(40)), "/" + "/".join(f"f{n}" for n in range(30))],
)  # fmt: skip
def test_an_address_that_goes_round(url: str) -> None:
    assert goes_round(HOST + url)
    assert Frontier().accept(Entry(HOST + url, Role.LIST, 20)) is None


@pytest.mark.parametrize(
    "url",
    ["/", "/zwgk/zwgk/index.html", "/art/2022/11/11/11_11.html", "/2022/2022/2022/1.html", "/a/b/a/b/",
     "/col/col1/col1/index.html", "/zwgk/public/column/7011?type=4&catId=1&action=list", "//a//b//c/"],
)  # fmt: skip
def test_an_address_that_does_not(url: str) -> None:
    assert goes_round(HOST + url) == ""


def test_makes_of_pages() -> None:
    assert shape(f"{HOST}/trap/8f3a2b9911/2021/5/list.html") == f"{HOST}/trap/*/list.html"
    assert shape(f"{HOST}/zwgk/zcwj/t20210301_12345.html?a=1") == f"{HOST}/zwgk/zcwj/*"


def test_the_pages_of_a_list_are_no_trap() -> None:
    frontier = Frontier()
    pages = [
        Entry(f"{HOST}/list.jsp?page={page}&order=asc&year=2021", Role.LIST, 20, page_no=page)
        for page in range(300)
    ]
    assert all(frontier.accept(page) for page in pages)


@given(st.text(max_size=80), st.sampled_from(list(Role)))
def test_any_address_can_be_judged(text: str, role: Role) -> None:
    frontier = Frontier()
    frontier.accept(Entry(f"{HOST}/{text}", role, 20))
    frontier.mark_seen(f"{HOST}/{text}?{text}={text}")
    assert all(isinstance(note, str) for note in frontier.traps.notes())
