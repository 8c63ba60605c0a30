"""The circular (通报) as a Word document: what was found, in the form of official documents, for a person to finish.

Facts come from the results alone. What only the issuer knows (number, addressee, deadline, day) is given or stays a
visible blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reports.arrange import Standing
from reports.errors import ReportError
from reports.files import replace_file
from reports.hostile import cut, line
from reports.model import Report, SiteOutline, by_weight
from reports.office.notice_facts import Facts, RuleOutcome, Scores, by_level, read_facts, year_of
from reports.office.official import OfficialDocument, blank
from reports.office.problem_words import problem_words
from reports.office.review_words import RULING_KINDS, appeals_words, ruling_words
from reports.office.sheets import created
from reports.phrases import number
from reports.wording import APPEALS, FINDINGS, verdict_words

_NAMED = 10
_MET_NAMED = 4
_REASON = 160
_PROBLEM = 260
MOST_LISTED = 2_000
"""Rows of the list of problems in the annex; the ledger has them all."""
_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class NoticeHead:
    """What only the issuer knows: issuer (发文机关), addressee (主送机关), number (发文字号), day (成文日期, YYYY-MM-DD).

    What is "" stays a blank in the document.
    """

    issuer: str = ""
    to: str = ""
    number: str = ""
    day: str = ""


def write_notice(report: Report, path: Path, head: NoticeHead | None = None) -> None:
    """Write the document. The same report and head give the same bytes.

    Raises ReportError when the report has no site, or the file cannot be written.
    """
    if not report.outlines:
        raise ReportError("results.json 里没有网站，写不出通报。")
    head = head or NoticeHead()
    facts = read_facts(report)
    issuer = line(head.issuer) or blank("发文机关")
    title = f"{issuer}关于{year_of(report)}政务公开网上检查情况的通报"
    document = OfficialDocument(title, line(head.issuer), created(report.as_of))
    document.number(line(head.number) or blank("发文字号"))
    document.title(title)
    document.addressee(line(head.to).rstrip("：:") or blank("主送机关"))
    document.body(f"现将截至{_day(report.as_of)}的政务公开网上检查情况通报如下。")
    _general(document, facts)
    _merits(document, facts)
    _problems(document, facts)
    _demands(document, facts)
    document.attachments(("得分表", "问题清单"))
    document.signature(issuer, _day(head.day) if head.day else blank("成文日期"))
    document.annex(1, "得分表")
    _score_tables(document, facts)
    document.annex(2, "问题清单")
    _problem_table(document, report)
    replace_file(path, document.content())


def _general(document: OfficialDocument, facts: Facts) -> None:
    report = facts.report
    document.level_1("一、总体情况")
    sources = "、".join(
        f"《{ruleset.title.strip('《》')}》{f'（{ruleset.document}）' if ruleset.document else ''}"
        for ruleset in report.rulesets.values()
    )
    levels = "、".join(f"{word}{count}个" for word, count in by_level(report.outlines))
    document.body(
        f"本次检查以{_day(report.as_of)}前各网站公开的内容为准，依据{sources}，"
        f"检查网站{len(report.outlines)}个（{levels}）。{_crawled(report)}"
    )
    several = len(facts.scores) > 1
    for place, scores in enumerate(facts.scores):
        if several:
            document.level_2(f"（{_ordinal(place)}）{scores.league.ruleset.title}")
        document.body(_scored(scores))
    for ruleset, unscored in facts.unscored:
        said = "；".join(f"{site.name}（{why}）" for site, why in unscored[:_NAMED])
        more = f"等{len(unscored)}个" if len(unscored) > _NAMED else ""
        document.body(f"按《{ruleset.title.strip('《》')}》未评分的网站：{said}{more}。")
    if facts.open:
        document.body(
            f"另有{facts.open}条结果未能判定或须人工判定，不计失分；判定后得分可能变动，各网站得分的可能区间见附件1。"
        )
    if facts.rulings or facts.appeals:
        document.body(_reviewed(facts))


def _crawled(report: Report) -> str:
    states = {
        state: [site for site in report.outlines if site.crawl.state == state]
        for state in ("complete", "partial", "failed")
    }
    said = f"其中{len(states['complete'])}个网站的应读页面全部读到"
    if states["partial"]:
        said += f"，{len(states['partial'])}个部分读到（未读到的不计失分）"
    if states["failed"]:
        said += f"，{len(states['failed'])}个未能打开（{_names(states['failed'])}），不作判定"
    return f"{said}。"


def _scored(scores: Scores) -> str:
    standings = scores.league.standings
    said = f"参加评分的网站{len(standings)}个，平均得分{number(scores.average)}分"
    if len(standings) > 1:
        said += f"，最高{number(scores.highest)}分{_holders(scores, scores.highest)}"
        said += f"，最低{number(scores.lowest)}分{_holders(scores, scores.lowest)}"
    grades = "、".join(f"{grade}{count}个" for grade, count in scores.grades)
    said += f"。按等级，{grades}"
    if scores.vetoed:
        said += f"；其中单项否决{len(scores.vetoed)}个（{_names(scores.vetoed)}）"
    if scores.veto_open:
        said += f"；另有{scores.veto_open}个网站的单项否决指标尚未判定"
    if len(scores.levels) > 1:
        levels = "、".join(
            f"{word}{count}个平均{number(average)}分" for word, count, average in scores.levels
        )
        said += f"。按级别，{levels}"
    return f"{said}。"


def _holders(scores: Scores, score: float) -> str:
    holders = scores.at(score)
    return f"（{_names(holders, 3)}）" if holders else ""


def _reviewed(facts: Facts) -> str:
    parts = [f"{RULING_KINDS.get(kind, kind)}{count}条" for kind, count in facts.rulings.items()]
    said = f"机器判定后，经{'、'.join(parts)}，以下均按其结论。" if parts else ""
    appeals = facts.appeals
    if appeals:
        outcomes = "、".join(
            f"{APPEALS.get(code, code)}{count}条" for code, count in appeals.items()
        )
        said += f"收到申诉{sum(appeals.values())}条，其中{outcomes}。"
    return said


def _merits(document: OfficialDocument, facts: Facts) -> None:
    document.level_1("二、主要做法和成效")
    met = facts.met
    if not met:
        document.body("没有九成以上网站都符合的要求。")
    by_indicator: dict[tuple[str, str], list[RuleOutcome]] = {}
    for outcome in met:
        by_indicator.setdefault((outcome.ruleset.id, outcome.indicator), []).append(outcome)
    for (_, indicator), outcomes in by_indicator.items():
        outcomes.sort(key=lambda each: (-each.passed / each.decided, -each.decided))
        named = "、".join(
            f"“{_title(each)}”（{each.decided}个网站中{each.passed}个）"
            for each in outcomes[:_MET_NAMED]
        )
        told = f"有{len(outcomes)}项，即{named}"
        if len(outcomes) > _MET_NAMED:
            told = f"有{len(outcomes)}项，如{named}"
        document.body(f"{indicator or '其他'}方面，可以判定的网站中九成以上符合的{told}。")
    for scores in facts.scores:
        best = [each.site for each in scores.league.standings if each.score.grade == "优秀"]
        if best:
            title = scores.league.ruleset.title.strip("《》")
            document.body(f"按《{title}》，得分等级为优秀的有{_names(best)}。")
    document.body(f"各单位的具体做法：{blank('典型做法，没有可删去本段')}。")


def _problems(document: OfficialDocument, facts: Facts) -> None:
    document.level_1("三、存在的主要问题")
    problems = facts.problems
    if not problems:
        document.body("没有发现失分的问题。")
        return
    for place, (indicator, outcomes) in enumerate(_grouped(problems)):
        document.level_2(f"（{_ordinal(place)}）{indicator or '其他'}方面")
        for index, outcome in enumerate(outcomes, start=1):
            document.body(f"{index}. {_problem(facts.report, outcome)}")


def _problem(report: Report, outcome: RuleOutcome) -> str:
    lossy = outcome.lossy
    kinds = "、".join(
        f"{word}{len(pairs)}个"
        for word, pairs in (("不符合", outcome.failed), ("部分符合", outcome.partial))
        if pairs
    )
    site, finding = lossy[0]
    reasons = (each.reason for each in report.site(site.id).findings if each.rule == finding.rule)
    reason = cut(line(next(reasons)), _REASON).rstrip("。；")
    return (
        f"{problem_words(finding)}。可以判定的{outcome.decided}个网站中有{len(lossy)}个（{kinds}）："
        f"{_names([each for each, _ in lossy])}。如{site.name}：{reason}。"
    )


def _demands(document: OfficialDocument, facts: Facts) -> None:
    document.level_1("四、下一步工作要求")
    problems = facts.problems
    place = 0
    if problems:
        document.level_2("（一）逐项整改")
        document.body(
            f"有关单位要对照附件2逐项整改，于{blank('整改期限')}前完成，并将整改情况和整改后的网页链接报"
            f"{blank('报送单位和方式')}。"
        )
        document.level_2("（二）突出重点")
        fixes: dict[str, str] = {}
        for outcome in problems:
            fix = line(outcome.sample.fix)
            if fix and fix not in fixes.values():
                fixes.setdefault(_title(outcome), fix)
        for index, (title, fix) in enumerate(fixes.items(), start=1):
            document.body(f"{index}. {title}：{fix.rstrip('。')}。")
        place = 2
    document.level_2(f"（{_ordinal(place)}）核实和申诉")
    doubts = f"未能判定和须人工判定的{facts.open}条由评估人员核实后确定。" if facts.open else ""
    # The signature may not stand on a page without words of the text.
    document.body(f"{doubts}对通报的问题有异议的，{blank('申诉的期限和方式')}。", keep=True)


def _score_tables(document: OfficialDocument, facts: Facts) -> None:
    for scores in facts.scores:
        ruleset = scores.league.ruleset
        document.caption(f"《{ruleset.title.strip('《》')}》")
        document.table(
            ("名次", "网站", "得分", "可能区间", "等级", "不符合", "部分符合", "待定"),
            (12, 42, 16, 28, 18, 14, 14, 12),
            (_score_row(standing) for standing in scores.league.standings),
            centred=(0, 2, 3, 4, 5, 6, 7),
        )
        document.remark("得分相同的名次相同。可能区间：待定的规则全部不得分至全部得分。")


def _score_row(standing: Standing) -> Sequence[str]:
    score, counts = standing.score, standing.counts
    low, high = number(score.low), number(score.high)
    return (
        str(standing.rank),
        standing.site.name,
        number(score.score),
        low if low == high else f"{low}–{high}",
        f"{score.grade}{'（否决）' if score.vetoed else ''}",
        str(counts.get("fail", 0)),
        str(counts.get("partial", 0)),
        str(counts.get("undetermined", 0) + counts.get("manual", 0)),
    )


def _problem_table(document: OfficialDocument, report: Report) -> None:
    total = sum(each.verdict in FINDINGS for site in report.outlines for each in site.findings)
    document.table(
        ("序号", "网站", "规则", "问题", "失分"),
        (12, 26, 34, 72, 12),
        islice(_problem_rows(report), MOST_LISTED),
        centred=(0, 4),
    )
    if total > MOST_LISTED:
        document.remark(f"共{total}条，此处列出前{MOST_LISTED}条，其余见整改台账。")


def _problem_rows(report: Report) -> Iterator[Sequence[str]]:
    place = 0
    for site in report.sites:
        for finding in by_weight(site.findings):
            place += 1
            said = [f"【{verdict_words(finding.verdict).word}】{cut(finding.reason, _PROBLEM)}"]
            said += [
                cut(words, _PROBLEM)
                for words in (ruling_words(finding), appeals_words(finding))
                if words
            ]
            yield (
                str(place),
                site.name,
                f"{finding.title}\n{finding.rule}".strip(),
                "\n".join(said),
                number(finding.lost),
            )


def _grouped(problems: Iterable[RuleOutcome]) -> list[tuple[str, list[RuleOutcome]]]:
    groups: dict[str, list[RuleOutcome]] = {}
    for outcome in problems:
        groups.setdefault(outcome.indicator, []).append(outcome)
    return list(groups.items())


def _title(outcome: RuleOutcome) -> str:
    return outcome.sample.title or outcome.sample.rule


def _names(sites: Sequence[SiteOutline], most: int = _NAMED) -> str:
    named = "、".join(site.name for site in sites[:most])
    return f"{named}等{len(sites)}个网站" if len(sites) > most else named


def _ordinal(place: int) -> str:
    """一, 二, … 十, 十一, … for a place from 0."""
    tens, ones = divmod(place + 1, 10)
    if not tens:
        return _ORDINALS[ones - 1]
    lead = "" if tens == 1 else _ORDINALS[tens - 1]
    return f"{lead}十{_ORDINALS[ones - 1] if ones else ''}"


def _day(value: str) -> str:
    """A day as official documents write it, 2021年4月5日; what is no day as it stands."""
    parts = value.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return value
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"
