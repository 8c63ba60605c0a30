"""The metadata table (索引号, 发文机关, 成文日期, …) in the label families of the common systems."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.extract import dates, flat, numbers

_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")


def _words(text: str) -> tuple[str, ...]:
    """The words of a block that is easier to read than quoted ones."""
    return tuple(text.split())


LABELS = numbers.LABELS | frozenset(
    _words(
        """
    索引号 信息索引号 索引码 信息索引 主题分类 主题类别 信息分类 分类 组配分类 体裁分类 服务对象分类
    发文机关 发布机构 发文单位 发布单位 发布机关 制发机关 公开机构 公开责任部门 发文机构 公开主体 责任部门
    制定机关 信息公开责任机构 生成机构 信息提供单位 提供单位 成文日期 成文时间 生成日期 生成时间 发文日期
    发文时间 印发日期 印发时间 签发日期 制定日期 发布日期 发布时间 公开日期 公开时间 公布日期 公布时间
    信息发布日期 更新日期 更新时间 标题 名称 信息名称 文件名称 内容概述 主题词 关键词 主题 内容摘要 有效性
    时效性 时效 效力状态 是否有效 文件状态 有效期 实施日期 施行日期 生效日期 废止日期 失效日期 失效时间
    生效时间 实施时间 公开范围 公开方式 公开形式 公开程序 公开类别 公开属性 公开时限 公开目录 所属主题 文种
    体裁 载体类型 信息类别 统一登记号 登记号 规范性文件登记号 统一编号 规范性文件编号 语种 信息来源 来源
    文件来源 责任编辑 作者 服务对象 栏目名称 所属栏目 公文种类 公开责任单位 信息公开日期 文件类型 文件种类
    发文种类 审核人 签发人
    """
    )
)
_ISSUERS = _words(
    """
    发文机关 发布机构 发文单位 发布机关 制发机关 发文机构 制定机关 发布单位 公开主体 公开机构 公开责任部门
    生成机构 责任部门 信息公开责任机构 公开责任单位 提供单位 信息提供单位 作出处罚决定的机关名称
    作出决定的机关
    """
)
_INDEXES = ("索引号", "信息索引号", "索引码", "信息索引")
_SOURCES = ("信息来源", "来源", "文件来源")
_EMPTY = frozenset({"无", "-", "--", "—", "/", "暂无"})
_VALIDITY = re.compile("(?:现行|部分|继续)?有效|(?:已|部分|全文)?(?:失效|废止|修改|修订)")
_INDEX_NUMBER = re.compile(r"^[0-9A-Za-z]{6,18}[-/][0-9A-Za-z\-/]{4,40}$")
_LABEL_IN_LINE = re.compile(
    r"([\u4e00-\u9fff][\u4e00-\u9fff\s\u3000\u00a0]{0,14}?)\s*[\]】）)]?\s*[:：]"
)
_SOURCE_SHOWN = re.compile(
    r"(?:信息来源|稿件来源|文章来源|新闻来源|来源)\s*[:：]\s*([^\s:：|｜【\[（(]{2,60})"
)
_NOT_A_SOURCE = re.compile(
    r"^(?:作者|编辑|发布|时间|日期|浏览|点击|字体|字号|阅读|访问|责任|打印|分享|点击量|浏览量)"
)
_LONGEST_LABEL = 14
_LONGEST_VALUE = 1000
_LONGEST_LINE = 3000
_LONGEST_BLOCK = 20_000
# What stands between the pairs of a head line and is no metadata: it ends the value before it.
_KNOWN = LABELS | frozenset(
    _words(
        """
    浏览次数 浏览量 浏览 点击 点击数 点击量 点击率 点击次数 阅读 阅读次数 阅读量 访问量 访问次数 字体 字号
    字体大小 字体颜色 打印 分享 时间 日期 文章类型 编辑 责编 审核 校对 视力保护色 保护视力色 背景色
    背景颜色 大 电话
    """
    )
)
_HINTS = ("索", "日期", "时间", "来源", "文号", "字号", "机构", "机关", "编号", "分类")
_FIRST = frozenset(label[0] for label in _KNOWN) | frozenset("[【（(·•*◎■●☆")


def label_name(text: str) -> str:
    """A label as it is kept: no spaces of any width, no colon, no brackets."""
    return _SPACE.sub("", text).strip("：:[]【】（）()*·•")


def read_metadata(head: str) -> dict[str, str]:
    """The labels and values in a piece of the flat page (as `flat.visible` gives it).

    Reads a label in one cell and its value in the next, label and value in one cell or line, and several pairs in one
    line. The first value of a label counts; a label without value keeps "". A row of labels alone is a list's header.
    """
    found: dict[str, str] = {}
    if not any(word in head for word in _HINTS):
        return found
    for block in head.split(flat.ROW):
        if block and not block.isspace() and len(block) < _LONGEST_BLOCK:
            _read_block(block, found)
    return found if any(found.values()) else {}


def _read_block(block: str, found: dict[str, str]) -> None:
    waiting, marked = (
        "",
        False,
    )  # a label whose value is to come, and whether it has a colon or inner spaces
    for cell in block.replace(flat.LINE, flat.CELL).split(flat.CELL):
        if not cell or cell.isspace():
            continue
        if not waiting and cell.lstrip()[0] not in _FIRST:
            continue
        text = " ".join(cell.split())
        if len(text) <= _LONGEST_LABEL + 6 and (name := label_name(text)) in LABELS:
            styled = " " in text or text[-1] in "：:】]"
            if not waiting or styled or not marked:
                found.setdefault(name, "")
                waiting, marked = name, styled
                continue
        pairs = _pairs(text)
        for name, value in pairs:
            if name in LABELS and not found.get(name):
                found[name] = value
        if pairs:
            waiting, marked = (pairs[-1][0], True) if not pairs[-1][1] else ("", False)
            waiting = waiting if waiting in LABELS else ""
        elif waiting:
            found[waiting] = found[waiting] or text.lstrip("：: ")[:_LONGEST_VALUE]
            waiting = ""


def _pairs(text: str) -> list[tuple[str, str]]:
    """The `label：value` pairs of one line, none when it does not begin with a known label."""
    if ":" not in text and "：" not in text:
        return []
    marks: list[tuple[int, int, str]] = []
    for match in _LABEL_IN_LINE.finditer(text[:_LONGEST_LINE]):
        start, name = _known_tail(match.group(1))
        if name:
            marks.append((match.start() + start, match.end(), name))
    if not marks or marks[0][0] > 1:
        return []
    found = []
    for at, (_, end, name) in enumerate(marks):
        stop = marks[at + 1][0] if at + 1 < len(marks) else len(text)
        found.append((name, text[end:stop].strip(" |｜[]【】")[:_LONGEST_VALUE]))
    return found


def _known_tail(text: str) -> tuple[int, str]:
    """Where in a run of characters before a colon a known label starts, and the label; (0, "") for none."""
    for at in range(len(text)):
        if (at == 0 or text[at - 1].isspace()) and (name := label_name(text[at:])) in _KNOWN:
            return at, name
    for length in range(min(8, len(text)), 1, -1):
        if text[-length:] in _KNOWN:
            return len(text) - length, text[-length:]
    return 0, ""


def is_plausible(table: dict[str, str]) -> bool:
    """Whether what was read inside an article's text is its metadata table, not a passage that explains the labels."""
    index = index_number(table)
    return (
        sum(1 for value in table.values() if value) >= 3
        and not any(value.endswith("。") for value in table.values())
        and (not index or any(sign.isdigit() for sign in index))
    )


