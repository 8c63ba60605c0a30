"""The crawl report as it stands in results.json. What is nought, empty or unknown is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.fetch_words import OUTCOMES
from checks.results.change_rows import change_rows
from checks.results.crawl_report import (
    ColumnReading,
    CrawlReport,
    DocumentCounts,
    OutcomeCount,
    Problem,
    shown_address,
)
from checks.wording import clean
from crawler.snapshot.facts import Fetch

_ANCHOR_LENGTH = 80


def crawl_rows(report: CrawlReport) -> dict[str, Any]:
    """The keys that the report adds to a site's `crawl`; see results.schema.json."""
    rows: dict[str, Any] = {
        "outcomes": [_outcome(each) for each in report.outcomes],
        "documents": _documents(report.documents),
        "column_states": {state.value: count for state, count in report.column_states.items()},
        "columns": [_column(column) for column in report.columns],
        "problems": [_problem(problem) for problem in report.problems],
    }
    if report.problems_left_out:
        rows["problems_left_out"] = {
            outcome.value: {"groups": groups, "requests": requests}
            for outcome, (groups, requests) in report.problems_left_out.items()
        }
    if report.changes is not None:
        rows["changes"] = change_rows(report.changes)
    return rows


def _outcome(each: OutcomeCount) -> dict[str, Any]:
    words = OUTCOMES[each.outcome]
    return {
        "outcome": each.outcome.value,
        "count": each.count,
        "roles": _counted(each.roles),
        "meaning": words.meaning,
        "advice": words.advice,
    }


def _counted(counts: Mapping[Any, int]) -> dict[str, int]:
    return {key.value: count for key, count in counts.items()}


def _documents(counts: DocumentCounts) -> dict[str, Any]:
    row: dict[str, Any] = {"read": counts.read}
    for key in ("textless", "outside", "not_asked", "files"):
        if number := getattr(counts, key):
            row[key] = number
    if counts.failed:
        row["failed"] = _counted(counts.failed)
    if counts.files_failed:
        row["files_failed"] = _counted(counts.files_failed)
    return row


def _column(column: ColumnReading) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": column.name,
        "path": column.path,
        "depth": column.depth,
        "url": column.url,
        "state": column.state.value,
    }
    if column.outcome is not None:
        row["outcome"] = column.outcome.value
    if column.detail:
        row["detail"] = column.detail
    if column.family:
        row["family"] = column.family
    if column.rows or column.stated:
        row["rows"] = column.rows
    if column.stated is not None:
        row["stated"] = column.stated
    if column.shortfall:
        row["shortfall"] = column.shortfall
    if column.incomplete:
        row["incomplete"] = column.incomplete
    documents = _documents(column.documents)
    if documents != {"read": 0}:
        row["documents"] = documents
    if column.newest is not None:
        row["newest"] = column.newest.isoformat()
    return row


def _problem(problem: Problem) -> dict[str, Any]:
    row: dict[str, Any] = {"outcome": problem.outcome.value, "column": problem.column}
    if problem.column_url:
        row["column_url"] = problem.column_url
    row["count"] = problem.count
    row["roles"] = _counted(problem.roles)
    row["examples"] = [_example(fetch) for fetch in problem.examples]
    return row


def _example(fetch: Fetch) -> dict[str, str]:
    row = {"url": shown_address(fetch.url), "role": fetch.role.value}
    if anchor := clean(fetch.anchor, _ANCHOR_LENGTH):
        row["anchor"] = anchor
    if detail := clean(fetch.detail):
        row["detail"] = detail
    return row
