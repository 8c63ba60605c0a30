"""Which reviews an audit applies: those of its own folder, or of a file that is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.reviews.applying import SiteReviews, by_site
from checks.reviews.file import NAME, ReviewsFile, load_or_none, load_reviews, unmet
from checks.reviews.model import EVERY_SITE
from rules.errors import Problem

if TYPE_CHECKING:
    from zwgk.jobs import AuditJob
    from zwgk.sites import Site


def find_reviews(out: Path, given: Path | None) -> ReviewsFile:
    """The reviews file of an audit in `out`: `given`, or reviews.yaml in the folder where there is one.

    Raises ReviewsError with every located problem, or where a file that was named is not there.
    """
    return load_or_none(out / NAME) if given is None else load_reviews(given)


def reviews_of(sites: Iterable[Site], file: ReviewsFile) -> dict[str, SiteReviews]:
    """What people said of each site, in the reviews file and in the site list, by the site's id."""
    parts = by_site(file.reviews)
    return {
        site.id: SiteReviews(parts.get(site.id), parts.get(EVERY_SITE), site.waivers)
        for site in sites
    }


def told(jobs: Sequence[AuditJob], reviews: ReviewsFile, document: Mapping[str, Any]) -> list[str]:
    """What a check says of the reviews that it applied: entries that concern nothing, what counts, what needs a look."""
    lines = [str(problem) for problem in _doubtful(jobs, reviews)]
    rows = [row for site in document["sites"] for row in site["results"]]
    ruled = [row["decision"] for row in rows if "decision" in row]
    lapsed = [each["why"] for row in rows for each in row.get("lapsed", ())]
    appeals = [each for row in rows for each in row.get("appeals", ())]
    counts = {
        "人工判定": sum(each["kind"] == "decision" for each in ruled),
        "豁免": sum(each["kind"] == "waiver" for each in ruled),
        "豁免已到期": lapsed.count("expired"),
        "判定须复核（其后发现有变）": lapsed.count("stale")
        + sum("stale" in each for each in ruled),
        "申诉待处理": sum(each["outcome"] == "pending" for each in appeals),
    }
    if shown := "，".join(f"{word} {count} 条" for word, count in counts.items() if count):
        lines.append(f"复核：{shown}")
    return lines


def _doubtful(jobs: Sequence[AuditJob], file: ReviewsFile) -> list[Problem]:
    """Warnings of reviews that concern no rule of the rulesets in use."""
    rules = {rule.id for job in jobs for ruleset in job.rulesets for _, rule in ruleset.rules()}
    rules |= {
        f"{ruleset.id}/{clause.id}"
        for job in jobs
        for ruleset in job.rulesets
        for clause in ruleset.clauses
    }
    return unmet(file, {job.site.id for job in jobs}, rules)
