"""The few expressions of a script whose value can be read with certainty: strings and numbers, joined and added.

Nothing is run. A name is worth what the caller says it is; an expression with anything else in it has no value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

Value = str | int

LONGEST = 400  # characters of an expression; longer ones have no value
_NESTED = 12
_INDENT = 80  # characters in which the first of the next line is looked for
_TOKEN = re.compile(
    r"\s*(?:(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|(?P<number>\d{1,9})(?![\w.])"
    r"|(?P<name>[A-Za-z_$][\w$]{0,60}(?:\s?\.\s?[A-Za-z_$][\w$]{0,60}){0,6})|(?P<mark>[-+*(),]))"
)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.){0,1000}\"|'(?:[^'\\\n]|\\.){0,1000}'")
_TEMPLATE = re.compile(r"`((?:[^`\\$\"\n]|\$\{[\w$. +-]{1,60}\}|\$(?!\{))*)`")
_BLANK = re.compile(r"\$\{([\w$. +-]{1,60})\}")
_BLOT = "\x01"
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}
# Calls that leave a page number, or the plain characters of an address, as they are.
_SAME = frozenset({"parseInt", "Number", "String", "escape"})
# Calls that spell the other characters in UTF-8, and what they leave besides letters, digits and "-_.~".
_SPELT = {"encodeURI": "!*'();/?:@&=+$,#%", "encodeURIComponent": "!*'()"}


def evaluate(expression: str, names: Mapping[str, Value]) -> Value | None:
    """What an expression is worth; None where it holds anything but strings, whole numbers, known names, `+`, `-`, `*`."""
    if len(expression) > LONGEST:
        return None
    expression = _TEMPLATE.sub(_joined, expression)
    if expression.count("(") > _NESTED:
        return None
    tokens: list[tuple[str, str]] = []
    at, end = 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at)
        if match is None:
            return None
        kind = str(match.lastgroup)
        tokens.append((kind, match[kind]))
        at = match.end()
    reading = _Reading(tokens, names)
    value = reading.sum()
    return value if reading.at == len(tokens) else None


def _joined(match: re.Match[str]) -> str:
    """A template literal (`list_${n}.html`) as the sum that it stands for."""
    return '("' + _BLANK.sub(r'"+(\1)+"', match[1]) + '")'


def hollow(code: str) -> str:
    """Code with the text of its strings blotted out, at the same length: what then looks like code is code."""
    return _STRING.sub(lambda match: f"'{_BLOT * (len(match[0]) - 2)}'", code)


def unquote(literal: str) -> str:
    """The text of a string literal, quotes included, without its escapes."""
    return _ESCAPE.sub(_plain, literal[1:-1])


def _plain(match: re.Match[str]) -> str:
    if code := match[1] or match[2]:
        number = int(code, 16)
        return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number)
    return _CONTROL.get(match[3], match[3])


def _is_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= 9


class _Reading:
    """Reads tokens from left to right; a part without a value makes the whole worth nothing."""

    def __init__(self, tokens: list[tuple[str, str]], names: Mapping[str, Value]) -> None:
        self._tokens = tokens
        self._names = names
        self.at = 0

    def _next_is(self, *marks: str) -> str:
        if self.at < len(self._tokens) and self._tokens[self.at] in [("mark", m) for m in marks]:
            return self._tokens[self.at][1]
        return ""

    def sum(self) -> Value | None:
        value = self._product()
        while value is not None and (mark := self._next_is("+", "-")):
            self.at += 1
            other = self._product()
            if other is None:
                return None
            if isinstance(value, int) and isinstance(other, int):
                value = value + other if mark == "+" else value - other
            elif mark == "+":
                value = f"{value}{other}"
            elif isinstance(value, str) and _is_number(value) and isinstance(other, int):
                value = int(value) - other
            else:
                return None
        return value

    def _product(self) -> Value | None:
        value = self._one()
        while value is not None and self._next_is("*"):
            self.at += 1
            other = self._one()
            if not isinstance(value, int) or not isinstance(other, int):
                return None
            value *= other
        return value

    def _one(self) -> Value | None:
        if self.at >= len(self._tokens):
            return None
        kind, text = self._tokens[self.at]
        self.at += 1
        if kind == "string":
            return unquote(text)
        if kind == "number":
            return int(text)
        if kind == "mark" and text == "(":
            return self._closed()
        if kind != "name":
            return None
        name = "".join(text.split())
        if name in self._names:
            return self._names[name]
        if (name in _SAME or name in _SPELT) and self._next_is("("):
            self.at += 1
            value = self._closed(radix=name == "parseInt")
            if name in ("parseInt", "Number") and isinstance(value, str):
                return int(value) if _is_number(value) else None
            if name in _SPELT and isinstance(value, str):
                return quote(value, safe=_SPELT[name], errors="replace")
            return value
        return None

    def _closed(self, *, radix: bool = False) -> Value | None:
        value = self.sum()
        if radix and self._next_is(","):
            self.at += 1
            if self.sum() != 10:
                return None
        if not self._next_is(")"):
            return None
        self.at += 1
        return value


def expression_at(code: str, start: int) -> str:
    """The expression that begins at `start`: up to the end of its statement, or the bracket that closes around it."""
    depth, quote = 0, ""
    at = start
    stop = min(len(code), start + LONGEST)
    while at < stop:
        char = code[at]
        if quote:
            if char == "\\":
                at += 1
            elif char == quote:
                quote = ""
        elif char in "\"'`":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and (char in ";," or (char == "\n" and _ends(code, start, at))):
            break
        at += 1
    return code[start:at].strip()


def _ends(code: str, start: int, at: int) -> bool:
    """Whether an expression ends with its line: it holds something, and no operator joins the next line to it."""
    before, after = code[start:at].strip(), code[at : at + _INDENT].lstrip()
    return bool(before) and before[-1] not in "+-*=(" and after[:1] not in ("+", "-", "*", ".")


def arguments(text: str) -> list[str]:
    """The arguments of a call, from the text between its brackets."""
    found: list[str] = []
    at = 0
    while at < len(text) and len(found) < 10:
        one = expression_at(text, at)
        found.append(one)
        at = text.find(",", at + max(text[at:].find(one), 0) + len(one))
        if at < 0:
            break
        at += 1
    return found
