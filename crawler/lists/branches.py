"""Which branch of an `if` a piece of a script takes, where its condition compares what is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.lists.expressions import Value, evaluate, hollow

_IF = re.compile(r"\bif\s{0,3}\(")
_ELSE = re.compile(r"\s{0,40}else\b\s{0,40}")
_COMPARED = re.compile(r"([^<>=!]{1,80})(===|!==|==|!=|<=|>=|<|>)([^<>=!]{1,80})")
_MOST = 30  # conditions that are looked at


def settle(code: str, names: Mapping[str, Value]) -> str:
    """Code with every `if` whose condition is known replaced by the branch that it takes; the others as they are."""
    start = 0
    for _ in range(_MOST):
        match = _IF.search(hollow(code), start)
        if match is None:
            break
        bare = hollow(code)
        closed = _closing(bare, match.end(), "()")
        if closed is None:
            break
        held = _holds(code[match.end() : closed], names)
        first_end = _statement(bare, closed + 1)
        other = _ELSE.match(bare, first_end)
        second_end = _statement(bare, other.end()) if other else first_end
        if held is None:
            start = match.end()
            continue
        branch = code[closed + 1 : first_end] if held else ""
        if not held and other:
            branch = code[other.end() : second_end]
        branch = branch.strip()
        if branch.startswith("{") and branch.endswith("}"):
            branch = branch[1:-1]
        code = f"{code[: match.start()]} {branch} ;{code[second_end:]}"
        start = match.start()
    return code


def _closing(bare: str, start: int, pair: str) -> int | None:
    """Where the bracket that was opened before `start` closes; None where it does not."""
    depth = 1
    for at in range(start, len(bare)):
        if bare[at] == pair[0]:
            depth += 1
        elif bare[at] == pair[1]:
            depth -= 1
            if depth == 0:
                return at
    return None


def _statement(bare: str, start: int, depth: int = 0) -> int:
    """The end of the statement that begins at `start`."""
    at = start
    while at < len(bare) and bare[at].isspace():
        at += 1
    if at < len(bare) and bare[at] == "{":
        closed = _closing(bare, at + 1, "{}")
        return len(bare) if closed is None else closed + 1
    if depth < _MOST and (nested := _IF.match(bare, at)):
        closed = _closing(bare, nested.end(), "()")
        if closed is None:
            return len(bare)
        end = _statement(bare, closed + 1, depth + 1)
        other = _ELSE.match(bare, end)
        return _statement(bare, other.end(), depth + 1) if other else end
    end = bare.find(";", at)
    line = bare.find("\n", at)
    ends = [each for each in (end + 1 if end >= 0 else -1, line) if each > at]
    return min(ends, default=len(bare))


def _holds(condition: str, names: Mapping[str, Value]) -> bool | None:
    """Whether a condition holds; None where that is not known. `||` and `&&` do not stand together."""
    if "||" in condition and "&&" in condition:
        return None
    either = "||" in condition
    found = [_compared(each, names) for each in re.split(r"\|\||&&", condition)]
    if either and any(each for each in found):
        return True
    if not either and any(each is False for each in found):
        return False
    return None if any(each is None for each in found) else not either


def _compared(comparison: str, names: Mapping[str, Value]) -> bool | None:
    match = _COMPARED.fullmatch(comparison.strip())
    if match is None:
        return None
    first, second = evaluate(match[1], names), evaluate(match[3], names)
    if first is None or second is None:
        return None
    if isinstance(first, str) and first.isdecimal() and isinstance(second, int):
        first = int(first[:9])
    if isinstance(second, str) and second.isdecimal() and isinstance(first, int):
        second = int(second[:9])
    if match[2] in ("==", "==="):
        return first == second
    if match[2] in ("!=", "!=="):
        return first != second
    if not (isinstance(first, int) and isinstance(second, int)):
        return None
    return {
        "<": first < second,
        ">": first > second,
        "<=": first <= second,
        ">=": first >= second,
    }[match[2]]
