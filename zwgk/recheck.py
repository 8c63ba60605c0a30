"""Rechecking findings (复查): only the pages behind them are asked for again, and their rules judged anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from sqlalchemy import Engine

from checks.engine import check_site
from checks.recheck import FORMAT, judge_again, rechecked_row
from checks.results.document import write_results
from crawler.plan import CrawlPlan, SitePlan
from crawler.snapshot.facts import Fetch
from crawler.snapshot.reader import list_crawls, read_site
from crawler.snapshot.recheck import (
    EarlierCrawl,
    Reasked,
    earlier_crawl,
    leave_unlinked,
    prepare_recheck,
    share_archive,
)
from crawler.snapshot.schema import open_store
from reports.results_file import ResultsFile
from rules.errors import RulesetError
from rules.loader import find_ruleset, load_ruleset
from rules.model import DateRange, Rule, Ruleset
from rules.vocabulary import Vocabulary
from zwgk.alone import alone_in
from zwgk.audit import BEIJING, RESULTS, STORE, read_results, store_url
from zwgk.jobs import AuditError
from zwgk.planning import crawl_plan
from zwgk.recheck_list import Listed
from zwgk.recheck_pages import Behind, pages_behind

RECHECK = "recheck.json"


@dataclass(frozen=True, slots=True)
class _Finding:
    """One listed finding with its rule and the pages behind it."""

    listed: Listed
    ruleset: Ruleset
    rule: Rule
    behind: Behind


@dataclass(slots=True)
class SiteJob:
    """One site of a recheck: as it is listed, how it is crawled, and what is looked at."""

    name: str
    url: str
    plan: SitePlan
    crawl: CrawlPlan
    earlier: EarlierCrawl
    findings: list[_Finding]

    @property
    def reasked(self) -> Reasked:
        """The pages behind all its findings."""
        parts = [each.behind.reasked for each in self.findings]
        return Reasked(
            frozenset().union(*(part.pages for part in parts)),
            frozenset().union(*(part.columns for part in parts)),
        )


def rulesets_of(head: Mapping[str, Any], refs: Sequence[str]) -> dict[str, Ruleset]:
    """The rulesets that the audit with this head judged by, each for the period that it judged: from `refs`, else the
    library.

    Raises RulesetError where one of `refs` cannot be used, AuditError where a ruleset is in neither.
    """
    given = [load_ruleset(find_ruleset(ref)) for ref in dict.fromkeys(refs)]
    known = {ruleset.id: ruleset for ruleset in given}
    found: dict[str, Ruleset] = {}
    for entry in head["rulesets"]:
        own = known.get(entry["id"])
        if own is None:
            try:
                own = load_ruleset(find_ruleset(entry["id"]))
            except RulesetError as error:
                raise AuditError(
                    f"先前的审计用了规则集 {entry['id']}，规则库里没有：请用 -r 指定它的文件"
                ) from error
        if span := entry.get("period"):
            # 整改 is of what was found then: another year's period would be another question.
            days = {"from": span["from"], "to": span["to"]}
            own = own.model_copy(update={"period": DateRange.model_validate(days)})
        found[own.id] = own
    return found


def plan_recheck(
    audited: Iterable[Mapping[str, Any]],
    listed: Sequence[Listed],
    rulesets: Mapping[str, Ruleset],
    store: Engine,
    as_of: date,
    vocabulary: Vocabulary,
) -> list[SiteJob]:
    """What is to be asked of each site, in the order in which they were audited. No network.

    Raises AuditError where the store has no finished crawl of a site, or a finding's rule is gone.
    """
    by_site: dict[str, list[Listed]] = {}
    for each in listed:
        by_site.setdefault(each.site, []).append(each)
    jobs = []
    for site in audited:
        if site["id"] not in by_site:
            continue
        earlier = earlier_crawl(store, site["id"], site["crawl"]["finished"])
        if earlier is None:
            raise AuditError(
                f"网站 {site['id']} 在先前的抓取结果里没有抓完的抓取，无从复查：请重新运行 zwgk audit"
            )
        snapshot = read_site(store, earlier.id)
        findings = []
        for each in by_site[site["id"]]:
            ruleset, rule = _rule_of(each, rulesets)
            behind = pages_behind(snapshot, each.row, ruleset, rule, as_of, vocabulary)
            findings.append(_Finding(each, ruleset, rule, behind))
        used = list({each.ruleset.id: _only(each.ruleset, findings) for each in findings}.values())
        plan = replace(crawl_plan(used, as_of, vocabulary), since=min(earlier.since, as_of))
        job = SiteJob(
            site["name"], site["url"], _site_plan(site["id"], earlier), plan, earlier, findings
        )
        job.crawl = replace(plan, only=job.reasked.addresses or ("",))
        jobs.append(job)
    return jobs


def _rule_of(listed: Listed, rulesets: Mapping[str, Ruleset]) -> tuple[Ruleset, Rule]:
    name = listed.row["rule"]
    for ruleset in rulesets.values():
        for _, rule in ruleset.rules():
            if rule.id == name:
                return ruleset, rule
    raise AuditError(
        f"规则 {name} 已不在规则集里，无从复查：请用 -r 指定先前所用的规则集，或用 --rule 排除"
    )


def _only(ruleset: Ruleset, findings: Sequence[_Finding]) -> Ruleset:
    """The ruleset with no other rules than those of the findings."""
    wanted = {each.rule.id for each in findings}
    indicators = [
        each.model_copy(update={"rules": [rule for rule in each.rules if rule.id in wanted]})
        for each in ruleset.indicators
    ]
    return ruleset.model_copy(update={"indicators": indicators})


def _site_plan(site_id: str, earlier: EarlierCrawl) -> SitePlan:
    """The site as it was crawled before, with the delay that it was given then."""
    settings = earlier.settings
    own_delay = None if settings.get("AUTOTHROTTLE_ENABLED") else settings.get("DOWNLOAD_DELAY")
    return SitePlan(
        id=site_id,
        name=earlier.name,
        url=earlier.url,
        hosts=earlier.hosts,
        level=earlier.level,
        kind=earlier.kind,
        delay=float(own_delay) if own_delay else None,
    )


def run_recheck(
    jobs: Sequence[SiteJob],
    folder: Path,
    store: Engine,
    out: Path,
    as_of: date,
    overrides: Mapping[str, str],
    console: Console,
) -> bool:
    """Ask for the pages, into a store of the recheck's own in `out`. Returns False where the run was interrupted.

    `folder` is that of the earlier audit, whose archive is shared. Raises AuditError where that cannot be done.
    """
    from crawler.run import crawl_sites, fingerprint, make_settings, stated
    from zwgk.progress import CrawlProgress

    target = open_store(store_url(out, None), create=True)
    try:
        settings = make_settings(overrides, [job.plan for job in jobs])
        now = datetime.now(UTC).astimezone(BEIJING).isoformat(timespec="seconds")
        _see_numbers_free(jobs, store, target, out)
        # Earlier crawls keep their numbers, and a new one gets the next: the last goes first, or a new crawl would sit on
        # the number of another site's earlier one, and that site be judged by its pages.
        for job in sorted(jobs, key=lambda each: -each.earlier.id):
            try:
                share_archive(folder, out, job.plan.id)
            except OSError as error:
                raise AuditError(f"存档拷不进 {out}：{error.strerror or error}") from error
            prepare_recheck(
                store, job.earlier, target, job.reasked, fingerprint(job.plan, job.crawl),
                stated(settings, job.plan), as_of, now,
            )  # fmt: skip
        asked = [(job.plan, job.crawl) for job in jobs]
        with alone_in(out), CrawlProgress(console, len(asked)) as progress:
            ends = crawl_sites(asked, target, out, overrides, progress=progress)
        crawls = {crawl.id: crawl for crawl in list_crawls(target)}
        done = all(crawls[end.crawl_id].state != "running" for end in ends)
        if done:
            for end in ends:
                leave_unlinked(target, end.crawl_id, crawls[end.crawl_id].started)
    finally:
        target.dispose()
    return done


def _see_numbers_free(jobs: Sequence[SiteJob], store: Engine, target: Engine, out: Path) -> None:
    """See that no crawl of another recheck stands in the store `target` where one of the earlier crawls has to.

    Raises AuditError where one does.
    """
    from sqlalchemy import select

    from crawler.snapshot.schema import CRAWL, FETCH, PAGE

    known = select(CRAWL.c.id, CRAWL.c.site_id, CRAWL.c.plan)
    with store.connect() as reading, target.connect() as writing:
        there = {row.id: (row.site_id, row.plan) for row in writing.execute(known)}
        taken = {*there, *writing.execute(select(PAGE.c.crawl_id).distinct()).scalars()}
        for job in jobs:
            number = job.earlier.id
            own = reading.execute(known.where(CRAWL.c.id == number)).one()
            if there.get(number) == (own.site_id, own.plan):
                continue  # copied before
            pages = select(FETCH.c.page_crawl).where(FETCH.c.crawl_id == number).distinct()
            if taken & {number, *reading.execute(pages).scalars()}:
                raise AuditError(
                    f"{out} 里已有另一次审计或另一批网站的复查，不能放在一起：请用 -o 换一个文件夹"
                )


def judge_recheck(
    head: Mapping[str, Any],
    sha256: str,
    jobs: Sequence[SiteJob],
    out: Path,
    as_of: date,
    vocabulary: Vocabulary,
) -> dict[str, Any]:
    """Judge the findings' rules on what was read, and write recheck.json. Returns the document.

    `head` and `sha256` are those of the earlier results.
    """
    from crawler.run import fingerprint

    target = open_store(store_url(out, None), create=False)
    try:
        sites = []
        for job in jobs:
            crawl_id = _crawl_with(target, fingerprint(job.plan, job.crawl))
            sites.append(_site_row(job, target, crawl_id, as_of, vocabulary))
    finally:
        target.dispose()
    rulesets = {each.ruleset.id: each.ruleset for job in jobs for each in job.findings}
    then = {entry["id"]: entry["sha256"] for entry in head["rulesets"]}
    made = {
        "format": FORMAT,
        "tool": {"name": "zwgk", "version": version("zwgk")},
        "as_of": as_of.isoformat(),
        "earlier": {"as_of": head["as_of"], "sha256": sha256},
        "rulesets": [
            {
                "id": each.id,
                "title": each.title,
                "sha256": each.sha256,
                **({"changed": True} if then[each.id] != each.sha256 else {}),
            }
            for each in rulesets.values()
        ],
        "sites": sites,
    }
    try:
        write_results(out / RECHECK, made)
    except OSError as error:
        raise AuditError(f"写不进 {out / RECHECK}：{error.strerror or error}") from error
    return made


def _crawl_with(engine: Engine, plan: str) -> int:
    from sqlalchemy import select

    from crawler.snapshot.schema import CRAWL

    with engine.connect() as connection:
        found = connection.execute(select(CRAWL.c.id).where(CRAWL.c.plan == plan)).scalar()
    assert found is not None, "a recheck is judged after its crawl"
    return int(found)


def _site_row(
    job: SiteJob,
    engine: Engine,
    crawl_id: int,
    as_of: date,
    vocabulary: Vocabulary,
) -> dict[str, Any]:
    site = read_site(engine, crawl_id)
    began = site.started
    own = [fetch for fetch in site.fetches if fetch.fetched_at and fetch.fetched_at >= began]
    counts: dict[str, int] = {}
    for fetch in own:
        counts[fetch.outcome.value] = counts.get(fetch.outcome.value, 0) + 1
    rulesets = {each.ruleset.id: each.ruleset for each in job.findings}
    judged = check_site(
        site, [_only(ruleset, job.findings) for ruleset in rulesets.values()], as_of, vocabulary
    )
    results = {result.rule: result for part in judged.rulesets for result in part.results}
    home_read = any(fetch.outcome.answered for fetch in own if fetch.role.value == "home")
    findings: list[dict[str, Any]] = []
    for each in job.findings:
        proof, asked = each.behind.asked(site)
        if not home_read:
            # A site whose homepage is silent may be down: nothing that it does not show says anything.
            asked = [*asked, *_homepage(site.fetches)]
        found = judge_again(each.listed.row, results[each.rule.id], proof, asked, began)
        findings.append(rechecked_row(found, each.listed.written))
    return {
        "id": job.plan.id,
        "name": job.name,
        "url": job.url,
        "crawl": {
            "state": "failed" if not home_read else site.state,
            "started": site.started,
            "finished": site.finished,
            "asked": len(own),
            "fetches": dict(sorted(counts.items())),
        },
        "findings": findings,
    }


def _homepage(fetches: Sequence[Fetch]) -> list[Fetch]:
    return [fetch for fetch in fetches if fetch.role.value == "home" and not fetch.found_on]


def earlier_results(place: Path) -> tuple[ResultsFile, str]:
    """The results of the earlier audit, of a folder or a file, read through once, and the file's hash.

    Raises AuditError where there are none, ReportError where the file is no results document.
    """
    path = place / RESULTS if place.suffix != ".json" else place
    _, file = read_results(path)  # refuses, with its place, what is no results document
    with path.open("rb") as read:
        return file, hashlib.file_digest(read, "sha256").hexdigest()


def earlier_store(folder: Path, store: str | None) -> Engine:
    """The store of the earlier audit. Raises StoreError where it is not there."""
    return open_store(store or f"sqlite:///{folder / STORE}", create=False)
