"""A page made flat: one string in which structure is left as marks, produced in one pass in C.

Walking some thousand elements in Python costs more than parsing them. A stylesheet compiled once turns the tree into
its text with marks (Unicode noncharacters, which no page may contain) where links, rows, cells and paragraphs begin.
All further reading is string work on that: linear, and indifferent to how deeply a page is nested.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import unquote_to_bytes

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
FILE: Final = "\ufddf"  # an image's address follows in place of its words

MARK_ATTRIBUTE: Final = (
    "zw-mark"  # set by extract_page on the few elements it marks, and removed again
)
# Set by page.parse on the root of a page with scripts for clicks: looking for them on every element takes time.
CLICKS_ATTRIBUTE: Final = "zw-clicks"

_ANY_MARK = re.compile("[\ufdd0-\ufddf]")
_SPLIT_LINKS = re.compile(
    f"{LINK}([^{TITLE}]*){TITLE}([^{CLICK}]*){CLICK}([^{TEXT}]*){TEXT}([^{END}{LINK}]*){END}?"
)
_IMAGES = re.compile(f"{IMAGE}[^{IMAGE}]*{IMAGE}")
_LINKS_OPEN = re.compile(f"{LINK}[^{TEXT}]*{TEXT}")
_FRAMES = re.compile(f"{FRAME}([^{FRAME}]*){FRAME}")
_IMAGE_FILE = re.compile(
    r"([^/\\]{1,200})\.(?:png|jpe?g|gif|bmp|webp|svg)\s?(?:[?#].{0,200})?$", re.I
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_BADGE = re.compile("ipv6", re.IGNORECASE)
_ODD = (END, BODY, BODY_END, FOOT, CRUMB, HEAD, LINK, TITLE, CLICK, TEXT, IMAGE, FRAME)

_BLOCKS = (
    "p|div|h7|center|blockquote|section|article|form|header|footer|nav|main|aside|fieldset|address|"
    "pre|ul|ol|table|caption|legend|figure|details|summary|marquee"
)
_MARKED = " | ".join(
    f"{tag}[@{MARK_ATTRIBUTE}]"
    for tag in ("div", "td", "article", "section", "span", "p", "ul", "footer", "table", "font")
)
# Elements that a script makes a link of, by what they are in the flat page; none that holds a link which leads somewhere.
_CLICKED = {
    ROW: ("li", "tr", "dl"),
    CELL: ("td", "dd", "dt"),
    LINE: ("div", "p", "h3"),
    "": ("span", "img", "input", "button"),
}
# One predicate each: a second would make the stylesheet count siblings. One in another without end would be looked through
# again and again.
_LEADS = (
    "[@onclick and count(ancestor::*) &lt; 60 and not(ancestor::a) and "
    "(contains(@onclick, 'location') or contains(@onclick, 'open(') or contains(@onclick, '/')) and "
    "not(.//a[@href and not(@href='' or starts-with(@href, '#') or starts-with(@href, 'javascript'))])]"
)


def _emit(mark: str) -> str:
    return f"<xsl:text>{mark}</xsl:text>" if mark else ""


def _clicked(mark: str, tags: tuple[str, ...]) -> str:
    """The template of elements that a script makes a link of."""
    matched = " | ".join(f"{tag}{_LEADS}" for tag in tags)
    return (
        f'<xsl:template match="{matched}" priority="1.5">{_emit(mark + LINK + TITLE)}<xsl:value-of select="@title"/>'
        f'{_emit(CLICK)}<xsl:value-of select="@onclick"/>{_emit(TEXT)}<xsl:value-of select="@value"/><xsl:value-of'
        f' select="@alt"/><xsl:apply-templates/>{_emit(END + mark)}</xsl:template>'
    )


_SHEET = f"""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text" encoding="utf-8"/>
<xsl:template match="script|style|title|noscript|select|textarea|template|svg|object|noframes"/>
<xsl:template match="br|hr">{_emit(LINE)}</xsl:template>
<xsl:template match="{_BLOCKS}">{_emit(LINE)}<xsl:apply-templates/>{_emit(LINE)}</xsl:template>
<xsl:template match="h1|h2|h3|h4|h5|h6">{_emit(LINE + HEAD)}<xsl:apply-templates/>{_emit(HEAD + LINE)}</xsl:template>
<xsl:template match="li|tr|dl">{_emit(ROW)}<xsl:apply-templates/>{_emit(ROW)}</xsl:template>
<xsl:template match="td|th|dd|dt">{_emit(CELL)}<xsl:apply-templates/></xsl:template>
<xsl:template match="a|area"><xsl:choose><xsl:when test="@href or @onclick">{_emit(LINK)}
<xsl:value-of select="@href"/>{_emit(TITLE)}<xsl:value-of select="@title"/>{_emit(CLICK)}<xsl:value-of
 select="@onclick"/>{_emit(TEXT)}<xsl:value-of select="self::area/@alt"/><xsl:apply-templates/>
{_emit(END)}</xsl:when><xsl:otherwise><xsl:apply-templates/></xsl:otherwise></xsl:choose></xsl:template>
<xsl:template match="img"><xsl:choose><xsl:when test="string(@alt)">{_emit(IMAGE)}<xsl:value-of
 select="@alt"/>{_emit(IMAGE)}</xsl:when><xsl:when test="string(@title)">{_emit(IMAGE)}<xsl:value-of
 select="@title"/>{_emit(IMAGE)}</xsl:when><xsl:when
 test="parent::a or contains(@src, 'v6') or contains(@src, 'V6')">{_emit(IMAGE + FILE)}<xsl:value-of
 select="substring(@src, 1, 300)"/>{_emit(IMAGE)}</xsl:when></xsl:choose></xsl:template>
