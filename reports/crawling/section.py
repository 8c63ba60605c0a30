"""Puts what the crawl brought in the order that people read it in: the bar, what was not read with
what can be done about it, the cause that rules have in common, the short form for a table's cell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.crawling.model import (
    ChangedPages,
    Changes,
    ColumnReading,
    Crawl,
    OutcomeCount,
    Problem,
)
from reports.model import Site
from reports.wording import ADVICE, NOT_ASKED, OUTCOME_WORDS, OUTCOMES

_BELOW = " > "
_NARROWEST = 0.8
_NAMED = 2
_FEW_RULES = 5
_MOST_OF = 0.8


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar: `x` and `width` in hundredths of it; `kind` is ok, gone, failed or
    skipped.
    """

    kind: str
    word: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Lack:
    """One outcome that left pages unread, with its problems by column; `groups` and `requests` are
    those not listed.
    """

    outcome: OutcomeCount
    problems: tuple[Problem, ...]
    groups: int
    requests: int


@dataclass(frozen=True, slots=True)
class CommonCause:
    """What keeps rules undetermined: in words with the number of requests, what can be done, and
    the number of rules.
    """

    said: str
    advice: str
    rules: int


def crawl_words(crawl: Crawl) -> str:
    """How the crawl went in a few words: 读到 805/812 页，7 页超时."""
    read = crawl.fetches.get("ok", 0)
    lacking = [each for each in crawl.outcomes if not each.is_answer]
    if not lacking:
        return f"读到 {read} 页，全部读成"
    named = [f"{each.count} 页{OUTCOME_WORDS.get(each.code, each.code)}" for each in lacking]
    if rest := sum(each.count for each in lacking[_NAMED:]):
        named[_NAMED:] = [f"另有 {rest} 页未读成"]
    return "，".join([f"读到 {read}/{read + crawl.unread} 页", *named])


def changes_words(crawl: Crawl) -> str:
    """What differs from the last crawl in a few words: 较上次新增 12，改动 3; "" where none went
    before, or no page was read both times.
    """
    changes = crawl.changes
    if changes is None or not (changes.count or changes.unchanged):
        return ""
    return f"较上次{_counted(changes) or _nothing(crawl)}"


def changes_said(crawl: Crawl) -> str:
    """What differs from the last crawl in one sentence; "" where none went before."""
    changes = crawl.changes
    if changes is None:
        return ""
    if changes.count:
        said = f"{_counted(changes)}，其余 {changes.unchanged} 页未变"
    elif changes.unchanged:
        said = f"{_nothing(crawl)}（{changes.unchanged} 页）"
    else:
        said = "没有可以比较的页面"
    if changes.uncompared:
        said += f"；另有 {changes.uncompared} 页读法已更新，未作比较"
    return f"自 {changes.since} 上次抓取以来：{said}。"


def changed_pages(changes: Changes) -> list[tuple[str, ChangedPages]]:
    """What is new, changed and gone, each with its word; what there is none of is left out."""
    kinds = (("新增", changes.new), ("改动", changes.changed), ("消失", changes.gone))
    return [(word, pages) for word, pages in kinds if pages.count]


def _counted(changes: Changes) -> str:
    return "，".join(f"{word} {pages.count}" for word, pages in changed_pages(changes))


def _nothing(crawl: Crawl) -> str:
    return "内容无变化" if crawl.state == "complete" else "读到的内容无变化"


def bar(crawl: Crawl) -> list[Segment]:
    """All requests as parts of one bar; what there are few of stays visible."""
    counts: Counter[str] = Counter()
    for code, count in crawl.fetches.items():
        counts[_kind(code)] += count
    words = (("ok", "读到"), ("gone", "页面不存在"), ("failed", "未读成"), ("skipped", "未请求"))
    shares = {
        kind: max(100 * counts[kind] / counts.total(), _NARROWEST)
        for kind, _ in words
        if counts[kind] > 0
    }
    scale = 100 / sum(shares.values()) if shares else 0
    segments: list[Segment] = []
    at = 0.0
    for kind, word in words:
        if kind in shares:
            width = shares[kind] * scale
            segments.append(Segment(kind, word, counts[kind], at, width))
            at += width
    return segments


def _kind(code: str) -> str:
    if code == "ok":
        return "ok"
    if code == "not_found":
        return "gone"
    return "skipped" if code in NOT_ASKED else "failed"


def lacks(crawl: Crawl) -> list[Lack]:
    """What was not read, by outcome."""
    return [
        Lack(
            outcome=each,
            problems=tuple(p for p in crawl.problems if p.outcome == each.code),
            groups=crawl.left_out.get(each.code, (0, 0))[0],
            requests=crawl.left_out.get(each.code, (0, 0))[1],
        )
        for each in crawl.outcomes
        if not each.is_answer
    ]


def families_of(crawl: Crawl) -> dict[str, int]:
    """Number of listed columns by the CMS family that read them, the most frequent first."""
    counts = Counter(column.family for column in crawl.columns if column.family)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def tree(crawl: Crawl) -> list[tuple[ColumnReading, str]]:
    """The listed columns, each with the path above it where the column above is not listed, else
    "".
    """
    listed: set[str] = set()
    rows: list[tuple[ColumnReading, str]] = []
    for column in crawl.columns:
        above = column.path.rpartition(_BELOW)[0]
        rows.append((column, "" if above in listed else above))
        listed.add(column.path)
    return rows


def columns_left_out(crawl: Crawl) -> dict[str, int]:
    """Number of columns that are not listed, by how far they were read."""
    listed = Counter(column.state for column in crawl.columns)
    rest = {state: count - listed[state] for state, count in crawl.column_states.items()}
    return {state: count for state, count in rest.items() if count > 0}


def common_cause(site: Site) -> CommonCause | None:
    """The cause to state once for the whole site; None where there is none.

    It is what befell every request where nothing could be read at all, else the one outcome that
    keeps most of the undetermined rules open.
    """
    undecided = [finding for finding in site.findings if finding.verdict == "undetermined"]
    if site.crawl.state == "failed":
        lacking = [each for each in site.crawl.outcomes if each.code != "ok"]
        if not lacking:
            return None
        said = "、".join(f"{each.meaning} {each.count} 次" for each in lacking)
        return CommonCause(said, lacking[0].advice, len(undecided))
    causes: Counter[str] = Counter()
    for finding in undecided:
        outcomes = {page.outcome for page in finding.unread}
        if len(outcomes) == 1:
            causes.update(outcomes)
    if not causes:
        return None
    code, rules = min(causes.items(), key=lambda item: (-item[1], item[0]))
    if rules < _FEW_RULES or rules < _MOST_OF * len(undecided):
        return None
    said = f"{OUTCOMES.get(code, code)} {site.crawl.fetches.get(code, 0)} 次"
    return CommonCause(said, ADVICE.get(code, ""), rules)
