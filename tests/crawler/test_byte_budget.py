"""What a site may send: bytes are counted as they come, over all runs of a crawl, and what they cut off is recorded."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from sqlalchemy import text

from crawler.budget import Budget
from crawler.snapshot.facts import Outcome
from crawler.snapshot.schema import open_store
from demo.server import Response
from tests.crawler.serving import QUICK, crawl_one, html, served

COLUMNS = [f"/c{number}/" for number in range(10)]


def site() -> dict[str, object]:
    """A homepage and ten columns of about 20 KB each."""
    links = "".join(f'<a href="{path}">专项工作第{at}类</a>' for at, path in enumerate(COLUMNS))
    pages: dict[str, object] = {
        path: html(f"<h1>{path}</h1><p>{path * 5000}</p>", path) for path in COLUMNS
    }
    return pages | {"/": html(links)}


def cut(outcomes: object) -> list[str]:
    """The details of what lay beyond the budget."""
    return [fetch.detail for fetch in outcomes.fetches if fetch.outcome is Outcome.OUT_OF_BUDGET]


def test_which_part_of_a_budget_is_used_up() -> None:
    budget = Budget(10, 2, 3)
    assert budget.used_up(9, 120, 2_999_999) == ""
    assert budget.used_up(10, 0, 0) == "页数预算 10 页已用完"
    assert budget.used_up(0, 121, 0) == "时间预算 2 分钟已用完"
    assert budget.used_up(0, 0, 3_000_000) == "流量预算 3 MB 已用完"
    assert Budget(10, 2).used_up(0, 0, 10**15) == ""


@pytest.mark.parametrize("by", ["setting", "site"])
def test_what_the_bytes_cut_off_is_recorded(tmp_path: Path, by: str) -> None:
    with served(site()) as (url, serving):
        if by == "setting":
            snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "ZWGK_MEGABYTES": "0.07"})
        else:
            snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "ZWGK_MEGABYTES": "9"}, megabytes=0.07)
        asked = [target for target in serving.logs["site"].targets() if target in COLUMNS]
    assert len(asked) == 4
    assert cut(snapshot) == ["流量预算 0.07 MB 已用完"] * 6
    assert snapshot.state == "partial"
    assert snapshot.notes == ["流量预算 0.07 MB 已用完，6 个已发现的地址未抓取"]
    assert snapshot.settings["ZWGK_MEGABYTES"] == 0.07


def test_they_are_counted_unpacked_and_so_is_what_was_thrown_away(tmp_path: Path) -> None:
    bomb = Response(body=gzip.compress(bytes(200_000)), headers=(("Content-Encoding", "gzip"),))
    large = Response(body=b"x" * 90_000)
    pages = {**site(), "/c0/": bomb, "/c1/": large}
    with served(pages) as (url, _):
        settings = {**QUICK, "DOWNLOAD_MAXSIZE": "80000", "ZWGK_MEGABYTES": "0.1"}
        snapshot, _ = crawl_one(url, tmp_path, settings)
    outcomes = [fetch.outcome for fetch in snapshot.fetches]
    assert outcomes.count(Outcome.TOO_LARGE) == 2
    assert cut(snapshot)


def test_they_are_counted_over_all_runs(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        crawl_one(url, tmp_path, {**QUICK, "ZWGK_PAGES": "6"})
        # As a killed crawl leaves it: what was not asked for has no outcome yet.
        engine = open_store(f"sqlite:///{tmp_path / 'zwgk.sqlite'}", create=False)
        with engine.begin() as connection:
            connection.execute(text("update crawl set state = 'running', notes = '[]'"))
            connection.execute(
                text("update fetch set outcome = null where outcome = 'out_of_budget'")
            )
        engine.dispose()
        before = len(serving.logs["site"].requests)
        snapshot, _ = crawl_one(url, tmp_path, {**QUICK, "ZWGK_MEGABYTES": "0.11"})
        again = [record.target for record in serving.logs["site"].requests[before:]]
    assert again == ["/robots.txt", "/c5/"]
    assert cut(snapshot) == ["流量预算 0.11 MB 已用完"] * 4
