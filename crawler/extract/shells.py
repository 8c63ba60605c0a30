"""Pages that hold nothing themselves and are filled by a program in the visitor's browser (Vue, Angular, React …)."""

from __future__ import annotations

import re

from lxml import html

# Scripts that only count visitors or draw a badge fill no page.
_COUNTER = re.compile(
    r"cnzz|51\.la|51la|baidu\.com|hm\.js|tongji|analytics|umeng|beacon|count|stat(?:s|istics)?\.js|conac|zhaocuo|jiucuo"
    r"|share|bdimg|jiathis",
    re.IGNORECASE,
)
_LOADING = re.compile(r"加载|载入|请稍[候后等]|loading|please wait", re.IGNORECASE)
_PROGRAM = re.compile(
    r"type=[\"']?module\b|\bdata-main=|\bdata-bind=|\bng-(?:view|controller)\b|\bui-view\b|\bumi\.\w{0,20}\.?js|qiankun",
    re.IGNORECASE,
)
_FEW = 60  # characters that such a page shows at most
_SHOWING = ("img", "input", "textarea", "object", "embed", "video", "canvas", "map")


def is_program(tree: html.HtmlElement, text: str, words: str) -> bool:
    """Whether a page that shows next to nothing (`words`) is the place in which a program writes. `text` is its source."""
    if len(words) > _FEW or not any(_is_own(script) for script in tree.iter("script")):
        return False
    if _PROGRAM.search(text) or _LOADING.search(words):
        return True
    body = tree.find("body")
    if body is None:
        return False
    elements = [each for each in body.iter() if isinstance(each.tag, str) and each is not body]
    if any("-" in each.tag for each in elements):
        return True  # an element of the program's own (<app-root>)
    holds = any(each.tag in ("div", "main", "section") for each in elements)
    return not words and holds and not any(each.tag in _SHOWING for each in elements)


def _is_own(script: html.HtmlElement) -> bool:
    source = script.get("src") or ""
    return bool(source) and not _COUNTER.search(source)
