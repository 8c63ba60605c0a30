"""The catalogue of a 龙讯 platform: a tree of categories for zTree, in a page's script or from an address that it asks.

Every node is a category of the page's own organ, and its column the organ's address with the category's number:
`/public/column/7011?type=4&catId=6718758&action=list`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.cms.family import FoundColumn, ListRequest
from crawler.cms.label_calls import LabelCall
from crawler.extract.fragments import links_of_fragment
from crawler.lists.expressions import Value, evaluate, expression_at

_OBJECT = re.compile(r"\{([^{}]{5,800})\}")
_TREE = re.compile(r"z?tree|catalog", re.IGNORECASE)
_ARRAY = re.compile(r"\[\s{0,40}\{")
_FIELD = re.compile(
    r"[\"']?\b(id|catId|pId|pid|parentId|parent_id|name|catName|title|url|link|href|organId)[\"']?\s{0,4}:\s{0,4}"
    r"(\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\d{1,18})"
)
_GOES = re.compile(
    r"(?:location(?:\.href)?\s{0,4}=|window\.open\()\s{0,4}([^;\n]{0,400}public/column/[^;\n]{1,400})"
)
_ADDRESS = re.compile(
    r"[\"'](/?[\w/.-]{0,120}(?:[Cc]atalog|[Cc]at[Tt]ree)[\w/.-]{0,60}(?:\?[^\"'\s]{0,600})?)[\"']"
)
_OTHER = re.compile(r"otherParam\s{0,4}:\s{0,4}[\[{]([^\]}]{0,600})[\]}]")
_WORD = re.compile(r"\"([^\"\n]{0,200})\"|'([^'\n]{0,200})'")
_COLUMN = re.compile(r"^(.{0,120}/public/column/)(\d{1,18})")
_NOT_ASKED = re.compile(r"\.(?:js|css|png|gif|jpe?g|html?)(?:\?|$)", re.IGNORECASE)
_ASKS = re.compile(r"\burl\s{0,4}:\s{0,4}[^;{}]{0,60}$|\b(?:get|getJSON|post|load)\(\s{0,4}$")
_NEAR = 800
_MOST = 2_000  # categories
_MOST_ARRAYS = 40
_LONGEST = 400_000  # characters of scripts or of an answer
_PARENTS = ("pId", "pid", "parentId", "parent_id")
_NAMES = ("name", "catName", "title")
_NODES = ("treeNode", "node", "data", "item", "obj")


@dataclass(frozen=True, slots=True)
class _Node:
    """One category: its number, the number of the one above, its name, address and organ as far as given."""

    id: str
    parent: str
    name: str
    url: str = ""
    organ: str = ""


def columns_of_script(scripts: str, url: str) -> list[FoundColumn]:
    """The categories that the scripts of the page at `url` hold as columns."""
    if not _COLUMN.search(url.partition("?")[0]) or not _TREE.search(scripts):
        return []
    nodes = list(_written_nodes(scripts[:_LONGEST]))
    goes = _GOES.search(scripts)
    return _columns(nodes, url, goes[1] if goes else "") if len(nodes) >= 2 else []


def _written_nodes(scripts: str) -> Iterator[_Node]:
    """The categories that scripts hold: arrays of JSON, else objects as JavaScript writes them."""
    decoder = json.JSONDecoder()
    starts = [match.start() for match in _ARRAY.finditer(scripts)][:_MOST_ARRAYS]
    end = 0
    for start in starts:
        if start < end:
            continue
        try:
            value, end = decoder.raw_decode(scripts, start)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(value, "", 0)
    if end:
        return
    for text in _OBJECT.findall(scripts):
        given: dict[str, str] = {}
        for name, value in _FIELD.findall(text):
            given.setdefault(name, value.strip("\"'"))
        if node := _node(given, ""):
            yield node


def tree_requests(scripts: str, url: str, calls: list[LabelCall]) -> list[ListRequest]:
    """What the scripts of the page at `url` ask for its catalogue."""
    found = [
        ListRequest(call.request())
        for call in calls
        if not call.is_list and re.search("catalog|tree", call.value("labelName"), re.IGNORECASE)
    ]
    for match in list(_ADDRESS.finditer(scripts))[:5]:
        written = match[1]
        if _NOT_ASKED.search(written) or "/site/label/" in written or "public/column" in written:
            continue
        if not _ASKS.search(scripts[max(0, match.start() - 80) : match.start()]):
            continue
        try:
            target = urljoin(url, written)
        except ValueError:
            continue
        near = scripts[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        given: dict[str, str] = {}
        if other := _OTHER.search(near):
            words = [first or second for first, second in _WORD.findall(other[1])]
            given = dict(zip(words[::2], words[1::2], strict=False))
        # zTree posts unless it is told to get.
        posts = re.search(r"\basync\b", near) and not re.search(r"type\s?:\s?[\"']get", near, re.I)
        if posts:
            parts = urlsplit(target)
            form = urlencode(dict(parse_qsl(parts.query, keep_blank_values=True)) | given)
            found.append(ListRequest(urlunsplit(parts._replace(query="")), form or "id="))
        else:
            found.append(ListRequest(_with(target, given)))
    return list(dict.fromkeys(found))


def columns_of_answer(body: str, url: str) -> list[FoundColumn] | None:
    """The categories of an answer, JSON or a fragment with links; None when it is neither. `url` is the asking page's."""
    if body.lstrip()[:1] in ("{", "["):
        try:
            answer = json.loads(body[: 4 * _LONGEST])
        except (ValueError, RecursionError):
            return None
        markup = answer.get("html", answer.get("data")) if isinstance(answer, dict) else None
        if not isinstance(markup, str):
            return _columns(list(_nodes(answer, "", 0)), url, "")
        body = markup
    if "<" not in body:
        return None
    return [
        FoundColumn(link.text, ListRequest(link.url))
        for link in links_of_fragment(body, url)[:_MOST]
        if link.text and _COLUMN.search(link.url)
    ]


