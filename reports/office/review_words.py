"""What people said of a finding, in the words of an office file."""

from __future__ import annotations

from reports.model import Finding
from reports.phrases import number
from reports.reviewed import Appeal, Ruling
from reports.wording import verdict_words

RULINGS = {"decision": "人工判定", "waiver": "豁免"}

APPEAL_OUTCOMES = {"": "待处理", "pending": "待处理", "upheld": "成立", "rejected": "不成立"}


def ruling_words(finding: Finding) -> str:
    """The decision or waiver that counts beside what the machine had found; "" where nobody decided."""
    ruling, machine = finding.review.ruling, finding.review.machine
    if ruling is None or machine is None:
        return ""
    decided = f"{RULINGS.get(ruling.kind, ruling.kind)}：{verdict_words(finding.verdict).word}{signed(ruling)}"
    reason = f"。理由：{ruling.reason}" if ruling.reason and ruling.reason != finding.reason else ""
    found = (
        f"机器判定：{verdict_words(machine.verdict).word}（{number(machine.points)} 分）"
        f"{'：' if machine.reason else ''}{machine.reason}"
    )
    return f"{decided}{reason}\n{found}"


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
        f"结果：{APPEAL_OUTCOMES.get(appeal.outcome, appeal.outcome)}",
    ]
    if appeal.answer:
        by = "，".join(part for part in (appeal.answered_by, appeal.answered_on) if part)
        lines.append(f"答复{f'（{by}）' if by else ''}：{appeal.answer}")
    return "\n".join(lines)


def appeals_words(finding: Finding) -> str:
    """All appeals of a finding, a blank line between them."""
    return "\n\n".join(appeal_words(appeal) for appeal in finding.review.appeals)
