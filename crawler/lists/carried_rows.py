"""Rows that a page carries without showing them: data in its scripts, markup that a script writes, hidden templates.

Read only where the page shows no rows. Data are rows where objects of one array have a title and an address; markup is
read as it stands. Nothing is run, and what still holds a template's blanks is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import islice

from crawler.cms.family import PageView
from crawler.extract import dates
from crawler.extract.fragments import rows_of_fragment
from crawler.extract.links import Resolver
from crawler.lists.expressions import unquote
from crawler.lists.script_addresses import PageScripts
from crawler.snapshot.facts import ListRow

_BEIJING = timezone(timedelta(hours=8))
_MOST_TEXT = 2_000_000  # characters of a script that are read
_MOST_ARRAYS = 40  # of a page that are tried
_MOST_ROWS = 5_000
_FEWEST = 2
_LONG_TITLE = 8  # characters from which an undated entry reads like a title and no menu's
_ARRAY = re.compile(r"\[\s{0,200}\{")
_OBJECT = re.compile(r"\{([^{}]{2,4000})\}")
_MEMBER = re.compile(
    r"[\"']?([A-Za-z_][\w-]{0,40})[\"']?\s{0,5}:\s{0,5}(\"(?:[^\"\\\n]|\\.){0,1500}\"|'(?:[^'\\\n]|\\.){0,1500}'|-?\d{1,16}(?:\.\d{1,6})?)"
)
_TITLES = (
    "title",
    "doctitle",
    "articletitle",
    "infotitle",
    "newstitle",
    "subject",
    "bt",
    "biaoti",
    "topic",
    "headline",
)
_URLS = (
    "url",
    "docpuburl",
    "puburl",
    "linkurl",
    "link",
    "href",
    "htmlurl",
    "docurl",
    "arturl",
    "infourl",
    "pageurl",
    "detailurl",
)
_NO_URLS = re.compile(r"img|pic|image|icon|thumb|photo|cover|video|logo|file", re.IGNORECASE)
_DATES = re.compile(
    r"^(?:pub|publish|release|docrel|rel|display|show|issue|fb|send|news|info|art)?_?(?:date|time|day|rq|sj)$",
    re.IGNORECASE,
)
_LESS_DATES = re.compile(r"date$|time$|rq$|sj$|^day$", re.IGNORECASE)
_PICTURES = re.compile(r"^(?:img|pic|image|photo|thumb|cover|src|banner)", re.IGNORECASE)
_BLANKS = re.compile(r"\{\{|\{%|<%|\$\{|\{\$|#\{|\[\[|\{[a-z]+\}|~\}|@@")
_TEMPLATE_TYPES = frozenset(
    {"text/html", "text/template", "text/x-template", "text/plain", "text/tmpl"}
)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_TAG = re.compile(r"<[^<>]{0,300}>")


def carried_rows(page: PageView) -> list[ListRow]:
    """The rows that a page without shown rows carries: the longest list found; empty where there is none."""
    if page.facts.is_article:
        return []
    found = [*_data_rows(page)]
    if not found:
        found = list(_written_rows(page))
    return max(found, key=len, default=[])[:_MOST_ROWS]


def _data_rows(page: PageView) -> Iterator[list[ListRow]]:
    """The rows of every array of objects in the page's scripts."""
    resolver = Resolver(page.url)
    for script in page.tree.iter("script"):
        text = script.text or ""
        if script.get("src") or len(text) > _MOST_TEXT or "{" not in text:
            continue
        end = 0
        for match in islice(_ARRAY.finditer(text), _MOST_ARRAYS):
            if match.start() < end:
                continue
            members, end = _members(text, match.start())
            if rows := _rows_of(members, resolver):
                yield rows


def _members(text: str, start: int) -> tuple[list[dict[str, object]], int]:
    """The objects of the array at `start`, and where it ends; as JSON where it is, else flat objects of a script."""
    try:
        value, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return _loose_members(text, start)
    return [each for each in value if isinstance(each, dict)], end


def _loose_members(text: str, start: int) -> tuple[list[dict[str, object]], int]:
    """Objects that follow one another, separated by commas alone, with names and strings as scripts write them."""
    found: list[dict[str, object]] = []
    at = start + 1
    while len(found) < _MOST_ROWS:
        match = _OBJECT.search(text, at, at + 4100)
        if match is None or text[at : match.start()].strip(" \t\r\n,"):
            break
        found.append(
            {
                name: unquote(value) if value[0] in "\"'" else value
                for name, value in _MEMBER.findall(match[1])
            }
        )
        at = match.end()
    return found, at


def _rows_of(members: list[dict[str, object]], resolver: Resolver) -> list[ListRow]:
    rows: dict[str, ListRow] = {}
    for each in members[:_MOST_ROWS]:
        lowered = {name.lower(): value for name, value in each.items()}
        title, url, day = _title(lowered), _address(lowered, resolver), _day(lowered)
        if not title or not url or (day is None and any(map(_PICTURES.match, lowered))):
            continue
        rows.setdefault(url, ListRow(url, title, day))
    found = list(rows.values())
    dated = sum(1 for row in found if row.day)
    titled = sum(len(row.title) for row in found) >= _LONG_TITLE * len(found)
    whole = 2 * len(found) >= len(members)  # most of the array's objects are entries
    return found if whole and len(found) >= _FEWEST and (2 * dated >= len(found) or titled) else []


def _title(member: dict[str, object]) -> str:
    named = [name for name in _TITLES if name in member]
    named += [name for name in member if name.endswith("title") and name not in named]
    for name in named:
        value = member[name]
        if isinstance(value, str) and (text := " ".join(_TAG.sub("", value).split())):
            return text
    return ""


def _address(member: dict[str, object], resolver: Resolver) -> str:
    named = [name for name in _URLS if name in member]
    named += [name for name in member if name.endswith("url") and not _NO_URLS.search(name)]
    for name in named:
        value = member[name]
        if isinstance(value, str) and (url := resolver.absolute(value)):
            return url
    return ""


def _day(member: dict[str, object]) -> date | None:
    for pattern in (_DATES, _LESS_DATES):
        for name, value in member.items():
            if pattern.search(name) and (day := _as_day(value)):
                return day
    return None


def _as_day(value: object) -> date | None:
    """A day from what data give: a date in words, or seconds or milliseconds since 1970 (Beijing)."""
    text = str(value).strip()
    if text.isdecimal() and len(text) in (10, 13):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return datetime.fromtimestamp(seconds, _BEIJING).date()
    return dates.parse_date(text[:40])


def _written_rows(page: PageView) -> Iterator[list[ListRow]]:
    """The rows of markup that stands in the page for a script to show: written, or in a hidden place."""
    written = PageScripts(page.tree, page.url).written
    for markup in (written, *_hidden(page)):
        if "<a" not in markup or _BLANKS.search(markup):
            continue
        rows = [row for row in rows_of_fragment(markup, page.url) if row.day]
        if rows:
            yield rows


def _hidden(page: PageView) -> Iterator[str]:
    for element in page.tree.iter("textarea", "noscript", "template", "xmp", "script"):
        kind = (element.get("type") or "").lower()
        if element.tag == "script" and kind not in _TEMPLATE_TYPES and "xml" not in kind:
            continue
        yield _CDATA.sub("", _inner(element)[:_MOST_TEXT])


def _inner(element: object) -> str:
    """The markup inside an element, whether it was parsed as text or as elements."""
    from lxml import etree, html

    assert isinstance(element, html.HtmlElement)
    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)
