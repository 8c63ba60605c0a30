"""What people said of a finding, in the words of an office file."""

from __future__ import annotations

from collections.abc import Iterator

from reports.model import Finding
from reports.phrases import number
from reports.reviewed import Appeal, Ruling
from reports.wording import APPEALS, LAPSED, LAPSED_NOTED, verdict_words

RULING_KINDS = {"decision": "人工判定", "waiver": "豁免"}


def ruling_words(finding: Finding) -> str:
    """The decision or waiver that counts beside what the machine had found, and those of which a reader has to know that
    they do not count, in lines; "" where nobody decided.
    """
    return "\n".join(_ruling_lines(finding))


def _ruling_lines(finding: Finding) -> Iterator[str]:
    ruling, machine = finding.review.ruling, finding.review.machine
    if ruling is not None and machine is not None:
        kind = RULING_KINDS.get(ruling.kind, ruling.kind)
        reason = ""
        if ruling.reason and ruling.reason != finding.reason:
            reason = f"。理由：{ruling.reason}"
        stale = "。需复核：判定之后发现有变" if ruling.stale else ""
        yield f"{kind}：{verdict_words(finding.verdict).word}{signed(ruling)}{reason}{stale}"
        yield (
            f"机器判定：{verdict_words(machine.verdict).word}（{number(machine.points)} 分）"
            f"{'：' if machine.reason else ''}{machine.reason}"
        )
    for lapsed in finding.review.lapsed:
        if lapsed.why in LAPSED_NOTED:
            kind = RULING_KINDS.get(lapsed.kind, lapsed.kind)
            yield f"{kind}{signed(lapsed)}：{LAPSED.get(lapsed.why, lapsed.why)}"


def signed(ruling: Ruling) -> str:
    """Who decided, on which day, and until when it holds, in brackets; "" where nothing of it is known."""
    said = [
        part
        for part in (ruling.by, ruling.on, f"至 {ruling.until}" if ruling.until else "")
        if part
    ]
    return f"（{'，'.join(said)}）" if said else ""


def appeal_words(appeal: Appeal) -> str:
    """One appeal with what became of it, in lines."""
    lines = [
        f"{appeal.by}{f' {appeal.on}' if appeal.on else ''} 申诉：{appeal.text}",
        f"结果：{APPEALS.get(appeal.outcome, appeal.outcome)}",
    ]
    if appeal.answer:
        by = "，".join(part for part in (appeal.answered_by, appeal.answered_on) if part)
        lines.append(f"答复{f'（{by}）' if by else ''}：{appeal.answer}")
    return "\n".join(lines)


def appeals_words(finding: Finding) -> str:
    """All appeals of a finding, a blank line between them."""
    return "\n\n".join(appeal_words(appeal) for appeal in finding.review.appeals)
