"""The command line: `zwgk audit`, its three steps alone, and what looks after rules and site lists."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

from reports.hostile import clean
from zwgk import (
    diff_commands,
    evidence_commands,
    recheck_commands,
    report_command,
    review_commands,
    rules_commands,
    sites_commands,
    trend_commands,
)

if TYPE_CHECKING:
    from zwgk.jobs import AuditJob

DONE, BELOW, BAD_INPUT, NOT_CRAWLED, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="zwgk",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(rules_commands.app, name="rules", help="查看、检查规则集")
app.add_typer(review_commands.app, name="review", help="复核：判定、豁免、申诉，导出表格并读回")
app.add_typer(sites_commands.app, name="sites", help="检查网站清单，或由表格生成")
app.command(name="report")(report_command.report)
app.add_typer(evidence_commands.app, name="evidence", help="核对、取出存档的证据，导出 WACZ")
app.command()(diff_commands.diff)
app.command()(trend_commands.trend)

_err = Console(stderr=True, soft_wrap=True)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        _say(f"zwgk {version('zwgk')}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    """政务公开网站审计：抓取公开栏目，对照规则逐条判定，生成评分表与整改台账。"""


Sites = Annotated[Path, typer.Argument(metavar="SITES", help="网站清单（YAML）")]
Rulesets = Annotated[
    list[str] | None,
    typer.Option("-r", "--ruleset", help="规则集的 id 或文件，可重复；不写则用清单中各网站自己的"),
]
Out = Annotated[Path, typer.Option("-o", "--out", help="输出文件夹")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="以哪一天为准判定（YYYY-MM-DD，北京时间）；默认今天"
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", help="抓取结果的数据库地址；默认是输出文件夹里的 SQLite 文件"
    ),
]
Setting = Annotated[
    list[str] | None,
    typer.Option(
        "-s", "--set", metavar="NAME=VALUE", help="Scrapy 设置，可重复，如 -s DOWNLOAD_DELAY=2"
    ),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="已抓取完毕的网站也重新抓取")]
Browser = Annotated[
    bool,
    typer.Option(
        "--browser", help="只有脚本空壳的页面改用浏览器读取（须装 zwgk[browser] 和 Chromium）"
    ),
]
FailUnder = Annotated[
    float | None,
    typer.Option("--fail-under", min=0, max=100, help="有网站得分低于此数时以状态 1 退出"),
]

Reviews = Annotated[
    Path | None,
    typer.Option(
        "--reviews", metavar="FILE", help="复核记录；默认用输出文件夹里的 reviews.yaml（如有）"
    ),
]

_DEFAULT_OUT = Path("audit")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        # fromisoformat takes more than it says: 20240415, 2024-W16-1.
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise _bad(f"--as-of {text!r} 不是日期；应形如 2024-04-15") from None


def _settings(pairs: list[str] | None) -> dict[str, str]:
    found = {}
    for pair in pairs or []:
        name, mark, value = pair.partition("=")
        if not mark or not name.strip():
            raise _bad(f"-s {pair!r} 应写成 NAME=VALUE，如 -s DOWNLOAD_DELAY=2")
        found[name.strip()] = value.strip()
    return found


def _bad(message: str) -> typer.Exit:
    _tell(message)
    return typer.Exit(BAD_INPUT)


@app.command()
def audit(
    sites: Sites,
    ruleset: Rulesets = None,
    out: Out = _DEFAULT_OUT,
    as_of: AsOf = None,
    store: Store = None,
    setting: Setting = None,
    fresh: Fresh = False,
    browser: Browser = False,
    reviews: Reviews = None,
    fail_under: FailUnder = None,
) -> None:
    """抓取、判定、出报告；中断后用同一命令继续。"""
    from zwgk.audit import run_check, run_report
    from zwgk.reviews import find_reviews, told

    said = find_reviews(out, reviews)
    jobs, day, done = _crawl(sites, ruleset, out, as_of, store, setting, fresh, browser)
    if not done:
        _tell("已中断：抓到的都已保存，用同一命令继续")
        raise typer.Exit(INTERRUPTED)
    if reviews is None:
        # A crawl takes its time: somebody may have decided meanwhile.
        said = find_reviews(out, None)
    document = run_check(jobs, out, store, day, said)
    page = run_report(out, tell=_tell)
    for line in told(jobs, said, document):
        _tell(line)
    _sum_up(document)
    _say(f"报告：{page}")
    _leave(document, fail_under)


@app.command()
def crawl(
    sites: Sites,
    ruleset: Rulesets = None,
    out: Out = _DEFAULT_OUT,
    as_of: AsOf = None,
    store: Store = None,
    setting: Setting = None,
    fresh: Fresh = False,
    browser: Browser = False,
) -> None:
    """只抓取；中断后用同一命令继续。"""
    from crawler.snapshot.reader import list_crawls
    from crawler.snapshot.schema import open_store
    from zwgk.audit import store_url

    jobs, _, done = _crawl(sites, ruleset, out, as_of, store, setting, fresh, browser)
    if not done:
        _tell("已中断：抓到的都已保存，用同一命令继续")
        raise typer.Exit(INTERRUPTED)
    engine = open_store(store_url(out, store), create=False)
    latest = {found.site_id: found.state for found in list_crawls(engine)}
    engine.dispose()
    place = engine.url.render_as_string(hide_password=True)
    failed = [job.site.name for job in jobs if latest.get(job.site.id) == "failed"]
    _say(f"抓取结果：{place}")
    if failed:
        _tell(f"{len(failed)} 个网站未能抓取：{'、'.join(failed)}")
        raise typer.Exit(NOT_CRAWLED)


@app.command()
def check(
    sites: Sites,
    ruleset: Rulesets = None,
    out: Out = _DEFAULT_OUT,
    as_of: AsOf = None,
    store: Store = None,
    reviews: Reviews = None,
    fail_under: FailUnder = None,
) -> None:
    """只判定已抓取的内容，不用网络，写出 results.json。"""
    from zwgk.audit import RESULTS, prepare_folder, run_check
    from zwgk.jobs import load_jobs
    from zwgk.reviews import find_reviews, told

    day = _day(as_of)
    jobs = load_jobs(sites, ruleset or [])
    said = find_reviews(out, reviews)
    prepare_folder(out)
    document = run_check(jobs, out, store, day, said)
    for line in told(jobs, said, document):
        _tell(line)
    _sum_up(document)
    _say(f"结果：{out / RESULTS}")
    _leave(document, fail_under)


@app.command()
def demo(
    out: Out = Path("demo-out"),
    cycle: Annotated[
        list[str] | None,
        typer.Option("--cycle", help="只审计这一组模拟网站，可写多次；默认全部"),
    ] = None,
) -> None:
    """在本机启动模拟网站并审计一遍，看看报告是什么样。"""
    from demo.catalogue import MAIN, cycles
    from zwgk.demonstration import run_cycle

    known = cycles()
    for name in cycle or ():
        if name not in known:
            raise _bad(f"--cycle：没有名为“{name}”的模拟网站组，应为 {'、'.join(known)} 之一")
    pages: list[Path] = []
    for name in dict.fromkeys(cycle or (MAIN, *known)):
        _tell(f"{known[name].title}（{name}，判定日 {known[name].as_of}）")
        folder = out if name == MAIN else out / name
        page, document = run_cycle(known[name], folder, _err)
        _sum_up(document)
        pages.append(page)
    for page in pages:
        _say(f"请打开：{page}")


def _crawl(
    sites: Path,
    ruleset: list[str] | None,
    out: Path,
    as_of: str | None,
    store: str | None,
    setting: list[str] | None,
    fresh: bool,
    browser: bool,
) -> tuple[list[AuditJob], date, bool]:
    from zwgk.audit import interrupted_day, prepare_folder, run_crawl, today
    from zwgk.jobs import load_jobs

    day = _day(as_of)
    overrides = _settings(setting)
    if browser:
        overrides.setdefault("ZWGK_BROWSER", "True")
    jobs = load_jobs(sites, ruleset or [])
    prepare_folder(out)
    if day is None and (earlier := interrupted_day(jobs, out, store)) is not None:
        day = earlier
        _tell(f"继续 {day} 中断的审计")
    day = day or today()
    return jobs, day, run_crawl(jobs, out, store, day, overrides, _err, fresh=fresh)


recheck_commands.register(app, _day, _settings)


def _say(text: str) -> None:
    # What a site or a file is called may hold what a terminal obeys.
    sys.stdout.write(f"{clean(text)}\n")


def _tell(text: str) -> None:
    _err.print(clean(text), markup=False, highlight=False)


def _sum_up(document: Mapping[str, Any]) -> None:
    """One line a site and ruleset: score with its range, grade, and counts of what lost points."""
    for site in document["sites"]:
        for score in site["scores"]:
            mine = [
                result
                for result in site["results"]
                if result["rule"].startswith(f"{score['ruleset']}/")
            ]
            counts = {
                name: sum(1 for result in mine if result["verdict"] == name) for name in _COUNTED
            }
            told = "，".join(
                f"{word} {counts[name]}" for name, word in _COUNTED.items() if counts[name]
            )
            if score["score"] is None:
                _say(f"{site['name']}　{score['ruleset']}：不计分（{told or '规则集不适用'}）")
                continue
            span = f"{score['score']:g} 分（{score['low']:g}–{score['high']:g}）"
            _say(f"{site['name']}　{score['ruleset']}：{span}{score['grade']}；{told}")


_COUNTED = {
    "pass": "通过",
    "partial": "部分",
    "fail": "不通过",
    "undetermined": "无法判定",
    "manual": "待人工",
}


def _leave(document: Mapping[str, Any], fail_under: float | None) -> None:
    failed = [site["name"] for site in document["sites"] if site["crawl"]["state"] == "failed"]
    if failed:
        _tell(f"{len(failed)} 个网站未能抓取：{'、'.join(failed)}")
        raise typer.Exit(NOT_CRAWLED)
    scores = [
        score["score"]
        for site in document["sites"]
        for score in site["scores"]
        if score["score"] is not None
    ]
    if fail_under is not None and any(score < fail_under for score in scores):
        _tell(f"有网站得分低于 {fail_under:g}")
        raise typer.Exit(BELOW)


def main() -> None:
    """Run the command line: what is wrong with the input is said in a line, never as a traceback."""
    from crawler.browser.chromium import BrowserError
    from crawler.overrides import SettingError
    from crawler.snapshot.archive import ArchiveError
    from crawler.snapshot.schema import StoreError
    from reports.errors import ReportError
    from rules.errors import RuleError
    from zwgk.jobs import AuditError

    try:
        app()
    except (
        ArchiveError,
        AuditError,
        BrowserError,
        ReportError,
        RuleError,
        SettingError,
        StoreError,
    ) as error:
        _tell(str(error))
        sys.exit(BAD_INPUT)
    except OSError as error:
        _tell(f"{error.filename or ''}：{error.strerror or error}")
        sys.exit(BAD_INPUT)


def run() -> NoReturn:
    """Run the command line as a process of its own, and leave at once when it is done.

    A snapshot is some hundred thousand small objects that all live to the end: looking for garbage among them, and taking
    them apart one by one before leaving, would be a fifth of the time of `zwgk check`.
    """
    gc.set_threshold(100_000, 20, 20)
    try:
        main()
        status = DONE
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else DONE
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
