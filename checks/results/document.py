"""results.json: what was found, as one document that reports are made from and that a year later
says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checks.pairs.paired import Paired, PairRow
from checks.results.crawl_rows import crawl_rows
from checks.results.review_rows import review_rows
from checks.results.rule_rows import rule_rows
from checks.scoring import SCORING_VERSION
from checks.site_result import RuleResult, RulesetResult, SiteResult
from checks.verdict import Evidence, Searched
from checks.whole_file import whole_file
from checks.wording import ADDRESS_LENGTH, clean
from crawler.snapshot.facts import Fetch
from rules.model import Indicator, Ruleset
from rules.vocabulary import Vocabulary

FORMAT = 1
"""Version of the document's shape; see results.schema.json beside this file."""

_MOST_COLUMNS = 30
SCHEMA_PATH = Path(__file__).parent.with_name("results.schema.json")


def results_document(
    results: Sequence[SiteResult],
    rulesets: Sequence[Ruleset],
    as_of: date,
    tool_version: str,
    vocabulary: Vocabulary,
    reviews_sha256: str = "",
    *,
    regions: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The document of one audit: `rulesets` are all that judged any of the sites, in the order
    given, each with its rules explained by the vocabulary that they were judged with. `regions`
    are the regions (地区) of sites by id, where the site list names one.

    `reviews_sha256` is of the reviews file that was applied, "" where there was none. Points, shares and
    scores are rounded to two decimals.
    """
    head = results_head(rulesets, as_of, tool_version, vocabulary, reviews_sha256)
    return {
        **head,
        "sites": [site_row(result, (regions or {}).get(result.id, "")) for result in results],
    }


def results_head(
    rulesets: Sequence[Ruleset],
    as_of: date,
    tool_version: str,
    vocabulary: Vocabulary,
    reviews_sha256: str = "",
) -> dict[str, Any]:
    """The document of one audit without its sites; see `results_document`."""
    return {
        "format": FORMAT,
        "tool": {"name": "zwgk", "version": tool_version, "scoring": SCORING_VERSION},
        "as_of": as_of.isoformat(),
        **({"reviews": {"sha256": reviews_sha256}} if reviews_sha256 else {}),
        "rulesets": [_ruleset(ruleset, as_of, vocabulary) for ruleset in rulesets],
    }


def write_sites(path: Path, head: Mapping[str, Any], sites: Iterable[Mapping[str, Any]]) -> None:
    """Write a document site by site, as they come, in the bytes that `write_results` would give it whole.

    The same is true of it; what `sites` raises leaves the file as it was.
    """
    with (
        whole_file(path, durable=True) as file,
        file.open("w", encoding="utf-8", newline="\n") as out,
    ):
        before = _text({**head, "sites": []}).removesuffix("]\n}")
        out.write(before)
        is_first = True
        for site in sites:
            out.write("\n  " if is_first else ",\n  ")
            out.write(_text(site).replace("\n", "\n  "))
            is_first = False
        out.write("]\n}\n" if is_first else "\n ]\n}\n")


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)


def write_results(path: Path, document: dict[str, Any]) -> None:
    """Write the document: the same document always gives the same bytes.

    The file is replaced in one step, so a reader never sees half of one. Raises OSError when it
    cannot be written.
    """
    text = f"{_text(document)}\n"
    with whole_file(path, durable=True) as file:
        file.write_bytes(text.encode("utf-8"))


def _ruleset(ruleset: Ruleset, as_of: date, vocabulary: Vocabulary) -> dict[str, Any]:
    period = ruleset.period_for(as_of)
    source: dict[str, Any] = {
        "document": ruleset.source.document,
        "issuer": ruleset.source.issuer,
    }
    if ruleset.source.issued:
        source["issued"] = ruleset.source.issued.isoformat()
    return {
        "id": ruleset.id,
        "title": ruleset.title,
        "sha256": ruleset.sha256,
        "scoring": ruleset.scoring,
        "source": source,
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "grades": {
            "优秀": ruleset.grades.excellent,
            "良好": ruleset.grades.good,
            "合格": ruleset.grades.passing,
        },
        "clauses": [
            {
                "id": f"{ruleset.id}/{clause.id}",
                "text": clause.text,
                "observable": clause.observable.value,
                **({"reason": clause.reason} if clause.reason else {}),
            }
            for clause in ruleset.clauses
        ],
        **(
            {"bonus": {"above": ruleset.bonus.above, "most": ruleset.bonus.most}}
            if ruleset.scoring == "deduction"
            else {}
        ),
        "indicators": [_indicator(indicator) for indicator in ruleset.indicators],
        "rules": rule_rows(ruleset, as_of, vocabulary),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    """What a reader needs to work the score out again: scoring by deduction has caps, parts and bonuses."""
    row: dict[str, Any] = {"id": indicator.id, "title": indicator.title}
    if indicator.cap is not None:
        row["cap"] = indicator.cap
    if indicator.worth is not None:
        row["worth"] = indicator.worth
    if indicator.bonus:
        row["bonus"] = True
    return row


def site_row(site: SiteResult, region: str = "") -> dict[str, Any]:
    """One site of a document; `region` is its region (地区), where the site list names one."""
    crawl: dict[str, Any] = {
        "state": site.crawl.state,
        "started": site.crawl.started,
        "finished": site.crawl.finished,
        "pages": site.crawl.pages,
        "fetches": dict(site.crawl.fetches),
    }
    if site.crawl.since:
        crawl["since"] = site.crawl.since.isoformat()
    if site.crawl.notes:
        crawl["notes"] = list(site.crawl.notes)
    if site.crawl.settings:
        crawl["settings"] = dict(site.crawl.settings)
    crawl.update(crawl_rows(site.crawl.report))
    return {
        "id": site.id,
        "name": site.name,
        "url": site.url,
        "level": site.level,
        "kind": site.kind,
        **({"region": region} if region else {}),
        "crawl": crawl,
        "scores": [_score(judged) for judged in site.rulesets],
        "clauses": [
            {"clause": clause, "verdict": verdict.value}
            for judged in site.rulesets
            for clause, verdict in judged.clauses
        ],
        "results": [result_row(result) for judged in site.rulesets for result in judged.results],
    }


def _score(judged: RulesetResult) -> dict[str, Any]:
    score = judged.score
    return {
        "ruleset": score.ruleset,
        "score": score.score,
        "low": score.low,
        "high": score.high,
        "grade": score.grade,
        "vetoed": score.vetoed,
        **({"veto_open": score.veto_open} if score.veto_open else {}),
    }


def result_row(result: RuleResult) -> dict[str, Any]:
    """One rule's result as results.json holds it."""
    row: dict[str, Any] = {
        "rule": result.rule,
        "clause": result.clause,
        "indicator": result.indicator,
        "title": result.title,
        "check": result.check,
        "outcome": result.code,
        "observable": result.observable.value,
        "verdict": result.verdict.value,
        "points": round(result.points, 2),
        "max_points": round(result.max_points, 2),
        "share": round(result.share, 2),
        "reason": result.reason,
        "fix": result.fix,
        "evidence": [_evidence(each) for each in result.evidence],
    }
    if result.veto:
        row["veto"] = True
    if result.searched is not None:
        row["searched"] = _searched(result.searched)
    if result.unread:
        row["unread"] = [_unread(fetch) for fetch in result.unread]
        row["unread_count"] = result.unread_count
    if result.traces:
        row["traces"] = [_evidence(each) for each in result.traces]
    if result.pairs:
        row["pairs"] = [_pair(each) for each in result.pairs]
        row["pair_count"] = result.pair_count
        row["pair_heads"] = dict(zip(("document", "companion"), result.pair_heads, strict=True))
    if result.basis:
        row["basis"] = [
            {"document": document, "article": article, "verified": verified}
            for document, article, verified in result.basis
        ]
    if result.review is not None:
        row.update(review_rows(result.review))
    return row


def _evidence(evidence: Evidence) -> dict[str, str]:
    row = {
        "url": evidence.url,
        "quote": evidence.quote,
        "fetched_at": evidence.fetched_at,
        "sha256": evidence.sha256,
        "archive": evidence.archive,
    }
    if evidence.note:
        row["note"] = evidence.note
    return row


def _pair(pair: PairRow) -> dict[str, Any]:
    row: dict[str, Any] = {
        "document": _side(pair.document),
        "companion": _side(pair.companion) if pair.companion else None,
        "ground": pair.ground,
        "days_used": pair.days_used,
        "days_allowed": pair.days_allowed,
        "unit": pair.unit,
        "state": pair.state.value,
    }
    if pair.start:
        row["start"] = pair.start.isoformat()
    if pair.due:
        row["due"] = pair.due.isoformat()
    if pair.calendar:
        row["calendar"] = pair.calendar
    if pair.note:
        row["note"] = pair.note
    return row


def _side(side: Paired) -> dict[str, str]:
    return {
        "title": side.title,
        "url": side.url,
        "day": side.day.isoformat() if side.day else "",
        "number": side.number,
    }


def _searched(searched: Searched) -> dict[str, Any]:
    shown = [clean(column) for column in searched.columns[:_MOST_COLUMNS]]
    if len(searched.columns) > _MOST_COLUMNS:
        shown.append(f"等 {len(searched.columns)} 个栏目")
    row: dict[str, Any] = {
        "columns": shown,
        "documents": searched.documents,
    }
    if searched.first:
        row["from"] = searched.first.isoformat()
    if searched.last:
        row["to"] = searched.last.isoformat()
    return row


def _unread(fetch: Fetch) -> dict[str, str]:
    return {
        "url": clean(fetch.url, ADDRESS_LENGTH),
        "outcome": fetch.outcome.value,
        "detail": clean(fetch.detail),
        "anchor": clean(fetch.anchor, 80),
    }
