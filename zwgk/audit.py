"""The main job: crawl -> check -> report, and each of the three alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from crawler.snapshot.reader import CrawlSummary, list_crawls, read_site
from crawler.snapshot.schema import open_store
from crawler.snapshot.uncollected import uncollected
from reports.comparing.history import Recording
from reports.errors import ReportError
from reports.hostile import line
from rules.vocabulary import default_vocabulary
from zwgk.alone import alone_in
from zwgk.jobs import AuditError, AuditJob, each_once
from zwgk.planning import crawl_plan, site_plan

if TYPE_CHECKING:
    from checks.reviews.file import ReviewsFile
    from reports.comparing.earlier import Earlier
    from reports.evidence.pictures import Wanted
    from reports.model import Report
    from reports.results_file import ResultsFile

BEIJING = timezone(timedelta(hours=8))
RESULTS = "results.json"
STORE = "zwgk.sqlite"


def today() -> date:
    """Today's date in Beijing: the only place where the clock is read for a judgement."""
    return datetime.now(BEIJING).date()


def prepare_folder(out: Path) -> None:
    """Make the output folder and see that it can be written. Raises AuditError where it cannot."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".zwgk-write-test"
        probe.write_bytes(b"")
        probe.unlink()
    except FileExistsError as error:
        raise AuditError(f"{out} 是一个文件，不是文件夹；请换一个 -o") from error
    except OSError as error:
        raise AuditError(
            f"输出文件夹 {out} 不能写：{error.strerror or error}；请换一个 -o，或修正权限"
        ) from error


def store_url(out: Path, store: str | None) -> str:
    """The database URL of an audit in `out`."""
    return store or f"sqlite:///{out / STORE}"


def interrupted_day(jobs: Sequence[AuditJob], out: Path, store: str | None) -> date | None:
    """The day that an interrupted audit of these sites in this folder judges from; None when none was interrupted."""
    url = store_url(out, store)
    if store is None and not (out / STORE).is_file():
        return None
    engine = open_store(url, create=True)
    try:
        ids = {job.site.id for job in jobs}
        running = [
            crawl
            for crawl in list_crawls(engine)
            if crawl.state == "running" and crawl.site_id in ids
        ]
    finally:
        engine.dispose()
    return date.fromisoformat(running[-1].until) if running else None


def run_crawl(
    jobs: Sequence[AuditJob],
    out: Path,
    store: str | None,
    as_of: date,
    overrides: Mapping[str, str],
    console: Console,
    *,
    fresh: bool,
) -> bool:
    """Crawl the sites into the store. Returns False when the run was interrupted before all sites were done."""
    from crawler.run import crawl_sites
    from zwgk.progress import CrawlProgress

    vocabulary = default_vocabulary()
    engine = open_store(store_url(out, store), create=True)
    try:
        asked = [(site_plan(job.site), crawl_plan(job.rulesets, as_of, vocabulary)) for job in jobs]
        with alone_in(out), CrawlProgress(console, len(asked)) as progress:
            ends = crawl_sites(asked, engine, out, overrides, progress=progress, fresh=fresh)
        states = {crawl.id: crawl.state for crawl in list_crawls(engine)}
    finally:
        engine.dispose()
    reused = [end.site_id for end in ends if end.reused]
    if reused:
        console.print(
            f"{len(reused)} 个网站此前已抓取完毕，未再请求（要重新抓取请加 --fresh）",
            highlight=False,
        )
    return all(states[end.crawl_id] != "running" for end in ends)


def run_check(
    jobs: Sequence[AuditJob],
    out: Path,
    store: str | None,
    as_of: date | None,
    reviews: ReviewsFile | None = None,
) -> dict[str, Any]:
    """Judge what was crawled, apply the reviews, write results.json and keep it in the folder's history; no network.

    Site by site: what is held of a site that was judged is what is returned of it, its name, the state of its crawl, its
    scores, and of its results the verdicts and what people said of them, in the document's own shape.

    `as_of` None judges from the day of the crawl; `reviews` None applies those of the folder. Raises AuditError when a site
    has no crawl in the store, ReviewsError for reviews that cannot be used.
    """
    from checks.engine import check_site
    from checks.results.document import results_head, site_row, write_sites
    from zwgk.reviews import find_reviews, reviews_of

    reviews = find_reviews(out, None) if reviews is None else reviews
    said = reviews_of((job.site for job in jobs), reviews)
    vocabulary = default_vocabulary()
    engine = open_store(store_url(out, store), create=False)
    try:
        crawls = list_crawls(engine)
        chosen = [_crawl_of(job, crawls, as_of) for job in jobs]
        day = as_of or max(date.fromisoformat(crawl.until) for crawl in chosen)
        used = each_once(ruleset for job in jobs for ruleset in job.rulesets)
        head = results_head(used, day, version("zwgk"), vocabulary, reviews.sha256)
        told: list[dict[str, Any]] = []

        def judged() -> Iterator[dict[str, Any]]:
            for job, crawl in zip(jobs, chosen, strict=True):
                own = said[job.site.id]
                with uncollected():
                    site = read_site(engine, crawl.id)
                    result = check_site(site, job.rulesets, day, vocabulary, reviews=own)
                row = site_row(result, line(job.site.region) if job.site.region else "")
                recording.add(row)
                told.append(_told_of(row))
                yield row

        with Recording(out, {**head, "sites": []}) as recording:
            write_sites(out / RESULTS, head, judged())
            recording.keep()
    except OSError as error:
        place = error.filename or out / RESULTS
        raise AuditError(f"写不进 {place}：{error.strerror or error}") from error
    finally:
        engine.dispose()
    return {"sites": told}


def _told_of(site: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a site when it was judged."""
    kept = ("rule", "verdict", "decision", "lapsed", "appeals")
    return {
        "id": site["id"],
        "name": site["name"],
        "crawl": {"state": site["crawl"]["state"]},
        "scores": site["scores"],
        "results": [{key: row[key] for key in kept if key in row} for row in site["results"]],
    }


