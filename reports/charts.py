"""Charts (图) as static SVG, drawn by pygal: no script, no style of their own, the same bytes for the same numbers.

What pygal adds for a browser of its own (scripts, styles, the day it was drawn) is taken off, so that a page's
Content-Security-Policy can forbid all of it; colours and patterns come from the report's style sheet by class. A
screen reader hears the title and description; the same numbers stand beside the chart as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reports.hostile import cut
from reports.phrases import number

_SVG = "{http://www.w3.org/2000/svg}"
_ROW = 30
_FONT = 14
_LABEL = 13
_NARROWEST = 0.05
_DROPPED = {"script", "style", "defs", "desc", "title"}


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers: the class that colours it, its name, and a number for each label (None: no bar)."""

    tone: str
    name: str
    values: tuple[float | None, ...]


def stacked_bars(
    anchor: str, title: str, labels: Sequence[str], series: Sequence[Series], width: int = 600
) -> Markup:
    """Bars that lie one below the other, each made of the series' parts, as an SVG element.

    `anchor` is a unique id on the page; `width` is that of the drawing in pixels, the height follows from the labels.
    The markup holds nothing but what pygal drew from numbers and labels, which are escaped by the XML writer.
    """
    spoken = "；".join(
        f"{label}：" + "，".join(_spoken(series, at)) for at, label in enumerate(labels)
    )
    tones = [row.tone for row in series]
    return static_svg(_drawn(labels, series, width), anchor, title, spoken, tones)


def static_svg(drawn: bytes, anchor: str, title: str, spoken: str, tones: Sequence[str]) -> Markup:
    """What pygal drew as an SVG element of a page, without scripts, styles and ids of its own.

    `spoken` are the numbers as a screen reader says them, `tones` the classes that colour the series in turn.
    """
    from lxml import etree

    root = etree.fromstring(drawn, etree.XMLParser(resolve_entities=False))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname in _DROPPED:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        if element.tag == f"{_SVG}rect" and float(element.get("width", "0")) <= 0:
            element.getparent().remove(element)
            continue
        element.attrib.pop("id", None)
        element.attrib.pop("style", None)
    for group in root.iter(f"{_SVG}g"):
        kinds = group.get("class", "").split()
        for at, tone in enumerate(tones):
            if f"serie-{at}" in kinds:
                group.set("class", f"{group.get('class')} tone-{tone}")
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-labelledby", f"{anchor}-title {anchor}-desc")
    for place, (tag, text) in enumerate((("title", title), ("desc", spoken))):
        child = etree.Element(f"{_SVG}{tag}", id=f"{anchor}-{tag}")
        child.text = text
        root.insert(place, child)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704  (written by lxml, escaped)


def _spoken(series: Sequence[Series], at: int) -> list[str]:
    return [f"{row.name} {number(row.values[at])}" for row in series if row.values[at]]


def _drawn(labels: Sequence[str], series: Sequence[Series], width: int) -> bytes:
    from pygal import HorizontalStackedBar
    from pygal.style import Style

    shown = [cut(label, _LABEL) for label in labels]
    widest = max((len(label) for label in shown), default=0)
    totals = [sum(row.values[at] or 0 for row in series) for at in range(len(labels))]
    narrowest = max(totals, default=0) * _NARROWEST  # a number does not fit into a narrower part
    chart = HorizontalStackedBar(
        js=(),
        disable_xml_declaration=True,
        no_prefix=True,
        show_legend=False,
        width=width,
        height=_ROW * len(labels) + 8,
        truncate_label=_LABEL,
        spacing=6,
        margin=2,
        # pygal takes every character for a narrow one; Chinese ones are as wide as they are high.
        margin_left=int(widest * _FONT * 0.42) + 4,
        margin_right=12,
        print_values=True,
        print_zeroes=False,
        formatter=lambda value: number(value) if value and value >= narrowest else "",
        show_x_labels=False,
        show_x_guides=False,
        style=Style(label_font_size=_FONT, major_label_font_size=_FONT, value_font_size=_FONT - 1),
    )
    # pygal puts the first label at the bottom.
    chart.x_labels = list(reversed(shown))
    for row in series:
        chart.add(row.name, [value or None for value in reversed(row.values)])
    drawn = chart.render()
    return drawn if isinstance(drawn, bytes) else drawn.encode()
