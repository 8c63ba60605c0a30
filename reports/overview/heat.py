"""The heat map (热力图): each site's points under each indicator, as numbers that colour only underlines."""

from __future__ import annotations

from dataclasses import dataclass

from reports.arrange import League
from reports.model import FindingOutline, Ruleset, SiteOutline, is_open
from reports.wording import FINDINGS

_DECIDED = ("pass", *FINDINGS)
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One site's points under one indicator.

    `words` stand in the cell, `told` says the same in full. `step` is how much was lost of what was decided, from 0
    (nothing) to 5 (nearly all); None where nothing was decided. `pending` are the points of open rules.
    """

    words: str
    told: str
    step: int | None
    pending: float


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One site's cells, in the order of the columns; `rank` is None where it has no score."""

    site: SiteOutline
    rank: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The heat map of one ruleset: columns are (indicator's id, title); sites in order of rank, unscored ones last."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]


def heat_of(league: League) -> Heat:
    """The heat map of a league."""
    ruleset = league.ruleset
    ranked: list[tuple[SiteOutline, int | None]] = [(it.site, it.rank) for it in league.standings]
    ranked += [(site, None) for site, _ in league.unscored]
    found = [(site, rank, _by_indicator(site, ruleset.id)) for site, rank in ranked]
    titles = dict(ruleset.indicators)
    used = {name for _, _, findings in found for name in findings}
    columns = [name for name in titles if name in used]
    columns += sorted(used - titles.keys())
    return Heat(
        columns=tuple((name, titles.get(name) or name or "其他规则") for name in columns),
        rows=tuple(
            HeatRow(site, rank, tuple(_cell(ruleset, own.get(name, [])) for name in columns))
            for site, rank, own in found
        ),
    )


def _by_indicator(site: SiteOutline, ruleset: str) -> dict[str, list[FindingOutline]]:
    """The findings that weigh anything, by indicator."""
    found: dict[str, list[FindingOutline]] = {}
    for finding in site.findings:
        if finding.ruleset == ruleset and finding.max_points:
            found.setdefault(finding.indicator, []).append(finding)
    return found


def _cell(ruleset: Ruleset, findings: list[FindingOutline]) -> Cell:
    decided = sum(f.max_points for f in findings if f.verdict in _DECIDED)
    pending = sum(f.max_points for f in findings if is_open(f))
    lost = sum(f.lost for f in findings)
    open_words = f"，另有 {_plain(pending)} 分待定" if pending else ""
    if not decided:
        if pending:
            return Cell("待定", f"{_plain(pending)} 分待定", None, pending)
        return Cell("—", "没有计分的规则", None, 0.0)
    step = 0 if lost <= 0 else min(_STEPS, 1 + int(_STEPS * lost / decided))
    if ruleset.scoring == "deduction":
        words = f"−{_plain(lost)}" if lost > 0 else "0"
        return Cell(words, f"扣 {_plain(lost)} 分{open_words}", step, pending)
    # Rounded down where something was lost: 100 stands for all, and for nothing less.
    share = int(100 * (decided - lost) / decided + 1e-9)
    told = f"得 {_plain(decided - lost)} / {_plain(decided)} 分{open_words}"
    return Cell(str(share), told, step, pending)


def _plain(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
