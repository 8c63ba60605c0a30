"""Rules as results.json holds them: explained, so that a report says what was judged without any other file."""

from __future__ import annotations

from datetime import date
from typing import Any

from checks.explained.rule_sheet import RuleSheet, sheets_of
from rules.model import Ruleset
from rules.vocabulary import Vocabulary


def rule_rows(ruleset: Ruleset, as_of: date, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The rows of a ruleset's rules in an audit of the given day, in the order of its file."""
    return [_row(ruleset, sheet, as_of) for sheet in sheets_of(ruleset, vocabulary)]


def _row(ruleset: Ruleset, sheet: RuleSheet, as_of: date) -> dict[str, Any]:
    rule, told = sheet.rule, sheet.explanation
    row: dict[str, Any] = {
        "id": rule.id,
        "title": rule.title,
        "clause": f"{ruleset.id}/{sheet.clause.id}",
        "indicator": sheet.indicator.id,
        "check": rule.check,
        "points": round(rule.points, 2),
        "checked": list(told.checked),
        "counts": list(told.counts),
        "excludes": list(told.excludes),
        "parameters": [
            {
                "name": each.name,
                "meaning": each.meaning,
                "value": list(each.value),
                "written": each.written,
            }
            for each in sheet.parameters
        ],
        "fix": rule.fix,
    }
    if rule.basis:
        row["basis"] = [
            {"document": basis.document, "article": basis.article, "verified": basis.verified}
            for basis in rule.basis
        ]
    if rule.level:
        row["level"] = list(rule.level)
    if rule.kind:
        row["kind"] = list(rule.kind)
    if rule.until:
        period = ruleset.period_of(rule, as_of)
        row["period"] = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    if rule.valid_from:
        row["valid_from"] = rule.valid_from.isoformat()
    if rule.valid_to:
        row["valid_to"] = rule.valid_to.isoformat()
    if rule.off:
        row["off"] = rule.off
    return row
