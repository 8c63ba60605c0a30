"""A recheck asks for the pages it is told, follows what is new on them, and takes over all the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update

from crawler.plan import SitePlan
from crawler.run import crawl_sites, fingerprint
from crawler.snapshot.archive import read_archived
from crawler.snapshot.facts import Outcome, SiteSnapshot
from crawler.snapshot.reader import list_crawls, read_site
from crawler.snapshot.recheck import (
    Reasked,
    earlier_crawl,
    leave_unlinked,
    prepare_recheck,
    share_archive,
)
from crawler.snapshot.schema import FETCH, open_store
from demo.server import SiteLog, serve
from tests.crawler.serving import PLAN, QUICK, Pages, article, html, rows

NAV = '<a href="/">首页</a><a href="/zwgk/">政府信息公开</a><a href="/tzgg/">通知公告</a><a href="/zcwj/">政策文件</a>'
OLD = {f"/tzgg/t2020060{n}_{n}.html": (f"关于第{n}号事项的通知", f"2020-06-0{n}") for n in (1, 2)}
NEW = {"/tzgg/t20210301_9.html": ("关于第9号事项的通知", "2021-03-01")}
BESIDE = {"/hot/t20210302_8.html": ("关于防汛抢险工作情况的通报和说明", "2021-03-02")}
POLICY = {"/zcwj/t20200701_3.html": ("关于印发某办法的通知", "2020-07-01")}


def pages() -> dict[str, Any]:
    """A county with two columns, and a page that leads to one that is gone."""
    return {
        "/": html(NAV),
        "/zwgk/": html(NAV + '<a href="/gone.html">旧专题</a>', "政府信息公开"),
        "/tzgg/": html(NAV + rows(OLD), "通知公告"),
        "/zcwj/": html(NAV + rows(POLICY), "政策文件"),
        **{path: article(*said) for path, said in {**OLD, **POLICY}.items()},
    }


@dataclass
class Rechecking:
    """A site that was crawled, and can be changed and rechecked."""

    url: str
    application: Pages
    log: SiteLog
    root: Path
    store: Engine

    @property
    def plan(self) -> SitePlan:
        return SitePlan("site", "某县人民政府", self.url, (self.url.split("/")[2],))

    def recheck(
        self, asked: Reasked, out: str = "again", settings: dict[str, str] = QUICK
    ) -> SiteSnapshot:
        """Recheck into a folder of its own; gives the snapshot."""
        folder = self.root / out
        folder.mkdir(exist_ok=True)
        target = open_store(f"sqlite:///{folder / 'zwgk.sqlite'}", create=True)
        earlier = earlier_crawl(self.store, "site", "")
        assert earlier is not None
        plan = replace(PLAN, until=date(2021, 4, 20), only=asked.addresses or ("",))
        share_archive(self.root / "first", folder, "site")
        prepare_recheck(
            self.store, earlier, target, asked, fingerprint(self.plan, plan), {}, plan.until,
            "2021-04-20T00:00:00+08:00",
        )  # fmt: skip
        self.log.requests.clear()
        [end] = crawl_sites([(self.plan, plan)], target, folder, settings)
        if list_crawls(target)[-1].state != "running":
            leave_unlinked(target, end.crawl_id, "2021-04-20T00:00:00+08:00")
        found = read_site(target, end.crawl_id)
        target.dispose()
        return found

    @property
    def asked(self) -> set[str]:
        """What the last recheck asked for, robots.txt aside."""
        return set(self.log.targets()) - {"/robots.txt"}


@contextmanager
def crawled(root: Path, served: dict[str, Any]) -> Iterator[Rechecking]:
    application, log = Pages(served), {}
    (root / "first").mkdir()
    with serve({"site": application}, log) as serving:
        store = open_store(f"sqlite:///{root / 'first/zwgk.sqlite'}", create=True)
        site = Rechecking(serving.urls["site"], application, log["site"], root, store)
        crawl_sites([(site.plan, PLAN)], store, root / "first", QUICK)
        age(store)
        yield site
        store.dispose()


def age(store: Engine) -> None:
    """Have the earlier crawl lie some days back: a test goes from one to the other within a second."""
    with store.begin() as connection:
        connection.execute(update(FETCH).values(fetched_at="2021-04-15T09:00:00+08:00"))


def columns(site: Rechecking, *paths: str) -> Reasked:
    return Reasked(frozenset(), frozenset(f"{site.url.rstrip('/')}{path}" for path in paths))


def titles(snapshot: SiteSnapshot, name: str) -> set[str]:
    column = next(each for each in snapshot.columns.values() if each.name == name)
    return {document.title for document in column.documents}


def test_only_what_was_named_is_asked_for_and_all_is_there(tmp_path: Path) -> None:
    with crawled(tmp_path, pages()) as site:
        [first] = list_crawls(site.store)
        before = read_site(site.store, first.id)
        found = site.recheck(columns(site, "/tzgg/"))
        assert site.asked == {"/", "/tzgg/"}
    assert found.documents.keys() == before.documents.keys()
    assert found.columns.keys() == before.columns.keys()
    assert {d.text for d in found.documents.values()} == {d.text for d in before.documents.values()}
    assert "只重新请求所列问题涉及的 2 个页面" in found.notes[0]


def test_what_is_new_in_a_list_is_read_and_what_stands_beside_it_is_not(tmp_path: Path) -> None:
    with crawled(tmp_path, pages()) as site:
        # New on the homepage, one of them in the list as well, which is read after it.
        site.application.pages["/"] = html(NAV + rows(NEW | BESIDE))
        site.application.pages["/tzgg/"] = html(NAV + rows(NEW | OLD), "通知公告")
        site.application.pages |= {path: article(*said) for path, said in (NEW | BESIDE).items()}
        found = site.recheck(columns(site, "/tzgg/"))
        assert site.asked == {"/", "/tzgg/", *NEW}
    assert "关于第9号事项的通知" in titles(found, "通知公告")
    [left] = [fetch for fetch in found.fetches if fetch.outcome is Outcome.OUT_OF_BUDGET]
    assert left.url.endswith(next(iter(BESIDE)))
    assert "复查" in left.detail


def test_evidence_is_new_where_it_was_asked_for_and_readable_from_the_own_folder(
    tmp_path: Path,
) -> None:
    with crawled(tmp_path, pages()) as site:
        path = next(iter(OLD))
        site.application.pages[path] = article(
            "关于第1号事项的通知", "2020-06-01", "改过的正文。" * 30
        )
        url = f"{site.url.rstrip('/')}{path}"
        found = site.recheck(Reasked(frozenset({url}), frozenset()))
    new = found.documents[url]
    assert "改过的正文" in new.text
    other = found.documents[f"{site.url.rstrip('/')}{next(iter(POLICY))}"]
    assert new.fetch is not None
    assert other.fetch is not None
    assert new.fetch.fetched_at > other.fetch.fetched_at
    for document in (new, other):
        assert document.fetch is not None
        body = read_archived(tmp_path / "again", document.fetch.archive)[2]
        assert body.decode().count("发布日期")


def test_a_dead_link_that_was_taken_off_its_page_is_gone(tmp_path: Path) -> None:
    with crawled(tmp_path, pages()) as site:
        gone = f"{site.url}gone.html"
        asked = Reasked(frozenset({gone}), columns(site, "/zwgk/").columns)
        assert [each.url for each in site.recheck(asked, "still").dead_links] == [gone]
        site.application.pages["/zwgk/"] = html(NAV, "政府信息公开")
        assert site.recheck(asked, "mended").dead_links == []


def test_a_recheck_goes_on_where_it_stopped_and_is_not_made_twice(tmp_path: Path) -> None:
    with crawled(tmp_path, pages()) as site:
        asked = columns(site, "/tzgg/", "/zcwj/")
        site.recheck(asked)
        assert site.asked == {"/", "/tzgg/", "/zcwj/"}
        site.recheck(asked)
        assert site.asked == set()
        # As a recheck that was killed before one of its pages leaves the store.
        with sqlite3.connect(tmp_path / "again/zwgk.sqlite") as store:
            store.execute("UPDATE crawl SET state = 'running' WHERE id = 2")
            store.execute(
                "UPDATE fetch SET outcome = NULL WHERE crawl_id = 2 AND url LIKE '%/zcwj/'"
            )
        site.recheck(asked)
        assert site.asked == {"/zcwj/"}
        site.recheck(columns(site, "/zcwj/"))
        assert site.asked == {"/", "/zcwj/"}


def test_the_budget_is_the_rechecks_own(tmp_path: Path) -> None:
    with crawled(tmp_path, pages()) as site:
        found = site.recheck(columns(site, "/tzgg/"), settings=QUICK | {"ZWGK_PAGES": "2"})
        assert site.asked == {"/", "/tzgg/"}
    assert found.state == "complete"


def test_a_site_that_was_never_crawled_has_nothing_to_recheck(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'zwgk.sqlite'}", create=True)
    assert earlier_crawl(store, "site", "") is None
    store.dispose()


@pytest.mark.parametrize("other", ["http://other.example/x", "http://127.0.0.1:9/"])
def test_addresses_that_the_earlier_crawl_did_not_ask_for_are_not_asked_for(
    tmp_path: Path, other: str
) -> None:
    with crawled(tmp_path, pages()) as site:
        site.recheck(Reasked(frozenset({other}), frozenset({other})))
        assert site.asked == {"/"}
