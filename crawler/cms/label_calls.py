"""The calls of labels in 龙讯 pages: `Ls.ajax({url: "/site/label/8888", data: {labelName: "publicInfoList", …}})`.

The same is written as `$.get("/site/label/8888", {…})`, or as an address put together, `"/site/label/8888?catId=" + catId`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from crawler.cms.family import PageView
from crawler.lists.expressions import Value, evaluate

_LABEL = re.compile(
    r"[\"'`]((?:https?://[\w.:-]{1,80})?[\w/.-]{0,120}site/label/\d{1,12})(\?[^\"'`\s]{0,2000})?([\"'`])"
)
_DATA = re.compile(r"\s{0,40}(?:,\s{0,40}|[^{}]{0,800}?\bdata\s{0,4}:\s{0,4})\{")
_DATA_BEFORE = re.compile(r"\bdata\s{0,4}:\s{0,4}\{")
_PAIR = re.compile(
    r"[\"']?([A-Za-z_]\w{0,40})[\"']?\s{0,8}:\s{0,8}(\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'|[^,{}\n\"']{1,120})"
)
_VARIABLE = re.compile(r"\bvar\s{1,4}([A-Za-z_$][\w$]{0,60})\s{0,4}=(?!=)\s{0,4}([^;,\n]{1,300})")
_PART = re.compile(
    r"\s{0,8}\+\s{0,8}(?:\"([^\"\n]{0,1000})\"|'([^'\n]{0,1000})'|([\w$.]{1,80}(?:\(\))?))"
)
_TEMPLATE = re.compile(r"\$\{\s{0,4}([\w$.]{1,80})\s{0,4}\}")
_LONGEST = 3_000  # characters of a call's data
_MOST = 40  # calls of a page


@dataclass(frozen=True, slots=True)
class LabelCall:
    """One label that a page's script asks for: its address without query, and what it is given."""

    url: str
    given: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """What it is given under a name; "" when nothing."""
        return dict(self.given).get(name, "")

    @property
    def is_list(self) -> bool:
        """Whether it asks for a list of documents that has pages."""
        names = {name for name, _ in self.given}
        called = f"{self.value('labelName')} {self.value('file')}".lower()
        paged = "pageIndex" in names or "pageSize" in names
        return paged and "search" not in called and "catalog" not in called

    @property
    def categories(self) -> frozenset[str]:
        """The categories that it asks for; none when it asks for all."""
        wanted = f"{self.value('catId')},{self.value('catIds')}"
        return frozenset(part.strip() for part in wanted.split(",") if part.strip())

    def request(self, page_index: int = 0) -> str:
        """The address that it asks for; of one page of a list when `page_index` is given."""
        query = dict(self.given)
        if page_index:
            query["pageIndex"] = str(page_index)
        return f"{self.url}?{urlencode(query)}"


def label_calls(scripts: str, page: PageView) -> list[LabelCall]:
    """The labels that the scripts of a page ask for, each once."""
    names: dict[str, Value] = {"true": "true", "false": "false"}
    for name, text in _VARIABLE.findall(scripts)[:2000]:
        value = evaluate(text, {})
        if value is not None:
            names.setdefault(name, value)
    site = _meta(page, "SiteId")
    found: dict[LabelCall, None] = {}
    for match in list(_LABEL.finditer(scripts))[:_MOST]:
        query, end = _written_query(scripts, match, names)
        given = dict(parse_qsl(query, keep_blank_values=True))
        given |= dict(_pairs(_data_near(scripts, match.start(), end), names))
        if "pageIndex" in given:
            given["pageIndex"] = "1"
        if site and not given.get("siteId"):
            given["siteId"] = site
        given.pop("_", None)
        try:
            url = urljoin(page.url, match[1])
        except ValueError:
            continue
        if urlsplit(url).netloc:
            found.setdefault(LabelCall(url, tuple(given.items())))
    return list(found)


def _written_query(
    scripts: str, match: re.Match[str], names: Mapping[str, Value]
) -> tuple[str, int]:
    """The query of an address as the script puts it together, and where in the script the address ends."""
    written, end = (match[2] or "")[1:], match.end()
    if match[3] == "`":
        return _TEMPLATE.sub(lambda part: str(names.get(part[1], "")), written), end
    for _ in range(60):
        part = _PART.match(scripts, end)
        if part is None:
            break
        text = part[1] if part[1] is not None else part[2]
        written += text if text is not None else str(names.get(part[3], ""))
        end = part.end()
    return written.removeprefix("?"), end


def _data_near(scripts: str, start: int, end: int) -> str:
    """The text of the data that a call carries, after its address or before it."""
    if after := _DATA.match(scripts, end, end + _LONGEST):
        return _block(scripts, after.end())
    before = list(_DATA_BEFORE.finditer(scripts, max(0, start - _LONGEST), start))
    return _block(scripts, before[-1].end()) if before else ""


def _block(scripts: str, start: int) -> str:
    stop = scripts.find("}", start, start + _LONGEST)
    return scripts[start : stop if stop >= 0 else start + _LONGEST]


def _pairs(text: str, names: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name, written in _PAIR.findall(text)[:60]:
        text = written.strip()
        value = text if text.isdecimal() else evaluate(text, names)
        if name == "pageIndex":
            yield name, ""
        elif value is not None:
            yield name, str(value)


def _meta(page: PageView, name: str) -> str:
    for tag in page.tree.iter("meta"):
        if (tag.get("name") or "").lower() == name.lower():
            content = (tag.get("content") or "").strip()
            return content if content.isdigit() else ""
    return ""
