"""Writes the evidence pages: for each archived body that a result rests on, a page with what is known of it and, in a
sandboxed frame, its safe copy with the quoted words marked.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.snapshot.archive import ArchivedRecord, ArchiveError, read_record
from crawler.snapshot.archived_page import (
    ArchivedPage,
    BodyKind,
    FileReader,
    is_file,
    read_archived_page,
)
from reports.evidence.plan import EvidencePlan, PlannedPage, evidence_href, plan_pages
from reports.evidence.quote_marks import Found, Marked
from reports.evidence.safe_copy import Copy, make_copy
from reports.hostile import Address, cut, shown_address
from reports.model import Evidence, Report, Site

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["EvidencePages", "evidence_href", "write_evidence"]

MOST_BYTES = 200_000_000
"""Bytes of copies of one site; what proves lost points goes first."""
MOST_ORIGINAL = 5_000_000
"""Bytes of a file that is laid beside its page as it came."""

_VERSION = 1  # of the pages: raised when they are made in another way, so that all are made anew
_MARK = '<meta name="zwgk-evidence" content="'
_HEAD = 600  # bytes of a page in which its mark stands
_APART = 300.0  # seconds beyond which the time of the body and that of the request are two
_COPY = "copy.html"
_ORIGINALS = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "pptx", "ofd", "rtf"})

Write = Callable[[str, bytes], Path]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says of its archived body; `trouble` is why there is no copy, "" where there is one."""

    record: ArchivedRecord | None = None
    page: ArchivedPage | None = None
    copy: Copy | None = None
    trouble: str = ""
    original: str = ""

    @property
    def address(self) -> Address | None:
        """Where the archived body lay by the archive's own word."""
        return shown_address(self.record.url) if self.record else None


@dataclass(slots=True)
class EvidencePages:
    """The evidence pages of a report. `names` are those that a link may lead to, relative to the report's folder, each
    with the endings of the files beside it: its copy, and the original.

    `pictures` are the screenshots among their files.

    `made` and `kept` count pages written and found as they had been made before, `damaged` those whose body could not be
    read or is another than the results say, `left_out` those beyond the limits, by site.
    """

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    made: int = 0
    kept: int = 0
    damaged: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    found: Counter[str] = field(default_factory=Counter)
    has_archive: bool = True
    pictures: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def files(self) -> Iterator[str]:
        """Every file of theirs, relative to the report's folder."""
        for name, endings in self.names.items():
            yield name
            yield from (f"{name.removesuffix('.html')}.{ending}" for ending in endings)
        yield from sorted(self.pictures)

    def href(self, site_id: str, evidence: Evidence) -> str:
        """The page of a piece of evidence, relative to the report's folder; "" where none was made."""
        name = evidence_href(site_id, evidence)
        return name if name in self.names else ""

    def copy_of(self, site_id: str, evidence: Evidence) -> str:
        """The copy of the body of a piece of evidence, relative to the report's folder; "" where there is none."""
        name = self.href(site_id, evidence)
        return f"{name.removesuffix('.html')}.{_COPY}" if _COPY in self.names.get(name, ()) else ""

    def picture_name(self, site_id: str, evidence: Evidence, plan: EvidencePlan) -> str:
        """What the screenshot of a piece of evidence is called, relative to the report's folder; "" without a copy.

        `plan` are the pages of the site.
        """
        copy, number = self.copy_of(site_id, evidence), _number_of(site_id, evidence, plan)
        return f"{copy.removesuffix(f'.{_COPY}')}.q{number}.png" if copy and number else ""

    def pictures_of(self, site: Site) -> Callable[[Evidence], str]:
        """Gives the screenshot of each piece of a site's evidence, as a place in the report's folder; "" for none."""
        if not self.pictures:
            return lambda _: ""
        plan = plan_pages(site)

        def picture(evidence: Evidence) -> str:
            name = self.picture_name(site.id, evidence, plan)
            return name if name in self.pictures else ""

        return picture

    def sentences(self, root: Path) -> list[str]:
        """What the user has to know of them, in Chinese."""
        told = []
        if not self.has_archive:
            told.append(
                f"{root} 里没有存档（archive 文件夹）：报告照常生成，没有存档副本可看；"
                "把存档放回 results.json 旁边，再运行 zwgk report 即可补上"
            )
        if self.damaged:
            told.append(
                f"{len(self.damaged)} 个证据页的存档读不到或与结果不符，页上已写明，"
                f"如 {self.damaged[0]}；逐条核对请运行 zwgk evidence verify"
            )
        told += [
            f"网站 {site_id} 的证据过多，{number} 个存档页面没有做证据页"
            for site_id, number in self.left_out.items()
        ]
        return told + self.told


