"""Taking the rows of a review workbook into the reviews file: nothing that was there is lost, nothing comes in twice."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checks.reviews.marks import mark_of_row
from checks.reviews.model import EVERY_SITE, OUTCOMES, Appeal, Decision, Reviews, Waiver
from reports.office.review_layout import base_of
from reports.wording import RULINGS, verdict_words
from rules.errors import Problem
from zwgk.review_xlsx import Filled, is_withdrawal

Entry = Decision | Waiver | Appeal


class _Kept:
    """Reviews while entries are added to them, found by what they are about."""

    def __init__(self, reviews: Reviews) -> None:
        self._entries: dict[type, list[Entry]] = {Decision: [], Waiver: [], Appeal: []}
        self._places: dict[tuple[Any, ...], list[int]] = {}
        entries: list[Entry] = [*reviews.decisions, *reviews.waivers, *reviews.appeals]
        for entry in entries:
            self.add(entry)

    def of(self, entry: Entry) -> list[Any]:
        """The entries about the same thing, the one that counts last."""
        found = [self._entries[type(entry)][at] for at in self._places.get(_about(entry), ())]
        if not isinstance(entry, Appeal):
            found.sort(key=lambda each: getattr(each, "on", None) or date.min)
        return found

    def add(self, entry: Entry) -> None:
        entries = self._entries[type(entry)]
        self._places.setdefault(_about(entry), []).append(len(entries))
        entries.append(entry)

    def answer(self, appeal: Appeal) -> None:
        """Put an answered appeal in the place of the same one unanswered."""
        self._entries[Appeal][self._places[_about(appeal)][-1]] = appeal

    def is_decided(self, site: str, rule: str) -> bool:
        return (Decision, site, rule) in self._places

    def reviews(self) -> Reviews:
        """All of it as a reviews file holds it."""
        return Reviews.model_validate(
            {
                "decisions": self._entries[Decision],
                "waivers": self._entries[Waiver],
                "appeals": self._entries[Appeal],
            }
        )


def _about(entry: Entry) -> tuple[Any, ...]:
    if isinstance(entry, Appeal):
        return (Appeal, *entry.identity)
    return (type(entry), entry.site, entry.rule)


@dataclass(slots=True)
class Merged:
    """Reviews with what a workbook adds to them. `problems` say what does not fit; `notes` what a person should know."""

    reviews: Reviews
    decisions: int = 0
    waivers: int = 0
    appeals: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many entries are new."""
        return self.decisions + self.waivers + self.appeals

    def count(self, entry: Entry) -> None:
        """Count a new entry."""
        name = {Decision: "decisions", Waiver: "waivers", Appeal: "appeals"}[type(entry)]
        setattr(self, name, getattr(self, name) + 1)


@dataclass(frozen=True, slots=True)
class Found:
    """What an audit found: mark and machine's verdict by site and rule, the ids of sites, and those of rules and clauses."""

    rows: Mapping[tuple[str, str], tuple[str, str]]
    sites: frozenset[str]
    named: frozenset[str]


def found_in(sites: Iterable[Mapping[str, Any]], asked: Container[tuple[str, str]]) -> Found:
    """What the sites of a results document have, gone through once; of results, those that are `asked` for."""
    rows: dict[tuple[str, str], tuple[str, str]] = {}
    ids: set[str] = set()
    named: set[str] = set()
    for site in sites:
        ids.add(site["id"])
        for row in site["results"]:
            named |= {row["rule"], row["clause"]}
            if (site["id"], row["rule"]) in asked:
                verdict = row.get("machine", row)["verdict"]
                rows[site["id"], row["rule"]] = (mark_of_row(row), verdict)
    return Found(rows, frozenset(ids), frozenset(named))


def merge(reviews: Reviews, filled: Sequence[Filled], found: Found | None) -> Merged:
    """The reviews with the rows of a workbook taken in. Where there are problems, nothing of it may be written."""
    merged, kept = Merged(reviews), _Kept(reviews)
    for row in filled:
        own = kept.of(row.entry)
        if any(base_of(each) == base_of(row.entry) for each in own):
            merged.unchanged += 1
            continue
        # What the workbook was written with, and the reviews file has lost since, comes back as it was.
        problem = _refusal(row, own, found) if row.changed else None
        if problem is not None:
            merged.problems.append(problem)
        elif _is_old_news(row, own):
            merged.unchanged += 1
        else:
            _put(kept, row.entry, own)
            merged.count(row.entry)
            if note := _changed_since(row, found):
                merged.notes.append(note)
    merged.notes += [note for row in filled if (note := _upheld_alone(row, kept))]
    if not merged.problems and merged.added:
        merged.reviews = kept.reviews()
    return merged


