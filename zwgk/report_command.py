"""`zwgk report`: the results as pages, workbooks, a circular, PDF, CSV or JUnit XML; no network."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reports.hostile import clean

if TYPE_CHECKING:
    from reports.comparing.earlier import Earlier
    from reports.model import Report
    from reports.office.notice import NoticeHead

_BAD_INPUT = 2
_DEFAULT_OUT = Path("audit")


class Format(StrEnum):
    """A format of `--format`."""

    HTML = "html"
    LEDGER = "ledger"
    SCORES = "scores"
    NOTICE = "notice"
    PDF = "pdf"
    CSV = "csv"
    JUNIT = "junit"


_WORDS = {
    Format.HTML: "报告",
    Format.LEDGER: "整改台账",
    Format.SCORES: "得分表",
    Format.NOTICE: "通报",
    Format.CSV: "结果明细",
    Format.JUNIT: "JUnit XML",
    Format.PDF: "评分卡 PDF",
}
"""What each is called, in the order in which they are written: PDF last, for it may lack its browser."""

FILES = {
    Format.LEDGER: "ledger.xlsx",
    Format.SCORES: "scores.xlsx",
    Format.NOTICE: "notice.docx",
    Format.CSV: "findings.csv",
    Format.JUNIT: "junit.xml",
}
"""Where each lies in the report's folder."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `zwgk report` was asked for; `archive` is the folder of the archive, None for no evidence pages."""

    formats: tuple[Format, ...]
    by_site: bool
    archive: Path | None
    screenshots: bool
    head: NoticeHead
    chromium: str
    earlier: Earlier


def report(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="[RESULTS|DIR]", help="results.json 或它所在的文件夹；默认用输出文件夹里的"
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", help="输出文件夹；默认是 results.json 所在的，都不写则是 audit"
        ),
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option(
            "--format", help="要哪种格式，可重复；默认 html（网页和整改台账）", show_default=False
        ),
    ] = None,
    by_site: Annotated[
        bool, typer.Option("--by-site", help="整改台账每个网站一个工作表（html、ledger）")
    ] = False,
    no_evidence: Annotated[
        bool,
        typer.Option("--no-evidence", help="不做证据页（存档副本），报告更小、更快（html、pdf）"),
    ] = False,
    screenshots: Annotated[
        bool,
        typer.Option(
            "--screenshots",
            help="给每条不符合的规则附一张存档副本的截图（须装 zwgk[browser] 和 Chromium）",
        ),
    ] = False,
    issuer: Annotated[str, typer.Option("--issuer", help="通报的发文机关（notice）")] = "",
    to: Annotated[str, typer.Option("--to", help="通报的主送机关（notice）")] = "",
    number: Annotated[str, typer.Option("--number", help="通报的发文字号（notice）")] = "",
    dated: Annotated[
        str,
        typer.Option("--dated", metavar="DATE", help="通报的成文日期 YYYY-MM-DD（notice）"),
    ] = "",
    chromium: Annotated[
        str, typer.Option("--chromium", metavar="PATH", help="打印用的 Chromium（pdf）")
    ] = "",
) -> None:
    """只由 results.json 和旁边的存档生成报告，不用网络。"""
    from reports.office.notice import NoticeHead
    from zwgk.audit import RESULTS, load_report, prepare_folder

    chosen = tuple(dict.fromkeys(formats or [Format.HTML]))
    _fitting(chosen, "--by-site", by_site, Format.HTML, Format.LEDGER)
    _fitting(chosen, "--no-evidence", no_evidence, Format.HTML, Format.PDF)
    _fitting(chosen, "--screenshots", screenshots, Format.HTML, Format.PDF)
    if screenshots and no_evidence:
        raise _bad("--screenshots 拍的是证据页，不能与 --no-evidence 同用")
    for option, value in (
        ("--issuer", issuer),
        ("--to", to),
        ("--number", number),
        ("--dated", dated),
    ):
        _fitting(chosen, option, bool(value), Format.NOTICE)
    _fitting(chosen, "--chromium", bool(chromium), Format.PDF)
    if dated and not _is_day(dated):
        raise _bad(f"--dated {dated!r} 不是日期；应形如 2024-04-15")
    path = (out or _DEFAULT_OUT) / RESULTS if source is None else source
    if path.is_dir():
        path /= RESULTS
    folder = out or path.parent
    prepare_folder(folder)
    archive = None if no_evidence else path.parent
    head = NoticeHead(issuer, to, number, dated)
    # The pages alone show what was before.
    asked = bool({Format.HTML, Format.PDF}.intersection(chosen))
    report, earlier = load_report(path, earlier=asked)
    wanted = Wanted(chosen, by_site, archive, screenshots, head, chromium, earlier)
    for form, written in write_formats(report, folder, wanted):
        sys.stdout.write(clean(f"{_WORDS[form]}：{written}") + "\n")


