"""The words of a comparison (对比用语): what became of rules, and why, as pages, terminal and messages say it."""

from __future__ import annotations

from reports.comparing.audits import AuditedRule
from reports.comparing.causes import Cause
from reports.comparing.comparison import RuleChange
from reports.comparing.scores import ROUNDING
from reports.phrases import number
from reports.wording import FINDINGS, verdict_words

STATES = {
    "worse": ("退步", "↓"),
    "improved": ("改进", "↑"),
    "other": ("不可比", "↔"),
    "new": ("新增", "＋"),
    "gone": ("消失", "－"),
    "unchanged": ("未变", "＝"),
}
"""What became of a rule: word and symbol."""

STATE_MEANINGS = {
    "worse": "两次都有判定，本次得分比例更低",
    "improved": "两次都有判定，本次得分比例更高",
    "other": "有一次未能判定、待人工判定、已豁免或不适用，不能说进步或退步",
    "new": "上次没有这条规则",
    "gone": "本次没有这条规则",
    "unchanged": "判定相同；分值改动的另列原因",
}

CAUSES = {
    Cause.REVIEW.value: "人工判定变了",
    Cause.CRAWL.value: "抓取未成",
    Cause.RULE.value: "规则变了",
    Cause.SITE.value: "网站变了",
    Cause.DAY.value: "只是判定日变了",
    Cause.PROGRAM.value: "程序变了",
    Cause.UNKNOWN.value: "原因不明",
    ROUNDING: "舍入",
}

CAUSE_MEANINGS = {
    Cause.REVIEW.value: "人工判定或豁免有增减、改动",
    Cause.CRAWL.value: "有一次应读的页面未读到，因而未能判定，不说明网站的好坏",
    Cause.RULE.value: "条款原文、分值、参数或适用范围有改动，或规则有增减",
    Cause.SITE.value: "所依据的页面、摘录或检索到的文档与上次不同",
    Cause.DAY.value: "网站上的依据未变，期限或评价期间因判定日后移而不同",
    Cause.PROGRAM.value: "规则与网站未变，程序对它们的读法或算法不同",
    Cause.UNKNOWN.value: "两次结果所载不足以说明",
    ROUNDING: "结果中的得分比例只留两位小数，重算时的出入",
}

RULESET_STATES = {
    "same": "规则集未变",
    "changed": "规则集有改动",
    "new": "新增",
    "gone": "本次未用",
}

SITE_STATES = {"both": "两次都评价", "new": "上次未评价", "gone": "本次未评价"}


def signed(value: float | None) -> str:
    """A difference with its sign; a dash for none, 0 for no difference."""
    if value is None:
        return "—"
    return f"+{number(value)}" if value > 0 else number(value).replace("-", "−")


def arrow(value: float | None) -> str:
    """A difference as an arrow with its size: "↑ 3.5"."""
    if value is None:
        return ""
    return "＝" if not value else f"{'↑' if value > 0 else '↓'} {number(abs(value))}"


def verdicts_said(change: RuleChange) -> str:
    """Both verdicts in words, with the points where they are what differs: "不符合（0/6）→符合（6/6）"."""
    return f"{ruling_said(change.before)} → {ruling_said(change.after)}"


def ruling_said(rule: AuditedRule | None) -> str:
    """A verdict in words, with the points where it is one that counts: "部分符合（3/6）"."""
    if rule is None:
        return "（无）"
    word = verdict_words(rule.effective.verdict).word
    if rule.effective.verdict not in ("pass", *FINDINGS):
        return word
    return f"{word}（{number(rule.points)}/{number(rule.max_points)}）"
