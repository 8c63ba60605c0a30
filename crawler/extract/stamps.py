"""Stamps: pictures by which a page marks its document as void (失效、废止), told by their words.

A stamp's words are its alt, else its title, else its file's name in Chinese or in pinyin (yishixiao.png). A picture without
any of them stays unseen. A page whose script chooses between two stamps carries both, so beside a stamp of 有效 none
counts, and what calls itself 时效性 is spelt like 失效 and is none.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote

from lxml import html

MOST = 400  # pictures of one page that are looked at
_LONGEST = 12  # characters; more is a caption, and no stamp
_VOID = re.compile("失效|废止|作废")
_NOT_VOID = re.compile("[未不]失效|未废止|清理|目录|文件库|专栏|查询")
_VALID = re.compile("(?<!无)有效")
_SPELT_VOID = re.compile(
    r"(?<![a-z])(?:y|yi|已)?[_-]?(?:shixiao|feizhi|zuofei)(?![a-z]*xing)", re.IGNORECASE
)
_SPELT_VALID = re.compile(
    r"(?<![a-z])(?:xian(?:xing)?)?[_-]?youxiao(?![a-z]*(?:xing|qi))", re.IGNORECASE
)
_OFF = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHINESE = re.compile("[\u4e00-\u9fff]")


def void_stamp(root: html.HtmlElement) -> str:
    """The words of the picture that marks the page's document as void; "" where there is none, or one says the contrary.

    Pictures in links lead elsewhere (废止文件 as a menu's icon) and are no stamps, nor are those that are switched off.
    """
    found = ""
    for picture in islice(root.iter("img"), MOST):
        words, state = _state(picture)
        if state is None or not _is_stamp(picture):
            continue
        if state:
            return ""
        found = found or words
    return found


def _state(picture: html.HtmlElement) -> tuple[str, bool | None]:
    """A picture's words, and whether they say that something holds (True) or is void (False); None: neither."""
    for name in ("alt", "title"):
        words = "".join((picture.get(name) or "").split())
        if not _CHINESE.search(words):
            continue
        if len(words) > _LONGEST or _NOT_VOID.search(words):
            return words, None
        return words, False if _VOID.search(words) else True if _VALID.search(words) else None
    path = unquote((picture.get("src") or "")[:2000].partition("?")[0])
    file = path.rpartition("/")[2]
    stem = file.rpartition(".")[0]
    if len(stem) > 2 * _LONGEST or _NOT_VOID.search(stem):
        return file, None
    if _VOID.search(stem) or _SPELT_VOID.search(stem):
        return file, False
    return file, True if _VALID.search(stem) or _SPELT_VALID.search(stem) else None


def _is_stamp(picture: html.HtmlElement) -> bool:
    node: html.HtmlElement | None = picture
    while node is not None:
        if node.tag == "a" or _OFF.search(node.get("style") or ""):
            return False
        node = node.getparent()
    return True
