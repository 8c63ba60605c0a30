"""`zwgk trend`: scores over all audits that a folder has seen."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from reports.errors import ReportError
from reports.hostile import clean


class TrendFormat(StrEnum):
    """The forms that `zwgk trend` writes."""

    TABLE = "table"
    JSON = "json"


def trend(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="输出文件夹，历次评价记在其中的 history")
    ] = Path("audit"),
    site: Annotated[
        list[str] | None, typer.Option("--site", metavar="ID", help="只看这个网站，可重复")
    ] = None,
    ruleset: Annotated[
        list[str] | None,
        typer.Option("-r", "--ruleset", metavar="ID", help="只看这个规则集，可重复"),
    ] = None,
    form: Annotated[
        TrendFormat, typer.Option("--format", help="table 打印表格，json 打印 JSON")
    ] = TrendFormat.TABLE,
) -> None:
    """历次评价的得分走势：全部网站的平均、中位，或各网站逐次的得分。"""
    from reports.audit_file import load_audit
    from reports.comparing.history import summarised
    from reports.comparing.trend import RulesetTrend, summaries, trends

    known = summaries(folder)
    current = folder / "results.json"
    if not known and current.is_file():
        # A folder of before there was a history has one audit, its last.
        known = [summarised(load_audit(current))]
    if not known:
        raise ReportError(f"{folder} 里没有评价结果：请先运行 zwgk audit 或 zwgk check")
    found = trends(known)
    _see("--site", site, {each.site for own in found for each in own.sites})
    _see("--ruleset", ruleset, {own.ruleset for own in found})
    chosen: list[RulesetTrend] = [own for own in found if not ruleset or own.ruleset in ruleset]
    if form is TrendFormat.JSON:
        told = json.dumps(_document(chosen, site), ensure_ascii=False, indent=1)
        sys.stdout.write(f"{told}\n")
        return
    _print(chosen, site)
    if all(len(own.days) < 2 for own in chosen):
        sys.stderr.write(f"{clean(str(folder))} 里只有一次评价，还看不出走势；再审计一次即可比较\n")


def _see(option: str, asked: list[str] | None, known: set[str]) -> None:
    for name in asked or ():
        if name not in known:
            right = "、".join(sorted(known)[:20]) or "（没有）"
            raise ReportError(f"{option}：历次评价里没有 {name}，有的是 {right}")


def _document(found: list[Any], sites: list[str] | None) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "rulesets": [
            {
                "id": own.ruleset,
                "title": own.title,
                "days": [asdict(day) for day in own.days],
                "sites": [
                    {
                        "id": each.site,
                        "name": each.name,
                        "points": [
                            {
                                "day": point.day,
                                "score": point.score.score,
                                "low": point.score.low,
                                "high": point.score.high,
                                "grade": point.score.grade,
                                "vetoed": point.score.vetoed,
                                "rewritten": point.rewritten,
                            }
                            for point in each.points
                        ],
                    }
                    for each in own.sites
                    if not sites or each.site in sites
                ],
            }
            for own in found
        ]
    }


def _print(found: list[Any], sites: list[str] | None) -> None:
    from rich.table import Table
    from rich.text import Text

    from reports.comparing.words import signed
    from reports.phrases import number

    shown = Console(highlight=False, emoji=False)
    console = Console(width=shown.width if shown.is_terminal else 140, highlight=False, emoji=False)
    for own in found:
        if not sites:
            table = Table("判定日", title=Text(own.title), title_justify="left")
            for heading in ("网站", "平均", "中位", "最低", "最高", "同一批网站的变化"):
                table.add_column(heading, justify="right")
            table.add_column("规则集")
            for day in own.days:
                row = (
                    day.day,
                    str(day.sites),
                    number(day.mean),
                    number(day.median),
                    number(day.lowest),
                    number(day.highest),
                    f"{signed(day.paired_change)}（{day.paired} 个）" if day.paired else "—",
                    "有改动" if day.rewritten else "",
                )
                table.add_row(*map(Text, row))
            console.print(table)
            continue
        for each in own.sites:
            if each.site not in sites:
                continue
            table = Table("判定日", title=Text(f"{each.name}　{own.title}"), title_justify="left")
            for heading in ("得分", "变化", "可能区间"):
                table.add_column(heading, justify="right")
            table.add_column("等级")
            table.add_column("规则集")
            before: float | None = None
            for point in each.points:
                now = point.score.score
                change = None if now is None or before is None else round(now - before, 2)
                told = (
                    point.day,
                    number(now),
                    signed(change),
                    f"{number(point.score.low)}–{number(point.score.high)}",
                    point.score.grade + ("（单项否决）" if point.score.vetoed else ""),
                    "有改动" if point.rewritten else "",
                )
                table.add_row(*map(Text, told))
                before = now
            console.print(table)
