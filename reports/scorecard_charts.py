"""The charts of a scorecard: what the score is made of by indicator, and how the verdicts are distributed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports.arrange import Part
from reports.charts import Series, stacked_bars
from reports.wording import verdict_words


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart with the numbers that it shows; `head` says what its labels are."""

    name: str
    title: str
    head: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    svg: Markup


def charts_of(part: Part) -> list[Chart]:
    """The charts of one ruleset; none for what has nothing to show."""
    found: list[Chart] = []
    sections = [each for each in part.sections if each.earned or each.lost or each.pending]
    if sections:
        series = (
            Series("got", "得分", tuple(each.earned for each in sections)),
            Series("lost", "失分", tuple(each.lost for each in sections)),
            Series("pending", "待定", tuple(each.pending for each in sections)),
        )
        labels = [each.title for each in sections]
        found.append(
            _chart(part, "points", "各指标的得分、失分和待定", "指标", labels, series, 600)
        )
    if part.counts:
        labels = [verdict_words(code).word for code in part.counts]
        counts = (Series("count", "规则条数", tuple(float(n) for n in part.counts.values())),)
        found.append(_chart(part, "verdicts", "各判定的规则条数", "判定", labels, counts, 320))
    return found


def _chart(
    part: Part,
    name: str,
    title: str,
    head: str,
    labels: Sequence[str],
    series: tuple[Series, ...],
    width: int,
) -> Chart:
    anchor = f"{part.anchor}-chart-{name}"
    svg = stacked_bars(anchor, f"{part.ruleset.title}：{title}", labels, series, width)
    return Chart(name, title, head, tuple(labels), series, svg)
