"""The engine: every rule of every ruleset judged over one site's snapshot.

Pure: no network, no clock, no order but that of the rulesets. A rule is judged by its kind only
where there is something to judge: what does not apply to the site or the day, or needs a site that
could not be crawled at all, is said to be so first. What people decided or waived is applied last, so
that the machine's verdict stands beside it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pydantic import ValidationError

from checks.context import Context
from checks.coverage import forget
from checks.deduction import Scored
from checks.kind import CheckKind, Params
from checks.kinds import registry
from checks.pairs.paired import Paired, PairRow
from checks.results.crawl_report import crawl_report
from checks.reviews.applying import NOTHING, SiteReviews, reviewed
from checks.scoring import roll_up, score, share_of
from checks.site_result import Crawl, RuleResult, RulesetResult, SiteResult
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import (
    ADDRESS_LENGTH,
    QUOTE_LENGTH,
    browser_notes,
    clean,
    outcomes_said,
    reason_text,
)
from checks.workdays import CalendarUnknown
from crawler.snapshot.facts import SiteSnapshot
from crawler.snapshot.uncollected import uncollected
from rules.model import Clause, Observable, Rule, Ruleset
from rules.vocabulary import Vocabulary

LEVELS = MappingProxyType({"province": "省级", "city": "市级", "county": "县级", "town": "乡镇级"})
KINDS = MappingProxyType({"government": "政府网站", "department": "部门网站", "zone": "功能区网站"})
# The kind whose question is a person's to answer, whatever the crawl brought.
_FOR_A_PERSON = "manual"
_MOST_EVIDENCE = 50
_MOST_TRACES = 20
_MOST_UNREAD = 20
_MOST_PAIRS = 100
_log = logging.getLogger(__name__)


class RuleNotUnderstood(ValueError):
    """A rule names an unknown check kind, or gives it parameters that it does not take."""


def check_site(
    site: SiteSnapshot,
    rulesets: Sequence[Ruleset],
    as_of: date,
    vocabulary: Vocabulary,
    *,
    reviews: SiteReviews = NOTHING,
) -> SiteResult:
    """Judge every rule of the rulesets over a site as it was crawled, from the day `as_of`, and apply
    the site's reviews: score and clauses are those of the verdicts that count.

    Raises RuleNotUnderstood for a rule whose kind or parameters are wrong, which the ruleset's lint
    finds earlier. A check kind that fails by a bug of its own never stops the run: its rule is
    undetermined.
    """
    try:
        with uncollected():
            results = tuple(
                _check_ruleset(site, ruleset, as_of, vocabulary, reviews) for ruleset in rulesets
            )
    finally:
        forget(site)
    return SiteResult(
        id=site.site_id,
        name=clean(site.name),
        url=site.url,
        level=site.level,
        kind=site.kind,
        crawl=Crawl(
            state=site.state,
            started=site.started,
            finished=site.finished,
            since=site.since,
            pages=site.pages,
            fetches=MappingProxyType(site.fetch_counts()),
            notes=tuple(clean(note) for note in (*site.notes, *browser_notes(site, as_of))),
            settings=site.settings,
            report=crawl_report(site, as_of),
        ),
        rulesets=results,
    )


def check_rule(
    site: SiteSnapshot, ruleset: Ruleset, rule: Rule, as_of: date, vocabulary: Vocabulary
) -> RuleResult:
    """Judge one rule of a ruleset over a site. Raises RuleNotUnderstood as `check_site` does."""
    kind, params = understood(rule)
    context = Context(as_of, ruleset.period_of(rule, as_of), ruleset, rule, vocabulary)
    try:
        return _result(site, kind, params, context, ruleset.clause_of(rule))
    finally:
        forget(site)


def _check_ruleset(
    site: SiteSnapshot,
    ruleset: Ruleset,
    as_of: date,
    vocabulary: Vocabulary,
    reviews: SiteReviews,
) -> RulesetResult:
    results: list[RuleResult] = []
    for indicator, rule in ruleset.rules():
        kind, params = understood(rule)
        context = Context(as_of, ruleset.period_of(rule, as_of), ruleset, rule, vocabulary)
        clause = ruleset.clause_of(rule)
        judged = _result(site, kind, params, context, clause)
        results.append(replace(judged, indicator=indicator.id))
    cited = {result.clause for result in results}
    results.extend(
        _unchecked(ruleset, clause)
        for clause in ruleset.clauses
        if f"{ruleset.id}/{clause.id}" not in cited
    )
    results = [reviewed(result, reviews, as_of) for result in results]
    by_clause: dict[str, list[Verdict]] = {}
    for result in results:
        by_clause.setdefault(result.clause, []).append(result.verdict)
    return RulesetResult(
        ruleset=ruleset.id,
        score=score(
            ruleset,
            [Scored(r.verdict, r.share, r.max_points, r.indicator, r.veto) for r in results],
        ),
        results=tuple(results),
        clauses=tuple(
            (full, roll_up(by_clause[full]))
            for full in (f"{ruleset.id}/{clause.id}" for clause in ruleset.clauses)
        ),
    )


def understood(rule: Rule) -> tuple[CheckKind, Params]:
    """The kind and the parameters of a rule. Raises RuleNotUnderstood where they are wrong."""
    kind = registry().get(rule.check)
    if kind is None:
        known = "、".join(sorted(registry()))
        raise RuleNotUnderstood(
            f"规则 {rule.id}：没有名为 {rule.check} 的检查类型，应为 {known} 之一"
        )
    try:
        return kind, kind.params.model_validate(rule.params)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, ("with", *first["loc"])))
        raise RuleNotUnderstood(f"规则 {rule.id}：{where} 有误（{first['msg']}）") from error


def _result(
    site: SiteSnapshot,
    kind: CheckKind,
    params: Params,
    context: Context,
    clause: Clause,
) -> RuleResult:
    rule = context.rule
    blank = RuleResult(
        rule=rule.id,
        clause=f"{context.ruleset.id}/{clause.id}",
        indicator="",
        title=rule.title,
        check=rule.check,
        code="",
        verdict=Verdict.NOT_APPLICABLE,
        share=0.0,
        points=0.0,
        max_points=rule.points,
        reason="",
        fix=rule.fix,
        observable=clause.observable,
        basis=tuple((basis.document, basis.article, basis.verified) for basis in rule.basis),
        veto=rule.veto,
    )
    if why := _not_for(site, context):
        return replace(blank, reason=why)
    if site.state == "failed" and kind.name != _FOR_A_PERSON:
        return _uncrawled(site, blank)
    try:
        judgement = kind.judge(site, params, context)
        return _judged(blank, kind, judgement, rule)
    except CalendarUnknown as unknown:
        return replace(
            blank, verdict=Verdict.UNDETERMINED, code="calendar_unknown", reason=f"{unknown}。"
        )
    except Exception:
        _log.exception("check kind %s failed on site %s, rule %s", kind.name, site.site_id, rule.id)
        return replace(
            blank,
            verdict=Verdict.UNDETERMINED,
            code="internal_error",
            reason="内部错误：检查程序出错，本项未能判定；详情见运行日志。",
        )


def _judged(blank: RuleResult, kind: CheckKind, judgement: Judgement, rule: Rule) -> RuleResult:
    outcome = kind.outcomes[judgement.code]
    share = share_of(outcome.verdict, judgement.share)
    template = rule.reasons.get(judgement.code, outcome.text)
    unread = {fetch.url: fetch for fetch in judgement.unread}
    return replace(
        blank,
        code=judgement.code,
        verdict=outcome.verdict,
        share=share,
        points=share * rule.points,
        reason=reason_text(template, judgement.values),
        evidence=tuple(_shown(each) for each in list(judgement.evidence)[:_MOST_EVIDENCE]),
        traces=tuple(_shown(each) for each in list(judgement.traces)[:_MOST_TRACES]),
        searched=judgement.searched,
        unread=tuple(list(unread.values())[:_MOST_UNREAD]),
        unread_count=len(unread),
        pairs=tuple(_shown_pair(row) for row in list(judgement.pairs)[:_MOST_PAIRS]),
        pair_count=len(judgement.pairs),
        pair_heads=judgement.pair_heads if judgement.pairs else ("", ""),
    )


def _shown_pair(row: PairRow) -> PairRow:
    return replace(
        row,
        document=_shown_side(row.document),
        companion=_shown_side(row.companion) if row.companion else None,
        note=clean(row.note, QUOTE_LENGTH),
    )


def _shown_side(side: Paired) -> Paired:
    return replace(
        side,
        title=clean(side.title, QUOTE_LENGTH),
        url=clean(side.url, ADDRESS_LENGTH),
        number=clean(side.number, 80),
    )


def _shown(evidence: Evidence) -> Evidence:
    return replace(
        evidence,
        url=clean(evidence.url, ADDRESS_LENGTH),
        quote=clean(evidence.quote, QUOTE_LENGTH),
        note=clean(evidence.note, QUOTE_LENGTH),
    )


def _not_for(site: SiteSnapshot, context: Context) -> str:
    """Why a rule does not apply to the site or the day; "" when it does."""
    rule, applies = context.rule, context.ruleset.applies_to
    if rule.off:
        return reason_text("本规则已停用：{reason}。", {"reason": rule.off.rstrip("。")})
    for what, levels, kinds in (
        ("本规则集", applies.level, applies.kind),
        ("本规则", rule.level, rule.kind),
    ):
        if (levels and site.level not in levels) or (kinds and site.kind not in kinds):
            fitting = "".join(
                (
                    "、".join(LEVELS.get(level, level) for level in levels),
                    "、".join(KINDS.get(kind, kind) for kind in kinds) or "网站",
                )
            )
            own = LEVELS.get(site.level, site.level) + KINDS.get(site.kind, site.kind)
            return f"{what}适用于{fitting}，本站为{own}，不适用。"
    if rule.valid_from and context.as_of < rule.valid_from:
        return f"本规则自{rule.valid_from}起适用，判定日{context.as_of}尚不适用。"
    if rule.valid_to and context.as_of > rule.valid_to:
        return (
            f"本规则适用至{rule.valid_to.isoformat()}，判定日{context.as_of.isoformat()}已不适用。"
        )
    return ""


def _uncrawled(site: SiteSnapshot, blank: RuleResult) -> RuleResult:
    unread = site.unread
    counts = outcomes_said(fetch.outcome for fetch in site.fetches)
    evidence = [_shown(Evidence.of(fetch, fetch.detail, note="未能读取")) for fetch in unread[:3]]
    return replace(
        blank,
        verdict=Verdict.UNDETERMINED,
        code="site_not_crawled",
        reason=f"网站首页和入口页均未能抓取（{counts or '没有任何应答'}），无法判定。",
        evidence=tuple(evidence),
        unread=tuple(unread[:_MOST_UNREAD]),
        unread_count=len(unread),
    )


def _unchecked(ruleset: Ruleset, clause: Clause) -> RuleResult:
    """The row of a clause without any rule: shown with its reason, never silently dropped."""
    seen = clause.observable is not Observable.NONE
    full = f"{ruleset.id}/{clause.id}"
    return RuleResult(
        rule=full,
        clause=full,
        indicator="",
        title=clean(clause.text, 40),
        check="none",
        code="no_rule" if seen else "not_observable",
        verdict=Verdict.MANUAL if seen else Verdict.NOT_APPLICABLE,
        share=0.0,
        points=0.0,
        max_points=0.0,
        reason="本条款尚无检查规则，须由评估人判定。" if seen else clause.reason,
        fix="",
        observable=clause.observable,
    )
