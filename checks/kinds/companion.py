"""Documents that need a companion: a policy its interpretation, a consultation its published
result.

What is judged: of the site's own documents published within the period, whether each has a
companion (`exists`), whether each companion came out in time (`within`), or whether the two link
to each other in at least one direction (`linked`). Pairs are found by link, 《title》, document
number and close title, in that order (see `checks.pairs.pairing`); the evidence names the ground, both
documents, both dates, and the days used and allowed.

What counts: several companions of one document, of which the earliest decides; a companion
published before its document. Days are counted from the day after the document's publication (or
date of issue, `start: issued`); day n is in time.

What does not count: last year's interpretation of a document of the same name, an interpretation
of another authority's policy, a companion dated after the audit's day. With `closed`
consultations that still run, or state no end, are left out. With `says` a companion that holds
none of the words (采纳) is none.

A document without a companion fails only where every page that could be its companion was read.
A document or companion without a date leaves its pair open, and the whole only where that pair
could change the verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from checks.citing import MOST_SHOWN, cite, on, said
from checks.context import Context
from checks.counts.counting import open_words
from checks.counts.tally import Tally
from checks.explained.explaining_companions import explain_companion
from checks.kind import CheckKind, OutcomeText
from checks.matching import (
    could_be_dated,
    incomplete_for,
    matching,
    more_unread_for,
    searched_for,
    unread_for,
)
from checks.pairs.companion_params import COMPANION, USUALLY_EARLIER, CompanionParams
from checks.pairs.paired import Paired, PairRow, PairState, pair_row
from checks.pairs.pairing import Pair, linked, names_no_policy, pair_up
from checks.site_index import remembered
from checks.texts.readings import says_any
from checks.texts.stated_dates import stated_end
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import listed
from checks.workdays import CalendarUnknown, days_used, term_end
from crawler.snapshot.facts import Column, DateFact, Document, Fetch, SiteSnapshot
from rules.subject import SubjectRef


@dataclass(frozen=True, slots=True)
class _Part:
    """One document judged: met (None: undecided), what is said of it, and its deciding pair."""

    document: Document
    met: bool | None
    words: str
    pair: Pair | None = None


def judge(site: SiteSnapshot, params: CompanionParams, context: Context) -> Judgement:
    """Pair everything the site has, then judge the documents of the period."""
    every = matching(site, context, params.of)
    # Three rules of one ruleset ask for the same pairs: how many, how soon, how linked.
    of, with_ = (context.vocabulary.subject(ref) for ref in (params.of, params.with_))
    pairs = remembered(
        site,
        (
            "pairs",
            of,
            with_,
            params.earlier,
            context.period.last.year,
            context.as_of,
            context.vocabulary,
        ),
        lambda: pair_up(every, matching(site, context, params.with_), params.earlier),
    )
    judged, unplaced = _judged(every, params, context)
    unread_of = could_be_dated(
        more_unread_for(site, context, params.of), context.period.first, context.period.last
    )
    lists_of = incomplete_for(site, context, params.of)
    if not judged and not unplaced:
        missing = could_be_dated(
            unread_for(site, context, params.of), context.period.first, context.period.last
        )
        if missing or lists_of:
            values: dict[str, object] = {
                "unread": _open(missing, lists_of, "无法确认期内有无应评文件")
            }
            return Judgement("undetermined", values, unread=missing)
        return Judgement("not_applicable", searched=_searched(site, params, context))
    if params.mode == "exists":
        parts, unread_with = _existing(site, params, context, judged, pairs)
    else:
        parts, unread_with = _of_pairs(site, params, context, judged, pairs)
        if not parts and not unread_with:
            return Judgement(
                "no_pair",
                {"count": len(judged), "called": params.called},
                searched=_searched(site, params, context),
            )
    decided = [part for part in parts if part.met is not None]
    tally = Tally(
        met=sum(1 for part in decided if part.met),
        unmet=sum(1 for part in decided if not part.met),
        undecided=len(parts) - len(decided) + len(unplaced),
        more=bool(unread_of or lists_of or (unread_with and not parts)),
    )
    unread = list({f.url: f for f in (*unread_of, *unread_with)}.values())
    return _verdict(site, params, context, parts, tally, unread, lists_of, unplaced)


def _judged(
    every: list[Document], params: CompanionParams, context: Context
) -> tuple[list[Document], list[Document]]:
    """The documents of the period that are judged, and those that may belong to it but cannot be
    placed.
    """
    judged: list[Document] = []
    unplaced: list[Document] = []
    for document in every:
        fact = document.published or document.issued
        if fact is None:
            unplaced.append(document)
        elif fact.day in context.period:
            if not params.closed:
                judged.append(document)
            elif not document.was_read:
                unplaced.append(document)
            else:
                end = stated_end(document.text, fact.day)
                if end is not None and end.day < context.as_of:
                    judged.append(document)
    return judged, unplaced


def _existing(
    site: SiteSnapshot,
    params: CompanionParams,
    context: Context,
    judged: list[Document],
    pairs: dict[str, list[Pair]],
) -> tuple[list[_Part], list[Fetch]]:
    unread = unread_for(site, context, params.with_)
    lists = incomplete_for(site, context, params.with_)
    companions = matching(site, context, params.with_)
    paired = {pair.companion.url for found in pairs.values() for pair in found}
    # A companion whose page was not read may be paired by its links or body, unless its title says with what.
    open_companions = [
        c for c in companions if _lost(c) and c.url not in paired and names_no_policy(c)
    ]
    parts: list[_Part] = []
    for document in judged:
        own = pairs.get(document.url, [])
        saying = [pair for pair in own if _says(pair.companion, params)]
        if saying:
            parts.append(_Part(document, True, saying[0].words, saying[0]))
        elif any(_lost(pair.companion) for pair in own):
            parts.append(_Part(document, None, "伴随文件的页面未能读取", own[0]))
        elif any(_says_nothing_yet(pair.companion, params) for pair in own):
            parts.append(_Part(document, None, "伴随文件的附件未能读取", own[0]))
        elif not own and (deadline := _deadline(document, params)) and deadline >= context.as_of:
            continue  # not yet due
        elif (
            unread
            or lists
            or any(_could_follow(document, c, params.earlier) for c in open_companions)
        ):
            parts.append(_Part(document, None, "未发现伴随文件，但有页面未能读取"))
        elif not own and _beyond_reach(site, document, params):
            parts.append(_Part(document, None, "伴随文件可能早于抓取所及的日期"))
        elif own:
            words = f"有{said(own[0].companion)}，但未写明{'、'.join(params.says)}"
            parts.append(_Part(document, False, words, own[0]))
        elif _lost(document) and companions:
            parts.append(_Part(document, None, "文件页面未能读取，无法确认是否链接到伴随文件"))
        else:
            parts.append(_Part(document, False, "未发现伴随文件"))
    lost = [c.fetch for c in open_companions if c.fetch]
    lost += [d.fetch for d in judged if d.url not in pairs and _lost(d) and d.fetch]
    return parts, [*unread, *lost]


def _of_pairs(
    site: SiteSnapshot,
    params: CompanionParams,
    context: Context,
    judged: list[Document],
    pairs: dict[str, list[Pair]],
) -> tuple[list[_Part], list[Fetch]]:
    parts: list[_Part] = []
    for document in judged:
        own = [pair for pair in pairs.get(document.url, ()) if _says(pair.companion, params)]
        if own:
            part = _in_time(own, params) if params.mode == "within" else _linked(own)
            parts.append(part)
    unread: list[Fetch] = []
    if not parts:
        unread = unread_for(site, context, params.with_)
    return parts, unread


def _in_time(pairs: list[Pair], params: CompanionParams) -> _Part:
    document = pairs[0].document
    start = document.issued if params.start == "issued" else document.published
    dated = [pair for pair in pairs if pair.companion.published]
    if start is None:
        kind = "成文日期" if params.start == "issued" else "发布日期"
        return _Part(document, None, f"文件未标{kind}", pairs[0])
    if not dated or params.days is None:
        return _Part(document, None, "伴随文件未标发布日期", pairs[0])
    first = min(dated, key=lambda pair: _day(pair.companion.published))
    came = _day(first.companion.published)
    unit = "个工作日" if params.unit == "working" else "天"
    try:
        in_time = came <= term_end(start.day, params.days or 0, params.unit)
        used = days_used(start.day, came, params.unit)
    except CalendarUnknown as unknown:
        return _Part(document, None, str(unknown), first)
    took = f"用{used}{unit}" if used >= 0 else f"早{-used}{unit}"
    words = f"{took}，限{params.days}{unit}；{first.words}"
    if not in_time and len(dated) < len(pairs):
        return _Part(document, None, "另有伴随文件未标发布日期", first)
    return _Part(document, in_time, words, first)


def _linked(pairs: list[Pair]) -> _Part:
    document = pairs[0].document
    for pair in pairs:
        there, back = linked(document, pair.companion)
        if there or back:
            way = (
                "双向链接"
                if there and back
                else "文件链接到伴随文件"
                if there
                else "伴随文件链接到文件"
            )
            return _Part(document, True, way, pair)
    if any(not pair.companion.was_read for pair in pairs) or not document.was_read:
        return _Part(document, None, "有一方页面未能读取", pairs[0])
    return _Part(document, False, f"双方互无链接；{pairs[0].words}", pairs[0])


def _verdict(
    site: SiteSnapshot,
    params: CompanionParams,
    context: Context,
    parts: list[_Part],
    tally: Tally,
    unread: list[Fetch],
    lists: list[Column],
    unplaced: list[Document],
) -> Judgement:
    parts = [replace(part, words=part.words.replace(COMPANION, params.called)) for part in parts]
    bad = [part for part in parts if part.met is False]
    undecided = [part for part in parts if part.met is None]
    nowhere = listed(map(said, unplaced), 3)
    doubts = [f"{nowhere}未读到内容或日期，不知是否在期内" if nowhere else ""]
    doubts.append(listed((f"{said(p.document)}：{p.words}" for p in undecided), 3))
    good = [part for part in parts if part.met]
    values: dict[str, object] = {
        "called": params.called,
        "total": tally.total,
        "met": tally.met,
        "unmet": tally.unmet,
        "bad": listed((f"{said(p.document)}{p.words}" for p in bad), 3),
        "days": params.days if params.days is not None else "",
        "unit": "个工作日" if params.unit == "working" else "天",
        "unread": _open(unread, lists, "；".join(filter(None, doubts))),
    }
    code = tally.code
    if code in ("pass", "partial", "fail") and params.mode != "exists":
        code = f"{code}_{params.mode}"
    evidence = [piece for part in (*bad, *undecided, *good) for piece in _cited(site, part)]
    return Judgement(
        "not_due" if code == "not_applicable" else code,
        values,
        share=tally.share,
        evidence=evidence[:MOST_SHOWN],
        searched=_searched(site, params, context) if bad else None,
        unread=unread if code == "undetermined" else (),
        pairs=[_row(part, params) for part in (*bad, *undecided, *good)],
        pair_heads=("文件", params.called),
    )


_STATES = {
    "exists": (PairState.PRESENT, PairState.MISSING),
    "within": (PairState.IN_TIME, PairState.LATE),
    "linked": (PairState.LINKED, PairState.UNLINKED),
}


def _row(part: _Part, params: CompanionParams) -> PairRow:
    met, unmet = _STATES[params.mode]
    if params.mode == "exists" and part.pair:
        unmet = PairState.INCOMPLETE  # there is one, but it does not say what it must
    start = part.document.issued if params.start == "issued" else part.document.published
    return pair_row(
        Paired.of(part.document),
        Paired.of(part.pair.companion) if part.pair else None,
        PairState.OPEN if part.met is None else met if part.met else unmet,
        ground=part.pair.ground if part.pair else None,
        start=start.day if start else None,
        allowed=params.days,
        unit=params.unit,
        note="" if part.met else part.words,
    )


def _cited(site: SiteSnapshot, part: _Part) -> list[Evidence]:
    if part.pair is None:
        return [cite(site, part.document, f"{said(part.document)}：{part.words}")]
    note = f"{said(part.document)} → {said(part.pair.companion)}：{part.words}"
    if part.document.issued:
        note += f"（成文{on(part.document.issued.day)}）"
    return [cite(site, part.document, note), cite(site, part.pair.companion, note)]


def _searched(site: SiteSnapshot, params: CompanionParams, context: Context) -> Searched:
    return searched_for(site, context, params.with_, context.period.first, context.as_of)


def _says(companion: Document, params: CompanionParams) -> bool:
    if not params.says:
        return True
    return says_any(f"{companion.title}{companion.text}", params.says)


def _says_nothing_yet(companion: Document, params: CompanionParams) -> bool:
    """Whether what the companion must say may stand in a file of it that was not read."""
    return bool(companion.unread_files) and not _says(companion, params)


def _reads(params: CompanionParams) -> list[SubjectRef]:
    return [
        *([params.with_] if params.says else ()),
        *([params.of] if params.closed else ()),
    ]


def _lost(document: Document) -> bool:
    """Whether the document's page was asked for and brought no answer."""
    return document.fetch is not None and not document.fetch.outcome.answered


