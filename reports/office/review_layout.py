"""The sheets and columns of the review workbook: the one table that it is written and read by."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from checks.reviews.model import DECISIONS, OUTCOMES, Appeal, Decision, WaiverTerms

FORMAT = "zwgk review 1"
"""What the first cell of the hidden sheet says."""

LISTS = "名录"
"""The hidden sheet: the format, the sites and the rules that may be chosen."""

MOST_ROWS = 200_000
"""How many rows of a sheet are read back, the headings among them."""

LIST_SHOWN = 32_767
"""How many entries of a drop-down list a spreadsheet shows."""

ALL_SITES = "全部"
"""How the workbook writes a waiver for every site."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands in it, its heading, its width in characters.

    `entry` columns are filled in by a person, `hidden` ones are the program's. `choices` may be chosen; `of` says what
    else an entry is: "day", "share", "sites" or "rules".
    """

    key: str
    heading: str
    width: int
    entry: bool = False
    hidden: bool = False
    choices: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, the key of what it holds, its columns, and how many columns stay in view."""

    title: str
    kind: str
    columns: tuple[Column, ...]
    frozen: int

    def place(self, key: str) -> int:
        """The place of a column, from 0."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)


_FINDING = (
    Column("name", "网站", 14),
    Column("site", "网站标识", 12),
    Column("rule", "规则", 20),
    Column("title", "规则名称", 20),
    Column("clause", "条款原文", 36),
    Column("points", "分值", 7),
    Column("machine", "机器判定", 11),
    Column("why", "机器理由", 42),
    Column("url", "网址", 26),
    Column("evidence", "证据与线索", 46),
    Column("state", "现状", 24),
    Column("verdict", "判定", 11, entry=True, choices=tuple(DECISIONS)),
    Column("share", "得分比例", 9, entry=True, of="share"),
    Column("by", "判定人", 11, entry=True),
    Column("on", "判定日期", 12, entry=True, of="day"),
    Column("reason", "判定理由", 36, entry=True),
    Column("link", "依据网址", 24, entry=True),
    Column("mark", "发现标记", 18, hidden=True),
    Column("base", "原有记录", 18, hidden=True),
)

DOUBTS = Sheet("待核实", "decision", _FINDING, 3)
FAULTS = Sheet("不符合", "decision", _FINDING, 3)
WAIVERS = Sheet(
    "豁免",
    "waiver",
    (
        Column("site", "网站标识", 14, entry=True, of="sites"),
        Column("rule", "规则或条款", 26, entry=True, of="rules"),
        Column("by", "豁免人", 12, entry=True),
        Column("on", "豁免日期", 12, entry=True, of="day"),
        Column("reason", "豁免理由", 42, entry=True),
        Column("until", "截止日期", 12, entry=True, of="day"),
        Column("state", "现状", 18),
        Column("base", "原有记录", 18, hidden=True),
    ),
    2,
)
APPEALS = Sheet(
    "申诉",
    "appeal",
    (
        Column("site", "网站标识", 14, entry=True, of="sites"),
        Column("rule", "规则", 26, entry=True, of="rules"),
        Column("by", "申诉人", 14, entry=True),
        Column("on", "申诉日期", 12, entry=True, of="day"),
        Column("text", "申诉内容", 46, entry=True),
        Column("outcome", "处理结果", 11, entry=True, choices=tuple(OUTCOMES)),
        Column("answered_by", "答复人", 12, entry=True),
        Column("answered_on", "答复日期", 12, entry=True, of="day"),
        Column("answer", "答复内容", 42, entry=True),
        Column("base", "原有记录", 18, hidden=True),
    ),
    2,
)
SHEETS = (DOUBTS, FAULTS, WAIVERS, APPEALS)


def base_of(entry: Decision | WaiverTerms | Appeal | None) -> str:
    """What identifies an entry as it stood when the workbook was written: 16 hexadecimal digits, "" for none.

    The finding that a decision was made on is no part of it: the workbook has that in a column of its own.
    """
    if entry is None:
        return ""
    data: dict[str, Any] = entry.model_dump(mode="json", exclude={"mark"})
    whole = json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    return hashlib.blake2b(whole, digest_size=8).hexdigest()


def base_cell(entry: Decision | WaiverTerms | Appeal | None) -> str:
    """What the hidden column 原有记录 holds: `base_of`, and of a decision the mark of the finding that it was made on."""
    mark = entry.mark if isinstance(entry, Decision) else ""
    return f"{base_of(entry)}/{mark}" if mark else base_of(entry)
