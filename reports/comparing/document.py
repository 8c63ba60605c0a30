"""A comparison as JSON; its shape is reports/comparison.schema.json."""

from __future__ import annotations

from typing import Any

from reports.comparing.audits import AuditedRule, AuditedScore
from reports.comparing.comparison import Comparison, RuleChange, ScoreChange, SiteChange

FORMAT = 1


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """The comparison with every changed rule; those that are as they were are counted alone."""
    return {
        "format": FORMAT,
        "before": {"as_of": comparison.before.as_of, "version": comparison.before.version},
        "after": {"as_of": comparison.after.as_of, "version": comparison.after.version},
        "rulesets": [
            {"id": each.id, "title": each.title, "state": each.state}
            for each in comparison.rulesets
        ],
        "counts": comparison.counts,
        "causes": comparison.causes,
        "sites": [_site(site) for site in comparison.sites],
    }


def _site(site: SiteChange) -> dict[str, Any]:
    return {
        "id": site.id,
        "name": site.name,
        "state": site.state,
        "crawl": {"before": site.crawls[0], "after": site.crawls[1]},
        "scores": [_score_change(score) for score in site.scores],
        "counts": site.counts,
        "rules": [_rule_change(rule) for rule in site.changed],
    }


def _score_change(change: ScoreChange) -> dict[str, Any]:
    return {
        "ruleset": change.ruleset,
        "before": _score(change.before),
        "after": _score(change.after),
        "delta": change.delta,
        "parts": dict(change.parts),
    }


def _score(score: AuditedScore | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "grade": score.grade,
        "vetoed": score.vetoed,
    }


def _rule_change(change: RuleChange) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "clause": change.clause,
        "title": change.title,
        "state": change.state,
        "before": _rule(change.before),
        "after": _rule(change.after),
        "reasons": [
            {"cause": reason.cause.value, "words": reason.words} for reason in change.reasons
        ],
    }


def _rule(rule: AuditedRule | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {
        "verdict": rule.effective.verdict,
        "points": rule.points,
        "max_points": rule.max_points,
        "reason": rule.effective.reason,
    }
