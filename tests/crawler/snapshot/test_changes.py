"""What counts as new, changed and gone between two crawls, and what is not known to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, select

from crawler.snapshot.change import Changes
from crawler.snapshot.changes import changes_since
from crawler.snapshot.facts import Outcome, Role
from crawler.snapshot.known import KnownPages
from crawler.snapshot.schema import CRAWL, EXTRACTION, FETCH, METADATA, PAGE

LAST_YEAR, THIS_YEAR = date(2023, 1, 1), date(2024, 1, 1)
FIRST, SECOND = date(2024, 4, 15), date(2024, 5, 15)
LIST = "http://a.example/tzgg/"


@dataclass(frozen=True)
class Read:
    """One address that a crawl asked for, and what was read there."""

    text: str = "正文"
    day: date | None = date(2024, 3, 1)
    role: Role = Role.DOCUMENT
    outcome: Outcome = Outcome.OK
    title: str = "通知"
    number: str = ""
    sampled: bool = False
    found_on: str = LIST
    sha256: str = ""
    facts: str = "{}"


@dataclass(frozen=True)
class Crawled:
    """One crawl: what it asked for, by address."""

    asked: Mapping[str, Read]
    until: date = SECOND
    since: date = LAST_YEAR
    state: str = "complete"
    extraction: int = EXTRACTION


def before(asked: Mapping[str, Read], **more: Any) -> Crawled:
    """The earlier crawl."""
    return Crawled(asked, **{"until": FIRST, **more})


def compared(*crawls: Crawled) -> Changes | None:
    """The changes that the last of the crawls found, compared with the one that the crawler would choose."""
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    for crawl_id, crawled in enumerate(crawls, 1):
        previous = KnownPages(engine, "a", crawl_id).previous
        with engine.begin() as connection:
            connection.execute(
                CRAWL.insert().values(
                    id=crawl_id, site_id="a", name="甲县", url="http://a.example/", level="county", kind="government",
                    since=crawled.since, until=crawled.until, plan="", state=crawled.state, extraction=crawled.extraction,
                    started="", finished=f"{crawled.until}T09:00:00+08:00", previous=previous,
                )
            )  # fmt: skip
            for seq, (url, read) in enumerate(crawled.asked.items(), 1):
                was_read = read.outcome is Outcome.OK
                connection.execute(
                    FETCH.insert().values(
                        crawl_id=crawl_id, seq=seq, url=url, role=read.role.value, priority=0, sampled=read.sampled,
                        outcome=read.outcome.value, found_on=read.found_on, sha256=read.sha256,
                        page_crawl=crawl_id if was_read else None, page_seq=seq if was_read else None,
                    )
                )  # fmt: skip
                if was_read:
                    connection.execute(
                        PAGE.insert().values(
                            crawl_id=crawl_id, seq=seq, title=read.title, text=read.text,
                            published=read.day, document_number=read.number,
                            facts=read.facts,
                        )
                    )  # fmt: skip
    with engine.connect() as connection:
        crawl = connection.execute(select(CRAWL).order_by(CRAWL.c.id.desc())).first()
        assert crawl is not None
        changes = changes_since(connection, crawl)
    engine.dispose()
    return changes


def said(changes: Changes | None) -> tuple[list[str], dict[str, str], dict[str, str], int]:
    """Addresses of what is new, how each changed page differs, how each gone one shows it, and the unchanged."""
    assert changes is not None
    return (
        [each.url for each in changes.new],
        {each.url: each.how for each in changes.changed},
        {each.url: each.how for each in changes.gone},
        changes.unchanged,
    )


def test_the_first_crawl_has_nothing_to_be_compared_with() -> None:
    assert compared(before({"a": Read()})) is None


def test_a_crawl_that_failed_is_passed_over() -> None:
    pages = {"a": Read(), "b": Read()}
    failed = Crawled({"a": Read(outcome=Outcome.TIMEOUT)}, date(2024, 5, 1), state="failed")
    changes = compared(before(pages), failed, Crawled(pages))
    assert said(changes) == ([], {}, {}, 2)
    assert changes is not None
    assert changes.until == FIRST


def test_after_nothing_but_failures_a_crawl_is_the_first() -> None:
    failed = before({"a": Read(outcome=Outcome.TIMEOUT)}, state="failed")
    assert compared(failed, Crawled({"a": Read()})) is None


@pytest.mark.parametrize(
    ("after", "how"),
    [
        (Read(title="公告"), "标题"),
        (Read(day=date(2024, 3, 2)), "发布日期"),
        (Read(number="甲政发〔2024〕1号"), "文号"),
        (Read(text="改过"), "正文"),
        (Read(title="公告", text="改过"), "标题、正文"),
        # Of a column the rows are pages themselves, and what stands around them changes by the day.
        (Read(text="改过", role=Role.COLUMN), ""),
        (Read(text="改过", role=Role.COLUMN, facts='{"is_article":true,"is_list":true}'), ""),
        # The guide is a column and a text.
        (Read(text="改过", role=Role.COLUMN, facts='{"is_article":true}'), "正文"),
        (Read(title="公告", role=Role.COLUMN), "标题"),
    ],
)
def test_a_changed_page_says_what_differs(after: Read, how: str) -> None:
    _, changed, _, unchanged = said(
        compared(before({"a": Read(role=after.role, facts=after.facts)}), Crawled({"a": after}))
    )
    assert (changed, unchanged) == (({"a": how}, 0) if how else ({}, 1))


@pytest.mark.parametrize(
    ("read", "earlier", "is_new"),
    [
        (Read(), {}, True),  # an old date, but it was not there
        (Read(day=None), {}, True),
        (Read(day=None, role=Role.COLUMN), {}, True),
        # What is older was beyond the days looked at.
        (Read(day=date(2023, 12, 31)), {"since": THIS_YEAR}, False),
        (Read(day=None), {"since": THIS_YEAR}, False),
        (Read(day=None, role=Role.COLUMN), {"since": THIS_YEAR}, True),
        # A list that was not read to its end may have held it.
        (Read(), {"state": "partial"}, False),
        (Read(day=None), {"state": "partial"}, False),
        (Read(day=FIRST), {"state": "partial"}, True),
        # So may one of which only the first pages are read.
        (Read(sampled=True), {}, False),
        (Read(sampled=True, day=date(2024, 5, 2)), {}, True),
        (Read(outcome=Outcome.TIMEOUT), {}, False),
        (Read(role=Role.FRAME), {}, False),
    ],
)
def test_what_is_new(read: Read, earlier: dict[str, Any], is_new: bool) -> None:
    new, *_ = said(compared(before({}, **earlier), Crawled({"a": read})))
    assert new == ["a"] * is_new


@pytest.mark.parametrize(
    ("read", "now", "is_gone"),
    [
        (Read(), {}, True),
        (Read(day=None), {}, True),
        (Read(role=Role.COLUMN, day=None), {"since": THIS_YEAR}, True),
        # What the period has left is not looked for any more; of what has no date nobody knows.
        (Read(day=date(2023, 12, 31)), {"since": THIS_YEAR}, False),
        (Read(day=None), {"since": THIS_YEAR}, False),
        (Read(), {"state": "partial"}, False),
        (Read(sampled=True), {}, False),
        (Read(role=Role.ATTACHMENT), {}, False),
        (Read(outcome=Outcome.NOT_FOUND), {}, False),
    ],
)
def test_what_nothing_leads_to_any_more(read: Read, now: dict[str, Any], is_gone: bool) -> None:
    _, _, gone, _ = said(compared(before({"a": read}), Crawled({}, **now)))
    assert gone == ({"a": "unlinked"} if is_gone else {})


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.OK])
@pytest.mark.parametrize("state", ["complete", "partial"])
def test_only_an_address_that_says_so_is_gone(outcome: Outcome, state: str) -> None:
    now = Crawled({"a": Read(outcome=outcome)}, state=state)
    found = said(compared(before({"a": Read()}), now))
    assert found == ([], {}, {"a": "not_found"} if outcome is Outcome.NOT_FOUND else {}, 0)


def test_a_page_that_could_not_be_read_the_last_time_is_neither_new_nor_changed() -> None:
    unread = before({"a": Read(outcome=Outcome.TIMEOUT)}, state="partial")
    assert said(compared(unread, Crawled({"a": Read()}))) == ([], {}, {}, 0)


FILE = Read(role=Role.ATTACHMENT, day=None, found_on="a")


@pytest.mark.parametrize(
    ("then", "now", "new"),
    [
        ({"a": Read()}, {"a": Read()}, []),  # other rules read other files
        ({"a": Read()}, {"a": Read(text="改过")}, ["f"]),
        ({}, {"a": Read()}, ["a", "f"]),
        ({}, {"a": Read(day=date(2022, 3, 1))}, []),
        ({}, {}, []),
    ],
)
def test_a_file_is_new_with_what_leads_to_it(
    then: dict[str, Read], now: dict[str, Read], new: list[str]
) -> None:
    then = {url: Read(sha256="1") for url in then}
    now = {
        url: Read(r.text, r.day, sha256="1" if r.text == "正文" else "2") for url, r in now.items()
    }
    found, *_ = said(compared(before(then), Crawled(now | {"f": FILE})))
    assert found == new


def test_what_was_read_in_another_way_counts_as_changed_by_no_reading_of_ours() -> None:
    then = {"a": Read("旧读法", sha256="1"), "b": Read("旧读法", sha256="2")}
    now = {"a": Read("新读法", sha256="1"), "b": Read("新读法", sha256="3")}
    changes = compared(before(then, extraction=EXTRACTION - 1), Crawled(now))
    assert said(changes) == ([], {}, {}, 1)
    assert changes is not None
    assert changes.uncompared == 1
