"""Repeat audits: a site is asked only for what has changed, and the rest is taken over as it was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.plan import CrawlPlan
from crawler.snapshot import schema
from crawler.snapshot.archive import read_archived
from crawler.snapshot.change import Change
from crawler.snapshot.facts import Outcome, SiteSnapshot
from demo.server import Response, SiteLog, serve
from tests.crawler.serving import PLAN, QUICK, Pages, article, crawl_one, html, rows

PAUSED = {**QUICK, "DOWNLOAD_DELAY": "0.01", "AUTOTHROTTLE_ENABLED": "False"}
WAYS = [pytest.param(QUICK, id="in runs"), pytest.param(PAUSED, id="one by one")]


def validated(body: bytes) -> Response:
    """A page with an ETag."""
    return Response(body=body, validated=True)


def listed(entries: dict[str, tuple[str, str]]) -> Response:
    """The list of notices."""
    return validated(html(rows(entries), "通知公告"))


ENTRIES = {
    f"/tzgg/t2020060{n}_{n}.html": (f"关于第{n}号事项的通知", f"2020-06-0{n}") for n in range(1, 9)
}


def site(validators: bool = True) -> dict[str, object]:
    """A county with a list of eight notices, a guide in a frame, and a column that is gone."""
    pages: dict[str, object] = {
        "/": html(
            '<a href="/tzgg/">通知公告</a><a href="/zn/">政府信息公开指南</a><a href="/old/">旧栏目</a>'
        ),
        "/tzgg/": listed(ENTRIES),
        "/zn/": validated(html('<iframe src="/zn/body.html"></iframe>', "政府信息公开指南")),
        "/zn/body.html": validated(article("政府信息公开指南", "2020-01-02")),
    }
    for path, (title, day) in ENTRIES.items():
        pages[path] = validated(article(title, day))
    if not validators:
        return {
            path: replace(page, validated=False) if isinstance(page, Response) else page
            for path, page in pages.items()
        }
    return pages


@dataclass
class Audited:
    """A served site that is crawled again and again into one store."""

    url: str
    log: SiteLog
    pages: dict[str, object]
    root: Path
    settings: dict[str, str]
    day: int = 10

    def audit(self, plan: CrawlPlan = PLAN) -> SiteSnapshot:
        """The next audit, a day later."""
        self.day += 1
        self.log.requests.clear()
        plan = replace(plan, until=date(2021, 4, self.day))
        return crawl_one(self.url, self.root, self.settings, plan)[0]

    def statuses(self) -> dict[str, int]:
        """The status that each path of the last audit was answered with; robots.txt aside."""
        return {r.target: r.status for r in self.log.requests if r.target != "/robots.txt"}

    def count(self, table: str) -> int:
        """The rows of a table of the store."""
        connection = sqlite3.connect(self.root / "zwgk.sqlite")
        try:
            return int(connection.execute(f"select count(*) from {table}").fetchone()[0])
        finally:
            connection.close()


@contextmanager
def audited(root: Path, settings: dict[str, str], pages: dict[str, object]) -> Iterator[Audited]:
    """Serve the site while it is audited."""
    # The server answers from this very dict, which a test changes between two audits.
    with serve({"site": Pages(pages)}) as serving:
        yield Audited(serving.urls["site"], serving.logs["site"], pages, root, settings)


def facts(snapshot: SiteSnapshot) -> list[tuple[object, ...]]:
    """What a rule can see of documents and columns."""
    found: list[tuple[object, ...]] = [
        (d.url, d.title, d.published, d.columns, d.text, d.was_read)
        for d in snapshot.documents.values()
    ]
    found += [
        (c.url, c.name, c.path, c.rows_read, c.complete, c.text, c.shown)
        for c in snapshot.columns.values()
    ]
    return sorted(found, key=repr)


@pytest.mark.parametrize("settings", WAYS)
def test_an_unchanged_site_sends_nothing_again_and_reads_the_same(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    with audited(tmp_path, settings, site()) as job:
        first = job.audit()
        asked, kept = len(job.log.requests), job.count("page")
        second = job.audit()
        third = job.audit()
        unchanged = {path for path, status in job.statuses().items() if status == 304}
        assert unchanged == {"/tzgg/", "/zn/", "/zn/body.html", *ENTRIES}
        assert len(job.log.requests) == asked
        assert sum(record.sent for record in job.log.requests if record.status == 304) == 0
    assert facts(first) == facts(second) == facts(third)
    # The homepage has no ETag and is always read; what it says is stored once all the same.
    assert job.count("page") == kept
    assert third.state == first.state
    assert third.changes is not None
    assert (third.changes.new, third.changes.changed, third.changes.gone) == ((), (), ())
    assert first.changes is None


def test_evidence_of_an_unchanged_page_is_of_today_and_lies_where_it_was_archived(
    tmp_path: Path,
) -> None:
    with audited(tmp_path, QUICK, site()) as job:
        first, second = job.audit(), job.audit()
    url = next(url for url in second.documents if "_3.html" in url)
    before, now = first.documents[url].fetch, second.documents[url].fetch
    assert before is not None
    assert now is not None
    assert (now.status, now.outcome, now.sha256) == (304, Outcome.OK, before.sha256)
    assert now.archive == before.archive
    assert now.fetched_at >= before.fetched_at
    assert "第3号事项" in read_archived(tmp_path, now.archive)[2].decode()
    [archive] = (tmp_path / "archive" / "site").glob("2-*.warc.gz")
    with archive.open("rb") as stream:
        revisits = {
            record.rec_headers.get_header("WARC-Target-URI"): record.rec_headers
            for record in ArchiveIterator(stream)
            if record.rec_type == "revisit"
        }
    assert revisits[url].get_header("WARC-Payload-Digest") == f"sha256:{now.sha256}"
    assert revisits[url].get_header("WARC-Profile").endswith("server-not-modified")


def test_without_validators_the_same_bytes_are_known_again(tmp_path: Path) -> None:
    with audited(tmp_path, QUICK, site(validators=False)) as job:
        first = job.audit()
        kept = job.count("page")
        second = job.audit()
        assert set(job.statuses().values()) <= {200, 404}
    assert facts(first) == facts(second)
    assert job.count("page") == kept
    fetch = next(iter(second.documents.values())).fetch
    assert fetch is not None
    assert fetch.archive.startswith("archive/site/1-")


@pytest.mark.parametrize("settings", WAYS)
def test_what_is_new_changed_and_gone_is_said(tmp_path: Path, settings: dict[str, str]) -> None:
    with audited(tmp_path, settings, site()) as job:
        job.audit()
        added = {"/tzgg/t20210409_9.html": ("关于第9号事项的通知", "2021-04-09")}
        kept = {path: row for path, row in ENTRIES.items() if not path.endswith("_2.html")}
        changed, gone, unlinked = (
            "/tzgg/t20200605_5.html",
            "/tzgg/t20200604_4.html",
            "/tzgg/t20200602_2.html",
        )
        job.pages["/tzgg/"] = listed(added | kept)
        job.pages["/tzgg/t20210409_9.html"] = validated(
            article("关于第9号事项的通知", "2021-04-09")
        )
        job.pages[changed] = validated(
            article("关于第5号事项的通知", "2020-06-05", "本通知已修改，原内容废止。" * 9)
        )
        del job.pages[gone]
        snapshot = job.audit()
    changes = snapshot.changes
    assert changes is not None
    base = job.url.rstrip("/")
    assert changes.new == (
        Change(f"{base}/tzgg/t20210409_9.html", "关于第9号事项的通知", date(2021, 4, 9)),
    )
    assert changes.changed == (
        Change(f"{base}{changed}", "关于第5号事项的通知", date(2020, 6, 5), "正文"),
    )
    assert [(each.url, each.how) for each in changes.gone] == [
        (f"{base}{unlinked}", "unlinked"),
        (f"{base}{gone}", "not_found"),
    ]
    assert changes.until == date(2021, 4, 11)
    assert "本通知已修改" in snapshot.documents[f"{base}{changed}"].text
    assert [link.url for link in snapshot.dead_links if link.url != f"{base}/old/"] == [
        f"{base}{gone}"
    ]


def test_pages_read_in_another_way_than_now_are_read_anew_from_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with audited(tmp_path, QUICK, site()) as job:
        first = job.audit()
        kept = job.count("page")
        monkeypatch.setattr(schema.CRAWL.c.extraction.default, "arg", schema.EXTRACTION + 1)
        monkeypatch.setattr("crawler.snapshot.known.EXTRACTION", schema.EXTRACTION + 1)
        connection = sqlite3.connect(tmp_path / "zwgk.sqlite")
        connection.execute("update page set title = '旧读法', digest = 'x'")
        connection.commit()
        connection.close()
        second = job.audit()
        assert job.statuses()["/tzgg/t20200603_3.html"] == 304
    assert facts(second) == facts(first)
    assert job.count("page") == 2 * kept


def test_a_site_whose_archive_was_taken_away_sends_its_pages_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with audited(tmp_path, QUICK, site()) as job:
        first = job.audit()
        monkeypatch.setattr("crawler.snapshot.known.EXTRACTION", schema.EXTRACTION + 1)
        for path in (tmp_path / "archive").rglob("*.gz"):
            path.unlink()
        second = job.audit()
        assert job.statuses()["/tzgg/t20200603_3.html"] == 200
    assert facts(second) == facts(first)


def test_what_robots_txt_forbids_by_now_is_not_asked_for_in_a_run(tmp_path: Path) -> None:
    with audited(tmp_path, QUICK, site()) as job:
        job.audit()
        job.pages["/robots.txt"] = b"User-agent: *\nDisallow: /tzgg/t20200603_3.html\n"
        snapshot = job.audit()
        assert "/tzgg/t20200603_3.html" not in job.statuses()
    forbidden = [fetch.url for fetch in snapshot.fetches if fetch.outcome is Outcome.ROBOTS]
    assert forbidden == [f"{job.url}tzgg/t20200603_3.html"]


def test_a_site_whose_validators_say_nothing_is_asked_once_not_twice(tmp_path: Path) -> None:
    pages = site()
    with audited(tmp_path, QUICK, pages) as job:
        job.audit()
        for path, page in list(pages.items()):
            if isinstance(page, Response):
                pages[path] = replace(page, body=page.body + b"<!-- 1 -->")
        job.audit()
        twice = len(job.log.requests) - len(job.statuses())
    # The list, the guide and its frame are each asked in a run of their own before the site is known for what it is.
    assert twice <= 3
    assert all(status != 304 for status in job.statuses().values())


def test_one_at_a_time_and_the_pause_hold_for_conditional_requests(tmp_path: Path) -> None:
    slow = {"DOWNLOAD_DELAY": "0.2", "AUTOTHROTTLE_ENABLED": "False"}
    with audited(tmp_path, slow, site()) as job:
        job.audit()
        job.audit()
        assert job.log.most_at_once() == 1
        assert min(job.log.gaps()) > 0.15


def test_a_page_asked_for_as_something_else_is_read_as_that(tmp_path: Path) -> None:
    with audited(tmp_path, QUICK, site()) as job:
        job.audit()
        job.pages["/"] = html(
            '<a href="/tzgg/">通知公告</a><a href="/zn/">政府信息公开指南</a>'
            '<a href="/tzgg/t20200603_3.html">重要通知</a><a href="/zn/body.html">政府信息公开指南全文</a>'
        )
        snapshot = job.audit()
    column = snapshot.columns[f"{job.url}zn/body.html"]
    assert column.text
    assert column.facts is not None
    assert column.facts.is_article
