"""The archived copy of a page (存档副本) made safe to be looked at: its words and tables as they were, nothing that runs,
loads, submits or leads away.

The tree that the crawl read is stripped to words, tables and emphasis, the quotations are marked, and the result goes
through nh3 (ammonia), which has the last word on every element and attribute. The file carries a Content-Security-Policy
that forbids everything but its own style, and is shown in a sandboxed frame.
"""

from __future__ import annotations

import html as entities
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree, html
from lxml.html import HtmlElement

from crawler.snapshot.archived_page import ArchivedPage, BodyKind
from reports.evidence.quote_marks import HIDDEN, Found, Marked, QuoteFinder, folded
from reports.hostile import cut, line, shown_address
from reports.node import TITLE

if TYPE_CHECKING:
    import nh3

MOST_COPY = 2_000_000
"""Characters of a copy beyond which only what surrounds the quotations is shown."""

_HEAD_TEXT = 20_000  # characters shown from the start of a text that is not shown whole
_AROUND = 2_000  # characters shown before and behind a quotation in it
_SOURCE_AROUND = 200
_PIECE = 1_000  # characters of a long text that are looked through at a time
_MOST_METAS = 40
_ADDRESS = 300

_TAGS = frozenset(
    """a b strong i em u s sub sup small big br hr p div span h1 h2 h3 h4 h5 h6 ul ol li dl dt dd
    table caption thead tbody tfoot tr td th pre code blockquote mark article section header footer nav aside
    center address figure figcaption label fieldset legend button ruby rt rp del ins q time cite details summary
    """.split()  # noqa: SIM905  (forty-odd names in quotes are no easier to read)
)
_DROPPED = frozenset(
    {"script", "style", "template", "svg", "math", "base", "link", "meta", "title", "noframes"}
)
_FRAMES = frozenset(
    {"iframe", "frame", "embed", "object", "applet", "audio", "video", "portal", "fencedframe"}
)
_KEPT_ATTRIBUTES = {"td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",)}
_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_STYLE = """
:root{color-scheme:light}
body{margin:0;padding:1rem 1.2rem 3rem;color:#1d2733;background:#fff;line-height:1.75;overflow-wrap:anywhere;
font:16px/1.75 "PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
table{border-collapse:collapse;max-width:100%}
td,th{border:1px solid #d8dde4;padding:.2rem .5rem;vertical-align:top;text-align:left}
pre{white-space:pre-wrap;font-family:Consolas,Menlo,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;font-size:.875rem}
h1,h2,h3,h4,h5,h6{font-size:1.15rem;line-height:1.4;margin:.8em 0 .4em}
ul,ol{padding-left:1.6em}
a{color:#0b57a4;text-decoration:underline dotted;cursor:help}
mark{background:#ffe27a;color:#000;outline:2px solid #b97f00;outline-offset:1px;scroll-margin:6rem}
mark:target{background:#ffc31f;outline-width:3px}
.zwgk-note{color:#5a6675;font-size:.8125rem}
.zwgk-head{border:1px solid #d8dde4;background:#f4f6f8;padding:.5rem .8rem;margin:0 0 1rem;font-size:.8125rem;color:#5a6675}
.zwgk-head p{margin:.1rem 0}
.zwgk-gap{border-top:1px dashed #5a6675;color:#5a6675;font-size:.8125rem;margin:1rem 0}
@media print{body{padding:0}mark{outline-color:#000}}
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A safe copy as one HTML document, its quotations as they were found, and in Chinese what of the page it leaves out.

    `title` is what the page calls itself, "" where it does not.
    """

    document: str
    marked: tuple[Marked, ...]
    left_out: tuple[str, ...] = ()
    title: str = ""


def make_copy(page: ArchivedPage, url: str, title: str, quotes: Sequence[str]) -> Copy:
    """The copy of an archived page: `url` is where it lay, `title` what the file is called in a browser's tab."""
    if page.kind is BodyKind.PAGE and page.tree is not None:
        copy = _page_copy(page, url, title, quotes)
        if len(copy.document) <= MOST_COPY:
            return copy
        text = "".join(map(str, html.document_fromstring(copy.document).itertext()))
        told = f"页面过大（{len(copy.document)} 字），只显示文字的开头和摘录前后的部分"
        return replace(_text_copy(text, title, quotes, (told,)), title=copy.title)
    left_out = (page.trouble,) if page.trouble else ()
    text = page.readable_source if page.kind is BodyKind.PAGE else page.text
    if page.kind is BodyKind.PAGE:
        left_out = (*left_out, "因此只显示页面源码的文字")
    return _text_copy(text, title, quotes, left_out)


