"""Whether a script would fill a list into the page: what the page then shows of it says nothing of what it holds."""

from __future__ import annotations

import re
from itertools import islice

from crawler.cms.family import PageView
from crawler.lists.script_addresses import PageScripts

# Marks of a list that a script fetches or renders.
_MARKS = (
    "queryData", "dataproxy.jsp", "labelName=", "labelName:", "labelName =", "labelName :",
    "/fjdzapp/search", "jpaas-publish-server", "/gkmlpt/api",
    "v-for=", "ng-repeat=", "ms-for", "ms-repeat", "laytpl(",
)  # fmt: skip
_TEMPLATE_TYPES = ("template", "tmpl", "text/html", "handlebars")
_CALLS = re.compile(
    r"[$\w]{1,20}\s?\.\s?ajax\s?\(|(?:\$|jQuery)\s?\.\s?(?:get|post|getJSON)\s?\(|\.\s?load\s?\(|\bfetch\s?\(|\baxios\b|\.open\s?\(\s?[\"'](?:GET|POST)[\"']",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"']([^\"'\n]{0,300})[\"']")
_REACH = 300  # characters after a call in which its address stands
_MOST = 60
_FILLS = re.compile(
    r"(?:\$|jQuery)\s?\(\s?[\"']#([\w-]{1,60})[\"'][^()\n]{0,60}\)\s?\.\s?(?:html|append|prepend|load|replaceWith)\s?\(\s?[^)\s]"
    r"|getElementById\s?\(\s?[\"']([\w-]{1,60})[\"']\s?\)\s?\.\s?innerHTML\s?\+?=|\bel\s?:\s?[\"']#([\w-]{1,60})[\"']"
)
# The elements into which applications render a whole page.
_APPLICATIONS = frozenset({"app", "root", "main-app", "vue-app", "app-root", "__nuxt", "__next"})
# What pages load on the side that is no list: counters, clocks, weather, log-in, search.
_ASIDE = re.compile(
    r"count|hits?\b|click|visit|view|\bpv|stat|weather|tianqi|login|user|session|search|suggest|hot_?word|token|captcha|code|log\b|"
    r"clock|time|date|week|share|comment|header|footer|\bhead|\bfoot|\btop\b|\bnav|menu|banner|qrcode|pager?\b|fenye|pagination",
    re.IGNORECASE,
)


def is_filled_by_script(page: PageView) -> bool:
    """Whether a list of the page is one that a script fetches, or fills into an element that stands empty."""
    if any(mark in page.source for mark in _MARKS) or _has_template(page):
        return True
    scripts = PageScripts(page.tree, page.url)
    return (not page.facts.rows and _fetches(scripts.code)) or _fills_an_empty(page, scripts.code)


def _has_template(page: PageView) -> bool:
    """Whether the page keeps the markup of a list's rows for a script."""
    types = ((script.get("type") or "").lower() for script in page.tree.iter("script"))
    return any(kind and any(each in kind for each in _TEMPLATE_TYPES) for kind in types)


def _fetches(code: str) -> bool:
    """Whether a script asks for anything but what pages load on the side."""
    for match in islice(_CALLS.finditer(code), _MOST):
        quoted = _QUOTED.findall(code, match.start(), match.end() + _REACH)
        address = next((text for text in quoted if set("/?.") & set(text)), "")
        if not _ASIDE.search(address):
            return True
    return False


def _fills_an_empty(page: PageView, code: str) -> bool:
    """Whether a script puts something into an element that the page has empty, as whole applications do."""
    names = set(_APPLICATIONS)
    names |= {
        name
        for match in islice(_FILLS.finditer(code), _MOST)
        for name in match.groups()
        if name and not _ASIDE.search(name)
    }
    return any(
        element.get("id") in names and not "".join(element.itertext()).strip()
        for element in page.tree.iter("div", "ul", "ol", "tbody", "table", "dl", "section")
    )
