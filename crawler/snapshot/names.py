"""The names of columns: what a link or a page calls one, and which names are the same but for spaces and brackets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crawler.snapshot.facts import PageFacts

_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")
_COUNT = re.compile(r"[（(\[【]\d+[条篇]?[）)\]】]$")
_EDGES = " .·•:：>»›|｜-—_+＋*【】[]「」<《》\"'“”"
_MORE = re.compile(r"(?:更多|more|MORE|查看更多|进入)$")

NAME_LENGTH = 20
_NAMELESS = frozenset(
    {
        "",
        "更多", "more", "详细", "详情", "首页", "网站首页", "返回", "返回首页", "上一页", "下一页",
        "尾页", "末页", "查看", "点击进入", "进入", "主页", "上页", "下页", "前一页", "后一页",
        "next", "查看更多", "返回顶部", "关闭", "打印", "正文",
    }
)  # fmt: skip
_TITLE_PARTS = re.compile(r"[_|—]|\s-\s|\s–\s|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")


def normalise_name(text: str) -> str:
    """A column's name as it is compared: NFKC, no white space, no decoration at its ends.

    >>> normalise_name("【 政府信息 公开 】更多>>")
    '政府信息公开'
    """
    name = _SPACE.sub("", unicodedata.normalize("NFKC", text)).strip(_EDGES)
    name = _COUNT.sub("", name).strip(_EDGES)
    return _MORE.sub("", name).strip(_EDGES) or name


@lru_cache(maxsize=32768)
def column_name(text: str) -> str:
    """A link's text as a column name; "" where it names none (更多, a page number, a whole title)."""
    name = normalise_name(text)
    if len(name) > NAME_LENGTH or name in _NAMELESS or name.isdigit() or name.lower() in _NAMELESS:
        return ""
    return name


def own_names(facts: PageFacts) -> list[str]:
    """The names that a column's page gives itself: in its ColumnName tag, breadcrumb and title, in that order."""
    stated = [facts.meta.get("ColumnName", "")]
    stated += [facts.breadcrumb[-1].text] if facts.breadcrumb else []
    stated += [_TITLE_PARTS.split(facts.title)[0]] if facts.title else []
    return [name for text in stated if (name := column_name(text))]