def write_evidence(
    report: Report,
    root: Path,
    out: Path,
    write: Write,
    template: Template,
    *,
    most_bytes: int = MOST_BYTES,
) -> EvidencePages:
    """Write the pages of all evidence of a report: `root` is the folder that archive places are relative to, `out` the
    report's. `write` puts one file there. A page that was made of the same body and quotations stays as it is.

    Never fails for what the archive holds or lacks: the page says so. Raises what `write` raises.
    """
    pages = EvidencePages()
    has_archive = (root / "archive").is_dir()
    with FileReader() as files:
        for site in report.sites:
            plan = plan_pages(site)
            if plan.left_out:
                pages.left_out[site.id] = plan.left_out
            if plan.pages:
                pages.has_archive = has_archive
                planned = list(plan.pages.values())
                _write_site(planned, pages, root, out, write, template, files, most_bytes)
    return pages


def _number_of(site_id: str, evidence: Evidence, plan: EvidencePlan) -> int:
    """Which quotation of its page a piece of evidence is, from 1 on; 0 for none."""
    planned = plan.pages.get(evidence_href(site_id, evidence))
    quotes = [each.quote for each in planned.quotes] if planned else []
    quote = evidence.quote or evidence.note
    return quotes.index(quote) + 1 if quote in quotes else 0


def _write_site(
    of_site: list[PlannedPage],
    pages: EvidencePages,
    root: Path,
    out: Path,
    write: Write,
    template: Template,
    files: FileReader,
    most_bytes: int,
) -> None:
    left = most_bytes
    for planned in of_site:
        if not pages.has_archive:
            # A report that was moved without its archive keeps the pages that were made before.
            if not (out / planned.name).is_file():
                continue
        else:
            mark = _mark_of(planned)
            if (size := _kept(out, planned, mark)) is not None:
                pages.kept += 1
                left -= size
            else:
                shown = _read(planned, root, files, is_full=left <= 0)
                left -= _write_page(planned, shown, mark, pages, write, template)
        pages.names[planned.name] = _beside(out, planned)


def _write_page(
    planned: PlannedPage,
    shown: Shown,
    mark: str,
    pages: EvidencePages,
    write: Write,
    template: Template,
) -> int:
    """Write a page, its copy and the original where it has them; returns their bytes."""
    is_sound = shown.record is not None and shown.record.sha256 == planned.sha256
    if not is_sound:
        pages.damaged.append(planned.archive)
    size = 0
    stem = planned.name.removesuffix(".html")
    if shown.copy is not None:
        content = shown.copy.document.encode("utf-8", "replace")
        write(f"{stem}.copy.html", content)
        size += len(content)
        pages.found.update(each.found.value for each in shown.copy.marked)
    if shown.original and shown.record is not None:
        write(f"{stem}.{shown.original}", shown.record.body)
        size += len(shown.record.body)
    marked: Mapping[str, Marked] = (
        {each.quote: each for each in shown.copy.marked} if shown.copy else {}
    )
    text = template.render(
        planned=planned,
        shown=shown,
        marked=marked,
        first=next((each.id for each in marked.values() if each.id), ""),
        is_sound=is_sound,
        mark=mark if is_sound and shown.copy is not None else "",
        was_unchanged=_was_unchanged(planned, shown.record),
        title=_title_of(planned, shown),
        stem=Path(stem).name,
        root="../../",
    )
    content = text.encode("utf-8", "replace")
    write(planned.name, content)
    pages.made += 1
    return size + len(content)


