"""What a visitor may press on a page to turn it: links, buttons, options of a select, whatever carries an onclick."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.links import Resolver

_PRESSED: Any = etree.XPath("//a | //area | //button | //input | //*[@onclick]")
_MOST = 4000  # controls of a page
_MOST_PARTS = 60  # pieces of text in one control
_MOST_OPTIONS = 500  # of a select
_SHORT = 14  # characters of a control that turns pages, at most
_NEXT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:next|nextpage|pagenext|xiayiye|xyy)(?:$|[\s_-])", re.IGNORECASE
)
_NEXT_IMAGE = re.compile(
    r"(?:next|xiayiye|xiaye|xyy|page_?down)[\w-]{0,12}\.(?:gif|png|jpe?g|svg)", re.IGNORECASE
)
_DISABLED = re.compile(
    r"(?:^|[\s_-])(?:disabled?|unable|nolink|no-?drop)(?:$|[\s_-])", re.IGNORECASE
)
_NOTHING = re.compile(
    r"(?:javascript\s?:)?\s{0,3}(?:void\s{0,3}\(?\s{0,3}0?\s{0,3}\)?|return\s{1,3}(?:false|true)|#)?\s{0,3};?\s{0,3}",
    re.IGNORECASE,
)
_ADDRESS_DATA = ("data-href", "data-url", "data-link")
_JUMPS = re.compile(r"MM_jumpMenu|location|\.open\s?\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Control:
    """One control: its words as `comparable` makes them, and where it leads.

    `url` is the address that it names itself, "" where a `script` says what happens (with `own_value` for its
    `this.value`). `marked`: a class, relation or image says that it turns to the next page. `disabled`: it does nothing.
    """

    words: str
    url: str = ""
    script: str = ""
    own_value: str = ""
    marked: bool = False
    disabled: bool = False

    @property
    def calls(self) -> bool:
        """Whether pressing it does something that only its script knows."""
        return bool(self.script) and not _NOTHING.fullmatch(self.script)


@lru_cache(maxsize=16384)
def comparable(text: str) -> str:
    """Words of a control without white space, NFKC, in lower case."""
    return unicodedata.normalize("NFKC", "".join(text.split())).lower()


def controls(tree: HtmlElement, url: str, turns: Callable[[str], bool]) -> list[Control]:
    """The controls of a page in order, at most 4,000, whose words `turns` says turn pages, or that are marked to do so.

    Their addresses are relative to `url`.
    """
    resolver = Resolver(_base(tree, url))
    return list(
        islice(chain(_pressed(tree, resolver, turns), _options(tree, resolver, turns)), _MOST)
    )


def _base(tree: HtmlElement, url: str) -> str:
    base = next(tree.iter("base"), None)
    href = base.get("href") if base is not None else None
    return Resolver(url).absolute(href) or url if href else url


def _pressed(
    tree: HtmlElement, resolver: Resolver, turns: Callable[[str], bool]
) -> Iterator[Control]:
    for element in _PRESSED(tree):
        words = _words(element)
        if words is None:
            continue
        click = element.get("onclick") or ""
        kind = element.get("class") or ""
        marked = (
            (element.get("rel") or "").lower() == "next"
            or bool(kind and _NEXT_CLASS.search(kind))
            or (not words and _shows_next(element))
        )
        if not marked and not (words and turns(words)):
            continue
        href = (element.get("href") or "").strip()
        is_script = href[:11].lower() == "javascript:" or not href or href.startswith("#")
        address = "" if is_script else resolver.absolute(href)
        for name in _ADDRESS_DATA:
            if not address and (given := element.get(name)):
                address = resolver.absolute(given)
        script = href if is_script and not _NOTHING.fullmatch(href) and href[0] != "#" else click
        disabled = element.get("disabled") is not None or bool(kind and _DISABLED.search(kind))
        parent = element.getparent()
        if (
            parent is not None
            and parent.tag == "li"
            and _DISABLED.search(parent.get("class") or "")
        ):
            disabled = True
        yield Control(words, address, "" if address else script, "", marked, disabled)


def _words(element: HtmlElement) -> str | None:
    """The words of a control; None where they are too many for one that turns pages."""
    text = element.text or ""
    if len(text) > _SHORT and len(text.strip()) > _SHORT:
        return None
    if len(element):
        parts: list[str] = []
        size = 0
        for part in islice(element.itertext(), _MOST_PARTS):
            size += len(part.strip())
            if size > _SHORT:
                return None
            parts.append(part)
        text = "".join(parts)
    if words := comparable(text):
        return words
    for name in ("value", "title", "aria-label", "alt"):
        if (text := element.get(name) or "") and len(text) <= _SHORT:
            return comparable(text)
    image = element.find(".//img")
    shown = image.get("alt") or image.get("title") or "" if image is not None else ""
    return comparable(shown) if len(shown) <= _SHORT else None


def _shows_next(element: HtmlElement) -> bool:
    """Whether the control is an image whose file is called next."""
    return any(_NEXT_IMAGE.search(image.get("src") or "") for image in element.iter("img"))


def _options(
    tree: HtmlElement, resolver: Resolver, turns: Callable[[str], bool]
) -> Iterator[Control]:
    """The options of selects that turn pages when one is chosen."""
    for select in tree.iter("select"):
        script = select.get("onchange") or ""
        if not script:
            continue
        for option in list(select.iter("option"))[:_MOST_OPTIONS]:
            words = comparable(option.text or option.get("value") or "")
            value = option.get("value", (option.text or "").strip())
            if len(words) > _SHORT or not value or not turns(words):
                continue
            jumps = not value.isdecimal() and _JUMPS.search(script) and "+" not in script
            address = resolver.absolute(value) if jumps else ""
            yield Control(words, address, "" if address else script, value)
