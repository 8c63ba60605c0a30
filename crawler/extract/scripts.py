"""Where a page's scripts send their reader at once, read from their text: nothing is run.

Read are assignments to location and the calls that stand for one, at the top of a script and in functions that are called as
the page loads, timers of a few seconds included. What stands under a condition is not read, since it mostly sends phones
elsewhere; of a test of the browser the branch for any other browser is, and a countdown is taken to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.extract.script_tokens import OPERAND_BEFORE, Code, cut, unquote

MOST_CODE = 20_000  # characters of one script that are read
LONGEST_WAIT = 10_000  # milliseconds after which a timer is no redirect
_DEEPEST = 6  # calls within calls
_MOST_STEPS = 20_000

_STARTS_ANOTHER = frozenset(
    {";", "}", "{", ",", "!", "try", "finally", "var", "let", "const", "return"}
)
_GLOBAL = frozenset(
    {"window", "self", "top", "parent", "document", "this", "globalThis", "_top", "_self"}
)
_PLACES = frozenset({"location", "location.href"})
_GOING = frozenset({"location.replace", "location.assign", "navigate", "location"})
_OWN_WINDOWS = frozenset({"_self", "_top", "_parent"})
_LOADING = frozenset({"load", "onload", "DOMContentLoaded"})
_BROWSER = re.compile(
    r"userAgent|appName|appVersion|platform|mobile|isPhone|phone|browser|android|msie|document\.all|ActiveX|"
    r"screen\.|innerWidth|clientWidth|ontouch",
    re.I,
)
_DENIED = re.compile(r"^!|(?:===?-1|<0|===?null|===?false)\W{0,3}$", re.I)
_COUNTDOWN = re.compile(
    r"^(?:--|\+\+)?[\w$]{1,40}(?:--|\+\+)?(?:===?|[<>]=?)\d{1,3}$|^!?\(?--[\w$]{1,40}\)?$"
)


def sent_to(scripts: Iterable[str], onload: str, url: str) -> str:
    """The address, as written, that the scripts of the page at `url` or its onload handler go to at once; "" for none."""
    reader = _Reader(url)
    for code in (*scripts, onload):
        found = reader.read(code)
        if found:
            return found
    return ""


_Body = tuple[Code, int, int]  # where a function's statements stand


class _Reader:
    """Reads the scripts of one page in order, remembering their functions and the strings that they keep."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        self._known = {
            "location.host": parts.netloc,
            "location.hostname": parts.hostname or "",
            "location.origin": origin,
            "location.protocol": f"{parts.scheme}:",
            "location.pathname": parts.path or "/",
            "domain": parts.hostname or "",
        }
        self._functions: dict[str, _Body] = {}
        self._strings: dict[str, str] = {}
        self._depth = 0
        self._steps = 0

    def read(self, code: str) -> str:
        """The address that one script goes to, "" for none."""
        code = code.strip()
        if code[:11].lower() == "javascript:":
            code = code[11:]
        if not code or len(code) > MOST_CODE:
            return ""
        script = cut(code)
        self._declare(script)
        return self._run((script, 0, len(script)))

    def _declare(self, script: Code) -> None:
        for at, text in enumerate(script.texts):
            if text == "function" and script.kinds[at] == "name" and script.text(at + 2) == "(":
                body = self._function(script, at)
                if body:
                    self._functions[script.text(at + 1)] = body

    def _function(self, script: Code, at: int) -> _Body | None:
        """The body of the function that is written or named at a place, None where there is none."""
        name = script.text(at)
        if name == "async":
            at += 1
            name = script.text(at)
        if name == "function":
            start = at + 1 if script.text(at + 1) == "(" else at + 2
            brace = script.close.get(start, len(script)) + 1
            return self._braced(script, brace) if script.text(start) == "(" else None
        arrow = script.close.get(at, at) + 1
        if script.text(arrow) == "=>":
            if script.text(arrow + 1) == "{":
                return self._braced(script, arrow + 1)
            return script, arrow + 1, self._argument_end(script, arrow + 1)
        if name in self._functions and script.text(at + 1) in (",", ")", ";", "", "}"):
            return self._functions[name]
        return None

    @staticmethod
    def _braced(script: Code, brace: int) -> _Body | None:
        if script.text(brace) != "{":
            return None
        return script, brace + 1, script.close.get(brace, len(script))

    @staticmethod
    def _argument_end(script: Code, at: int) -> int:
        """Where the argument of a call that begins at a place ends."""
        while at < len(script) and script.text(at) not in (",", ")", ";", "}"):
            at = script.close.get(at, at) + 1
        return at

    def _run(self, body: _Body) -> str:
        """The first address that the statements of a body go to."""
        if self._depth >= _DEEPEST:
            return ""
        self._depth += 1
        try:
            return self._statements(*body)
        finally:
            self._depth -= 1

    def _statements(self, script: Code, at: int, end: int) -> str:
        starts = True  # whether a statement begins here
        while at < end:
            self._steps += 1
            if self._steps > _MOST_STEPS:
                return ""
            text = script.text(at)
            found, after = "", at + 1
            if script.fresh[at] and script.text(at - 1) not in OPERAND_BEFORE - {"}", "{", ";"}:
                starts = True
            if text == "function":
                body = self._function(script, at)
                after = body[2] + 1 if body else at + 1
                if body and script.text(at - 1) == "!" and script.text(after) == "(":
                    found = self._run(body)
            elif text == "if" and script.text(at + 1) == "(":
                found, after = self._condition(script, at, end)
            elif text in ("for", "while", "switch", "with", "catch") and script.text(at + 1) == "(":
                after = self._end_of(script, script.close[at + 1] + 1, end)
            elif text in ("do", "else"):
                after = self._end_of(script, at + 1, end)
            elif text == "{":
                after = script.close[at] + 1
                found = self._run((script, at + 1, after - 1)) if starts else ""
            elif text in ("(", "["):
                found = self._called_at_once(script, at) if starts else ""
                after = script.close[at] + 1
            elif script.kinds[at] == "name" and starts and text not in ("var", "let", "const"):
                found, after = self._going(script, at)
            if found:
                return found
            starts = text in _STARTS_ANOTHER or script.text(after - 1) in ("}", ";")
            at = after
        return ""

    @staticmethod
    def _end_of(script: Code, at: int, end: int) -> int:
        """Where the one statement that begins at a place ends, with the else that belongs to it."""
        open_ifs = 0
        while True:
            while script.text(at) in ("if", "for", "while") and script.text(at + 1) == "(":
                open_ifs += script.text(at) == "if"
                at = script.close[at + 1] + 1
            if script.text(at) == "{":
                at = script.close[at] + 1
            else:
                while at < end and script.text(at) not in (";", "}"):
                    at = script.close.get(at, at) + 1
                    if at < end and script.fresh[at] and script.text(at - 1) not in OPERAND_BEFORE:
                        break
                at += script.text(at) == ";"
            if not open_ifs or script.text(at) != "else" or at >= end:
                return min(end, at)
            open_ifs -= 1
            at += 1

    def _condition(self, script: Code, at: int, end: int) -> tuple[str, int]:
        """What an if goes to whatever its condition, and where it ends."""
        inner = script.close[at + 1]
        condition = "".join(script.texts[at + 2 : inner])
        then = inner + 1
        other = after = self._end_of(script, then, end)
        if script.text(other) == "else":
            after = self._end_of(script, other + 1, end)
        found = ""
        if _BROWSER.search(condition):
            taken = (then, other) if _DENIED.search(condition) else (other + 1, after)
            found = self._run((script, *taken)) if taken[0] < taken[1] else ""
        elif _COUNTDOWN.match(condition):
            found = self._run((script, then, other))
        return found, after

    def _called_at_once(self, script: Code, at: int) -> str:
        """What `(function () {…})()` goes to."""
        body = self._function(script, at + 1)
        if body is None or body[0] is not script:
            return ""
        called = script.text(script.close[at] + 1) == "(" or script.text(body[2] + 1) in ("(", ".")
        return self._run(body) if called else ""

    def _going(self, script: Code, at: int) -> tuple[str, int]:
        """What the statement that begins with a name goes to, and where to read on."""
        name, after = self._chain(script, at)
        sign = script.text(after)
        if sign == "=":
            body = self._function(script, after + 1)
            if name in ("onload", "body.onload"):
                return (self._run(body) if body else ""), after + 1
            if name in _PLACES:
                return self._string(script, after + 1), after + 1
            if body:
                self._functions[name] = body
                return "", body[2] if body[0] is script else after + 2
            self._strings[name] = self._string(script, after + 1)
            return "", after + 1
        if sign == "(":
            return self._call(script, name, after), script.close[after] + 1
        return "", after

    @staticmethod
    def _chain(script: Code, at: int) -> tuple[str, int]:
        """The dotted name at a place without the global objects before it, and where it ends."""
        names = [script.text(at)]
        at += 1
        while True:
            if script.text(at) == "." and at + 1 < len(script) and script.kinds[at + 1] == "name":
                names.append(script.text(at + 1))
                at += 2
            elif script.text(at) == "[" and script.close[at] == at + 2:
                if script.kinds[at + 1] != "string":
                    break
                names.append(unquote(script.text(at + 1)))
                at += 3
            else:
                break
        while len(names) > 1 and names[0] in _GLOBAL:
            names.pop(0)
        return ".".join(names), at

    def _call(self, script: Code, name: str, at: int) -> str:
        """What a call goes to; its bracket opens at a place."""
        first = at + 1
        second = self._argument_end(script, first) + 1
        if name in _GOING:
            return self._string(script, first)
        if name == "open":
            window = script.text(second)
            return self._string(script, first) if window[1:-1] in _OWN_WINDOWS else ""
        if name in ("setTimeout", "setInterval"):
            wait = script.text(script.close[at] - 1)
            if wait.isdigit() and int(wait) > LONGEST_WAIT:
                return ""
            if script.text(first)[:1] in ("'", '"') and self._depth < _DEEPEST:
                inner = cut(unquote(script.text(first)))
                return self._run((inner, 0, len(inner)))
            body = self._function(script, first)
        elif name in ("addEventListener", "attachEvent"):
            loads = script.text(first)[1:-1] in _LOADING
            body = self._function(script, second) if loads else None
        elif name in ("$", "jQuery"):
            body = self._function(script, first)
            close = script.close[at]
            if body is None and script.text(close + 2) in ("ready", "load"):
                body = self._function(script, close + 4)
        else:
            body = self._functions.get(name)
        return self._run(body) if body else ""

    def _string(self, script: Code, at: int, depth: int = 0) -> str:
        """The string that an expression comes to, "" where that takes more than its text."""
        parts: list[str] = []
        while at < len(script) and depth < _DEEPEST:
            text = script.text(at)
            if script.kinds[at] == "string":
                value: str | None = unquote(text)
                at += 1
            elif script.kinds[at] == "name":
                name, at = self._chain(script, at)
                if name in ("encodeURI", "String") and script.text(at) == "(":
                    value = self._string(script, at + 1, depth + 1) or None
                    at = script.close[at] + 1
                else:
                    value = self._known.get(name) or self._strings.get(name) or None
            elif text == "(":
                value = self._string(script, at + 1, depth + 1) or None
                at = script.close[at] + 1
            else:
                return ""
            if value is None:
                return ""
            parts.append(value)
            following = script.text(at)
            if following == "+":
                at += 1
            elif following in ("", ";", ",", ")", "}") or script.fresh[at]:
                return "".join(parts)
            else:
                return ""
        return ""
