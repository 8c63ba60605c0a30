"""Where a page's scripts lead, for the few shapes of pagers that can be read with certainty. Nothing is run.

`function goPage(n){location.href="list.asp?page="+n}` says where `goPage(2)` leads; so does one that puts the number into
a form's field and submits it, or gives it to a pager's library (`jump: function(obj){location.href="?p="+obj.curr}`).
What depends on anything that the page does not say, or is said in two ways, leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.cms.family import ListRequest
from crawler.extract.addresses import spell
from crawler.extract.links import Resolver
from crawler.lists.branches import settle
from crawler.lists.expressions import Value, arguments, evaluate, expression_at, hollow
from crawler.lists.script_forms import ScriptForms, quoted

_MOST_SCRIPT = 300_000  # characters of a page's own scripts that are read
_MOST_BODY = 3_000  # characters of a function
_MOST_NAMES = 400
_MOST_CALLS = 20  # of one piece of code
_DEEPEST = 3  # functions that call one another
_LINE_COMMENT = re.compile(r"(?<![:\"'\\])//[^\n]{0,500}")
_FUNCTION = re.compile(
    r"\bfunction\s{1,3}([\w$]{1,60})\s{0,3}\(([^(){}]{0,120})\)\s{0,9}\{"
    r"|([\w$]{1,60})\s{0,3}[:=]\s{0,3}function\s{0,3}(?:[\w$]{1,60}\s{0,3})?\(([^(){}]{0,120})\)\s{0,9}\{"
    r"|([\w$]{1,60})\s{0,3}[:=]\s{0,3}\(?([\w$,\s]{0,80}?)\)?\s{0,3}=>\s{0,9}\{"
)
_ASSIGNED = re.compile(
    r"(?<![\w$.])(?:(?:var|let|const)\s{1,3})?([A-Za-z_$][\w$]{0,60})\s{0,3}(\+?=)(?![=>])\s{0,3}"
)
_COUNTED = re.compile(
    r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,3}(?:\+\+|--|[-*/%]=)|(?:\+\+|--)\s{0,3}([\w$]{1,60})"
)
_GO = re.compile(
    r"(?:(?:window|self|top|parent|document|this)\s{0,3}\.\s{0,3}){0,3}location(?:\s{0,3}\.\s{0,3}href)?\s{0,3}=(?!=)\s{0,3}"
    r"|\blocation\s{0,3}\.\s{0,3}(?:replace|assign)\s{0,3}\(\s{0,3}|\bwindow\s{0,3}\.\s{0,3}open\s{0,3}\(\s{0,3}"
)
_CALL = re.compile(
    r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,3}\(([^()]{0,200}(?:\([^()]{0,60}\)[^()]{0,60}){0,3})\)"
)
_LISTENS = re.compile(
    r"\.\s?(?:click|live|delegate|on|bind)\s?\(|addEventListener|\$\s?\.\s?(?:ajax|get|post|getJSON)\s?\(|\bfetch\s?\(|XMLHttpRequest|axios"
)
_WRITES = re.compile(r"\bdocument\s{0,3}\.\s{0,3}write(?:ln)?\s{0,3}\(\s{0,3}")
_PATH_READ = re.compile(r"(?:(?:window|document)\s?\.\s?)?location\s?\.\s?pathname\b")
# What pagers' libraries call with the number of the page that the visitor chose, and which argument that is.
_LIBRARY = {"jump": 0, "onPageChange": 0, "onPageClicked": 3, "onPageClick": 1}
_GUARD = re.compile(
    r"\bif\s{0,3}\([^;{}]{0,200}\)\s{0,3}\{?\s{0,5}(?:alert\s?\([^;]{0,80}\);?\s{0,5})?return\b[^;}]{0,40};?\s{0,5}\}?"
)


class PageScripts:
    """The scripts that stand in one page itself, and its forms."""

    def __init__(self, tree: HtmlElement, url: str, charset: str = "utf-8") -> None:
        self._tree = tree
        self._url = url
        self._charset = charset
        self._resolver = Resolver(url)

    @cached_property
    def code(self) -> str:
        """All the page's own scripts, comments left out."""
        parts: list[str] = []
        size = 0
        for script in self._tree.iter("script"):
            text = script.text or ""
            kind = (script.get("type") or "").lower()
            if script.get("src") or (kind and "javascript" not in kind and kind != "module"):
                continue
            size += len(text)
            if size > _MOST_SCRIPT:
                break
            parts.append(text)
        return _LINE_COMMENT.sub(" ", _without_comments("\n;\n".join(parts)))

    @cached_property
    def _forms(self) -> ScriptForms:
        return ScriptForms(self._tree, self._url, self._charset, self.code)

    @cached_property
    def _functions(self) -> dict[str, tuple[list[str], str] | None]:
        """Parameters and body of every function by name; None where a name has two."""
        found: dict[str, tuple[list[str], str] | None] = {}
        for match in islice(_FUNCTION.finditer(hollow(self.code)), _MOST_NAMES):
            name = match[1] or match[3] or match[5]
            given = match[2] if match[1] else match[4] if match[3] else match[6]
            parameters = [each.strip() for each in (given or "").split(",") if each.strip()]
            body = _block(self.code, match.end())
            new = (parameters, body)
            found[name] = None if name in found and found[name] != new else new
        return found

    @cached_property
    def written(self) -> str:
        """The markup that scripts outside of functions write into the page, as far as its value is known."""
        parts: list[str] = []
        for match in islice(_WRITES.finditer(self._outside), _MOST_NAMES):
            value = evaluate(expression_at(self._outside, match.end()), self.names)
            if value is not None:
                parts.append(str(value))
        return "".join(parts)

    @property
    def listens(self) -> bool:
        """Whether the scripts wait for what a visitor presses, or fetch anything: a pager may then lead where they say."""
        return _LISTENS.search(self.code) is not None

    @cached_property
    def _outside(self) -> str:
        """The scripts without the bodies of their functions."""
        outside = self.code
        for known in self._functions.values():
            if known and known[1]:
                outside = outside.replace(known[1], " ")
        return outside

    @cached_property
    def names(self) -> dict[str, Value]:
        """What the names of the scripts are worth that are given one value once, functions aside."""
        return self._straight(self._outside, {})[0]

    def _straight(
        self, code: str, known: Mapping[str, Value], chosen: Collection[str] = ()
    ) -> tuple[dict[str, Value], dict[str, Value]]:
        """`known` with the names that a piece of code gives a value; and those of them that owe nothing to `chosen`.

        A name that is given two values, or counted, has none; but of two the one that depends on `chosen` stands, as in
        `var url="index.html"; if(n>1) url="index_"+n+".html"`.
        """
        names = dict(known)
        fixed = {name: value for name, value in known.items() if name not in chosen}
        given: set[str] = set()
        bare = hollow(code)
        spoilt = _counted(bare)
        for match in islice(_ASSIGNED.finditer(bare), _MOST_NAMES):
            name, joins = match[1], match[2] == "+="
            expression = self._settled(expression_at(code, match.end()))
            value = evaluate(expression, names)
            depends = value is not None and evaluate(expression, fixed) is None
            if joins and value is not None and name in names:
                value = f"{names[name]}{value}" if isinstance(names[name], str) else None
            elif joins or (name in given and names.get(name) != value and not depends):
                value = None
            given.add(name)
            if value is not None and not depends:
                fixed[name] = value
            if value is None:
                spoilt.add(name)
                names.pop(name, None)
            elif name not in spoilt:
                names[name] = value
        for name in spoilt:
            names.pop(name, None)
            fixed.pop(name, None)
        return names, fixed

    def _settled(self, expression: str) -> str:
        """An expression with the values of the page's own fields, and its own path, put in where it reads them."""
        if "location" in expression:
            expression = _PATH_READ.sub(lambda _: quoted(urlsplit(self._url).path), expression)
        if "value" in expression or "$" in expression:
            expression = self._forms.settled(expression)
        return expression

    def turned(self, script: str, own_value: str = "") -> ListRequest | None:
        """Where an onclick, or a javascript: address, leads; None where that cannot be read.

        `own_value` is what `this.value` stands for (a select's option).
        """
        code = script.strip()
        if code.lower().startswith("javascript:"):
            code = code[11:]
        if len(code) > _MOST_BODY:
            return None
        names = dict(self.names)
        if own_value:
            names["this.value"] = own_value
            names["this.options[this.selectedIndex].value"] = own_value
            code = code.replace("this.options[this.selectedIndex].value", "this.value")
        if _GO.search(code) or self._forms.submits(code):
            return self._outcome(code, names, names)
        return self._called(code, names, 0)

    def _called(self, code: str, names: Mapping[str, Value], depth: int) -> ListRequest | None:
        """Where the functions that a piece of code calls lead; None where they lead to two places."""
        found: set[ListRequest] = set()
        for match in islice(_CALL.finditer(code), _MOST_CALLS):
            function = self._functions.get(match[1])
            if function is None:
                continue
            values = [evaluate(self._settled(each), names) for each in arguments(match[2])]
            if any(value is None for value in values):
                continue
            given = dict(zip(function[0], values, strict=False))
            bound = {**names, **{name: value for name, value in given.items() if value is not None}}
            if request := self._outcome(function[1], bound, given, depth):
                found.add(request)
        return found.pop() if len(found) == 1 else None

    def library_page(self, number: int) -> ListRequest | None:
        """Where the callback that the page gives to a pager's library leads for that page; None where it names none."""
        found: set[ListRequest] = set()
        for name, place in _LIBRARY.items():
            function = self._functions.get(name)
            if function is None or len(function[0]) <= place:
                continue
            chosen = function[0][place]
            # layui's pager hands over an object, the others a number.
            given: dict[str, Value] = {f"{chosen}.curr" if name == "jump" else chosen: number}
            bound = {**self.names, **given}
            if request := self._outcome(function[1], bound, given):
                found.add(request)
        return found.pop() if len(found) == 1 else None

    def _outcome(
        self,
        body: str,
        names: Mapping[str, Value],
        given: Mapping[str, object],
        depth: int = 0,
    ) -> ListRequest | None:
        """Where a piece of code leads with these names; `given` are those that must still be what they were."""
        body = _GUARD.sub(" ", body)
        own = {match[1] for match in _ASSIGNED.finditer(hollow(body))} - set(given)
        body = settle(body, {name: value for name, value in names.items() if name not in own})
        bare = hollow(body)
        changed = _counted(bare) | {match[1] for match in _ASSIGNED.finditer(bare)}
        if changed & {name.partition(".")[0] for name in given if name != "this.value"}:
            return None
        known = {name: value for name, value in names.items() if name not in changed}
        local, fixed = self._straight(body, known, set(given))
        goes = _GO.search(body) is not None
        if self._forms.submits(body):
            worth = partial(self._worth, names=local)
            return None if goes else self._forms.request(body, worth)
        if not goes:
            return self._called(body, local, depth + 1) if depth < _DEEPEST else None
        found = set(self._addresses(body, local, fixed))
        return ListRequest(found.pop()) if len(found) == 1 and "" not in found else None

    def _addresses(
        self, body: str, names: Mapping[str, Value], fixed: Mapping[str, Value]
    ) -> Iterator[str]:
        """The addresses that a piece of code goes to; of several, those that what it was given decides.

        An address without value counts as one of its own, so that the code then leads nowhere for certain.
        """
        goes = [self._settled(expression_at(body, match.end())) for match in _GO.finditer(body)]
        decided = [each for each in goes if evaluate(each, fixed) is None]
        for expression in decided or goes:
            value = evaluate(expression, names)
            url = self._resolver.absolute(str(value)) if value is not None else ""
            yield spell(url, self._charset)

    def _worth(self, expression: str, names: Mapping[str, Value]) -> Value | None:
        return evaluate(self._settled(expression), names)


def _without_comments(code: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := code.find("/*", at)) >= 0 and (end := code.find("*/", start + 2)) >= 0:
        parts.append(code[at:start])
        at = end + 2
    return " ".join([*parts, code[at:]])


def _counted(bare: str) -> set[str]:
    """The names that a piece of code (hollow) counts up or down, or changes in another way than by giving a value."""
    return {first or second for first, second in _COUNTED.findall(bare)}


def _block(code: str, start: int) -> str:
    """What stands between a brace that was opened before `start` and the one that closes it; "" where that is too far."""
    depth, quote = 1, ""
    at = start
    stop = min(len(code), start + _MOST_BODY)
    while at < stop:
        char = code[at]
        if quote:
            if char == "\\":
                at += 1
            elif char == quote or (char == "\n" and quote != "`"):
                quote = ""
        elif char in "\"'`":
            quote = char
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return code[start:at]
        at += 1
    return ""