def _page_copy(page: ArchivedPage, url: str, title: str, quotes: Sequence[str]) -> Copy:
    root = page.tree
    assert root is not None
    head = _head_of(root)
    own_title = cut(line(root.findtext(".//title") or ""), TITLE)
    _strip(root, url)
    body = root.find("body")
    if body is None:
        body = _element("div", "")
    body.tag = "div"
    # What only the head of the page says (its title, its meta tags) stands above the copy, and is looked through last.
    whole = _element("div", "")
    whole.extend([body, head])
    marked = QuoteFinder(whole).mark(quotes)
    source: list[HtmlElement] = []
    for index, each in enumerate(marked):
        if each.found is Found.NONE and (excerpt := _source_excerpt(page, quotes[index])):
            box = _element("pre", excerpt)
            (found,) = QuoteFinder(box).mark([quotes[index]], first=index + 1)
            if found.found is not Found.NONE:
                marked[index] = replace(found, found=Found.SOURCE)
                source.append(box)
    if source:
        note = _element("p", "以下文字不在页面显示的内容里，取自页面源码（由脚本显示）：")
        source.insert(0, note)
    parts = [head, body, *source]
    return Copy(_document(title, "".join(map(_markup, parts))), tuple(marked), title=own_title)


def _text_copy(
    text: str, title: str, quotes: Sequence[str], left_out: tuple[str, ...] = ()
) -> Copy:
    """The copy of a text: whole, or where it is long its start and what surrounds the quotations."""
    windows = [text] if len(text) <= MOST_COPY // 4 else _windows(text, quotes)
    if len(windows) != 1 or len(windows[0]) != len(text):
        left_out = (*left_out, f"全文 {len(text)} 字，只显示开头和摘录前后的部分")
    whole = _element("div", "")
    for index, window in enumerate(windows):
        if index:
            whole.append(_element("p", "……（略）……"))
        whole.append(_element("pre", HIDDEN.sub("", window)))
    marked = QuoteFinder(whole).mark(quotes)
    return Copy(_document(title, _markup(whole)), tuple(marked), left_out)


def _windows(text: str, quotes: Sequence[str]) -> list[str]:
    placed = [(_place_in(text, quote), len(quote)) for quote in quotes]
    stretches = [(0, _HEAD_TEXT)]
    stretches += [
        (max(0, at - _AROUND), at + length + _AROUND) for at, length in placed if at is not None
    ]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return [text[start:end] for start, end in joined]


def _place_in(text: str, quote: str) -> int | None:
    """About where in a long text a quotation stands; None where it does not."""
    wanted = folded(quote.strip("…"))
    if not wanted:
        return None
    tail = ""
    # In pieces, each with the end of the last before it: where the piece begins is known exactly.
    for start in range(0, len(text), _PIECE):
        piece = folded(text[start : start + _PIECE])
        at = (tail + piece).find(wanted)
        if at >= 0:
            return max(0, start + at - len(tail))
        tail = (tail + piece)[-len(wanted) :]
    return None


def _source_excerpt(page: ArchivedPage, quote: str) -> str:
    text = HIDDEN.sub("", page.readable_source)
    at = _place_in(text, quote)
    if at is None:
        return ""
    return text[max(0, at - _SOURCE_AROUND) : at + 2 * len(quote) + _SOURCE_AROUND]


def _head_of(root: HtmlElement) -> HtmlElement:
    """The page's title and its named meta tags, as words: what a reader of the live page does not see, but rules judge."""
    box = _element("div", "")
    box.set("class", "zwgk-head")
    title = next(root.iter("title"), None)
    if title is not None and (title.text or "").strip():
        box.append(_element("p", f"页面标题：{title.text}"))
    named = [
        (meta.get("name", ""), meta.get("content", ""))
        for meta in root.iter("meta")
        if meta.get("name") and meta.get("content")
    ]
    for name, content in named[:_MOST_METAS]:
        if name.lower() not in ("viewport", "renderer", "generator", "format-detection"):
            box.append(_element("p", f"{name[:60]}={content[:1000]}"))
    return box