def _read(planned: PlannedPage, root: Path, files: FileReader, *, is_full: bool) -> Shown:
    try:
        record = read_record(root, planned.archive)
    except ArchiveError as error:
        return Shown(trouble=str(error))
    if is_full:
        return Shown(record, trouble="本站证据副本的总量已到上限，这一页没有附副本")
    page = files.read(record) if is_file(record) else read_archived_page(record)
    title = f"存档副本 {cut(shown_address(record.url).text, 120)}"
    quotes = [each.quote for each in planned.quotes]
    original = ""
    if page.kind is BodyKind.FILE:
        if page.format in _ORIGINALS and len(record.body) <= MOST_ORIGINAL:
            original = page.format
        if not page.text.strip():
            return Shown(record, page, None, page.trouble or "文件里没有读出文字", original)
    return Shown(record, page, make_copy(page, record.url, title, quotes), "", original)


def found_words(marked: Marked) -> str:
    """What is said of a quotation: how much of it stands marked in the copy."""
    match marked.found:
        case Found.WHOLE if marked.places > 1:
            return f"已标出；相同的文字在页面上共 {marked.places} 处，标的是最相符的一处"
        case Found.WHOLE:
            return "已标出"
        case Found.PARTS:
            return "文字分在几处，已分别标出"
        case Found.SOME:
            missing = "、".join(f"“{cut(part, 30)}”" for part in marked.missing[:3])
            return f"标出了一部分；{missing}没有逐字找到：摘录是由多处文字归纳的"
        case Found.SOURCE:
            return "在页面源码里，由脚本显示；见副本末尾"
    return "页面上没有逐字找到：摘录由表格、附件名或多处文字归纳，请对照副本"


def _title_of(planned: PlannedPage, shown: Shown) -> str:
    """What the page calls itself, a file its name; else the first words quoted from it."""
    if shown.copy and shown.copy.title:
        return shown.copy.title
    address = planned.address.text
    if shown.page is not None and shown.page.kind is BodyKind.FILE:
        return address.partition("?")[0].rpartition("/")[2] or address
    return planned.quotes[0].quote[:60] or address


def _was_unchanged(planned: PlannedPage, record: ArchivedRecord | None) -> bool:
    """Whether the body is an earlier one, which the page was still the same as when evidence was taken."""
    if record is None:
        return False
    try:
        asked = datetime.fromisoformat(planned.fetched_at)
        received = datetime.fromisoformat(record.recorded_at)
        return (asked - received).total_seconds() > _APART
    except (ValueError, TypeError):
        return False


def _mark_of(planned: PlannedPage) -> str:
    """What a page is made of, as a hash: while that is the same the page need not be made again."""
    told = [
        _VERSION,
        planned.site.id,
        planned.site.name,
        planned.sha256,
        planned.archive,
        planned.fetched_at,
        asdict(planned.address),
        [asdict(each) for each in planned.further],
        planned.more_quotes,
        [
            [
                each.quote,
                [
                    [use.finding.anchor, use.finding.title, use.finding.verdict, use.note]
                    for use in each.uses
                ],
            ]
            for each in planned.quotes
        ],
    ]
    whole = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return hashlib.sha256(whole).hexdigest()


def _kept(out: Path, planned: PlannedPage, mark: str) -> int | None:
    """The bytes of a page that is there as it would be made, with its copy; None where it has to be made."""
    path = out / planned.name
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if f'{_MARK}{mark}"'.encode() not in head:
            return None
        return path.stat().st_size + path.with_suffix(".copy.html").stat().st_size
    except OSError:
        return None


def _beside(out: Path, planned: PlannedPage) -> tuple[str, ...]:
    """The endings of the files that lie beside a page."""
    path = out / planned.name
    return tuple(
        ending
        for ending in (_COPY, *sorted(_ORIGINALS))
        if path.with_suffix(f".{ending}").is_file()
    )
