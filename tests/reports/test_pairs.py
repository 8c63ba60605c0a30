"""Pairing tables: read, said in words, and drawn as a line of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from checks.pairs.paired import Paired, PairState, pair_row
from checks.results.document import _pair
from reports.errors import ReportError
from reports.node import Node
from reports.pairs import Pair, days_words, read_pairs, timeline, timeline_words
from reports.render import render
from reports.wording import PAIR_STATES
from tests.reports.regenerate import golden_results


def shown(start: date, came: date | None, allowed: int | None, unit: Any = "working") -> Pair:
    """A pair as a report reads it from what the checks wrote."""
    side = Paired("通知", "http://a.example/1", start)
    other = Paired("解读", "http://a.example/2", came) if came else None
    row = pair_row(side, other, PairState.OPEN, start=start, allowed=allowed, unit=unit)
    (pair,) = read_pairs(Node({"pairs": [_pair(row)]}, "results"))
    return pair


def test_every_state_has_its_words() -> None:
    assert set(PAIR_STATES) == {state.value for state in PairState}
    assert {words.tone for words in PAIR_STATES.values()} == {"good", "bad", "open"}


def test_days_used_and_allowed() -> None:
    late = shown(date(2023, 9, 20), date(2023, 10, 11), 10)
    assert days_words(late) == "用 11 个工作日，限 10 个工作日"
    assert timeline_words(late) == (
        "2023-09-20 起算，期限至 2023-10-10，2023-10-11 发布，其间工作日 11 天、休息日 10 天"
    )
    after = shown(
        date(2021, 2, 24), date(2021, 3, 6), 7
    )  # a Saturday; the term ended on the Friday
    assert days_words(after) == "用 7 个工作日，限 7 个工作日"
    assert days_words(replace(after, state="late")).endswith("，在期限届满后的休息日发布")
    early = shown(date(2023, 9, 20), date(2023, 9, 18), None, "natural")
    assert days_words(early) == "早 2 天"
    assert days_words(shown(date(2050, 1, 3), None, 3)) == "限 3 个工作日"


@given(
    st.dates(date(2018, 1, 1), date(2024, 6, 1)),
    st.integers(-60, 200) | st.none(),
    st.integers(0, 30) | st.none(),
    st.sampled_from(["working", "natural"]),
)
def test_the_line_keeps_the_order_and_the_lengths(
    start: date, after: int | None, allowed: int | None, unit: str
) -> None:
    came = start + timedelta(days=after) if after is not None else None
    pair = shown(start, came, allowed, unit)
    line = timeline(pair)
    if line is None:
        assert came is None
        assert allowed is None
        return
    points = [point for point in (line.start, line.due, line.came) if point is not None]
    assert all(0 <= point <= 100 for point in points)
    assert min(points) == 0
    if line.came is not None and line.due is not None and came:
        assert (line.came > line.due) == (came > date.fromisoformat(pair.due))
    if line.runs:
        assert line.runs[0].x == pytest.approx(line.start)
        assert line.runs[-1].x + line.runs[-1].width == pytest.approx(100)
        assert all(
            one.working != two.working for one, two in zip(line.runs, line.runs[1:], strict=False)
        )


def test_the_table_shows_missing_and_late_in_words(tmp_path: Path) -> None:
    document = golden_results()
    path = render(document, tmp_path).sites["qingshi"]
    tree = html.fromstring(path.read_text(encoding="utf-8"))
    (table,) = tree.xpath("//article[@data-rule='qingshi-2020/3']//details[@class='pairs']")
    rows = table.xpath(".//tbody/tr")
    said = [" ".join(row.text_content().split()) for row in rows]
    assert len(rows) == 4
    assert "超期" in said[0]
    assert "用 6 个工作日，限 3 个工作日" in said[0]
    assert "没有" in said[1]
    assert "缺" in said[1]
    assert "未标日期" in said[2]
    assert "伴随文件未标发布日期" in said[2]
    assert "按时" in said[3]
    assert "书名号标题" in said[3]
    # The late part is a bar of its own, and the line is read out.
    assert [len(row.xpath(".//*[@class='tone-lost']")) for row in rows] == [1, 0, 0, 0]
    assert rows[0].xpath(".//*[@class='timeline']/@aria-label")[0].startswith("2020-09-28 起算")
    assert "列出 4 组" in table.text_content()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda pair: pair.pop("document"), r"pairs\[0\] 缺少 document"),
        (lambda pair: pair.update(days_used="many"), r"pairs\[0\]\.days_used 应为整数"),
        (lambda pair: pair.update(companion=[]), r"pairs\[0\]\.companion 应为对象"),
    ],
)
def test_an_unfit_pair_is_refused_with_its_place(change: Any, place: str, tmp_path: Path) -> None:
    document = golden_results()
    (row,) = [row for row in document["sites"][0]["results"] if "pairs" in row]
    change(row["pairs"][0])
    with pytest.raises(ReportError, match=place):
        render(document, tmp_path)
