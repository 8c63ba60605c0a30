"""Typed access to a results document: every value taken is of the type asked for, cleaned and cut.

What is of the wrong type is refused with its place in the document.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from reports.errors import ReportError
from reports.hostile import Address, clean, cut, line, shown_address

TITLE = 160
NAME = 80
TOKEN = 120
QUOTE = 800
TEXT = 4_000


class Node:
    """One object of the document with its place, for typed access and errors that say where."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, Mapping):
            raise ReportError(f"{place} 应为对象（{{…}}），实际是 {shown_value(data)}。")
        self.data: Mapping[str, Any] = data
        self.place = place

    def raw(self, key: str, *types: type) -> Any:
        """A required value of one of the types; bool never passes for a number."""
        if key not in self.data:
            raise ReportError(f"{self.place} 缺少 {key}：文件不完整，请重新运行 zwgk check。")
        value = self.data[key]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            wanted = "、".join(_TYPE_NAMES.get(kind, kind.__name__) for kind in types)
            raise ReportError(f"{self.place}.{key} 应为{wanted}，实际是 {shown_value(value)}。")
        return value

    def has(self, key: str) -> bool:
        return self.data.get(key) is not None

    def text(self, key: str, limit: int = TEXT, *, default: str | None = None) -> str:
        """A text on one line."""
        if default is not None and not self.has(key):
            return default
        return cut(line(self.raw(key, str)), limit)

    def prose(self, key: str, limit: int = TEXT, *, default: str | None = None) -> str:
        """A text whose line feeds are kept."""
        if default is not None and not self.has(key):
            return default
        return cut(clean(self.raw(key, str)).strip(), limit)

    def address(self, key: str = "url") -> Address:
        """The address at a key, cleaned for reading, with its link where it may have one."""
        return shown_address(str(self.raw(key, str)) if self.has(key) else "")

    def number(self, key: str) -> float:
        return self._finite(key, self.raw(key, int, float))

    def optional_number(self, key: str) -> float | None:
        return self.number(key) if self.has(key) else None

    def count(self, key: str, *, default: int | None = None) -> int:
        if default is not None and not self.has(key):
            return default
        return int(self.raw(key, int))

    def scalar(self, key: str) -> str:
        """A text or number, as text; "" when absent."""
        return line(str(self.raw(key, str, int, float))) if self.has(key) else ""

    def child(self, key: str) -> Node:
        return Node(self.raw(key, Mapping), f"{self.place}.{key}")

    def optional_child(self, key: str) -> Node | None:
        return self.child(key) if self.has(key) else None

    def children(self, key: str, *, optional: bool = False) -> list[Node]:
        if optional and not self.has(key):
            return []
        items = self.raw(key, list, tuple)
        return [Node(item, f"{self.place}.{key}[{index}]") for index, item in enumerate(items)]

    def texts(self, key: str, limit: int = TITLE) -> tuple[str, ...]:
        """An optional list of texts."""
        if not self.has(key):
            return ()
        items: Sequence[object] = self.raw(key, list, tuple)
        for index, item in enumerate(items):
            if not isinstance(item, str):
                raise ReportError(
                    f"{self.place}.{key}[{index}] 应为文字，实际是 {shown_value(item)}。"
                )
        return tuple(cut(line(str(item)), limit) for item in items)

    def _finite(self, key: str, value: float) -> float:
        if not math.isfinite(value):
            raise ReportError(f"{self.place}.{key} 应为有限的数，实际是 {value}。")
        return float(value)


FORMAT = 1
"""The only format of results.json that is read."""


def check_format(top: Node) -> None:
    """Raise ReportError, with what to do, unless the document is of the format that is read."""
    found = top.raw("format", int)
    if found == FORMAT:
        return
    if found > FORMAT:
        advice = "它是更新版本的 zwgk 写的：请升级 zwgk，或用本版本重新运行 zwgk check"
    else:
        advice = "请用本版本重新运行 zwgk check"
    raise ReportError(f"{top.place} 的 format 是 {found}，本版本只认得 {FORMAT}。{advice}。")


_TYPE_NAMES: dict[type, str] = {
    str: "文字",
    int: "整数",
    float: "数",
    list: "列表",
    tuple: "列表",
    bool: "true 或 false",
    Mapping: "对象",
}


def shown_value(value: object) -> str:
    """A value as an error message quotes it: one short line."""
    return cut(line(repr(value)), 60)
