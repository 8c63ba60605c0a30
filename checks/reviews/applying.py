"""Reviews applied to findings: which decision or waiver counts, and what is shown beside it. Pure.

- A waiver in force goes before any decision: whatever was found, it is not counted.
- Of the decisions on a finding the newest counts (by day, then by place in the file).
- A decision made on another finding than the present one is *stale* (需复核). Where the machine has decided the present
  one itself, the stale decision does not count: nobody has looked at what the machine now shows. Where the machine leaves
  the finding open, it counts on, and is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from checks.reviews.marks import mark_of
from checks.reviews.model import (
    DECISIONS,
    WITHDRAWN,
    Appeal,
    Decision,
    Reviews,
    Waiver,
    WaiverTerms,
)
from checks.reviews.ruling import Machine, Review, Ruling
from checks.verdict import OPEN, Verdict
from checks.wording import REASON_LENGTH, clean

if TYPE_CHECKING:
    from checks.site_result import RuleResult

DECISION, WAIVER = "decision", "waiver"
STALE, EXPIRED, SUPERSEDED, TAKEN_BACK, WAIVED = (
    "stale",
    "expired",
    "superseded",
    "withdrawn",
    "waived",
)
"""Why a decision or waiver does not count."""

_WORDS = {code: word for word, code in DECISIONS.items()}


class SiteReviews:
    """The reviews that concern one site, by rule.

    `own` are those of the site alone, `for_all` those for every site (see `by_site`); `terms` are waivers from elsewhere
    (the site list).
    """

    def __init__(
        self,
        own: Reviews | None = None,
        for_all: Reviews | None = None,
        terms: Iterable[WaiverTerms] = (),
    ) -> None:
        self.decisions: dict[str, list[Decision]] = {}
        self.waivers: dict[str, list[list[WaiverTerms]]] = {}
        self.appeals: dict[str, dict[tuple[object, ...], Appeal]] = {}
        for decision in own.decisions if own else ():
            self.decisions.setdefault(decision.rule, []).append(decision)
        for decided in self.decisions.values():
            decided.sort(key=lambda each: each.on)
        for part in (own, for_all):
            self._take(part.waivers if part else ())
        self._take(terms)
        for appeal in own.appeals if own else ():
            self.appeals.setdefault(appeal.rule, {})[appeal.identity] = appeal

    def _take(self, waivers: Iterable[WaiverTerms]) -> None:
        """Take in waivers from one source: of those on one rule the newest replaces the others."""
        found: dict[str, list[WaiverTerms]] = {}
        for waiver in waivers:
            found.setdefault(waiver.rule, []).append(waiver)
        for rule, given in found.items():
            given.sort(key=lambda each: each.on or date.min)
            self.waivers.setdefault(rule, []).append(given)

    def __bool__(self) -> bool:
        return bool(self.decisions or self.waivers or self.appeals)


NOTHING = SiteReviews()


def by_site(reviews: Reviews) -> dict[str, Reviews]:
    """The reviews of each site, those for every site under `EVERY_SITE`: gone through once, however many sites there are."""
    found: dict[str, dict[str, list[Decision | Waiver | Appeal]]] = {}
    for name in ("decisions", "waivers", "appeals"):
        for entry in getattr(reviews, name):
            found.setdefault(entry.site, {}).setdefault(name, []).append(entry)
    return {site: Reviews.model_validate(entries) for site, entries in found.items()}


def reviewed(result: RuleResult, reviews: SiteReviews, as_of: date) -> RuleResult:
    """A machine's result with what people said of it: verdict, points and reason are those that count.

    A rule that does not apply to the site or the day is not changed by decisions or waivers.
    """
    if not reviews:
        return result
    appeals = tuple(reviews.appeals.get(result.rule, {}).values())
    if result.verdict is Verdict.NOT_APPLICABLE and not result.code:
        return replace(result, review=Review(appeals=appeals)) if appeals else result
    waiver, fallen = _waiver(reviews, result, as_of)
    decision, passed = _decision(reviews.decisions.get(result.rule, ()), result)
    lapsed = [*fallen, *passed]
    if waiver and decision:
        lapsed.append(replace(decision, lapsed=WAIVED, stale=False))
    ruling = waiver or decision
    if ruling is None:
        found = Review(lapsed=tuple(lapsed), appeals=appeals)
        return replace(result, review=found) if lapsed or appeals else result
    machine = Machine(result.verdict, result.points, result.share, result.reason)
    share = {"pass": 1.0, "partial": ruling.share or 0.0}.get(ruling.verdict, 0.0)
    return replace(
        result,
        verdict=Verdict(ruling.verdict),
        share=share,
        points=share * result.max_points,
        reason=_said(ruling),
        review=Review(machine, ruling, tuple(lapsed), appeals),
    )


def _said(ruling: Ruling) -> str:
    why = ruling.reason.rstrip("。")
    if ruling.kind == WAIVER:
        end = f"，有效期至{ruling.until.isoformat()}" if ruling.until else ""
        return clean(f"由{ruling.by}豁免：{why}{end}。", REASON_LENGTH)
    day = f"于{ruling.on.isoformat()}" if ruling.on else ""
    return clean(f"由{ruling.by}{day}判定为{_WORDS[ruling.verdict]}：{why}。", REASON_LENGTH)


def _waiver(
    reviews: SiteReviews, result: RuleResult, as_of: date
) -> tuple[Ruling | None, list[Ruling]]:
    """The waiver in force, of the rule or its clause, and those that are no longer."""
    sources = [
        *reviews.waivers.get(result.rule, ()),
        *(reviews.waivers.get(result.clause, ()) if result.clause != result.rule else ()),
    ]
    in_force: Ruling | None = None
    lapsed: list[Ruling] = []
    for given in sources:
        *earlier, newest = given
        lapsed += [_of_waiver(each, SUPERSEDED) for each in earlier]
        if newest.until is not None and newest.until < as_of:
            lapsed.append(_of_waiver(newest, EXPIRED))
        elif in_force is None:
            in_force = _of_waiver(newest)
        else:
            lapsed.append(_of_waiver(newest, SUPERSEDED))
    return in_force, lapsed


def _of_waiver(waiver: WaiverTerms, lapsed: str = "") -> Ruling:
    return Ruling(
        kind=WAIVER,
        verdict=Verdict.WAIVED.value,
        by=clean(waiver.by),
        on=waiver.on,
        reason=clean(waiver.reason, REASON_LENGTH),
        until=waiver.until,
        lapsed=lapsed,
    )


def _decision(
    decisions: Sequence[Decision], result: RuleResult
) -> tuple[Ruling | None, list[Ruling]]:
    """The decision that counts, and those that do not."""
    if not decisions:
        return None, []
    *earlier, newest = decisions
    lapsed = [_of_decision(each, SUPERSEDED) for each in earlier]
    if newest.verdict == WITHDRAWN:
        return None, [*lapsed, _of_decision(newest, TAKEN_BACK)]
    stale = bool(newest.mark) and newest.mark != mark_of(result)
    if stale and result.verdict not in OPEN:
        return None, [*lapsed, _of_decision(newest, STALE)]
    return replace(_of_decision(newest), stale=stale), lapsed


def _of_decision(decision: Decision, lapsed: str = "") -> Ruling:
    return Ruling(
        kind=DECISION,
        verdict=decision.verdict,
        by=clean(decision.by),
        on=decision.on,
        reason=clean(decision.reason, REASON_LENGTH),
        share=decision.share,
        link=decision.link or "",
        lapsed=lapsed,
    )
