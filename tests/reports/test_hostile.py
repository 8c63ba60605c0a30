"""Site content is hostile: nothing it says may become an element, an attribute, a link or a
formula.
"""

from __future__ import annotations

import string
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reports.hostile import clean, cut, href, line
from reports.reading import read_report
from reports.render import render
from tests.reports.regenerate import golden_results

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</title></style></textarea><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% include 'x' %}",
    "<!-- --!><a href=javascript:alert(1)>",
    "&lt;script&gt;&#x22;",
    "=cmd|'/C calc'!A0",
    "+1",
    "-1+1",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://evil.example","x")',
    "{=1+1}",
    "\t＝1+1",
    "\u202e\u2066gnihton\u2069\u200b\x00\x1b[31m\ud800",
)
BAD_URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "/relative",
    "http://",
    "http://[::1",
    "http://host:port/",
    "http://host\\@evil.example/",
    "http://a\u202eb.example/",
    "http://a b.example/",
    "https://a.example/" + "x" * 2_100,
    "",
)
# fmt: off
ALLOWED_ATTRIBUTES = {
    "aria-hidden", "aria-label", "aria-labelledby", "aria-live", "aria-pressed", "autocomplete",
    "charset", "class", "content", "cx", "cy", "d", "data-at", "data-causes", "data-cell", "data-class",
    "data-clear", "data-collapse", "data-expand", "data-filter", "data-filter-bar",
    "data-filter-status", "data-filters", "data-first", "data-grade", "data-group", "data-indicator",
    "data-kind", "data-label", "data-league", "data-level", "data-max", "data-moves", "data-none", "data-ranking",
    "data-region", "data-sort", "data-sortable", "data-status", "data-value", "tabindex",
    "data-none-found", "data-number", "data-part", "data-points", "data-rule", "data-ruleset",
    "data-section", "data-share", "data-show", "data-site", "data-state", "data-verdict", "datetime", "defer",
    "disabled", "focusable", "height", "hidden", "href", "http-equiv", "id", "label", "lang",
    "name", "open", "patternunits", "placeholder", "preserveaspectratio", "r", "rel", "role",
    "rx", "ry", "scope", "spellcheck", "src", "target", "text-anchor", "title", "transform", "type", "value",
    "viewbox", "width", "x", "xmlns", "y",
}
ALLOWED_TAGS = {
    "a", "article", "b", "blockquote", "body", "button", "caption", "circle", "code", "dd", "defs",
    "desc", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "g", "h1", "h2", "h3",
    "h4", "head", "header", "html", "input", "label", "li", "link", "main", "meta", "nav", "ol",
    "optgroup", "option", "p", "path", "pattern", "rect", "script", "section", "select", "span",
    "summary", "sup", "svg", "table", "tbody", "td", "text", "th", "thead", "time", "title", "tr", "ul",
}
# fmt: on


def hostile(value: Any, payload: str, key: str = "") -> Any:
    """The document with the payload put into every text that a site or a stranger may have
    written.
    """
    fixed = {"id", "verdict", "state", "level", "kind", "observable", "as_of", "ruleset", "clause"}
    if isinstance(value, dict):
        return {name: hostile(item, payload, name) for name, item in value.items()}
    if isinstance(value, list):
        return [hostile(item, payload, key) for item in value]
    if isinstance(value, str) and key not in fixed:
        return f"{value} {payload}" if key != "url" else payload
    return value


