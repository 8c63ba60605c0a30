"""Links within the site lead somewhere.

**Judged**: the targets of links within the site that the crawl tried, each target once.

**Counts as dead**: an answer that the page does not exist: status 404 or 410, or a page that says
so or is the homepage again under a wrong address.

**Does not count**: links to other sites; targets that robots.txt closes. A page that answered and
could not be understood (script shell, too large, cut off) is alive. A timeout, a refusal, a
firewall's page, a server error and a target beyond the crawl's budget are no answer: such a target
may be dead or alive.

**Why**: 国办秘函〔2019〕19号 deducts for links that do not open. `pass_at` dead links or fewer
pass, `fail_at` or more fail; between them the share falls evenly. Targets without an answer leave
the rule open only where, all being dead, they would change the verdict.
"""

from __future__ import annotations

from pydantic import Field, model_validator

from checks.context import Context
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import clean, unread_said
from crawler.snapshot.facts import DeadLink, Fetch, Outcome, Role, SiteSnapshot
from rules.vocabulary import Vocabulary

_MOST_SHOWN = 30
# Not to be asked, or no link inside the site.
_OUT_OF_SCOPE = frozenset({Outcome.ROBOTS, Outcome.OFF_SITE, Outcome.PRIVATE})
# The page answered, whatever could be read of it.
_ANSWERED = frozenset(
    {Outcome.OK, Outcome.SCRIPT_SHELL, Outcome.TOO_LARGE, Outcome.BROKEN, Outcome.NO_TEXT}
)

_ALIVE = _ANSWERED | _OUT_OF_SCOPE


class LinksAliveParams(Params):
    """Parameters of `links_alive`."""

    pass_at: int = Field(
        default=0, ge=0, description="失效链接不超过多少个即通过", json_schema_extra=BOUND
    )
    fail_at: int = Field(
        default=10, ge=1, description="失效链接达到多少个即不通过", json_schema_extra=BOUND
    )

    @model_validator(mode="after")
    def _in_order(self) -> LinksAliveParams:
        if self.fail_at <= self.pass_at:
            raise ValueError(f"fail_at（{self.fail_at}）应大于 pass_at（{self.pass_at}）")
        return self


def judge(site: SiteSnapshot, params: LinksAliveParams, context: Context) -> Judgement:
    """Count dead targets and those without an answer."""
    dead: dict[str, DeadLink] = {}
    for link in site.dead_links:
        dead.setdefault(link.url, link)
    tried = {f.url for f in site.fetches if f.outcome in _ANSWERED}
    unread: dict[str, Fetch] = {}
    for fetch in site.fetches:
        known = fetch.url in dead or fetch.url in tried
        if not known and fetch.outcome not in _ALIVE and fetch.role is not Role.SEARCH:
            unread.setdefault(fetch.url, fetch)
    count, most = len(dead), len(dead) + len(unread)
    values = {
        "count": count,
        "tried": len(tried | dead.keys()),
        "open": len(unread),
        "pass_at": params.pass_at,
        "fail_at": params.fail_at,
        "shown": "" if count <= _MOST_SHOWN else f"，下列前 {_MOST_SHOWN} 个",
        "first": "、".join(clean(link.text or link.url, 40) for link in list(dead.values())[:3]),
        "unread": unread_said(unread.values()),
    }
    evidence = [_evidence(link) for link in list(dead.values())[:_MOST_SHOWN]]
    if not evidence and site.homepage is not None:
        home = site.homepage
        evidence = [Evidence.of(home.fetch, home.title, note="从首页起逐页核对站内链接")]
    where = Searched(columns=("站内链接",), documents=len(tried | dead.keys()))
    if count >= params.fail_at:
        return Judgement("fail", values, evidence=evidence, searched=where)
    if most <= params.pass_at:
        code = "pass_some" if count else "pass"
        return Judgement(code, values, evidence=evidence, searched=where)
    if params.pass_at < count and most < params.fail_at:
        share = (params.fail_at - count) / (params.fail_at - params.pass_at)
        return Judgement("partial", values, share=share, evidence=evidence, searched=where)
    return Judgement(
        "undetermined", values, evidence=evidence, searched=where, unread=list(unread.values())
    )


def _evidence(link: DeadLink) -> Evidence:
    status = f"状态码 {link.fetch.status}" if link.fetch.status else "页面不存在"
    detail = f"，{link.fetch.detail}" if link.fetch.detail else ""
    where = link.found_on or "（不详）"
    return Evidence.of(
        link.fetch, link.text or link.url, note=f"{status}{detail}；链接所在页面：{where}"
    )


def explain(params: LinksAliveParams, vocabulary: Vocabulary) -> Explanation:
    """How many dead links are allowed, and what makes a link dead."""
    few = (
        "没有失效链接的为符合"
        if not params.pass_at
        else f"失效链接不超过{params.pass_at}个的为符合"
    )
    middle = "；介于两者之间的，失效越多得分越少" if params.fail_at > params.pass_at + 1 else ""
    return Explanation(
        (
            "网站内部的链接应能打开，每个网址只算一次。",
            f"{few}，达到{params.fail_at}个的为不符合{middle}。",
        ),
        ("服务器答复页面不存在，或页面自称“找不到”，或错误的网址又跳回首页的，算失效链接。",),
        (
            "指向其他网站的链接不算。",
            "网站不许程序访问的网址不算。",
            "超时、拒绝连接、服务器出错、被防护系统拦下的，不算失效；数量足以改变结论时，记为未能判定。",
        ),
    )


KIND = CheckKind(
    name="links_alive",
    params=LinksAliveParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "核对了 {tried} 个站内链接，没有失效链接。"),
        "pass_some": OutcomeText(
            Verdict.PASS,
            "核对了 {tried} 个站内链接，失效 {count} 个（{first}），不超过 {pass_at} 个。",
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "核对了 {tried} 个站内链接，失效 {count} 个（{first}{shown}），不足 {fail_at} 个。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL,
            "核对了 {tried} 个站内链接，失效 {count} 个，达到 {fail_at} 个（{first}{shown}）。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "已见失效链接 {count} 个，另有 {open} 个站内链接没有应答（{unread}），结论取决于此。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)
