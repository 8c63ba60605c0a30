"""Which reviews an audit applies: those of its own folder, or of a file that is named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checks.reviews.applying import SiteReviews
from checks.reviews.file import NAME, ReviewsError, ReviewsFile, load_or_none, load_reviews, unmet
from rules.errors import Problem

if TYPE_CHECKING:
    from zwgk.audit import AuditJob
    from zwgk.sites import Site


def find_reviews(out: Path, given: Path | None) -> ReviewsFile:
    """The reviews file of an audit in `out`: `given`, or reviews.yaml in the folder where there is one.

    Raises ReviewsError with every located problem, or where a file that was named is not there.
    """
    return load_or_none(out / NAME) if given is None else load_reviews(given)


def reviews_of(site: Site, file: ReviewsFile) -> SiteReviews:
    """What people said of one site, in the reviews file and in the site list."""
    return SiteReviews(file.reviews, site.id, site.waivers)


def doubtful(jobs: Sequence[AuditJob], file: ReviewsFile) -> list[Problem]:
    """Warnings of reviews that concern no rule of the rulesets in use."""
    rules = {rule.id for job in jobs for ruleset in job.rulesets for _, rule in ruleset.rules()}
    rules |= {
        f"{ruleset.id}/{clause.id}"
        for job in jobs
        for ruleset in job.rulesets
        for clause in ruleset.clauses
    }
    return unmet(file, {job.site.id for job in jobs}, rules)


__all__ = ["ReviewsError", "doubtful", "find_reviews", "reviews_of"]
