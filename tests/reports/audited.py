"""Results documents of two audits, small enough to be read in a test."""

from __future__ import annotations

from typing import Any

SHA = "a" * 64


def row(rule: str, verdict: str, points: float, of: float = 10, **more: Any) -> dict[str, Any]:
    """One rule's result; its page is as it was unless `more` says otherwise."""
    ruleset, _, clause = rule.partition("/")
    return {
        "rule": rule,
        "clause": f"{ruleset}/{clause}",
        "indicator": "all",
        "title": f"规则{clause}",
        "verdict": verdict,
        "points": points,
        "max_points": of,
        "share": points / of if of and verdict == "partial" else 0.0,
        "reason": "所见如此。",
        "fix": "请补上。",
        "evidence": [
            {
                "url": "http://a.example/x",
                "quote": "甲",
                "fetched_at": "",
                "sha256": SHA,
                "archive": "",
            }
        ],
        **more,
    }


def site(rows: list[dict[str, Any]], name: str = "a", **crawl: Any) -> dict[str, Any]:
    """One site with its score worked out as `weighted` does."""
    decided = [each for each in rows if each["verdict"] in ("pass", "partial", "fail")]
    of = sum(each["max_points"] for each in decided)
    score = round(100 * sum(each["points"] for each in decided) / of, 2) if of else None
    return {
        "id": name,
        "name": f"{name}县人民政府",
        "url": "http://a.example/",
        "level": "county",
        "kind": "government",
        "crawl": {
            "state": "complete", "started": "", "finished": "", "pages": 1, "fetches": {}, **crawl,
        },
        "scores": [
            {"ruleset": "r", "score": score, "low": score, "high": score, "grade": "", "vetoed": False}
        ],
        "clauses": [{"clause": each["clause"], "verdict": each["verdict"]} for each in rows],
        "results": rows,
    }  # fmt: skip


def audit(
    *sites: dict[str, Any], day: str = "2024-04-15", sha: str = SHA, rules: Any = ()
) -> dict[str, Any]:
    """The results document of an audit of one ruleset."""
    return {
        "format": 1,
        "tool": {"name": "zwgk", "version": "1", "scoring": 1},
        "as_of": day,
        "rulesets": [
            {
                "id": "r",
                "title": "规则集",
                "sha256": sha,
                "scoring": "weighted",
                "clauses": [{"id": "r/1", "text": "条款原文甲", "observable": "full"}],
                "indicators": [{"id": "all", "title": "全部"}],
                **({"rules": list(rules)} if rules else {}),
            }
        ],
        "sites": list(sites),
    }
