"""XML out of files that nobody vouches for: no entities, no network, no DTD, and names without their namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from crawler.attachment.text import Problem, Unreadable

_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "recover": True,  # files by common programs hold characters that XML forbids
}
# After these nothing more was read; other faults are mended.
_ENDS = frozenset({"ERR_TAG_NOT_FINISHED", "ERR_TAG_NAME_MISMATCH", "ERR_DOCUMENT_END"})
_LIMITS = frozenset({"ERR_RESOURCE_LIMIT", "ERR_NO_MEMORY"})
_BROKEN = "文件损坏：内部的 XML 不完整"


def parse(data: bytes) -> etree._Element:
    """The root of an XML file, small faults mended. Raises Unreadable where it is cut off, none, or over the limits."""
    parser = etree.XMLParser(**_OPTIONS)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        _complain(parser.error_log)
        raise Unreadable(Problem.DAMAGED, _BROKEN) from error
    _complain(parser.error_log)
    if root is None:
        raise Unreadable(Problem.DAMAGED, _BROKEN)
    return root


def stream(data: bytes, *wanted: str) -> Iterator[etree._Element]:
    """The elements of these names, each when its end is read, and freed when the next is asked for.

    Raises Unreadable as `parse` does, after what came before the fault.
    """
    events: Any = etree.iterparse(
        BytesIO(data), events=("end",), tag=[f"{{*}}{name}" for name in wanted], **_OPTIONS
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            before = element.getprevious()
            parent = element.getparent()
            while before is not None and parent is not None:
                parent.remove(before)
                before = element.getprevious()
    except etree.XMLSyntaxError as error:
        _complain(events.error_log)
        raise Unreadable(Problem.DAMAGED, _BROKEN) from error
    _complain(events.error_log)


def _complain(log: Any) -> None:
    names = {entry.type_name for entry in log}
    if names & _LIMITS:
        raise Unreadable(Problem.TOO_LARGE, "文件内部的 XML 过大，超过解析上限，未读取")
    if names & _ENDS:
        raise Unreadable(Problem.DAMAGED, _BROKEN)


def name_of(element: etree._Element) -> str:
    """An element's name without namespace; "" for an entity, which is none of the text."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of that name, whatever its namespace; None where there is none."""
    value = element.get(name)
    if value is not None:
        return value
    ending = "}" + name
    return next(
        (str(own) for key, own in element.attrib.items() if str(key).endswith(ending)), None
    )


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of that name, and on down the path; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def children(element: etree._Element | None, *names: str) -> list[etree._Element]:
    """The children of these names in order."""
    return [] if element is None else [each for each in element if name_of(each) in names]


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names at any depth in order, the element itself included."""
    return element.iter(*(f"{{*}}{name}" for name in names))
