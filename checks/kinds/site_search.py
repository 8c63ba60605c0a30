"""The site's own search (站内搜索) works.

**Judged**: whether the homepage has a search form, and what one query for words of the site itself
brought back.

**Counts**: a form whose query answered with results that carry the words.

**Does not count**: a search by another company's engine, and a link to a search page that could not
be tried.

**Why**: 政府网站发展指引（国办发〔2017〕47号）asks for a search within the site. No form on a
homepage that was read fails, and so does a form whose target does not exist or that finds nothing
for the site's own words. A form that plain HTTP cannot use, and a query without an answer, leave it
open.
"""

from __future__ import annotations

from checks.context import Context
from checks.fetch_words import OUTCOMES
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import homepage_links, homepage_unread, read_homepage, unread_frames
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Homepage, Outcome, SearchFact, SiteSnapshot
from rules.vocabulary import Vocabulary

_NAME = "站内搜索"


class SiteSearchParams(Params):
    """`site_search` takes no parameters."""


def judge(site: SiteSnapshot, params: SiteSearchParams, context: Context) -> Judgement:
    """Judge the form and what its one query brought."""
    page = read_homepage(site)
    if page is None:
        unread = homepage_unread(site)
        return Judgement(
            "undetermined", {"unread": unread_said(unread) or "网站首页"}, unread=unread
        )
    if page.search is None:
        return _without_form(site, page, context)
    search = page.search
    values: dict[str, object] = {
        "form": search.form_url,
        "query": search.query,
        "hits": search.hits,
        "detail": search.detail or "搜索表单须由浏览器脚本提交",
    }
    evidence = [
        Evidence.of(
            search.fetch or page.fetch,
            f"搜索词“{search.query}”，结果 {search.hits} 条" if search.query else search.detail,
            note=f"搜索表单：{search.form_url}",
        )
    ]
    code = _code(search)
    if code == "no_answer" and search.outcome is not None:
        values["unread"] = f"搜索结果页（{OUTCOMES[search.outcome].word}）"
    unread = [search.fetch] if search.fetch and code == "no_answer" else []
    return Judgement(code, values, evidence=evidence, unread=unread)


def _code(search: SearchFact) -> str:
    if search.outcome is None:
        return "untried"
    if search.outcome is Outcome.NOT_FOUND:
        return "dead"
    if search.outcome is not Outcome.OK:
        return "no_answer"
    return "pass" if search.hits > 0 else "no_results"


def _without_form(site: SiteSnapshot, page: Homepage, context: Context) -> Judgement:
    links = homepage_links(site, context.vocabulary.names(_NAME))
    if links:
        evidence = [
            Evidence.of(page.fetch, link.text, note=f"链接到 {link.url}") for link in links[:3]
        ]
        values = {"form": links[0].url, "detail": "首页只有搜索页的链接，没有可直接试用的表单"}
        return Judgement("untried", values, evidence=evidence)
    if frames := unread_frames(site):
        return Judgement("undetermined", {"unread": f"首页框架页 {listed(frames, 3)}"})
    evidence = [Evidence.of(page.fetch, page.title, note="已核对的网站首页")]
    return Judgement("no_form", evidence=evidence, searched=Searched(columns=("网站首页",)))


def explain(params: SiteSearchParams, vocabulary: Vocabulary) -> Explanation:
    """What a working search shows."""
    return Explanation(
        (
            "网站首页应有可用的站内搜索。",
            "用网站自身的一个词试搜一次，有结果且结果中含该词的为符合；没有搜索、搜索页不存在或搜不到任何结果的为不符合。",
        ),
        ("首页上的搜索框，连同它试搜一次得到的结果。",),
        (
            "由其他公司的搜索引擎提供的搜索，不算站内搜索。",
            "只有搜索页的链接，或搜索框须由浏览器脚本提交、程序无法试用的，由人核对，记为未能判定。",
            "试搜没有得到应答，或首页没有读到的，记为未能判定。",
        ),
    )


KIND = CheckKind(
    name="site_search",
    params=SiteSearchParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "站内搜索可用：搜索“{query}”得到 {hits} 条结果。"),
        "no_form": OutcomeText(Verdict.FAIL, "网站首页没有站内搜索。"),
        "dead": OutcomeText(Verdict.FAIL, "站内搜索打不开，搜索页不存在：{form}。"),
        "no_results": OutcomeText(
            Verdict.FAIL, "站内搜索不可用：搜索网站自身的词“{query}”没有任何结果。"
        ),
        "untried": OutcomeText(
            Verdict.UNDETERMINED, "站内搜索未能自动试用（{detail}），须由人核对：{form}。"
        ),
        "no_answer": OutcomeText(
            Verdict.UNDETERMINED, "未能读取{unread}，无法判定站内搜索是否可用。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定是否有站内搜索。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)
