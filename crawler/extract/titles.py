"""The title a reader sees; never the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import html

from crawler.extract import flat
from crawler.snapshot.facts import Link

MAX_TITLE = 500

_TITLE_CLASS = re.compile(
    r"(?:^|[\s_\-])(?:article|art|arc|con|content|detail|news|main|info|xl|wz|wzy|zw|page|doc|nr|wenzhang|xq|view|show|"
    r"text)[_\-]?(?:title|tit|bt|biaoti)\d?(?=$|[\s_\-])|(?:^|\s)(?:title|biaoti|bt|tit|wzbt|articletitle|xxgk_title|"
    r"arti_title|arti-title|nd_title|title1|titles)(?=$|\s)",
    re.I,
)
_TAGS = ("h1", "h2", "h3", "div", "p", "td", "span", "font", "strong")
_HEADS = ("h1", "h2", "h3")
_SPLIT = re.compile(
    r"\s*(?:__|_|\||｜|--|——|\s-\s|\s–\s|>>|<<|-(?=[^-]{0,30}(?:网|政府|平台|门户|站)$))\s*"
)
_SITE = re.compile(
    r"^[\u4e00-\u9fff]{2,12}(?:人民政府|政府|管委会)?(?:门户)?(?:官方)?(?:网|网站|门户|平台|首页)$|"
    r"^(?:首页|网站首页)$|^中国[\u4e00-\u9fff]{1,4}$|^[\u4e00-\u9fff]{2,12}(?:人民政府|管委会|管理委员会)$"
)
_GENERIC = frozenset({"正文", "列表", "详情", "内容", "文章", "信息内容", "详细内容", "文章正文"})
_LONGEST_COLUMN = 12
_LABELS = ("标题", "名称", "信息名称", "文件名称")
_MAX_CANDIDATES = 60
_NEAR = 5000  # characters of the flat page above the body in which its title stands


def squash(text: str) -> str:
    """A text without any white space, for comparison."""
    return "".join(text.split())


@lru_cache(maxsize=8192)
def _is_title_class(names: str) -> bool:
    return bool(_TITLE_CLASS.search(names))


def document_title(root: html.HtmlElement) -> str:
    """The text of the page's <title>, white space made one space."""
    element = next(root.iter("title"), None)
    return " ".join("".join(element.itertext()).split())[:MAX_TITLE] if element is not None else ""


def shown_candidates(root: html.HtmlElement) -> list[str]:
    """Texts that the page shows as a title: headings and elements whose class says so, in page order."""
    found: list[str] = []
    for element in root.iter(*_TAGS):
        if element.tag not in _HEADS:
            names = element.get("class")
            if not names or not _is_title_class(names):
                continue
        text = " ".join("".join(element.itertext()).split())
        if 4 <= len(text) <= 200:
            found.append(text)
            if len(found) >= _MAX_CANDIDATES:
                break
    return found


def title_parts(title: str, site_name: str, others: Iterable[str] = ()) -> list[str]:
    """The parts of a <title> that are neither the site's name nor one of `others` (columns)."""
    known = {squash(name) for name in (site_name, *others) if name}
    parts = [part.strip() for part in _SPLIT.split(title)]
    return [part for part in parts if part and squash(part) not in known]


def page_title(
    *,
    root: html.HtmlElement,
    page: str,
    meta: dict[str, str],
    metadata: dict[str, str],
    crumbs: list[Link],
    body_lines: list[str],
    is_article: bool,
) -> str:
    """The page's title.

    For an article: the ArticleTitle tag where page or <title> say the same, the title shown above the body, the title
    row of the metadata table, what remains of <title>, the first line of the body. For a column: its name.
    """
    full = document_title(root)
    crumbs = [crumb for crumb in crumbs if crumb.text not in _GENERIC]
    if not is_article:
        return _column_title(full, meta, crumbs)
    # Some breadcrumbs end with the article's own title.
    above = crumbs[:-1] if crumbs and len(crumbs[-1].text) > _LONGEST_COLUMN else crumbs
    columns = [meta.get("ColumnName", ""), *(crumb.text for crumb in above)]
    given = meta.get("ArticleTitle", "")
    if given and (given in page or given in full):
        return given[:MAX_TITLE]
    labelled = next((metadata[label] for label in _LABELS if metadata.get(label)), "")
    if labelled and not given:
        return flat.clean(labelled)[:MAX_TITLE]
    shown = shown_candidates(root)
    seen = "".join(page.split())
    if given:
        flatly = squash(given)
        if flatly in seen or flatly in squash(full) or any(_begins(flatly, text) for text in shown):
            return given[:MAX_TITLE]
    if labelled:
        return flat.clean(labelled)[:MAX_TITLE]
    parts = title_parts(full, meta.get("SiteName", ""), columns)
    flat_full = squash(full)
    shown = [text for text in shown if text not in columns and not _SITE.search(text)]
    for text in shown:
        if len(text) >= 5 and parts and squash(text) in flat_full:
            return text[:MAX_TITLE]
    near = {
        squash(line)
        for line in flat.lines(flat.visible(page.partition(flat.BODY)[0][-_NEAR:]))[-12:]
    }
    nearest = [text for text in shown if squash(text) in near]
    if nearest:
        return nearest[-1][:MAX_TITLE]
    head = squash("".join(body_lines[:6]))
    for part in parts:
        flatly = squash(part)
        if len(flatly) >= 6 and (flatly in head or flatly in seen):
            return (flatly if flatly in head else part)[:MAX_TITLE]
    for candidates in (shown[:1], [given] if given else [], parts[:1], body_lines[:1]):
        if candidates and len(candidates[0]) <= 200:
            return candidates[0][:MAX_TITLE]
    return ""


def _begins(full: str, shown: str) -> bool:
    shown = squash(shown)
    return len(shown) >= 8 and full.startswith(shown)


def _column_title(full: str, meta: dict[str, str], crumbs: list[Link]) -> str:
    named = meta.get("ColumnName", "")
    parts = title_parts(full, meta.get("SiteName", ""))
    last = crumbs[-1].text if crumbs else ""
    if last and squash(last) in squash(full):
        return last
    if named and squash(named) in squash(full):
        return last or named
    if last and last != "首页":
        return last
    return (parts[0] if parts else named or full)[:MAX_TITLE]
