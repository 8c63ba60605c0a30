"""Words that many pages share: filler paragraphs, and a short way to write a document."""

from __future__ import annotations

import zlib
from datetime import date

from demo.sites.model import Area, Block, Column, Document

_SENTENCES = (
    "{a}坚持以人民为中心的发展思想，把办好民生实事摆在突出位置，各项工作有序推进。",
    "各镇（街道）、各有关单位要结合实际，细化措施，压实责任，确保任务落到实处。",
    "要加强统筹协调，建立健全部门会商和信息共享机制，及时研究解决工作中遇到的困难。",
    "下一步，{a}将继续围绕中心、服务大局，不断提高工作的科学化、精细化水平。",
    "相关部门深入一线开展走访，广泛听取群众意见，梳理问题清单，逐项明确整改时限。",
    "会议强调，要增强工作的主动性和预见性，抓早抓小，防止小问题演变成大隐患。",
    "要严格落实主体责任，强化日常检查，对发现的问题做到立行立改、举一反三。",
    "通过优化流程、精简环节，群众办事更加方便，满意度持续提升。",
    "有关情况将定期汇总，由牵头单位负责督促，按季度向{g}报告。",
    "活动现场气氛热烈，工作人员耐心细致地解答了群众提出的问题。",
    "在保障安全的前提下，合理安排施工时序，尽量减少对周边居民生活的影响。",
    "各单位要加强宣传引导，营造全社会关心、支持和参与的良好氛围。",
    "截至目前，全{r}已完成年度任务的大部分，其余项目正按计划实施。",
    "对工作推进有力、成效明显的单位予以表扬，对进展缓慢的单位进行提醒。",
    "要注重总结经验，把行之有效的做法固化下来，形成可复制的工作模式。",
    "{r}直有关部门按照职责分工，各司其职、密切配合，共同抓好落实。",
)


def stamp(text: str) -> int:
    """A number that depends on the text alone: what varies between pages must not vary between
    runs.
    """
    return zlib.crc32(text.encode("utf-8"))


def filler(area: Area, seed: str, paragraphs: int = 3) -> list[Block]:
    """Neutral paragraphs, the same for the same seed."""
    start = stamp(seed)
    blocks: list[Block] = []
    for number in range(paragraphs):
        picks = [(start + number * 5 + step * 3) % len(_SENTENCES) for step in range(4)]
        blocks.append(
            "".join(
                _SENTENCES[pick].format(a=area.name, g=area.government, r=area.rank)
                for pick in picks
            )
        )
    return blocks


def doc(
    area: Area,
    key: str,
    day: str,
    title: str,
    *blocks: Block,
    issued: str = "",
    number: str = "",
    issuer: str = "",
    source: str = "",
    pad: int = 2,
    attachments: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
) -> Document:
    """A document of the area; `day` and `issued` are ISO dates, `pad` the filler paragraphs after
    its own text.
    """
    return Document(
        key=key,
        title=title,
        published=date.fromisoformat(day),
        blocks=[*blocks, *filler(area, key, pad)],
        issued=date.fromisoformat(issued) if issued else None,
        number=number,
        issuer=issuer or area.office,
        source=source or issuer or area.office,
        official=bool(number or issued),
        attachments=list(attachments),
        related=list(related),
    )


def run(area: Area, key: str, title: str, days: str, *, issuer: str = "") -> list[Document]:
    """One document for each of the days (ISO dates, space-separated).

    `title` may use {year}, {month}, and {n}, the document's place in the row.
    """
    found = []
    for n, day in enumerate(days.split(), start=1):
        moment = date.fromisoformat(day)
        words = title.format(year=moment.year, month=moment.month, n=n)
        found.append(doc(area, f"{key}-{day.replace('-', '')}", day, words, issuer=issuer))
    return found


def signed(area: Area, issuer: str, issued: str) -> list[Block]:
    """The signature under an official document: issuer and date of issue."""
    day = date.fromisoformat(issued)
    return [issuer or area.government, f"{day.year}年{day.month}月{day.day}日", "（此件公开发布）"]


def listed(area: Area, key: str, name: str, title: str, days: str, *extra: Document) -> Column:
    """A list column: the documents given, and one for each of the days (see `run`)."""
    found = [*extra, *run(area, key, f"{area.name}{title}", days)]
    return Column(key, name, documents=sorted(found, key=lambda item: item.published, reverse=True))