def write_formats(report: Report, out: Path, wanted: Wanted) -> Iterator[tuple[Format, Path]]:
    """Write what is wanted into the folder, and give each format with its file, or folder, as it is done.

    Raises ReportError when a file cannot be written, AuditError when the browser for PDF is missing.
    """
    from reports.office.findings_csv import write_csv
    from reports.office.junit import write_junit
    from reports.office.ledger import write_ledger
    from reports.office.notice import write_notice
    from reports.office.scores import write_scores

    for form in (form for form in _WORDS if form in wanted.formats):
        if form is Format.PDF:
            yield form, _write_pdf(report, out, wanted)
            continue
        path = out / FILES.get(form, "index.html")
        if form is Format.HTML:
            path = _write_pages(report, out, wanted)
        elif form is Format.LEDGER and Format.HTML not in wanted.formats:
            write_ledger(report, path, by_site=wanted.by_site, folder=out)
        elif form is Format.SCORES:
            write_scores(report, path, folder=out)
        elif form is Format.NOTICE:
            write_notice(report, path, wanted.head)
        elif form is Format.CSV:
            write_csv(report, path)
        elif form is Format.JUNIT:
            write_junit(report, path)
        yield form, path


def _write_pages(report: Report, out: Path, wanted: Wanted) -> Path:
    from zwgk.audit import render_pages

    return render_pages(
        report,
        out,
        wanted.archive,
        screenshots=wanted.screenshots,
        by_site=wanted.by_site,
        earlier=wanted.earlier,
        tell=lambda text: typer.echo(clean(text), err=True),
    )


def _write_pdf(report: Report, out: Path, wanted: Wanted) -> Path:
    """Print every scorecard; the pages are written first, for they are what is printed."""
    from crawler.browser.chromium import BrowserError, find_chromium
    from crawler.browser.printing import print_pages
    from reports.files import replace_file
    from zwgk.jobs import AuditError

    if not report.outlines:
        raise AuditError("results.json 里没有网站，没有评分卡可打印。")
    folder = out / "pdf"
    try:
        executable = find_chromium(wanted.chromium, "--chromium")
        if Format.HTML not in wanted.formats:
            _write_pages(report, out, wanted)
        pages = [out / "sites" / f"{site.id}.html" for site in report.outlines]
        print_pages(
            executable,
            pages,
            lambda page, content: _told(replace_file(folder / f"{page.stem}.pdf", content)),
        )
    except BrowserError as error:
        raise AuditError(
            f"--format pdf 用浏览器打印评分卡：{error}。也可以在浏览器里打开 sites/*.html，打印成 PDF"
        ) from error
    return folder


def _told(path: Path) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{clean(path.name)}\x1b[K")


def _fitting(chosen: tuple[Format, ...], option: str, given: bool, *of: Format) -> None:
    if given and not set(of) & set(chosen):
        raise _bad(f"{option} 只用于 --format {' 或 '.join(of)}")


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text))
    except ValueError:
        return False


def _bad(message: str) -> typer.Exit:
    typer.echo(clean(message), err=True)
    return typer.Exit(_BAD_INPUT)
