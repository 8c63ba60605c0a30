"""Document numbers (发文字号): 泰山政办发〔2023〕11号, 令第711号, 公告2017年第4号, in one spelling."""

from __future__ import annotations

import re

_OPEN, _CLOSE = r"[〔［\[【（(﹝「{〈<]", r"[〕］\]】）)﹞」}〉>]"
_CODE = r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z·]{0,24}?"
_NUMBER = rf"({_CODE})\s*{_OPEN}\s*((?:19|20)\d\d)\s*年?\s*{_CLOSE}\s*(第?)\s*(\d{{1,5}}(?:-\d{{1,3}})?)\s*号"
_CN = "〇零一二三四五六七八九十百千两"
_ORDER = rf"([\u4e00-\u9fff]{{0,24}}?令)\s*[（(]?\s*(?:((?:19|20)\d\d)\s*年\s*)?第\s*([\d{_CN}]{{1,6}})\s*号"
_NOTICE = (
    r"([\u4e00-\u9fff]{0,24}?(?:公告|通告|决定|通知|函|文件)?)\s*[（(]?\s*((?:19|20)\d\d)\s*年\s*第\s*"
    rf"([\d{_CN}]{{1,5}})\s*号"
)
_ANY = re.compile(rf"{_NUMBER}|{_ORDER}|{_NOTICE}")
_WHOLE = re.compile(rf"^[（(\[【《]?\s*(?:{_NUMBER}|{_ORDER}|{_NOTICE})\s*[）)\]】》]?$")
_IN_TITLE = re.compile(rf"[（(]\s*{_NUMBER}\s*[）)]?\s*$")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_NONE = frozenset(
    {"", "无", "无文号", "暂无", "/", "-", "--", "—", "——", "无发文字号", "null", "none", "空"}
)
_LEAD = re.compile(r"^(?:发文字号|发布文号|文件编号|公文文号|文件文号|文号|字号)\s*[:：]?\s*")

LABELS = frozenset(
    {
        "发文字号",
        "文号",
        "发布文号",
        "文件编号",
        "文件文号",
        "公文文号",
        "公文字号",
        "发文文号",
        "文件字号",
        "文件号",
        "发文号",
        "行政处罚决定书文号",
        "决定书文号",
        "规范性文件文号",
    }
)


def normalise(text: str) -> str:
    """The document number in one spelling (〔〕, no spaces); "" when the text holds none.

    A registration number (HHCR-2023-01005) and 无 are none.

    >>> normalise("泰政办发［2023］8 号"), normalise("（2017年第4号"), normalise("无")
    ('泰政办发〔2023〕8号', '2017年第4号', '')
    """
    text = _LEAD.sub("", " ".join(text.split())[:200]).translate(_WIDE)
    if text in _NONE:
        return ""
    match = _ANY.search(text)
    return _spell(match) if match else ""


def _spell(match: re.Match[str]) -> str:
    code, year, ordinal, number, order, order_year, order_no, notice, notice_year, notice_no = (
        match.groups()
    )
    if code:
        return f"{code}〔{year}〕{ordinal}{number}号"
    if order:
        return f"{order}{order_year + '年' if order_year else ''}第{order_no}号"
    return f"{notice or ''}{notice_year}年第{notice_no}号"


def whole(line: str) -> str:
    """The document number of a line that holds nothing else, else ""."""
    if "号" not in line or len(line) > 60:
        return ""
    match = _WHOLE.match(" ".join(_LEAD.sub("", line).split()).translate(_WIDE))
    return _spell(match) if match else ""


def of_title(title: str) -> str:
    """The number in brackets at the end of a title, "" without one; numbers inside 《》 are other documents'."""
    match = _IN_TITLE.search(title[-80:].translate(_WIDE))
    if not match or title.rstrip("）) ").count("《") != title.count("》"):
        return ""
    code, year, ordinal, number = match.groups()[:4]
    return f"{code}〔{year}〕{ordinal}{number}号"


def own_number(metadata: dict[str, str], title: str, head: list[str], cells: dict[str, str]) -> str:
    """The page's own document number, "" when it shows none.

    The metadata table decides where it has the label, 无 included; then a line of its own at the head of the body
    (`head`), then a bracket at the end of the title, then a labelled cell of a table in the body. A number in the
    running text is a citation.
    """
    for label, value in metadata.items():
        if label in LABELS:
            found = normalise(value)
            if found or value.strip() in _NONE:
                return found
    for line in head:
        found = whole(line)
        if found:
            return found
    found = of_title(title)
    if found:
        return found
    for label, value in cells.items():
        if label in LABELS or label.endswith("文号"):
            found = whole(value) or normalise(value)
            if found:
                return found
    return ""
