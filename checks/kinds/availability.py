"""The site can be reached (站点可用性).

**Judged**: nothing from a single crawl. 国办秘函〔2019〕19号 asks for a week of probes, at least
twenty a day, and vetoes a site that fails to open in 5% of them; one crawl is one moment. The
verdict is always `undetermined`, with what this crawl saw of the homepage.

**Counts**: as an indication, whether the homepage answered, and how many requests of the crawl
were not answered.

**Does not count**: single failures, as proof of anything.

**Why**: a firewall that refuses the audit's address looks like a site that is down.
"""

from __future__ import annotations

from pydantic import Field

from checks.context import Context
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import read_homepage
from checks.verdict import Evidence, Judgement, Verdict
from crawler.snapshot.facts import Outcome, SiteSnapshot
from rules.vocabulary import Vocabulary

# Outcomes in which nothing of the site answered at all.
_SILENT = frozenset({Outcome.TIMEOUT, Outcome.REFUSED, Outcome.DNS})


class AvailabilityParams(Params):
    """Parameters of `availability`: how a person, or another tool, would have to measure it."""

    days: int = Field(default=7, ge=1, description="应连续监测多少天")
    per_day: int = Field(default=20, ge=1, description="每天至少访问多少次")
    percent: float = Field(
        default=5, gt=0, le=100, description="无法打开的次数达到百分之几为不符合"
    )


def judge(site: SiteSnapshot, params: AvailabilityParams, context: Context) -> Judgement:
    """Say what would decide it, and what this crawl saw."""
    page = read_homepage(site)
    sent = [fetch for fetch in site.fetches if fetch.fetched_at]
    silent = [fetch for fetch in sent if fetch.outcome in _SILENT]
    values = {
        "days": params.days,
        "per_day": params.per_day,
        "percent": f"{params.percent:g}",
        "home": "打开了首页" if page else "未能打开首页",
        "sent": len(sent),
        "silent": len(silent),
    }
    shown = [Evidence.of(page.fetch, page.title, note="本次打开的首页")] if page else []
    shown += [Evidence.of(fetch, fetch.detail, note="本次没有应答") for fetch in silent[:3]]
    return Judgement("undetermined", values, evidence=shown)


def explain(params: AvailabilityParams, vocabulary: Vocabulary) -> Explanation:
    """Why one crawl cannot tell."""
    return Explanation(
        (
            f"应连续监测{params.days}天、每天访问不少于{params.per_day}次，"
            f"无法打开网站的次数达到{params.percent:g}%的为不符合。",
            "一次抓取只是一个时刻，不足以判定，因此本项总是记为未能判定，并列出本次抓取所见。",
        ),
        ("本次抓取是否打开首页、多少次请求没有应答，作为线索列出。",),
        ("个别请求失败、防火墙拒绝本工具的访问，都不能证明网站无法访问。",),
    )


KIND = CheckKind(
    name="availability",
    params=AvailabilityParams,
    judge=judge,
    outcomes={
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "须连续监测 {days} 天、每天访问不少于 {per_day} 次（无法打开达 {percent}% 即不符合），"
            "一次抓取不能判定。本次{home}，{sent} 次请求中 {silent} 次没有应答。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)
