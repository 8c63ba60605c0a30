"""PPTX: the slides in order, their paragraphs and tables."""

from __future__ import annotations

from lxml import etree

from crawler.attachment import limits, safe_xml
from crawler.attachment.container import Container
from crawler.attachment.content import Content, cell_text
from crawler.attachment.safe_xml import attribute, child, children, descendants, name_of
from crawler.attachment.text import AttachmentText


def read(container: Container) -> AttachmentText:
    """The text of the slides that are shown. Raises Unreadable when the presentation is missing or damaged."""
    main = container.main_part("ppt/presentation.xml")
    presentation = safe_xml.parse(container.read(main))
    relations = container.relations(main)
    content = Content()
    for slide in children(child(presentation, "sldIdLst"), "sldId")[: limits.MAX_PAGES]:
        part = relations.get(_relation_id(slide), "")
        if not container.has(part):
            continue
        root = safe_xml.parse(container.read(part))
        if root.get("show") not in ("0", "false"):
            _read_shapes(child(root, "cSld", "spTree"), content, 0)
    return content.finish("pptx")


def _relation_id(slide: etree._Element) -> str:
    """The id of the relationship, not the slide's own, which has the same name and no namespace."""
    return next((str(value) for key, value in slide.attrib.items() if str(key).endswith("}id")), "")


def _read_shapes(tree: etree._Element | None, content: Content, depth: int) -> None:
    if tree is None or depth > limits.MAX_DEPTH:
        return
    for shape in tree:
        name = name_of(shape)
        if name == "grpSp":
            _read_shapes(shape, content, depth + 1)
        elif name == "pic":
            content.pictures += 1
        elif name == "sp":
            is_title = _kind(shape) in ("title", "ctrTitle")
            for paragraph in children(child(shape, "txBody"), "p"):
                content.add_paragraph(_text_of(paragraph), strong=is_title)
        elif name == "graphicFrame":
            for table in descendants(shape, "tbl"):
                content.add_table(_cells(row) for row in children(table, "tr"))
        if content.is_full:
            return


def _kind(shape: etree._Element) -> str:
    placeholder = child(shape, "nvSpPr", "nvPr", "ph")
    return (attribute(placeholder, "type") or "") if placeholder is not None else ""


def _cells(row: etree._Element) -> list[str]:
    return [
        cell_text(_text_of(paragraph) for paragraph in children(child(cell, "txBody"), "p"))
        for cell in children(row, "tc")
        if cell.get("hMerge") not in ("1", "true") and cell.get("vMerge") not in ("1", "true")
    ]


def _text_of(paragraph: etree._Element) -> str:
    return "".join(
        "\n" if name_of(element) == "br" else element.text or ""
        for element in descendants(paragraph, "t", "br")
    )
