"""`zwgk recheck`: what became of the findings of an earlier audit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from reports.hostile import clean

_NOT_CRAWLED, _INTERRUPTED = 3, 130


def register(
    app: typer.Typer,
    day_of: Callable[[str | None], date | None],
    settings_of: Callable[[list[str] | None], dict[str, str]],
) -> None:
    """Add the command to an application whose options are read by these functions."""

    @app.command()
    def recheck(
        source: Annotated[
            Path,
            typer.Argument(
                metavar="LEDGER.xlsx|RESULTS|DIR", help="整改台账、results.json 或审计的输出文件夹"
            ),
        ],
        out: Annotated[Path, typer.Option("-o", "--out", help="复查的输出文件夹")] = Path(
            "recheck"
        ),
        folder: Annotated[
            Path | None,
            typer.Option(
                "--from", metavar="DIR", help="先前审计的文件夹；默认是第一个参数所在的文件夹"
            ),
        ] = None,
        rule: Annotated[
            list[str] | None, typer.Option("--rule", help="只复查这条规则，可重复")
        ] = None,
        site: Annotated[
            list[str] | None, typer.Option("--site", help="只复查这个网站（标识），可重复")
        ] = None,
        ruleset: Annotated[
            list[str] | None,
            typer.Option("-r", "--ruleset", help="规则集的文件；只在规则库里没有时才要写"),
        ] = None,
        as_of: Annotated[
            str | None,
            typer.Option("--as-of", metavar="DATE", help="以哪一天为准（北京时间）；默认今天"),
        ] = None,
        store: Annotated[
            str | None, typer.Option("--store", metavar="URL", help="先前审计的数据库地址")
        ] = None,
        setting: Annotated[
            list[str] | None,
            typer.Option("-s", "--set", metavar="NAME=VALUE", help="Scrapy 设置，可重复"),
        ] = None,
    ) -> None:
        """复查整改：只重新读取所列问题涉及的页面，逐条判定已整改、部分整改、未整改。"""
        from reports.recheck import render_recheck
        from rules.vocabulary import default_vocabulary
        from zwgk import recheck as job
        from zwgk.audit import prepare_folder, today
        from zwgk.jobs import AuditError
        from zwgk.recheck_list import findings_of_ledger, listed_findings

        day = day_of(as_of) or today()
        overrides = settings_of(setting)
        earlier = folder or (source if source.is_dir() else source.parent)
        is_ledger = source.suffix.lower() == ".xlsx"
        if not source.exists():
            raise AuditError(f"找不到 {source}：应为整改台账、results.json 或审计的输出文件夹")
        results, sha256 = job.earlier_results(source if source.suffix == ".json" else earlier)
        rules, sites = frozenset(rule or ()), frozenset(site or ())
        _see_named(results, rules, sites)
        listed = (
            findings_of_ledger(source, results, rules, sites)
            if is_ledger
            else listed_findings(results, rules, sites)
        )
        if not listed:
            raise AuditError(f"{source} 里没有要复查的问题：没有不符合或部分符合的规则")
        if out.resolve() == earlier.resolve():
            raise AuditError(f"-o {out} 就是先前审计的文件夹；复查请另用一个")
        vocabulary = default_vocabulary()
        engine = job.earlier_store(earlier, store)
        try:
            rulesets = job.rulesets_of(results.head, ruleset or [])
            jobs = job.plan_recheck(results, listed, rulesets, engine, day, vocabulary)
            prepare_folder(out)
            console = Console(stderr=True, soft_wrap=True)
            if not job.run_recheck(jobs, earlier, engine, out, day, overrides, console):
                sys.stderr.write("已中断：读到的都已保存，用同一命令继续\n")
                raise typer.Exit(_INTERRUPTED)
        finally:
            engine.dispose()
        made = job.judge_recheck(results.head, sha256, jobs, out, day, vocabulary)
        page, book = render_recheck(made, out)
        _sum_up(made)
        _say(f"复查结果：{page}，台账：{book}")
        failed = [each["name"] for each in made["sites"] if each["crawl"]["state"] == "failed"]
        if failed:
            sys.stderr.write(clean(f"{len(failed)} 个网站未能打开：{'、'.join(failed)}") + "\n")
            raise typer.Exit(_NOT_CRAWLED)


def _see_named(
    audited: Iterable[Mapping[str, Any]], rules: frozenset[str], sites: frozenset[str]
) -> None:
    from zwgk.jobs import AuditError

    if not rules and not sites:
        return
    known_sites: set[str] = set()
    known_rules: set[str] = set()
    for each in audited:
        known_sites.add(each["id"])
        known_rules |= {row["rule"] for row in each["results"]}
    for option, named, known in (("--site", sites, known_sites), ("--rule", rules, known_rules)):
        for name in sorted(named - known):
            raise AuditError(f"{option} {name}：先前的结果里没有")


def _sum_up(made: Mapping[str, Any]) -> None:
    for site in made["sites"]:
        _say(f"{site['name']}：重新请求 {site['crawl']['asked']} 页")
        for finding in site["findings"]:
            title = f" {finding['title']}" if finding["title"] else ""
            _say(f"　{finding['word']}　{finding['rule']}{title}")


def _say(text: str) -> None:
    sys.stdout.write(f"{clean(text)}\n")
