"""The article's container on a page, and what lies in it: paragraphs, tables, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import cast

from lxml import etree, html

from crawler.extract import flat

_TAGS = ("div", "td", "article", "section", "span", "p", "ul", "footer", "table", "font")

# Containers of the known systems, innermost first: of two that match, the lower rank holds less
# besides the text.
_RANKS = tuple(
    frozenset(names.split())
    for names in (
        """
        trs_editor trs_uedit trs_editor_view ucap-content zoom v_news_content wenzhang-content
        vsb_content j-fontcontent easysite-news-text ueditor_content artibody
        article-content-text bsh_editor textbody
        """,
        """
        article-content article_content articlecontent article-body article_body articlebody
        news_content news-content newscontent content_text contenttext con_text con-txt contxt
        main-txt pages_content content-text content_txt conttxt xxgk_content xxgkcontent
        xl_content detail-content detail_content detailcontent info-content info_content
        infocontent arc_content arccontent art_content art_con artcon article_con articlecon
        wzcon wz_content zw-txt zwcontent text_con textcon view-content news_text newstext
        news-text gkcontent gk_content bt_content nr_content xly_content page_content contentbox
        article-txt zwnr wznr con_content content_article article_text articletext article-text
        txtcontent bookcontent post_content post-content entry-content zhengwen is-newscontnet
        xwcontent news_cont_d_wrap
        """,
        """
        article_area dochtmlcon newscon main_content maincontent article_box articlebox
        """,
        """
        article content view con detail text nr
        """,
    )
)
_FOOT = re.compile(
    r"(?:^|[\s_\-])(?:foot|footer|bottom|copyright|banquan|copy)(?=$|[\s_\-\d])|foot(?:er)?(?:_|-|box|bg|wrap|$|\s)",
    re.I,
)
_CRUMB = re.compile(
    r"crumb|bread|dangqianweizhi|(?:^|[\s_\-])(?:position|location|curpos|curposition|weizhi|dqwz|wzlj|nowposition|"
    r"currentposition|local|path|lujing|curlocation|sitepath|navigation_path)(?=$|[\s_\-\d])",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_ENOUGH = 40  # characters that make a container's text worth taking
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、．.章节]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、．.](?!\d))"
)
_FOOT_FROM = 0.3  # the share of the page above which no foot begins
_MAX_CELLS = 20_000
_MOST_HEADED = 2_000_000  # characters of bold text that are looked through
_MOST_FEET = 20  # elements called like a foot that are looked into
_MOST_CANDIDATES = 120  # elements by whose names a page's parts are looked for


class Marked:
    """The elements of a page that `flat.flatten` is to mark: body, breadcrumb, foot."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.body: html.HtmlElement | None = None
        self.known = False  # the body was found by its name, not by its density
        self.rank = len(_RANKS)
        crumb = foot = None
        looked_at = feet = 0
        candidates: list[tuple[int, html.HtmlElement]] = []
        for element in root.iter(*_TAGS):
            names, identity = element.get("class"), element.get("id")
            if not names and not identity:
                continue
            what = _what(f"{names} {identity}" if names and identity else names or identity or "")
            if not what:
                continue
            looked_at += 1
            if looked_at > _MOST_CANDIDATES:  # one in another, each costs what it holds
                break
            if what == "foot":
                feet += 1
                if foot is None and feet <= _MOST_FEET and _is_foot(element):
                    foot = element
            elif what == "crumb":
                crumb = element if crumb is None else crumb
            else:
                candidates.append((int(what), element))
        self.foot, self.crumb = foot, crumb
        self._choose(candidates)
        if self.body is None:
            self.body = _densest(root, foot)

    def _choose(self, candidates: list[tuple[int, html.HtmlElement]]) -> None:
        best, best_length = None, 0
        for wanted in range(len(_RANKS)):
            for rank, element in candidates:
                if rank != wanted or _is_hidden(element):
                    continue
                length = _own_length(element)
                if length > best_length:
                    best, best_length = element, length
            if best is not None and best_length >= (_ENOUGH if wanted < 3 else 4 * _ENOUGH):
                if wanted >= 2 and _link_share(best, best_length) > 0.4:
                    best, best_length = None, 0
                    continue
                self.body, self.known, self.rank = best, wanted < 3, wanted
                return
        if best is not None and best_length:
            self.body, self.known = best, True

    def flatten(self, root: html.HtmlElement) -> str:
        """The flat page with the marked elements' starts and ends in it."""
        chosen = [
            (element, name)
            for element, name in ((self.foot, "foot"), (self.crumb, "crumb"), (self.body, "body"))
            if element is not None
        ]
        try:
            for element, name in chosen:
                element.set(flat.MARK_ATTRIBUTE, name)
            page = flat.flatten(root)
        finally:
            for element, _ in chosen:
                element.attrib.pop(flat.MARK_ATTRIBUTE, None)
        at = page.find(flat.FOOT)
        if 0 <= at < _FOOT_FROM * len(page):  # a wrapper that is called so
            page = page.replace(flat.FOOT, "")
        return page