def _could_follow(document: Document, companion: Document, earlier: int) -> bool:
    first, then = document.published, companion.published
    return first is None or then is None or (then.day - first.day).days >= -earlier


def _beyond_reach(site: SiteSnapshot, document: Document, params: CompanionParams) -> bool:
    """Whether a companion that comes before its document could be older than the lists were read back to."""
    fact = document.published
    if params.earlier <= USUALLY_EARLIER or site.since is None or fact is None:
        return False
    return fact.day - timedelta(days=params.earlier) < site.since


def _deadline(document: Document, params: CompanionParams) -> date | None:
    start = document.issued if params.start == "issued" else document.published
    if start is None or params.days is None:
        return None
    return term_end(start.day, params.days, params.unit)


def _day(fact: DateFact | None) -> date:
    return fact.day if fact else date.max


def _open(unread: list[Fetch], lists: list[Column], more: str) -> str:
    parts = [open_words(unread, lists)] if unread or lists else []
    if more:
        parts.append(more)
    return "；".join(parts)


KIND = CheckKind(
    name="companion",
    params=CompanionParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "期内应评的{total}件均有{called}。"),
        "partial": OutcomeText(
            Verdict.PARTIAL, "期内应评的{total}件中{met}件有{called}，{unmet}件没有：{bad}。"
        ),
        "fail": OutcomeText(Verdict.FAIL, "期内应评的{total}件均无{called}：{bad}。"),
        "pass_within": OutcomeText(Verdict.PASS, "{total}组文件的{called}均在{days}{unit}内发布。"),
        "partial_within": OutcomeText(
            Verdict.PARTIAL,
            "{total}组文件中{met}组的{called}在{days}{unit}内发布，{unmet}组超期：{bad}。",
        ),
        "fail_within": OutcomeText(
            Verdict.FAIL, "{total}组文件的{called}均超过{days}{unit}才发布：{bad}。"
        ),
        "pass_linked": OutcomeText(Verdict.PASS, "{total}组文件与{called}之间均有链接。"),
        "partial_linked": OutcomeText(
            Verdict.PARTIAL, "{total}组文件中{met}组有链接，{unmet}组双方互无链接：{bad}。"
        ),
        "fail_linked": OutcomeText(Verdict.FAIL, "{total}组文件均互无链接：{bad}。"),
        "undetermined": OutcomeText(Verdict.UNDETERMINED, "尚不能判定：{unread}。"),
        "no_pair": OutcomeText(
            Verdict.NOT_APPLICABLE, "期内应评的{count}件均未发现{called}，没有可评的成对文件。"
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内没有应评的文件。"),
        "not_due": OutcomeText(Verdict.NOT_APPLICABLE, "期内文件的{called}均未到期限。"),
    },
    doc=__doc__ or "",
    explain=explain_companion,
    reads=_reads,
)
