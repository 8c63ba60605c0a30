"""Forms that a page's scripts fill in and submit: which form, what they put into its fields, and the request that makes."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from crawler.cms.family import ListRequest
from crawler.lists.expressions import Value, expression_at
from crawler.lists.form_request import field_value, form_request

# How a script speaks of an element by its id, and of a form in the page.
_BY_ID = (
    r"document\s{0,3}\.\s{0,3}getElementById\s{0,3}\(\s{0,3}[\"']([\w$:.-]{1,80})[\"']\s{0,3}\)"
)
_IN_PAGE = (
    r"(?:document\s{0,3}\.\s{0,3}(?:forms\s{0,3}\[\s{0,3}[\"']?([\w-]{1,60})[\"']?\s{0,3}\]|forms\s{0,3}\.\s{0,3}([\w-]{1,60}))"
    r"|(?:document\s{0,3}\.\s{0,3}|(?<![\w$.]))([A-Za-z_$][\w$]{0,60}))"
)
_FORM = r"(?:document\s{0,3}\.\s{0,3}(?:forms\s{0,3}\[[^\]]{1,60}\]|[\w$.]{1,80}?)|(?<![\w$.])[A-Za-z_$][\w$]{0,60})"
_SUBMIT = re.compile(
    rf"{_IN_PAGE}\s{{0,3}}\.\s{{0,3}}submit\s{{0,3}}\(|{_BY_ID}\s{{0,3}}\.\s{{0,3}}submit\s{{0,3}}\("
    r"|\$\s{0,3}\(\s{0,3}[\"'](?:form)?#?([\w-]{1,60})[\"']\s{0,3}\)\s{0,3}\.\s{0,3}submit\s{0,3}\("
)
_FIELD_SET = re.compile(
    rf"{_FORM}\s{{0,3}}\.\s{{0,3}}([\w$]{{1,60}})\s{{0,3}}\.\s{{0,3}}value\s{{0,3}}=(?!=)\s{{0,3}}"
    rf"|{_BY_ID}\s{{0,3}}\.\s{{0,3}}value\s{{0,3}}=(?!=)\s{{0,3}}"
    r"|document\s{0,3}\.\s{0,3}getElementsByName\s{0,3}\(\s{0,3}[\"']([\w$:.-]{1,80})[\"']\s{0,3}\)\s{0,3}\[\s?0\s?\]\s{0,3}\.\s{0,3}value"
    r"\s{0,3}=(?!=)\s{0,3}"
    r"|\$\s{0,3}\(\s{0,3}[\"'](?:#([\w-]{1,60})|(?:input)?\[name=[\"']?([\w-]{1,60})[\"']?\])[\"']\s{0,3}\)\s{0,3}\.\s{0,3}val\s{0,3}\(\s{0,3}(?!\))"
)
_FIELD_READ = re.compile(
    rf"{_BY_ID}\s{{0,3}}\.\s{{0,3}}value(?!\s{{0,3}}=[^=])"
    r"|\$\s{0,3}\(\s{0,3}[\"']#([\w-]{1,60})[\"']\s{0,3}\)\s{0,3}\.\s{0,3}val\s{0,3}\(\s{0,3}\)"
    rf"|{_FORM}\s{{0,3}}\.\s{{0,3}}([\w$]{{1,60}})\s{{0,3}}\.\s{{0,3}}value(?!\s{{0,3}}=[^=])"
)
_ACTION = re.compile(
    r"\.\s{0,3}action\s{0,3}=(?!=)\s{0,3}|\.\s{0,3}attr\s{0,3}\(\s{0,3}[\"']action[\"']\s{0,3},\s{0,3}"
)
_MOST = 40  # fields that a function sets


class ScriptForms:
    """The forms of one page as its scripts (`code`) speak of them."""

    def __init__(self, tree: HtmlElement, url: str, charset: str, code: str) -> None:
        self._tree = tree
        self._url = url
        self._charset = charset
        self._code = code

    def submits(self, body: str) -> bool:
        """Whether a piece of code submits a form."""
        return _SUBMIT.search(body) is not None

    def request(self, body: str, value: Callable[[str], Value | None]) -> ListRequest | None:
        """The request of the form that a piece of code fills in and submits; None where anything of it is not known.

        `value` says what an expression is worth.
        """
        submits = _SUBMIT.search(body)
        form = self._form(next(filter(None, submits.groups()))) if submits else None
        if form is None:
            return None
        given: dict[str, str] = {}
        for match in list(_FIELD_SET.finditer(body))[:_MOST]:
            name = _name_of(form, next(filter(None, match.groups())))
            worth = value(expression_at(body, match.end()))
            if not name or worth is None:
                return None
            given[name] = str(worth)
        if not given:
            return None
        action = ""
        if set_action := _ACTION.search(body):
            worth = value(expression_at(body, set_action.end()))
            if worth is None:
                return None
            action = str(worth)
        return form_request(form, self._url, self._charset, given, action)

    def settled(self, expression: str) -> str:
        """An expression with the values of the page's hidden fields put in; a visitor may have changed others."""
        return _FIELD_READ.sub(self._read, expression)

    def _read(self, match: re.Match[str]) -> str:
        wanted = next(filter(None, match.groups()))
        for element in self._tree.iter("input"):
            is_hidden = (element.get("type") or "").lower() == "hidden"
            if is_hidden and wanted in (element.get("id"), element.get("name")):
                return quoted(field_value(element) or "")
        return match[0]

    def _form(self, wanted: str, through: int = 0) -> HtmlElement | None:
        """The form of that name, id or number, or that a name of the scripts stands for."""
        forms = list(self._tree.iter("form"))
        if wanted.isdecimal():
            return forms[int(wanted)] if len(wanted) < 4 and int(wanted) < len(forms) else None
        for form in forms:
            if wanted in (form.get("id"), form.get("name")):
                return form
        if wanted == "form" and len(forms) == 1:
            return forms[0]
        if through > 2:
            return None
        stands = re.search(
            rf"(?<![\w$.]){re.escape(wanted)}\s{{0,3}}=(?!=)\s{{0,3}}(?:{_IN_PAGE}|{_BY_ID})\s{{0,3}}[;,\n]",
            self._code,
        )
        return self._form(next(filter(None, stands.groups())), through + 1) if stands else None


def quoted(text: str) -> str:
    """Text as a literal of a script."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _name_of(form: HtmlElement, wanted: str) -> str:
    """The name of the form's field of that name or id; "" where there is none."""
    for field in form.iter("input", "select", "textarea"):
        if wanted in (field.get("name"), field.get("id")):
            return field.get("name") or ""
    return ""