@pytest.mark.parametrize("payload", [*PAYLOADS, *BAD_URLS])
def test_no_element_or_attribute_is_injected(tmp_path: Path, payload: str) -> None:
    document = hostile(golden_results(), payload)
    rendered = render(document, tmp_path)
    for path in [rendered.index, rendered.sites["qingshi"], rendered.rules["qingshi-2020"]]:
        text = path.read_text(encoding="utf-8")
        assert clean(text) == text
        tree = html.fromstring(text)
        elements = [node for node in tree.iter() if isinstance(node.tag, str)]
        assert {node.tag for node in elements} <= ALLOWED_TAGS
        assert {name for node in elements for name in node.attrib} <= ALLOWED_ATTRIBUTES
        assert len(tree.xpath("//script")) == 1
        assert not tree.xpath("//comment()")
        own = ("assets/", "../", "sites/", "rules/", "#", "ledger.xlsx")
        for link in tree.xpath("//@href | //@src"):
            assert link.startswith(own), link


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_words_stay_readable(tmp_path: Path, payload: str) -> None:
    document = golden_results()
    document["sites"][0]["results"][0]["evidence"][0]["quote"] = f"前{payload}后"
    tree = html.fromstring(render(document, tmp_path).sites["qingshi"].read_text(encoding="utf-8"))
    quotes = [quote.text_content() for quote in tree.xpath("//blockquote")]
    assert f"前{clean(payload)}后" in quotes


def test_hostile_ids_become_harmless_anchors(tmp_path: Path) -> None:
    document = golden_results()
    rows = document["sites"][0]["results"]
    rows[0]["rule"] = 'qingshi-2020/"><script>x</script>'
    rows[1]["rule"] = "qingshi-2020/  script x  script "
    rows[2]["rule"] = "../../../etc/passwd"
    tree = html.fromstring(render(document, tmp_path).sites["qingshi"].read_text(encoding="utf-8"))
    anchors = tree.xpath("//*[@data-rule]/@id")
    assert len(anchors) == len(set(anchors)) == len(rows)
    allowed = set(string.ascii_letters + string.digits + ".-")
    assert all(set(anchor) <= allowed for anchor in anchors)


def test_very_long_texts_are_cut(tmp_path: Path) -> None:
    document = golden_results()
    row = document["sites"][0]["results"][0]
    row["title"] = "题" * 10_000
    row["evidence"][0]["quote"] = "文" * 100_000
    row["evidence"][0]["url"] = "http://long.example/" + "a" * 100_000
    document["sites"][0]["name"] = "名" * 10_000
    path = render(document, tmp_path).sites["qingshi"]
    tree = html.fromstring(path.read_text(encoding="utf-8"))
    (title,) = tree.xpath("//article[@data-rule='qingshi-2020/2']//h4")
    assert len(title.text) == 160
    assert title.text.endswith("…")
    assert path.stat().st_size < 200_000


@pytest.mark.parametrize("url", BAD_URLS)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert href(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://www.boshan.gov.cn/",
        "https://a.gov.cn:8443/col/col1/index.html?a=1&b=2#x",
        "http://192.168.1.1/栏目/文件.html",
    ],
)
def test_a_web_address_is_a_link(url: str) -> None:
    assert href(url) == url


def test_an_escaped_address_is_shown_readable_and_linked_as_it_is() -> None:
    document = golden_results()
    url = "http://a.example/%E6%94%BF%E5%8A%A1%2F%3Cb%3E%E2%80%AE%FF/"
    document["sites"][0]["url"] = url
    address = read_report(document).sites[0].address
    assert address.href == url
    assert address.text == "http://a.example/政务%2F%3Cb%3E%E2%80%AE%FF/"


@given(st.text())
def test_cleaned_text_holds_only_what_a_reader_sees(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert {unicodedata.category(char) for char in cleaned if char != "\n"}.isdisjoint(
        {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    assert "\n" not in line(text)


def test_no_character_slips_through_as_plain() -> None:
    for code in range(0x10000):
        cleaned = clean(chr(code))
        hidden = unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        assert cleaned in ("", "\n", " ") if hidden else len(cleaned) <= 1


def test_ordinary_text_is_left_as_it_is() -> None:
    text = "关于印发《青石县2020年政务公开工作要点》的通知\n青政办字〔2020〕12号　“A—B”…é あ 한 👍"
    assert clean(text) == text


def test_piled_marks_are_kept_to_four() -> None:
    assert clean("a" + "\u0301" * 50) == "a" + "\u0301" * 4


@given(st.text(), st.integers(1, 50))
def test_cut_text_is_never_longer(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit
