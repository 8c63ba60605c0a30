"""Documents that are files, or have their text in files: fetched where a rule reads them, and read once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from crawler.plan import TextNeed
from crawler.snapshot.facts import Outcome, Role
from demo.files.pdf import pdf
from demo.files.zipped import docx
from demo.server import Response
from demo.sites.model import Block, Heading, Table
from tests.crawler.serving import PLAN, QUICK, article, crawl_one, html, rows, served

READ = replace(PLAN, texts=(TextNeed(any=re.compile("年度报告")),))
BLOCKS: list[Block] = [
    Heading("一、总体情况"),
    "青政发〔2021〕3号文件要求的公开工作全部完成。",
    Table([["合计", "12"], ["其中", "7"]]),
]
REPORT = "某县人民政府2020年政府信息公开工作年度报告"


def short(title: str, link: str) -> bytes:
    """A document's page that only leads to a file."""
    body = f'全文见附件。</p><p>附件：<a href="{link}">{title}.pdf</a></p><p>'
    return article(title, "2021-03-01", body)


def file(body: bytes, kind: str = "application/pdf") -> Response:
    """A file as a server sends it."""
    return Response(200, kind, body)


def site() -> dict[str, object]:
    """A column of annual reports in every shape: on a page with a file, as a file, behind a download program."""
    listed = {
        "/nb/t20210301_1.html": (REPORT, "2021-03-01"),
        "/files/nb2019.docx": ("某县人民政府2019年政府信息公开工作年度报告", "2020-03-01"),
        "/download.jsp?id=7": ("某县教育局2020年政府信息公开工作年度报告", "2021-01-20"),
        "/nb/t20210302_2.html": ("某县财政局2020年政府信息公开工作年度报告", "2021-01-21"),
        "/files/other.pdf": ("关于某事的通知", "2021-01-22"),
    }
    return {
        "/": html('<a href="/nb/">政府信息公开年报</a>'),
        "/nb/": html(rows(listed), "政府信息公开年报"),
        "/nb/t20210301_1.html": short(REPORT, "/files/nb2020.pdf"),
        "/nb/t20210302_2.html": short(
            "某县财政局2020年政府信息公开工作年度报告", "/files/scan.pdf"
        ),
        "/files/nb2020.pdf": file(pdf(REPORT, BLOCKS)),
        # A server that calls everything a page.
        "/files/nb2019.docx": file(docx("年报", BLOCKS), "text/html"),
        "/download.jsp?id=7": file(pdf("年报", BLOCKS), "application/octet-stream"),
        "/files/scan.pdf": file(pdf("年报", BLOCKS, scanned=True)),
        "/files/other.pdf": file(pdf("通知", BLOCKS)),
    }


def test_documents_in_files(tmp_path: Path) -> None:
    with served(site()) as (url, serving):
        snapshot, _ = crawl_one(url, tmp_path, plan=READ)
        asked = serving.logs["site"].targets()
    base = url.rstrip("/")
    assert "/files/other.pdf" not in asked  # no rule reads such a document

    on_page = snapshot.documents[f"{base}/nb/t20210301_1.html"]
    [attached] = on_page.files
    assert (attached.fetch.role, attached.fetch.outcome) == (Role.ATTACHMENT, Outcome.OK)
    assert "一、总体情况" in on_page.headings
    assert [["合计", "12"], ["其中", "7"]] in on_page.tables
    assert "公开工作全部完成" in on_page.text
    assert "公开工作全部完成" not in on_page.own_text
    assert on_page.unread_files == []

    for path, kind in (("/files/nb2019.docx", "docx"), ("/download.jsp?id=7", "pdf")):
        document = snapshot.documents[base + path]
        assert document.facts is not None
        assert document.facts.file == kind
        assert "公开工作全部完成" in document.text
        assert document.document_number == ""  # it only cites one
    assert snapshot.documents[f"{base}/files/nb2019.docx"].title.startswith("某县人民政府2019年")

    scanned = snapshot.documents[f"{base}/nb/t20210302_2.html"]
    [lost] = scanned.files
    assert (lost.fetch.outcome, lost.fetch.detail) == (Outcome.NO_TEXT, "扫描件，1页无文字层")
    assert [link.text for link in scanned.unread_files] == [
        "某县财政局2020年政府信息公开工作年度报告.pdf"
    ]
    assert snapshot.state == "complete"
    assert snapshot.dead_links == []


def test_files_that_did_not_change_are_not_read_again(tmp_path: Path) -> None:
    pages = site()
    for path, page in pages.items():
        if isinstance(page, Response):
            pages[path] = replace(page, validated=True)
    with served(pages) as (url, serving):
        first, _ = crawl_one(url, tmp_path, QUICK, READ)
        serving.logs["site"].requests.clear()
        second, _ = crawl_one(url, tmp_path, QUICK, replace(READ, until=date(2021, 4, 16)))
        answers = {record.target: record.status for record in serving.logs["site"].requests}
    assert {
        answers[path] for path in ("/files/nb2020.pdf", "/files/scan.pdf", "/files/nb2019.docx")
    } == {304}
    for document in first.documents.values():
        again = second.documents[document.url]
        assert again.text == document.text
        assert [file.fetch.outcome for file in again.files] == [
            file.fetch.outcome for file in document.files
        ]
        assert [file.fetch.detail for file in again.files if file.facts is None] == [
            file.fetch.detail for file in document.files if file.facts is None
        ]


def test_a_text_in_a_frame_belongs_to_its_document(tmp_path: Path) -> None:
    title = "某县教育局2020年政府信息公开工作年度报告"
    pages = {
        "/": html('<a href="/nb/">政府信息公开年报</a>'),
        "/nb/": html(rows({"/nb/t20210301_1.html": (title, "2021-03-01")}), "政府信息公开年报"),
        "/nb/t20210301_1.html": html(
            f'<h1>{title}</h1><div>发布日期：2021-03-01</div><div class="TRS_Editor">'
            '<iframe src="/nb/body.html"></iframe></div>',
            title,
            f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2021-03-01">',
        ),
        "/nb/body.html": html("<p>一、总体情况</p><p>本年度公开工作全部完成。</p>" * 20),
    }
    with served(pages) as (url, _):
        snapshot, _ = crawl_one(url, tmp_path, plan=READ)
    document = snapshot.documents[f"{url}nb/t20210301_1.html"]
    assert "本年度公开工作全部完成" in document.text
