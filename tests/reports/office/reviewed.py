"""The golden results with what people said of them: a decision, a waiver, an appeal."""

from __future__ import annotations

from typing import Any

from tests.reports.regenerate import golden_results


def reviewed_results() -> dict[str, Any]:
    """青石县 1a was decided partial, 1c is waived, and 3 was appealed against in vain."""
    document = golden_results()
    rows = {row["rule"]: row for row in document["sites"][0]["results"]}
    decided = rows["qingshi-2020/1a"]
    _keep_machine(decided)
    decided.update(verdict="partial", points=4.0, share=0.5, reason="目录在附件中，评估人员已核对")
    decided["decision"] = {
        "kind": "decision",
        "verdict": "partial",
        "by": "王某某",
        "on": "2021-04-20",
        "reason": "目录在附件中，评估人员已核对",
    }
    waived = rows["qingshi-2020/1c"]
    _keep_machine(waived)
    waived.update(verdict="waived", points=0.0, share=0.0, reason="网站改版")
    waived["decision"] = {
        "kind": "waiver",
        "verdict": "waived",
        "by": "李某某",
        "on": "2021-04-01",
        "reason": "网站改版",
        "until": "2021-06-30",
    }
    rows["qingshi-2020/3"]["appeals"] = [
        {
            "by": "青石县人民政府办公室",
            "on": "2021-04-22",
            "text": "解读当日已在微信公众号发布",
            "outcome": "rejected",
            "answered_by": "王某某",
            "answered_on": "2021-04-25",
            "answer": "条款要求在网站发布",
        }
    ]
    return document


def _keep_machine(row: dict[str, Any]) -> None:
    row["machine"] = {
        "verdict": row["verdict"],
        "points": row["points"],
        "share": row.get("share", 0.0),
        "reason": row["reason"],
    }
