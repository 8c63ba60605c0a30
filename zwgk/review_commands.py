"""`zwgk review`: decisions, waivers and appeals, out to a spreadsheet and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reports.hostile import clean

if TYPE_CHECKING:
    from checks.reviews.model import Reviews

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_DEFAULT = Path("audit")
_ReviewsOption = Annotated[
    Path | None,
    typer.Option("--reviews", metavar="FILE", help="复核记录；默认用该文件夹里的 reviews.yaml"),
]


@app.command()
def export(
    results: Annotated[
        Path, typer.Argument(metavar="[RESULTS|DIR]", help="results.json 或审计的输出文件夹")
    ] = _DEFAULT,
    out: Annotated[Path, typer.Option("-o", "--out", help="写到哪个表格")] = Path("review.xlsx"),
    reviews: _ReviewsOption = None,
    site: Annotated[
        list[str] | None, typer.Option("--site", help="只导出这个网站（标识），可重复")
    ] = None,
) -> None:
    """导出复核表：待核实、不符合、豁免、申诉各一张，带下拉选项。"""
    from checks.reviews.file import NAME, load_or_none, load_reviews
    from reports.office.review_book import write_review_workbook
    from reports.office.review_layout import LIST_SHOWN, SHEETS
    from reports.office.review_rows import review_book
    from zwgk.audit import RESULTS, read_results
    from zwgk.jobs import AuditError

    path = results / RESULTS if results.is_dir() else results
    _, file = read_results(path)
    said = load_or_none(path.parent / NAME) if reviews is None else load_reviews(reviews)
    book = review_book(file, said.reviews, frozenset(site or ()))
    for name in site or ():
        if name not in book.sites:
            raise AuditError(f"--site：{path} 里没有网站 {name}")
    rows = write_review_workbook(book, out)
    _say(f"{out}：" + "，".join(f"{sheet.title} {rows[sheet.title]} 条" for sheet in SHEETS))
    for heading, names in (("网站", book.sites), ("规则", book.rules)):
        if len(names) >= LIST_SHOWN:
            sys.stderr.write(
                f"{heading}有 {len(names)} 个，下拉列表只显示前 {LIST_SHOWN} 个；其余的请直接填写标识\n"
            )


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="填好的复核表")],
    out: Annotated[Path, typer.Option("-o", "--out", help="审计的输出文件夹")] = _DEFAULT,
    reviews: _ReviewsOption = None,
) -> None:
    """读回复核表，记入复核记录；有一处不合就全部不写，逐格指出。"""
    from checks.reviews.file import NAME, ReviewsError, load_or_none, write_reviews
    from zwgk.audit import RESULTS, read_results
    from zwgk.jobs import AuditError
    from zwgk.review_merge import found_in, merge
    from zwgk.review_xlsx import read_review_workbook

    if not out.is_dir() and reviews is None:
        raise AuditError(f"没有文件夹 {out}：请用 -o 指定审计的输出文件夹")
    filled = read_review_workbook(file)
    target = reviews or out / NAME
    results = out / RESULTS
    found = None
    if results.is_file():
        _, sites = read_results(results)
        found = found_in(sites, {(row.entry.site, row.entry.rule) for row in filled})
    merged = merge(load_or_none(target).reviews, filled, found)
    if merged.problems:
        raise ReviewsError(merged.problems)
    if merged.added:
        try:
            write_reviews(target, merged.reviews)
        except OSError as error:
            raise AuditError(f"写不进 {target}：{error.strerror or error}") from error
    for note in merged.notes:
        sys.stderr.write(f"{clean(note)}\n")
    _say(
        f"{target}：新记判定 {merged.decisions} 条，豁免 {merged.waivers} 条，申诉 {merged.appeals} 条；"
        f"未改动 {merged.unchanged} 条"
    )
    if merged.added:
        _say("请运行 zwgk check 和 zwgk report，使其计入结果")


@app.command(name="list")
def list_(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="审计的输出文件夹")] = _DEFAULT,
    reviews: _ReviewsOption = None,
) -> None:
    """列出复核记录，并检查其写法。"""
    from checks.reviews.file import NAME, load_reviews

    target = reviews or folder / NAME
    said = load_reviews(target).reviews
    for line in _lines(said):
        _say(line)
    _say(
        f"{target}：判定 {len(said.decisions)} 条，豁免 {len(said.waivers)} 条，申诉 {len(said.appeals)} 条"
    )


def _lines(said: Reviews) -> Iterator[str]:
    from checks.reviews.model import DECISIONS, EVERY_SITE, OUTCOMES

    verdicts = {code: word for word, code in DECISIONS.items()}
    outcomes = {code: word for word, code in OUTCOMES.items()}
    newest: dict[tuple[str, str], Any] = {}
    for decision in sorted(said.decisions, key=lambda each: each.on):
        newest[decision.site, decision.rule] = decision
    for decision in said.decisions:
        share = f"（得分比例 {decision.share:g}）" if decision.share is not None else ""
        old = "" if newest[decision.site, decision.rule] is decision else "　已被取代"
        yield (
            f"判定　{decision.site}　{decision.rule}　{verdicts[decision.verdict]}{share}　"
            f"{decision.by}　{decision.on}　{_short(decision.reason)}{old}"
        )
    for waiver in said.waivers:
        holder = "全部网站" if waiver.site == EVERY_SITE else waiver.site
        end = f"至 {waiver.until}" if waiver.until else "长期"
        yield f"豁免　{holder}　{waiver.rule}　{end}　{waiver.by}　{waiver.on or ''}　{_short(waiver.reason)}"
    for appeal in said.appeals:
        answer = f"　{appeal.answered_by} {appeal.answered_on}" if appeal.answered_by else ""
        yield (
            f"申诉　{appeal.site}　{appeal.rule}　{outcomes[appeal.outcome]}{answer}　"
            f"{appeal.by}　{appeal.on}　{_short(appeal.text)}"
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _say(text: str) -> None:
    sys.stdout.write(f"{clean(text)}\n")
