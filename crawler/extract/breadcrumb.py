"""The breadcrumb (当前位置): where a page says it stands."""

from __future__ import annotations

import re

from crawler.extract import flat
from crawler.extract.links import Resolver, words
from crawler.snapshot.facts import Link

_BEFORE = re.compile(r"(?:当前|现在|目前|所在|所处|您|你)(?:页面)?(?:所在|所处)?的?\s?$")
_AFTER = re.compile(r"\s?(?:是|为)?\s?[:：]?")
_HOME = re.compile(
    f"{flat.TEXT}\\s{{0,20}}[^{flat.END}]{{0,12}}首\\s?页\\s{{0,20}}{flat.END}"
    f"(?=[\\s{flat.ROW}{flat.CELL}{flat.LINE}{flat.IMAGE}]{{0,60}}(?:-?[>》»›→＞]|&gt;)+)"
)
_SEPARATORS = " ->》»›→＞/\\|｜·—_:："
_STRONG = frozenset(">》»›→＞/|｜")
_REACH = 3000  # characters of the flat page that a breadcrumb may take
_LONGEST = 60


def breadcrumb(page: str, resolver: Resolver) -> list[Link]:
    """The entries of the breadcrumb from the top, the last one (the page itself) with the page's own address."""
    for start in _starts(page):
        found = _read(page[start : start + _REACH], resolver)
        if found:
            return found
    return []


def _starts(page: str) -> list[int]:
    found: list[int] = []
    at = page.find("位置")
    while at >= 0 and len(found) < 3:
        if _BEFORE.search(page[max(0, at - 12) : at]):
            after = _AFTER.match(page, at + 2)
            found.append(after.end() if after else at + 2)
        at = page.find("位置", at + 2)
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
    separated = False  # whether signs stand between the entries; a menu below has none
    for at in range(0, len(pieces), 5):
        gap = pieces[at]
        ends = flat.BODY in gap or flat.HEAD in gap or flat.FOOT in gap
        shown, more = _gap_words(gap, bool(entries), separated)
        separated = separated or (bool(entries) and bool(set(flat.visible(gap)) & _STRONG))
        if shown:
            entries.append(Link(resolver.base, shown))
        if at + 4 >= len(pieces) or (entries and (ends or not more)):
            break
        if not entries and at > 10:
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


def _gap_words(gap: str, started: bool, separated: bool) -> tuple[str, bool]:
    """The unlinked name between two links, and whether the breadcrumb goes on after the gap.

    An unlinked name counts only behind a separator; what stands without one is the page below the breadcrumb.
    """
    shown = " ".join(flat.lines(flat.visible(gap)))
    bare = shown.strip(_SEPARATORS)
    if not bare:
        marks = gap.count(flat.ROW) + gap.count(flat.LINE)
        return "", not started or bool(set(shown) & _STRONG) or marks <= (0 if separated else 3)
    if not started:
        return "", True
    ahead = shown[: shown.find(bare[0])]
    if not set(ahead) & _STRONG:
        return "", False
    first, *others = [line for line in flat.lines(flat.visible(gap)) if line.strip(_SEPARATORS)]
    name = first.strip(_SEPARATORS)
    if len(name) > _LONGEST:
        return "", False
    return name, not others and shown.rstrip()[-1:] in ">》»›→＞/"