@lru_cache(maxsize=8192)
def _what(names: str) -> str:
    """What an element with these class and id names is: "foot", "crumb", a body's rank as a digit, or ""."""
    tokens = set(names.lower().split())
    for rank, known in enumerate(_RANKS):
        if tokens & known:
            return str(rank)
    if any(token.startswith("vsb_content") for token in tokens):
        return "0"
    if _CRUMB.search(names):
        return "crumb"
    if _FOOT.search(names):
        return "foot"
    return ""


def _is_hidden(element: html.HtmlElement) -> bool:
    """Whether the element or one it lies in is switched off."""
    node: html.HtmlElement | None = element
    while node is not None:
        if "ng-hide" in (node.get("class") or "") or _HIDDEN.search(node.get("style") or ""):
            return True
        node = node.getparent()
    return False


# What a foot says, and what only a foot says: a column's list may lie in a box called bottom, and its titles speak of 备案
# and 版权 too.
_FOOT_WORDS = (
    "版权", "主办", "ICP", "标识码", "备案", "网站地图", "联系我们", "技术支持",
)  # fmt: skip
_FOOT_PHRASES = (
    "ICP备", "版权所有", "标识码", "公网安备", "主办单位", "主办：", "承办", "网站地图", "联系我们", "技术支持",
)  # fmt: skip
_SHORT_FOOT = 700  # characters up to which one word of a foot is enough
_MOST_FOOT, _MOST_TEXTS = (
    4000,
    2000,
)  # characters and pieces of a foot's text in which dates are looked for
_DAY = re.compile(
    r"(?:(?:19|20)?\d\d[-/.年])?(?:1[0-2]|0?[1-9])[-/.月](?:3[01]|[12]\d|0?[1-9])(?![\d.-])"
)
_LISTED = 3  # dates that make a list
_STRING = etree.XPath("string(.)", smart_strings=False)
_LENGTH = etree.XPath("string-length(normalize-space(.))")
_LINK_TEXTS = etree.XPath(".//a//text()", smart_strings=False)
_INNER_CODE = etree.XPath(".//style//text() | .//script//text()", smart_strings=False)


def _is_foot(element: html.HtmlElement) -> bool:
    """Whether an element that is called so is the page's foot: it says what feet say, and lists nothing by date."""
    text = str(_STRING(element))
    if not any(word in text for word in _FOOT_WORDS):
        return False
    if len(text) > _SHORT_FOOT and sum(phrase in text for phrase in _FOOT_PHRASES) < 2:
        return False
    if max(map(text.count, "-/.月")) < _LISTED:
        return True
    return len(_DAY.findall(text[:_MOST_FOOT])) < _LISTED


def _length(element: html.HtmlElement) -> int:
    return int(cast(float, _LENGTH(element)))


def _characters(path: etree.XPath, element: html.HtmlElement) -> int:
    return sum(len(part.strip()) for part in cast("list[str]", path(element)))


def _own_length(element: html.HtmlElement) -> int:
    """Characters of text in an element, scripts and styles left out."""
    length = _length(element)
    return max(0, length - _characters(_INNER_CODE, element)) if length else 0


def _link_share(element: html.HtmlElement, length: int) -> float:
    return _characters(_LINK_TEXTS, element) / max(1, length)