def _put(kept: _Kept, entry: Entry, own: Sequence[Any]) -> None:
    if isinstance(entry, Appeal) and own and _is_waiting(own[-1]):
        kept.answer(entry)  # an answer is added, nothing is lost
    else:
        kept.add(entry)


def _is_waiting(appeal: Appeal) -> bool:
    return appeal.outcome == "pending" and appeal.answer is None


def _is_old_news(row: Filled, own: Sequence[Any]) -> bool:
    """Whether a row makes an appeal that was made already, and has been answered since."""
    return isinstance(row.entry, Appeal) and bool(own) and not row.base and _is_waiting(row.entry)


def _refusal(row: Filled, own: Sequence[Any], found: Found | None) -> Problem | None:
    """Why a row that says something new cannot be taken in; None where it can."""
    entry, latest = row.entry, own[-1] if own else None
    if isinstance(entry, Appeal):
        if _is_old_news(row, own):
            return None
        if row.base and not own:
            told = "已登记的申诉，其网站、规则、申诉人、日期和内容不能改写"
            return row.problem("text", told, "请恢复原样，新的申诉另起一行")
    elif isinstance(entry, Waiver) and row.base and not own:
        told = "已有的豁免不能改为另一网站或另一规则"
        return row.problem("site", told, "请恢复原样，新的豁免另起一行")
    if base_of(latest) != row.base:
        return _decided_meanwhile(row, latest)
    if not isinstance(entry, Appeal) and latest is not None:
        then, now = latest.on, entry.on
        if (now or date.min) < (then or date.min):
            told = f"日期早于现有记录的 {then}，不会生效"
            return row.problem("on", told, "请填这一次的日期")
    return _unknown(row, found)


def _decided_meanwhile(row: Filled, latest: Entry | None) -> Problem:
    """Somebody else has said something of the same thing since the workbook was written."""
    right = "请重新导出，在新表上填"
    if isinstance(row.entry, Decision):
        told = "导出时的判定已不在复核记录里"
        if isinstance(latest, Decision):
            said = f"{RULINGS[latest.verdict]}（{latest.by} {latest.on.isoformat()}）"
            told = f"导出之后已另有判定：{said}"
        return row.problem("verdict", told, right)
    if isinstance(row.entry, Waiver):
        if row.base:
            return row.problem("rule", "导出之后已另有豁免", right)
        return row.problem("rule", "这一网站和规则已有豁免", "请改已有的那一行")
    words = {code: word for word, code in OUTCOMES.items()}
    now = words[latest.outcome] if isinstance(latest, Appeal) else "不在复核记录里"
    return row.problem("outcome", f"导出之后这一申诉已另有处理：{now}", right)


def _unknown(row: Filled, found: Found | None) -> Problem | None:
    """A site or rule that the audit does not have."""
    entry = row.entry
    if found is None:
        return None
    if isinstance(entry, Waiver):
        if entry.site not in (EVERY_SITE, *found.sites):
            return row.problem("site", f"results.json 里没有网站 {entry.site}", "请从列表中选择")
        if entry.rule not in found.named:
            told = f"results.json 里没有规则或条款 {entry.rule}"
            return row.problem("rule", told, "请从列表中选择")
        return None
    if (entry.site, entry.rule) in found.rows:
        return None
    told = f"results.json 里没有网站 {entry.site} 的规则 {entry.rule}"
    return row.problem("rule", told, "请核对，或对本次结果重新导出")


def _changed_since(row: Filled, found: Found | None) -> str:
    """What is said of a decision on a finding that has changed since the workbook was written; "" where none has."""
    entry = row.entry
    if found is None or not isinstance(entry, Decision) or not entry.mark or is_withdrawal(entry):
        return ""
    result = found.rows.get((entry.site, entry.rule))
    if result is None or result[0] == entry.mark:
        return ""
    now = verdict_words(result[1]).word
    return (
        f"{row.cell('verdict')}：{entry.site} {entry.rule} 的发现在导出之后有变（现为{now}），"
        "判定已记入，按“需复核”处理"
    )


def _upheld_alone(row: Filled, kept: _Kept) -> str:
    """What is said of an appeal that was upheld without a decision: an outcome by itself changes no verdict."""
    entry = row.entry
    if not isinstance(entry, Appeal) or not row.changed or entry.outcome != "upheld":
        return ""
    if kept.is_decided(entry.site, entry.rule):
        return ""
    return (
        f"{row.cell('outcome')}：申诉成立，但 {entry.site} 的 {entry.rule} 还没有判定；"
        "得分要随之改变，请在该规则一行填判定"
    )