def _nodes(value: Any, parent: str, depth: int) -> Iterator[_Node]:
    """The categories of parsed JSON, flat or nested."""
    if depth > 12:
        return
    if isinstance(value, list):
        for each in value[:_MOST]:
            yield from _nodes(each, parent, depth + 1)
    elif isinstance(value, dict):
        given = {
            name: str(each)
            for name, each in value.items()
            if isinstance(each, str | int) and not isinstance(each, bool)
        }
        node = _node(given, parent)
        if node:
            yield node
        for each in value.values():
            if isinstance(each, list | dict):
                yield from _nodes(each, node.id if node else parent, depth + 1)


def _node(given: dict[str, str], parent: str) -> _Node | None:
    number = given.get("catId") or given.get("id") or ""
    name = next((given[each] for each in _NAMES if given.get(each, "").strip()), "")
    if not re.fullmatch(r"[\w-]{1,40}", number) or not name or len(name) > 60 or "<" in name:
        return None
    above = next((given[each] for each in _PARENTS if given.get(each)), parent)
    url = next((given[each] for each in ("url", "link", "href") if given.get(each)), "")
    return _Node(number, above, " ".join(name.split()), url, given.get("organId", ""))


def _columns(nodes: list[_Node], url: str, goes: str) -> list[FoundColumn]:
    """The columns of the categories, those above first. `goes` is the script's expression for where a node leads."""
    by_id = {node.id: node for node in nodes[:_MOST]}
    addresses = {node.id: _address(node, url, goes) for node in by_id.values()}
    return [
        FoundColumn(node.name, ListRequest(addresses[node.id]), addresses.get(node.parent, ""))
        for node in by_id.values()
        if addresses[node.id]
    ]


def _address(node: _Node, url: str, goes: str) -> str:
    """Where a category's column lies."""
    if node.url and not node.url.startswith(("javascript", "#")):
        return _absolute(url, node.url)
    own = _COLUMN.search(url.partition("?")[0])
    organ = node.organ or (own[2] if own else "")
    if goes:
        known: dict[str, Value] = {"organId": organ, "catId": node.id, "id": node.id}
        for name in _NODES:
            known |= {f"{name}.id": node.id, f"{name}.catId": node.id, f"{name}.organId": organ}
        written = evaluate(expression_at(goes, 0), known)
        if written is not None:
            return _absolute(url, str(written))
    if not own or not organ:
        return ""
    return f"{own[1]}{organ}?type=4&catId={node.id}&action=list"


def _absolute(url: str, written: str) -> str:
    try:
        return urljoin(url, written)
    except ValueError:
        return ""


def _with(url: str, given: dict[str, str]) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | given
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))
