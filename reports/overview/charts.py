"""The charts of the overview: how scores are distributed, and how they moved from audit to audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports.arrange import Standing
from reports.charts import static_svg
from reports.comparing.earlier import Earlier
from reports.comparing.trend import Point, RulesetTrend, SiteTrend
from reports.phrases import number

_WIDTH, _HEIGHT = 640, 240
_STEP = 10
_LABELS_AT_MOST = 6
# A line's name and its value on each day, None where there is none.
Values = tuple[str, list[float | None]]


@dataclass(frozen=True, slots=True)
class Spread:
    """The distribution of scores (得分分布): (interval, number of sites), and the chart of it."""

    bins: tuple[tuple[str, int], ...]
    svg: Markup


def spread_of(anchor: str, title: str, standings: Sequence[Standing]) -> Spread | None:
    """The distribution of the scores in steps of ten; None for fewer than three sites."""
    scores = [it.score.score for it in standings if it.score.score is not None]
    if len(scores) < 3:
        return None
    top = 100 if max(scores) <= 100 else int(-(-max(scores) // _STEP)) * _STEP
    edges = range(0, top, _STEP)
    # The full mark belongs to the last step: there is none above it.
    counts = [
        sum(1 for score in scores if low <= score and (score < low + _STEP or low + _STEP == top))
        for low in edges
    ]
    bins = tuple((f"{low}–{low + _STEP}", count) for low, count in zip(edges, counts, strict=True))
    spoken = "；".join(f"{name} 分 {count} 个" for name, count in bins if count)
    return Spread(bins, static_svg(_histogram(bins), anchor, title, spoken, ["count"]))


def trend_chart(anchor: str, trend: RulesetTrend) -> Markup:
    """Mean and median of all sites at each audit."""
    days = [each.day for each in trend.days]
    spoken = "；".join(
        f"{each.day}：平均 {number(each.mean)}，中位 {number(each.median)}" for each in trend.days
    )
    lines: list[Values] = [
        ("平均", [each.mean for each in trend.days]),
        ("中位", [each.median for each in trend.days]),
    ]
    return static_svg(
        _lines(days, lines),
        anchor,
        f"{trend.title}：历次平均分和中位分",
        spoken,
        ["mean", "median"],
    )


@dataclass(frozen=True, slots=True)
class ChartedTrend:
    """A site's scores at every audit, and the chart of them."""

    points: tuple[Point, ...]
    svg: Markup


def charted_trend(earlier: Earlier, site: str, ruleset: str) -> ChartedTrend | None:
    """A site's trend under a ruleset; None where it was judged by it less than twice."""
    trend = next((each for each in earlier.trends if each.ruleset == ruleset), None)
    own = trend.of(site) if trend else None
    if trend is None or own is None or len(own.points) < 2:
        return None
    return ChartedTrend(own.points, site_trend_chart(f"past-{ruleset}", trend.title, own))


def site_trend_chart(anchor: str, title: str, trend: SiteTrend) -> Markup:
    """One site's score at each audit, with the ends of its range."""
    days = [point.day for point in trend.points]
    spoken = "；".join(f"{point.day}：{number(point.score.score)}" for point in trend.points)
    lines: list[Values] = [
        ("得分", [point.score.score for point in trend.points]),
        ("最高", [point.score.high for point in trend.points]),
        ("最低", [point.score.low for point in trend.points]),
    ]
    return static_svg(
        _lines(days, lines), anchor, f"{title}：历次得分", spoken, ["mean", "high", "low"]
    )


def _histogram(bins: Sequence[tuple[str, int]]) -> bytes:
    from pygal import Bar
    from pygal.style import Style

    chart = Bar(
        **_plain(),
        show_y_labels=False,
        show_y_guides=False,
        print_values=True,
        print_values_position="top",
        print_zeroes=False,
        range=(0, max(count for _, count in bins) * 1.15),
        formatter=lambda value: str(int(value)) if value else "",
        style=Style(label_font_size=13, value_font_size=13),
    )
    chart.x_labels = [name for name, _ in bins]
    chart.add("网站", [count or None for _, count in bins])
    return _bytes(chart.render())


def _lines(days: Sequence[str], lines: Sequence[Values]) -> bytes:
    from pygal import Line
    from pygal.style import Style

    chart = Line(
        **_plain(),
        range=(0, max(100.0, *(value or 0 for _, values in lines for value in values))),
        y_labels=[0, 20, 40, 60, 80, 100],
        dots_size=3.5,
        formatter=number,
        value_formatter=number,
        x_label_rotation=0,
        # Half of the last day's label lies beyond the last point.
        margin_right=44,
        style=Style(label_font_size=13, value_font_size=13, major_label_font_size=13),
    )
    # Of many days some are named, the last one always.
    every = -(-len(days) // _LABELS_AT_MOST)
    chart.x_labels = [
        day if (len(days) - 1 - at) % every == 0 else "" for at, day in enumerate(days)
    ]
    for name, values in lines:
        chart.add(name, values)
    return _bytes(chart.render())


def _plain() -> dict[str, object]:
    return {
        "js": (),
        "disable_xml_declaration": True,
        "no_prefix": True,
        "show_legend": False,
        "width": _WIDTH,
        "height": _HEIGHT,
        "margin": 6,
        "spacing": 8,
    }


def _bytes(drawn: str | bytes) -> bytes:
    return drawn if isinstance(drawn, bytes) else drawn.encode()
