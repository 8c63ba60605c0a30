"""Links inside an article and in the boxes that belong to it: related documents, interpretations, attachments."""

from __future__ import annotations

import re

from crawler.extract import flat
from crawler.extract.links import Resolver, words
from crawler.snapshot.facts import Link

ATTACHMENTS = (
    "pdf",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "wps",
    "et",
    "ofd",
    "zip",
    "rar",
    "ppt",
    "pptx",
    "csv",
    "7z",
)
_EXTENSION = re.compile(rf"\.(?:{'|'.join(ATTACHMENTS)})(?=$|[?&#])", re.I)
_DOWNLOAD = re.compile(
    r"download(?:file)?\.(?:jsp|do|action|aspx?|php)|/downfile|filedownload|attach(?:ment)?[/.=]|downloadattach",
    re.I,
)
_BOX = re.compile(
    r"相关(?:链接|解读|文件|阅读|信息|政策|稿件|新闻|报道|附件|内容|文章|文档|资料|原文|材料|推荐)|附件|政策(?:解读|原文|文件)|"
    r"解读(?:材料|文件|链接|信息)|图解|图文解读|原文链接|文件原文|政策关联|关联(?:文件|信息|阅读)|延伸阅读|专家解读|媒体解读"
)
_BOX_ENDS = re.compile(
    r"上一[篇条页]|下一[篇条页]|友情链接|版权所有|主办单位|网站地图|扫一扫|分享到|热点|排行|推荐阅读|最新信息"
)
# A link that says itself how it belongs to the article, in no box: 相关解读：《…》, 【政策原文】….
_LABELLED = re.compile(
    r"[【\[（(]?(?:相关|政策|文件|文字|图文|图片|视频|音频|媒体|专家|部门|动漫)?(?:解读|原文|图解|政策问答|征集公告|征求意见|意见征集|意见采纳|采纳情况|意见反馈)(?:材料|文件|链接|情况)?[】\])）：:丨|]"
)
_NEIGHBOUR = re.compile(r"^(?:上|下)一[篇条页]")
_FOOT_LINKS = frozenset(
    {"网站地图", "法律声明", "网站声明", "关于我们", "联系我们", "版权声明", "网站纠错"}
)
_MAX_IN_BOXES = 600


def is_attachment(url: str) -> bool:
    """Whether an address is a file to download, by its extension or by a download program."""
    return bool(_EXTENSION.search(url) or _DOWNLOAD.search(url))


def has_attachment(piece: str) -> bool:
    """Whether a piece of the flat page links to a file."""
    return any(is_attachment(href) for href in flat.split_links(piece)[1::5])


def related_links(inside: str, after: str, resolver: Resolver) -> tuple[list[Link], list[Link]]:
    """The links of the article with its boxes, and the attachments among them and below it."""
    found: list[Link] = []
    files: list[Link] = []
    pieces = flat.split_links(inside)
    for at in range(1, len(pieces) - 1, 5):
        url = resolver.of_link(pieces[at], pieces[at + 2])
        if url:
            link = Link(url, words(pieces[at + 3], pieces[at + 1]))
            found.append(link)
            if is_attachment(url):
                files.append(link)
    open_box = False
    pieces = flat.split_links(after)
    for at in range(1, len(pieces) - 1, 5):
        gap = pieces[at - 1]
        if _BOX.search(gap):
            open_box = True
        elif _BOX_ENDS.search(gap):
            open_box = False
        url = resolver.of_link(pieces[at], pieces[at + 2])
        if not url:
            continue
        link = Link(url, words(pieces[at + 3], pieces[at + 1]))
        if is_attachment(url):
            files.append(link)
        open_box = open_box and link.text not in _FOOT_LINKS
        belongs = open_box or bool(_LABELLED.match(link.text))
        if belongs and not _NEIGHBOUR.match(link.text) and len(found) < _MAX_IN_BOXES:
            found.append(link)
    return found, files
