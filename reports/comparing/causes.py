"""Why a rule's result is another than at an earlier audit (变化原因), told from what both audits wrote down.

The first cause that holds is the one a change of points is put down to; the others are named beside it. In this order:
a person decided; a page that had to be read did not answer, then or now; the rule was rewritten; the site publishes
something else; only the day is another; the program is another. What none of them explains is said to be unexplained.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.verdict import OPEN
from reports.comparing.audits import Audit, AuditedRule, AuditedSite, RuleText
from reports.hostile import cut
from reports.phrases import number
from reports.wording import OUTCOME_WORDS

_SHOWN = 60
_PAGES_NAMED = 3


class Cause(StrEnum):
    """What a change comes from."""

    REVIEW = "review"
    CRAWL = "crawl"
    RULE = "rule"
    SITE = "site"
    DAY = "day"
    PROGRAM = "program"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause with what shows it, in Chinese."""

    cause: Cause
    words: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Both audits of one site."""

    before: Audit
    after: Audit
    site_before: AuditedSite
    site_after: AuditedSite

    @property
    def same_crawl(self) -> bool:
        """Whether both audits judged the same crawl: then the site cannot have changed between them."""
        crawled = self.site_before.crawled
        return bool(crawled) and crawled == self.site_after.crawled

    @property
    def pages(self) -> tuple[frozenset[str], bool] | None:
        """The pages that the later crawl found new, changed or gone since the earlier audit, and whether these are all;
        None where it was not compared with that one.
        """
        changes = self.site_after.changes
        if changes is None or changes.since != self.before.as_of:
            return None
        return changes.named, changes.count <= changes.listed


def reasons(sides: Sides, before: AuditedRule, after: AuditedRule) -> tuple[Reason, ...]:
    """Why a rule's result changed: at least one reason, the one that counts first."""
    found = list(_found(sides, before, after))
    return tuple(found) or (Reason(Cause.UNKNOWN, "两次的证据、规则和判定日都相同，原因不明"),)


def _found(sides: Sides, before: AuditedRule, after: AuditedRule) -> Iterator[Reason]:
    machine_alike = (before.machine.verdict, before.machine.share) == (
        after.machine.verdict,
        after.machine.share,
    )
    if said := _review(before, after):
        yield Reason(Cause.REVIEW, said)
        if machine_alike and before.max_points == after.max_points:
            return
    if said := "；".join(
        _unread(sides.before, before, sides.site_before.state, "上次")
        + _unread(sides.after, after, sides.site_after.state, "本次")
    ):
        yield Reason(Cause.CRAWL, said)
    if said := rule_changed(sides, before, after):
        yield Reason(Cause.RULE, said)
    said = "" if machine_alike or sides.same_crawl else _site_changed(sides, before, after)
    if said:
        yield Reason(Cause.SITE, said)
    elif not machine_alike and sides.before.as_of != sides.after.as_of:
        told = f"判定日由 {sides.before.as_of} 到 {sides.after.as_of}，网站上的依据未变"
        yield Reason(Cause.DAY, told)
    if said := program_changed(sides, before):
        yield Reason(Cause.PROGRAM, said)


def _review(before: AuditedRule, after: AuditedRule) -> str:
    """What people decided otherwise; a waiver shows in the verdict alone where it comes from the site list."""
    if before.decision == after.decision:
        waived = [rule.effective.verdict == "waived" for rule in (before, after)]
        if waived[0] == waived[1] or before.decision:
            return ""
        holder, when = (after, "本次") if waived[1] else (before, "上次")
        return f"{when}已豁免：{cut(holder.effective.reason, _SHOWN)}"
    told = [
        f"{when}：{cut(decision, _SHOWN) or '机器判定'}"
        for when, decision in (("上次", before.decision), ("本次", after.decision))
    ]
    return "，".join(told)


def _unread(audit: Audit, rule: AuditedRule, state: str, when: str) -> list[str]:
    """What was not read, where it kept the rule from being decided."""
    if rule.machine.verdict != "undetermined":
        return []
    if state == "failed":
        return [f"{when}（{audit.as_of}）网站未能抓取"]
    if not rule.unread:
        return []
    how = "、".join(OUTCOME_WORDS.get(code, code) for code in rule.outcomes if code)
    return [f"{when}有 {rule.unread} 个应读的页面未读到" + (f"（{how}）" if how else "")]


