"""A page made flat: one string in which structure is left as marks, produced in one pass in C.

Walking some thousand elements in Python costs more than parsing them. A stylesheet compiled once turns the tree into
its text with marks (Unicode noncharacters, which no page may contain) where links, rows, cells and paragraphs begin.
All further reading is string work on that: linear, and indifferent to how deeply a page is nested.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree, html

LINK: Final = "\ufdd0"  # opens a link, its address follows
TITLE: Final = "\ufdd1"  # its title attribute follows
CLICK: Final = "\ufdd2"  # its onclick follows
TEXT: Final = "\ufdd3"  # its text follows
END: Final = "\ufdd4"  # closes it
IMAGE: Final = "\ufdd5"  # opens and closes an image's words
ROW: Final = "\ufdd6"  # start and end of li, tr, dl
CELL: Final = "\ufdd7"  # start of td, th, dd, dt
LINE: Final = "\ufdd8"  # a block or line break
BODY: Final = "\ufdd9"  # the article starts
BODY_END: Final = "\ufdda"
FOOT: Final = "\ufddb"  # the page's foot starts
CRUMB: Final = "\ufddc"  # a breadcrumb starts
FRAME: Final = "\ufddd"  # opens and closes a frame's address
HEAD: Final = "\ufdde"  # opens and closes a heading (h1 to h6)

MARKS: Final = "".join(chr(code) for code in range(0xFDD0, 0xFDF0))
MARK_ATTRIBUTE: Final = (
    "zw-mark"  # set by extract_page on the few elements it marks, and removed again
)

_ANY_MARK = re.compile("[\ufdd0-\ufddf]")
_SPLIT_LINKS = re.compile(
    f"{LINK}([^{TITLE}]*){TITLE}([^{CLICK}]*){CLICK}([^{TEXT}]*){TEXT}([^{END}{LINK}]*){END}?"
)
_IMAGES = re.compile(f"{IMAGE}[^{IMAGE}]*{IMAGE}")
_LINKS_OPEN = re.compile(f"{LINK}[^{TEXT}]*{TEXT}")
_FRAMES = re.compile(f"{FRAME}([^{FRAME}]*){FRAME}")
_ODD = (END, BODY, BODY_END, FOOT, CRUMB, HEAD, LINK, TITLE, CLICK, TEXT, IMAGE, FRAME)

_BLOCKS = (
    "p|div|h7|center|blockquote|section|article|form|header|footer|nav|main|aside|fieldset|address|"
    "pre|ul|ol|table|caption|legend|figure|details|summary|marquee"
)
_MARKED = " | ".join(
    f"{tag}[@{MARK_ATTRIBUTE}]"
    for tag in ("div", "td", "article", "section", "span", "p", "ul", "footer", "table", "font")
)


def _emit(mark: str) -> str:
    return f"<xsl:text>{mark}</xsl:text>"


_SHEET = f"""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="utf-8"/>
<xsl:template match="script|style|title|noscript|select|textarea|template|svg|object"/>
<xsl:template match="br|hr">{_emit(LINE)}</xsl:template>
<xsl:template match="{_BLOCKS}">{_emit(LINE)}<xsl:apply-templates/>{_emit(LINE)}</xsl:template>
<xsl:template match="h1|h2|h3|h4|h5|h6">{_emit(LINE + HEAD)}<xsl:apply-templates/>{_emit(HEAD + LINE)}</xsl:template>
<xsl:template match="li|tr|dl">{_emit(ROW)}<xsl:apply-templates/>{_emit(ROW)}</xsl:template>
<xsl:template match="td|th|dd|dt">{_emit(CELL)}<xsl:apply-templates/></xsl:template>
<xsl:template match="a[@href]|area[@href]|a[@onclick]">{_emit(LINK)}<xsl:value-of select="@href"/>{_emit(TITLE)}
<xsl:value-of select="@title"/>{_emit(CLICK)}<xsl:value-of select="@onclick"/>{_emit(TEXT)}<xsl:value-of
 select="self::area/@alt"/><xsl:apply-templates/>{_emit(END)}</xsl:template>
