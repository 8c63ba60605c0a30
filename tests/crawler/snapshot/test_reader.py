"""Reading a snapshot back: homepage, search, documents and what was never read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.snapshot.facts import DateFact, DateOrigin, Link, Outcome, PageFacts, Role
from crawler.snapshot.reader import list_crawls, read_site
from tests.crawler.snapshot.crawled import SITE, Page, Store, article, links, listing

DAY = date(2020, 6, 1)
FORM = {"action": f"{SITE}/search", "query": "政府信息公开", "detail": ""}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path)


def home(**extra: object) -> Page:
    """A homepage with what only homepages have."""
    rows = [("/a/1.html", "有日期的动态", DAY), ("/a/2.html", "没有日期的动态", None)]
    return Page(
        "/", Role.HOME, facts=listing("/", rows, title="某县人民政府", text="首页全文", home=extra)
    )


def test_the_site_is_as_it_was_crawled(store: Store) -> None:
    snapshot = store.crawl(home())
    assert (snapshot.site_id, snapshot.name, snapshot.url) == ("a", "甲县", f"{SITE}/")
    assert (snapshot.state, snapshot.since, snapshot.settings) == (
        "complete",
        date(2020, 1, 1),
        {"DOWNLOAD_DELAY": 1},
    )
    assert (snapshot.started, snapshot.finished) == (
        "2021-04-15T09:00:00+08:00",
        "2021-04-15T10:00:00+08:00",
    )


def test_the_homepage(store: Store) -> None:
    page = store.crawl(home(footer="版权所有", frames=[f"{SITE}/frame.html"])).homepage
    assert page is not None
    assert (page.title, page.text, page.footer, page.frames) == (
        "某县人民政府",
        "首页全文",
        "版权所有",
        (f"{SITE}/frame.html",),
    )
    assert [row.title for row in page.dated] == ["有日期的动态"]
    assert page.search is None


def test_a_homepage_that_was_not_read(store: Store) -> None:
    snapshot = store.crawl(Page("/", Role.HOME, outcome=Outcome.REFUSED))
    assert snapshot.state == "failed"
    assert snapshot.homepage is not None
    assert snapshot.homepage.fetch.outcome is Outcome.REFUSED


def test_a_homepage_behind_a_redirect(store: Store) -> None:
    moved = Page("/", Role.HOME, detail="跳转", final="/web/")
    there = Page(
        "/web/", Role.HOME, facts=PageFacts(f"{SITE}/web/", title="某县人民政府"), final="/web/"
    )
    page = store.crawl(moved, there).homepage
    assert page is not None
    assert (page.url, page.title) == (f"{SITE}/web/", "某县人民政府")


@pytest.mark.parametrize(
    ("found", "outcome", "hits"),
    [
        (
            PageFacts(
                f"{SITE}/search", links=links(("/a/", "某县政府信息公开指南"), ("/b/", "政策"))
            ),
            Outcome.OK,
            1,
        ),
        (listing("/search", [("/a/", "政府信息公开年报", DAY)]), Outcome.OK, 1),
        (
            PageFacts(f"{SITE}/search", text="搜索 政府信息公开 ，找到 政府信息公开 两条"),
            Outcome.OK,
            1,
        ),
        (PageFacts(f"{SITE}/search", text="没有找到 政府信息公开"), Outcome.OK, 0),
        (None, Outcome.NOT_FOUND, 0),
        (None, Outcome.TIMEOUT, 0),
    ],
)
def test_what_the_sites_own_search_brought(
    store: Store, found: PageFacts | None, outcome: Outcome, hits: int
) -> None:
    page = store.crawl(
        home(search=FORM), Page("/search", Role.SEARCH, facts=found, outcome=outcome)
    ).homepage
    assert page is not None
    assert page.search is not None
    assert (page.search.outcome, page.search.hits, page.search.query) == (
        outcome,
        hits,
        "政府信息公开",
    )


def test_a_search_that_could_not_be_tried_says_why(store: Store) -> None:
    page = store.crawl(home(search={**FORM, "detail": "检索由脚本提交"})).homepage
    assert page is not None
    assert page.search is not None
    assert (page.search.outcome, page.search.detail) == (None, "检索由脚本提交")


def test_a_document_is_known_by_its_row_until_it_is_read(store: Store) -> None:
    rows = [("/d/1.html", "关于第一号…", DAY), ("/d/2.html", "第二号通知", date(2018, 1, 1))]
    read = article(
        "/d/1.html",
        "关于第一号事项的通知",
        published=DateFact(date(2020, 6, 3), DateOrigin.SHOWN, "发布日期：2020-06-03"),
    )
    snapshot = store.crawl(
        home(),
        Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/", rows)),
        Page("/d/1.html", Role.DOCUMENT, facts=read),
    )
    first, second = snapshot.documents[f"{SITE}/d/1.html"], snapshot.documents[f"{SITE}/d/2.html"]
    assert (first.title, first.row_title, first.was_read) == (
        "关于第一号事项的通知",
        "关于第一号…",
        True,
    )
    assert first.published is not None
    assert first.published.day == date(2020, 6, 3)
    assert first.text == "关于第一号事项的通知的正文"
    assert (second.title, second.was_read, second.fetch) == ("第二号通知", False, None)
    assert second.published is not None
    assert second.published.origin is DateOrigin.LIST


def test_a_document_that_did_not_answer_keeps_its_row_and_the_failure(store: Store) -> None:
    rows = [("/d/1.html", "第一号通知", DAY)]
    lost = Page(
        "/d/1.html",
        Role.DOCUMENT,
        anchor="第一号通知",
        outcome=Outcome.TIMEOUT,
        row_day=DAY,
        column="/tzgg/",
    )
    snapshot = store.crawl(
        home(), Page("/tzgg/", anchor="通知公告", facts=listing("/tzgg/", rows)), lost
    )
    document = snapshot.documents[f"{SITE}/d/1.html"]
    assert document.fetch is not None
    assert (document.fetch.outcome, document.row_day, document.was_read) == (
        Outcome.TIMEOUT,
        DAY,
        False,
    )
    assert [fetch.url for fetch in snapshot.unread] == [f"{SITE}/d/1.html"]


def test_two_spellings_of_an_address_are_one_document(store: Store) -> None:
    snapshot = store.crawl(
        home(),
        Page(
            "/tzgg/",
            anchor="通知公告",
            facts=listing(
                "/tzgg/", [("/d/", "第一号通知", DAY), ("/d/index.html#top", "第一号通知", DAY)]
            ),
        ),
    )
    assert list(snapshot.documents) == [f"{SITE}/d/"]


def test_a_redirected_document_is_the_one_it_leads_to(store: Store) -> None:
    snapshot = store.crawl(
        home(),
        Page(
            "/tzgg/", anchor="通知公告", facts=listing("/tzgg/", [("/old.html", "第一号通知", DAY)])
        ),
        Page("/old.html", Role.DOCUMENT, detail="跳转", final="/new.html"),
        Page(
            "/new.html",
            Role.DOCUMENT,
            facts=article("/new.html", "第一号通知全名"),
            final="/new.html",
        ),
    )
    assert list(snapshot.documents) == [f"{SITE}/new.html"]
    assert snapshot.documents[f"{SITE}/new.html"].columns == (f"{SITE}/tzgg/",)


def test_dead_links_are_those_that_answered_so(store: Store) -> None:
    snapshot = store.crawl(
        home(),
        Page("/gone/", anchor="旧栏目", outcome=Outcome.NOT_FOUND),
        Page("/slow/", anchor="慢栏目", outcome=Outcome.TIMEOUT),
        Page("/search", Role.SEARCH, outcome=Outcome.NOT_FOUND),
    )
    assert [(link.url, link.text, link.found_on) for link in snapshot.dead_links] == [
        (f"{SITE}/gone/", "旧栏目", f"{SITE}/")
    ]
    assert snapshot.fetch_counts() == {"not_found": 2, "ok": 1, "timeout": 1}
    assert snapshot.pages == 1


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([Outcome.OK, Outcome.NOT_FOUND], "complete"),
        ([Outcome.OK, Outcome.TIMEOUT], "partial"),
        ([Outcome.OK, Outcome.ROBOTS], "partial"),
        ([Outcome.TIMEOUT, Outcome.FIREWALL], "failed"),
    ],
)
def test_how_a_crawl_ended(store: Store, outcomes: list[Outcome], state: str) -> None:
    facts = listing("/") if outcomes[0] is Outcome.OK else None
    pages = [
        Page("/", Role.HOME, facts=facts, outcome=outcomes[0]),
        Page("/a/", anchor="甲栏目", outcome=outcomes[1]),
    ]
    assert store.crawl(*pages).state == state


def test_a_crawl_that_still_runs_has_read_what_it_has(store: Store) -> None:
    snapshot = store.crawl(home(), finish=False)
    assert snapshot.state == "running"
    assert snapshot.pages == 1


def test_bodies_of_many_documents_are_each_their_own(store: Store) -> None:
    pages = [
        Page(
            f"/d/{number}.html",
            Role.DOCUMENT,
            facts=article(f"/d/{number}.html", f"第{number}号通知"),
        )
        for number in range(300)
    ]
    snapshot = store.crawl(home(), *pages)
    for number in (299, 0, 150, 128, 127, 299):
        assert snapshot.documents[f"{SITE}/d/{number}.html"].text == f"第{number}号通知的正文"


def test_crawls_are_listed_oldest_first(store: Store) -> None:
    store.crawl(home())
    store.crawl(home(), finish=False)
    assert [
        (crawl.id, crawl.site_id, crawl.state, crawl.until) for crawl in list_crawls(store.engine)
    ] == [
        (1, "a", "complete", "2021-04-15"),
        (2, "a", "running", "2021-04-15"),
    ]


def test_a_crawl_that_is_not_there(store: Store) -> None:
    with pytest.raises(LookupError, match="7"):
        read_site(store.engine, 7)


def test_hostile_words_are_stored_and_read(store: Store) -> None:
    words = "标题\u202e<script>'; drop table page; --{}%s\x1b[31m"
    metadata = {words: "\x00\ud800"}
    facts = article(
        "/d/1.html", words, text=f"{words}\x00", issuer=words, source=words, metadata=metadata
    )
    lost = Page("/d/2.html", Role.DOCUMENT, anchor=words, outcome=Outcome.BROKEN, detail=words)
    snapshot = store.crawl(
        home(), Page("/d/1.html", Role.DOCUMENT, anchor=words, facts=facts), lost
    )
    document = snapshot.documents[f"{SITE}/d/1.html"]
    assert (document.title, document.source, document.text) == (words, words, f"{words}\ufffd")
    assert document.facts is not None
    assert document.facts.metadata == {words: "\ufffd?"}
    [fetch] = snapshot.unread
    assert (fetch.anchor, fetch.detail) == (words, words)


def test_links_lead_to_the_address_a_document_is_known_by(store: Store) -> None:
    policy = article("/zc/1.html", "关于印发办法的通知")
    policy.body_links = [
        Link(f"{SITE}/jd/2.html;jsessionid=0A1B2C", "解读"),
        Link(f"{SITE}/old/3.html", "图解"),
        Link(f"{SITE}/elsewhere.html", "别处"),
    ]
    snapshot = store.crawl(
        home(),
        Page("/zc/1.html", Role.DOCUMENT, facts=policy),
        Page("/jd/2.html", Role.DOCUMENT, facts=article("/jd/2.html", "办法解读")),
        Page("/old/3.html", Role.DOCUMENT, detail="跳转", final="/new/3.html"),
        Page("/new/3.html", Role.DOCUMENT, facts=article("/new/3.html", "办法图解")),
    )
    facts = snapshot.documents[f"{SITE}/zc/1.html"].facts
    assert facts is not None
    assert [link.url for link in facts.body_links] == [
        f"{SITE}/jd/2.html",
        f"{SITE}/new/3.html",
        f"{SITE}/elsewhere.html",
    ]


def test_articles_of_a_list_without_dates_lie_in_its_column_with_their_files(store: Store) -> None:
    title = "某县2020年权责清单（动态调整版）全文"
    found = article("/qz/1.html", title)
    snapshot = store.crawl(
        home(),
        Page("/qz/", anchor="权责清单", facts=listing("/qz/", links=links(("/qz/1.html", title)))),
        Page("/qz/1.html", Role.COLUMN, anchor=title, facts=found, found_on="/qz/"),
        Page(
            "/qz/1.xlsx",
            Role.DOCUMENT,
            anchor="清单.xlsx",
            facts=PageFacts(f"{SITE}/qz/1.xlsx"),
            found_on="/qz/1.html",
        ),
    )
    [document] = snapshot.columns[f"{SITE}/qz/"].documents
    assert document.title == title
    assert [file.name for file in document.files] == ["清单.xlsx"]
    assert f"{SITE}/qz/1.xlsx" not in snapshot.documents
