"""Charts: static, the same every time, safe, and readable without seeing them."""

from __future__ import annotations

from lxml import etree

from reports.charts import Series, stacked_bars

SVG = "{http://www.w3.org/2000/svg}"


def drawn(labels: list[str], *series: Series) -> etree._Element:
    return etree.fromstring(str(stacked_bars("chart", "题", labels, series)))


def test_bars_are_as_long_as_their_numbers_and_lie_in_order() -> None:
    tree = drawn(
        ["甲", "乙"], Series("got", "得分", (30.0, 10.0)), Series("lost", "失分", (10.0, 0.0))
    )
    bars = {
        tone: [
            (float(rect.get("y", "0")), float(rect.get("width", "0")))
            for rect in tree.iterfind(
                f".//{SVG}g[@class='series serie-{at} color-{at} tone-{tone}']//{SVG}rect"
            )
        ]
        for at, tone in enumerate(("got", "lost"))
    }
    (upper, lower), (lost,) = sorted(bars["got"]), bars["lost"]
    assert upper[1] / lower[1] == 3
    assert lost[0] == upper[0]
    assert round(upper[1] / lost[1], 6) == 3
    labels = {text.text: float(text.get("y", "0")) for text in tree.iter(f"{SVG}text")}
    assert labels["甲"] < labels["乙"]


def test_nothing_runs_styles_or_dates_it() -> None:
    hostile = ["<script>alert(1)</script>", "]]>&\"'", "很" * 60]
    series = Series("got", "得分", (1.0, 2.0, 3.0))
    one = stacked_bars("chart", "<b>题</b>", hostile, [series])
    assert one == stacked_bars("chart", "<b>题</b>", hostile, [series])
    tree = etree.fromstring(str(one))
    tags = {etree.QName(node).localname for node in tree.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "path", "text"}
    assert not [name for node in tree.iter() for name in node.attrib if name in ("style", "onload")]
    assert "Generated" not in str(one)
    assert not tree.xpath("//comment()")
    assert tree.findtext(f"{SVG}title") == "<b>题</b>"


def test_it_is_said_in_words() -> None:
    tree = drawn(
        ["甲", "乙"], Series("got", "得分", (30.0, 1.5)), Series("lost", "失分", (10.0, None))
    )
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "chart-title chart-desc"
    assert tree.findtext(f"{SVG}desc") == "甲：得分 30，失分 10；乙：得分 1.5"


def test_nothing_but_zeros_can_be_drawn() -> None:
    tree = drawn(["甲"], Series("got", "得分", (0.0,)), Series("lost", "失分", (None,)))
    assert tree.findtext(f"{SVG}desc") == "甲："
