"""What styles and lists add to a paragraph of DOCX: whether it is a head, and the number that Word writes itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from crawler.attachment.safe_xml import attribute, child, children, descendants

_HEAD_NAME = re.compile(r"^(?:heading|标题|title|toc heading)\s*\d?$", re.I)
_LEVEL = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting"}
    | {"taiwaneseCounting", "taiwaneseCountingThousand"}
)
_DIGIT_BY_DIGIT = frozenset({"ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"})
_NO_NUMBER = frozenset({"bullet", "none"})
_LONGEST = 40
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says: whether it is a head's, bold, and of which list and level."""

    is_head: bool = False
    is_bold: bool = False
    list_id: str = ""
    level: int = 0


class Styles:
    """The styles of a document; none of them where it has no such part."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements = {
            attribute(style, "styleId") or "": style
            for style in (descendants(root, "style") if root is not None else ())
        }
        self._default = next(
            (
                identity
                for identity, style in self._elements.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") == "1"
            ),
            "",
        )
        self._known: dict[str, Style] = {}

    def of(self, properties: etree._Element | None) -> Style:
        """The style of a paragraph with these properties (pPr)."""
        named = child(properties, "pStyle")
        identity = (attribute(named, "val") or "") if named is not None else self._default
        return self._style(identity)

    def is_bold(self, run: etree._Element | None, style: Style) -> bool:
        """Whether a run with these properties (rPr), in a paragraph of that style, is bold."""
        direct = child(run, "b")
        if direct is not None:
            return is_on(direct)
        named = child(run, "rStyle")
        if named is not None and self._style(attribute(named, "val") or "").is_bold:
            return True
        return style.is_bold

    def _style(self, identity: str) -> Style:
        known = self._known.get(identity)
        if known is None:
            known = self._known[identity] = self._resolve(identity)
        return known

    def _resolve(self, identity: str) -> Style:
        is_head: bool | None = None
        is_bold: bool | None = None
        list_id, level = "", -1
        seen: set[str] = set()
        while identity in self._elements and identity not in seen:
            seen.add(identity)
            element = self._elements[identity]
            name = child(element, "name")
            words = (attribute(name, "val") or "") if name is not None else ""
            outline = child(element, "pPr", "outlineLvl")
            if is_head is None and (_HEAD_NAME.match(words) or outline is not None):
                value = attribute(outline, "val") if outline is not None else "0"
                is_head = value != "9"
            bold = child(element, "rPr", "b")
            if is_bold is None and bold is not None:
                is_bold = is_on(bold)
            own_list, own_level = _list_of(child(element, "pPr"))
            list_id = list_id or own_list
            level = own_level if level < 0 else level
            above = child(element, "basedOn")
            identity = (attribute(above, "val") or "") if above is not None else ""
        return Style(bool(is_head), bool(is_bold), list_id, max(level, 0))


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], etree._Element] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if root is None:
            return
        for abstract in children(root, "abstractNum"):
            identity = attribute(abstract, "abstractNumId") or ""
            for level in children(abstract, "lvl"):
                self._levels[identity, _whole(attribute(level, "ilvl"))] = level
        for number in children(root, "num"):
            leads = child(number, "abstractNumId")
            if leads is not None:
                self._abstract[attribute(number, "numId") or ""] = attribute(leads, "val") or ""

    def next(self, properties: etree._Element | None, style: Style) -> str:
        """The number that stands before a paragraph with these properties ("一、"), counting on; "" for none."""
        list_id, level = _list_of(properties)
        list_id, level = list_id or style.list_id, level if level >= 0 else style.level
        abstract = self._abstract.get(list_id)
        if abstract is None or (abstract, level) not in self._levels or not 0 <= level <= 8:
            return ""
        counts = self._counts.setdefault(abstract, [0] * 9)
        for above in range(level):
            counts[above] = counts[above] or self._start(abstract, above)
        counts[level] = counts[level] + 1 if counts[level] else self._start(abstract, level)
        counts[level + 1 :] = [0] * (8 - level)
        own = self._levels[abstract, level]
        if _value(own, "numFmt", "decimal") in _NO_NUMBER:
            return ""
        pattern = _value(own, "lvlText", "")[:_LONGEST]
        return _LEVEL.sub(
            lambda found: self._written(abstract, int(found[1]) - 1, counts), pattern
        ) + ("" if _value(own, "suff", "tab") == "nothing" or pattern[-1:] in "、）)" else " ")

    def _start(self, abstract: str, level: int) -> int:
        element = self._levels.get((abstract, level))
        return min(_whole(_value(element, "start", "1")) if element is not None else 1, _MOST) or 1

    def _written(self, abstract: str, level: int, counts: list[int]) -> str:
        element = self._levels.get((abstract, level))
        form = _value(element, "numFmt", "decimal") if element is not None else "decimal"
        return written(counts[level], form)


def written(number: int, form: str) -> str:
    """A number in one of Word's forms.

    >>> written(12, "chineseCounting"), written(3, "upperLetter"), written(2, "decimalEnclosedCircle")
    ('十二', 'C', '②')
    """
    if form in _CHINESE:
        return _counted(number)
    if form in _DIGIT_BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if form == "chineseLegalSimplified":
        return "".join(_LEGAL[int(digit)] for digit in str(number))
    if form in ("upperLetter", "lowerLetter") and number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form.startswith("decimalEnclosedCircle") and number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    return str(number)


def _counted(number: int) -> str:
    if number >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def is_on(switch: etree._Element | None) -> bool:
    """Whether a switch of Word (<w:b/>) stands and is not set to off."""
    return switch is not None and (attribute(switch, "val") or "1") not in ("0", "false", "off")


def _list_of(properties: etree._Element | None) -> tuple[str, int]:
    number = child(properties, "numPr")
    identity, level = child(number, "numId"), child(number, "ilvl")
    return (
        (attribute(identity, "val") or "") if identity is not None else "",
        _whole(attribute(level, "val")) if level is not None else -1,
    )


def _value(element: etree._Element, name: str, default: str) -> str:
    found = child(element, name)
    value = attribute(found, "val") if found is not None else None
    return default if value is None else value


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 6 else 0