<xsl:template match="iframe|frame">{_emit(FRAME)}<xsl:value-of select="@src"/>{_emit(FRAME)}</xsl:template>
<xsl:template match="{_MARKED}" priority="2"><xsl:choose>
<xsl:when test="@{MARK_ATTRIBUTE}='body'">{_emit(LINE + BODY)}<xsl:apply-templates/>{_emit(LINE + BODY_END)}</xsl:when>
<xsl:when test="@{MARK_ATTRIBUTE}='foot'">{_emit(LINE + FOOT)}<xsl:apply-templates/>{_emit(LINE)}</xsl:when>
<xsl:otherwise>{_emit(LINE + CRUMB)}<xsl:apply-templates/>{_emit(LINE)}</xsl:otherwise>
</xsl:choose></xsl:template>
</xsl:stylesheet>"""

_ACCESS: Any = etree.XSLTAccessControl  # its DENY_ALL is unknown to the type stubs


def _with_clicks() -> str:
    """The stylesheet that also reads what only a script makes a link of."""
    sheet = _SHEET.replace('"@href or @onclick"', '"@href or @onclick or @data-href or @data-url"')
    sheet = sheet.replace(
        'select="@onclick"/>', 'select="(@onclick | @data-href | @data-url)[1]"/>'
    )
    clicked = "".join(_clicked(mark, tags) for mark, tags in _CLICKED.items())
    return sheet.replace("</xsl:stylesheet>", f"{clicked}</xsl:stylesheet>")


def _compiled(sheet: str) -> etree.XSLT:
    return etree.XSLT(etree.XML(sheet.encode()), access_control=_ACCESS.DENY_ALL)


_FLATTEN = _compiled(_SHEET)
_FLATTEN_CLICKS = _compiled(_with_clicks())


def flatten(root: html.HtmlElement) -> str:
    """The page as one string with marks; for a page too deep for the stylesheet, its bare text."""
    flatten_page = _FLATTEN if root.get(CLICKS_ATTRIBUTE) is None else _FLATTEN_CLICKS
    try:
        return str(flatten_page(root))
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


def shown_text(root: html.HtmlElement) -> str:
    """The visible text of a page in one line."""
    return one_line(flatten(root))


def one_line(flat: str) -> str:
    """The visible text of a flat page in one line."""
    return " ".join(visible(flat).replace(ROW, " ").replace(CELL, " ").replace(LINE, " ").split())


def split_links(flat: str) -> list[str]:
    """`[gap, href, title, onclick, text, gap, href, …]`: the flat page cut at its links."""
    return _SPLIT_LINKS.split(flat)


def clean(text: str) -> str:
    """Marks and images out, white space (no-break and full-width spaces too) made one space."""
    if IMAGE in text:
        text = _IMAGES.sub(" ", text)
    if LINE in text or ROW in text or CELL in text or FRAME in text:
        text = _ANY_MARK.sub(" ", text)
    return " ".join(text.split())


def image_words(text: str) -> str:
    """The words of the images in a piece of the flat page: alt, else title, else a file name in Chinese."""
    return " ".join(" ".join(_file_words(word).split()) for word in text.split(IMAGE)[1::2]).strip()


def badges(text: str) -> list[str]:
    """What the images of a piece of the flat page say that are badges, each once."""
    words = (" ".join(_file_words(word).split()) for word in text.split(IMAGE)[1::2])
    return list(dict.fromkeys(word for word in words if _BADGE.search(word)))


def _file_words(word: str) -> str:
    """What an image's words say, where they are the name of its file: the name, if it is Chinese or that of a badge
    (ipv6.png), else nothing.
    """
    match = _IMAGE_FILE.search(word[-400:])
    if match is None:
        return "" if word[:1] == FILE else word
    name = match.group(1).removeprefix(FILE)
    if "%" in name:
        raw = unquote_to_bytes(name)
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", "replace")
    if _BADGE.search(name):
        return name.strip("_- ")
    return name.strip("_-0123456789 ") if _CHINESE.search(name) else ""


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
    return [" ".join(words) for part in parts if (words := part.split())]
