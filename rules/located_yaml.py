"""YAML read into plain data, with the line and column of every value.

Built on PyYAML's node composer (its C parser where present). Only the safe scalar types come out:
text, numbers, booleans, null and dates. Duplicate keys, foreign tags, too large files and alias
bombs are refused with their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.events import CollectionEndEvent, CollectionStartEvent, NodeEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rules.errors import Path, Problem, RuleError, quoted, where

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 2_000_000
MAX_VALUES = 200_000  # with every alias written out; a real ruleset has a few thousand
MAX_DEPTH = 40

# Characters that no reader sees and that can make a line on a terminal say something else.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_DATE = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}$")
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data and where each part of it stands: path in the data -> (line, column), both from 1.

    `keys` tells where a key itself stands, for keys that should not be there.
    """

    file: str
    data: Any
    places: dict[Path, tuple[int, int]]
    keys: dict[Path, tuple[int, int]]

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of a value, or of the nearest thing that holds it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, (0, 0))

    def origin(self, path: Path) -> tuple[Located, Path]:
        """The file that a value stands in, and its path there."""
        return self, path

    def stands(self, path: Path) -> tuple[str, int, int]:
        """File, line and column of a value."""
        source, own = self.origin(path)
        return (source.file, *source.place(own))

    def value(self, path: Path) -> Any:
        """The value at a path; None where there is none."""
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def problem(self, path: Path, found: str, expected: str = "", *, key: bool = False) -> Problem:
        """A problem at a path; with `key` at the key instead of its value."""
        source, own = self.origin(path)
        line, column = source.place(own)
        if key:
            line, column = source.keys.get(own, (line, column))
        return Problem(source.file, line, column, where(own), found, expected)

    def warning(self, path: Path, found: str, expected: str) -> Problem:
        """A warning at a path."""
        return replace(self.problem(path, found, expected), warning=True)


class _Refused(Exception):
    def __init__(self, path: Path, mark: Any, found: str, expected: str) -> None:
        super().__init__(found)
        self.path, self.mark, self.found, self.expected = path, mark, found, expected


class _Reader:
    """Turns composed nodes into plain data, noting places as it goes."""

    def __init__(self, most_values: int) -> None:
        self.places: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.most = self.left = most_values
        self.open: set[int] = set()
        self.scalars = SafeConstructor()

    def read(self, node: Node, path: Path) -> Any:
        mark = node.start_mark
        self.left -= 1
        if self.left < 0:
            raise _Refused(
                path, mark, f"展开后超过 {self.most} 个值", "请去掉层层引用的锚点（&、*）"
            )
        if len(path) > MAX_DEPTH:
            raise _Refused(path, mark, f"嵌套超过 {MAX_DEPTH} 层", "请减少层数")
        self.places[path] = (mark.line + 1, mark.column + 1)
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if id(node) in self.open:
            raise _Refused(path, mark, "锚点引用了自身", "请去掉循环引用")
        self.open.add(id(node))
        try:
            if isinstance(node, SequenceNode):
                self._tagged(node, path, "seq")
                return [self.read(child, (*path, at)) for at, child in enumerate(node.value)]
            assert isinstance(node, MappingNode)
            self._tagged(node, path, "map")
            return self._mapping(node, path)
        finally:
            self.open.discard(id(node))

    def _tagged(self, node: Node, path: Path, tag: str) -> None:
        if node.tag != _TAG + tag:
            raise _Refused(
                path, node.start_mark, f"使用了标签 {quoted(node.tag)}", "规则文件不使用标签"
            )

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if not isinstance(key_node, ScalarNode):
                raise _Refused(path, mark, "键不是文字", "键应为一个词")
            if key_node.tag == _TAG + "merge":
                raise _Refused(path, mark, "使用了合并键 <<", "请把内容写全")
            key = key_node.value
            if _UNSEEN.search(key):
                raise _Refused(path, mark, "键含有控制字符", "请删去看不见的字符")
            if key in data:
                raise _Refused((*path, key), mark, "同一个键写了两次", "请只保留一个")
            self.keys[(*path, key)] = (mark.line + 1, mark.column + 1)
            data[key] = self.read(value_node, (*path, key))
        return data

    def _scalar(self, node: ScalarNode, path: Path) -> Any:
        kind = node.tag.removeprefix(_TAG)
        make = _SCALARS.get(kind)
        if make is None or not node.tag.startswith(_TAG):
            raise _Refused(
                path, node.start_mark, f"使用了标签 {quoted(node.tag)}", "规则文件不使用标签"
            )
        if _UNSEEN.search(node.value):
            raise _Refused(path, node.start_mark, "含有控制字符", "请删去看不见的字符")
        try:
            return make(self.scalars, node)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # 2020-13-40 looks like a date and is none. As text it is refused where it is used,
            # together with whatever else is wrong.
            return node.value


