"""One judgement of one kind, with what every judgement must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from checks.context import Context
from checks.kind import CheckKind
from checks.verdict import Judgement, Verdict
from checks.wording import reason_text
from crawler.snapshot.facts import SiteSnapshot
from tests.checks.build import AS_OF, context


@dataclass(frozen=True)
class Ruling:
    """A judgement with its verdict and its reason as an evaluator reads it."""

    judgement: Judgement
    verdict: Verdict
    reason: str

    @property
    def code(self) -> str:
        return self.judgement.code

    @property
    def notes(self) -> str:
        return "\n".join(f"{piece.note} {piece.quote}" for piece in self.judgement.evidence)


def rule_on(
    kind: CheckKind,
    site: SiteSnapshot,
    params: dict[str, Any],
    *,
    as_of: str | date = AS_OF,
    period: tuple[str, str] = ("2023-01-01", "2023-12-31"),
    given: Context | None = None,
) -> Ruling:
    """Judge, and see that the outcome is declared, the reason complete and the share a share."""
    judged = given or context(as_of=as_of, period=period)
    judgement = kind.judge(site, kind.params.model_validate(params), judged)
    outcome = kind.outcomes[judgement.code]
    reason = reason_text(outcome.text, judgement.values)
    assert "（不详）" not in reason, reason
    assert 0 <= judgement.share <= 1
    if outcome.verdict is Verdict.PARTIAL:
        assert 0 < judgement.share < 1
    if outcome.verdict in (Verdict.PASS, Verdict.PARTIAL):
        assert judgement.evidence or kind.name == "content_scan"
    return Ruling(judgement, outcome.verdict, reason)
