"""A part of a real site audited end to end: what it publishes is found, and what was not saved is never called missing."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from rich.console import Console

from crawler.snapshot.facts import SiteSnapshot
from crawler.snapshot.reader import list_crawls, read_site
from crawler.snapshot.schema import open_store
from demo.server import serve
from tests.real.pingtan import REAL, Replay
from zwgk.audit import RESULTS, STORE, run_check, run_crawl
from zwgk.jobs import load_jobs

AS_OF = date(2026, 9, 10)
pytestmark = pytest.mark.skipif(
    not (REAL / "pingtan" / "LIST_ROWS.tsv").is_file(),
    reason="the saved pages of a real site (../shared/real) are not here",
)


class Audited(NamedTuple):
    """The results of the one site, its snapshot, and where it stood."""

    site: dict[str, Any]
    snapshot: SiteSnapshot
    base: str


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audited]:
    """The audit. The site keeps its address for as long as the tests compare addresses."""
    out = tmp_path_factory.mktemp("real")
    replay = Replay()
    with serve({"pingtan": replay}) as serving:
        replay.base = serving.urls["pingtan"]
        (out / "sites.yaml").write_text(
            f"sites:\n  - id: pingtan\n    name: 平潭综合实验区党工委管委会\n    url: {replay.base}\n    level: county\n"
            f"    rulesets: [boshan-2020, national]\n    entry: [{replay.base}zwgk/]\n",
            encoding="utf-8",
        )
        jobs = load_jobs(out / "sites.yaml", [])
        console = Console(stderr=True, quiet=True)
        assert run_crawl(jobs, out, None, AS_OF, {"DOWNLOAD_DELAY": "0"}, console, fresh=False)
    run_check(jobs, out, None, None)
    [site] = json.loads((out / RESULTS).read_text(encoding="utf-8"))["sites"]
    engine = open_store(f"sqlite:///{out / STORE}", create=False)
    [crawl] = list_crawls(engine)
    yield Audited(site, read_site(engine, crawl.id), replay.base)
    engine.dispose()


def results(audited: Audited) -> dict[str, dict[str, Any]]:
    """Results by rule."""
    return {result["rule"]: result for result in audited.site["results"]}


def test_it_is_partly_read(audited: Audited) -> None:
    """The homepage and most columns were not saved: the crawl says so."""
    assert audited.site["crawl"]["state"] == "partial"
    assert audited.snapshot.homepage is not None
    assert not audited.snapshot.homepage.fetch.outcome.answered
    assert audited.site["crawl"]["pages"] >= 5


def test_nothing_is_called_missing_where_so_much_was_not_read(audited: Audited) -> None:
    said = {
        rule: (result["verdict"], result["outcome"]) for rule, result in results(audited).items()
    }
    assert {
        rule: both for rule, both in said.items() if both[0] == "fail" or both[1] == "missing"
    } == {}
    assert {rule for rule, both in said.items() if both[0] == "pass"}, (
        "what was read is judged all the same"
    )


def test_the_annual_report_was_published_on_time(audited: Audited) -> None:
    found = [result for rule, result in results(audited).items() if "annual-report-on-time" in rule]
    assert [result["verdict"] for result in found] == ["pass"]
    told = " ".join([found[0]["reason"], *(evidence["quote"] for evidence in found[0]["evidence"])])
    assert "2026-03-10" in told


def test_rules_of_the_homepage_stay_open(audited: Audited) -> None:
    kinds = ("homepage_features", "homepage_fresh", "site_search")
    of_homepage = {
        rule: result["verdict"]
        for rule, result in results(audited).items()
        if result["check"] in kinds
    }
    assert len(of_homepage) >= 3
    assert set(of_homepage.values()) == {"undetermined"}


def test_every_open_rule_says_what_was_not_read(audited: Audited) -> None:
    for rule, result in results(audited).items():
        if result["verdict"] == "undetermined":
            assert len(result["reason"]) > 8, rule


def list_rows() -> dict[str, list[tuple[str, str, str]]]:
    """The rows that a person read off the four saved lists: (path, title, day) by the path of the list."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    with (REAL / "pingtan" / "LIST_ROWS.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            path = "/" + row["list_file"].replace("_lists/index.html", "")
            target = urlsplit(row["absolute_url"])
            url = target.path if target.netloc == "www.pingtan.gov.cn" else row["absolute_url"]
            found.setdefault(path, []).append(
                (url, " ".join(row["title"].split()), row["date_shown"])
            )
    return found


def test_the_lists_hold_the_rows_that_a_person_reads(audited: Audited) -> None:
    expected = list_rows()
    assert len(expected) == 4
    for path, rows in expected.items():
        column = audited.snapshot.columns[audited.base.rstrip("/") + path]
        assert column.facts is not None
        found = [
            (
                row.url.replace(audited.base.rstrip("/"), ""),
                " ".join(row.title.split()),
                str(row.day or ""),
            )
            for row in column.facts.rows
        ]
        assert found == rows, path
