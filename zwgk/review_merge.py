"""Taking the rows of a review workbook into the reviews file: nothing that was there is lost, nothing comes in twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checks.reviews.applying import SiteReviews
from checks.reviews.marks import mark_of_row
from checks.reviews.model import EVERY_SITE, OUTCOMES, Appeal, Decision, Reviews, Waiver
from reports.office.review_layout import base_of
from reports.wording import RULINGS, verdict_words
from rules.errors import Problem
from zwgk.review_xlsx import Filled, is_withdrawal


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


@dataclass(frozen=True, slots=True)
class Found:
    """What an audit found: results by site and rule, and the ids of clauses; empty where there is no results.json."""

    rows: Mapping[tuple[str, str], Mapping[str, Any]]
    sites: frozenset[str]
    named: frozenset[str]


def found_in(document: Mapping[str, Any] | None) -> Found | None:
    """What a results document has, by site and rule; None without one."""
    if document is None:
        return None
    rows = {(site["id"], row["rule"]): row for site in document["sites"] for row in site["results"]}
    clauses = {row["clause"] for row in rows.values()}
    return Found(
        rows,
        frozenset(site["id"] for site in document["sites"]),
        frozenset({rule for _, rule in rows} | clauses),
    )


def merge(reviews: Reviews, filled: Sequence[Filled], found: Found | None) -> Merged:
    """The reviews with the rows of a workbook taken in. Where there are problems, nothing of it may be written."""
    merged = Merged(reviews)
    for row in filled:
        if not row.changed and _is_there(merged.reviews, row):
            merged.unchanged += 1
        elif not row.changed:
            _restore(merged, row.entry)
        elif isinstance(row.entry, Decision):
            _take_decision(merged, row, row.entry, found)
        elif isinstance(row.entry, Waiver):
            _take_waiver(merged, row, row.entry, found)
        else:
            _take_appeal(merged, row, row.entry, found)
    _look_at_upheld(merged, filled)
    return merged


def _is_there(reviews: Reviews, row: Filled) -> bool:
    entries = (*reviews.decisions, *reviews.waivers, *reviews.appeals)
    return any(base_of(each) == row.base for each in entries if type(each) is type(row.entry))


def _restore(merged: Merged, entry: Decision | Waiver | Appeal) -> None:
    """Take in what the workbook was written with, and what the reviews file has lost since."""
    name = {Decision: "decisions", Waiver: "waivers", Appeal: "appeals"}[type(entry)]
    kept = (*getattr(merged.reviews, name), entry)
    merged.reviews = merged.reviews.model_copy(update={name: kept})
    setattr(merged, name, getattr(merged, name) + 1)


def _said(entry: Decision) -> str:
    return f"{RULINGS[entry.verdict]}（{entry.by} {entry.on.isoformat()}）"


def _known(row: Filled, entry: Decision | Appeal, found: Found | None) -> Problem | None:
    if found is None or (entry.site, entry.rule) in found.rows:
        return None
    what = f"results.json 里没有网站 {entry.site} 的规则 {entry.rule}"
    return row.problem("rule", what, "请核对，或对本次结果重新导出")


def _take_decision(merged: Merged, row: Filled, entry: Decision, found: Found | None) -> None:
    own = [
        each
        for each in merged.reviews.decisions
        if (each.site, each.rule) == (entry.site, entry.rule)
    ]
    own.sort(key=lambda each: each.on)
    latest = own[-1] if own else None
    if any(base_of(each) == base_of(entry) for each in own):
        merged.unchanged += 1
        return
    if base_of(latest) != row.base:
        told = f"导出之后已另有判定：{_said(latest)}" if latest else "导出时的判定已不在复核记录里"
        merged.problems.append(row.problem("verdict", told, "请重新导出，在新表上填"))
        return
    if latest and entry.on < latest.on:
        told = f"判定日期 {entry.on} 早于现有判定的 {latest.on}，不会生效"
        merged.problems.append(row.problem("on", told, "请填这次判定的日期"))
        return
    if problem := _known(row, entry, found):
        merged.problems.append(problem)
        return
    if found is not None and entry.mark:
        result = found.rows[entry.site, entry.rule]
        if mark_of_row(result) != entry.mark and not is_withdrawal(entry):
            machine = result.get("machine", result)
            now = verdict_words(machine["verdict"]).word
            merged.notes.append(
                f"{row.cell('verdict')}：{entry.site} {entry.rule} 的发现在导出之后有变（现为{now}），"
                "判定已记入，按“需复核”处理"
            )
    merged.decisions += 1
    merged.reviews = merged.reviews.model_copy(
        update={"decisions": (*merged.reviews.decisions, entry)}
    )


def _take_waiver(merged: Merged, row: Filled, entry: Waiver, found: Found | None) -> None:
    own = [
        each
        for each in merged.reviews.waivers
        if (each.site, each.rule) == (entry.site, entry.rule)
    ]
    own.sort(key=lambda each: each.on or date.min)
    latest = own[-1] if own else None
    if any(base_of(each) == base_of(entry) for each in own):
        merged.unchanged += 1
        return
    if row.base and not any(base_of(each) == row.base for each in own):
        told = "已有的豁免不能改为另一网站或另一规则"
        merged.problems.append(row.problem("site", told, "请恢复原样，新的豁免另起一行"))
        return
    if base_of(latest) != row.base:
        told = "导出之后已另有豁免" if row.base else "这一网站和规则已有豁免"
        right = "请重新导出，在新表上填" if row.base else "请改已有的那一行"
        merged.problems.append(row.problem("rule", told, right))
        return
    if latest and (entry.on or date.min) < (latest.on or date.min):
        told = f"豁免日期早于现有记录的 {latest.on}，不会生效"
        merged.problems.append(row.problem("on", told, "请填这次豁免的日期"))
        return
    if found is not None and entry.site not in (EVERY_SITE, *found.sites):
        told, right = f"results.json 里没有网站 {entry.site}", "请从列表中选择"
        merged.problems.append(row.problem("site", told, right))
        return
    if found is not None and entry.rule not in found.named:
        told, right = f"results.json 里没有规则或条款 {entry.rule}", "请从列表中选择"
        merged.problems.append(row.problem("rule", told, right))
        return
    merged.waivers += 1
    merged.reviews = merged.reviews.model_copy(update={"waivers": (*merged.reviews.waivers, entry)})


def _take_appeal(merged: Merged, row: Filled, entry: Appeal, found: Found | None) -> None:
    entries = list(merged.reviews.appeals)
    own = [at for at, each in enumerate(entries) if each.identity == entry.identity]
    untouched = entry.outcome == "pending" and entry.answer is None
    if any(base_of(entries[at]) == base_of(entry) for at in own) or (
        own and untouched and not row.base
    ):
        merged.unchanged += 1
        return
    if row.base and not own:
        told = "已登记的申诉，其网站、规则、申诉人、日期和内容不能改写"
        merged.problems.append(row.problem("text", told, "请恢复原样，新的申诉另起一行"))
        return
    latest = entries[own[-1]] if own else None
    if base_of(latest) != row.base:
        now = next(word for word, code in OUTCOMES.items() if latest and code == latest.outcome)
        told = f"导出之后这一申诉已另有处理：{now}"
        merged.problems.append(row.problem("outcome", told, "请重新导出，在新表上填"))
        return
    if problem := _known(row, entry, found):
        merged.problems.append(problem)
        return
    if latest is not None and latest.outcome == "pending" and latest.answer is None:
        entries[own[-1]] = entry  # an answer is added, nothing is lost
    else:
        entries.append(entry)
    merged.appeals += 1
    merged.reviews = merged.reviews.model_copy(update={"appeals": tuple(entries)})


def _look_at_upheld(merged: Merged, filled: Sequence[Filled]) -> None:
    """Tell of appeals that were upheld without a decision: an outcome by itself changes no verdict."""
    for row in filled:
        entry = row.entry
        if isinstance(entry, Appeal) and row.changed and entry.outcome == "upheld":
            decided = SiteReviews(merged.reviews, entry.site).decisions.get(entry.rule)
            if not decided:
                merged.notes.append(
                    f"{row.cell('outcome')}：申诉成立，但 {entry.site} 的 {entry.rule} 还没有判定；"
                    "得分要随之改变，请在该规则一行填判定"
                )
