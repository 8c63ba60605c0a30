"""Screenshots (截图) of archived copies: one for each failed rule, of the first evidence that has a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.evidence.pages import EvidencePages
from reports.evidence.plan import EvidencePlan, plan_pages
from reports.model import Finding, Report

MOST_PICTURES = 200
"""Pictures of one report; each is some 100 KB and takes a quarter of a second."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One picture: of the copy `page` with the element `mark` in view, into `picture`; both paths are absolute."""

    page: Path
    mark: str
    picture: Path


Take = Callable[[Sequence[Wanted]], Sequence[Wanted]]
"""Takes pictures; returns those that could not be taken."""


def take_pictures(
    report: Report, pages: EvidencePages, out: Path, take: Take, most: int = MOST_PICTURES
) -> list[str]:
    """Have the pictures of a report taken and note them in `pages`. Returns in Chinese what could not be taken.

    A picture that is newer than its copy stays as it is.
    """
    wanted: dict[str, Wanted] = {}
    beyond = 0
    for name, page in _of_failures(report, pages):
        if name in wanted:
            continue
        if len(wanted) >= most:
            beyond += 1
            continue
        wanted[name] = Wanted(out / page, name.rsplit(".", 2)[1], out / name)
    due = [each for each in wanted.values() if not _is_newer(each.picture, each.page)]
    missed = {each.picture for each in take(due)} if due else set()
    pages.pictures |= {name for name, each in wanted.items() if each.picture not in missed}
    told = []
    if missed:
        told.append(f"{len(missed)} 张截图没有拍成，如 {sorted(missed)[0].name}")
    if beyond:
        told.append(f"截图最多 {most} 张，另有 {beyond} 条不符合的规则没有拍")
    return told


def _of_failures(report: Report, pages: EvidencePages) -> Iterator[tuple[str, str]]:
    """Picture and copy of each failed rule, by their names in the report's folder."""
    for site in report.sites:
        plan = plan_pages(site)
        for finding in site.findings:
            if finding.verdict == "fail" and (found := _first(site.id, finding, pages, plan)):
                yield found


def _first(
    site_id: str, finding: Finding, pages: EvidencePages, plan: EvidencePlan
) -> tuple[str, str] | None:
    for evidence in finding.evidence:
        if name := pages.picture_name(site_id, evidence, plan):
            return name, pages.copy_of(site_id, evidence)
    return None


def _is_newer(picture: Path, page: Path) -> bool:
    try:
        return picture.stat().st_mtime_ns >= page.stat().st_mtime_ns
    except OSError:
        return False