def _strip(root: HtmlElement, url: str) -> None:
    """Turn the page into words: scripts, styles and frames go, links and pictures say what they were."""
    gone: list[HtmlElement] = []
    for element in root.iter(etree.Element):
        tag = element.tag
        if tag in _DROPPED:
            gone.append(element)
            continue
        # By pairs: a name that no attribute may have cannot be looked up by itself.
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        if element.text:
            element.text = HIDDEN.sub("", element.text)
        if element.tail:
            element.tail = HIDDEN.sub("", element.tail)
        if attributes:
            element.attrib.clear()
        if tag in _KEPT_ATTRIBUTES:
            for name in _KEPT_ATTRIBUTES[tag]:
                if attributes.get(name, "").isdecimal():
                    element.set(name, attributes[name][:4])
        elif tag == "a":
            _explain_link(element, attributes, url)
        elif tag == "img":
            _become(element, _picture_words(attributes))
        elif tag == "input":
            _become(element, _field_words(attributes))
        elif tag == "option":
            element.tag, element.tail = "span", f" {element.tail or ''}"
        elif tag in ("select", "textarea", "form", "font", "mark", "noscript"):
            element.tag = "div" if tag in ("form", "noscript") else "span"
        elif tag in _FRAMES:
            source = attributes.get("src") or attributes.get("data") or ""
            gone.extend(element.iterchildren(etree.Element))
            _become(element, f"〔框架或插件：{_shown(source, url)}〕")
    for element in gone:
        if (parent := element.getparent()) is not None and element is not root:
            _unlink(element, parent)


def _unlink(element: HtmlElement, parent: HtmlElement) -> None:
    """Take an element out with all it holds; what follows it stays."""
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _explain_link(element: HtmlElement, attributes: dict[str, str], url: str) -> None:
    if target := attributes.get("href", "").strip():
        element.set("title", _shown(target, url))
    else:
        element.tag = "span"
    # Lists cut titles off and give the whole one as a tooltip: quotations are of the whole one.
    whole = attributes.get("title", "").strip()
    if whole and len(element) == 0:
        shown = folded(element.text or "").rstrip(".")
        if shown and folded(whole) != shown and folded(whole).startswith(shown[: len(shown) // 2]):
            note = _element("span", f"〔全称：{HIDDEN.sub('', whole)[:500]}〕")
            element.append(note)


def _picture_words(attributes: dict[str, str]) -> str:
    words = (attributes.get("alt") or attributes.get("title") or "").strip()
    return f"〔图片：{HIDDEN.sub('', words)[:200]}〕" if words else "〔图片〕"


def _field_words(attributes: dict[str, str]) -> str:
    kind = attributes.get("type", "text").lower()
    if kind in ("hidden", "password"):
        return ""
    words = HIDDEN.sub("", attributes.get("value") or attributes.get("placeholder") or "")[:200]
    return f"［{words}］" if words or kind in ("text", "search") else ""


def _become(element: HtmlElement, words: str) -> None:
    element.tag = "span"
    element.text = words
    element.set("class", "zwgk-note")


def _shown(target: str, url: str) -> str:
    # Menus stand on every page of a site: what does not depend on the page's own folder is worked out once.
    if target.startswith("/"):
        scheme, _, rest = url.partition("://")
        return _shown_from(target, f"{scheme}://{rest.partition('/')[0]}/")
    return _shown_from(target, "" if "://" in target[:12] else url)


@lru_cache(maxsize=8192)
def _shown_from(target: str, base: str) -> str:
    try:
        whole = urljoin(base, target[:2000])
    except ValueError:
        whole = target
    return cut(shown_address(whole).text, _ADDRESS)


def _element(tag: str, text: str) -> HtmlElement:
    made: HtmlElement = html.Element(tag)
    # libxml2 takes no NUL and no lone surrogate.
    made.text = HIDDEN.sub("", text)
    if tag == "p":
        made.set("class", "zwgk-note")
    return made


def _markup(element: HtmlElement) -> str:
    """The element as markup that nh3 has let through."""
    raw = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    return _cleaner().clean(raw)


@cache
def _cleaner() -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "template", "noframes"},
        attributes={
            "a": {"title"},
            "td": {"colspan", "rowspan"},
            "th": {"colspan", "rowspan"},
            "ol": {"start"},
            "mark": {"id"},
        },
        allowed_classes={tag: {"zwgk-note", "zwgk-head"} for tag in ("p", "span", "div")},
        strip_comments=True,
        link_rel=None,
        url_schemes=set(),
    )


def _document(title: str, content: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{entities.escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n{content}\n</main>\n</body>\n</html>\n"
    )
