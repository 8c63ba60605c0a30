"""What a list states of itself: how many entries and pages it has.

The whole source is looked at, which may be large: patterns are tried only where a plain search has found their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_GAP = (
    r"(?:\s|&nbsp;|&#160;|&ensp;|<[^<>]{1,200}>){0,8}"  # what may stand between words and figures
)
_FIGURE = r"([\d０-９][\d０-９,，]{0,11})"
_UNIT = r"(?:条|篇|件|则|项|个?记录|份)"
# Scripts and data: the names by which the common systems keep the figures.
_TOTAL_STEMS = ("otal", "ount")
_TOTAL = re.compile(
    r"(?:total_?(?:records?|counts?|rows?|nums?|items?|elements|size|number)|records?_?(?:count|total)|rows?_?count|"
    r"(?:post|item|info|data|article|news|doc|all|sum)_?count)(?:[\"']?\s?[:=]\s?[\"']?|>\s?)(\d{1,9})(?![\d.])",
    re.I,
)
_PLAIN_TOTAL = re.compile(
    r"(?<![\w.])(?:total|count)[\"']?\s?[:=]\s?[\"']?(\d{1,9})(?![\d.])", re.I
)
_PAGER_SCRIPT = re.compile(r"page|limit|curr\b|\brows\b", re.I)
_PAGE_STEMS = (
    "ageHTML", "ageCount", "agecount", "age_count", "ageTotal", "ountPage", "ountpage", "otalPage",
    "otalpage", "otal_page", "axPage", "llPage",
)  # fmt: skip
_PAGES = re.compile(
    r"(?:createPageHTML\s?\(\s?(?:['\"][\w#.-]{1,60}['\"]\s?,\s?)?['\"]?|"
    r"(?:count_?pages?|pages?_?(?:count|total)|total_?pages?(?:_?count)?|max_?page|all_?pages?)[\"']?\s?[:=]\s?[\"']?)"
    r"(\d{1,6})(?![\d.])",
    re.I,
)
# Figures that a reader sees. Some labels say by themselves what they count; 共…条 does so beside a pager.
_LABELS = ("总记录", "记录总", "记录数", "总条数", "信息总数", "总信息数", "文章总数")
_WEAK_LABELS = ("总数", "总计", "总共", "合计")
_LABELLED = re.compile(
    rf"[\u4e00-\u9fff]{{2,4}}?数?{_GAP}[有为:：]?{_GAP}{_FIGURE}{_GAP}({_UNIT}?)"
)
_COUNTED = re.compile(
    rf"共(?:有|计|找到|检索到|查询到|搜索到|搜到)?{_GAP}[:：]?{_GAP}{_FIGURE}{_GAP}"
    rf"({_UNIT}){_GAP}(记录|信息|数据|结果|内容|文章|新闻)?"
)
_PAGER_NEAR = re.compile(r"页|\d\s?[/／]\s?\d")
_AFTER_TOTAL = re.compile(r"(?:\s|&nbsp;|<[^<>]{1,200}>|[,，|｜；;。()（）\[\]]){0,6}")
_AFTER_CHINESE = frozenset("每第当页首上下尾末转跳分到共")
_COUNTED_PAGES = re.compile(rf"共{_GAP}{_FIGURE}{_GAP}页(?!面)")
_LABELLED_PAGES = re.compile(
    rf"(?:总页数|页数|页次){_GAP}[:：为]?{_GAP}(?:[\d０-９]{{1,6}}{_GAP}[/／]{_GAP})?{_FIGURE}"
)
_TAG = re.compile(r"<[^<>]{0,300}>|&nbsp;|&#160;|&ensp;")
_OF = re.compile(r"(?<![\d./／-])([\d０-９]{1,6})\s{0,4}[/／]\s{0,4}([\d０-９]{1,6})\s{0,4}$")
_COUNTED_OF = re.compile(
    rf"共{_GAP}[\d０-９]{{1,9}}{_GAP}{_UNIT}{_GAP}[,，]?{_GAP}([\d０-９]{{1,6}}){_GAP}[/／]{_GAP}([\d０-９]{{1,6}})"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_BEFORE_COUNT = frozenset("页条录息篇总前到")  # Chinese characters that may stand right before 共
_NOT_BEFORE = frozenset("》”")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789", ",，")
_MOST = 200  # places where a word is looked at
_NAME = 24  # characters of a name before the part by which it is found
_REACH = 80  # characters around a figure within which a pager must show that it counts a list
_MARKED_REACH = 240  # characters before 页 in which the tags around its figures lie
_COMMENT = 3000  # characters before a figure in which the comment that hides it may begin
_MOST_PAGES = 100_000


def stated_total(text: str) -> int | None:
    """The number of entries that a list itself claims (共45条, totalrecord, recordCount); None when it says none.

    `text` is the page's source, for the count often stands in a script alone. Figures in comments do not count, nor
    those of visits, people or departments.
    """
    plain = None
    for at in _places(text, _TOTAL_STEMS):
        piece = text[max(0, at - _NAME) : at + _REACH]
        match = _TOTAL.search(piece)
        if match:
            return int(match.group(1))
        match = _PLAIN_TOTAL.search(piece)
        if match and plain is None and _PAGER_SCRIPT.search(_around(text, at, at + 4)):
            plain = int(match.group(1))
    for match in _shown(text, _LABELS, _LABELLED):
        return _number(match.group(1))
    for match in _shown(text, _WEAK_LABELS, _LABELLED):
        if _begins(text, match.start()) and (match.group(2) or _is_pager(text, match)):
            return _number(match.group(1))
    for match in _shown(text, ("共",), _COUNTED):
        if not _begins(text, match.start()):
            continue
        if match.group(3) or (_ends(text, match.end()) and _is_pager(text, match)):
            return _number(match.group(1))
    return plain


def stated_pages(text: str) -> int | None:
    """The number of pages that a list itself claims (createPageHTML(56, …), countPage=56, 1/3页); None when it says none."""
    for at in _places(text, _PAGE_STEMS):
        match = _PAGES.search(text[max(0, at - _NAME) : at + _REACH])
        if match:
            return int(match.group(1))
    for words, pattern in (
        (("共",), _COUNTED_PAGES),
        (("页数", "页次", "总页数"), _LABELLED_PAGES),
    ):
        for match in _shown(text, words, pattern):
            if _begins(text, match.start()) and _number(match.group(1)) < _MOST_PAGES:
                return _number(match.group(1))
    for match in _shown(text, ("共",), _COUNTED_OF):
        if _number(match.group(1)) <= _number(match.group(2)):
            return _number(match.group(2))
    for at in _places(text, ("页",)):
        piece = text[max(0, at - _MARKED_REACH) : at]
        of = _OF.search(_TAG.sub(" ", piece)[-_REACH:]) if "/" in piece or "／" in piece else None
        if of and _number(of.group(1)) <= _number(of.group(2)) and not _is_hidden(text, at):
            return _number(of.group(2))
    return None


def _places(text: str, words: tuple[str, ...]) -> Iterator[int]:
    """Where the words stand, word by word, at most `_MOST` places of each."""
    for word in words:
        at = text.find(word)
        left = _MOST
        while at >= 0 and left:
            yield at
            at = text.find(word, at + len(word))
            left -= 1


def _shown(text: str, words: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches that begin with the words and stand in no comment."""
    for at in _places(text, words):
        match = pattern.match(text, at)
        if match and not _is_hidden(text, at):
            yield match


def _is_hidden(text: str, at: int) -> bool:
    before = text[max(0, at - _COMMENT) : at]
    return before.rfind("<!--") > before.rfind("-->")


def _begins(text: str, at: int) -> bool:
    """Whether what stands at a place is no part of a longer word or sentence (公共, 本办法共…条)."""
    before = text[max(0, at - 1) : at]
    if not before or before in _BEFORE_COUNT:
        return True
    return before not in _NOT_BEFORE and not _CHINESE.match(before)


def _ends(text: str, at: int) -> bool:
    """Whether what follows a place does not go on as a sentence does (共45条，自发布之日起施行)."""
    after = _AFTER_TOTAL.match(text, at)
    following = text[after.end() : after.end() + 1] if after else ""
    return not _CHINESE.match(following) or following in _AFTER_CHINESE


def _is_pager(text: str, match: re.Match[str]) -> bool:
    return bool(_PAGER_NEAR.search(_around(text, match.start(), match.end())))


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - _REACH) : start]} {text[end : end + _REACH]}"


def _number(figure: str) -> int:
    return int(figure.translate(_WIDE))