def _crawl_of(job: AuditJob, crawls: Sequence[CrawlSummary], as_of: date | None) -> CrawlSummary:
    """The newest crawl of the site that reaches back far enough for its rules, of the audit's own day where there is one."""
    site = job.site
    own = [crawl for crawl in crawls if crawl.site_id == site.id]
    if not own:
        raise AuditError(f"网站 {site.id}（{site.name}）还没有抓取结果：请先运行 zwgk crawl")
    fitting = [crawl for crawl in own if crawl.since <= _since(job, as_of, crawl).isoformat()]
    if not fitting:
        needed = _since(job, as_of, own[-1])
        raise AuditError(
            f"网站 {site.id}（{site.name}）的抓取只回溯到 {own[-1].since}，"
            f"所选规则集需要 {needed} 以来的内容：请用这些规则集重新运行 zwgk crawl"
        )
    of_the_day = [crawl for crawl in fitting if as_of and crawl.until == as_of.isoformat()]
    return (of_the_day or fitting)[-1]


def _since(job: AuditJob, as_of: date | None, crawl: CrawlSummary) -> date:
    day = as_of or date.fromisoformat(crawl.until)
    return min(day, *(ruleset.period_for(day).first for ruleset in job.rulesets))


def _take_pictures(wanted: Sequence[Wanted]) -> list[Wanted]:
    from crawler.browser.picture import Shot, take_pictures

    shots = {Shot(each.page, each.mark, each.picture): each for each in wanted}
    return [shots[missed] for missed in take_pictures(list(shots))]


def load_report(path: Path, *, earlier: bool = True) -> tuple[Report, Earlier]:
    """The report of a results.json, and what the history beside it knows of earlier audits where it is asked.

    Raises AuditError when there is none, or it is no results.json.
    """
    from reports.comparing.earlier import Earlier, earlier_audits

    report, file = read_results(path)
    if not earlier:
        return report, Earlier()
    try:
        return report, earlier_audits(path.parent, file, (site.id for site in report.outlines))
    except ReportError as error:
        raise _of_file(error, path) from error


def read_results(path: Path) -> tuple[Report, ResultsFile]:
    """The report of a results.json, and the file that its sites are read from.

    Raises AuditError when there is none, or it is no results.json.
    """
    from reports.reading import read_report
    from reports.results_file import ResultsFile

    try:
        file = ResultsFile(path)
        return read_report(file), file
    except FileNotFoundError as error:
        raise _missing(path) from error
    except OSError as error:
        raise AuditError(f"读不出 {path}：{error.strerror or error}") from error
    except ReportError as error:
        raise _of_file(error, path) from error


def _of_file(error: ReportError, path: Path) -> AuditError:
    """The report speaks of "results.json", whatever the file is called."""
    said = str(error)
    return AuditError(said if said.startswith(str(path)) else said.replace(RESULTS, str(path), 1))


def _missing(path: Path) -> AuditError:
    return AuditError(f"找不到 {path}：请先运行 zwgk check 或 zwgk audit")


def run_report(
    out: Path,
    results: Path | None = None,
    *,
    evidence: bool = True,
    screenshots: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """Render the pages and the ledger from results.json; no network. Returns the page to open.

    See `render_pages` for the rest.
    """
    path = results or out / RESULTS
    report, earlier = load_report(path)
    archive = path.parent if evidence else None
    return render_pages(report, out, archive, screenshots=screenshots, earlier=earlier, tell=tell)


def render_pages(
    report: Report,
    out: Path,
    archive: Path | None,
    *,
    screenshots: bool = False,
    by_site: bool = False,
    earlier: Earlier | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """Render the pages and the ledger of a report. Returns the page to open.

    `archive` is the folder in which the archive is looked for, None makes no evidence pages; `screenshots` takes pictures of
    them; `earlier` is what is known of audits before. `tell` is given what the user has to know of them. Raises ReportError
    when something cannot be written, BrowserError when there is no browser to take pictures.
    """
    from reports.render import render_report

    take = _take_pictures if screenshots else None
    rendered = render_report(report, out, archive, take, by_site=by_site, earlier=earlier)
    if archive is not None:
        for sentence in rendered.evidence.sentences(archive):
            tell(sentence)
    return rendered.index
