"""Which crawl is judged, and what a site list waives."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crawler.plan import CrawlPlan, SitePlan
from crawler.run import fingerprint
from crawler.snapshot.crawl_row import open_crawl
from crawler.snapshot.schema import CRAWL, open_store
from reports.comparing.history import entries, load
from zwgk.audit import interrupted_day, run_check
from zwgk.jobs import AuditError, AuditJob, load_jobs

SITES = """sites:
  - id: a
    name: 青石县人民政府
    url: http://www.qingshi.example/
    level: county
    rulesets: [{rulesets}]
"""


def listed(folder: Path, rulesets: str, more: str = "") -> Path:
    """A site list with one site."""
    path = folder / "sites.yaml"
    path.write_text(SITES.format(rulesets=rulesets) + more, encoding="utf-8")
    return path


def crawled(folder: Path, since: date, until: date) -> None:
    """A finished crawl that read nothing."""
    engine = open_store(f"sqlite:///{folder / 'zwgk.sqlite'}", create=True)
    site = SitePlan("a", "青石县人民政府", "http://www.qingshi.example/", ("www.qingshi.example",))
    plan = CrawlPlan(since, until)
    open_crawl(
        engine, site, plan, fingerprint(site, plan), {}, "2024-04-15T09:00:00+08:00", fresh=False
    )
    with engine.begin() as connection:
        connection.execute(CRAWL.update().values(state="failed"))
    engine.dispose()


def test_a_crawl_that_does_not_reach_back_far_enough_is_refused(tmp_path: Path) -> None:
    crawled(tmp_path, date(2023, 1, 1), date(2024, 4, 15))
    jobs = load_jobs(listed(tmp_path, "boshan-2020"), [])
    with pytest.raises(AuditError, match="只回溯到 2023-01-01，所选规则集需要 2020-01-01 以来"):
        run_check(jobs, tmp_path, None, None)


def test_the_newest_crawl_that_reaches_back_far_enough_is_judged(tmp_path: Path) -> None:
    crawled(tmp_path, date(2020, 1, 1), date(2024, 4, 15))
    crawled(tmp_path, date(2023, 1, 1), date(2024, 4, 15))
    jobs = load_jobs(listed(tmp_path, "boshan-2020, national"), [])
    assert checked(jobs, tmp_path)["sites"][0]["crawl"]["since"] == "2020-01-01"
    jobs = load_jobs(listed(tmp_path, "national"), [])
    document = checked(jobs, tmp_path)
    assert document["sites"][0]["crawl"]["since"] == "2023-01-01"
    assert document["as_of"] == "2024-04-15"


def checked(jobs: list[AuditJob], out: Path) -> dict[str, Any]:
    """The results.json of judging the jobs."""
    told = run_check(jobs, out, None, None)
    document: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    assert [site["name"] for site in told["sites"]] == [site["name"] for site in document["sites"]]
    return document


WAIVER = "    waivers: [{{rule: {rule}, by: 王某某, reason: 网站改版, until: {until}}}]\n"


@pytest.mark.parametrize(
    ("until", "verdict"), [("2024-04-15", "waived"), ("2024-04-14", "undetermined")]
)
def test_a_waiver_holds_until_its_last_day(tmp_path: Path, until: str, verdict: str) -> None:
    crawled(tmp_path, date(2023, 1, 1), date(2024, 4, 15))
    jobs = load_jobs(
        listed(tmp_path, "national", WAIVER.format(rule="national/search", until=until)), []
    )
    results = checked(jobs, tmp_path)["sites"][0]["results"]
    [search] = [result for result in results if result["rule"] == "national/search"]
    assert search["verdict"] == verdict
    assert ("王某某" in search["reason"]) == (verdict == "waived")


def test_a_waiver_for_no_rule_is_refused(tmp_path: Path) -> None:
    sites = listed(tmp_path, "national", WAIVER.format(rule="national/serch", until="2024-04-15"))
    with pytest.raises(AuditError, match="“national/serch”，没有这条规则或条款"):
        load_jobs(sites, [])


def test_an_interrupted_audit_goes_on_from_its_own_day(tmp_path: Path) -> None:
    crawled(tmp_path, date(2023, 1, 1), date(2024, 4, 15))
    jobs = load_jobs(listed(tmp_path, "national"), [])
    assert interrupted_day(jobs, tmp_path, None) is None
    engine = open_store(f"sqlite:///{tmp_path / 'zwgk.sqlite'}", create=False)
    with engine.begin() as connection:
        connection.execute(CRAWL.update().values(state="running"))
    engine.dispose()
    assert interrupted_day(jobs, tmp_path, None) == date(2024, 4, 15)
    # What was interrupted of another list has no say.
    assert interrupted_day([], tmp_path, None) is None


def test_an_audit_is_kept_once_with_its_regions_and_what_a_score_needs(tmp_path: Path) -> None:
    crawled(tmp_path, date(2020, 1, 1), date(2024, 4, 15))
    listed_ = listed(tmp_path, "boshan-2020", "    region: 青石市\n")
    jobs = load_jobs(listed_, [])
    first = checked(jobs, tmp_path)
    assert first["sites"][0]["region"] == "青石市"
    run_check(jobs, tmp_path, None, None)
    (entry,) = entries(tmp_path)
    assert load(entry.path) == first
    jobs = load_jobs(listed(tmp_path, "inspection-2019"), [])
    document = checked(jobs, tmp_path)
    assert [each.number for each in entries(tmp_path)] == [1, 2]
    (ruleset,) = document["rulesets"]
    assert ruleset["bonus"].keys() == {"above", "most"}
    assert any("cap" in each for each in ruleset["indicators"])
    assert "region" not in document["sites"][0]
