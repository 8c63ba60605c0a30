"""DOCX (and WPS and DOCM of the same make): paragraphs with their automatic numbers, tables, text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from crawler.attachment import limits, safe_xml
from crawler.attachment.container import Container
from crawler.attachment.content import Content, cell_text
from crawler.attachment.docx_links import cell_links
from crawler.attachment.docx_styles import Numbering, Styles, is_on
from crawler.attachment.safe_xml import attribute, child, children, name_of
from crawler.attachment.text import AttachmentText
from crawler.snapshot.facts import CellLink, LinkedTable

# What wraps runs or paragraphs and adds nothing of its own.
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir"}
    | {"bdo", "AlternateContent", "Choice", "ruby", "rubyBase", "sect", "sub-section"}
)
_PICTURES = frozenset({"drawing", "pict", "object"})


def read(container: Container) -> AttachmentText:
    """The text of the main part. Raises Unreadable when there is none."""
    main = container.main_part("word/document.xml")
    root = safe_xml.parse(container.read(main))
    parts = {target.rpartition("/")[2]: target for target in container.relations(main).values()}
    links = container.links(main)
    styles = Styles(_optional(container, parts.get("styles.xml", "word/styles.xml")))
    numbers = Numbering(_optional(container, parts.get("numbering.xml", "word/numbering.xml")))
    return read_body(child(root, "body"), styles, numbers, "docx", links)


def read_body(
    body: etree._Element | None,
    styles: Styles,
    numbers: Numbering,
    kind: str,
    links: dict[str, str] | None = None,
) -> AttachmentText:
    """The text of a body element, of DOCX or of Word's XML of 2003; `links` are its addresses by relationship, None where
    they are not known.
    """
    content = Content()
    content.reads_links = links is not None
    if body is not None:
        _Body(content, styles, numbers, links).read(body, 0)
    return content.finish(kind)


def _optional(container: Container, part: str) -> etree._Element | None:
    return safe_xml.parse(container.read(part)) if container.has(part) else None


class _Body:
    """Walks the blocks of a document into its content."""

    def __init__(
        self,
        content: Content,
        styles: Styles,
        numbers: Numbering,
        links: dict[str, str] | None,
    ) -> None:
        self.content = content
        self.styles = styles
        self.numbers = numbers
        self.links = links

    def read(self, parent: etree._Element, depth: int) -> None:
        for block in parent:
            if self.content.is_full or depth > limits.MAX_DEPTH:
                return
            name = name_of(block)
            if name == "p":
                self._paragraph(block, depth)
            elif name == "tbl":
                self._table(block, depth)
            elif name in _WRAPPERS:
                self.read(block, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        text, strong, boxes = self._text_of(paragraph)
        self.content.add_paragraph(text, strong=strong)
        for box in boxes:
            self.read(box, depth + 1)

    def _text_of(self, paragraph: etree._Element) -> tuple[str, bool, list[etree._Element]]:
        """A paragraph's text with its number, whether it is a head by its looks, and the text boxes anchored in it."""
        properties = child(paragraph, "pPr")
        style = self.styles.of(properties)
        parts: list[str] = []
        boxes: list[etree._Element] = []
        strong = style.is_head or _outlined(properties)
        bold = True
        for run in self._runs(paragraph, 0):
            own = child(run, "rPr")
            if is_on(child(own, "vanish")):
                continue
            text = self._run_text(run, boxes, 0)
            parts.append(text)
            if text and not text.isspace():
                bold = bold and self.styles.is_bold(own, style)
        text = "".join(parts)
        if text.strip():
            number = self.numbers.next(properties, style)
            return number + text, strong or bold, boxes
        return "", False, boxes

    def _runs(self, parent: etree._Element, depth: int) -> Iterator[etree._Element]:
        if depth > limits.MAX_DEPTH:
            return
        for element in parent:
            name = name_of(element)
            if name == "r":
                yield element
            elif name in _WRAPPERS:
                yield from self._runs(element, depth + 1)

    def _run_text(self, run: etree._Element, boxes: list[etree._Element], depth: int) -> str:
        parts: list[str] = []
        for element in run:
            name = name_of(element)
            if name == "t":
                parts.append(element.text or "")
            elif name in ("tab", "ptab"):
                parts.append(" ")
            elif name in ("br", "cr"):
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name in _PICTURES:
                self._drawing(element, boxes)
            elif name in ("AlternateContent", "Choice", "ruby", "rubyBase", "r") and depth < 8:
                parts.append(self._run_text(element, boxes, depth + 1))
        return "".join(parts)

    def _drawing(self, drawing: etree._Element, boxes: list[etree._Element]) -> None:
        found = False
        for box in safe_xml.descendants(drawing, "txbxContent"):
            # A box within a box is read with the outer one, and what older programs see is the same again.
            if not any(
                name_of(above) in ("txbxContent", "Fallback") for above in _within(box, drawing)
            ):
                boxes.append(box)
            found = True
        if not found and next(safe_xml.descendants(drawing, "blip", "imagedata"), None) is not None:
            self.content.pictures += 1

    def _table(self, table: etree._Element, depth: int) -> None:
        rows = list(_members(table, "tr", 0))
        if any(_members(cell, "tbl", 0) for row in rows for cell in _members(row, "tc", 0)):
            self._layout(rows, depth)  # a table around tables is layout
            return
        grid: list[list[str]] = []
        spread = LinkedTable()
        for row in rows:
            cells = [
                (cell, None if _is_covered(cell) else self._cell(cell))
                for cell in _members(row, "tc", 0)
            ]
            if own := [text for _, text in cells if text is not None]:
                grid.append(own)
            self._spread(spread, cells)
        if len(grid) == 1 and len(grid[0]) == 1:
            self._layout(rows, depth)
        else:
            self.content.add_table(grid)
            if self.links is not None:
                self.content.add_linked(spread)

    def _spread(self, table: LinkedTable, cells: list[tuple[etree._Element, str | None]]) -> None:
        """Add a row whose cells stand in every place that they span; a text of None is that of the cell above."""
        above = table.rows[-1] if table.rows else []
        texts: list[str] = []
        for cell, text in cells:
            at = len(texts)
            if text is None:
                text = above[at] if at < len(above) else ""
            else:
                table.links += [
                    CellLink(len(table.rows), at, link)
                    for link in cell_links(cell, self.links or {})
                ]
            texts += [text] * min(_width(cell), limits.MAX_COLUMNS - at)
        if texts:
            table.rows.append(texts)

    def _layout(self, rows: list[etree._Element], depth: int) -> None:
        for row in rows:
            for cell in _members(row, "tc", 0):
                self.read(cell, depth + 2)

    def _cell(self, cell: etree._Element) -> str:
        texts: list[str] = []
        for paragraph in _members(cell, "p", 0):
            text, _, boxes = self._text_of(paragraph)
            texts.append(text)
            texts += [self._text_of(inner)[0] for box in boxes for inner in _members(box, "p", 0)]
        return cell_text(line for text in texts for line in text.split("\n"))


