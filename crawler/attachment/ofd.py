"""OFD (GB/T 33190): pages of text objects, placed by their positions; stamps and notes aside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from crawler.attachment import limits, safe_xml
from crawler.attachment.container import Container, within
from crawler.attachment.page_layout import read_pages
from crawler.attachment.page_model import Glyph, Page, Stroke
from crawler.attachment.safe_xml import child, children, name_of
from crawler.attachment.text import AttachmentText, Problem, Unreadable

_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?(?:[eE]-?\d{1,2})?")
_STEP = re.compile(r"[MSLQBAC]|-?\d{1,9}(?:\.\d{1,9})?")
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TO_POINTS = 72 / 25.4  # OFD measures in millimetres
_GROUPS = frozenset({"Layer", "PageBlock"})
_MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class _Matrix:
    """From an object's own coordinates to the page's."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        return (
            (self.a * x + self.c * y + self.e) * _TO_POINTS,
            (self.b * x + self.d * y + self.f) * _TO_POINTS,
        )


def read(container: Container) -> AttachmentText:
    """The text of all documents of the file, page by page. Raises Unreadable when it is encrypted or damaged."""
    if container.has("Encryptions.xml"):
        raise Unreadable(Problem.ENCRYPTED, "文件已加密，需要密码")
    root = safe_xml.parse(container.read("OFD.xml"))
    parts: list[str] = []
    for body in children(root, "DocBody"):
        place = child(body, "DocRoot")
        if place is not None and place.text:
            document = within("", place.text.strip())
            parts += _page_parts(container, document)
    pages = (_page(container, part) for part in parts[: limits.MAX_PAGES])
    return read_pages(pages, "ofd", len(parts))


def _page_parts(container: Container, document: str) -> list[str]:
    folder = document.rpartition("/")[0]
    pages = child(safe_xml.parse(container.read(document)), "Pages")
    return [within(folder, (page.get("BaseLoc") or "").strip()) for page in children(pages, "Page")]


def _page(container: Container, part: str) -> Page:
    page = Page()
    if not container.has(part):
        page.is_missing = True
        return page
    root = safe_xml.parse(container.read(part))
    for layer in children(child(root, "Content"), "Layer"):
        _read_objects(layer, page, 0)
    return page


def _read_objects(parent: etree._Element, page: Page, depth: int) -> None:
    for element in parent:
        name = name_of(element)
        if name in _GROUPS and depth < limits.MAX_DEPTH:
            _read_objects(element, page, depth + 1)
        elif name == "TextObject":
            _read_text(element, page)
        elif name == "PathObject":
            _read_path(element, page)
        elif name == "ImageObject":
            page.pictures += 1


def _matrix(element: etree._Element) -> _Matrix:
    box = _numbers(element.get("Boundary"))
    left, top = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    own = _numbers(element.get("CTM"))
    if len(own) == 6:
        a, b, c, d, e, f = own
        return _Matrix(a, b, c, d, e + left, f + top)
    return _Matrix(e=left, f=top)


def _read_text(element: etree._Element, page: Page) -> None:
    matrix = _matrix(element)
    size = next(iter(_numbers(element.get("Size"))), 0.0) or 4.0
    stretch = next(iter(_numbers(element.get("HScale"))), 1.0) or 1.0
    is_bold = element.get("Weight", "400") in ("600", "700", "800", "900", "1000")
    x = y = 0.0
    for code in children(element, "TextCode"):
        x = next(iter(_numbers(code.get("X"))), x)
        y = next(iter(_numbers(code.get("Y"))), y)
        across, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        at_x, at_y = x, y
        for number, character in enumerate(code.text or ""):
            if len(page.glyphs) >= limits.MAX_PAGE_GLYPHS:
                page.is_cut = True
                return
            own = size * stretch * (0.5 if character.isascii() else 1.0)
            left, base = matrix.at(at_x, at_y)
            right, _ = matrix.at(at_x + own, at_y)
            height = abs(matrix.at(0, size)[1] - matrix.at(0, 0)[1]) or size * _TO_POINTS
            page.glyphs.append(
                Glyph(character, min(left, right), max(left, right), base, height, is_bold)
            )
            if number < len(across):
                at_x += across[number]
            elif not down:
                at_x += own
            if number < len(down):
                at_y += down[number]


def _deltas(text: str | None) -> list[float]:
    """The steps from character to character; "g 3 5.5" stands for three times 5.5."""
    if not text:
        return []
    words = text.split()[: limits.MAX_PAGE_GLYPHS]
    steps: list[float] = []
    at = 0
    while at < len(words) and len(steps) < limits.MAX_PAGE_GLYPHS:
        if words[at] == "g" and at + 2 < len(words):
            times = int(words[at + 1][:6]) if words[at + 1].isdigit() else 1
            steps += [_number(words[at + 2])] * min(times, limits.MAX_PAGE_GLYPHS)
            at += 3
        else:
            steps.append(_number(words[at]))
            at += 1
    return steps


def _read_path(element: etree._Element, page: Page) -> None:
    page.drawings += 1
    if len(page.strokes) >= limits.MAX_PAGE_OBJECTS:
        return
    matrix = _matrix(element)
    data = child(element, "AbbreviatedData")
    steps = _STEP.findall(((data.text or "") if data is not None else "")[:20_000])
    here = first = (0.0, 0.0)
    at = 0
    points: list[tuple[float, float]] = []
    lines: list[Stroke] = []
    while at < len(steps) and len(lines) < _MOST_STEPS:
        order = steps[at]
        count = _ARGUMENTS.get(order)
        if count is None:
            at += 1
            continue
        values = [_number(word) for word in steps[at + 1 : at + 1 + count]]
        at += 1 + count
        if order == "C":
            lines.append(Stroke(*matrix.at(*here), *matrix.at(*first)))
            here = first
        elif len(values) == count:
            there = (values[-2], values[-1])
            if order == "L":
                lines.append(Stroke(*matrix.at(*here), *matrix.at(*there)))
            elif order in ("M", "S"):
                first = there
            here = there
            points.append(matrix.at(*there))
    is_filled = element.get("Fill", "false") == "true"
    if is_filled and element.get("Stroke", "true") == "false":
        page.add_filled(points)
    else:
        page.strokes += lines


def _numbers(text: str | None) -> list[float]:
    return [float(word) for word in _NUMBER.findall(text[:200])] if text else []


def _number(word: str) -> float:
    found = _NUMBER.match(word)
    return float(found.group(0)) if found else 0.0
