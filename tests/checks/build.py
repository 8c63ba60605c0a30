"""Vocabularies, rules and circumstances in a few lines, for tests of judgements over sites built by
`checks.casebook.snapshots`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from checks.casebook.pages import (
    FETCHED_AT,
    HOME,
    Tree,
    address,
    attach,
    column,
    day,
    dead,
    doc,
    fetched,
    home,
    linked_table,
    lost,
    name_at,
)
from checks.casebook.snapshots import site
from checks.context import Context
from checks.kinds import registry
from checks.verdict import Judgement, Verdict
from checks.wording import reason_text
from crawler.snapshot.facts import SiteSnapshot
from rules.model import Clause, DateRange, Indicator, Rule, Ruleset, Source
from rules.subject import Subject
from rules.vocabulary import Vocabulary

__all__ = [
    "AS_OF",
    "FETCHED_AT",
    "HOME",
    "Said",
    "Tree",
    "address",
    "attach",
    "column",
    "context",
    "day",
    "days_before",
    "dead",
    "doc",
    "fetched",
    "home",
    "judge",
    "linked_table",
    "lost",
    "name_at",
    "rule",
    "ruleset",
    "site",
    "words",
]

AS_OF = date(2024, 4, 15)


def words(
    *groups: Sequence[str],
    irrelevant: Iterable[str] = ("旅游", "领导活动", "新闻中心", "图片新闻"),
    sampled: Iterable[str] = (),
    standing: Iterable[str] = (),
    subjects: Mapping[str, Subject] | None = None,
) -> Vocabulary:
    """A vocabulary: each group is an official name and its aliases; a small usual one by default."""
    usual = (
        ("政府信息公开", "信息公开"),
        ("政府信息公开指南", "信息公开指南", "公开指南"),
        ("政府信息公开制度", "公开制度"),
        ("法定主动公开内容", "主动公开"),
        ("政府信息公开工作年度报告", "政府信息公开年报", "年度报告"),
        ("政策文件", "政府文件", "规范性文件"),
        ("政策解读", "解读"),
        ("意见征集", "征求意见", "民意征集"),
        ("公众参与", "互动交流", "意见征集"),
        ("通知公告", "公示公告"),
        ("规划信息", "规划计划", "规划"),
        ("政府预决算", "财政预决算", "预算决算"),
        ("依申请公开",),
    )
    return Vocabulary(
        {group[0]: group[1:] for group in (groups or usual)},
        standing=standing,
        sampled=sampled,
        irrelevant=irrelevant,
        irrelevant_prefixes=("走进",),
        subjects=subjects or {},
    )


def rule(check: str = "column", points: float = 5, id_: str = "test/1", **more: Any) -> Rule:
    """A rule of the ruleset "test"; `params` are what stands under `with:`."""
    params = more.pop("params", {})
    return Rule.model_validate(
        {"id": id_, "title": "测试规则", "check": check, "with": params, "points": points,
         "fix": "改正。", **more}
    )  # fmt: skip


def ruleset(
    *rules: Rule,
    period: tuple[str, str] = ("2023-01-01", "2023-12-31"),
    clauses: Sequence[Clause] | None = None,
    **more: Any,
) -> Ruleset:
    """The ruleset "test" with one indicator; a clause for every rule unless `clauses` are given."""
    given = rules or (rule(),)
    if clauses is None:
        ids = dict.fromkeys(each.clause or each.id.removeprefix("test/") for each in given)
        clauses = [
            Clause.model_validate({"id": each, "text": f"第{each}条。", "observable": "full"})
            for each in ids
        ]
    values: dict[str, Any] = {
        "id": "test",
        "title": "测试规则集",
        "source": Source(document="测试〔2023〕1号", issuer="测试机关"),
        "period": DateRange.model_validate({"from": period[0], "to": period[1]}),
        "clauses": tuple(clauses),
        "indicators": (Indicator(id="platform", title="公开平台", rules=tuple(given)),),
        "sha256": "0" * 64,
    }
    return Ruleset.model_validate({**values, **more})


def context(
    as_of: str | date = AS_OF,
    period: tuple[str, str] = ("2023-01-01", "2023-12-31"),
    vocabulary: Vocabulary | None = None,
    rule_: Rule | None = None,
) -> Context:
    """The circumstances of a judgement: 2023 judged on 2024-04-15, unless told otherwise."""
    judged = ruleset(*([rule_] if rule_ else ()), period=period)
    on = day(as_of)
    assert on is not None
    return Context(
        as_of=on,
        period=judged.period_for(on),
        ruleset=judged,
        rule=next(each for _, each in judged.rules()),
        vocabulary=vocabulary or words(),
    )


def days_before(count: int, as_of: date = AS_OF) -> date:
    """The day `count` days before the audit's day."""
    return as_of - timedelta(days=count)


@dataclass(frozen=True)
class Said:
    """What a kind says of a site: verdict, outcome code, the reason as shown, and the judgement
    itself.
    """

    verdict: Verdict
    code: str
    reason: str
    judgement: Judgement

    @property
    def share(self) -> float:
        """The share earned."""
        return self.judgement.share

    @property
    def quotes(self) -> str:
        """All evidence in one text: addresses, quotes and notes."""
        return "\n".join(f"{e.url} {e.quote} {e.note}" for e in self.judgement.evidence)


def judge(
    check: str, site_: SiteSnapshot, circumstances: Context | None = None, /, **params: Any
) -> Said:
    """Judge a site by a kind, and hold the kind to what every kind owes.

    The parameters must be valid, the outcome declared, every placeholder of its text filled, and a
    decided verdict must carry evidence or what was searched.
    """
    kind = registry()[check]
    found = kind.judge(site_, kind.params.model_validate(params), circumstances or context())
    outcome = kind.outcomes[found.code]
    reason = reason_text(outcome.text, found.values)
    lacking = [name for name in re.findall(r"{(\w+)}", outcome.text) if name not in found.values]
    assert not lacking, f"{check}: {found.code} leaves {lacking} open"
    if outcome.verdict in (Verdict.PASS, Verdict.PARTIAL, Verdict.FAIL):
        assert found.evidence or found.searched, f"{check}: {found.code} without evidence"
    if outcome.verdict is Verdict.PARTIAL:
        assert 0 < found.share < 1, f"{check}: a partial with share {found.share}"
    return Said(outcome.verdict, found.code, reason, found)
