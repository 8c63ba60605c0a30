"""The breadcrumb (当前位置): where a page says it stands."""

from __future__ import annotations

import re

from crawler.extract import flat
from crawler.extract.links import Resolver, words
from crawler.snapshot.facts import Link

_PHRASE = re.compile(
    r"(?:当前|您?现在|您?当前|您?目前|您|你|你现在|当前页面|所在)(?:的|所在|所处|所在的)?(?:的)?位[置罝]\s?(?:是|为)?\s?[:：]?"
)
_HOME = re.compile(
    f"{flat.TEXT}\\s{{0,20}}[^{flat.END}]{{0,12}}首\\s?页\\s{{0,20}}{flat.END}"
    f"(?=[\\s{flat.ROW}{flat.CELL}{flat.LINE}{flat.IMAGE}]{{0,60}}(?:-?[>》»›→＞]|&gt;)+)"
)
_SEPARATOR = re.compile(r"(?:->|&gt;|&raquo;|[>》»›→＞/\\|｜·—\-_:：\s])+")
_REACH = 6000  # characters of the flat page that a breadcrumb may take
_LONGEST = 60


def breadcrumb(page: str, resolver: Resolver) -> list[Link]:
    """The entries of the breadcrumb from the top, the last one (the page itself) with the page's own address."""
    for start in _starts(page):
        found = _read(page[start : start + _REACH], resolver)
        if found:
            return found
    return []


def _starts(page: str) -> list[int]:
    found = []
    if "位置" in page or "位罝" in page:
        found += [match.end() for match in _PHRASE.finditer(page)][:3]
    at = page.find(flat.CRUMB)
    if at >= 0:
        found.append(at + 1)
    match = _HOME.search(page)
    if match:
        found.append(page.rfind(flat.LINK, 0, match.start()))
    return found


def _read(piece: str, resolver: Resolver) -> list[Link]:
    pieces = flat.split_links(piece)
    entries: list[Link] = []
    for at in range(0, len(pieces), 5):
        gap = pieces[at]
        ends = flat.BODY in gap or flat.HEAD in gap or flat.FOOT in gap
        shown, more = _gap_words(gap, bool(entries))
        if shown:
            entries.append(Link(resolver.base, shown))
        if at + 4 >= len(pieces) or (entries and (ends or not more)):
            break
        if not entries and len(shown) + at > 40:
            break
        url = resolver.of_link(pieces[at + 1], pieces[at + 3])
        name = words(pieces[at + 4], pieces[at + 2])
        if not name or len(name) > _LONGEST:
            break
        entries.append(Link(url or resolver.base, name))
        if len(entries) > 15:
            break
    if len(entries) < 2 and not (entries and "首页" in entries[0].text):
        return []
    return entries


def _gap_words(gap: str, started: bool) -> tuple[str, bool]:
    """The unlinked name between two links, and whether the breadcrumb goes on after the gap."""
    first, *others = flat.lines(flat.visible(gap)) or [""]
    bare = _SEPARATOR.sub("", first)
    if not bare:
        rest = [line for line in others if _SEPARATOR.sub("", line)]
        if not rest:
            has_mark = bool(set(first + "".join(others)) & set(">》»›→＞/\\|｜·—-_"))
            close = gap.count(flat.ROW) + gap.count(flat.LINE) <= 4
            return "", has_mark or not started or (close and gap.count(flat.LINE) <= 2)
        first = rest[0] if started and set("".join(others[:1]) + first) & set(">》»›→＞/") else ""
        bare = first
    name = first.strip(" ->》»›→＞/\\|｜·—_:：")
    if not started or len(name) > _LONGEST or not bare:
        return "", False
    trailing = first.rstrip()[-1:]
    return name, trailing in (">", "》", "»", "›", "→", "＞", "/")