def _densest(root: html.HtmlElement, foot: html.HtmlElement | None) -> html.HtmlElement | None:
    """The element whose own paragraphs hold most text that is no link; None when nothing reads like an article."""
    scores: dict[html.HtmlElement, int] = {}
    for paragraph in root.iter("p", "br"):
        parent = paragraph.getparent()
        if parent is None or parent.tag in ("body", "html", "a", "li"):
            continue
        if paragraph.tag == "br":
            length = len((paragraph.tail or "").strip())
        else:
            length = _length(paragraph)
            if length and paragraph.find(".//a") is not None:
                length -= _characters(_LINK_TEXTS, paragraph)
        if length > 0:
            scores[parent] = scores.get(parent, 0) + length
    if not scores:
        return None
    best, score = max(scores.items(), key=lambda item: item[1])
    if score < 2 * _ENOUGH:
        return None
    if foot is not None and (best is foot or any(node is foot for node in best.iterancestors())):
        return None
    while best.tag not in _TAGS:
        above = best.getparent()
        if above is None or above.tag in ("body", "html"):
            return None
        best = above
    return None if _link_share(best, _own_length(best)) > 0.4 else best


def tables(body: html.HtmlElement) -> list[list[list[str]]]:
    """The data tables in the body: rows of cell texts; a table that holds tables is layout and left out."""
    found: list[list[list[str]]] = []
    for _, cells in _data_tables(body):
        rows = [[cell_text(cell) for cell in row] for row in cells if row]
        if rows and (len(rows) > 1 or len(rows[0]) > 1):
            found.append(rows)
    return found


def tables_with_links(body: html.HtmlElement) -> Iterator[list[list[html.HtmlElement]]]:
    """The data tables in the body whose cells hold links: rows of cells, empty rows too."""
    for table, cells in _data_tables(body):
        if table.find(".//a") is not None:
            yield cells


def cell_text(cell: html.HtmlElement) -> str:
    """The text of a cell in one line."""
    return " ".join("".join(cell.itertext()).split())


def _data_tables(
    body: html.HtmlElement,
) -> Iterator[tuple[html.HtmlElement, list[list[html.HtmlElement]]]]:
    """Each data table with its rows of cells, up to `_MAX_CELLS` cells in all."""
    cells_left = _MAX_CELLS
    for table in body.iter("table"):
        if _holds_table(table):
            continue
        rows: list[list[html.HtmlElement]] = []
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            cells_left -= len(cells)
            rows.append(cells)
            if cells_left < 0:
                return
        yield table, rows


def _holds_table(table: html.HtmlElement) -> bool:
    return len(list(islice(table.iter("table"), 2))) > 1


def cell_labels(found: list[list[list[str]]]) -> dict[str, str]:
    """Label -> value of the tables' rows of two or four cells, spaces and colon taken off the label."""
    pairs: dict[str, str] = {}
    for rows in found[:20]:
        for row in rows[:60]:
            if len(row) in (2, 4, 6):
                for at in range(0, len(row), 2):
                    label = "".join(row[at].split()).rstrip("：:")
                    if 2 <= len(label) <= 16 and row[at + 1]:
                        pairs.setdefault(label, row[at + 1])
    return pairs


def headings(body: html.HtmlElement, paragraphs: list[str]) -> list[str]:
    """Headings of the body in order: h1 to h6, paragraphs that are bold throughout, short numbered paragraphs."""
    strong, left = set(), _MOST_HEADED
    for element in body.iter("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b"):
        text = " ".join("".join(element.itertext()).split())
        if 2 <= len(text) <= 80:
            strong.add(text)
        left -= len(text)
        if left < 0:  # bold in bold in bold
            break
    found = []
    for line in paragraphs:
        if len(line) > 80:
            continue
        if line in strong or is_numbered_head(line):
            found.append(line)
    return found


def is_numbered_head(line: str) -> bool:
    """Whether a paragraph reads as a numbered head (一、总体情况; （一）主动公开): short, and no sentence."""
    return bool(_NUMBERED.match(line)) and is_head_like(line)


def is_head_like(line: str) -> bool:
    """Whether a paragraph is short and does not end as a sentence does."""
    return 0 < len(line) <= 60 and line[-1] not in "。；;，"