def _members(parent: etree._Element, wanted: str, depth: int) -> list[etree._Element]:
    """The children of that name, those in wrappers included."""
    found: list[etree._Element] = []
    for element in parent:
        name = name_of(element)
        if name == wanted:
            found.append(element)
        elif name in _WRAPPERS and depth < limits.MAX_DEPTH:
            found += _members(element, wanted, depth + 1)
    return found


def _within(element: etree._Element, outermost: etree._Element) -> Iterator[etree._Element]:
    for above in element.iterancestors():
        if above is outermost:
            return
        yield above


def _is_covered(cell: etree._Element) -> bool:
    """Whether a merged cell above or to the left covers this one."""
    for merge in children(child(cell, "tcPr"), "vMerge", "hMerge", "vmerge", "hmerge"):
        if attribute(merge, "val") != "restart":
            return True
    return False


def _width(cell: etree._Element) -> int:
    """How many columns a cell spans; 1 for nonsense."""
    span = child(cell, "tcPr", "gridSpan")
    written = (attribute(span, "val") if span is not None else "") or ""
    return (
        max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 4 else 1
    )


def _outlined(properties: etree._Element | None) -> bool:
    level = child(properties, "outlineLvl")
    return level is not None and (attribute(level, "val") or "9") in "012345678"