<xsl:template match="img[@alt]|img[@title]">{_emit(IMAGE)}<xsl:choose><xsl:when
 test="string(@alt)"><xsl:value-of select="@alt"/></xsl:when><xsl:otherwise><xsl:value-of
 select="@title"/></xsl:otherwise></xsl:choose>{_emit(IMAGE)}</xsl:template>
<xsl:template match="iframe|frame">{_emit(FRAME)}<xsl:value-of select="@src"/>{_emit(FRAME)}</xsl:template>
<xsl:template match="{_MARKED}" priority="2"><xsl:choose>
<xsl:when test="@{MARK_ATTRIBUTE}='body'">{_emit(LINE + BODY)}<xsl:apply-templates/>{_emit(LINE + BODY_END)}</xsl:when>
<xsl:when test="@{MARK_ATTRIBUTE}='foot'">{_emit(LINE + FOOT)}<xsl:apply-templates/>{_emit(LINE)}</xsl:when>
<xsl:otherwise>{_emit(LINE + CRUMB)}<xsl:apply-templates/>{_emit(LINE)}</xsl:otherwise>
</xsl:choose></xsl:template>
</xsl:stylesheet>"""

_ACCESS: Any = etree.XSLTAccessControl  # its DENY_ALL is unknown to the type stubs
_FLATTEN = etree.XSLT(etree.XML(_SHEET.encode()), access_control=_ACCESS.DENY_ALL)


def flatten(root: html.HtmlElement) -> str:
    """The page as one string with marks; for a page too deep for the stylesheet, its bare text."""
    try:
        return str(_FLATTEN(root))
    except (etree.XSLTApplyError, etree.XSLTError):
        return _plainly(root)


def _plainly(root: html.HtmlElement) -> str:
    """What `flatten` gives, by a plain walk that knows no depth: links, paragraphs and text only."""
    parts: list[str] = []
    skip: html.HtmlElement | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            if element is skip:
                skip = None
            if element.tag == "a" and skip is None and element.get("href"):
                parts.append(END)
            if skip is None and element.tail:
                parts.append(element.tail)
            continue
        if skip is not None:
            continue
        if element.tag in ("script", "style", "title", "noscript"):
            skip = element
            continue
        if element.tag == "a" and element.get("href"):
            title = element.get("title") or ""
            parts.append(f"{LINK}{element.get('href')}{TITLE}{title}{CLICK}{TEXT}")
        elif element.tag in ("li", "tr", "dl"):
            parts.append(ROW)
        elif element.tag in ("td", "th", "dd", "dt"):
            parts.append(CELL)
        elif element.tag in ("p", "div", "br", "h1", "h2", "h3"):
            parts.append(LINE)
        if element.text:
            parts.append(element.text)
    return "".join(parts)


def split_links(flat: str) -> list[str]:
    """`[gap, href, title, onclick, text, gap, href, …]`: the flat page cut at its links."""
    return _SPLIT_LINKS.split(flat)


def frames(flat: str) -> list[str]:
    """The addresses of the frames, as written."""
    return _FRAMES.findall(flat)


def clean(text: str) -> str:
    """Marks and images out, white space (no-break and full-width spaces too) made one space."""
    if IMAGE in text:
        text = _IMAGES.sub(" ", text)
    if LINE in text or ROW in text or CELL in text or FRAME in text:
        text = _ANY_MARK.sub(" ", text)
    return " ".join(text.split())


def image_words(text: str) -> str:
    """The words of the images in a piece of the flat page (alt, else title)."""
    return " ".join(" ".join(word.split()) for word in text.split(IMAGE)[1::2]).strip()


def visible(flat: str) -> str:
    """A piece of the flat page without addresses and images; rows, cells and lines still marked."""
    if LINK in flat:
        flat = _LINKS_OPEN.sub("", flat)
    if IMAGE in flat:
        flat = _IMAGES.sub("", flat)
    if FRAME in flat:
        flat = _FRAMES.sub("", flat)
    for mark in _ODD:
        if mark in flat:
            flat = flat.replace(mark, "")
    return flat


def lines(piece: str) -> list[str]:
    """The paragraphs of a piece as given by `visible`, white space made one space, none empty."""
    parts = piece.replace(ROW, LINE).replace(CELL, LINE).split(LINE)
    return [" ".join(part.split()) for part in parts if part and not part.isspace()]
