"""The metadata table (索引号, 发文机关, 成文日期, …) in the label families of the common systems."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.extract import dates, flat, numbers

_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")

LABELS = frozenset(
    {
        "索引号", "信息索引号", "索引码", "信息索引", "主题分类", "主题类别", "信息分类", "分类", "组配分类", "体裁分类", "服务对象分类",
        "发文机关", "发布机构", "发文单位", "发布单位", "发布机关", "制发机关", "公开机构", "公开责任部门", "发文机构",
        "公开主体", "责任部门", "制定机关", "信息公开责任机构", "生成机构", "信息提供单位", "提供单位",
        "成文日期", "成文时间", "生成日期", "生成时间", "发文日期", "发文时间", "印发日期", "印发时间", "签发日期", "制定日期",
        "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间", "信息发布日期", "更新日期", "更新时间",
        "标题", "名称", "信息名称", "文件名称", "内容概述", "主题词", "关键词", "主题", "内容摘要",
        "有效性", "时效性", "时效", "效力状态", "是否有效", "文件状态", "有效期", "实施日期", "施行日期", "生效日期", "废止日期",
        "失效日期", "失效时间", "生效时间", "实施时间", "公开范围", "公开方式", "公开形式", "公开程序", "公开类别", "公开属性",
        "公开时限", "公开目录", "所属主题", "文种", "体裁", "载体类型", "信息类别", "统一登记号", "登记号", "规范性文件登记号",
        "统一编号", "规范性文件编号", "语种", "信息来源", "来源", "文件来源", "责任编辑", "作者", "服务对象", "栏目名称",
        "所属栏目", "公文种类", "公开责任单位", "信息公开日期", "文件类型", "文件种类", "发文种类", "审核人", "签发人",
    }
    | numbers.LABELS
)  # fmt: skip
_ISSUERS = (
    "发文机关", "发布机构", "发文单位", "发布机关", "制发机关", "发文机构", "制定机关", "发布单位", "公开主体", "公开机构",
    "公开责任部门", "生成机构", "责任部门", "信息公开责任机构", "公开责任单位", "提供单位", "信息提供单位",
)  # fmt: skip
_INDEXES = ("索引号", "信息索引号", "索引码", "信息索引")
_SOURCES = ("信息来源", "来源", "文件来源")
_EMPTY = frozenset({"无", "-", "--", "—", "/", "暂无"})
_INDEX_NUMBER = re.compile(r"^[0-9A-Za-z]{6,18}[-/][0-9A-Za-z\-/]{4,40}$")
_LABEL_IN_LINE = re.compile(
    r"([\u4e00-\u9fff][\u4e00-\u9fff\s\u3000\u00a0]{0,14}?)\s*[\]】）)]?\s*[:：]"
)
_SOURCE_SHOWN = re.compile(
    r"(?:信息来源|稿件来源|文章来源|新闻来源|来源)\s*[:：]\s*([^\s:：|｜【\[（(]{2,40}(?:\s[^\s:：|｜【\[（(]{2,20}(?=\s|$))?)"
)
_NOT_A_SOURCE = re.compile(
    r"^(?:作者|编辑|发布|时间|日期|浏览|点击|字体|字号|阅读|访问|责任|打印|分享|点击量|浏览量)"
)
_LONGEST_LABEL = 14
_LONGEST_VALUE = 1000


def label_name(text: str) -> str:
    """A label as it is kept: no spaces of any width, no colon, no brackets."""
    return _SPACE.sub("", text).strip("：:[]【】（）()*·•")


def read_metadata(head: str) -> dict[str, str]:
    """The labels and values in a piece of the flat page (link addresses already out, marks still in).

    Reads a label in one cell and its value in the next, label and value in one cell or line, and several pairs in one
    line. The first value of a label counts. Labels without any value keep "".
    """
    found: dict[str, str] = {}
    for block in head.split(flat.ROW):
        if not block or len(block) > 20_000:
            continue
        waiting = ""
        for cell in block.replace(flat.LINE, flat.CELL).split(flat.CELL):
            text = " ".join(cell.split())
            if not text:
                continue
            if len(text) <= _LONGEST_LABEL + 6:
                name = label_name(text)
                if name in LABELS and (waiting == "" or _labelled(text) or not _plausible(waiting)):
                    found.setdefault(name, "")
                    waiting = name
                    continue
            pairs = _pairs(text)
            if pairs:
                for name, value in pairs:
                    if not found.get(name):
                        found[name] = value
                waiting = pairs[-1][0] if not pairs[-1][1] else ""
            elif waiting:
                if not found[waiting]:
                    found[waiting] = text.lstrip("：: ")[:_LONGEST_VALUE]
                waiting = ""
    return found


def _labelled(text: str) -> bool:
    return text.rstrip()[-1:] in "：:】]" or any(space in text for space in " \u3000\u00a0")


def _plausible(label: str) -> bool:
    """Whether a label's value may itself read like a label (分类: 主题)."""
    return label in ("主题分类", "主题", "分类", "信息分类", "体裁分类", "标题", "名称")


def _pairs(text: str) -> list[tuple[str, str]]:
    """The `label：value` pairs of one line, none when it does not begin with a known label."""
    if ":" not in text and "：" not in text:
        return []
    marks = [
        (match.start(), match.end(), name)
        for match in _LABEL_IN_LINE.finditer(text[:3000])
        if (name := _known_tail(match.group(1)))
    ]
    if not marks or marks[0][0] > 2 + _LONGEST_LABEL:
        return []
    found = []
    for at, (_, end, name) in enumerate(marks):
        stop = marks[at + 1][0] if at + 1 < len(marks) else len(text)
        value = text[end:stop].strip(" |｜[【")
        if at + 1 < len(marks):
            value = value[: len(value) - _overhang(marks[at + 1], text)] if value else value
        found.append((name, value.strip()[:_LONGEST_VALUE]))
    return found


def _overhang(mark: tuple[int, int, str], text: str) -> int:
    return 0 if label_name(text[mark[0] : mark[1]]) == mark[2] else 0


def _known_tail(text: str) -> str:
    """The known label that a run of characters is, "" for none."""
    name = label_name(text)
    if name in LABELS:
        return name
    tail = label_name(text.rsplit(maxsplit=1)[-1]) if text.split() else ""
    return tail if tail in LABELS else ""


def unlabelled(cells: Iterable[str]) -> dict[str, str]:
    """Values that speak for themselves in a table without labels: index number, document number, dates, issuer."""
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


def source(metadata: dict[str, str], shown: str) -> str:
    """The source (来源) that the head or foot of the article shows, "" without one."""
    match = _SOURCE_SHOWN.search(shown)
    if match and not _NOT_A_SOURCE.match(match.group(1)):
        return match.group(1).strip()
    return _first(metadata, _SOURCES)


def _first(metadata: dict[str, str], labels: Iterable[str]) -> str:
    for label in labels:
        value = metadata.get(label, "")
        if value and value not in _EMPTY:
            return value
    return ""
