"""What several fields of the tasks share: interpretations with all their parts, and news that is none of the thing."""

from __future__ import annotations

from demo.sites.content.base import doc
from demo.sites.model import Area, Document, Heading


def explained(area: Area, key: str, day: str, title: str, about: str) -> Document:
    """An interpretation in words: background, grounds, purpose and main contents."""
    return doc(
        area,
        key,
        day,
        title,
        Heading("一、出台背景"),
        f"近年来，{area.name}{about}工作面临新的形势和要求。",
        Heading("二、制定依据"),
        "国家和省、市有关文件，以及相关法律法规。",
        Heading("三、目的意义"),
        f"进一步做好{about}工作，方便企业和群众办事。",
        Heading("四、主要内容"),
        "明确适用范围、办理条件、办理流程和责任单位，逐条说明企业和群众关心的事项。",
        pad=1,
    )


def news(area: Area, key: str, day: str, title: str) -> Document:
    """A report that work on something goes on: it names the thing and is not it."""
    return doc(area, key, day, title, source=f"{area.short}融媒体中心")
