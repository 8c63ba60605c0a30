"""A script cut into tokens, in time linear in its length."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# A string that nothing closes ends with its line, for to try each of its quotes again would take time without bound.
_TOKEN = re.compile(
    r"(?P<skip>[^\S\n]+|//[^\n]*|/\*(?:[^*]|\*(?!/))*(?:\*/)?|<!--[^\n]*)"
    r"|(?P<line>\n)"
    r"|(?P<string>'(?:[^'\\\n]|\\[\s\S])*+(?:'|(?=\n)|\\?\Z)|\"(?:[^\"\\\n]|\\[\s\S])*+(?:\"|(?=\n)|\\?\Z)"
    r"|`(?:[^`\\]|\\[\s\S])*+(?:`|\\?\Z))"
    r"|(?P<name>[A-Za-z_$\u4e00-\u9fff][\w$]*)|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<sign>===|!==|=>|[=!<>+\-*/%&|^]=|&&|\|\||\+\+|--|[\s\S])"
)
_REGEX = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,100}\]){1,300}/[a-z]{0,5}")
OPERAND_BEFORE = frozenset(
    {"(", ",", "=", ":", "[", "!", "&&", "||", "?", "{", "}", ";", "return", "==", "===", "!=", "+"}
)
_OPEN = {"(": ")", "[": "]", "{": "}"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))")
_ESCAPED = {"n": "\n", "r": "", "t": "\t", "\n": ""}


@dataclass(slots=True)
class Code:
    """A script cut into tokens: kind, text and whether a line ends before each; `close` pairs the brackets.

    Kinds are string, name, number, regex and sign. An unclosed bracket is closed by the end.
    """

    kinds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    fresh: list[bool] = field(default_factory=list)
    close: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, at: int) -> str:
        """The token at a place, "" beyond the end; a string's text has its quotes."""
        return self.texts[at] if 0 <= at < len(self.texts) else ""


def cut(code: str) -> Code:
    """A script's tokens, comments left out; what is no JavaScript is cut somehow."""
    found = Code()
    opened: list[int] = []
    waiting = dict.fromkeys(_OPEN.values(), 0)
    at, line = 0, True
    while at < len(code):
        match = _TOKEN.match(code, at)
        if match is None:
            break
        kind, text = match.lastgroup or "", match.group(0)
        if text == "/" and (not found.texts or found.texts[-1] in OPERAND_BEFORE):
            regex = _REGEX.match(code, at)
            if regex:
                match, kind, text = regex, "regex", regex.group(0)
        at = match.end()
        if kind == "line":
            line = True
        if kind in ("skip", "line"):
            continue
        if text == "--" and line and code.startswith(">", at):  # the end of an HTML comment
            end = code.find("\n", at)
            at = len(code) if end < 0 else end
            continue
        here = len(found.texts)
        if text in _OPEN:
            opened.append(here)
            waiting[_OPEN[text]] += 1
        elif waiting.get(text):
            while opened:
                start = opened.pop()
                found.close[start] = here
                waiting[_OPEN[found.texts[start]]] -= 1
                if _OPEN[found.texts[start]] == text:
                    break
        found.kinds.append(kind)
        found.texts.append(text)
        found.fresh.append(line)
        line = False
    for start in opened:
        found.close[start] = len(found.texts)
    return found


def unquote(text: str) -> str:
    """What a string token says; "" where that takes more than its text."""
    if len(text) < 2 or text[-1] != text[0] or (text[0] == "`" and "${" in text):
        return ""
    return _ESCAPE.sub(_unescape, text[1:-1])


def _unescape(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if not digits:
        return _ESCAPED.get(match[3], match[3])
    number = int(digits, 16)
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number)
