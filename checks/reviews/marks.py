"""What identifies a finding, so that a decision can tell whether it was made on this one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checks.site_result import RuleResult

Piece = tuple[str, str, str]


def _mark(
    verdict: str, outcome: str, reason: str, evidence: Iterable[Piece], traces: Iterable[Piece]
) -> str:
    # A page's hash is no part of it: a counter of visits would make every decision doubtful. What a
    # person judged by is the reason and the words quoted.
    whole = json.dumps(
        [verdict, outcome, reason, list(evidence), list(traces)], ensure_ascii=False
    ).encode("utf-8", "replace")
    return hashlib.blake2b(whole, digest_size=8).hexdigest()


def mark_of(result: RuleResult) -> str:
    """The mark of what the machine found: 16 hexadecimal digits of verdict, outcome, reason and words quoted."""
    return _mark(
        result.verdict.value,
        result.code,
        result.reason,
        ((each.url, each.quote, each.note) for each in result.evidence),
        ((each.url, each.quote, each.note) for each in result.traces),
    )


def mark_of_row(row: Mapping[str, Any]) -> str:
    """The same mark from a result of results.json, whatever a review made of its verdict."""
    machine = row.get("machine", row)
    return _mark(
        machine["verdict"],
        row.get("outcome", ""),
        machine["reason"],
        (_piece(each) for each in row.get("evidence", ())),
        (_piece(each) for each in row.get("traces", ())),
    )


def _piece(evidence: Mapping[str, Any]) -> Piece:
    return evidence["url"], evidence["quote"], evidence.get("note", "")
