"""Every department publishes each of several things: its budget and its accounts (部门预算、部门决算各一份).

**Judged**: of every department seen to publish any of the sets, whether it published at least one document of each.

**Counts**: a document for the body that its title begins with, its issuer, source, signature or column names, under
whatever name it goes (应急局, 应急管理局). Towns and streets count as departments do.

**Does not count**: what the site's own government publishes of its own, reposts, documents dated after the audit's day.

**Why**: 推进各部门单位预算、决算公开: the budgets of ten departments do not make up for the accounts that one of them keeps
back. The share is that of all pairs of department and set. A document that names no department may be anybody's: it
keeps open whoever lacks one, as do pages that were not read. Where no department can be told, it decides whether there
is any document of each set.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from checks.citing import MOST_SHOWN, cite, said
from checks.context import Context
from checks.counts.counting import Holding, Window, holding_of, is_running, open_words, window_of
from checks.counts.tally import Tally
from checks.explained.explaining import NOT_GUESSED, counted_of, left_out_of, window_said
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.matching import searched_for
from checks.publishing.publishers import GOVERNMENT, full_names, publisher_of, same_body
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_ANYBODY = "各部门"


class PublishedSet(Params):
    """One of the things that every department publishes."""

    name: str = Field(min_length=1, description="名称，如 部门预算")
    subject: SubjectRef = Field(description="对象：rules/subjects/ 中的名称，或就地写明的对象")


class PublisherSetsParams(Params):
    """Parameters of `publisher_sets`."""

    sets: tuple[PublishedSet, ...] = Field(min_length=2, description="每个部门都应公开的各类文件")
    window: Window = Field(
        default="period",
        description="发布日期的范围：期间内；不限（未标日期的也算）；期间起始日至评估日",
    )


@dataclass(slots=True)
class _Held:
    """What the site holds of one set: by publisher, and what names none."""

    asked: PublishedSet
    held: Holding
    owned: dict[str, list[Document]]
    nobodys: list[Document]


@dataclass(frozen=True, slots=True)
class _Pair:
    """One department and one set: whether it has it (None: open)."""

    publisher: str
    asked: PublishedSet
    met: bool | None


def judge(site: SiteSnapshot, params: PublisherSetsParams, context: Context) -> Judgement:
    """Hand the documents of each set to their publishers, and compare."""
    sets = [_held(site, params, context, asked) for asked in params.sets]
    names = [name for each in sets for name in each.owned]
    whole = full_names(names)
    publishers = sorted(set(whole.values())) or [_ANYBODY]
    pairs = [_pair(publisher, each, whole) for publisher in publishers for each in sets]
    met = [pair for pair in pairs if pair.met]
    unmet = [pair for pair in pairs if pair.met is False]
    opened = [pair for pair in pairs if pair.met is None]
    lists = [column for each in sets for column in each.held.lists]
    unread = list({f.url: f for each in sets for f in each.held.unread}.values())
    tally = Tally(len(met), len(unmet), len(opened), bool(lists or unread))
    code = tally.code
    if code in ("partial", "fail") and is_running(params.window, context):
        code = "not_due"
    nobodys = sum(len(each.nobodys) for each in sets)
    beside = open_words(unread, lists)
    values = {
        "publishers": 0 if publishers == [_ANYBODY] else len(publishers),
        "sets": "、".join(each.name for each in params.sets),
        "pairs": tally.total,
        "met": len(met),
        "missing": listed((f"{p.publisher}的{p.asked.name}" for p in unmet), 6) or "无",
        "open": listed((f"{p.publisher}的{p.asked.name}" for p in opened), 6) or "无",
        "unread": "，".join(
            words
            for words in (
                "" if beside == "无" else beside,
                f"{nobodys}件看不出由谁发布" if nobodys else "",
            )
            if words
        )
        or "无",
    }
    return Judgement(
        code,
        values,
        share=tally.share,
        evidence=_evidence(site, sets),
        searched=searched_for(
            site, context, params.sets[0].subject, *window_of(params.window, context)
        ),
        unread=unread if code == "undetermined" else (),
    )


def _held(
    site: SiteSnapshot, params: PublisherSetsParams, context: Context, asked: PublishedSet
) -> _Held:
    held = holding_of(site, context, asked.subject, params.window)
    owned: dict[str, list[Document]] = {}
    nobodys: list[Document] = []
    for document in held.found:
        publisher = publisher_of(site, document)
        if publisher is None:
            nobodys.append(document)
        elif publisher.name != GOVERNMENT:
            owned.setdefault(publisher.name, []).append(document)
        else:
            # The office that put it on the site is named, the department is not.
            nobodys.append(document)
    return _Held(asked, held, owned, nobodys)


def _pair(publisher: str, each: _Held, whole: dict[str, str]) -> _Pair:
    if publisher == _ANYBODY:
        met: bool | None = bool(each.held.found)
    else:
        met = any(whole[name] == publisher or same_body(name, publisher) for name in each.owned)
    if not met and (each.nobodys or each.held.undated or each.held.may_reach(1, 0)):
        met = None
    return _Pair(publisher, each.asked, met)


def _evidence(site: SiteSnapshot, sets: list[_Held]) -> list[Evidence]:
    shown: list[Evidence] = []
    for each in sets:
        for name, documents in each.owned.items():
            note = f"{name}：{each.asked.name}，{said(documents[0])}"
            shown.append(cite(site, documents[0], note))
        shown += [cite(site, d, f"看不出由哪个部门发布：{said(d)}") for d in each.nobodys]
    return shown[:MOST_SHOWN]


def explain(params: PublisherSetsParams, vocabulary: Vocabulary) -> Explanation:
    """What every department must have, and how a department is told."""
    names = "、".join(each.name for each in params.sets)
    counts = [
        f"“{each.name}”：{words}"
        for each in params.sets
        for words in counted_of(each.subject, vocabulary)
    ]
    counts.append(
        "由标题开头的机关、发文机关或发布机构、来源、落款和所在栏目判断是哪个部门的；简称与全称视为同一部门。"
    )
    excludes = [
        f"“{each.name}”：{words}"
        for each in params.sets
        for words in left_out_of(each.subject, vocabulary)[:1]
    ]
    excludes += [
        "看不出由哪个部门发布的，不计入任何部门，但可能影响结论时记为未能判定。",
        NOT_GUESSED,
    ]
    return Explanation(
        (
            f"凡公开过其中一类的部门，都应公开{names}（{window_said(params.window)}）。",
            "各部门各类齐全的为符合，一类也没有的为不符合，其余按“部门×类别”中做到的比例给分。",
        ),
        tuple(counts),
        tuple(excludes),
    )


KIND = CheckKind(
    name="publisher_sets",
    params=PublisherSetsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "{publishers}个部门均公开了{sets}。"),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "{publishers}个部门应公开{sets}共{pairs}项，公开了{met}项，缺{missing}。",
        ),
        "fail": OutcomeText(Verdict.FAIL, "没有部门公开{sets}。"),
        "undetermined": OutcomeText(Verdict.UNDETERMINED, "{open}是否公开尚不能判定：{unread}。"),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "没有应评的部门。"),
        "not_due": OutcomeText(
            Verdict.NOT_APPLICABLE, "期间尚未结束，{publishers}个部门目前公开了{met}项。"
        ),
    },
    doc=__doc__ or "",
    anytime=lambda params: [each.subject for each in params.sets] if params.window == "any" else [],
    explain=explain,
)
