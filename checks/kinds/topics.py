"""Information on each of several topics (主题): 职业技能培训、公益性岗位、就业补贴、灵活就业.

**Judged**: of each topic, whether the site published at least one document (or `at_least`) within the window.

**Counts**: documents known from a list as well as those read. A document that fits two topics counts for both.

**Does not count**: reposts of other authorities' documents, documents dated after the audit's day, and the same article
at a second address.

**Why**: a clause that names its topics one by one is met topic by topic: ten documents on training say nothing of public
posts. `pass_at` topics or more pass (all of them unless said otherwise), `fail_at` or fewer fail, and between them the
share is that of all topics. A topic of which too little was found lacks only where all that could hold more was read; an
open topic leaves the rule open only where it could change the verdict. Nothing fails while the period runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field, model_validator

from checks import coverage
from checks.citing import MOST_SHOWN, cite, said
from checks.context import Context
from checks.counts.counting import Holding, Window, holding_of, is_running, open_words, window_of
from checks.explained.explaining import (
    GOVERNMENT_ONLY,
    NO_REPOSTS,
    NOT_GUESSED,
    NOT_YET,
    ONE_ARTICLE,
    columns_said,
    conditions_of,
    lookalikes_of,
    names_said,
    window_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import listed
from crawler.snapshot.facts import SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_WINDOWS = {"period": "评价期间内", "any": "不限时间", "from_period": "评价期间起始日至判定日"}


class Topic(Params):
    """One topic: what its documents are about, and how many there must be."""

    name: str = Field(min_length=1, description="主题名称，如 职业技能培训")
    subject: SubjectRef = Field(description="对象：rules/subjects/ 中的名称，或就地写明的对象")
    at_least: int = Field(
        default=1, ge=1, description="该主题至少应有的件数", json_schema_extra=BOUND
    )


class TopicsParams(Params):
    """Parameters of `topics`."""

    topics: tuple[Topic, ...] = Field(min_length=1, description="各主题")
    pass_at: int | None = Field(
        default=None,
        ge=1,
        description="达到多少个主题即通过；不写为全部",
        json_schema_extra=BOUND,
    )
    fail_at: int = Field(
        default=0,
        ge=0,
        description="只有多少个主题或更少即不通过",
        json_schema_extra=BOUND,
    )
    window: Window = Field(
        default="period",
        description="发布日期的范围：期间内；不限（未标日期的也算）；期间起始日至判定日",
    )
    issuer: Literal["any", "government"] = Field(
        default="any", description="government：部门、镇街自己的文件不计"
    )

    @model_validator(mode="after")
    def _in_order(self) -> TopicsParams:
        if not self.fail_at < self.wanted <= len(self.topics):
            raise ValueError(
                f"应为 fail_at < pass_at ≤ 主题数（{len(self.topics)}），"
                f"实际 fail_at={self.fail_at}、pass_at={self.wanted}"
            )
        return self

    @property
    def wanted(self) -> int:
        """How many topics pass."""
        return len(self.topics) if self.pass_at is None else self.pass_at


@dataclass(frozen=True, slots=True)
class _Found:
    """One topic with what the site holds of it; `met` None: undecided."""

    topic: Topic
    held: Holding
    met: bool | None

    @property
    def lacking(self) -> str:
        """The topic as a reason names it where it lacks."""
        count = len(self.held.found)
        return (
            f"{self.topic.name}（{count}件，应有{self.topic.at_least}件）"
            if count
            else self.topic.name
        )


def judge(site: SiteSnapshot, params: TopicsParams, context: Context) -> Judgement:
    """Count the topics that are met, those that are not, and those that cannot be told."""
    found = [_found(site, params, context, topic) for topic in params.topics]
    met = [each for each in found if each.met]
    unmet = [each for each in found if each.met is False]
    unknown = [each for each in found if each.met is None]
    code = _code(params, len(met), len(met) + len(unknown))
    if code in ("partial", "fail") and is_running(params.window, context):
        code = "not_due"
    unread = list({fetch.url: fetch for each in unknown for fetch in each.held.unread}.values())
    lists = list({column.url: column for each in unknown for column in each.held.lists}.values())
    undated = sum(len(each.held.undated) for each in unknown)
    names = listed((each.lacking for each in unmet), 20)
    values = {
        "total": len(found),
        "count": len(met),
        "pass_at": params.wanted,
        "met": listed((each.topic.name for each in met), 20) or "无",
        "missing": names or "无",
        "lacking": f"未发现{names}类信息。" if names else "",
        "unknown": listed((each.lacking for each in unknown), 20) or "无",
        "unread": open_words(unread, lists, undated),
    }
    return Judgement(
        code,
        values,
        share=len(met) / max(len(met) + len(unmet), 1),
        evidence=_evidence(site, found),
        searched=_searched(site, params, context, unmet) if unmet else None,
        unread=unread if code == "undetermined" else (),
    )


def _found(site: SiteSnapshot, params: TopicsParams, context: Context, topic: Topic) -> _Found:
    held = holding_of(site, context, topic.subject, params.window, params.issuer)
    if len(held.found) >= topic.at_least:
        return _Found(topic, held, True)
    return _Found(topic, held, None if held.may_reach(topic.at_least) else False)


def _code(params: TopicsParams, met: int, most: int) -> str:
    if met >= params.wanted:
        return "pass"
    if most <= params.fail_at:
        return "fail"
    if met > params.fail_at and most < params.wanted:
        return "partial"
    return "undetermined"


def _evidence(site: SiteSnapshot, found: Sequence[_Found]) -> list[Evidence]:
    shown = max(1, MOST_SHOWN // len(found))
    return [
        cite(site, document, f"{each.topic.name}：{said(document)}")
        for each in found
        for document in each.held.found[: min(shown, max(each.topic.at_least, 2))]
    ][:MOST_SHOWN]


def _searched(
    site: SiteSnapshot, params: TopicsParams, context: Context, unmet: Sequence[_Found]
) -> Searched:
    """What was searched for the topics that lack: everything where one of them may stand anywhere."""
    columns: dict[str, None] = {}
    for each in unmet:
        own = tuple(context.vocabulary.subject(each.topic.subject).every_column())
        if not own:
            columns.clear()
            break
        columns.update(dict.fromkeys(own))
    first, last = window_of(params.window, context)
    return coverage.searched(site, context, tuple(columns), first=first, last=last)


def explain(params: TopicsParams, vocabulary: Vocabulary) -> Explanation:
    """The topics, how many are enough, and what each is known by."""
    total, wanted, too_few = len(params.topics), params.wanted, params.fail_at
    names = names_said([topic.name for topic in params.topics])
    enough = f"{total}类都有" if wanted == total else f"有{wanted}类以上"
    least = f"只有{too_few}类或更少的" if too_few else "一类也没有的"
    middle = "，其余按已有的类数给分" if wanted > too_few + 1 else ""
    counts: list[str] = []
    for topic in params.topics:
        counts += conditions_of(topic.subject, vocabulary, topic.name)
        if topic.at_least > 1:
            counts.append(f"{topic.name}应不少于{topic.at_least}件。")
    columns = dict.fromkeys(
        column
        for topic in params.topics
        for column in vocabulary.subject(topic.subject).every_column()
    )
    if columns:
        counts.append(f"重点在{columns_said(tuple(columns))}查找。")
    counts.append(
        "标题、栏目与主题相符即算；只在列表中出现、页面没有读到的也算；一件可以同时算入两类。"
    )
    excludes = []
    if any(lookalikes_of(topic.subject, vocabulary) for topic in params.topics):
        excludes.append("标题表明只是工作报道或另一类文件的不算，每类所排除的词语见参数。")
    if params.issuer == "government":
        excludes.append(GOVERNMENT_ONLY)
    excludes += [NO_REPOSTS, NOT_YET, ONE_ARTICLE, NOT_GUESSED]
    return Explanation(
        (
            f"{window_said(params.window)}文件，应覆盖下列{total}类信息：{names}。",
            f"{enough}的为符合，{least}为不符合{middle}。",
        ),
        tuple(counts),
        tuple(excludes),
    )


KIND = CheckKind(
    name="topics",
    params=TopicsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS,
            "所查{total}类信息中公开了{count}类（达到{pass_at}类即可）：{met}。{lacking}",
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL, "所查{total}类信息中公开了{count}类，不足{pass_at}类；{lacking}"
        ),
        "fail": OutcomeText(Verdict.FAIL, "所查{total}类信息中公开了{count}类；{lacking}"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED,
            "所查{total}类信息中已见到{count}类，要求{pass_at}类，{unknown}有无尚不能判定：{unread}。",
        ),
        "not_due": OutcomeText(
            Verdict.NOT_APPLICABLE,
            "期间尚未结束，所查{total}类信息中目前公开了{count}类，要求{pass_at}类。",
        ),
    },
    doc=__doc__ or "",
    anytime=lambda params: (
        [topic.subject for topic in params.topics] if params.window == "any" else []
    ),
    explain=explain,
)
