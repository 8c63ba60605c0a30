"""What became of a finding (复查): the machine's verdict of then beside that of now. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from checks.fetch_words import OUTCOMES
from checks.results.document import result_row
from checks.site_result import RuleResult
from checks.verdict import DECIDED, Verdict
from checks.wording import ADDRESS_LENGTH, clean, unread_said
from crawler.snapshot.facts import Fetch

FORMAT = 1
"""Version of recheck.json; see recheck.schema.json beside this file."""

SCHEMA_PATH = Path(__file__).with_name("recheck.schema.json")
_MOST_ASKED = 50
_LESS = 0.005  # shares are told to two decimals


class Mended(StrEnum):
    """What a recheck says of a finding; the words are in `WORDS`."""

    MENDED = "mended"
    PARTLY = "partly_mended"
    NOT_MENDED = "not_mended"
    UNDETERMINED = "undetermined"


WORDS = {
    Mended.MENDED: "已整改",
    Mended.PARTLY: "部分整改",
    Mended.NOT_MENDED: "未整改",
    Mended.UNDETERMINED: "无法判定",
}


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A finding that was looked at again: what it was (a result of results.json), what it is, and what was asked for.

    `proof` are the requests for the pages that the finding showed, `asked` those for all pages behind it.
    """

    before: Mapping[str, Any]
    after: RuleResult
    proof: tuple[Fetch, ...]
    asked: tuple[Fetch, ...]
    outcome: Mended
    why: str


def judge_again(
    before: Mapping[str, Any],
    after: RuleResult,
    proof: Sequence[Fetch],
    asked: Sequence[Fetch],
    began: str,
) -> Rechecked:
    """What became of a finding. `began` is when the recheck did: evidence fetched since is new.

    Nothing is called mended, wholly or in part, where a page behind the finding was not read again.
    """
    outcome, why = _outcome(before.get("machine", before), after, proof, asked, began)
    return Rechecked(before, after, tuple(proof), tuple(asked), outcome, why)


def _outcome(
    before: Mapping[str, Any],
    after: RuleResult,
    proof: Sequence[Fetch],
    asked: Sequence[Fetch],
    began: str,
) -> tuple[Mended, str]:
    then = before["verdict"]
    if then not in (Verdict.FAIL.value, Verdict.PARTIAL.value):
        return Mended.UNDETERMINED, "这一问题是由人判定的，须由人复核。"
    if after.verdict not in DECIDED:
        return Mended.UNDETERMINED, after.reason
    share = 1.0 if after.verdict is Verdict.PASS else after.share
    gain = share - float(before.get("share", 0.0) if then == Verdict.PARTIAL.value else 0.0)
    lost = [fetch for fetch in dict.fromkeys((*proof, *asked)) if not fetch.outcome.answered]
    if after.verdict is Verdict.PASS or gain > _LESS:
        if lost:
            return Mended.UNDETERMINED, f"复查时未读到 {unread_said(lost)}，不能认定已整改。"
        if after.verdict is Verdict.PASS:
            return Mended.MENDED, after.reason
        return Mended.PARTLY, after.reason
    unread_proof = [fetch for fetch in proof if not fetch.outcome.answered]
    shown_anew = any(piece.fetched_at >= began for piece in after.evidence if piece.fetched_at)
    if unread_proof and not shown_anew:
        return Mended.UNDETERMINED, f"复查时未读到 {unread_said(unread_proof)}，现状不明。"
    return Mended.NOT_MENDED, after.reason


def rechecked_row(found: Rechecked, written: Mapping[str, str] | None = None) -> dict[str, Any]:
    """One finding as recheck.json holds it; `written` is what the ledger's owner wrote beside it, by heading."""
    before = found.before
    kept = ("verdict", "points", "max_points", "share", "reason", "evidence", "decision")
    return {
        "rule": before["rule"],
        "clause": before["clause"],
        "title": before.get("title", ""),
        "outcome": found.outcome.value,
        "word": WORDS[found.outcome],
        "why": clean(found.why, 1500),
        "before": {name: before[name] for name in kept if name in before},
        "after": result_row(found.after),
        "asked": [_asked(fetch) for fetch in found.asked[:_MOST_ASKED]],
        "asked_count": len(found.asked),
        **({"written": dict(written)} if written else {}),
    }


def _asked(fetch: Fetch) -> dict[str, str]:
    return {
        "url": clean(fetch.url, ADDRESS_LENGTH),
        "outcome": fetch.outcome.value,
        "word": OUTCOMES[fetch.outcome].word,
        "fetched_at": fetch.fetched_at,
        "sha256": fetch.sha256,
    }
