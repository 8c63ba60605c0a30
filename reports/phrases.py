"""How numbers, days and moments are written in Chinese reports."""

from __future__ import annotations

import re

from reports.hostile import cut
from reports.model import Searched

_COLUMNS_NAMED = 10
_HOST, _ENDING = 40, 28
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?([+-]\d{2}:?\d{2}|Z)?"
)


def number(value: float | None) -> str:
    """A number as results.json holds it, without a trailing ".0"; a dash for none."""
    if value is None:
        return "—"
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def moment(value: str) -> str:
    """An ISO 8601 moment to the minute, "2021-04-15 10:20"; one not in Beijing time keeps its
    offset.
    """
    found = _MOMENT.fullmatch(value)
    if not found:
        return value
    offset = found[3] if found[3] and found[3] not in ("+08:00", "+0800") else ""
    return f"{found[1]} {found[2]}{' ' if offset else ''}{offset}"


def short_address(address: str) -> str:
    """An address as it is printed behind a link: the host and the end of the path.

    >>> short_address("http://www.a.gov.cn/zwgk/zcwj/2020/art_1229.html")
    'www.a.gov.cn/…/art_1229.html'
    """
    host, _, path = address.partition("://")[2].partition("/")
    last = path.rstrip("/").rpartition("/")[2]
    between = "/…/" if "/" in path.rstrip("/") else "/" if last else ""
    return cut(f"{host}{between}", _HOST) + last[-_ENDING:]


def basis_words(document: str, article: str) -> str:
    """Further law by document and article; what is no article's number (a remark) stands behind a comma."""
    between = "，" if article and not article.startswith("第") else ""
    return f"{document}{between}{article}"


def day(value: str) -> str:
    """The day of an ISO 8601 moment."""
    return value[:10]


def searched_words(searched: Searched) -> str:
    """What was searched, in one sentence; of many columns the first ten are named."""
    columns = "、".join(searched.columns[:_COLUMNS_NAMED]) or "全站"
    if len(searched.columns) > _COLUMNS_NAMED:
        columns += f"等 {len(searched.columns)} 个栏目"
    span = " 至 ".join(part for part in (searched.first, searched.last) if part)
    return (
        f"检索范围：{columns}；共检索文档 {searched.documents} 篇"
        + (f"；期间 {span}" if span else "")
        + "。"
    )