def _date(scalars: SafeConstructor, node: ScalarNode) -> date | str:
    # A time of day has no meaning in a rule; left as text, it is refused where a date is asked for.
    if not _DATE.match(node.value):
        return str(node.value)
    value = scalars.construct_yaml_timestamp(node)
    return value.date() if isinstance(value, datetime) else value


def _integer(scalars: SafeConstructor, node: ScalarNode) -> int | str:
    # YAML 1.1 reads 1:30 as 90 and 010 as 8: surprises, not numbers.
    if ":" in node.value or re.match(r"^[-+]?0[0-9_]", node.value):
        return str(node.value)
    if len(node.value) > 40:
        raise ValueError(node.value)
    return int(scalars.construct_yaml_int(node))


def _number(scalars: SafeConstructor, node: ScalarNode) -> float | str:
    if ":" in node.value:
        return str(node.value)
    return float(scalars.construct_yaml_float(node))


_SCALARS: dict[str, Callable[[SafeConstructor, ScalarNode], Any]] = {
    "str": lambda _scalars, node: node.value,
    "null": lambda _scalars, _node: None,
    "bool": lambda scalars, node: scalars.construct_yaml_bool(node),
    "int": _integer,
    "float": _number,
    "timestamp": _date,
    "value": lambda _scalars, node: node.value,
}


def read_located(path: FilePath) -> Located:
    """Read a YAML file.

    Raises RuleError when it cannot be read or is not the YAML accepted here.
    """
    return parse_located(read_bytes(path), str(path))


def read_bytes(path: FilePath, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file of at most `most` bytes. Raises RuleError when it is larger or unreadable."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problem = Problem(str(path), 0, 0, "", f"读不出文件（{reason}）", "请检查路径")
        raise RuleError([problem]) from error
    if len(content) > most:
        raise RuleError([_too_large(str(path), most)])
    return content


def _too_large(file: str, most: int) -> Problem:
    return Problem(file, 0, 0, "", f"文件超过 {most // 1_000_000} MB", "请检查是否选错了文件")


def _look_before_composing(text: str, most_values: int) -> None:
    """Refuse what nests too deep or holds too much: the composer goes down the stack with every level, to a crash."""
    loader = _Loader(text)
    depth = values = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            values += isinstance(event, NodeEvent)
            if depth > MAX_DEPTH:
                found, right = f"嵌套超过 {MAX_DEPTH} 层", "请减少层数"
                raise _Refused((), event.start_mark, found, right)
            if values > 2 * most_values:
                found, right = f"超过 {2 * most_values} 个键和值", "请检查是否选错了文件"
                raise _Refused((), event.start_mark, found, right)
    finally:
        loader.dispose()


def parse_located(
    content: bytes, file: str, *, most_bytes: int = MAX_BYTES, most_values: int = MAX_VALUES
) -> Located:
    """Parse YAML bytes (UTF-8). Raises RuleError with the place of what is wrong.

    An empty file gives None as data.
    """
    if len(content) > most_bytes:
        raise RuleError([_too_large(file, most_bytes)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RuleError(
            [Problem(file, line, 1, "", "不是 UTF-8 编码", "请另存为 UTF-8")]
        ) from error
    reader = _Reader(most_values)
    try:
        _look_before_composing(text, most_values)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
        data = None if node is None else reader.read(node, ())
        if text:
            reader.places.setdefault((), (1, 1))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        found = f"不是合法的 YAML（{error.problem or error.context or '语法错误'}）"
        raise RuleError(
            [Problem(file, line, column, "", found, "请检查缩进、引号和冒号后的空格")]
        ) from error
    except yaml.YAMLError as error:
        place = getattr(error, "position", 0)
        line = text.count("\n", 0, place) + 1 if isinstance(place, int) else 1
        raise RuleError(
            [Problem(file, line, 1, "", "含有 YAML 不允许的字符", "请删去控制字符")]
        ) from error
    except RecursionError as error:
        raise RuleError([Problem(file, 1, 1, "", "嵌套太深", "请减少层数")]) from error
    except _Refused as refused:
        mark = refused.mark
        raise RuleError(
            [
                Problem(
                    file,
                    mark.line + 1,
                    mark.column + 1,
                    where(refused.path),
                    refused.found,
                    refused.expected,
                )
            ]
        ) from refused
    return Located(file, data, reader.places, reader.keys)
