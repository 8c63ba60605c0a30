"""Forms: the site search, and how many fields a visitor can fill in elsewhere."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from lxml import html

from crawler.extract.links import Resolver

_SEARCH_NAME = re.compile(
    r"^(?:q|wd|kw|key|keys|keyword|keywords|keyWord|searchword|searchwords|search|sword|query|s|word|showkeycode|"
    r"headsearchword|stext|txtkey|searchkey|searchtext|searchcontent|search_word|qt|title|sw|content|"
    r"lucenenewssearchkey.*|.*searchkey.*|.*keyword.*|.*searchword.*)$",
    re.I,
)
_SEARCH_ACTION = re.compile(
    r"search|query|sousuo|jsearch|/so/|ssp/|/s\?|/s$|jiansuo|qwjs|zhsearch|dzjs|ucap", re.I
)
_SEARCH_WORDS = re.compile(r"搜\s?索|检\s?索|查\s?询|搜一搜|关键[词字]|请输入")
_FILLABLE = frozenset(
    {"text", "", "tel", "email", "number", "date", "file", "radio", "checkbox", "url", "password"}
)
_TEXTUAL = frozenset({"text", "search", ""})


@dataclass(frozen=True, slots=True)
class SearchForm:
    """A site search as its form states it: where it sends what, and the field for the visitor's words."""

    action: str
    method: str
    field: str
    hidden: dict[str, str] = dataclasses.field(default_factory=dict)


def fillable_fields(root: html.HtmlElement) -> int:
    """How many fields a visitor can fill in, those of search forms left out; a group of radio buttons is one."""
    inside: dict[html.HtmlElement | None, list[html.HtmlElement]] = {}
    for element in root.iter("input", "select", "textarea"):
        if element.tag == "input" and (element.get("type") or "").lower() not in _FILLABLE:
            continue
        if element.get("readonly") is not None or element.get("disabled") is not None:
            continue
        form = next(element.iterancestors("form"), None)
        inside.setdefault(form, []).append(element)
    total = 0
    for form, fields in inside.items():
        if form is not None and is_search(form):
            continue
        groups = {
            (each.get("name") or id(each), each.get("type") in ("radio", "checkbox"))
            for each in fields
        }
        total += len(groups)
    return total


def is_search(form: html.HtmlElement) -> bool:
    """Whether a form is a search: by its action, or by a search field among at most two text fields."""
    texts = [each for each in form.iter("input") if (each.get("type") or "").lower() in _TEXTUAL]
    if form.find(".//textarea") is not None or len(texts) > 3:
        return False
    if _SEARCH_ACTION.search(form.get("action") or ""):
        return True
    if any(_SEARCH_NAME.match(each.get("name") or each.get("id") or "") for each in texts):
        return True
    hints = " ".join(
        f"{each.get('placeholder') or ''} {each.get('value') or ''} {each.get('title') or ''}"
        for each in form.iter("input", "button")
    )
    return bool(texts) and bool(_SEARCH_WORDS.search(hints))


def search_form(root: html.HtmlElement, resolver: Resolver) -> SearchForm | None:
    """The page's site search, None without one; its `action` is "" where only a script knows it."""
    best: SearchForm | None = None
    for form in root.iter("form"):
        if not is_search(form):
            continue
        texts = [
            each
            for each in form.iter("input")
            if (each.get("type") or "").lower() in _TEXTUAL and each.get("readonly") is None
        ]
        if not texts:
            continue
        named = [each for each in texts if _SEARCH_NAME.match(each.get("name") or "")]
        entry = (named or texts)[0]
        hidden = {
            each.get("name", ""): each.get("value") or ""
            for each in form.iter("input")
            if (each.get("type") or "").lower() == "hidden" and each.get("name")
        }
        written = form.get("action") or ""
        action = resolver.absolute(written) if written else ""
        found = SearchForm(
            action, (form.get("method") or "get").strip().lower(), entry.get("name") or "", hidden
        )
        if found.action and found.field:
            return found
        best = best or found
    return best