def unlabelled(cells: Iterable[str]) -> dict[str, str]:
    """Values that speak for themselves in a table without labels: index and document number, dates, issuer, validity."""
    found: dict[str, str] = {}
    days = []
    for text in cells:
        if "索引号" not in found and _INDEX_NUMBER.match(text):
            found["索引号"] = text
        elif "文号" not in found and numbers.whole(text):
            found["文号"] = text
        elif dates.sole_date(text):
            days.append(text)
        elif "发布机构" not in found and re.fullmatch(
            r"[\u4e00-\u9fff]{2,24}(?:政府|办公室|委员会|局|厅|部|院|委|署|中心)", text
        ):
            found["发布机构"] = text
        elif _VALIDITY.fullmatch(text):
            found["有效性"] = text
    if "索引号" not in found or len(found) + len(days) < 3:
        return {}
    if days:
        found["成文日期"] = days[0]
        found["发布日期"] = days[-1]
    return found


def issuer(metadata: dict[str, str]) -> str:
    """The issuing authority named in the table, "" without one."""
    return _first(metadata, _ISSUERS)


def index_number(metadata: dict[str, str]) -> str:
    """The index number (索引号) of the table, "" without one."""
    return _first(metadata, _INDEXES)


def source(metadata: dict[str, str], shown: Iterable[str]) -> str:
    """The source (来源) that the lines above or below the article show, "" without one."""
    found = _first(metadata, _SOURCES)
    if found:
        return found
    for line in shown:
        match = _SOURCE_SHOWN.search(line)
        if match and not _NOT_A_SOURCE.match(match.group(1)):
            return match.group(1).strip()
    return ""


def _first(metadata: dict[str, str], labels: Iterable[str]) -> str:
    for label in labels:
        value = metadata.get(label, "")
        if value and value not in _EMPTY:
            return value
    return ""
