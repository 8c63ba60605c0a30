"""What a person's decisions could still change (人工判定的影响): of a whole score, and rule by rule."""

from __future__ import annotations

from dataclasses import dataclass

from reports.arrange import Part
from reports.model import Finding, Ruleset, is_open


@dataclass(frozen=True, slots=True)
class Outlook:
    """A score and its grade now, and were every open rule passed or failed; None and "" where there is none."""

    open: int
    now: float | None
    grade: str
    best: float | None
    best_grade: str
    worst: float | None
    worst_grade: str

    @property
    def moves(self) -> bool:
        """Whether the open rules can change anything."""
        return (self.best, self.best_grade) != (self.worst, self.worst_grade)


@dataclass(frozen=True, slots=True)
class Task:
    """One open rule on the work list (待办): the points that the score gains were it passed, and loses were it failed;
    None where the score is not one of points earned out of those decided, or there is none yet.
    """

    finding: Finding
    gain: float | None
    loss: float | None


def grade_of(ruleset: Ruleset, score: float | None) -> str:
    """The grade of a score by the ruleset's own limits; "" where there is no score, or no limits."""
    if score is None or not ruleset.grades:
        return ""
    reached = [(limit, name) for name, limit in ruleset.grades if score >= limit]
    return max(reached)[1] if reached else "不合格"


def outlook(part: Part) -> Outlook | None:
    """What the open rules of a ruleset leave open; None where none is open."""
    if not part.open or part.score is None:
        return None
    score = part.score
    vetoed = score.vetoed
    # A failed veto makes the grade whatever the points are, and an open one may.
    may_be_vetoed = vetoed or any(finding.veto for finding in part.open)
    return Outlook(
        open=len(part.open),
        now=score.score,
        grade=score.grade,
        best=score.high,
        best_grade="不合格" if vetoed else grade_of(part.ruleset, score.high),
        worst=score.low,
        worst_grade="不合格" if may_be_vetoed else grade_of(part.ruleset, score.low),
    )


def tasks(part: Part) -> list[Task]:
    """The open rules in the order in which deciding them tells most: vetoes, then by points, then as given."""
    ordered = sorted(part.open, key=lambda finding: (not finding.veto, -finding.max_points))
    return [Task(finding, *_effect(part, finding)) for finding in ordered if is_open(finding)]


def mend_first(part: Part) -> list[Finding]:
    """The findings that lose points in the order in which mending them wins most: failed vetoes, then by points lost."""
    return sorted(part.losses, key=lambda finding: (not _vetoes(finding), -finding.lost))


def vetoes(part: Part) -> tuple[list[Finding], list[Finding]]:
    """The rules that veto (单项否决): those that failed, and those that are open."""
    failed = [finding for finding in part.findings if _vetoes(finding)]
    return failed, [finding for finding in part.findings if finding.veto and is_open(finding)]


def _vetoes(finding: Finding) -> bool:
    return finding.veto and finding.verdict == "fail"


def _effect(part: Part, finding: Finding) -> tuple[float | None, float | None]:
    decided = part.decided + finding.max_points
    if part.ruleset.scoring == "deduction" or not part.decided or not finding.max_points:
        return None, None
    now = part.earned / part.decided
    passed = (part.earned + finding.max_points) / decided
    return 100 * (passed - now), 100 * (now - part.earned / decided)
