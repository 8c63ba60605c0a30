"""Every department publishes at least so many: 区政府各部门每年开展政策评价不少于2次.

**Judged**: of each publisher by itself, whether enough of the documents that fit the subject are its own: the
departments named in `publishers`, or else all departments seen to publish any; and with `government` the site's own
government, by a number of its own.

**Counts**: a document for the body that its title begins with, its issuer (发文机关, 发布机构), source, signature or column
names, under whatever name it goes (教体局, 教育和体育局). With `distinct: event` reports of one event count once, with
`matter` all that is about one policy; what a department did stays the department's where the government reports it too,
and a joint event counts for each department.

**Does not count**: reposts, documents dated after the audit's day, and those of towns and streets, which are no
departments, unless `publishers` names them.

**Why**: 政策评价原则上区政府不少于5次、各部门不少于2次: ten by one department do not make up for none by another. A
document that names no publisher may be anybody's: it counts for nobody, but keeps open whoever it could bring to the
number, as do pages that were not read. What only a person can say counts (`doubtful`: a questionnaire that asks for
answers) leaves a publisher that it would bring to the number to a person. All pass, none fail, and some earn their share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import Field

from checks.citing import MOST_SHOWN, cite, said
from checks.context import Context
from checks.counts.counting import (
    Holding,
    Window,
    groups_in,
    holding_of,
    is_running,
    window_of,
    with_doubtful,
)
from checks.counts.matters import UNIT, Distinct
from checks.counts.tally import Tally
from checks.explained.explaining import (
    NOT_GUESSED,
    counted_of,
    doubtful_said,
    left_out_of,
    names_said,
    subject_said,
    window_said,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import known_identity, more_unread_for, searched_for
from checks.publishing.publishers import GOVERNMENT, body_named, full_names, publisher_of, same_body
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

_EVERY = "各部门"


class PerPublisherParams(Params):
    """Parameters of `per_publisher`."""

    subject: SubjectRef = Field(description="对象：rules/subjects/ 中的名称，或就地写明的对象")
    at_least: int = Field(
        default=1,
        ge=1,
        description="每个部门至少应有的件数（distinct: event、matter 时为次数）",
        json_schema_extra=BOUND,
    )
    publishers: tuple[str, ...] = Field(
        default=(), description="所评的部门、镇街；不写为见到发布过此类文件的各部门"
    )
    government: int = Field(
        default=0,
        ge=0,
        description="本级政府自己至少应有的件数；0 为不评本级政府",
        json_schema_extra=BOUND,
    )
    distinct: Distinct = Field(
        default="document",
        description="event：同一活动的多篇报道只计一次；matter：关于同一政策的多篇（问卷、座谈、报告）只计一次",
    )
    window: Window = Field(
        default="period",
        description="发布日期的范围：期间内；不限（未标日期的也算）；期间起始日至判定日",
    )
    doubtful: SubjectRef | None = Field(
        default=None,
        description="对象：是否算数只能由人判断的文件（如征集答卷的评价问卷）；连同它们才够数的，交人判断",
    )


@dataclass(slots=True)
class _Part:
    """One publisher: how many it needs, and its documents, one of each event; `met` None: undecided."""

    name: str
    wanted: int
    own: list[Document] = field(default_factory=list)
    met: bool | None = None
    is_doubtful: bool = False  # open for nothing but what a person has to say of its documents

    def told(self, unit: str) -> str:
        """Name, count and number needed."""
        return f"{self.name}（{len(self.own)}{unit}，应有{self.wanted}{unit}）"


def judge(site: SiteSnapshot, params: PerPublisherParams, context: Context) -> Judgement:
    """Hand each document to its publisher, and count."""
    held = holding_of(site, context, params.subject, params.window)
    groups = groups_in(held, params.distinct, *window_of(params.window, context))
    owned, nobodys, reported = _handed_out(site, groups)
    undated, _, _ = _handed_out(site, [[document] for document in held.undated])
    wider = with_doubtful(site, context, held, params.doubtful, params.window)
    more_groups = groups_in(wider, params.distinct, *window_of(params.window, context))
    perhaps = owned if wider is held else _handed_out(site, more_groups)[0]
    parts = _parts(site, params, perhaps)
    for part in parts:
        part.own = _of(part.name, owned)
        late = len(_of(part.name, undated)) + sum(
            1 for d in held.undated if publisher_of(site, d) is None
        )
        late += len(reported) if part.name == GOVERNMENT else 0
        part.met = _met(part, held, len(nobodys) + late)
        if part.met is False and len(_of(part.name, perhaps)) >= part.wanted:
            part.met, part.is_doubtful = None, True
    met = [part for part in parts if part.met]
    unmet = [part for part in parts if part.met is False]
    more = not params.publishers and bool(
        held.lists or more_unread_for(site, context, params.subject)
    )
    tally = Tally(len(met), len(unmet), len(parts) - len(met) - len(unmet), more)
    code = tally.code
    if (
        code == "undetermined"
        and not more
        and all(p.met is not None or p.is_doubtful for p in parts)
    ):
        code = "to_confirm"
    if code == "fail" and len(parts) == 1 and not parts[0].own and parts[0].name == _EVERY:
        code = "missing"
    if code in ("partial", "fail", "missing") and is_running(params.window, context):
        code = "not_due"
    unit = UNIT[params.distinct]
    values = {
        "unit": unit,
        "at_least": params.at_least,
        "total": tally.total,
        "met": len(met),
        "parts": listed((part.told(unit) for part in parts), 12),
        "short": listed((part.told(unit) for part in unmet), 12) or "无",
        "open": listed((part.told(unit) for part in parts if part.met is None), 12) or "无",
        "unread": _open_words(held, len(nobodys), len(reported), unit),
    }
    return Judgement(
        code,
        values,
        share=tally.share,
        evidence=_evidence(
            site, [*unmet, *parts], nobodys, groups, [] if wider is held else more_groups
        ),
        searched=searched_for(site, context, params.subject, *window_of(params.window, context)),
        unread=held.unread if code == "undetermined" else (),
    )


def _handed_out(
    site: SiteSnapshot, groups: Sequence[Sequence[Document]]
) -> tuple[dict[str, list[Document]], list[Document], list[Document]]:
    """One document of each group by publisher, one of each group that names none, and what the government reported of
    a department's: an event of its own may be among them.
    """
    owned: dict[str, list[Document]] = {}
    nobodys: list[Document] = []
    reported: list[Document] = []
    for group in groups:
        found = {
            publisher.name: document
            for document in reversed(group)
            if (publisher := publisher_of(site, document))
        }
        if len(found) > 1 and GOVERNMENT in found:
            reported.append(found.pop(GOVERNMENT))
        whole = full_names(found)
        for name in dict.fromkeys(whole.values()):
            owned.setdefault(name, []).append(found[name])
        if not found:
            nobodys.append(group[0])
    return owned, nobodys, reported


def _of(name: str, owned: dict[str, list[Document]]) -> list[Document]:
    whole = full_names(owned)
    return [
        document
        for other, documents in owned.items()
        if same_body(name, other) or same_body(name, whole[other])
        for document in documents
    ]


def _parts(
    site: SiteSnapshot, params: PerPublisherParams, owned: dict[str, list[Document]]
) -> list[_Part]:
    parts = [_Part(GOVERNMENT, params.government)] if params.government else []
    if params.publishers:
        names = [_canonical(site, name) for name in params.publishers]
    else:
        towns = {
            publisher.name
            for documents in owned.values()
            for document in documents
            if (publisher := publisher_of(site, document)) and publisher.is_town
        }
        seen = [name for name in owned if name != GOVERNMENT and name not in towns]
        names = sorted(set(full_names(seen).values())) or [_EVERY]
    return [*parts, *(_Part(name, params.at_least) for name in dict.fromkeys(names))]


def _canonical(site: SiteSnapshot, name: str) -> str:
    found = body_named(name, known_identity(site))
    return found[0] if found else name


def _met(part: _Part, held: Holding, possible: int) -> bool | None:
    """Whether a publisher has enough; `possible` documents more may be its own."""
    if len(part.own) >= part.wanted:
        return True
    if held.lists or any(fetch.role is not Role.DOCUMENT for fetch in held.unread):
        return None
    reachable = len(part.own) + possible + len(held.unread)
    return None if reachable >= part.wanted else False


def _open_words(held: Holding, nobodys: int, reported: int, unit: str) -> str:
    said_ = [] if held.unread_words == "无" else [held.unread_words]
    if reported:
        said_.append(f"{reported}{unit}政府与部门都有报道，不能断定由谁开展")
    if nobodys:
        said_.append(f"{nobodys}{unit}看不出由谁发布")
    return "，".join(said_) or "无"


def _evidence(
    site: SiteSnapshot,
    parts: Sequence[_Part],
    nobodys: Sequence[Document],
    groups: Sequence[Sequence[Document]],
    doubtful: Sequence[Sequence[Document]],
) -> list[Evidence]:
    size = {group[0].url: len(group) for group in groups}
    evidence: dict[str, Evidence] = {}
    for part in parts:
        for document in part.own:
            publisher = publisher_of(site, document)
            ground = f"（依据：{publisher.ground}）" if publisher else ""
            again = (
                f"；同一活动的报道共{size[document.url]}篇" if size.get(document.url, 1) > 1 else ""
            )
            key = f"{part.name} {document.url}"
            note = f"{part.name}：{said(document)}{ground}{again}"
            evidence.setdefault(key, cite(site, document, note))
    for document in nobodys:
        evidence[document.url] = cite(site, document, f"看不出由谁发布：{said(document)}")
    counted = {document.url for group in groups for document in group}
    for group in doubtful:
        if not counted & {document.url for document in group}:
            evidence[group[0].url] = cite(site, group[0], f"是否算数由人判断：{said(group[0])}")
    return list(evidence.values())[:MOST_SHOWN]


def explain(params: PerPublisherParams, vocabulary: Vocabulary) -> Explanation:
    """Who must have how many, and how a publisher is told."""
    unit = UNIT[params.distinct]
    named = names_said(params.publishers)
    whom = (
        f"下列{len(params.publishers)}个单位（{named}）"
        if params.publishers
        else "凡发布过此类文件的部门"
    )
    what = subject_said(params.subject, vocabulary)
    checked = [f"{window_said(params.window)}{what}，{whom}每个应不少于{params.at_least}{unit}。"]
    if params.government:
        checked.append(f"本级政府（含其办公室）自己应不少于{params.government}{unit}。")
    checked.append("全部达到的为符合，部分达到的按达到的单位数给分，都没有达到的为不符合。")
    counts = [
        *counted_of(params.subject, vocabulary),
        "由标题开头的机关、发文机关或发布机构、来源、落款和所在栏目判断由谁发布；简称与全称视为同一部门。",
    ]
    if params.distinct == "matter":
        counts.append("关于同一政策的问卷、座谈、报告只计一次。")
    if params.distinct == "event":
        counts.append("同一活动的几篇报道只计一次；部门的活动由政府网站报道的，仍计该部门。")
    excludes = list(left_out_of(params.subject, vocabulary))
    if not params.publishers:
        excludes.append("镇、街道不是部门，其文件不计。")
    if params.doubtful is not None:
        excludes.append(doubtful_said(params.doubtful, vocabulary))
    excludes.append("看不出由谁发布的不计入任何单位；因此可能影响结论时，记为未能判定。")
    excludes.append(NOT_GUESSED)
    return Explanation(tuple(checked), tuple(counts), tuple(excludes))


KIND = CheckKind(
    name="per_publisher",
    params=PerPublisherParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "{total}个发布机构均达到要求：{parts}。"),
        "partial": OutcomeText(
            Verdict.PARTIAL, "{total}个发布机构中{met}个达到要求，未达到的有{short}。"
        ),
        "fail": OutcomeText(Verdict.FAIL, "{total}个发布机构均未达到要求：{short}。"),
        "missing": OutcomeText(
            Verdict.FAIL, "未发现任何部门发布此类信息，应各不少于{at_least}{unit}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "{met}个发布机构达到要求，{open}等尚不能判定：{unread}。"
        ),
        "to_confirm": OutcomeText(
            Verdict.MANUAL,
            "{met}个发布机构达到要求，{open}等连同是否算数须由人判断的文件才够数。",
        ),
        "not_due": OutcomeText(
            Verdict.NOT_APPLICABLE, "期间尚未结束，{total}个发布机构中目前{met}个达到要求。"
        ),
    },
    doc=__doc__ or "",
    anytime=lambda params: [params.subject] if params.window == "any" else [],
    explain=explain,
)