def rule_changed(sides: Sides, before: AuditedRule, after: AuditedRule) -> str:
    """What of the rule was rewritten; "" where nothing was, or nothing that the documents show."""
    old = sides.before.rulesets.get(before.ruleset)
    new = sides.after.rulesets.get(after.ruleset)
    told: list[str] = []
    if before.max_points != after.max_points:
        told.append(f"分值 {number(before.max_points)}→{number(after.max_points)}")
    if before.veto != after.veto:
        told.append("改为单项否决" if after.veto else "不再单项否决")
    if old and new and old.sha256 and old.sha256 == new.sha256:
        # The same file: what differs beside it comes from the program.
        return "；".join(told)
    texts = [ruleset.rules.get(before.rule) if ruleset else None for ruleset in (old, new)]
    if texts[0] and texts[1]:
        told += _rewritten(texts[0], texts[1])
    elif old and new and old.sha256 != new.sha256:
        told.append("规则集文件有改动，结果中没有逐条写明改了什么")
    return "；".join(told)


def _rewritten(old: RuleText, new: RuleText) -> list[str]:
    told = []
    if old.clause != new.clause:
        told.append(f"条款原文由“{cut(old.clause, _SHOWN)}”改为“{cut(new.clause, _SHOWN)}”")
    words = {
        "clause": "所引条款",
        "indicator": "所属指标",
        "check": "检查方式",
        "level": "适用级别",
        "kind": "适用类型",
        "valid_from": "生效日",
        "valid_to": "失效日",
        "off": "停用",
    }
    before, after = dict(old.substance), dict(new.substance)
    told += [
        f"{word}{_between(before[key], after[key])}"
        for key, word in words.items()
        if before[key] != after[key]
    ]
    values, changed = dict(old.parameters), dict(new.parameters)
    told += [
        f"参数 {name}{_between(values.get(name, ''), changed.get(name, ''))}"
        for name in {**values, **changed}
        if values.get(name, "") != changed.get(name, "")
    ]
    return told


def _between(old: str, new: str) -> str:
    return f"由“{cut(old, _SHOWN) or '（无）'}”改为“{cut(new, _SHOWN) or '（无）'}”"


def _site_changed(sides: Sides, before: AuditedRule, after: AuditedRule) -> str:
    """What the site publishes otherwise, as far as the rule's evidence shows; "" where that is as it was."""
    quoted = [{(url, words) for url, _, words in rule.pages} for rule in (before, after)]
    hashes = [{url: sha for url, sha, _ in rule.pages if sha} for rule in (before, after)]
    rewritten = {
        url for url in hashes[0].keys() & hashes[1].keys() if hashes[0][url] != hashes[1][url]
    }
    compared = sides.pages
    if compared is not None:
        pages, all_named = compared
        if all_named and not pages:
            return ""
        seen = pages & {url for side in quoted for url, _ in side}
        if seen:
            return f"依据的页面有增删改：{_named(seen)}"
    told = []
    if quoted[0] != quoted[1]:
        other = {url for url, _ in quoted[0] ^ quoted[1]}
        told.append(f"证据不同：{_named(other)}")
    if None not in (before.searched, after.searched) and before.searched != after.searched:
        told.append(f"检索到的文档由 {before.searched} 篇变为 {after.searched} 篇")
    if not told and rewritten and compared is None:
        # A page's bytes change with every visit where it counts its readers: the crawl, which compares what is read, goes
        # before.
        told.append(f"页面内容有变：{_named(rewritten)}")
    return "；".join(told)


def _named(urls: set[str] | frozenset[str]) -> str:
    shown = [cut(url, _SHOWN) for url in sorted(urls)[:_PAGES_NAMED] if url]
    more = f" 等 {len(urls)} 页" if len(urls) > _PAGES_NAMED else ""
    return "、".join(shown) + more


def program_changed(sides: Sides, rule: AuditedRule) -> str:
    """How the program differs that judged."""
    before, after = sides.before, sides.after
    if before.scoring != after.scoring:
        return f"评分算法由第 {before.scoring} 版到第 {after.scoring} 版"
    if before.version != after.version:
        return f"程序由 {before.version} 版到 {after.version} 版"
    old, new = (audit.rulesets.get(rule.ruleset) for audit in (before, after))
    if old and new and old.sha256 and old.sha256 == new.sha256:
        texts = [ruleset.rules.get(rule.rule) for ruleset in (old, new)]
        if texts[0] and texts[1] and texts[0] != texts[1]:
            return "规则文件未变，程序或词表对它的读法变了"
        if sides.same_crawl and before.as_of == after.as_of:
            return "同一次抓取、同一规则集、同一判定日，程序的判法变了"
    return ""


def is_open(verdict: str) -> bool:
    """Whether a verdict awaits a person or another crawl."""
    return verdict in {each.value for each in OPEN}
